//! Opening hours as lines, and in plain English, with times as GOV.UK writes them: 9am, 5:30pm, 12 noon, midnight.

use super::{
    Session, State,
    phrases::{capitalised, clock_words, day_name, interval, is_end_of_day, listed, other_days, weekly_words},
};
use crate::model::{
    date,
    schedule::{BankHolidays, Repeats, Schedule, Term},
};
use jiff::{
    Zoned,
    civil::{Date, DateTime, Time, Weekday},
};

/// The days in the order people say them.
const WEEK: [Weekday; 7] =
    [Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday, Weekday::Friday, Weekday::Saturday, Weekday::Sunday];

/// One interval of a day: opening and closing time, each where it is known.
pub type Hours = (Option<Time>, Option<Time>);

/// Whether it is open, as a badge says it: `Open now, until 5pm`, `Closed now, opens Tuesday at 10am`, `Opening hours not known`.
pub fn state_in_words(state: &State, at: &Zoned) -> String {
    let today = at.with_time_zone(crate::clock::london()).date();
    match state {
        State::Unknown => "Opening hours not known".to_owned(),
        State::Closed { next: None } => "Closed now".to_owned(),
        State::Closed { next: Some(session) } => format!("Closed now, opens {}", opens(session, today)),
        State::Open { until, by_appointment } => {
            let until = until.map(|until| format!(", until {}", closing(until, today))).unwrap_or_default();
            format!("Open now{until}{}", if *by_appointment { ", by appointment" } else { "" })
        }
    }
}

/// A line of hours. The publisher's own words stand where nothing else is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// Days with the same hours.
    Held {
        /// The days. Never unknown, and never without days.
        days: Repeats,
        /// The hours, in order; `[(None, None)]` where they are not known.
        hours: Vec<Hours>,
        /// What else is true of them.
        terms: Vec<Condition>,
    },
    /// Times of which the days are not known.
    DaysUnknown(Hours),
    /// By appointment, and nothing else is known.
    ByAppointment,
    /// What happens on bank holidays, the same for all other lines.
    BankHolidays(BankHolidays),
    /// The publisher's words.
    Words(String),
}

/// What is true of every day of a line and must be said beside its hours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// Term time or school holidays only.
    Term(Term),
    /// On bank holidays.
    BankHolidays(BankHolidays),
    /// By appointment.
    ByAppointment,
    /// The weeks are counted from this day's.
    CountedFrom(Date),
    /// The first and last day it holds.
    Valid(Option<Date>, Option<Date>),
}

/// The hours in words, a line each: `Monday to Friday, 9am to 5pm`, `Second Tuesday of the month, 2pm to 4pm (term time only)`.
///
/// Days with the same hours share a line. Days that are not known give the publisher's own words. No line comes twice.
pub fn in_words(schedules: &[Schedule]) -> Vec<String> {
    let mut lines: Vec<String> = lines(schedules).iter().map(line_words).collect();
    let mut seen = std::collections::HashSet::new();
    lines.retain(|line| seen.insert(line.clone()));
    lines
}

/// The hours, a line each, for whoever words them. No line comes twice.
pub fn lines(schedules: &[Schedule]) -> Vec<Line> {
    let shared = shared_bank_holidays(schedules);
    let mut groups: Vec<Group<'_>> = Vec::new();
    for schedule in schedules.iter().filter(|schedule| !wordless(&schedule.repeats)) {
        match groups.iter_mut().find(|group| group.takes(schedule)) {
            Some(group) => group.members.push(schedule),
            None => groups.push(Group { terms: terms(schedule, shared.is_none()), members: vec![schedule] }),
        }
    }
    let mut all: Vec<Line> = groups.iter().flat_map(Group::lines).collect();
    all.extend(schedules.iter().filter(|schedule| wordless(&schedule.repeats)).filter_map(own_words));
    all.extend(shared.map(Line::BankHolidays));
    let mut once: Vec<Line> = Vec::new();
    for line in all {
        if !once.contains(&line) {
            once.push(line);
        }
    }
    once
}

