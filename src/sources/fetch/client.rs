//! One polite request: guarded, with retries, `Retry-After`, time and size limits.

use super::{
    Limits, Spent, Wait,
    ask::Answered,
    guard::{self, Reach, Refusal, Resolver},
    manners::Manners,
    memory::{Kept, Memory},
};
use crate::clock::{Clock, london};
use jiff::Timestamp;
use reqwest::{
    Response, StatusCode,
    header::{ETAG, HeaderMap, HeaderName, LAST_MODIFIED, RETRY_AFTER},
    redirect::Policy,
};
use serde_json::Value;
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
use url::{Origin, Url};

const USER_AGENT: &str = concat!("Fingerpost/", env!("CARGO_PKG_VERSION"), " (+directory reader)");
const REDIRECTS: usize = 5;
/// The longest time for a whole file.
const LONGEST_DOWNLOAD: Duration = Duration::from_hours(1);
/// Why a request gave nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum Failure {
    /// The guard refused the address, a redirect or what a name resolves to.
    #[error("{0}")]
    Refused(Refusal),
    /// The server answered with this status.
    #[error("the server answered {0}")]
    Status(StatusCode),
    /// The server asked to be left alone for longer than is waited for.
    #[error("the server answered {status} and asked us to wait; it is left alone until {}", told(wait.until))]
    Wait {
        /// What it answered.
        status: StatusCode,
        /// Until when, and what asked.
        wait: Wait,
    },
    /// The server's `robots.txt` asks programs to stay away from the address.
    #[error("the server's robots.txt asks programs to stay away from it")]
    Robots,
    /// A redirect to another server, of a feed that needs a header.
    #[error("the server leads to another one, which is not followed: the header this feed needs would go along")]
    Elsewhere,
    /// One answer is too large.
    #[error("an answer is larger than {} MB", .0 / 1_000_000)]
    TooLarge(u64),
    /// All answers together are too large.
    #[error("the feed is larger than {} MB", .0 / 1_000_000)]
    TooMuch(u64),
    /// No connection, or no answer in time.
    #[error("{0}")]
    Unreachable(String),
    /// An answer that is not what was asked for.
    #[error("{0}")]
    NotWhat(String),
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
            Self::Refused(_)
            | Self::Wait { .. }
            | Self::Robots
            | Self::Elsewhere
            | Self::TooLarge(_)
            | Self::TooMuch(_)
            | Self::NotWhat(_) => false,
        }
    }

    /// True when the server says that there is no such thing.
    pub(super) fn is_absent(&self) -> bool {
        matches!(self, Self::Status(status) if matches!(status.as_u16(), 404 | 405 | 410 | 501))
    }

    /// True when nothing was asked, because the server had asked us not to.
    pub(super) fn is_unasked(&self) -> bool {
        matches!(self, Self::Wait { .. } | Self::Robots)
    }
}

/// Why a download stopped.
#[derive(Debug)]
pub(super) enum Stop {
    Failure(Failure),
    Disk(std::io::Error),
}

/// A client with its limits, what it remembers and what it has spent so far.
#[derive(Debug)]
pub(super) struct Client {
    http: reqwest::Client,
    pub(super) limits: Limits,
    /// Answers of earlier crawls.
    memory: Option<Memory>,
    believe_dates: bool,
    received: AtomicU64,
    requests: AtomicU64,
    unchanged: AtomicU64,
    /// What the server has asked of us.
    pub(super) manners: Manners,
    /// The server that the headers of the limits are sent to.
    origin: Origin,
    reach: Reach,
}

/// A redirect leads where `robots.txt` asks programs to stay away.
#[derive(Debug, thiserror::Error)]
#[error("{}", Failure::Robots)]
struct StayAway;

/// A redirect leads to another server, and a header would go along.
#[derive(Debug, thiserror::Error)]
#[error("{}", Failure::Elsewhere)]
struct LeadsElsewhere;

/// What is asked for.
#[derive(Debug, Clone, Copy)]
struct Wish<'a> {
    address: &'a Url,
    /// Only an answer since then will do, where that is later than the beginning of the crawl.
    since: Timestamp,
    /// It is one record among many.
    record: bool,
}

/// What a request of a list or a record gave.
enum Got {
    Body { body: Vec<u8>, etag: Option<String>, modified: Option<String> },
    NotModified,
}

