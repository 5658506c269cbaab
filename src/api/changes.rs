//! `GET /api/v1/changes`: what has changed since a reader last looked, so that a copy stays whole.

use crate::{
    api::ProblemResponse,
    app::{App, register::Changed},
    server::{cache::Cache, extract::Query, parameters::Parameters, trouble::Trouble},
};
use axum::{Extension, Json, extract::State, response::IntoResponse};
use serde::Serialize;
use utoipa::ToSchema;

/// Changes given unless the asker says.
const USUAL: i64 = 100;
/// Most changes of one answer.
const MOST: i64 = 1_000;

/// Changes since a cursor.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChangesResponse {
    /// Each service that changed, once, as it stands now; the earliest change first.
    pub changes: Vec<ChangeResponse>,
    /// The cursor to ask with next time.
    #[schema(example = "1042")]
    pub next: String,
    /// There are more already: ask again at once.
    pub more: bool,
}

/// A service that changed.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChangeResponse {
    /// The service's id, a UUID.
    #[schema(format = "uuid")]
    pub id: String,
    /// `listed`: it is new or different. `gone`: take it out of your copy.
    #[schema(example = "listed")]
    pub state: &'static str,
    /// When it last changed here, RFC 3339.
    #[schema(format = "date-time")]
    pub modified: String,
    /// Where to read it. Absent when it is gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service: Option<String>,
}

/// Follow changes
///
/// Begin with `after=0`, or with everything from `/openreferral/v3/services?format=ndjson` and the cursor given here before; then ask
/// again with `next` from time to time. A cursor never expires.
#[utoipa::path(
    get, path = "/api/v1/changes", tag = "Services", operation_id = "changes",
    params(
        ("after" = Option<i64>, Query, description = "The cursor: `next` of the answer before. 0, or nothing, for everything", example = 0),
        ("limit" = Option<i64>, Query, description = "How many lines of the log to look at: 1 to 1000 (100 unless given)", example = 10),
    ),
    responses(
        (status = 200, description = "Changes", body = ChangesResponse),
        (status = 400, description = "A parameter cannot be used", body = ProblemResponse, content_type = "application/problem+json"),
    )
)]
pub async fn get(State(app): State<App>, Query(parameters): Query<Parameters>) -> Result<impl IntoResponse, Trouble> {
    let after = parameters.number("after", &(0..=i64::MAX))?.unwrap_or_default();
    let limit = parameters.number("limit", &(1..=MOST))?.unwrap_or(USUAL);
    let found = app.changed_after(after, limit).await?;
    let changes = found.changes.into_iter().map(response).collect();
    Ok((Extension(Cache::Data), Json(ChangesResponse { changes, next: found.next.to_string(), more: found.more })))
}

fn response(changed: Changed) -> ChangeResponse {
    let Changed { id, listed, modified } = changed;
    ChangeResponse {
        id: id.to_string(),
        state: if listed { "listed" } else { "gone" },
        modified,
        service: listed.then(|| format!("/openreferral/v3/services/{id}")),
    }
}
