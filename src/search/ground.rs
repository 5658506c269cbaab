//! Where to look: the asked place judged against every set of coverage words once, and the runs of documents worth visiting.
//!
//! A service is found when the place is within reach of its site, *or* it serves the place, *or* it is national or remote.

use crate::{
    finding::{
        geo::{self, Unit},
        question::{METRES_PER_MILE, Question},
        serves::{self, Said, Verdict},
        words::normalise,
    },
    model::{location::Point, sector::Nation},
    places::{Place, Precision},
    search::{
        error::SearchError,
        field::Field,
        sidecar::Sidecar,
        snapshot::{Segment, Snapshot},
    },
};
use rustc_hash::FxHashMap;
use std::{
    cell::{Cell, RefCell},
    ops::Range,
};

/// Why a document is admitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Band {
    /// No place was asked.
    Anywhere,
    /// Within reach, and nothing against it.
    Reach,
    /// It serves the place.
    Serves,
    /// It serves the whole nation.
    National,
    /// It comes by phone or online from nowhere in particular, and does not say whom it serves.
    Remote,
    /// Within reach, but it says it serves other areas.
    Elsewhere,
}

/// The asked place, ready to judge documents.
#[derive(Debug)]
pub(crate) struct Ground {
    place: Option<Here>,
    /// Only services for whole nations: the last resort.
    national_only: bool,
}

#[derive(Debug)]
struct Here {
    centre: Option<(Point, Unit)>,
    radius: f64,
    half_way: f64,
    nation: Option<Nation>,
    place: Place,
    /// The coverage words that serve the place.
    serving: Vec<String>,
    /// What each numbered set of words says, once it has been met.
    verdicts: Vec<Cell<Option<Verdict>>>,
    /// What each numbered word says, once it has been met.
    said: RefCell<FxHashMap<u32, Said>>,
    /// The words for being in the same district or town, for sites without a point.
    near: Vec<u32>,
    /// The words to look up for what serves the place from afar. What serves whole nations is in the block of no place.
    lookups: Vec<String>,
}

/// A document's admission.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Admission {
    pub(crate) band: Band,
    /// Metres from the centre; `None` without a point or a centre.
    pub(crate) metres: Option<f64>,
}

/// What the coverage field's words for a place without a point begin with.
pub(crate) const NEAR: &str = "near:";
/// Runs of documents closer together than this are visited as one: about as many documents as one seek costs.
const GAP: u32 = 128;
/// Quick distances are good to this many metres.
const ROUGH_METRES: f64 = 5.0;
/// Beyond this everything is visited: no circle in the United Kingdom is wider.
const WHOLE_COUNTRY_METRES: f64 = 500_000.0;

impl Ground {
    /// The place of a question, the radius multiplied.
    pub(crate) fn of(question: &Question, times: f64, snapshot: &Snapshot) -> Self {
        let radius = question.radius_miles.clamp(0.1, 1_000.0) * METRES_PER_MILE * times;
        let half_way = question.half_way_metres() * times;
        Self { place: question.place.as_ref().map(|place| Here::of(place, radius, half_way, snapshot)), national_only: false }
    }

    /// Only services for the whole nation.
    pub(crate) fn national(question: &Question, snapshot: &Snapshot) -> Self {
        Self { national_only: true, ..Self::of(question, 1.0, snapshot) }
    }

    /// Where nearness has lost half its weight, in metres; `None` where no place was asked.
    pub(crate) fn half_way(&self) -> Option<f64> {
        self.place.as_ref().map(|here| here.half_way)
    }

    /// Whether and why a document is admitted.
    pub(crate) fn admit(&self, snapshot: &Snapshot, sidecar: &Sidecar, doc: u32) -> Option<Admission> {
        let Some(here) = &self.place else { return Some(Admission { band: Band::Anywhere, metres: None }) };
        let admission = here.admit(snapshot, sidecar, doc)?;
        (!self.national_only || matches!(admission.band, Band::National | Band::Remote)).then_some(admission)
    }

    /// Metres from the centre to a document's point.
    pub(crate) fn metres(&self, sidecar: &Sidecar, doc: u32) -> Option<f64> {
        self.place.as_ref()?.metres(sidecar, doc)
    }

    /// The runs of documents that hold every one that may be admitted, in order.
    pub(crate) fn runs(&self, segment: &Segment) -> Result<Vec<Range<u32>>, SearchError> {
        let Some(here) = self.place.as_ref().filter(|here| segment.sidecar.sorted && here.is_small()) else {
            return Ok(everything(segment));
        };
        let mut runs = here.circle(&segment.sidecar);
        for word in &here.lookups {
            runs.extend(segment.documents_with(Field::Covers, word)?.into_iter().map(|doc| doc..doc + 1));
        }
        Ok(joined(runs))
    }
}

