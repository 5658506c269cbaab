//! Makes the local postcode table from a published list: ONSPD, NSPL, Code-Point Open, or any list with coordinates.
//!
//! The kind is recognised from the header (Code-Point Open's files have none and are known by their shape). A row that cannot
//! be used is rejected with its reason and never stops the rest; a file that cannot be read to its end leaves the old table as
//! it was. `columns` knows the headers, `row` one row, `files` folders and compression.

mod columns;
mod files;
mod row;

use super::{PlacesError, areas::Areas, table};
use columns::Columns;
use row::Usable;
use serde::Serialize;
use std::{
    collections::BTreeSet,
    io::{self, Read},
    path::{Path, PathBuf},
};
use table::{
    Table,
    write::{Entry, Writer},
};

/// How many rejected rows a report names.
const REJECTS_NAMED: usize = 20;

/// How often progress is told, rows.
const PROGRESS_EVERY: u64 = 10_000;

/// What an import amounted to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ImportReport {
    /// What the input was recognised as.
    pub kind: String,
    /// Files read.
    pub files: u64,
    /// Files of the folder that are no postcode lists.
    pub ignored: Vec<String>,
    /// Rows read, headers apart.
    pub rows: u64,
    /// Postcodes in the table now.
    pub kept: u64,
    /// Rows that told of a postcode already seen.
    pub repeated: u64,
    /// Usable rows without coordinates: known, but with no place on the map.
    pub without_coordinates: u64,
    /// Usable rows the file says are no longer in use; `None` when it does not say.
    pub terminated: Option<u64>,
    /// Usable rows whose old council code was changed to today's.
    pub council_updated: u64,
    /// Council codes that no table of ours knows, kept as published.
    pub unknown_councils: BTreeSet<String>,
    /// Rows that could not be used.
    pub rejected: u64,
    /// The first of them.
    pub rejects: Vec<RejectedRow>,
    /// The table's size on disk.
    pub bytes: u64,
    /// How many postcodes the table it replaced held; `None` when there was none.
    pub replaced: Option<u64>,
}

/// A row that could not be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RejectedRow {
    /// The file's name.
    pub file: String,
    /// The line it begins on, from 1.
    pub row: u64,
    /// In plain words.
    pub reason: String,
}

/// Nothing was imported; the old table is as it was.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// A file or folder could not be read to its end.
    #[error("cannot read {}: {error}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// No list of postcodes was recognised.
    #[error(
        "{} is not a list of postcodes we know: it needs a header with a postcode (pcds, pcd, postcode) and coordinates \
         (lat and long, or eastings and northings), or to be a Code-Point Open file", .0.display()
    )]
    Unrecognised(PathBuf),
    /// Too little of it could be used: it is probably another kind of file.
    #[error("only {kept} of {rows} rows of {} could be used; {first}", path.display())]
    Unusable {
        /// The input.
        path: PathBuf,
        /// Rows read.
        rows: u64,
        /// Usable rows.
        kept: u64,
        /// The first row's reason.
        first: String,
    },
    /// Much smaller than the table it would replace: some other file with postcodes in it, or one area's list.
    #[error(
        "{} holds {kept} postcodes, the table in use {standing}; the table was left as it is. Say --replace to have the smaller one",
        path.display()
    )]
    Smaller {
        /// The input.
        path: PathBuf,
        /// Its postcodes.
        kept: u64,
        /// Postcodes in use.
        standing: u64,
    },
    /// The table could not be written.
    #[error("cannot write the postcode table in {}: {error}", folder.display())]
    Write {
        /// The folder.
        folder: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// What ships is damaged.
    #[error(transparent)]
    Shipped(#[from] PlacesError),
}

/// What to do about a list less than half as long as the table it would replace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Smaller {
    /// Keep the table.
    Refuse,
    /// Have the smaller one.
    Accept,
}

/// Reads the list at `input` (a file, plain, `.gz` or `.zst`, or a folder of them) and writes `postcodes.fpt` into `folder`.
/// `progress` is told the rows read so far.
///
/// # Errors
/// When the input cannot be read, is no list of postcodes, or is mostly unusable, or the table cannot be written.
pub fn import(input: &Path, folder: &Path, smaller: Smaller, progress: &mut dyn FnMut(u64)) -> Result<ImportReport, ImportError> {
    let mut gathering = Gathering { areas: Areas::shipped()?, writer: Writer::default(), report: ImportReport::default(), progress };
    let found = files::list(input)?;
    for path in found.lists {
        gathering.read(&path)?;
    }
    gathering.report.ignored = found.ignored;
    gathering.finish(input, folder, smaller)
}

