//! Confidential places: their address is parted from the public record, and its traces are taken out of every public text.

use super::node::{Log, Node};
use crate::model::{
    id::{self, LocationId},
    location::{Address, PublicAddress},
    service::Record,
};
use serde_json::{Map, Value};
use std::borrow::Cow;

/// Stands in a public document where the standard requires a street.
pub(super) const LINE: &str = "Address withheld for safety";
/// Stands in a public text where a confidential address stood.
pub(super) const MARK: &str = "[address withheld]";

/// Phrases by which a publisher says in words that an address is confidential.
const PHRASES: [&str; 7] = [
    "confidential address",
    "confidential location",
    "address is confidential",
    "location is confidential",
    "address withheld",
    "undisclosed address",
    "undisclosed location",
];

/// A piece of an address that is shorter may stand for anything.
const SHORTEST: usize = 5;

/// Properties that hold names. A line without a house number (`The Willow Rooms`) is left in them.
const NAMES: [&str; 2] = ["name", "alternate_name"];

/// Parts a location's address into what may be said and what must be hidden.
pub(super) fn part(location: &Node<'_>, mut address: PublicAddress) -> (Address, Option<PublicAddress>) {
    if !is_confidential(location.log.ours, |key| location.value(key)) {
        return (Address::Public(address), None);
    }
    address.lines.retain(|line| line != LINE);
    let town = address.town.clone();
    let says_more = !address.lines.is_empty() || address.postcode.is_some() || address.point.is_some();
    (Address::Withheld { town }, says_more.then_some(address))
}

/// Our own documents say so by the flag alone; what publishers say is taken at its word, however it is said.
fn is_confidential<'a>(ours: bool, get: impl Fn(&str) -> Option<&'a Value>) -> bool {
    let flagged = |value: Option<&Value>| match value {
        Some(Value::Bool(flag)) => *flag,
        Some(Value::String(text)) => matches!(text.trim().to_ascii_lowercase().as_str(), "true" | "t" | "yes" | "1"),
        Some(Value::Number(number)) => number.as_f64() == Some(1.0),
        _ => false,
    };
    let says_so = |value: &Value| {
        let text = value.as_str().unwrap_or_default().to_lowercase();
        PHRASES.iter().any(|phrase| text.contains(phrase))
    };
    let first_line = || get("addresses").and_then(|list| list.get(0)?.get("address_1"));
    let flag = flagged(get("fingerpost").and_then(|ours| ours.get("confidential")));
    flag || !ours && flagged(get("mask_exact_address"))
        || !ours && [get("description"), get("name"), first_line()].into_iter().flatten().any(says_so)
}

/// The document without traces of its confidential addresses in any other text.
pub(super) fn scrub<'a>(document: &'a Map<String, Value>, log: &Log) -> Cow<'a, Map<String, Value>> {
    let traces = if log.ours { Vec::new() } else { traces(document) };
    if traces.is_empty() {
        return Cow::Borrowed(document);
    }
    let mut cleaned = document.clone();
    let mut found = false;
    for (key, value) in &mut cleaned {
        scrub_value(key, value, &traces, &mut found);
    }
    if found {
        log.note(String::new(), "a confidential address stood in the text and was taken out");
    }
    Cow::Owned(cleaned)
}

/// A piece of a confidential address; one that `names_too` is taken out of names as well.
#[derive(Debug)]
struct Trace {
    text: String,
    names_too: bool,
}

