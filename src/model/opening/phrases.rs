//! Days, times and lists as people say them; one phrase each, knowing nothing of schedules' other properties.

use super::words::Hours;
use crate::model::{date, schedule::Repeats};
use jiff::civil::{Time, Weekday};

pub(super) fn weekly_words(days: &[Weekday], every: u8) -> String {
    match (every, days.len()) {
        (0 | 1, 7) => "every day".to_owned(),
        (0 | 1, _) => day_list(days),
        (_, 7) => format!("every day, every {every} weeks"),
        _ => format!("every {every} weeks on {}", day_list(days)),
    }
}

/// `Monday to Thursday and Saturday`: three days or more in a row become a range.
fn day_list(days: &[Weekday]) -> String {
    let mut runs: Vec<Vec<Weekday>> = Vec::new();
    for &day in days {
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(|last| last.next() == day) => run.push(day),
            _ => runs.push(vec![day]),
        }
    }
    let words: Vec<String> = runs
        .iter()
        .flat_map(|run| match run.as_slice() {
            [first, _, .., last] => vec![format!("{} to {}", day_name(*first), day_name(*last))],
            short => short.iter().map(|&day| day_name(day).to_owned()).collect(),
        })
        .collect();
    listed(&words)
}

pub(super) fn other_days(repeats: &Repeats) -> String {
    match repeats {
        Repeats::MonthlyByDay(days) => monthly_words(days),
        Repeats::MonthlyByDate(days) => {
            format!("on the {} of the month", listed(&days.iter().map(|&day| date_ordinal(day)).collect::<Vec<_>>()))
        }
        Repeats::Once(day) => format!("{} {}", day_name(day.weekday()), date::in_words(*day)),
        Repeats::Weekly { .. } | Repeats::Unknown => String::new(),
    }
}

/// `first and third Tuesday of the month`.
fn monthly_words(days: &[(i8, Weekday)]) -> String {
    let mut by_weekday: Vec<(Weekday, Vec<String>)> = Vec::new();
    for &(nth, weekday) in days {
        match by_weekday.iter_mut().find(|(same, _)| *same == weekday) {
            Some((_, nths)) => nths.push(ordinal(nth)),
            None => by_weekday.push((weekday, vec![ordinal(nth)])),
        }
    }
    let words: Vec<String> = by_weekday.iter().map(|(weekday, nths)| format!("{} {}", listed(nths), day_name(*weekday))).collect();
    format!("{} of the month", listed(&words))
}

fn ordinal(nth: i8) -> String {
    match nth {
        1 => "first".to_owned(),
        2 => "second".to_owned(),
        3 => "third".to_owned(),
        4 => "fourth".to_owned(),
        5 => "fifth".to_owned(),
        -1 => "last".to_owned(),
        -2 => "second to last".to_owned(),
        other => date_ordinal(other),
    }
}

fn date_ordinal(day: i8) -> String {
    let ending = match (day % 10, day) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    match day {
        -1 => "last day".to_owned(),
        ..0 => format!("{} days before the last day", day.unsigned_abs() - 1),
        _ => format!("{day}{ending}"),
    }
}

pub(super) fn interval(hours: Hours) -> String {
    match hours {
        (Some(opens), Some(closes)) => format!("{} to {}", clock_words(opens), clock_words(closes)),
        (Some(opens), None) => format!("from {}", clock_words(opens)),
        (None, Some(closes)) => format!("until {}", clock_words(closes)),
        (None, None) => "times not known".to_owned(),
    }
}

pub(super) fn is_end_of_day(time: Time) -> bool {
    time.hour() == 23 && time.minute() == 59
}

/// `9am`, `5:30pm`, `12 noon`, `midnight`.
pub(super) fn clock_words(time: Time) -> String {
    let half = if time.hour() < 12 { "am" } else { "pm" };
    let hour = if time.hour() % 12 == 0 { 12 } else { time.hour() % 12 };
    match (time.hour(), time.minute()) {
        (0, 0) | (23, 59) => "midnight".to_owned(),
        (12, 0) => "12 noon".to_owned(),
        (_, 0) => format!("{hour}{half}"),
        (_, minute) => format!("{hour}:{minute:02}{half}"),
    }
}

pub(super) fn day_name(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

/// `a, b and c`.
pub(super) fn listed<T: AsRef<str>>(words: &[T]) -> String {
    match words {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", first.join(", "), last.as_ref())
        }
    }
}

pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
