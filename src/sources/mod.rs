//! Sources: published data of any kind in, records out. One file per kind of feed, and one line in [`all`].
//!
//! A source is pure: it reads files that are already on disk (a crawl spools its pages there first) and hands out
//! [`Item`]s one at a time, so that a million rows never stand in memory. Bad input is data: a row that cannot be used
//! becomes a [`Reject`] with its place and a reason in plain words; it never stops the rest.

pub mod fetch;
pub mod hsds_tables;
pub mod open;
pub mod oruk_v1;
pub mod oruk_v3;
pub mod spreadsheet;

#[cfg(test)]
mod feeds_test;
mod input;
mod json_items;
mod oruk;

pub use input::data_files;

use crate::{finding::needs::Needs, model::service::Record, places::Places};
use jiff::civil::Date;
use std::{borrow::Cow, ops::ControlFlow, path::PathBuf, sync::Arc};

/// Every kind of feed: the standards, then a table for each shipped mapping. The first that recognises an input reads it, so
/// the choosier ones stand first.
pub fn all() -> Vec<Arc<dyn Source>> {
    let standards: [Arc<dyn Source>; 3] = [Arc::new(oruk_v1::OrukV1), Arc::new(oruk_v3::OrukV3), Arc::new(hsds_tables::HsdsTables)];
    let tables = spreadsheet::shipped().into_iter().map(|table| Arc::new(table) as Arc<dyn Source>);
    standards.into_iter().chain(tables).collect()
}

/// One thing read from a source.
#[derive(Debug)]
pub enum Item {
    /// A usable record.
    Record(Box<Record>),
    /// A row that was left out on purpose (closed, not a public service), with the reason: counted, not an error.
    Skipped(Cow<'static, str>),
    /// A row that could not be used.
    Reject(Reject),
    /// A record was kept, but something in it was not: which field, and why.
    Note(Reject),
}

/// A row, or a field of a row, that could not be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reject {
    /// Where: `row 12`, `page 2, item 5`, `services.csv row 7`.
    pub place: String,
    /// The field, where one is to blame.
    pub field: Option<String>,
    /// The reason, in plain words.
    pub reason: String,
}

/// What reading amounted to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending {
    /// Everything the publisher has was read. Records missing from an incomplete reading are never withdrawn.
    pub complete: bool,
    /// What went wrong or was noticed about the input as a whole, in plain words.
    pub remarks: Vec<String>,
}

/// The input could not be read at all.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// A file could not be opened or read.
    #[error("cannot read {name}: {error}")]
    Io {
        /// The file's name.
        name: String,
        /// What the system says.
        error: std::io::Error,
    },
    /// The content is not what it should be.
    #[error("{name}: {reason}")]
    Content {
        /// The file's name.
        name: String,
        /// In plain words.
        reason: String,
    },
    /// The receiver asked to stop.
    #[error("stopped")]
    Stopped,
}

/// Files to read: one spreadsheet, a folder of tables, or the pages of a feed in order.
#[derive(Debug, Clone)]
pub struct Input {
    /// The files, in reading order.
    pub files: Vec<InputFile>,
    /// False when the fetching of the files broke off; `remarks` says how.
    pub complete: bool,
    /// Remarks from fetching.
    pub remarks: Vec<String>,
}

/// One file of an [`Input`].
#[derive(Debug, Clone)]
pub struct InputFile {
    /// The name people know it by: a path as given, or a page's address.
    pub name: String,
    /// Where it lies.
    pub path: PathBuf,
}

/// What a source may know while reading.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The source's key; every record carries it.
    pub source: &'a str,
    /// Places, for postcode → point and council.
    pub places: &'a Places,
    /// The needs vocabulary, for tagging.
    pub needs: &'a Needs,
    /// Today in Europe/London.
    pub today: Date,
}

/// A kind of feed.
pub trait Source: Send + Sync + std::fmt::Debug {
    /// The word for `--as`.
    fn kind(&self) -> String;

    /// What it is, for help texts.
    fn label(&self) -> String;

    /// Whether this input looks like its kind. Reads only the beginnings of files.
    fn recognises(&self, input: &Input) -> bool;

    /// The key records are owned by, unless the operator names one.
    fn default_source(&self, input: &Input) -> String;

    /// Reads everything, handing each item to `take`, which may ask to stop.
    ///
    /// # Errors
    /// When the input as a whole cannot be read.
    fn read(&self, input: &Input, context: Context<'_>, take: &mut dyn FnMut(Item) -> ControlFlow<()>) -> Result<Ending, Unreadable>;
}
