//! The product over a store and the index that follows it: how a server opens, follows and looks after both.

use crate::{
    app::{
        App, AppError, Back, Health, SourceSummary, Suggested, demo, follow, keys,
        listing::{Also, Kept},
        register::Register,
        suggestions::MOST_OPEN,
        vocabulary::{self, Vocabulary},
    },
    clock::Clock,
    config::Home,
    finding::needs::{Fault, Needs, NeedsError},
    handing::{code::Code, kept_plan::KeptPlan},
    model::{
        id::{OrganisationId, ServiceId},
        joined,
        suggested::SuggestedChange,
    },
    places::{Places, PlacesError},
    search::{Index, Snapshot},
    store::{Store, StoreError, suggestions::Keeping},
};
use arc_swap::{ArcSwap, ArcSwapOption};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};
use uuid::Uuid;

/// A store and the index that follows it.
#[derive(Debug)]
pub(super) struct Live {
    pub(super) store: Store,
    pub(super) index: Arc<Index>,
    pub(super) index_folder: PathBuf,
    /// The home's folder of local data.
    pub(super) data: PathBuf,
    /// Where packs are kept that were made.
    pub(super) packs: PathBuf,
    /// Held by whoever makes one.
    pub(super) packing: tokio::sync::Mutex<()>,
    /// Room for those who wait for one: a crowd is told to come back.
    pub(super) waiting: tokio::sync::Semaphore,
    /// The sources as they were at a position of the index.
    pub(super) sources: ArcSwap<(i64, Vec<SourceSummary>)>,
    /// What is published, once somebody asked.
    register: ArcSwapOption<Register>,
    /// Held by whoever fills it.
    filling: Arc<tokio::sync::Mutex<()>>,
    /// Held by whoever writes everything into one file.
    pub(super) bulk: Arc<tokio::sync::Mutex<()>>,
    /// The keys of software, as they were read.
    pub(super) keys: ArcSwap<keys::Known>,
}

/// How long a request waits for the register to be filled: less than a request may take.
const LONGEST_FILL: Duration = Duration::from_secs(8);
/// Requests for packs that wait at once.
const MOST_WAITING: usize = 16;

impl Live {
    /// A store and its index, in their folders.
    pub(super) fn new(store: Store, index: Arc<Index>, index_folder: &Path, data: &Path) -> Self {
        Self {
            store,
            index,
            index_folder: index_folder.to_path_buf(),
            data: data.to_path_buf(),
            packs: data.join("packs"),
            packing: tokio::sync::Mutex::default(),
            waiting: tokio::sync::Semaphore::new(MOST_WAITING),
            sources: ArcSwap::from_pointee((-1, Vec::new())),
            register: ArcSwapOption::empty(),
            filling: Arc::default(),
            bulk: Arc::default(),
            keys: ArcSwap::default(),
        }
    }

    /// What is searched now.
    pub(super) fn snapshot(&self) -> Arc<Snapshot> {
        self.index.snapshot()
    }

    /// The service behind an id, with what its other sources add: the record that is shown for the one asked about.
    pub(super) async fn service(&self, id: ServiceId) -> Result<Option<Kept>, AppError> {
        let shown = self.store.leader_of(id).await?.unwrap_or(id);
        let Some(kept) = self.store.service(shown).await? else { return Ok(None) };
        let others = self.store.joined_to(shown).await?;
        let also = others.iter().map(|other| Also::of(&kept.service, other)).collect();
        Ok(Some(Kept { service: joined::merged(kept.service, &others), withdrawn: kept.withdrawn.is_some(), also }))
    }

    /// The record that is shown for a joined one.
    pub(super) async fn leader_of(&self, id: ServiceId) -> Result<Option<ServiceId>, AppError> {
        Ok(self.store.leader_of(id).await?)
    }

    /// Who runs the records that are shown for those of an organisation: whoever runs the most of them first.
    pub(super) async fn organisations_shown_for(&self, id: OrganisationId) -> Result<Vec<OrganisationId>, AppError> {
        Ok(self.store.organisations_shown_for(id).await?)
    }

    /// Keeps a plan under a code. False when the code is taken.
    pub(super) async fn keep_plan(&self, code: &Code, plan: &KeptPlan) -> Result<bool, AppError> {
        Ok(self.store.keep_plan(code, plan).await?)
    }

