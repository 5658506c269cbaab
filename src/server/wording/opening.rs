//! Open or not.

use super::dates::{appointed, day_month, days_between, time, weekday};
use crate::{
    model::opening::{Session, State},
    server::languages::{L, Said},
};
use jiff::{
    Zoned,
    civil::{Date, DateTime, Time},
};

/// Open or not, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// The words.
    pub text: Said,
    /// `open`, `closed` or `unknown`: for styling only, never the sole sign.
    pub tone: &'static str,
}

/// "Open now, until 5pm", "Closed now, opens Tuesday at 10am", "Opening hours not known".
pub fn opening(l: &L, state: &State, now: &Zoned) -> Opening {
    let today = now.date();
    match state {
        State::Open { until, by_appointment } => {
            let text = until.map_or_else(|| l.say("open-now"), |at| l.v("open-now-until", "end", &end_of(l, at, today)));
            Opening { text: appointed(l, text, *by_appointment), tone: "open" }
        }
        State::Closed { next: Some(session) } => {
            Opening { text: l.v("closed-now-opens", "start", &start(l, session, today)), tone: "closed" }
        }
        State::Closed { next: None } => Opening { text: l.say("closed-now"), tone: "closed" },
        State::Unknown => Opening { text: l.say("opening-unknown"), tone: "unknown" },
    }
}

/// When a day turns into another is said only where it matters: "5pm", "6am tomorrow".
fn end_of(l: &L, at: DateTime, today: Date) -> Said {
    let clock = time(l, at.time());
    match days_between(today, at.date()) {
        0 => clock,
        1 if at.time() == Time::midnight() => clock,
        1 => l.v("end-tomorrow", "time", &clock),
        2..=6 => l.with("end-weekday", &[("time", (&clock).into()), ("day", (&weekday(l, at.date().weekday())).into())]),
        _ => l.with("end-date", &[("time", (&clock).into()), ("date", (&day_month(l, at.date())).into())]),
    }
}

/// "at 5pm", "tomorrow at 9am", "Tuesday at 10am", "2 December at 10am".
fn start(l: &L, session: &Session, today: Date) -> Said {
    let (clock, date) = (time(l, session.start.time()), session.start.date());
    let when = match days_between(today, date) {
        0 => l.v("start-today", "time", &clock),
        1 => l.v("start-tomorrow", "time", &clock),
        2..=6 => l.with("start-weekday", &[("time", (&clock).into()), ("day", (&weekday(l, date.weekday())).into())]),
        _ => l.with("start-date", &[("time", (&clock).into()), ("date", (&day_month(l, date)).into())]),
    };
    appointed(l, when, session.by_appointment)
}
