//! What can go wrong with the index, in plain words. Free of HTTP.

use std::io;

/// A search could not be answered.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The index could not be read.
    #[cfg(not(target_family = "wasm"))]
    #[error("the search index could not be read: {0}")]
    Engine(#[from] tantivy::TantivyError),
    /// A file of the index could not be read.
    #[error("a file of the search index could not be read: {0}")]
    Io(#[from] io::Error),
    /// A result card is not what was written.
    #[error("the search index is damaged: the result card at byte {0} cannot be read; rebuild the index")]
    Card(u64),
}
