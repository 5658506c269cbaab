//! Times as people write them, and the hour they mean. Where two readings are sensible, none is chosen.

use jiff::civil::Time;

/// A time as written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Written {
    pub(super) hour: i8,
    pub(super) minute: i8,
    pub(super) half: Option<Half>,
    pub(super) with_minutes: bool,
    pub(super) leading_zero: bool,
    /// Four digits: `1300`.
    pub(super) run_together: bool,
}

/// The word after a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Half {
    Am,
    Pm,
    Noon,
    Midnight,
}

/// Opening and closing time, as far as they can be told.
pub(super) type Hours = (Option<Time>, Option<Time>);

/// The times cannot be told.
const UNTOLD: Hours = (None, None);

impl Written {
    /// Noon or midnight spelt out.
    pub(super) fn exact(hour: i8) -> Self {
        let half = Some(if hour == 0 { Half::Midnight } else { Half::Noon });
        Self { hour: 12, minute: 0, half, with_minutes: false, leading_zero: false, run_together: false }
    }

    /// Whether it can be a time at all: `13am`, `25:00`, `9.75` and years run together cannot.
    pub(super) fn possible(self) -> bool {
        let year = self.run_together && self.hour == 20 && (10..=40).contains(&self.minute);
        let hours = if self.half.is_some() && self.hour > 12 && !self.with_minutes { 12 } else { 24 };
        (0..60).contains(&self.minute) && (0..=hours).contains(&self.hour) && !(self.run_together && self.minute % 5 != 0) && !year
    }

    /// A number with nothing that makes it a time.
    pub(super) fn bare(self) -> bool {
        !self.with_minutes && self.half.is_none()
    }

    /// Written by the 24-hour clock for certain.
    fn by_24_hours(self) -> bool {
        self.half.is_none() && (self.hour > 12 || self.run_together || self.with_minutes && (self.leading_zero || self.hour == 0))
    }

    /// The time, when this alone tells it.
    pub(super) fn told(self) -> Option<Time> {
        match self.half {
            Some(half) => self.in_half(half),
            None if self.by_24_hours() => self.plain(),
            None => None,
        }
    }

    /// The time it would be in that half of the day.
    fn in_half(self, half: Half) -> Option<Time> {
        let hour = match (half, self.hour) {
            (_, 13..) if self.with_minutes => return self.plain(),
            (Half::Noon | Half::Pm, 12) => 12,
            (Half::Noon, _) => return None,
            (Half::Midnight | Half::Am, 12) => 0,
            (Half::Am, hour) => hour,
            (Half::Pm | Half::Midnight, hour) => hour + 12,
        };
        Time::new(hour, self.minute, 0, 0).ok()
    }

    /// The time read by the 24-hour clock; 24:00 is midnight.
    fn plain(self) -> Option<Time> {
        Time::new(if self.hour == 24 { 0 } else { self.hour }, self.minute, 0, 0).ok()
    }
}

/// The hours between two times as written; what cannot be told for certain is left out.
pub(super) fn hours(from: Written, to: Written) -> Hours {
    let (from, to) = match (from.half, to.half) {
        (Some(_), Some(_)) => (from.told(), to.told()),
        (None, Some(_)) => (carried_back(from, to), to.told()),
        (Some(_), None) => (from.told(), carried_on(from, to)),
        (None, None) if from.by_24_hours() || to.by_24_hours() => (from.plain(), to.plain()),
        (None, None) => twelve_hours(from, to),
    };
    match (from, to) {
        (Some(opens), Some(closes)) => sensible(opens, closes),
        _ => UNTOLD,
    }
}

/// `2-4pm`: the half of the end holds for the start, unless the start would then come after it (`10-2pm`, `9-12pm`).
fn carried_back(from: Written, to: Written) -> Option<Time> {
    if from.by_24_hours() && from.hour != 0 && (from.hour > 12 || from.hour >= 7) {
        return from.plain();
    }
    let end = to.told()?;
    let noonish = if to.half == Some(Half::Noon) { Half::Am } else { Half::Pm };
    let candidates = if to.half == Some(Half::Am) { [Half::Am, Half::Am] } else { [noonish, Half::Am] };
    let before = |time: &Time| *time < end || end == Time::midnight();
    candidates.into_iter().filter_map(|half| from.in_half(half)).find(before)
}

/// `9am-5`: the first time after the start that the figure can mean.
fn carried_on(from: Written, to: Written) -> Option<Time> {
    if to.by_24_hours() && (to.hour > 12 || to.hour >= 7) {
        return to.plain();
    }
    let start = from.told()?;
    [Half::Am, Half::Pm].into_iter().filter_map(|half| to.in_half(half)).find(|time| *time > start)
}

