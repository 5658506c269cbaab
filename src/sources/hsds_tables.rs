//! HSDS as tables: a folder of CSV files, a data package (`datapackage.json` beside its files), or either in a `.zip`.

use crate::{
    hsds::{
        tables::{Row, Table, Tables},
        v3::{self, Origin, Problem},
    },
    sources::{Context, Ending, Input, InputFile, Item, Source, Unreadable, input, open, oruk},
};
use serde_json::Value;
use std::{borrow::Cow, collections::HashMap, io::BufRead, ops::ControlFlow, path::Path};

/// The source.
#[derive(Debug)]
pub struct HsdsTables;

impl Source for HsdsTables {
    fn kind(&self) -> String {
        "hsds-tables".to_owned()
    }

    fn label(&self) -> String {
        "HSDS tables: a folder or .zip of CSV files, or a data package".to_owned()
    }

    fn recognises(&self, input: &Input) -> bool {
        let Ok(parts) = parts(input) else { return false };
        parts
            .iter()
            .filter(|part| part.table == Some(Table::Services))
            .any(|part| part.columns().is_some_and(|columns| is_services(&columns)))
    }

    fn default_source(&self, input: &Input) -> String {
        input::source_key(input)
    }

    fn read(&self, input: &Input, context: Context<'_>, take: &mut dyn FnMut(Item) -> ControlFlow<()>) -> Result<Ending, Unreadable> {
        let parts = parts(input)?;
        let services = parts.iter().find(|part| part.table == Some(Table::Services)).ok_or_else(|| no_services(input))?;
        let mut reading = Reading { tables: Tables::default(), remarks: input.remarks.clone(), complete: input.complete };
        for part in parts.iter().filter(|part| part.table != Some(Table::Services)) {
            reading.hold(part);
        }
        reading.stream(services, context, take)?;
        Ok(Ending { complete: reading.complete, remarks: reading.remarks })
    }
}

fn is_services(columns: &[String]) -> bool {
    ["id", "name"].iter().all(|wanted| columns.iter().any(|column| column == wanted))
}

fn no_services(input: &Input) -> Unreadable {
    let name = input.files.first().map(|file| file.name.clone()).unwrap_or_default();
    Unreadable::Content { name, reason: "holds no services.csv".to_owned() }
}

/// One table: a file, or a file in a zip.
#[derive(Debug)]
struct Part {
    table: Option<Table>,
    name: String,
    file: InputFile,
    member: Option<String>,
}

impl Part {
    fn open(&self) -> Result<Box<dyn BufRead + Send>, Unreadable> {
        self.member.as_ref().map_or_else(|| open::open(&self.file), |member| open::open_member(&self.file, member))
    }

    fn columns(&self) -> Option<Vec<String>> {
        csv_reader(self.open().ok()?).byte_headers().ok().map(columns)
    }
}

/// The CSV tables of an input; a data package says which file holds which table.
fn parts(input: &Input) -> Result<Vec<Part>, Unreadable> {
    let mut parts = Vec::new();
    for file in with_package_files(input::files(input)) {
        if open::is_zip(&file) {
            let members = open::members(&file)?;
            parts.extend(members.into_iter().map(|member| part(&member, &file, Some(member.clone()))));
        } else {
            parts.push(part(&file.name, &file, None));
        }
    }
    let names = package_names(&parts);
    for part in &mut parts {
        let base = base_name(&part.name).to_owned();
        part.table = names.get(&base).and_then(|name| Table::named(name)).or(part.table);
    }
    parts.retain(|part| is_csv(&part.name));
    Ok(parts)
}

fn part(name: &str, file: &InputFile, member: Option<String>) -> Part {
    let table = input::stem(Path::new(name)).and_then(|stem| Table::named(&stem));
    Part { table, name: base_name(name).to_owned(), file: file.clone(), member }
}

fn is_csv(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [".csv", ".csv.gz", ".csv.zst"].iter().any(|ending| name.ends_with(ending))
}

