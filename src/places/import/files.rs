//! Finds the lists in what an operator points at, and opens them whatever their compression.

use super::{ImportError, columns::Columns};
use std::{
    fs::{self, File},
    io::{self, BufReader, Read},
    path::{Path, PathBuf},
};

/// What a file or folder holds.
#[derive(Debug)]
pub(super) struct Found {
    /// Postcode lists, in order of name.
    pub(super) lists: Vec<PathBuf>,
    /// Names of files that are none.
    pub(super) ignored: Vec<String>,
}

/// Where the publishers put the lists inside what they hand out. The first folder with a list in it is read, and no other:
/// ONS gives the same rows twice, once whole and once by area.
const FOLDERS: [&str; 6] = ["", "Data", "Data/CSV", "Data/multi_csv", "CSV", "multi_csv"];

/// The lists at `input`.
///
/// # Errors
/// When it cannot be read, or holds no list we know.
pub(super) fn list(input: &Path) -> Result<Found, ImportError> {
    if !fs::metadata(input).map_err(|error| trouble(input, error))?.is_dir() {
        return Ok(Found { lists: vec![input.to_owned()], ignored: Vec::new() });
    }
    for folder in FOLDERS.map(|folder| input.join(folder)).iter().filter(|folder| folder.is_dir()) {
        let found = sort_out(folder)?;
        if !found.lists.is_empty() {
            return Ok(found);
        }
    }
    Err(ImportError::Unrecognised(input.to_owned()))
}

/// Opens a file, unpacking `.gz` and `.zst` (by their first bytes, not their names).
///
/// # Errors
/// When it cannot be read.
pub(super) fn open(path: &Path) -> io::Result<Box<dyn Read>> {
    let mut start = Vec::with_capacity(4);
    File::open(path)?.take(4).read_to_end(&mut start)?;
    let file = BufReader::with_capacity(1 << 16, File::open(path)?);
    Ok(match start.as_slice() {
        [0x1f, 0x8b, ..] => Box::new(flate2::bufread::MultiGzDecoder::new(file)),
        [0x28, 0xb5, 0x2f, 0xfd] => Box::new(zstd::stream::read::Decoder::with_buffer(file)?),
        _ => Box::new(file),
    })
}

fn sort_out(folder: &Path) -> Result<Found, ImportError> {
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>).map_err(|error| trouble(folder, error))?;
    let mut paths: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    paths.sort();
    let mut found = Found { lists: Vec::new(), ignored: Vec::new() };
    for path in paths {
        if is_list(&path)? {
            found.lists.push(path);
        } else {
            found.ignored.push(path.file_name().unwrap_or_default().to_string_lossy().into_owned());
        }
    }
    Ok(found)
}

/// Whether a file has a list's name and first row.
fn is_list(path: &Path) -> Result<bool, ImportError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    let bare = name.trim_end_matches(".gz").trim_end_matches(".zst");
    if Path::new(bare).extension().is_none_or(|extension| extension != "csv") {
        return Ok(false);
    }
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(open(path).map_err(|error| trouble(path, error))?);
    let mut first = csv::ByteRecord::new();
    let any = reader.read_byte_record(&mut first).map_err(|error| trouble(path, error.into()))?;
    Ok(any && Columns::recognise(&first).is_some())
}

fn trouble(path: &Path, error: io::Error) -> ImportError {
    ImportError::Read { path: path.to_owned(), error }
}
