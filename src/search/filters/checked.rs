//! Filter: checked by a human within so many months of the day of asking.
//!
//! "Within 6 months" holds whatever was checked within 1. Older checks, and records of which nobody says when they were checked, are
//! choices of their own.

use super::{Choices, Filter, Section, UNKNOWN, Words};
use crate::search::{error::SearchError, facts, moment::Seen};
use jiff::{Span, civil::Date};

const CHOICES: Words = &[
    ("1-month", "Within a month"),
    ("3-months", "Within 3 months"),
    ("6-months", "Within 6 months"),
    ("12-months", "Within a year"),
    ("older", "Longer ago"),
    (UNKNOWN, "Never, as far as we know"),
];
/// The months of the first choices.
const MONTHS: [i32; 4] = [1, 3, 6, 12];

/// Filter: checked by a human within so many months.
#[derive(Debug)]
pub(super) struct CheckedWithin;

impl Filter for CheckedWithin {
    fn parameter(&self) -> &'static str {
        "checked"
    }

    fn label(&self) -> &'static str {
        "Last checked"
    }

    fn section(&self) -> Section {
        Section::About
    }

    fn choices(&self) -> Choices {
        Choices::Told(CHOICES, told)
    }
}

#[expect(clippy::unnecessary_wraps, reason = "what other filters are told may fail")]
fn told(seen: &Seen<'_>) -> Result<u64, SearchError> {
    let Some(checked) = seen.facts().checked() else { return Ok(1 << 5) };
    let within = seen.moment.checked_since.iter().zip(0..).filter(|(since, _)| checked >= **since);
    Ok(match within.fold(0, |bits, (_, at)| bits | 1 << at) {
        0 => 1 << 4,
        bits => bits,
    })
}

/// The first day of each period, as a number, told from today.
pub(crate) fn since(today: Date) -> [u64; 4] {
    MONTHS.map(|months| facts::day(today.saturating_sub(Span::new().months(months))))
}
