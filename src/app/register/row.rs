//! One service in the register: what the standard's parameters ask about.

use crate::{
    finding::serves,
    hsds::v3,
    model::{
        id::{OrganisationId, ServiceId},
        location::Point,
        schedule::{Repeats, Schedule},
        sector::Delivery,
        service::{Ages, Service},
    },
};
use jiff::{
    Timestamp,
    civil::{Time, Weekday},
};
use uuid::Uuid;

/// A listed service.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its id.
    pub id: ServiceId,
    /// When it last changed here.
    pub modified: Timestamp,
    /// Who runs it.
    pub organisation: OrganisationId,
    /// The organisation's name, normalised for looking it up.
    pub organisation_name: Box<str>,
    /// Its name, normalised for looking it up.
    pub name: Box<str>,
    /// Its ages.
    pub ages: Ages,
    /// Ids of its terms, sorted.
    pub terms: Box<[Uuid]>,
    /// When it runs.
    pub sessions: Box<[Session]>,
    /// Its sites: the id of the service there, and where it is, unless withheld or unknown.
    pub sites: Box<[(Uuid, Option<Point>)]>,
    /// Coverage words; empty = no area is stated.
    pub covers: Box<[String]>,
    /// It comes to people, whole or in part: by phone, online or nationwide.
    pub remote: bool,
}

/// An opening interval and the days it falls on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Session {
    /// A bit for each weekday, Monday first.
    pub days: u8,
    /// Opening time, where known.
    pub opens: Option<Time>,
    /// Closing time, where known.
    pub closes: Option<Time>,
}

impl Row {
    /// The row of a service.
    pub(super) fn of(service: &Service, modified: Timestamp) -> Self {
        let mut terms: Vec<Uuid> = v3::terms(service).map(|(id, _)| id).collect();
        terms.sort_unstable();
        terms.dedup();
        let schedules = service.schedules.iter().chain(service.sites.iter().flat_map(|site| &site.schedules));
        let from_afar = |delivery: &Delivery| !matches!(delivery, Delivery::Venue);
        Self {
            id: service.id,
            modified,
            organisation: service.organisation.id,
            organisation_name: service.organisation.name.to_lowercase().into(),
            name: service.name.to_lowercase().into(),
            ages: service.ages,
            terms: terms.into(),
            sessions: schedules.filter_map(session).collect(),
            sites: v3::site_ids(service).zip(service.sites.iter().map(crate::model::location::Site::point)).collect(),
            covers: serves::coverage(service).into(),
            remote: !service.national.is_empty() || service.delivery.iter().any(from_afar),
        }
    }

    /// Whether it runs on one of these days (a bit each; none = any day) and within these times.
    pub(super) fn runs(&self, days: u8, from: Option<Time>, until: Option<Time>) -> bool {
        self.sessions.iter().any(|session| {
            (days == 0 || session.days & days != 0)
                && from.is_none_or(|from| session.opens.is_some_and(|opens| opens >= from))
                && until.is_none_or(|until| session.closes.is_some_and(|closes| closes <= until))
        })
    }
}

/// A bit for a weekday.
pub(super) fn bit(day: Weekday) -> u8 {
    1 << day.to_monday_zero_offset()
}

fn session(schedule: &Schedule) -> Option<Session> {
    let days = match &schedule.repeats {
        Repeats::Weekly { days, .. } => days.iter().fold(0, |bits, day| bits | bit(*day)),
        Repeats::MonthlyByDay(days) => days.iter().fold(0, |bits, (_, day)| bits | bit(*day)),
        Repeats::Once(date) => bit(date.weekday()),
        Repeats::MonthlyByDate(_) => 0b111_1111,
        Repeats::Unknown => return None,
    };
    Some(Session { days, opens: schedule.opens, closes: schedule.closes })
}