/// Whether an interval is a whole day.
pub fn is_whole_day(hours: Hours) -> bool {
    matches!(hours, (Some(opens), Some(closes)) if opens == Time::midnight() && (is_end_of_day(closes) || closes == opens))
}

/// Schedules that differ only in days (of the week) or hours.
struct Group<'a> {
    terms: Vec<Condition>,
    members: Vec<&'a Schedule>,
}

impl Group<'_> {
    fn takes(&self, schedule: &Schedule) -> bool {
        self.members.first().is_some_and(|first| {
            same_rhythm(&first.repeats, &schedule.repeats)
                && first.bank_holidays == schedule.bank_holidays
                && terms(first, true) == terms(schedule, true)
        })
    }

    fn lines(&self) -> Vec<Line> {
        let Some(first) = self.members.first() else { return Vec::new() };
        let line = |days, hours| Line::Held { days, hours, terms: self.terms.clone() };
        match &first.repeats {
            Repeats::Weekly { every, from, .. } => {
                let weekly = |days| Repeats::Weekly { days, every: *every, from: *from };
                self.shared_days().into_iter().map(|(days, hours)| line(weekly(days), hours)).collect()
            }
            other => vec![line(other.clone(), tidy(self.members.iter().map(|member| hours(member)).collect()))],
        }
    }

    /// Days of the week with the same hours, in the order of their first day.
    fn shared_days(&self) -> Vec<(Vec<Weekday>, Vec<Hours>)> {
        let mut shared: Vec<(Vec<Weekday>, Vec<Hours>)> = Vec::new();
        for day in WEEK {
            let on = |member: &&&Schedule| matches!(&member.repeats, Repeats::Weekly { days, .. } if days.contains(&day));
            let hours = tidy(self.members.iter().filter(on).map(|member| hours(member)).collect());
            if hours.is_empty() {
                continue;
            }
            match shared.iter_mut().find(|(_, same)| *same == hours) {
                Some((days, _)) => days.push(day),
                None => shared.push((vec![day], hours)),
            }
        }
        shared
    }
}

/// A line in English.
fn line_words(line: &Line) -> String {
    match line {
        Line::Held { days, hours, terms } => held_words(days, hours, terms),
        Line::DaysUnknown(hours) => format!("{} (days not known)", capitalised(&interval(*hours))),
        Line::ByAppointment => "By appointment".to_owned(),
        Line::BankHolidays(stated) => capitalised(bank_holiday_words(*stated)),
        Line::Words(words) => words.clone(),
    }
}

fn held_words(days: &Repeats, hours: &[Hours], terms: &[Condition]) -> String {
    let days = match days {
        Repeats::Weekly { days, every, .. } => weekly_words(days, *every),
        other => other_days(other),
    };
    let mut terms: Vec<String> = terms.iter().map(term_words).collect();
    let line = match hours {
        [(None, None)] => {
            terms.insert(0, "times not known".to_owned());
            capitalised(&days)
        }
        [hours] if is_whole_day(*hours) => format!("Open 24 hours, {days}"),
        hours => capitalised(&format!("{days}, {}", listed(&hours.iter().map(|hours| interval(*hours)).collect::<Vec<_>>()))),
    };
    if terms.is_empty() { line } else { format!("{line} ({})", terms.join(", ")) }
}

fn term_words(term: &Condition) -> String {
    match term {
        Condition::Term(Term::TermTime) => "term time only".to_owned(),
        Condition::Term(Term::SchoolHolidays) => "school holidays only".to_owned(),
        Condition::BankHolidays(stated) => bank_holiday_words(*stated).to_owned(),
        Condition::ByAppointment => "by appointment".to_owned(),
        Condition::CountedFrom(day) => format!("counted from the week of {}", date::in_words(*day)),
        Condition::Valid(Some(from), Some(to)) => format!("{} to {}", date::in_words(*from), date::in_words(*to)),
        Condition::Valid(Some(from), None) => format!("from {}", date::in_words(*from)),
        Condition::Valid(None, to) => to.map(|to| format!("until {}", date::in_words(to))).unwrap_or_default(),
    }
}

