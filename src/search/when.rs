//! When somebody would come, and whether hours have a session then.

use crate::{
    finding::understanding::Moment,
    search::{error::SearchError, hours::Day, snapshot::Snapshot},
};
use jiff::{
    Span, Timestamp, Zoned,
    civil::{Date, DateTime, Time, Weekday, time},
};
use std::sync::Arc;

/// The hour "open late" means.
const LATE: Time = time(20, 0, 0, 0);
/// Where the parts of a day begin and end.
const DAWN: Time = time(5, 0, 0, 0);
const NOON: Time = time(12, 0, 0, 0);
const FIVE: Time = time(17, 0, 0, 0);
const AFTER_WORK: Time = time(17, 30, 0, 0);
const NIGHT: Time = time(23, 59, 0, 0);
const MIDNIGHT: Time = time(0, 0, 0, 0);
/// Days of the coming week.
const WEEK: i64 = 7;
/// Stretches of time, Europe/London.
#[derive(Debug)]
pub(crate) struct When {
    stretches: Vec<(Timestamp, Timestamp)>,
    now: Zoned,
    day: Arc<Day>,
}

impl When {
    /// The stretches a moment means, told from now; `None` beyond the end of the calendar.
    pub(crate) fn of(moment: Moment, snapshot: &Snapshot, now: &Zoned) -> Option<Self> {
        let moment_of = |at: DateTime| Some(now.time_zone().to_ambiguous_zoned(at).compatible().ok()?.timestamp());
        let stretches = stretches(moment, now.datetime())?.into_iter();
        let stretches = stretches.map(|(from, to)| Some((moment_of(from)?, moment_of(to)?))).collect::<Option<_>>()?;
        Some(Self { stretches, now: now.clone(), day: snapshot.hours.day(now) })
    }

    /// Whether hours of this number have a session then; `None` where there are no hours, or none of them is certain.
    pub(crate) fn is_open(&self, snapshot: &Snapshot, hours: u32) -> Result<Option<bool>, SearchError> {
        let now = self.now.timestamp();
        let Some(outlook) = snapshot.hours.outlook(&self.day, hours, &self.now)? else { return Ok(None) };
        let known = outlook.is_known(now);
        Ok(known.then(|| self.stretches.iter().any(|(from, to)| outlook.is_open_between(now, *from, *to))))
    }
}

fn stretches(moment: Moment, now: DateTime) -> Option<Vec<(DateTime, DateTime)>> {
    let today = now.date();
    let day = |days: i64| today.checked_add(Span::new().days(days)).ok();
    let week = |from: Time, to: Time| (0..WEEK).filter_map(day).map(|date| (later(date, from, now), date.to_datetime(to))).collect();
    let whole = |date: Date| (later(date, MIDNIGHT, now), date.to_datetime(NIGHT));
    Some(match moment {
        Moment::Now => vec![(now, now.checked_add(Span::new().minutes(1)).ok()?)],
        Moment::Today => vec![whole(today)],
        Moment::Tomorrow => vec![whole(day(1)?)],
        Moment::Morning => week(DAWN, NOON),
        Moment::Afternoon => week(NOON, FIVE),
        Moment::Evening => week(AFTER_WORK, NIGHT),
        Moment::Late => vec![(today.to_datetime(LATE), today.to_datetime(LATE.wrapping_add(Span::new().minutes(1))))],
        Moment::Weekend => vec![whole(next(today, Weekday::Saturday)?), whole(next(today, Weekday::Sunday)?)],
        Moment::Day(weekday) => vec![whole(next(today, weekday)?)],
    })
}

/// The moment of a day, but not before now.
fn later(date: Date, at: Time, now: DateTime) -> DateTime {
    date.to_datetime(at).max(now)
}

/// The next such day, the same day included.
fn next(today: Date, weekday: Weekday) -> Option<Date> {
    if today.weekday() == weekday { Some(today) } else { today.nth_weekday(1, weekday).ok() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::datetime;

    #[test]
    fn a_moment_is_told_from_now() {
        // A Sunday at three.
        let now = datetime(2026, 11, 22, 15, 0, 0, 0);
        let first = |moment| stretches(moment, now).unwrap()[0];
        for (moment, from, to) in [
            (Moment::Now, now, datetime(2026, 11, 22, 15, 1, 0, 0)),
            (Moment::Today, now, datetime(2026, 11, 22, 23, 59, 0, 0)),
            (Moment::Tomorrow, datetime(2026, 11, 23, 0, 0, 0, 0), datetime(2026, 11, 23, 23, 59, 0, 0)),
            (Moment::Late, datetime(2026, 11, 22, 20, 0, 0, 0), datetime(2026, 11, 22, 20, 1, 0, 0)),
            (Moment::Evening, datetime(2026, 11, 22, 17, 30, 0, 0), datetime(2026, 11, 22, 23, 59, 0, 0)),
            (Moment::Weekend, datetime(2026, 11, 28, 0, 0, 0, 0), datetime(2026, 11, 28, 23, 59, 0, 0)),
            (Moment::Day(Weekday::Sunday), now, datetime(2026, 11, 22, 23, 59, 0, 0)),
            (Moment::Day(Weekday::Monday), datetime(2026, 11, 23, 0, 0, 0, 0), datetime(2026, 11, 23, 23, 59, 0, 0)),
        ] {
            assert_eq!(first(moment), (from, to), "{moment:?}");
        }
        assert_eq!(stretches(Moment::Evening, now).unwrap().len(), 7);
    }
}
