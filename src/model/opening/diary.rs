//! Schedules laid out on real days: what is certainly open and what is in doubt, as stretches between two moments.
//!
//! Stretches are compared as moments, not as wall-clock times, so that a session never reopens in the hour that autumn's clock
//! change repeats; a time that spring's change skips is the moment an hour later.

use super::{DayHours, Session, repeats};
use crate::{
    clock,
    model::{calendar::Told, schedule::Schedule, sector::Nation},
};
use jiff::{
    Timestamp, Zoned,
    civil::{Date, DateTime, Time},
    tz::TimeZone,
};

/// How far ahead anybody looks.
const DAYS_AHEAD: i64 = 28;

/// The schedules of one place, seen from one moment.
pub(super) struct Diary<'a> {
    schedules: &'a [Schedule],
    nation: Option<Nation>,
    now: Timestamp,
    today: Date,
    zone: TimeZone,
}

/// What one day's schedules give; a stretch belongs to the day it begins.
#[derive(Default)]
struct Day {
    certain: Vec<Stretch>,
    doubtful: Vec<(Timestamp, Timestamp)>,
}

/// A session with its moments.
#[derive(Clone, PartialEq)]
pub(super) struct Stretch {
    /// When it begins.
    pub(super) from: Timestamp,
    /// When it ends; `None` = not stated.
    pub(super) to: Option<Timestamp>,
    /// What it is on the clock.
    pub(super) session: Session,
}

impl<'a> Diary<'a> {
    pub(super) fn new(schedules: &'a [Schedule], nation: Option<Nation>, at: &Zoned) -> Self {
        let zone = clock::london();
        let today = at.timestamp().to_zoned(zone.clone()).date();
        Self { schedules, nation, now: at.timestamp(), today, zone }
    }

    /// When what is open now closes (if known) and whether it is only by appointment; `None` when nothing is certainly open.
    pub(super) fn running(&self) -> Option<(Option<DateTime>, bool)> {
        let running: Vec<Stretch> = self.near().flat_map(|day| day.certain).filter(|stretch| stretch.covers(self.now)).collect();
        let by_appointment = running.iter().all(|stretch| stretch.session.by_appointment);
        let latest =
            running.into_iter().filter(|stretch| stretch.session.by_appointment == by_appointment).max_by_key(|stretch| stretch.to)?;
        Some((self.closing(latest), by_appointment))
    }

    /// Whether it may be open now for all anybody knows.
    pub(super) fn in_doubt(&self) -> bool {
        self.near().flat_map(|day| day.doubtful).any(|(from, to)| from <= self.now && self.now < to)
    }

    /// The first of [`Self::sessions`], looking only as far ahead as it takes.
    pub(super) fn soonest(&self) -> Option<Session> {
        let settled = |session: &Session, last: i64| {
            let next_day = self.day_at(last + 1).map(|date| date.to_datetime(Time::midnight()));
            session.end.is_none_or(|end| next_day.is_some_and(|next_day| end <= next_day))
        };
        let near = [1, 8].into_iter().find_map(|last| self.sessions_until(last).next().filter(|session| settled(session, last)));
        near.or_else(|| self.sessions().next())
    }

    /// Certain sessions still running or to come, soonest first, overlapping ones joined.
    pub(super) fn sessions(&self) -> impl Iterator<Item = Session> {
        self.sessions_until(DAYS_AHEAD)
    }

    /// The same with their moments.
    pub(super) fn stretches(&self) -> Vec<Stretch> {
        self.stretches_until(DAYS_AHEAD)
    }

    /// The coming days, today included: each with the certain sessions that begin on it, and whether there may be others.
    pub(super) fn days_ahead(&self, count: i64) -> Vec<DayHours> {
        let stretches = self.stretches_until(count - 1);
        let dates = (0..count).filter_map(|offset| self.day_at(offset));
        let of = |date: Date| {
            let own: Vec<&Stretch> = stretches.iter().filter(|stretch| stretch.session.start.date() == date).collect();
            // A session of which nobody says when it ends says so itself.
            let said = |from: Timestamp| own.iter().any(|stretch| stretch.to.is_none() && stretch.from == from);
            let in_doubt = self.day(date).doubtful.iter().any(|(from, _)| !said(*from));
            DayHours { date, sessions: own.iter().map(|stretch| stretch.session.clone()).collect(), in_doubt }
        };
        dates.map(of).collect()
    }

    fn sessions_until(&self, last: i64) -> impl Iterator<Item = Session> {
        self.stretches_until(last).into_iter().map(|stretch| stretch.session)
    }

    fn stretches_until(&self, last: i64) -> Vec<Stretch> {
        let mut stretches: Vec<Stretch> =
            self.days(-1, last).flat_map(|day| day.certain).filter(|stretch| stretch.ends_after(self.now)).collect();
        stretches.sort_by_key(|stretch| (stretch.from, stretch.to.is_none(), stretch.to));
        let mut joined: Vec<Stretch> = Vec::with_capacity(stretches.len());
        for stretch in stretches {
            let overlapping = joined.iter_mut().find(|earlier| earlier.overlaps(&stretch));
            match overlapping {
                Some(earlier) if earlier.to < stretch.to => earlier.ends_with(&stretch),
                Some(_) => {}
                None => joined.push(stretch),
            }
        }
        joined
    }

