//! The whole site over a home of its own, asked without a socket.

use crate::home::Home;
use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Request, Response, StatusCode},
};
use fingerpost::{
    api,
    app::{App, demo, follow::Following},
    server, web,
};
use http_body_util::BodyExt;
use serde_json::Value;
use std::time::{Duration, Instant};
use tower::ServiceExt;

/// Patience with a busy machine. What is saved can be found within 2 seconds; the test prints how long it took.
pub(crate) const SOON: Duration = Duration::from_secs(30);

/// The whole site over a home of its own, following its store.
pub(crate) struct Site {
    pub(crate) home: Home,
    pub(crate) app: App,
    pub(crate) router: Router,
    pub(crate) following: Following,
}

impl Site {
    /// Serves whatever `home` holds.
    pub(crate) async fn over(home: Home) -> Self {
        let app = App::over(home.importer.store.clone(), &home.config, &mut |_| ()).await.expect("an app");
        let following = app.follow().await.expect("nobody else follows");
        let router = server::site(app.clone(), web::routes().merge(api::routes()));
        Self { home, app, router, following }
    }

    pub(crate) async fn with_the_demonstration() -> Self {
        let home = Home::new().await;
        demo::load(&home.importer, &mut |_| ()).await.expect("the demonstration directory");
        Self::over(home).await
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        let request = Request::get(path).header("accept", "text/html,application/json").body(Body::empty()).expect("a request");
        Answer::read(self.router.clone().oneshot(request).await.expect("an answer")).await
    }

    /// Sends a form.
    pub(crate) async fn post_form(&self, path: &str, form: &str) -> Answer {
        let kind = "application/x-www-form-urlencoded";
        let request =
            Request::post(path).header("host", "test").header("content-type", kind).body(Body::from(form.to_owned())).expect("a request");
        Answer::read(self.router.clone().oneshot(request).await.expect("an answer")).await
    }

    /// The bytes of an answer, with a header in the question.
    pub(crate) async fn bytes(&self, path: &str, header: (&str, &str)) -> (u16, HeaderMap, Vec<u8>) {
        let request = Request::get(path).header(header.0, header.1).body(Body::empty()).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        (status, headers, response.into_body().collect().await.expect("a body").to_bytes().to_vec())
    }

    /// How many services a search finds.
    pub(crate) async fn found(&self, query: &str) -> u64 {
        self.get(&format!("/api/v1/search?{query}")).await.json()["total"].as_u64().expect("a total")
    }

    /// Asks until a search finds so many.
    pub(crate) async fn soon_finds(&self, query: &str, count: u64) -> Duration {
        let saved = Instant::now();
        while self.found(query).await != count {
            assert!(saved.elapsed() < SOON, "{query} does not find {count} services in time");
            tokio::task::yield_now().await;
        }
        saved.elapsed()
    }
}

pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) kind: String,
    /// Where it leads, for a redirect.
    pub(crate) location: String,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) async fn read(response: Response<Body>) -> Self {
        let status = response.status();
        let header = |name| response.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
        let (kind, location) = (header("content-type"), header("location"));
        let body = response.into_body().collect().await.expect("a body").to_bytes();
        Self { status, kind, location, body: String::from_utf8_lossy(&body).into_owned() }
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).expect("JSON")
    }
}
