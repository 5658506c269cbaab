//! `GET` and `POST /openreferral/v3/service_at_locations` and `/service_at_locations/{id}`.

use super::{
    asked::{AskedInBody, Format, ListAsked, ListParameters, ServiceParameters},
    lists::{self, Envelope},
    services::policy,
};
use crate::{
    api::{ProblemResponse, record::ServiceAtLocationRecord},
    app::{
        App,
        register::{Brought, Cut, MovedSite, Page},
    },
    hsds::v3::shapes,
    server::{
        extract::{Path, Query, Sent},
        parameters::Parameters,
        trouble::Trouble,
    },
};
use axum::{
    Extension, Json,
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use serde_json::Value;
use uuid::Uuid;

/// Sites of one turn of a stream.
const TURN: usize = 200;

/// List services at their locations
///
/// One item for each site of each listed service. Where an address is confidential, only its town is there.
#[utoipa::path(
    get, path = "/openreferral/v3/service_at_locations", tag = "Optional", operation_id = "service_at_locations",
    params(ListParameters, ServiceParameters),
    responses(
        (status = 200, description = "A page of services at locations", body = Envelope<ServiceAtLocationRecord>),
        (status = 400, description = "A parameter cannot be used", body = ProblemResponse, content_type = "application/problem+json"),
    )
)]
pub(super) async fn list(State(app): State<App>, Query(parameters): Query<Parameters>) -> Result<Response, Trouble> {
    answer(app, &parameters).await
}

/// List services at their locations, asked in a body
///
/// As `GET`, with the parameters in the body, so that a postcode need not stand in an address. Nobody keeps the answer.
#[utoipa::path(
    post, path = "/openreferral/v3/service_at_locations", tag = "Optional", operation_id = "service_at_locations_in_body",
    params(ListParameters, ServiceParameters),
    request_body(
        content((Option<AskedInBody> = "application/json"), (Option<AskedInBody> = "application/x-www-form-urlencoded")),
        description = "Any of the parameters. What stands in the address too is taken from here",
    ),
    responses(
        (status = 200, description = "A page of services at locations", body = Envelope<ServiceAtLocationRecord>),
        (status = 413, description = "The body is larger than 32 kB", body = ProblemResponse, content_type = "application/problem+json"),
        (status = 400, description = "A parameter cannot be used", body = ProblemResponse, content_type = "application/problem+json"),
    )
)]
pub(super) async fn list_in_body(State(app): State<App>, Sent(parameters): Sent<Parameters>) -> Result<Response, Trouble> {
    Ok(lists::unkept(answer(app, &parameters).await?))
}

async fn answer(app: App, parameters: &Parameters) -> Result<Response, Trouble> {
    let asked = ListAsked::read(&app, parameters)?;
    let full = asked.full;
    if asked.format == Format::Lines {
        let wanted = std::sync::Arc::new(asked.wanted);
        return Ok(lists::lines(None, move |after| {
            let (app, wanted) = (app.clone(), wanted.clone());
            async move {
                let found = app.published_sites(&wanted, Cut::After(after, TURN)).await?.items;
                let last = found.last().map(|brought| brought.site);
                Ok(last.map(|last| (found.iter().filter_map(|brought| item(brought, true)).collect(), last)))
            }
        }));
    }
    let page = app.published_sites(&asked.wanted, Cut::Page(asked.paging)).await?;
    let items = page.items.iter().filter_map(|brought| item(brought, full)).collect();
    Ok(lists::page(Page { total: page.total, items }, asked.paging))
}

/// Read a service at one location
///
/// The location, its hours there, and the service.
#[utoipa::path(
    get, path = "/openreferral/v3/service_at_locations/{id}", tag = "Optional", operation_id = "service_at_location",
    params(("id" = Uuid, Path, description = "The id of the service at the location", example = "e044b401-3f9f-5a41-ac61-ae4cf406699f")),
    responses(
        (status = 200, description = "The service at the location", body = ServiceAtLocationRecord),
        (status = 308, description = "Its record is joined to another's: the nearest place of that one is there"),
        (status = 404, description = "Nothing has this id", body = ProblemResponse, content_type = "application/problem+json"),
    )
)]
pub(super) async fn get(State(app): State<App>, Path(id): Path<Uuid>) -> Result<Response, Trouble> {
    let Some(brought) = app.published_site(id).await? else {
        return match app.site_shown_for(id).await?.ok_or(Trouble::NotFound)? {
            MovedSite::To(shown) => Ok(Redirect::permanent(&format!("/openreferral/v3/service_at_locations/{shown}")).into_response()),
            MovedSite::Nowhere(service) => Err(Trouble::NoPlace(service)),
        };
    };
    let whole = item(&brought, true).ok_or(Trouble::NotFound)?;
    Ok((Extension(policy(&brought.document)), Json(whole)).into_response())
}

fn item(brought: &Brought, full: bool) -> Option<Value> {
    let site = brought.site?;
    if full { shapes::at_site(&brought.document, site) } else { shapes::at_site_brief(&brought.document, site) }
}
