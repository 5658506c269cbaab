//! The hours of one place as a service's page tells them: lines, the coming week, and when it is next.

use crate::{
    model::{
        hours_text,
        opening::{self, Session},
        schedule::{Repeats, Schedule},
        sector::Nation,
    },
    server::{
        languages::{L, Said},
        wording,
    },
    web::week::Week,
};
use jiff::{ToSpan, Zoned, civil::Time};

/// How many of the next sessions are shown.
const SESSIONS: usize = 4;

/// Publishers often write the end of a whole day as 23:59.
pub(super) const LAST_MINUTE: Time = Time::constant(23, 59, 0, 0);

/// Hours in words.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Hours {
    pub(super) lines: Vec<Said>,
    pub(super) notes: Vec<String>,
    pub(super) week: Option<Week>,
    pub(super) next: Vec<Said>,
}

impl Hours {
    /// Lines and next sessions, without a week: for one place of several.
    pub(super) fn brief(l: &L, schedules: &[Schedule], nation: Option<Nation>, now: &Zoned) -> Self {
        let lines = wording::hours(l, schedules);
        let mut notes: Vec<String> = Vec::new();
        for note in schedules.iter().filter_map(|schedule| schedule.note.as_ref()) {
            if !notes.contains(note) && !lines.iter().any(|line| *line == note.as_str()) && !is_all_said(schedules, note) {
                notes.push(note.clone());
            }
        }
        let next = if is_weekly(schedules) { Vec::new() } else { next(schedules, nation, now) };
        Self { lines, notes, week: None, next: said(l, &next) }
    }

    /// The same with the coming week, and the next sessions beyond it where the lines do not tell their dates.
    pub(super) fn with_week(l: &L, schedules: &[Schedule], nation: Option<Nation>, now: &Zoned) -> Self {
        let brief = Self::brief(l, schedules, nation, now);
        let Some(week) = Week::of(l, schedules, nation, now) else { return brief };
        let beyond = now.date().saturating_add(7.days());
        let mut next = next(schedules, nation, now);
        let in_the_week = next.iter().any(|session| session.start.date() < beyond);
        next.retain(|session| session.start.date() >= beyond && !(in_the_week && is_weekly(schedules)));
        Self { week: Some(week), next: said(l, &next), ..brief }
    }
}

/// By their dates: a page that is printed outlives "tomorrow".
fn said(l: &L, sessions: &[Session]) -> Vec<Said> {
    sessions.iter().map(|session| wording::session(l, session, session.start.date().saturating_sub(60.days()))).collect()
}

/// The same days every week, at any time of the year: a line says it all.
fn is_weekly(schedules: &[Schedule]) -> bool {
    let weekly = |schedule: &Schedule| matches!(schedule.repeats, Repeats::Weekly { every: 0 | 1, .. });
    schedules.iter().all(|one| weekly(one) && one.term.is_none() && one.valid_from.is_none() && one.valid_to.is_none())
}

/// Whether the publisher's words were read whole, so that the lines say them already.
fn is_all_said(schedules: &[Schedule], words: &str) -> bool {
    let without_words = |all: &[Schedule]| all.iter().map(|one| Schedule { note: None, ..one.clone() }).collect::<Vec<_>>();
    let read = without_words(&hours_text::read(words));
    let known = without_words(schedules);
    hours_text::is_only_times(words) && read.iter().all(|one| one.repeats != Repeats::Unknown && known.contains(one))
}

fn next(schedules: &[Schedule], nation: Option<Nation>, now: &Zoned) -> Vec<Session> {
    let next = opening::next_sessions(schedules, nation, now, SESSIONS);
    if next.iter().all(whole_day) { Vec::new() } else { next }
}

/// From midnight to midnight: nothing to be told about a line that always answers.
pub(super) fn whole_day(session: &Session) -> bool {
    session.start.time() == Time::midnight() && session.end.is_none_or(|end| end.date() > session.start.date() || end.time() >= LAST_MINUTE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{clock::london, model::schedule::Repeats};
    use jiff::civil::{Weekday, date, time};

    fn told(repeats: Repeats, note: Option<&str>) -> Hours {
        let now = date(2026, 11, 22).at(15, 0, 0, 0).to_zoned(london()).unwrap();
        let note = note.map(str::to_owned);
        let schedule = Schedule { repeats, opens: Some(time(10, 0, 0, 0)), closes: Some(time(12, 0, 0, 0)), note, ..Schedule::default() };
        Hours::with_week(&L::english(), &[schedule], None, &now)
    }

    #[test]
    fn what_the_lines_and_the_week_say_is_not_said_again() {
        let weekly = |every| Repeats::Weekly { days: vec![Weekday::Tuesday], every, from: Some(date(2026, 11, 24)) };
        let monthly = Repeats::MonthlyByDay(vec![(2, Weekday::Tuesday)]);
        for (repeats, next) in [
            (weekly(1), Vec::new()),
            (weekly(2), vec!["Tuesday 8 December, 10am to noon"]),
            (monthly, vec!["Tuesday 8 December, 10am to noon"]),
        ] {
            let hours = told(repeats, None);
            assert_eq!(hours.week.map(|week| week.rows.len()), Some(7));
            assert_eq!(hours.next.iter().map(Said::plain).collect::<Vec<_>>(), next);
        }
    }

    #[test]
    fn a_publishers_words_are_kept_where_they_say_more() {
        let weekly = || Repeats::Weekly { days: vec![Weekday::Tuesday], every: 1, from: None };
        assert_eq!(told(weekly(), Some("Tue 10:00-12:00")).notes, Vec::<String>::new());
        for more in ["Tue 10:00-12:00, ring the side door bell", "Tue 10:00-13:00", "Ring first"] {
            assert_eq!(told(weekly(), Some(more)).notes, [more]);
        }
    }
}
