//! A day of the week: when it is open, that it is closed, or that nobody has said.

use super::{
    dates::{appointed, time_of_hours},
    list,
};
use crate::{
    model::opening::{DayHours, Session},
    server::languages::{L, Said},
};
use jiff::civil::Time;

/// "10am to 12 noon and 2pm to 4pm", "Closed", "Not stated".
pub fn day_hours(l: &L, day: &DayHours) -> Said {
    let sessions: Vec<Said> = day.sessions.iter().map(|session| times(l, session)).collect();
    match (sessions.is_empty(), day.in_doubt) {
        (true, true) => l.say("not-stated"),
        (true, false) => l.say("week-closed"),
        (false, true) => l.v("week-perhaps", "times", &list(l, &sessions).capitalised()),
        (false, false) => list(l, &sessions).capitalised(),
    }
}

/// From midnight to the next midnight.
pub fn is_all_day(session: &Session) -> bool {
    let midnight = Time::midnight();
    session.start.time() == midnight && session.end.is_some_and(|end| end.time() == midnight && end.date() > session.start.date())
}

fn times(l: &L, session: &Session) -> Said {
    let start = time_of_hours(l, session.start.time());
    let words = match session.end {
        Some(_) if is_all_day(session) => l.say("week-all-day"),
        Some(end) => l.with("times-range", &[("start", (&start).into()), ("end", (&time_of_hours(l, end.time())).into())]),
        None => l.v("times-from", "start", &start),
    };
    appointed(l, words, session.by_appointment)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_day_is_said_as_far_as_it_is_known() {
        let day = date(2026, 11, 24);
        let session = |from: i8, to: Option<i8>| Session {
            start: day.at(from, 0, 0, 0),
            end: to.map(|to| day.at(to, 0, 0, 0)),
            by_appointment: false,
        };
        let midnight = Session { end: Some(date(2026, 11, 25).at(0, 0, 0, 0)), ..session(0, None) };
        for (sessions, in_doubt, words) in [
            (vec![], false, "Closed"),
            (vec![], true, "Not stated"),
            (vec![session(10, Some(12)), session(14, Some(16))], false, "10am to 12 noon and 2pm to 4pm"),
            (vec![session(10, None)], false, "From 10am"),
            (vec![session(10, Some(12))], true, "10am to 12 noon, and perhaps at other times"),
            (vec![midnight], false, "All day"),
            (vec![Session { by_appointment: true, ..session(9, Some(17)) }], false, "9am to 5pm (by appointment)"),
        ] {
            let said = day_hours(&L::english(), &DayHours { date: day, sessions, in_doubt });
            assert_eq!(said.plain(), words);
        }
    }
}
