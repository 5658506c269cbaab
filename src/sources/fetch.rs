//! Fetching feeds: the only place that makes outgoing requests for data. Polite, patient, bounded and guarded.
//!
//! [`crawl`] turns an address into an [`Input`]: the pages of a feed, spooled to files in reading order, or one downloaded
//! file. It understands pages only as far as paging needs; what the services say is the sources' business. Feeds say all kinds
//! of untrue things about their length, so nothing they say is trusted alone.

mod ask;
mod client;
mod detail;
mod guard;
mod paging;

#[cfg(test)]
mod tests;

pub use ask::{Answered, Asker};
pub use guard::Refusal;
pub use paging::addresses;

use crate::sources::{Input, InputFile};
use client::{Client, Failure};
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
    /// The longest `Retry-After` that is waited for; a feed that asks for more counts as failed.
    pub longest_wait: Duration,
    /// Lets the crawl reach private and local addresses: for a feed inside one's own network.
    pub allow_private: bool,
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
        }
    }
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
    let client = Client::new(limits).map_err(|failure| failed(&base, failure))?;
    if is_file(&base) {
        return download(&client, &base, spool).await;
    }
    paging::crawl(&client, &base, spool, progress).await
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
    Ok(Input { files: vec![InputFile { name: address.to_string(), path }], complete: remarks.is_empty(), remarks })
}

/// A safe file name that keeps the endings by which a file is recognised.
fn file_name(address: &Url) -> String {
    let last = address.path_segments().and_then(|mut segments| segments.next_back()).unwrap_or_default();
    let safe: String = last.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '_' }).collect();
    format!("feed-{safe}")
}

fn failed(address: &Url, failure: Failure) -> FetchError {
    let address = address.to_string();
    match failure {
        Failure::Refused(refusal) => FetchError::Refused { address, refusal },
        other => FetchError::Unreadable { address, reason: other.to_string() },
    }
}
