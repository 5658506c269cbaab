//! Headers every answer carries: what a page may load, what it tells other sites, and who may read the API.

use crate::server::page;
use axum::{
    extract::Request,
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

/// On every answer. A page loads only our own styles, scripts and pictures, and nothing inline; no other site may frame
/// it or learn where a visitor came from.
const EVERYWHERE: [(HeaderName, &str); 7] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; \
         worker-src 'self'; manifest-src 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "accelerometer=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    ),
    (HeaderName::from_static("x-permitted-cross-domain-policies"), "none"),
];

/// On the API: any site may read it; it holds nothing about the reader.
const API: [(HeaderName, &str); 5] = [
    (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, OPTIONS"),
    (header::ACCESS_CONTROL_ALLOW_HEADERS, "If-None-Match, Accept, Content-Type, Prefer, Authorization, X-Api-Key"),
    (header::ACCESS_CONTROL_EXPOSE_HEADERS, "ETag, Link, Retry-After, RateLimit-Limit, RateLimit-Remaining"),
    (header::ACCESS_CONTROL_MAX_AGE, "86400"),
];

/// Adds the headers; answers a browser's CORS question for the API itself.
pub async fn write(request: Request, next: Next) -> Response {
    let api = page::is_for_software(request.uri().path());
    // Its lists can be asked for in a body.
    let feed = request.uri().path().starts_with("/openreferral/");
    // Made to stand in other sites' pages; their own policy says so.
    let framed = ["/embed/search", "/embed/list"].contains(&request.uri().path());
    let asks_permission = api && request.method() == Method::OPTIONS;
    let mut response = if asks_permission { StatusCode::NO_CONTENT.into_response() } else { next.run(request).await };
    add(response.headers_mut(), &EVERYWHERE);
    if framed {
        response.headers_mut().remove(header::X_FRAME_OPTIONS);
    }
    if feed {
        response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, HEAD, POST, OPTIONS"));
    }
    if api {
        add(response.headers_mut(), &API);
    }
    response
}

fn add(headers: &mut HeaderMap, list: &[(HeaderName, &'static str)]) {
    for (name, value) in list {
        // The service worker names a policy of its own.
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
}
