//! Whether the feed answers where it should, and so that everybody can read it.

use super::{Rule, Seen};
use crate::checking::evidence::{Answer, Body, Evidence, OPTIONAL};

pub(super) static RULES: [Rule; 11] = [
    Rule::error(
        "VERSION_1",
        version_1,
        "Publish version 3: the endpoints / and /services/{id}, pages called contents and total_items, UUIDs as ids. Programs that read \
         version 1 keep working if the old address stays. Only the data was checked further, not the shape.",
    )
    .any_version(),
    Rule::error("ROOT_UNAVAILABLE", root, "Answer GET / of the base address with version, profile and openapi_url as JSON.").validator_fails(),
    Rule::error("SERVICES_UNAVAILABLE", services, "Answer GET /services with a page of services as JSON, to everyone, without a key.")
        .validator_fails()
        .any_version(),
    Rule::error("PAGE_UNAVAILABLE", pages, "Every page up to total_pages must answer.").validator_fails(),
    Rule::error("DETAIL_UNAVAILABLE", details, "GET /services/{id} must answer for every id in the list.")
        .validator_fails()
        .any_version(),
    Rule::warning(
        "ENDPOINT_NOT_IMPLEMENTED",
        not_implemented,
        "The standard lets a feed leave this out. Offering it makes the feed more useful: /service_at_locations for searches near a postcode, \
         the taxonomies for what the categories mean.",
    )
    .validator_warns(),
    Rule::warning("ENDPOINT_FAILED", failed, "Mend the endpoint, or answer 404 where it is not offered.").validator_warns(),
    Rule::warning(
        "CORS_MISSING",
        cors,
        "Send the header Access-Control-Allow-Origin: * with every answer, so that pages of other sites can read the feed.",
    )
    .any_version(),
    Rule::warning("NOT_HTTPS", https, "Serve the feed over https.").any_version(),
    Rule::advice("NOT_SAID_TO_BE_JSON", content_type, "Send the header Content-Type: application/json.").any_version(),
    Rule::advice("UNKNOWN_ID_ANSWERED", unknown_id, "Answer 404 for an id that is not there, so that readers notice what has gone."),
];

fn version_1(evidence: &Evidence, seen: &mut Seen) {
    if let Some(dialect) = evidence.dialect.told() {
        seen.once(format!("the feed speaks {dialect}; this check is for version 3"));
    }
}

fn trouble(answer: &Answer, what: &str, seen: &mut Seen) {
    if let Some(trouble) = answer.trouble() {
        let beginning = match &answer.body {
            Body::Text(_, text) if !text.trim().is_empty() => Some(super::cut(text)),
            _ => None,
        };
        match beginning {
            Some(beginning) => seen.with(format!("{what}: {trouble}"), &answer.at, beginning),
            None => seen.at(format!("{what}: {trouble}"), &answer.at),
        }
    }
}

fn root(evidence: &Evidence, seen: &mut Seen) {
    trouble(&evidence.root, "GET / gives nothing to read", seen);
}

fn services(evidence: &Evidence, seen: &mut Seen) {
    let Some(first) = evidence.pages.first() else { return };
    trouble(&first.answer, "GET /services gives nothing to read", seen);
    let is_page = first.answer.json().is_none_or(|page| page.get("contents").is_some_and(serde_json::Value::is_array));
    if !is_page && evidence.dialect.told().is_none() {
        seen.at("GET /services gives JSON, but no page: there is no list called contents", &first.answer.at);
    }
}

fn pages(evidence: &Evidence, seen: &mut Seen) {
    evidence.pages.iter().skip(1).for_each(|page| trouble(&page.answer, "a page of GET /services gives nothing to read", seen));
}

fn details(evidence: &Evidence, seen: &mut Seen) {
    evidence.details.iter().for_each(|detail| trouble(&detail.answer, "a service in the list cannot be read by its id", seen));
}

/// What the standard's validator takes for "not implemented".
fn is_absent(answer: &Answer) -> bool {
    matches!(answer.status(), Some(404 | 501 | 503))
}

fn not_implemented(evidence: &Evidence, seen: &mut Seen) {
    for other in evidence.others.iter().filter(|other| is_absent(&other.list)) {
        seen.among("optional endpoints are not implemented", OPTIONAL.len(), other.endpoint.path, None);
    }
}

fn failed(evidence: &Evidence, seen: &mut Seen) {
    for other in evidence.others.iter().filter(|other| !is_absent(&other.list)) {
        trouble(&other.list, "an optional endpoint gives nothing to read", seen);
        other.details.iter().for_each(|one| trouble(&one.answer, "a record of an optional endpoint cannot be read by its id", seen));
    }
}

fn cors(evidence: &Evidence, seen: &mut Seen) {
    let answered: Vec<&Answer> = evidence.answers().filter(|answer| answer.json().is_some()).collect();
    for answer in &answered {
        match answer.allow_origin.as_deref() {
            Some("*") => {}
            Some(other) => seen.among(
                format!("the header Access-Control-Allow-Origin is {}, not *", super::cut(other)),
                answered.len(),
                &answer.at,
                None,
            ),
            None => seen.among("the header Access-Control-Allow-Origin: * is missing", answered.len(), &answer.at, None),
        }
    }
}

fn https(evidence: &Evidence, seen: &mut Seen) {
    let Ok(base) = url::Url::parse(&evidence.base) else { return };
    let is_named = base.domain().is_some_and(|name| name != "localhost");
    if base.scheme() == "http" && is_named {
        seen.once("the feed is served without encryption");
    }
}

fn content_type(evidence: &Evidence, seen: &mut Seen) {
    for answer in evidence.answers().filter(|answer| answer.json().is_some()) {
        let said = answer.content_type.as_deref().unwrap_or("nothing");
        if !said.to_ascii_lowercase().contains("json") {
            seen.with("JSON is not said to be JSON", &answer.at, format!("Content-Type: {}", super::cut(said)));
        }
    }
}

fn unknown_id(evidence: &Evidence, seen: &mut Seen) {
    if evidence.abilities.unknown_id == Some(false) {
        seen.once("an id that is nowhere in the feed is answered as if it were there");
    }
}
