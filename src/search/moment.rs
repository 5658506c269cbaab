//! The moment of asking, and what a document looks like at it: what filters are told that no index can know.

use crate::{
    finding::question::Question,
    model::opening::{Outlook, Pattern},
    search::{
        ages,
        error::SearchError,
        facts::{self, Facts},
        filters::{checked, day, time},
        hours::Day,
        kinds::Kind,
        snapshot::Snapshot,
    },
};
use jiff::Zoned;
use std::sync::Arc;

/// The moment of asking.
#[derive(Debug)]
pub(crate) struct Moment {
    now: Zoned,
    day: Arc<Day>,
    /// Today, as a number.
    pub(crate) today: u64,
    /// The first days of the periods a check may lie in.
    pub(crate) checked_since: [u64; 4],
    /// The days of the week that parts of the day are asked of, a bit each from Monday.
    pub(crate) days: u8,
    /// The parts of the day that days are asked of, a bit each from the night.
    pub(crate) parts: u8,
}

impl Moment {
    /// The moment of a question, and the days and parts of the day it chose.
    pub(crate) fn of(question: &Question, snapshot: &Snapshot) -> Self {
        let chosen = |parameter: &str| question.chosen.get(parameter).map_or(&[][..], Vec::as_slice);
        let now = &question.now;
        Self {
            day: snapshot.hours.day(now),
            today: facts::day(now.date()),
            checked_since: checked::since(now.date()),
            days: day::chosen(chosen("day")),
            parts: time::chosen(chosen("time")),
            now: now.clone(),
        }
    }
}

/// A document at the moment of asking: what filters see of it, but for its values of open lists.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seen<'a> {
    pub(crate) snapshot: &'a Snapshot,
    pub(crate) kind: &'a Kind,
    pub(crate) moment: &'a Moment,
}

impl Seen<'_> {
    /// Whether it is certainly open now.
    pub(crate) fn is_open(&self) -> Result<bool, SearchError> {
        Ok(self.outlook()?.is_some_and(|outlook| outlook.is_open(self.moment.now.timestamp())))
    }

    /// When in the week it has sessions.
    pub(crate) fn pattern(&self) -> Result<Pattern, SearchError> {
        Ok(self.outlook()?.map(|outlook| outlook.pattern).unwrap_or_default())
    }

    fn outlook(&self) -> Result<Option<&Outlook>, SearchError> {
        self.snapshot.hours.outlook(&self.moment.day, self.kind.hours, &self.moment.now)
    }

    /// The facts of its record.
    pub(crate) fn facts(&self) -> Facts {
        self.kind.facts
    }

    /// The ages it holds: from, and before which age.
    pub(crate) fn ages(&self) -> (f64, f64) {
        ages::unpack(self.kind.ages).span()
    }
}
