//! Words: how text becomes the words that are indexed and looked up. One normalisation for both sides.
//!
//! Knows nothing of stems beyond the singular: the index stems what this module hands it.

/// One word of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// As it is looked up: lower case, no accents, no apostrophes.
    pub text: String,
    /// As it was typed; a part of what was typed in one ("drop-in") is its own part, so that nothing untrue is said of it.
    pub typed: String,
    /// Never to be corrected: an acronym, a number, part of a postcode, or in quotes.
    pub fixed: bool,
}

/// Text as it is indexed and looked up: lower case, accents folded, apostrophes dropped, anything else between words a space.
pub fn normalise(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        // Nearly every letter: nothing to look up.
        if !gap && (c.is_ascii_lowercase() || c.is_ascii_digit()) {
            out.push(c);
            continue;
        }
        if matches!(c, '\'' | '’' | '‘' | 'ʼ') {
            continue;
        }
        if !c.is_alphanumeric() && !joins(c) {
            gap = !out.is_empty();
            continue;
        }
        if gap {
            out.push(' ');
            gap = false;
        }
        fold(c, &mut out);
    }
    out
}

/// Signs that stand inside a word of Bengali, Hindi or Punjabi: they join letters, or change one.
fn joins(c: char) -> bool {
    matches!(c, '\u{93c}' | '\u{94d}' | '\u{9bc}' | '\u{9cd}' | '\u{a3c}' | '\u{a4d}')
}

/// Appends a letter in lower case without its accent. Welsh, Gaelic and the commoner European letters; others are kept.
fn fold(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
        return;
    }
    for c in c.to_lowercase() {
        match c {
            'à'..='å' | 'ā' | 'ă' | 'ą' => out.push('a'),
            'ç' | 'ć' | 'č' => out.push('c'),
            'è'..='ë' | 'ē' | 'ę' | 'ě' => out.push('e'),
            'ì'..='ï' | 'ī' | 'ı' => out.push('i'),
            'ñ' | 'ń' | 'ň' => out.push('n'),
            'ò'..='ö' | 'ø' | 'ō' => out.push('o'),
            'ù'..='ü' | 'ū' | 'ů' => out.push('u'),
            'ý' | 'ÿ' | 'ŷ' => out.push('y'),
            'ŵ' => out.push('w'),
            'ł' => out.push('l'),
            'ś' | 'š' => out.push('s'),
            'ź' | 'ż' | 'ž' => out.push('z'),
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            other => out.push(other),
        }
    }
}

/// The words of a question, in order.
pub fn read(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let shouting = !text.chars().any(char::is_lowercase);
    for (at, part) in text.split(['"', '“', '”']).enumerate() {
        let quoted = at % 2 == 1;
        for typed in part.split_whitespace() {
            let normal = normalise(typed);
            let several = normal.contains(' ');
            for text in normal.split(' ').filter(|text| !text.is_empty()) {
                let fixed = quoted || is_acronym(typed, shouting) || text.chars().any(|c| c.is_ascii_digit());
                words.push(Word { text: text.to_owned(), typed: if several { text } else { tidy(typed) }.to_owned(), fixed });
            }
            if is_upwards(typed, &normal) {
                words.push(Word { text: "plus".to_owned(), typed: "plus".to_owned(), fixed: true });
            }
        }
    }
    words.truncate(MOST_WORDS);
    words
}

/// Words read from one question; what follows is ignored.
pub const MOST_WORDS: usize = 48;

/// Whether a figure has a plus behind it: "65+".
fn is_upwards(typed: &str, normal: &str) -> bool {
    typed.ends_with('+') && normal.len() <= 3 && normal.parse::<u16>().is_ok()
}

fn tidy(typed: &str) -> &str {
    typed.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Up to four capitals, unless everything is in capitals: then nobody can tell, and only very short words are spared.
fn is_acronym(typed: &str, shouting: bool) -> bool {
    let typed = tidy(typed);
    let letters = typed.chars().filter(|c| c.is_alphabetic()).count();
    letters > 0 && letters <= 4 && typed.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase) && (!shouting || letters <= 3)
}

