//! What is set of a feed: its address, its key, how often and within what bounds it is read.

use super::{
    FeedError,
    headers::{self, NeededHeader},
};
use crate::sources::fetch::Limits;
use serde::{Deserialize, Serialize};
use std::time::Duration;
use url::Url;

/// The least time between two requests to a publisher; none inside one's own network.
const PACE: Duration = Duration::from_millis(100);
/// Hours between two readings unless said.
pub const USUAL_HOURS: u32 = 24;
/// What is set of a feed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// Its address. It may hold a key: tell it only as [`shown`](crate::sources::fetch::shown) does.
    pub address: String,
    /// The kind of data, where it was named.
    pub kind: Option<String>,
    /// The publisher, for records that do not name one.
    pub publisher: Option<String>,
    /// The licence, for records that do not state one.
    pub licence: Option<String>,
    /// Hours between two readings.
    pub every_hours: u32,
    /// It may lie inside a private network.
    pub allow_private: bool,
    /// It is read whatever the server's `robots.txt` says: the publisher agreed.
    pub despite_robots: bool,
    /// Headers it needs.
    #[serde(default)]
    pub headers: Vec<NeededHeader>,
}

impl Settings {
    /// The bounds a reading keeps to, with the headers it needs as they are now.
    pub(super) fn limits(&self, bounds: &Limits) -> Result<Limits, FeedError> {
        let pace = if self.allow_private { Duration::ZERO } else { PACE };
        let headers = headers::filled(&self.headers)?;
        Ok(Limits { allow_private: self.allow_private, pace, heed_robots: !self.despite_robots, headers, ..bounds.clone() })
    }

    pub(super) fn url(&self) -> Result<Url, FeedError> {
        Url::parse(&self.address).map_err(|error| FeedError::Address { address: self.address.clone(), reason: error.to_string() })
    }
}

/// The longest key.
const KEY_LENGTH: usize = 60;

pub(super) fn is_key(key: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-' | '_');
    !key.is_empty() && key.len() <= KEY_LENGTH && key.chars().all(plain) && key.starts_with(|c: char| c.is_ascii_alphanumeric())
}

/// The key of a feed nobody named: its host and the telling parts of its path.
pub(super) fn key_of(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default().trim_start_matches("www.");
    let port = url.port().map(|port| port.to_string());
    let path = url.path_segments().into_iter().flatten().filter(|part| !part.is_empty() && *part != "services").map(str::to_owned);
    let parts: Vec<String> = std::iter::once(host.to_owned()).chain(port).chain(path).collect();
    let key: String = parts.join("-").to_ascii_lowercase().chars().map(|c| if is_key(&format!("a{c}")) { c } else { '-' }).collect();
    key.chars().take(KEY_LENGTH).collect::<String>().trim_matches(['-', '.', '_']).to_owned()
}
