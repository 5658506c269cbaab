//! What was found in a document to what that is worth, before place and state. The same things found weigh the same in every document,
//! but for how often its text has the words and how many needs it carries.

use crate::{
    finding::scoring,
    search::{
        evidence::Evidence,
        query::{MOST_PARTS, NeedHit, Plan},
        window::Window,
    },
};
use rustc_hash::FxHashMap;

/// What a document is found by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    /// A need asked for, which it carries.
    Need,
    /// Words alone, or its name.
    Words,
    /// Only needs beside those asked for.
    Beside,
}

/// What was found in a document: bits in the order of the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) struct Found {
    /// Its words.
    pub(crate) words: u16,
    /// Those in its name or about it.
    pub(crate) strong: u16,
    /// The needs it carries.
    pub(crate) hits: u32,
    /// The other words it uses for needs it does not carry.
    pub(crate) called: u64,
    /// Its name begins with what was typed.
    pub(crate) begins: bool,
}

/// What the same things found weigh in every document, but for what its text and its needs are like.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Worth {
    /// The needs carried.
    pub(crate) needs: f32,
    /// Needs by other words.
    pub(crate) others: f32,
    /// What it is found by.
    pub(crate) by: By,
    /// Every need asked for is there.
    pub(crate) complete: f32,
    /// It is called what was typed.
    pub(crate) called: f32,
    /// What is left of each word's weight.
    pub(crate) shares: [f32; MOST_PARTS],
    /// What being no more than mentioned leaves.
    pub(crate) mentioned: f32,
}

/// What each combination of things found is worth; worked out when it is first met.
#[derive(Default)]
pub(crate) struct Worths {
    places: FxHashMap<Found, usize>,
    all: Vec<Option<Worth>>,
    /// The last one asked for: the next is often the same.
    last: Option<(Found, usize)>,
}

impl Worths {
    /// What these things found are worth; `None` when too little speaks for such a document.
    pub(crate) fn of(&mut self, plan: &Plan, found: Found) -> Option<&Worth> {
        let at = match self.last {
            Some((last, at)) if last == found => at,
            _ => *self.places.entry(found).or_insert_with(|| {
                self.all.push(plan.worth(found));
                self.all.len() - 1
            }),
        };
        self.last = Some((found, at));
        self.all[at].as_ref()
    }
}

impl Plan {
    /// What it is worth; `None` when too little speaks for such a document. Needs beside those asked for are only looked at where
    /// nothing else speaks for it.
    pub(crate) fn worth(&self, found: Found) -> Option<Worth> {
        let beside = found.hits & self.beside;
        let asked = self.weigh(Found { hits: found.hits & !beside, ..found });
        let all = || Some(Worth { by: By::Beside, ..self.weigh(found)? });
        asked.or_else(|| (beside != 0).then(all).flatten())
    }

    fn weigh(&self, found: Found) -> Option<Worth> {
        let Found { words, strong, hits, called, begins } = found;
        if self.parts.is_empty() {
            return Some(Worth {
                needs: 0.0,
                others: 0.0,
                by: By::Words,
                complete: 1.0,
                called: 1.0,
                shares: [0.0; MOST_PARTS],
                mentioned: 1.0,
            });
        }
        let evidence = if begins { Evidence::Answers } else { self.evidence(words, strong, hits, called)? };
        let by_other_words = self.needs_called(called);
        let others = self.hit(by_other_words).map(|_| scoring::OTHER_WORD_WORTH).sum();
        let echoed = self.hit(hits).chain(self.hit(by_other_words)).fold(0, |all, need| all | need.words);
        let share = |bit| if bit < self.parts.len() { self.share(bit, echoed, strong) } else { 0.0 };
        Some(Worth {
            needs: self.hit(hits).map(NeedHit::worth).sum(),
            others,
            by: if self.hit(hits).any(NeedHit::is_phrase) { By::Need } else { By::Words },
            complete: if self.is_complete(hits | by_other_words) { scoring::EVERY_NEED } else { 1.0 },
            called: if begins || self.is_called(strong) { scoring::CALLED } else { 0.0 },
            shares: std::array::from_fn(share),
            mentioned: if evidence == Evidence::Mentions { scoring::MENTIONS } else { 1.0 },
        })
    }
}

impl Worth {
    /// What speaks for one document weighs, before its place: it stands in a slot of a window and carries so many needs.
    pub(crate) fn text(&self, plan: &Plan, found: Found, (window, slot): (&Window, usize), carried: impl FnOnce() -> usize) -> f32 {
        let focus = if self.needs == 0.0 { 1.0 } else { scoring::focus(carried()) };
        let needs = (self.needs * focus + self.others) * self.complete;
        let words = plan.parts.iter().zip(&self.shares).enumerate().filter(|(bit, _)| found.words & 1 << bit != 0);
        let texts: f32 = words.map(|(bit, (part, share))| part.rarity * scoring::saturate(window.weight(bit, slot)) * share).sum();
        (needs + self.called + texts) * self.mentioned
    }
}
