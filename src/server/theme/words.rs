//! An installation's own texts: plain words with `[links](https://…)` to the few kinds of address that are allowed. No markup.

use super::Fault;
use crate::server::languages::{Attribute, ENGLISH, Said};
use askama::filters::HtmlSafe;
use std::fmt;
use url::Url;

/// The longest text, in characters.
const LONGEST: usize = 300;

/// The most lines at the foot.
const MOST_LINES: usize = 5;

/// The texts in one language. `help` and `emergency` have one line or none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Words {
    pub(super) help: Vec<Line>,
    pub(super) emergency: Vec<Line>,
    pub(super) footer: Vec<Line>,
}

/// Texts as a file has them.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Written {
    help: String,
    emergency: String,
    footer: Vec<String>,
}

impl Written {
    /// The texts, under the field that holds them: `words.en`.
    pub(super) fn read(&self, field: &str) -> Result<Words, Fault> {
        let one = |name: &str, text: &String| Line::read(&format!("{field}.{name}"), text).map(|line| line.into_iter().collect());
        if self.footer.len() > MOST_LINES {
            let reason = format!("there are {} lines; at most {MOST_LINES} fit at the foot of a page", self.footer.len());
            return Err(Fault::new(format!("{field}.footer"), reason));
        }
        let footer =
            self.footer.iter().zip(1..).filter_map(|(text, at)| Line::read(&format!("{field}.footer, line {at}"), text).transpose());
        Ok(Words {
            help: one("help", &self.help)?,
            emergency: one("emergency", &self.emergency)?,
            footer: footer.collect::<Result<_, _>>()?,
        })
    }
}

impl Words {
    /// What is said, each with its field: "help: Ring us (tel:…)".
    pub(super) fn told(&self) -> Vec<String> {
        let parts = [("help", &self.help), ("emergency", &self.emergency), ("footer", &self.footer)];
        parts.iter().flat_map(|(field, lines)| lines.iter().map(move |line| format!("{field}: {}", line.told()))).collect()
    }
}

/// A line of text with links.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line(Vec<Piece>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    Link { words: String, address: String },
}

impl Line {
    /// The line with the address of each link behind its words.
    fn told(&self) -> String {
        let told = |piece: &Piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Link { words, address } => format!("{words} ({address})"),
        };
        self.0.iter().map(told).collect()
    }

    /// Reads a line; `None` where it is empty.
    fn read(field: &str, text: &str) -> Result<Option<Self>, Fault> {
        let text = text.trim();
        checked(field, text, LONGEST)?;
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('[') {
            let link =
                after.split_once("](").and_then(|(words, after)| after.split_once(')').map(|(address, after)| (words, address, after)));
            let Some((words, address, after)) = link.filter(|(words, ..)| !words.trim().is_empty() && !words.contains('[')) else {
                return Err(Fault::new(field, "a '[' begins a link, written [words](https://example.org)"));
            };
            pieces.extend((!before.is_empty()).then(|| Piece::Text(before.to_owned())));
            let address = allowed(address).map_err(|reason| Fault::new(field, reason))?;
            pieces.push(Piece::Link { words: words.to_owned(), address });
            rest = after;
        }
        pieces.extend((!rest.is_empty()).then(|| Piece::Text(rest.to_owned())));
        Ok((!pieces.is_empty()).then_some(Self(pieces)))
    }
}

/// Plain text of a bearable length.
pub(super) fn checked(field: &str, text: &str, longest: usize) -> Result<(), Fault> {
    let length = text.chars().count();
    if length > longest {
        return Err(Fault::new(field, format!("it has {length} characters, and there is room for {longest}")));
    }
    if text.contains(['<', '>']) || text.chars().any(char::is_control) {
        return Err(Fault::new(field, "only plain text on one line is taken: no HTML, and no < or >"));
    }
    Ok(())
}

