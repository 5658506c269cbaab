//! What the product does: the one place where store, index, places and needs meet.
//!
//! Pages, the API and commands call [`App`] and nothing below it. Start at [`App::open`].

pub mod bench;
pub mod demo;
pub mod evaluate;
pub mod find;
pub mod follow;
pub mod import;
pub mod input;
pub mod listing;
pub mod plans;
pub mod retag;
#[cfg(test)]
pub(crate) mod sampled;
pub mod suggest;
pub mod suggestions;
pub mod vocabulary;

pub use find::{Ask, Found, UnknownPlace};
pub use listing::{Listing, OrganisationListing, SourceSummary};
pub use plans::{Picked, Plan, Planned};
pub use suggest::{Suggestion, SuggestionKind};
pub use suggestions::Suggested;

use crate::{
    clock::Clock,
    config::{Home, Links},
    finding::needs::{Fault, Needs, NeedsError},
    places::{Places, PlacesError},
    search::{Index, SearchError},
    store::{Store, StoreError},
};
use arc_swap::ArcSwap;
use std::{path::PathBuf, sync::Arc};
use vocabulary::Vocabulary;

/// The product. Clones are cheap and share everything.
#[derive(Debug, Clone)]
pub struct App(Arc<Parts>);

#[derive(Debug)]
struct Parts {
    clock: Clock,
    places: Places,
    vocabulary: Vocabulary,
    links: Links,
    back: Back,
}

/// Where answers come from.
#[derive(Debug)]
enum Back {
    Live(Live),
    #[cfg(test)]
    Sampled(sampled::Samples),
}

/// A store and the index that follows it.
#[derive(Debug)]
struct Live {
    store: Store,
    index: Arc<Index>,
    index_folder: PathBuf,
    /// The sources as they were at a position of the index.
    sources: ArcSwap<(i64, Vec<SourceSummary>)>,
}

/// Something failed that is not the asker's fault. The text is for the log; pages say it in their own words.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The store.
    #[error("store: {0}")]
    Store(String),
    /// The index.
    #[error("search: {0}")]
    Search(String),
    /// Too much at once.
    #[error("busy")]
    Busy,
}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Busy => Self::Busy,
            other => Self::Store(other.to_string()),
        }
    }
}

/// The product cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The index.
    #[error(transparent)]
    Follow(#[from] follow::FollowError),
    /// Places.
    #[error(transparent)]
    Places(#[from] PlacesError),
    /// The needs vocabulary.
    #[error(transparent)]
    Needs(#[from] NeedsError),
}

/// How the parts are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// The store answers.
    pub store: bool,
    /// The index answers.
    pub index: bool,
    /// Services that can be found.
    pub services: u64,
    /// The last line of the change log that can be found.
    pub position: i64,
    /// Lines of the change log that cannot be found yet.
    pub behind: i64,
    /// What is wrong with the home's own needs vocabulary. Empty = it is in use.
    pub vocabulary: Vec<Fault>,
    /// The program's version.
    pub version: &'static str,
}

impl App {
    /// Opens the home's store and index. A missing, stale or damaged index is built again from the store, telling `progress`.
    ///
    /// # Errors
    /// When a part cannot be opened.
    pub async fn open(home: &Home, progress: &mut (dyn FnMut(String) + Send)) -> Result<Self, StartError> {
        let store = Store::open(&home.database(), Clock::system()).await?;
        Self::over(store, home, progress).await
    }

    /// Opens the product over a store that is already open.
    ///
    /// # Errors
    /// When a part cannot be opened.
    pub async fn over(store: Store, home: &Home, progress: &mut (dyn FnMut(String) + Send)) -> Result<Self, StartError> {
        let index = follow::open_or_build(&store, home.index(), &mut |done| progress(format!("{done} services indexed"))).await?;
        let clock = store.clock().clone();
        let live = Live { store, index, index_folder: home.index().to_path_buf(), sources: ArcSwap::from_pointee((-1, Vec::new())) };
        Ok(Self::of(clock, open_places(home)?, Vocabulary::open(home)?, home.links().clone(), Back::Live(live)))
    }

    fn of(clock: Clock, places: Places, vocabulary: Vocabulary, links: Links, back: Back) -> Self {
        Self(Arc::new(Parts { clock, places, vocabulary, links, back }))
    }

    /// A product that gives sample answers.
    #[cfg(test)]
    pub(crate) fn sampled(clock: Clock, samples: sampled::Samples) -> Self {
        Self(Arc::new(Parts {
            clock,
            places: Places::default(),
            vocabulary: Vocabulary::of(Needs::shipped().unwrap_or_default()),
            links: Links::default(),
            back: Back::Sampled(samples),
        }))
    }

    fn live(&self) -> &Live {
        match &self.0.back {
            Back::Live(live) => live,
            #[cfg(test)]
            Back::Sampled(_) => unreachable!("a sampled product has no store"),
        }
    }

    /// The index could not answer. A damaged card has the index built again: the store has all that is in it.
    fn unanswered(&self, error: &SearchError) -> AppError {
        if let SearchError::Card(_) = error
            && let Err(error) = follow::ask_server(&self.live().index_folder)
        {
            tracing::error!("{error}");
        }
        AppError::Search(error.to_string())
    }

    /// The clock.
    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    /// How links that people hand on are made.
    pub fn links(&self) -> &Links {
        &self.0.links
    }

    /// Places.
    pub fn places(&self) -> &Places {
        &self.0.places
    }

    /// The needs vocabulary as it is now: an edit of the home's own files counts within a second.
    pub fn needs(&self) -> Arc<Needs> {
        self.0.vocabulary.needs()
    }

    /// Follows the store's change log until stopped: what is saved can be found in under 2 seconds.
    ///
    /// # Errors
    /// When another process follows it into the same index.
    pub async fn follow(&self) -> Result<follow::Following, follow::FollowError> {
        let live = self.live();
        follow::start(live.store.clone(), live.index.clone(), live.index_folder.clone()).await
    }

    fn vocabulary_faults(&self) -> Vec<Fault> {
        // Looked at first: health is asked about the files as they are now.
        drop(self.needs());
        self.0.vocabulary.faults().to_vec()
    }

    /// How the parts are.
    pub async fn health(&self) -> Health {
        let version = env!("CARGO_PKG_VERSION");
        #[cfg(test)]
        if let Back::Sampled(_) = &self.0.back {
            return Health { store: true, index: true, services: 1, position: 1, behind: 0, vocabulary: Vec::new(), version };
        }
        let live = self.live();
        let (last, position) = (live.store.last_change().await, live.index.position());
        let probed = live.index.probe().map_err(|error| self.unanswered(&error));
        if let Err(error) = &probed {
            tracing::error!("the index does not answer: {error}");
        }
        Health {
            store: last.is_ok(),
            index: probed.is_ok(),
            services: live.index.len() as u64,
            position,
            behind: last.map_or(0, |last| (last - position).max(0)),
            vocabulary: self.vocabulary_faults(),
            version,
        }
    }
}

/// The shipped place tables and the home's local postcode table.
///
/// # Errors
/// When a table is damaged.
pub fn open_places(home: &Home) -> Result<Places, PlacesError> {
    Places::open(&home.places())
}

/// The needs vocabulary: what ships, and the home's own.
///
/// # Errors
/// When a file is broken: everything that is wrong is told.
pub fn open_needs(home: &Home) -> Result<Needs, NeedsError> {
    vocabulary::read(home.data())
}
