//! On which dates a schedule falls.

use crate::model::{
    calendar::{self, Told},
    schedule::{BankHolidays, Repeats, Schedule, Term},
    sector::Nation,
};
use jiff::civil::{Date, Weekday};

/// Whether the schedule's information no longer holds on `date`.
pub(super) fn lapsed(schedule: &Schedule, date: Date) -> bool {
    schedule.valid_to.is_some_and(|last| last < date) || matches!(schedule.repeats, Repeats::Once(day) if day < date)
}

/// Whether the schedule runs on `date`; times do not matter here.
pub(super) fn runs(schedule: &Schedule, date: Date, nation: Option<Nation>) -> Told {
    if schedule.valid_from.is_some_and(|first| date < first) {
        return Told::No;
    }
    let falls = falls(&schedule.repeats, date);
    if falls == Told::No || matches!(schedule.repeats, Repeats::Once(_)) {
        return falls;
    }
    falls.and(in_term(schedule.term, date, nation)).and(on_bank_holiday(schedule.bank_holidays, date, nation))
}

fn falls(repeats: &Repeats, date: Date) -> Told {
    match repeats {
        Repeats::Unknown => Told::Unknown,
        Repeats::Once(day) => certainly(*day == date),
        Repeats::Weekly { days, every, from } => weekly(days, *every, *from, date),
        Repeats::MonthlyByDay(days) => any(days.iter().map(|&(nth, weekday)| nth_weekday(nth, weekday, date))),
        Repeats::MonthlyByDate(days) => any(days.iter().map(|&day| day_of_month(day, date))),
    }
}

fn weekly(days: &[Weekday], every: u8, from: Option<Date>, date: Date) -> Told {
    if days.is_empty() {
        return Told::Unknown;
    }
    if !days.contains(&date.weekday()) {
        return Told::No;
    }
    match (every, from.and_then(|from| weeks_between(from, date))) {
        (1, _) => Told::Yes,
        (2.., Some(weeks)) => certainly(weeks % i32::from(every) == 0),
        _ => Told::Unknown,
    }
}

/// Whole weeks from the week of one date to the week of another; a week begins on Monday.
fn weeks_between(from: Date, to: Date) -> Option<i32> {
    let monday = |date: Date| date.checked_sub(jiff::Span::new().days(date.weekday().to_monday_zero_offset())).ok();
    Some(monday(from)?.until(monday(to)?).ok()?.get_days() / 7)
}

/// The nth weekday of its month; an nth that no month has was misread.
fn nth_weekday(nth: i8, weekday: Weekday, date: Date) -> Told {
    if weekday != date.weekday() {
        return Told::No;
    }
    match nth {
        -5..=-1 | 1..=5 => certainly(date.nth_weekday_of_month(nth, weekday).is_ok_and(|day| day == date)),
        _ => Told::Unknown,
    }
}

/// A day of the month; negative counts from its end.
fn day_of_month(day: i8, date: Date) -> Told {
    match day {
        1..=31 => certainly(date.day() == day),
        -31..=-1 => certainly(date.day() == date.days_in_month() + 1 + day),
        _ => Told::Unknown,
    }
}

fn in_term(term: Option<Term>, date: Date, nation: Option<Nation>) -> Told {
    match term {
        None => Told::Yes,
        Some(Term::TermTime) => calendar::term_time(date, nation),
        Some(Term::SchoolHolidays) => calendar::term_time(date, nation).opposite(),
    }
}

/// As usual unless it is, or may be, a bank holiday; then what was published, and unknown if nothing was.
fn on_bank_holiday(stated: Option<BankHolidays>, date: Date, nation: Option<Nation>) -> Told {
    match (stated, calendar::bank_holiday(date, nation)) {
        (Some(BankHolidays::Open), _) | (_, Told::No) => Told::Yes,
        (Some(BankHolidays::Closed), holiday) => holiday.opposite(),
        (None, _) => Told::Unknown,
    }
}

fn certainly(yes: bool) -> Told {
    if yes { Told::Yes } else { Told::No }
}

/// One certain yes settles it; an empty list says nothing.
fn any(answers: impl Iterator<Item = Told>) -> Told {
    answers.map(Told::opposite).reduce(Told::and).map_or(Told::Unknown, Told::opposite)
}
