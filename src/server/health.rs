//! `GET /health`: for whoever watches the machine. 200 while the store and the index answer, otherwise 503.

use crate::app::App;
use axum::{
    Json,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::json;

/// Says how the parts are.
pub async fn get(State(app): State<App>) -> Response {
    let health = app.health().await;
    let well = health.store && health.index;
    let status = if well { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    let body = json!({
        "status": if well { "ok" } else { "failing" },
        "store": health.store,
        "index": health.index,
        "services": health.services,
        "position": health.position,
        "behind": health.behind,
        "needs_vocabulary": if health.vocabulary.is_empty() { "ok" } else { "refused" },
        "needs_vocabulary_faults": health.vocabulary.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "version": health.version,
    });
    (status, Json(body)).into_response()
}

#[cfg(test)]
mod tests {
    use crate::server::testing;
    use axum::Router;

    #[tokio::test]
    async fn health_says_how_the_parts_are() {
        let answered = testing::get_with(Router::new(), "/health", &[]).await;
        assert_eq!((answered.status, answered.header("content-type")), (200, "application/json"));
        let health: serde_json::Value = serde_json::from_str(&answered.body).unwrap();
        assert_eq!(health["status"], "ok");
        assert!(health["behind"].is_i64() && health["version"].is_string());
    }
}
