//! `GET /fhir/r4/HealthcareService` and `/HealthcareService/{id}`.

use super::{answer, asked::Asked, beside, page, policy, service};
use crate::{
    app::{
        App,
        register::{Brought, Page},
    },
    fhir::{self, Kind},
    hsds::v3,
    model::{id::ServiceId, service::Service},
    server::{
        extract::{Path, Query},
        origin::Origin,
        parameters::Parameters,
        trouble::Trouble,
    },
};
use axum::{
    extract::State,
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};
use serde_json::Value;

pub(super) async fn list(
    State(app): State<App>,
    origin: Origin,
    Query(parameters): Query<Parameters>,
    headers: HeaderMap,
) -> Result<Response, Trouble> {
    let asked = Asked::read(&app, Kind::HealthcareService, &parameters, &headers).await?;
    let found = if asked.nothing { Page { total: 0, items: Vec::new() } } else { app.published(&asked.wanted, asked.paging).await? };
    let (mut matches, mut included) = (Vec::new(), Vec::new());
    for brought in found.items.iter().filter(|_| !asked.only_count) {
        let service = service(brought)?;
        matches.push(resource(&app, &service, brought));
        if asked.includes("HealthcareService:location") {
            included.extend(
                v3::site_ids(&service).filter_map(|id| fhir::location(&service, id, &brought.modified, app.clock().london().date())),
            );
        }
        if asked.includes("HealthcareService:organization") {
            included.push(fhir::organization(&service.organisation));
        }
    }
    Ok(page(&origin, &asked, found.total, matches, included))
}

pub(super) async fn get(State(app): State<App>, Path(id): Path<ServiceId>) -> Result<Response, Trouble> {
    let brought = app.published_service(id).await?.ok_or(Trouble::NotFound)?;
    if brought.gone {
        let shown = app.shown_for(id).await?.ok_or(Trouble::Gone)?;
        return Ok(beside(&shown));
    }
    let service = service(&brought)?;
    let link = [(header::LINK, format!("</service/{id}>; rel=\"alternate\"; type=\"text/html\""))];
    Ok((link, answer(policy(&service), resource(&app, &service, &brought))).into_response())
}

fn resource(app: &App, service: &Service, brought: &Brought) -> Value {
    let needs = app.needs();
    let label = |code: &str| needs.get(code).map(|need| need.label.clone());
    fhir::healthcare_service(service, &brought.modified, app.clock().london().date(), label)
}