impl Client {
    /// Prepares a client for the feed at an address.
    pub(super) fn new(base: &Url, limits: Limits) -> Result<Self, Failure> {
        static PROVIDER: Once = Once::new();
        // Whoever installed a provider before installed one that does as well.
        PROVIDER.call_once(|| drop(rustls::crypto::ring::default_provider().install_default()));
        let reach = Reach::of(base, limits.allow_private, !limits.headers.is_empty());
        let manners = Manners::new(limits.pace);
        let rules = manners.rules();
        let origin = base.origin();
        // A header is kept on a redirect, so one to anywhere else must not be followed.
        let bound = (!limits.headers.is_empty()).then(|| origin.clone());
        let redirects = Policy::custom(move |attempt| match guard::check(attempt.url(), reach) {
            Err(refusal) => attempt.error(refusal),
            Ok(()) if rules.get().is_some_and(|rules| !rules.allow(attempt.url())) => attempt.error(StayAway),
            Ok(()) if bound.as_ref().is_some_and(|origin| *origin != attempt.url().origin()) => attempt.error(LeadsElsewhere),
            Ok(()) if attempt.previous().len() > REDIRECTS => attempt.error("too many redirects"),
            Ok(()) => attempt.follow(),
        });
        let http = reqwest::Client::builder()
            .user_agent(USER_AGENT)
            .referer(false) // an address may hold a key, and a redirect may lead to somebody else
            .redirect(redirects)
            .dns_resolver(Arc::new(Resolver { reach }))
            .no_proxy() // a proxy would resolve names itself, past the guard
            .connect_timeout(limits.timeout)
            .read_timeout(limits.timeout)
            .build()
            .map_err(|error| failure(&error))?;
        let count = || AtomicU64::new(0);
        Ok(Self {
            http,
            limits,
            memory: None,
            believe_dates: false,
            received: count(),
            requests: count(),
            unchanged: count(),
            manners,
            origin,
            reach,
        })
    }

    /// The same client, remembering. With `believe_dates` a record whose date is the same is taken from memory without asking.
    pub(super) fn remembering(self, memory: Memory, believe_dates: bool) -> Self {
        Self { memory: Some(memory), believe_dates, ..self }
    }

    /// What it remembers.
    pub(super) fn memory(&self) -> Option<&Memory> {
        self.memory.as_ref()
    }

    /// What it has spent.
    pub(super) fn spent(&self) -> Spent {
        let of = |count: &AtomicU64| count.load(Ordering::Relaxed);
        Spent { requests: of(&self.requests), unchanged: of(&self.unchanged), bytes: of(&self.received) }
    }

    /// The answer of a GET as JSON.
    pub(super) async fn get_json(&self, address: &Url) -> Result<Value, Failure> {
        Ok(self.get_json_since(address, Timestamp::MIN).await?.0)
    }

    /// The same, with the moment it was answered. An earlier answer of this crawl does only where it is no older than `since`.
    pub(super) async fn get_json_since(&self, address: &Url, since: Timestamp) -> Result<(Value, Timestamp), Failure> {
        let (body, at) = self.get(Wish { address, since, record: false }).await?;
        let json = serde_json::from_slice(&body).map_err(|error| {
            self.forget(address);
            Failure::NotWhat(format!("the answer is not JSON: {error}"))
        })?;
        Ok((json, at))
    }

    /// The answer of a GET of one record. One that asked for a wait in an earlier crawl and does so again is a record that fails.
    pub(super) async fn get_record(&self, address: &Url) -> Result<Vec<u8>, Failure> {
        Ok(self.get(Wish { address, since: Timestamp::MIN, record: true }).await?.0)
    }

    /// Forgets an answer that was of no use, so that it is asked for again.
    pub(super) fn forget(&self, address: &Url) {
        if let Some(memory) = &self.memory {
            memory.forget(address);
        }
    }

    /// The whole answer of a GET, and when it was given: from memory where this very crawl had it before, or where the server says that
    /// it has not changed.
    async fn get(&self, wish: Wish<'_>) -> Result<(Vec<u8>, Timestamp), Failure> {
        let Some(memory) = &self.memory else {
            return match self.get_anew(wish, &[]).await? {
                Got::Body { body, .. } => Ok((body, Clock::system().now())),
                Got::NotModified => Err(Failure::of_status(304)),
            };
        };
        match memory.read(wish.address) {
            Some(kept) if memory.is_of_now(&kept) && kept.at() >= wish.since => {
                let at = kept.at();
                Ok((kept.body, at))
            }
            kept => self.get_and_keep(wish, memory, kept).await,
        }
    }

