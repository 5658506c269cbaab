//! The index on disk, and the only user of tantivy: laid out, written, checked, rebuilt beside itself, and read into the snapshots
//! that the rest of search asks. A phone has none of this: its snapshot comes out of a pack.

mod card_file;
mod columns;
mod disk;
mod document;
mod error;
pub(crate) mod folder;
pub(crate) mod generation;
pub(crate) mod index;
mod loader;
pub(crate) mod packing;
pub(crate) mod reader;
mod schema;

pub(crate) use card_file::CardFile;
pub use error::{Unusable, WriteError};
pub use generation::{Change, Services};
pub use packing::pack_services;
