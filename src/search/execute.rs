//! The executor: reads postings only inside runs of documents, adds up each word's weight in a dense array, and passes once over
//! the runs to admit, count words, judge filters and score.

use crate::{
    finding::{needs::Needs, question::Question, scoring},
    search::{
        chosen::Chosen,
        document::other_name,
        error::SearchError,
        evidence::{Evidence, MOST_NEEDS, MOST_OTHER_WORDS},
        facts::Facts,
        ground::{self, Admission, Band, Ground},
        query::{Plan, term},
        snapshot::{Segment, Snapshot, Spot},
        wishing::{Judged, Wishes},
    },
};
use std::{cell::Cell, ops::Range};
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
    /// Other words for needs it does not carry, a bit each.
    pub(crate) called: u64,
    /// Whether its whole name was typed.
    pub(crate) exact: bool,
    /// The wishes it satisfies, a bit each.
    pub(crate) wishes: u16,
    /// The wishes of which it says that it is for others, a bit each, and [`crate::search::wishing::AGE_BIT`].
    pub(crate) barred: u16,
    /// The filters it fails, a bit each; with more than one it is not a candidate.
    pub(crate) fails: u32,
}

/// The shortest beginning of a name, in letters, and the most names that are looked at.
const SHORTEST_NAME: usize = 4;
const MOST_NAMES: usize = 200;

/// Everything a scan needs to know.
#[derive(Debug)]
pub(crate) struct Scan<'a> {
    pub(crate) snapshot: &'a Snapshot,
    pub(crate) plan: &'a Plan,
    pub(crate) ground: &'a Ground,
    pub(crate) chosen: &'a Chosen,
    pub(crate) question: &'a Question,
    pub(crate) needs: &'a Needs,
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
    /// For each document in the runs, the words it has anywhere, a bit each.
    found: Vec<u16>,
    /// For each document in the runs, the words in its name or about it, a bit each.
    strong: Vec<u16>,
    /// For each, the other words for needs that are there, a bit each. Empty where none are looked for.
    called: Vec<u64>,
    /// Documents whose whole name was typed, in order.
    exact: Vec<u32>,
    /// Documents another name of which was typed, in order.
    other_name: Vec<u32>,
    /// Documents whose name begins with what was typed, in order.
    begins: Vec<u32>,
}

/// What reading the words' postings gave, slot by slot.
struct Read {
    words: Vec<Vec<f32>>,
    found: Vec<u16>,
    strong: Vec<u16>,
}

/// The needs of a plan that a set of needs holds, a bit each; worked out when the set is first met.
struct NeedSets {
    /// For each numbered word, the needs it is a code of. Empty where the plan has no needs.
    of_words: Vec<u32>,
    of_sets: Vec<Cell<u32>>,
}

impl NeedSets {
    /// Stands for a set that was not met yet: a bit no need has, as fewer needs are looked at.
    const UNMET: u32 = 0;
    const MET: u32 = 1 << 31;

    fn of(plan: &Plan, snapshot: &Snapshot) -> Self {
        if plan.needs.is_empty() {
            return Self { of_words: Vec::new(), of_sets: Vec::new() };
        }
        let mut of_words = vec![0; snapshot.words.len()];
        for (bit, need) in plan.needs.iter().take(MOST_NEEDS).enumerate() {
            for number in need.codes.iter().filter_map(|code| snapshot.words.number(code)) {
                of_words[number as usize] |= 1 << bit;
            }
        }
        Self { of_words, of_sets: vec![Cell::new(Self::UNMET); snapshot.sets.len()] }
    }

    fn hits(&self, snapshot: &Snapshot, set: u32) -> u32 {
        let Some(known) = self.of_sets.get(set as usize) else { return 0 };
        if known.get() == Self::UNMET {
            known.set(snapshot.sets.sum(set, &self.of_words) | Self::MET);
        }
        known.get() & !Self::MET
    }
}

/// Words and other words found in a document, a bit each, and what its text weighs.
#[derive(Debug, Clone, Copy)]
struct Weighed {
    words: u16,
    called: u64,
    weight: f32,
}

