//! What the small words of a question are worth: noise, minor words, misspellings and wishes. Data in `data/understanding/`;
//! this module only reads and answers.

use crate::finding::words::{Word, normalise};
use jiff::civil::Weekday;
use serde::Deserialize;
use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

/// The oldest age read as one: a bare number up to here says who somebody is, not what they look for.
const OLDEST: u16 = 110;

/// The small words, ready to be asked about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Understanding {
    noise: HashSet<String>,
    minor: HashSet<String>,
    spellings: HashMap<String, String>,
    wishes: Vec<Wish>,
    /// Which wish a phrase states.
    phrases: HashMap<String, usize>,
    longest: usize,
}

/// Something a person would rather have: it orders services and never excludes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// What is said of a service that satisfies it.
    pub says: String,
    /// What satisfies it.
    pub wants: Want,
}

/// What satisfies a wish.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Want {
    /// A value of a filter.
    Choice {
        /// The filter's parameter.
        parameter: String,
        /// The value.
        value: String,
    },
    /// Opening hours that hold at a moment.
    Open(Moment),
}

/// A moment, told from the moment of asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// Now.
    Now,
    /// At 8 in the evening of the same day.
    Evening,
    /// At 11 in the morning of the next such day, the same day included.
    Day(Weekday),
}

/// The file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum UnderstandingError {
    /// Not TOML, or not the right shape.
    #[error("small words: {0}")]
    Toml(#[from] toml::de::Error),
    /// A wish for something that is not known.
    #[error("small words: nobody knows what '{0}' wants; write a filter's parameter and value, or open=now, evening or a day")]
    Want(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    noise: Vec<String>,
    minor: Vec<String>,
    spellings: HashMap<String, String>,
    wishes: Vec<WrittenWish>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenWish {
    wants: String,
    says: String,
    phrases: Vec<String>,
}

impl Understanding {
    /// Reads the small words from TOML.
    ///
    /// # Errors
    /// When the text is not such TOML or a wish wants something unknown.
    pub fn read(text: &str) -> Result<Self, UnderstandingError> {
        let written: Written = toml::from_str(text)?;
        let mut read = Self {
            noise: written.noise.into_iter().collect(),
            minor: written.minor.into_iter().collect(),
            spellings: written.spellings,
            ..Self::default()
        };
        for WrittenWish { wants, says, phrases } in written.wishes {
            for phrase in phrases.iter().map(|phrase| normalise(phrase)) {
                read.longest = read.longest.max(phrase.split(' ').count());
                read.phrases.insert(phrase, read.wishes.len());
            }
            let want = want(&wants).ok_or(UnderstandingError::Want(wants))?;
            read.wishes.push(Wish { says, wants: want });
        }
        Ok(read)
    }

    /// The small words that ship with the product.
    ///
    /// # Errors
    /// When the shipped file is broken, which a test rules out.
    pub fn shipped() -> Result<Self, UnderstandingError> {
        Self::read(&crate::shipped::text("understanding/words.toml").unwrap_or_default())
    }

    /// Whether a word carries no meaning of its own.
    pub fn is_noise(&self, word: &str) -> bool {
        self.noise.contains(word)
    }

    /// Whether a word need not be in what is looked for. A bare age is such a word.
    pub fn is_minor(&self, word: &str) -> bool {
        self.minor.contains(word) || word.parse::<u16>().is_ok_and(|age| age <= OLDEST)
    }

    /// The word meant by a known misspelling.
    pub fn spelling(&self, word: &str) -> Option<&str> {
        self.spellings.get(word).map(String::as_str)
    }

    /// The wishes the words state, the longest phrase first; then on behind it.
    pub fn wishes(&self, words: &[Word]) -> Vec<(Range<usize>, &Wish)> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let reach = (at + self.longest).min(words.len());
            let longest = (at + 1..=reach).rev().find_map(|end| {
                let phrase = words[at..end].iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
                self.phrases.get(&phrase).map(|wish| (at..end, &self.wishes[*wish]))
            });
            at = longest.as_ref().map_or(at + 1, |(range, _)| range.end);
            found.extend(longest);
        }
        found
    }
}

fn want(text: &str) -> Option<Want> {
    let (parameter, value) = text.split_once('=')?;
    if parameter != "open" {
        return Some(Want::Choice { parameter: parameter.to_owned(), value: value.to_owned() });
    }
    Some(Want::Open(match value {
        "now" => Moment::Now,
        "evening" => Moment::Evening,
        "monday" => Moment::Day(Weekday::Monday),
        "tuesday" => Moment::Day(Weekday::Tuesday),
        "wednesday" => Moment::Day(Weekday::Wednesday),
        "thursday" => Moment::Day(Weekday::Thursday),
        "friday" => Moment::Day(Weekday::Friday),
        "saturday" => Moment::Day(Weekday::Saturday),
        "sunday" => Moment::Day(Weekday::Sunday),
        _ => return None,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::words;

    #[test]
    fn the_shipped_small_words_read_and_do_not_contradict_each_other() {
        let shipped = Understanding::shipped().unwrap();
        assert!(shipped.is_noise("the") && shipped.is_minor("mum") && shipped.is_minor("14") && !shipped.is_minor("111"));
        assert_eq!(shipped.noise.intersection(&shipped.minor).next(), None);
        assert_eq!(shipped.spelling("demensia"), Some("dementia"));
    }

    #[test]
    fn wishes_are_read_longest_first() {
        let shipped = Understanding::shipped().unwrap();
        for (text, expected) in [
            ("food bank no referral", vec!["You can ask yourself: no referral needed"]),
            ("chemist open late", vec!["Open at 8pm today"]),
            ("optician that visits at home", vec!["Comes to your home"]),
            ("free counselling over the phone", vec!["Free", "By phone"]),
            ("care home", vec![]),
        ] {
            let read = words::read(text);
            let said: Vec<_> = shipped.wishes(&read).into_iter().map(|(_, wish)| wish.says.as_str()).collect();
            assert_eq!(said, expected, "{text}");
        }
    }

    #[test]
    fn a_wish_for_something_unknown_is_refused() {
        let text = "noise = []\nminor = []\n[spellings]\n[[wishes]]\nwants = \"open=easter\"\nsays = \"\"\nphrases = []";
        assert!(Understanding::read(text).unwrap_err().to_string().contains("open=easter"));
    }
}
