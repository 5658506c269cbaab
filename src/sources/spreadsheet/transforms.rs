//! The transforms a mapping may name: one small function each, one line in [`ALL`].
//!
//! A transform takes the text so far and gives the text to go on with; nothing means "not known". `docs/MAPPINGS.md` lists
//! them, and a test holds it to that.

use super::postcodes;
use crate::model::{contact, contact::Phone, date, sector::Sector, text};
use serde::{Deserialize, Deserializer, de};

/// A transform: `(text, argument)` to text. The argument is what stands behind a colon: `ending: Library`.
type Function = fn(&str, &str) -> String;

/// Every transform: its word, its function.
pub(super) const ALL: &[(&str, Function)] = &[
    ("title_case", |text, _| text::title_case(text)),
    ("sentence_case", |text, _| sentence_case(text)),
    ("lower", |text, _| text.to_lowercase()),
    ("strip_html", |text, _| text::plain(text)),
    ("first_sentence", |text, _| text::first_sentence(text, 200)),
    ("phone", |text, _| phone(text)),
    ("web", |text, _| contact::web(text).unwrap_or_default()),
    ("email", |text, _| email(text)),
    ("role_email", |text, _| role_email(text)),
    ("postcode", |text, _| postcodes::find(text).map(|found| found.postcode).unwrap_or_default()),
    ("uk_date", |text, _| date::read(text).map(|day| day.to_string()).unwrap_or_default()),
    ("number", |text, _| number(text)),
    ("yes_no", |text, _| yes_no(text).map_or("", |yes| if yes { "yes" } else { "no" }).to_owned()),
    ("sector", |text, _| sector(text).map_or("", Sector::word).to_owned()),
    ("ending", ending),
    ("without", without),
    ("before", |text, mark| text.split_once(mark).map_or(text, |(before, _)| before).trim().to_owned()),
    ("after", |text, mark| text.split_once(mark).map_or("", |(_, after)| after).trim().to_owned()),
];

/// A transform as a mapping names it, with its argument.
#[derive(Debug, Clone)]
pub(super) struct Transform {
    function: Function,
    argument: String,
}

impl Transform {
    pub(super) fn apply(&self, text: &str) -> String {
        (self.function)(text, &self.argument)
    }

    fn named(written: &str) -> Result<Self, String> {
        let (word, argument) = written.split_once(':').unwrap_or((written, ""));
        let found = ALL.iter().find(|(name, _)| *name == word.trim()).ok_or_else(|| {
            let known: Vec<&str> = ALL.iter().map(|(name, _)| *name).collect();
            format!("there is no transform '{}'; there are: {}", word.trim(), known.join(", "))
        })?;
        Ok(Self { function: found.1, argument: argument.trim().to_owned() })
    }
}

impl<'de> Deserialize<'de> for Transform {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::named(&String::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

/// `TO RELIEVE POVERTY` as `To relieve poverty`; text with small letters in it is left alone.
fn sentence_case(text: &str) -> String {
    if text.chars().any(char::is_lowercase) {
        return text.to_owned();
    }
    let mut sentence_begins = true;
    text.chars()
        .flat_map(|c| {
            let letter: Vec<char> = if sentence_begins { vec![c] } else { c.to_lowercase().collect() };
            sentence_begins = matches!(c, '.' | '!' | '?') || sentence_begins && !c.is_alphanumeric();
            letter
        })
        .collect()
}

/// The telephone numbers in a text, `; ` between them.
fn phone(text: &str) -> String {
    let numbers: Vec<String> = Phone::read_all(text).into_iter().map(|phone| phone.number).collect();
    numbers.join("; ")
}

/// The first e-mail address among the words of a text.
fn email(text: &str) -> String {
    let mut words = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '<' | '>' | '(' | ')'));
    words.find_map(|word| contact::email(word.trim_matches(['.', '/']))).unwrap_or_default()
}

/// The first address that belongs to a role. One like `jo.smith@` or `j.smith@` names a person and is not kept.
fn role_email(text: &str) -> String {
    let address = email(text);
    let user = address.split('@').next().unwrap_or_default();
    if names_a_person(user) { String::new() } else { address }
}

fn names_a_person(user: &str) -> bool {
    let mut parts = user.split(['.', '_']);
    let (Some(first), Some(last)) = (parts.next(), parts.next()) else { return false };
    let letters = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphabetic() || c == '-');
    letters(first) && letters(last)
}

