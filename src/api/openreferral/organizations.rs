//! `GET` and `POST /openreferral/v3/organizations` and `/organizations/{id}`.

use super::{
    asked::{AskedInBody, Format, ListAsked, ListParameters, flag},
    lists::{self, Envelope},
};
use crate::{
    api::{ProblemResponse, record::OrganizationRecord},
    app::{
        App,
        register::{Cut, OrganisationLine, Page},
    },
    hsds::v3::shapes,
    model::id::{OrganisationId, ServiceId},
    server::{
        cache::Cache,
        extract::{Path, Query, Sent},
        parameters::{BadParameter, Parameters},
        trouble::Trouble,
    },
};
use axum::{
    Extension, Json,
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use serde_json::Value;

/// Organisations of one turn of a stream.
const TURN: usize = 200;
/// Most whole services nested in one answer.
const MOST_NESTED: usize = 500;

/// List organisations
///
/// Whoever runs a listed service, by id. With `full`, their register numbers and phones too; with `full_service`, their services.
#[utoipa::path(
    get, path = "/openreferral/v3/organizations", tag = "Optional", operation_id = "organizations",
    params(
        ListParameters,
        ("full" = Option<bool>, Query, description = "Every item whole", example = true),
        ("full_service" = Option<bool>, Query, description = "With the services they run, whole", example = true),
        ("taxonomy_term_id" = Option<Vec<Uuid>>, Query, description = "Runs a service that carries one of these terms", example = json!(["58948afc-ad99-5b7f-b45c-eaa66f1afa37"])),
        ("taxonomy_id" = Option<Vec<Uuid>>, Query, description = "Runs a service that carries a term of one of these taxonomies", example = json!(["9d79240e-28f0-596b-be96-ec769bed9678"])),
    ),
    responses(
        (status = 200, description = "A page of organisations", body = Envelope<OrganizationRecord>),
        (status = 400, description = "A parameter cannot be used", body = ProblemResponse, content_type = "application/problem+json"),
    )
)]
pub(super) async fn list(State(app): State<App>, Query(parameters): Query<Parameters>) -> Result<Response, Trouble> {
    answer(app, &parameters).await
}

/// List organisations, asked in a body
///
/// As `GET`, with the parameters in the body, so that a postcode need not stand in an address. Nobody keeps the answer.
#[utoipa::path(
    post, path = "/openreferral/v3/organizations", tag = "Optional", operation_id = "organizations_in_body",
    params(
        ListParameters,
        ("full" = Option<bool>, Query, description = "Every item whole", example = true),
        ("full_service" = Option<bool>, Query, description = "With the services they run, whole", example = true),
        ("taxonomy_term_id" = Option<Vec<Uuid>>, Query, description = "Runs a service that carries one of these terms", example = json!(["58948afc-ad99-5b7f-b45c-eaa66f1afa37"])),
        ("taxonomy_id" = Option<Vec<Uuid>>, Query, description = "Runs a service that carries a term of one of these taxonomies", example = json!(["9d79240e-28f0-596b-be96-ec769bed9678"])),
    ),
    request_body(
        content((Option<AskedInBody> = "application/json"), (Option<AskedInBody> = "application/x-www-form-urlencoded")),
        description = "Any of the parameters. What stands in the address too is taken from here",
    ),
    responses(
        (status = 200, description = "A page of organisations", body = Envelope<OrganizationRecord>),
        (status = 413, description = "The body is larger than 32 kB", body = ProblemResponse, content_type = "application/problem+json"),
        (status = 400, description = "A parameter cannot be used", body = ProblemResponse, content_type = "application/problem+json"),
    )
)]
pub(super) async fn list_in_body(State(app): State<App>, Sent(parameters): Sent<Parameters>) -> Result<Response, Trouble> {
    Ok(lists::unkept(answer(app, &parameters).await?))
}

