//! `/service/{id}`: everything that may be known of one service, phone first. A withdrawn one says what it was, with 410.

use crate::{
    app::{App, Listing},
    finding::needs::Needs,
    handing::shortlist::Shortlist,
    model::{
        contact::{Contact, Phone},
        cost::{self, Cost},
        coverage::Area,
        id::ServiceId,
        location::{Address, Site},
        opening::{self, Session},
        schedule::Schedule,
        sector::{Nation, Status},
        service::{Language, Service},
        text,
    },
    places::Places,
    server::{
        asked::Asked,
        cache::Cache,
        extract::{Path, Query},
        languages::{L, Said},
        page::{Content, Page},
        trouble::Trouble,
        wording::{self, CheckedWords, GettingIn, Opening},
    },
    web::{card::ResultCard, saying::Saying},
};
use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use jiff::{Zoned, civil::Time};

/// How many of the next sessions are shown.
const SESSIONS: usize = 4;

/// Publishers often write the end of a whole day as 23:59.
const LAST_MINUTE: Time = Time::constant(23, 59, 0, 0);

#[derive(Debug, Template)]
#[template(path = "service.html")]
struct ServicePage {
    l: L,
    service: Service,
    /// Address of the shortlist with it on.
    add: String,
    saying: Saying,
    organisation_href: String,
    sector: Option<Said>,
    summary: Option<String>,
    description: Option<String>,
    closed_for_now: bool,
    capacity: Option<Said>,
    first: Option<Phone>,
    other_phones: Vec<Phone>,
    contacts: Vec<Contact>,
    opening: Opening,
    hours: Hours,
    places: Vec<PlaceView>,
    getting_in: GettingIn,
    price: Said,
    costs: Vec<Said>,
    delivery: Vec<Said>,
    ages: Option<Said>,
    audiences: Option<Said>,
    gender: Option<Said>,
    needs: Vec<String>,
    /// Why it is listed under a need that its publisher did not give it.
    told_by: Vec<Said>,
    areas: Option<Said>,
    checked: CheckedWords,
    checked_detail: Option<Said>,
    changed: Option<Said>,
    languages: Vec<Said>,
    similar: Vec<ResultCard>,
}

/// Hours in words.
#[derive(Debug, PartialEq, Eq)]
struct Hours {
    lines: Vec<Said>,
    notes: Vec<String>,
    next: Vec<Said>,
}

/// A site as shown. Where the address is withheld, so are the building's name and the way there: they would tell as much.
#[derive(Debug)]
struct PlaceView {
    name: Option<String>,
    address: Said,
    withheld: bool,
    map: Option<String>,
    travel: Option<String>,
    accessibility: Vec<String>,
    /// Only where the site has hours of its own.
    hours: Option<Hours>,
}

#[derive(Debug, Template)]
#[template(path = "withdrawn.html")]
struct Withdrawn {
    l: L,
    name: String,
    organisation: String,
    organisation_href: String,
    summary: Option<String>,
    search: String,
    sensitive: bool,
    fictional: bool,
}

/// `GET /service/{id}`.
pub async fn get(State(app): State<App>, Path(id): Path<ServiceId>, l: L, Query(asked): Query<Asked>) -> Result<Response, Trouble> {
    let listing = app.service(id).await?.ok_or(Trouble::NotFound)?;
    if listing.withdrawn {
        return Ok(Page(Withdrawn::new(&listing.service, l)).into_response());
    }
    Ok(Page(ServicePage::new(listing, &app.needs(), app.places(), &app.clock().london(), l, &asked.shortlist)).into_response())
}

impl ServicePage {
    fn new(listing: Listing, vocabulary: &Needs, places: &Places, now: &Zoned, l: L, carried: &Shortlist) -> Self {
        let Listing { service, similar, .. } = listing;
        let today = now.date();
        let first = service.first_phone().cloned();
        let costs: Vec<Said> = service.costs.iter().map(|cost| wording::cost(&l, cost)).filter(|words| !words.is_empty()).collect();
        let nation = nation(&service);
        let schedules = service.hours_at(service.sites.first());
        Self {
            add: l.href(&carried.with(service.id).address("/shortlist")),
            saying: Saying::of_service(&l, &service, today),
            organisation_href: l.href(&format!("/organisation/{}", service.organisation.id)),
            sector: service.sector().map(|sector| wording::sector(&l, sector)),
            summary: service.summary.clone(),
            description: service.description.as_deref().map(text::safe_html),
            closed_for_now: service.status == Status::TemporarilyClosed,
            capacity: service.capacity.as_ref().and_then(|capacity| capacity.on(today)).map(|capacity| wording::vacancy(&l, capacity)),
            other_phones: service.phones.iter().filter(|phone| Some(*phone) != first.as_ref()).cloned().collect(),
            contacts: service.contacts.iter().filter(|contact| contact.email.is_some() || !contact.phones.is_empty()).cloned().collect(),
            first,
            opening: wording::opening(&l, &opening::state(schedules, nation, now), now),
            hours: Hours::new(&l, schedules, nation, now),
            places: service.sites.iter().map(|site| PlaceView::new(&l, site, nation, now)).collect(),
            getting_in: wording::getting_in(&l, &service.referral),
            price: price(&l, &service.costs, &costs),
            costs,
            delivery: service.delivery.iter().map(|way| wording::delivery(&l, *way)).collect(),
            ages: wording::ages(&l, service.ages),
            audiences: joined(service.audiences.iter().map(|audience| wording::audience(&l, *audience))),
            gender: service.gender.map(|gender| wording::gender(&l, gender)),
            needs: service.needs.iter().map(|tag| vocabulary.label(&tag.code).to_owned()).collect(),
            told_by: service.needs.iter().filter_map(|tag| wording::told_by(&l, &tag.evidence, vocabulary.label(&tag.code))).collect(),
            areas: joined(areas(&l, &service, places)),
            checked: wording::checked(&l, service.checked.as_ref().map(|checked| checked.on), today),
            checked_detail: service.checked.as_ref().map(|checked| wording::checked_detail(&l, checked)),
            languages: service.languages.iter().map(|language| language_label(&l, language)).collect(),
            changed: service.provenance.modified.map(|at| wording::date_full(&l, at.to_zoned(crate::clock::london()).date())),
            similar: similar.iter().map(|hit| ResultCard::of_hit(&l, hit, now)).collect(),
            service,
            l,
        }
    }
}

