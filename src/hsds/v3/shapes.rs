//! The shapes in which a kept document is served: whole, as an item of a list, by one of its sites, by its organisation.
//!
//! A document comes in as [`write()`](super::write) made it. Which fields an item of a list has follows the lists of HSDS-UK 3.0.

use crate::hsds::v3;
use serde_json::{Map, Value, json};
use uuid::Uuid;

/// Scalar fields a service has in lists, in the standard's order, and those of ours that let a reader choose.
pub const SERVICE: [&str; 18] = [
    "id",
    "organization_id",
    "name",
    "alternate_name",
    "description",
    "url",
    "email",
    "status",
    "interpretation_services",
    "application_process",
    "accreditations",
    "eligibility_description",
    "minimum_age",
    "maximum_age",
    "assured_date",
    "alert",
    "last_modified",
    "fingerpost",
];

/// Scalar fields an organisation has inside an item of a list.
const ORGANISATION: [&str; 6] = ["id", "name", "alternate_name", "description", "email", "website"];

/// Scalar fields a location has inside an item of a list.
const LOCATION: [&str; 8] =
    ["id", "location_type", "name", "latitude", "longitude", "external_identifier", "external_identifier_type", "fingerpost"];

/// The document with what is known outside it: the moment it last changed here, in milliseconds as the standard asks. When its
/// publisher last changed it, if it says so, moves to `fingerpost.provenance.modified`.
pub fn dated(mut document: Value, modified: &str) -> Value {
    let Some(object) = document.as_object_mut() else { return document };
    if let Some(publishers) = object.insert("last_modified".to_owned(), modified.into())
        && let Some(provenance) = object.get_mut("fingerpost").and_then(|ours| ours.get_mut("provenance")).and_then(Value::as_object_mut)
    {
        provenance.insert("modified".to_owned(), publishers);
    }
    document
}

/// A service as an item of a list: scalars, and its organisation's.
pub fn brief(document: &Value) -> Value {
    let mut item = picked(document, &SERVICE);
    if let Some(organisation) = document.get("organization") {
        item.insert("organization".to_owned(), Value::Object(picked(organisation, &ORGANISATION)));
    }
    Value::Object(item)
}

/// A service that is no longer published: enough to take it out of a copy.
pub fn tombstone(document: &Value, modified: &str) -> Value {
    let mut item = picked(document, &["id", "organization_id", "name"]);
    let status = document.get("status").and_then(Value::as_str).filter(|status| *status != "active" && *status != "temporarily closed");
    item.insert("status".to_owned(), status.unwrap_or("inactive").into());
    item.insert("last_modified".to_owned(), modified.into());
    item.insert("fingerpost".to_owned(), json!({ "withdrawn": true }));
    Value::Object(item)
}

/// A service at one of its sites, whole: its own fields, the location, and the service without its sites. `None` where the document has
/// no such site.
pub fn at_site(document: &Value, site: Uuid) -> Option<Value> {
    let mut item = site_of(document, site)?.clone();
    let mut service = document.as_object()?.clone();
    service.remove("service_at_locations");
    item.as_object_mut()?.insert("service".to_owned(), Value::Object(service));
    Some(item)
}

/// A service at one of its sites as an item of a list: ids, and the scalars of both.
pub fn at_site_brief(document: &Value, site: Uuid) -> Option<Value> {
    let whole = site_of(document, site)?;
    let mut item = picked(whole, &["id", "service_id", "location_id"]);
    if let Some(location) = whole.get("location") {
        item.insert("location".to_owned(), Value::Object(picked(location, &LOCATION)));
    }
    item.insert("service".to_owned(), brief(document));
    Some(Value::Object(item))
}

fn site_of(document: &Value, site: Uuid) -> Option<&Value> {
    let id = site.to_string();
    document.get("service_at_locations")?.as_array()?.iter().find(|at| at.get("id").and_then(Value::as_str) == Some(id.as_str()))
}

/// The organisation of a service, whole.
pub fn organisation(document: &Value) -> Option<Value> {
    document.get("organization").cloned()
}

/// An organisation as an item of a list.
pub fn organisation_brief(document: &Value) -> Option<Value> {
    Some(Value::Object(picked(document.get("organization")?, &ORGANISATION)))
}

/// A document in which our own needs go by the labels of the vocabulary, which stewards change.
pub fn labelled(mut document: Value, label: impl Fn(&str) -> Option<String>) -> Value {
    let attributes = document.get_mut("attributes").and_then(Value::as_array_mut);
    for term in attributes.into_iter().flatten().filter_map(|attribute| attribute.get_mut("taxonomy_term")) {
        let is_need = term.get("taxonomy").and_then(Value::as_str) == Some(v3::NEEDS);
        let label = term.get("code").and_then(Value::as_str).filter(|_| is_need).and_then(&label);
        if let (Some(label), Some(term)) = (label, term.as_object_mut()) {
            term.insert("name".to_owned(), label.clone().into());
            term.insert("description".to_owned(), label.into());
        }
    }
    document
}

fn picked(value: &Value, fields: &[&str]) -> Map<String, Value> {
    let object = value.as_object();
    fields.iter().filter_map(|field| Some(((*field).to_owned(), object?.get(*field)?.clone()))).collect()
}

#[cfg(test)]
mod tests;
