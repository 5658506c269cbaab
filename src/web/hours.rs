//! The hours of one place as a service's page tells them: lines, the coming week, and when it is next.

use crate::{
    model::{
        opening::{self, Session},
        schedule::Schedule,
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
            if !notes.contains(note) && !lines.iter().any(|line| *line == note.as_str()) {
                notes.push(note.clone());
            }
        }
        let next = next(schedules, nation, now).iter().map(|session| wording::session(l, session, now.date())).collect();
        Self { lines, notes, week: None, next }
    }

    /// The same with the coming week. What the week shows is not said again, but for the very next session.
    pub(super) fn with_week(l: &L, schedules: &[Schedule], nation: Option<Nation>, now: &Zoned) -> Self {
        let brief = Self::brief(l, schedules, nation, now);
        let Some(week) = Week::of(l, schedules, nation, now) else { return brief };
        let beyond = now.date().saturating_add(7.days());
        let next = next(schedules, nation, now);
        let kept = next.iter().enumerate().filter(|(at, session)| *at == 0 || session.start.date() >= beyond);
        Self { week: Some(week), next: kept.map(|(_, session)| wording::session(l, session, now.date())).collect(), ..brief }
    }
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

    #[test]
    fn the_very_next_session_is_said_and_then_what_the_week_does_not_show() {
        let now = date(2026, 11, 22).at(15, 0, 0, 0).to_zoned(london()).unwrap();
        for (days, next) in [
            (vec![Weekday::Tuesday], vec!["Tuesday 24 November", "Tuesday 1 December", "Tuesday 8 December", "Tuesday 15 December"]),
            (vec![Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday, Weekday::Friday], vec!["Tuesday 24 November"]),
        ] {
            let repeats = Repeats::Weekly { days, every: 1, from: None };
            let schedule = Schedule { repeats, opens: Some(time(10, 0, 0, 0)), closes: Some(time(12, 0, 0, 0)), ..Schedule::default() };
            let hours = Hours::with_week(&L::english(), &[schedule], None, &now);
            assert_eq!(hours.week.map(|week| week.rows.len()), Some(7));
            let said: Vec<String> = hours.next.iter().map(|one| one.plain().replace(", 10am to noon", "")).collect();
            assert_eq!(said, next);
        }
    }
}
