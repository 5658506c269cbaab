//! The index's folder: it holds one generation that is current and, while a rebuild goes on, one beside it.
//!
//! `CURRENT` names the generation to open. It changes in one step (temporary file, sync, rename, sync of the folder), so that
//! after a crash there is the old index or the new one, never half of each.

use crate::search::{
    engine::error::{Unusable, WriteError},
    filters,
};
use serde::{Deserialize, Serialize};
use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, Write},
    path::{Path, PathBuf},
};

/// The layout's version. Raise it when documents, cards or their meaning change: older indexes are then rebuilt.
pub(crate) const LAYOUT: u32 = 3;

const CURRENT: &str = "CURRENT";
const LOCK: &str = "LOCK";
const MANIFEST: &str = "manifest.json";
const PREFIX: &str = "g-";

/// What a generation says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Manifest {
    layout: String,
    store: String,
    complete: bool,
}

fn layout() -> String {
    format!("{LAYOUT};{}", filters::fingerprint())
}

/// The index's folder.
#[derive(Debug, Clone)]
pub(crate) struct Folder {
    path: PathBuf,
}

impl Folder {
    pub(crate) fn new(path: &Path) -> Self {
        Self { path: path.to_owned() }
    }

    /// How to name the folder in a message.
    pub(crate) fn name(&self) -> String {
        self.path.display().to_string()
    }

    /// A generation's folder.
    pub(crate) fn generation(&self, number: u64) -> PathBuf {
        self.path.join(format!("{PREFIX}{number}"))
    }

    /// The current generation, once its manifest has been found fit for this store and this program.
    pub(crate) fn current(&self, store: &str) -> Result<u64, Unusable> {
        let number = self.pointed_at().ok_or_else(|| Unusable::Missing(self.name()))?;
        let folder = self.generation(number);
        if !folder.is_dir() {
            return Err(Unusable::Damaged(format!("the folder {PREFIX}{number} is gone")));
        }
        let text = fs::read(folder.join(MANIFEST)).map_err(|error| Unusable::Damaged(format!("{MANIFEST}: {error}")))?;
        let manifest: Manifest = serde_json::from_slice(&text).map_err(|error| Unusable::Damaged(format!("{MANIFEST}: {error}")))?;
        match manifest {
            Manifest { layout, .. } if layout != self::layout() => Err(Unusable::Layout),
            Manifest { store: other, .. } if other != store => Err(Unusable::OtherStore(other)),
            Manifest { complete: false, .. } => Err(Unusable::Incomplete),
            _ => Ok(number),
        }
    }

    /// The generation `CURRENT` names.
    pub(crate) fn pointed_at(&self) -> Option<u64> {
        let text = fs::read_to_string(self.path.join(CURRENT)).ok()?;
        text.trim().strip_prefix(PREFIX)?.parse().ok()
    }

    /// Makes the folder of the next generation, marked as not complete.
    pub(crate) fn begin(&self, store: &str) -> io::Result<u64> {
        fs::create_dir_all(&self.path)?;
        let number = self.numbers()?.into_iter().chain(self.pointed_at()).max().unwrap_or(0) + 1;
        fs::create_dir(self.generation(number))?;
        self.write_manifest(number, store, false)?;
        Ok(number)
    }

    /// Declares a generation complete and makes it the current one.
    pub(crate) fn finish(&self, number: u64, store: &str) -> io::Result<()> {
        self.write_manifest(number, store, true)?;
        replace(&self.path.join(CURRENT), format!("{PREFIX}{number}\n").as_bytes())
    }

    fn write_manifest(&self, number: u64, store: &str, complete: bool) -> io::Result<()> {
        let manifest = Manifest { layout: layout(), store: store.to_owned(), complete };
        let text = serde_json::to_vec(&manifest).map_err(io::Error::other)?;
        replace(&self.generation(number).join(MANIFEST), &text)
    }

    /// Removes every generation but `keep`. Call only while holding the lock. What cannot be removed now is removed next time.
    pub(crate) fn sweep(&self, keep: u64) {
        for number in self.numbers().unwrap_or_default().into_iter().filter(|number| *number != keep) {
            if let Err(error) = fs::remove_dir_all(self.generation(number)) {
                tracing::warn!(number, %error, "an old generation of the search index could not be removed");
            }
        }
    }

    /// Removes a generation that came to nothing, unless it is the current one after all.
    pub(crate) fn abandon(&self, number: u64) {
        if self.pointed_at() != Some(number) {
            drop(fs::remove_dir_all(self.generation(number)));
        }
    }

    fn numbers(&self) -> io::Result<Vec<u64>> {
        let mut numbers = Vec::new();
        for entry in fs::read_dir(&self.path)? {
            let name = entry?.file_name();
            numbers.extend(name.to_str().and_then(|name| name.strip_prefix(PREFIX)).and_then(|number| number.parse::<u64>().ok()));
        }
        Ok(numbers)
    }

    /// Takes the writer's lock, let go when it is dropped or the process ends.
    pub(crate) fn lock(&self) -> Result<Held, WriteError> {
        fs::create_dir_all(&self.path)?;
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(self.path.join(LOCK))?;
        match file.try_lock() {
            Ok(()) => Ok(Held(file)),
            Err(TryLockError::WouldBlock) => Err(WriteError::Busy(self.name())),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }
}

/// The writer's lock, held.
#[derive(Debug)]
pub(crate) struct Held(File);

impl Drop for Held {
    /// Says so rather than only closing the file: a program being started may hold a copy of it for a moment.
    fn drop(&mut self) {
        if let Err(error) = self.0.unlock() {
            tracing::warn!(%error, "the search index's lock is let go only when this process ends");
        }
    }
}

/// Replaces a file in one step that survives a power cut.
fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    let beside = path.with_extension("new");
    let mut file = File::create(&beside)?;
    file.write_all(content)?;
    file.sync_all()?;
    fs::rename(&beside, path)?;
    path.parent().map_or(Ok(()), sync_folder)
}

/// Makes renames within a folder survive a power cut.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}
