//! Filter: a day of the week with a session in the next four weeks, by the one opening-hours function.
//!
//! Together with a part of the day it means that part of that day: a Saturday morning. Hours that are in doubt count for no day.

use super::{Choices, Filter, Section, UNKNOWN, Words};
use crate::{
    model::opening::{ANY_DAY, ANY_PART},
    search::{error::SearchError, moment::Seen},
};

/// Monday to Sunday first: a bit each, in the order of [`crate::model::opening::Pattern::days`].
const CHOICES: Words = &[
    ("monday", "Monday"),
    ("tuesday", "Tuesday"),
    ("wednesday", "Wednesday"),
    ("thursday", "Thursday"),
    ("friday", "Friday"),
    ("saturday", "Saturday"),
    ("sunday", "Sunday"),
    ("weekend", "At the weekend"),
    (UNKNOWN, "No times known"),
];
const WEEKEND: u8 = 0b110_0000;

/// Filter: a day of the week with a session in the next four weeks.
#[derive(Debug)]
pub(super) struct Day;

impl Filter for Day {
    fn parameter(&self) -> &'static str {
        "day"
    }

    fn label(&self) -> &'static str {
        "Day"
    }

    fn section(&self) -> Section {
        Section::When
    }

    fn choices(&self) -> Choices {
        Choices::Told(CHOICES, told)
    }
}

fn told(seen: &Seen<'_>) -> Result<u64, SearchError> {
    let pattern = seen.pattern()?;
    let days = pattern.days(seen.moment.parts);
    let weekend = u64::from(days & WEEKEND != 0) << 7;
    let unknown = u64::from(!pattern.is_known() && seen.moment.parts == ANY_PART) << 8;
    Ok(u64::from(days) | weekend | unknown)
}

/// The days that chosen values stand for, a bit each; every day where nothing is chosen.
pub(crate) fn chosen(values: &[String]) -> u8 {
    let day = |at: usize| match at {
        at @ 0..7 => 1 << at,
        7 => WEEKEND,
        _ => 0,
    };
    let chosen = values.iter().filter_map(|value| CHOICES.iter().position(|(word, _)| word == value));
    chosen.map(day).reduce(|days, day| days | day).unwrap_or(ANY_DAY)
}
