//! The index of a pack in groups of documents, each of which is carried as a part of its own.
//!
//! Where a group ends follows from what is in it, and everything in it is numbered within it: a service that comes or goes changes the
//! group it is in, and every other stays the same to the byte. So whoever has a copy fetches that group, and the little of [`Base`].

use super::{PackedIndex, PackedNames, PackedSets, Unsound};
use crate::search::{
    cards::{At, card},
    numbers::Numbered,
    packed::{Beyond, GroupWords, PackedWords},
};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, hash::Hash};

/// What no group can tell.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Base {
    position: i64,
    services: usize,
    documents: u64,
    /// How many rows all groups have together.
    rows: usize,
    /// How many columns of masks and of sets there are: a pack without services has no group to show it.
    masks: usize,
    lists: usize,
    words: Vec<Beyond>,
}

/// A run of documents.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Group {
    /// Its columns. A card is known by its length, as cards lie in the order of their documents; hours by the document that shows them.
    columns: PackedIndex,
    words: GroupWords,
}

#[cfg(not(target_family = "wasm"))]
mod parting;

#[cfg(not(target_family = "wasm"))]
pub(crate) use parting::renumbered;

/// Values that are numbered across all groups.
struct Across<T> {
    numbered: Numbered<T>,
    all: Vec<T>,
}

impl<T: Clone + Eq + Hash> Across<T> {
    fn new() -> Self {
        Self { numbered: Numbered::new(), all: Vec::new() }
    }

    fn number(&mut self, value: T) -> u32 {
        let (number, new) = self.numbered.number(value.clone());
        self.all.extend(new.then_some(value));
        number
    }

    /// Takes in the values of a group; gives what each of its documents has.
    fn take(&mut self, values: impl IntoIterator<Item = T>, of: &[u32]) -> Vec<u32> {
        let numbers: Vec<u32> = values.into_iter().map(|value| self.number(value)).collect();
        of.iter().map(|one| numbers[*one as usize]).collect()
    }
}

/// The sets of all groups.
struct Sets {
    words: Across<String>,
    labels: Vec<String>,
    distinct: Across<Vec<u32>>,
    of: Vec<u32>,
}

impl Sets {
    fn new() -> Self {
        let mut distinct = Across::new();
        distinct.number(Vec::new());
        Self { words: Across::new(), labels: Vec::new(), distinct, of: Vec::new() }
    }

    fn take(&mut self, group: PackedSets) {
        let mut labels = group.labels.into_iter();
        let mut numbers = Vec::with_capacity(group.words.len());
        for word in group.words {
            let (known, label) = (self.words.all.len(), labels.next());
            numbers.push(self.words.number(word));
            self.labels.extend(label.filter(|_| self.words.all.len() > known));
        }
        let sets = group.sets.into_iter().map(|set| set.into_iter().map(|word| numbers[word as usize]).collect());
        self.of.extend(self.distinct.take(std::iter::once(Vec::new()).chain(sets), &group.of));
    }

    fn packed(mut self) -> PackedSets {
        self.distinct.all.remove(0);
        PackedSets { words: self.words.all, labels: self.labels, sets: self.distinct.all, of: self.of }
    }
}

/// The names of all groups: short ones first, then by the alphabet.
#[derive(Default)]
struct Names(BTreeMap<(usize, String), Vec<u32>>);

impl Names {
    fn take(&mut self, group: PackedNames, start: u32) {
        let mut of: Vec<Vec<u32>> = vec![Vec::new(); group.shown.len()];
        group.of.iter().for_each(|(doc, name)| of[*name as usize].push(doc + start));
        for (name, documents) in group.shown.into_iter().zip(of) {
            self.0.entry((name.len(), name)).or_default().extend(documents);
        }
    }

    fn packed(self) -> PackedNames {
        let of = self.0.values().zip(0_u32..).flat_map(|(documents, name)| documents.iter().map(move |doc| (*doc, name))).collect();
        PackedNames { shown: self.0.into_keys().map(|(_, name)| name).collect(), of }
    }
}

