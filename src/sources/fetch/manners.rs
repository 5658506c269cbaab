//! What a server has asked of us: how slowly to go on, which addresses to stay away from, and to leave it alone for a while.

use super::{
    Wait,
    client::Failure,
    hosts::{self, host_of},
    robots::Robots,
};
use crate::clock::Clock;
use jiff::Timestamp;
use reqwest::StatusCode;
use std::{
    sync::{
        Arc, Mutex, OnceLock, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};
use url::Url;

/// The longest a server is left alone that asks for it.
const LONGEST_LEAVE: Duration = Duration::from_hours(24);

/// What is kept to in one crawl.
#[derive(Debug)]
pub(super) struct Manners {
    /// Milliseconds between two requests.
    pace: AtomicU64,
    /// The server asked to be left alone: what it answered, and until when.
    left_alone: Mutex<Option<(StatusCode, Wait)>>,
    rules: Arc<OnceLock<Rules>>,
}

/// What a host's `robots.txt` asks for.
#[derive(Debug)]
pub(super) struct Rules {
    host: String,
    robots: Robots,
}

impl Rules {
    /// Whether an address may be asked; of other hosts nothing is known.
    pub(super) fn allow(&self, address: &Url) -> bool {
        host_of(address) != self.host || self.robots.allow_address(address)
    }
}

impl Manners {
    /// So long between two requests, and nothing asked of us yet.
    pub(super) fn new(pace: Duration) -> Self {
        Self { pace: AtomicU64::new(millis(pace)), left_alone: Mutex::default(), rules: Arc::default() }
    }

    /// The rules, once they are known.
    pub(super) fn rules(&self) -> Arc<OnceLock<Rules>> {
        Arc::clone(&self.rules)
    }

    /// Does from now on as the `robots.txt` of the address's host says.
    pub(super) fn heed(&self, address: &Url, robots: Robots) {
        self.pace.fetch_max(millis(robots.delay.unwrap_or_default()), Ordering::Relaxed);
        // Set once: a crawl asks one host for it.
        drop(self.rules.set(Rules { host: host_of(address), robots }));
    }

    /// Asks the server for nothing more: why. `record` = the path of the one record that asked, where it was one.
    pub(super) fn leave_alone(&self, status: StatusCode, asked: Duration, record: Option<&str>) -> Failure {
        let until = Clock::system().now().saturating_add(asked.min(LONGEST_LEAVE)).unwrap_or(Timestamp::MAX);
        // The store counts whole seconds: rather a moment later than one too early.
        let until = Timestamp::from_second(until.as_second().saturating_add(1)).unwrap_or(Timestamp::MAX);
        let mut left_alone = self.left_alone.lock().unwrap_or_else(PoisonError::into_inner);
        let wait = match left_alone.take() {
            // Of several that ask at once the first counts.
            Some((_, before)) => Wait { until: before.until.max(until), ..before },
            None => Wait { until, record: record.map(str::to_owned) },
        };
        *left_alone = Some((status, wait.clone()));
        Failure::Wait { status, wait }
    }

    /// The wait the server asked for, where it did.
    pub(super) fn asked_to_wait(&self) -> Option<Wait> {
        self.left_alone.lock().unwrap_or_else(PoisonError::into_inner).as_ref().map(|(_, wait)| wait.clone())
    }

    /// Whether the server may be asked for anything: it has not asked us to wait.
    pub(super) fn may_go_on(&self) -> Result<(), Failure> {
        let left_alone = self.left_alone.lock().unwrap_or_else(PoisonError::into_inner).clone();
        left_alone.map_or(Ok(()), |(status, wait)| Err(Failure::Wait { status, wait }))
    }

    /// Whether an address may be asked at all: the server has not asked us to wait, nor to stay away from it.
    pub(super) fn may_ask(&self, address: &Url) -> Result<(), Failure> {
        self.may_go_on()?;
        if self.rules.get().is_some_and(|rules| !rules.allow(address)) { Err(Failure::Robots) } else { Ok(()) }
    }

    /// Waits until the next request to the address's host may be sent.
    pub(super) async fn take_turn(&self, address: &Url) {
        tokio::time::sleep_until(hosts::turn(address, Duration::from_millis(self.pace.load(Ordering::Relaxed)))).await;
    }

    /// The same, where the address may be asked, and still may when its turn has come.
    pub(super) async fn take_allowed_turn(&self, address: &Url) -> Result<(), Failure> {
        self.may_ask(address)?;
        self.take_turn(address).await;
        self.may_ask(address)
    }
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}
