//! Gathering: from candidates to results, one for each service at its nearest site that passes. Every service is counted as it
//! comes; of the results only the best are kept, as many as a page shows. What only needs beside those asked for speak for waits until
//! everything is in, and is dropped where enough answers what was asked.

use crate::search::{
    counts::Counts,
    error::SearchError,
    execute::{Beside, Candidate},
    filters,
    snapshot::Snapshot,
    wishing::MOST_BARS,
    worth::By,
};
use std::cmp::Ordering;

/// The results of one way of asking, while they come in.
#[derive(Debug)]
pub(crate) struct Gathered<'a> {
    snapshot: &'a Snapshot,
    ranking: Ranking,
    /// Results to keep: all up to the end of the page.
    keep: usize,
    /// The best so far, in no order, and some that have been overtaken since.
    best: Vec<Candidate>,
    /// The worst of the best when they were last sorted out: nothing behind it can be on the page.
    worst: Option<Candidate>,
    /// Sites of services that have several.
    several: Vec<Candidate>,
    /// What only needs beside those asked for speak for.
    aside: Vec<Candidate>,
    /// Services that pass every filter.
    pub(crate) total: u64,
    /// Of those, how many carry a need asked for.
    carrying: u64,
    /// Of those, how many are there for needs beside those asked for.
    pub(crate) beside: u64,
    /// Of those, how many say that they are for others: by bit of [`Candidate::barred`].
    pub(crate) barred: [u64; MOST_BARS],
    /// How many more there are without each filter, in the order of [`filters::ALL`].
    pub(crate) more: Vec<u64>,
    /// Counts of every filter's choices.
    pub(crate) counts: Counts<'a>,
}

/// The order of results.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ranking {
    /// The best first.
    Best,
    /// Those whose whole name was typed, then the nearest.
    Nearest,
}

impl<'a> Gathered<'a> {
    /// Nothing yet; `keep` results are wanted.
    pub(crate) fn new(snapshot: &'a Snapshot, ranking: Ranking, keep: usize, counts: Counts<'a>) -> Self {
        let (best, several, aside, more) = (Vec::new(), Vec::new(), Vec::new(), vec![0; filters::ALL.len()]);
        Self {
            snapshot,
            ranking,
            keep,
            best,
            worst: None,
            several,
            aside,
            total: 0,
            carrying: 0,
            beside: 0,
            barred: [0; MOST_BARS],
            more,
            counts,
        }
    }

    /// Takes a candidate; says whether what stands beside the needs asked for is still wanted.
    pub(crate) fn add(&mut self, candidate: Candidate) -> Result<Beside, SearchError> {
        if candidate.by == By::Beside {
            self.aside.push(candidate);
        } else {
            self.add_asked(candidate)?;
        }
        Ok(if self.carrying < FEW { Beside::Wanted } else { Beside::NotWanted })
    }

    fn add_asked(&mut self, candidate: Candidate) -> Result<(), SearchError> {
        if candidate.several {
            self.several.push(candidate);
            return Ok(());
        }
        self.service(std::slice::from_ref(&candidate))
    }

    /// Takes what waited, once all candidates are in: what stands beside, where few carry a need asked for, and services with several
    /// sites.
    pub(crate) fn close(&mut self) -> Result<(), SearchError> {
        let aside = std::mem::take(&mut self.aside);
        if self.are_few() {
            aside.into_iter().try_for_each(|candidate| self.add_asked(candidate))?;
        }
        let mut several = std::mem::take(&mut self.several);
        several.sort_unstable_by(|one, other| one.service.cmp(&other.service).then_with(|| nearer(self.snapshot, one, other)));
        several.chunk_by(|one, other| one.service == other.service).try_for_each(|sites| self.service(sites))
    }

    /// The results from one place to another in their order.
    pub(crate) fn page(&mut self, from: usize) -> &[Candidate] {
        self.sort_out();
        let Self { snapshot, ranking, best, .. } = self;
        best.sort_unstable_by(|one, other| ranking.order(snapshot, one, other));
        &best[from.min(best.len())..]
    }

    /// Whether few services carry a need asked for, those with several sites among them.
    pub(crate) fn are_few(&self) -> bool {
        let carry = |site: &&Candidate| site.by == By::Need && site.fails == 0;
        let mut several: Vec<u32> = self.several.iter().filter(carry).map(|site| site.service).collect();
        several.sort_unstable();
        several.dedup();
        self.carrying.saturating_add(several.len() as u64) < FEW
    }

    fn service(&mut self, sites: &[Candidate]) -> Result<(), SearchError> {
        self.counts.add(sites)?;
        match sites.iter().find(|site| site.fails == 0) {
            Some(passes) => self.result(*passes),
            None => self.left_out(sites),
        }
        Ok(())
    }

    fn result(&mut self, result: Candidate) {
        self.total += 1;
        self.carrying += u64::from(result.by == By::Need);
        self.beside += u64::from(result.by == By::Beside);
        if result.barred != 0 {
            let bits = self.barred.iter_mut().enumerate().filter(|(bit, _)| result.barred & 1 << bit != 0);
            bits.for_each(|(_, barred)| *barred += 1);
        }
        if self.worst.is_some_and(|worst| self.ranking.order(self.snapshot, &worst, &result).is_lt()) {
            return;
        }
        self.best.push(result);
        if self.best.len() > 2 * self.keep + SLACK {
            self.sort_out();
        }
    }

    /// Keeps only the best.
    fn sort_out(&mut self) {
        let Self { snapshot, ranking, best, keep, .. } = self;
        if best.len() > *keep && *keep > 0 {
            best.select_nth_unstable_by(*keep - 1, |one, other| ranking.order(snapshot, one, other));
            self.worst = Some(best[*keep - 1]);
        }
        best.truncate(*keep);
    }

    /// Counts a service none of whose sites passes, for every filter that alone keeps one out.
    fn left_out(&mut self, sites: &[Candidate]) {
        let alone = sites.iter().filter(|site| site.fails.is_power_of_two()).fold(0, |all, site| all | site.fails);
        for (bit, more) in self.more.iter_mut().enumerate() {
            *more += u64::from(u64::from(alone) >> bit & 1 != 0);
        }
    }
}

/// Where fewer carry a need asked for, what stands beside it is looked at too.
const FEW: u64 = 3;
/// Room beside the results kept, so that they are sorted out seldom.
const SLACK: usize = 64;

impl Ranking {
    /// Which of two results comes first. Never equal for two services.
    fn order(self, snapshot: &Snapshot, one: &Candidate, other: &Candidate) -> Ordering {
        let best = || other.score.total_cmp(&one.score);
        let distance = || near(one).total_cmp(&near(other));
        let by = match self {
            Self::Nearest => other.exact.cmp(&one.exact).then_with(distance).then_with(best),
            Self::Best => best().then_with(distance),
        };
        let id = |candidate: &Candidate| snapshot.segments[candidate.spot.segment].sidecar.ids[candidate.spot.doc as usize];
        by.then_with(|| id(one).cmp(&id(other)))
    }
}

/// Order of a service's sites: nearest, then as published, whatever segment they lie in.
fn nearer(snapshot: &Snapshot, one: &Candidate, other: &Candidate) -> Ordering {
    let card = |candidate: &Candidate| snapshot.segments[candidate.spot.segment].sidecar.cards[candidate.spot.doc as usize];
    near(one).total_cmp(&near(other)).then_with(|| card(one).cmp(&card(other)))
}

fn near(candidate: &Candidate) -> f64 {
    candidate.metres.unwrap_or(f64::INFINITY)
}
