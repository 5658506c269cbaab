//! The chosen filters, ready to judge documents, and the counts of what each choice would leave.

use crate::{
    finding::{
        answer::{Choice, Facet},
        needs::Needs,
        question::Question,
    },
    search::{
        error::SearchError,
        execute::Candidate,
        filters::{self, Bits, Choices, Filter, open_now},
        sidecar::Sidecar,
        snapshot::Snapshot,
    },
};
use jiff::Zoned;
use std::collections::BTreeMap;

/// Needs offered as choices.
const NEEDS_OFFERED: usize = 12;

/// The rules of the filters, in the order of [`filters::ALL`].
#[derive(Debug)]
pub(crate) struct Chosen {
    rules: Vec<Rule>,
    bits: Vec<Option<Bits>>,
}

#[derive(Debug)]
enum Rule {
    /// Nothing chosen.
    Any,
    /// One of these bits.
    Mask { column: usize, bits: u64 },
    /// One of these needs, by numbered word.
    Needs(Vec<bool>),
    /// Open now.
    Open,
}

impl Chosen {
    /// The rules a question chose. Values a filter does not have are not counted as chosen.
    pub(crate) fn of(question: &Question, needs: &Needs, snapshot: &Snapshot) -> Self {
        let bits = filters::layout();
        let rules = filters::ALL.iter().zip(&bits).map(|(filter, bits)| rule(*filter, *bits, values(question, *filter), needs, snapshot));
        Self { rules: rules.collect(), bits }
    }

    /// The filters a document fails, a bit each.
    pub(crate) fn fails(&self, snapshot: &Snapshot, sidecar: &Sidecar, doc: u32, now: &Zoned) -> Result<u16, SearchError> {
        let at = doc as usize;
        let mut fails = 0;
        for (bit, rule) in self.rules.iter().enumerate() {
            let passes = match rule {
                Rule::Any => true,
                Rule::Mask { column, bits } => sidecar.masks[*column][at] & bits != 0,
                Rule::Needs(allowed) => snapshot.sets.sum(sidecar.needs[at], allowed),
                Rule::Open => snapshot.is_open(sidecar.hours[at], now)?,
            };
            fails |= u16::from(!passes) << bit;
        }
        Ok(fails)
    }
}

/// The values a question chose of a filter.
fn values<'a>(question: &'a Question, filter: &dyn Filter) -> &'a [String] {
    question.chosen.get(filter.parameter()).map_or(&[], Vec::as_slice)
}

fn rule(filter: &dyn Filter, bits: Option<Bits>, values: &[String], needs: &Needs, snapshot: &Snapshot) -> Rule {
    match (filter.choices(), bits) {
        _ if values.is_empty() => Rule::Any,
        (Choices::Closed(choices), Some(place)) => {
            let held = choices.iter().enumerate().filter(|(_, (word, _))| values.iter().any(|value| value == word));
            let bits = held.fold(0, |bits, (at, _)| bits | 1 << (place.shift + at));
            if bits == 0 { Rule::Any } else { Rule::Mask { column: place.column, bits } }
        }
        (Choices::Needs, _) => {
            let wanted = needs.with_narrower(values);
            Rule::Needs(snapshot.mark(wanted.into_iter().chain(values.iter().map(String::as_str))))
        }
        (Choices::OpenNow, _) if values.iter().any(|value| value == open_now::YES) => Rule::Open,
        _ => Rule::Any,
    }
}

/// Counts what each choice would leave, service by service.
#[derive(Debug)]
pub(crate) struct Counts<'a> {
    snapshot: &'a Snapshot,
    chosen: &'a Chosen,
    now: &'a Zoned,
    closed: Vec<Vec<u64>>,
    needs: NeedCounts<'a>,
    open: u64,
}

