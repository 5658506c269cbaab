//! The pages. This route table is the site map: one file per page, with a template of the same name in `templates/`.
//!
//! A page asks `app` once and words the answer; it decides nothing and knows neither store nor API. Every page works
//! without JavaScript.

pub mod about;
pub mod accessibility;
#[cfg(not(target_family = "wasm"))]
pub mod app_manifest;
pub mod block;
pub mod card;
pub mod compare;
#[cfg(not(target_family = "wasm"))]
pub mod embed;
#[cfg(not(target_family = "wasm"))]
pub mod feeds;
pub mod filters;
mod further;
pub mod handout;
pub mod handover;
pub mod home;
mod hours;
pub mod keeping;
pub mod map;
pub mod next_session;
pub mod offline;
pub mod organisation;
#[cfg(not(target_family = "wasm"))]
pub mod packs;
pub mod paging;
#[cfg(not(target_family = "wasm"))]
pub mod plan_pdf;
pub mod privacy;
pub mod readings;
pub mod results;
pub mod saying;
pub mod service;
mod share;
pub mod sheet;
#[cfg(not(target_family = "wasm"))]
pub mod short_link;
pub mod shortlist;
mod structured;
pub mod suggest_change;
pub mod telling;
mod week;

#[cfg(test)]
mod tests;

use crate::app::App;
#[cfg(not(target_family = "wasm"))]
use axum::routing::post;
use axum::{Router, routing::get};

/// Every page and its address.
#[cfg(not(target_family = "wasm"))]
pub fn routes() -> Router<App> {
    carried()
        .route("/plan/pdf", get(plan_pdf::get).post(plan_pdf::post))
        .route("/plan/link", post(short_link::post))
        .route("/p/{code}", get(short_link::get))
        .route("/offline/pack", get(packs::get))
        .route("/offline/pack/{part}", get(packs::part))
        .route("/embed", get(embed::manual))
        .route("/embed/search", get(embed::search))
        .route("/embed/list", get(embed::list))
        .route("/embed/helper.js", get(embed::helper))
        .route("/feeds", get(feeds::list))
        .route("/feeds/{key}", get(feeds::get))
        .route("/manifest.webmanifest", get(app_manifest::manifest))
        .route("/sw.js", get(app_manifest::worker))
}

/// The pages that need no store: what a phone answers with where there is no signal.
pub fn carried() -> Router<App> {
    Router::new()
        .route("/", get(home::get))
        .route("/search", get(results::get))
        .route("/service/{id}", get(service::get))
        .route("/service/{id}/next.ics", get(next_session::get))
        .route("/service/{id}/suggest", get(suggest_change::get).post(suggest_change::post))
        .route("/service/{id}/suggest/thanks", get(suggest_change::thanks))
        .route("/organisation/{id}", get(organisation::get))
        .route("/compare", get(compare::get))
        .route("/shortlist", get(shortlist::get).post(shortlist::post))
        .route("/plan/sheet", get(sheet::get).post(sheet::post))
        .route("/offline", get(offline::get))
        .route("/about", get(about::get))
        .route("/accessibility", get(accessibility::get))
        .route("/privacy", get(privacy::get))
}
