//! What the product does: the one place where store, index, places and needs meet.
//!
//! Pages, the API and commands call [`App`] and nothing below it. Start at [`App::open`].

#[cfg(not(target_family = "wasm"))]
pub mod agreement;
#[cfg(not(target_family = "wasm"))]
pub mod bench;
pub mod carried;
#[cfg(not(target_family = "wasm"))]
pub mod checking;
#[cfg(not(target_family = "wasm"))]
pub mod demo;
#[cfg(not(target_family = "wasm"))]
pub mod duplicates;
#[cfg(not(target_family = "wasm"))]
pub mod evaluate;
#[cfg(not(target_family = "wasm"))]
pub mod feeds;
pub mod find;
#[cfg(not(target_family = "wasm"))]
pub mod follow;
#[cfg(not(target_family = "wasm"))]
pub mod import;
#[cfg(not(target_family = "wasm"))]
pub mod input;
#[cfg(not(target_family = "wasm"))]
pub mod keys;
pub mod listing;
#[cfg(not(target_family = "wasm"))]
pub mod live;
#[cfg(target_family = "wasm")]
mod no_store;
#[cfg(not(target_family = "wasm"))]
pub mod packs;
pub mod plans;
#[cfg(not(target_family = "wasm"))]
pub mod register;
#[cfg(not(target_family = "wasm"))]
pub mod retag;
#[cfg(not(target_family = "wasm"))]
pub mod rounds;
#[cfg(test)]
pub(crate) mod sampled;
pub mod shortlist;
pub mod suggest;
pub mod suggestions;
pub mod vocabulary;

pub use find::{Ask, Found, UnknownPlace};
pub use listing::{Also, Listing, OrganisationListing, SourceSummary};
pub use plans::{Plan, Planned};
pub use shortlist::Picked;
pub use suggest::{Suggestion, SuggestionKind};
pub use suggestions::Suggested;

#[cfg(not(target_family = "wasm"))]
pub use live::{StartError, open_needs, open_places};

use crate::{
    clock::Clock,
    config::Links,
    finding::needs::{Fault, Needs},
    model::id::ServiceId,
    places::Places,
    search::{SearchError, Snapshot},
};
use carried::Carried;
use listing::Kept;
#[cfg(not(target_family = "wasm"))]
use live::Live;
#[cfg(target_family = "wasm")]
use no_store::Live;
use std::sync::Arc;
use vocabulary::Vocabulary;

/// The product. Clones are cheap and share everything.
#[derive(Debug, Clone)]
pub struct App(Arc<Parts>);

#[derive(Debug)]
struct Parts {
    clock: Clock,
    places: Arc<Places>,
    vocabulary: Vocabulary,
    links: Links,
    back: Back,
}

/// Where answers come from.
#[derive(Debug)]
enum Back {
    /// A store and the index that follows it.
    #[cfg_attr(target_family = "wasm", expect(dead_code, reason = "a phone has no store"))]
    Live(Live),
    /// A pack.
    Carried(Carried),
    #[cfg(test)]
    Sampled(sampled::Samples),
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
    /// It takes a connection, and this is a phone's copy.
    #[error("there is no connection")]
    Offline,
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
    fn of(clock: Clock, places: Places, vocabulary: Vocabulary, links: Links, back: Back) -> Self {
        Self(Arc::new(Parts { clock, places: Arc::new(places), vocabulary, links, back }))
    }

    /// A product that gives sample answers.
    #[cfg(test)]
    pub(crate) fn sampled(clock: Clock, samples: sampled::Samples) -> Self {
        Self(Arc::new(Parts {
            clock,
            places: Arc::default(),
            vocabulary: Vocabulary::of(Needs::shipped().unwrap_or_default()),
            links: Links::default(),
            back: Back::Sampled(samples),
        }))
    }

    /// What is searched.
    fn snapshot(&self) -> Arc<Snapshot> {
        match &self.0.back {
            Back::Live(live) => live.snapshot(),
            Back::Carried(carried) => carried.snapshot(),
            #[cfg(test)]
            Back::Sampled(_) => unreachable!("a sampled product has nothing to search"),
        }
    }

    /// The service behind an id: another's, where that is shown for it.
    async fn kept(&self, id: ServiceId) -> Result<Option<Kept>, AppError> {
        match &self.0.back {
            Back::Live(live) => live.service(id).await,
            Back::Carried(carried) => carried.service(id),
            #[cfg(test)]
            Back::Sampled(_) => unreachable!("a sampled product keeps nothing"),
        }
    }

    /// The index could not answer. A damaged card has the index built again: the store has all that is in it.
    fn unanswered(&self, error: &SearchError) -> AppError {
        if let (SearchError::Card(_), Back::Live(live)) = (error, &self.0.back) {
            live.ask_for_another_index();
        }
        AppError::Search(error.to_string())
    }

    /// What somebody carries, where this is a phone's copy.
    pub fn carried(&self) -> Option<&Carried> {
        match &self.0.back {
            Back::Carried(carried) => Some(carried),
            Back::Live(_) => None,
            #[cfg(test)]
            Back::Sampled(_) => None,
        }
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

    /// Places, for whoever works beside.
    #[cfg(not(target_family = "wasm"))]
    fn shared_places(&self) -> Arc<Places> {
        self.0.places.clone()
    }

    /// The needs vocabulary as it is now: an edit of the home's own files counts within a second.
    pub fn needs(&self) -> Arc<Needs> {
        self.0.vocabulary.needs()
    }
}