    /// The whole answer of a GET that is not to be remembered.
    pub(super) async fn get_unkept(&self, address: &Url) -> Result<Vec<u8>, Failure> {
        match self.get_anew(Wish { address, since: Timestamp::MIN, record: false }, &[]).await? {
            Got::Body { body, .. } => Ok(body),
            Got::NotModified => Err(Failure::of_status(304)),
        }
    }

    /// What is remembered of an address, where the publisher's own dates may be believed.
    pub(super) fn remembered(&self, address: &Url) -> Option<Vec<u8>> {
        let memory = self.memory.as_ref().filter(|_| self.believe_dates)?;
        memory.read(address).map(|kept| kept.body)
    }

    async fn get_and_keep(&self, wish: Wish<'_>, memory: &Memory, kept: Option<Kept>) -> Result<(Vec<u8>, Timestamp), Failure> {
        let conditions = kept.as_ref().map(Kept::conditions).unwrap_or_default();
        let now = Clock::system().now();
        match (self.get_anew(wish, &conditions).await?, kept) {
            (Got::NotModified, Some(kept)) => {
                self.unchanged.fetch_add(1, Ordering::Relaxed);
                memory.keep_on(&kept, now);
                Ok((kept.body, now))
            }
            (Got::NotModified, None) => Err(Failure::of_status(304)),
            (Got::Body { body, etag, modified }, _) => {
                memory.keep(wish.address, etag, modified, now, &body);
                Ok((body, now))
            }
        }
    }

