//! Asking the site without a socket. For tests only.

use crate::{
    app::{App, Suggested, sampled::Samples},
    clock::Clock,
    server::{samples, site},
};
use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Request},
};
use http_body_util::BodyExt;
use std::sync::LazyLock;
use tower::ServiceExt;

/// What came back.
#[derive(Debug)]
pub(crate) struct Answered {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Answered {
    /// A header's value, or nothing.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

/// The product with sample answers and a clock that stands still: one for all tests, as its vocabulary takes a while to read.
pub(crate) fn app() -> App {
    static APP: LazyLock<App> = LazyLock::new(sampled);
    APP.clone()
}

fn sampled() -> App {
    let samples = Samples {
        find: samples::find,
        service: samples::listing,
        organisation: samples::organisation_listing,
        plan: samples::plan,
        suggest: samples::suggest,
        suggested: |change| if change.service == samples::id(samples::BARE) { Suggested::TooMany } else { Suggested::Waits },
        sources: samples::sources,
    };
    App::sampled(Clock::fixed(samples::NOW.parse().unwrap()), samples)
}

/// Asks the whole site, with these routes in it, for one path.
pub(crate) async fn get_with(routes: Router<App>, path: &str, headers: &[(&str, &str)]) -> Answered {
    send(routes, "GET", path, headers).await
}

/// Sends one request.
pub(crate) async fn send(routes: Router<App>, method: &str, path: &str, headers: &[(&str, &str)]) -> Answered {
    send_body(routes, method, path, headers, Body::empty()).await
}

/// Sends a form.
pub(crate) async fn post(routes: Router<App>, path: &str, form: &str) -> Answered {
    let headers = [("content-type", "application/x-www-form-urlencoded")];
    send_body(routes, "POST", path, &headers, Body::from(form.to_owned())).await
}

async fn send_body(routes: Router<App>, method: &str, path: &str, headers: &[(&str, &str)], body: Body) -> Answered {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let response = site(app(), routes).oneshot(request.body(body).unwrap()).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.unwrap().to_bytes();
    Answered { status: parts.status.as_u16(), headers: parts.headers, body: String::from_utf8_lossy(&bytes).into_owned() }
}
