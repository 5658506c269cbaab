//! Structured opening hours: day columns, opening and closing columns, joined rows, `OpenStreetMap` hours. Free text goes to
//! [`crate::model::hours_text`].

use super::Cells;
use crate::{
    model::{
        hours_text,
        schedule::{Repeats, Schedule},
    },
    sources::spreadsheet::mapping::HoursFields,
};
use jiff::civil::{Time, Weekday};

/// Opening and closing time; the same time twice is round the clock.
pub(in crate::sources::spreadsheet) type Span = (Time, Time);

const WEEK: [Weekday; 7] =
    [Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday, Weekday::Friday, Weekday::Saturday, Weekday::Sunday];
const SHORT: [&str; 7] = ["mo", "tu", "we", "th", "fr", "sa", "su"];

/// The schedules of one `[[hours]]` table.
pub(super) fn read(fields: &HoursFields, cells: &mut Cells<'_, '_>) -> Vec<Schedule> {
    let note = cells.one(fields.note.as_ref());
    let mut schedules = days(fields, cells, note.as_deref());
    schedules.extend(pairs(fields, cells, note.as_deref()));
    schedules.extend(written(fields, cells));
    schedules
}

/// Free text, unless the same hours are there in a form that needs no guessing.
fn written(fields: &HoursFields, cells: &mut Cells<'_, '_>) -> Vec<Schedule> {
    let text = cells.one(fields.text.as_ref());
    if let Some(sessions) = cells.one(fields.osm.as_ref()).and_then(|hours| osm(&hours)) {
        return grouped(&sessions, text.as_deref(), fields.by_appointment);
    }
    let mut schedules = text.map(|text| hours_text::read(&text)).unwrap_or_default();
    for schedule in &mut schedules {
        schedule.by_appointment |= fields.by_appointment;
    }
    schedules
}

/// One column per day.
fn days(fields: &HoursFields, cells: &mut Cells<'_, '_>, note: Option<&str>) -> Vec<Schedule> {
    let Some(days) = &fields.days else { return Vec::new() };
    let mut sessions = Vec::new();
    let mut worded: Vec<Schedule> = Vec::new();
    for (day, field) in WEEK.into_iter().zip(days.in_order()) {
        let Some(cell) = cells.one(field) else { continue };
        match spans(&cell) {
            Some(spans) => sessions.extend(spans.into_iter().map(|span| (day, span))),
            None if is_closed(&cell) => {}
            None => in_words(day, &cell, &mut worded),
        }
    }
    let mut schedules = grouped(&sessions, note, fields.by_appointment);
    schedules.append(&mut worded);
    schedules
}

/// A day of which only words are known. Days with the same words share a schedule.
fn in_words(day: Weekday, cell: &str, worded: &mut Vec<Schedule>) {
    if let Some(Schedule { repeats: Repeats::Weekly { days, .. }, .. }) =
        worded.iter_mut().find(|schedule| schedule.note.as_deref() == Some(cell))
    {
        days.push(day);
        return;
    }
    let lower = cell.to_lowercase();
    let varies = ["varie", "no regular", "vary"].iter().any(|words| lower.contains(words));
    let repeats = if varies { Repeats::Unknown } else { weekly(vec![day]) };
    if varies && worded.iter().any(|schedule| schedule.note.as_deref() == Some(cell)) {
        return;
    }
    let by_appointment = lower.contains("appointment");
    worded.push(Schedule { repeats, by_appointment, note: Some(cell.to_owned()), ..Schedule::default() });
}

/// An opening and a closing column per day.
fn pairs(fields: &HoursFields, cells: &mut Cells<'_, '_>, note: Option<&str>) -> Vec<Schedule> {
    let (Some(opens), Some(closes)) = (&fields.opens, &fields.closes) else { return Vec::new() };
    let mut sessions = Vec::new();
    for ((day, opens), closes) in WEEK.into_iter().zip(opens.in_order()).zip(closes.in_order()) {
        let (Some(from), Some(to)) = (cells.one(opens), cells.one(closes)) else { continue };
        match (time(&from), time(&to)) {
            (Some(from), Some(to)) => sessions.push((day, (from, to))),
            _ if is_closed(&from) => {}
            _ => cells.note("hours", format!("'{from}' to '{to}' are not times")),
        }
    }
    grouped(&sessions, note, fields.by_appointment)
}

