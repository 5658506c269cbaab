//! The executor: passes once over the documents worth visiting to admit, judge filters and score. What the words weigh comes from
//! [`crate::search::window`], which reads postings only there.

use crate::{
    finding::{needs::Needs, question::Question, scoring},
    search::{
        chosen::Chosen,
        error::SearchError,
        facts::Facts,
        field::Field,
        ground::{self, Admission, Band, Ground},
        names::other_name,
        picking::{Met, NeedSets, PIECE, Piece, pieces},
        query::Plan,
        reader::length_of_mark,
        snapshot::{Segment, Snapshot, Spot},
        window::{Weights, Window, Windows},
        wishing::{Judged, Wishes},
        worth::{By, Found, Worths},
    },
};
use std::{cell::Cell, ops::Range};

/// A document that answers the question, apart from filters.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Candidate {
    pub(crate) spot: Spot,
    /// The number of its service.
    pub(crate) service: u32,
    /// The number of its kind.
    pub(crate) kind: u32,
    /// Whether its service has other documents.
    pub(crate) several: bool,
    pub(crate) score: f32,
    pub(crate) metres: Option<f64>,
    pub(crate) band: Band,
    /// Words found in its text, a bit each.
    pub(crate) words: u16,
    /// Other words for needs it does not carry, a bit each.
    pub(crate) called: u64,
    /// What it is found by.
    pub(crate) by: By,
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
    /// Whether to look for what only needs beside those asked for speak for.
    pub(crate) beside: Beside,
    /// Visit every document: the slow way the runs are tested against.
    pub(crate) everything: bool,
}

/// One segment while it is passed over.
struct Visit<'a> {
    at: usize,
    segment: &'a Segment,
    /// Documents whose whole name was typed.
    exact: Ascending,
    /// Documents another name of which was typed.
    other_name: Ascending,
    /// Documents whose name begins with what was typed.
    begins: Ascending,
    /// Those of the first and the last, which are looked at whatever else they have.
    named: Ascending,
}

/// Documents in order, asked about in order: each is looked at once.
struct Ascending {
    docs: Vec<u32>,
    at: Cell<usize>,
}

impl Ascending {
    fn of(spots: &[Spot], segment: usize) -> Self {
        let docs = spots.iter().filter(|spot| spot.segment == segment).map(|spot| spot.doc).collect();
        Self { docs, at: Cell::new(0) }
    }

    /// The same, where mostly none is near.
    fn reached(&self, doc: u32) -> bool {
        self.docs.get(self.at.get()).is_some_and(|next| *next <= doc) && self.holds(doc)
    }

    /// Whether a document is among them; never asked of one before the last.
    fn holds(&self, doc: u32) -> bool {
        let before = self.docs[self.at.get()..].iter().take_while(|one| **one < doc).count();
        self.at.set(self.at.get() + before);
        self.docs.get(self.at.get()) == Some(&doc)
    }
}

/// Whether documents that only needs beside those asked for speak for are still wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Beside {
    /// Too few were found that carry a need asked for.
    Wanted,
    /// Enough were found.
    NotWanted,
}

/// What is carried from document to document.
struct Passing<T> {
    worths: Worths,
    beside: Beside,
    take: T,
}

/// What is worked out once a question.
struct Prepared {
    fields: [Weights; 3],
    needs: NeedSets,
    /// The other words for each need of the plan, a bit each.
    other_words: Vec<u64>,
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
    /// Hands over every candidate, in document order.
    pub(crate) fn run(&self, take: impl FnMut(Candidate) -> Result<Beside, SearchError>) -> Result<(), SearchError> {
        let prepared = self.prepare()?;
        let mut passing = Passing { worths: Worths::default(), beside: self.beside, take };
        for at in 0..self.snapshot.segments.len() {
            let visit = self.visit(at, &prepared);
            let runs = self.runs(&visit, &prepared)?;
            let mut windows = Windows::of(self.plan, visit.segment, &prepared.fields, runs)?;
            while let Some(window) = windows.next() {
                self.pass(&visit, window, &prepared, &mut passing)?;
            }
        }
        Ok(())
    }

