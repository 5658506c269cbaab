//! The Open Referral UK API, version 3 (HSDS-UK 3.0), under `/openreferral/v3`: what this directory publishes for others to read.
//!
//! The two published descriptions of the standard differ in their parameters; here is the union of both, and what earlier feeds and
//! readers expect besides (`docs/OPENREFERRAL.md` says what each one means). One file per resource.

mod asked;
mod bulk;
mod lists;
mod organizations;
mod services;
mod sites;
mod taxonomies;

use crate::{
    app::App,
    server::{cache::Cache, origin::Origin, theme},
};
use axum::{Extension, Json, Router, http::header, response::IntoResponse, routing::get};
use serde::Serialize;
use utoipa::{OpenApi, ToSchema, openapi::OpenApi as Document};
use utoipa_axum::{router::OpenApiRouter, routes};

/// The base address of the feed.
pub const BASE: &str = "/openreferral/v3";

/// The version as the standard's validator reads it.
const VERSION: &str = "HSDS-UK-3.0";

/// The page that describes the profile.
const PROFILE: &str = "https://github.com/OpenReferralUK/uk-profile/blob/main/docs/index.md";

/// What the description says of the feed as a whole.
#[derive(Debug, OpenApi)]
#[openapi(
    info(
        title = "Fingerpost: Open Referral UK",
        version = "3.0",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0"),
        contact(name = "Whoever runs this directory"),
        description = "Everything this directory publishes, as HSDS-UK 3.0 with the HSDS 3.0 fields its profile left out and our own in \
                       `fingerpost` objects. Open to all, without a key. Absent means unknown, never no. Different parameters narrow \
                       one another, several values of one widen it."
    ),
    tags((name = "Required", description = "What every feed must have"), (name = "Optional", description = "What a feed may have"), (name = "Bulk", description = "Everything at once"))
)]
struct Described;

/// What stands at the base address.
#[derive(Debug, Serialize, ToSchema)]
struct ApiDetails {
    /// The version of the standard.
    #[schema(example = "HSDS-UK-3.0")]
    version: &'static str,
    /// The profile's page.
    profile: &'static str,
    /// Where this description is.
    #[schema(example = "https://fingerpost.example/openreferral/v3/openapi.json")]
    openapi_url: String,
    /// What it is a directory of.
    description: String,
    /// Whom to tell of a mistake (HSDS 3.2).
    publisher: Publisher,
}

/// Who publishes this.
#[derive(Debug, Serialize, ToSchema)]
struct Publisher {
    /// The name of the service.
    name: String,
    /// A role's mailbox, where the installation names one.
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<String>,
    /// The site.
    website: String,
}

/// What this feed is
///
/// The version of the standard, its profile and this description.
#[utoipa::path(
    get, path = "/openreferral/v3", tag = "Required", operation_id = "details",
    responses((status = 200, description = "What this feed is", body = ApiDetails))
)]
async fn details(origin: Origin) -> impl IntoResponse {
    let theme = theme::in_use();
    let details = ApiDetails {
        version: VERSION,
        profile: PROFILE,
        openapi_url: origin.address(&format!("{BASE}/openapi.json")),
        description: format!("Health, care and community services published by {}", theme.name),
        publisher: Publisher { name: theme.name.clone(), email: theme.contact.email.clone(), website: origin.address("/") },
    };
    (Extension(Cache::Data), Json(details))
}

/// Every resource and the description.
pub(super) fn routes() -> Router<App> {
    let (router, document) = described().split_for_parts();
    let text = document.to_pretty_json().unwrap_or_default();
    let kind = [(header::CONTENT_TYPE, "application/json")];
    router
        .route(&format!("{BASE}/"), get(details))
        .route(&format!("{BASE}/bulk/{{name}}"), get(bulk::file))
        .route(&format!("{BASE}/openapi.json"), get(async move || (Extension(Cache::Data), kind, text)))
}

/// The description alone.
pub fn document() -> Document {
    described().into_openapi()
}

fn described() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(Described::openapi())
        .routes(routes!(details))
        .routes(routes!(services::list, services::list_in_body))
        .routes(routes!(services::get))
        .routes(routes!(sites::list, sites::list_in_body))
        .routes(routes!(sites::get))
        .routes(routes!(organizations::list, organizations::list_in_body))
        .routes(routes!(organizations::get))
        .routes(routes!(taxonomies::list, taxonomies::list_in_body))
        .routes(routes!(taxonomies::get))
        .routes(routes!(taxonomies::terms, taxonomies::terms_in_body))
        .routes(routes!(taxonomies::term))
        .routes(routes!(bulk::package))
        .routes(routes!(bulk::table))
}