impl<'a> Counts<'a> {
    pub(crate) fn new(snapshot: &'a Snapshot, chosen: &'a Chosen, needs: &'a Needs, now: &'a Zoned) -> Self {
        let closed = chosen.bits.iter().map(|bits| vec![0; bits.map_or(0, |bits| bits.width)]).collect();
        Self { snapshot, chosen, now, closed, needs: NeedCounts::new(snapshot, needs), open: 0 }
    }

    /// Counts one service, given all its candidates.
    pub(crate) fn add(&mut self, sites: &[Candidate]) -> Result<(), SearchError> {
        for (at, filter) in filters::ALL.iter().enumerate() {
            let mut left = sites.iter().filter(|site| site.fails & !(1 << at) == 0);
            match (filter.choices(), self.chosen.bits[at]) {
                (Choices::Closed(_), Some(bits)) => {
                    let held = left.fold(0, |held, site| held | self.sidecar(site).masks[bits.column][site.spot.doc as usize]);
                    count(&mut self.closed[at], held >> bits.shift);
                }
                (Choices::Needs, _) => {
                    let set = left.next().map(|site| self.sidecar(site).needs[site.spot.doc as usize]);
                    if let Some(set) = set {
                        self.needs.add(set);
                    }
                }
                (Choices::OpenNow, _) => {
                    let mut open = false;
                    for site in left {
                        open = open || self.snapshot.is_open(self.sidecar(site).hours[site.spot.doc as usize], self.now)?;
                    }
                    self.open += u64::from(open);
                }
                (Choices::Closed(_), None) => {}
            }
        }
        Ok(())
    }

    fn sidecar(&self, site: &Candidate) -> &'a Sidecar {
        &self.snapshot.segments[site.spot.segment].sidecar
    }

    /// Every filter with its counts.
    pub(crate) fn facets(&self, question: &Question, needs: &Needs) -> Vec<Facet> {
        filters::ALL.iter().zip(&self.closed).map(|(filter, counts)| self.facet(*filter, counts, question, needs)).collect()
    }

    fn facet(&self, filter: &dyn Filter, counts: &[u64], question: &Question, needs: &Needs) -> Facet {
        let values = values(question, filter);
        let chosen = |word: &str| values.iter().any(|value| value == word);
        let choice =
            |word: &str, label: &str, count| Choice { value: word.to_owned(), label: label.to_owned(), count, chosen: chosen(word) };
        let choices = match filter.choices() {
            Choices::Closed(list) => list.iter().zip(counts).map(|((word, label), count)| choice(word, label, *count)).collect(),
            Choices::OpenNow => vec![choice(open_now::YES, open_now::YES_LABEL, self.open)],
            Choices::Needs => {
                let offered = self.offered(needs, &chosen);
                offered.into_iter().map(|(code, count)| choice(&code, needs.label(&code), count)).collect()
            }
        };
        Facet { parameter: filter.parameter(), label: filter.label(), choices }
    }

    /// The most frequent needs and every chosen one, a broader need counted with its narrower ones; most frequent first.
    fn offered(&self, needs: &Needs, chosen: &dyn Fn(&str) -> bool) -> Vec<(String, u64)> {
        let mut counts = self.needs.by_code();
        let chosen_codes = needs.iter().map(|(code, _)| code).filter(|code| chosen(code));
        chosen_codes.for_each(|code| _ = counts.entry(code).or_default());
        let mut ranked: Vec<(&str, u64)> = counts.into_iter().collect();
        ranked.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(other.0)));
        let kept = ranked.into_iter().enumerate().filter(|(at, (code, _))| *at < NEEDS_OFFERED || chosen(code));
        kept.map(|(_, (code, count))| (code.to_owned(), count)).collect()
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

    fn by_code(&self) -> BTreeMap<&'a str, u64> {
        self.numbers.iter().map(|(code, number)| (*code, self.counts[*number])).collect()
    }
}

fn count(counts: &mut [u64], mut held: u64) {
    let width = counts.len();
    if width < 64 {
        held &= (1 << width) - 1;
    }
    while held != 0 {
        counts[held.trailing_zeros() as usize] += 1;
        held &= held - 1;
    }
}
