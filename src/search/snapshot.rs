//! A snapshot: one committed state of the index with its sidecars. A search holds one from beginning to end; a change makes
//! the next one and swaps it in.

use crate::{
    finding::answer::Card,
    model::opening::{self, Pattern},
    search::{
        cards::{At, Cards},
        error::SearchError,
        filters,
        numbers::{List, Numbers, Sets, Vocabulary, Words},
        schema::Fields,
        sidecar::Sidecar,
    },
};
use arc_swap::ArcSwapOption;
use jiff::{Zoned, civil::Date};
use std::{
    collections::HashMap,
    sync::{
        Arc,
        atomic::{AtomicU8, AtomicU32, Ordering},
    },
};
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
    /// Need codes and coverage words.
    pub(crate) words: Arc<Words>,
    /// Sets of words by number.
    pub(crate) sets: Arc<Sets>,
    /// Number of services.
    pub(crate) services: usize,
    /// The values of the open lists, in the order of the filters.
    pub(crate) lists: Vec<Values>,
    hour_cards: Arc<Vec<u64>>,
    minute: ArcSwapOption<Minute>,
    days: ArcSwapOption<Days>,
}

/// The values of one open list.
#[derive(Debug)]
pub(crate) struct Values {
    /// The words in a URL.
    pub(crate) words: Arc<Words>,
    /// Their labels.
    pub(crate) labels: Arc<Vec<Arc<str>>>,
    /// The sets of them that documents have.
    pub(crate) sets: Arc<Sets>,
}

/// Which hours are open at one minute, as far as anyone has asked.
#[derive(Debug)]
pub(crate) struct Minute {
    at: i64,
    states: Box<[AtomicU8]>,
}

/// The weekly pattern of hours from one day on, as far as anyone has asked.
#[derive(Debug)]
pub(crate) struct Days {
    from: Date,
    patterns: Box<[AtomicU32]>,
}

/// The mark of a pattern that was worked out; patterns have fewer bits.
const KNOWN: u32 = 1 << 31;

/// A place among the documents: which segment, which document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Spot {
    pub(crate) segment: usize,
    pub(crate) doc: DocId,
}

const NOT_ASKED: u8 = 0;
const OPEN: u8 = 1;
const NOT_OPEN: u8 = 2;

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
            words: Arc::clone(&self.numbers.vocabulary.words),
            sets: Arc::clone(&self.numbers.vocabulary.sets),
            lists: self.numbers.lists.iter().map(Values::of).collect(),
            hour_cards: Arc::clone(&self.numbers.hour_cards),
            minute: ArcSwapOption::empty(),
            days: ArcSwapOption::empty(),
        })
    }
}

impl Values {
    fn of(list: &List) -> Self {
        let Vocabulary { words, sets, .. } = &list.vocabulary;
        Self { words: Arc::clone(words), labels: Arc::clone(&list.labels), sets: Arc::clone(sets) }
    }

    /// A table over the values that marks some of them.
    pub(crate) fn mark<'w>(&self, words: impl IntoIterator<Item = &'w str>) -> Vec<bool> {
        mark(&self.words, words)
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

    /// A table over the numbered words that marks some of them.
    pub(crate) fn mark<'w>(&self, words: impl IntoIterator<Item = &'w str>) -> Vec<bool> {
        mark(&self.words, words)
    }

    /// The furthest byte of the cards any document points at.
    pub(crate) fn cards_end(&self) -> u64 {
        self.segments.iter().flat_map(|segment| &segment.sidecar.cards).map(|at| At(*at).end()).max().unwrap_or(0)
    }

    /// How many distinct sets of hours there are.
    pub(crate) fn kinds_of_hours(&self) -> usize {
        self.hour_cards.len()
    }

    /// Which hours are open at this minute.
    pub(crate) fn minute(&self, now: &Zoned) -> Arc<Minute> {
        if let Some(minute) = self.minute.load_full().filter(|minute| minute.at == minute_number(now)) {
            return minute;
        }
        let minute = Arc::new(Minute::of(self, now));
        self.minute.store(Some(Arc::clone(&minute)));
        minute
    }

    /// The weekly patterns of hours from today on.
    pub(crate) fn days(&self, now: &Zoned) -> Arc<Days> {
        if let Some(days) = self.days.load_full().filter(|days| days.from == now.date()) {
            return days;
        }
        let days = Arc::new(Days { from: now.date(), patterns: self.hour_cards.iter().map(|_| AtomicU32::new(0)).collect() });
        self.days.store(Some(Arc::clone(&days)));
        days
    }

    /// A card that shows the hours of this number.
    pub(crate) fn hours(&self, hours: u32) -> Result<Card, SearchError> {
        Ok(self.cards.read(At(self.hour_cards[hours as usize]))?.card())
    }
}

impl Minute {
    /// A minute nobody has asked about yet.
    pub(crate) fn of(snapshot: &Snapshot, at: &Zoned) -> Self {
        Self { at: minute_number(at), states: snapshot.hour_cards.iter().map(|_| AtomicU8::new(NOT_ASKED)).collect() }
    }

    /// Whether hours of this number are open at the minute, which `at` lies in. Each is worked out once.
    pub(crate) fn is_open(&self, snapshot: &Snapshot, hours: u32, at: &Zoned) -> Result<bool, SearchError> {
        if hours == 0 {
            return Ok(false);
        }
        let state = &self.states[hours as usize];
        match state.load(Ordering::Relaxed) {
            NOT_ASKED => {
                let card = snapshot.hours(hours)?;
                let open = opening::is_open(&card.schedules, card.nation, at);
                state.store(if open { OPEN } else { NOT_OPEN }, Ordering::Relaxed);
                Ok(open)
            }
            known => Ok(known == OPEN),
        }
    }
}

impl Days {
    /// The pattern of hours of this number from the day `now` lies in. Each is worked out once.
    pub(crate) fn pattern(&self, snapshot: &Snapshot, hours: u32, now: &Zoned) -> Result<Pattern, SearchError> {
        if hours == 0 {
            return Ok(Pattern::default());
        }
        let known = &self.patterns[hours as usize];
        match known.load(Ordering::Relaxed) {
            0 => {
                let card = snapshot.hours(hours)?;
                let pattern = opening::pattern(&card.schedules, card.nation, now);
                known.store(pattern.0 | KNOWN, Ordering::Relaxed);
                Ok(pattern)
            }
            bits => Ok(Pattern(bits & !KNOWN)),
        }
    }
}

fn minute_number(at: &Zoned) -> i64 {
    at.timestamp().as_second().div_euclid(60)
}
