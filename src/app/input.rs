//! From what an operator typed to files on disk and the kind of feed they are.

use crate::sources::{self, Input, InputFile, Source, fetch, spreadsheet::Spreadsheet};
use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};

/// What was typed cannot be imported.
#[derive(Debug, thiserror::Error)]
pub enum InputError {
    /// No such file or folder, or it cannot be read.
    #[error("cannot read {path}: {error}")]
    Path {
        /// What was typed.
        path: String,
        /// What the system says.
        error: std::io::Error,
    },
    /// A folder with nothing in it.
    #[error("{0} holds no data files")]
    NoFiles(String),
    /// Files with nothing in them.
    #[error("{0} is empty")]
    Empty(String),
    /// A source's key that is nothing.
    #[error("--source needs a name for where the records come from; it is empty")]
    Key,
    /// An address that cannot be read.
    #[error("{url} is not an address that can be read: {reason}")]
    Address {
        /// What was typed.
        url: String,
        /// Why not.
        reason: String,
    },
    /// Fetching failed before anything was read.
    #[error(transparent)]
    Fetch(#[from] fetch::FetchError),
    /// A kind that does not exist.
    #[error("'{kind}' is not a kind of data we read. Kinds: {kinds}. Or name a mapping file ending in .toml (docs/MAPPINGS.md)")]
    Kind {
        /// What was typed.
        kind: String,
        /// What there is.
        kinds: String,
    },
    /// Nothing recognises the data.
    #[error(
        "{0} of no kind we recognise. Name one with --as KIND, or write a mapping file and name it with --as FILE.toml (docs/MAPPINGS.md)"
    )]
    Unknown(String),
    /// A mapping file that cannot be used.
    #[error("{0}")]
    Mapping(String),
}

/// Brings a file, a folder or a feed together on disk. A feed's pages go to `spool`.
///
/// # Errors
/// When there is nothing to read.
pub async fn gather(text: &str, spool: &Path, allow_private: bool, progress: &mut (dyn FnMut(String) + Send)) -> Result<Input, InputError> {
    if is_address(text) {
        let url = url::Url::parse(text).map_err(|error| InputError::Address { url: text.to_owned(), reason: error.to_string() })?;
        let limits = fetch::Limits { allow_private, ..fetch::Limits::default() };
        let progress = Mutex::new(progress);
        let tell = |step: fetch::Progress| {
            if let Ok(mut progress) = progress.lock() {
                progress(format!("{} pages read, {} services found", step.pages, step.services));
            }
        };
        return Ok(fetch::crawl(url, limits, spool, &tell).await?);
    }
    let path = Path::new(text);
    let failed = |error| InputError::Path { path: text.to_owned(), error };
    let files =
        if path.metadata().map_err(failed)?.is_dir() { sources::data_files(path).map_err(failed)? } else { vec![path.to_path_buf()] };
    if files.is_empty() {
        return Err(InputError::NoFiles(text.to_owned()));
    }
    check(text, &files)?;
    let files = files.into_iter().map(|path| InputFile { name: path.display().to_string(), path }).collect();
    Ok(Input { files, complete: true, remarks: Vec::new() })
}

/// Whether something typed is an address and not a path: `https:` and the like before two slashes.
fn is_address(text: &str) -> bool {
    text.split_once("://").is_some_and(|(scheme, _)| !scheme.is_empty() && scheme.chars().all(|c| c.is_ascii_alphanumeric()))
}

/// Every file can be read, and there is something in at least one.
fn check(typed: &str, files: &[PathBuf]) -> Result<(), InputError> {
    let mut bytes = 0;
    for path in files {
        let length = std::fs::File::open(path).and_then(|file| file.metadata()).map(|about| about.len());
        bytes += length.map_err(|error| InputError::Path { path: path.display().to_string(), error })?;
    }
    if bytes == 0 { Err(InputError::Empty(typed.to_owned())) } else { Ok(()) }
}

/// The key records are owned by: the operator's own, else the source's.
///
/// # Errors
/// When the operator's is empty.
pub fn key_for(input: &Input, source: &dyn Source, given: Option<&str>) -> Result<String, InputError> {
    match given.map(str::trim) {
        Some("") => Err(InputError::Key),
        Some(key) => Ok(key.to_owned()),
        None => Ok(source.default_source(input)),
    }
}

/// The kind of feed: the one named, else the first that recognises the files.
///
/// # Errors
/// When there is none.
pub fn source_for(input: &Input, kind: Option<&str>) -> Result<Arc<dyn Source>, InputError> {
    let known = sources::all();
    match kind {
        Some(file) if Path::new(file).extension().is_some_and(|end| end == "toml") => {
            Ok(Arc::new(Spreadsheet::from_file(Path::new(file)).map_err(|error| InputError::Mapping(error.to_string()))?))
        }
        Some(kind) => known.iter().find(|source| source.kind() == kind).cloned().ok_or_else(|| InputError::Kind {
            kind: kind.to_owned(),
            kinds: known.iter().map(|source| source.kind()).collect::<Vec<_>>().join(", "),
        }),
        None => known.into_iter().find(|source| source.recognises(input)).ok_or_else(|| InputError::Unknown(named(input))),
    }
}

/// What is to be imported, as the beginning of a sentence.
fn named(input: &Input) -> String {
    match input.files.as_slice() {
        [] => "what was fetched is".to_owned(),
        [only] => format!("{} is", only.name),
        [first, others @ ..] => format!("{} and {} more files are together", first.name, others.len()),
    }
}
