//! `GET /fhir/r4/Organization` and `/Organization/{id}`: whoever runs a listed service.

use super::{answer, asked::Asked, beside, page, read};
use crate::{
    app::{
        App,
        register::{Cut, Page},
    },
    fhir::{self, Kind},
    model::id::OrganisationId,
    server::{
        cache::Cache,
        extract::{Path, Query},
        origin::Origin,
        parameters::Parameters,
        trouble::Trouble,
    },
};
use axum::{extract::State, http::HeaderMap, response::Response};

pub(super) async fn list(
    State(app): State<App>,
    origin: Origin,
    Query(parameters): Query<Parameters>,
    headers: HeaderMap,
) -> Result<Response, Trouble> {
    let asked = Asked::read(&app, Kind::Organization, &parameters, &headers).await?;
    let found = if asked.nothing {
        Page { total: 0, items: Vec::new() }
    } else {
        app.published_organisations(&asked.wanted, Cut::Page(asked.paging)).await?
    };
    let mut matches = Vec::new();
    for line in found.items.iter().filter(|_| !asked.only_count) {
        matches.push(fhir::organization(&read(&line.document)?.organisation));
    }
    Ok(page(&origin, &asked, found.total, matches, Vec::new()))
}

pub(super) async fn get(State(app): State<App>, Path(id): Path<OrganisationId>) -> Result<Response, Trouble> {
    let Some(line) = app.published_organisation(id).await? else {
        let shown = app.organisation_shown_for(id).await?.ok_or(Trouble::NotFound)?;
        return Ok(beside(&shown));
    };
    Ok(answer(Cache::Data, fhir::organization(&read(&line.document)?.organisation)))
}
