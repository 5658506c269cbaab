//! The executor: reads postings only inside runs of documents, adds up each word's weight in a dense array, and passes once over
//! the runs to admit, count words, judge filters and score.

use crate::{
    finding::scoring,
    search::{
        chosen::Chosen,
        error::SearchError,
        facts::Facts,
        ground::{self, Admission, Band, Ground},
        query::{NeedHit, Plan, term},
        snapshot::{Segment, Snapshot, Spot},
    },
};
use jiff::Zoned;
use std::ops::Range;
use tantivy::{fieldnorm::FieldNormReader, postings::Postings, schema::IndexRecordOption};

/// A document that answers the question, apart from filters.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Candidate {
    pub(crate) spot: Spot,
    /// The number of its service.
    pub(crate) service: u32,
    /// Whether its service has other documents.
    pub(crate) several: bool,
    pub(crate) score: f32,
    pub(crate) metres: Option<f64>,
    pub(crate) band: Band,
    /// Words found in its text, a bit each.
    pub(crate) words: u16,
    /// Whether its whole name was typed.
    pub(crate) exact: bool,
    /// The filters it fails, a bit each; with more than one it is not a candidate.
    pub(crate) fails: u16,
}

/// Everything a scan needs to know.
#[derive(Debug)]
pub(crate) struct Scan<'a> {
    pub(crate) snapshot: &'a Snapshot,
    pub(crate) plan: &'a Plan,
    pub(crate) ground: &'a Ground,
    pub(crate) chosen: &'a Chosen,
    pub(crate) now: &'a Zoned,
    /// Visit every document: the slow way the runs are tested against.
    pub(crate) everything: bool,
}

/// One segment, ready to be passed over.
struct Visit<'a> {
    at: usize,
    segment: &'a Segment,
    runs: Vec<Range<u32>>,
    /// Weights of the words in the runs: word by word, then document by document.
    words: Vec<Vec<f32>>,
    /// Documents whose whole name was typed, in order.
    exact: Vec<u32>,
}

/// Needs of a plan that are looked at: a bit each in a number.
const MOST_NEEDS: usize = 32;

/// What is worked out once a question.
struct Prepared {
    /// Fields with their boost and the length weight of every norm.
    fields: [(tantivy::schema::Field, f32, Vec<f32>); 3],
    /// For each numbered word, the needs it is a code of.
    need_hits: Vec<u32>,
    /// Documents whose whole name was typed.
    exact: Vec<Spot>,
    /// The name is so telling that the place does not matter.
    anywhere: bool,
    today: u64,
}

