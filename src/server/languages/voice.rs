//! [`L`]: the voice a page speaks with. One language, and the address the page stands at, so that its links keep the choice.

use crate::server::{
    languages::{
        ALL, ENGLISH, Language,
        asking::{self, asked_for},
        catalogue::{self, Catalogue},
        kept,
        markup::{Markup, Said, marked},
    },
    page::is_for_software,
};
use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, Uri, request::Parts},
};
use fluent_bundle::{FluentArgs, FluentValue};
use std::{borrow::Cow, convert::Infallible, sync::Arc};

/// The voice a page speaks with. Short, because templates are full of it: `{{ l.t("search-button") }}`.
#[derive(Debug, Clone)]
pub struct L {
    catalogue: &'static Catalogue,
    /// The language stands in the address and so in every link.
    chosen: bool,
    /// The address of the page: path and query. `None` where there is no page.
    here: Option<Arc<str>>,
}

/// A value within a sentence.
#[derive(Debug, Clone, Copy)]
pub enum Arg<'a> {
    /// Words of our own.
    Text(&'a str),
    /// Words of our own, as they were said before.
    Said(&'a Said),
    /// Words of a publisher, which are English.
    English(&'a str),
    /// A whole number, which decides the plural.
    Number(u64),
}

/// The same page in a language.
#[derive(Debug, PartialEq, Eq)]
pub struct Elsewhere {
    /// The language.
    pub language: &'static Language,
    /// Where it is. `None` for the present one.
    pub href: Option<String>,
}

impl<'a, T: AsRef<str> + ?Sized> From<&'a T> for Arg<'a> {
    fn from(text: &'a T) -> Self {
        Self::Text(text.as_ref())
    }
}

impl<'a> From<&'a Said> for Arg<'a> {
    fn from(said: &'a Said) -> Self {
        Self::Said(said)
    }
}

impl From<u64> for Arg<'_> {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

impl L {
    /// English, away from any page: for the API.
    pub fn english() -> Self {
        Self::speaking(ENGLISH)
    }

    /// A language, away from any page.
    pub fn speaking(language: &Language) -> Self {
        Self { catalogue: catalogue::of(language), chosen: false, here: None }
    }

    /// The language a visitor asks for at an address.
    pub fn of(address: &Uri, headers: &HeaderMap) -> Self {
        let chosen = asked_for(address.query().unwrap_or_default());
        let language = chosen.unwrap_or_else(|| asking::preferred(headers));
        let here = address.path_and_query().map(|here| here.as_str().into());
        Self { catalogue: catalogue::of(language), chosen: chosen.is_some(), here }
    }

    /// The same page in another language, for what is handed to somebody else: a plan in Polish by a worker who reads English.
    #[must_use]
    pub fn to(&self, language: &Language) -> Self {
        Self { catalogue: catalogue::of(language), ..self.clone() }
    }