/// What is worked out once a question.
struct Prepared {
    /// Fields, whether a word there says what the service is, and the weight of every norm.
    fields: [(tantivy::schema::Field, bool, Vec<f32>); 3],
    needs: NeedSets,
    /// Documents whose whole name was typed.
    exact: Vec<Spot>,
    /// Documents another name of which was typed, where the words are also a need.
    other_name: Vec<Spot>,
    /// Documents whose name begins with what was typed.
    begins: Vec<Spot>,
    wishes: Wishes,
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
        let here = |spots: &[Spot]| spots.iter().filter(|spot| spot.segment == at).map(|spot| spot.doc).collect::<Vec<_>>();
        let (exact, other_name, begins) = (here(&prepared.exact), here(&prepared.other_name), here(&prepared.begins));
        let mut runs = if self.everything { ground::everything(segment) } else { self.ground.runs(self.snapshot, segment)? };
        if prepared.anywhere {
            runs = with_documents(runs, &exact);
        }
        let Read { words, found, strong } = self.weigh(segment, prepared, &runs)?;
        let called = self.called(segment, &runs)?;
        Ok(Visit { at, segment, runs, words, found, strong, called, exact, other_name, begins })
    }

    fn prepare(&self) -> Result<Prepared, SearchError> {
        let fields = &self.snapshot.fields;
        let norms = |field, boost: f32, strong: bool| -> Result<_, SearchError> {
            let average = self.snapshot.average_length(field)?;
            #[expect(clippy::cast_precision_loss, reason = "lengths are small")]
            let table = (0..=u8::MAX).map(|id| scoring::length_norm(FieldNormReader::id_to_fieldnorm(id) as f32, average) * boost);
            Ok((field, strong, table.collect()))
        };
        let mut exact = self.named(str::to_owned)?;
        let mut other_name = self.named(other_name)?;
        if self.plan.understood.is_empty() {
            exact.append(&mut other_name);
        }
        exact.sort_unstable();
        let one = exact.first().is_some_and(|first| exact.iter().all(|spot| self.service(*spot) == self.service(*first)));
        Ok(Prepared {
            fields: [
                norms(fields.name, scoring::NAME_BOOST, true)?,
                norms(fields.about, scoring::ABOUT_BOOST, true)?,
                norms(fields.body, scoring::BODY_BOOST, false)?,
            ],
            needs: NeedSets::of(self.plan, self.snapshot),
            exact,
            other_name,
            begins: self.beginning()?,
            wishes: Wishes::of(self.plan, self.question, self.needs, self.snapshot),
            anywhere: one && self.plan.understood.is_empty(),
            today: crate::search::facts::day(self.question.now.date()),
        })
    }

    /// The documents one of whose whole names was typed, in order; `written` is how the index holds such a name.
    fn named(&self, written: impl Fn(&str) -> String) -> Result<Vec<Spot>, SearchError> {
        let mut spots = Vec::new();
        for name in &self.plan.names {
            spots.extend(self.snapshot.spots_with(&term(self.snapshot.fields.exact, &written(name)))?);
        }
        spots.sort_unstable();
        spots.dedup();
        Ok(spots)
    }

    /// The documents whose name begins with what was typed and goes on, in order. Where help cannot wait nobody looks for a name.
    fn beginning(&self) -> Result<Vec<Spot>, SearchError> {
        let mut spots = Vec::new();
        for name in self.plan.names.iter().filter(|name| !self.plan.urgent && name.chars().count() >= SHORTEST_NAME) {
            spots.extend(self.snapshot.spots_beginning(self.snapshot.fields.exact, &format!("{name} "), MOST_NAMES)?);
        }
        spots.sort_unstable();
        spots.dedup();
        Ok(spots)
    }

    fn service(&self, spot: Spot) -> u32 {
        self.snapshot.segments[spot.segment].sidecar.services[spot.doc as usize]
    }

    /// Reads the postings of every word inside the runs: the weights, and which words say what a document is.
    fn weigh(&self, segment: &Segment, prepared: &Prepared, runs: &[Range<u32>]) -> Result<Read, SearchError> {
        let length = runs.iter().map(ExactSizeIterator::len).sum();
        let (mut words, mut found, mut strong) = (Vec::with_capacity(self.plan.parts.len()), vec![0_u16; length], vec![0_u16; length]);
        for (bit, part) in self.plan.parts.iter().enumerate() {
            let mut weights = vec![0.0; length];
            for (field, says, norms) in &prepared.fields {
                let inverted = segment.reader.inverted_index(*field)?;
                let Some(postings) = inverted.read_postings(&term(*field, &part.stem), IndexRecordOption::WithFreqs)? else { continue };
                let mark = u16::from(*says) << bit;
                add(postings, &segment.reader.get_fieldnorms_reader(*field)?, norms, runs, |slot, weight| {
                    weights[slot] += weight;
                    found[slot] |= 1 << bit;
                    strong[slot] |= mark;
                });
            }
            words.push(weights);
        }
        Ok(Read { words, found, strong })
    }

    /// For each document in the runs, the other words for its needs that it uses of itself, as written.
    fn called(&self, segment: &Segment, runs: &[Range<u32>]) -> Result<Vec<u64>, SearchError> {
        if self.plan.other_words.is_empty() {
            return Ok(Vec::new());
        }
        let mut called = vec![0_u64; runs.iter().map(ExactSizeIterator::len).sum()];
        let field = self.snapshot.fields.raw;
        let inverted = segment.reader.inverted_index(field)?;
        let (lengths, table) = (FieldNormReader::constant(segment.reader.max_doc(), 1), vec![1.0; usize::from(u8::MAX) + 1]);
        for (bit, word) in self.plan.other_words.iter().take(MOST_OTHER_WORDS).enumerate() {
            let Some(postings) = inverted.read_postings(&term(field, &word.text), IndexRecordOption::Basic)? else { continue };
            add(postings, &lengths, &table, runs, |slot, _| called[slot] |= 1 << bit);
        }
        Ok(called)
    }

    fn pass(&self, visit: &Visit<'_>, prepared: &Prepared, candidates: &mut Vec<Candidate>) -> Result<(), SearchError> {
        let sidecar = &visit.segment.sidecar;
        for (slot, doc) in visit.runs.iter().cloned().flatten().enumerate() {
            let exact = !visit.exact.is_empty() && visit.exact.binary_search(&doc).is_ok();
            let begins = !visit.begins.is_empty() && visit.begins.binary_search(&doc).is_ok();
            let weighed = self.text(prepared, visit, slot, (sidecar.needs[doc as usize], begins));
            let Some(text) = weighed.or(exact.then_some(Weighed { words: 0, called: 0, weight: 1.0 })) else { continue };
            if !visit.segment.is_alive(doc) {
                continue;
            }
            let Some(admission) = self.admit(visit.segment, doc, exact && prepared.anywhere) else { continue };
            let fails = self.chosen.fails(self.snapshot, sidecar, doc)?;
            if fails.count_ones() > 1 {
                continue;
            }
            let facts = sidecar.facts[doc as usize];
            let named = if exact { scoring::EXACT_NAME } else { 0.0 };
            let also = if !visit.other_name.is_empty() && visit.other_name.binary_search(&doc).is_ok() { scoring::OTHER_NAME } else { 1.0 };
            let Judged { met: wishes, barred, share } = prepared.wishes.judge(self.snapshot, sidecar, doc)?;
            candidates.push(Candidate {
                spot: Spot { segment: visit.at, doc },
                service: sidecar.services[doc as usize],
                several: facts.is_one_of_several(),
                score: named + text.weight * self.standing(admission, facts, prepared.today) * also * share,
                metres: admission.metres,
                band: admission.band,
                words: text.words,
                called: text.called,
                exact,
                wishes,
                barred,
                fails,
            });
        }
        Ok(())
    }

    fn admit(&self, segment: &Segment, doc: u32, anywhere: bool) -> Option<Admission> {
        let admission = self.ground.admit(self.snapshot, &segment.sidecar, doc);
        admission.or_else(|| anywhere.then(|| Admission { band: Band::Anywhere, metres: self.ground.metres(&segment.sidecar, doc) }))
    }

    /// The words found in a document's text, and its weight; `None` when too little speaks for it.
    fn text(&self, prepared: &Prepared, visit: &Visit<'_>, slot: usize, (set, begins): (u32, bool)) -> Option<Weighed> {
        let plan = self.plan;
        if plan.parts.is_empty() {
            return Some(Weighed { words: 0, called: 0, weight: 1.0 });
        }
        let (hits, found) = (prepared.needs.hits(self.snapshot, set), visit.found[slot]);
        let called = visit.called.get(slot).map_or(0, |called| plan.other_words_but(*called, hits));
        if found == 0 && hits == 0 && called == 0 && !begins {
            return None;
        }
        let strong = visit.strong[slot];
        let evidence = if begins { Evidence::Answers } else { plan.evidence(found, strong, hits, called)? };
        let (needs, echoed) = if hits == 0 && called == 0 { (0.0, 0) } else { self.needs_weight(hits, called, set) };
        let words = plan.parts.iter().zip(&visit.words).enumerate().filter(|(bit, _)| found & 1 << bit != 0);
        let texts = words.map(|(bit, (part, words))| part.rarity * scoring::saturate(words[slot]) * plan.share(bit, echoed, strong));
        let is_called = if begins || plan.is_called(strong) { scoring::CALLED } else { 0.0 };
        let mentioned = if evidence == Evidence::Mentions { scoring::MENTIONS } else { 1.0 };
        Some(Weighed { words: found, called, weight: (needs + is_called + texts.sum::<f32>()) * mentioned })
    }

    /// What the needs a document carries, or is called by, weigh, and the words that stand for those.
    fn needs_weight(&self, hits: u32, called: u64, set: u32) -> (f32, u16) {
        let (mut worth, mut echoed) = (0.0, 0);
        for need in self.plan.hit(hits) {
            worth += need.worth();
            echoed |= need.words;
        }
        worth *= scoring::focus(self.snapshot.sets.words(set).len());
        let called = self.plan.needs_called(called);
        for need in self.plan.hit(called) {
            worth += scoring::OTHER_WORD_WORTH;
            echoed |= need.words;
        }
        let complete = if self.plan.is_complete(hits | called) { scoring::EVERY_NEED } else { 1.0 };
        (worth * complete, echoed)
    }

    /// What place, freshness and state leave of a text's weight.
    fn standing(&self, admission: Admission, facts: Facts, today: u64) -> f32 {
        let near = match (admission.metres, self.ground.half_way()) {
            (Some(metres), Some(half_way)) => scoring::decay(metres, half_way),
            (None, Some(_)) => scoring::COVERS_FROM_AFAR,
            (_, None) => 1.0,
        };
        let place = match admission.band {
            Band::Anywhere => 1.0,
            Band::Reach => near,
            Band::Serves => near.max(scoring::COVERS_FROM_AFAR),
            Band::National | Band::Remote if self.plan.urgent => 1.0,
            Band::National | Band::Remote => scoring::NATIONAL,
            Band::Elsewhere => near * scoring::SERVES_ELSEWHERE,
        };
        let closed = if facts.is_closed_for_now() { scoring::CLOSED_FOR_NOW } else { 1.0 };
        let fresh = if facts.is_checked_since(today, scoring::FRESH_DAYS) { scoring::FRESHLY_CHECKED } else { 1.0 };
        let places = if facts.has_places(today) { scoring::HAS_PLACES } else { 1.0 };
        place * closed * fresh * places
    }
}

/// Hands over a posting list's weights inside the runs: the slot of each document, and its weight.
fn add(mut postings: impl Postings, norms: &FieldNormReader, table: &[f32], runs: &[Range<u32>], mut take: impl FnMut(usize, f32)) {
    let mut base = 0;
    for run in runs {
        let mut doc = if postings.doc() < run.start { postings.seek(run.start) } else { postings.doc() };
        while doc < run.end {
            #[expect(clippy::cast_precision_loss, reason = "counts of a word in a text are small")]
            let times = postings.term_freq() as f32;
            take(base + (doc - run.start) as usize, times * table[usize::from(norms.fieldnorm_id(doc))]);
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
