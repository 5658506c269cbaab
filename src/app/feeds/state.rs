//! What is known of a feed, and what a reading changes in that.

use super::{Outcome, Reading};
use crate::{app::import::CheckedAges, sources::fetch::Probed};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// The wait after a first reading that did not go well; doubled for each further one.
const BACK_OFF: SignedDuration = SignedDuration::from_mins(15);
/// The longest such wait.
const LONGEST_BACK_OFF: SignedDuration = SignedDuration::from_hours(24);

/// An interrupted reading is gone on with for this long; after that it begins anew.
const GO_ON: SignedDuration = SignedDuration::from_hours(6);
/// The longest a reading is gone on with whose server asked for a wait in between.
const LONGEST_GO_ON: SignedDuration = SignedDuration::from_hours(48);
/// Records that are remembered for asking for a wait.
const ASKED_BY: usize = 12;

/// What is known of a feed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct State {
    /// When the reading under way began, or one that was interrupted and is gone on with.
    pub began: Option<Timestamp>,
    /// Readings in a row that did not go well.
    pub failures: u32,
    /// The last reading that went well.
    pub read: Option<Timestamp>,
    /// The last reading of everything that went well.
    pub whole: Option<Timestamp>,
    /// The last reading of everything in which every record was asked for, whatever its date.
    pub thorough: Option<Timestamp>,
    /// What has changed since is asked for next.
    pub since: Option<Timestamp>,
    /// Where to go on from, in a feed that is turned by a cursor.
    pub cursor: Option<String>,
    /// What it can do.
    pub probed: Option<Probed>,
    /// Far more is missing than usual, and waits for a person.
    pub waiting: Option<Waiting>,
    /// How long ago its services were checked, as the last reading of everything found.
    pub checked: Option<CheckedAges>,
    /// The publisher's server asked to be left alone until then, at the last reading or at one before it that did not go well either.
    pub asked_to_wait: Option<Timestamp>,
    /// The paths of single records that asked for a wait since a reading last went well.
    pub asked_by: Vec<String>,
}

/// Services that a feed no longer has, more than may go without a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// How many are missing.
    pub missing: u64,
    /// Of how many.
    pub of: u64,
    /// Since when.
    pub since: Timestamp,
}

impl State {
    /// When the reading began that is to be gone on with. `None` = the next one begins anew.
    pub(super) fn goes_on(&self, now: Timestamp) -> Option<Timestamp> {
        let within = |since: Timestamp, time| now.duration_since(since) < time;
        // A server that gives so much a day would never be read to its end if each day began anew.
        let waited = self.asked_to_wait.is_some_and(|until| within(until, GO_ON));
        self.began.filter(|began| within(*began, GO_ON) || waited && within(*began, LONGEST_GO_ON))
    }

    /// What is known after a reading, and when the next is due.
    pub(super) fn take(&mut self, reading: &Reading, every_hours: u32) -> Timestamp {
        let went_well = matches!(reading.outcome, Outcome::Read | Outcome::Waiting);
        if went_well {
            self.failures = 0;
            self.asked_by.clear();
            self.began = None;
            self.read = Some(reading.ended);
            self.since = Some(reading.began);
            let waiting_since = self.waiting.map_or(reading.ended, |waiting| waiting.since);
            if !reading.changes_only {
                self.whole = Some(reading.began);
                self.checked = reading.checked;
                self.waiting = None;
            }
            if let Some(imported) = reading.imported.as_ref().filter(|imported| imported.held_back > 0) {
                self.waiting = Some(Waiting { missing: imported.held_back, of: imported.stood, since: waiting_since });
            }
        } else {
            self.failures = self.failures.saturating_add(1);
            self.asked_by.extend(reading.asked_by.clone());
            self.asked_by.drain(..self.asked_by.len().saturating_sub(ASKED_BY));
        }
        let every = SignedDuration::from_hours(i64::from(every_hours));
        let wait = if went_well { every } else { every.min(back_off(self.failures)) };
        let due = reading.ended.saturating_add(wait).unwrap_or(Timestamp::MAX);
        // What went wrong since does not end a wait.
        self.asked_to_wait = if went_well { reading.asked_to_wait } else { self.asked_to_wait.max(reading.asked_to_wait) };
        self.asked_to_wait.map_or(due, |until| due.max(until))
    }
}

