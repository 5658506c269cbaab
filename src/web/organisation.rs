//! `/organisation/{id}`: who they are and everything they run.

use crate::{
    app::{App, OrganisationListing},
    model::{id::OrganisationId, organisation::Organisation, text},
    server::{
        extract::Path,
        languages::{L, Said},
        page::{Content, Page},
        trouble::Trouble,
        wording,
    },
    web::{
        card::ResultCard,
        further::{self, FurtherLink},
    },
};
use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use jiff::Zoned;

#[derive(Debug, Template)]
#[template(path = "organisation.html")]
struct OrganisationPage {
    l: L,
    organisation: Organisation,
    sector: Option<Said>,
    description: Option<String>,
    /// Further web pages.
    links: Vec<FurtherLink>,
    heading: Said,
    cards: Vec<ResultCard>,
    sensitive: bool,
}

/// `GET /organisation/{id}`.
pub async fn get(State(app): State<App>, Path(id): Path<OrganisationId>, l: L) -> Result<Response, Trouble> {
    let Some(listing) = app.organisation(id).await? else {
        let shown = app.organisation_shown_for(id).await?.ok_or_else(Trouble::no_record)?;
        return Ok(Redirect::permanent(&l.href(&format!("/organisation/{shown}"))).into_response());
    };
    Ok(Page(OrganisationPage::new(listing, &app.clock().london(), l)).into_response())
}

impl OrganisationPage {
    fn new(listing: OrganisationListing, now: &Zoned, l: L) -> Self {
        let OrganisationListing { organisation, services } = listing;
        Self {
            sector: organisation.sector.map(|sector| wording::sector(&l, sector)),
            description: organisation.description.as_deref().map(text::safe_html),
            links: further::links(&l, &organisation.links, organisation.web.as_deref()),
            heading: wording::services(&l, services.len() as u64),
            cards: services.iter().map(|card| ResultCard::of_card(&l, card, now)).collect(),
            sensitive: services.iter().any(|card| card.sensitive),
            organisation,
            l,
        }
    }
}

impl Content for OrganisationPage {
    fn title(&self) -> String {
        if self.sensitive { self.l.t("organisation-title-neutral").into_owned() } else { self.organisation.name.clone() }
    }

    fn l(&self) -> L {
        self.l.clone()
    }

    fn demonstration(&self) -> bool {
        self.organisation.fictional
    }
}