    /// The plan under a code, expired or not.
    pub(super) async fn plan(&self, code: &Code) -> Result<Option<KeptPlan>, AppError> {
        Ok(self.store.plan(code).await?)
    }

    /// Keeps a suggestion, once for each token.
    pub(super) async fn keep_suggestion(&self, token: Uuid, change: &SuggestedChange) -> Result<Suggested, AppError> {
        Ok(match self.store.keep_suggestion(change.key(token), change, MOST_OPEN.into()).await? {
            Keeping::Kept(_) | Keeping::Before => Suggested::Waits,
            Keeping::TooMany => Suggested::TooMany,
        })
    }

    /// A result card is damaged: the server that writes the index is asked to build it again.
    pub(super) fn ask_for_another_index(&self) {
        if let Err(error) = follow::ask_server(&self.index_folder) {
            tracing::error!("{error}");
        }
    }

    /// Every source, by key. Counted once for each position of the index.
    pub(super) async fn sources(&self) -> Result<Vec<SourceSummary>, AppError> {
        let (position, known) = (self.index.position(), self.sources.load_full());
        if known.0 == position {
            return Ok(known.1.clone());
        }
        let summaries = self.count_sources().await?;
        self.sources.store(Arc::new((position, summaries.clone())));
        Ok(summaries)
    }

    async fn count_sources(&self) -> Result<Vec<SourceSummary>, AppError> {
        let mut summaries = Vec::new();
        for count in self.store.sources().await? {
            let provenance = self.store.sample_of(&count.source).await?.map(|service| service.provenance);
            summaries.push(SourceSummary {
                publisher: provenance.as_ref().and_then(|provenance| provenance.publisher.clone()),
                licence: provenance.and_then(|provenance| provenance.licence),
                services: u64::try_from(count.services).unwrap_or_default(),
                last_import: count.last_import.and_then(|at| at.parse().ok()),
                fictional: count.source == demo::SOURCE,
                key: count.source,
            });
        }
        Ok(summaries)
    }
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
        let live = Live::new(store, index, home.index(), home.data());
        let app = Self::of(clock, open_places(home)?, Vocabulary::open(home)?, home.links().clone(), Back::Live(live));
        // Made when first asked for: whoever types first should not wait for it.
        app.needs().completions();
        Ok(app)
    }

    /// The store and the index behind it.
    pub(super) fn live(&self) -> &Live {
        match &self.0.back {
            Back::Live(live) => live,
            Back::Carried(_) => unreachable!("no command and no route that needs a store is there over a pack"),
            #[cfg(test)]
            Back::Sampled(_) => unreachable!("a sampled product has no store"),
        }
    }

    /// What is published now, as far as the index has come. It is made the first time, which takes seconds over a large directory: whoever
    /// has waited long enough is told to come back, and it goes on being made.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(super) async fn register(&self) -> Result<Arc<Register>, AppError> {
        let live = self.live();
        let known = live.register.load_full();
        if let Some(register) = known.filter(|register| register.position() >= live.index.position()) {
            return Ok(register);
        }
        let app = self.clone();
        let filling = tokio::spawn(async move { app.fill_register().await });
        match tokio::time::timeout(LONGEST_FILL, filling).await {
            Ok(Ok(filled)) => filled,
            Ok(Err(stopped)) => Err(AppError::Store(format!("reading what is published stopped: {stopped}"))),
            Err(_) => Err(AppError::Busy),
        }
    }

    /// Makes what is published ready before the first reader asks: over a large directory it takes seconds.
    pub fn warm(&self) {
        let app = self.clone();
        drop(tokio::spawn(async move {
            if let Err(error) = app.fill_register().await {
                tracing::warn!("what is published could not be read ahead: {error}");
            }
        }));
    }

    async fn fill_register(&self) -> Result<Arc<Register>, AppError> {
        let live = self.live();
        let alone = live.filling.clone().lock_owned().await;
        let known = live.register.load_full();
        let needs = self.needs();
        let next = match &known {
            Some(register) if register.position() >= live.index.position() => None,
            Some(register) => register.follow(&live.store, &needs).await?,
            None => Some(Register::read(&live.store, &needs).await?),
        };
        if let Some(next) = next {
            live.register.store(Some(Arc::new(next)));
        }
        drop(alone);
        live.register.load_full().ok_or(AppError::Busy)
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
