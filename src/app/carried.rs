//! The product over a pack: what somebody carries where there is no signal. The same questions get the same answers; what only a
//! store can do is refused.
//!
//! The documents of services come last and one basket at a time: [`App::wanted`] says which parts a request takes.

use crate::{
    app::{
        App, AppError, Back, SourceSummary,
        listing::{Also, Kept},
        vocabulary::Vocabulary,
    },
    clock::Clock,
    config::Links,
    finding::needs::{Needs, NeedsFile, VocabularyFiles},
    model::id::ServiceId,
    offline::{
        Head, PackError, PartKind, SourceLine,
        documents::{self, Document},
        parts::{self, Shared},
    },
    places::Places,
    search::Snapshot,
};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};
use uuid::Uuid;

/// What is carried.
#[derive(Debug)]
pub struct Carried {
    head: Head,
    snapshot: Arc<Snapshot>,
    sources: Vec<SourceSummary>,
    /// The numbers of the parts that hold documents, basket by basket.
    baskets: Vec<usize>,
    /// Documents as far as they have been brought, by id.
    brought: Mutex<Brought>,
}

#[derive(Debug, Default)]
struct Brought {
    documents: BTreeMap<[u8; 16], Document>,
    parts: Vec<usize>,
}

impl Carried {
    /// What the pack says of itself.
    pub fn head(&self) -> &Head {
        &self.head
    }

    pub(super) fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.snapshot)
    }

    /// Where its records came from.
    pub(super) fn sources(&self) -> &[SourceSummary] {
        &self.sources
    }

    /// A service, from its document, and who else publishes it.
    pub(super) fn service(&self, id: ServiceId) -> Result<Option<Kept>, AppError> {
        let brought = self.brought();
        if !self.part_of(id).is_some_and(|part| brought.parts.contains(&part)) {
            return Err(AppError::Store("a document was not brought along".to_owned()));
        }
        let Some(document) = brought.documents.get(id.0.as_bytes()) else { return Ok(None) };
        let service = document.service().ok_or_else(|| AppError::Store("a document cannot be read".to_owned()))?;
        Ok(Some(Kept { service, withdrawn: false, also: document.also.iter().map(Also::unpacked).collect() }))
    }

    fn part_of(&self, id: ServiceId) -> Option<usize> {
        self.baskets.get(documents::basket(id, self.baskets.len())).copied()
    }

    fn brought(&self) -> std::sync::MutexGuard<'_, Brought> {
        self.brought.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes in a part that holds documents.
    ///
    /// # Errors
    /// When it is not what was written.
    pub fn bring(&self, part: usize, bytes: &[u8]) -> Result<(), PackError> {
        let documents = parts::documents(bytes)?;
        let mut brought = self.brought();
        brought.documents.extend(documents.into_iter().map(|document| (document.id, document)));
        brought.parts.push(part);
        Ok(())
    }

    /// The parts a request takes that have not been brought yet: those of every id in it, be it a service's or an organisation's.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn wanted(&self, request: &str) -> Result<Vec<usize>, AppError> {
        let mut parts = Vec::new();
        for id in ids(request) {
            let services = self.snapshot.services_of(crate::model::id::OrganisationId(id));
            let first = services.map_err(|error| AppError::Search(error.to_string()))?.first().map(|card| card.id);
            parts.extend(self.part_of(first.unwrap_or(ServiceId(id))));
        }
        parts.sort_unstable();
        parts.dedup();
        let brought = self.brought();
        parts.retain(|part| !brought.parts.contains(part));
        Ok(parts)
    }
}

/// Every id in a text, wherever it stands.
fn ids(text: &str) -> Vec<Uuid> {
    const LENGTH: usize = 36;
    let starts = text.char_indices().map(|(at, _)| at);
    let mut found: Vec<Uuid> = starts.filter_map(|at| Uuid::try_parse(text.get(at..at + LENGTH)?).ok()).collect();
    found.sort_unstable();
    found.dedup();
    found
}

impl App {
    /// The product over a pack: its head, its index and what is the same for everybody. Documents are brought later.
    ///
    /// # Errors
    /// When the pack cannot be opened.
    pub fn over_pack(head: Head, index: &[u8], shared: Shared, clock: Clock) -> Result<Self, PackError> {
        let snapshot = parts::index(&head.cut(PartKind::Index, index)?)?.open().map_err(|error| PackError(error.to_string()))?;
        let Shared { own_needs, postcodes, .. } = shared;
        let own = own_needs.into_iter().map(|(name, text)| NeedsFile { name, text }).collect();
        let files = VocabularyFiles { own, taxonomies: Vec::new(), ..VocabularyFiles::shipped() };
        let needs = Needs::of(&files).map_err(|error| PackError(error.to_string()))?;
        let places = match postcodes {
            Some(table) => Places::with_table(table.into_vec()),
            None => Places::shipped(),
        };
        let baskets = head.of(PartKind::Documents).collect();
        let sources = head.sources.iter().cloned().map(SourceLine::into).collect();
        let back = Back::Carried(Carried { head, snapshot: Arc::new(snapshot), sources, baskets, brought: Mutex::default() });
        let places = places.map_err(|error| PackError(error.to_string()))?;
        Ok(Self::of(clock, places, Vocabulary::of(needs), Links::default(), back))
    }
}

impl From<SourceLine> for SourceSummary {
    fn from(line: SourceLine) -> Self {
        let SourceLine { key, publisher, licence, services, last_import, fictional } = line;
        Self { key, publisher, licence, services, last_import, fictional }
    }
}

impl From<SourceSummary> for SourceLine {
    fn from(summary: SourceSummary) -> Self {
        let SourceSummary { key, publisher, licence, services, last_import, fictional } = summary;
        Self { key, publisher, licence, services, last_import, fictional }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_found_wherever_they_stand() {
        let (one, other) = (Uuid::from_u128(7), Uuid::from_u128(9));
        let text = format!("GET /service/{one}/next.ics?s={other}&s=x-{one}é{}", &other.to_string()[1..]);
        assert_eq!(ids(&text), [one, other]);
        assert!(ids("/search?q=é").is_empty());
    }
}