/// The record with all its places kept back: their addresses in its private part, no trace of them in any public text, and their ids no
/// longer those by which another service may tell where they are. `None` when our own document cannot be read back, which is never.
pub(super) fn withhold(record: &Record) -> Option<Record> {
    let mut document = super::write(&record.service);
    let document = document.as_object_mut()?;
    for at in document.get_mut("service_at_locations").and_then(Value::as_array_mut).into_iter().flatten() {
        if let Some(location) = at.get_mut("location").and_then(Value::as_object_mut) {
            let ours = location.entry("fingerpost").or_insert_with(|| Value::Object(Map::new()));
            ours.as_object_mut()?.insert("confidential".to_owned(), Value::Bool(true));
        }
    }
    let mut traces = traces(document);
    let names = record.service.sites.iter().filter_map(|site| site.name.as_deref());
    let telling = names.filter(|name| name.len() >= SHORTEST && *name != record.service.name && *name != record.service.organisation.name);
    traces.extend(telling.map(|name| Trace { text: name.to_owned(), names_too: false }));
    traces.retain(is_no_mark);
    for (key, value) in document.iter_mut() {
        scrub_value(key, value, &traces, &mut false);
    }
    let mut safe = super::read(&Value::Object(document.clone()), super::Origin::default()).record?;
    let another = |id: LocationId| LocationId(id::derive(&record.service.id.to_string(), "withheld", &id.0.to_string()));
    safe.service.sites.iter_mut().for_each(|site| site.id = another(site.id));
    safe.private.hidden.iter_mut().for_each(|hidden| hidden.location = another(hidden.location));
    safe.private.hidden.extend(record.private.hidden.iter().cloned());
    safe.private.professional.clone_from(&record.private.professional);
    Some(safe)
}

fn traces(document: &Map<String, Value>) -> Vec<Trace> {
    let at = document.get("service_at_locations").and_then(Value::as_array).into_iter().flatten();
    let locations = at.filter_map(|at| at.get("location")?.as_object());
    let confidential = locations.filter(|location| is_confidential(false, |key| location.get(key)));
    let addresses = confidential.flat_map(|location| location.get("addresses").and_then(Value::as_array).into_iter().flatten());
    let mut traces: Vec<Trace> = addresses.filter_map(Value::as_object).flat_map(address_traces).collect();
    traces.retain(is_no_mark);
    traces.sort_by_key(|trace| std::cmp::Reverse(trace.text.len()));
    traces
}

/// Not a piece of what is put in its stead, which would be taken out for ever.
fn is_no_mark(trace: &Trace) -> bool {
    !MARK.contains(&trace.text.to_ascii_lowercase())
}

fn address_traces(address: &Map<String, Value>) -> Vec<Trace> {
    let text = |key: &str| address.get(key).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty());
    let known: Vec<&str> = ["city", "state_province", "region"].iter().filter_map(|key| text(key)).collect();
    let mut traces = Vec::new();
    for line in ["address_1", "address_2"].iter().filter_map(|key| text(key)).flat_map(|line| line.split(',')).map(str::trim) {
        let told = line.len() < SHORTEST || line == LINE || known.iter().any(|known| known.eq_ignore_ascii_case(line));
        let street = line.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '/'));
        if !told {
            traces.push(Trace { text: line.to_owned(), names_too: line.len() != street.len() });
        }
        if !told && street.len() != line.len() && street.len() >= SHORTEST {
            traces.push(Trace { text: street.to_owned(), names_too: true });
        }
    }
    let squeezed = text("postal_code").map(|postcode| postcode.replace(' ', "")).filter(|postcode| postcode.len() > 4);
    if let Some(squeezed) = squeezed {
        let spaced = squeezed.split_at_checked(squeezed.len() - 3);
        traces.extend(spaced.map(|(outward, inward)| Trace { text: format!("{outward} {inward}"), names_too: true }));
        traces.push(Trace { text: squeezed, names_too: true });
    }
    traces
}

/// Walks every text but the addresses themselves, which [`part`] deals with.
fn scrub_value(key: &str, value: &mut Value, traces: &[Trace], found: &mut bool) {
    match value {
        Value::String(text) => {
            for trace in traces.iter().filter(|trace| trace.names_too || !NAMES.contains(&key)) {
                while let Some(at) = text.to_ascii_lowercase().find(&trace.text.to_ascii_lowercase()) {
                    text.replace_range(at..at + trace.text.len(), MARK);
                    *found = true;
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| scrub_value(key, item, traces, found)),
        Value::Object(object) => {
            object.iter_mut().filter(|(key, _)| *key != "addresses").for_each(|(key, value)| scrub_value(key, value, traces, found));
        }
        _ => {}
    }
}
