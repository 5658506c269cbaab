//! Streams rows out of a table of any file type: delimited text, XLSX or JSON rows.
//!
//! One row at a time stands in memory. What a row means is no business of this module; it only finds the header, gives every
//! column one name, and says in plain words which rows cannot be used.

mod decode;
mod delimited;
mod json;
mod xlsx;

use crate::sources::{InputFile, Reject, Unreadable, open::open};
use std::{borrow::Cow, collections::HashMap, io::BufRead, ops::ControlFlow};

/// The largest cell that is kept, in bytes. A longer one is nearly always a missing closing quote.
pub(super) const CELL_LIMIT: usize = 1 << 20;
/// How many rows are looked through for the header: publishers put titles and dates above it.
const HEADER_WITHIN: usize = 30;

/// What a mapping says about the shape of its files.
#[derive(Debug, Clone, Default)]
pub(super) struct Shape {
    /// Columns that mark the header row, as keys.
    pub wanted: Vec<String>,
    /// The header row's number, from 1, where a publisher needs it stated.
    pub header_row: Option<usize>,
    /// The column names of a file that has no header.
    pub columns: Vec<String>,
    /// The delimiter; `None` = guessed.
    pub delimiter: Option<char>,
    /// The encoding's name; `None` = UTF-8, with Windows-1252 where it is not.
    pub encoding: Option<&'static encoding_rs::Encoding>,
    /// The sheet's name; `None` = the first.
    pub sheet: Option<String>,
    /// The JSON key the list of rows is under.
    pub rows_at: Option<String>,
}

/// Receives the header once and then the rows.
pub(super) trait Sink {
    /// The columns are known.
    ///
    /// # Errors
    /// When these columns will not do.
    fn header(&mut self, header: &Header) -> Result<(), Unreadable>;

    /// One line of the table.
    fn line(&mut self, line: Line<'_>) -> ControlFlow<()>;
}

/// One line below the header.
#[derive(Debug)]
pub(super) enum Line<'r> {
    /// A row with something in it.
    Row(Row<'r>),
    /// A row of empty cells.
    Empty,
    /// A row that cannot be trusted.
    Unusable(Reject),
}

/// A row, read by column.
#[derive(Debug)]
pub(super) struct Row<'r> {
    header: &'r Header,
    cells: &'r [Cow<'r, str>],
    /// Where the row stands: `row 12`, or `row 12 (line 15)` where cells with line breaks set the two apart.
    pub place: Place,
}

/// Where a row stands in its file; both count from 1 and the header is a row too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub row: u64,
    pub line: u64,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "row {}", self.row)?;
        if self.line == self.row { Ok(()) } else { write!(f, " (line {})", self.line) }
    }
}

impl<'r> Row<'r> {
    /// A cell by its column's key, trimmed; empty where the row is short or the column is missing.
    pub(super) fn get(&self, key: &str) -> &'r str {
        self.header.at.get(key).and_then(|&at| self.cells.get(at)).map_or("", |cell| cell.trim())
    }

    /// Every cell, in order.
    pub(super) fn cells(&self) -> impl Iterator<Item = &str> {
        self.cells.iter().map(Cow::as_ref)
    }
}

/// The names of a table's columns.
#[derive(Debug, Clone, Default)]
pub(super) struct Header {
    /// The names as shown: a second `Notes` is `Notes (2)`, a nameless one `column 7`.
    pub names: Vec<String>,
    at: HashMap<String, usize>,
    /// Names that had to be told apart.
    pub repeated: Vec<String>,
}

impl Header {
    fn new<'c>(cells: impl IntoIterator<Item = &'c str>) -> Self {
        let mut header = Self::default();
        for (at, cell) in cells.into_iter().enumerate() {
            let mut name = cell.split_whitespace().collect::<Vec<_>>().join(" ");
            if name.is_empty() {
                name = format!("column {}", at + 1);
            }
            if header.has(&key(&name)) {
                header.repeated.push(name.clone());
                let nth = (2..=header.names.len() + 1).find(|nth| !header.has(&key(&format!("{name} ({nth})")))).unwrap_or(2);
                name = format!("{name} ({nth})");
            }
            header.at.insert(key(&name), at);
            header.names.push(name);
        }
        header
    }

    /// Whether there is a column of this key.
    pub(super) fn has(&self, key: &str) -> bool {
        self.at.contains_key(key)
    }
}

/// The form in which column names are compared: lower case, single spaces, no byte-order mark.
pub(super) fn key(name: &str) -> String {
    name.replace(['\u{feff}', '\u{200b}'], "").split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Reads a whole file into a sink and returns remarks about the file as a whole.
///
/// # Errors
/// When the file cannot be opened, has no header, or the sink refuses it.
pub(super) fn read(file: &InputFile, shape: &Shape, sink: &mut dyn Sink) -> Result<Remarks, Unreadable> {
    let mut reader = open(file)?;
    let head = reader.fill_buf().map_err(|error| Unreadable::Io { name: file.name.clone(), error })?;
    let first = head.iter().copied().find(|byte| !byte.is_ascii_whitespace() && !matches!(byte, 0xef | 0xbb | 0xbf));
    if let Some(reason) = no_table(head, shape) {
        return Err(Unreadable::Content { name: file.name.clone(), reason: reason.to_owned() });
    }
    if head.starts_with(b"PK\x03\x04") {
        xlsx::read(file, reader, shape, sink)
    } else if matches!(first, Some(b'{' | b'[')) {
        json::read(file, reader, shape, sink)
    } else {
        delimited::read(file, reader, shape, sink)
    }
}

/// Why a file that begins like this is no table at all; `None` when it may be one.
fn no_table(head: &[u8], shape: &Shape) -> Option<&'static str> {
    let utf_16 = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
    let workbook = head.starts_with(b"PK\x03\x04");
    if head.starts_with(b"\xd0\xcf\x11\xe0") {
        Some("is a workbook of Excel before 2007 (.xls): save it as .xlsx or CSV")
    } else if head.starts_with(b"%PDF") {
        Some("is a PDF: ask its publisher for the table it was made from")
    } else if head.contains(&0) && !utf_16 && !workbook && shape.encoding.is_none() {
        Some("is not a table: it is no text, no .xlsx workbook and no JSON")
    } else {
        None
    }
}

