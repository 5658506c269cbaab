//! A snapshot: one committed state of the index with its sidecars. A search holds one from beginning to end; a change makes
//! the next one and swaps it in.

use crate::search::{
    cards::{At, Cards},
    error::SearchError,
    filters,
    hours::Hours,
    kinds::Kind,
    numbers::{Known, List, Numbers, Words},
    schema::Fields,
    sidecar::Sidecar,
};
use std::{collections::HashMap, sync::Arc};
use tantivy::{
    DocId, DocSet, IndexReader, SegmentReader, TERMINATED, Term,
    index::SegmentId,
    schema::{Field, IndexRecordOption},
};

/// One segment with its columns.
#[derive(Debug)]
pub(crate) struct Segment {
    pub(crate) reader: SegmentReader,
    pub(crate) sidecar: Arc<Sidecar>,
}

/// One state of the index.
#[derive(Debug)]
pub(crate) struct Snapshot {
    /// The last change in it.
    pub(crate) position: i64,
    pub(crate) segments: Vec<Segment>,
    pub(crate) fields: Fields,
    pub(crate) cards: Arc<Cards>,
    /// Need codes.
    pub(crate) needs: Known,
    /// Coverage words.
    pub(crate) covers: Known,
    /// Number of services.
    pub(crate) services: usize,
    /// The values of the open lists, in the order of the filters.
    pub(crate) lists: Vec<Values>,
    /// What filters can ask of a document, by number.
    pub(crate) kinds: Arc<Vec<Kind>>,
    /// The opening hours by number.
    pub(crate) hours: Hours,
}

/// The values of one open list.
#[derive(Debug)]
pub(crate) struct Values {
    /// The words in a URL, and the sets of them that documents have.
    pub(crate) known: Known,
    /// Their labels.
    pub(crate) labels: Arc<Vec<Arc<str>>>,
}

/// A place among the documents: which segment, which document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Spot {
    pub(crate) segment: usize,
    pub(crate) doc: DocId,
}

/// Builds snapshots, keeping the columns of segments that have not changed.
#[derive(Debug)]
pub(crate) struct Loader {
    numbers: Numbers,
    sidecars: HashMap<SegmentId, Arc<Sidecar>>,
}

impl Loader {
    pub(crate) fn new() -> Self {
        Self { numbers: Numbers::new(filters::open_lists().count()), sidecars: HashMap::new() }
    }

    /// The state the reader was last reloaded to.
    pub(crate) fn load(
        &mut self,
        reader: &IndexReader,
        fields: &Fields,
        cards: &Arc<Cards>,
        position: i64,
    ) -> Result<Snapshot, SearchError> {
        let mut segments = Vec::new();
        for reader in reader.searcher().segment_readers() {
            let sidecar = match self.sidecars.get(&reader.segment_id()) {
                Some(known) => Arc::clone(known),
                None => Arc::new(Sidecar::read(reader, fields, &mut self.numbers)?),
            };
            segments.push(Segment { reader: reader.clone(), sidecar });
        }
        self.sidecars = segments.iter().map(|segment| (segment.reader.segment_id(), Arc::clone(&segment.sidecar))).collect();
        Ok(Snapshot {
            position,
            services: segments.iter().map(Segment::services).sum(),
            segments,
            fields: fields.clone(),
            cards: Arc::clone(cards),
            needs: self.numbers.needs.known(),
            covers: self.numbers.covers.known(),
            lists: self.numbers.lists.iter().map(Values::of).collect(),
            kinds: self.numbers.kinds.known(),
            hours: Hours::new(Arc::clone(cards), Arc::clone(&self.numbers.hour_cards)),
        })
    }
}

impl Values {
    fn of(list: &List) -> Self {
        Self { known: list.vocabulary.known(), labels: Arc::clone(&list.labels) }
    }

    /// A table over the values that marks some of them.
    pub(crate) fn mark<'w>(&self, words: impl IntoIterator<Item = &'w str>) -> Vec<bool> {
        mark(&self.known.words, words)
    }
}

