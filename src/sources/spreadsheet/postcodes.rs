//! Finds a UK postcode in a publisher's text.

/// A postcode found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// In its usual form: `M33 5PD`.
    pub postcode: String,
    /// The text without it.
    pub rest: String,
}

/// The last full postcode in a text, in any case and spacing.
pub(super) fn find(text: &str) -> Option<Found> {
    let words = words(text);
    for (at, &(start, word)) in words.iter().enumerate().rev() {
        let joined = words.get(at + 1).map(|(next, inward)| (start, next + inward.len(), format!("{word}{inward}")));
        let alone = Some((start, start + word.len(), word.to_owned()));
        for (from, to, letters) in [joined, alone].into_iter().flatten() {
            if let Some(postcode) = tidy(&letters) {
                let rest = format!("{} {}", &text[..from], &text[to..]);
                return Some(Found { postcode, rest: rest.trim().trim_end_matches([',', '-', ' ']).to_owned() });
            }
        }
    }
    None
}

fn words(text: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match start {
            None if c.is_ascii_alphanumeric() => start = Some(at),
            Some(from) if !c.is_ascii_alphanumeric() => {
                words.push((from, &text[from..at]));
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// A full postcode in its usual form, or nothing when the letters and digits are not one.
pub(super) fn tidy(text: &str) -> Option<String> {
    let letters: String = text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_uppercase();
    if !letters.is_ascii() || !(5..=7).contains(&letters.len()) {
        return None;
    }
    let (outward, inward) = letters.split_at(letters.len() - 3);
    let inward_fits = shape(inward) == "9AA";
    (inward_fits && is_outward(outward)).then(|| format!("{outward} {inward}"))
}

/// Whether a text is an outward code: `B13`, `SW1A`.
pub(super) fn is_outward(text: &str) -> bool {
    matches!(shape(&text.to_ascii_uppercase()).as_str(), "A9" | "A99" | "AA9" | "AA99" | "A9A" | "AA9A")
}

fn shape(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c.is_ascii_digit() {
                '9'
            } else if c.is_ascii_uppercase() {
                'A'
            } else {
                '?'
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postcodes_are_found_wherever_they_were_typed() {
        for (text, postcode, rest) in [
            ("m335pd", "M33 5PD", ""),
            ("355 Great Horton Road BD7 3BZ", "BD7 3BZ", "355 Great Horton Road"),
            ("St Chad's Church, Rubery, - B45 9JA", "B45 9JA", "St Chad's Church, Rubery"),
            ("The Hall, SW1A1AA, London", "SW1A 1AA", "The Hall,  , London"),
        ] {
            assert_eq!(find(text), Some(Found { postcode: postcode.to_owned(), rest: rest.to_owned() }), "{text}");
        }
        for text in ["[No registered public address]", "14 Sansons Walk", "", "B13", "M33 5PDX"] {
            assert_eq!(find(text), None, "{text}");
        }
        assert!(is_outward("b13") && !is_outward("Bolton"));
    }
}
