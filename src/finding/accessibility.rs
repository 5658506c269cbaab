//! What can be relied on in a building, read from the words publishers use for it.
//!
//! The table is data: `data/understanding/accessibility.toml`, with the hazards at its top. Nothing here guesses: words that are
//! not in the table say nothing, and a denied feature is not a feature.

use crate::finding::words::normalise;
use serde::Deserialize;
use std::sync::LazyLock;

/// The table that ships.
static SHIPPED: LazyLock<Features> = LazyLock::new(|| {
    let text = crate::shipped::text("understanding/accessibility.toml").unwrap_or_default();
    Features::read(&text).unwrap_or_default()
});

/// Features and the words they are told in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Features {
    list: Vec<Feature>,
    negations: Vec<String>,
    text: String,
}

/// One feature of a building.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feature {
    /// Its word: `step-free`.
    pub code: String,
    /// Its label.
    pub label: String,
    phrases: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    negations: Vec<String>,
    feature: Vec<Feature>,
}

impl Features {
    /// The table that ships.
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// Reads a table from TOML.
    ///
    /// # Errors
    /// When the text is not such TOML.
    pub fn read(text: &str) -> Result<Self, toml::de::Error> {
        let Written { negations, mut feature } = toml::from_str(text)?;
        for phrase in feature.iter_mut().flat_map(|feature| &mut feature.phrases) {
            *phrase = words(phrase).join(" ");
        }
        Ok(Self { list: feature, negations, text: text.to_owned() })
    }

    /// Every feature, in the order shown.
    pub fn iter(&self) -> impl Iterator<Item = &Feature> {
        self.list.iter()
    }

    /// The table as written: whatever was worked out by it holds only while it stays the same.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The features a text tells of, a bit each in the order of the table.
    pub fn told_by(&self, text: &str) -> u64 {
        let clauses = text.split([',', ';', ':', '.', '(', ')', '\n']);
        clauses.fold(0, |told, clause| told | self.told_by_clause(&words(clause)))
    }

    fn told_by_clause(&self, words: &[String]) -> u64 {
        let (mut told, mut covered) = (0, vec![false; words.len()]);
        for (bit, feature) in self.list.iter().enumerate() {
            for found in feature.phrases.iter().filter_map(|phrase| position(words, phrase)) {
                told |= 1 << bit;
                covered[found].fill(true);
            }
        }
        let denied = words.iter().zip(covered).any(|(word, covered)| !covered && self.negations.contains(word));
        if denied { 0 } else { told }
    }
}

/// Where a phrase stands among words.
fn position(words: &[String], phrase: &str) -> Option<std::ops::Range<usize>> {
    let phrase: Vec<&str> = phrase.split(' ').collect();
    let start = words.windows(phrase.len()).position(|window| window.iter().zip(&phrase).all(|(word, part)| word == part))?;
    Some(start..start + phrase.len())
}

/// The words of a text, in the singular where a plain s makes the plural.
fn words(text: &str) -> Vec<String> {
    let singular = |word: &str| match word.strip_suffix('s') {
        Some(stem) if stem.len() > 2 && !stem.ends_with('s') && !stem.ends_with('u') => stem.to_owned(),
        _ => word.to_owned(),
    };
    normalise(text).split(' ').filter(|word| !word.is_empty()).map(singular).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn told(text: &str) -> Vec<&'static str> {
        let bits = Features::shipped().told_by(text);
        Features::shipped().iter().enumerate().filter(|(bit, _)| bits & 1 << bit != 0).map(|(_, feature)| feature.code.as_str()).collect()
    }

    #[test]
    fn publishers_words_mean_features() {
        for (text, expected) in [
            ("Step-free entrance", vec!["step-free"]),
            ("Ramp at the side door", vec!["step-free"]),
            ("Portable ramp, ask in advance", vec!["step-free"]),
            ("No step on request", vec!["step-free"]),
            ("Level access, no steps", vec!["step-free"]),
            ("Stairs only: ask for a downstairs room", vec![]),
            ("Not step-free", vec![]),
            ("No lift", vec![]),
            ("Level access to the bench; no toilet lift needed", vec!["step-free"]),
            ("Lift to first floor", vec!["lift"]),
            ("Disabled toilets", vec!["accessible-toilet"]),
            ("Toilet (not accessible)", vec![]),
            ("Changing Places toilet", vec!["accessible-toilet", "changing-places"]),
            ("Ceiling hoists", vec!["hoist"]),
            ("Parking", vec!["parking"]),
            ("Two Blue Badge bays", vec!["parking", "accessible-parking"]),
            ("No parking", vec![]),
            ("Hearing loop in lounge", vec!["hearing-loop"]),
            ("Staff who use BSL", vec!["bsl"]),
            ("Quiet waiting area", vec!["quiet-space"]),
            ("Tactile signs", vec!["sight-loss"]),
            ("Baby change", vec!["baby-changing"]),
            ("Dogs welcome", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(told(text), expected, "{text}");
        }
    }

    #[test]
    fn the_shipped_table_fits_a_mask_and_every_feature_is_told_by_its_label() {
        let table = Features::read(&crate::shipped::text("understanding/accessibility.toml").unwrap()).unwrap();
        assert!((5..=24).contains(&table.iter().count()));
        assert_eq!(table.iter().map(|feature| &feature.code).collect::<BTreeSet<_>>().len(), table.iter().count());
        for feature in table.iter() {
            assert!(feature.code == "sight-loss" || told(&feature.label).contains(&feature.code.as_str()), "{}", feature.label);
        }
    }
}