impl PackedIndex {
    /// The index again.
    ///
    /// # Errors
    /// When its groups do not hold together.
    pub fn joined(base: Base, groups: Vec<Group>) -> Result<Self, Unsound> {
        let mut all = Self { position: base.position, services: base.services, documents: base.documents, ..Self::default() };
        all.masks = vec![Vec::new(); base.masks.min(super::MASKS)];
        let (mut services, mut organisations) = (Across::new(), Across::new());
        let (mut needs, mut covers) = (Sets::new(), Sets::new());
        let mut lists: Vec<Sets> = std::iter::repeat_with(Sets::new).take(base.lists.min(u8::MAX.into())).collect();
        let (mut titles, mut providers) = (Names::default(), Names::default());
        let mut hours = Across::new();
        hours.number(0);
        all.hour_cards.push(0);
        let (mut words, mut before) = (Vec::with_capacity(groups.len()), 0_u64);
        for Group { columns, words: of_group } in groups {
            columns.check_columns()?;
            let start = u32::try_from(all.key_steps.len()).map_err(|_| Unsound("its columns"))?;
            words.push((of_group, u32::try_from(columns.key_steps.len()).map_err(|_| Unsound("its columns"))?));
            let of_hours = all.take_cards(&columns, &mut hours)?;
            all.hours.extend(of_hours);
            // The first step of a group counts from nothing; here it counts from the group before.
            let last = columns.key_steps.iter().fold(0_u64, |key, step| key.wrapping_add(*step));
            let first = columns.key_steps.first().map(|step| step.wrapping_sub(before));
            all.key_steps.extend(first.into_iter().chain(columns.key_steps.iter().skip(1).copied()));
            before = last;
            all.points.extend(columns.points);
            all.masks.iter_mut().zip(columns.masks).for_each(|(all, mask)| all.extend(mask));
            all.service_of.extend(services.take(columns.service_ids, &columns.service_of));
            all.organisation_of.extend(organisations.take(columns.organisation_ids, &columns.organisation_of));
            needs.take(columns.needs);
            covers.take(columns.covers);
            lists.iter_mut().zip(columns.lists).for_each(|(all, list)| all.take(list));
            all.facts.extend(columns.facts);
            all.ages.extend(columns.ages);
            titles.take(columns.titles, start);
            providers.take(columns.providers, start);
        }
        if all.key_steps.len() != base.rows {
            return Err(Unsound("its groups"));
        }
        (all.service_ids, all.organisation_ids) = (services.all, organisations.all);
        (all.needs, all.covers) = (needs.packed(), covers.packed());
        all.lists = lists.into_iter().map(Sets::packed).collect();
        (all.titles, all.providers) = (titles.packed(), providers.packed());
        all.words = PackedWords::joined(base.words, words).ok_or(Unsound("its words"))?;
        Ok(all)
    }

    /// Takes in the cards of a group; gives the hours of its documents. The same hours have one number in all groups: a card tells them.
    fn take_cards(&mut self, group: &Self, hours: &mut Across<u64>) -> Result<Vec<u32>, Unsound> {
        let (mut at, mut places) = (0_usize, Vec::with_capacity(group.cards_at.len()));
        let start = self.cards.len();
        for length in &group.cards_at {
            let length = usize::try_from(*length).map_err(|_| Unsound("its cards"))?;
            places.push(At::new((start + at) as u64, length).map_err(|_| Unsound("its cards"))?);
            at = at.saturating_add(length);
        }
        if at != group.cards.len() {
            return Err(Unsound("its cards"));
        }
        let mut numbers = vec![0];
        for shows in group.hour_cards.iter().skip(1) {
            let place = usize::try_from(*shows).ok().and_then(|doc| places.get(doc)).ok_or(Unsound("its hours"))?;
            let from = usize::try_from(place.offset()).unwrap_or(usize::MAX).saturating_sub(start);
            let bytes = group.cards.get(from..from.saturating_add(place.length())).unwrap_or_default();
            let known = hours.all.len();
            numbers.push(hours.number(card(bytes, *place).map_err(|_| Unsound("its cards"))?.hours()));
            self.hour_cards.extend((hours.all.len() > known).then_some(place.0));
        }
        self.cards.extend_from_slice(&group.cards);
        self.cards_at.extend(places.iter().map(|place| place.0));
        Ok(group.hours.iter().map(|one| numbers[*one as usize]).collect())
    }
}

#[cfg(test)]
mod tests;
