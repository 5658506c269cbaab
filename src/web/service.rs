//! `/service/{id}`: everything that may be known of one service, phone first. A withdrawn one says what it was, with 410.

use crate::{
    app::{App, Listing},
    finding::needs::Needs,
    model::{
        contact::{Contact, Phone},
        cost::{self, Cost},
        coverage::Area,
        date,
        id::ServiceId,
        location::{Address, Site},
        need::{Evidence, NeedTag},
        opening::{self, Session},
        schedule::Schedule,
        sector::{Gender, Nation, Sector, Status},
        service::{Capacity, Service},
        text,
    },
    places::Places,
    server::{
        asked::Asked,
        cache::Cache,
        extract::Path,
        languages::L,
        page::{Content, Page},
        trouble::Trouble,
        wording::{self, CheckedWords, GettingIn, Opening},
    },
    web::card::ResultCard,
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
    organisation_href: String,
    sector: Option<&'static str>,
    summary: Option<String>,
    description: Option<String>,
    closed_for_now: bool,
    capacity: Option<String>,
    first: Option<Phone>,
    other_phones: Vec<Phone>,
    contacts: Vec<Contact>,
    opening: Opening,
    hours: Hours,
    places: Vec<PlaceView>,
    getting_in: GettingIn,
    price: String,
    costs: Vec<String>,
    delivery: Vec<&'static str>,
    ages: Option<String>,
    audiences: Vec<&'static str>,
    gender: Option<&'static str>,
    needs: Vec<String>,
    /// Why it is listed under a need that its publisher did not give it.
    told_by: Vec<String>,
    areas: Vec<String>,
    checked: CheckedWords,
    checked_detail: Option<String>,
    changed: Option<String>,
    similar: Vec<ResultCard>,
}

/// Hours in words.
#[derive(Debug, PartialEq, Eq)]
struct Hours {
    lines: Vec<String>,
    notes: Vec<String>,
    next: Vec<String>,
}

/// A site as shown. Where the address is withheld, so are the building's name and the way there: they would tell as much.
#[derive(Debug)]
struct PlaceView {
    name: Option<String>,
    address: String,
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
pub async fn get(State(app): State<App>, Path(id): Path<ServiceId>, l: L) -> Result<Response, Trouble> {
    let listing = app.service(id).await?.ok_or(Trouble::NotFound)?;
    if listing.withdrawn {
        return Ok(Page(Withdrawn::new(&listing.service, l)).into_response());
    }
    Ok(Page(ServicePage::new(listing, &app.needs(), app.places(), &app.clock().london(), l)).into_response())
}

impl ServicePage {
    fn new(listing: Listing, vocabulary: &Needs, places: &Places, now: &Zoned, l: L) -> Self {
        let Listing { service, similar, .. } = listing;
        let today = now.date();
        let first = service.first_phone().cloned();
        let costs: Vec<String> = service.costs.iter().map(wording::cost).filter(|words| !words.is_empty()).collect();
        let nation = nation(&service);
        let schedules = service.hours_at(service.sites.first());
        Self {
            organisation_href: format!("/organisation/{}", service.organisation.id),
            sector: service.sector().map(Sector::label),
            summary: service.summary.clone(),
            description: service.description.as_deref().map(text::safe_html),
            closed_for_now: service.status == Status::TemporarilyClosed,
            capacity: service.capacity.as_ref().and_then(|capacity| capacity.on(today)).map(capacity_words),
            other_phones: service.phones.iter().filter(|phone| Some(*phone) != first.as_ref()).cloned().collect(),
            contacts: service.contacts.iter().filter(|contact| contact.email.is_some() || !contact.phones.is_empty()).cloned().collect(),
            first,
            opening: wording::opening(&opening::state(schedules, nation, now), now),
            hours: Hours::new(schedules, nation, now),
            places: service.sites.iter().map(|site| PlaceView::new(site, nation, now)).collect(),
            getting_in: wording::getting_in(&service.referral),
            price: price(&service.costs, &costs),
            costs,
            delivery: service.delivery.iter().map(|way| way.label()).collect(),
            ages: wording::ages(service.ages),
            audiences: service.audiences.iter().map(|audience| audience.label()).collect(),
            gender: service.gender.map(Gender::label),
            needs: service.needs.iter().map(|tag| vocabulary.label(&tag.code).to_owned()).collect(),
            told_by: service.needs.iter().filter_map(|tag| told_by(tag, vocabulary)).collect(),
            areas: areas(&service, places),
            checked: wording::checked(service.checked.as_ref().map(|checked| checked.on), today),
            checked_detail: checked_detail(&service),
            changed: service.provenance.modified.map(|at| date::in_words(at.to_zoned(crate::clock::london()).date())),
            similar: similar.iter().map(|hit| ResultCard::of_hit(hit, now)).collect(),
            service,
            l,
        }
    }
}

/// Why a service is listed under a need, where a text or a term was taken to show it.
fn told_by(tag: &NeedTag, vocabulary: &Needs) -> Option<String> {
    let label = vocabulary.label(&tag.code);
    match &tag.evidence {
        Evidence::Text(words) | Evidence::MappedText(words) => Some(format!("Listed under “{label}” because it says “{words}”.")),
        Evidence::Term(term) => Some(format!("Listed under “{label}” because its publisher files it under “{term}”.")),
        Evidence::Publisher | Evidence::Mapping => None,
    }
}

impl Content for ServicePage {
    fn title(&self) -> String {
        if self.service.sensitive { "Service details".to_owned() } else { self.service.name.clone() }
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
            organisation_href: format!("/organisation/{}", service.organisation.id),
            summary: service.summary.clone().or_else(|| service.description.as_deref().map(|text| text::first_sentence(text, 200))),
            search: Asked { words: service.name.clone(), ..Asked::default() }.address("/search"),
            sensitive: service.sensitive,
            fictional: service.fictional,
            l,
        }
    }
}

