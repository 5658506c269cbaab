//! The weeks that are school term, or school holiday, in every part of a nation. All other weeks are unknown.

use crate::model::{calendar::Told, sector::Nation};
use jiff::civil::Date;

/// A stretch of a year, both days included, as (month, day).
type Stretch = ((i8, i8), (i8, i8));

/// England and Wales. The edges leave room for Leicestershire (back in late August, half term in mid October, out in early
/// July), for two-week half terms in October and June, and for an Easter as early as late March or as late as 25 April.
const TERM_ENGLAND_WALES: [Stretch; 6] =
    [((9, 10), (10, 9)), ((11, 8), (12, 13)), ((1, 10), (2, 5)), ((2, 27), (3, 17)), ((5, 2), (5, 18)), ((6, 10), (7, 3))];

/// Most of the summer: everybody is out by 26 July, and nobody is back before the last week of August.
const HOLIDAY_ENGLAND_WALES: [Stretch; 1] = [((7, 27), (8, 21))];

/// Scotland: back between 11 and 24 August, out between 22 June and 5 July. The local Monday holidays of September and May
/// keep those months short.
const TERM_SCOTLAND: [Stretch; 5] = [((8, 25), (9, 10)), ((11, 1), (12, 14)), ((1, 12), (2, 5)), ((2, 27), (3, 17)), ((5, 27), (6, 18))];

/// Scotland is out of school for the whole of July.
const HOLIDAY_SCOTLAND: [Stretch; 1] = [((7, 6), (8, 8))];

/// Northern Ireland: July and August are free, though some go back in the last week of August; out by 30 June.
const TERM_NORTHERN_IRELAND: [Stretch; 6] =
    [((9, 8), (10, 18)), ((11, 8), (12, 13)), ((1, 10), (2, 5)), ((2, 27), (3, 14)), ((5, 2), (5, 18)), ((6, 5), (6, 20))];

/// Northern Ireland's summer.
const HOLIDAY_NORTHERN_IRELAND: [Stretch; 1] = [((7, 2), (8, 20))];

/// No school anywhere in the United Kingdom is in session from Christmas Day to New Year's Day.
const CHRISTMAS: [Stretch; 2] = [((12, 25), (12, 31)), ((1, 1), (1, 1))];

/// Whether schools in `nation` are in term.
pub(super) fn term_time(date: Date, nation: Nation) -> Told {
    let (term, holiday): (&[Stretch], &[Stretch]) = match nation {
        Nation::England | Nation::Wales => (&TERM_ENGLAND_WALES, &HOLIDAY_ENGLAND_WALES),
        Nation::Scotland => (&TERM_SCOTLAND, &HOLIDAY_SCOTLAND),
        Nation::NorthernIreland => (&TERM_NORTHERN_IRELAND, &HOLIDAY_NORTHERN_IRELAND),
    };
    if within(date, term) {
        Told::Yes
    } else if within(date, holiday) || within(date, &CHRISTMAS) {
        Told::No
    } else {
        Told::Unknown
    }
}

fn within(date: Date, stretches: &[Stretch]) -> bool {
    let day = (date.month(), date.day());
    stretches.iter().any(|&(first, last)| first <= day && day <= last)
}
