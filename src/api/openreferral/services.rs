//! `GET` and `POST /openreferral/v3/services` and `/services/{id}`.

use super::{
    asked::{AskedInBody, Format, ListAsked, ListParameters, ServiceParameters},
    lists::{self, Envelope},
};
use crate::{
    api::{ProblemResponse, record::ServiceRecord},
    app::{
        App,
        register::{Brought, Page},
    },
    hsds::v3::shapes,
    model::id::ServiceId,
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
    http::header,
    response::{IntoResponse, Redirect, Response},
};
use serde_json::{Value, json};

/// Services read from the store in one turn of a stream.
const TURN: usize = 200;

/// List services
///
/// Listed services, by id, or best first where `search` has words. With `modified_after`, services withdrawn since are among them.
#[utoipa::path(
    get, path = "/openreferral/v3/services", tag = "Required", operation_id = "services",
    params(
        ListParameters,
        ServiceParameters,
        ("minimal" = Option<bool>, Query, description = "Only `id` and `last_modified` of each, up to 100,000 on a page", example = true),
        ("after" = Option<uuid::Uuid>, Query, description = "With `format=ndjson`: goes on behind the service with this id, the last one read", example = "e8a692ba-2ef4-5d5a-99d8-8f7dc8675f87"),
    ),
    responses(
        (status = 200, description = "A page of services", body = Envelope<ServiceRecord>),
        (status = 400, description = "A parameter cannot be used", body = ProblemResponse, content_type = "application/problem+json"),
    )
)]
pub(super) async fn list(State(app): State<App>, Query(parameters): Query<Parameters>) -> Result<Response, Trouble> {
    answer(app, &parameters).await
}

/// List services, asked in a body
///
/// As `GET`, with the parameters in the body, so that a postcode need not stand in an address. Nobody keeps the answer.
#[utoipa::path(
    post, path = "/openreferral/v3/services", tag = "Required", operation_id = "services_in_body",
    params(
        ListParameters,
        ServiceParameters,
        ("minimal" = Option<bool>, Query, description = "Only `id` and `last_modified` of each, up to 100,000 on a page", example = true),
        ("after" = Option<uuid::Uuid>, Query, description = "With `format=ndjson`: goes on behind the service with this id, the last one read", example = "e8a692ba-2ef4-5d5a-99d8-8f7dc8675f87"),
    ),
    request_body(
        content((Option<AskedInBody> = "application/json"), (Option<AskedInBody> = "application/x-www-form-urlencoded")),
        description = "Any of the parameters. What stands in the address too is taken from here",
    ),
    responses(
        (status = 200, description = "A page of services", body = Envelope<ServiceRecord>),
        (status = 413, description = "The body is larger than 32 kB", body = ProblemResponse, content_type = "application/problem+json"),
        (status = 400, description = "A parameter cannot be used", body = ProblemResponse, content_type = "application/problem+json"),
    )
)]
pub(super) async fn list_in_body(State(app): State<App>, Sent(parameters): Sent<Parameters>) -> Result<Response, Trouble> {
    Ok(lists::unkept(answer(app, &parameters).await?))
}

async fn answer(app: App, parameters: &Parameters) -> Result<Response, Trouble> {
    let asked = ListAsked::read(&app, parameters)?;
    let (full, minimal) = (asked.full, asked.minimal);
    if asked.format == Format::Lines {
        return Ok(stream(app, asked, after(parameters)?));
    }
    if minimal {
        let page = app.published_changes(&asked.wanted, asked.paging).await?;
        let items = page.items.into_iter().map(|(id, modified)| json!({ "id": id.to_string(), "last_modified": modified }));
        return Ok(lists::page(Page { total: page.total, items: items.collect() }, asked.paging));
    }
    let page = app.published(&asked.wanted, asked.paging).await?;
    let items = page.items.into_iter().map(|brought| item(brought, full)).collect();
    Ok(lists::page(Page { total: page.total, items }, asked.paging))
}

/// Read a service
///
/// The whole public record, fully nested. Nothing private and no confidential address is in it.
#[utoipa::path(
    get, path = "/openreferral/v3/services/{id}", tag = "Required", operation_id = "service",
    params(("id" = uuid::Uuid, Path, description = "The service's id", example = "e8a692ba-2ef4-5d5a-99d8-8f7dc8675f87")),
    responses(
        (status = 200, description = "The service, fully nested", body = ServiceRecord),
        (status = 308, description = "Another record of the same service is shown for this one: it is there"),
        (status = 404, description = "No service has this id", body = ProblemResponse, content_type = "application/problem+json"),
        (status = 410, description = "Its publisher has withdrawn it", body = ProblemResponse, content_type = "application/problem+json"),
    )
)]
pub(super) async fn get(State(app): State<App>, Path(id): Path<ServiceId>) -> Result<Response, Trouble> {
    let brought = app.published_service(id).await?.ok_or(Trouble::NotFound)?;
    if brought.gone {
        let shown = app.shown_for(id).await?.ok_or(Trouble::Gone)?;
        return Ok(Redirect::permanent(&format!("/openreferral/v3/services/{shown}")).into_response());
    }
    let link = [(header::LINK, format!("</service/{id}>; rel=\"alternate\"; type=\"text/html\""))];
    Ok((Extension(policy(&brought.document)), link, Json(brought.document)).into_response())
}

/// Sensitive records are kept by nobody.
pub(super) fn policy(document: &Value) -> Cache {
    let sensitive = document.pointer("/fingerpost/sensitive").and_then(Value::as_bool).unwrap_or_default();
    if sensitive { Cache::Never } else { Cache::Data }
}

/// A service as an item of a list.
pub(super) fn item(brought: Brought, full: bool) -> Value {
    match (brought.gone, full) {
        (true, _) => shapes::tombstone(&brought.document, &brought.modified),
        (false, true) => brought.document,
        (false, false) => shapes::brief(&brought.document),
    }
}

fn after(parameters: &Parameters) -> Result<Option<ServiceId>, BadParameter> {
    let read = |text: &str| text.parse().map_err(|_| BadParameter::new("after", format!("'{text}' is not the id of a service.")));
    parameters.one("after").map(read).transpose()
}

/// Everything wanted, by id. Lines are whole, or with `minimal` ids and moments.
fn stream(app: App, asked: ListAsked, after: Option<ServiceId>) -> Response {
    let (wanted, minimal) = (std::sync::Arc::new(asked.wanted), asked.minimal);
    lists::lines(after, move |after| {
        let (app, wanted) = (app.clone(), wanted.clone());
        async move {
            let turn = app.published_after(&wanted, after, TURN).await?;
            let Some(last) = turn.last() else { return Ok(None) };
            let last = last.id;
            let line = |brought: Brought| {
                if minimal { json!({ "id": brought.id.to_string(), "last_modified": brought.modified }) } else { item(brought, true) }
            };
            Ok(Some((turn.into_iter().map(line).collect(), Some(last))))
        }
    })
}
