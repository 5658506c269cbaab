//! Picking: which of a window's documents are looked at, by the needs they carry. That is all that is done to most, so it is done to a
//! few hundred at a time.

use crate::search::{
    evidence::MOST_NEEDS,
    execute::Beside,
    query::{NeedHit, Plan},
    snapshot::Snapshot,
};
use rustc_hash::FxHashMap;
use std::{cell::Cell, ops::Range};

/// A document of a window that something speaks for.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Met {
    pub(crate) slot: u32,
    pub(crate) doc: u32,
    /// Its set of needs, and those of the plan among them, a bit each.
    pub(crate) set: u32,
    pub(crate) hits: u32,
}

/// The slot of a piece's first document, and its documents.
pub(crate) type Piece = (u32, Range<u32>);

/// Documents picked from at once; few in tests, so that they cross its borders.
pub(crate) const PIECE: u32 = if cfg!(test) { 5 } else { 256 };

/// The runs of a window in pieces: the slot of each piece's first document, and its documents.
pub(crate) fn pieces(runs: &[Range<u32>]) -> impl Iterator<Item = Piece> {
    let slots = runs.iter().scan(0, |before, run| {
        let first = *before;
        *before += run.end - run.start;
        Some(first)
    });
    slots.zip(runs).flat_map(|(first, run)| {
        let starts = run.clone().step_by(PIECE as usize);
        starts.map(move |start| (first + (start - run.start), start..run.end.min(start + PIECE)))
    })
}

/// The needs of a plan that a set of needs holds, a bit each; worked out when the set is first met.
pub(crate) struct NeedSets {
    /// For each numbered word that is a code of a need, those needs. Empty where the plan has no needs.
    of_words: FxHashMap<u32, u32>,
    of_sets: Vec<Cell<u32>>,
}

impl NeedSets {
    /// Stands for a set that was not met yet: a bit no need has, as fewer needs are looked at.
    const UNMET: u32 = 0;
    const MET: u32 = 1 << 31;

    /// The needs of a plan, but for those beside it where these are not wanted.
    pub(crate) fn of(plan: &Plan, beside: Beside, snapshot: &Snapshot) -> Self {
        let mut of_words: FxHashMap<u32, u32> = FxHashMap::default();
        let wanted = |need: &NeedHit| beside == Beside::Wanted || !need.is_beside();
        for (bit, need) in plan.needs.iter().take(MOST_NEEDS).enumerate().filter(|(_, need)| wanted(need)) {
            for number in need.codes.iter().filter_map(|code| snapshot.needs.words.number(code)) {
                *of_words.entry(number).or_default() |= 1 << bit;
            }
        }
        let sets = if of_words.is_empty() { 0 } else { snapshot.needs.sets.len() };
        Self { of_words, of_sets: vec![Cell::new(Self::UNMET); sets] }
    }

    /// The needs of the plan in this set, a bit each.
    pub(crate) fn hits(&self, snapshot: &Snapshot, set: u32) -> u32 {
        let Some(known) = self.of_sets.get(set as usize) else { return 0 };
        if known.get() == Self::UNMET {
            let needs = snapshot.needs.sets.words(set).iter().filter_map(|word| self.of_words.get(word));
            known.set(needs.fold(Self::MET, |all, needs| all | needs));
        }
        known.get() & !Self::MET
    }
}
