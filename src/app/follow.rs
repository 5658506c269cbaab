//! The index follows the store: opened or built at start, kept up with the numbered change log after.
//!
//! The index holds nothing the store lacks, so every doubt about it ends the same way: it is built again.

use crate::{
    model::{id::ServiceId, joined, service::Service},
    search::{self, Index, Services, WriteError},
    store::{Store, StoreError, read::Change},
};
use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};
use tokio::{
    sync::{mpsc, watch},
    task::JoinHandle,
};

/// How often the change log is looked at. What is saved can be found within this and one commit.
const EVERY: Duration = Duration::from_millis(250);
/// Changes taken at once; each lot is one commit.
const LOT: i64 = 2_000;
/// Services read at once when everything is read.
const PAGE: i64 = 500;
/// Failures in a row after which the index is built again.
const PATIENCE: u32 = 3;

/// The index cannot follow the store.
#[derive(Debug, thiserror::Error)]
pub enum FollowError {
    /// The store cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The index cannot be written.
    #[error(transparent)]
    Index(#[from] WriteError),
    /// Another server has this index.
    #[error(
        "another Fingerpost is running over the index in {0}: stop it, or give this one a home of its own with --home \
         (several may share one PostgreSQL store)"
    )]
    Taken(String),
    /// A thread ended unexpectedly.
    #[error("the work on the index stopped unexpectedly: {0}")]
    Stopped(String),
    /// A file of the index folder cannot be written.
    #[error("the index folder {folder} cannot be written: {error}")]
    Folder {
        /// The folder.
        folder: String,
        /// What the system says.
        error: std::io::Error,
    },
}

/// Opens the index of a store and brings it up to date, building it again when it is missing, stale or damaged.
///
/// # Errors
/// When the store cannot be read or the index not written.
pub async fn open_or_build(store: &Store, folder: &Path, progress: &mut (dyn FnMut(u64) + Send)) -> Result<Arc<Index>, FollowError> {
    let (path, identity) = (folder.to_path_buf(), store.identity().to_owned());
    let opened = blocking(move || Index::open(&path, &identity)).await?;
    let index = match opened {
        Ok(index) if index.position() <= store.last_change().await? => Arc::new(index),
        Ok(_) => {
            tracing::warn!("the index is ahead of the store: building it again");
            build(store, folder, progress).await?
        }
        Err(search::Unusable::Missing(_)) => build(store, folder, progress).await?,
        Err(unusable) => {
            tracing::warn!("{unusable}: building the index from the store");
            build(store, folder, progress).await?
        }
    };
    loop {
        match catch_up(store, &index).await {
            // A running server keeps a busy index up to date; what it has so far will do.
            Ok(0) | Err(FollowError::Index(WriteError::Busy(_))) => return Ok(index),
            Ok(_) => {}
            Err(error) => return Err(error),
        }
    }
}

/// Builds the index from the store where none can be opened.
///
/// # Errors
/// When the store cannot be read or the index not written.
pub async fn build(store: &Store, folder: &Path, progress: &mut (dyn FnMut(u64) + Send)) -> Result<Arc<Index>, FollowError> {
    let (path, identity) = (folder.to_path_buf(), store.identity().to_owned());
    let position = store.last_change().await?;
    let build = move |services: &mut Services<'_>| Index::rebuild_in(&path, &identity, services, position, &mut |_| ());
    Ok(Arc::new(feed(store, build, progress).await?))
}

/// Builds an open index again from the store, beside the running one; searches go on and see the new one when it is whole.
///
/// # Errors
/// When the store cannot be read or the index not written.
pub async fn rebuild(store: &Store, index: &Arc<Index>, progress: &mut (dyn FnMut(u64) + Send)) -> Result<(), FollowError> {
    let position = store.last_change().await?;
    let target = index.clone();
    feed(store, move |services| target.rebuild(services, position, &mut |_| ()), progress).await
}

/// What the reading of every service hands over.
pub(super) enum Page {
    Services(Vec<Service>),
    /// Everything was handed over. Without it the reading broke off.
    End,
}

/// Reads every service that stands, a few pages ahead, and hands them to `work` on a thread of its own.
///
/// What changes while it reads is in the change log after the position taken before, and is followed later. When the store
/// fails halfway, or whoever waits for this goes away, the work is told so and comes to nothing.
async fn feed<T: Send + 'static>(
    store: &Store,
    work: impl FnOnce(&mut Services<'_>) -> Result<T, WriteError> + Send + 'static,
    progress: &mut (dyn FnMut(u64) + Send),
) -> Result<T, FollowError> {
    let (send, receive) = mpsc::channel(2);
    let working = tokio::task::spawn_blocking(move || work(&mut received(receive)));
    let mut done = 0;
    let mut after = None;
    loop {
        let mut page = store.shown_after(after, PAGE).await?;
        let Some(last) = page.last() else { break };
        let mut others = store.joined_between(after, last.id).await?;
        after = Some(last.id);
        done += page.len() as u64;
        if !others.is_empty() {
            page = page.into_iter().map(|service| with_others(service, &mut others)).collect();
        }
        if send.send(Page::Services(page.into_iter().filter(Service::is_listed).collect())).await.is_err() {
            break; // the work has failed; its error is the one to tell
        }
        progress(done);
    }
    drop(send.send(Page::End).await);
    Ok(working.await.map_err(|error| FollowError::Stopped(error.to_string()))??)
}