/// `9-5`, `10.30-12`, `2-4`: figures of the 12-hour clock. Six to eight in the morning or evening cannot be told apart.
fn twelve_hours(from: Written, to: Written) -> (Option<Time>, Option<Time>) {
    let place = |written: Written| (written.hour % 12, written.minute);
    let afternoon = |written: Written| written.in_half(Half::Pm);
    let morning = |written: Written| written.in_half(Half::Am);
    let later = place(to) > place(from);
    match from.hour {
        9..=11 if to.hour == 12 => (morning(from), afternoon(to)),
        9..=11 if later => (morning(from), morning(to)),
        6..=11 if place(to) < place(from) && to.hour != 12 => (morning(from), afternoon(to)),
        12 if later => (afternoon(from), afternoon(to)),
        1..=5 if later && to.hour != 12 => (afternoon(from), afternoon(to)),
        _ => (None, None),
    }
}

/// Drops what is more likely a slip: `10:00-02:00` for two in the afternoon, `02:00-04:00` for the afternoon, `00:00-00:00`
/// for an empty field. A night begins after five and ends by noon.
fn sensible(opens: Time, closes: Time) -> Hours {
    let midnight = Time::midnight();
    let end_of_day = closes == midnight || (closes.hour(), closes.minute()) == (23, 59);
    if opens == closes {
        return UNTOLD;
    }
    if opens == midnight && (closes.hour(), closes.minute()) == (23, 59) {
        return (Some(opens), Some(closes));
    }
    if opens.hour() < 6 || (opens.hour() == 6 && closes > opens && closes.hour() < 9) {
        return UNTOLD;
    }
    let overnight = closes < opens && !end_of_day;
    let slip = overnight && (opens.hour() < 17 || closes.hour() > 12) || closes == midnight && opens.hour() < 11;
    (Some(opens), (!slip).then_some(closes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::hours_text::tokens::{Kind, tokens};

    /// `10:00 14:00`, with `?` for what cannot be told.
    fn read(text: &str) -> String {
        let times: Vec<Written> =
            tokens(text).iter().filter_map(|token| if let Kind::Time(written) = token.kind { Some(written) } else { None }).collect();
        let [from, to] = times.as_slice() else { return format!("{} times in {text}", times.len()) };
        let (opens, closes) = hours(*from, *to);
        let show = |time: Option<Time>| time.map_or("?".to_owned(), |time| time.strftime("%H:%M").to_string());
        format!("{} {}", show(opens), show(closes))
    }

    #[test]
    fn times_mean_what_people_mean() {
        for (text, expected) in [
            ("9am - 5pm", "09:00 17:00"),
            ("9.30am–12.30pm", "09:30 12:30"),
            ("9.30 a.m. to 1 p.m.", "09:30 13:00"),
            ("10.am-3.pm", "10:00 15:00"),
            ("09:30 - 17:00", "09:30 17:00"),
            ("10.30 - 14.30", "10:30 14:30"),
            ("1300-1530", "13:00 15:30"),
            ("09:00 - 1700", "09:00 17:00"),
            ("7:00:00am-6:30pm", "07:00 18:30"),
            ("9-5", "09:00 17:00"),
            ("10-12", "10:00 12:00"),
            ("9.30-12", "09:30 12:00"),
            ("11-2", "11:00 14:00"),
            ("12-2", "12:00 14:00"),
            ("2-4", "14:00 16:00"),
            ("2-8", "14:00 20:00"),
            ("8.30-5", "08:30 17:00"),
            ("10:00-5:00", "10:00 17:00"),
            ("2-4pm", "14:00 16:00"),
            ("12-2pm", "12:00 14:00"),
            ("10 - 2pm", "10:00 14:00"),
            ("9 - 12pm", "09:00 12:00"),
            ("8 to 10am", "08:00 10:00"),
            ("9am - 5", "09:00 17:00"),
            ("10am - 12", "10:00 12:00"),
            ("6pm - 9", "18:00 21:00"),
            ("10am - 12noon", "10:00 12:00"),
            ("10-noon", "10:00 12:00"),
            ("midday to 4pm", "12:00 16:00"),
            ("12 noon - 2", "12:00 14:00"),
            ("6pm - midnight", "18:00 00:00"),
            ("8pm to 5am", "20:00 05:00"),
            ("22:00 - 06:00", "22:00 06:00"),
            ("00:00-23:59", "00:00 23:59"),
            ("10:00 - 2pm", "10:00 14:00"),
            ("12:30 - 03:30 pm", "12:30 15:30"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn what_has_two_readings_is_not_told() {
        for (text, expected) in [
            ("6-8", "? ?"),
            ("7-9", "? ?"),
            ("8-8", "? ?"),
            ("9-9", "? ?"),
            ("4-2", "? ?"),
            ("5-12", "? ?"),
            ("00:00 - 00:00", "? ?"),
            ("02:00 - 04:00", "? ?"),
            ("06:30 - 08:00", "? ?"),
            ("10:00 - 02:00", "10:00 ?"),
            ("12:00 - 03:30", "12:00 ?"),
            ("11am - 1am", "11:00 ?"),
            ("10am - 12am", "10:00 ?"),
            ("9.30 - 11.30 noon", "? ?"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
