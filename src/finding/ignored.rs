//! Readings a person does not want made of their words: what a removed chip leaves in the address.

use crate::finding::reading::ReadingKind;
use std::collections::BTreeSet;

/// Readings not to make, each as `kind:value`: `need:falls`, `age:14`, `place`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ignored(BTreeSet<String>);

impl Ignored {
    /// From the values of an address. What is none of ours is kept and does nothing.
    pub fn of(values: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self(values.into_iter().map(Into::into).collect())
    }

    /// Whether this reading is not to be made.
    pub fn has(&self, kind: ReadingKind, value: &str) -> bool {
        self.0.contains(&key(kind, value))
    }

    /// The keys, in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// The same and one more.
    #[must_use]
    pub fn with(&self, key: String) -> Self {
        Self(self.0.iter().cloned().chain([key]).collect())
    }

    /// Whether every reading may be made.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// How a reading is named in an address.
pub(super) fn key(kind: ReadingKind, value: &str) -> String {
    if kind == ReadingKind::Place { kind.word().to_owned() } else { format!("{}:{value}", kind.word()) }
}