fn mark<'w>(known: &Words, words: impl IntoIterator<Item = &'w str>) -> Vec<bool> {
    let mut table = vec![false; known.len()];
    for number in words.into_iter().filter_map(|word| known.number(word)) {
        table[number as usize] = true;
    }
    table
}

impl Segment {
    /// Number of services that begin here: each has exactly one first document.
    fn services(&self) -> usize {
        let firsts = self.sidecar.facts.iter().zip(0..).filter(|(facts, _)| facts.is_first());
        firsts.filter(|(_, doc)| self.is_alive(*doc)).count()
    }

    pub(crate) fn is_alive(&self, doc: DocId) -> bool {
        self.reader.alive_bitset().is_none_or(|alive| alive.is_alive(doc))
    }

    /// Living documents with a term, in order.
    pub(crate) fn documents_with(&self, term: &Term) -> Result<Vec<DocId>, SearchError> {
        use tantivy::{DocSet, TERMINATED};
        let inverted = self.reader.inverted_index(term.field())?;
        let Some(mut postings) = inverted.read_postings(term, IndexRecordOption::Basic)? else { return Ok(Vec::new()) };
        let mut docs = Vec::new();
        while postings.doc() != TERMINATED {
            docs.push(postings.doc());
            postings.advance();
        }
        docs.retain(|doc| self.is_alive(*doc));
        Ok(docs)
    }
}

impl Snapshot {
    /// Living documents with a term.
    pub(crate) fn spots_with(&self, term: &Term) -> Result<Vec<Spot>, SearchError> {
        let mut spots = Vec::new();
        for (at, segment) in self.segments.iter().enumerate() {
            spots.extend(segment.documents_with(term)?.into_iter().map(|doc| Spot { segment: at, doc }));
        }
        Ok(spots)
    }

    /// The documents with a word of this beginning, of the first so many words, in no particular order.
    pub(crate) fn spots_beginning(&self, field: Field, prefix: &str, most: usize) -> Result<Vec<Spot>, SearchError> {
        let mut spots = Vec::new();
        for (at, segment) in self.segments.iter().enumerate() {
            let inverted = segment.reader.inverted_index(field)?;
            let range = inverted.terms().range().ge(prefix.as_bytes()).lt([prefix.as_bytes(), &[0xff]].concat());
            let mut terms = range.into_stream()?;
            for _ in 0..most {
                let Some((_, info)) = terms.next() else { break };
                let mut postings = inverted.read_postings_from_terminfo(info, IndexRecordOption::Basic)?;
                while postings.doc() != TERMINATED {
                    if segment.is_alive(postings.doc()) {
                        spots.push(Spot { segment: at, doc: postings.doc() });
                    }
                    postings.advance();
                }
            }
        }
        Ok(spots)
    }

    /// Documents with a term, deleted ones included, as the weights count them.
    pub(crate) fn frequency(&self, field: Field, text: &str) -> Result<u64, SearchError> {
        let term = Term::from_field_text(field, text);
        let mut sum = 0;
        for segment in &self.segments {
            sum += u64::from(segment.reader.inverted_index(field)?.doc_freq(&term)?);
        }
        Ok(sum)
    }

    /// All documents, deleted ones included.
    pub(crate) fn documents(&self) -> u64 {
        self.segments.iter().map(|segment| u64::from(segment.sidecar.len())).sum()
    }

    /// Average number of words in a field.
    #[expect(clippy::cast_precision_loss, reason = "an average needs no exact counts")]
    pub(crate) fn average_length(&self, field: Field) -> Result<f32, SearchError> {
        let mut words = 0;
        for segment in &self.segments {
            words += segment.reader.inverted_index(field)?.total_num_tokens();
        }
        Ok(words as f32 / self.documents().max(1) as f32)
    }

    /// A table over the numbered need codes that marks some of them.
    pub(crate) fn mark_needs<'w>(&self, codes: impl IntoIterator<Item = &'w str>) -> Vec<bool> {
        mark(&self.needs.words, codes)
    }

    /// The furthest byte of the cards any document points at.
    pub(crate) fn cards_end(&self) -> u64 {
        self.segments.iter().flat_map(|segment| &segment.sidecar.cards).map(|at| At(*at).end()).max().unwrap_or(0)
    }
}
