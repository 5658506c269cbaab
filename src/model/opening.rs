//! The one opening-hours function: badge, filter, print and API all ask here.
//!
//! All times are Europe/London. Unknown is never the same as closed.

use crate::model::{schedule::Schedule, sector::Nation};
use jiff::{Zoned, civil::DateTime};

/// Whether a place is open at a moment.
#[derive(Debug, Clone, PartialEq)]
pub enum State {
    /// Open now.
    Open {
        /// When it closes, if that is known; `None` also when it never closes.
        until: Option<DateTime>,
        /// Only to people with an appointment.
        by_appointment: bool,
    },
    /// Closed now.
    Closed {
        /// When it opens next, if within the next 28 days.
        next: Option<Session>,
    },
    /// Nobody has said, or what was said cannot be read.
    Unknown,
}

/// One stretch of opening.
#[derive(Debug, Clone, PartialEq)]
pub struct Session {
    /// Start, Europe/London.
    pub start: DateTime,
    /// End, Europe/London; `None` = not stated.
    pub end: Option<DateTime>,
    /// Only with an appointment.
    pub by_appointment: bool,
}

/// Whether something with these hours is open at `at`.
pub fn state(_schedules: &[Schedule], _nation: Option<Nation>, _at: &Zoned) -> State {
    State::Unknown
}

/// The next sessions that begin at or after `at` or are still running, soonest first, looking 28 days ahead.
pub fn next_sessions(_schedules: &[Schedule], _nation: Option<Nation>, _at: &Zoned, _count: usize) -> Vec<Session> {
    Vec::new()
}

/// The hours in words, a line each: `Monday to Friday, 9am to 5pm`, `Second Tuesday of the month, 2pm to 4pm (term time only)`.
pub fn in_words(_schedules: &[Schedule]) -> Vec<String> {
    Vec::new()
}
