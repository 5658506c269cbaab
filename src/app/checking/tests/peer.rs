//! A feed on this machine that does everything the standard asks, over any services.

use super::super::{Wanted, check};
use crate::{checking::report::Report, clock::Clock};
use axum::{
    Router,
    body::Body,
    http::{Response, Uri},
    routing::get,
};
use serde_json::{Value, json};
use std::{collections::HashMap, sync::Arc, time::Duration};
use url::Url;

/// The parameters of a question.
pub(super) type Query = HashMap<String, String>;

/// What a feed answers: path and query to status and body.
type Answers = dyn Fn(&str, &Query) -> (u16, String) + Send + Sync;

/// A feed that answers until the test ends.
pub(super) struct Peer {
    pub(super) base: Url,
}

impl Peer {
    pub(super) async fn start(answers: impl Fn(&str, &Query) -> (u16, String) + Send + Sync + 'static) -> Self {
        Self::with_header(true, answers).await
    }

    pub(super) async fn with_header(cors: bool, answers: impl Fn(&str, &Query) -> (u16, String) + Send + Sync + 'static) -> Self {
        let answers: Arc<Answers> = Arc::new(answers);
        let handler = get(move |uri: Uri| async move {
            let query = serde_urlencoded::from_str(uri.query().unwrap_or_default()).unwrap();
            let (status, body) = answers(uri.path().trim_start_matches("/api"), &query);
            let mut response = Response::builder().status(status);
            if cors {
                response = response.header("access-control-allow-origin", "*").header("content-type", "application/json");
            }
            response.body(Body::from(body)).unwrap()
        });
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = Url::parse(&format!("http://{}/api", listener.local_addr().unwrap())).unwrap();
        tokio::spawn(async move { axum::serve(listener, Router::new().fallback(handler)).await });
        Self { base }
    }

    pub(super) async fn check(&self, all: bool) -> Report {
        check(&self.base, &wanted(all, 7), &clock(), &mut |_| {}).await.unwrap()
    }
}

pub(super) fn wanted(all: bool, seed: u64) -> Wanted {
    Wanted { all, seed, allow_private: true, timeout: Duration::from_secs(20) }
}

pub(super) fn clock() -> Clock {
    Clock::fixed("2026-11-29T09:00:00Z".parse().unwrap())
}

pub(super) fn id(n: usize) -> String {
    format!("ac148810-d857-441c-9679-{n:012}")
}

/// A full service, good in every way.
pub(super) fn service(n: usize) -> Value {
    let term = json!({"id": id(9000 + n % 3), "name": "Carers", "description": "Support for carers"});
    json!({
        "id": id(n), "organization_id": id(5000), "name": format!("Carers drop-in {n}"), "description": "Tea, advice and a break.",
        "url": "https://carers.example/", "email": "hello@carers.example", "status": "active", "minimum_age": 18, "maximum_age": 99,
        "assured_date": "2026-11-01", "last_modified": "2026-11-01T09:30:00Z",
        "organization": {"id": id(5000), "name": "Carers", "description": "A charity.", "website": "https://carers.example/"},
        "phones": [{"id": id(6000 + n), "number": "01632 960123"}],
        "schedules": [{"id": id(7000 + n), "freq": "WEEKLY", "byday": "TU", "opens_at": "10:00", "closes_at": "12:00"}],
        "cost_options": [{"id": id(8000 + n), "option": "Everyone", "amount": 0}],
        "attributes": [{"id": id(10_000 + n), "taxonomy_term": term}],
        "service_at_locations": [{"id": id(11_000 + n), "location": {"id": id(12_000 + n), "location_type": "physical", "latitude": 53.8,
            "longitude": -1.55, "addresses": [{"id": id(13_000 + n), "address_1": "1 High Street", "city": "Leeds",
            "state_province": "West Yorkshire", "postal_code": "LS1 1AA", "country": "GB", "address_type": "physical"}]}}]
    })
}

/// An entry of the list: the service without its lists.
pub(super) fn entry(service: &Value) -> Value {
    let own = service.as_object().unwrap().iter().filter(|(_, value)| !value.is_array());
    Value::Object(own.map(|(key, value)| (key.clone(), value.clone())).collect())
}

pub(super) fn number(query: &Query, key: &str, otherwise: usize) -> usize {
    query.get(key).and_then(|value| value.parse().ok()).unwrap_or(otherwise)
}

pub(super) fn envelope(items: &[Value], query: &Query) -> Value {
    let (number, size) = (number(query, "page", 1), number(query, "per_page", 4));
    let contents: Vec<&Value> = items.iter().skip((number - 1) * size).take(size).collect();
    let pages = items.len().div_ceil(size).max(1);
    json!({"total_items": items.len(), "total_pages": pages, "page_number": number, "size": contents.len(), "first_page": number == 1,
        "last_page": number >= pages, "empty": contents.is_empty(), "contents": contents})
}

pub(super) fn root() -> Value {
    json!({"version": "HSDS-UK-3.0", "profile": "https://feed.example/profile", "openapi_url": "http://127.0.0.1:1/openapi.json", "license": "OGL"})
}

/// A feed that does everything, over any services.
pub(super) fn good(services: Vec<Value>) -> impl Fn(&str, &Query) -> (u16, String) + Send + Sync + 'static {
    move |path, query| {
        let fits = |service: &Value| {
            let age = |key: &str| query.get(key).and_then(|age| age.parse::<f64>().ok());
            let text = query.get("search").is_none_or(|words| service["name"].as_str().unwrap().contains(words));
            let old = age("minimum_age").is_none_or(|age| service["minimum_age"].as_f64().is_none_or(|minimum| age >= minimum));
            let young = age("maximum_age").is_none_or(|age| service["maximum_age"].as_f64().is_none_or(|maximum| age <= maximum));
            let term = query.get("taxonomy_term_id").is_none_or(|id| service["attributes"][0]["taxonomy_term"]["id"] == *id);
            let hours =
                query.get("start_time").is_none_or(|from| from.as_str() >= "10:00") && query.get("day").is_none_or(|day| day == "TU");
            let near = query.get("postcode").is_none_or(|postcode| postcode == "LS1 1AA");
            let modified = !query.contains_key("modified_after");
            text && old && young && term && hours && near && modified
        };
        let found: Vec<&Value> = services.iter().filter(|service| fits(service)).collect();
        let body = match path {
            "/" => root(),
            "/services" if query.get("format").is_some_and(|format| format == "ndjson") => {
                return (200, services.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));
            }
            "/services" => envelope(&found.iter().map(|service| entry(service)).collect::<Vec<_>>(), query),
            "/service_at_locations" => {
                let at = |service: &&Value| {
                    let mut at = entry(&service["service_at_locations"][0]);
                    at["service"] = entry(service);
                    at
                };
                envelope(&found.iter().map(at).collect::<Vec<_>>(), query)
            }
            _ => {
                let one = path.strip_prefix("/services/").and_then(|id| services.iter().find(|service| service["id"] == id));
                let at = path.strip_prefix("/service_at_locations/");
                let at = at.and_then(|id| services.iter().map(|one| &one["service_at_locations"][0]).find(|one| one["id"] == id));
                match one.or(at) {
                    Some(found) => found.clone(),
                    None => return (404, "{}".to_owned()),
                }
            }
        };
        (200, body.to_string())
    }
}
