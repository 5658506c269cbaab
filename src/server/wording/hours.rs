//! Opening hours, a line each: "Monday to Friday, 9am to 5pm".

use super::{
    dates::{date_full, time_of_hours, weekday, weekday_full},
    list,
};
use crate::{
    model::{
        opening::{Condition, Hours, Line, is_whole_day, lines},
        schedule::{BankHolidays, Repeats, Schedule, Term},
    },
    server::languages::{Arg, L, Said},
};
use jiff::civil::Weekday;

/// The hours, a line each. Days that are not known give the publisher's own words. No line comes twice.
pub fn hours(l: &L, schedules: &[Schedule]) -> Vec<Said> {
    let mut said: Vec<Said> = Vec::new();
    for line in lines(schedules).iter().map(|line| one_line(l, line)) {
        if !said.contains(&line) {
            said.push(line);
        }
    }
    said
}

fn one_line(l: &L, line: &Line) -> Said {
    match line {
        Line::Held { days, hours, terms } => held(l, days, hours, terms),
        Line::DaysUnknown(hours) => l.v("line-days-unknown", "times", &interval(l, *hours)).capitalised(),
        Line::ByAppointment => l.say("line-by-appointment"),
        Line::BankHolidays(stated) => bank_holidays(l, *stated).capitalised(),
        Line::Words(words) => l.published(words),
    }
}

fn held(l: &L, days: &Repeats, hours: &[Hours], terms: &[Condition]) -> Said {
    let days = days_of(l, days);
    let mut terms: Vec<Said> = terms.iter().map(|term| condition(l, term)).collect();
    let line = match hours {
        [(None, None)] => {
            terms.insert(0, l.say("times-unknown"));
            days
        }
        [hours] if is_whole_day(*hours) => l.v("line-all-day", "days", &days),
        hours => {
            let times = list(l, &hours.iter().map(|hours| interval(l, *hours)).collect::<Vec<_>>());
            l.with("line", &[("days", (&days).into()), ("times", (&times).into())])
        }
    };
    let line = line.capitalised();
    if terms.is_empty() {
        return line;
    }
    l.with("line-with", &[("line", (&line).into()), ("terms", (&super::commas(&terms)).into())])
}

fn days_of(l: &L, days: &Repeats) -> Said {
    match days {
        Repeats::Weekly { days, every, .. } => weekly(l, days, *every),
        Repeats::MonthlyByDay(days) => monthly(l, days),
        Repeats::MonthlyByDate(days) => {
            let days = list(l, &days.iter().map(|day| day_of_month(l, *day)).collect::<Vec<_>>());
            l.v("days-dates-of-month", "days", &days)
        }
        Repeats::Once(day) => weekday_full(l, *day),
        Repeats::Unknown => Said::default(),
    }
}

fn weekly(l: &L, days: &[Weekday], every: u8) -> Said {
    match (every, days.len()) {
        (0 | 1, 7) => l.say("days-every-day"),
        (0 | 1, _) => day_list(l, days),
        (_, 7) => l.v("days-every-day-weeks", "weeks", Arg::Number(every.into())),
        _ => l.with("days-every-weeks", &[("weeks", Arg::Number(every.into())), ("days", (&day_list(l, days)).into())]),
    }
}

/// `Monday to Thursday and Saturday`: three days or more in a row become a range.
fn day_list(l: &L, days: &[Weekday]) -> Said {
    let mut runs: Vec<Vec<Weekday>> = Vec::new();
    for &day in days {
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(|last| last.next() == day) => run.push(day),
            _ => runs.push(vec![day]),
        }
    }
    let range = |first, last| l.with("days-range", &[("first", (&weekday(l, first)).into()), ("last", (&weekday(l, last)).into())]);
    let words = runs.iter().flat_map(|run| match run.as_slice() {
        [first, _, .., last] => vec![range(*first, *last)],
        short => short.iter().map(|&day| weekday(l, day)).collect(),
    });
    list(l, &words.collect::<Vec<_>>())
}

/// `first and third Tuesday of the month`.
fn monthly(l: &L, days: &[(i8, Weekday)]) -> Said {
    let mut by_weekday: Vec<(Weekday, Vec<Said>)> = Vec::new();
    for &(nth, weekday) in days {
        match by_weekday.iter_mut().find(|(same, _)| *same == weekday) {
            Some((_, nths)) => nths.push(ordinal(l, nth)),
            None => by_weekday.push((weekday, vec![ordinal(l, nth)])),
        }
    }
    let words = by_weekday
        .iter()
        .map(|(day, nths)| l.with("days-nth", &[("nths", (&list(l, nths)).into()), ("weekday", (&weekday(l, *day)).into())]));
    l.v("days-nth-of-month", "days", &list(l, &words.collect::<Vec<_>>()))
}

fn ordinal(l: &L, nth: i8) -> Said {
    match nth {
        1..=5 => l.say(&format!("nth-{nth}")),
        -1 => l.say("nth-last"),
        -2 => l.say("nth-last-but-one"),
        other => day_of_month(l, other),
    }
}

fn day_of_month(l: &L, day: i8) -> Said {
    match day {
        -1 => l.say("day-last"),
        ..0 => l.n("days-before-last", day.unsigned_abs() - 1),
        _ => l.v("day-of-month", "day", Arg::Number(u64::from(day.unsigned_abs()))),
    }
}

fn interval(l: &L, hours: Hours) -> Said {
    let said = |time| time_of_hours(l, time);
    match hours {
        (Some(opens), Some(closes)) => l.with("times-range", &[("start", (&said(opens)).into()), ("end", (&said(closes)).into())]),
        (Some(opens), None) => l.v("times-from", "start", &said(opens)),
        (None, Some(closes)) => l.v("times-until", "end", &said(closes)),
        (None, None) => l.say("times-unknown"),
    }
}

fn condition(l: &L, condition: &Condition) -> Said {
    match condition {
        Condition::Term(Term::TermTime) => l.say("term-school-terms"),
        Condition::Term(Term::SchoolHolidays) => l.say("term-school-holidays"),
        Condition::BankHolidays(stated) => bank_holidays(l, *stated),
        Condition::ByAppointment => l.say("term-by-appointment"),
        Condition::CountedFrom(day) => l.v("term-counted", "date", &date_full(l, *day)),
        Condition::Valid(Some(from), Some(to)) => {
            l.with("term-range", &[("first", (&date_full(l, *from)).into()), ("last", (&date_full(l, *to)).into())])
        }
        Condition::Valid(Some(from), None) => l.v("term-from", "first", &date_full(l, *from)),
        Condition::Valid(None, to) => to.map(|to| l.v("term-until", "last", &date_full(l, to))).unwrap_or_default(),
    }
}

fn bank_holidays(l: &L, stated: BankHolidays) -> Said {
    match stated {
        BankHolidays::Open => l.say("bank-holidays-open"),
        BankHolidays::Closed => l.say("bank-holidays-closed"),
    }
}
