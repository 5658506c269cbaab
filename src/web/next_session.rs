//! `/service/{id}/next.ics`: the next session of a service for somebody's own calendar.
//!
//! There is one only where a session is certain and begins after now. A calendar is a thing other people see: what is of a sensitive kind
//! has no file, and an address that is withheld stays out.

use crate::{
    app::{App, Picked},
    clock::london,
    handing::calendar::{self, Event},
    model::{
        id::ServiceId,
        location::Address,
        nation,
        opening::{self, Session},
        sector::Status,
        service::Service,
    },
    server::{
        cache::Cache,
        extract::Path,
        languages::{L, Said},
        origin::Origin,
        theme,
        trouble::Trouble,
        wording,
    },
    web::hours::whole_day,
};
use axum::{
    Extension,
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use jiff::{Timestamp, Zoned, civil::DateTime};

/// How many sessions are looked at for one that has not begun.
const LOOKED_AT: usize = 4;

/// `GET /service/{id}/next.ics`.
pub async fn get(State(app): State<App>, Path(id): Path<ServiceId>, l: L, origin: Origin) -> Result<Response, Trouble> {
    let service = match app.picked(&[id]).await?.pop() {
        Some(Picked::Listed(service)) => service,
        Some(Picked::Withdrawn(_)) => return Err(Trouble::NotFound),
        Some(Picked::Unknown(_)) | None => return Err(Trouble::no_record()),
    };
    let now = app.clock().london();
    let session = upcoming(&service, &now).ok_or(Trouble::NotFound)?;
    let file = file(&l, &service, &session, &origin, now.timestamp()).ok_or(Trouble::NotFound)?;
    let headers = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"next-session.ics\""),
    ];
    Ok((Extension(Cache::Never), headers, file).into_response())
}

/// The next session that has not begun, where there is one to offer.
pub(super) fn upcoming(service: &Service, now: &Zoned) -> Option<Session> {
    if service.sensitive || service.status == Status::TemporarilyClosed {
        return None;
    }
    let schedules = service.hours_at(service.sites.first());
    let sessions = opening::next_sessions(schedules, nation::of(service, service.sites.first()), now, LOOKED_AT);
    sessions.into_iter().find(|session| session.start > now.datetime() && !whole_day(session))
}

fn file(l: &L, service: &Service, session: &Session, origin: &Origin, made: Timestamp) -> Option<String> {
    let start = moment(session.start)?;
    let uid = format!("{}-{}@fingerpost", service.id, calendar::utc(start));
    let location = service.sites.first().filter(|site| matches!(site.address, Address::Public(_)));
    let location = location.map(|site| site.name.clone().into_iter().chain([site.address_line()]).collect::<Vec<_>>().join(", "));
    let url = origin.address(&format!("/service/{}", service.id));
    let event = Event {
        uid: &uid,
        made,
        start,
        end: session.end.and_then(moment),
        summary: &service.name,
        location: location.as_deref().filter(|location| !location.is_empty()),
        description: &description(l, service, session, &url),
        url: if url.starts_with('/') { "" } else { &url },
    };
    Some(calendar::file(&event, &theme::in_use().name))
}

/// What is worth having at hand on the day, a sentence a line.
fn description(l: &L, service: &Service, session: &Session, url: &str) -> String {
    let phone = service.first_phone().map(|phone| l.v("say-phone", "number", phone.number.as_str()));
    let unsure = session.end.is_none().then(|| l.say("calendar-no-end"));
    let appointment = session.by_appointment.then(|| l.say("calendar-appointment"));
    let alert = service.alert.as_ref().map(|alert| l.e("calendar-notice", "notice", alert));
    let checked = match &service.checked {
        Some(checked) => l.v("say-checked", "date", &wording::date_full(l, checked.on)),
        None => l.say("say-unchecked"),
    };
    let lines = [phone, appointment, unsure, alert, Some(checked), Some(l.say("calendar-ring-first")), Some(Said::from(url))];
    lines.into_iter().flatten().map(|line| line.plain()).collect::<Vec<_>>().join("\n")
}

fn moment(at: DateTime) -> Option<Timestamp> {
    london().to_ambiguous_zoned(at).compatible().ok().map(|at| at.timestamp())
}

/// The address of the file.
pub(super) fn address(l: &L, service: &Service) -> String {
    l.href(&format!("/service/{}/next.ics", service.id))
}

/// What the link says: which session it is.
pub(super) fn words(l: &L, session: &Session, now: &Zoned) -> Said {
    l.v("calendar-add", "session", &wording::session(l, session, now.date()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::samples;

    fn of(number: u128, change: impl Fn(&mut Service)) -> Option<String> {
        let mut service = samples::listing(samples::id(number)).unwrap().service;
        change(&mut service);
        let now = samples::NOW.parse::<Timestamp>().unwrap().to_zoned(london());
        upcoming(&service, &now).map(|session| session.start.to_string())
    }

    #[test]
    fn there_is_a_next_session_only_where_one_is_certain_and_may_be_told() {
        assert_eq!(of(samples::ORDINARY, |_| ()).as_deref(), Some("2026-11-24T10:00:00"));
        assert_eq!(of(samples::BARE, |_| ()), None);
        assert_eq!(of(samples::ORDINARY, |service| service.sensitive = true), None);
        assert_eq!(of(samples::ORDINARY, |service| service.status = Status::TemporarilyClosed), None);
    }
}
