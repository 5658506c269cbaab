//! Reads the columns of one of the engine's segments into memory, when it appears.

use crate::{
    finding::{
        geo::{self, Unit},
        known_words::KnownWords,
    },
    model::location::Point,
    search::{
        engine::schema::{Fields, mask_name},
        facts::Facts,
        filters::MASKS,
        names::{Completions, Names},
        numbers::{List, Numbers, Vocabulary},
        sidecar::Sidecar,
    },
};
use std::sync::Arc;
use tantivy::{
    DocId, DocSet, SegmentReader, TERMINATED,
    columnar::{ColumnValues, StrColumn},
    schema::{Field, IndexRecordOption},
};
use uuid::Uuid;

/// Reads the columns of a segment.
pub(crate) fn read(segment: &SegmentReader, fields: &Fields, numbers: &mut Numbers) -> tantivy::Result<Sidecar> {
    let column = |name: &str| numbers_of(segment, name);
    let (high, low) = (column("high")?, column("low")?);
    let ids: Vec<u128> = high.into_iter().zip(low).map(|(high, low)| u128::from(high) << 64 | u128::from(low)).collect();
    let services = ids.iter().map(|id| numbers.services.number(*id).0).collect();
    let (keys, cards) = (column("key")?, column("card")?);
    let hours = column("hours")?.into_iter().zip(&cards).map(|(print, card)| numbers.hours(print, *card)).collect();
    let points = points_of(segment)?;
    let mut masks: [Vec<u64>; MASKS] = Default::default();
    for (at, mask) in masks.iter_mut().enumerate() {
        *mask = column(&mask_name(at))?;
    }
    let set_of = |field, vocabulary| sets_of(segment, field, vocabulary, Vocabulary::word, Vocabulary::set);
    let (needs, covers) = (set_of(fields.need, &mut numbers.needs)?, set_of(fields.covers, &mut numbers.covers)?);
    let lists = fields.lists.iter().zip(&mut numbers.lists);
    let lists = lists.map(|(field, list)| sets_of(segment, *field, list, List::value, |list, words| list.vocabulary.set(words)));
    let lists = lists.collect::<Result<_, _>>()?;
    let mut sidecar = Sidecar {
        sorted: keys.is_sorted(),
        rows: geo::rows(&keys),
        keys,
        units: points
            .iter()
            .map(|(lat, lon)| if lat.is_nan() { Unit::default() } else { Unit::of(Point { lat: *lat, lon: *lon }) })
            .collect(),
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
        completions: completions_of(segment, fields.organisation)?,
        points,
    };
    sidecar.number_kinds(&mut numbers.kinds);
    tracing::debug!(
        documents = sidecar.len(),
        word_bytes = sidecar.words.bytes(),
        name_bytes = sidecar.completions.bytes(),
        "the words and names of a segment are in memory"
    );
    Ok(sidecar)
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

/// Latitude and longitude of each document; not numbers where there is no point.
fn points_of(segment: &SegmentReader) -> tantivy::Result<Vec<(f64, f64)>> {
    let (lat, lon) = (segment.fast_fields().f64("lat")?, segment.fast_fields().f64("lon")?);
    let point = |doc| lat.first(doc).zip(lon.first(doc)).unwrap_or((f64::NAN, f64::NAN));
    Ok((0..segment.max_doc()).map(point).collect())
}

fn completions_of(segment: &SegmentReader, organisation: Field) -> tantivy::Result<Completions> {
    let completions = Completions::of(names_of(segment, "title")?, names_of(segment, "provider")?, &owners_of(segment, organisation)?);
    completions.make_ready();
    Ok(completions)
}

fn names_of(segment: &SegmentReader, column: &str) -> tantivy::Result<Names> {
    let Some(column) = segment.fast_fields().str(column)? else { return Ok(Names::default()) };
    let place = |doc: DocId| Some((doc, usize::try_from(column.term_ords(doc).next()?).ok()?));
    Ok(Names::of(all(&column)?, (0..segment.max_doc()).filter_map(place)))
}

/// The names of a column, by the alphabet.
fn all(column: &StrColumn) -> tantivy::Result<Vec<Box<str>>> {
    let mut names = Vec::with_capacity(column.num_terms());
    let mut text = String::new();
    for ord in (0_u64..).take(column.num_terms()) {
        text.clear();
        column.ord_to_str(ord, &mut text)?;
        names.push(text.as_str().into());
    }
    Ok(names)
}

/// The organisation of each document's service.
fn owners_of(segment: &SegmentReader, field: Field) -> tantivy::Result<Vec<Option<Uuid>>> {
    let inverted = segment.inverted_index(field)?;
    let mut owners = vec![None; segment.max_doc() as usize];
    let mut terms = inverted.terms().stream()?;
    while let Some((term, info)) = terms.next() {
        let mut postings = inverted.read_postings_from_terminfo(info, IndexRecordOption::Basic)?;
        while postings.doc() != TERMINATED {
            owners[postings.doc() as usize] = Uuid::from_slice(term).ok();
            postings.advance();
        }
    }
    Ok(owners)
}
