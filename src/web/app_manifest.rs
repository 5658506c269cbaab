//! `/manifest.webmanifest` and `/sw.js`: what makes the site one that can be put on a phone's home screen and carried.

use crate::server::{assets, cache::Cache, theme, trouble::Trouble};
use axum::{
    Extension, Json,
    http::{HeaderName, HeaderValue, header},
    response::{IntoResponse, Response},
};
use serde_json::json;

/// `GET /manifest.webmanifest`.
pub async fn manifest() -> Response {
    let theme = theme::in_use();
    let icon = |size: &str| json!({ "src": assets::url(&format!("icon-{size}.png")), "sizes": format!("{size}x{size}"), "type": "image/png", "purpose": "any" });
    let manifest = json!({
        "name": theme.name, "short_name": theme.name, "start_url": "/", "scope": "/", "display": "standalone",
        "background_color": "#ffffff", "theme_color": "#0d4a39", "icons": [icon("192"), icon("512")],
    });
    let kind = [(header::CONTENT_TYPE, "application/manifest+json")];
    (Extension(Cache::Page), kind, Json(manifest).0.to_string()).into_response()
}

/// What the service worker may do: load from here, and compile the phone's program.
const WORKER: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

/// `GET /sw.js`: the service worker, at an address that covers the whole site and never changes.
///
/// # Errors
/// When it is not in the program.
pub async fn worker() -> Result<Response, Trouble> {
    let script = assets::shipped("sw.js").ok_or(Trouble::NotFound)?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/javascript; charset=utf-8")),
        (HeaderName::from_static("service-worker-allowed"), HeaderValue::from_static("/")),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(WORKER)),
    ];
    Ok((Extension(Cache::Page), headers, script.into_owned()).into_response())
}
