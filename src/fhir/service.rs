//! `HealthcareService`: a service, whoever runs it and however it is received.

use super::{
    Kind,
    concept::{concept, is_type, words},
    element::Element,
    hours::{Hours, Weekly},
    location::{display, meta, sites},
    telecom::{notes, telecom},
};
use crate::{
    hsds::v3,
    model::{
        contact::Phone,
        cost::{self, Price},
        coverage::Area,
        need::Term,
        schedule::Schedule,
        sector::Status,
        service::{Ages, Language, Service},
        text,
    },
};
use jiff::civil::Date;
use serde_json::{Value, json};

/// A service. `modified`: when it last changed here. `label`: what a need is called.
pub fn healthcare_service(service: &Service, modified: &str, today: Date, label: impl Fn(&str) -> Option<String>) -> Value {
    let mut resource = Element::resource(Kind::HealthcareService.name());
    resource.put("id", service.id.to_string());
    resource.put("meta", meta(service, modified));
    resource.put("active", true);
    resource.put("providedBy", Kind::Organization.reference(service.organisation.id, &service.organisation.name));
    resource.list("type", terms(service, label).filter(is_type).map(|term| concept(&term)).collect());
    resource.list("location", sites(service).map(|(id, site)| Kind::Location.reference(id, &display(site))).collect());
    resource.text("name", Some(&service.name));
    resource.text("comment", service.summary.as_deref().map(text::plain).as_deref());
    resource.text("extraDetails", Some(&details(service)));
    let emails = service.email.iter().chain(service.contacts.iter().filter_map(|contact| contact.email.as_ref()));
    resource.list("telecom", telecom(phones(service), emails.map(String::as_str), service.web.as_deref()));
    resource.list("coverageArea", areas(service));
    resource.list("serviceProvisionCode", provision(service).into_iter().collect());
    resource.list("eligibility", eligibility(service));
    let delivery = service.delivery.iter().map(|delivery| delivery.label());
    let referral = service.referral.iter().map(|route| route.label());
    resource.list("characteristic", delivery.chain(referral).map(words).collect());
    resource.list("communication", service.languages.iter().filter_map(language).collect());
    hours(&mut resource, service, today);
    resource.finish()
}

/// The terms it carries, needs under the label the vocabulary has for them.
fn terms(service: &Service, label: impl Fn(&str) -> Option<String>) -> impl Iterator<Item = Term> {
    v3::terms(service).map(move |(_, term)| {
        let own = term.taxonomy.as_deref() == Some(v3::NEEDS);
        let name = term.code.as_deref().filter(|_| own).and_then(&label);
        Term { name: name.unwrap_or_else(|| term.name.clone()), ..term }
    })
}

fn phones(service: &Service) -> impl Iterator<Item = &Phone> {
    service.phones.iter().chain(service.contacts.iter().flat_map(|contact| &contact.phones))
}

/// What the publisher says and no other element has room for, a paragraph each.
fn details(service: &Service) -> String {
    let texts = [&service.alert, &service.description, &service.how_to_get_in, &service.what_to_bring, &service.interpreters];
    let prices = service.costs.iter().filter_map(|cost| cost.note.as_ref());
    let names = service.other_names.iter();
    let texts = texts.into_iter().flatten().chain(prices).chain(names).map(|said| text::plain(said));
    let mut all: Vec<String> = texts.chain(notes(phones(service))).filter(|said| !said.is_empty()).collect();
    all.dedup();
    all.join("\n\n")
}

