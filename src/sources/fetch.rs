//! Fetching feeds: the only place that makes outgoing requests for data. Polite, patient, bounded and guarded.
//!
//! [`crawl`] turns an address into an [`Input`]: the pages of a feed, spooled to files in reading order, or one downloaded
//! file. It understands pages only as far as paging needs; what the services say is the sources' business. Feeds say all kinds
//! of untrue things about their length, so nothing they say is trusted alone.

mod ask;
mod client;
mod detail;
mod guard;
mod header;
mod hosts;
mod manners;
mod memory;
mod paging;
mod probe;
mod robots;
mod rpde;

#[cfg(test)]
mod tests;

pub use ask::{Answered, Asker};
pub use guard::Refusal;
pub use header::Header;
pub use hosts::host_of;
pub use memory::Memory;
pub use paging::addresses;
pub use probe::{Changes, Details, Dialect, Probed, probe};

use crate::sources::{Input, InputFile};
use client::{Client, Failure};
use jiff::Timestamp;
use std::{
    path::{Path, PathBuf},
    time::Duration,
};
use url::Url;

/// Bounds of one crawl.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Most pages read.
    pub pages: usize,
    /// Services asked for per page; feeds that cap lower are understood.
    pub per_page: usize,
    /// Most bytes, unpacked, in the answer to one request.
    pub answer_bytes: u64,
    /// Most bytes, unpacked, in all answers together.
    pub total_bytes: u64,
    /// Requests for details at the same time.
    pub at_once: usize,
    /// Longest time for one request.
    pub timeout: Duration,
    /// How often a request that failed for the moment is tried again.
    pub retries: u32,
    /// The wait before the first retry; doubled for each further one.
    pub back_off: Duration,
    /// The longest `Retry-After` that is waited for; a server that asks for more is asked for nothing else.
    pub longest_wait: Duration,
    /// Lets the crawl reach private and local addresses: for a feed inside one's own network.
    pub allow_private: bool,
    /// The least time between two requests.
    pub pace: Duration,
    /// Asks the server's `robots.txt` first and does as it says.
    pub heed_robots: bool,
    /// Headers that go along with every request to the feed's own server. A redirect to another is not followed then.
    pub headers: Vec<Header>,
    /// Paths of single records that asked for a wait in earlier crawls. One that does so again is a record that fails.
    pub asked_before: Vec<String>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            pages: 2_000,
            per_page: 100,
            answer_bytes: 64 * 1024 * 1024,
            total_bytes: 2 * 1024 * 1024 * 1024,
            at_once: 4,
            timeout: Duration::from_secs(30),
            retries: 3,
            back_off: Duration::from_secs(1),
            longest_wait: Duration::from_mins(1),
            allow_private: false,
            pace: Duration::ZERO,
            heed_robots: false,
            headers: Vec::new(),
            asked_before: Vec::new(),
        }
    }
}

/// A wait that a server asked for, longer than is waited for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wait {
    /// Until when it is left alone, a day at most.
    pub until: Timestamp,
    /// The path of the one record that asked, where it was one.
    pub record: Option<String>,
}

/// How far a crawl has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Pages read.
    pub pages: usize,
    /// Services found.
    pub services: usize,
    /// Services the feed says it has.
    pub promised: Option<u64>,
}

/// What only a feed that is read again and again needs.
#[derive(Debug)]
pub struct Again {
    /// What it answered before.
    pub memory: Memory,
    /// Only what has changed since. `None` = everything.
    pub since: Option<Since>,
    /// A record whose date on the list is the one we have is not asked for.
    pub believe_dates: bool,
    /// Where it was found to keep details: at each service's own address.
    pub details_are_there: bool,
}

/// From where on a feed is asked for changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Since {
    /// A moment, for `modified_after`.
    Modified(Timestamp),
    /// The page that was the last one, of a feed that is turned by a cursor.
    Cursor(Url),
}

