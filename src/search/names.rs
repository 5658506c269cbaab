//! The names of one segment's services and organisations, for completing: read once when the segment appears.

use crate::finding::completion::{Completion, Tails};
use std::{ops::Range, sync::OnceLock};
use uuid::Uuid;

/// How the field of whole names holds a name that is not the first: publishers put key words there too.
pub(crate) fn other_name(name: &str) -> String {
    format!("~{name}")
}

/// The names of one segment.
#[derive(Debug)]
pub(crate) struct Completions {
    pub(crate) services: Names,
    pub(crate) organisations: Names,
    owners: Owners,
}

impl Completions {
    /// The names of a segment, document by document, and the organisation of each document's service.
    pub(crate) fn of(services: Names, organisations: Names, owners: &[Option<Uuid>]) -> Self {
        Self { services, organisations, owners: Owners::of(owners) }
    }

    /// Makes what completing takes, so that nobody who types waits for it.
    pub(crate) fn make_ready(&self) {
        self.services.tails();
        self.organisations.tails();
    }

    /// Bytes they take in memory.
    pub(crate) fn bytes(&self) -> usize {
        let owners = size_of_val(&*self.owners.ids) + size_of_val(&*self.owners.of);
        self.services.bytes() + self.organisations.bytes() + owners
    }

    /// The organisation a document's service is of.
    pub(crate) fn organisation(&self, doc: u32) -> Option<Uuid> {
        self.owners.ids.get(self.owners.of[doc as usize] as usize).copied()
    }
}

/// Names of one kind, numbered: short ones first, then by the alphabet.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// As shown.
    shown: Vec<Box<str>>,
    /// Where names begin and go on; made when first asked for.
    tails: OnceLock<Tails>,
    /// Documents, name by name.
    docs: Vec<u32>,
    /// Where each name's documents begin, and one past the last.
    starts: Vec<u32>,
}

impl Names {
    /// Names by the alphabet, and the name of each document by its place among them.
    pub(crate) fn of(names: Vec<Box<str>>, of_documents: impl Iterator<Item = (u32, usize)>) -> Self {
        let mut names: Vec<(Box<str>, usize)> = names.into_iter().zip(0..).collect();
        // Stable: names of one length stay in the order of the alphabet.
        names.sort_by_key(|(name, _)| name.len());
        let mut numbers = vec![0; names.len()];
        for (number, (_, place)) in (0_u32..).zip(&names) {
            numbers[*place] = number;
        }
        let mut bearers: Vec<(u32, u32)> = of_documents.filter_map(|(doc, place)| Some((*numbers.get(place)?, doc))).collect();
        bearers.sort_unstable();
        let starts = (0_u32..).take(names.len() + 1).map(|name| position(bearers.partition_point(|(at, _)| *at < name))).collect();
        let shown: Vec<Box<str>> = names.into_iter().map(|(name, _)| name).collect();
        Self { shown, tails: OnceLock::new(), docs: bearers.into_iter().map(|(_, doc)| doc).collect(), starts }
    }

    /// Where names begin and go on.
    pub(crate) fn tails(&self) -> &Tails {
        self.tails.get_or_init(|| Tails::of(self.shown.iter().map(AsRef::as_ref).zip(0..)))
    }

    /// The best completions of a run, so many at most: short names first.
    pub(crate) fn best(&self, run: Range<usize>, most: usize) -> impl Iterator<Item = Completion> {
        self.tails().best(run, most).into_iter()
    }

    fn bytes(&self) -> usize {
        let shown = self.shown.iter().map(|name| name.len()).sum::<usize>() + size_of_val(&*self.shown);
        shown + self.tails().bytes() + size_of_val(&*self.docs) + size_of_val(&*self.starts)
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.shown.len()
    }

    /// A name as shown.
    pub(crate) fn shown(&self, name: usize) -> &str {
        &self.shown[name]
    }

    /// The documents of a name, deleted ones included.
    pub(crate) fn documents(&self, name: usize) -> &[u32] {
        &self.docs[self.starts[name] as usize..self.starts[name + 1] as usize]
    }
}

/// Which organisation's service each document is.
#[derive(Debug)]
struct Owners {
    ids: Vec<Uuid>,
    /// Document by document.
    of: Vec<u32>,
}

impl Owners {
    fn of(owners: &[Option<Uuid>]) -> Self {
        let mut ids: Vec<Uuid> = owners.iter().flatten().copied().collect();
        ids.sort_unstable();
        ids.dedup();
        let number = |id: &Option<Uuid>| id.and_then(|id| ids.binary_search(&id).ok()).map_or(u32::MAX, position);
        let of = owners.iter().map(number).collect();
        Self { ids, of }
    }
}

fn position(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