/// The first number in a text: `£1,250 a week` is `1250`, `-1` keeps its sign.
fn number(text: &str) -> String {
    let Some(start) = text.find(|c: char| c.is_ascii_digit()) else { return String::new() };
    let sign = if text[..start].ends_with('-') { "-" } else { "" };
    let digits = text[start..].chars().take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).filter(|c| *c != ',');
    format!("{sign}{}", digits.collect::<String>().trim_end_matches('.'))
}

/// Reads yes or no as spreadsheets hold them.
pub(super) fn yes_no(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "yes" | "y" | "true" | "1" | "1.0" | "x" | "✓" => Some(true),
        "no" | "n" | "false" | "0" | "0.0" => Some(false),
        _ => None,
    }
}

/// Publishers' words for a sector.
fn sector(text: &str) -> Option<Sector> {
    let words = text.trim().to_lowercase();
    let holds = |any: &[&str]| any.iter().any(|word| words.contains(word));
    if holds(&["volunt", "not for profit", "non-profit", "charit", "third sector", "community interest"]) {
        Some(Sector::Voluntary)
    } else if holds(&["local authority", "council", "health board", "nhs", "statutory", "public", "hsc trust", "government"]) {
        Some(Sector::Statutory)
    } else if holds(&["independent"]) {
        Some(Sector::Independent)
    } else if holds(&["private", "commercial", "for profit"]) {
        Some(Sector::Private)
    } else {
        None
    }
}

/// Adds a last word unless the text holds it, or one that means the same, already: `ending: food bank | foodbank | pantry`.
fn ending(text: &str, words: &str) -> String {
    let lower = text.to_lowercase();
    let held = words.split('|').any(|word| lower.contains(&word.trim().to_lowercase()));
    let word = words.split('|').next().unwrap_or_default().trim();
    if text.trim().is_empty() || held { text.to_owned() } else { format!("{text} {word}") }
}

/// Takes words out: `without: Ltd`.
fn without(text: &str, words: &str) -> String {
    text.replace(words, " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transforms_do_what_they_say() {
        for (written, text, expected) in [
            ("title_case", "THE DENSHAM SURGERY", "The Densham Surgery"),
            ("sentence_case", "TO RELIEVE POVERTY. TO HELP.", "To relieve poverty. To help."),
            ("strip_html", "<p>Tea</p><script>alert(1)</script>", "Tea"),
            ("phone", "0161 761 5908 or 07724113035", "0161 761 5908; 07724 113035"),
            ("phone", "see website", ""),
            ("email", "0161 227 3477 / sscc@example.gov.uk", "sscc@example.gov.uk"),
            ("role_email", "jo.smith@example.org", ""),
            ("role_email", "jo_smith@example.org", ""),
            ("role_email", "info@example.org", "info@example.org"),
            ("postcode", "12 High Street, b13 8aa", "B13 8AA"),
            ("uk_date", "02/11/2026", "2026-11-02"),
            ("uk_date", "31/02/2025", ""),
            ("number", "£1,250 a week", "1250"),
            ("number", "-1", "-1"),
            ("yes_no", "TRUE", "yes"),
            ("sector", "Voluntary or Not for Profit", "voluntary"),
            ("sector", "NHS Sector", "statutory"),
            ("sector", "Independent Sector", "independent"),
            ("ending: Library", "Shirley", "Shirley Library"),
            ("ending: Library", "Cove Library", "Cove Library"),
            ("ending: food bank | foodbank", "Ely Foodbank", "Ely Foodbank"),
            ("ending: food bank | foodbank", "Mustard Tree", "Mustard Tree food bank"),
            ("without: BRAND", "BRAND Voyage", "Voyage"),
            ("before: (", "Nursing (NH)", "Nursing"),
            ("after: :", "Tel: 1", "1"),
        ] {
            assert_eq!(Transform::named(written).unwrap().apply(text), expected, "{written} {text}");
        }
    }

    #[test]
    fn every_transform_is_in_the_manual() {
        let manual = include_str!("../../../docs/MAPPINGS.md");
        for (name, _) in ALL {
            assert!(manual.contains(&format!("`{name}")), "docs/MAPPINGS.md does not tell of {name}");
        }
    }

    #[test]
    fn an_unknown_transform_is_answered_with_the_list() {
        let error = Transform::named("titel_case").unwrap_err();
        assert!(error.contains("no transform 'titel_case'") && error.contains("title_case"), "{error}");
    }
}