fn base_name(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

/// Where only the data package is named, the files it names beside itself come along.
fn with_package_files(files: Vec<InputFile>) -> Vec<InputFile> {
    let [only] = files.as_slice() else { return files };
    if base_name(&only.name) != "datapackage.json" {
        return files;
    }
    let folder = only.path.parent().unwrap_or(Path::new("."));
    let beside = resources(only, None).into_iter().filter(|(path, _)| is_below(path)).map(|(path, _)| path);
    let beside: Vec<InputFile> = beside.map(|path| InputFile { name: path.clone(), path: folder.join(&path) }).collect();
    files.iter().cloned().chain(beside.into_iter().filter(|file| file.path.is_file())).collect()
}

/// A data package may only name files in and below its own folder.
fn is_below(path: &str) -> bool {
    Path::new(path).components().all(|part| matches!(part, std::path::Component::Normal(_) | std::path::Component::CurDir))
}

/// File name → table name, from the data package if there is one.
fn package_names(parts: &[Part]) -> HashMap<String, String> {
    let package = parts.iter().find(|part| part.name == "datapackage.json");
    let resources = package.map(|part| resources(&part.file, part.member.as_deref())).unwrap_or_default();
    resources.into_iter().map(|(path, name)| (base_name(&path).to_owned(), name)).collect()
}

/// The resources of a data package: path and name.
fn resources(file: &InputFile, member: Option<&str>) -> Vec<(String, String)> {
    const LARGEST_PACKAGE: u64 = 16 * 1024 * 1024;
    let reader = member.map_or_else(|| open::open(file), |member| open::open_member(file, member));
    let Ok(reader) = reader else { return Vec::new() };
    let package: Value = serde_json::from_reader(std::io::Read::take(reader, LARGEST_PACKAGE)).unwrap_or_default();
    let resources = package.get("resources").and_then(Value::as_array).into_iter().flatten();
    resources.filter_map(|one| Some((one.get("path")?.as_str()?.to_owned(), one.get("name")?.as_str()?.to_owned()))).collect()
}

struct Reading {
    tables: Tables,
    remarks: Vec<String>,
    complete: bool,
}

impl Reading {
    /// Holds a table beside the services. What goes wrong with it is remarked: the services still count.
    fn hold(&mut self, part: &Part) {
        let Some(table) = part.table else {
            self.remarks.push(format!("{} is not a table of the standard and was left out", part.name));
            return;
        };
        if table == Table::Other {
            return;
        }
        let (mut astray, mut ragged) = (0, 0);
        let tables = &mut self.tables;
        let end = each_row(part, &mut |line| {
            ragged += usize::from(line.ragged);
            astray += usize::from(!tables.add(table, line.row));
            ControlFlow::Continue(())
        });
        for (count, what) in [(astray, "point to nothing and were left out"), (ragged, "have more or fewer cells than the header")] {
            if count > 0 {
                self.remarks.push(format!("{}: {count} rows {what}", part.name));
            }
        }
        if let Err(reason) = end {
            self.remarks.push(format!("{}: {reason}; the rows before were read", part.name));
            self.complete = false;
        }
    }

    fn stream(&mut self, services: &Part, context: Context<'_>, take: &mut dyn FnMut(Item) -> ControlFlow<()>) -> Result<(), Unreadable> {
        let (mut first_seen, mut count, mut stopped) = (HashMap::new(), 0, false);
        let tables = &self.tables;
        let end = each_row(services, &mut |line| {
            count += 1;
            let place = format!("{} row {}", services.name, line.number);
            let origin = Origin { source: context.source, publisher: None, licence: None };
            let mut reading = v3::read(&tables.document(line.row), origin);
            if line.ragged {
                let reason = "has more or fewer cells than the header, so cells may stand under the wrong heading".to_owned();
                reading.problems.insert(0, Problem { field: String::new(), reason });
            }
            let end = oruk::hand_out(place, reading, &mut first_seen, take);
            stopped |= end.is_break();
            end
        });
        match end {
            _ if stopped => Err(Unreadable::Stopped),
            Err(reason) if count == 0 => Err(Unreadable::Content { name: services.name.clone(), reason }),
            Err(reason) => {
                self.remarks.push(format!("{}: {reason}; the rows before were read", services.name));
                self.complete = false;
                Ok(())
            }
            Ok(()) if count == 0 => {
                self.remarks.push(format!("{} holds no services", services.name));
                self.complete = false;
                Ok(())
            }
            Ok(()) => Ok(()),
        }
    }
}

fn csv_reader(reader: Box<dyn BufRead + Send>) -> csv::Reader<Box<dyn BufRead + Send>> {
    csv::ReaderBuilder::new().flexible(true).from_reader(reader)
}

/// One row of a table.
struct Line {
    /// The line it begins on, from 1.
    number: u64,
    row: Row,
    /// It has more or fewer cells than the header.
    ragged: bool,
}

/// Hands out every row; gives the reason when the table cannot be read to its end.
fn each_row(part: &Part, take: &mut dyn FnMut(Line) -> ControlFlow<()>) -> Result<(), String> {
    let mut reader = csv_reader(part.open().map_err(|error| error.to_string())?);
    let columns = columns(reader.byte_headers().map_err(|error| error.to_string())?);
    let mut record = csv::ByteRecord::new();
    while reader.read_byte_record(&mut record).map_err(|error| error.to_string())? {
        let number = record.position().map_or(0, csv::Position::line);
        let line = Line { number, row: row(&columns, &record), ragged: record.len() != columns.len() };
        if take(line).is_break() {
            break;
        }
    }
    Ok(())
}

fn columns(header: &csv::ByteRecord) -> Vec<String> {
    header.iter().map(|cell| decode(cell).trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').to_ascii_lowercase()).collect()
}

fn row(columns: &[String], record: &csv::ByteRecord) -> Row {
    let cells = columns.iter().zip(record).map(|(column, cell)| (column, decode(cell)));
    cells
        .filter(|(column, cell)| !column.is_empty() && !cell.trim().is_empty())
        .map(|(column, cell)| (column.clone(), value(column, cell)))
        .collect()
}

/// A cell; our own properties stand in theirs as JSON.
fn value(column: &str, cell: Cow<'_, str>) -> Value {
    let ours = (column == "fingerpost").then(|| serde_json::from_str(&cell).ok().filter(Value::is_object)).flatten();
    ours.unwrap_or_else(|| Value::from(cell))
}

/// UTF-8, or what Excel on Windows writes.
fn decode(cell: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(cell).map_or_else(|_| encoding_rs::WINDOWS_1252.decode(cell).0, Cow::Borrowed)
}