impl Scan<'_> {
    /// Every candidate, in document order.
    pub(crate) fn run(&self) -> Result<Vec<Candidate>, SearchError> {
        let prepared = self.prepare()?;
        let mut candidates = Vec::new();
        for at in 0..self.snapshot.segments.len() {
            let visit = self.visit(at, &prepared)?;
            self.pass(&visit, &prepared, &mut candidates)?;
        }
        Ok(candidates)
    }

    /// What to visit in one segment, the words weighed.
    fn visit(&self, at: usize, prepared: &Prepared) -> Result<Visit<'_>, SearchError> {
        let segment = &self.snapshot.segments[at];
        let exact: Vec<u32> = prepared.exact.iter().filter(|spot| spot.segment == at).map(|spot| spot.doc).collect();
        let mut runs = if self.everything { ground::everything(segment) } else { self.ground.runs(self.snapshot, segment)? };
        if prepared.anywhere {
            runs = with_documents(runs, &exact);
        }
        let words = self.weigh(segment, prepared, &runs)?;
        Ok(Visit { at, segment, runs, words, exact })
    }

    fn prepare(&self) -> Result<Prepared, SearchError> {
        let fields = &self.snapshot.fields;
        let norms = |field, boost| -> Result<_, SearchError> {
            let average = self.snapshot.average_length(field)?;
            #[expect(clippy::cast_precision_loss, reason = "lengths are small")]
            let table = (0..=u8::MAX).map(|id| scoring::length_norm(FieldNormReader::id_to_fieldnorm(id) as f32, average) * boost);
            Ok((field, boost, table.collect()))
        };
        let exact = match &self.plan.exact {
            Some(name) => self.snapshot.spots_with(&term(fields.exact, name))?,
            None => Vec::new(),
        };
        let one = exact.first().is_some_and(|first| exact.iter().all(|spot| self.service(*spot) == self.service(*first)));
        Ok(Prepared {
            fields: [
                norms(fields.name, scoring::NAME_BOOST)?,
                norms(fields.about, scoring::ABOUT_BOOST)?,
                norms(fields.body, scoring::BODY_BOOST)?,
            ],
            need_hits: self.need_hits(),
            exact,
            anywhere: one && self.plan.understood.is_empty(),
            today: crate::search::facts::day(self.now.date()),
        })
    }

    fn service(&self, spot: Spot) -> u32 {
        self.snapshot.segments[spot.segment].sidecar.services[spot.doc as usize]
    }

    /// For each numbered word, the needs of the plan it is a code of, a bit each.
    fn need_hits(&self) -> Vec<u32> {
        let mut hits = vec![0; self.snapshot.words.len()];
        for (bit, need) in self.plan.needs.iter().take(MOST_NEEDS).enumerate() {
            for number in need.codes.iter().filter_map(|code| self.snapshot.words.number(code)) {
                hits[number as usize] |= 1 << bit;
            }
        }
        hits
    }

    /// The words a document's needs stand for, and the weight of one of them.
    fn need_words(&self, hits: u32) -> u16 {
        self.hit(hits).fold(0, |words, need| words | need.words)
    }

    fn need_boost(&self, hits: u32, word: usize) -> f32 {
        self.hit(hits).filter(|need| need.words & 1 << word != 0).map(|need| need.boost).fold(0.0, f32::max)
    }

    fn hit(&self, hits: u32) -> impl Iterator<Item = &NeedHit> {
        let needs = self.plan.needs.iter().take(MOST_NEEDS).enumerate();
        needs.filter(move |(bit, _)| hits & 1 << bit != 0).map(|(_, need)| need)
    }

    /// Reads the postings of every word inside the runs.
    fn weigh(&self, segment: &Segment, prepared: &Prepared, runs: &[Range<u32>]) -> Result<Vec<Vec<f32>>, SearchError> {
        let length = runs.iter().map(ExactSizeIterator::len).sum();
        let mut words = Vec::with_capacity(self.plan.parts.len());
        for part in &self.plan.parts {
            let mut weights = vec![0.0; length];
            for (field, _, norms) in &prepared.fields {
                let inverted = segment.reader.inverted_index(*field)?;
                let Some(postings) = inverted.read_postings(&term(*field, &part.stem), IndexRecordOption::WithFreqs)? else { continue };
                add(postings, &segment.reader.get_fieldnorms_reader(*field)?, norms, runs, &mut weights);
            }
            words.push(weights);
        }
        Ok(words)
    }

    fn pass(&self, visit: &Visit<'_>, prepared: &Prepared, candidates: &mut Vec<Candidate>) -> Result<(), SearchError> {
        let sidecar = &visit.segment.sidecar;
        for (slot, doc) in visit.runs.iter().cloned().flatten().enumerate() {
            let exact = visit.exact.binary_search(&doc).is_ok();
            let (words, text) = self.text(prepared, &visit.words, slot, sidecar.needs[doc as usize]);
            if text.is_none() && !exact || !visit.segment.is_alive(doc) {
                continue;
            }
            let Some(admission) = self.admit(visit.segment, doc, exact && prepared.anywhere) else { continue };
            let fails = self.chosen.fails(self.snapshot, sidecar, doc, self.now)?;
            if fails.count_ones() > 1 {
                continue;
            }
            let facts = sidecar.facts[doc as usize];
            let named = if exact { scoring::EXACT_NAME } else { 0.0 };
            candidates.push(Candidate {
                spot: Spot { segment: visit.at, doc },
                service: sidecar.services[doc as usize],
                several: facts.is_one_of_several(),
                score: named + text.unwrap_or(1.0) * self.standing(admission, facts, prepared.today),
                metres: admission.metres,
                band: admission.band,
                words,
                exact,
                fails,
            });
        }
        Ok(())
    }

    fn admit(&self, segment: &Segment, doc: u32, anywhere: bool) -> Option<Admission> {
        let admission = self.ground.admit(self.snapshot, &segment.sidecar, doc);
        admission.or_else(|| anywhere.then(|| Admission { band: Band::Anywhere, metres: self.ground.metres(&segment.sidecar, doc) }))
    }

    /// The words found in a document's text, and its weight; `None` when too few words are found.
    fn text(&self, prepared: &Prepared, weights: &[Vec<f32>], slot: usize, set: u32) -> (u16, Option<f32>) {
        if self.plan.parts.is_empty() {
            return (0, Some(1.0));
        }
        let hits = if self.plan.needs.is_empty() { 0 } else { self.snapshot.sets.sum(set, &prepared.need_hits) };
        let (mut found, mut sum) = (0, 0.0);
        for (bit, (part, words)) in self.plan.parts.iter().zip(weights).enumerate() {
            let weight = words[slot] + if hits == 0 { 0.0 } else { self.need_boost(hits, bit) };
            if words[slot] > 0.0 {
                found |= 1 << bit;
            }
            sum += part.rarity * scoring::saturate(weight);
        }
        let enough = (found | self.need_words(hits)).count_ones() as usize >= self.plan.needed;
        (found, enough.then_some(sum))
    }

    /// What place, freshness and state leave of a text's weight.
    fn standing(&self, admission: Admission, facts: Facts, today: u64) -> f32 {
        let near = match (admission.metres, self.ground.radius()) {
            (Some(metres), Some(radius)) => scoring::decay(metres, radius),
            (None, Some(_)) => scoring::COVERS_FROM_AFAR,
            (_, None) => 1.0,
        };
        let place = match admission.band {
            Band::Anywhere => 1.0,
            Band::Reach => near,
            Band::Serves => near.max(scoring::COVERS_FROM_AFAR),
            Band::National | Band::Remote => scoring::NATIONAL,
            Band::Elsewhere => near * scoring::SERVES_ELSEWHERE,
        };
        let closed = if facts.is_closed_for_now() { scoring::CLOSED_FOR_NOW } else { 1.0 };
        let fresh = if facts.is_checked_since(today, scoring::FRESH_DAYS) { scoring::FRESHLY_CHECKED } else { 1.0 };
        let places = if facts.has_places(today) { scoring::HAS_PLACES } else { 1.0 };
        place * closed * fresh * places
    }
}

/// Adds a posting list's weights inside the runs.
fn add(mut postings: impl Postings, norms: &FieldNormReader, table: &[f32], runs: &[Range<u32>], weights: &mut [f32]) {
    let mut base = 0;
    for run in runs {
        let mut doc = if postings.doc() < run.start { postings.seek(run.start) } else { postings.doc() };
        while doc < run.end {
            #[expect(clippy::cast_precision_loss, reason = "counts of a word in a text are small")]
            let times = postings.term_freq() as f32;
            weights[base + (doc - run.start) as usize] += times * table[usize::from(norms.fieldnorm_id(doc))];
            doc = postings.advance();
        }
        base += run.len();
    }
}

/// Runs with single documents added where they are not in one already.
fn with_documents(mut runs: Vec<Range<u32>>, docs: &[u32]) -> Vec<Range<u32>> {
    for doc in docs {
        if !runs.iter().any(|run| run.contains(doc)) {
            runs.push(*doc..*doc + 1);
        }
    }
    runs.sort_unstable_by_key(|run| run.start);
    runs
}
