//! Kinds: what filters can ask of a document, numbered. Many documents are of one kind, so services are counted by the number of their
//! kind, and each kind that was met is looked at once. Open lists stand apart: nearly every service has an organisation of its own.

use crate::search::{facts::Facts, filters::MASKS, numbers::Numbered};
use std::sync::Arc;

/// What filters can ask of a document, but for its values of open lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Kind {
    /// Its choices of closed lists.
    pub(crate) masks: [u64; MASKS],
    /// Facts of the record: see [`Facts::of_record`].
    pub(crate) facts: Facts,
    /// Ages, packed; see [`crate::search::ages`].
    pub(crate) ages: u64,
    /// The number of its hours.
    pub(crate) hours: u32,
    /// The number of its set of needs.
    pub(crate) needs: u32,
}

/// Kinds and their numbers, as they grow.
#[derive(Debug)]
pub(crate) struct Kinds {
    numbers: Numbered<Kind>,
    /// Kinds by number.
    all: Arc<Vec<Kind>>,
}

impl Kinds {
    /// None yet.
    pub(crate) fn new() -> Self {
        Self { numbers: Numbered::new(), all: Arc::default() }
    }

    /// The number of a kind.
    pub(crate) fn number(&mut self, kind: Kind) -> u32 {
        let (number, new) = self.numbers.number(kind);
        if new {
            Arc::make_mut(&mut self.all).push(kind);
        }
        number
    }

    /// What is known so far, by number.
    pub(crate) fn known(&self) -> Arc<Vec<Kind>> {
        Arc::clone(&self.all)
    }
}
