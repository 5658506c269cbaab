//! What a handler is given: parameters and path parts, already read. What cannot be read gets our own error page.

use crate::server::{
    parameters::{BadParameter, Parameters},
    trouble::Trouble,
};
use axum::{
    body::{Bytes, to_bytes},
    extract::{FromRequest, FromRequestParts, RawPathParams, Request},
    http::{header, request::Parts},
};
use std::str::FromStr;

/// Something read from parameters.
pub trait FromParameters: Sized {
    /// Reads it.
    ///
    /// # Errors
    /// When a parameter cannot be used.
    fn from_parameters(parameters: &Parameters) -> Result<Self, BadParameter>;
}

impl FromParameters for Parameters {
    fn from_parameters(parameters: &Parameters) -> Result<Self, BadParameter> {
        Ok(parameters.clone())
    }
}

/// The query string.
#[derive(Debug)]
pub struct Query<T>(pub T);

impl<S: Sync, T: FromParameters> FromRequestParts<S> for Query<T> {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Trouble> {
        let parameters = Parameters::read(parts.uri.query().unwrap_or_default())?;
        Ok(Self(T::from_parameters(&parameters)?))
    }
}

/// The body of a form.
#[derive(Debug)]
pub struct Form<T>(pub T);

impl<S: Send + Sync, T: FromParameters> FromRequest<S> for Form<T> {
    type Rejection = Trouble;

    async fn from_request(request: Request, state: &S) -> Result<Self, Trouble> {
        let body = Bytes::from_request(request, state).await.map_err(|_| Trouble::TooLarge)?;
        let text = String::from_utf8_lossy(&body);
        Ok(Self(T::from_parameters(&Parameters::read_form(&text)?)?))
    }
}

/// The longest body of parameters, in bytes: as many ids as parameters are read.
const LONGEST_BODY: usize = 32 * 1024;

/// The query string and the body of a request that asks for a list: what somebody would rather not have in an address. The body is
/// a JSON object or a form; what stands in both is taken from the body.
#[derive(Debug)]
pub struct Sent<T>(pub T);

impl<S: Send + Sync, T: FromParameters> FromRequest<S> for Sent<T> {
    type Rejection = Trouble;

    async fn from_request(request: Request, _state: &S) -> Result<Self, Trouble> {
        let query = Parameters::read(request.uri().query().unwrap_or_default())?;
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let body = to_bytes(request.into_body(), LONGEST_BODY).await.map_err(|_| Trouble::TooLarge)?;
        let text = String::from_utf8_lossy(&body);
        let sent = match kind.as_str() {
            _ if text.trim().is_empty() => Parameters::default(),
            "application/json" => Parameters::read_json(&text)?,
            "application/x-www-form-urlencoded" => Parameters::read(&text)?,
            other => {
                let reason = format!("The body is of the type '{other}'; it is application/json or application/x-www-form-urlencoded.");
                return Err(BadParameter::new("Content-Type", reason).into());
            }
        };
        Ok(Self(T::from_parameters(&query.with_body(sent)?)?))
    }
}

/// The one variable part of a path, `/service/{id}`. What does not parse names nothing: 404.
#[derive(Debug)]
pub struct Path<T>(pub T);

impl<S: Send + Sync, T: FromStr> FromRequestParts<S> for Path<T> {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Trouble> {
        let pieces = RawPathParams::from_request_parts(parts, state).await.map_err(|_| Trouble::NotFound)?;
        let only = pieces.iter().next().and_then(|(_, piece)| piece.parse().ok());
        only.map(Self).ok_or(Trouble::NotFound)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{model::id::ServiceId, server::testing};
    use axum::{Router, body::Body, routing::get};

    fn routes() -> Router<crate::app::App> {
        Router::new()
            .route("/echo", get(async |Query(p): Query<Parameters>| p.one("q").unwrap_or("nothing").to_owned()))
            .route("/thing/{id}", get(async |Path(ServiceId(id)): Path<ServiceId>| id.to_string()))
    }

    #[tokio::test]
    async fn a_query_and_a_path_are_read() {
        assert_eq!(testing::get_with(routes(), "/echo?q=a+b", &[]).await.body, "a b");
        let id = "ac148810-d857-441c-9679-408f346de14b";
        assert_eq!(testing::get_with(routes(), &format!("/thing/{id}"), &[]).await.body, id);
    }

    #[tokio::test]
    async fn what_cannot_be_read_gets_our_own_page() {
        let long = format!("/echo?q={}", "x".repeat(400));
        let answered = testing::get_with(routes(), &long, &[]).await;
        assert_eq!(answered.status, 400);
        assert!(answered.body.contains("at most 300 characters"), "{}", answered.body);
        for path in ["/thing/1", "/thing/%ff", "/thing/a%2Fb"] {
            let answered = testing::get_with(routes(), path, &[]).await;
            assert_eq!(answered.status, 404, "{path}");
            assert!(answered.body.contains("<h1"), "{path}");
        }
    }

    #[tokio::test]
    async fn a_form_is_read() {
        let request = Request::post("/").body(Body::from("q=tea+time")).unwrap();
        let Form(parameters) = Form::<Parameters>::from_request(request, &()).await.unwrap();
        assert_eq!(parameters.one("q"), Some("tea time"));
    }
}
