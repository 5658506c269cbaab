//! What can go wrong with an index on disk, in plain words.

use crate::search::SearchError;
use std::io;

/// The index could not be changed.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// Somebody else is writing.
    #[error("another process is writing to the search index in {0}; stop it or wait for it to finish")]
    Busy(String),
    /// Somebody else has replaced the index since it was opened here.
    #[error("the search index in {0} was rebuilt by another process; open it again")]
    Replaced(String),
    /// The index could not be written.
    #[error("the search index could not be written: {0}")]
    Engine(#[from] tantivy::TantivyError),
    /// A file could not be written.
    #[error("a file of the search index could not be written: {0}")]
    Io(#[from] io::Error),
    /// The services to build from could not be read to the end.
    #[error("the services to index could not be read to the end; the index is as it was")]
    Unfinished,
    /// What was written could not be read back.
    #[error("the search index was written but cannot be read back: {0}")]
    ReadBack(#[from] SearchError),
}

/// There is no index here that can be used; a rebuild from the store makes one.
#[derive(Debug, thiserror::Error)]
pub enum Unusable {
    /// There is none.
    #[error("there is no search index in {0} yet")]
    Missing(String),
    /// It was laid out by another version of this program.
    #[error("the search index was laid out by another version of this program")]
    Layout,
    /// It belongs to another store.
    #[error("the search index belongs to another store ({0})")]
    OtherStore(String),
    /// Its building never finished.
    #[error("the building of the search index never finished")]
    Incomplete,
    /// Something in it is broken.
    #[error("the search index is damaged: {0}")]
    Damaged(String),
}

impl From<tantivy::TantivyError> for Unusable {
    fn from(error: tantivy::TantivyError) -> Self {
        Self::Damaged(error.to_string())
    }
}

impl From<io::Error> for Unusable {
    fn from(error: io::Error) -> Self {
        Self::Damaged(error.to_string())
    }
}

impl From<SearchError> for Unusable {
    fn from(error: SearchError) -> Self {
        Self::Damaged(error.to_string())
    }
}

impl From<tantivy::directory::error::OpenDirectoryError> for Unusable {
    fn from(error: tantivy::directory::error::OpenDirectoryError) -> Self {
        Self::Damaged(error.to_string())
    }
}

impl From<tantivy::directory::error::OpenDirectoryError> for WriteError {
    fn from(error: tantivy::directory::error::OpenDirectoryError) -> Self {
        Self::Engine(error.into())
    }
}