    fn visit(&self, at: usize, prepared: &Prepared) -> Visit<'_> {
        let of = |spots: &[Spot]| Ascending::of(spots, at);
        let (exact, other_name, begins) = (of(&prepared.exact), of(&prepared.other_name), of(&prepared.begins));
        let mut docs = [exact.docs.as_slice(), &begins.docs].concat();
        docs.sort_unstable();
        let named = Ascending { docs, at: Cell::new(0) };
        Visit { at, segment: &self.snapshot.segments[at], exact, other_name, begins, named }
    }

    fn runs(&self, visit: &Visit<'_>, prepared: &Prepared) -> Result<Vec<Range<u32>>, SearchError> {
        let everything = || Ok(ground::everything(visit.segment));
        let runs = if self.everything { everything() } else { self.ground.runs(visit.segment) }?;
        Ok(if prepared.anywhere { with_documents(runs, &visit.exact.docs) } else { runs })
    }

    fn prepare(&self) -> Result<Prepared, SearchError> {
        let weights = |field, boost: f32, strong: bool| -> Result<_, SearchError> {
            let average = self.snapshot.average_length(field)?;
            #[expect(clippy::cast_precision_loss, reason = "lengths are small")]
            let table = (0..=u8::MAX).map(|id| scoring::length_norm(length_of_mark(id) as f32, average) * boost);
            Ok(Weights { field, strong, table: table.collect() })
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
                weights(Field::Name, scoring::NAME_BOOST, true)?,
                weights(Field::About, scoring::ABOUT_BOOST, true)?,
                weights(Field::Body, scoring::BODY_BOOST, false)?,
            ],
            needs: NeedSets::of(self.plan, self.beside, self.snapshot),
            other_words: self.plan.other_words_of_needs(),
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
            spots.extend(self.snapshot.spots_with(Field::Exact, &written(name))?);
        }
        spots.sort_unstable();
        spots.dedup();
        Ok(spots)
    }

    /// The documents whose name begins with what was typed and goes on, in order. Where help cannot wait nobody looks for a name.
    fn beginning(&self) -> Result<Vec<Spot>, SearchError> {
        let mut spots = Vec::new();
        for name in self.plan.names.iter().filter(|name| !self.plan.urgent && name.chars().count() >= SHORTEST_NAME) {
            spots.extend(self.snapshot.spots_beginning(Field::Exact, &format!("{name} "), MOST_NAMES)?);
        }
        spots.sort_unstable();
        spots.dedup();
        Ok(spots)
    }

    fn service(&self, spot: Spot) -> u32 {
        self.snapshot.segments[spot.segment].sidecar.services[spot.doc as usize]
    }

    fn pass(
        &self,
        visit: &Visit<'_>,
        window: &Window,
        prepared: &Prepared,
        passing: &mut Passing<impl FnMut(Candidate) -> Result<Beside, SearchError>>,
    ) -> Result<(), SearchError> {
        let mut met = [Met::default(); PIECE as usize];
        for piece in pieces(&window.runs) {
            let count = self.meet(visit, window, piece, prepared, &mut met);
            for met in &met[..count] {
                self.judge(visit, window, *met, prepared, passing)?;
            }
        }
        Ok(())
    }

    /// Hands over a document that something speaks for, if that is enough and it is admitted.
    fn judge(
        &self,
        visit: &Visit<'_>,
        window: &Window,
        Met { slot, doc, set, hits }: Met,
        prepared: &Prepared,
        passing: &mut Passing<impl FnMut(Candidate) -> Result<Beside, SearchError>>,
    ) -> Result<(), SearchError> {
        let (sidecar, slot) = (&visit.segment.sidecar, slot as usize);
        let exact = visit.exact.holds(doc);
        let weighed = self.found(prepared, window, (slot, hits), visit.begins.holds(doc)).and_then(|found| {
            let worth = passing.worths.of(self.plan, found)?;
            let wanted = worth.by != By::Beside || passing.beside == Beside::Wanted && !exact;
            let carried = || self.snapshot.needs.sets.words(set).len();
            wanted.then(|| (worth.text(self.plan, found, (window, slot), carried), found, worth.by))
        });
        let named_only = || exact.then_some((1.0, Found::default(), By::Words));
        let Some((text, found, by)) = weighed.or_else(named_only) else { return Ok(()) };
        if !visit.segment.is_alive(doc) {
            return Ok(());
        }
        let Some(admission) = self.admit(visit.segment, doc, exact && prepared.anywhere) else { return Ok(()) };
        let fails = self.chosen.fails(self.snapshot, sidecar, doc)?;
        if fails.count_ones() > 1 {
            return Ok(());
        }
        let facts = sidecar.facts[doc as usize];
        let named = if exact { scoring::EXACT_NAME } else { 0.0 };
        let also = if visit.other_name.holds(doc) { scoring::OTHER_NAME } else { 1.0 };
        let Judged { met: wishes, barred, share } = prepared.wishes.judge(self.snapshot, sidecar, doc)?;
        passing.beside = (passing.take)(Candidate {
            spot: Spot { segment: visit.at, doc },
            service: sidecar.services[doc as usize],
            kind: sidecar.kinds[doc as usize],
            several: facts.is_one_of_several(),
            score: named + text * self.standing(admission, facts, (prepared.today, found.begins)) * also * share,
            metres: admission.metres,
            band: admission.band,
            words: found.words,
            called: found.called,
            by,
            exact,
            wishes,
            barred,
            fails,
        })?;
        Ok(())
    }

    /// Picks the documents of a piece that something speaks for, and says how many. Few of many, so that this is all that is done to
    /// most: each is written down, and the next one over it unless it counts, which is quicker than to guess.
    #[expect(clippy::needless_bitwise_bool, reason = "a lazy operator would guess, for every document")]
    fn meet(&self, visit: &Visit<'_>, window: &Window, (first, run): Piece, prepared: &Prepared, met: &mut [Met]) -> usize {
        let everything = self.plan.parts.is_empty();
        let sets = &visit.segment.sidecar.needs[run.start as usize..run.end as usize];
        let touched = &window.touched[first as usize..first as usize + sets.len()];
        let mut count = 0;
        for (((doc, slot), set), touched) in run.zip(first..).zip(sets).zip(touched) {
            let hits = prepared.needs.hits(self.snapshot, *set);
            met[count] = Met { slot, doc, set: *set, hits };
            count += usize::from(*touched | (hits != 0) | everything | visit.named.reached(doc));
        }
        count
    }

    fn admit(&self, segment: &Segment, doc: u32, anywhere: bool) -> Option<Admission> {
        let admission = self.ground.admit(self.snapshot, &segment.sidecar, doc);
        admission.or_else(|| anywhere.then(|| Admission { band: Band::Anywhere, metres: self.ground.metres(&segment.sidecar, doc) }))
    }

    /// What was found in a document of a window; `None` where nothing was that was looked for.
    fn found(&self, prepared: &Prepared, window: &Window, (slot, hits): (usize, u32), begins: bool) -> Option<Found> {
        if self.plan.parts.is_empty() {
            return Some(Found::default());
        }
        let words = window.found[slot];
        let called = window.called.get(slot).map_or(0, |called| called & !carried_by(&prepared.other_words, hits));
        let any = words != 0 || hits != 0 || called != 0 || begins;
        any.then(|| Found { words, strong: window.strong[slot], hits, called, begins })
    }

    /// What place, freshness and state leave of a text's weight.
    fn standing(&self, admission: Admission, facts: Facts, (today, begins): (u64, bool)) -> f32 {
        let near = match (admission.metres, self.ground.half_way()) {
            (Some(metres), Some(half_way)) => scoring::decay(metres, half_way),
            (None, Some(_)) => scoring::COVERS_FROM_AFAR,
            (_, None) => 1.0,
        };
        let place = match admission.band {
            Band::Anywhere => 1.0,
            Band::Reach => near,
            Band::Serves => near.max(scoring::COVERS_FROM_AFAR),
            // Who types a name means that one, wherever it is run from.
            Band::National | Band::Remote if self.plan.urgent || begins => 1.0,
            Band::National | Band::Remote => scoring::NATIONAL,
            Band::Elsewhere => near * scoring::SERVES_ELSEWHERE,
        };
        let closed = if facts.is_closed_for_now() { scoring::CLOSED_FOR_NOW } else { 1.0 };
        let fresh = if facts.is_checked_since(today, scoring::FRESH_DAYS) { scoring::FRESHLY_CHECKED } else { 1.0 };
        let places = if facts.has_places(today) { scoring::HAS_PLACES } else { 1.0 };
        place * closed * fresh * places
    }
}

/// The other words for needs a document carries, a bit each.
fn carried_by(other_words: &[u64], hits: u32) -> u64 {
    other_words.iter().enumerate().filter(|(bit, _)| hits & 1 << bit != 0).fold(0, |all, (_, words)| all | words)
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
