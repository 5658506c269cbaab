//! `GET /api/v1/services/{id}/similar`: others for the same need nearby.

use crate::{
    api::{ProblemResponse, result::ResultResponse},
    app::App,
    model::id::ServiceId,
    server::{cache::Cache, extract::Path, trouble::Trouble},
};
use axum::{Extension, Json, extract::State, response::IntoResponse};
use serde::Serialize;
use utoipa::ToSchema;

/// Services like one.
#[derive(Debug, Serialize, ToSchema)]
pub struct SimilarResponse {
    /// At most four, the likeliest first. Empty beside a service whose place is withheld: what is near it would tell where it is.
    pub results: Vec<ResultResponse>,
}

/// Find similar services
///
/// Others for the same main need, nearest to the first site of this one.
#[utoipa::path(
    get, path = "/api/v1/services/{id}/similar", tag = "Services", operation_id = "similar",
    params(("id" = uuid::Uuid, Path, description = "The service's id", example = "e8a692ba-2ef4-5d5a-99d8-8f7dc8675f87")),
    responses(
        (status = 200, description = "Similar services", body = SimilarResponse),
        (status = 404, description = "No service has this id", body = ProblemResponse, content_type = "application/problem+json"),
    )
)]
pub async fn get(State(app): State<App>, Path(id): Path<ServiceId>) -> Result<impl IntoResponse, Trouble> {
    let listing = app.service(id).await?.ok_or(Trouble::NotFound)?;
    let cache = if listing.service.sensitive { Cache::Never } else { Cache::Data };
    let now = app.clock().london();
    let results = listing.similar.into_iter().map(|hit| ResultResponse::new(hit, &now)).collect();
    Ok((Extension(cache), Json(SimilarResponse { results })))
}