/// An import under way.
struct Gathering<'a> {
    areas: Areas,
    writer: Writer,
    report: ImportReport,
    progress: &'a mut dyn FnMut(u64),
}

impl Gathering<'_> {
    fn read(&mut self, path: &Path) -> Result<(), ImportError> {
        let trouble = |error: io::Error| ImportError::Read { path: path.to_owned(), error };
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(files::open(path).map_err(trouble)?);
        let mut record = csv::ByteRecord::new();
        if !read_record(&mut reader, &mut record).map_err(trouble)? {
            return Err(ImportError::Unrecognised(path.to_owned()));
        }
        let columns = Columns::recognise(&record).ok_or_else(|| ImportError::Unrecognised(path.to_owned()))?;
        self.begin(&columns);
        if !columns.has_header {
            self.take(&columns, &record, path);
        }
        while read_record(&mut reader, &mut record).map_err(trouble)? {
            self.take(&columns, &record, path);
        }
        Ok(())
    }

    fn begin(&mut self, columns: &Columns) {
        self.report.files += 1;
        columns.kind.label().clone_into(&mut self.report.kind);
        if columns.ended.is_some() {
            self.report.terminated.get_or_insert(0);
        }
    }

    fn take(&mut self, columns: &Columns, record: &csv::ByteRecord, path: &Path) {
        self.report.rows += 1;
        match row::read(columns, record) {
            Ok(usable) => self.keep(&usable),
            Err(reason) => self.reject(path, record, reason),
        }
        if self.report.rows.is_multiple_of(PROGRESS_EVERY) {
            (self.progress)(self.report.rows);
        }
    }

    fn keep(&mut self, row: &Usable<'_>) {
        let today = self.areas.council(&row.council).map(|council| &*council.code);
        match today {
            Some(code) if code != row.council => self.report.council_updated += 1,
            None if !row.council.is_empty() && !self.report.unknown_councils.contains(&*row.council) => {
                self.report.unknown_councils.insert(row.council.to_string());
            }
            _ => {}
        }
        let council = today.unwrap_or(&row.council);
        let entry = Entry { point: row.point, council, ward: &row.ward, lsoa: &row.lsoa, ended: row.ended };
        self.writer.add(row.key, &entry);
        self.writer.name_ward(&row.ward, &row.ward_name);
        self.report.kept += 1;
        self.report.without_coordinates += u64::from(row.point.is_none());
        if let Some(terminated) = &mut self.report.terminated {
            *terminated += u64::from(row.ended);
        }
    }

    fn reject(&mut self, path: &Path, record: &csv::ByteRecord, reason: String) {
        self.report.rejected += 1;
        if self.report.rejects.len() < REJECTS_NAMED {
            let file = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
            let row = record.position().map_or(0, csv::Position::line);
            self.report.rejects.push(RejectedRow { file, row, reason });
        }
    }

    fn finish(self, input: &Path, folder: &Path, smaller: Smaller) -> Result<ImportReport, ImportError> {
        let Self { writer, mut report, progress, .. } = self;
        progress(report.rows);
        if report.kept == 0 || report.rejected > report.kept {
            let first = report.rejects.first().map_or_else(
                || "it is empty".to_owned(),
                |reject| format!("first trouble: {} row {}: {}", reject.file, reject.row, reject.reason),
            );
            return Err(ImportError::Unusable { path: input.to_owned(), rows: report.rows, kept: report.kept, first });
        }
        let path = folder.join(table::FILE_NAME);
        report.replaced = Table::open(&path).ok().flatten().map(|table| table.rows());
        if let Some(standing) = report.replaced.filter(|standing| smaller == Smaller::Refuse && report.kept < standing / 2) {
            return Err(ImportError::Smaller { path: input.to_owned(), kept: report.kept, standing });
        }
        let written = writer.finish(&path).map_err(|error| ImportError::Write { folder: folder.to_owned(), error })?;
        (report.kept, report.repeated, report.bytes) = (written.rows, written.repeated, written.bytes);
        Ok(report)
    }
}

/// The next row; false at the end.
fn read_record(reader: &mut csv::Reader<Box<dyn Read>>, record: &mut csv::ByteRecord) -> io::Result<bool> {
    reader.read_byte_record(record).map_err(io::Error::from)
}

#[cfg(test)]
mod tests;
