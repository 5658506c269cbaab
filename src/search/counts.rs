//! Live counts: how many services each choice of each filter would leave, the other filters kept.

use crate::{
    finding::{
        answer::{Choice, Facet, TypedChoice},
        needs::Needs,
        question::Question,
    },
    search::{
        chosen::{Asked, Chosen, values},
        error::SearchError,
        execute::Candidate,
        filters::{self, Choices, Filter, MASKS, Row, Words},
        snapshot::{Snapshot, Values},
        tally::Tally,
    },
};
use std::{cmp::Reverse, collections::BTreeMap};

/// Values of an open list offered, besides those chosen.
const OFFERED: usize = 12;

/// Counts what each choice would leave, service by service.
#[derive(Debug)]
pub(crate) struct Counts<'a> {
    snapshot: &'a Snapshot,
    chosen: &'a Chosen,
    tally: Tally,
    needs: NeedCounts<'a>,
    lists: Vec<ListCounts<'a>>,
}

impl<'a> Counts<'a> {
    pub(crate) fn new(snapshot: &'a Snapshot, chosen: &'a Chosen, needs: &'a Needs) -> Self {
        let lists = snapshot.lists.iter().map(ListCounts::new).collect();
        Self { snapshot, chosen, tally: Tally::default(), needs: NeedCounts::new(snapshot, needs), lists }
    }

    /// Counts one service, given all its candidates: a choice counts where any of its sites would be left.
    pub(crate) fn add(&mut self, sites: &[Candidate]) -> Result<(), SearchError> {
        let mut row = Row::default();
        for site in sites {
            let sidecar = &self.snapshot.segments[site.spot.segment].sidecar;
            let own = self.chosen.row(&self.chosen.see(self.snapshot, sidecar, site.spot.doc), site.fails)?;
            row.iter_mut().zip(own).for_each(|(all, own)| *all |= own);
        }
        self.tally.add(&row);
        self.add_lists(sites);
        Ok(())
    }

    /// Counts a service in the open lists, whose values it has at every site alike.
    fn add_lists(&mut self, sites: &[Candidate]) {
        let mut list = 0;
        for (at, filter) in filters::ALL.iter().enumerate() {
            let left = || sites.iter().find(|site| site.fails & !(1 << at) == 0);
            let sidecar = |site: &Candidate| &self.snapshot.segments[site.spot.segment].sidecar;
            match filter.choices() {
                Choices::Needs => {
                    if let Some(site) = left() {
                        self.needs.add(sidecar(site).needs[site.spot.doc as usize]);
                    }
                }
                Choices::Open(_) => {
                    if let Some(site) = left() {
                        self.lists[list].add(sidecar(site).lists[list][site.spot.doc as usize]);
                    }
                    list += 1;
                }
                Choices::Closed(..) | Choices::Told(..) => {}
            }
        }
    }

    /// Every filter with its counts.
    pub(crate) fn facets(&self, question: &Question, needs: &Needs) -> Vec<Facet> {
        let mut lists = self.lists.iter();
        let mut facet = |filter: &&dyn Filter, asked: &Asked| {
            let values = values(question, *filter);
            let choices = match filter.choices() {
                Choices::Closed(words, _) | Choices::Told(words, _) => self.closed(words, asked, values),
                Choices::Needs => self.needs.offered(needs, values),
                Choices::Open(_) => lists.next().map(|list| list.offered(values)).unwrap_or_default(),
            };
            Facet {
                parameter: filter.parameter(),
                label: filter.label(),
                section: filter.section().label(),
                choices,
                typed: filter.typed().map(|typed| TypedChoice { label: typed.label, choices: self.typed(asked) }),
                problem: asked.problem.clone(),
            }
        };
        filters::ALL.iter().zip(&self.chosen.asked).map(|(filter, asked)| facet(filter, asked)).collect()
    }

    fn closed(&self, words: Words, asked: &Asked, values: &[String]) -> Vec<Choice> {
        let Some(bits) = asked.bits else { return Vec::new() };
        let choices = words.iter().zip(bits.shift..);
        choices.map(|((word, label), bit)| choice(word, label, self.tally.count(bits.column, bit), values)).collect()
    }

    /// The values typed, which are all chosen.
    fn typed(&self, asked: &Asked) -> Vec<Choice> {
        let count = |bit| self.tally.count(MASKS, bit);
        asked
            .typed
            .iter()
            .map(|(text, _, bit)| Choice { value: text.clone(), label: text.clone(), count: count(*bit), chosen: true })
            .collect()
    }
}

fn choice(word: &str, label: &str, count: u64, chosen: &[String]) -> Choice {
    Choice { value: word.to_owned(), label: label.to_owned(), count, chosen: chosen.iter().any(|value| value == word) }
}

/// Counts of the values of an open list. Only values that were met take any time.
#[derive(Debug)]
struct ListCounts<'a> {
    values: &'a Values,
    counts: Vec<u32>,
    met: Vec<u32>,
}