/// What a crawl amounted to.
#[derive(Debug, Clone)]
pub struct Crawled {
    /// The pages, or the file.
    pub input: Input,
    /// Only what has changed: what is missing says nothing.
    pub changes_only: bool,
    /// Where to go on from, in a feed that is turned by a cursor.
    pub cursor: Option<String>,
    /// The licence, where the feed itself states one.
    pub licence: Option<String>,
    /// What it cost.
    pub spent: Spent,
    /// The server asked to be left alone. The crawl broke off there.
    pub asked_to_wait: Option<Wait>,
}

/// What a crawl cost.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Spent {
    /// Requests sent.
    pub requests: u64,
    /// Answers that said that nothing has changed.
    pub unchanged: u64,
    /// Bytes received, unpacked.
    pub bytes: u64,
}

/// Nothing could be fetched.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// The address may not be fetched.
    #[error("{address} is not fetched: {refusal}")]
    Refused {
        /// The address.
        address: String,
        /// Why.
        refusal: Refusal,
    },
    /// The server's `robots.txt` asks machines to stay away.
    #[error("{address} is not read: the server's robots.txt asks programs to stay away from it")]
    Robots {
        /// The address.
        address: String,
    },
    /// The server asked to be left alone for longer than is waited for.
    #[error("{address} could not be read: {reason}")]
    Wait {
        /// The address.
        address: String,
        /// In plain words.
        reason: String,
        /// Until when.
        wait: Wait,
    },
    /// The address cannot be read.
    #[error("{address} could not be read: {reason}")]
    Unreadable {
        /// The address.
        address: String,
        /// In plain words.
        reason: String,
    },
    /// What was fetched could not be kept on disk.
    #[error("cannot write {}: {error}", path.display())]
    Spool {
        /// Where.
        path: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
}

/// Endings of addresses that are one file, not a feed with pages.
const FILES: [&str; 9] = ["json", "ndjson", "jsonl", "csv", "xlsx", "ods", "zip", "gz", "zst"];

/// Fetches a feed, or one file, into `spool`, which must exist.
///
/// `base` is a feed's base address, with or without `/services`, or the address of a file. A feed that breaks off gives what
/// was read, with `complete` false and a remark that says where and why.
///
/// # Errors
/// When the address may not be fetched, nothing at all can be read from it, or the spool cannot be written.
pub async fn crawl(base: Url, limits: Limits, spool: &Path, progress: &(dyn Fn(Progress) + Send + Sync)) -> Result<Input, FetchError> {
    let client = new_client(&base, limits)?;
    Ok(run(&client, &base, &Wanted::default(), spool, progress).await?.input)
}

/// Fetches a feed that was perhaps fetched before: what has not changed is not sent again. When everything was read, the answers that
/// are of no more use are forgotten.
///
/// # Errors
/// As [`crawl`].
pub async fn crawl_again(
    base: Url,
    limits: Limits,
    again: Again,
    spool: &Path,
    progress: &(dyn Fn(Progress) + Send + Sync),
) -> Result<Crawled, FetchError> {
    let client = new_client(&base, limits)?.remembering(again.memory, again.believe_dates);
    let wanted = Wanted { since: again.since, details_are_there: again.details_are_there };
    let mut crawled = run(&client, &base, &wanted, spool, progress).await?;
    crawled.asked_to_wait = client.manners.asked_to_wait();
    if let Some(memory) = client.memory().filter(|_| crawled.input.complete && !crawled.changes_only) {
        memory.forget_the_rest();
    }
    Ok(crawled)
}

/// What of a feed is wanted this time, and what is known of it.
#[derive(Debug, Default)]
struct Wanted {
    since: Option<Since>,
    details_are_there: bool,
}

fn new_client(base: &Url, limits: Limits) -> Result<Client, FetchError> {
    Client::new(base, limits).map_err(|failure| failed(base, failure))
}

async fn run(
    client: &Client,
    base: &Url,
    wanted: &Wanted,
    spool: &Path,
    progress: &(dyn Fn(Progress) + Send + Sync),
) -> Result<Crawled, FetchError> {
    ask_leave(client, base).await?;
    if is_file(base) {
        let input = download(client, base, spool).await?;
        return Ok(Crawled { input, changes_only: false, cursor: None, licence: None, spent: client.spent(), asked_to_wait: None });
    }
    paging::crawl(client, base, wanted, spool, progress).await
}