    /// Follows sessions that touch. `None` when it does not close within sight, or runs into hours that are in doubt.
    fn closing(&self, mut latest: Stretch) -> Option<DateTime> {
        let mut runs_into_doubt = false;
        for (offset, day) in (0..).zip(self.days(0, DAYS_AHEAD)) {
            let mut certain = day.certain;
            certain.sort_by_key(|stretch| stretch.from);
            for stretch in certain {
                if stretch.session.by_appointment == latest.session.by_appointment && latest.reaches(&stretch) {
                    latest.ends_with(&stretch);
                }
            }
            runs_into_doubt |= day.doubtful.iter().any(|&(from, _)| Some(from) == latest.to);
            let next_day = self.day_at(offset + 1).and_then(|date| self.moment(date.to_datetime(Time::midnight())));
            if latest.to.zip(next_day).is_some_and(|(to, next_day)| to < next_day) {
                break;
            }
        }
        let end = latest.session.end?;
        let beyond = end.date() > self.day_at(DAYS_AHEAD)?;
        (!beyond && !runs_into_doubt).then_some(end)
    }

    /// The days whose stretches can cover this moment.
    fn near(&self) -> impl Iterator<Item = Day> {
        (-1..=0).filter_map(|offset| self.day_at(offset)).map(|date| self.day(date))
    }

    fn days(&self, first: i64, last: i64) -> impl Iterator<Item = Day> {
        (first..=last).filter_map(|offset| self.day_at(offset)).map(|date| self.day(date))
    }

    fn day_at(&self, offset: i64) -> Option<Date> {
        self.today.checked_add(jiff::Span::new().try_days(offset).ok()?).ok()
    }

    fn day(&self, date: Date) -> Day {
        let mut day = Day::default();
        if self.schedules.iter().all(|schedule| repeats::lapsed(schedule, date)) {
            day.doubtful.extend(self.moments(date, Time::midnight(), Time::midnight()));
            return day;
        }
        for schedule in self.schedules.iter().filter(|schedule| !repeats::lapsed(schedule, date)) {
            match repeats::runs(schedule, date, self.nation) {
                Told::Yes => self.enter(&mut day, schedule, date),
                Told::Unknown => day.doubtful.extend(self.doubt(schedule, date)),
                Told::No => {}
            }
        }
        day
    }

    /// Enters a schedule that certainly runs: what of it is certain, and what its missing times leave in doubt.
    fn enter(&self, day: &mut Day, schedule: &Schedule, date: Date) {
        let session = |start, end| Session { start, end, by_appointment: schedule.by_appointment };
        match (schedule.opens, schedule.closes) {
            (Some(opens), Some(closes)) => {
                let Some((from, to)) = self.moments(date, opens, closes) else { return };
                let session = session(date.to_datetime(opens), ends(date, opens, closes));
                day.certain.push(Stretch { from, to: Some(to), session });
            }
            (Some(opens), None) => {
                let start = date.to_datetime(opens);
                day.certain.extend(self.moment(start).map(|from| Stretch { from, to: None, session: session(start, None) }));
                day.doubtful.extend(self.doubt(schedule, date));
            }
            (None, _) => day.doubtful.extend(self.doubt(schedule, date)),
        }
    }

    /// The stretch a schedule may cover: a missing time is taken as the edge of the day.
    fn doubt(&self, schedule: &Schedule, date: Date) -> Option<(Timestamp, Timestamp)> {
        let midnight = Time::midnight();
        self.moments(date, schedule.opens.unwrap_or(midnight), schedule.closes.unwrap_or(midnight))
    }

    /// The moments between two times; nothing when a clock change swallows all of it.
    fn moments(&self, date: Date, opens: Time, closes: Time) -> Option<(Timestamp, Timestamp)> {
        let (from, to) = (self.moment(date.to_datetime(opens))?, self.moment(ends(date, opens, closes)?)?);
        (from < to).then_some((from, to))
    }

    fn moment(&self, wall_clock: DateTime) -> Option<Timestamp> {
        self.zone.to_ambiguous_zoned(wall_clock).compatible().ok().map(|zoned| zoned.timestamp())
    }
}

impl Stretch {
    fn covers(&self, moment: Timestamp) -> bool {
        self.from <= moment && self.to.is_some_and(|to| moment < to)
    }

    fn ends_after(&self, moment: Timestamp) -> bool {
        self.to.map_or(self.from >= moment, |to| moment < to)
    }

    /// Whether `later`, which begins no earlier, is part of this one.
    fn overlaps(&self, later: &Self) -> bool {
        let same_door = self.session.by_appointment == later.session.by_appointment;
        same_door && (self == later || later.to.is_some() && self.to.is_some_and(|to| later.from < to))
    }

    /// Whether `next` carries this one on without a gap.
    fn reaches(&self, next: &Self) -> bool {
        self.to.is_some_and(|to| next.from <= to) && next.to > self.to
    }

    fn ends_with(&mut self, other: &Self) {
        self.to = other.to;
        self.session.end = other.session.end;
    }
}

/// When a session of this day ends: 23:59 means midnight, and a closing time at or before the opening means the next day.
fn ends(date: Date, opens: Time, closes: Time) -> Option<DateTime> {
    let tomorrow = || date.tomorrow().ok();
    if closes.hour() == 23 && closes.minute() == 59 {
        Some(tomorrow()?.to_datetime(Time::midnight()))
    } else if closes <= opens {
        Some(tomorrow()?.to_datetime(closes))
    } else {
        Some(date.to_datetime(closes))
    }
}
