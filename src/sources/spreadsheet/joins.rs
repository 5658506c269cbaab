//! Second files beside the first: opening times or services of the same places, one row each.
//!
//! They are read whole before the first row, but kept small: times as minutes, values as numbers into one list of words.

use super::{
    build::hours,
    mapping::{Column, Join, JoinHours, Lookup, Mapping, matches},
    rows::{self, Header, Line, Row, Shape, Sink},
};
use crate::{
    model::schedule::Schedule,
    sources::{InputFile, Unreadable},
};
use jiff::civil::Weekday;
use std::{collections::HashMap, ops::ControlFlow};

/// What one joined file says, by key.
#[derive(Debug)]
pub(super) struct Joined<'m> {
    pub join: &'m Join,
    hours: HashMap<Box<str>, Vec<Session>>,
    values: HashMap<Box<str>, Vec<u32>>,
    pool: Vec<String>,
    numbers: HashMap<String, u32>,
}

/// A day, opening and closing minute.
type Session = (Weekday, hours::Span);

impl Joined<'_> {
    /// The opening times of a key.
    pub(super) fn schedules(&self, key: &str) -> Vec<Schedule> {
        self.hours.get(key).map(|sessions| hours::grouped(sessions, None, false)).unwrap_or_default()
    }

    /// The values of a key, in the file's order.
    pub(super) fn values(&self, key: &str) -> impl Iterator<Item = &str> {
        self.values.get(key).into_iter().flatten().filter_map(|&number| self.pool.get(number as usize).map(String::as_str))
    }

    fn number_of(&mut self, value: &str) -> u32 {
        if let Some(&number) = self.numbers.get(value) {
            return number;
        }
        let number = u32::try_from(self.pool.len()).unwrap_or(u32::MAX);
        self.pool.push(value.to_owned());
        self.numbers.insert(value.to_owned(), number);
        number
    }
}

/// Reads every joined file of a mapping that is found; the rest is remarked on.
///
/// # Errors
/// When a file that is there cannot be read or lacks a column.
pub(super) fn read_all<'m>(
    mapping: &'m Mapping,
    main: &InputFile,
    others: &[InputFile],
    remarks: &mut Vec<String>,
) -> Result<Vec<Joined<'m>>, Unreadable> {
    let mut all = Vec::new();
    for join in &mapping.joins {
        let Some(file) = find(join, main, others) else {
            remarks.push(format!("no file like '{}' lies beside {}: what it would say is unknown", join.files, main.name));
            continue;
        };
        let joined = Joined { join, hours: HashMap::new(), values: HashMap::new(), pool: Vec::new(), numbers: HashMap::new() };
        let mut reading = Reading { mapping, file: &file, joined, unread: 0 };
        let shape = Shape { wanted: vec![join.key.key.clone()], ..mapping.shape() };
        let said = rows::read(&file, &shape, &mut reading)?;
        remarks.extend(said.words.iter().map(|words| format!("{}: {words}", file.name)));
        if reading.unread > 0 {
            remarks.push(format!("{}: {} rows could not be used", file.name, reading.unread));
        }
        all.push(reading.joined);
    }
    Ok(all)
}

/// Whether a file is one of a mapping's second files.
pub(super) fn is_joined(mapping: &Mapping, file: &InputFile) -> bool {
    mapping.joins.iter().any(|join| fits(join, file))
}

fn fits(join: &Join, file: &InputFile) -> bool {
    let name = file.path.file_name().map(|name| name.to_string_lossy().to_lowercase());
    name.is_some_and(|name| matches(&join.files.to_lowercase(), &name))
}

/// Among the files given, else in the folder of the first.
fn find(join: &Join, main: &InputFile, others: &[InputFile]) -> Option<InputFile> {
    if let Some(given) = others.iter().find(|file| fits(join, file)) {
        return Some(given.clone());
    }
    let folder = std::fs::read_dir(main.path.parent()?).ok()?;
    let mut paths: Vec<_> = folder.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    paths.sort();
    let files = paths.into_iter().map(|path| InputFile { name: path.display().to_string(), path });
    files.filter(|file| file.path != main.path).find(|file| fits(join, file))
}

struct Reading<'a, 'm> {
    mapping: &'m Mapping,
    file: &'a InputFile,
    joined: Joined<'m>,
    unread: u64,
}

impl Reading<'_, '_> {
    fn needed(&self) -> impl Iterator<Item = (&'static str, &Column)> {
        let join = self.joined.join;
        let hours = join.hours.iter().flat_map(|hours| [("join.hours.day", &hours.day), ("join.hours.times", &hours.times)]);
        let keep = join.keep.0.iter().map(|condition| ("join.keep", &condition.column));
        let lookup = join.lookup.iter().map(|lookup| ("join.lookup.column", &lookup.column));
        [("join.key", &join.key)].into_iter().chain(hours).chain(keep).chain(lookup)
    }

    fn take(&mut self, row: &Row<'_>) {
        let join = self.joined.join;
        let unknown = |cell: &str| self.mapping.is_unknown(cell);
        let key = row.get(&join.key.key);
        if key.is_empty() || !join.keep.0.iter().all(|condition| condition.holds(row.get(&condition.column.key), &unknown)) {
            return;
        }
        if let Some(hours) = &join.hours {
            self.take_hours(key, hours, row);
        }
        if let Some(lookup) = &join.lookup {
            self.take_values(key, lookup, row);
        }
    }

    fn take_hours(&mut self, key: &str, columns: &JoinHours, row: &Row<'_>) {
        let day = hours::weekday(row.get(&columns.day.key));
        let spans = hours::spans(row.get(&columns.times.key));
        let (Some(day), Some(spans)) = (day, spans) else {
            self.unread += 1;
            return;
        };
        self.joined.hours.entry(key.into()).or_default().extend(spans.into_iter().map(|span| (day, span)));
    }

    fn take_values(&mut self, key: &str, lookup: &Lookup, row: &Row<'_>) {
        let cell = row.get(&lookup.column.key);
        for value in lookup.values_in(cell) {
            let number = self.joined.number_of(value);
            self.joined.values.entry(key.into()).or_default().push(number);
        }
    }
}

impl Sink for Reading<'_, '_> {
    fn header(&mut self, header: &Header) -> Result<(), Unreadable> {
        match self.needed().find(|(_, column)| !column.optional && !header.has(&column.key)) {
            Some((by, column)) => {
                let reason = self.mapping.lacks(by, &column.name, header);
                Err(Unreadable::Content { name: self.file.name.clone(), reason })
            }
            None => Ok(()),
        }
    }

    fn line(&mut self, line: Line<'_>) -> ControlFlow<()> {
        match line {
            Line::Row(row) => self.take(&row),
            Line::Empty => {}
            Line::Unusable(_) => self.unread += 1,
        }
        ControlFlow::Continue(())
    }
}
