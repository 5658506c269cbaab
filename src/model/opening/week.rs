//! The coming week, day by day: what is certain, and where nobody has said.

use super::{Session, diary::Diary};
use crate::model::{schedule::Schedule, sector::Nation};
use jiff::{Zoned, civil::Date};

/// How many days a week is looked at.
const DAYS: i64 = 7;

/// One day of the week, as far as it is known.
#[derive(Debug, Clone, PartialEq)]
pub struct DayHours {
    /// The day.
    pub date: Date,
    /// The certain sessions that begin on it, in order, those of today that are over included.
    pub sessions: Vec<Session>,
    /// It may be open at other times, for all anybody knows. With no sessions: nobody has said.
    pub in_doubt: bool,
}

/// Seven days from the day that `at` lies in: every day of the week once.
pub fn week(schedules: &[Schedule], nation: Option<Nation>, at: &Zoned) -> Vec<DayHours> {
    let at = at.with_time_zone(crate::clock::london());
    let begin = at.start_of_day().unwrap_or(at);
    Diary::new(schedules, nation, &begin).days_ahead(DAYS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        clock::london,
        model::schedule::{BankHolidays, Repeats},
    };
    use jiff::civil::{Weekday, date, time};

    fn sunday() -> Zoned {
        date(2026, 11, 22).at(15, 0, 0, 0).to_zoned(london()).unwrap()
    }

    fn weekly(days: &[Weekday], opens: Option<i8>, closes: Option<i8>) -> Schedule {
        let hour = |hour| time(hour, 0, 0, 0);
        let repeats = Repeats::Weekly { days: days.to_vec(), every: 1, from: None };
        Schedule { repeats, opens: opens.map(hour), closes: closes.map(hour), ..Schedule::default() }
    }

    /// "22: 9-17; 23: closed; 24: ?"
    fn told(schedules: &[Schedule], at: &Zoned) -> String {
        let day = |day: &DayHours| {
            let hour = |at: Option<jiff::civil::DateTime>| at.map_or_else(|| "?".to_owned(), |at| at.hour().to_string());
            let mut words: Vec<String> = day.sessions.iter().map(|one| format!("{}-{}", one.start.hour(), hour(one.end))).collect();
            match (words.is_empty(), day.in_doubt) {
                (true, false) => words.push("closed".to_owned()),
                (_, true) => words.push("?".to_owned()),
                _ => {}
            }
            format!("{}: {}", day.date.day(), words.join(" "))
        };
        week(schedules, Some(Nation::England), at).iter().map(day).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn a_week_begins_today_and_has_every_day_once() {
        let classes = [weekly(&[Weekday::Tuesday, Weekday::Sunday], Some(10), Some(12)), weekly(&[Weekday::Tuesday], Some(14), Some(16))];
        assert_eq!(told(&classes, &sunday()), "22: 10-12; 23: closed; 24: 10-12 14-16; 25: closed; 26: closed; 27: closed; 28: closed");
    }

    #[test]
    fn what_nobody_has_said_is_in_doubt_and_not_closed() {
        assert_eq!(told(&[], &sunday()), "22: ?; 23: ?; 24: ?; 25: ?; 26: ?; 27: ?; 28: ?");
        assert_eq!(
            told(&[weekly(&[Weekday::Monday], None, None), weekly(&[Weekday::Tuesday], Some(10), None)], &sunday()),
            "22: closed; 23: ?; 24: 10-?; 25: closed; 26: closed; 27: closed; 28: closed"
        );
        let words = Schedule { note: Some("and by arrangement".to_owned()), ..Schedule::default() };
        assert!(told(&[weekly(&[Weekday::Tuesday], Some(10), Some(12)), words], &sunday()).contains("23: ?; 24: 10-12 ?; 25: ?"));
    }

    #[test]
    fn nights_belong_to_the_day_they_begin_and_bank_holidays_count() {
        assert_eq!(&told(&[weekly(&[Weekday::Sunday], Some(22), Some(6))], &sunday())[..20], "22: 22-6; 23: closed");
        let christmas = date(2026, 12, 24).at(9, 0, 0, 0).to_zoned(london()).unwrap();
        let hours =
            Schedule { bank_holidays: Some(BankHolidays::Closed), ..weekly(&[Weekday::Thursday, Weekday::Friday], Some(9), Some(17)) };
        assert!(told(&[hours], &christmas).starts_with("24: 9-17; 25: closed;"));
        assert!(told(&[weekly(&[Weekday::Friday], Some(9), Some(17))], &christmas).starts_with("24: closed; 25: ?;"));
    }
}
