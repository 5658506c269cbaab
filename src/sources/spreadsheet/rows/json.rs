//! Rows of JSON: a list of objects, one object a line, GeoJSON features, or a list under a named key.
//!
//! Objects are cut out of the stream one at a time and flattened: `{"address": {"city": …}}` is the column `address.city`, a
//! list of plain values is joined by `; `. A GeoJSON point becomes the columns `latitude` and `longitude`.

use super::{CELL_LIMIT, Header, Place, Remarks, Shape, Sink, Table, key};
use crate::sources::{InputFile, Reject, Unreadable};
use serde_json::{Map, Value};
use std::{
    borrow::Cow,
    io::{self, BufRead},
    ops::ControlFlow,
};

/// The largest object that is kept, in bytes.
const OBJECT_LIMIT: usize = 8 * CELL_LIMIT;
/// Objects whose keys together make the header: JSON rows leave out what they do not know.
const HEADER_FROM: usize = 200;

type Flat = Vec<(String, String)>;

pub(super) fn read(file: &InputFile, mut reader: impl BufRead, shape: &Shape, sink: &mut dyn Sink) -> Result<Remarks, Unreadable> {
    let io_error = |error| Unreadable::Io { name: file.name.clone(), error };
    enter(&mut reader, shape.rows_at.as_deref()).map_err(io_error)?;
    let mut rows = Rows { table: Table::new(shape, sink), first: Vec::new(), row: 0 };
    while let Some(object) = next_object(&mut reader).map_err(io_error)? {
        rows.row += 1;
        if rows.take(&object)?.is_break() {
            break;
        }
    }
    let _: ControlFlow<()> = rows.settle()?;
    rows.table.finish(file, Remarks::default())
}

struct Rows<'s> {
    table: Table<'s>,
    first: Vec<(u64, Flat)>,
    row: u64,
}

impl Rows<'_> {
    fn take(&mut self, object: &[u8]) -> Result<ControlFlow<()>, Unreadable> {
        match flatten_row(object) {
            Ok(flat) if self.table.header.is_none() => {
                self.first.push((self.row, flat));
                if self.first.len() >= HEADER_FROM { self.settle() } else { Ok(ControlFlow::Continue(())) }
            }
            Ok(flat) => Ok(self.pass(self.row, flat)),
            Err(reason) => {
                let reject = Reject { place: format!("row {}", self.row), field: None, reason };
                Ok(self.table.sink.line(super::Line::Unusable(reject)))
            }
        }
    }

    /// Makes the header of the first objects' keys and passes them on.
    fn settle(&mut self) -> Result<ControlFlow<()>, Unreadable> {
        let first = std::mem::take(&mut self.first);
        if first.is_empty() {
            return Ok(ControlFlow::Continue(()));
        }
        let mut names: Vec<String> = Vec::new();
        for (name, _) in first.iter().flat_map(|(_, flat)| flat) {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
        self.table.settle(Header::new(names.iter().map(String::as_str)))?;
        for (row, flat) in first {
            if self.pass(row, flat).is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    fn pass(&mut self, row: u64, flat: Flat) -> ControlFlow<()> {
        let Some(header) = &self.table.header else { return ControlFlow::Continue(()) };
        let mut cells: Vec<Cow<'_, str>> = vec![Cow::Borrowed(""); header.names.len()];
        for (name, value) in flat {
            if let Some(&at) = header.at.get(&key(&name)) {
                cells[at] = Cow::Owned(value);
            }
        }
        self.table.pass(Place { row, line: row }, &cells)
    }
}

/// Skips to the list of rows: under the named key, or under GeoJSON's `features`.
fn enter(reader: &mut impl BufRead, rows_at: Option<&str>) -> io::Result<()> {
    let head = reader.fill_buf()?;
    let text = String::from_utf8_lossy(head).into_owned();
    let named = format!("\"{}\"", rows_at.unwrap_or("features"));
    let inside = text.find(&named).filter(|_| text.trim_start_matches('\u{feff}').trim_start().starts_with('{')).and_then(|at| {
        let after = text.get(at + named.len()..)?;
        let list = after.trim_start().strip_prefix(':')?.trim_start().strip_prefix('[')?;
        Some(text.len() - list.len())
    });
    if let Some(skip) = inside {
        reader.consume(skip.min(text.len()));
    }
    Ok(())
}

/// Cuts the next object out of the stream. One that is too long is read to its end but not kept whole.
fn next_object(reader: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut object = Vec::new();
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    loop {
        let block = reader.fill_buf()?;
        if block.is_empty() {
            return Ok((!object.is_empty()).then_some(object));
        }
        let mut used = block.len();
        for (at, &byte) in block.iter().enumerate() {
            if depth > 0 || byte == b'{' {
                if object.len() <= OBJECT_LIMIT {
                    object.push(byte);
                }
                match byte {
                    _ if escaped => escaped = false,
                    b'\\' if quoted => escaped = true,
                    b'"' => quoted = !quoted,
                    b'{' if !quoted => depth += 1,
                    b'}' if !quoted => depth -= 1,
                    _ => {}
                }
                if depth == 0 {
                    used = at + 1;
                    break;
                }
            }
        }
        reader.consume(used);
        if depth == 0 && !object.is_empty() {
            return Ok(Some(object));
        }
    }
}

fn flatten_row(object: &[u8]) -> Result<Flat, String> {
    if object.len() > OBJECT_LIMIT {
        return Err("the object holds more than 8 MB".to_owned());
    }
    let mut map: Map<String, Value> = serde_json::from_slice(object).map_err(|error| format!("not JSON: {error}"))?;
    let mut flat = Flat::new();
    if map.get("type").and_then(Value::as_str) == Some("Feature") {
        if let Some(point) = map.get("geometry").and_then(|geometry| geometry.get("coordinates")).and_then(Value::as_array) {
            for (name, at) in [("longitude", 0), ("latitude", 1)] {
                flatten(name.to_owned(), point.get(at).unwrap_or(&Value::Null), &mut flat);
            }
        }
        map = match map.remove("properties") {
            Some(Value::Object(properties)) => properties,
            _ => Map::new(),
        };
    }
    for (name, value) in &map {
        flatten(name.clone(), value, &mut flat);
    }
    Ok(flat)
}

fn flatten(name: String, value: &Value, flat: &mut Flat) {
    match value {
        Value::Null => {}
        Value::Bool(yes) => flat.push((name, if *yes { "yes" } else { "no" }.to_owned())),
        Value::Number(number) => flat.push((name, number.to_string())),
        Value::String(text) => flat.push((name, text.clone())),
        Value::Object(map) => map.iter().for_each(|(inner, value)| flatten(format!("{name}.{inner}"), value, flat)),
        Value::Array(list) if list.iter().all(|item| !item.is_object() && !item.is_array()) => {
            let words: Vec<String> = list
                .iter()
                .filter(|item| !item.is_null())
                .map(|item| item.as_str().map_or_else(|| item.to_string(), str::to_owned))
                .collect();
            flat.push((name, words.join("; ")));
        }
        Value::Array(list) => list.iter().enumerate().for_each(|(at, value)| flatten(format!("{name}.{at}"), value, flat)),
    }
}
