//! The index: opened, changed, rebuilt beside itself, searched.
//!
//! A change is on disk when [`Index::apply`] returns. Killed at any moment, the next opening finds the state before or after.

use crate::{
    finding::{answer::Answer, needs::Needs, question::Question},
    search::{
        answering,
        cards::At,
        engine::{
            error::{Unusable, WriteError},
            folder::{Folder, Held},
            generation::{self, Change, Generation, Services},
        },
        error::SearchError,
        field::Field,
        snapshot::Snapshot,
        suggest::{self, Suggestion},
    },
};
use arc_swap::ArcSwap;
use std::{
    path::Path,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// The search index of one installation.
#[derive(Debug)]
pub struct Index {
    folder: Folder,
    store: String,
    live: ArcSwap<Snapshot>,
    writing: Mutex<Writing>,
    rebuilding: Mutex<()>,
}

/// What only one change at a time may use.
#[derive(Debug)]
pub(crate) struct Writing {
    pub(crate) generation: Generation,
    lock: Option<Held>,
}

impl Index {
    /// Opens the index in `folder` that was built from the store of this identity, checking every file of it.
    ///
    /// # Errors
    /// When there is none that can be used; [`Index::rebuild_in`] then makes one.
    pub fn open(folder: &Path, store_identity: &str) -> Result<Self, Unusable> {
        let folder = Folder::new(folder);
        let number = folder.current(store_identity)?;
        if let Ok(lock) = folder.lock() {
            folder.sweep(number);
            drop(lock);
        }
        let (generation, snapshot) = Generation::open(&folder, number)?;
        Ok(Self::with(folder, store_identity, generation, snapshot, None))
    }

    /// Makes an empty index, at position 0, replacing whatever is there.
    ///
    /// # Errors
    /// When somebody else is writing there or the folder cannot be written.
    pub fn create_empty(folder: &Path, store_identity: &str) -> Result<Self, WriteError> {
        Self::rebuild_in(folder, store_identity, &mut std::iter::empty(), 0, &mut |_| ())
    }

    /// Builds an index where there is none that can be opened. See [`Index::rebuild`].
    ///
    /// # Errors
    /// When somebody else is writing there or the folder cannot be written.
    pub fn rebuild_in(
        folder: &Path,
        store_identity: &str,
        services: &mut Services<'_>,
        position: i64,
        progress: &mut dyn FnMut(u64),
    ) -> Result<Self, WriteError> {
        let folder = Folder::new(folder);
        let lock = folder.lock()?;
        let (generation, snapshot) = generation::build(&folder, store_identity, services, position, progress)?;
        folder.sweep(generation.number());
        Ok(Self::with(folder, store_identity, generation, snapshot, Some(lock)))
    }

    fn with(folder: Folder, store: &str, generation: Generation, snapshot: Snapshot, lock: Option<Held>) -> Self {
        Self {
            folder,
            store: store.to_owned(),
            live: ArcSwap::from_pointee(snapshot),
            writing: Mutex::new(Writing { generation, lock }),
            rebuilding: Mutex::new(()),
        }
    }

    /// The number of the last change in the index.
    pub fn position(&self) -> i64 {
        self.live.load().position
    }

    /// Number of services.
    pub fn len(&self) -> usize {
        self.live.load().services
    }

    /// Whether there is no service.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Bytes on disk of the generation in use.
    pub fn bytes(&self) -> u64 {
        let path = self.write().generation.path().to_owned();
        let sizes = std::fs::read_dir(path).into_iter().flatten().flatten().filter_map(|entry| entry.metadata().ok());
        sizes.map(|metadata| metadata.len()).sum()
    }

    /// Takes changes in, in their order, in one step: searches see all of them or none. When this returns they are on disk.
    ///
    /// # Errors
    /// When somebody else is writing or the folder cannot be written; then nothing was taken in.
    pub fn apply(&self, changes: impl Iterator<Item = Change>, position: i64) -> Result<(), WriteError> {
        let mut writing = self.write();
        self.claim(&mut writing)?;
        let snapshot = writing.generation.apply(changes, position)?;
        self.live.store(Arc::new(snapshot));
        Ok(())
    }

    /// Builds the index anew beside the old one, which answers searches until the new one takes its place in one step.
    /// `progress` is told the number of services so far. Changes applied meanwhile go to the old index: afterwards follow the
    /// change log on from [`Index::position`], which is then `position`.
    ///
    /// # Errors
    /// When somebody else is writing or the folder cannot be written; the old index then stays.
    pub fn rebuild(&self, services: &mut Services<'_>, position: i64, progress: &mut dyn FnMut(u64)) -> Result<(), WriteError> {
        let _alone = self.rebuilding.lock().unwrap_or_else(PoisonError::into_inner);
        self.claim(&mut self.write())?;
        let (generation, snapshot) = generation::build(&self.folder, &self.store, services, position, progress)?;
        let number = generation.number();
        let old = {
            let mut writing = self.write();
            self.live.store(Arc::new(snapshot));
            std::mem::replace(&mut writing.generation, generation)
        };
        drop(old);
        self.folder.sweep(number);
        Ok(())
    }

    /// Takes the writer's lock unless this index holds it, and makes sure nobody replaced the index meanwhile.
    fn claim(&self, writing: &mut Writing) -> Result<(), WriteError> {
        if writing.lock.is_some() {
            return Ok(());
        }
        let lock = self.folder.lock()?;
        if self.folder.pointed_at() != Some(writing.generation.number()) {
            return Err(WriteError::Replaced(self.folder.name()));
        }
        writing.lock = Some(lock);
        Ok(())
    }

    /// Takes the writer's lock now, so that others can tell that this index is being kept up to date.
    ///
    /// # Errors
    /// When another process holds it.
    pub fn hold(&self) -> Result<(), WriteError> {
        self.claim(&mut self.write())
    }

    /// Whether some process holds the writer's lock of the index in `folder`.
    pub fn is_held(folder: &Path) -> bool {
        matches!(Folder::new(folder).lock(), Err(WriteError::Busy(_)))
    }

    pub(crate) fn write(&self) -> MutexGuard<'_, Writing> {
        self.writing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Answers a question. Equal questions of equal indexes get equal answers.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn search(&self, question: &Question, needs: &Needs) -> Result<Answer, SearchError> {
        answering::answer(&self.live.load_full(), question, needs)
    }

    /// What somebody who has typed this much may be typing: needs first, then services, then organisations.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn suggest(&self, needs: &Needs, typed: &str, limit: usize) -> Result<Vec<Suggestion>, SearchError> {
        Ok(suggest::suggest(&self.live.load_full(), needs, typed, limit))
    }

    /// Looks at everything about opening hours that the questions of this day may ask, so that none of them has to wait for it.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn look_ahead(&self, now: &jiff::Zoned) -> Result<(), SearchError> {
        self.live.load_full().hours.look_ahead(now)
    }

    /// Whether the index can still be read: its words, and a result card.
    ///
    /// # Errors
    /// When it cannot.
    pub fn probe(&self) -> Result<(), SearchError> {
        let snapshot = self.live.load_full();
        for segment in &snapshot.segments {
            segment.reader.length(Field::Name)?;
            if let Some(card) = segment.sidecar.cards.first() {
                snapshot.cards.read(At(*card))?;
            }
        }
        Ok(())
    }

    /// Makes one segment of all, as a rebuild does.
    #[cfg(test)]
    pub(crate) fn settle(&self) {
        self.write().generation.settle().unwrap();
        self.apply(std::iter::empty(), self.position()).unwrap();
    }

    /// The state of the index now.
    pub fn snapshot(&self) -> Arc<Snapshot> {
        self.live.load_full()
    }
}
