//! Ages in a question: "my 14 year old", "over 65s", "18 months old", "in her 80s", "toddler". Figures are read here; the words
//! that help, and ages said without a figure, are data in `data/understanding/people.toml`.
//!
//! An age orders services and never hides one; whether a service takes somebody of that age is [`AskedAge::fits`].

mod figures;

use crate::{
    finding::words::{Word, normalise},
    model::service::Ages,
};
use figures::{Reading, tokens};
use serde::Deserialize;
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    ops::Range,
};

/// The ages somebody asks for, in years.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AskedAge {
    /// From this age.
    pub from: f64,
    /// To below this age; infinite where there is no upper end.
    pub below: f64,
}

impl AskedAge {
    /// Everybody who is this many whole years old.
    pub fn years(age: f64) -> Self {
        Self { from: age, below: age + 1.0 }
    }

    /// Reads an age as it stands in an address: see its `Display`.
    pub fn read(text: &str) -> Option<Self> {
        let Some((from, below)) = text.split_once('-') else { return text.parse().ok().map(Self::years) };
        let below = if below.is_empty() { f64::INFINITY } else { below.parse().ok()? };
        Some(Self { from: from.parse().ok()?, below })
    }

    /// Whether a service for these ages may take somebody of the age asked for. Limits nobody has stated never exclude.
    pub fn fits(self, ages: Ages) -> bool {
        ages.min.is_none_or(|min| self.below > min) && ages.max.is_none_or(|max| self.from < max + 1.0)
    }

    /// Whether a service for these ages is meant for such ages and not merely open to them: it names both ends, or begins at 50.
    pub fn is_meant_by(self, ages: Ages) -> bool {
        self.fits(ages) && (ages.min.is_some() && ages.max.is_some() || ages.min.is_some_and(|min| min >= LATER_LIFE))
    }

    /// "Age 14", "18 months old", "65 and over", "Under 5", "Ages 5 to 11".
    pub fn label(self) -> String {
        let months = (self.from * 12.0).round();
        if self.below.is_infinite() {
            return format!("{} and over", self.from);
        }
        if self.from == 0.0 && self.below.fract() == 0.0 {
            return format!("Under {}", self.below);
        }
        if self.below - self.from < 0.999 {
            let unit = if months.total_cmp(&1.0).is_eq() { "month" } else { "months" };
            return format!("{months} {unit} old");
        }
        let last = self.below - 1.0;
        if last > self.from { format!("Ages {} to {last}", self.from) } else { format!("Age {}", self.from) }
    }
}

/// A service that begins at this age is for later life.
const LATER_LIFE: f64 = 50.0;

impl fmt::Display for AskedAge {
    /// As it stands in an address: `14`, `65-`, `0-5`, `1.5-1.58`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.below {
            below if below.is_infinite() => write!(f, "{}-", self.from),
            below if (below - self.from - 1.0).abs() < 0.001 && self.from > 0.0 => write!(f, "{}", self.from),
            below => write!(f, "{}-{}", (self.from * 100.0).round() / 100.0, (below * 100.0).round() / 100.0),
        }
    }
}

/// An age in a question.
#[derive(Debug, Clone, PartialEq)]
pub struct AgeFound {
    /// Which words.
    pub words: Range<usize>,
    /// The age.
    pub age: AskedAge,
    /// How to say it.
    pub label: String,
    /// It was said without a figure: its words may still be looked for.
    pub named: bool,
}

/// The words that help to read ages.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct People {
    persons: BTreeSet<String>,
    things: BTreeSet<String>,
    named: BTreeMap<String, (AskedAge, String)>,
    longest: usize,
}

/// Ages are read only where they are numbers, so every age equals itself.
impl Eq for People {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    persons: BTreeSet<String>,
    things: BTreeSet<String>,
    ages: Vec<Named>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    says: String,
    from: f64,
    below: Option<f64>,
    phrases: Vec<String>,
}

impl People {
    /// Reads the words from TOML.
    ///
    /// # Errors
    /// When the text is not such TOML.
    pub fn read(text: &str) -> Result<Self, toml::de::Error> {
        let written: Written = toml::from_str(text)?;
        let mut people = Self { persons: written.persons, things: written.things, ..Self::default() };
        for Named { says, from, below, phrases } in written.ages {
            let age = AskedAge { from, below: below.unwrap_or(f64::INFINITY) };
            if age.from.is_nan() || age.below.is_nan() {
                continue;
            }
            for phrase in phrases.iter().map(|phrase| normalise(phrase)) {
                people.longest = people.longest.max(phrase.split(' ').count());
                people.named.insert(phrase, (age, says.clone()));
            }
        }
        Ok(people)
    }

    /// Every age the words state, in order.
    pub fn ages(&self, words: &[Word]) -> Vec<AgeFound> {
        let tokens = tokens(words);
        let mut found = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let reading = Reading { people: self, tokens: &tokens, at };
            let read = reading.figures().map(|(end, age)| (end, age, age.label(), false)).or_else(|| reading.named());
            at = read.as_ref().map_or(at + 1, |(end, ..)| *end);
            found.extend(read.map(|(end, age, label, named)| {
                let words = tokens[reading.at].word..tokens[end - 1].word + 1;
                AgeFound { words, age, label, named }
            }));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_is_said_as_people_say_it() {
        for (from, below, label, written) in [
            (14.0, 15.0, "Age 14", "14"),
            (65.0, f64::INFINITY, "65 and over", "65-"),
            (0.0, 5.0, "Under 5", "0-5"),
            (5.0, 12.0, "Ages 5 to 11", "5-12"),
            (1.5, 19.0 / 12.0, "18 months old", "1.5-1.58"),
            (80.0, 90.0, "Ages 80 to 89", "80-90"),
        ] {
            let age = AskedAge { from, below };
            assert_eq!((age.label().as_str(), age.to_string().as_str()), (label, written));
        }
    }

    #[test]
    fn a_service_fits_unless_a_stated_limit_shuts_everybody_of_the_age_out() {
        let ages = |min: Option<f64>, max: Option<f64>| Ages { min, max };
        let (teen, elder, baby) =
            (AskedAge::years(14.0), AskedAge { from: 65.0, below: f64::INFINITY }, AskedAge { from: 0.5, below: 0.58 });
        for (asked, ages, fits) in [
            (teen, ages(None, None), true),
            (teen, ages(Some(11.0), Some(25.0)), true),
            (teen, ages(Some(15.0), None), false),
            (teen, ages(None, Some(13.0)), false),
            (teen, ages(None, Some(14.0)), true),
            (elder, ages(Some(50.0), None), true),
            (elder, ages(Some(70.0), None), true),
            (elder, ages(None, Some(64.0)), false),
            (baby, ages(Some(0.5), Some(4.0)), true),
            (baby, ages(Some(1.0), Some(4.0)), false),
        ] {
            assert_eq!(asked.fits(ages), fits, "{asked} {ages:?}");
        }
        assert!(teen.is_meant_by(ages(Some(11.0), Some(25.0))) && !teen.is_meant_by(ages(None, Some(25.0))));
    }
}