/// Does as the server's `robots.txt` says, where that is wanted. A server that has none, or cannot give it now, says nothing.
async fn ask_leave(client: &Client, base: &Url) -> Result<(), FetchError> {
    if !client.limits.heed_robots {
        return Ok(());
    }
    let Ok(address) = base.join("/robots.txt") else { return Ok(()) };
    let body = match client.get_unkept(&address).await {
        Ok(body) => body,
        // A server that does not answer at all need not be asked for anything else.
        Err(failure @ (Failure::Refused(_) | Failure::Unreachable(_))) => return Err(failed(base, failure)),
        Err(_) => return Ok(()),
    };
    let robots = robots::Robots::read(&String::from_utf8_lossy(&body));
    let wanted = if is_file(base) { base.clone() } else { addresses(base).1 };
    // The records' own addresses lie below the list's.
    if !robots.allow_address(&wanted) || !is_file(base) && !robots.allow(&format!("{}/x", wanted.path())) {
        return Err(FetchError::Robots { address: shown(base) });
    }
    // Whatever else is asked for on the way is looked at before it is.
    client.manners.heed(base, robots);
    Ok(())
}

fn is_file(address: &Url) -> bool {
    let ending = address.path().rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| FILES.contains(&ending.as_str()))
}

async fn download(client: &Client, address: &Url, spool: &Path) -> Result<Input, FetchError> {
    let path = spool.join(file_name(address));
    let broken = client.download(address, &path).await.map_err(|stop| match stop {
        client::Stop::Failure(failure) => failed(address, failure),
        client::Stop::Disk(error) => FetchError::Spool { path: path.clone(), error },
    })?;
    let remarks: Vec<String> = broken.iter().map(|reason| format!("the file could not be read to its end: {reason}")).collect();
    Ok(Input { files: vec![InputFile { name: shown(address), path }], complete: remarks.is_empty(), remarks })
}

/// A safe file name that keeps the endings by which a file is recognised.
fn file_name(address: &Url) -> String {
    let last = address.path_segments().and_then(|mut segments| segments.next_back()).unwrap_or_default();
    let safe: String = last.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '_' }).collect();
    format!("feed-{safe}")
}

/// Writes a page to the spool.
async fn keep_page(spool: &Path, number: usize, page: &serde_json::Value) -> Result<PathBuf, FetchError> {
    let path = spool.join(format!("page-{number:05}.json"));
    let written = tokio::fs::write(&path, page.to_string()).await;
    written.map_err(|error| FetchError::Spool { path: path.clone(), error })?;
    Ok(path)
}

/// What may be shown of any value in an address: where in the feed it leads. All else could be somebody's key.
const SHOWN: [&str; 3] = ["page", "per_page", "modified_after"];

/// An address as it may be told: a key in it is no one's business.
pub fn shown(address: &Url) -> String {
    let told = |(key, value): (std::borrow::Cow<'_, str>, std::borrow::Cow<'_, str>)| {
        if SHOWN.contains(&key.as_ref()) { format!("{key}={value}") } else { "…".to_owned() }
    };
    let query: Vec<String> = address.query_pairs().map(told).collect();
    let mut bare = address.clone();
    bare.set_query(None);
    bare.set_fragment(None);
    if query.is_empty() { bare.to_string() } else { format!("{bare}?{}", query.join("&")) }
}

fn failed(address: &Url, failure: Failure) -> FetchError {
    let address = shown(address);
    match failure {
        Failure::Refused(refusal) => FetchError::Refused { address, refusal },
        Failure::Robots => FetchError::Robots { address },
        Failure::Wait { ref wait, .. } => FetchError::Wait { address, reason: failure.to_string(), wait: wait.clone() },
        other => FetchError::Unreadable { address, reason: other.to_string() },
    }
}