    async fn get_anew(&self, wish: Wish<'_>, conditions: &[(&'static str, String)]) -> Result<Got, Failure> {
        let mut attempt = 0;
        loop {
            let (failure, wait) = match self.try_get(wish.address, conditions).await {
                Ok(got) => return Ok(got),
                Err(stopped) => stopped,
            };
            let record = wish.record.then(|| wish.address.path());
            if let (Failure::Status(status), Some(asked), Some(record)) = (&failure, self.long(wait), record)
                && failure.is_passing()
            {
                // One record that always asks for a wait would hide everything behind it.
                let again = self.limits.asked_before.iter().any(|before| before == record);
                return Err(if again { failure } else { self.manners.leave_alone(*status, asked, Some(record)) });
            }
            self.wait_or_give_up(failure, wait, &mut attempt).await?;
        }
    }

    async fn try_get(&self, address: &Url, conditions: &[(&'static str, String)]) -> Result<Got, (Failure, Option<Duration>)> {
        self.manners.take_allowed_turn(address).await.map_err(|failure| (failure, None))?;
        let answer = tokio::time::timeout(self.limits.timeout, async {
            let response = self.send(address, conditions).await.map_err(|failure| (failure, None))?;
            let mut response = answered(response, conditions)?;
            if response.status() == StatusCode::NOT_MODIFIED {
                return Ok(Got::NotModified);
            }
            let [etag, modified] = [ETAG, LAST_MODIFIED].map(|name| text_of(response.headers(), &name));
            let mut body = Vec::new();
            while let Some(chunk) = response.chunk().await.map_err(|error| (failure(&error), None))? {
                self.count(chunk.len() as u64).map_err(|failure| (failure, None))?;
                body.extend_from_slice(&chunk);
                if body.len() as u64 > self.limits.answer_bytes {
                    return Err((Failure::TooLarge(self.limits.answer_bytes), None));
                }
            }
            Ok(Got::Body { body, etag, modified })
        });
        answer.await.unwrap_or_else(|_| Err((Failure::Unreachable("no answer in time".to_owned()), None)))
    }

    /// Saves the answer to a GET, or the one that is remembered where it has not changed. `Some(reason)` when it broke off on the way.
    pub(super) async fn download(&self, address: &Url, path: &Path) -> Result<Option<String>, Stop> {
        let kept = self.memory.as_ref().and_then(|memory| memory.file(address));
        let conditions = kept.as_ref().map(|kept| kept.conditions.clone()).unwrap_or_default();
        let mut attempt = 0;
        let mut response = loop {
            match self.open(address, &conditions).await {
                Ok(response) => break response,
                Err((failure, wait)) => self.wait_or_give_up(failure, wait, &mut attempt).await.map_err(Stop::Failure)?,
            }
        };
        if let Some(kept) = kept.filter(|_| response.status() == StatusCode::NOT_MODIFIED) {
            self.unchanged.fetch_add(1, Ordering::Relaxed);
            tokio::fs::copy(&kept.path, path).await.map_err(Stop::Disk)?;
            return Ok(None);
        }
        let saving = tokio::time::timeout(LONGEST_DOWNLOAD, self.save(&mut response, path)).await;
        let broken = saving.unwrap_or_else(|_| Ok(Some("it took too long".to_owned())))?;
        if let Some(memory) = self.memory.as_ref().filter(|_| broken.is_none()) {
            let [etag, modified] = [ETAG, LAST_MODIFIED].map(|name| text_of(response.headers(), &name));
            memory.keep_file(address, etag, modified, Clock::system().now(), path);
        }
        Ok(broken)
    }

    async fn save(&self, response: &mut Response, path: &Path) -> Result<Option<String>, Stop> {
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
    async fn open(&self, address: &Url, conditions: &[(&'static str, String)]) -> Result<Response, (Failure, Option<Duration>)> {
        self.manners.take_allowed_turn(address).await.map_err(|failure| (failure, None))?;
        answered(self.send(address, conditions).await.map_err(|failure| (failure, None))?, conditions)
    }

    /// Sends a request to an address the guard lets pass.
    async fn send(&self, address: &Url, conditions: &[(&'static str, String)]) -> Result<Response, Failure> {
        guard::check(address, self.reach).map_err(Failure::Refused)?;
        self.requests.fetch_add(1, Ordering::Relaxed);
        let mut request = conditions.iter().fold(self.http.get(address.clone()), |request, (name, value)| request.header(*name, value));
        if address.origin() == self.origin {
            request = self.limits.headers.iter().fold(request, |request, header| request.header(&header.name, &header.value));
        }
        request.send().await.map_err(|error| failure(&error))
    }

    /// One answer whatever its status, to at most `most` bytes, and the wait the server asks for.
    pub(super) async fn try_ask(&self, address: &Url, most: u64) -> Result<(Answered, Option<Duration>), Failure> {
        let most = most.min(self.limits.answer_bytes);
        self.manners.take_turn(address).await;
        let answer = tokio::time::timeout(self.limits.timeout, async {
            let mut response = self.send(address, &[]).await?;
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

    /// A wait that is longer than is waited for.
    fn long(&self, asked: Option<Duration>) -> Option<Duration> {
        asked.filter(|asked| *asked > self.limits.longest_wait)
    }

    fn count(&self, bytes: u64) -> Result<(), Failure> {
        let received = self.received.fetch_add(bytes, Ordering::Relaxed) + bytes;
        if received > self.limits.total_bytes { Err(Failure::TooMuch(self.limits.total_bytes)) } else { Ok(()) }
    }

    /// Waits before another try, or hands the failure back when there is none. A server that asks for a longer wait is not asked for
    /// anything else.
    pub(super) async fn wait_or_give_up(&self, failure: Failure, asked: Option<Duration>, attempt: &mut u32) -> Result<(), Failure> {
        let wait = asked.unwrap_or_else(|| self.limits.back_off.saturating_mul(1 << (*attempt).min(10)));
        if let (Failure::Status(status), Some(asked)) = (&failure, self.long(asked))
            && failure.is_passing()
        {
            return Err(self.manners.leave_alone(*status, asked, None));
        }
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

/// An answer that is a success, or says to what was asked on a condition that nothing has changed; else its failure and the wait it asks
/// for.
fn answered(response: Response, conditions: &[(&'static str, String)]) -> Result<Response, (Failure, Option<Duration>)> {
    let unchanged = response.status() == StatusCode::NOT_MODIFIED && !conditions.is_empty();
    if unchanged || response.status().is_success() {
        Ok(response)
    } else {
        Err((Failure::Status(response.status()), wait_asked(&response)))
    }
}

/// A moment as it is told in a remark.
fn told(moment: Timestamp) -> String {
    moment.to_zoned(london()).strftime("%Y-%m-%d %H:%M").to_string()
}

fn text_of(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
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
        if one.is::<StayAway>() {
            return Failure::Robots;
        }
        if one.is::<LeadsElsewhere>() {
            return Failure::Elsewhere;
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