/// Areas are pointed to by what they are called and, where it is known, their code: there are no resources for them.
fn areas(service: &Service) -> Vec<Value> {
    let gss = |code: &str, name: Option<&str>| {
        let uri = format!("http://statistics.data.gov.uk/id/statistical-geography/{code}");
        let mut area = Element::default();
        area.put("type", "Location");
        area.put("identifier", json!({ "system": "urn:ietf:rfc:3986", "value": uri }));
        area.text("display", name);
        area.finish()
    };
    let named = |name: &str| json!({ "type": "Location", "display": name });
    let area = |area: &Area| match area {
        Area::Gss { code, name } => Some(gss(code, name.as_deref())),
        Area::Postcodes(codes) => (!codes.is_empty()).then(|| named(&codes.join(", "))),
        Area::Polygon { name, .. } => name.as_deref().map(named),
        Area::Named(name) => (!name.trim().is_empty()).then(|| named(name)),
    };
    let nations = service.national.iter().map(|nation| gss(nation.gss(), Some(nation.label())));
    service.areas.iter().filter_map(area).chain(nations).collect()
}

fn provision(service: &Service) -> Option<Value> {
    let (code, display) = match cost::price(&service.costs) {
        Price::Free => ("free", "Free"),
        Price::Paid => ("cost", "Fees apply"),
        Price::Unknown => return None,
    };
    let system = "http://terminology.hl7.org/CodeSystem/service-provision-conditions";
    Some(json!({ "coding": [{ "system": system, "code": code, "display": display }] }))
}

/// Whom it is for: the groups as codes, everything else in words.
fn eligibility(service: &Service) -> Vec<Value> {
    let groups = v3::terms(service).filter(|(_, term)| !is_type(term)).map(|(_, term)| json!({ "code": concept(&term) }));
    let said = |kind: &str, text: Option<String>| {
        let text = text.filter(|text| !text.is_empty())?;
        Some(json!({ "code": words(kind), "comment": text }))
    };
    let gender = service.gender.map(|gender| gender.label().to_owned());
    let plain = |said: &Option<String>| said.as_deref().map(text::plain);
    let others = [
        said("Ages", ages(service.ages)),
        said("Gender", gender),
        said("Faith", plain(&service.faith)),
        said("Eligible", plain(&service.eligibility)),
        said("Not eligible", plain(&service.exclusions)),
    ];
    groups.chain(others.into_iter().flatten()).collect()
}

fn ages(ages: Ages) -> Option<String> {
    match (ages.min, ages.max) {
        (Some(min), Some(max)) => Some(format!("{min} to {max} years")),
        (Some(min), None) => Some(format!("{min} years and over")),
        (None, Some(max)) => Some(format!("up to {max} years")),
        (None, None) => None,
    }
}

fn language(language: &Language) -> Option<Value> {
    let mut written = Element::default();
    let code = language.code.as_deref().filter(|code| (2..=3).contains(&code.len()) && code.chars().all(|c| c.is_ascii_alphabetic()));
    written.list("coding", code.map(|code| json!({ "system": "urn:ietf:bcp:47", "code": code })).into_iter().collect());
    written.text("text", Some(&language.name));
    let written = written.finish();
    written.as_object().is_some_and(|object| !object.is_empty()).then_some(written)
}

/// Its own hours, or those all its sites share; where its sites differ, they say theirs.
fn hours(resource: &mut Element, service: &Service, today: Date) {
    let hours = Hours::of(shared(service), today);
    if hours.by_appointment {
        resource.put("appointmentRequired", true);
    }
    resource.list("availableTime", hours.weekly.iter().map(available).collect());
    if service.status == Status::TemporarilyClosed {
        resource.list("notAvailable", vec![json!({ "description": service.status.label() })]);
    }
    resource.text("availabilityExceptions", Some(&hours.words.join("\n")));
}

fn shared(service: &Service) -> &[Schedule] {
    let first = service.hours_at(service.sites.first());
    let agree = service.sites.iter().all(|site| service.hours_at(Some(site)) == first);
    if agree { first } else { &service.schedules }
}

fn available(weekly: &Weekly) -> Value {
    match &weekly.times {
        None => json!({ "daysOfWeek": weekly.days, "allDay": true }),
        Some((opens, closes)) => json!({ "daysOfWeek": weekly.days, "availableStartTime": opens, "availableEndTime": closes }),
    }
}
