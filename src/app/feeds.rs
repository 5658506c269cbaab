//! Feeds that keep themselves current: what is set of each, what is known of it, and how its readings went.
//!
//! Start at [`Feed`]; [`reading`] reads one, [`scheduling`] reads those that are due.

pub mod reading;
pub mod scheduling;

pub use crate::sources::fetch::{Changes, Details, Dialect};

use crate::{
    app::{
        App, AppError,
        import::{CheckedAges, Line, Report},
    },
    clock,
    sources::fetch::{self, FetchError, Limits, Probed, Spent},
    store::{Store, StoreError, feeds::KeptFeed},
};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, time::Duration};
use url::Url;

/// The least time between two requests to a publisher; none inside one's own network.
const PACE: Duration = Duration::from_millis(100);
/// Hours between two readings unless said.
pub const USUAL_HOURS: u32 = 24;
/// How long a feed is held that is removed.
const HELD: SignedDuration = SignedDuration::from_mins(10);
/// Readings shown of a feed.
const SHOWN: i64 = 10;

/// What is set of a feed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// Its address. It may hold a key: tell it only as [`fetch::shown`] does.
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
}

/// What is known of a feed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct State {
    /// When the reading under way began, or one that was interrupted and is gone on with.
    pub began: Option<Timestamp>,
    /// Readings in a row that did not go well.
    pub failures: u32,
    /// The last reading that went well.
    pub read: Option<Timestamp>,
    /// The last reading of everything that went well.
    pub whole: Option<Timestamp>,
    /// The last reading of everything in which every record was asked for, whatever its date.
    pub thorough: Option<Timestamp>,
    /// What has changed since is asked for next.
    pub since: Option<Timestamp>,
    /// Where to go on from, in a feed that is turned by a cursor.
    pub cursor: Option<String>,
    /// What it can do.
    pub probed: Option<Probed>,
    /// Far more is missing than usual, and waits for a person.
    pub waiting: Option<Waiting>,
    /// How long ago its services were checked, as the last reading of everything found.
    pub checked: Option<CheckedAges>,
}

/// Services that a feed no longer has, more than may go without a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// How many are missing.
    pub missing: u64,
    /// Of how many.
    pub of: u64,
    /// Since when.
    pub since: Timestamp,
}

/// How a reading ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Everything that was asked for was read.
    Read,
    /// It broke off: what was read counts, nothing was withdrawn.
    Partly,
    /// It was read, but far more is missing than usual: nothing was withdrawn, and a person is asked.
    Waiting,
    /// Nothing was read.
    Failed,
}

/// One reading of a feed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// When it began.
    pub began: Timestamp,
    /// When it ended.
    pub ended: Timestamp,
    /// How it ended.
    pub outcome: Outcome,
    /// Only what had changed was asked for.
    pub changes_only: bool,
    /// What it cost.
    pub spent: Spent,
    /// What became of what was read. `None` = nothing was.
    pub imported: Option<Imported>,
    /// How long ago the services that were read were checked.
    pub checked: Option<CheckedAges>,
    /// What was noticed, or why it failed, in plain words.
    pub remarks: Vec<String>,
}

/// What became of what was read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Imported {
    /// The batch's number, for undoing it.
    pub batch: Option<i64>,
    /// Services that stood before.
    pub stood: u64,
    /// Items read.
    pub read: u64,
    /// Services not known before.
    pub new: u64,
    /// Services that are different now.
    pub changed: u64,
    /// Services that are the same.
    pub unchanged: u64,
    /// Services that are no longer published.
    pub withdrawn: u64,
    /// Services that were missing and left standing.
    pub held_back: u64,
    /// Items that could not be used.
    pub rejected: u64,
    /// Fields that could not be used in items that were.
    pub notes: u64,
    /// Both by the field that is to blame; items as a whole under an empty name.
    pub by_field: BTreeMap<String, u64>,
    /// The first items that could not be used. They may quote what was published.
    pub rejects: Vec<Line>,
    /// The first fields that could not.
    pub note_lines: Vec<Line>,
}

/// Lines kept of a reading's rejects and notes.
const LINES: usize = 50;

impl From<Report> for Imported {
    fn from(report: Report) -> Self {
        let first = |lines: Vec<Line>| lines.into_iter().take(LINES).collect();
        Self {
            batch: report.batch,
            stood: report.stood,
            read: report.read,
            new: report.new,
            changed: report.changed,
            unchanged: report.unchanged,
            withdrawn: report.withdrawn,
            held_back: report.held_back,
            rejected: report.rejected,
            notes: report.notes,
            by_field: report.by_field,
            rejects: first(report.rejects),
            note_lines: first(report.note_lines),
        }
    }
}