/// Whether there are no days to name.
fn wordless(repeats: &Repeats) -> bool {
    match repeats {
        Repeats::Unknown => true,
        Repeats::Weekly { days, .. } => days.is_empty(),
        Repeats::MonthlyByDay(days) => days.is_empty(),
        Repeats::MonthlyByDate(days) => days.is_empty(),
        Repeats::Once(_) => false,
    }
}

fn same_rhythm(one: &Repeats, other: &Repeats) -> bool {
    match (one, other) {
        (Repeats::Weekly { every: a, from: b, .. }, Repeats::Weekly { every: c, from: d, .. }) => (a, b) == (c, d),
        _ => one == other,
    }
}

/// The publisher's words where days are unknown; else the little that is known.
fn own_words(schedule: &Schedule) -> Option<Line> {
    let note = schedule.note.as_deref().map(|note| note.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|note| !note.is_empty());
    let timed = || (hours(schedule) != (None, None)).then(|| Line::DaysUnknown(hours(schedule)));
    note.map(Line::Words).or_else(timed).or_else(|| schedule.by_appointment.then_some(Line::ByAppointment))
}

/// What is true of every day of a schedule and must be said beside its hours.
fn terms(schedule: &Schedule, with_bank_holidays: bool) -> Vec<Condition> {
    let counted = match schedule.repeats {
        Repeats::Weekly { every: 2.., from: Some(from), .. } => Some(Condition::CountedFrom(from)),
        _ => None,
    };
    let valid = match (schedule.valid_from, schedule.valid_to) {
        (None, None) => None,
        (from, to) => Some(Condition::Valid(from, to)),
    };
    let bank_holidays = schedule.bank_holidays.filter(|_| with_bank_holidays).map(Condition::BankHolidays);
    let appointment = schedule.by_appointment.then_some(Condition::ByAppointment);
    [schedule.term.map(Condition::Term), bank_holidays, appointment, counted, valid].into_iter().flatten().collect()
}

/// What all schedules with days say about bank holidays, when they agree and say something.
fn shared_bank_holidays(schedules: &[Schedule]) -> Option<BankHolidays> {
    let mut stated = schedules.iter().filter(|schedule| !wordless(&schedule.repeats)).map(|schedule| schedule.bank_holidays);
    let first = stated.next()??;
    stated.all(|other| other == Some(first)).then_some(first)
}

fn bank_holiday_words(stated: BankHolidays) -> &'static str {
    match stated {
        BankHolidays::Open => "open on bank holidays",
        BankHolidays::Closed => "closed on bank holidays",
    }
}

fn hours(schedule: &Schedule) -> Hours {
    (schedule.opens, schedule.closes)
}

/// In order, each once; an interval without times says nothing beside one with.
fn tidy(mut hours: Vec<Hours>) -> Vec<Hours> {
    hours.sort();
    hours.dedup();
    if hours.len() > 1 {
        hours.retain(|hours| *hours != (None, None));
    }
    hours
}

fn opens(session: &Session, today: Date) -> String {
    let date = session.start.date();
    let day = day_words(date, today);
    let time = match session.start.time() {
        midnight if midnight == Time::midnight() => String::new(),
        time => format!(" at {}", clock_words(time)),
    };
    format!("{day}{time}{}", if session.by_appointment { ", by appointment" } else { "" })
}

fn closing(until: DateTime, today: Date) -> String {
    let time = clock_words(until.time());
    let last_day = if until.time() == Time::midnight() { until.date().yesterday().unwrap_or(until.date()) } else { until.date() };
    if last_day <= today { time } else { format!("{time} {}", day_words(last_day, today)) }
}

fn day_words(date: Date, today: Date) -> String {
    match today.until(date).map_or(i32::MAX, |span| span.get_days()) {
        ..=0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        2..=6 => day_name(date.weekday()).to_owned(),
        _ => format!("on {}", date.strftime("%A %-d %B")),
    }
}