async fn answer(app: App, parameters: &Parameters) -> Result<Response, Trouble> {
    let asked = ListAsked::read(&app, parameters)?;
    if asked.format == Format::Lines {
        let wanted = std::sync::Arc::new(asked.wanted);
        return Ok(lists::lines(None, move |after| {
            let (app, wanted) = (app.clone(), wanted.clone());
            async move {
                let found = app.published_organisations(&wanted, Cut::After(after, TURN)).await?.items;
                let last = found.last().map(|line| Some(line.id.0));
                Ok(last.map(|last| (found.iter().filter_map(|line| shapes::organisation(&line.document)).collect(), last)))
            }
        }));
    }
    let page = app.published_organisations(&asked.wanted, Cut::Page(asked.paging)).await?;
    let mut items = Vec::with_capacity(page.items.len());
    let mut room = MOST_NESTED;
    for line in page.items {
        let item = if asked.full || asked.full_service {
            shapes::organisation(&line.document)
        } else {
            shapes::organisation_brief(&line.document)
        };
        let Some(item) = item else { continue };
        items.push(if asked.full_service { with_services(&app, item, &line.services, &mut room).await? } else { item });
    }
    Ok(lists::page(Page { total: page.total, items }, asked.paging))
}

/// Read an organisation
///
/// With the services it runs: as in lists, or whole with `full_service`.
#[utoipa::path(
    get, path = "/openreferral/v3/organizations/{id}", tag = "Optional", operation_id = "organization",
    params(
        ("id" = Uuid, Path, description = "The organisation's id", example = "57b4414a-b9d9-597c-9862-674d6e4f672b"),
        ("full_service" = Option<bool>, Query, description = "Its services whole", example = true),
    ),
    responses(
        (status = 200, description = "The organisation", body = OrganizationRecord),
        (status = 400, description = "A parameter cannot be used", body = ProblemResponse, content_type = "application/problem+json"),
        (status = 308, description = "Its records are joined to another organisation's: it is there"),
        (status = 404, description = "No organisation has this id", body = ProblemResponse, content_type = "application/problem+json"),
    )
)]
pub(super) async fn get(
    State(app): State<App>,
    Path(id): Path<OrganisationId>,
    Query(parameters): Query<Parameters>,
) -> Result<Response, Trouble> {
    let full_service = flag(&parameters, "full_service")?;
    let Some(OrganisationLine { document, services, .. }) = app.published_organisation(id).await? else {
        let shown = app.organisation_shown_for(id).await?.ok_or(Trouble::NotFound)?;
        let asked = if full_service { "?full_service=true" } else { "" };
        return Ok(Redirect::permanent(&format!("/openreferral/v3/organizations/{shown}{asked}")).into_response());
    };
    let item = shapes::organisation(&document).ok_or(Trouble::NotFound)?;
    let item = if full_service {
        with_services(&app, item, &services, &mut { MOST_NESTED }).await?
    } else {
        let brought = app.published_these(&services).await?;
        nested(item, brought.iter().map(|brought| shapes::brief(&brought.document)).collect())
    };
    Ok((Extension(Cache::Data), Json(item)).into_response())
}

/// An organisation with its services whole, as long as there is room for them: a hospital trust's are thousands, and better read page by
/// page.
async fn with_services(app: &App, organisation: Value, services: &[ServiceId], room: &mut usize) -> Result<Value, Trouble> {
    let Some(left) = room.checked_sub(services.len()) else {
        let reason = format!("These are more than {MOST_NESTED} services; ask /services?organization_id=… for them page by page.");
        return Err(BadParameter::new("full_service", reason).into());
    };
    *room = left;
    let brought = app.published_these(services).await?;
    Ok(nested(organisation, brought.into_iter().map(|brought| brought.document).collect()))
}

fn nested(mut organisation: Value, services: Vec<Value>) -> Value {
    if let Some(object) = organisation.as_object_mut() {
        object.insert("services".to_owned(), services.into());
    }
    organisation
}
