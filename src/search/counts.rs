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
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// Values of an open list offered, besides those chosen.
const OFFERED: usize = 12;

/// Counts what each choice would leave, service by service.
///
/// Services are counted by the numbers of their kinds; only at the end is each kind that was met looked at, once.
#[derive(Debug)]
pub(crate) struct Counts<'a> {
    snapshot: &'a Snapshot,
    chosen: &'a Chosen,
    /// The kinds of services whose sites are all alike: of those that fail no filter, then of those that fail only the first one, the
    /// second and so on.
    kinds: Vec<Vec<u32>>,
    tally: Tally,
    /// The open lists and the needs among [`filters::ALL`], by their places there.
    listed: Listed,
    /// The set of needs of each service counted.
    needs: Vec<u32>,
    /// The set of values of each service counted, open list by open list.
    lists: Vec<Vec<u32>>,
}

impl<'a> Counts<'a> {
    pub(crate) fn new(snapshot: &'a Snapshot, chosen: &'a Chosen) -> Self {
        Self {
            snapshot,
            chosen,
            kinds: vec![Vec::new(); filters::ALL.len() + 1],
            tally: Tally::default(),
            listed: Listed::of_all(),
            needs: Vec::new(),
            lists: vec![Vec::new(); snapshot.lists.len()],
        }
    }

    /// Counts one service, given all its candidates: a choice counts where any of its sites would be left.
    pub(crate) fn add(&mut self, sites: &[Candidate]) -> Result<(), SearchError> {
        self.add_lists(sites);
        let Some((first, others)) = sites.split_first() else { return Ok(()) };
        if others.iter().all(|other| (other.kind, other.fails) == (first.kind, first.fails)) {
            let place = if first.fails == 0 { 0 } else { first.fails.trailing_zeros() as usize + 1 };
            self.kinds[place].push(first.kind);
            return Ok(());
        }
        let mut row = Row::default();
        for site in sites {
            let own = self.chosen.row(&self.chosen.see(self.snapshot, site.kind), site.fails)?;
            row.iter_mut().zip(own).for_each(|(all, own)| *all |= own);
        }
        self.tally.add(&row, 1);
        Ok(())
    }

    /// Counts a service in the open lists, whose values it has at every site alike.
    fn add_lists(&mut self, sites: &[Candidate]) {
        let left = |at: usize| sites.iter().find(|site| site.fails & !(1 << at) == 0);
        let sidecar = |site: &Candidate| &self.snapshot.segments[site.spot.segment].sidecar;
        self.needs.extend(left(self.listed.needs).map(|site| sidecar(site).needs[site.spot.doc as usize]));
        for (list, (at, sets)) in self.listed.open.iter().zip(&mut self.lists).enumerate() {
            sets.extend(left(*at).map(|site| sidecar(site).lists[list][site.spot.doc as usize]));
        }
    }

