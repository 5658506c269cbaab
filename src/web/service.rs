//! `/service/{id}`: everything that may be known of one service, phone first. A withdrawn one says what it was, with 410.

use crate::{
    app::{Also, App, Listing},
    finding::needs::Needs,
    handing::shortlist::Shortlist,
    model::{
        contact::{Contact, Phone},
        cost::{self, Cost},
        id::ServiceId,
        location::{Address, Site},
        nation, opening,
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
        origin::Origin,
        page::{Content, Page},
        trouble::Trouble,
        wording::{self, CheckedWords, GettingIn, Opening},
    },
    web::{
        card::ResultCard,
        further::{self, FurtherLink},
        hours::Hours,
        next_session,
        saying::Saying,
        share::Share,
        structured,
    },
};
use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use jiff::{Zoned, civil::Date};

#[derive(Debug, Template)]
#[template(path = "service.html")]
struct ServicePage {
    l: L,
    service: Service,
    /// Address of the shortlist with it on.
    add: String,
    saying: Saying,
    share: Share,
    /// Where somebody says that the record is wrong.
    suggest: String,
    /// A calendar file of the next session: its address and what the link says.
    calendar: Option<(String, Said)>,
    /// The service as schema.org data, ready to stand in a page.
    structured: Option<String>,
    organisation_href: String,
    sector: Option<Said>,
    summary: Option<String>,
    description: Option<String>,
    closed_for_now: bool,
    capacity: Option<Said>,
    first: Option<Phone>,
    other_phones: Vec<Phone>,
    contacts: Vec<Contact>,
    /// Further web pages.
    links: Vec<FurtherLink>,
    opening: Opening,
    hours: Hours,
    /// The place whose hours these are, where there are several.
    hours_of: Option<String>,
    places: Vec<PlaceView>,
    getting_in: GettingIn,
    price: Said,
    costs: Vec<Said>,
    /// There is more to say of cost, and of what to bring, than stands beside the telephone number.
    has_more_on_cost: bool,
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
    /// Who else publishes it, and what they say differently.
    also: Vec<AlsoView>,
    similar: Vec<ResultCard>,
    /// Distances are told beside them.
    measured: bool,
}

/// Another source of the service, as shown.
#[derive(Debug)]
struct AlsoView {
    publisher: Said,
    licence: Option<String>,
    /// A publisher's own page.
    url: Option<String>,
    checked: CheckedWords,
    /// What it says differently: what that is, and its words.
    differs: Vec<(Said, String)>,
    /// Its hours are others.
    hours: bool,
}

/// A site as shown. Where the address is withheld, so are the building's name and the way there: they would tell as much.
#[derive(Debug)]
struct PlaceView {
    name: Option<String>,
    address: Said,
    withheld: bool,
    travel: Option<String>,
    accessibility: Said,
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

/// What a page is made with besides its service.
struct Around<'a> {
    vocabulary: &'a Needs,
    places: &'a Places,
    now: &'a Zoned,
    /// The shortlist that the address carries.
    carried: &'a Shortlist,
    origin: &'a Origin,
}

/// `GET /service/{id}`.
pub async fn get(
    State(app): State<App>,
    Path(id): Path<ServiceId>,
    l: L,
    origin: Origin,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    let listing = app.service(id).await?.ok_or_else(Trouble::no_record)?;
    if listing.service.id != id {
        let address = asked.shortlist.address(&format!("/service/{}", listing.service.id));
        return Ok(Redirect::permanent(&l.href(&address)).into_response());
    }
    if listing.withdrawn {
        return Ok(Page(Withdrawn::new(&listing.service, l)).into_response());
    }
    let (vocabulary, now) = (app.needs(), app.clock().london());
    let around = Around { vocabulary: &vocabulary, places: app.places(), now: &now, carried: &asked.shortlist, origin: &origin };
    Ok(Page(ServicePage::new(listing, &around, l)).into_response())
}

