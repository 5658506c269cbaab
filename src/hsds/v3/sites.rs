//! Sites: a service at its locations. A confidential address never enters the public document.

use super::{
    address,
    node::Node,
    object::{Object, nested_id},
    withheld, {contacts, hours},
};
use crate::model::{
    contact::Phone,
    id::{self, LocationId},
    location::{Address, PublicAddress, Site},
    private::HiddenAddress,
    schedule::Schedule,
};
use serde_json::Value;
use uuid::Uuid;

/// Writes the sites of a service.
pub(super) fn write(sites: &[Site], service: Uuid) -> Vec<Value> {
    let write = |(index, site): (usize, &Site)| {
        let id = id(service, index);
        let mut object = Object::with_id(id);
        object.put("service_id", service.to_string());
        object.put("location_id", site.id.to_string());
        object.put("location", write_location(site));
        object.list("schedules", hours::write(&site.schedules, id, "service_at_location_id"));
        object.finish()
    };
    sites.iter().enumerate().map(write).collect()
}

/// The id of a service at one of its sites.
pub(super) fn id(service: Uuid, index: usize) -> Uuid {
    nested_id(service, "service_at_location", index)
}

fn write_location(site: &Site) -> Value {
    let id = site.id.0;
    let mut object = Object::with_id(id);
    object.put("location_type", "physical");
    let mut ours = Object::default();
    match &site.address {
        Address::Public(public) => write_public(site, public, &mut object, &mut ours),
        Address::Withheld { town } => {
            object.list("addresses", address::write_withheld(town.as_deref(), id));
            ours.flag("confidential", true);
        }
    }
    object.list("accessibility", site.accessibility.iter().enumerate().map(|(index, feature)| write_feature(feature, id, index)));
    object.child("fingerpost", ours);
    object.finish()
}

/// What may only be said of a place whose address may be said: its name, its property number and the way there give it away.
fn write_public(site: &Site, public: &PublicAddress, object: &mut Object, ours: &mut Object) {
    object.text("name", site.name.as_deref());
    object.number("latitude", public.point.map(|point| point.lat));
    object.number("longitude", public.point.map(|point| point.lon));
    if let Some(uprn) = &site.uprn {
        object.put("external_identifier", uprn.as_str());
        object.put("external_identifier_type", "UPRN");
    }
    object.list("addresses", address::write(public, site.id.0));
    ours.text("travel", site.travel.as_deref());
    ours.flag("approximate", public.approximate);
}

fn write_feature(feature: &str, location: Uuid, index: usize) -> Value {
    let mut object = Object::with_id(nested_id(location, "accessibility", index));
    object.put("location_id", location.to_string());
    object.put("description", feature);
    object.finish()
}

/// What the sites of a document amount to.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The sites.
    pub(super) sites: Vec<Site>,
    /// The true addresses of the confidential ones.
    pub(super) hidden: Vec<HiddenAddress>,
    /// Phones given for a site: people ring them for the service.
    pub(super) phones: Vec<Phone>,
    /// Some "location" is virtual: the service can be had online.
    pub(super) online: bool,
}

/// Reads the sites; `apart` are schedules the document lists on the service but that point to one of its sites.
pub(super) fn read(service: &Node<'_>, apart: &[(String, Node<'_>)], service_id: Uuid) -> Found {
    let mut found = Found::default();
    for (index, at) in service.list("service_at_locations").iter().enumerate() {
        let Some(location) = at.object("location") else {
            at.problem("location", "the location is not described, so this site is left out");
            continue;
        };
        match location.text("location_type").as_deref() {
            Some("virtual") => found.online = true,
            _ => read_site(at, &location, apart, &mut found, nested_id(service_id, "location", index)),
        }
    }
    found
}

fn read_site(at: &Node<'_>, location: &Node<'_>, apart: &[(String, Node<'_>)], found: &mut Found, fallback: Uuid) {
    let native = location.text("id").or_else(|| at.text("location_id"));
    let id = LocationId(native.map_or(fallback, |native| id::keep_or_derive(&location.log.source, "location", &native)));
    let schedules = read_schedules(at, location, apart);
    if let Some(known) = found.sites.iter_mut().find(|site| site.id == id && !at.log.ours) {
        known.schedules.extend(schedules.into_iter().filter(|schedule| !known.schedules.contains(schedule)).collect::<Vec<_>>());
        return;
    }
    found.phones.extend(contacts::read_phones(at, "phones").into_iter().chain(contacts::read_phones(location, "phones")));
    let public = address::read(location);
    let (address, hidden) = withheld::part(location, public);
    let name = location.name("name").filter(|name| *name != withheld::MARK);
    let (name, hidden_name) = if matches!(address, Address::Public(_)) { (name, None) } else { (None, name) };
    if hidden.is_some() || hidden_name.is_some() {
        found.hidden.push(HiddenAddress { location: id, name: hidden_name, address: hidden.unwrap_or_default() });
    }
    found.sites.push(describe(location, id, name, address, schedules));
}

fn describe(location: &Node<'_>, id: LocationId, name: Option<String>, address: Address, schedules: Vec<Schedule>) -> Site {
    let may_be_told = matches!(address, Address::Public(_));
    Site {
        id,
        name,
        address,
        uprn: read_uprn(location).filter(|_| may_be_told),
        accessibility: location.list("accessibility").iter().filter_map(read_feature).collect(),
        travel: read_travel(location).filter(|_| may_be_told),
        schedules,
    }
}

/// The most specific hours win: those of the service at this location, else the location's own.
fn read_schedules(at: &Node<'_>, location: &Node<'_>, apart: &[(String, Node<'_>)]) -> Vec<Schedule> {
    let mut nodes = at.list("schedules");
    let id = at.text("id");
    nodes.extend(apart.iter().filter(|(owner, _)| Some(owner) == id.as_ref()).map(|(_, node)| node.clone()));
    let own = hours::read_nodes(&nodes);
    if own.is_empty() { hours::read(location, "schedules") } else { own }
}

fn read_uprn(location: &Node<'_>) -> Option<String> {
    let kind = location.text("external_identifier_type")?;
    location.text("external_identifier").filter(|_| kind.eq_ignore_ascii_case("UPRN"))
}

fn read_travel(location: &Node<'_>) -> Option<String> {
    location.object("fingerpost").and_then(|ours| ours.text("travel")).or_else(|| location.text("transportation"))
}

fn read_feature(node: &Node<'_>) -> Option<String> {
    let feature = node.text("description").or_else(|| node.text("accessibility"));
    match (feature, node.text("details")) {
        (Some(feature), Some(details)) if feature != details => Some(format!("{feature}: {details}")),
        (feature, details) => feature.or(details),
    }
}
