//! Times of day and weekdays as feeds write them: `10:00`, `10:00:00Z`, `9am`, `9.30 pm`; `MO`, `Monday`, `2MO`, `-1FR`, `Mon-Fri`.

use jiff::civil::{Time, Weekday};

const DAYS: [(Weekday, &str, &str); 7] = [
    (Weekday::Monday, "MO", "monday"),
    (Weekday::Tuesday, "TU", "tuesday"),
    (Weekday::Wednesday, "WE", "wednesday"),
    (Weekday::Thursday, "TH", "thursday"),
    (Weekday::Friday, "FR", "friday"),
    (Weekday::Saturday, "SA", "saturday"),
    (Weekday::Sunday, "SU", "sunday"),
];

/// The RFC 5545 code of a weekday.
pub(super) fn day_code(day: Weekday) -> &'static str {
    DAYS.iter().find(|(known, ..)| *known == day).map_or("", |(_, code, _)| code)
}

/// `HH:MM`, with seconds only where there are any.
pub(super) fn write(time: Time) -> String {
    if time.second() == 0 && time.subsec_nanosecond() == 0 { time.strftime("%H:%M").to_string() } else { time.to_string() }
}

/// Reads a time of day. Offsets are dropped: opening hours are told in Europe/London whatever a feed appends.
///
/// A bare `9` is refused: nobody knows whether it is morning or evening.
pub(super) fn read(text: &str) -> Option<Time> {
    let text = text.trim().to_ascii_lowercase();
    match text.as_str() {
        "noon" | "midday" | "12 noon" | "12noon" => return Time::new(12, 0, 0, 0).ok(),
        "midnight" | "12 midnight" | "24:00" | "24:00:00" => return Some(Time::midnight()),
        _ => {}
    }
    let clock = text.split_once('t').filter(|(date, _)| date.len() == 10).map_or(text.as_str(), |(_, clock)| clock);
    let (clock, afternoon) = meridian(clock);
    let clock = clock.split(['+', 'z']).next().unwrap_or(clock).trim();
    if let Some(time) = clock.parse::<Time>().ok().filter(|_| clock.contains(':') && afternoon.is_none()) {
        return Some(time);
    }
    let (hour, minute) = hour_and_minute(clock, afternoon.is_some())?;
    Time::new(to_24(hour, afternoon)?, minute, 0, 0).ok()
}

/// Splits `am` or `pm` off the end.
fn meridian(clock: &str) -> (&str, Option<bool>) {
    for (ending, afternoon) in [("am", false), ("a.m.", false), ("a.m", false), ("pm", true), ("p.m.", true), ("p.m", true)] {
        if let Some(rest) = clock.strip_suffix(ending) {
            return (rest.trim(), Some(afternoon));
        }
    }
    (clock, None)
}

fn hour_and_minute(clock: &str, bare_hour: bool) -> Option<(i8, i8)> {
    let mut parts = clock.split([':', '.']);
    let (first, second) = (parts.next()?.trim(), parts.next());
    match second {
        Some(minute) => Some((first.parse().ok()?, minute.trim().parse().ok()?)),
        None if matches!(first.len(), 3 | 4) && first.bytes().all(|byte| byte.is_ascii_digit()) => {
            let (hour, minute) = first.split_at(first.len() - 2);
            Some((hour.parse().ok()?, minute.parse().ok()?))
        }
        None if bare_hour => Some((first.parse().ok()?, 0)),
        None => None,
    }
}

fn to_24(hour: i8, afternoon: Option<bool>) -> Option<i8> {
    match afternoon {
        None => Some(hour),
        Some(_) if !(1..=12).contains(&hour) => None,
        Some(false) => Some(hour % 12),
        Some(true) => Some(hour % 12 + 12),
    }
}

/// Reads weekdays with an optional count: `2MO`, `-1FR`, `Monday`, `Mon-Fri`, `Sat & Sun`. `None` when a part is no day.
pub(super) fn days(text: &str) -> Option<Vec<(Option<i8>, Weekday)>> {
    let mut found = Vec::new();
    for token in text.split([' ', '&', '/']).filter(|token| !token.is_empty() && !token.eq_ignore_ascii_case("and")) {
        match token.char_indices().skip(1).find(|(_, c)| matches!(c, '-' | '–')) {
            Some((at, dash)) => found.extend(range(day(&token[..at])?, day(&token[at + dash.len_utf8()..])?)),
            None => found.push(counted_day(token)?),
        }
    }
    Some(found)
}

fn counted_day(token: &str) -> Option<(Option<i8>, Weekday)> {
    let at = token.find(|c: char| c.is_alphabetic())?;
    let (count, name) = token.split_at(at);
    let count = match count {
        "" => None,
        count => Some(count.trim_start_matches('+').parse::<i8>().ok().filter(|nth| *nth != 0 && nth.abs() <= 5)?),
    };
    Some((count, day(name)?))
}

fn day(name: &str) -> Option<Weekday> {
    let name = name.trim_end_matches(['s', 'S', '.']).to_ascii_lowercase();
    if name.len() < 2 {
        return None;
    }
    DAYS.iter().find(|(_, _, full)| full.starts_with(&name) || name == "wed" && *full == "wednesday").map(|(day, ..)| *day)
}

fn range(first: Weekday, last: Weekday) -> Vec<(Option<i8>, Weekday)> {
    let mut days = vec![(None, first)];
    let mut day = first;
    while day != last {
        day = day.next();
        days.push((None, day));
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::time;

    #[test]
    fn times_read_as_feeds_write_them() {
        for (text, expected) in [
            ("10:00", Some(time(10, 0, 0, 0))),
            ("10:00:00", Some(time(10, 0, 0, 0))),
            ("10:00Z", Some(time(10, 0, 0, 0))),
            ("10:00:00+01:00", Some(time(10, 0, 0, 0))),
            ("9am", Some(time(9, 0, 0, 0))),
            ("9:00am", Some(time(9, 0, 0, 0))),
            ("9.30 pm", Some(time(21, 30, 0, 0))),
            ("12 p.m.", Some(time(12, 0, 0, 0))),
            ("12am", Some(time(0, 0, 0, 0))),
            ("0930", Some(time(9, 30, 0, 0))),
            ("9:30", Some(time(9, 30, 0, 0))),
            ("24:00", Some(time(0, 0, 0, 0))),
            ("1970-01-01T09:15:00Z", Some(time(9, 15, 0, 0))),
            ("noon", Some(time(12, 0, 0, 0))),
            ("9", None),
            ("25:00", None),
            ("13pm", None),
            ("half nine", None),
            ("", None),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn days_read_as_feeds_write_them() {
        use Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};
        let plain = |days: &[Weekday]| Some(days.iter().map(|day| (None, *day)).collect::<Vec<_>>());
        for (text, expected) in [
            ("MO", plain(&[Monday])),
            ("Tuesday", plain(&[Tuesday])),
            ("Weds", plain(&[Wednesday])),
            ("Thurs", plain(&[Thursday])),
            ("Mon-Fri", plain(&[Monday, Tuesday, Wednesday, Thursday, Friday])),
            ("Sat & Sun", plain(&[Saturday, Sunday])),
            ("2MO", Some(vec![(Some(2), Monday)])),
            ("-1FR", Some(vec![(Some(-1), Friday)])),
            ("9FR", None),
            ("weekdays", None),
            ("soon", None),
        ] {
            assert_eq!(days(text), expected, "{text}");
        }
    }
}
