//! `Location`: a service at one of its sites. Its id is that of the service at the site, as in the feed, since hours belong to it; the
//! place itself, which several services may share, is its identifier.

use super::{
    Kind,
    element::{Element, texts},
    hours::{Hours, Weekly},
    organization::made_up,
};
use crate::{
    hsds::v3,
    model::{
        location::{Address, PublicAddress, Site},
        service::Service,
    },
};
use jiff::civil::Date;
use serde_json::{Value, json};
use uuid::Uuid;

/// A service at one of its sites; `None` where it has no such site. `modified`: when it last changed here.
pub fn location(service: &Service, id: Uuid, modified: &str, today: Date) -> Option<Value> {
    let (_, site) = sites(service).find(|(one, _)| *one == id)?;
    let mut resource = Element::resource(Kind::Location.name());
    resource.put("id", id.to_string());
    resource.put("meta", meta(service, modified));
    resource.put("status", "active");
    resource.put("mode", "instance");
    match &site.address {
        Address::Public(address) => public(&mut resource, site, address),
        Address::Withheld { town } => {
            let mut address = Element::default();
            address.text("text", Some(&site.address_line()));
            address.text("city", town.as_deref());
            resource.put("address", address.finish());
        }
    }
    resource.put("managingOrganization", Kind::Organization.reference(service.organisation.id, &service.organisation.name));
    let hours = Hours::of(service.hours_at(Some(site)), today);
    resource.list("hoursOfOperation", hours.weekly.iter().map(open).collect());
    resource.text("availabilityExceptions", Some(&hours.words.join("\n")));
    Some(resource.finish())
}

/// What is known of a record itself: when it last changed here, and that it is made up.
pub(super) fn meta(service: &Service, modified: &str) -> Value {
    let mut meta = Element::default();
    meta.text("lastUpdated", Some(modified));
    meta.list("tag", service.fictional.then(made_up).into_iter().collect());
    meta.finish()
}

/// The sites of a service with their ids.
pub(super) fn sites(service: &Service) -> impl Iterator<Item = (Uuid, &Site)> {
    v3::site_ids(service).zip(&service.sites)
}

/// The name of a site as a reader is shown it.
pub(super) fn display(site: &Site) -> String {
    match (&site.name, &site.address) {
        (Some(name), Address::Public(_)) => name.clone(),
        _ => site.address_line(),
    }
}

/// What may only be said of a place whose address may be said.
fn public(resource: &mut Element, site: &Site, address: &PublicAddress) {
    resource.list("identifier", vec![json!({ "system": "urn:ietf:rfc:3986", "value": format!("urn:uuid:{}", site.id) })]);
    resource.text("name", Some(&display(site)));
    let about: Vec<&str> = site.accessibility.iter().chain(&site.travel).map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
    resource.text("description", Some(&about.join("\n")));
    let mut written = Element::default();
    written.text("text", Some(&address.line()));
    written.list("line", texts(address.lines.iter().map(String::as_str)));
    written.text("city", address.town.as_deref());
    written.text("district", address.county.as_deref());
    written.text("postalCode", address.postcode.as_deref());
    let written = written.finish();
    if written.as_object().is_some_and(|object| !object.is_empty()) {
        resource.put("address", written);
    }
    // The middle of a postcode sector would be taken for the door.
    if let Some(point) = address.point.filter(|_| !address.approximate) {
        resource.put("position", json!({ "longitude": point.lon, "latitude": point.lat }));
    }
}

fn open(weekly: &Weekly) -> Value {
    match &weekly.times {
        None => json!({ "daysOfWeek": weekly.days, "allDay": true }),
        Some((opens, closes)) => json!({ "daysOfWeek": weekly.days, "openingTime": opens, "closingTime": closes }),
    }
}
