//! The chosen filters, ready to judge documents at the moment of asking.

use crate::{
    finding::{answer::NoChoice, needs::Needs, question::Question},
    search::{
        error::SearchError,
        filters::{self, Bits, Choices, Filter, MASKS, Row},
        moment::{Moment, Seen},
        sidecar::Sidecar,
        snapshot::Snapshot,
    },
};

/// Most values that may be typed into one box: more are not read.
const MOST_TYPED: usize = 4;

/// The filters of a question, in the order of [`filters::ALL`].
#[derive(Debug)]
pub(crate) struct Chosen {
    /// What each filter was asked.
    pub(crate) asked: Vec<Asked>,
    /// The filters with something chosen, by their place in the list, and what passes them.
    active: Vec<(usize, Vec<Test>)>,
    told: Vec<(Told, usize)>,
    typed: Vec<(Holds, f64, usize)>,
    moment: Moment,
}

type Told = fn(&Seen<'_>) -> Result<u64, SearchError>;
type Holds = fn(&Seen<'_>, f64) -> bool;

/// One filter as it was asked.
#[derive(Debug)]
pub(crate) struct Asked {
    /// The bits of its choices.
    pub(crate) bits: Option<Bits>,
    /// What was typed, the value it is, and its bit in the last number of a row.
    pub(crate) typed: Vec<(String, f64, usize)>,
    /// What was chosen that is no value of it, in a whole sentence.
    pub(crate) problem: Option<NoChoice>,
    /// The bits that may be counted of a document that fails only this filter.
    counted: Row,
}

/// One way of passing a filter.
#[derive(Debug)]
enum Test {
    /// One of these bits of a mask.
    Mask { column: usize, bits: u64 },
    /// One of these bits, told now.
    Told { told: Told, bits: u64 },
    /// This value, typed.
    Typed(Holds, f64),
    /// One of these needs, by numbered word.
    Needs(Vec<bool>),
    /// One of these values of an open list, by numbered word.
    Listed { list: usize, values: Vec<bool> },
}

impl Chosen {
    /// The filters a question chose. Values a filter does not have are not counted as chosen, and its problem names them.
    pub(crate) fn of(question: &Question, needs: &Needs, snapshot: &Snapshot) -> Self {
        let moment = Moment::of(question, snapshot);
        let layout = filters::layout();
        let mut chosen = Self { asked: Vec::with_capacity(layout.len()), active: Vec::new(), told: Vec::new(), typed: Vec::new(), moment };
        let (mut list, mut free) = (0, filters::free_shift());
        for (at, (filter, bits)) in filters::ALL.iter().zip(layout).enumerate() {
            let values = values(question, *filter);
            let typed = typed(*filter, values, &mut free);
            let tests = tests(*filter, bits, values, (needs, snapshot, list));
            chosen.ask(at, *filter, Asked::of(*filter, bits, values, typed), tests);
            list += usize::from(matches!(filter.choices(), Choices::Open(_)));
        }
        chosen.read_together();
        chosen
    }

    fn ask(&mut self, at: usize, filter: &dyn Filter, asked: Asked, mut tests: Vec<Test>) {
        if let Some(holds) = filter.typed().map(|typed| typed.holds) {
            tests.extend(asked.typed.iter().map(|(_, value, _)| Test::Typed(holds, *value)));
            self.typed.extend(asked.typed.iter().map(|(_, value, bit)| (holds, *value, *bit)));
        }
        if let (Choices::Told(_, told), Some(bits)) = (filter.choices(), asked.bits) {
            self.told.push((told, bits.shift));
        }
        if !tests.is_empty() {
            self.active.push((at, tests));
        }
        self.asked.push(asked);
    }

    /// Filters read together are one where both are chosen: each is told with the other in mind, so that failing one is failing
    /// both, and the earlier one stands for the two.
    fn read_together(&mut self) {
        for (at, filter) in filters::ALL.iter().enumerate() {
            let Some(other) = filter.together_with().and_then(filters::position) else { continue };
            let is_active = |place: usize| self.active.iter().any(|(one, _)| *one == place);
            if is_active(at) && is_active(other) {
                self.active.retain(|(place, _)| *place != at);
                self.asked[other].counted = union(&self.asked[at].counted, &self.asked[other].counted);
            }
        }
    }

    /// A document of this kind at the moment of asking.
    pub(crate) fn see<'a>(&'a self, snapshot: &'a Snapshot, kind: u32) -> Seen<'a> {
        Seen { snapshot, kind: &snapshot.kinds[kind as usize], moment: &self.moment }
    }

    /// The filters a document fails, a bit each.
    pub(crate) fn fails(&self, snapshot: &Snapshot, sidecar: &Sidecar, doc: u32) -> Result<u32, SearchError> {
        let mut fails = 0;
        for (bit, tests) in &self.active {
            let seen = self.see(snapshot, sidecar.kinds[doc as usize]);
            let mut passes = false;
            for test in tests {
                passes = passes || test.passes(&seen, |list| sidecar.lists[list][doc as usize])?;
            }
            fails |= u32::from(!passes) << bit;
        }
        Ok(fails)
    }

    /// The bits of every choice a document falls under that may be counted of it, given the filters it fails: all of them where it
    /// fails none, and only that filter's own where it fails one.
    pub(crate) fn row(&self, seen: &Seen<'_>, fails: u32) -> Result<Row, SearchError> {
        let mut row = Row::default();
        row[..MASKS].copy_from_slice(&seen.kind.masks);
        for (told, shift) in &self.told {
            row[MASKS] |= told(seen)? << shift;
        }
        for (holds, value, bit) in &self.typed {
            row[MASKS] |= u64::from(holds(seen, *value)) << bit;
        }
        if fails != 0 {
            let counted = &self.asked[fails.trailing_zeros() as usize].counted;
            row.iter_mut().zip(counted).for_each(|(bits, counted)| *bits &= counted);
        }
        Ok(row)
    }

    /// What a record was kept without saying, where a filter keeps such records: "Ages not stated".
    pub(crate) fn not_stated(&self, seen: &Seen<'_>) -> Option<(&'static str, &'static str)> {
        let age = filters::position("age")?;
        let asked = self.active.iter().any(|(at, _)| *at == age);
        (asked && seen.ages() == (0.0, f64::INFINITY)).then_some(("age", filters::AGES_NOT_STATED))
    }
}

impl Asked {
    fn of(filter: &dyn Filter, bits: Option<Bits>, values: &[String], typed: Vec<(String, f64, usize)>) -> Self {
        let mut counted = bits.map(Bits::row).unwrap_or_default();
        for (_, _, bit) in &typed {
            counted[MASKS] |= 1 << bit;
        }
        Self { bits, problem: problem(filter, values, &typed), typed, counted }
    }
}

impl Test {
    /// Whether a document passes; `listed` gives the number of its set of an open list's values.
    fn passes(&self, seen: &Seen<'_>, listed: impl Fn(usize) -> u32) -> Result<bool, SearchError> {
        Ok(match self {
            Self::Mask { column, bits } => seen.kind.masks[*column] & bits != 0,
            Self::Told { told, bits } => told(seen)? & bits != 0,
            Self::Typed(holds, value) => holds(seen, *value),
            Self::Needs(allowed) => seen.snapshot.needs.sets.sum(seen.kind.needs, allowed),
            Self::Listed { list, values } => seen.snapshot.lists[*list].known.sets.sum(listed(*list), values),
        })
    }
}

fn union(one: &Row, other: &Row) -> Row {
    std::array::from_fn(|at| one[at] | other[at])
}

/// The values a question chose of a filter.
pub(crate) fn values<'a>(question: &'a Question, filter: &dyn Filter) -> &'a [String] {
    question.chosen.get(filter.parameter()).map_or(&[], Vec::as_slice)
}

