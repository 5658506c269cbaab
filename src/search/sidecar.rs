//! What a search needs of every document of a segment, in memory: read once when the segment appears.
//!
//! Sets that many documents share (needs, coverage, opening hours) are numbered across the whole index, so that a question
//! judges each set once and each document by a table look-up.

use crate::{
    finding::geo::Unit,
    model::location::Point,
    search::{
        facts::Facts,
        schema::{Fields, mask_name},
        suggest::Completions,
    },
};
use std::{
    collections::{HashMap, hash_map::Entry},
    hash::Hash,
    ops::BitOr,
    sync::Arc,
};
use tantivy::{
    DocId, DocSet, SegmentReader, TERMINATED,
    columnar::{Column, ColumnValues},
    schema::{Field, IndexRecordOption},
};

/// A number for every distinct value, in the order first seen.
#[derive(Debug)]
pub(crate) struct Numbered<T> {
    numbers: HashMap<T, u32>,
}

impl<T: Hash + Eq> Numbered<T> {
    pub(crate) fn new() -> Self {
        Self { numbers: HashMap::new() }
    }

    /// The value's number, and whether it is new.
    fn number(&mut self, value: T) -> (u32, bool) {
        let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
        match self.numbers.entry(value) {
            Entry::Occupied(known) => (*known.get(), false),
            Entry::Vacant(free) => {
                free.insert(next);
                (next, true)
            }
        }
    }
}

/// Sets of words many documents share: the words' numbers, set after set.
#[derive(Debug, Clone)]
pub(crate) struct Sets {
    words: Vec<u32>,
    /// Where each set begins, and one past the last.
    starts: Vec<u32>,
}

impl Sets {
    /// Only the empty set.
    fn new() -> Self {
        Self { words: Vec::new(), starts: vec![0, 0] }
    }

    fn push(&mut self, words: &[u32]) {
        self.words.extend_from_slice(words);
        self.starts.push(u32::try_from(self.words.len()).unwrap_or(u32::MAX));
    }