/// A feed: what is set, what is known, how it stands.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Feed {
    /// The key its records are owned by.
    pub key: String,
    /// What is set.
    pub settings: Settings,
    /// What is known.
    pub state: State,
    /// It is not read for now.
    pub paused: bool,
    /// When it is to be read next.
    pub due: Timestamp,
    /// Somebody is reading it now.
    pub being_read: bool,
    /// Its latest readings, newest first.
    pub readings: Vec<Reading>,
}

/// A feed cannot be added, or is not there.
#[derive(Debug, thiserror::Error)]
pub enum FeedError {
    /// There is none.
    #[error("there is no feed called '{0}'; `fingerpost feeds` lists them")]
    NotThere(String),
    /// The key is taken.
    #[error("there is a feed called '{0}' already; name another key with --key")]
    Taken(String),
    /// The key cannot be used.
    #[error("'{0}' cannot be a feed's key: use small letters, figures, dots and hyphens, at most 60")]
    Key(String),
    /// The address cannot be read.
    #[error("'{address}' is not an address that can be read: {reason}")]
    Address {
        /// What was typed.
        address: String,
        /// Why not.
        reason: String,
    },
    /// Nothing there can be read.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// Somebody is reading it.
    #[error("'{0}' is being read at this moment; try again when that has ended")]
    BeingRead(String),
    /// Somebody has read it in the meantime.
    #[error("'{0}' is not due any more")]
    NotDue(String),
    /// Nothing waits.
    #[error("nothing of '{0}' waits for a decision")]
    NothingWaits(String),
    /// The home's folder cannot be written.
    #[error("the folder {folder} cannot be written: {error}")]
    Folder {
        /// Which.
        folder: String,
        /// What the system says.
        error: std::io::Error,
    },
    /// What is kept of a feed cannot be read back.
    #[error("what is kept of the feed '{0}' cannot be read: {1}")]
    Kept(String, serde_json::Error),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Settings {
    /// The bounds a reading keeps to.
    fn limits(&self, bounds: &Limits) -> Limits {
        let pace = if self.allow_private { Duration::ZERO } else { PACE };
        Limits { allow_private: self.allow_private, pace, heed_robots: !self.despite_robots, ..bounds.clone() }
    }

    fn url(&self) -> Result<Url, FeedError> {
        Url::parse(&self.address).map_err(|error| FeedError::Address { address: self.address.clone(), reason: error.to_string() })
    }
}

impl Feed {
    fn of(kept: KeptFeed, readings: &[String], now: Timestamp) -> Result<Self, FeedError> {
        let trouble = |error| FeedError::Kept(kept.key.clone(), error);
        Ok(Self {
            settings: serde_json::from_str(&kept.settings).map_err(trouble)?,
            state: serde_json::from_str(&kept.state).map_err(trouble)?,
            // A report of an older program that says something else is left out.
            readings: readings.iter().filter_map(|reading| serde_json::from_str(reading).ok()).collect(),
            paused: kept.paused.is_some(),
            due: kept.due,
            being_read: kept.held_until.is_some_and(|until| until >= now),
            key: kept.key,
        })
    }

    /// Its address as it may be told.
    pub fn shown_address(&self) -> String {
        self.settings.url().map_or_else(|_| "?".to_owned(), |url| fetch::shown(&url))
    }

    /// The same as it may be told: without what could be a key.
    #[must_use]
    pub fn as_told(mut self) -> Self {
        self.settings.address = self.shown_address();
        self.state.cursor = None;
        if let Some(probed) = &mut self.state.probed {
            probed.address.clone_from(&self.settings.address);
        }
        self
    }

