//! The one opening-hours function: badge, filter, print and API all ask here.
//!
//! All times are Europe/London. Unknown is never the same as closed: a day is closed only when every schedule that still holds
//! says so. What a bank holiday or a school week is, [`crate::model::calendar`] tells; which stretches of a day are open or in
//! doubt, `diary` works out; `words` says it in plain English, `pattern` by days of the week, `outlook` for a day's many questions, `week` for the days to come. Nothing here reads a clock.
//!
//! | published | at that time |
//! |---|---|
//! | nothing, or only words, or everything is out of date | unknown |
//! | the day but no time | unknown all that day, closed on other days |
//! | an opening time only | closed before it, unknown after it |
//! | every second week, and not from when | unknown at those times on those days |
//! | a bank holiday, and not what happens then | unknown at the usual times |
//! | term time only, in a week that is holiday for some schools | unknown at the usual times |

mod diary;
mod outlook;
mod pattern;
mod phrases;
mod repeats;
mod week;
mod words;

pub use outlook::Outlook;
pub use pattern::{ANY_DAY, ANY_PART, Pattern};
pub use week::{DayHours, week};
pub use words::{Condition, Hours, Line, in_words, is_whole_day, lines, state_in_words};

use crate::model::{schedule::Schedule, sector::Nation};
use diary::Diary;
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
        /// When it is next certain to open, if within the next 28 days.
        next: Option<Session>,
    },
    /// Nobody has said, or what was said cannot be read.
    Unknown,
}

/// One stretch of opening that is certain.
#[derive(Debug, Clone, PartialEq)]
pub struct Session {
    /// Start, Europe/London.
    pub start: DateTime,
    /// End, Europe/London; `None` = not stated.
    pub end: Option<DateTime>,
    /// Only with an appointment.
    pub by_appointment: bool,
}

/// Whether something with these hours is open at `at`, which may be in any time zone.
///
/// With no `nation`, a bank holiday or school week that the four nations do not share is in doubt.
pub fn state(schedules: &[Schedule], nation: Option<Nation>, at: &Zoned) -> State {
    let diary = Diary::new(schedules, nation, at);
    if let Some((until, by_appointment)) = diary.running() {
        State::Open { until, by_appointment }
    } else if diary.in_doubt() {
        State::Unknown
    } else {
        State::Closed { next: diary.soonest() }
    }
}

/// The next sessions that begin at or after `at` or are still running, soonest first, looking 28 days ahead.
///
/// Overlapping sessions are one. Days in doubt give none: a session listed here is certain.
pub fn next_sessions(schedules: &[Schedule], nation: Option<Nation>, at: &Zoned, count: usize) -> Vec<Session> {
    Diary::new(schedules, nation, at).sessions().take(count).collect()
}

#[cfg(test)]
mod tests;