/// The wait after so many readings in a row that did not go well.
fn back_off(failures: u32) -> SignedDuration {
    let doubled = BACK_OFF.checked_mul(1 << failures.saturating_sub(1).min(10)).unwrap_or(LONGEST_BACK_OFF);
    doubled.min(LONGEST_BACK_OFF)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{app::feeds::Imported, sources::fetch::Spent};

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn reading(outcome: Outcome, changes_only: bool, held_back: u64) -> Reading {
        let imported = Imported { stood: 100, unchanged: 60, held_back, ..Imported::default() };
        Reading {
            began: at("2026-11-29T10:00:00Z"),
            ended: at("2026-11-29T10:05:00Z"),
            outcome,
            changes_only,
            spent: Spent::default(),
            imported: Some(imported),
            checked: None,
            asked_to_wait: None,
            asked_by: None,
            remarks: Vec::new(),
        }
    }

    #[test]
    fn a_reading_that_went_well_is_due_again_after_its_hours_and_others_sooner_but_ever_later() {
        let mut state = State { began: Some(at("2026-11-29T10:00:00Z")), ..State::default() };
        assert_eq!(state.take(&reading(Outcome::Failed, false, 0), 24), at("2026-11-29T10:20:00Z"));
        assert_eq!(state.take(&reading(Outcome::Partly, false, 0), 24), at("2026-11-29T10:35:00Z"));
        assert!(state.began.is_some() && state.read.is_none(), "it is gone on with");
        state.failures = 40;
        assert_eq!(state.take(&reading(Outcome::Failed, false, 0), 48), at("2026-11-30T10:05:00Z"), "a day at most");
        assert_eq!(state.take(&reading(Outcome::Failed, false, 0), 1), at("2026-11-29T11:05:00Z"), "never later than usual");
        assert_eq!(state.take(&reading(Outcome::Read, false, 0), 24), at("2026-11-30T10:05:00Z"));
        assert_eq!((state.failures, state.began, state.whole), (0, None, Some(at("2026-11-29T10:00:00Z"))));
    }

    #[test]
    fn what_waits_goes_on_waiting_until_everything_was_read_again() {
        let mut state = State::default();
        state.take(&reading(Outcome::Waiting, false, 40), 24);
        let waiting = state.waiting.unwrap();
        assert_eq!((waiting.missing, waiting.of), (40, 100));
        state.take(&reading(Outcome::Read, true, 0), 24);
        assert_eq!(state.waiting, Some(waiting), "changes alone say nothing of what is missing");
        state.take(&reading(Outcome::Read, false, 0), 24);
        assert_eq!(state.waiting, None);
    }

    #[test]
    fn a_server_that_asked_for_a_wait_is_left_alone_and_the_reading_gone_on_with_after_it() {
        let mut state = State { began: Some(at("2026-11-29T10:00:00Z")), ..State::default() };
        let until = at("2026-11-30T02:00:00Z");
        let asked = Reading { asked_to_wait: Some(until), ..reading(Outcome::Partly, false, 0) };
        assert_eq!(state.take(&asked, 1), until, "not before, however often it is read");
        assert_eq!(state.take(&reading(Outcome::Failed, false, 0), 1), until, "an ordinary failure does not end the wait");
        assert_eq!(state.asked_to_wait, Some(until));
        assert_eq!(state.goes_on(at("2026-11-30T07:59:00Z")), state.began);
        assert_eq!(state.goes_on(at("2026-11-30T08:01:00Z")), None, "six hours after the wait it begins anew");
        let mut state = State { began: state.began, failures: 1, ..State::default() };
        let soon = Reading { asked_to_wait: Some(at("2026-11-29T10:06:00Z")), ..reading(Outcome::Failed, false, 0) };
        assert_eq!(state.take(&soon, 24), at("2026-11-29T10:35:00Z"), "our own wait is the longer one");
        assert_eq!(state.goes_on(at("2026-11-29T16:05:00Z")), state.began);
        assert_eq!(state.goes_on(at("2026-11-29T16:07:00Z")), None);
        let late = State { asked_to_wait: Some(at("2026-12-01T10:00:00Z")), ..state.clone() };
        assert_eq!(late.goes_on(at("2026-12-01T10:01:00Z")), None, "two days at most");
        state.take(&reading(Outcome::Read, false, 0), 24);
        assert_eq!((state.asked_to_wait, state.goes_on(at("2026-11-29T10:06:00Z"))), (None, None));
    }

    #[test]
    fn records_that_asked_for_a_wait_are_remembered_until_a_reading_goes_well() {
        let mut state = State::default();
        for number in 0..14 {
            state.take(&Reading { asked_by: Some(format!("/services/{number}")), ..reading(Outcome::Partly, false, 0) }, 24);
        }
        state.take(&reading(Outcome::Failed, false, 0), 24);
        let [first, .., last] = state.asked_by.as_slice() else { panic!("{:?}", state.asked_by) };
        assert_eq!((first.as_str(), last.as_str(), state.asked_by.len()), ("/services/2", "/services/13", 12));
        state.take(&reading(Outcome::Read, false, 0), 24);
        assert!(state.asked_by.is_empty());
    }
}
