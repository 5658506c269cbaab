//! One log line for each request: method, path, status and time. Never the query string, never an address.

use axum::{extract::Request, middleware::Next, response::Response};
use std::time::Instant;

/// Logs the request once it is answered.
pub async fn request(request: Request, next: Next) -> Response {
    let (method, path, begun) = (request.method().clone(), request.uri().path().to_owned(), Instant::now());
    let response = next.run(request).await;
    let (status, milliseconds) = (response.status().as_u16(), begun.elapsed().as_millis());
    if response.status().is_server_error() {
        tracing::error!(%method, path, status, milliseconds, "request failed");
    } else {
        tracing::info!(%method, path, status, milliseconds, "request");
    }
    response
}