impl Content for Withdrawn {
    fn title(&self) -> String {
        if self.sensitive { "No longer listed".to_owned() } else { format!("No longer listed: {}", self.name) }
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
    fn new(schedules: &[Schedule], nation: Option<Nation>, now: &Zoned) -> Self {
        let lines = opening::in_words(schedules);
        let mut notes: Vec<String> = Vec::new();
        for note in schedules.iter().filter_map(|schedule| schedule.note.as_ref()) {
            if !notes.contains(note) && !lines.contains(note) {
                notes.push(note.clone());
            }
        }
        let mut next = opening::next_sessions(schedules, nation, now, SESSIONS);
        if next.iter().all(whole_day) {
            next.clear();
        }
        Self { lines, notes, next: next.iter().map(|session| wording::session(session, now.date())).collect() }
    }
}

/// From midnight to midnight: nothing to be told about a line that always answers.
pub(super) fn whole_day(session: &Session) -> bool {
    session.start.time() == Time::midnight() && session.end.is_none_or(|end| end.date() > session.start.date() || end.time() >= LAST_MINUTE)
}

impl PlaceView {
    fn new(site: &Site, nation: Option<Nation>, now: &Zoned) -> Self {
        let withheld = matches!(site.address, Address::Withheld { .. });
        Self {
            name: site.name.clone().filter(|_| !withheld),
            address: site.address_line(),
            withheld,
            map: map(site),
            travel: site.travel.clone().filter(|_| !withheld),
            accessibility: site.accessibility.clone(),
            hours: (!site.schedules.is_empty()).then(|| Hours::new(&site.schedules, nation, now)),
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
fn price(costs: &[Cost], words: &[String]) -> String {
    match words {
        [only] if only.chars().count() <= 80 => only.clone(),
        _ if costs.is_empty() => "Not known".to_owned(),
        _ => wording::price(cost::price(costs)).to_owned(),
    }
}

fn capacity_words(capacity: &Capacity) -> String {
    let wait = capacity.wait_weeks.map(|weeks| match weeks {
        ..0.5 => ", no wait".to_owned(),
        ..1.5 => ", about a week".to_owned(),
        weeks => format!(", about {weeks:.0} weeks"),
    });
    let as_of = capacity.as_of.map(|day| format!(" (as of {})", date::in_words(day)));
    let note = capacity.note.as_ref().map(|note| format!(". {note}"));
    [Some(wording::capacity(capacity.state).to_owned()), wait, as_of, note].into_iter().flatten().collect()
}

/// The areas served, each by a name people know.
fn areas(service: &Service, places: &Places) -> Vec<String> {
    let name = |area: &Area| match area {
        Area::Gss { code, name } => name.clone().or_else(|| places.area_name(code).map(str::to_owned)).unwrap_or_else(|| code.clone()),
        Area::Postcodes(codes) => format!("{} postcodes", wording::list(&codes.iter().map(String::as_str).collect::<Vec<_>>())),
        Area::Polygon { name, .. } => name.clone().unwrap_or_else(|| "An area drawn on a map".to_owned()),
        Area::Named(name) => name.clone(),
    };
    let nations = service.national.iter().map(|nation| format!("All of {}", nation.label()));
    nations.chain(service.areas.iter().map(name)).collect()
}

/// "10 November 2026, by phone (Directory steward)".
fn checked_detail(service: &Service) -> Option<String> {
    let checked = service.checked.as_ref()?;
    let how = checked.how.map(|how| format!(", {}", how.label()));
    let by = checked.by.as_ref().map(|by| format!(" ({by})"));
    Some([Some(date::in_words(checked.on)), how, by].into_iter().flatten().collect())
}
