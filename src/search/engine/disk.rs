//! The engine's folder without the engine's own writer lock.
//!
//! [`crate::search::folder`] holds one lock over all generations, taken before any writer is opened. The engine's lock
//! beside it would only add a way to fail: it is let go by closing a file, and a program that is being started at that moment
//! still holds a copy of the file, so that the next writer would be told that there is another one.

use std::{io, path::Path, sync::Arc};
use tantivy::directory::{
    DirectoryLock, FileHandle, INDEX_WRITER_LOCK, Lock, MmapDirectory, WatchCallback, WatchHandle, WritePtr,
    error::{DeleteError, LockError, OpenDirectoryError, OpenReadError, OpenWriteError},
};

/// A folder of the engine's files.
#[derive(Debug, Clone)]
pub(crate) struct Disk(MmapDirectory);

impl Disk {
    /// A folder that exists.
    pub(crate) fn open(folder: &Path) -> Result<Self, OpenDirectoryError> {
        Ok(Self(MmapDirectory::open(folder)?))
    }
}

impl tantivy::Directory for Disk {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.0.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.0.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.0.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        self.0.open_write(path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.0.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        self.0.atomic_write(path, data)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.0.sync_directory()
    }

    /// The writer's lock is ours to give: whoever opens a writer holds the lock of the whole index.
    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        if lock.filepath == INDEX_WRITER_LOCK.filepath { Ok(DirectoryLock::from(Box::new(()))) } else { self.0.acquire_lock(lock) }
    }

    fn watch(&self, watch_callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.0.watch(watch_callback)
    }
}