impl Content for ServicePage {
    fn title(&self) -> String {
        if self.service.sensitive { self.l.t("service-title-neutral").into_owned() } else { self.service.name.clone() }
    }

    fn l(&self) -> L {
        self.l.clone()
    }

    fn cache(&self) -> Cache {
        if self.service.sensitive { Cache::Never } else { Cache::Page }
    }

    fn demonstration(&self) -> bool {
        self.service.fictional
    }
}

impl Withdrawn {
    fn new(service: &Service, l: L) -> Self {
        Self {
            name: service.name.clone(),
            organisation: service.organisation.name.clone(),
            organisation_href: l.href(&format!("/organisation/{}", service.organisation.id)),
            summary: service.summary.clone().or_else(|| service.description.as_deref().map(|text| text::first_sentence(text, 200))),
            search: l.href(&Asked { words: service.name.clone(), ..Asked::default() }.address("/search")),
            sensitive: service.sensitive,
            fictional: service.fictional,
            l,
        }
    }
}

impl Content for Withdrawn {
    fn title(&self) -> String {
        if self.sensitive {
            self.l.t("withdrawn-title").into_owned()
        } else {
            self.l.e("withdrawn-title-named", "name", &self.name).plain()
        }
    }

    fn l(&self) -> L {
        self.l.clone()
    }

    fn status(&self) -> StatusCode {
        StatusCode::GONE
    }

    fn demonstration(&self) -> bool {
        self.fictional
    }
}

impl Hours {
    fn new(l: &L, schedules: &[Schedule], nation: Option<Nation>, now: &Zoned) -> Self {
        let lines = wording::hours(l, schedules);
        let mut notes: Vec<String> = Vec::new();
        for note in schedules.iter().filter_map(|schedule| schedule.note.as_ref()) {
            if !notes.contains(note) && !lines.iter().any(|line| *line == note.as_str()) {
                notes.push(note.clone());
            }
        }
        let mut next = opening::next_sessions(schedules, nation, now, SESSIONS);
        if next.iter().all(whole_day) {
            next.clear();
        }
        Self { lines, notes, next: next.iter().map(|session| wording::session(l, session, now.date())).collect() }
    }
}

/// From midnight to midnight: nothing to be told about a line that always answers.
pub(super) fn whole_day(session: &Session) -> bool {
    session.start.time() == Time::midnight() && session.end.is_none_or(|end| end.date() > session.start.date() || end.time() >= LAST_MINUTE)
}

impl PlaceView {
    fn new(l: &L, site: &Site, nation: Option<Nation>, now: &Zoned) -> Self {
        let withheld = matches!(site.address, Address::Withheld { .. });
        Self {
            name: site.name.clone().filter(|_| !withheld),
            address: wording::address(l, site),
            withheld,
            map: map(site),
            travel: site.travel.clone().filter(|_| !withheld),
            accessibility: site.accessibility.clone(),
            hours: (!site.schedules.is_empty()).then(|| Hours::new(l, &site.schedules, nation, now)),
        }
    }
}

/// A link to a map, where the point is exact and public.
fn map(site: &Site) -> Option<String> {
    let Address::Public(address) = &site.address else { return None };
    let point = address.point.filter(|_| !address.approximate)?;
    let (lat, lon) = (point.lat, point.lon);
    Some(format!("https://www.openstreetmap.org/?mlat={lat:.5}&mlon={lon:.5}#map=17/{lat:.5}/{lon:.5}"))
}

/// The nation whose bank holidays hold: the one it serves, or that of an area it serves.
pub(super) fn nation(service: &Service) -> Option<Nation> {
    let of_area = |area: &Area| match area {
        Area::Gss { code, .. } => Nation::of_gss(code),
        _ => None,
    };
    service.areas.iter().find_map(of_area).or_else(|| service.national.first().copied())
}

/// The cost in a line: the publisher's own words where they are one short phrase.
fn price(l: &L, costs: &[Cost], words: &[Said]) -> Said {
    match words {
        [only] if only.plain().chars().count() <= 80 => only.clone(),
        _ if costs.is_empty() => l.say("not-known"),
        _ => wording::price(l, cost::price(costs)),
    }
}

/// The areas served, each by a name people know.
fn areas(l: &L, service: &Service, places: &Places) -> Vec<Said> {
    let nations = service.national.iter().map(|nation| wording::whole_nation(l, *nation));
    nations.chain(service.areas.iter().map(|area| wording::area(l, area, places))).collect()
}

/// "a, b, c"; `None` where there is nothing.
fn joined(items: impl IntoIterator<Item = Said>) -> Option<Said> {
    Some(wording::commas(&items.into_iter().collect::<Vec<_>>())).filter(|all| !all.is_empty())
}

fn language_label(l: &L, language: &Language) -> Said {
    match &language.code {
        Some(code) if !l.is_english() => wording::choice(l, "language", code, &language.name),
        _ => l.published(&language.name),
    }
}
