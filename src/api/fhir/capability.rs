//! `GET /fhir/r4/metadata`: what can be asked.

use super::{BASE, answer};
use crate::{
    fhir::capability,
    server::{cache::Cache, origin::Origin, theme},
};
use axum::response::Response;

pub(super) async fn get(origin: Origin) -> Response {
    answer(Cache::Data, capability::statement(&origin.address(BASE), &theme::in_use().name))
}