    /// Every filter with its counts.
    pub(crate) fn facets(mut self, question: &Question, needs: &Needs) -> Result<Vec<Facet>, SearchError> {
        self.unfold()?;
        let mut lists = self.snapshot.lists.iter().zip(&self.lists);
        let mut facet = |filter: &&dyn Filter, asked: &Asked| {
            let values = values(question, *filter);
            let choices = match filter.choices() {
                Choices::Closed(words, _) | Choices::Told(words, _) => self.closed(words, asked, values),
                Choices::Needs => NeedCounts::of(self.snapshot, needs, &self.needs).offered(values),
                Choices::Open(_) => lists.next().map(|(list, sets)| ListCounts::of(list, sets).offered(values)).unwrap_or_default(),
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
        Ok(filters::ALL.iter().zip(&self.chosen.asked).map(|(filter, asked)| facet(filter, asked)).collect())
    }

    /// Counts the choices of closed lists: of every kind that was met once, however many services are of it.
    fn unfold(&mut self) -> Result<(), SearchError> {
        for (place, kinds) in self.kinds.iter().enumerate().filter(|(_, kinds)| !kinds.is_empty()) {
            let fails = place.checked_sub(1).map_or(0, |bit| 1 << bit);
            for (kind, times) in sums(kinds, self.snapshot.kinds.len()) {
                let row = self.chosen.row(&self.chosen.see(self.snapshot, kind), fails)?;
                self.tally.add(&row, times);
            }
        }
        Ok(())
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

/// The filters whose values are lists of words, by their places in [`filters::ALL`].
#[derive(Debug)]
struct Listed {
    needs: usize,
    open: Vec<usize>,
}

impl Listed {
    fn of_all() -> Self {
        let all = || filters::ALL.iter().map(|filter| filter.choices()).enumerate();
        let open = all().filter(|(_, choices)| matches!(choices, Choices::Open(_))).map(|(at, _)| at).collect();
        let needs = all().find(|(_, choices)| matches!(choices, Choices::Needs));
        Self { needs: needs.map_or(filters::ALL.len(), |(at, _)| at), open }
    }
}

fn choice(word: &str, label: &str, count: u64, chosen: &[String]) -> Choice {
    Choice { value: word.to_owned(), label: label.to_owned(), count, chosen: chosen.iter().any(|value| value == word) }
}

/// How often each of `all` numbers occurs, those that do, in their order. Of few among many that could be, nothing as long as all of
/// them is made.
fn occurring(numbers: impl Iterator<Item = (u32, u32)>, few: bool, all: usize) -> Vec<(u32, u32)> {
    if few {
        let mut numbers: Vec<(u32, u32)> = numbers.collect();
        numbers.sort_unstable_by_key(|(number, _)| *number);
        let sum = |same: &[(u32, u32)]| (same[0].0, same.iter().map(|(_, times)| times).sum());
        return numbers.chunk_by(|one, other| one.0 == other.0).map(sum).collect();
    }
    let mut sums = vec![0; all];
    numbers.for_each(|(number, times)| sums[number as usize] += times);
    (0..).zip(sums).filter(|(_, sum)| *sum > 0).collect()
}

/// One in so many is many: sorting takes as long as a table of all.
const MANY: usize = 16;

/// How often each of `all` numbers occurs, of many services' one each.
fn sums(numbers: &[u32], all: usize) -> Vec<(u32, u32)> {
    occurring(numbers.iter().map(|number| (*number, 1)), numbers.len() < all / MANY, all)
}

/// Counts of the values of an open list.
#[derive(Debug)]
struct ListCounts<'a> {
    values: &'a Values,
    /// Values that were met, and of how many services, in the order of the values.
    met: Vec<(u32, u32)>,
}

impl<'a> ListCounts<'a> {
    /// Counts services with these sets of values, each set once.
    fn of(values: &'a Values, services: &[u32]) -> Self {
        let sets = sums(services, values.known.sets.len());
        let words = sets.iter().flat_map(|(set, times)| values.known.sets.words(*set).iter().map(|word| (*word, *times)));
        let all = values.known.words.len();
        Self { values, met: occurring(words, sets.len() < all / MANY, all) }
    }

    fn count(&self, word: u32) -> u32 {
        self.met.binary_search_by_key(&word, |(word, _)| *word).map_or(0, |at| self.met[at].1)
    }

    /// The most frequent values, as many as are offered or more where the last of them are equally frequent. Names are not
    /// compared: a whole country's organisations are many.
    fn most_frequent(&self) -> Vec<(u32, u32)> {
        let mut counts: Vec<u32> = self.met.iter().map(|(_, count)| *count).collect();
        let least = match counts.len() {
            0..=OFFERED => 0,
            _ => *counts.select_nth_unstable_by(OFFERED - 1, |one, other| other.cmp(one)).1,
        };
        self.met.iter().copied().filter(|(_, count)| *count >= least).collect()
    }

    /// The most frequent values and every chosen one, most frequent first.
    fn offered(&self, chosen: &[String]) -> Vec<Choice> {
        let rank = |(word, count): &(u32, u32)| (Reverse(*count), self.values.known.words.text(*word));
        let mut words = self.most_frequent();
        words.sort_unstable_by(|one, other| rank(one).cmp(&rank(other)));
        words.truncate(OFFERED);
        words.extend(chosen.iter().filter_map(|value| self.values.known.words.number(value)).map(|word| (word, self.count(word))));
        words.sort_unstable_by(|one, other| rank(one).cmp(&rank(other)));
        words.dedup();
        let known = words.iter().map(|(word, count)| {
            let (text, label) = (self.values.known.words.text(*word), &self.values.labels[*word as usize]);
            choice(text, label, u64::from(*count), chosen)
        });
        let unknown = chosen.iter().filter(|value| self.values.known.words.number(value).is_none());
        known.chain(unknown.map(|value| choice(value, value, 0, chosen))).collect()
    }
}

/// Counts of needs, a broader one once for each service that carries it or a narrower one.
#[derive(Debug)]
struct NeedCounts<'a> {
    needs: &'a Needs,
    counts: FxHashMap<&'a str, u64>,
}

impl<'a> NeedCounts<'a> {
    /// Counts services with these sets of needs, each set once.
    fn of(snapshot: &'a Snapshot, needs: &'a Needs, services: &[u32]) -> Self {
        let sets = sums(services, snapshot.needs.sets.len());
        let mut counts = FxHashMap::default();
        let mut numbered = vec![(0_u64, usize::MAX); needs.len()];
        for (at, (set, times)) in sets.iter().enumerate() {
            for word in snapshot.needs.sets.words(*set) {
                let code = snapshot.needs.words.text(*word);
                for number in needs.broadening(code) {
                    let (count, last) = &mut numbered[*number as usize];
                    *count += if *last == at { 0 } else { u64::from(*times) };
                    *last = at;
                }
                if needs.get(code).is_none() {
                    *counts.entry(code).or_default() += u64::from(*times);
                }
            }
        }
        let counted = numbered.iter().zip(0..).filter(|((count, _), _)| *count > 0);
        counts.extend(counted.filter_map(|((count, _), number)| Some((needs.code(number)?, *count))));
        Self { needs, counts }
    }

    /// The most frequent needs and every chosen one, a broader need counted with its narrower ones; most frequent first.
    fn offered(mut self, chosen: &'a [String]) -> Vec<Choice> {
        for code in chosen {
            self.counts.entry(code).or_default();
        }
        let mut ranked: Vec<(&str, u64)> = self.counts.into_iter().collect();
        ranked.sort_by_key(|(code, count)| (Reverse(*count), *code));
        let kept = ranked.into_iter().enumerate().filter(|(at, (code, _))| *at < OFFERED || chosen.iter().any(|one| one == code));
        kept.map(|(_, (code, count))| choice(code, self.needs.label(code), count, chosen)).collect()
    }
}
