//! Spreadsheets: any table a publisher offers, read through a mapping file. A new publisher is a mapping, not code.
//!
//! Start at [`Spreadsheet`]. `mapping` is the language, `rows` streams any file type, `build` makes records, `joins` reads
//! second files, `transforms` lists what may be done to a value. The manual for people who write mappings is
//! `docs/MAPPINGS.md`. Nothing here may know a publisher by name.

mod build;
mod joins;
mod mapping;
mod postcodes;
mod reading;
mod rows;
mod transforms;

pub use mapping::MappingError;

use super::{Context, Ending, Input, InputFile, Item, Source, Unreadable};
use crate::{finding::phrases::MappingPhrases, shipped};
use build::Workshop;
use mapping::{Condition, Mapping};
use reading::{Reading, Seen};
use rows::{Header, Line, Sink};
use std::{ops::ControlFlow, path::Path};

/// A kind of table: one mapping.
#[derive(Debug)]
pub struct Spreadsheet {
    mapping: Mapping,
}

/// The shipped mappings, those that ask most of a file first, so that the first to recognise a file is the best.
pub fn shipped() -> Vec<Spreadsheet> {
    let mut all: Vec<Spreadsheet> = shipped::list("mappings")
        .iter()
        .filter_map(|path| shipped::text(path).and_then(|text| Spreadsheet::read(path, &text).ok()))
        .collect();
    all.sort_by_key(|sheet| std::cmp::Reverse(sheet.asks()));
    all
}

impl Spreadsheet {
    /// Reads a mapping from TOML; `file` is how to call it in an error.
    ///
    /// # Errors
    /// When the mapping cannot be used; the error names the key.
    pub fn read(file: &str, text: &str) -> Result<Self, MappingError> {
        Mapping::read(file, text).map(|mapping| Self { mapping })
    }

    /// Reads a mapping from a file.
    ///
    /// # Errors
    /// When the file cannot be read or the mapping cannot be used.
    pub fn from_file(path: &Path) -> Result<Self, MappingError> {
        let name = path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|error| MappingError::Io { name: name.clone(), error })?;
        Self::read(&name, &text)
    }

    /// How much a file must show to be recognised.
    fn asks(&self) -> usize {
        self.mapping.about.recognise.len() + self.mapping.about.recognise_row.0.len()
    }

    /// The files that are tables of their own, not joined to another.
    fn main_files<'i>(&self, input: &'i Input) -> Vec<&'i InputFile> {
        input.files.iter().filter(|file| !joins::is_joined(&self.mapping, file)).collect()
    }

    fn check(&self, input: &Input, context: Context<'_>) -> Result<(), Unreadable> {
        let name = input.files.first().map_or_else(String::new, |file| file.name.clone());
        self.mapping.check_needs(context.needs).map_err(|reason| Unreadable::Content { name, reason })
    }
}

impl Source for Spreadsheet {
    fn kind(&self) -> String {
        self.mapping.about.name.clone()
    }

    fn label(&self) -> String {
        self.mapping.about.label.clone()
    }

    fn recognises(&self, input: &Input) -> bool {
        let Some(file) = self.main_files(input).first().copied() else { return false };
        let mut glance = Glance { mapping: &self.mapping, fits: false };
        rows::read(file, &self.mapping.shape(), &mut glance).is_ok() && glance.fits
    }

    fn default_source(&self, _input: &Input) -> String {
        self.kind()
    }

    fn read(&self, input: &Input, context: Context<'_>, take: &mut dyn FnMut(Item) -> ControlFlow<()>) -> Result<Ending, Unreadable> {
        self.check(input, context)?;
        let files = self.main_files(input);
        let vocabulary = self.mapping.text_needs.as_ref().map(|fields| MappingPhrases::of(&fields.words)).unwrap_or_default();
        let mut ending = Ending { complete: input.complete, remarks: input.remarks.clone() };
        let mut seen = Seen::default();
        for file in &files {
            let joined = joins::read_all(&self.mapping, file, &input.files, &mut ending.remarks)?;
            let workshop = Workshop { mapping: &self.mapping, context, joined: &joined, vocabulary: &vocabulary };
            let mut reading = Reading { workshop, file, several: files.len() > 1, seen: &mut seen, take: &mut *take, stopped: false };
            let remarks = rows::read(file, &self.mapping.shape(), &mut reading)?;
            if reading.stopped {
                return Err(Unreadable::Stopped);
            }
            ending.complete &= !remarks.broken_off;
            ending.remarks.extend(remarks.words);
        }
        Ok(ending)
    }
}

/// Looks at the header and the first row only.
struct Glance<'a> {
    mapping: &'a Mapping,
    fits: bool,
}

impl Sink for Glance<'_> {
    fn header(&mut self, header: &Header) -> Result<(), Unreadable> {
        self.fits = self.mapping.recognises(header);
        if self.fits { Ok(()) } else { Err(Unreadable::Stopped) }
    }

    fn line(&mut self, line: Line<'_>) -> ControlFlow<()> {
        let Line::Row(row) = line else { return ControlFlow::Continue(()) };
        let holds = |condition: &Condition| condition.holds(row.get(&condition.column.key), &|cell| self.mapping.is_unknown(cell));
        self.fits = self.mapping.about.recognise_row.0.iter().all(holds);
        ControlFlow::Break(())
    }
}

#[cfg(test)]
mod real_files;
#[cfg(test)]
mod tests;