/// The singular of an English noun, near enough for telling `food banks` and `food bank` to be the same phrase.
pub fn singular(word: &str) -> &str {
    let ends = |suffix: &str| word.len() > suffix.len() + 2 && word.ends_with(suffix);
    if ends("sses") || ends("ches") || ends("shes") || ends("xes") {
        &word[..word.len() - 2]
    } else if ends("s") && !ends("ss") && !ends("us") && !ends("is") {
        &word[..word.len() - 1]
    } else {
        word
    }
}

/// What the forms of an English word have in common, near enough for telling that two words speak of one thing: `learned` and
/// `learning`, `babies` and `baby`. Not for looking words up: what the index holds is stemmed by the index.
pub fn root(word: &str) -> String {
    let word = singular(word);
    let long = |suffix: &str| word.strip_suffix(suffix).filter(|rest| rest.len() > 2 && rest.contains(['a', 'e', 'i', 'o', 'u', 'y']));
    if let Some(rest) = word.strip_suffix("ie").filter(|rest| rest.len() > 2) {
        return format!("{rest}y");
    }
    let Some(rest) = long("ing").or_else(|| long("ed")) else {
        return long("e").unwrap_or(word).to_owned();
    };
    let mut ends = rest.chars().rev();
    let doubled = ends.next().filter(|last| ends.next() == Some(*last) && !matches!(last, 'l' | 's' | 'z' | 'e' | 'o'));
    let rest = doubled.map_or(rest, |last| &rest[..rest.len() - last.len_utf8()]);
    rest.strip_suffix('e').unwrap_or(rest).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_becomes_plain_words() {
        for (text, expected) in [
            ("Women's Aid", "womens aid"),
            ("Alzheimer’s café", "alzheimers cafe"),
            ("Tŷ Hapus / drop-in", "ty hapus drop in"),
            ("  Tea & talk! ", "tea talk"),
            ("", ""),
            ("24/7", "24 7"),
        ] {
            assert_eq!(normalise(text), expected, "{text}");
        }
    }

    #[test]
    fn acronyms_numbers_and_quoted_words_are_never_corrected() {
        let fixed = |text: &str| read(text).iter().map(|word| word.fixed).collect::<Vec<_>>();
        assert_eq!(fixed("PIP forms"), [true, false]);
        assert_eq!(fixed("\"Acorn Hose\" dentist"), [true, true, false]);
        assert_eq!(fixed("near DY4 7AB"), [false, true, true]);
        assert_eq!(fixed("FOOD BANKS"), [false, false]);
    }

    #[test]
    fn what_was_typed_in_one_is_said_by_its_parts() {
        let typed = |text: &str| read(text).into_iter().map(|word| word.typed).collect::<Vec<_>>();
        assert_eq!(typed("Drop-in, face2face"), ["drop", "in", "face2face"]);
        assert_eq!(typed("Women's 65+"), ["Women's", "65", "plus"]);
    }

    #[test]
    fn the_forms_of_a_word_have_one_root() {
        for forms in [
            vec!["learn", "learned", "learning", "learns"],
            vec!["take", "taking", "takes"],
            vec!["stop", "stopped", "stopping"],
            vec!["baby", "babies"],
            vec!["fall", "falling", "falls"],
            vec!["house", "houses", "housing"],
            vec!["sing", "singing"],
        ] {
            let roots: std::collections::BTreeSet<String> = forms.iter().map(|form| root(form)).collect();
            assert_eq!(roots.len(), 1, "{forms:?} {roots:?}");
        }
        assert_ne!(root("bed"), root("being"));
    }

    #[test]
    fn singulars() {
        for (word, expected) in [("banks", "bank"), ("classes", "class"), ("bus", "bus"), ("lunches", "lunch"), ("arthritis", "arthritis")]
        {
            assert_eq!(singular(word), expected);
        }
    }
}
