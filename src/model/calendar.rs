//! Bank holidays and school terms: what a date is, as far as it can be known without asking anybody.
//!
//! Bank holidays follow rules and royal proclamations and are certain ([`bank_holidays`]). School terms are not: councils and
//! single schools set their own dates, and no school calendar is shipped. Only weeks that are term, or holiday, everywhere in a
//! nation are told apart here; every other week is [`Told::Unknown`]. This module must never guess.

mod bank_holidays;
mod school_terms;

pub use bank_holidays::bank_holidays;

use crate::model::sector::Nation;
use jiff::civil::Date;

/// An answer that may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// Certainly.
    Yes,
    /// Certainly not.
    No,
    /// It cannot be known from here.
    Unknown,
}

impl Told {
    /// The other way round; unknown stays unknown.
    #[must_use]
    pub fn opposite(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            Self::Unknown => Self::Unknown,
        }
    }

    /// Both: one certain *no* settles it.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Yes, Self::Yes) => Self::Yes,
            _ => Self::Unknown,
        }
    }
}

/// Whether `date` is a bank holiday in `nation`; with no nation, only what is the same in all four is certain.
///
/// Christmas Day, Boxing Day and New Year's Day at a weekend are not bank holidays by law (the weekday after is), yet few
/// places keep their usual hours: they are [`Told::Unknown`].
pub fn bank_holiday(date: Date, nation: Option<Nation>) -> Told {
    in_each(nation, |nation| {
        if bank_holidays(date.year(), nation).contains(&date) {
            Told::Yes
        } else if matches!((date.month(), date.day()), (1, 1) | (12, 25 | 26)) {
            Told::Unknown
        } else {
            Told::No
        }
    })
}

/// Whether schools in `nation` are in term on `date`; weekends within a term count as term.
///
/// Sources: the councils' dates behind <https://www.gov.uk/school-term-holiday-dates>,
/// <https://www.mygov.scot/school-term-holiday-dates> and <https://www.nidirect.gov.uk/articles/school-holidays>.
pub fn term_time(date: Date, nation: Option<Nation>) -> Told {
    in_each(nation, |nation| school_terms::term_time(date, nation))
}

/// The answer for one nation, or the one all four share.
fn in_each(nation: Option<Nation>, answer: impl Fn(Nation) -> Told) -> Told {
    let Some(nation) = nation else {
        let first = answer(Nation::England);
        let agreed = Nation::ALL.iter().all(|&nation| answer(nation) == first);
        return if agreed { first } else { Told::Unknown };
    };
    answer(nation)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn without_a_nation_only_shared_bank_holidays_are_certain() {
        assert_eq!(bank_holiday(date(2026, 4, 3), None), Told::Yes, "Good Friday");
        assert_eq!(bank_holiday(date(2026, 4, 6), None), Told::Unknown, "Easter Monday is not kept in Scotland");
        assert_eq!(bank_holiday(date(2026, 4, 7), None), Told::No);
    }

    #[test]
    fn christmas_at_a_weekend_is_no_ordinary_day() {
        assert_eq!(bank_holiday(date(2027, 12, 25), Some(Nation::England)), Told::Unknown);
        assert_eq!(bank_holiday(date(2027, 12, 27), Some(Nation::England)), Told::Yes);
    }

    #[test]
    fn school_weeks_are_certain_only_where_every_council_agrees() {
        use Nation::{England, NorthernIreland, Scotland, Wales};
        for (day, nation, expected) in [
            (date(2026, 9, 21), Some(England), Told::Yes),
            (date(2026, 11, 18), Some(Wales), Told::Yes),
            (date(2026, 10, 27), Some(England), Told::Unknown),
            (date(2026, 4, 8), Some(England), Told::Unknown),
            (date(2026, 8, 10), Some(England), Told::No),
            (date(2026, 8, 28), Some(England), Told::Unknown),
            (date(2026, 8, 28), Some(Scotland), Told::Yes),
            (date(2026, 8, 12), Some(Scotland), Told::Unknown),
            (date(2026, 7, 14), Some(Scotland), Told::No),
            (date(2026, 7, 14), Some(England), Told::Unknown),
            (date(2026, 7, 14), Some(NorthernIreland), Told::No),
            (date(2026, 12, 29), None, Told::No),
            (date(2027, 1, 1), None, Told::No),
            (date(2026, 11, 18), None, Told::Yes),
            (date(2026, 7, 14), None, Told::Unknown),
        ] {
            assert_eq!(term_time(day, nation), expected, "{day} {nation:?}");
        }
    }

    #[test]
    fn one_no_settles_it() {
        assert_eq!(Told::Unknown.and(Told::No), Told::No);
        assert_eq!(Told::Unknown.and(Told::Yes), Told::Unknown);
        assert_eq!(Told::Unknown.opposite(), Told::Unknown);
    }
}
