//! What a mapping can say about a record in closed words: needs, sector, delivery, audience…

use super::field::{Column, Field, OneOrMany};
use crate::model::{
    audience::Audience,
    sector::{Delivery, Gender, Nation, ReferralRoute, Sector},
    service::CapacityState,
};
use serde::{Deserialize, Deserializer, de};
use std::collections::BTreeMap;

/// A closed list of words a mapping may choose from.
pub(in crate::sources::spreadsheet) trait Listed: Sized {
    fn of_word(word: &str) -> Option<Self>;
    fn words() -> Vec<&'static str>;
}

macro_rules! listed {
    ($($name:ident),+) => {
        $(impl Listed for $name {
            fn of_word(word: &str) -> Option<Self> {
                Self::from_word(word)
            }

            fn words() -> Vec<&'static str> {
                Self::ALL.iter().map(|value| value.word()).collect()
            }
        })+
    };
}

listed!(Audience, Delivery, Gender, Nation, ReferralRoute, Sector, CapacityState);

/// A word of a closed list, refused with the list when it is another.
#[derive(Debug, Clone, Copy)]
pub(in crate::sources::spreadsheet) struct Word<T>(pub T);

impl<'de, T: Listed> Deserialize<'de> for Word<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let word = String::deserialize(deserializer)?;
        T::of_word(&word).map(Word).ok_or_else(|| de::Error::custom(format!("'{word}' is not one of: {}", T::words().join(", "))))
    }
}

/// What is said of a record.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(in crate::sources::spreadsheet) struct Tags {
    pub needs: Vec<String>,
    pub audiences: Vec<Word<Audience>>,
    pub sector: Option<Word<Sector>>,
    pub delivery: Vec<Word<Delivery>>,
    pub referral: Vec<Word<ReferralRoute>>,
    pub national: Vec<Word<Nation>>,
    pub gender: Option<Word<Gender>>,
    pub capacity: Option<Word<CapacityState>>,
    /// True: nothing to pay.
    pub free: Option<bool>,
    pub sensitive: bool,
    pub age_min: Option<f64>,
    pub age_max: Option<f64>,
    pub summary: Option<String>,
    pub eligibility: Option<String>,
    pub how_to_get_in: Option<String>,
}

/// A column whose values mean something: which tags each value carries.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::sources::spreadsheet) struct Lookup {
    pub column: Column,
    /// Characters between several values in one cell.
    #[serde(default)]
    pub split: String,
    /// A value fits when it contains the words, not only when it is equal to them.
    #[serde(default)]
    pub contains: bool,
    /// Keep the publisher's value as a term of this kind.
    pub term: Option<String>,
    #[serde(default, deserialize_with = "lower_keys")]
    pub values: BTreeMap<String, Tags>,
    /// For values that are not listed.
    pub otherwise: Option<Tags>,
}

fn lower_keys<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeMap<String, Tags>, D::Error> {
    let values = BTreeMap::<String, Tags>::deserialize(deserializer)?;
    Ok(values.into_iter().map(|(value, tags)| (value.trim().to_lowercase(), tags)).collect())
}

impl Lookup {
    /// The values in a cell.
    pub(in crate::sources::spreadsheet) fn values_in<'c>(&'c self, cell: &'c str) -> impl Iterator<Item = &'c str> {
        cell.split(|c| self.split.contains(c)).map(str::trim).filter(|value| !value.is_empty())
    }

    /// The tags of one value; several when `contains` lets several fit.
    pub(in crate::sources::spreadsheet) fn tags_of(&self, value: &str) -> Vec<&Tags> {
        let value = value.to_lowercase();
        let found: Vec<&Tags> = if self.contains {
            self.values.iter().filter(|(words, _)| value.contains(words.as_str())).map(|(_, tags)| tags).collect()
        } else {
            self.values.get(&value).into_iter().collect()
        };
        if found.is_empty() { self.otherwise.iter().collect() } else { found }
    }
}

/// Words in a row's own text that show a need.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::sources::spreadsheet) struct TextNeeds {
    pub columns: Vec<Column>,
    /// Need code → words; a trailing `*` lets a word go on.
    pub words: BTreeMap<String, Vec<String>>,
}

/// A condition on one column.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::sources::spreadsheet) struct Condition {
    pub column: Column,
    pub equals: Option<String>,
    pub one_of: Option<Vec<String>>,
    pub not_empty: Option<bool>,
    /// Whole cell against a pattern in which `*` stands for anything.
    pub matches: Option<String>,
    /// Why rows are left out, as people read it.
    #[serde(default)]
    pub reason: String,
}

impl Condition {
    /// Whether a cell fulfils every part of the condition.
    pub(in crate::sources::spreadsheet) fn holds(&self, cell: &str, unknown: &dyn Fn(&str) -> bool) -> bool {
        let cell = cell.trim();
        self.equals.as_ref().is_none_or(|wanted| wanted.eq_ignore_ascii_case(cell))
            && self.one_of.as_ref().is_none_or(|wanted| wanted.iter().any(|wanted| wanted.eq_ignore_ascii_case(cell)))
            && self.not_empty.is_none_or(|wanted| wanted != (cell.is_empty() || unknown(cell)))
            && self.matches.as_ref().is_none_or(|pattern| matches(&pattern.to_lowercase(), &cell.to_lowercase()))
    }

    /// True when it asks for nothing, which is surely a mistake.
    pub(in crate::sources::spreadsheet) fn is_empty(&self) -> bool {
        self.equals.is_none() && self.one_of.is_none() && self.not_empty.is_none() && self.matches.is_none()
    }
}

/// Whether `text` fits a pattern in which `*` stands for any text, none included.
pub(in crate::sources::spreadsheet) fn matches(pattern: &str, text: &str) -> bool {
    let Some((head, rest)) = pattern.split_once('*') else { return pattern == text };
    let Some(mut text) = text.strip_prefix(head) else { return false };
    let mut parts = rest.split('*').peekable();
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return text.ends_with(part);
        }
        match text.split_once(part) {
            Some((_, after)) => text = after,
            None => return false,
        }
    }
    true
}

/// A publisher's term kept as it is.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::sources::spreadsheet) struct TermField {
    pub name: Field,
    pub link_type: Option<String>,
    pub taxonomy: Option<String>,
}

/// A second file beside the first, tied to it by a column.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::sources::spreadsheet) struct Join {
    /// The file's name as a pattern in which `*` stands for anything.
    pub files: String,
    /// The column here.
    pub on: Column,
    /// The column there.
    pub key: Column,
    #[serde(default)]
    pub keep: OneOrMany<Condition>,
    /// Columns there that give one opening time a row.
    pub hours: Option<JoinHours>,
    /// A column there whose values carry tags or terms.
    pub lookup: Option<Lookup>,
}

/// Opening times in a joined file: one row per day and session.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::sources::spreadsheet) struct JoinHours {
    pub day: Column,
    /// `09:00-13:00`, or several with commas.
    pub times: Column,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_anything() {
        for (pattern, text, expected) in [
            ("*opening*", "nhs_opening_times.csv", true),
            ("a*c", "abc", true),
            ("a*c", "abd", false),
            ("a*", "a", true),
            ("ab", "abc", false),
            ("*b*b", "ab", false),
            ("*b*b", "abb", true),
        ] {
            assert_eq!(matches(pattern, text), expected, "{pattern} {text}");
        }
    }
}
