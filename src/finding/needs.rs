//! The needs vocabulary: why somebody looks. Data in `data/needs/`; this module only reads and answers.

use crate::finding::{
    completion::Tails,
    dictionary::Dictionary,
    understanding::{Understanding, UnderstandingError},
};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// A need: a concept with a plain label and the words people and professionals use for it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Need {
    /// The plain label.
    pub label: String,
    /// The code of the broader need.
    pub broader: Option<String>,
    /// Words and phrases that mean this need, lay and professional, lower case.
    #[serde(default)]
    pub phrases: Vec<String>,
    /// Whether help cannot wait: a line that answers the whole country then stands beside what is near.
    #[serde(default)]
    pub urgent: bool,
    /// Whether it says who somebody is rather than what they look for: beside another need it only orders.
    #[serde(default)]
    pub who: bool,
}

/// The whole vocabulary, by code.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Needs {
    by_code: BTreeMap<String, Need>,
    dictionary: Dictionary,
    small: Understanding,
    /// The need and every narrower one, by code.
    narrower: BTreeMap<String, BTreeSet<String>>,
    /// Labels and phrases to complete, and the code of each.
    completions: (Tails, Vec<String>),
}

/// The vocabulary cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum NeedsError {
    /// Not TOML, or not the right shape.
    #[error("needs vocabulary: {0}")]
    Toml(#[from] toml::de::Error),
    /// The small words cannot be used.
    #[error(transparent)]
    Small(#[from] UnderstandingError),
    /// A broader need that does not exist.
    #[error("needs vocabulary: '{code}' names the broader need '{broader}', which is not in the list")]
    Broader {
        /// The need.
        code: String,
        /// What it names.
        broader: String,
    },
}

impl Needs {
    /// Reads the vocabulary from TOML: one table per need. The small words are those that ship.
    ///
    /// # Errors
    /// When the text is not such TOML or a broader need is missing.
    pub fn read(text: &str) -> Result<Self, NeedsError> {
        let by_code: BTreeMap<String, Need> = toml::from_str(text)?;
        for (code, need) in &by_code {
            if let Some(broader) = need.broader.as_ref().filter(|broader| !by_code.contains_key(*broader)) {
                return Err(NeedsError::Broader { code: code.clone(), broader: broader.clone() });
            }
        }
        let small = Understanding::shipped()?;
        let mut needs = Self {
            dictionary: Dictionary::of(&by_code, small.clone()),
            small,
            completions: completions(&by_code),
            by_code,
            narrower: BTreeMap::new(),
        };
        let mut narrower: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for code in needs.by_code.keys() {
            for broader in needs.with_broader(code) {
                narrower.entry(broader.to_owned()).or_default().insert(code.clone());
            }
        }
        needs.narrower = narrower;
        Ok(needs)
    }

    /// The vocabulary that ships with the product.
    ///
    /// # Errors
    /// When the shipped file is broken, which a test rules out.
    pub fn shipped() -> Result<Self, NeedsError> {
        Self::read(&crate::shipped::text("needs/needs.toml").unwrap_or_default())
    }

    /// What the words of a question stand for.
    pub fn dictionary(&self) -> &Dictionary {
        &self.dictionary
    }

    /// What the small words of a question are worth.
    pub fn small_words(&self) -> &Understanding {
        &self.small
    }

    /// Whether help with one of these needs cannot wait.
    pub fn is_urgent(&self, code: &str) -> bool {
        self.get(code).is_some_and(|need| need.urgent)
    }

    /// Whether a need says who somebody is.
    pub fn is_who(&self, code: &str) -> bool {
        self.get(code).is_some_and(|need| need.who)
    }

    /// These needs and every narrower one: a search for the parent finds the child too.
    pub fn with_narrower<'a>(&'a self, codes: &[impl AsRef<str>]) -> BTreeSet<&'a str> {
        codes.iter().filter_map(|code| self.narrower.get(code.as_ref())).flatten().map(String::as_str).collect()
    }

    /// The needs whose label or phrase holds a word that begins so, and whether it is the first word. `prefix` is normalised.
    pub fn beginning(&self, prefix: &str) -> BTreeMap<&str, bool> {
        let (tails, codes) = &self.completions;
        let mut found = BTreeMap::new();
        for (at, whole) in tails.beginning(prefix) {
            *found.entry(codes[at].as_str()).or_default() |= whole;
        }
        found
    }

    /// A need by its code.
    pub fn get(&self, code: &str) -> Option<&Need> {
        self.by_code.get(code)
    }

    /// Every need with its code, in code order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Need)> {
        self.by_code.iter().map(|(code, need)| (code.as_str(), need))
    }

    /// The code's label, or the code itself where it is not in the list.
    pub fn label<'a>(&'a self, code: &'a str) -> &'a str {
        self.get(code).map_or(code, |need| need.label.as_str())
    }

    /// The code and all its broader needs, narrowest first.
    pub fn with_broader<'a>(&'a self, code: &'a str) -> Vec<&'a str> {
        let mut chain = vec![code];
        while let Some(broader) = self.get(chain[chain.len() - 1]).and_then(|need| need.broader.as_deref()) {
            if chain.contains(&broader) {
                break;
            }
            chain.push(broader);
        }
        chain
    }
}

fn completions(needs: &BTreeMap<String, Need>) -> (Tails, Vec<String>) {
    let names = || needs.iter().flat_map(|(code, need)| std::iter::once(&need.label).chain(&need.phrases).map(move |name| (code, name)));
    (Tails::of(names().map(|(_, name)| name.as_str())), names().map(|(code, _)| code.clone()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_vocabulary_reads() {
        let needs = Needs::shipped().unwrap();
        assert!(needs.iter().count() > 100);
        assert_eq!(needs.with_broader("food-bank"), ["food-bank", "food"]);
        assert_eq!(needs.label("falls"), "Falls and staying steady");
    }

    #[test]
    fn a_broken_vocabulary_says_what_is_wrong() {
        let error = Needs::read("[a]\nlabel = \"A\"\nbroader = \"b\"").unwrap_err();
        assert!(error.to_string().contains("'a' names the broader need 'b'"));
    }
}