/// What there is to say of a file once it has been read.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Remarks {
    /// In plain words.
    pub words: Vec<String>,
    /// The end of the file could not be read.
    pub broken_off: bool,
}

/// Finds the header among the first rows, then passes rows on.
struct Table<'s> {
    shape: &'s Shape,
    sink: &'s mut dyn Sink,
    header: Option<Header>,
    waiting: Vec<(Place, Vec<String>)>,
    short: u64,
}

impl<'s> Table<'s> {
    fn new(shape: &'s Shape, sink: &'s mut dyn Sink) -> Self {
        Self { shape, sink, header: None, waiting: Vec::new(), short: 0 }
    }

    /// Takes the next row of the file, titles and header included.
    fn push(&mut self, place: Place, cells: &[Cow<'_, str>]) -> Result<ControlFlow<()>, Unreadable> {
        if self.header.is_some() {
            return Ok(self.pass(place, cells));
        }
        if !self.shape.columns.is_empty() {
            self.settle(Header::new(self.shape.columns.iter().map(String::as_str)))?;
            return Ok(self.pass(place, cells));
        }
        self.waiting.push((place, cells.iter().map(|cell| cell.chars().take(CELL_LIMIT + 1).collect()).collect()));
        let sure = match self.shape.header_row {
            Some(row) => place.row >= row as u64,
            None => !self.shape.wanted.is_empty() && self.score(cells) == self.shape.wanted.len(),
        };
        if sure || self.waiting.len() >= HEADER_WITHIN { self.choose() } else { Ok(ControlFlow::Continue(())) }
    }

    /// How many of the wanted columns a row names.
    fn score(&self, cells: &[impl AsRef<str>]) -> usize {
        let keys: Vec<String> = cells.iter().map(|cell| key(cell.as_ref())).collect();
        self.shape.wanted.iter().filter(|wanted| keys.contains(wanted)).count()
    }

    /// Settles on the header among the waiting rows and passes on those below it.
    fn choose(&mut self) -> Result<ControlFlow<()>, Unreadable> {
        let waiting = std::mem::take(&mut self.waiting);
        let filled = |cells: &[String]| cells.iter().filter(|cell| !cell.trim().is_empty()).count();
        let scores = waiting.iter().map(|(_, cells)| self.score(cells));
        let best = scores.enumerate().filter(|(_, score)| *score > 0).max_by_key(|&(at, score)| (score, std::cmp::Reverse(at)));
        let header_at = match self.shape.header_row {
            Some(_) => waiting.len().saturating_sub(1),
            None => best.map(|(at, _)| at).or_else(|| waiting.iter().position(|(_, cells)| filled(cells) > 1)).unwrap_or(0),
        };
        let Some((_, names)) = waiting.get(header_at) else { return Ok(ControlFlow::Continue(())) };
        self.settle(Header::new(names.iter().map(String::as_str)))?;
        for (place, cells) in waiting.iter().skip(header_at + 1) {
            let cells: Vec<Cow<'_, str>> = cells.iter().map(|cell| Cow::Borrowed(cell.as_str())).collect();
            if self.pass(*place, &cells).is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    fn settle(&mut self, header: Header) -> Result<(), Unreadable> {
        self.sink.header(&header)?;
        self.header = Some(header);
        Ok(())
    }

    /// Passes one row below the header to the sink.
    fn pass(&mut self, place: Place, cells: &[Cow<'_, str>]) -> ControlFlow<()> {
        let Some(header) = &self.header else { return ControlFlow::Continue(()) };
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return self.sink.line(Line::Empty);
        }
        if let Some(at) = cells.iter().position(|cell| cell.len() > CELL_LIMIT) {
            let column = header.names.get(at).cloned().unwrap_or_else(|| format!("column {}", at + 1));
            let reason = "the cell holds more than 1 MB; a closing quote is probably missing".to_owned();
            return self.sink.line(Line::Unusable(Reject { place: place.to_string(), field: Some(column), reason }));
        }
        let expected = header.names.len();
        if cells.iter().skip(expected).any(|cell| !cell.trim().is_empty()) {
            let reason = format!("has {} cells where the header has {expected}, so its values may stand in the wrong columns", cells.len());
            return self.sink.line(Line::Unusable(Reject { place: place.to_string(), field: None, reason }));
        }
        self.short += u64::from(cells.len() < expected);
        self.sink.line(Line::Row(Row { header, cells, place }))
    }

    /// The end of the file: a short file may still be waiting for its header.
    fn finish(mut self, file: &InputFile, mut remarks: Remarks) -> Result<Remarks, Unreadable> {
        if self.header.is_none() {
            let _: ControlFlow<()> = self.choose()?;
        }
        let Some(header) = &self.header else {
            return Err(Unreadable::Content { name: file.name.clone(), reason: "the file is empty: not even a header".to_owned() });
        };
        if !header.repeated.is_empty() {
            remarks.words.push(format!("column names used more than once, told apart by a number: {}", header.repeated.join(", ")));
        }
        if self.short > 0 {
            remarks.words.push(format!("{} rows end before the last column; the missing cells are unknown", self.short));
        }
        Ok(remarks)
    }
}

#[cfg(test)]
mod tests;
