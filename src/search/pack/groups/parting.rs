//! Cuts the index of a pack into groups.

use super::{Base, Group, PackedIndex, PackedNames, PackedSets};
use crate::search::{cards::At, numbers::Numbered};
use std::{collections::HashMap, hash::Hash, iter, ops::Range};

/// Documents in a group, at least and at most; and between, one in so many is the last of its group.
const LEAST: usize = 200;
const MOST: usize = 2_000;
const ENDS: u32 = 512;

/// Where groups end: behind services whose ids say so.
fn runs(index: &PackedIndex) -> Vec<Range<usize>> {
    let (mut runs, mut start) = (Vec::new(), 0);
    for (doc, service) in index.service_of.iter().enumerate() {
        let id = index.service_ids.get(*service as usize).copied().unwrap_or_default();
        let end = id.iter().rev().take(4).fold(0_u32, |sum, byte| sum << 8 | u32::from(*byte));
        let length = doc + 1 - start;
        if length >= LEAST && end % ENDS == 0 || length == MOST {
            runs.push(start..doc + 1);
            start = doc + 1;
        }
    }
    let all = index.service_of.len();
    runs.extend((start < all).then_some(start..all));
    runs
}

/// Numbers the values anew, in the order met.
pub(crate) fn renumbered<T: Copy + Eq + Hash>(values: impl Iterator<Item = T>) -> (Vec<u32>, Vec<T>) {
    let (mut numbered, mut distinct) = (Numbered::new(), Vec::new());
    let number = |value: T| {
        let (number, new) = numbered.number(value);
        distinct.extend(new.then_some(value));
        number
    };
    (values.map(number).collect(), distinct)
}

impl PackedIndex {
    /// Everything in it, in parts that an insertion leaves alone but for one.
    pub fn parted(&self) -> (Base, Vec<Group>) {
        let runs = runs(self);
        let (beyond, words) = self.words.parted(&runs);
        let key = |key: &mut u64, step: &u64| {
            *key = key.wrapping_add(*step);
            Some(*key)
        };
        let keys: Vec<u64> = self.key_steps.iter().scan(0, key).collect();
        let groups = runs.iter().zip(words).map(|(run, words)| Group { columns: self.columns(run, &keys), words });
        let base = Base {
            position: self.position,
            services: self.services,
            documents: self.documents,
            rows: self.key_steps.len(),
            masks: self.masks.len(),
            lists: self.lists.len(),
            words: beyond,
        };
        (base, groups.collect())
    }

    fn columns(&self, run: &Range<usize>, keys: &[u64]) -> PackedIndex {
        let keys = &keys[run.clone()];
        let ids = |of: &[u32], ids: &[[u8; 16]]| renumbered(of[run.clone()].iter().map(|one| ids[*one as usize]));
        let (service_of, service_ids) = ids(&self.service_of, &self.service_ids);
        let (organisation_of, organisation_ids) = ids(&self.organisation_of, &self.organisation_ids);
        // None comes first, and is shown by nothing.
        let (hours, distinct) = renumbered(iter::once(0).chain(self.hours[run.clone()].iter().copied()));
        let mut shows: HashMap<u32, u64> = HashMap::new();
        for (doc, hours) in (0..).zip(&self.hours[run.clone()]) {
            shows.entry(*hours).or_insert(doc);
        }
        let cards: Vec<At> = self.cards_at[run.clone()].iter().map(|at| At(*at)).collect();
        let bytes = cards.iter().filter_map(|at| self.cards.get(usize::try_from(at.offset()).ok()?..usize::try_from(at.end()).ok()?));
        PackedIndex {
            key_steps: iter::once(0).chain(keys.iter().copied()).zip(keys).map(|(before, key)| key.wrapping_sub(before)).collect(),
            points: self.points[run.clone()].to_vec(),
            masks: self.masks.iter().map(|mask| mask[run.clone()].to_vec()).collect(),
            service_of,
            service_ids,
            needs: self.needs.of_run(run),
            covers: self.covers.of_run(run),
            lists: self.lists.iter().map(|list| list.of_run(run)).collect(),
            hours: hours[1..].to_vec(),
            hour_cards: distinct.iter().map(|hours| if *hours == 0 { 0 } else { shows.get(hours).copied().unwrap_or(0) }).collect(),
            facts: self.facts[run.clone()].to_vec(),
            ages: self.ages[run.clone()].to_vec(),
            cards_at: cards.iter().map(|at| at.length() as u64).collect(),
            cards: bytes.flatten().copied().collect(),
            titles: self.titles.of_run(run),
            providers: self.providers.of_run(run),
            organisation_of,
            organisation_ids,
            ..PackedIndex::default()
        }
    }
}

impl PackedSets {
    fn of_run(&self, run: &Range<usize>) -> Self {
        // The empty set comes first, and stands among no others.
        let (of, sets) = renumbered(iter::once(0).chain(self.of[run.clone()].iter().copied()));
        let sets: Vec<&[u32]> = sets[1..].iter().filter_map(|set| self.sets.get(*set as usize - 1).map(Vec::as_slice)).collect();
        let (numbers, words) = renumbered(sets.iter().flat_map(|set| set.iter().copied()));
        let mut numbers = numbers.into_iter();
        Self {
            words: words.iter().map(|word| self.words[*word as usize].clone()).collect(),
            labels: words.iter().filter_map(|word| self.labels.get(*word as usize).cloned()).collect(),
            sets: sets.iter().map(|set| numbers.by_ref().take(set.len()).collect()).collect(),
            of: of[1..].to_vec(),
        }
    }
}

impl PackedNames {
    fn of_run(&self, run: &Range<usize>) -> Self {
        let within = self.of.iter().filter(|(doc, _)| run.contains(&(*doc as usize)));
        let (names, distinct) = renumbered(within.clone().map(|(_, name)| *name));
        let start = u32::try_from(run.start).unwrap_or(0);
        Self {
            shown: distinct.iter().filter_map(|name| self.shown.get(*name as usize).cloned()).collect(),
            of: within.zip(names).map(|((doc, _), name)| (doc - start, name)).collect(),
        }
    }
}
