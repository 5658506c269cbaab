//! The API for software, under `/api/v1`, described at `/openapi.json`. One file per resource.
//!
//! Answers hold what the pages hold and nothing more. Errors are problem+json and name the parameter at fault.

pub mod changes;
mod fhir;
pub mod needs;
pub mod openreferral;
pub mod places;
mod record;
pub mod result;
pub mod search;
pub mod services;
pub mod similar;
pub mod suggest;

use crate::{app::App, server::cache::Cache};
use axum::{Extension, Router, http::header, routing::get};
use serde::Serialize;
use utoipa::{OpenApi, ToSchema, openapi::OpenApi as Document};
use utoipa_axum::{router::OpenApiRouter, routes};

/// What the description says of the API as a whole.
#[derive(Debug, OpenApi)]
#[openapi(
    info(
        title = "Fingerpost",
        version = "1",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0"),
        contact(name = "Whoever runs this directory"),
        description = "Finds health, care and community services from a person's own words and a place, and says why each one is there. \
                       No key is needed; an address may ask 3,000 times a minute, and whoever needs more asks this \
                       directory for a key and sends it as `Authorization: Bearer`. Too much is answered with 429 and `Retry-After`. \
                       What is described here stays as it is under `/api/v1`: properties may come, none goes or changes its meaning; what is \
                       to go is marked as deprecated for a year before it goes with the next version. Absent means unknown, never no. No query string is logged."
    ),
    tags(
        (name = "Search", description = "From words and a place to services"),
        (name = "Services", description = "One service, as Open Referral UK data, what is like it, and what has changed"),
        (name = "Vocabulary", description = "The needs that words are understood by")
    ),
    components(schemas(ProblemResponse))
)]
struct Described;

/// An error, as RFC 9457 describes it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProblemResponse {
    /// Always `about:blank`: the status says the kind.
    #[serde(rename = "type")]
    #[schema(example = "about:blank")]
    pub kind: String,
    /// What happened.
    #[schema(example = "We could not read that")]
    pub title: String,
    /// The HTTP status.
    #[schema(example = 400)]
    pub status: u16,
    /// What is wrong, in plain words.
    #[schema(example = "'two' is not a number from 1 to 1000.")]
    pub detail: String,
    /// The parameter at fault, where one is.
    #[schema(example = "page")]
    pub parameter: Option<String>,
}

/// Every resource and the description.
pub fn routes() -> Router<App> {
    let (router, document) = described().split_for_parts();
    let text = text(&document);
    let kind = [(header::CONTENT_TYPE, "application/json")];
    router
        .merge(openreferral::routes())
        .merge(fhir::routes())
        .route("/openapi.json", get(async move || (Extension(Cache::Data), kind, text)))
}

/// The description alone.
pub fn document() -> Document {
    described().into_openapi()
}

fn described() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(Described::openapi())
        .routes(routes!(search::get))
        .routes(routes!(places::get))
        .routes(routes!(services::get))
        .routes(routes!(similar::get))
        .routes(routes!(changes::get))
        .routes(routes!(needs::list))
        .routes(routes!(needs::get))
        .routes(routes!(suggest::get))
}

fn text(document: &Document) -> String {
    document.to_pretty_json().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::testing;

    #[tokio::test]
    async fn the_description_is_served_and_is_openapi_3_1() {
        let answered = testing::get_with(routes(), "/openapi.json", &[]).await;
        assert_eq!((answered.status, answered.header("content-type")), (200, "application/json"));
        let document: serde_json::Value = serde_json::from_str(&answered.body).unwrap();
        assert_eq!(document["openapi"], "3.1.0");
        let paths: Vec<_> = document["paths"].as_object().unwrap().keys().collect();
        let expected = [
            "/api/v1/changes",
            "/api/v1/needs",
            "/api/v1/needs/{code}",
            "/api/v1/places",
            "/api/v1/search",
            "/api/v1/services/{id}",
            "/api/v1/services/{id}/similar",
            "/api/v1/suggest",
        ];
        assert_eq!(paths, expected);
    }

    #[test]
    fn the_description_changes_only_on_purpose() {
        insta::assert_snapshot!("openapi", text(&document()));
    }

    #[test]
    fn the_description_of_the_feed_changes_only_on_purpose() {
        insta::assert_snapshot!("openreferral", text(&openreferral::document()));
    }

    #[test]
    fn every_list_of_the_feed_can_be_asked_for_in_a_body() {
        let document = serde_json::to_value(openreferral::document()).unwrap();
        for list in ["services", "service_at_locations", "organizations", "taxonomies", "taxonomy_terms"] {
            let (get, post) = (
                &document["paths"][format!("/openreferral/v3/{list}")]["get"],
                &document["paths"][format!("/openreferral/v3/{list}")]["post"],
            );
            assert_eq!(get["parameters"], post["parameters"], "{list}");
            assert_eq!(get["responses"]["200"], post["responses"]["200"], "{list}");
            let bodies: Vec<_> = post["requestBody"]["content"].as_object().unwrap().keys().collect();
            assert_eq!(bodies, ["application/json", "application/x-www-form-urlencoded"], "{list}");
        }
    }

    #[test]
    fn every_operation_and_parameter_is_described() {
        let documents = [document(), openreferral::document()].map(|document| serde_json::to_value(&document).unwrap());
        for (path, item) in documents.iter().flat_map(|document| document["paths"].as_object().unwrap()) {
            let asked = [Some(&item["get"]), item.get("post")];
            for operation in asked.into_iter().flatten() {
                assert!(operation["description"].is_string() && operation["summary"].is_string(), "{path}");
                for parameter in operation["parameters"].as_array().into_iter().flatten() {
                    assert!(parameter["description"].is_string(), "{path} {parameter}");
                }
            }
            assert!(item["get"]["responses"]["400"].is_object() || path.contains('{') || item["get"]["parameters"].is_null(), "{path}");
        }
    }

    #[tokio::test]
    async fn any_site_may_read_the_api() {
        let asked = testing::send(routes(), "OPTIONS", "/api/v1/search", &[("origin", "https://example.org")]).await;
        assert_eq!((asked.status, asked.header("access-control-allow-origin")), (204, "*"));
        assert_eq!(asked.header("access-control-allow-headers"), "If-None-Match, Accept, Content-Type, Prefer, Authorization, X-Api-Key");
        assert_eq!(asked.header("access-control-allow-methods"), "GET, HEAD, OPTIONS");
        let feed = testing::send(routes(), "OPTIONS", "/openreferral/v3/services", &[("origin", "https://example.org")]).await;
        assert_eq!(feed.header("access-control-allow-methods"), "GET, HEAD, POST, OPTIONS");
        let wrong = testing::send(routes(), "POST", "/api/v1/search", &[]).await;
        assert_eq!((wrong.status, wrong.header("content-type")), (405, "application/problem+json"));
    }
}
