//! One generation of the index, open: the engine, the cards beside it, and the pen that writes both.

use crate::{
    model::{id::ServiceId, service::Service},
    search::{
        cards::Cards,
        engine::{
            card_file::{CardFile, CardWriter},
            disk::Disk,
            document,
            error::{Unusable, WriteError},
            folder::{Folder, sync_folder},
            loader::Loader,
            schema::{self, Fields},
        },
        error::SearchError,
        snapshot::Snapshot,
    },
};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
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

/// One generation, open.
pub(crate) struct Generation {
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

/// Services to build from; an error ends the building, so that what could not be read whole never becomes an index.
pub type Services<'a> = dyn Iterator<Item = Result<Service, WriteError>> + 'a;

/// Builds a generation, makes it the current one and opens it. What came to nothing is removed.
pub(crate) fn build(
    folder: &Folder,
    store: &str,
    services: &mut Services<'_>,
    position: i64,
    progress: &mut dyn FnMut(u64),
) -> Result<(Generation, Snapshot), WriteError> {
    let number = folder.begin(store)?;
    build_in(folder, (number, store), services, position, progress).inspect_err(|_| folder.abandon(number))
}

fn build_in(
    folder: &Folder,
    (number, store): (u64, &str),
    services: &mut Services<'_>,
    position: i64,
    progress: &mut dyn FnMut(u64),
) -> Result<(Generation, Snapshot), WriteError> {
    let mut generation = Generation::create(folder, number)?;
    generation.fill(services, position, progress)?;
    let snapshot = generation.reload(position)?;
    folder.finish(number, store)?;
    Ok((generation, snapshot))
}

impl Generation {
    pub(crate) fn number(&self) -> u64 {
        self.number
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    fn create(folder: &Folder, number: u64) -> Result<Self, WriteError> {
        let path = folder.generation(number);
        CardWriter::open(&path)?.sync()?;
        let (schema, fields) = schema::build();
        let engine = tantivy::Index::builder().schema(schema).settings(schema::settings()).open_or_create(Disk::open(&path)?)?;
        Ok(Self::with(number, path, engine, fields)?)
    }

    /// Opens a generation and checks every file of it.
    pub(crate) fn open(folder: &Folder, number: u64) -> Result<(Self, Snapshot), Unusable> {
        let mut generation = Self::open_unchecked(folder, number)?;
        generation.check()?;
        let snapshot = generation.snapshot()?;
        if generation.cards.length()? < snapshot.cards_end() {
            return Err(Unusable::Damaged("result cards are missing at the end of cards.dat".to_owned()));
        }
        Ok((generation, snapshot))
    }

    fn open_unchecked(folder: &Folder, number: u64) -> Result<Self, Unusable> {
        let path = folder.generation(number);
        let engine = tantivy::Index::open(Disk::open(&path)?)?;
        let (schema, fields) = schema::build();
        if engine.schema() != schema {
            return Err(Unusable::Layout);
        }
        Ok(Self::with(number, path, engine, fields)?)
    }

    fn with(number: u64, path: PathBuf, engine: tantivy::Index, fields: Fields) -> Result<Self, SearchError> {
        schema::register(&engine);
        let reader = engine.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let cards = Arc::new(Cards::File(CardFile::open(&path)?));
        Ok(Self { number, path, engine, reader, loader: Loader::new(fields.clone()), fields, cards, pen: None })
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
        self.loader.load(&self.reader, &self.cards, position)
    }

    fn pen(&mut self) -> Result<&mut Pen, WriteError> {
        if self.pen.is_none() {
            let writer = self.engine.writer_with_num_threads(1, WRITER_MEMORY)?;
            self.pen = Some(Pen { writer, cards: CardWriter::open(&self.path)? });
        }
        self.pen.as_mut().ok_or_else(|| WriteError::Busy(self.path.display().to_string()))
    }

    /// Takes changes in and gives the state behind them.
    pub(crate) fn apply(&mut self, changes: impl Iterator<Item = Change>, position: i64) -> Result<Snapshot, WriteError> {
        self.write(changes, position).inspect_err(|_| {
            // The next change takes a new pen at the last commit; what this one had not committed is forgotten.
            self.pen = None;
        })?;
        Ok(self.reload(position)?)
    }

    fn write(&mut self, changes: impl Iterator<Item = Change>, position: i64) -> Result<(), WriteError> {
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
        Ok(sync_folder(&self.path)?)
    }

    /// Writes every service, then makes one segment of all.
    fn fill(&mut self, services: &mut Services<'_>, position: i64, progress: &mut dyn FnMut(u64)) -> Result<(), WriteError> {
        let fields = self.fields.clone();
        let pen = self.pen()?;
        let mut count = 0;
        for service in services {
            pen.add(&service?, &fields)?;
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

    /// Makes one segment of all.
    pub(crate) fn settle(&mut self) -> Result<(), WriteError> {
        let Some(Pen { writer, .. }) = self.pen.take() else { return Ok(()) };
        // Segments that are being merged cannot be merged into one with the others.
        writer.wait_merging_threads()?;
        let segments = self.engine.searchable_segment_ids()?;
        if segments.len() > 1 {
            let mut writer: IndexWriter = self.engine.writer_with_num_threads(1, WRITER_MEMORY)?;
            writer.merge(&segments).wait()?;
            writer.wait_merging_threads()?;
        }
        Ok(())
    }
}

#[cfg(test)]
impl Generation {
    /// Closes the writer, as a failed change does.
    pub(crate) fn lay_down_pen(&mut self) {
        self.pen = None;
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
