//! Who said so, when, and when a human last checked it.

use crate::model::sector::words;
use jiff::{Timestamp, civil::Date};

/// The key the demonstration records are owned by.
pub const DEMONSTRATION: &str = "demonstration";

/// Where a record came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provenance {
    /// The source's key: a mapping's name or a feed's address. Only this source may change the record.
    pub source: String,
    /// The publisher's own id for the record.
    pub native_id: String,
    /// The publisher, as people know it.
    pub publisher: Option<String>,
    /// The licence, as the publisher states it.
    pub licence: Option<String>,
    /// When the publisher last changed the record, if it says.
    pub modified: Option<Timestamp>,
    /// The page a fact was taken from.
    pub url: Option<String>,
}

words!(
    /// How a record was checked.
    CheckedHow {
        /// Somebody rang.
        Phone = "phone", "by phone";
        /// Somebody wrote and was answered.
        Email = "email", "by e-mail";
        /// Somebody went.
        Visit = "visit", "by a visit";
        /// Somebody looked at the provider's website.
        Website = "website", "on the website";
        /// The provider said it is right.
        Provider = "provider", "by the provider";
    }
);

/// A check by a human. Changes only by an explicit check: an import or a save never moves it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// The day.
    pub on: Date,
    /// The role that checked, never a person's name.
    pub by: Option<String>,
    /// How.
    pub how: Option<CheckedHow>,
}
