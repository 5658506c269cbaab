//! `GET /fhir/r4/Location` and `/Location/{id}`: services at their sites.

use super::{answer, asked::Asked, beside, page, policy, service};
use crate::{
    app::{
        App,
        register::{Cut, MovedSite, Page},
    },
    fhir::{self, Kind},
    server::{
        extract::{Path, Query},
        origin::Origin,
        parameters::Parameters,
        trouble::Trouble,
    },
};
use axum::{extract::State, http::HeaderMap, response::Response};
use uuid::Uuid;

pub(super) async fn list(
    State(app): State<App>,
    origin: Origin,
    Query(parameters): Query<Parameters>,
    headers: HeaderMap,
) -> Result<Response, Trouble> {
    let asked = Asked::read(&app, Kind::Location, &parameters, &headers).await?;
    let found = if asked.nothing {
        Page { total: 0, items: Vec::new() }
    } else {
        app.published_sites(&asked.wanted, Cut::Page(asked.paging)).await?
    };
    let today = app.clock().london().date();
    let (mut matches, mut included) = (Vec::new(), Vec::new());
    for brought in found.items.iter().filter(|_| !asked.only_count) {
        let service = service(brought)?;
        matches.extend(brought.site.and_then(|site| fhir::location(&service, site, &brought.modified, today)));
        if asked.includes("Location:organization") {
            included.push(fhir::organization(&service.organisation));
        }
    }
    Ok(page(&origin, &asked, found.total, matches, included))
}

pub(super) async fn get(State(app): State<App>, Path(id): Path<Uuid>) -> Result<Response, Trouble> {
    let Some(brought) = app.published_site(id).await? else {
        return match app.site_shown_for(id).await?.ok_or(Trouble::NotFound)? {
            MovedSite::To(shown) => Ok(beside(&shown)),
            MovedSite::Nowhere(service) => Err(Trouble::NoPlace(service)),
        };
    };
    let service = service(&brought)?;
    let location = fhir::location(&service, id, &brought.modified, app.clock().london().date()).ok_or(Trouble::NotFound)?;
    Ok(answer(policy(&service), location))
}
