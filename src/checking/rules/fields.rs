//! Every answer against the shapes of the standard.

use super::{Rule, Seen};
use crate::checking::{
    conform::{self, Fault, Problem},
    evidence::{Answer, Evidence},
    shapes::{self, Shape},
    texts,
};
use serde_json::Value;

pub(super) static RULES: [Rule; 10] = [
    Rule::error(
        "FIELD_MISSING",
        |evidence, seen| required(evidence, Fault::Missing, seen),
        "Send the property, with its value, every time. state_province may hold the county, else the town or the nation again.",
    )
    .validator_fails(),
    Rule::error(
        "FIELD_NULL",
        |evidence, seen| required(evidence, Fault::Null, seen),
        "Leave the property out where it has no value: the standard's schemas allow null nowhere.",
    )
    .validator_fails(),
    Rule::error("FIELD_TYPE", |evidence, seen| required(evidence, Fault::Type, seen), "Send it as the standard types it.")
        .validator_fails(),
    Rule::error("FIELD_FORMAT", |evidence, seen| required(evidence, Fault::Format, seen), "Send it in the format the standard names.")
        .validator_fails(),
    Rule::error("FIELD_WORD", |evidence, seen| required(evidence, Fault::Word, seen), "Use one of the standard's own words.")
        .validator_fails(),
    Rule::warning(
        "OPTIONAL_ENDPOINT_SHAPE",
        optional,
        "The endpoint may be left out, but where it answers it should keep to the standard.",
    )
    .validator_warns(),
    Rule::warning(
        "DATE_OR_TIME_UNCLEAR",
        |evidence, seen| required(evidence, Fault::Loose, seen),
        "Write dates as 2026-11-02 and times as 09:30. The schemas let anything pass, but no program knows what it means.",
    ),
    Rule::warning(
        "ORGANIZATION_NOT_STATED",
        organization,
        "Send organization_id: the standard's text asks for it, though its schemas do not.",
    ),
    Rule::advice("EMPTY_TEXT", empty, "Leave out what has no value, rather than sending empty text.").any_version(),
    Rule::advice("FIELD_MISSPELT", misspelt, "Use the standard's own spelling: readers will not find it under another."),
];

/// The answers a feed must give, each with its shape.
fn required_answers(evidence: &Evidence) -> impl Iterator<Item = (&'static str, &'static Shape, &Answer)> {
    let pages = evidence.pages.iter().map(|page| ("GET /services", &shapes::SERVICE_LIST, &page.answer));
    let details = evidence.details.iter().map(|detail| ("GET /services/{id}", &shapes::SERVICE, &detail.answer));
    std::iter::once(("GET /", &shapes::ROOT, &evidence.root)).chain(pages).chain(details)
}

fn required(evidence: &Evidence, fault: Fault, seen: &mut Seen) {
    let detailed = evidence.details.iter().filter(|detail| detail.answer.json().is_some()).count();
    for (endpoint, shape, answer) in required_answers(evidence) {
        let Some(document) = answer.json() else { continue };
        // A list that is no page is told of once, and plainly, by another rule.
        if std::ptr::eq(shape, &raw const shapes::SERVICE_LIST) && !document.is_object() {
            continue;
        }
        let of = (endpoint == "GET /services/{id}").then_some(detailed);
        for problem in conform::problems(shape, document).into_iter().filter(|problem| problem.fault == fault) {
            put(endpoint, of, answer, problem, seen);
        }
    }
}

fn put(endpoint: &str, of: Option<usize>, answer: &Answer, problem: Problem, seen: &mut Seen) {
    let place = problem.place();
    let what = if place.is_empty() { format!("{endpoint}: {}", problem.reason) } else { format!("{endpoint}: {place} {}", problem.reason) };
    let at = format!("{} {}", answer.at, problem.path);
    // Within a list there may be several to a record: "of" would mislead.
    match of.filter(|_| !place.contains('[')) {
        Some(of) => seen.among(what, of, at, problem.value),
        None => match problem.value {
            Some(value) => seen.with(what, at, value),
            None => seen.at(what, at),
        },
    }
}

fn optional(evidence: &Evidence, seen: &mut Seen) {
    for other in &evidence.others {
        let (list, one) = (format!("GET {}", other.endpoint.path), format!("GET {}/{{id}}", other.endpoint.path));
        let details = other.details.iter().map(|detail| (one.as_str(), other.endpoint.one, &detail.answer));
        for (endpoint, shape, answer) in std::iter::once((list.as_str(), other.endpoint.list, &other.list)).chain(details) {
            let problems = answer.json().map(|document| conform::problems(shape, document)).unwrap_or_default();
            for mut problem in problems.into_iter().filter(Problem::is_invalid) {
                // Whose place it is does not always stand beside it: nothing of an address is repeated.
                if problem.path.contains("location.") {
                    problem.value = None;
                }
                put(endpoint, None, answer, problem, seen);
            }
        }
    }
}

fn organization(evidence: &Evidence, seen: &mut Seen) {
    let records = evidence.fullest();
    for record in &records {
        let named = |value: &Value, key: &str| texts::of(value, key).is_some();
        let nested = record.value.get("organization").is_some_and(|organization| named(organization, "id"));
        if !named(&record.value, "organization_id") && !nested {
            seen.among("services do not say which organisation they belong to", records.len(), &record.at, None);
        }
    }
}

fn empty(evidence: &Evidence, seen: &mut Seen) {
    for record in &evidence.records {
        for text in texts::all(&record.value).into_iter().filter(|text| text.said.trim().is_empty()) {
            seen.at(format!("{} is empty text", conform::without_numbers(&text.path)), super::place(record, &text.path));
        }
    }
}

/// Properties of a service or its parts, without case and underscores, that are the standard's but spelt otherwise.
fn misspelt(evidence: &Evidence, seen: &mut Seen) {
    for record in &evidence.records {
        misspelt_in(&shapes::SERVICE, &record.value, "", &mut |path, name| {
            let what = format!("{} should be spelt {name}", conform::without_numbers(path));
            seen.at(what, super::place(record, path));
        });
    }
}

fn misspelt_in(shape: &Shape, value: &Value, path: &str, tell: &mut dyn FnMut(&str, &str)) {
    let Some(properties) = value.as_object() else { return };
    for (key, value) in properties {
        let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        let Some(field) = shape.all().find(|field| field.name == key) else {
            if let Some(meant) = shape.all().find(|field| squeezed(field.name) == squeezed(key)) {
                tell(&path, meant.name);
            }
            continue;
        };
        match field.holds {
            shapes::Holds::One(inner) => misspelt_in(inner, value, &path, tell),
            shapes::Holds::Many(inner) => {
                let items = value.as_array().into_iter().flatten().enumerate();
                items.for_each(|(at, item)| misspelt_in(inner, item, &format!("{path}[{at}]"), tell));
            }
            _ => {}
        }
    }
}

/// A name without case and joints, and with one spelling of "organisation".
fn squeezed(name: &str) -> String {
    name.replace(['_', '-', ' '], "").to_ascii_lowercase().replace('s', "z")
}
