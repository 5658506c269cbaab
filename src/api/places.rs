//! `GET /api/v1/places`: what a text may mean as a place.

use crate::{
    api::{ProblemResponse, search::precision},
    app::App,
    places::Place,
    server::{
        cache::Cache,
        extract::Query,
        parameters::{BadParameter, Parameters},
        trouble::Trouble,
    },
};
use axum::{Extension, Json, extract::State, response::IntoResponse};
use serde::Serialize;
use utoipa::ToSchema;

/// Places given unless the asker says.
const USUAL: usize = 5;

/// What a text may mean.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlacesResponse {
    /// The likeliest first. Empty = nobody here knows it.
    pub places: Vec<WherePlace>,
}

/// A place with what is known of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct WherePlace {
    /// How to show it; the `place` parameter understands it.
    #[schema(example = "B13 8AA")]
    pub label: String,
    /// How exactly it is known: `postcode`, `sector`, `district`, `town`, `council` or `nation`.
    #[schema(example = "postcode")]
    pub precision: &'static str,
    /// Latitude of its middle (WGS 84).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latitude: Option<f64>,
    /// Longitude of its middle (WGS 84).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub longitude: Option<f64>,
    /// Its council.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub council: Option<AreaResponse>,
    /// Its ward, where a local postcode table knows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ward: Option<AreaResponse>,
    /// Its nation.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "england")]
    pub nation: Option<&'static str>,
}

/// An area by its ONS code.
#[derive(Debug, Serialize, ToSchema)]
pub struct AreaResponse {
    /// The GSS code.
    #[schema(example = "E08000025")]
    pub code: String,
    /// Its name, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "Birmingham")]
    pub name: Option<String>,
}

/// Find places
///
/// What a postcode, part of one, town, council or nation means here, with no outside service asked. Nothing of it is logged.
#[utoipa::path(
    get, path = "/api/v1/places", tag = "Search", operation_id = "places",
    params(
        ("q" = String, Query, description = "A postcode, part of one, a town, a council or a nation", example = "Walsall"),
        ("limit" = Option<u32>, Query, description = "How many: 1 to 20 (5 unless given)", example = 3),
    ),
    responses(
        (status = 200, description = "Places", body = PlacesResponse),
        (status = 400, description = "A parameter cannot be used", body = ProblemResponse, content_type = "application/problem+json"),
    )
)]
pub async fn get(State(app): State<App>, Query(parameters): Query<Parameters>) -> Result<impl IntoResponse, Trouble> {
    let text = parameters.one("q").ok_or_else(|| BadParameter::new("q", "Say which place: a postcode, a town or a council."))?;
    let limit = parameters.number("limit", &(1..=20))?.unwrap_or(USUAL);
    let places = app.places().find_all(text, limit).iter().map(|place| response(&app, place)).collect();
    Ok((Extension(Cache::Personal), Json(PlacesResponse { places })))
}

fn response(app: &App, place: &Place) -> WherePlace {
    let area = |code: &String| AreaResponse { code: code.clone(), name: app.places().area_name(code).map(str::to_owned) };
    WherePlace {
        label: place.label.clone(),
        precision: precision(place.precision),
        latitude: place.point.map(|point| point.lat),
        longitude: place.point.map(|point| point.lon),
        council: place.council.as_ref().map(area),
        ward: place.ward.as_ref().map(area),
        nation: place.nation.map(crate::model::sector::Nation::word),
    }
}
