//! One polite request: guarded, with retries, `Retry-After`, time and size limits.

use super::{
    Limits,
    ask::Answered,
    guard::{self, Refusal, Resolver},
};
use crate::clock::Clock;
use reqwest::{Response, StatusCode, header::RETRY_AFTER, redirect::Policy};
use std::{
    error::Error,
    path::Path,
    sync::{
        Arc, Once,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};
use tokio::io::AsyncWriteExt;
use url::Url;

const USER_AGENT: &str = concat!("Fingerpost/", env!("CARGO_PKG_VERSION"), " (+directory reader)");
const REDIRECTS: usize = 5;

/// Why a request gave nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum Failure {
    /// The guard refused the address, a redirect or what a name resolves to.
    #[error("{0}")]
    Refused(Refusal),
    /// The server answered with this status.
    #[error("the server answered {0}")]
    Status(StatusCode),
    /// One answer is too large.
    #[error("an answer is larger than {} MB", .0 / 1_000_000)]
    TooLarge(u64),
    /// All answers together are too large.
    #[error("the feed is larger than {} MB", .0 / 1_000_000)]
    TooMuch(u64),
    /// No connection, or no answer in time.
    #[error("{0}")]
    Unreachable(String),
}

impl Failure {
    /// What an answer that is no success amounts to.
    pub(super) fn of_status(status: u16) -> Self {
        Self::Status(StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR))
    }

    /// True when another try may help.
    fn is_passing(&self) -> bool {
        match self {
            Self::Status(status) => matches!(status.as_u16(), 408 | 425 | 429 | 500 | 502 | 503 | 504),
            Self::Unreachable(_) => true,
            Self::Refused(_) | Self::TooLarge(_) | Self::TooMuch(_) => false,
        }
    }

    /// True when the server says that there is no such thing.
    pub(super) fn is_absent(&self) -> bool {
        matches!(self, Self::Status(status) if matches!(status.as_u16(), 404 | 405 | 410 | 501))
    }
}

/// Why a download stopped.
#[derive(Debug)]
pub(super) enum Stop {
    Failure(Failure),
    Disk(std::io::Error),
}

/// A client with its limits and what it has received so far.
#[derive(Debug)]
pub(super) struct Client {
    http: reqwest::Client,
    pub(super) limits: Limits,
    received: AtomicU64,
}

impl Client {
    /// Prepares a client.
    pub(super) fn new(limits: Limits) -> Result<Self, Failure> {
        static PROVIDER: Once = Once::new();
        // Whoever installed a provider before installed one that does as well.
        PROVIDER.call_once(|| drop(rustls::crypto::ring::default_provider().install_default()));
        let allow_private = limits.allow_private;
        let redirects = Policy::custom(move |attempt| match guard::check(attempt.url(), allow_private) {
            Err(refusal) => attempt.error(refusal),
            Ok(()) if attempt.previous().len() > REDIRECTS => attempt.error("too many redirects"),
            Ok(()) => attempt.follow(),
        });
        let http = reqwest::Client::builder()
            .user_agent(USER_AGENT)
            .redirect(redirects)
            .dns_resolver(Arc::new(Resolver { allow_private }))
            .no_proxy() // a proxy would resolve names itself, past the guard
            .connect_timeout(limits.timeout)
            .read_timeout(limits.timeout)
            .build()
            .map_err(|error| failure(&error))?;
        Ok(Self { http, limits, received: AtomicU64::new(0) })
    }

    /// The whole answer of a GET.
    pub(super) async fn get(&self, address: &Url) -> Result<Vec<u8>, Failure> {
        let mut attempt = 0;
        loop {
            let (failure, wait) = match self.try_get(address).await {
                Ok(body) => return Ok(body),
                Err(stopped) => stopped,
            };
            self.wait_or_give_up(failure, wait, &mut attempt).await?;
        }
    }

    async fn try_get(&self, address: &Url) -> Result<Vec<u8>, (Failure, Option<Duration>)> {
        let answer = tokio::time::timeout(self.limits.timeout, async {
            let mut response = self.open(address).await?;
            let mut body = Vec::new();
            while let Some(chunk) = response.chunk().await.map_err(|error| (failure(&error), None))? {
                self.count(chunk.len() as u64).map_err(|failure| (failure, None))?;
                body.extend_from_slice(&chunk);
                if body.len() as u64 > self.limits.answer_bytes {
                    return Err((Failure::TooLarge(self.limits.answer_bytes), None));
                }
            }
            Ok(body)
        });
        answer.await.unwrap_or_else(|_| Err((Failure::Unreachable("no answer in time".to_owned()), None)))
    }

