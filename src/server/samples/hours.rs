//! Hours for the samples.

use crate::model::schedule::{Repeats, Schedule};
use jiff::civil::{Weekday, time};

/// Tuesdays, 10am to noon.
pub(super) fn tuesdays() -> Schedule {
    Schedule {
        repeats: Repeats::Weekly { days: vec![Weekday::Tuesday], every: 1, from: None },
        opens: Some(time(10, 0, 0, 0)),
        closes: Some(time(12, 0, 0, 0)),
        ..Schedule::default()
    }
}
