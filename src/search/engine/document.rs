//! A service to documents: one for each site, or one for a service without.
//!
//! Takes a [`Service`], the public half of a record: private values are another type and cannot get here.

use crate::{
    finding::{geo, serves, words::normalise},
    model::{
        coverage::Area,
        location::{Address, Site},
        service::Service,
        text,
    },
    search::{
        ages,
        card::{self, Stored},
        cards::At,
        engine::{card_file::CardWriter, schema::Fields},
        facts::{AtSite, Facts},
        filters,
        ground::NEAR,
        names::other_name,
        numbers::written,
    },
};
use std::io;
use tantivy::TantivyDocument;

/// The documents of a service, its cards appended to `cards`.
pub(crate) fn of(service: &Service, fields: &Fields, cards: &mut CardWriter) -> io::Result<Vec<TantivyDocument>> {
    let shared = Shared::of(service);
    let sites: Vec<Option<&Site>> = if service.sites.is_empty() { vec![None] } else { service.sites.iter().map(Some).collect() };
    let several = sites.len() > 1;
    let mut documents = Vec::with_capacity(sites.len());
    for (at, site) in sites.into_iter().enumerate() {
        let here =
            AtSite { first: at == 0, several, point: site.and_then(Site::point).is_some(), approximate: site.is_some_and(is_approximate) };
        documents.push(document(service, site, here, &shared, fields, cards)?);
    }
    Ok(documents)
}

/// What every document of a service shares.
struct Shared {
    names: Vec<String>,
    about: String,
    body: String,
    covers: Vec<String>,
    /// The values of the open lists, in the order of the filters.
    lists: Vec<Vec<String>>,
}

impl Shared {
    fn of(service: &Service) -> Self {
        let names: Vec<String> =
            std::iter::once(&service.name).chain(&service.other_names).flat_map(|name| name.split(';')).map(normalise).collect();
        let organisation = std::iter::once(&service.organisation.name).chain(&service.organisation.other_names);
        let audiences = service.audiences.iter().map(|audience| audience.label());
        let terms = service.terms.iter().map(|term| term.name.as_str());
        Self {
            names: names.into_iter().filter(|name| !name.is_empty()).collect(),
            about: joined(organisation.map(String::as_str).chain(audiences).chain(terms)),
            body: body(service),
            covers: serves::coverage(service),
            lists: filters::open_lists()
                .map(|(_, of)| of(service).iter().filter_map(|value| written(&value.word, &value.label)).collect())
                .collect(),
        }
    }
}

fn joined<'a>(parts: impl Iterator<Item = &'a str>) -> String {
    parts.map(normalise).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn body(service: &Service) -> String {
    let description = service.description.as_deref().map(text::plain);
    let written = [&service.summary, &description, &service.eligibility, &service.how_to_get_in, &service.faith];
    let languages = service.languages.iter().map(|language| language.name.as_str());
    let areas = service.areas.iter().filter_map(area_name);
    joined(written.into_iter().flatten().map(String::as_str).chain(languages).chain(areas))
}

fn area_name(area: &Area) -> Option<&str> {
    match area {
        Area::Gss { name, .. } | Area::Polygon { name, .. } => name.as_deref(),
        Area::Named(name) => Some(name),
        Area::Postcodes(_) => None,
    }
}

fn is_approximate(site: &Site) -> bool {
    matches!(&site.address, Address::Public(address) if address.approximate)
}

fn document(
    service: &Service,
    site: Option<&Site>,
    here: AtSite,
    shared: &Shared,
    fields: &Fields,
    cards: &mut CardWriter,
) -> io::Result<TantivyDocument> {
    let card = card::of(service, site);
    let facts = Facts::of(&card, here, service.capacity.as_ref());
    let stored = Stored::of(card, here.approximate);
    let at = cards.append(&stored)?;
    let mut document = TantivyDocument::new();
    add_words(&mut document, service, site, shared, fields);
    let national = shared.covers.iter().any(|word| serves::is_whole_nation(word));
    document.add_u64(fields.key, site.and_then(Site::point).filter(|_| !national).map_or(geo::NOWHERE, geo::key));
    add_columns(&mut document, service, site, (at, facts, stored.hours()), fields);
    add_filters(&mut document, service, site, shared, fields);
    Ok(document)
}

fn add_filters(document: &mut TantivyDocument, service: &Service, site: Option<&Site>, shared: &Shared, fields: &Fields) {
    for (field, mask) in fields.masks.iter().zip(filters::masks(service, site)) {
        document.add_u64(*field, mask);
    }
    for (field, values) in fields.lists.iter().zip(&shared.lists) {
        for value in values {
            document.add_text(*field, value);
        }
    }
}

fn add_words(document: &mut TantivyDocument, service: &Service, site: Option<&Site>, shared: &Shared, fields: &Fields) {
    document.add_bytes(fields.service, service.id.0.as_bytes());
    document.add_bytes(fields.organisation, service.organisation.id.0.as_bytes());
    let own = normalise(&service.name);
    for name in &shared.names {
        document.add_text(fields.exact, if *name == own { own.clone() } else { other_name(name) });
        document.add_text(fields.name, name);
        document.add_text(fields.raw, name);
    }
    let standing = site.map(standing).unwrap_or_default();
    document.add_text(fields.about, &shared.about);
    document.add_text(fields.body, format!("{} {standing}", shared.body));
    document.add_text(fields.raw, &shared.about);
    document.add_text(fields.raw, service.summary.as_deref().map(normalise).unwrap_or_default());
    document.add_text(fields.raw, &standing);
    for need in &service.needs {
        document.add_text(fields.need, &need.code);
    }
    for word in shared.covers.iter().cloned().chain(site.into_iter().flat_map(near)) {
        document.add_text(fields.covers, word);
    }
}

/// The words of a site: its name and town.
fn standing(site: &Site) -> String {
    let town = match &site.address {
        Address::Public(address) => address.town.as_deref(),
        Address::Withheld { town } => town.as_deref(),
    };
    joined(site.name.as_deref().into_iter().chain(town))
}

/// Where a site without a point is known to be: `near:WS9`, `near:walsall`.
fn near(site: &Site) -> Vec<String> {
    if site.point().is_some() {
        return Vec::new();
    }
    let (town, postcode) = match &site.address {
        Address::Public(address) => (address.town.as_deref(), address.postcode.as_deref()),
        Address::Withheld { town } => (town.as_deref(), None),
    };
    let district = postcode.and_then(|postcode| postcode.split(' ').next()).map(str::to_ascii_uppercase);
    town.map(normalise).into_iter().chain(district).map(|word| format!("{NEAR}{word}")).collect()
}

fn add_columns(document: &mut TantivyDocument, service: &Service, site: Option<&Site>, row: (At, Facts, u64), fields: &Fields) {
    let (at, facts, hours) = row;
    let point = site.and_then(Site::point);
    if let Some(point) = point {
        document.add_f64(fields.lat, point.lat);
        document.add_f64(fields.lon, point.lon);
    }
    let (high, low) = service.id.0.as_u64_pair();
    document.add_u64(fields.high, high);
    document.add_u64(fields.low, low);
    document.add_u64(fields.card, at.0);
    document.add_u64(fields.hours, hours);
    document.add_u64(fields.facts, facts.0);
    document.add_u64(fields.ages, ages::pack(service.ages));
    document.add_text(fields.title, &service.name);
    document.add_text(fields.provider, &service.organisation.name);
}
