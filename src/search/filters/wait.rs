//! Filter: how long somebody would wait, as long as what was said can still be believed. After that it is unknown again.
//!
//! "Within 12 weeks" holds whatever is within 4. A waiting list of which nobody has said how long it is counts as unknown.

use super::{Choices, Filter, Section, UNKNOWN, Words};
use crate::{
    model::service::{Capacity, CapacityState},
    search::{error::SearchError, moment::Seen},
};

/// By level: none, then within so many weeks, longer, full.
const CHOICES: Words = &[
    ("none", "No wait"),
    ("4-weeks", "Within 4 weeks"),
    ("12-weeks", "Within 12 weeks"),
    ("26-weeks", "Within 6 months"),
    ("longer", "Longer"),
    ("full", "Full, or not taking people on"),
    (UNKNOWN, "Not known"),
];
/// The longest wait of each level, in weeks; beyond the last it is longer.
const WEEKS: [f64; 4] = [0.0, 4.0, 12.0, 26.0];
const LONGER: u64 = 4;
const FULL: u64 = 5;
const NOT_KNOWN: u64 = 6;

/// Filter: how long somebody would wait.
#[derive(Debug)]
pub(super) struct Waiting;

impl Filter for Waiting {
    fn parameter(&self) -> &'static str {
        "wait"
    }

    fn label(&self) -> &'static str {
        "Waiting time"
    }

    fn section(&self) -> Section {
        Section::When
    }

    fn choices(&self) -> Choices {
        Choices::Told(CHOICES, told)
    }
}

#[expect(clippy::unnecessary_wraps, reason = "what other filters are told may fail")]
fn told(seen: &Seen<'_>) -> Result<u64, SearchError> {
    Ok(match seen.facts().wait(seen.moment.today).unwrap_or(NOT_KNOWN) {
        level @ 0..LONGER => (1 << LONGER) - (1 << level),
        level => 1 << level,
    })
}

/// The level of what was said of room and waiting, which three bits hold; `None` where it says nothing of a wait.
pub(crate) fn level(capacity: &Capacity) -> Option<u64> {
    let weeks = match capacity.state {
        CapacityState::Open => capacity.wait_weeks.unwrap_or(0.0),
        CapacityState::WaitingList => capacity.wait_weeks?,
        CapacityState::Full | CapacityState::Paused => return Some(FULL),
    };
    Some(WEEKS.iter().zip(0..).find(|(most, _)| weeks <= **most).map_or(LONGER, |(_, level)| level))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_said_of_a_wait_has_a_level() {
        for (state, weeks, expected) in [
            (CapacityState::Open, None, Some(0)),
            (CapacityState::Open, Some(2.0), Some(1)),
            (CapacityState::WaitingList, Some(4.0), Some(1)),
            (CapacityState::WaitingList, Some(4.5), Some(2)),
            (CapacityState::WaitingList, Some(26.0), Some(3)),
            (CapacityState::WaitingList, Some(164.0), Some(LONGER)),
            (CapacityState::WaitingList, None, None),
            (CapacityState::Full, Some(2.0), Some(FULL)),
            (CapacityState::Paused, None, Some(FULL)),
        ] {
            let capacity = Capacity { state, wait_weeks: weeks, note: None, as_of: None, expires: None };
            assert_eq!(level(&capacity), expected, "{state:?} {weeks:?}");
        }
    }
}
