//! The strings of a language, read once from the files compiled in. Knows nothing of pages or visitors.

use crate::server::languages::{ALL, ENGLISH, Language};
use fluent_bundle::{FluentArgs, FluentMessage, FluentResource, FluentValue, concurrent::FluentBundle};
use rust_embed::RustEmbed;
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

/// The files of `locales/`. A debug build reads them from the checkout.
#[derive(RustEmbed, Debug)]
#[folder = "$CARGO_MANIFEST_DIR/locales"]
#[include = "*.ftl"]
struct Files;

/// The line of a file's head that says a person has read it.
const REVIEWED: &str = "# reviewed = true";

/// A language that has this file can be read in whole pages.
const PAGES: &str = "pages";

/// The strings of one language.
pub(super) struct Catalogue {
    pub(super) language: &'static Language,
    bundle: FluentBundle<FluentResource>,
    /// The keys of each file, by its name.
    files: BTreeMap<String, BTreeSet<String>>,
    reviewed: bool,
}

/// How complete a language is.
#[derive(Debug, PartialEq, Eq)]
pub struct State {
    /// Which.
    pub language: &'static Language,
    /// Whole pages can be read in it; otherwise handouts only.
    pub has_pages: bool,
    /// Its strings.
    pub strings: usize,
    /// Strings that English has in the same files and it has not.
    pub missing: usize,
    /// Whether a person has read all of its files.
    pub reviewed: bool,
}

static CATALOGUES: LazyLock<Vec<Catalogue>> = LazyLock::new(|| ALL.iter().map(Catalogue::read).collect());

/// The strings of a language.
pub(super) fn of(language: &Language) -> &'static Catalogue {
    let same = |catalogue: &&Catalogue| catalogue.language == language;
    CATALOGUES.iter().find(same).unwrap_or(&CATALOGUES[0])
}

/// How complete every language is.
pub fn states() -> Vec<State> {
    let english = of(ENGLISH);
    let missing = |one: &Catalogue| one.files.iter().map(|(file, keys)| english.keys(file).difference(keys).count()).sum();
    CATALOGUES
        .iter()
        .map(|one| State {
            language: one.language,
            has_pages: one.has_pages(),
            strings: one.files.values().map(BTreeSet::len).sum(),
            missing: missing(one),
            reviewed: one.reviewed,
        })
        .collect()
}

impl Catalogue {
    /// Reads the files of a language. What cannot be read is told in the log and left out; a test rules it out.
    fn read(language: &'static Language) -> Self {
        let tag = language.tag.parse().unwrap_or_default();
        let mut catalogue = Self { language, bundle: FluentBundle::new_concurrent(vec![tag]), files: BTreeMap::new(), reviewed: true };
        // Marks around values are needed only where two directions of writing meet.
        catalogue.bundle.set_use_isolating(language.right_to_left);
        if let Err(fault) = catalogue.bundle.add_builtins() {
            tracing::error!(%fault, "numbers cannot be told apart");
        }
        catalogue.bundle.set_formatter(Some(|value, _| grouped(value)));
        let folder = format!("{}/", language.code);
        let mut paths: Vec<Cow<'static, str>> = Files::iter().filter(|path| path.starts_with(&folder)).collect();
        paths.sort();
        for path in paths {
            let text = Files::get(&path).and_then(|file| String::from_utf8(file.data.into_owned()).ok()).unwrap_or_default();
            let name = path.trim_start_matches(&folder).trim_end_matches(".ftl");
            catalogue.add(name, text);
        }
        catalogue
    }

    fn add(&mut self, name: &str, text: String) {
        self.reviewed &= text.lines().any(|line| line.trim() == REVIEWED);
        self.files.insert(name.to_owned(), keys(&text));
        let (resource, faults) = match FluentResource::try_new(text) {
            Ok(resource) => (resource, Vec::new()),
            Err((resource, faults)) => (resource, faults),
        };
        for fault in faults {
            tracing::error!(language = self.language.code, file = name, %fault, "a string cannot be read");
        }
        for fault in self.bundle.add_resource(resource).err().unwrap_or_default() {
            tracing::error!(language = self.language.code, file = name, %fault, "a string stands twice");
        }
    }

    /// The keys of one file.
    pub(super) fn keys(&self, file: &str) -> &BTreeSet<String> {
        static NONE: BTreeSet<String> = BTreeSet::new();
        self.files.get(file).unwrap_or(&NONE)
    }

    /// The names of the files.
    #[cfg(test)]
    pub(super) fn files(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Whether whole pages can be read in it.
    pub(super) fn has_pages(&self) -> bool {
        self.files.contains_key(PAGES)
    }

    /// Whether a person has read all of its files.
    pub(super) fn is_reviewed(&self) -> bool {
        self.reviewed
    }

    /// Whether it has a string.
    pub(super) fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// A string with its values. `None` where it has no such string.
    pub(super) fn text(&'static self, key: &str, values: Option<&FluentArgs<'_>>) -> Option<Cow<'static, str>> {
        let pattern = self.bundle.get_message(key).as_ref().and_then(FluentMessage::value)?;
        let mut faults = Vec::new();
        let text = self.bundle.format_pattern(pattern, values, &mut faults);
        for fault in faults {
            tracing::error!(language = self.language.code, key, %fault, "a string could not be filled in");
        }
        Some(text)
    }
}

impl std::fmt::Debug for Catalogue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Catalogue").field(&self.language.code).finish()
    }
}

/// The keys of a file: what begins a line and is followed by an equals sign.
fn keys(text: &str) -> BTreeSet<String> {
    let begins = text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic()));
    begins.filter_map(|line| line.split_once('=')).map(|(key, _)| key.trim().to_owned()).collect()
}

/// Whole numbers with their thousands marked: `10,482`.
fn grouped(value: &FluentValue<'_>) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let digits = number.as_string();
    digits.bytes().all(|digit| digit.is_ascii_digit()).then(|| thousands(&digits))
}

/// `10482` → `10,482`.
pub(super) fn thousands(digits: &str) -> String {
    let mut words = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            words.push(',');
        }
        words.push(digit);
    }
    words
}
