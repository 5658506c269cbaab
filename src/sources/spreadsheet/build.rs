//! One row and a mapping make one [`Record`]. What is odd about the row is noted; what makes it useless is a refusal.

pub(super) mod hours;
mod said;
mod site;

use super::{
    joins::Joined,
    mapping::{CoverageFields, Field, Listed, Mapping},
    rows::Row,
};
use crate::{
    finding::phrases::MappingPhrases,
    model::{
        contact::{self, Phone},
        cost::{self, Cost},
        coverage::Area,
        date,
        id::{OrganisationId, ServiceId, derive, keep_or_derive},
        need::Term,
        organisation::{Identifier, Organisation},
        private::Private,
        provenance::Provenance,
        sector::{Sector, Status},
        service::{Ages, Capacity, CapacityState, Language, Record, Service},
        text,
    },
    places::Precision,
    sources::Context,
};
use jiff::{Timestamp, civil::Date, tz::TimeZone};

/// What building needs beside the row itself.
#[derive(Debug)]
pub(super) struct Workshop<'w> {
    pub mapping: &'w Mapping,
    pub context: Context<'w>,
    pub joined: &'w [Joined<'w>],
    pub vocabulary: &'w MappingPhrases,
}

/// A finished record, with what was dropped or changed on the way: field and reason.
#[derive(Debug)]
pub(super) struct Built {
    pub record: Record,
    pub notes: Vec<(&'static str, String)>,
}

/// Why a row makes no record: the field to blame, and the reason.
pub(super) type Refusal = (&'static str, String);

/// A row seen through a mapping, gathering notes.
pub(super) struct Cells<'r, 'h> {
    row: &'r Row<'h>,
    mapping: &'r Mapping,
    notes: Vec<(&'static str, String)>,
}

impl Cells<'_, '_> {
    fn one(&self, field: Option<&Field>) -> Option<String> {
        field?.read(self.row, &|cell| self.mapping.is_unknown(cell))
    }

    fn many(&self, fields: &[Field]) -> Vec<String> {
        fields.iter().flat_map(|field| field.read_all(self.row, &|cell| self.mapping.is_unknown(cell))).collect()
    }

    /// Plain text, whatever markup the cell holds.
    fn plain(&self, field: Option<&Field>) -> Option<String> {
        self.one(field).map(|text| text::plain(&text)).filter(|text| !text.is_empty())
    }

    /// A value through a reader of its kind; a cell that says something the reader cannot make out is noted.
    fn checked<T>(&mut self, name: &'static str, field: Option<&Field>, kind: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let cell = self.one(field)?;
        let value = read(&cell);
        if value.is_none() {
            self.note(name, format!("'{}' is not {kind}", text::first_sentence(&cell, 60)));
        }
        value
    }

    fn note(&mut self, field: &'static str, reason: String) {
        self.notes.push((field, reason));
    }
}

impl Workshop<'_> {
    /// Makes the record of a row.
    ///
    /// # Errors
    /// When the row has no id or no name.
    pub(super) fn build(&self, row: &Row<'_>) -> Result<Built, Refusal> {
        let mut cells = Cells { row, mapping: self.mapping, notes: Vec::new() };
        let native_id = self.native_id(&cells)?;
        let name = cells.plain(self.mapping.service.name.as_ref()).ok_or_else(|| ("name", "the row has no name".to_owned()))?;
        let organisation = self.organisation(&mut cells, &name);
        let provenance = self.provenance(&mut cells, &native_id);
        let id = ServiceId(keep_or_derive(self.context.source, "service", &native_id));
        let mut service = Service::named(id, name, organisation, provenance);
        self.describe(&mut service, &mut cells);
        self.contact(&mut service, &mut cells);
        self.people(&mut service, &mut cells);
        let private = self.place(&mut service, &mut cells, &native_id);
        self.times(&mut service, &cells.row.get_joined(self), &mut cells);
        self.say(&mut service, &mut cells);
        Ok(Built { record: Record { service, private }, notes: cells.notes })
    }

    fn native_id(&self, cells: &Cells<'_, '_>) -> Result<String, Refusal> {
        let fields = &self.mapping.service;
        if let Some(id) = cells.one(fields.id.as_ref()) {
            return Ok(id);
        }
        let parts = cells.many(&fields.fingerprint.0);
        if parts.is_empty() {
            let missing = if fields.fingerprint.0.is_empty() { "the row has no id" } else { "nothing in the row tells it from others" };
            return Err(("id", missing.to_owned()));
        }
        let folded = parts.iter().map(|part| part.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase());
        Ok(folded.collect::<Vec<_>>().join("|"))
    }

    fn organisation(&self, cells: &mut Cells<'_, '_>, service_name: &str) -> Organisation {
        let fields = &self.mapping.organisation;
        let name = cells.plain(fields.name.as_ref()).unwrap_or_else(|| service_name.to_owned());
        let native = cells.one(fields.id.as_ref()).unwrap_or_else(|| name.to_lowercase());
        let mut organisation = Organisation::named(OrganisationId(derive(self.context.source, "organisation", &native)), name);
        organisation.description = cells.one(fields.description.as_ref());
        organisation.web = cells.checked("organisation web", fields.web.as_ref(), "a web address", contact::web);
        organisation.email = cells.checked("organisation email", fields.email.as_ref(), "an e-mail address", contact::email);
        organisation.phones = phones(cells, &fields.phones.0);
        organisation.sector = cells.checked("organisation sector", fields.sector.as_ref(), "a sector", Sector::of_word);
        organisation.identifiers = self
            .mapping
            .identifiers
            .iter()
            .filter_map(|field| {
                let value = cells.one(Some(&field.value))?;
                Some(Identifier { scheme: field.scheme.clone(), kind: field.kind.clone(), value })
            })
            .collect();
        organisation
    }

    fn provenance(&self, cells: &mut Cells<'_, '_>, native_id: &str) -> Provenance {
        let about = &self.mapping.about;
        let fields = &self.mapping.service;
        Provenance {
            source: self.context.source.to_owned(),
            native_id: native_id.to_owned(),
            publisher: about.publisher.clone(),
            licence: about.licence.clone(),
            modified: cells.checked("modified", fields.modified.as_ref(), "a date", date::read).and_then(begins),
            url: cells.checked("source_url", fields.source_url.as_ref(), "a web address", contact::web).or_else(|| about.url.clone()),
        }
    }

    fn describe(&self, service: &mut Service, cells: &mut Cells<'_, '_>) {
        let fields = &self.mapping.service;
        service.other_names = cells.many(&fields.other_names.0).iter().map(|name| text::plain(name)).collect();
        service.other_names.retain(|name| *name != service.name);
        service.summary = cells.plain(fields.summary.as_ref());
        let parts: Vec<String> = cells.many(&fields.description.0).iter().map(|part| without_scripts(part)).collect();
        service.description = Some(parts.join("\n\n")).filter(|text| !text.is_empty());
        service.status = cells.checked("status", fields.status.as_ref(), "a status", Status::from_word).unwrap_or(Status::Active);
        service.alert = cells.plain(fields.alert.as_ref());
        service.exclusions = cells.plain(fields.exclusions.as_ref());
        service.what_to_bring = cells.plain(fields.what_to_bring.as_ref());
        service.how_to_get_in = cells.plain(fields.how_to_get_in.as_ref());
        service.accreditations = cells.plain(fields.accreditations.as_ref());
        service.costs = cells.many(&fields.costs.0).iter().map(|text| read_cost(text)).collect();
        let terms = self.mapping.terms.iter().flat_map(|term| {
            let names = cells.many(std::slice::from_ref(&term.name));
            names.into_iter().map(|name| Term {
                link_type: term.link_type.clone(),
                taxonomy: term.taxonomy.clone(),
                name,
                ..Term::default()
            })
        });
        service.terms = terms.collect();
    }

    fn contact(&self, service: &mut Service, cells: &mut Cells<'_, '_>) {
        let fields = &self.mapping.service;
        service.web = cells.checked("web", fields.web.as_ref(), "a web address", contact::web);
        service.email = cells.checked("email", fields.email.as_ref(), "an e-mail address", contact::email);
        service.phones = phones(cells, &fields.phones.0);
    }

    fn people(&self, service: &mut Service, cells: &mut Cells<'_, '_>) {
        let fields = &self.mapping.service;
        let age = |text: &str| text.parse::<f64>().ok();
        let min = cells.checked("age_min", fields.age_min.as_ref(), "an age in years", age);
        let max = cells.checked("age_max", fields.age_max.as_ref(), "an age in years", age);
        service.ages = Ages::clean(min, max);
        service.eligibility = cells.plain(fields.eligibility.as_ref());
        service.interpreters = cells.plain(fields.interpreters.as_ref());
        service.faith = cells.plain(fields.faith.as_ref());
        service.languages = cells.many(&fields.languages.0).into_iter().map(|name| Language { name, code: None }).collect();
        service.capacity = self.capacity(cells);
    }

    fn capacity(&self, cells: &mut Cells<'_, '_>) -> Option<Capacity> {
        let fields = &self.mapping.capacity;
        let state = cells.checked("capacity", fields.state.as_ref(), "open, waiting-list, full or paused", CapacityState::from_word)?;
        Some(Capacity {
            state,
            wait_weeks: cells.checked("wait_weeks", fields.wait_weeks.as_ref(), "a number", |text| text.parse().ok()),
            note: cells.plain(fields.note.as_ref()),
            as_of: cells.checked("as_of", fields.as_of.as_ref(), "a date", date::read).or(Some(self.context.today)),
            expires: cells.checked("expires", fields.expires.as_ref(), "a date", date::read),
        })
    }

    /// Sites and areas; a true address that must not be shown goes to the private part.
    fn place(&self, service: &mut Service, cells: &mut Cells<'_, '_>, native_id: &str) -> Private {
        service.areas = self.areas(cells, &self.mapping.coverage);
        let Some(fields) = &self.mapping.site else { return Private::default() };
        let Some(found) = site::read(fields, cells, self.context.places, native_id, self.context.source) else { return Private::default() };
        service.sites.push(found.site);
        Private { hidden: found.hidden.into_iter().collect(), ..Private::default() }
    }

    fn areas(&self, cells: &mut Cells<'_, '_>, fields: &CoverageFields) -> Vec<Area> {
        let postcodes = cells.many(&fields.postcodes.0);
        let mut areas: Vec<Area> = Some(postcodes).filter(|list| !list.is_empty()).map(Area::Postcodes).into_iter().collect();
        let name = cells.plain(fields.name.as_ref());
        let code = cells.checked("coverage code", fields.code.as_ref(), "a GSS code", gss);
        areas.extend(match (code, name) {
            (Some(code), name) => Some(Area::Gss { code, name }),
            (None, Some(name)) => Some(self.council(&name).map_or(Area::Named(name.clone()), |code| Area::Gss { code, name: Some(name) })),
            (None, None) => None,
        });
        areas
    }

    /// The code of the council of this name.
    fn council(&self, name: &str) -> Option<String> {
        self.context.places.find(name).filter(|place| place.precision == Precision::Council)?.council
    }

    fn times(&self, service: &mut Service, joined: &[(&Joined<'_>, &str)], cells: &mut Cells<'_, '_>) {
        service.schedules = self.mapping.hours.iter().flat_map(|fields| hours::read(fields, cells)).collect();
        service.schedules.extend(joined.iter().flat_map(|(joined, key)| joined.schedules(key)));
    }
}

impl<'r> Row<'r> {
    /// The joined files with this row's key in each.
    fn get_joined<'w>(&self, workshop: &Workshop<'w>) -> Vec<(&'w Joined<'w>, &'r str)> {
        workshop.joined.iter().map(|joined| (joined, self.get(&joined.join.on.key))).filter(|(_, key)| !key.is_empty()).collect()
    }
}

fn phones(cells: &mut Cells<'_, '_>, fields: &[Field]) -> Vec<Phone> {
    let mut phones: Vec<Phone> = Vec::new();
    for cell in cells.many(fields) {
        let read = Phone::read_all(&cell);
        if read.is_empty() {
            cells.note("phone", format!("'{}' is not a telephone number", text::first_sentence(&cell, 60)));
        }
        for phone in read {
            if !phones.iter().any(|known| known.dial() == phone.dial()) {
                phones.push(phone);
            }
        }
    }
    phones
}

/// A price is its number; words around it are kept.
fn read_cost(text: &str) -> Cost {
    let bare = text.trim_start_matches('£').trim().parse::<f64>().is_ok();
    Cost { option: None, amount: cost::read_amount(text), note: (!bare).then(|| text::plain(text)) }
}

/// A description may keep its paragraphs and lists, but nothing a page could run.
fn without_scripts(part: &str) -> String {
    if !part.contains('<') {
        return part.to_owned();
    }
    let blocks = ["<p", "<br", "<ul", "<ol", "<li", "<div"].iter().any(|tag| part.contains(tag));
    if blocks { text::safe_html(part) } else { text::plain(part) }
}

fn gss(code: &str) -> Option<String> {
    let digits = code.get(1..)?;
    let fits = code.len() == 9 && code.starts_with(['E', 'W', 'S', 'N', 'K']) && digits.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| code.to_owned())
}

/// The first moment of a day in London.
fn begins(day: Date) -> Option<Timestamp> {
    let zone = TimeZone::get("Europe/London").unwrap_or(TimeZone::UTC);
    day.to_zoned(zone).ok().map(|moment| moment.timestamp())
}