impl Here {
    fn of(place: &Place, radius: f64, half_way: f64, snapshot: &Snapshot) -> Self {
        let serving = serves::words_serving(place);
        let near: Vec<String> =
            std::iter::once(normalise(&place.label)).chain(place.district.clone()).map(|word| format!("{NEAR}{word}")).collect();
        let centre = place.point.filter(|_| place.precision != Precision::Nation);
        Self {
            centre: centre.map(|point| (point, Unit::of(point))),
            radius,
            half_way,
            nation: place.nation.filter(|_| place.precision == Precision::Nation),
            verdicts: vec![Cell::new(None); snapshot.covers.sets.len()],
            said: RefCell::default(),
            near: near.iter().filter_map(|word| snapshot.covers.words.number(word)).collect(),
            lookups: serving.iter().filter(|word| !serves::is_whole_nation(word)).cloned().collect(),
            serving,
            place: place.clone(),
        }
    }

    /// Small enough for runs to be worth it. A nation's sites lie anywhere.
    fn is_small(&self) -> bool {
        self.nation.is_none() && self.radius < WHOLE_COUNTRY_METRES
    }

    fn admit(&self, snapshot: &Snapshot, sidecar: &Sidecar, doc: u32) -> Option<Admission> {
        let at = doc as usize;
        let facts = sidecar.facts[at];
        let metres = self.metres(sidecar, doc);
        let set = sidecar.covers[at];
        let within = metres.is_some_and(|metres| metres <= self.radius);
        let in_nation = self.nation.is_some() && facts.nation() == self.nation;
        let here = within || in_nation || !facts.has_point() && snapshot.covers.sets.words(set).iter().any(|word| self.near.contains(word));
        let band = match self.verdict(snapshot, set) {
            Verdict::Local => Band::Serves,
            Verdict::National if here => Band::Serves,
            Verdict::National => Band::National,
            Verdict::NotStated if here => Band::Reach,
            Verdict::NotStated if !facts.has_point() && facts.is_remote() => Band::Remote,
            Verdict::Elsewhere if here => Band::Elsewhere,
            Verdict::NotStated | Verdict::Elsewhere => return None,
        };
        Some(Admission { band, metres })
    }

    /// What a set of coverage words says of the place; each set, and each word, is judged when it is first met.
    fn verdict(&self, snapshot: &Snapshot, set: u32) -> Verdict {
        let known = &self.verdicts[set as usize];
        let verdict = known.get().unwrap_or_else(|| {
            let mut said = self.said.borrow_mut();
            let mut word = |word: &u32| *said.entry(*word).or_insert_with(|| self.judge(snapshot.covers.words.text(*word)));
            snapshot.covers.sets.words(set).iter().fold(Said::default(), |all, one| all | word(one)).verdict()
        });
        known.set(Some(verdict));
        verdict
    }

    fn judge(&self, word: &str) -> Said {
        if word.starts_with(NEAR) { Said::default() } else { Said::by(word, &self.place, &self.serving) }
    }

    /// Metres to a document's point: quickly, and exactly where the radius is close.
    fn metres(&self, sidecar: &Sidecar, doc: u32) -> Option<f64> {
        let (centre, unit) = self.centre?;
        if !sidecar.facts[doc as usize].has_point() {
            return None;
        }
        let rough = unit.metres_to(sidecar.units[doc as usize]);
        if (rough - self.radius).abs() > ROUGH_METRES {
            return Some(rough);
        }
        Some(sidecar.point(doc).map_or(rough, |point| centre.metres_to(point)))
    }

    /// The circle's runs and the block of what has no point or serves a whole nation.
    fn circle(&self, sidecar: &Sidecar) -> Vec<Range<u32>> {
        let covering = self.centre.map(|(point, _)| geo::covering(point, self.radius)).unwrap_or_default();
        let runs = std::iter::once((geo::NOWHERE, geo::NOWHERE)).chain(covering);
        runs.map(|(from, to)| sidecar.first_from(from)..sidecar.first_from(to + 1)).filter(|run| !run.is_empty()).collect()
    }
}

/// One run of every document.
pub(crate) fn everything(segment: &Segment) -> Vec<Range<u32>> {
    std::iter::once(0..segment.sidecar.len()).collect()
}

/// Runs in order, those that touch or nearly touch made one.
fn joined(mut runs: Vec<Range<u32>>) -> Vec<Range<u32>> {
    runs.sort_unstable_by_key(|run| run.start);
    let mut joined: Vec<Range<u32>> = Vec::with_capacity(runs.len());
    for run in runs {
        match joined.last_mut() {
            Some(last) if run.start <= last.end.saturating_add(GAP) => last.end = last.end.max(run.end),
            _ => joined.push(run),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_that_nearly_touch_become_one() {
        assert_eq!(joined(vec![500..510, 0..10, 15..30, 5..8]), [0..30, 500..510]);
        assert!(joined(Vec::new()).is_empty());
    }
}