/// Sessions with the same times become one schedule over several days.
pub(in crate::sources::spreadsheet) fn grouped(sessions: &[(Weekday, Span)], note: Option<&str>, by_appointment: bool) -> Vec<Schedule> {
    let mut spans: Vec<Span> = sessions.iter().map(|(_, span)| *span).collect();
    spans.sort_unstable();
    spans.dedup();
    let schedule = |span: Span| {
        let mut days: Vec<Weekday> = sessions.iter().filter(|(_, other)| *other == span).map(|(day, _)| *day).collect();
        days.sort_unstable_by_key(|day| day.to_monday_zero_offset());
        days.dedup();
        let (opens, closes) = (Some(span.0), Some(span.1));
        Schedule { repeats: weekly(days), opens, closes, by_appointment, note: note.map(str::to_owned), ..Schedule::default() }
    };
    spans.into_iter().map(schedule).collect()
}

fn weekly(days: Vec<Weekday>) -> Repeats {
    Repeats::Weekly { days, every: 1, from: None }
}

fn is_closed(cell: &str) -> bool {
    let lower = cell.to_lowercase();
    lower.contains("closed") && !lower.contains(|c: char| c.is_ascii_digit())
}

/// Reads `09:00-13:00,14:00-17:00`; `None` when any part is not such a span.
pub(in crate::sources::spreadsheet) fn spans(cell: &str) -> Option<Vec<Span>> {
    cell.split([',', ';', '&']).map(span).collect()
}

fn span(text: &str) -> Option<Span> {
    let text = text.replace(['–', '—'], "-").replace(" to ", "-");
    let (from, to) = text.split_once('-')?;
    Some((time(from)?, time(to)?))
}

/// Reads `09:00`, `9.30`, `0900`; `24:00` is midnight.
fn time(text: &str) -> Option<Time> {
    let text = text.trim();
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let marked = text.contains([':', '.']);
    if text.chars().any(|c| !c.is_ascii_digit() && !matches!(c, ':' | '.'))
        || !(3..=6).contains(&digits.len())
        || (digits.len() > 4 && !marked)
    {
        return None;
    }
    let (hour, minute) = match text.split_once([':', '.']) {
        Some((hour, rest)) => (hour, rest.get(..2)?),
        None => digits.split_at(digits.len() - 2),
    };
    let (hour, minute): (i8, i8) = (hour.parse().ok()?, minute.parse().ok()?);
    Time::new(if hour == 24 && minute == 0 { 0 } else { hour }, minute, 0, 0).ok()
}

/// A day by its English name or the first letters of it.
pub(in crate::sources::spreadsheet) fn weekday(text: &str) -> Option<Weekday> {
    let lower = text.trim().to_lowercase();
    let at = SHORT.iter().position(|short| lower.starts_with(short))?;
    Some(WEEK[at])
}

/// Reads the plain part of `OpenStreetMap` hours: `Mo-Fr 09:00-17:00; Sa 10:00-12:00`. `None` when there is more to it.
fn osm(text: &str) -> Option<Vec<(Weekday, Span)>> {
    let mut sessions = Vec::new();
    for rule in text.split(';').map(str::trim).filter(|rule| !rule.is_empty()) {
        let (days, times) = rule.split_once(' ')?;
        let spans = spans(times)?;
        for day in osm_days(days)? {
            sessions.extend(spans.iter().map(|span| (day, *span)));
        }
    }
    (!sessions.is_empty()).then_some(sessions)
}

fn osm_days(text: &str) -> Option<Vec<Weekday>> {
    let at = |short: &str| SHORT.iter().position(|known| known.eq_ignore_ascii_case(short));
    let mut days = Vec::new();
    for part in text.split(',') {
        let (from, to) = part.split_once('-').unwrap_or((part, part));
        let (from, to) = (at(from)?, at(to)?);
        let count = (to + 7 - from) % 7 + 1;
        days.extend((from..from + count).map(|day| WEEK[day % 7]));
    }
    Some(days)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::time as at;

    #[test]
    fn spans_read_as_publishers_write_them() {
        let nine_to_one = (at(9, 0, 0, 0), at(13, 0, 0, 0));
        for (cell, expected) in [
            ("09:00-13:00", Some(vec![nine_to_one])),
            ("9.00 – 13.00", Some(vec![nine_to_one])),
            ("0900-1300", Some(vec![nine_to_one])),
            ("09:00-13:00,14:00-24:00", Some(vec![nine_to_one, (at(14, 0, 0, 0), at(0, 0, 0, 0))])),
            ("25:00-26:00", None),
            ("Closed", None),
            ("AM & PM (continuous)", None),
            ("9-5", None),
        ] {
            assert_eq!(spans(cell), expected, "{cell}");
        }
    }

    #[test]
    fn the_plain_part_of_openstreetmap_hours_is_read() {
        assert_eq!(osm("Mo-We 10:00-15:00; Sa 10:00-13:00").unwrap().len(), 4);
        assert_eq!(osm("Sa-Mo 10:00-15:00").unwrap().len(), 3);
        for text in ["Mo[1] 10:00-12:00", "PH off", "sunrise-sunset", ""] {
            assert_eq!(osm(text), None, "{text}");
        }
    }
}