impl ServicePage {
    fn new(listing: Listing, around: &Around<'_>, l: L) -> Self {
        let Listing { service, similar, also, .. } = listing;
        let Around { vocabulary, places, now, carried, origin } = *around;
        let today = now.date();
        let address = origin.address(&format!("/service/{}", service.id));
        let saying = Saying::of_service(&l, &service, today);
        let first = service.first_phone().cloned();
        let costs: Vec<Said> = service.costs.iter().map(|cost| wording::cost(&l, cost)).filter(|words| !words.is_empty()).collect();
        let nation = |site| nation::of(&service, site);
        let audiences: Vec<Said> = service.audiences.iter().map(|audience| wording::audience(&l, *audience)).collect();
        let price = price(&l, &service.costs, &costs);
        let schedules = service.hours_at(service.sites.first());
        Self {
            add: l.href(&carried.with(service.id).address("/shortlist")),
            share: Share::of(&l, &service, &saying, address.clone()),
            saying,
            suggest: l.href(&format!("/service/{}/suggest", service.id)),
            calendar: next_session::upcoming(&service, now)
                .map(|session| (next_session::address(&l, &service), next_session::words(&l, &session, now))),
            structured: structured::data(&service, places, &address, now),
            organisation_href: l.href(&format!("/organisation/{}", service.organisation.id)),
            sector: service.sector().map(|sector| wording::sector(&l, sector)),
            summary: service.summary.clone(),
            description: service.description.as_deref().map(text::safe_html),
            closed_for_now: service.status == Status::TemporarilyClosed,
            capacity: service.capacity.as_ref().and_then(|capacity| capacity.on(today)).map(|capacity| wording::vacancy(&l, capacity)),
            other_phones: service.phones.iter().filter(|phone| Some(*phone) != first.as_ref()).cloned().collect(),
            contacts: service.contacts.iter().filter(|contact| contact.email.is_some() || !contact.phones.is_empty()).cloned().collect(),
            links: further::links(&l, &service.links, service.web.as_deref()),
            first,
            opening: wording::opening(&l, &opening::state(schedules, nation(service.sites.first()), now), now),
            hours: Hours::with_week(&l, schedules, nation(service.sites.first()), now),
            hours_of: has_hours_of_one_place(&service).then(|| first_place(&l, &service)),
            places: service
                .sites
                .iter()
                .enumerate()
                .map(|(at, site)| PlaceView::new(&l, site, nation(Some(site)), now).told_above(at == 0))
                .collect(),
            getting_in: wording::getting_in(&l, &service.referral),
            has_more_on_cost: costs.iter().any(|cost| *cost != price) || has_more_on_cost(&service),
            price,
            costs,
            delivery: service.delivery.iter().map(|way| wording::delivery(&l, *way)).collect(),
            ages: wording::ages(&l, service.ages),
            audiences: Some(wording::in_a_row(&audiences)).filter(|all| !all.is_empty()),
            gender: service.gender.map(|gender| wording::gender(&l, gender)),
            needs: service.needs.iter().map(|tag| vocabulary.label(&tag.code).to_owned()).collect(),
            told_by: service.needs.iter().filter_map(|tag| wording::told_by(&l, &tag.evidence, vocabulary.label(&tag.code))).collect(),
            areas: joined(areas(&l, &service, places)),
            checked: wording::checked(&l, service.checked.as_ref().map(|checked| checked.on), today),
            checked_detail: service.checked.as_ref().map(|checked| wording::checked_detail(&l, checked)),
            languages: service.languages.iter().map(|language| language_label(&l, language)).collect(),
            changed: service.provenance.modified.map(|at| wording::date_full(&l, at.to_zoned(crate::clock::london()).date())),
            also: also.iter().map(|also| AlsoView::new(&l, also, today)).collect(),
            measured: similar.iter().any(|hit| hit.metres.is_some()),
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

impl AlsoView {
    fn new(l: &L, also: &Also, today: Date) -> Self {
        let Also { provenance, differs, .. } = also;
        let phones: Vec<&str> = differs.phones.iter().map(|phone| phone.number.as_str()).collect();
        let said = [
            ("also-name", differs.name.clone()),
            ("service-run-by", differs.organisation.clone()),
            ("also-phone", Some(phones.join(", ")).filter(|phones| !phones.is_empty())),
            ("service-email", differs.email.clone()),
            ("service-web", differs.web.clone()),
            ("service-where", differs.address.clone()),
            ("service-does", differs.description.clone()),
        ];
        Self {
            publisher: wording::publisher(l, provenance.publisher.as_deref(), &provenance.source),
            licence: provenance.licence.clone(),
            url: provenance.url.clone(),
            checked: wording::checked(l, also.checked, today),
            differs: said.into_iter().filter_map(|(key, said)| Some((l.say(key), said?))).collect(),
            hours: differs.hours,
        }
    }
}

impl PlaceView {
    fn new(l: &L, site: &Site, nation: Option<Nation>, now: &Zoned) -> Self {
        let withheld = matches!(site.address, Address::Withheld { .. });
        Self {
            name: site.name.clone().filter(|_| !withheld),
            address: wording::address(l, site),
            withheld,
            travel: site.travel.clone().filter(|_| !withheld),
            accessibility: wording::features(l, &site.accessibility),
            hours: (!site.schedules.is_empty()).then(|| Hours::brief(l, &site.schedules, nation, now)),
        }
    }

    /// The same without hours, where the page has told them already.
    fn told_above(self, told: bool) -> Self {
        Self { hours: self.hours.filter(|_| !told), ..self }
    }
}

/// Whether the hours told first are those of the first place alone.
fn has_hours_of_one_place(service: &Service) -> bool {
    service.sites.len() > 1 && service.sites.iter().any(|site| !site.schedules.is_empty())
}

/// The first place by its name, else by its address.
fn first_place(l: &L, service: &Service) -> String {
    let first = service.sites.first();
    let named = first.filter(|site| matches!(site.address, Address::Public(_))).and_then(|site| site.name.clone());
    named.or_else(|| first.map(|site| wording::address(l, site).plain())).unwrap_or_default()
}

/// Whether something is known of what to bring, of languages or of ratings, which stand with the cost.
fn has_more_on_cost(service: &Service) -> bool {
    let stated = [&service.what_to_bring, &service.interpreters, &service.accreditations];
    !service.languages.is_empty() || stated.iter().any(|words| words.is_some())
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
    wording::nations(l, &service.national).into_iter().chain(service.areas.iter().map(|area| wording::area(l, area, places))).collect()
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