/// A service with what the records it is shown for add to it.
fn with_others(service: Service, others: &mut HashMap<ServiceId, Vec<Service>>) -> Service {
    match others.remove(&service.id) {
        Some(others) => joined::merged(service, &others),
        None => service,
    }
}

/// The services of the pages received; an error where they break off.
pub(super) fn received(mut pages: mpsc::Receiver<Page>) -> impl Iterator<Item = Result<Service, WriteError>> {
    let pages = std::iter::from_fn(move || match pages.blocking_recv() {
        Some(Page::Services(services)) => Some(services.into_iter().map(Ok).collect()),
        Some(Page::End) => None,
        None => Some(vec![Err(WriteError::Unfinished)]),
    });
    pages.flatten()
}

/// Takes the next lot of changes into the index; the number taken.
async fn catch_up(store: &Store, index: &Arc<Index>) -> Result<usize, FollowError> {
    let changes = store.changes_after(index.position(), LOT).await?;
    let Some(last) = changes.last() else { return Ok(0) };
    let (count, position, target) = (changes.len(), last.number, index.clone());
    let leaders = leaders(store, &changes).await?;
    let changes = changes.into_iter().filter(|change| !leaders.contains_key(&change.id)).map(|change| match change.now {
        Some(service) => search::Change::Saved(Box::new(service)),
        None => search::Change::Gone(change.id),
    });
    let mut changes: Vec<search::Change> = changes.collect();
    changes.extend(leaders.into_values());
    blocking(move || target.apply(changes.into_iter(), position)).await??;
    Ok(count)
}

/// Records shown for others, where one of them or the others changed: each with what the others add to it.
async fn leaders(store: &Store, changes: &[Change]) -> Result<HashMap<ServiceId, search::Change>, FollowError> {
    let mut leaders = HashMap::new();
    for change in changes {
        let Some(id) = change.leader.or(change.leads.then_some(change.id)) else { continue };
        if leaders.contains_key(&id) {
            continue;
        }
        let kept = store.service(id).await?.filter(|kept| kept.withdrawn.is_none() && kept.service.is_listed());
        let now = match kept {
            Some(kept) => search::Change::Saved(Box::new(joined::merged(kept.service, &store.joined_to(id).await?))),
            None => search::Change::Gone(id),
        };
        leaders.insert(id, now);
    }
    Ok(leaders)
}

/// A follower at work.
#[derive(Debug)]
pub struct Following {
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Following {
    /// Stops after the lot under way.
    pub async fn stop(self) {
        self.stop.send_replace(true);
        if let Err(error) = self.task.await {
            tracing::error!("the index follower ended badly: {error}");
        }
    }
}

/// Follows the store's change log until stopped. From now on this process alone writes to the index.
///
/// # Errors
/// When another process does already.
pub(crate) async fn start(store: Store, index: Arc<Index>, folder: PathBuf) -> Result<Following, FollowError> {
    let target = index.clone();
    blocking(move || target.hold()).await?.map_err(|error| match error {
        WriteError::Busy(_) => FollowError::Taken(folder.display().to_string()),
        other => other.into(),
    })?;
    let (stop, mut stopped) = watch::channel(false);
    let task = tokio::spawn(async move {
        let mut failures = 0;
        while !*stopped.borrow_and_update() {
            match step(&store, &index, &folder, failures >= PATIENCE).await {
                Ok(true) => failures = 0,
                Ok(false) => {
                    failures = 0;
                    drop(tokio::time::timeout(EVERY, stopped.changed()).await);
                }
                Err(error) => {
                    failures += 1;
                    tracing::error!("following the store failed ({failures}): {error}");
                    drop(tokio::time::timeout(EVERY * 4, stopped.changed()).await);
                }
            }
        }
    });
    Ok(Following { stop, task })
}

/// One step: a rebuild when one was asked for or is needed, otherwise the next changes. True when there may be more to do.
async fn step(store: &Store, index: &Arc<Index>, folder: &Path, broken: bool) -> Result<bool, FollowError> {
    if broken || take_request(folder) {
        rebuild(store, index, &mut |_| ()).await?;
        return Ok(true);
    }
    let more = catch_up(store, index).await? > 0;
    if !more {
        let (target, now) = (index.clone(), store.clock().london());
        if let Err(error) = blocking(move || target.look_ahead(&now)).await? {
            tracing::warn!("opening hours could not be looked at ahead: {error}");
        }
    }
    Ok(more)
}

/// Asks the server that has this index open to build it again. False when none has.
///
/// # Errors
/// When the folder cannot be written.
pub fn ask_server(folder: &Path) -> Result<bool, FollowError> {
    if !Index::is_held(folder) {
        return Ok(false);
    }
    fs::write(request(folder), b"").map_err(|error| FollowError::Folder { folder: folder.display().to_string(), error })?;
    Ok(true)
}

fn take_request(folder: &Path) -> bool {
    fs::remove_file(request(folder)).is_ok()
}

fn request(folder: &Path) -> PathBuf {
    folder.join("REBUILD")
}

/// Runs work that waits on disk away from the threads that answer requests.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, FollowError> {
    tokio::task::spawn_blocking(work).await.map_err(|error| FollowError::Stopped(error.to_string()))
}