/// An address that a link may lead to: a page of ours, a site over https, e-mail or telephone.
fn allowed(address: &str) -> Result<String, String> {
    let address = address.trim();
    let fit = match address.split_once(':') {
        Some(("https", _)) => Url::parse(address).is_ok_and(|url| url.has_host()),
        Some(("mailto", to)) => is_email(to),
        Some(("tel", number)) => is_phone(number),
        _ => address.starts_with('/') && !address.starts_with("//") && !address.contains('\\'),
    };
    let plain = !address.chars().any(|c| c == '"' || c == '\'' || (c.is_whitespace() && !address.starts_with("tel:")));
    if fit && plain {
        Ok(address.replace(' ', ""))
    } else {
        Err(format!("'{address}' cannot be linked to. Links may begin with https://, mailto:, tel: or, on this site, with /"))
    }
}

/// Something that may be an e-mail address: one `@`, a dot behind it, and none of the signs that would end a link or add to it.
pub(super) fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    let plain = |c: char| c.is_alphanumeric() || ".-_+".contains(c);
    !name.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.') && (name.to_owned() + host).chars().all(plain)
}

/// Something that may be dialled: 3 to 15 digits.
pub(super) fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    (3..=15).contains(&digits) && text.chars().all(|c| c.is_ascii_digit() || " +()".contains(c))
}

/// A line as a reader meets it: marked as English where the page is in another language. As HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told<'t> {
    pub(super) line: &'t Line,
    pub(super) english: bool,
}

impl fmt::Display for Told<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.english {
            write!(f, "<span lang=\"{}\" dir=\"ltr\">", ENGLISH.tag)?;
        }
        for piece in &self.line.0 {
            match piece {
                Piece::Text(text) => write!(f, "{}", Said::from(text.as_str()))?,
                Piece::Link { words, address } => {
                    let elsewhere = if address.starts_with("https:") { " rel=\"noreferrer\"" } else { "" };
                    write!(f, "<a href=\"{}\"{elsewhere}>{}</a>", Attribute(address), Said::from(words.as_str()))?;
                }
            }
        }
        if self.english { f.write_str("</span>") } else { Ok(()) }
    }
}

impl HtmlSafe for Told<'_> {}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(text: &str) -> Result<String, String> {
        let line = Line::read("words.en.help", text).map_err(|fault| fault.reason)?;
        Ok(line.map(|line| Told { line: &line, english: false }.to_string()).unwrap_or_default())
    }

    #[test]
    fn plain_words_stay_plain_and_links_of_four_kinds_are_made() {
        for (text, expected) in [
            ("", ""),
            ("Ask at the desk & smile.", "Ask at the desk &#38; smile."),
            (
                "Ring [0121 496 0000](tel:0121 496 0000).",
                "Ring <a href=\"tel:01214960000\"><span class=\"whole\">0121 496 0000</span></a>.",
            ),
            ("[Write](mailto:help@example.org)", "<a href=\"mailto:help@example.org\">Write</a>"),
            ("[About](/about)", "<a href=\"/about\">About</a>"),
            (
                "[The council](https://example.org/a?b=c&d)",
                "<a href=\"https://example.org/a?b=c&#38;d\" rel=\"noreferrer\">The council</a>",
            ),
        ] {
            assert_eq!(html(text).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn no_other_address_and_no_markup_gets_in() {
        for text in [
            "[x](javascript:alert(1))",
            "[x](http://example.org)",
            "[x](//example.org)",
            "[x](data:text/html,hi)",
            "[x](https://)",
            "[x](/a\" onclick=\"b)",
            "[x](/\\example.org)",
            "[x](mailto:a@b.c?cc=d@e.f)",
            "[x](tel:call me)",
        ] {
            assert!(html(text).unwrap_err().contains("cannot be linked to"), "{text}");
        }
        for text in ["<b>bold</b>", "one\ntwo"] {
            assert!(html(text).unwrap_err().contains("plain text"), "{text}");
        }
        for text in ["[x]", "[](/about)", "[x](/about", "[a [b](/about)"] {
            assert!(html(text).unwrap_err().contains("begins a link"), "{text}");
        }
        assert!(html(&"x".repeat(301)).unwrap_err().contains("301 characters"));
    }

    #[test]
    fn a_language_that_has_no_text_of_its_own_says_that_it_is_english() {
        let line = Line(vec![Piece::Text("Ask".to_owned())]);
        assert_eq!(Told { line: &line, english: true }.to_string(), "<span lang=\"en-GB\" dir=\"ltr\">Ask</span>");
    }
}
