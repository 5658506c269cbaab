//! How long an answer may be kept, and by whom. A handler names a policy; one layer writes the headers and the `ETag`.

use axum::{
    body::{Body, HttpBody, to_bytes},
    extract::Request,
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use rustc_hash::FxHasher;
use std::hash::Hasher as _;

/// How long an answer may be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cache {
    /// A file whose address changes with its content: for a year, by anyone.
    Immutable,
    /// A page that is the same for everyone: by anyone, but asked for again each time.
    Page,
    /// Published data: by anyone, for a minute.
    Data,
    /// Published data in a stream, whose end is not known when it begins: as [`Self::Data`], but without an `ETag`.
    Stream,
    /// What somebody looked for: by their own browser only, asked for again each time.
    Personal,
    /// By nobody: errors, health and sensitive subjects.
    Never,
}

impl Cache {
    /// The value of `Cache-Control`.
    pub fn header(self) -> &'static str {
        match self {
            Self::Immutable => "public, max-age=31536000, immutable",
            Self::Page => "public, no-cache",
            Self::Data | Self::Stream => "public, max-age=60",
            Self::Personal => "private, no-cache",
            Self::Never => "no-store",
        }
    }

    fn wants_etag(self) -> bool {
        !matches!(self, Self::Never | Self::Immutable | Self::Stream)
    }
}

/// The largest body an `ETag` is made for, in bytes. Larger ones go out without one.
const LARGEST_TAGGED: usize = 4 * 1024 * 1024;

/// Writes `Cache-Control` for the policy the handler named ([`Cache::Never`] where none was), and an `ETag` where one helps.
pub async fn write(request: Request, next: Next) -> Response {
    let readable = matches!(*request.method(), Method::GET | Method::HEAD);
    let known = request.headers().get(header::IF_NONE_MATCH).cloned();
    let mut response = next.run(request).await;
    let policy = match response.status() {
        StatusCode::OK => response.extensions().get::<Cache>().copied().unwrap_or(Cache::Never),
        _ => Cache::Never,
    };
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(policy.header()));
    let small = response.body().size_hint().upper().is_none_or(|bytes| bytes <= LARGEST_TAGGED as u64);
    if readable && small && policy.wants_etag() { tagged(response, known.as_ref()).await } else { response }
}

/// The answer with its `ETag`, or 304 where the browser has it already.
async fn tagged(response: Response, known: Option<&HeaderValue>) -> Response {
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, LARGEST_TAGGED).await else {
        tracing::error!("an answer was too large to tag");
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let tag = tag(&bytes);
    let same = known.and_then(|value| value.to_str().ok()).is_some_and(|list| list.split(',').any(|one| one.trim() == tag));
    if let Ok(value) = HeaderValue::from_str(&tag) {
        parts.headers.insert(header::ETAG, value);
    }
    if same {
        keep_only_what_304_may_carry(&mut parts.headers);
        parts.status = StatusCode::NOT_MODIFIED;
        return Response::from_parts(parts, Body::empty());
    }
    Response::from_parts(parts, Body::from(bytes))
}

/// Weak, because compression changes the bytes and not the meaning. A quick hash: whoever could make two answers collide would only
/// keep their own old one.
fn tag(bytes: &[u8]) -> String {
    let mut hasher = FxHasher::default();
    hasher.write(bytes);
    format!("W/\"{:016x}\"", hasher.finish())
}

/// The first 64 bits of a hash in hexadecimal: enough to tell one version of a file or an answer from another.
pub(crate) fn short(hash: &[u8]) -> String {
    let first = hash.first_chunk::<8>().map_or(0, |bytes| u64::from_be_bytes(*bytes));
    format!("{first:016x}")
}

fn keep_only_what_304_may_carry(headers: &mut HeaderMap) {
    headers.remove(header::CONTENT_TYPE);
    headers.remove(header::CONTENT_LENGTH);
}

#[cfg(test)]
mod tests {
    use crate::server::testing::{self, Answered};
    use axum::{Router, http::header, routing::get};

    async fn ask(path: &str, known: Option<&str>) -> Answered {
        let routes = Router::new().route("/data", get(async || (axum::Extension(super::Cache::Data), "same")));
        let headers: Vec<_> = known.iter().map(|tag| (header::IF_NONE_MATCH.as_str(), *tag)).collect();
        testing::get_with(routes, path, &headers).await
    }

    #[tokio::test]
    async fn an_answer_the_reader_has_already_is_not_sent_again() {
        let first = ask("/data", None).await;
        assert_eq!((first.status, first.body.as_str()), (200, "same"));
        assert_eq!(first.header("cache-control"), "public, max-age=60");
        let tag = first.header("etag").to_owned();
        let second = ask("/data", Some(&format!("\"other\", {tag}"))).await;
        assert_eq!((second.status, second.body.as_str()), (304, ""));
        assert_eq!(ask("/data", Some("W/\"other\"")).await.status, 200);
    }

    #[tokio::test]
    async fn an_answer_without_a_policy_is_kept_by_nobody() {
        assert_eq!(ask("/health", None).await.header("cache-control"), "no-store");
        assert_eq!(ask("/nowhere", None).await.header("cache-control"), "no-store");
    }
}
