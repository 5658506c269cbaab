//! Bank holidays of the three parts of the United Kingdom, by rule and by proclamation.
//!
//! Source: <https://www.gov.uk/bank-holidays>; the rules are those of the Banking and Financial Dealings Act 1971 and the
//! St Andrew's Day Bank Holiday (Scotland) Act 2007. One-off days are listed from 2020 to 2026: add a line when one is proclaimed.

use crate::model::sector::Nation;
use jiff::civil::{Date, Weekday};
use std::{borrow::Cow, sync::OnceLock};

/// Which list of bank holidays a nation keeps.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    EnglandAndWales,
    Scotland,
    NorthernIreland,
}

/// Days proclaimed once for the whole kingdom.
const ONE_OFF: [(i16, i8, i8); 4] = [
    // Platinum Jubilee; the spring bank holiday moved beside it.
    (2022, 6, 2),
    (2022, 6, 3),
    // State funeral of Queen Elizabeth II.
    (2022, 9, 19),
    // Coronation of King Charles III.
    (2023, 5, 8),
];

/// Days proclaimed once for Scotland: the football World Cup.
const ONE_OFF_SCOTLAND: [(i16, i8, i8); 1] = [(2026, 6, 15)];

/// The years whose bank holidays are worked out once and kept: everything anybody asks about in practice.
const KEPT: std::ops::Range<i16> = 2000..2100;

/// The bank holidays of a year in a nation, substitute days in place of days at a weekend, in no particular order.
pub fn bank_holidays(year: i16, nation: Nation) -> Cow<'static, [Date]> {
    static KNOWN: [[OnceLock<Vec<Date>>; KEPT.end as usize - KEPT.start as usize]; 3] =
        [const { [const { OnceLock::new() }; KEPT.end as usize - KEPT.start as usize] }; 3];
    let part = match nation {
        Nation::England | Nation::Wales => Part::EnglandAndWales,
        Nation::Scotland => Part::Scotland,
        Nation::NorthernIreland => Part::NorthernIreland,
    };
    let known = year.checked_sub(KEPT.start).and_then(|at| KNOWN[part as usize].get(usize::try_from(at).ok()?));
    match known {
        Some(known) => Cow::Borrowed(known.get_or_init(|| work_out(year, part))),
        None => Cow::Owned(work_out(year, part)),
    }
}

fn work_out(year: i16, part: Part) -> Vec<Date> {
    let mut days = Vec::with_capacity(12);
    let new_year: &[(i8, i8)] = if part == Part::Scotland { &[(1, 1), (1, 2)] } else { &[(1, 1)] };
    substituted(&mut days, year, new_year);
    substituted(&mut days, year, &[(12, 25), (12, 26)]);
    substituted(&mut days, year, own_days(part));
    days.extend(easter_days(year, part));
    days.extend(mondays(year, part));
    days.extend(one_offs(year, part));
    days
}

/// Days with a fixed date that only one part keeps.
fn own_days(part: Part) -> &'static [(i8, i8)] {
    match part {
        Part::EnglandAndWales => &[],
        Part::Scotland => &[(11, 30)],
        Part::NorthernIreland => &[(3, 17), (7, 12)],
    }
}

/// Adds fixed days; one that falls at a weekend moves to the next weekday that is not itself one of them.
fn substituted(days: &mut Vec<Date>, year: i16, fixed: &[(i8, i8)]) {
    let fixed: Vec<Date> = fixed.iter().filter_map(|&(month, day)| Date::new(year, month, day).ok()).collect();
    let (weekend, weekdays): (Vec<Date>, Vec<Date>) = fixed.into_iter().partition(|&date| is_weekend(date));
    days.extend(weekdays);
    for date in weekend {
        days.extend(date.series(jiff::Span::new().days(1)).find(|&next| !is_weekend(next) && !days.contains(&next)));
    }
}

fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// Good Friday, and Easter Monday outside Scotland.
fn easter_days(year: i16, part: Part) -> Vec<Date> {
    let Some(sunday) = easter(year) else { return Vec::new() };
    let friday = sunday.nth_weekday(-1, Weekday::Friday).ok();
    let monday = sunday.tomorrow().ok().filter(|_| part != Part::Scotland);
    friday.into_iter().chain(monday).collect()
}

/// Early May, spring and summer.
fn mondays(year: i16, part: Part) -> Vec<Date> {
    let monday = |month, nth| Date::new(year, month, 1).and_then(|first| first.nth_weekday_of_month(nth, Weekday::Monday)).ok();
    let early_may = if year == 2020 { Date::new(2020, 5, 8).ok() } else { monday(5, 1) };
    let spring = if year == 2022 { None } else { monday(5, -1) };
    let summer = monday(8, if part == Part::Scotland { 1 } else { -1 });
    [early_may, spring, summer].into_iter().flatten().collect()
}

