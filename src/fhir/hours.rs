//! Opening hours. FHIR can say hours that hold every week of the year; anything else is said in words beside them.

use crate::model::{
    opening,
    schedule::{Repeats, Schedule},
};
use jiff::civil::{Date, Time, Weekday};

/// Hours, parted into what FHIR can say and what it cannot.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Hours {
    /// Intervals that hold every week.
    pub(super) weekly: Vec<Weekly>,
    /// Everything else, a line each; also what is true of a weekly interval beside its times.
    pub(super) words: Vec<String>,
    /// All of it is by appointment.
    pub(super) by_appointment: bool,
}

/// An interval of some days of every week.
#[derive(Debug, PartialEq)]
pub(super) struct Weekly {
    pub(super) days: Vec<&'static str>,
    /// Opening and closing time; `None` = the whole day.
    pub(super) times: Option<(String, String)>,
}

impl Hours {
    /// The hours as they stand on a day: what ended before it is left out.
    pub(super) fn of(schedules: &[Schedule], today: Date) -> Self {
        let standing = || schedules.iter().filter(|schedule| schedule.valid_to.is_none_or(|last| last >= today));
        let by_appointment = standing().next().is_some() && standing().all(|schedule| schedule.by_appointment);
        let says_all = |schedule: &Schedule| {
            schedule.bank_holidays.is_none() && (by_appointment || !schedule.by_appointment) && weekly(schedule).is_some()
        };
        let rest: Vec<Schedule> = standing().filter(|schedule| !says_all(schedule)).cloned().collect();
        let mut words = opening::in_words(&rest);
        for note in standing().filter_map(|schedule| schedule.note.as_deref()).map(str::trim) {
            if !note.is_empty() && !words.iter().any(|line| line == note) {
                words.push(note.to_owned());
            }
        }
        Self { weekly: standing().filter_map(weekly).collect(), words, by_appointment }
    }
}

fn weekly(schedule: &Schedule) -> Option<Weekly> {
    let Repeats::Weekly { days, every: 0 | 1, .. } = &schedule.repeats else { return None };
    let limited = schedule.valid_from.is_some() || schedule.valid_to.is_some() || schedule.term.is_some();
    let (opens, closes) = (schedule.opens?, schedule.closes?);
    let times = if opening::is_whole_day((Some(opens), Some(closes))) {
        None
    } else if opens < closes {
        Some((clock(opens), clock(closes)))
    } else {
        return None;
    };
    (!limited && !days.is_empty()).then(|| Weekly { days: days.iter().copied().map(day).collect(), times })
}

fn clock(time: Time) -> String {
    format!("{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second())
}

fn day(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "mon",
        Weekday::Tuesday => "tue",
        Weekday::Wednesday => "wed",
        Weekday::Thursday => "thu",
        Weekday::Friday => "fri",
        Weekday::Saturday => "sat",
        Weekday::Sunday => "sun",
    }
}