    /// The language.
    pub fn language(&self) -> &'static Language {
        self.catalogue.language
    }

    /// The language's code where it stands in the address, for forms: `<input type="hidden" name="lang">`.
    pub fn chosen(&self) -> Option<&'static str> {
        self.chosen.then(|| self.language().code)
    }

    /// The direction of writing, as `dir` wants it.
    pub fn dir(&self) -> &'static str {
        if self.language().right_to_left { "rtl" } else { "ltr" }
    }

    /// Whether it is English.
    pub fn is_english(&self) -> bool {
        self.language() == ENGLISH
    }

    /// Whether no person has read this translation yet.
    pub fn is_draft(&self) -> bool {
        !self.catalogue.is_reviewed()
    }

    /// A string.
    pub fn t(&self, key: &str) -> Cow<'static, str> {
        self.catalogue.text(key, None).unwrap_or_else(|| in_english(key, None))
    }

    /// A string that is said within others, marked as English where this language lacks it.
    pub fn say(&self, key: &str) -> Said {
        self.said(key, None)
    }

    /// A string with a number, `$count`, that decides its plural.
    pub fn n(&self, key: &str, count: impl TryInto<u64>) -> Said {
        self.with(key, &[("count", Arg::Number(count.try_into().unwrap_or(u64::MAX)))])
    }

    /// A string with one value of our own.
    pub fn v<'a>(&self, key: &str, name: &'static str, value: impl Into<Arg<'a>>) -> Said {
        self.with(key, &[(name, value.into())])
    }

    /// A string with one value that is a publisher's.
    pub fn e(&self, key: &str, name: &'static str, words: impl AsRef<str>) -> Said {
        self.with(key, &[(name, Arg::English(words.as_ref()))])
    }

    /// A string with values.
    pub fn with(&self, key: &str, values: &[(&'static str, Arg<'_>)]) -> Said {
        let values: FluentArgs<'_> = values.iter().map(|(name, value)| (*name, self.value(*value))).collect();
        self.said(key, Some(&values))
    }

    fn said(&self, key: &str, values: Option<&FluentArgs<'_>>) -> Said {
        match self.catalogue.text(key, values) {
            Some(text) => text.into(),
            None => self.published(in_english(key, values)),
        }
    }

    fn value<'a>(&self, arg: Arg<'a>) -> FluentValue<'a> {
        match arg {
            Arg::Text(text) => text.into(),
            Arg::Said(said) => said.inner().into(),
            Arg::English(words) if self.is_english() => words.into(),
            Arg::English(words) => marked(words).into(),
            Arg::Number(number) => number.into(),
        }
    }

    /// A string in which `[words]` are links to these addresses, in order, and `*words*` stand out. Our own addresses keep the
    /// language.
    pub fn rich(&self, key: &str, addresses: &[&str]) -> Markup {
        let kept: Vec<String> = addresses.iter().map(|address| self.kept(address)).collect();
        Markup::rich(&self.t(key), &kept)
    }

    /// The label of something in a closed list, `choice-cost-free`; of what is in none of our lists, the English given.
    pub fn label(&self, key: &str, english: &str) -> Said {
        if self.catalogue.has(key) { self.say(key) } else { self.published(english) }
    }

    /// Words of a publisher, marked as English where the page is in another language.
    pub fn published(&self, words: impl AsRef<str>) -> Said {
        let words = words.as_ref();
        if self.is_english() { words.into() } else { marked(words).into() }
    }

    /// The attributes of an element that holds a publisher's words: they are English whatever the page is in.
    pub fn en(&self) -> Markup {
        Markup(if self.is_english() { String::new() } else { format!(" lang=\"{}\" dir=\"ltr\"", ENGLISH.tag) })
    }

    /// An address of ours that keeps the language.
    pub fn href(&self, address: &str) -> String {
        if self.chosen { kept::with_language(address, self.language().code) } else { address.to_owned() }
    }

    /// This page in each language that has pages. Empty where there is no page.
    pub fn elsewhere(&self) -> Vec<Elsewhere> {
        self.handouts().into_iter().filter(|one| one.language.has_pages()).collect()
    }

    /// This handout in each language. Empty where there is no page.
    pub fn handouts(&self) -> Vec<Elsewhere> {
        let Some(here) = self.here.as_deref() else { return Vec::new() };
        let href = |language: &Language| (language != self.language()).then(|| kept::with_language(here, language.code));
        ALL.iter().map(|language| Elsewhere { language, href: href(language) }).collect()
    }

    fn kept(&self, address: &str) -> String {
        let ours = address.starts_with('/') && !is_for_software(address);
        if ours { self.href(address) } else { address.to_owned() }
    }
}

/// A string in English, else the key itself: a test rules that out.
fn in_english(key: &str, values: Option<&FluentArgs<'_>>) -> Cow<'static, str> {
    catalogue::of(ENGLISH).text(key, values).unwrap_or_else(|| key.to_owned().into())
}

impl<S: Sync> FromRequestParts<S> for L {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        Ok(Self::of(&parts.uri, &parts.headers))
    }
}

/// The voice of a handout, which may be in any language: what is printed for somebody else is chosen by the address alone.
#[derive(Debug, Clone)]
pub struct HandoutL(pub L);

impl<S: Sync> FromRequestParts<S> for HandoutL {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        let chosen = asking::asked_for_handout(parts.uri.query().unwrap_or_default());
        let l = L::of(&parts.uri, &parts.headers);
        Ok(Self(chosen.map_or_else(|| l.clone(), |language| L { chosen: true, ..l.to(language) })))
    }
}