    /// How many sets there are.
    pub(crate) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// The words of a set.
    pub(crate) fn words(&self, set: u32) -> &[u32] {
        let at = set as usize;
        &self.words[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// What a set amounts to, given what each word does.
    pub(crate) fn sum<T: Copy + Default + BitOr<Output = T>>(&self, set: u32, of_words: &[T]) -> T {
        self.words(set).iter().fold(T::default(), |all, word| all | of_words[*word as usize])
    }
}

/// Words and their numbers, both ways.
#[derive(Debug, Clone, Default)]
pub(crate) struct Words {
    numbers: HashMap<Arc<str>, u32>,
    texts: Vec<Arc<str>>,
}

impl Words {
    /// The number of a word some document has.
    pub(crate) fn number(&self, text: &str) -> Option<u32> {
        self.numbers.get(text).copied()
    }

    /// The word of a number.
    pub(crate) fn text(&self, number: u32) -> &str {
        &self.texts[number as usize]
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.texts.len()
    }

    fn push(&mut self, text: &str) -> u32 {
        let (number, text) = (u32::try_from(self.texts.len()).unwrap_or(u32::MAX), Arc::<str>::from(text));
        self.texts.push(Arc::clone(&text));
        self.numbers.insert(text, number);
        number
    }
}

/// Everything that is numbered across the index. Grows with each new segment; numbers never change.
#[derive(Debug)]
pub(crate) struct Numbers {
    services: Numbered<u128>,
    hours: Numbered<u64>,
    sets: Numbered<Box<[u32]>>,
    /// Need codes and coverage words.
    pub(crate) words: Arc<Words>,
    /// Sets by number. The first is the empty one.
    pub(crate) set_list: Arc<Sets>,
    /// A card that shows the hours of each number. The first stands for none.
    pub(crate) hour_cards: Arc<Vec<u64>>,
}

impl Numbers {
    pub(crate) fn new() -> Self {
        let (mut sets, mut hours) = (Numbered::new(), Numbered::new());
        sets.number(Box::default());
        hours.number(0);
        let (set_list, hour_cards) = (Arc::new(Sets::new()), Arc::new(vec![0]));
        Self { services: Numbered::new(), hours, sets, words: Arc::default(), set_list, hour_cards }
    }

    fn set(&mut self, words: &[u32]) -> u32 {
        let (number, new) = self.sets.number(words.into());
        if new {
            Arc::make_mut(&mut self.set_list).push(words);
        }
        number
    }

    fn hours(&mut self, fingerprint: u64, card: u64) -> u32 {
        let (number, new) = self.hours.number(fingerprint);
        if new {
            Arc::make_mut(&mut self.hour_cards).push(card);
        }
        number
    }

    fn word(&mut self, bytes: &[u8]) -> u32 {
        let text = String::from_utf8_lossy(bytes);
        self.words.number(&text).unwrap_or_else(|| Arc::make_mut(&mut self.words).push(&text))
    }
}

/// The columns of one segment.
pub(crate) struct Sidecar {
    /// Sort keys.
    pub(crate) keys: Vec<u64>,
    /// Whether the keys are in order, so that runs of keys are runs of documents.
    pub(crate) sorted: bool,
    /// Points on the unit sphere; meaningless where the facts say there is none.
    pub(crate) units: Vec<Unit>,
    /// Masks, column by column.
    pub(crate) masks: Vec<Vec<u64>>,
    /// Service ids.
    pub(crate) ids: Vec<u128>,
    /// The number of each document's service.
    pub(crate) services: Vec<u32>,
    /// The number of each document's set of needs.
    pub(crate) needs: Vec<u32>,
    /// The number of each document's set of coverage words.
    pub(crate) covers: Vec<u32>,
    /// The number of each document's hours.
    pub(crate) hours: Vec<u32>,
    /// Facts.
    pub(crate) facts: Vec<Facts>,
    /// Ages, packed; see [`crate::search::ages`].
    pub(crate) ages: Vec<u64>,
    /// Where the cards lie.
    pub(crate) cards: Vec<u64>,
    /// Names to complete.
    pub(crate) completions: Completions,
    lat: Column<f64>,
    lon: Column<f64>,
}

impl std::fmt::Debug for Sidecar {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Sidecar({} documents)", self.keys.len())
    }
}

impl Sidecar {
    /// Reads the columns of a segment.
    pub(crate) fn read(segment: &SegmentReader, fields: &Fields, numbers: &mut Numbers) -> tantivy::Result<Self> {
        let column = |name: &str| numbers_of(segment, name);
        let (high, low) = (column("high")?, column("low")?);
        let ids: Vec<u128> = high.into_iter().zip(low).map(|(high, low)| u128::from(high) << 64 | u128::from(low)).collect();
        let services = ids.iter().map(|id| numbers.services.number(*id).0).collect();
        let (keys, cards) = (column("key")?, column("card")?);
        let hours = column("hours")?.into_iter().zip(&cards).map(|(print, card)| numbers.hours(print, *card)).collect();
        let (lat, lon) = (segment.fast_fields().f64("lat")?, segment.fast_fields().f64("lon")?);
        let mut sidecar = Self {
            sorted: keys.is_sorted(),
            keys,
            units: Vec::new(),
            masks: (0..fields.masks.len()).map(|at| column(&mask_name(at))).collect::<Result<_, _>>()?,
            ids,
            services,
            needs: sets_of(segment, fields.need, numbers)?,
            covers: sets_of(segment, fields.covers, numbers)?,
            hours,
            facts: column("facts")?.into_iter().map(Facts).collect(),
            ages: column("ages")?,
            cards,
            completions: Completions::read(segment)?,
            lat,
            lon,
        };
        sidecar.units = (0..segment.max_doc()).map(|doc| sidecar.point(doc).map(Unit::of).unwrap_or_default()).collect();
        Ok(sidecar)
    }

    /// The exact point of a document.
    pub(crate) fn point(&self, doc: DocId) -> Option<Point> {
        Some(Point { lat: self.lat.first(doc)?, lon: self.lon.first(doc)? })
    }

    /// Number of documents, deleted ones included.
    pub(crate) fn len(&self) -> u32 {
        u32::try_from(self.keys.len()).unwrap_or(u32::MAX)
    }
}

fn numbers_of(segment: &SegmentReader, name: &str) -> tantivy::Result<Vec<u64>> {
    let column = segment.fast_fields().u64(name)?;
    let values: Arc<dyn ColumnValues<u64>> = column.first_or_default_col(0);
    let mut numbers = vec![0; segment.max_doc() as usize];
    values.get_range(0, &mut numbers);
    Ok(numbers)
}

/// The number of the set of a field's words for every document.
fn sets_of(segment: &SegmentReader, field: Field, numbers: &mut Numbers) -> tantivy::Result<Vec<u32>> {
    let inverted = segment.inverted_index(field)?;
    let mut pairs: Vec<(DocId, u32)> = Vec::new();
    let mut terms = inverted.terms().stream()?;
    while let Some((term, info)) = terms.next() {
        let word = numbers.word(term);
        let mut postings = inverted.read_postings_from_terminfo(info, IndexRecordOption::Basic)?;
        while postings.doc() != TERMINATED {
            pairs.push((postings.doc(), word));
            postings.advance();
        }
    }
    pairs.sort_unstable();
    let mut sets = vec![0; segment.max_doc() as usize];
    for group in pairs.chunk_by(|one, other| one.0 == other.0) {
        let words: Vec<u32> = group.iter().map(|(_, word)| *word).collect();
        sets[group[0].0 as usize] = numbers.set(&words);
    }
    Ok(sets)
}
