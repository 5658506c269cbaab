//! What a search needs of every document of a segment, in memory: read once when the segment appears.
//!
//! Sets that many documents share (needs, coverage, languages, opening hours) are numbered across the whole index: see
//! [`crate::search::numbers`].

use crate::{
    finding::{
        geo::{self, Unit},
        known_words::KnownWords,
    },
    model::location::Point,
    search::{
        facts::Facts,
        filters::MASKS,
        kinds::Kind,
        names::Completions,
        numbers::{List, Numbers, Vocabulary},
        schema::{Fields, mask_name},
    },
};
use std::sync::Arc;
use tantivy::{
    DocId, DocSet, SegmentReader, TERMINATED,
    columnar::{Column, ColumnValues},
    schema::{Field, IndexRecordOption},
};

/// The columns of one segment.
pub(crate) struct Sidecar {
    /// Sort keys.
    pub(crate) keys: Vec<u64>,
    /// Whether the keys are in order, so that runs of keys are runs of documents.
    pub(crate) sorted: bool,
    /// Where each row of latitude begins.
    rows: Vec<u32>,
    /// Points on the unit sphere; meaningless where the facts say there is none.
    pub(crate) units: Vec<Unit>,
    /// Masks, column by column.
    pub(crate) masks: [Vec<u64>; MASKS],
    /// Service ids.
    pub(crate) ids: Vec<u128>,
    /// The number of each document's service.
    pub(crate) services: Vec<u32>,
    /// The number of each document's set of needs.
    pub(crate) needs: Vec<u32>,
    /// The number of each document's set of coverage words.
    pub(crate) covers: Vec<u32>,
    /// The number of each document's set of values, open list by open list.
    pub(crate) lists: Vec<Vec<u32>>,
    /// The number of each document's kind.
    pub(crate) kinds: Vec<u32>,
    /// The number of each document's hours.
    pub(crate) hours: Vec<u32>,
    /// Facts.
    pub(crate) facts: Vec<Facts>,
    /// Ages, packed; see [`crate::search::ages`].
    pub(crate) ages: Vec<u64>,
    /// Where the cards lie.
    pub(crate) cards: Vec<u64>,
    /// Words as they are written, for correcting.
    pub(crate) words: KnownWords,
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
        let mut masks: [Vec<u64>; MASKS] = Default::default();
        for (at, mask) in masks.iter_mut().enumerate() {
            *mask = column(&mask_name(at))?;
        }
        let set_of = |field, vocabulary| sets_of(segment, field, vocabulary, Vocabulary::word, Vocabulary::set);
        let (needs, covers) = (set_of(fields.need, &mut numbers.needs)?, set_of(fields.covers, &mut numbers.covers)?);
        let lists = fields.lists.iter().zip(&mut numbers.lists);
        let lists = lists.map(|(field, list)| sets_of(segment, *field, list, List::value, |list, words| list.vocabulary.set(words)));
        let lists = lists.collect::<Result<_, _>>()?;
        let mut sidecar = Self {
            sorted: keys.is_sorted(),
            rows: geo::rows(&keys),
            keys,
            units: Vec::new(),
            masks,
            ids,
            services,
            needs,
            covers,
            lists,
            kinds: Vec::new(),
            hours,
            facts: column("facts")?.into_iter().map(Facts).collect(),
            ages: column("ages")?,
            cards,
            words: words_of(segment, fields.raw)?,
            completions: Completions::read(segment, fields.organisation)?,
            lat,
            lon,
        };
        sidecar.kinds = (0..sidecar.keys.len()).map(|doc| numbers.kinds.number(sidecar.kind(doc))).collect();
        tracing::debug!(
            documents = sidecar.len(),
            word_bytes = sidecar.words.bytes(),
            name_bytes = sidecar.completions.bytes(),
            "the words and names of a segment are in memory"
        );
        sidecar.units = (0..segment.max_doc()).map(|doc| sidecar.point(doc).map(Unit::of).unwrap_or_default()).collect();
        Ok(sidecar)
    }

    /// What filters can ask of a document.
    fn kind(&self, doc: usize) -> Kind {
        Kind {
            masks: std::array::from_fn(|at| self.masks[at][doc]),
            facts: self.facts[doc].of_record(),
            ages: self.ages[doc],
            hours: self.hours[doc],
            needs: self.needs[doc],
        }
    }

    /// The first document whose key is not below this one, where keys are in order.
    pub(crate) fn first_from(&self, key: u64) -> u32 {
        let row = geo::row_of(key).min(self.rows.len() - 2);
        let (from, to) = (self.rows[row], self.rows[row + 1]);
        let before = self.keys[from as usize..to as usize].partition_point(|at| *at < key);
        from + u32::try_from(before).unwrap_or(u32::MAX)
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

/// The words of a field, and how many documents have each.
fn words_of(segment: &SegmentReader, field: Field) -> tantivy::Result<KnownWords> {
    let inverted = segment.inverted_index(field)?;
    let mut words = Vec::with_capacity(inverted.terms().num_terms());
    let mut terms = inverted.terms().stream()?;
    while let Some((term, info)) = terms.next() {
        words.extend(std::str::from_utf8(term).ok().map(|word| (word.to_owned(), info.doc_freq)));
    }
    Ok(KnownWords::of(words))
}

/// The number of the set of a field's words for every document. `word` numbers a word, `set` a set of them.
fn sets_of<N>(
    segment: &SegmentReader,
    field: Field,
    numbers: &mut N,
    word: impl Fn(&mut N, &[u8]) -> u32,
    set: impl Fn(&mut N, &[u32]) -> u32,
) -> tantivy::Result<Vec<u32>> {
    let inverted = segment.inverted_index(field)?;
    let mut pairs: Vec<(DocId, u32)> = Vec::new();
    let mut terms = inverted.terms().stream()?;
    while let Some((term, info)) = terms.next() {
        let word = word(numbers, term);
        let mut postings = inverted.read_postings_from_terminfo(info, IndexRecordOption::Basic)?;
        while postings.doc() != TERMINATED {
            pairs.push((postings.doc(), word));
            postings.advance();
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    let mut sets = vec![0; segment.max_doc() as usize];
    for group in pairs.chunk_by(|one, other| one.0 == other.0) {
        let words: Vec<u32> = group.iter().map(|(_, word)| *word).collect();
        sets[group[0].0 as usize] = set(numbers, &words);
    }
    Ok(sets)
}
