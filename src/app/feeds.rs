//! Feeds that keep themselves current: what is set of each, what is known of it, and how its readings went.
//!
//! Start at [`Feed`]; [`reading`] reads one, [`scheduling`] reads those that are due.

pub mod folders;
mod headers;
pub mod reading;
mod reports;
pub mod scheduling;
mod settings;
mod state;

pub use crate::sources::fetch::{Changes, Details, Dialect};
pub use headers::{HeaderError, NeededHeader};
pub use reports::{Imported, Outcome, Reading};
pub use settings::{Settings, USUAL_HOURS};
pub use state::{State, Waiting};

use crate::{
    app::{App, AppError},
    clock,
    sources::fetch::{self, FetchError, Limits},
    store::{Store, StoreError, feeds::KeptFeed},
};
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use settings::{is_key, key_of};
use std::path::Path;

/// How long a feed is held that is removed.
const HELD: SignedDuration = SignedDuration::from_mins(10);
/// Readings shown of a feed.
const SHOWN: i64 = 10;

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
    /// A header it needs.
    #[error(transparent)]
    Header(#[from] HeaderError),
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

    /// The server it lies at.
    pub(super) fn host(&self) -> String {
        self.settings.url().map_or_else(|_| self.key.clone(), |url| fetch::host_of(&url))
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

    /// Until when its server asked to be left alone, where that is still to come and nobody wants it read before.
    pub fn waits_until(&self, now: Timestamp) -> Option<Timestamp> {
        self.state.asked_to_wait.filter(|until| *until > now && self.due >= *until)
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
    headers::may_be_kept(&settings.headers, settings.allow_private || url.scheme() == "https")?;
    // Somebody is waiting: one more try is enough.
    let bounds = Limits { retries: 1, ..Limits::default() };
    let probed = fetch::probe(&url, settings.limits(&bounds)?).await?;
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

/// Forgets a feed, and what lies of it in the home's `folder`. What was read of it stays as it is, or is withdrawn; how many services were.
///
/// # Errors
/// When there is none of this key, or somebody is reading it.
pub async fn remove(store: &Store, folder: &Path, key: &str, withdraw: bool) -> Result<usize, FeedError> {
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
    folders::delete(folder, key);
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

/// Values of ours are always JSON.
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// Who reads: another word for every program that runs.
fn reader() -> String {
    clock::random_id().to_string()
}
