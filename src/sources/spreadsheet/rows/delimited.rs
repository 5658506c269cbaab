//! Rows of delimited text: commas, tabs, semicolons, bars, `¬` or whatever a mapping names.

use super::{
    Place, Remarks, Shape, Sink, Table,
    decode::{Decoded, SEPARATOR},
};
use crate::sources::{InputFile, Unreadable};
use std::{borrow::Cow, io::BufRead};

/// Delimiters seen in the wild, likeliest first.
const DELIMITERS: [char; 5] = [',', '\t', ';', '|', '¬'];

pub(super) fn read(file: &InputFile, reader: impl BufRead, shape: &Shape, sink: &mut dyn Sink) -> Result<Remarks, Unreadable> {
    let mut table = Table::new(shape, sink);
    let decoded = prepare(reader, shape).map_err(|error| Unreadable::Io { name: file.name.clone(), error })?;
    let (decoded, delimiter) = decoded;
    let mut csv = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(decoded);
    let mut record = csv::StringRecord::new();
    let mut remarks = Remarks::default();
    for row in 1.. {
        match csv.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                remarks.words.push(format!("reading stopped after row {}: {error}", row - 1));
                remarks.broken_off = true;
                break;
            }
        }
        csv.get_mut().since_row = 0;
        let line = record.position().map_or(row, csv::Position::line);
        let cells: Vec<Cow<'_, str>> = record.iter().map(Cow::Borrowed).collect();
        if table.push(Place { row, line }, &cells)?.is_break() {
            break;
        }
    }
    let guessed = csv.get_ref().guessed;
    if guessed > 0 {
        remarks.words.push(format!("{guessed} bytes are not UTF-8 and were read as Windows-1252"));
    }
    table.finish(file, remarks)
}

/// A decoded reader with its delimiter settled, as the one byte the parser needs.
fn prepare<R: BufRead>(reader: R, shape: &Shape) -> std::io::Result<(Decoded<R>, u8)> {
    let mut decoded = Decoded::new(reader, shape.encoding)?;
    let head = decoded.peek()?;
    let delimiter = shape.delimiter.unwrap_or_else(|| guess(head));
    let byte = u8::try_from(delimiter).ok().filter(u8::is_ascii);
    if byte.is_none() {
        decoded.separate_by(delimiter);
    }
    Ok((decoded, byte.unwrap_or(SEPARATOR as u8)))
}

/// The delimiter that occurs most often, outside quotes, in any one of the first lines.
fn guess(head: &str) -> char {
    let mut best = (0, ',');
    for line in head.lines().take(super::HEADER_WITHIN) {
        for delimiter in DELIMITERS {
            let count = outside_quotes(line, delimiter);
            if count > best.0 {
                best = (count, delimiter);
            }
        }
    }
    best.1
}

fn outside_quotes(line: &str, delimiter: char) -> usize {
    let mut quoted = false;
    line.chars()
        .filter(|&c| {
            quoted ^= c == '"';
            !quoted && c == delimiter
        })
        .count()
}
