//! FHIR R4 under `/fhir/r4`, read-only: `HealthcareService`, `Location`, `Organization` and what can be asked of them (`docs/FHIR.md`).
//! One file per resource.

mod asked;
mod capability;
mod locations;
mod organizations;
mod services;

use crate::{
    app::{App, register::Brought},
    fhir,
    hsds::v3,
    model::service::Service,
    server::{cache::Cache, origin::Origin, parameters::Parameters, trouble::Trouble},
};
use asked::Asked;
use axum::{
    Extension, Json, Router,
    extract::Request,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use serde_json::Value;

/// The base address.
const BASE: &str = "/fhir/r4";

/// Every resource.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(&format!("{BASE}/metadata"), get(capability::get))
        .route(&format!("{BASE}/HealthcareService"), get(services::list))
        .route(&format!("{BASE}/HealthcareService/{{id}}"), get(services::get))
        .route(&format!("{BASE}/Location"), get(locations::list))
        .route(&format!("{BASE}/Location/{{id}}"), get(locations::get))
        .route(&format!("{BASE}/Organization"), get(organizations::list))
        .route(&format!("{BASE}/Organization/{{id}}"), get(organizations::get))
        .layer(middleware::from_fn(only_json))
}

/// Refuses whoever takes no JSON.
async fn only_json(request: Request, next: Next) -> Response {
    if takes_json(request.uri().query().unwrap_or_default(), request.headers()) {
        return next.run(request).await;
    }
    let outcome = fhir::outcome("not-supported", "This server answers in application/fhir+json alone.", Some("_format"));
    (StatusCode::NOT_ACCEPTABLE, [(header::CONTENT_TYPE, HeaderValue::from_static(fhir::MEDIA_TYPE))], Json(outcome)).into_response()
}

/// `_format` decides, then `Accept`. Who says nothing takes anything.
fn takes_json(query: &str, headers: &HeaderMap) -> bool {
    let format = Parameters::read(query).ok().and_then(|parameters| parameters.one("_format").map(str::to_owned));
    let is_json = |kind: &str| {
        // A plus sign that was not encoded arrives as a space.
        let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase().replace(' ', "+");
        matches!(kind.as_str(), "json" | "*/*" | "application/*" | "application/json" | "text/json" | fhir::MEDIA_TYPE)
    };
    if let Some(format) = format {
        return is_json(&format);
    }
    let mut accepted = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok()).peekable();
    accepted.peek().is_none() || accepted.flat_map(|value| value.split(',')).any(is_json)
}

/// A resource as an answer.
fn answer(cache: Cache, resource: Value) -> Response {
    (Extension(cache), [(header::CONTENT_TYPE, HeaderValue::from_static(fhir::MEDIA_TYPE))], Json(resource)).into_response()
}

/// Leads to another resource of the same kind: beside the one asked for, wherever this stands.
fn beside(shown: &dyn std::fmt::Display) -> Response {
    Redirect::permanent(&shown.to_string()).into_response()
}

/// Sensitive records are kept by nobody.
fn policy(service: &Service) -> Cache {
    if service.sensitive { Cache::Never } else { Cache::Data }
}

/// The service in a document of the feed.
fn service(brought: &Brought) -> Result<Service, Trouble> {
    read(&brought.document)
}

fn read(document: &Value) -> Result<Service, Trouble> {
    let record = v3::read(document, v3::Origin::default()).record;
    record.map(|record| record.service).ok_or_else(|| {
        tracing::error!(id = %document.get("id").unwrap_or_default(), "a kept document cannot be read");
        Trouble::Broken
    })
}

/// A page of a search.
fn page(origin: &Origin, asked: &Asked, total: usize, matches: Vec<Value>, included: Vec<Value>) -> Response {
    let addressed = |resource: Value| {
        let part = |name: &str| resource.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        (origin.address(&format!("{BASE}/{}/{}", part("resourceType"), part("id"))), resource)
    };
    let matches = matches.into_iter().map(addressed).collect();
    let mut along: Vec<(String, Value)> = Vec::new();
    for one in included.into_iter().map(addressed) {
        if !along.iter().any(|(address, _)| *address == one.0) {
            along.push(one);
        }
    }
    let found = fhir::Found { total, links: asked.links(origin, total), matches, included: along };
    answer(asked.cache(), fhir::bundle(found))
}
