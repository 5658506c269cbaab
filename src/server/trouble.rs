//! What went wrong, as the outside may know it. People get a page that says where to go next; software gets problem+json.
//!
//! Inside reasons go to the log and never into an answer.

use crate::{
    app::AppError,
    fhir,
    model::id::ServiceId,
    server::{
        cache::Cache,
        copy,
        languages::{L, Said},
        page::{self, Content, Page},
        parameters::BadParameter,
    },
};
use askama::Template;
use axum::{
    Json,
    extract::Request,
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use serde_json::json;
#[cfg(not(target_family = "wasm"))]
use std::any::Any;

/// A refusal or a failure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// A parameter cannot be used.
    BadParameter(BadParameter),
    /// The request as a whole cannot be read.
    Unreadable,
    /// Nothing is here.
    NotFound,
    /// A service at one of its places was here, and the record that is now shown for it, which has this id, names no place.
    NoPlace(ServiceId),
    /// The copy that answers does not have it; the site may.
    NotInCopy,
    /// Something was here and is not any more.
    Gone,
    /// The address is right, the method is not.
    WrongMethod,
    /// The request is too large.
    TooLarge,
    /// Too much at once, or too slow: worth another try.
    Busy,
    /// One client asked too much; it may come back after so many seconds.
    TooMuch(u64),
    /// A key that nobody here knows.
    UnknownKey,
    /// It takes a connection, and there is none.
    Offline,
    /// Our fault.
    Broken,
}

