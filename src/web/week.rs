//! The coming week of a service as a table: a row for each day, from today. What nobody has said is shown as not stated.

use crate::{
    model::{
        opening::{DayHours, week},
        schedule::Schedule,
        sector::Nation,
    },
    server::{
        languages::{L, Said},
        wording,
    },
};
use jiff::Zoned;

/// The table.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Week {
    pub(super) rows: Vec<Row>,
}

/// A day.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// "Sunday 22 November": no "tomorrow", because paper outlives it.
    pub(super) day: Said,
    pub(super) hours: Said,
    pub(super) today: bool,
    /// Nothing is known of it.
    pub(super) unknown: bool,
}

impl Week {
    /// The week, unless it would say nothing that a line does not say better: nothing is known of any day, or every day is the same
    /// from midnight to midnight.
    pub(super) fn of(l: &L, schedules: &[Schedule], nation: Option<Nation>, now: &Zoned) -> Option<Self> {
        let days = week(schedules, nation, now);
        let all_day = |day: &DayHours| !day.sessions.is_empty() && day.sessions.iter().all(wording::is_all_day);
        if days.iter().all(is_unknown) || days.iter().all(all_day) {
            return None;
        }
        let today = now.date();
        let row = |day: &DayHours| Row {
            day: wording::date_weekday(l, day.date).capitalised(),
            hours: wording::day_hours(l, day),
            today: day.date == today,
            unknown: is_unknown(day),
        };
        Some(Self { rows: days.iter().map(row).collect() })
    }
}

fn is_unknown(day: &DayHours) -> bool {
    day.sessions.is_empty() && day.in_doubt
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{clock::london, model::schedule::Repeats};
    use jiff::civil::{Weekday, date, time};

    fn of(schedules: &[Schedule]) -> Option<Week> {
        let now = date(2026, 11, 22).at(15, 0, 0, 0).to_zoned(london()).unwrap();
        Week::of(&L::english(), schedules, Some(Nation::England), &now)
    }

    fn weekly(days: &[Weekday], opens: Option<(i8, i8)>, closes: Option<(i8, i8)>) -> Schedule {
        let at = |(hour, minute)| time(hour, minute, 0, 0);
        let repeats = Repeats::Weekly { days: days.to_vec(), every: 1, from: None };
        Schedule { repeats, opens: opens.map(at), closes: closes.map(at), ..Schedule::default() }
    }

    #[test]
    fn a_week_has_seven_rows_and_today_is_marked() {
        let week = of(&[weekly(&[Weekday::Tuesday], Some((10, 0)), Some((12, 0))), weekly(&[Weekday::Friday], None, None)]).unwrap();
        let rows: Vec<String> = week.rows.iter().map(|row| format!("{}: {}", row.day.plain(), row.hours.plain())).collect();
        assert_eq!(
            rows,
            [
                "Sunday 22 November: Closed",
                "Monday 23 November: Closed",
                "Tuesday 24 November: 10am to 12 noon",
                "Wednesday 25 November: Closed",
                "Thursday 26 November: Closed",
                "Friday 27 November: Not stated",
                "Saturday 28 November: Closed",
            ]
        );
        assert_eq!(week.rows.iter().filter(|row| row.today).count(), 1);
        assert!(week.rows[0].today && week.rows[5].unknown);
    }

    #[test]
    fn a_table_that_would_say_nothing_is_not_shown() {
        let every_day =
            [Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday, Weekday::Friday, Weekday::Saturday, Weekday::Sunday];
        assert_eq!(of(&[]), None);
        assert_eq!(of(&[weekly(&every_day, Some((0, 0)), Some((23, 59)))]), None);
    }
}
