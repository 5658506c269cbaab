//! What pages and API share: extracting what was asked, errors, headers, caching, static files, and running it all.
//!
//! Knows no page and no resource: `web` and `api` bring their routes to [`site`], which dresses them. Start at [`site`].
//!
//! Nothing here logs a query string: it may hold a postcode or somebody's trouble.

pub mod asked;
pub mod assets;
pub mod cache;
pub mod copy;
pub mod extract;
pub mod headers;
#[cfg(not(target_family = "wasm"))]
pub mod health;
pub mod languages;
#[cfg(not(target_family = "wasm"))]
pub mod limits;
pub mod origin;
pub mod page;
pub mod parameters;
pub mod phone;
#[cfg(not(target_family = "wasm"))]
pub mod run;
pub mod theme;
#[cfg(not(target_family = "wasm"))]
pub mod trace;
pub mod trouble;
pub mod wording;

#[cfg(test)]
pub(crate) mod samples;
#[cfg(test)]
pub(crate) mod testing;

use crate::{
    app::App,
    server::{theme::Theme, trouble::Trouble},
};
#[cfg(not(target_family = "wasm"))]
use axum::http::StatusCode;
use axum::{Router, middleware, routing::get};
use std::sync::Arc;
#[cfg(not(target_family = "wasm"))]
use std::time::Duration;
#[cfg(not(target_family = "wasm"))]
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::{
        CompressionLayer,
        predicate::{DefaultPredicate, NotForContentType, Predicate},
    },
    limit::RequestBodyLimitLayer,
    timeout::TimeoutLayer,
};

#[cfg(not(target_family = "wasm"))]
/// Requests are answered within this time, or with a 503.
const LONGEST_REQUEST: Duration = Duration::from_secs(10);

#[cfg(not(target_family = "wasm"))]
/// The largest request body taken, in bytes: twenty notes and more in a script of three bytes a letter, percent-encoded.
const LARGEST_BODY: usize = 128 * 1024;

/// The whole site as it ships: [`themed`] without a theme.
#[cfg(not(target_family = "wasm"))]
pub fn site(app: App, routes: Router<App>) -> Router {
    themed(app, routes, Arc::default())
}

/// The whole site: the given routes, static files and `/health`, inside every layer they share.
#[cfg(not(target_family = "wasm"))]
pub fn themed(app: App, routes: Router<App>, theme: Arc<Theme>) -> Router {
    let guarded = |routes: Router| {
        routes
            .layer(RequestBodyLimitLayer::new(LARGEST_BODY))
            .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, LONGEST_REQUEST))
            .layer(CatchPanicLayer::custom(trouble::after_panic))
    };
    let routes = routes.route("/health", get(health::get));
    // What is packed already only loses by it, and can no longer be fetched in parts.
    let loose = DefaultPredicate::new().and(NotForContentType::const_new("application/zip"));
    let limited = middleware::from_fn_with_state((app.clone(), Arc::default()), limits::limit);
    let site = dressed(guarded(answering(app, routes)).layer(limited)).layer(CompressionLayer::new().compress_when(loose));
    clothed(site, theme).layer(middleware::from_fn(trace::request))
}

/// What a phone answers with from its pack: the given routes and the static files, inside the layers that make pages. Anything else
/// may well be there with a connection.
pub fn carried(app: App, routes: Router<App>, theme: Arc<Theme>) -> Router {
    let copy = middleware::from_fn_with_state(app.clone(), copy::dress);
    clothed(dressed(answering(app, routes).fallback(async || Trouble::Offline)).layer(copy), theme)
}

fn answering(app: App, routes: Router<App>) -> Router {
    routes
        .route("/static/{name}", get(assets::get))
        .route("/robots.txt", get(assets::robots))
        .fallback(async || Trouble::NotFound)
        .with_state(app)
}

/// Errors of any layer below [`trouble::dress`] become a page or problem+json. The outermost layer is written last.
fn dressed(routes: Router) -> Router {
    routes.layer(middleware::from_fn(trouble::dress)).layer(middleware::from_fn(cache::write))
}

fn clothed(routes: Router, theme: Arc<Theme>) -> Router {
    routes.layer(middleware::from_fn(headers::write)).layer(middleware::from_fn_with_state(theme, theme::dress))
}
