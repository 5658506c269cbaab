//! How fast searching is: a directory of any size grown from the services at hand, and a recorded mix of questions timed over it.

mod choices;
pub mod contest;
mod growth;
mod mix;
mod times;
mod wanted;

pub use mix::{Kind, Mix, MixError, Request};
pub use times::{Rate, Times, Took, Watch};
pub use wanted::{Measured, Verdict};

use crate::{
    app::{App, Back, Live, StartError, open_places, vocabulary::Vocabulary},
    clock,
    config::Home,
    finding::answer::Answer,
    model::service::Service,
    search::{Index, SearchError},
    store::{Store, StoreError},
};
use std::{
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

/// Most services read as patterns to grow from.
const MOST_PATTERNS: u64 = 20_000;
/// Services read at once.
const PAGE: i64 = 1_000;
/// How often each question is asked; the shortest time counts, so that whatever else the machine does counts little.
const PASSES: usize = 3;

/// The services a directory is grown from: a sample of a home's own, spread evenly over it.
///
/// # Errors
/// When the store cannot be read.
pub async fn patterns(store: &Store) -> Result<Vec<Service>, StoreError> {
    let every = usize::try_from(store.count().await?.unsigned_abs().div_ceil(MOST_PATTERNS)).unwrap_or(usize::MAX).max(1);
    let (mut patterns, mut after, mut read) = (Vec::new(), None, 0_usize);
    loop {
        let page = store.services_after(after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(patterns) };
        after = Some(last.id);
        let first = (every - read % every) % every;
        read += page.len();
        patterns.extend(page.into_iter().skip(first).step_by(every));
    }
}

/// What growing a directory took.
#[derive(Debug, Clone, Copy)]
pub struct Grown {
    /// Services.
    pub services: u64,
    /// How long indexing took.
    pub took: Duration,
}

/// Grows a directory of `services` from patterns and indexes it in `folder`, where the store of this identity expects it.
///
/// # Errors
/// When the folder cannot be written.
pub fn grow(patterns: &[Service], services: u64, folder: &Path, identity: &str) -> Result<Grown, crate::search::WriteError> {
    let started = Instant::now();
    let mut grown = growth::Growth::of(patterns, services).map(Ok);
    Index::rebuild_in(folder, identity, &mut grown, 0, &mut |_| ())?;
    Ok(Grown { services, took: started.elapsed() })
}

/// The product over an index grown for a bench; its store stays empty.
#[derive(Debug)]
pub struct Bench {
    app: App,
    requests: Vec<Request>,
}

impl Bench {
    /// Opens the index in `folder` over the empty store of `home`, with the questions drawn for it.
    ///
    /// # Errors
    /// When a part cannot be opened or the questions cannot be read.
    pub fn open(store: Store, folder: &Path, home: &Home, mix: &Mix) -> Result<Self, BenchError> {
        let index = Index::open(folder, store.identity()).map_err(|error| BenchError::Index(error.to_string()))?;
        let (places, vocabulary, clock) = (open_places(home)?, Vocabulary::open(home)?, store.clock().clone());
        let requests = mix.requests(&places, &clock.london())?;
        let live = Live::new(store, Arc::new(index), folder, home.data());
        Ok(Self { app: App::of(clock, places, vocabulary, home.links().clone(), Back::Live(live)), requests })
    }

    /// The product, for serving.
    pub fn app(&self) -> &App {
        &self.app
    }

    /// The requests, in the order asked.
    pub fn requests(&self) -> &[Request] {
        &self.requests
    }

    /// Bytes of the index on disk.
    pub fn bytes(&self) -> u64 {
        self.app.live().index.bytes()
    }

    /// Services in the index.
    pub fn services(&self) -> usize {
        self.app.live().index.len()
    }

    /// Asks every request of a kind, and gives the times.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn time(&self, kind: Kind) -> Result<Times, SearchError> {
        let (mut all, mut found) = (Vec::new(), 0);
        for request in self.requests.iter().filter(|request| request.kind() == kind) {
            let mut shortest = Took::MAX;
            for pass in 0..PASSES {
                let watch = Watch::start(clock::worked_by_thread());
                let count = self.ask(request)?;
                shortest = shortest.shorter(watch.took(clock::worked_by_thread()));
                found += if pass == 0 { count } else { 0 };
            }
            all.push(shortest);
        }
        Ok(Times::of(kind, &all, found))
    }

    /// Asks one request; how many services were found or completions given.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn ask(&self, request: &Request) -> Result<u64, SearchError> {
        let (index, needs) = (&self.app.live().index, self.app.needs());
        match request {
            Request::Search { question, .. } => index.search(question, &needs).map(|answer: Answer| answer.total),
            Request::Completion(typed) => index.suggest(&needs, typed, 8).map(|found| found.len() as u64),
        }
    }

    /// How many near searches a second one thread answers in `time`, without HTTP.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn bare_rate(&self, time: Duration) -> Result<Rate, SearchError> {
        let (started, mut asked) = (Instant::now(), 0);
        let watch = Watch::start(clock::worked_by_thread());
        for request in self.requests.iter().filter(|request| request.kind() == Kind::Near).cycle() {
            self.ask(request)?;
            asked += 1;
            if started.elapsed() > time {
                break;
            }
        }
        Ok(watch.took(clock::worked_by_thread()).rate(asked))
    }
}

/// A bench cannot be held.
#[derive(Debug, thiserror::Error)]
pub enum BenchError {
    /// The index.
    #[error("the index of the bench cannot be opened: {0}")]
    Index(String),
    /// A part of the product.
    #[error(transparent)]
    Start(#[from] StartError),
    /// The questions.
    #[error(transparent)]
    Mix(#[from] MixError),
    /// PostgreSQL, where it is measured beside.
    #[error("PostgreSQL: {0}")]
    Rival(#[from] StoreError),
}

impl From<crate::places::PlacesError> for BenchError {
    fn from(error: crate::places::PlacesError) -> Self {
        Self::Start(error.into())
    }
}

impl From<crate::finding::needs::NeedsError> for BenchError {
    fn from(error: crate::finding::needs::NeedsError) -> Self {
        Self::Start(error.into())
    }
}
