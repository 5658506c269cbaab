//! The names of one segment's services and organisations, for completing: read once when the segment appears.

use crate::finding::completion::{Completion, Tails};
use std::ops::Range;
use tantivy::{
    DocId, DocSet, SegmentReader, TERMINATED,
    columnar::StrColumn,
    schema::{Field, IndexRecordOption},
};
use uuid::Uuid;

/// The names of one segment.
#[derive(Debug)]
pub(crate) struct Completions {
    pub(crate) services: Names,
    pub(crate) organisations: Names,
    owners: Owners,
}

impl Completions {
    /// Reads the names of a segment. `organisation` is the field of organisations' ids.
    pub(crate) fn read(segment: &SegmentReader, organisation: Field) -> tantivy::Result<Self> {
        Ok(Self {
            services: Names::read(segment, "title")?,
            organisations: Names::read(segment, "provider")?,
            owners: Owners::read(segment, organisation)?,
        })
    }

    /// Bytes they take in memory.
    pub(crate) fn bytes(&self) -> usize {
        let owners = size_of_val(&*self.owners.ids) + size_of_val(&*self.owners.of);
        self.services.bytes() + self.organisations.bytes() + owners
    }

    /// The organisation a document's service is of.
    pub(crate) fn organisation(&self, doc: DocId) -> Option<Uuid> {
        self.owners.ids.get(self.owners.of[doc as usize] as usize).copied()
    }
}

/// Names of one kind, numbered: short ones first, then by the alphabet.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// As shown.
    shown: Vec<Box<str>>,
    pub(crate) tails: Tails,
    /// Documents, name by name.
    docs: Vec<DocId>,
    /// Where each name's documents begin, and one past the last.
    starts: Vec<u32>,
}

impl Names {
    fn read(segment: &SegmentReader, column: &str) -> tantivy::Result<Self> {
        let Some(column) = segment.fast_fields().str(column)? else { return Ok(Self::default()) };
        let mut names = all(&column)?;
        // Stable: names of one length stay in the order of the alphabet.
        names.sort_by_key(|(name, _)| name.len());
        let mut numbers = vec![0; names.len()];
        for (number, (_, ord)) in (0_u32..).zip(&names) {
            numbers[*ord] = number;
        }
        let mut bearers: Vec<(u32, DocId)> = Vec::new();
        for doc in 0..segment.max_doc() {
            let ord = column.term_ords(doc).next().and_then(|ord| usize::try_from(ord).ok());
            bearers.extend(ord.and_then(|ord| Some((*numbers.get(ord)?, doc))));
        }
        bearers.sort_unstable();
        let starts = (0_u32..).take(names.len() + 1).map(|name| position(bearers.partition_point(|(at, _)| *at < name))).collect();
        let shown: Vec<Box<str>> = names.into_iter().map(|(name, _)| name).collect();
        let tails = Tails::of(shown.iter().map(AsRef::as_ref).zip(0..));
        Ok(Self { shown, tails, docs: bearers.into_iter().map(|(_, doc)| doc).collect(), starts })
    }

    /// The best completions of a run, so many at most: short names first.
    pub(crate) fn best(&self, run: Range<usize>, most: usize) -> impl Iterator<Item = Completion> {
        self.tails.best(run, most).into_iter()
    }

    fn bytes(&self) -> usize {
        let shown = self.shown.iter().map(|name| name.len()).sum::<usize>() + size_of_val(&*self.shown);
        shown + self.tails.bytes() + size_of_val(&*self.docs) + size_of_val(&*self.starts)
    }

    /// A name as shown.
    pub(crate) fn shown(&self, name: usize) -> &str {
        &self.shown[name]
    }

    /// The documents of a name, deleted ones included.
    pub(crate) fn documents(&self, name: usize) -> &[DocId] {
        &self.docs[self.starts[name] as usize..self.starts[name + 1] as usize]
    }
}

/// The names of a column and their places in it, by the alphabet.
fn all(column: &StrColumn) -> tantivy::Result<Vec<(Box<str>, usize)>> {
    let mut names = Vec::with_capacity(column.num_terms());
    let mut text = String::new();
    for (place, ord) in (0..column.num_terms()).zip(0_u64..) {
        text.clear();
        column.ord_to_str(ord, &mut text)?;
        names.push((text.as_str().into(), place));
    }
    Ok(names)
}

/// Which organisation's service each document is.
#[derive(Debug)]
struct Owners {
    ids: Vec<Uuid>,
    /// Document by document.
    of: Vec<u32>,
}

impl Owners {
    fn read(segment: &SegmentReader, field: Field) -> tantivy::Result<Self> {
        let inverted = segment.inverted_index(field)?;
        let (mut ids, mut of) = (Vec::new(), vec![u32::MAX; segment.max_doc() as usize]);
        let mut terms = inverted.terms().stream()?;
        while let Some((term, info)) = terms.next() {
            let Ok(id) = Uuid::from_slice(term) else { continue };
            let mut postings = inverted.read_postings_from_terminfo(info, IndexRecordOption::Basic)?;
            while postings.doc() != TERMINATED {
                of[postings.doc() as usize] = position(ids.len());
                postings.advance();
            }
            ids.push(id);
        }
        Ok(Self { ids, of })
    }
}

fn position(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
