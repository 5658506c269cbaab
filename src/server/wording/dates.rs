//! Days, times of day and sessions.

use crate::{
    model::opening::Session,
    server::languages::{Arg, L, Said},
};
use jiff::civil::{Date, Time, Weekday};

/// "Monday".
pub(super) fn weekday(l: &L, day: Weekday) -> Said {
    let key = match day {
        Weekday::Monday => "weekday-monday",
        Weekday::Tuesday => "weekday-tuesday",
        Weekday::Wednesday => "weekday-wednesday",
        Weekday::Thursday => "weekday-thursday",
        Weekday::Friday => "weekday-friday",
        Weekday::Saturday => "weekday-saturday",
        Weekday::Sunday => "weekday-sunday",
    };
    l.say(key)
}

/// "2 December".
pub fn day_month(l: &L, date: Date) -> Said {
    dated(l, "date-day-month", date)
}

/// "2 December 2026".
pub fn date_full(l: &L, date: Date) -> Said {
    dated(l, "date-full", date)
}

/// "Friday 4 December".
pub fn date_weekday(l: &L, date: Date) -> Said {
    dated(l, "date-weekday", date)
}

/// "Friday 4 December 2026".
pub(super) fn weekday_full(l: &L, date: Date) -> Said {
    dated(l, "date-weekday-full", date)
}

fn dated(l: &L, key: &str, date: Date) -> Said {
    let (day, year, month) = (date.day().to_string(), date.year().to_string(), l.t(&format!("month-{}", date.month())));
    let weekday = weekday(l, date.weekday());
    l.with(key, &[("weekday", (&weekday).into()), ("day", (&day).into()), ("month", Arg::Text(&month)), ("year", (&year).into())])
}

/// A time as people say it: `9am`, `9:30am`, `noon`, `midnight`.
pub fn time(l: &L, time: Time) -> Said {
    match (time.hour(), time.minute()) {
        (0, 0) => l.say("time-midnight"),
        (12, 0) => l.say("time-noon"),
        (hour, minute) => clock(l, hour, minute),
    }
}

/// The same within opening hours: noon is "12 noon", and a day may end at 23:59.
pub(super) fn time_of_hours(l: &L, at: Time) -> Said {
    match (at.hour(), at.minute()) {
        (12, 0) => l.say("time-twelve-noon"),
        (23, 59) => l.say("time-midnight"),
        _ => time(l, at),
    }
}

fn clock(l: &L, hour: i8, minute: i8) -> Said {
    let key = match (hour < 12, minute) {
        (true, 0) => "time-am",
        (true, _) => "time-am-minutes",
        (false, 0) => "time-pm",
        (false, _) => "time-pm-minutes",
    };
    let clock = format!("{hour}:{minute:02}");
    let hour = if hour % 12 == 0 { 12 } else { hour % 12 }.to_string();
    let minute = format!("{minute:02}");
    l.with(key, &[("hour", (&hour).into()), ("minute", (&minute).into()), ("clock", (&clock).into())])
}

/// A session in words: "Tuesday 24 November, 10am to noon (by appointment)".
pub fn session(l: &L, session: &Session, today: Date) -> Said {
    let (day, start) = (day_name(l, session.start.date(), today), time(l, session.start.time()));
    let text = match session.end {
        Some(end) => {
            let end = time(l, end.time());
            l.with("session-until", &[("day", (&day).into()), ("start", (&start).into()), ("end", (&end).into())])
        }
        None => l.with("session", &[("day", (&day).into()), ("start", (&start).into())]),
    };
    appointed(l, text, session.by_appointment).capitalised()
}

fn day_name(l: &L, day: Date, today: Date) -> Said {
    let date = date_weekday(l, day);
    match days_between(today, day) {
        0 => l.v("session-today", "date", &date),
        1 => l.v("session-tomorrow", "date", &date),
        _ => date,
    }
}

/// The text, and that it is by appointment.
pub(super) fn appointed(l: &L, text: Said, by_appointment: bool) -> Said {
    if by_appointment { l.v("by-appointment-after", "text", &text) } else { text }
}

/// Days from one date to another; negative when the second is earlier.
pub(super) fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}
