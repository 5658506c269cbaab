//! What search did differently when nothing was found as asked: one step, said to the person.

use std::fmt;

/// A step away from what was asked.
#[derive(Debug, Clone, PartialEq)]
pub enum Relaxed {
    /// Without this word.
    WithoutWord(String),
    /// Further away.
    Further {
        /// As far as was asked, in miles.
        miles: f64,
        /// As far as was looked, in miles.
        looked: f64,
    },
    /// Everything that helps with these broader needs, by label.
    Broader(Vec<String>),
    /// Only what helps everywhere in the country.
    Nationwide,
    /// Any one of the words.
    AnyWord,
}

/// In English.
impl fmt::Display for Relaxed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WithoutWord(word) => write!(f, "We left out the word '{word}'."),
            Self::Further { miles, looked } => {
                write!(f, "We found nothing within {miles} miles, so we looked up to {looked:.0} miles away.")
            }
            Self::Broader(needs) => write!(f, "We looked for everything that helps with '{}'.", needs.join(" or ")),
            Self::Nationwide => f.write_str("We found nothing near by. These help people everywhere in the country."),
            Self::AnyWord => f.write_str("We looked for any one of your words."),
        }
    }
}
