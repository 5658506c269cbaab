//! The languages of the interface. Every sentence of a page stands in `locales/<language>/*.ftl` (Fluent); English is the source.
//!
//! A page is given an [`L`], the voice it speaks with: `{{ l.t("search-button") }}`. What a language lacks is said in English. The
//! words of services are their publishers' and are never translated: pages mark them as English with [`L::en`].
//!
//! Nothing is stored about a visitor: the choice of a language stands in the address (`?lang=cy`) and in every link from there.
//! `docs/LANGUAGES.md` is for translators.

mod asking;
mod catalogue;
mod kept;
mod markup;
mod voice;

pub use catalogue::{State, states};
pub(crate) use markup::Attribute;
pub use markup::{Markup, Said};
pub use voice::{Arg, Elsewhere, HandoutL, L};

/// A language somebody may read in.
#[derive(Debug, PartialEq, Eq)]
pub struct Language {
    /// Its code in addresses and its folder in `locales/`.
    pub code: &'static str,
    /// Its tag in pages and headers (BCP 47).
    pub tag: &'static str,
    /// Its name in itself.
    pub name: &'static str,
    /// Its name in English.
    pub english_name: &'static str,
    /// Written from right to left.
    pub right_to_left: bool,
}

impl Language {
    const fn new(code: &'static str, tag: &'static str, name: &'static str, english_name: &'static str) -> Self {
        Self { code, tag, name, english_name, right_to_left: false }
    }

    const fn written_leftwards(self) -> Self {
        Self { right_to_left: true, ..self }
    }

    /// The language of this code.
    pub fn of(code: &str) -> Option<&'static Self> {
        ALL.iter().find(|language| language.code == code)
    }

    /// Whether whole pages can be read in it. In the others there are handouts only.
    pub fn has_pages(&self) -> bool {
        catalogue::of(self).has_pages()
    }
}

/// Every language, English first.
pub const ALL: &[Language] = &[
    Language::new("en", "en-GB", "English", "English"),
    Language::new("cy", "cy", "Cymraeg", "Welsh"),
    Language::new("ar", "ar", "العربية", "Arabic").written_leftwards(),
    Language::new("bn", "bn", "বাংলা", "Bengali"),
    Language::new("pa", "pa", "ਪੰਜਾਬੀ", "Punjabi"),
    Language::new("pl", "pl", "Polski", "Polish"),
    Language::new("ro", "ro", "Română", "Romanian"),
    Language::new("so", "so", "Soomaali", "Somali"),
    Language::new("uk", "uk", "Українська", "Ukrainian"),
    Language::new("ur", "ur", "اردو", "Urdu").written_leftwards(),
];

/// English, which every other language falls back to.
pub const ENGLISH: &Language = &ALL[0];

#[cfg(test)]
mod tests;