impl Trouble {
    /// No record has this id. A server knows them all; a copy only those of its patch, and must not say that there is none.
    pub fn no_record() -> Self {
        if copy::in_use().is_some() { Self::NotInCopy } else { Self::NotFound }
    }

    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::BadParameter(_) | Self::Unreadable => StatusCode::BAD_REQUEST,
            Self::NotFound | Self::NoPlace(_) | Self::NotInCopy => StatusCode::NOT_FOUND,
            Self::Gone => StatusCode::GONE,
            Self::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooMuch(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::UnknownKey => StatusCode::UNAUTHORIZED,
            Self::Busy | Self::Offline => StatusCode::SERVICE_UNAVAILABLE,
            Self::Broken => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The heading, and what happened and what to do in a sentence or two.
    fn words(&self, l: &L) -> (Said, Said) {
        let (heading, detail) = match self {
            Self::BadParameter(_) => ("trouble-unreadable", "trouble-parameter-why"),
            Self::Unreadable => ("trouble-unreadable", "trouble-unreadable-why"),
            Self::NotFound => ("trouble-not-found", "trouble-not-found-why"),
            Self::NoPlace(_) => ("trouble-not-found", "trouble-no-place-why"),
            Self::NotInCopy => ("trouble-not-in-copy", "trouble-not-in-copy-why"),
            Self::Gone => ("trouble-gone", "trouble-gone-why"),
            Self::WrongMethod => ("trouble-method", "trouble-method-why"),
            Self::TooLarge => ("trouble-large", "trouble-large-why"),
            Self::Busy => ("trouble-busy", "trouble-busy-why"),
            Self::TooMuch(_) => ("trouble-much", "trouble-much-why"),
            Self::UnknownKey => ("trouble-key", "trouble-key-why"),
            Self::Offline => ("trouble-offline", "trouble-offline-why"),
            Self::Broken => ("trouble-broken", "trouble-broken-why"),
        };
        let detail = match self {
            Self::BadParameter(bad) if l.is_english() => bad.reason.as_str().into(),
            Self::BadParameter(bad) => l.v(detail, "parameter", &bad.parameter),
            Self::NoPlace(service) => l.v(detail, "service", service.to_string().as_str()),
            _ => l.say(detail),
        };
        (l.say(heading), detail)
    }

    /// The trouble a bare error status stands for.
    fn of_status(status: StatusCode) -> Self {
        match status {
            StatusCode::NOT_FOUND => Self::NotFound,
            StatusCode::GONE => Self::Gone,
            StatusCode::METHOD_NOT_ALLOWED => Self::WrongMethod,
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge,
            StatusCode::SERVICE_UNAVAILABLE => Self::Busy,
            status if status.is_client_error() => Self::Unreadable,
            _ => Self::Broken,
        }
    }

    fn problem(&self) -> Response {
        let (title, detail) = self.words(&L::english());
        let mut body = json!({
            "type": "about:blank",
            "title": title.plain(),
            "status": self.status().as_u16(),
            "detail": detail.plain(),
        });
        if let Self::BadParameter(bad) = self {
            body["parameter"] = json!(bad.parameter);
        }
        let kind = [(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"))];
        (self.status(), kind, Json(body)).into_response()
    }

    /// The error as FHIR says it.
    fn outcome(&self) -> Response {
        let code = match self {
            Self::BadParameter(_) | Self::Unreadable => "invalid",
            Self::NotFound | Self::NoPlace(_) | Self::NotInCopy => "not-found",
            Self::Gone => "deleted",
            Self::WrongMethod => "not-supported",
            Self::TooLarge => "too-long",
            Self::Busy | Self::Offline => "transient",
            Self::TooMuch(_) => "throttled",
            Self::UnknownKey => "security",
            Self::Broken => "exception",
        };
        let parameter = if let Self::BadParameter(bad) = self { Some(bad.parameter.as_str()) } else { None };
        let kind = [(header::CONTENT_TYPE, HeaderValue::from_static(fhir::MEDIA_TYPE))];
        (self.status(), kind, Json(fhir::outcome(code, &self.words(&L::english()).1.plain(), parameter))).into_response()
    }
}

impl From<AppError> for Trouble {
    fn from(error: AppError) -> Self {
        match error {
            AppError::Busy => Self::Busy,
            AppError::Offline => Self::Offline,
            AppError::Store(_) | AppError::Search(_) => {
                tracing::error!(%error, "the request failed");
                Self::Broken
            }
        }
    }
}

impl From<BadParameter> for Trouble {
    fn from(bad: BadParameter) -> Self {
        Self::BadParameter(bad)
    }
}

/// A bare answer that [`dress`] turns into a page or problem+json, whichever the address calls for.
impl IntoResponse for Trouble {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

#[cfg(not(target_family = "wasm"))]
/// The answer after a panic. The panic's words go to the log.
#[expect(clippy::needless_pass_by_value, reason = "the layer hands the panic over")]
pub(crate) fn after_panic(panic: Box<dyn Any + Send + 'static>) -> Response {
    let words = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    tracing::error!(panic = words.unwrap_or("without words"), "a request panicked");
    Trouble::Broken.into_response()
}

/// Gives every bare error a body: a page for people, problem+json for software, an `OperationOutcome` under FHIR. Finished error pages pass through.
pub async fn dress(request: Request, next: Next) -> Response {
    let (software, fhir) = (page::is_for_software(request.uri().path()), page::is_fhir(request.uri().path()));
    let l = L::of(request.uri(), request.headers());
    let here = request.uri().path().to_owned();
    let mut response = next.run(request).await;
    let Some(trouble) = bare_trouble(&mut response) else { return response };
    let mut dressed = match (fhir, software) {
        (true, _) => trouble.outcome(),
        (_, true) => trouble.problem(),
        _ => Page(ErrorPage::new(&trouble, here, l)).into_response(),
    };
    if let Some(allow) = response.headers_mut().remove(header::ALLOW) {
        dressed.headers_mut().insert(header::ALLOW, allow);
    }
    let wait = match trouble {
        Trouble::Busy => Some(5),
        Trouble::TooMuch(seconds) => Some(seconds),
        _ => None,
    };
    dressed.headers_mut().extend(wait.map(|seconds| (header::RETRY_AFTER, HeaderValue::from(seconds))));
    dressed
}

fn bare_trouble(response: &mut Response) -> Option<Trouble> {
    let status = response.status();
    let named = response.extensions_mut().remove::<Trouble>();
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let finished = kind.is_some_and(|kind| kind.starts_with("text/html") || kind.contains("json"));
    named.or_else(|| ((status.is_client_error() || status.is_server_error()) && !finished).then(|| Trouble::of_status(status)))
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    l: L,
    status: StatusCode,
    heading: Said,
    detail: Said,
    /// This address, where it is worth asking for again.
    again: Option<String>,
}

impl ErrorPage {
    fn new(trouble: &Trouble, here: String, l: L) -> Self {
        let (heading, detail) = trouble.words(&l);
        let again = (*trouble == Trouble::NotInCopy).then_some(here);
        Self { status: trouble.status(), heading, detail, again, l }
    }
}

impl Content for ErrorPage {
    fn title(&self) -> String {
        self.l.v("error-title", "title", &self.heading).plain()
    }

    fn l(&self) -> L {
        self.l.clone()
    }

    fn status(&self) -> StatusCode {
        self.status
    }

    fn cache(&self) -> Cache {
        Cache::Never
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::testing;
    use axum::{
        Router,
        routing::{get, post},
    };

    fn routes() -> Router<crate::app::App> {
        let store = async || Trouble::from(AppError::Store("disk sdb1 is full".to_owned()));
        Router::new()
            .route("/panic", get(async || -> &'static str { panic!("secret inside words") }))
            .route("/store", get(store))
            .route("/busy", get(async || Trouble::from(AppError::Busy)))
            .route("/post", post(async || "posted"))
            .route("/api/store", get(store))
            .route("/api/bad", get(async || Trouble::from(BadParameter::new("page", "'x' is not a number."))))
    }

    #[tokio::test]
    async fn every_error_page_has_a_heading_and_a_way_on() {
        for (path, status, heading) in [
            ("/nowhere", 404, "There is nothing at this address"),
            ("/panic", 500, "Something went wrong on our side"),
            ("/store", 500, "Something went wrong on our side"),
            ("/busy", 503, "We are very busy just now"),
            ("/post", 405, "That cannot be done here"),
        ] {
            let answered = testing::get_with(routes(), path, &[]).await;
            assert_eq!(answered.status, status, "{path}");
            assert!(answered.body.contains(&format!("<h1>{heading}</h1>")), "{path}: {}", answered.body);
            assert!(answered.body.contains("<title>Error: "), "{path}");
            assert!(answered.body.contains("role=\"search\""), "{path} offers a search");
            assert_eq!(answered.header("cache-control"), "no-store", "{path}");
        }
        assert_eq!(testing::get_with(routes(), "/busy", &[]).await.header("retry-after"), "5");
        assert_eq!(testing::get_with(routes(), "/post", &[]).await.header("allow"), "POST");
    }

    #[tokio::test]
    async fn inside_words_stay_inside() {
        for path in ["/panic", "/store", "/api/store"] {
            let body = testing::get_with(routes(), path, &[]).await.body;
            assert!(!body.contains("secret") && !body.contains("sdb1"), "{path}: {body}");
        }
    }

    #[tokio::test]
    async fn software_gets_a_problem_that_names_the_parameter() {
        let answered = testing::get_with(routes(), "/api/bad", &[]).await;
        assert_eq!((answered.status, answered.header("content-type")), (400, "application/problem+json"));
        let problem: serde_json::Value = serde_json::from_str(&answered.body).unwrap();
        assert_eq!(problem["parameter"], "page");
        assert_eq!(problem["detail"], "'x' is not a number.");
        assert_eq!(testing::get_with(routes(), "/api/nowhere", &[]).await.header("content-type"), "application/problem+json");
        assert_eq!(answered.header("access-control-allow-origin"), "*");
    }
}
