//! The index: opened, changed, rebuilt beside itself, searched.
//!
//! A change is on disk when [`Index::apply`] returns. Killed at any moment, the next opening finds the state before or after.

use crate::{
    finding::{
        answer::{Answer, Card},
        needs::Needs,
        question::Question,
    },
    model::{
        id::{OrganisationId, ServiceId},
        service::Service,
    },
    search::{
        answering,
        cards::{At, CardWriter, Cards},
        document,
        error::{SearchError, Unusable, WriteError},
        generation::{Folder, sync_folder},
        schema::{self, Fields},
        snapshot::{Loader, Snapshot},
        suggest::{self, Suggestion},
    },
};
use arc_swap::ArcSwap;
use std::{
    fs::File,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tantivy::{IndexReader, IndexWriter, ReloadPolicy, Term};

/// Memory the writer may use before it writes a segment, in bytes.
const WRITER_MEMORY: usize = 50_000_000;
/// Services between two calls of a rebuild's `progress`.
const PROGRESS_EVERY: u64 = 1_000;

/// A change of the directory to follow.
#[derive(Debug)]
pub enum Change {
    /// A service was saved. One that is not listed is taken out.
    Saved(Box<Service>),
    /// A service is gone.
    Gone(ServiceId),
}

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
struct Writing {
    generation: Generation,
    lock: Option<File>,
}

/// One generation, open.
struct Generation {
    number: u64,
    path: PathBuf,
    engine: tantivy::Index,
    reader: IndexReader,
    fields: Fields,
    cards: Arc<Cards>,
    loader: Loader,
    pen: Option<Pen>,
}

/// What writes to a generation.
struct Pen {
    writer: IndexWriter,
    cards: CardWriter,
}

impl std::fmt::Debug for Generation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Generation({})", self.number)
    }
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
        let mut generation = Generation::open(&folder, number)?;
        generation.check()?;
        let snapshot = generation.snapshot()?;
        if generation.cards.length()? < snapshot.cards_end() {
            return Err(Unusable::Damaged("result cards are missing at the end of cards.dat".to_owned()));
        }
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
        services: &mut dyn Iterator<Item = Service>,
        position: i64,
        progress: &mut dyn FnMut(u64),
    ) -> Result<Self, WriteError> {
        let folder = Folder::new(folder);
        let lock = folder.lock()?;
        let (generation, snapshot) = build(&folder, store_identity, services, position, progress)?;
        folder.sweep(generation.number);
        Ok(Self::with(folder, store_identity, generation, snapshot, Some(lock)))
    }

    fn with(folder: Folder, store: &str, generation: Generation, snapshot: Snapshot, lock: Option<File>) -> Self {
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
        let path = self.write().generation.path.clone();
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
        let snapshot = match writing.generation.apply(changes, position) {
            Ok(snapshot) => snapshot,
            Err(error) => {
                // The next change opens a new pen at the last commit; what this one had not committed is forgotten.
                writing.generation.pen = None;
                return Err(error);
            }
        };
        self.live.store(Arc::new(snapshot));
        Ok(())
    }

    /// Builds the index anew beside the old one, which answers searches until the new one takes its place in one step.
    /// `progress` is told the number of services so far.
    ///
    /// # Errors
    /// When somebody else is writing or the folder cannot be written; the old index then stays.
    pub fn rebuild(
        &self,
        services: &mut dyn Iterator<Item = Service>,
        position: i64,
        progress: &mut dyn FnMut(u64),
    ) -> Result<(), WriteError> {
        let _alone = self.rebuilding.lock().unwrap_or_else(PoisonError::into_inner);
        self.claim(&mut self.write())?;
        let (generation, snapshot) = build(&self.folder, &self.store, services, position, progress)?;
        let number = generation.number;
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
        if self.folder.pointed_at() != Some(writing.generation.number) {
            return Err(WriteError::Replaced(self.folder.name()));
        }
        writing.lock = Some(lock);
        Ok(())
    }

    fn write(&self) -> MutexGuard<'_, Writing> {
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
        suggest::suggest(&self.live.load_full(), needs, typed, limit)
    }

    /// The card of a service at its first site.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn card(&self, id: ServiceId) -> Result<Option<Card>, SearchError> {
        let snapshot = self.live.load_full();
        Ok(cards(&snapshot, &Term::from_field_bytes(snapshot.fields.service, id.0.as_bytes()))?.pop())
    }

    /// The cards of an organisation's services, each at its first site, by name.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn services_of(&self, id: OrganisationId) -> Result<Vec<Card>, SearchError> {
        let snapshot = self.live.load_full();
        let mut found = cards(&snapshot, &Term::from_field_bytes(snapshot.fields.organisation, id.0.as_bytes()))?;
        found.sort_by(|one, other| one.name.cmp(&other.name).then(one.id.cmp(&other.id)));
        Ok(found)
    }

    #[cfg(test)]
    pub(crate) fn snapshot(&self) -> Arc<Snapshot> {
        self.live.load_full()
    }
}

/// The cards of the services with a term, each at its first site.
fn cards(snapshot: &Snapshot, term: &Term) -> Result<Vec<Card>, SearchError> {
    let mut found = Vec::new();
    for spot in snapshot.spots_with(term)? {
        let sidecar = &snapshot.segments[spot.segment].sidecar;
        if sidecar.facts[spot.doc as usize].is_first() {
            found.push(snapshot.cards.read(At(sidecar.cards[spot.doc as usize]))?.card());
        }
    }
    Ok(found)
}

