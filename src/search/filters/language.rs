//! Filter: a language spoken there. A service that names none falls under none: interpreters are often booked for any language.
//!
//! A language goes by its ISO 639 code where the publisher gives one or its name is known, so that `Panjabi` and `pa` are one.

use super::{Choices, Filter, Section, Value};
use crate::{
    finding::words::normalise,
    model::service::{Language, Service},
};

/// Codes (ISO 639-1, else -3), the name shown and other names, normalised.
const KNOWN: &[(&str, &str, &[&str])] = &[
    ("am", "Amharic", &[]),
    ("ar", "Arabic", &[]),
    ("bfi", "British Sign Language", &["bsl", "sign language"]),
    ("bg", "Bulgarian", &[]),
    ("bn", "Bengali", &["bangla", "sylheti", "ben"]),
    ("ckb", "Kurdish Sorani", &["sorani", "kurdish"]),
    ("cs", "Czech", &[]),
    ("cy", "Welsh", &["cymraeg", "cym"]),
    ("de", "German", &[]),
    ("en", "English", &["eng"]),
    ("es", "Spanish", &["spa"]),
    ("fa", "Farsi", &["persian"]),
    ("fr", "French", &["fra"]),
    ("gd", "Scottish Gaelic", &["gaelic"]),
    ("gu", "Gujarati", &["guj"]),
    ("hi", "Hindi", &["hin"]),
    ("hu", "Hungarian", &[]),
    ("it", "Italian", &["ita"]),
    ("lt", "Lithuanian", &[]),
    ("lv", "Latvian", &[]),
    ("ne", "Nepali", &[]),
    ("pa", "Punjabi", &["panjabi", "pan"]),
    ("pl", "Polish", &["pol"]),
    ("ps", "Pashto", &["pushto"]),
    ("pt", "Portuguese", &["por"]),
    ("ro", "Romanian", &["ron"]),
    ("ru", "Russian", &["rus"]),
    ("sk", "Slovak", &[]),
    ("so", "Somali", &["som"]),
    ("sq", "Albanian", &[]),
    ("sw", "Swahili", &[]),
    ("ta", "Tamil", &["tam"]),
    ("ti", "Tigrinya", &[]),
    ("tr", "Turkish", &["tur"]),
    ("uk", "Ukrainian", &[]),
    ("ur", "Urdu", &["urd"]),
    ("vi", "Vietnamese", &[]),
    ("yue", "Cantonese", &[]),
    ("zh", "Chinese", &["mandarin", "cmn"]),
];

/// Filter: a language spoken there.
#[derive(Debug)]
pub(super) struct Spoken;

impl Filter for Spoken {
    fn parameter(&self) -> &'static str {
        "language"
    }

    fn label(&self) -> &'static str {
        "Language spoken"
    }

    fn section(&self) -> Section {
        Section::Who
    }

    fn choices(&self) -> Choices {
        Choices::Open(values)
    }
}

fn values(service: &Service) -> Vec<Value> {
    service.languages.iter().map(value).collect()
}

fn value(language: &Language) -> Value {
    let name = normalise(&language.name);
    let code = language.code.as_deref().map(|code| normalise(code.split(['-', '_']).next().unwrap_or(code)));
    let is =
        |(code, shown, others): &&(&str, &str, &[&str]), word: &str| *code == word || normalise(shown) == word || others.contains(&word);
    let known = |word: &str| KNOWN.iter().find(|known| is(known, word));
    match (code.as_deref().and_then(known).or_else(|| known(&name)), code) {
        (Some((code, shown, _)), _) => Value { word: (*code).to_owned(), label: (*shown).to_owned() },
        (None, Some(code)) if !code.is_empty() => Value { word: code, label: language.name.clone() },
        (None, _) => Value { word: name, label: language.name.clone() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_goes_by_its_code_however_it_is_written() {
        for (name, code, word, label) in [
            ("Punjabi", Some("pa"), "pa", "Punjabi"),
            ("Panjabi", None, "pa", "Punjabi"),
            ("ur", None, "ur", "Urdu"),
            ("English", Some("en-GB"), "en", "English"),
            ("Romanes", Some("rom"), "rom", "Romanes"),
            ("Jamaican Patois", None, "jamaican patois", "Jamaican Patois"),
        ] {
            let language = Language { name: name.to_owned(), code: code.map(str::to_owned) };
            assert_eq!(value(&language), Value { word: word.to_owned(), label: label.to_owned() }, "{name} {code:?}");
        }
    }
}
