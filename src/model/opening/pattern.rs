//! When in the week something opens: which parts of which days have a session that is certain, over the next four weeks.

use super::Session;
use jiff::civil::Time;

/// Minutes of a session that make it count for a part of the day; half of a shorter session is enough.
const ENOUGH_MINUTES: i32 = 30;
/// Minutes in a part of the day: night from 0:00, morning from 6:00, afternoon from 12:00, evening from 18:00.
const PART_MINUTES: i32 = 6 * 60;
const PARTS: u32 = 4;
const DAYS: u32 = 7;
const DAY_MINUTES: i32 = 24 * 60;

/// Every part of the day, for [`Pattern::days`].
pub const ANY_PART: u8 = 0b1111;
/// Every day of the week, for [`Pattern::parts`].
pub const ANY_DAY: u8 = 0b111_1111;

/// Parts of days with a session, a bit each: day by day from Monday, four parts a day from the night before dawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pattern(pub u32);

impl Pattern {
    /// The pattern of sessions.
    pub(super) fn of<'s>(sessions: impl Iterator<Item = &'s Session>) -> Self {
        Self(sessions.fold(0, |bits, session| bits | of_session(session)))
    }

    /// Whether any session is certain.
    pub fn is_known(self) -> bool {
        self.0 != 0
    }

    /// The days with a session in one of `parts`, a bit each from Monday. `parts` has a bit each from the night.
    pub fn days(self, parts: u8) -> u8 {
        let held = |day: u32| self.0 >> (day * PARTS) & u32::from(parts) & u32::from(ANY_PART) != 0;
        (0..DAYS).filter(|day| held(*day)).fold(0, |days, day| days | 1 << day)
    }

    /// The parts of the day with a session on one of `days`, a bit each from the night. `days` has a bit each from Monday.
    pub fn parts(self, days: u8) -> u8 {
        let parts = (0..DAYS).filter(|day| days & 1 << day != 0).fold(0, |parts, day| parts | self.0 >> (day * PARTS));
        u8::try_from(parts & u32::from(ANY_PART)).unwrap_or_default()
    }
}

fn of_session(session: &Session) -> u32 {
    let minutes = |time: Time| i32::from(time.hour()) * 60 + i32::from(time.minute());
    let start = minutes(session.start.time());
    let end = session.end.map_or(start + 1, |end| {
        let days = session.start.date().until(end.date()).map_or(0, |span| span.get_days());
        days.saturating_mul(DAY_MINUTES).saturating_add(minutes(end.time()))
    });
    let monday = u32::from(session.start.date().weekday().to_monday_zero_offset().unsigned_abs());
    let enough = ENOUGH_MINUTES.min((end - start + 1) / 2);
    let touched = (0..DAYS * PARTS).zip(start / PART_MINUTES..).take_while(|(_, part)| part * PART_MINUTES < end);
    touched
        .filter(|(_, part)| end.min((part + 1) * PART_MINUTES) - start.max(part * PART_MINUTES) >= enough)
        .filter_map(|(_, part)| u32::try_from(part).ok())
        .fold(0, |bits, part| bits | 1 << ((monday * PARTS + part) % (DAYS * PARTS)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        clock::london,
        model::{
            opening::Outlook,
            schedule::{Repeats, Schedule, Term},
            sector::Nation,
        },
    };
    use jiff::civil::{Weekday, date, time};

    const MORNING: u8 = 0b0010;
    const EVENING: u8 = 0b1000;

    fn weekly(day: Weekday, opens: (i8, i8), closes: Option<(i8, i8)>) -> Schedule {
        Schedule {
            repeats: Repeats::Weekly { days: vec![day], every: 1, from: None },
            opens: Some(time(opens.0, opens.1, 0, 0)),
            closes: closes.map(|(hour, minute)| time(hour, minute, 0, 0)),
            ..Schedule::default()
        }
    }

    fn of(schedules: &[Schedule]) -> Pattern {
        Outlook::of(schedules, Some(Nation::England), &date(2026, 11, 18).at(23, 0, 0, 0).to_zoned(london()).unwrap()).pattern
    }

    #[test]
    fn a_session_counts_for_the_parts_of_days_it_is_open_for_half_an_hour() {
        for (case, opens, closes, parts, days) in [
            ("office hours", (9, 0), Some((17, 0)), 0b0110, 0b10),
            ("ten minutes past six", (14, 0), Some((18, 10)), 0b0100, 0b10),
            ("half past six", (14, 0), Some((18, 30)), 0b1100, 0b10),
            ("a short one astride two parts", (17, 50), Some((18, 10)), 0b1100, 0b10),
            ("a quarter of an hour", (9, 0), Some((9, 15)), 0b0010, 0b10),
            ("through the night", (20, 0), Some((8, 0)), 0b1011, 0b110),
            ("to midnight", (18, 0), Some((23, 59)), 0b1000, 0b10),
            ("no closing time", (10, 0), None, 0b0010, 0b10),
        ] {
            let pattern = of(&[weekly(Weekday::Tuesday, opens, closes)]);
            assert_eq!((pattern.parts(ANY_DAY), pattern.days(ANY_PART)), (parts, days), "{case}");
        }
    }

    #[test]
    fn days_and_parts_are_read_together() {
        let pattern = of(&[weekly(Weekday::Saturday, (9, 0), Some((12, 0))), weekly(Weekday::Tuesday, (18, 30), Some((20, 0)))]);
        assert_eq!(pattern.days(ANY_PART), 0b010_0010);
        assert_eq!(pattern.days(EVENING), 0b10);
        assert_eq!(pattern.days(MORNING), 0b010_0000);
        assert_eq!(pattern.parts(0b010_0000), MORNING);
        assert_eq!(pattern.parts(0b1), 0);
    }

    #[test]
    fn hours_in_doubt_give_no_pattern() {
        let words_only = Schedule { note: Some("Ring first".to_owned()), ..Schedule::default() };
        let day_only = Schedule { opens: None, ..weekly(Weekday::Monday, (9, 0), None) };
        let over = Schedule { valid_to: Some(date(2026, 1, 1)), ..weekly(Weekday::Monday, (9, 0), Some((10, 0))) };
        let holidays = Schedule { term: Some(Term::SchoolHolidays), ..weekly(Weekday::Monday, (9, 0), Some((10, 0))) };
        for schedules in [vec![], vec![words_only], vec![day_only], vec![over], vec![holidays]] {
            assert!(!of(&schedules).is_known(), "{schedules:?}");
        }
    }

    #[test]
    fn what_happens_once_this_evening_is_seen_from_the_beginning_of_the_day() {
        let once = Schedule { repeats: Repeats::Once(date(2026, 11, 18)), ..weekly(Weekday::Monday, (9, 0), Some((12, 0))) };
        assert_eq!(of(&[once]).days(MORNING), 0b100);
    }
}
