//! What the product does: the one place where store, index, places and needs meet.
//!
//! Pages, the API and commands call [`App`] and nothing below it. Start at [`App::open`].

pub mod demo;
pub mod find;
pub mod follow;
pub mod import;
pub mod input;
pub mod listing;

pub use find::{Ask, Found, Suggestion, SuggestionKind};
pub use listing::{Listing, OrganisationListing, SourceSummary};

use crate::{
    clock::Clock,
    config::Home,
    finding::needs::{Needs, NeedsError},
    places::{Places, PlacesError},
    search::{Index, SearchError},
    store::{Store, StoreError},
};
use std::{path::PathBuf, sync::Arc};

/// The product. Clones are cheap and share everything.
#[derive(Debug, Clone)]
pub struct App(Arc<Parts>);

#[derive(Debug)]
struct Parts {
    store: Store,
    index: Arc<Index>,
    places: Places,
    needs: Needs,
    index_folder: PathBuf,
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
        Self::Store(error.to_string())
    }
}

impl From<SearchError> for AppError {
    fn from(error: SearchError) -> Self {
        Self::Search(error.to_string())
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
        let parts = Parts { store, index, places: open_places(home)?, needs: open_needs()?, index_folder: home.index().to_path_buf() };
        Ok(Self(Arc::new(parts)))
    }

    /// The clock.
    pub fn clock(&self) -> &Clock {
        self.0.store.clock()
    }

    /// Places.
    pub fn places(&self) -> &Places {
        &self.0.places
    }

    /// The needs vocabulary.
    pub fn needs(&self) -> &Needs {
        &self.0.needs
    }

    /// Follows the store's change log until stopped: what is saved can be found in under 2 seconds.
    pub fn follow(&self) -> follow::Following {
        follow::start(self.0.store.clone(), self.0.index.clone(), self.0.index_folder.clone())
    }

    /// How the parts are.
    pub async fn health(&self) -> Health {
        let last = self.0.store.last_change().await;
        let position = self.0.index.position();
        Health {
            store: last.is_ok(),
            index: true,
            services: self.0.index.len() as u64,
            position,
            behind: last.map_or(0, |last| (last - position).max(0)),
            version: env!("CARGO_PKG_VERSION"),
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

/// The needs vocabulary.
///
/// # Errors
/// When it is broken.
pub fn open_needs() -> Result<Needs, NeedsError> {
    Needs::shipped()
}