fn one_offs(year: i16, part: Part) -> impl Iterator<Item = Date> {
    let scottish = if part == Part::Scotland { ONE_OFF_SCOTLAND.as_slice() } else { &[] };
    ONE_OFF.iter().chain(scottish).filter(move |day| day.0 == year).filter_map(|&(year, month, day)| Date::new(year, month, day).ok())
}

/// Easter Sunday of a Gregorian year (the anonymous computus, as Meeus gives it).
fn easter(year: i16) -> Option<Date> {
    let year_number = i32::from(year);
    let (golden, century, in_century) = (year_number % 19, year_number / 100, year_number % 100);
    let correction = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - correction + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (in_century / 4) - epact - in_century % 4) % 7;
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    let days = epact + weekday - 7 * late + 114;
    Date::new(year, i8::try_from(days / 31).ok()?, i8::try_from(days % 31 + 1).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As published on gov.uk (2027 by the same rules).
    const PUBLISHED: [(Nation, i16, &[&str]); 12] = [
        (Nation::England, 2024, &["01-01", "03-29", "04-01", "05-06", "05-27", "08-26", "12-25", "12-26"]),
        (Nation::England, 2025, &["01-01", "04-18", "04-21", "05-05", "05-26", "08-25", "12-25", "12-26"]),
        (Nation::England, 2026, &["01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-28"]),
        (Nation::Wales, 2027, &["01-01", "03-26", "03-29", "05-03", "05-31", "08-30", "12-27", "12-28"]),
        (Nation::Scotland, 2024, &["01-01", "01-02", "03-29", "05-06", "05-27", "08-05", "12-02", "12-25", "12-26"]),
        (Nation::Scotland, 2025, &["01-01", "01-02", "04-18", "05-05", "05-26", "08-04", "12-01", "12-25", "12-26"]),
        (Nation::Scotland, 2026, &["01-01", "01-02", "04-03", "05-04", "05-25", "06-15", "08-03", "11-30", "12-25", "12-28"]),
        (Nation::Scotland, 2027, &["01-01", "01-04", "03-26", "05-03", "05-31", "08-02", "11-30", "12-27", "12-28"]),
        (Nation::NorthernIreland, 2024, &["01-01", "03-18", "03-29", "04-01", "05-06", "05-27", "07-12", "08-26", "12-25", "12-26"]),
        (Nation::NorthernIreland, 2025, &["01-01", "03-17", "04-18", "04-21", "05-05", "05-26", "07-14", "08-25", "12-25", "12-26"]),
        (Nation::NorthernIreland, 2026, &["01-01", "03-17", "04-03", "04-06", "05-04", "05-25", "07-13", "08-31", "12-25", "12-28"]),
        (Nation::NorthernIreland, 2027, &["01-01", "03-17", "03-26", "03-29", "05-03", "05-31", "07-12", "08-30", "12-27", "12-28"]),
    ];

    fn month_days(year: i16, nation: Nation) -> Vec<String> {
        let mut days = bank_holidays(year, nation).into_owned();
        days.sort();
        days.iter().map(|day| day.strftime("%m-%d").to_string()).collect()
    }

    #[test]
    fn the_rules_give_the_published_days() {
        for (nation, year, expected) in PUBLISHED {
            assert_eq!(month_days(year, nation), expected, "{nation:?} {year}");
        }
    }

    #[test]
    fn proclaimed_and_moved_days_are_known() {
        let e = Nation::England;
        assert_eq!(month_days(2020, e), ["01-01", "04-10", "04-13", "05-08", "05-25", "08-31", "12-25", "12-28"]);
        assert_eq!(month_days(2022, e), ["01-03", "04-15", "04-18", "05-02", "06-02", "06-03", "08-29", "09-19", "12-26", "12-27"]);
        assert_eq!(month_days(2023, e), ["01-02", "04-07", "04-10", "05-01", "05-08", "05-29", "08-28", "12-25", "12-26"]);
    }

    #[test]
    fn two_days_of_new_year_at_a_weekend_move_to_two_weekdays() {
        assert_eq!(month_days(2022, Nation::Scotland)[..2], ["01-03", "01-04"]);
        assert_eq!(month_days(2023, Nation::Scotland)[..2], ["01-02", "01-03"]);
    }

    #[test]
    fn years_at_the_ends_of_the_calendar_do_no_harm() {
        for year in [-9999, -1, 0, 9999] {
            bank_holidays(year, Nation::Scotland);
        }
    }
}
