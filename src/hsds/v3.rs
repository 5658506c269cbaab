//! HSDS-UK 3.0 with the HSDS 3.0 fields the UK profile lost and our `fingerpost` extensions (`docs/EXTENSIONS.md`).
//!
//! [`write()`] gives the public document: what the API serves and what the store keeps. [`read`] takes anything a feed sends
//! and never fails on a field: what cannot be used is reported and left unknown. `read(write(service))` is the same service.

mod address;
mod areas;
mod capacity;
mod clock_text;
mod contacts;
mod costs;
mod extension;
mod hours;
mod node;
mod object;
mod organisation;
mod other_names;
mod private;
mod service;
pub mod shapes;
mod sites;
mod terms;
mod timestamp;
mod uri;
mod withheld;

#[cfg(test)]
pub(crate) mod generated;
#[cfg(test)]
pub(crate) mod tests;

use crate::model::{
    id,
    need::Term,
    private::Private,
    service::{Record, Service},
};
use serde_json::Value;
use uuid::Uuid;

pub use terms::{AUDIENCES, NEEDS};

/// The name shown where a document does not say who runs a service.
pub const UNSTATED_ORGANISATION: &str = "Organisation not stated";

/// What is known of a record's origin outside the document itself.
#[derive(Debug, Clone, Copy, Default)]
pub struct Origin<'a> {
    /// The source's key.
    pub source: &'a str,
    /// The publisher's name.
    pub publisher: Option<&'a str>,
    /// The licence.
    pub licence: Option<&'a str>,
}

/// A document read: the record if there is one, and what could not be used.
#[derive(Debug, Default)]
pub struct Reading {
    /// The record. `None` when something indispensable is missing: the last problem says what.
    pub record: Option<Record>,
    /// Fields that could not be used, each with a reason in plain words.
    pub problems: Vec<Problem>,
}

/// A field that could not be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The field's path: `cost_options[0].amount`.
    pub field: String,
    /// The reason, in plain words.
    pub reason: String,
}

/// The public document of a service, fully nested.
pub fn write(service: &Service) -> Value {
    service::write(service)
}

/// Reads a fully nested service document.
///
/// A document that [`write()`] made is read exactly when `origin` names the same source or none at all: its own provenance
/// then holds. Any other document belongs to `origin.source`.
pub fn read(document: &Value, origin: Origin<'_>) -> Reading {
    match document.as_object() {
        Some(object) => service::read(object, origin),
        None => {
            Reading { record: None, problems: vec![Problem { field: String::new(), reason: "the record is not an object".to_owned() }] }
        }
    }
}

/// The record with all its places kept back: their addresses in its private part, no trace of them in any public text, and their ids no
/// longer those by which another service may tell where they are. `None` when our own document cannot be read back, which is never.
pub fn withhold(record: &Record) -> Option<Record> {
    withheld::withhold(record)
}

/// The ids of a service's sites in its document, and so of its `service_at_locations`, in their order.
pub fn site_ids(service: &Service) -> impl Iterator<Item = Uuid> + '_ {
    (0..service.sites.len()).map(|index| sites::id(service.id.0, index))
}

/// The terms of a service's document, our own for needs and audiences among them, each with its id.
pub fn terms(service: &Service) -> impl Iterator<Item = (Uuid, Term)> + '_ {
    terms::all(service).map(|term| (terms::id(&term), term))
}

/// The term that stands for a need of our vocabulary.
pub fn need_term(code: &str, label: &str) -> (Uuid, Term) {
    let term = terms::need(code, label);
    (terms::id(&term), term)
}

/// The id of a taxonomy, which has none but its name.
pub fn taxonomy_id(name: &str) -> Uuid {
    id::derive(name, "taxonomy", "")
}

/// The private document: kept in its own column by the store, served to nobody.
pub fn write_private(private: &Private) -> Value {
    private::write(private)
}

/// Reads a private document back.
pub fn read_private(document: &Value) -> Private {
    private::read(document)
}
