//! When a service runs, as published: the values only. Whether it is open at a moment is [`crate::model::opening`]'s answer.

use jiff::civil::{Date, Time, Weekday};

/// One opening interval on a set of days (HSDS schedule). A lunch break is two of these.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Schedule {
    /// On which days.
    pub repeats: Repeats,
    /// Opening time, Europe/London. `None` = the day is known, the time is not.
    pub opens: Option<Time>,
    /// Closing time. At or before `opens` means the next day; 23:59 after 00:00 means 24 hours.
    pub closes: Option<Time>,
    /// The first day this holds.
    pub valid_from: Option<Date>,
    /// The last day this information is good for.
    pub valid_to: Option<Date>,
    /// Term time or school holidays only.
    pub term: Option<Term>,
    /// What happens on a bank holiday, where stated.
    pub bank_holidays: Option<BankHolidays>,
    /// Only with an appointment.
    pub by_appointment: bool,
    /// The publisher's own words, always kept.
    pub note: Option<String>,
}

/// On which days a schedule falls.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Repeats {
    /// Not known: only the words in `note`.
    #[default]
    Unknown,
    /// Every `every` weeks on these days, counted from the week of `from` (needed when `every` > 1).
    Weekly {
        /// The days.
        days: Vec<Weekday>,
        /// 1 = every week, 2 = fortnightly.
        every: u8,
        /// A day in a week that counts.
        from: Option<Date>,
    },
    /// In every month: the nth of a weekday; −1 is the last.
    MonthlyByDay(Vec<(i8, Weekday)>),
    /// In every month: days of the month.
    MonthlyByDate(Vec<i8>),
    /// Once, on this day.
    Once(Date),
}

/// School terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Term {
    /// Only in term time.
    TermTime,
    /// Only in school holidays.
    SchoolHolidays,
}

/// What a schedule does on a bank holiday.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BankHolidays {
    /// Runs as usual.
    Open,
    /// Does not run.
    Closed,
}