impl<'a> ListCounts<'a> {
    fn new(values: &'a Values) -> Self {
        Self { values, counts: vec![0; values.words.len()], met: Vec::new() }
    }

    /// Counts a service with this set of values.
    fn add(&mut self, set: u32) {
        for word in self.values.sets.words(set) {
            let count = &mut self.counts[*word as usize];
            if *count == 0 {
                self.met.push(*word);
            }
            *count += 1;
        }
    }

    /// The most frequent values, as many as are offered or more where the last of them are equally frequent. Names are not
    /// compared: a whole country's organisations are many.
    fn most_frequent(&self) -> Vec<u32> {
        let mut counts: Vec<u32> = self.met.iter().map(|word| self.counts[*word as usize]).collect();
        let least = match counts.len() {
            0..=OFFERED => 0,
            _ => *counts.select_nth_unstable_by(OFFERED - 1, |one, other| other.cmp(one)).1,
        };
        self.met.iter().copied().filter(|word| self.counts[*word as usize] >= least).collect()
    }

    /// The most frequent values and every chosen one, most frequent first.
    fn offered(&self, chosen: &[String]) -> Vec<Choice> {
        let count = |word: u32| self.counts[word as usize];
        let rank = |word: &u32| (Reverse(count(*word)), self.values.words.text(*word));
        let mut most = self.most_frequent();
        most.sort_unstable_by(|one, other| rank(one).cmp(&rank(other)));
        most.truncate(OFFERED);
        let others = chosen.iter().filter_map(|value| self.values.words.number(value)).filter(|word| !most.contains(word));
        let mut words: Vec<u32> = most.iter().copied().chain(others).collect();
        words.sort_unstable_by(|one, other| rank(one).cmp(&rank(other)));
        words.dedup();
        let known = words.iter().map(|word| {
            let (text, label) = (self.values.words.text(*word), &self.values.labels[*word as usize]);
            choice(text, label, u64::from(count(*word)), chosen)
        });
        let unknown = chosen.iter().filter(|value| self.values.words.number(value).is_none());
        known.chain(unknown.map(|value| choice(value, value, 0, chosen))).collect()
    }
}

/// Counts of needs, a broader one once for each service that carries it or a narrower one.
#[derive(Debug)]
struct NeedCounts<'a> {
    snapshot: &'a Snapshot,
    needs: &'a Needs,
    /// By numbered word: the needs it counts for, once it has been met.
    counts_for: Vec<Option<Box<[usize]>>>,
    numbers: BTreeMap<&'a str, usize>,
    counts: Vec<u64>,
    /// The service a need was last counted for.
    last: Vec<u64>,
    service: u64,
}

impl<'a> NeedCounts<'a> {
    fn new(snapshot: &'a Snapshot, needs: &'a Needs) -> Self {
        let counts_for = vec![None; snapshot.words.len()];
        Self { snapshot, needs, counts_for, numbers: BTreeMap::new(), counts: Vec::new(), last: Vec::new(), service: 0 }
    }

    /// Counts a service with this set of needs.
    fn add(&mut self, set: u32) {
        self.service += 1;
        let snapshot = self.snapshot;
        for word in snapshot.sets.words(set) {
            let known = *word as usize;
            if self.counts_for[known].is_none() {
                self.counts_for[known] = Some(self.meet(snapshot.words.text(*word)));
            }
            for need in self.counts_for[known].iter().flatten() {
                if self.last[*need] != self.service {
                    self.last[*need] = self.service;
                    self.counts[*need] += 1;
                }
            }
        }
    }

    /// Numbers of a need and its broader ones.
    fn meet(&mut self, code: &'a str) -> Box<[usize]> {
        let chain = self.needs.with_broader(code);
        let numbers = chain.into_iter().map(|code| {
            let next = self.numbers.len();
            let number = *self.numbers.entry(code).or_insert(next);
            if number == next {
                self.counts.push(0);
                self.last.push(0);
            }
            number
        });
        numbers.collect()
    }

    /// The most frequent needs and every chosen one, a broader need counted with its narrower ones; most frequent first.
    fn offered(&self, needs: &Needs, chosen: &[String]) -> Vec<Choice> {
        let mut counts: BTreeMap<&str, u64> = self.numbers.iter().map(|(code, number)| (*code, self.counts[*number])).collect();
        for code in chosen {
            counts.entry(code).or_default();
        }
        let mut ranked: Vec<(&str, u64)> = counts.into_iter().collect();
        ranked.sort_by_key(|(code, count)| (Reverse(*count), *code));
        let kept = ranked.into_iter().enumerate().filter(|(at, (code, _))| *at < OFFERED || chosen.iter().any(|one| one == code));
        kept.map(|(_, (code, count))| choice(code, needs.label(code), count, chosen)).collect()
    }
}
