//! A change that somebody suggests to a record: what is wrong, and what it should say. There is no field for who they are.

use crate::model::id::{ServiceId, derive};
use uuid::Uuid;

/// What is wrong with a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// A telephone number.
    Phone,
    /// The opening hours.
    Hours,
    /// The place.
    Place,
    /// The cost.
    Cost,
    /// It has closed for good.
    Closed,
    /// Anything else.
    Other,
}

impl Wrong {
    /// All, in the order they are offered.
    pub const ALL: [Self; 6] = [Self::Phone, Self::Hours, Self::Place, Self::Cost, Self::Closed, Self::Other];

    /// The word in forms and in the store.
    pub fn word(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Hours => "hours",
            Self::Place => "place",
            Self::Cost => "cost",
            Self::Closed => "closed",
            Self::Other => "other",
        }
    }

    /// What a word stands for.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

/// A change suggested to a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuggestedChange {
    /// The service.
    pub service: ServiceId,
    /// What is wrong.
    pub wrong: Wrong,
    /// What it should say. Empty only where it has closed.
    pub says: String,
    /// How they know, where they say so.
    pub known: Option<String>,
}

impl SuggestedChange {
    /// The key it is kept under: the same words sent twice with one token are one suggestion; other words are another.
    pub fn key(&self, token: Uuid) -> Uuid {
        let Self { service, wrong, says, known } = self;
        let content = [service.to_string().as_str(), wrong.word(), says, known.as_deref().unwrap_or_default()].join("\u{1f}");
        derive("suggestion", &token.to_string(), &content)
    }
}

/// Where a suggestion stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nobody has settled it.
    Open,
    /// The record says so now.
    Done,
    /// It was not taken up.
    Refused,
}

impl Standing {
    /// The word in the store.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
            Self::Refused => "refused",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_words_sent_twice_are_one_suggestion() {
        let change = |says: &str| SuggestedChange {
            service: ServiceId(Uuid::from_u128(1)),
            wrong: Wrong::Phone,
            says: says.to_owned(),
            known: None,
        };
        let (one, two) = (Uuid::from_u128(10), Uuid::from_u128(11));
        assert_eq!(change("0121 496 0000").key(one), change("0121 496 0000").key(one));
        assert_ne!(change("0121 496 0000").key(one), change("0121 496 0001").key(one), "words corrected after going back");
        assert_ne!(change("0121 496 0000").key(one), change("0121 496 0000").key(two), "two people");
    }

    #[test]
    fn every_kind_has_its_word() {
        for wrong in Wrong::ALL {
            assert_eq!(Wrong::of_word(wrong.word()), Some(wrong));
        }
        assert_eq!(Wrong::of_word("nonsense"), None);
    }
}