/// Builds a generation, makes it the current one and opens it.
fn build(
    folder: &Folder,
    store: &str,
    services: &mut dyn Iterator<Item = Service>,
    position: i64,
    progress: &mut dyn FnMut(u64),
) -> Result<(Generation, Snapshot), WriteError> {
    let number = folder.begin(store)?;
    let mut generation = Generation::create(folder, number)?;
    generation.fill(services, position, progress)?;
    let snapshot = generation.reload(position)?;
    folder.finish(number, store)?;
    Ok((generation, snapshot))
}

impl Generation {
    fn create(folder: &Folder, number: u64) -> Result<Self, WriteError> {
        let path = folder.generation(number);
        CardWriter::open(&path)?.sync()?;
        let (schema, fields) = schema::build();
        let engine = tantivy::Index::builder().schema(schema).settings(schema::settings()).create_in_dir(&path)?;
        Ok(Self::with(number, path, engine, fields)?)
    }

    fn open(folder: &Folder, number: u64) -> Result<Self, Unusable> {
        let path = folder.generation(number);
        let engine = tantivy::Index::open_in_dir(&path)?;
        let (schema, fields) = schema::build();
        if engine.schema() != schema {
            return Err(Unusable::Layout);
        }
        Ok(Self::with(number, path, engine, fields)?)
    }

    fn with(number: u64, path: PathBuf, engine: tantivy::Index, fields: Fields) -> Result<Self, SearchError> {
        schema::register(&engine);
        let reader = engine.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let cards = Arc::new(Cards::open(&path)?);
        Ok(Self { number, path, engine, reader, fields, cards, loader: Loader::new(), pen: None })
    }

    /// Checks the checksum of every file.
    fn check(&self) -> Result<(), Unusable> {
        let broken = self.engine.validate_checksum()?;
        match broken.iter().min() {
            Some(file) => Err(Unusable::Damaged(format!("{} is not what was written", file.display()))),
            None => Ok(()),
        }
    }

    /// The state on disk.
    fn snapshot(&mut self) -> Result<Snapshot, Unusable> {
        let payload = self.engine.load_metas()?.payload;
        let position = payload.and_then(|payload| payload.parse().ok()).ok_or(Unusable::Incomplete)?;
        Ok(self.reload(position)?)
    }

    fn reload(&mut self, position: i64) -> Result<Snapshot, SearchError> {
        self.reader.reload()?;
        self.loader.load(&self.reader, &self.fields, &self.cards, position)
    }

    fn pen(&mut self) -> Result<&mut Pen, WriteError> {
        if self.pen.is_none() {
            let writer = self.engine.writer_with_num_threads(1, WRITER_MEMORY)?;
            self.pen = Some(Pen { writer, cards: CardWriter::open(&self.path)? });
        }
        self.pen.as_mut().ok_or_else(|| WriteError::Busy(self.path.display().to_string()))
    }

    fn apply(&mut self, changes: impl Iterator<Item = Change>, position: i64) -> Result<Snapshot, WriteError> {
        let fields = self.fields.clone();
        let pen = self.pen()?;
        for change in changes {
            match change {
                Change::Saved(service) => {
                    pen.forget(service.id, &fields);
                    pen.add(&service, &fields)?;
                }
                Change::Gone(id) => pen.forget(id, &fields),
            }
        }
        pen.commit(position)?;
        sync_folder(&self.path)?;
        Ok(self.reload(position)?)
    }

    /// Writes every service, then makes one segment of all.
    fn fill(
        &mut self,
        services: &mut dyn Iterator<Item = Service>,
        position: i64,
        progress: &mut dyn FnMut(u64),
    ) -> Result<(), WriteError> {
        let fields = self.fields.clone();
        let pen = self.pen()?;
        let mut count = 0;
        for service in services {
            pen.add(&service, &fields)?;
            count += 1;
            if count % PROGRESS_EVERY == 0 {
                progress(count);
            }
        }
        progress(count);
        pen.commit(position)?;
        self.settle()?;
        Ok(sync_folder(&self.path)?)
    }

    fn settle(&mut self) -> Result<(), WriteError> {
        let Some(Pen { mut writer, .. }) = self.pen.take() else { return Ok(()) };
        let segments = self.engine.searchable_segment_ids()?;
        if segments.len() > 1 {
            writer.merge(&segments).wait()?;
        }
        writer.wait_merging_threads()?;
        Ok(())
    }
}

impl Pen {
    fn forget(&mut self, id: ServiceId, fields: &Fields) {
        self.writer.delete_term(Term::from_field_bytes(fields.service, id.0.as_bytes()));
    }

    fn add(&mut self, service: &Service, fields: &Fields) -> Result<(), WriteError> {
        if service.is_listed() {
            for document in document::of(service, fields, &mut self.cards)? {
                self.writer.add_document(document)?;
            }
        }
        Ok(())
    }

    /// Commits at a position: the cards first, so that no document ever points at a card that is not there.
    fn commit(&mut self, position: i64) -> Result<(), WriteError> {
        self.cards.sync()?;
        let mut commit = self.writer.prepare_commit()?;
        commit.set_payload(&position.to_string());
        commit.commit()?;
        Ok(())
    }
}