/// The words of a filter's closed list.
fn words(filter: &dyn Filter) -> filters::Words {
    match filter.choices() {
        Choices::Closed(words, _) | Choices::Told(words, _) => words,
        Choices::Open(_) | Choices::Needs => &[],
    }
}

/// The typed values among those chosen, each with a bit of its own.
fn typed(filter: &dyn Filter, values: &[String], free: &mut usize) -> Vec<(String, f64, usize)> {
    let Some(typed) = filter.typed() else { return Vec::new() };
    let others = values.iter().filter(|value| words(filter).iter().all(|(word, _)| word != value));
    let read = others.filter_map(|value| Some((value.clone(), (typed.read)(value)?))).take(MOST_TYPED);
    let taken = read.zip(*free..).map(|((text, value), bit)| (text, value, bit)).collect::<Vec<_>>();
    *free += taken.len();
    taken
}

/// The ways of passing a filter by its listed values.
fn tests(filter: &dyn Filter, bits: Option<Bits>, values: &[String], (needs, snapshot, list): (&Needs, &Snapshot, usize)) -> Vec<Test> {
    if values.is_empty() {
        return Vec::new();
    }
    let held = |words: filters::Words| {
        let chosen = words.iter().enumerate().filter(|(_, (word, _))| values.iter().any(|value| value == word));
        chosen.fold(0_u64, |bits, (at, _)| bits | 1 << at)
    };
    let test = match (filter.choices(), bits) {
        (Choices::Closed(words, _), Some(place)) => Test::Mask { column: place.column, bits: held(words) << place.shift },
        (Choices::Told(words, told), _) => Test::Told { told, bits: held(words) },
        (Choices::Needs, _) => {
            let wanted = needs.with_narrower(values);
            Test::Needs(snapshot.mark_needs(wanted.into_iter().chain(values.iter().map(String::as_str))))
        }
        (Choices::Open(_), _) => Test::Listed { list, values: snapshot.lists[list].mark(values.iter().map(String::as_str)) },
        (Choices::Closed(..), None) => return Vec::new(),
    };
    match test {
        Test::Mask { bits: 0, .. } | Test::Told { bits: 0, .. } => Vec::new(),
        test => vec![test],
    }
}

/// What is wrong with the first value that is none of the filter's. An open list may be asked for anything.
fn problem(filter: &dyn Filter, values: &[String], typed: &[(String, f64, usize)]) -> Option<NoChoice> {
    let words = words(filter);
    if words.is_empty() {
        return None;
    }
    let known = |value: &&String| words.iter().any(|(word, _)| word == value) || typed.iter().any(|(text, ..)| text == *value);
    let wrong = values.iter().find(|value| !known(value))?;
    let choices = words.iter().map(|(word, _)| *word).collect();
    Some(NoChoice { value: wrong.clone(), choices, typed: filter.typed().map(|typed| typed.problem) })
}
