//! Publishers' text: made plain for search and cards, made safe for pages.

/// Strips markup and folds white space: text for search, cards and plain answers.
pub fn plain(text: &str) -> String {
    let text = unescape_literals(text);
    let stripped = if text.contains('<') || text.contains('&') { strip(&text) } else { text };
    stripped.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Allow-listed HTML for a page: paragraphs, lists, emphasis and web links. Everything else is dropped or escaped.
pub fn safe_html(text: &str) -> String {
    let text = unescape_literals(text);
    let looks_like_html = ["<p", "<br", "<ul", "<ol", "<h1", "<h2", "<h3", "<div", "<li", "&nbsp;"].iter().any(|tag| text.contains(tag));
    if looks_like_html {
        return cleaner(&["p", "br", "ul", "ol", "li", "strong", "em", "b", "i"]).clean(&text).to_string();
    }
    text.split("\n\n").map(str::trim).filter(|part| !part.is_empty()).fold(String::new(), |mut html, part| {
        html.push_str("<p>");
        html.push_str(&ammonia::clean_text(part).replace("&#10;", "<br>").replace("&#32;", " ").replace('\n', "<br>"));
        html.push_str("</p>");
        html
    })
}

/// The first sentence, cut at a word to at most `limit` characters.
pub fn first_sentence(text: &str, limit: usize) -> String {
    let text = plain(text);
    let end = text.match_indices(['.', '!', '?']).map(|(at, _)| at + 1).find(|&at| {
        let rest = &text[at..];
        rest.is_empty() || rest.starts_with(' ') && rest.trim_start().chars().next().is_some_and(char::is_uppercase)
    });
    let sentence = &text[..end.unwrap_or(text.len())];
    if sentence.chars().count() <= limit {
        return sentence.to_owned();
    }
    let cut: String = sentence.chars().take(limit.saturating_sub(1)).collect();
    let cut = cut.rsplit_once(' ').map_or(cut.as_str(), |(head, _)| head);
    format!("{}…", cut.trim_end_matches([',', ';', ':', '-']))
}

/// Small words within a name.
const SMALL: [&str; 9] = ["OF", "AND", "THE", "IN", "ON", "FOR", "AT", "BY", "UPON"];
/// Words that stay in capitals.
const KEEP: [&str; 22] = [
    "GP", "NHS", "PCN", "CIC", "UK", "BUPA", "LLP", "LTD", "PLC", "YMCA", "RC", "CE", "HMP", "MS", "CAB", "MIND", "RNIB", "RAF", "II",
    "III", "IV", "ICB",
];

/// A name as people write it: `THE DENSHAM SURGERY` becomes `The Densham Surgery`; mixed case is left alone.
pub fn title_case(name: &str) -> String {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.chars().any(char::is_lowercase) || !name.chars().any(char::is_alphabetic) {
        return name;
    }
    name.split(' ')
        .enumerate()
        .map(|(at, word)| match word {
            "LTD" => "Ltd".to_owned(),
            word if KEEP.contains(&word) => word.to_owned(),
            word if at > 0 && SMALL.contains(&word) => word.to_lowercase(),
            word => capital(word),
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// Capitals at the start of each part of a word; after an apostrophe only a long part is a new word (O'Brien, Sainsbury's).
fn capital(word: &str) -> String {
    word.split_inclusive(|c: char| !c.is_alphanumeric())
        .enumerate()
        .map(|(at, part)| {
            let after_apostrophe = at > 0 && word.contains(['\'', '’']);
            let lower = part.to_lowercase();
            if after_apostrophe && part.chars().filter(|c| c.is_alphanumeric()).count() <= 2 { lower } else { upper_first(&lower) }
        })
        .collect()
}

fn upper_first(part: &str) -> String {
    let mut chars = part.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Spreadsheets and exports leave `\n` as two characters and `###MON###` marks behind.
fn unescape_literals(text: &str) -> String {
    let mut text = text.replace("\r\n", "\n").replace("\\n", "\n");
    while let Some(start) = text.find("###") {
        let Some(len) = text[start + 3..].find("###") else { break };
        if len > 12 {
            break;
        }
        text.replace_range(start..start + len + 6, " ");
    }
    text
}

fn strip(text: &str) -> String {
    let spaced = text.replace("</p>", "</p> ").replace("<br", " <br").replace("</li>", "</li> ").replace("</h", " </h");
    let bare = cleaner(&[]).clean(&spaced).to_string();
    bare.replace("&nbsp;", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
        .replace('\u{a0}', " ")
}

fn cleaner(tags: &[&'static str]) -> ammonia::Builder<'static> {
    let mut builder = ammonia::Builder::empty();
    builder.tags(tags.iter().copied().collect()).clean_content_tags(["script", "style"].into_iter().collect());
    builder
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_never_survives_where_it_must_not() {
        assert_eq!(plain("<h1>About</h1>\n\n<p>Tea &amp; talk</p><script>alert(1)</script>"), "About Tea & talk");
        assert_eq!(plain("8:30am-5pm\\n\\nCall ###MON### us"), "8:30am-5pm Call us");
        let safe = safe_html("<p onclick=\"x()\">Hi <a href=\"javascript:x\">there</a><img src=x onerror=y></p>");
        assert_eq!(safe, "<p>Hi there</p>");
        assert_eq!(safe_html("One\n\nTwo <b>"), "<p>One</p><p>Two&#32;&lt;b&gt;</p>".replace("&#32;", " "));
    }

    #[test]
    fn sentences_and_names() {
        assert_eq!(first_sentence("Tea, advice and a break. Every Tuesday.", 100), "Tea, advice and a break.");
        assert_eq!(first_sentence("We help people who are over 50 and live alone", 20), "We help people who…");
        assert_eq!(title_case("THE DENSHAM SURGERY"), "The Densham Surgery");
        assert_eq!(title_case("O'BRIEN'S OF STOCKTON ON TEES"), "O'Brien's of Stockton on Tees");
        assert_eq!(title_case("LloydsPharmacy Inside Sainsbury's"), "LloydsPharmacy Inside Sainsbury's");
    }
}
