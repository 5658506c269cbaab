//! Rows of an Excel workbook, cell by cell: only the workbook's shared words stand in memory.

use super::{Place, Remarks, Shape, Sink, Table};
use crate::sources::{InputFile, Unreadable};
use calamine::{DataRef, DataType, Reader, Xlsx};
use jiff::{ToSpan, civil::date};
use std::{
    borrow::Cow,
    io::{BufRead, BufReader, Seek},
};

/// The most bytes a workbook may unpack to.
const UNPACKED_LIMIT: u64 = 2 << 30;
/// Columns beyond this one are ignored: a stray cell far to the right must not make every row huge.
const COLUMN_LIMIT: u32 = 2_000;

pub(super) fn read(file: &InputFile, mut reader: impl BufRead, shape: &Shape, sink: &mut dyn Sink) -> Result<Remarks, Unreadable> {
    let bad = |reason: String| Unreadable::Content { name: file.name.clone(), reason };
    // A workbook is read from its end, so one that came compressed is unpacked to a temporary file first.
    let mut whole = tempfile::tempfile().map_err(|error| Unreadable::Io { name: file.name.clone(), error })?;
    std::io::copy(&mut reader, &mut whole).map_err(|error| Unreadable::Io { name: file.name.clone(), error })?;
    check_size(&mut whole).map_err(&bad)?;
    let mut book = Xlsx::new(BufReader::new(whole)).map_err(|error| bad(format!("not an Excel workbook: {error}")))?;
    let sheet = choose_sheet(&book.sheet_names(), shape.sheet.as_deref()).map_err(&bad)?;
    let mut cells = book.worksheet_cells_reader(&sheet).map_err(|error| bad(format!("sheet '{sheet}': {error}")))?;
    let mut table = Table::new(shape, sink);
    let mut row: (u32, Vec<Cow<'_, str>>) = (0, Vec::new());
    let mut remarks = Remarks::default();
    loop {
        let cell = match cells.next_cell() {
            Ok(cell) => cell,
            Err(error) => {
                remarks.words.push(format!("reading stopped after row {}: {error}", row.0));
                remarks.broken_off = true;
                None
            }
        };
        let at = cell.as_ref().map(calamine::Cell::get_position);
        if at.is_none_or(|(number, _)| number != row.0) {
            let place = Place { row: u64::from(row.0) + 1, line: u64::from(row.0) + 1 };
            if !row.1.is_empty() && table.push(place, &row.1)?.is_break() {
                break;
            }
            row = (at.map_or(0, |(number, _)| number), Vec::new());
        }
        let (Some(cell), Some((_, column))) = (cell, at) else { break };
        if column < COLUMN_LIMIT {
            row.1.resize(row.1.len().max(column as usize + 1), Cow::Borrowed(""));
            row.1[column as usize] = Cow::Owned(in_words(cell.get_value()));
        }
    }
    table.finish(file, remarks)
}

fn check_size(book: &mut std::fs::File) -> Result<(), String> {
    let mut zip = zip::ZipArchive::new(&mut *book).map_err(|error| format!("not an Excel workbook: {error}"))?;
    let mut size = 0_u64;
    for at in 0..zip.len() {
        size = size.saturating_add(zip.by_index_raw(at).map_err(|error| error.to_string())?.size());
    }
    book.rewind().map_err(|error| error.to_string())?;
    if size > UNPACKED_LIMIT { Err("the workbook unpacks to more than 2 GB, which no directory needs".to_owned()) } else { Ok(()) }
}

fn choose_sheet(names: &[String], wanted: Option<&str>) -> Result<String, String> {
    let found = match wanted {
        Some(wanted) => names.iter().find(|name| name.trim().eq_ignore_ascii_case(wanted.trim())),
        None => names.first(),
    };
    found.cloned().ok_or_else(|| format!("has no sheet '{}'; its sheets are: {}", wanted.unwrap_or("1"), names.join(", ")))
}

/// A cell as its publisher would have typed it.
fn in_words(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty | DataRef::Error(_) => String::new(),
        DataRef::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        DataRef::Float(number) => number.to_string(),
        DataRef::DateTime(moment) => day_or_time(moment.as_f64()),
        other => other.as_string().unwrap_or_default(),
    }
}

/// Excel counts days from 30 December 1899; the fraction is the time of day.
fn day_or_time(days: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "clamped to the days of a civil calendar first")]
    let (whole, minutes) = (days.floor().clamp(0.0, 2_900_000.0) as i32, (days.fract().max(0.0) * 1440.0).round() as i32);
    let time = format!("{:02}:{:02}", minutes / 60, minutes % 60);
    match date(1899, 12, 30).checked_add(whole.days()) {
        Ok(day) if whole > 0 && minutes > 0 => format!("{day}T{time}"),
        Ok(day) if whole > 0 => day.to_string(),
        _ => time,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn excels_days_and_times_read_as_typed() {
        for (days, expected) in [(45_000.0, "2023-03-15"), (0.375, "09:00"), (45_000.5, "2023-03-15T12:00"), (0.0, "00:00")] {
            assert_eq!(day_or_time(days), expected);
        }
    }
}