    /// The licence: as set, else as the feed states it.
    pub fn licence(&self) -> Option<&str> {
        self.settings.licence.as_deref().or_else(|| self.state.probed.as_ref()?.licence.as_deref())
    }
}

/// Adds a feed after trying it out; it is due at once. What was found out comes back with it.
///
/// # Errors
/// When there is nothing to read, or the key is taken.
pub async fn add(store: &Store, key: Option<&str>, mut settings: Settings) -> Result<Feed, FeedError> {
    let url = settings.url()?;
    let key = match key {
        Some(key) if is_key(key) => key.to_owned(),
        Some(key) => return Err(FeedError::Key(key.to_owned())),
        None => key_of(&url),
    };
    if store.feed(&key).await?.is_some() {
        return Err(FeedError::Taken(key));
    }
    // Somebody is waiting: one more try is enough.
    let bounds = Limits { retries: 1, ..Limits::default() };
    let probed = fetch::probe(&url, settings.limits(&bounds)).await?;
    settings.address.clone_from(&probed.address);
    let state = State { probed: Some(probed), ..State::default() };
    let [set, known] = [json(&settings), json(&state)];
    if !store.add_feed(&key, &set, &known, store.clock().now()).await? {
        return Err(FeedError::Taken(key));
    }
    show(store, &key).await
}

/// Every feed, by key.
///
/// # Errors
/// When the store cannot be read.
pub async fn list(store: &Store) -> Result<Vec<Feed>, FeedError> {
    let mut feeds = Vec::new();
    for kept in store.feeds().await? {
        let readings = store.feed_readings(&kept.key, SHOWN).await?;
        feeds.push(Feed::of(kept, &readings, store.clock().now())?);
    }
    Ok(feeds)
}

/// One feed.
///
/// # Errors
/// When there is none of this key.
pub async fn show(store: &Store, key: &str) -> Result<Feed, FeedError> {
    let kept = store.feed(key).await?.ok_or_else(|| FeedError::NotThere(key.to_owned()))?;
    let readings = store.feed_readings(key, SHOWN).await?;
    Feed::of(kept, &readings, store.clock().now())
}

/// Stops reading a feed, or goes on.
///
/// # Errors
/// When there is none of this key.
pub async fn pause(store: &Store, key: &str, paused: bool) -> Result<(), FeedError> {
    if store.pause_feed(key, paused).await? { Ok(()) } else { Err(FeedError::NotThere(key.to_owned())) }
}

/// Forgets a feed. What was read of it stays as it is, or is withdrawn; how many services were.
///
/// # Errors
/// When there is none of this key, or somebody is reading it.
pub async fn remove(store: &Store, key: &str, withdraw: bool) -> Result<usize, FeedError> {
    show(store, key).await?;
    // Held, so that nobody reads it while it goes.
    if !store.hold_feed(key, &reader(), store.clock().now().saturating_add(HELD).unwrap_or(Timestamp::MAX)).await? {
        return Err(FeedError::BeingRead(key.to_owned()));
    }
    let mut withdrawn = 0;
    if withdraw {
        let mut batch = store.begin_batch(key).await?;
        let standing = batch.missing().await?;
        batch.withdraw(&standing).await?;
        withdrawn = standing.len();
        batch.commit("the feed was removed", "{}").await?;
    }
    store.remove_feed(key).await?;
    Ok(withdrawn)
}

impl App {
    /// Every feed, by key.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn feeds(&self) -> Result<Vec<Feed>, AppError> {
        list(&self.live().store).await.map_err(AppError::from)
    }

    /// One feed.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn feed(&self, key: &str) -> Result<Option<Feed>, AppError> {
        match show(&self.live().store, key).await {
            Err(FeedError::NotThere(_)) => Ok(None),
            feed => feed.map(Some).map_err(AppError::from),
        }
    }
}

impl From<FeedError> for AppError {
    fn from(error: FeedError) -> Self {
        match error {
            FeedError::Store(error) => error.into(),
            other => Self::Store(other.to_string()),
        }
    }
}

/// The longest key.
const KEY_LENGTH: usize = 60;

fn is_key(key: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-' | '_');
    !key.is_empty() && key.len() <= KEY_LENGTH && key.chars().all(plain) && key.starts_with(|c: char| c.is_ascii_alphanumeric())
}

/// The key of a feed nobody named: its host and the telling parts of its path.
fn key_of(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default().trim_start_matches("www.");
    let port = url.port().map(|port| port.to_string());
    let path = url.path_segments().into_iter().flatten().filter(|part| !part.is_empty() && *part != "services").map(str::to_owned);
    let parts: Vec<String> = std::iter::once(host.to_owned()).chain(port).chain(path).collect();
    let key: String = parts.join("-").to_ascii_lowercase().chars().map(|c| if is_key(&format!("a{c}")) { c } else { '-' }).collect();
    key.chars().take(KEY_LENGTH).collect::<String>().trim_matches(['-', '.', '_']).to_owned()
}

/// Values of ours are always JSON.
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// Who reads: another word for every program that runs.
fn reader() -> String {
    clock::random_id().to_string()
}
