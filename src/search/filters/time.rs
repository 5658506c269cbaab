//! Filter: a part of the day with a session of half an hour in the next four weeks, by the one opening-hours function.
//!
//! Together with a day it means that part of that day: a Saturday morning.

use super::{Choices, Filter, Section, Words};
use crate::{
    model::opening::ANY_PART,
    search::{error::SearchError, moment::Seen},
};

/// In the order of [`crate::model::opening::Pattern::parts`], which begins with the night: nobody asks for that.
const CHOICES: Words = &[("morning", "Morning (6am to 12)"), ("afternoon", "Afternoon (12 to 6pm)"), ("evening", "Evening (from 6pm)")];

/// Filter: a part of the day with a session in the next four weeks.
#[derive(Debug)]
pub(super) struct Time;

impl Filter for Time {
    fn parameter(&self) -> &'static str {
        "time"
    }

    fn label(&self) -> &'static str {
        "Time of day"
    }

    fn section(&self) -> Section {
        Section::When
    }

    fn choices(&self) -> Choices {
        Choices::Told(CHOICES, told)
    }

    fn together_with(&self) -> Option<&'static str> {
        Some("day")
    }
}

fn told(seen: &Seen<'_>) -> Result<u64, SearchError> {
    Ok(u64::from(seen.pattern()?.parts(seen.moment.days) >> 1))
}

/// The parts of the day that chosen values stand for, a bit each from the night; every part where none is chosen.
pub(crate) fn chosen(values: &[String]) -> u8 {
    let part = |value: &String| CHOICES.iter().position(|(word, _)| word == value).map_or(0, |at| 2 << at);
    match values.iter().map(part).fold(0, |parts, part| parts | part) {
        0 => ANY_PART,
        parts => parts,
    }
}
