//! HSDS-UK 3.0 with the HSDS 3.0 fields the UK profile lost and our `fingerpost` extensions (`docs/EXTENSIONS.md`).
//!
//! [`write`] gives the public document: what the API serves and what the store keeps. [`read`] takes anything a feed sends
//! and never fails on a field: what cannot be used is reported and left unknown. `read(write(service))` is the same service.

use crate::model::{
    private::Private,
    service::{Record, Service},
};
use serde_json::Value;

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
pub fn write(_service: &Service) -> Value {
    Value::Null
}

/// Reads a fully nested service document.
pub fn read(_document: &Value, _origin: Origin<'_>) -> Reading {
    Reading::default()
}

/// The private document: kept in its own column by the store, served to nobody.
pub fn write_private(_private: &Private) -> Value {
    Value::Null
}

/// Reads a private document back.
pub fn read_private(_document: &Value) -> Private {
    Private::default()
}
