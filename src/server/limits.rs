//! How much software may ask: plenty without a key, more with one, and a plain word with a time to come back for who asks too much.
//!
//! Pages are never limited, nor completions, which whole offices ask for behind one address. Addresses are kept in memory alone, hashed with
//! a number that is new at every start, and forgotten within minutes.

use crate::{
    app::App,
    server::{page, trouble::Trouble},
};
use axum::{
    extract::{ConnectInfo, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::{
    collections::HashMap,
    hash::{BuildHasher, RandomState},
    net::{IpAddr, SocketAddr},
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

/// Requests a minute without a key, from one address.
pub const ANONYMOUS: u32 = 3_000;

/// What no one is limited in.
const FREE: [&str; 2] = ["/api/v1/suggest", "/offline/pack"];

/// A client with this many counted at once has them swept of those at rest.
const SWEEP_AT: usize = 10_000;

/// What everybody has left.
#[derive(Debug)]
pub(super) struct Limits {
    anonymous: u32,
    buckets: Mutex<HashMap<u64, Bucket>>,
    random: RandomState,
}

impl Default for Limits {
    fn default() -> Self {
        Self { anonymous: ANONYMOUS, buckets: Mutex::default(), random: RandomState::default() }
    }
}

/// What one client has left, as of a moment. It fills up again as time goes by.
#[derive(Debug, Clone, Copy)]
struct Bucket {
    left: f64,
    at: Instant,
    per_minute: u32,
}

impl Bucket {
    fn at(self, now: Instant) -> Self {
        let room = f64::from(self.per_minute);
        let gained = now.saturating_duration_since(self.at).as_secs_f64() * room / 60.0;
        Self { left: (self.left + gained).min(room), at: now, ..self }
    }
}

/// What became of one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// Go on; so many more may follow at once.
    Passes(u32),
    /// Not before so long.
    Wait(Duration),
}

impl Limits {
    fn take(&self, who: u64, per_minute: u32, now: Instant) -> Verdict {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= SWEEP_AT {
            buckets.retain(|_, bucket| bucket.at(now).left < f64::from(bucket.per_minute));
        }
        let fresh = Bucket { left: f64::from(per_minute), at: now, per_minute };
        let bucket = buckets.entry(who).or_insert(fresh);
        *bucket = Bucket { per_minute, ..*bucket }.at(now);
        if bucket.left >= 1.0 {
            bucket.left -= 1.0;
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and a number that fits")]
            return Verdict::Passes(bucket.left as u32);
        }
        Verdict::Wait(Duration::from_secs_f64((1.0 - bucket.left) * 60.0 / f64::from(per_minute.max(1))))
    }

    /// An address as it is counted: for IPv6 the network of a household or an office.
    fn address(&self, address: IpAddr) -> u64 {
        match address {
            IpAddr::V4(v4) => self.random.hash_one(v4.octets()),
            IpAddr::V6(v6) => self.random.hash_one(&v6.octets()[..8]),
        }
    }
}

/// Who is asking, as far as it matters here.
enum Asker {
    Key(String),
    Address(IpAddr),
    /// This machine itself.
    Here,
}

/// Lets a request pass, or says when to come back.
pub(super) async fn limit(State((app, limits)): State<(App, Arc<Limits>)>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if !page::is_for_software(path) || FREE.iter().any(|free| path.starts_with(free)) {
        return next.run(request).await;
    }
    let (who, per_minute) = match asker(&request) {
        Asker::Here => return next.run(request).await,
        Asker::Address(address) => (limits.address(address), limits.anonymous),
        Asker::Key(key) => match app.key(&key).await {
            Ok(Some(known)) => (limits.random.hash_one(&known.name), known.per_minute),
            Ok(None) => return Trouble::UnknownKey.into_response(),
            Err(error) => return Trouble::from(error).into_response(),
        },
    };
    match limits.take(who, per_minute, Instant::now()) {
        Verdict::Passes(left) => {
            let mut response = next.run(request).await;
            tell(response.headers_mut(), per_minute, left);
            response
        }
        Verdict::Wait(time) => Trouble::TooMuch(time.as_secs() + 1).into_response(),
    }
}

fn tell(headers: &mut HeaderMap, per_minute: u32, left: u32) {
    headers.insert(HeaderName::from_static("ratelimit-limit"), HeaderValue::from(per_minute));
    headers.insert(HeaderName::from_static("ratelimit-remaining"), HeaderValue::from(left));
}

/// The key in `Authorization: Bearer` or `X-Api-Key`; else the address: behind a proxy on this machine or in its own network, the one that
/// the proxy names last.
fn asker(request: &Request) -> Asker {
    let headers = request.headers();
    let bearer = text(headers, header::AUTHORIZATION).and_then(|value| value.strip_prefix("Bearer "));
    if let Some(key) = bearer.or_else(|| text(headers, HeaderName::from_static("x-api-key"))) {
        return Asker::Key(key.trim().to_owned());
    }
    let Some(ConnectInfo(peer)) = request.extensions().get::<ConnectInfo<SocketAddr>>() else { return Asker::Here };
    let peer = peer.ip().to_canonical();
    let forwarded = text(headers, HeaderName::from_static("x-forwarded-for")).and_then(|list| list.rsplit(',').next()?.trim().parse().ok());
    match (is_near(peer), forwarded) {
        (true, Some(address)) => Asker::Address(address),
        _ if peer.is_loopback() => Asker::Here,
        _ => Asker::Address(peer),
    }
}

fn is_near(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => v4.is_loopback() || v4.is_private(),
        IpAddr::V6(v6) => v6.is_loopback() || v6.is_unique_local(),
    }
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::testing;
    use axum::{Router, body::Body, http::StatusCode, middleware::from_fn_with_state, routing::get};
    use tower::ServiceExt;

    #[test]
    fn a_bucket_empties_and_fills_again() {
        let (limits, begin) = (Limits::default(), Instant::now());
        assert_eq!(limits.take(1, 2, begin), Verdict::Passes(1));
        assert_eq!(limits.take(1, 2, begin), Verdict::Passes(0));
        assert_eq!(limits.take(1, 2, begin), Verdict::Wait(Duration::from_secs(30)));
        assert_eq!(limits.take(2, 2, begin), Verdict::Passes(1), "others are not kept waiting");
        assert_eq!(limits.take(1, 2, begin + Duration::from_secs(30)), Verdict::Passes(0));
        assert_eq!(limits.take(1, 2, begin + Duration::from_hours(1)), Verdict::Passes(1), "nobody saves up more than a minute's");
    }

    #[test]
    fn who_rests_is_forgotten() {
        let (limits, begin) = (Limits::default(), Instant::now());
        for who in 0..SWEEP_AT as u64 {
            limits.take(who, 60, begin);
        }
        limits.take(u64::MAX, 60, begin + Duration::from_mins(1));
        assert_eq!(limits.buckets.lock().unwrap().len(), 1);
    }

    async fn ask(router: &Router, path: &str, from: &str, headers: &[(&str, &str)]) -> Response {
        let mut request = Request::get(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let peer: SocketAddr = format!("{from}:4000").parse().unwrap();
        let mut request = request.body(Body::empty()).unwrap();
        request.extensions_mut().insert(ConnectInfo(peer));
        router.clone().oneshot(request).await.unwrap()
    }

    /// Three requests a minute for anybody.
    fn router() -> Router {
        let paths = ["/api/thing", "/page", "/api/v1/suggest"];
        let routes = paths.into_iter().fold(Router::new(), |routes, path| routes.route(path, get(async || "x")));
        let limits = Arc::new(Limits { anonymous: 3, ..Limits::default() });
        crate::server::dressed(routes.layer(from_fn_with_state((testing::app(), limits), limit)))
    }

    #[tokio::test]
    async fn whoever_asks_too_much_is_told_when_to_come_back_and_nobody_else_is() {
        let router = router();
        for _ in 0..3 {
            assert_eq!(ask(&router, "/api/thing", "203.0.113.7", &[]).await.status(), StatusCode::OK);
        }
        let refused = ask(&router, "/api/thing", "203.0.113.7", &[]).await;
        assert_eq!(refused.status().as_u16(), 429);
        let wait: u64 = refused.headers()["retry-after"].to_str().unwrap().parse().unwrap();
        assert!((1..=21).contains(&wait), "{wait}");
        assert_eq!(refused.headers()["content-type"], "application/problem+json");
        for path in ["/page", "/api/v1/suggest"] {
            assert_eq!(ask(&router, path, "203.0.113.7", &[]).await.status(), StatusCode::OK, "{path} is free");
        }
        let other = ask(&router, "/api/thing", "203.0.113.8", &[]).await;
        assert_eq!((other.status().as_u16(), other.headers()["ratelimit-remaining"].to_str().unwrap()), (200, "2"));
        let behind = ask(&router, "/api/thing", "127.0.0.1", &[("x-forwarded-for", "198.51.100.1, 203.0.113.7")]).await;
        assert_eq!(behind.status().as_u16(), 429, "a proxy on this machine is believed");
        let pretended = ask(&router, "/api/thing", "203.0.113.7", &[("x-forwarded-for", "198.51.100.9")]).await;
        assert_eq!(pretended.status().as_u16(), 429, "anybody else is not");
        assert_eq!(ask(&router, "/api/thing", "127.0.0.1", &[]).await.status(), StatusCode::OK);
    }

    #[tokio::test]
    async fn a_key_nobody_knows_is_refused() {
        for header in [("authorization", "Bearer fp_x"), ("x-api-key", "fp_x")] {
            assert_eq!(ask(&router(), "/api/thing", "203.0.113.7", &[header]).await.status().as_u16(), 401, "{header:?}");
        }
    }
}