    /// Saves the answer to a GET. `Some(reason)` when it broke off on the way.
    pub(super) async fn download(&self, address: &Url, path: &Path) -> Result<Option<String>, Stop> {
        let mut attempt = 0;
        let mut response = loop {
            match self.open(address).await {
                Ok(response) => break response,
                Err((failure, wait)) => self.wait_or_give_up(failure, wait, &mut attempt).await.map_err(Stop::Failure)?,
            }
        };
        let mut file = tokio::fs::File::create(path).await.map_err(Stop::Disk)?;
        let broken = loop {
            match response.chunk().await {
                Ok(None) => break None,
                Ok(Some(chunk)) => {
                    self.count(chunk.len() as u64).map_err(Stop::Failure)?;
                    file.write_all(&chunk).await.map_err(Stop::Disk)?;
                }
                Err(error) => break Some(failure(&error).to_string()),
            }
        };
        file.flush().await.map_err(Stop::Disk)?;
        Ok(broken)
    }

    /// Sends a request; the wait the server asks for comes with the failure.
    async fn open(&self, address: &Url) -> Result<Response, (Failure, Option<Duration>)> {
        let response = self.send(address).await.map_err(|failure| (failure, None))?;
        if response.status().is_success() {
            return Ok(response);
        }
        Err((Failure::Status(response.status()), wait_asked(&response)))
    }

    /// Sends a request to an address the guard lets pass.
    async fn send(&self, address: &Url) -> Result<Response, Failure> {
        guard::check(address, self.limits.allow_private).map_err(Failure::Refused)?;
        self.http.get(address.clone()).send().await.map_err(|error| failure(&error))
    }

    /// One answer whatever its status, to at most `most` bytes, and the wait the server asks for.
    pub(super) async fn try_ask(&self, address: &Url, most: u64) -> Result<(Answered, Option<Duration>), Failure> {
        let most = most.min(self.limits.answer_bytes);
        let answer = tokio::time::timeout(self.limits.timeout, async {
            let mut response = self.send(address).await?;
            let wait = wait_asked(&response);
            let mut answered = Answered { status: response.status().as_u16(), headers: headers(&response), body: Vec::new(), whole: true };
            while let Some(chunk) = response.chunk().await.map_err(|error| failure(&error))? {
                self.count(chunk.len() as u64)?;
                answered.body.extend_from_slice(&chunk);
                if answered.body.len() as u64 > most {
                    answered.body.truncate(usize::try_from(most).unwrap_or(usize::MAX));
                    answered.whole = false;
                    break;
                }
            }
            Ok((answered, wait))
        });
        answer.await.unwrap_or_else(|_| Err(Failure::Unreachable("no answer in time".to_owned())))
    }

    fn count(&self, bytes: u64) -> Result<(), Failure> {
        let received = self.received.fetch_add(bytes, Ordering::Relaxed) + bytes;
        if received > self.limits.total_bytes { Err(Failure::TooMuch(self.limits.total_bytes)) } else { Ok(()) }
    }

    /// Waits before another try, or hands the failure back when there is none.
    pub(super) async fn wait_or_give_up(&self, failure: Failure, asked: Option<Duration>, attempt: &mut u32) -> Result<(), Failure> {
        let wait = asked.unwrap_or_else(|| self.limits.back_off.saturating_mul(1 << (*attempt).min(10)));
        if !failure.is_passing() || *attempt >= self.limits.retries || wait > self.limits.longest_wait {
            return Err(failure);
        }
        *attempt += 1;
        tracing::debug!(%failure, ?wait, attempt, "trying again");
        if !wait.is_zero() {
            tokio::time::sleep(wait).await;
        }
        Ok(())
    }
}

/// The wait an answer asks for.
fn wait_asked(response: &Response) -> Option<Duration> {
    response.headers().get(RETRY_AFTER).and_then(|value| retry_after(value.to_str().ok()?))
}

fn headers(response: &Response) -> Vec<(String, String)> {
    let text = |(name, value): (&reqwest::header::HeaderName, &reqwest::header::HeaderValue)| {
        Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned()))
    };
    response.headers().iter().filter_map(text).collect()
}

/// `Retry-After`: seconds, or a moment.
fn retry_after(value: &str) -> Option<Duration> {
    let value = value.trim();
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let moment = jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(value).ok()?;
    Some(Duration::try_from(moment.duration_since(Clock::system().now())).unwrap_or(Duration::ZERO))
}

/// A failed request in plain words, with the guard's refusal where that is the cause.
fn failure(error: &reqwest::Error) -> Failure {
    let mut cause: Option<&dyn Error> = Some(error);
    let mut last = error.to_string();
    while let Some(one) = cause {
        if let Some(refusal) = one.downcast_ref::<Refusal>() {
            return Failure::Refused(refusal.clone());
        }
        last = one.to_string();
        cause = one.source();
    }
    let words = if error.is_timeout() { "no answer in time".to_owned() } else { last };
    Failure::Unreachable(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_a_server_asks_for_is_understood() {
        assert_eq!(retry_after("7"), Some(Duration::from_secs(7)));
        assert_eq!(retry_after("Sun, 06 Nov 1994 08:49:37 GMT"), Some(Duration::ZERO));
        assert_eq!(retry_after("soon"), None);
        assert!(retry_after("Fri, 01 Jan 2100 00:00:00 GMT").is_some_and(|wait| wait > Duration::from_secs(1_000_000)));
    }
}
