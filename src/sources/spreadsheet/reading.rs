//! One pass over one file: filters rows, builds records, tells repeated rows apart, hands everything on.

use super::{
    build::{Refusal, Workshop},
    mapping::{Condition, Mapping},
    rows::{Header, Line, Row, Sink},
};
use crate::sources::{InputFile, Item, Reject, Unreadable};
use std::{
    borrow::Cow,
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
    ops::ControlFlow,
};

/// The reading of one main file.
pub(super) struct Reading<'a> {
    pub workshop: Workshop<'a>,
    pub file: &'a InputFile,
    /// The file is named with every row, because there are several.
    pub several: bool,
    pub seen: &'a mut Seen,
    pub take: &'a mut dyn FnMut(Item) -> ControlFlow<()>,
    /// The receiver asked to stop.
    pub stopped: bool,
}

/// The ids seen so far: where, and with what in the row. Hashes only, so that a million rows stay small.
#[derive(Debug, Default)]
pub(super) struct Seen {
    ids: HashMap<u64, (u64, u64)>,
}

impl Seen {
    /// The first row with this id and whether it says the same; `None` when this is the first.
    fn earlier(&mut self, id: &str, row: &Row<'_>) -> Option<(u64, bool)> {
        let content = hash(&row.cells().collect::<Vec<_>>());
        match self.ids.insert(hash(id), (row.place.row, content)) {
            Some((earlier, same)) => {
                self.ids.insert(hash(id), (earlier, same));
                Some((earlier, same == content))
            }
            None => None,
        }
    }
}

fn hash(value: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

impl Reading<'_> {
    fn mapping(&self) -> &Mapping {
        self.workshop.mapping
    }

    fn place(&self, place: impl std::fmt::Display) -> String {
        if self.several { format!("{} {place}", self.file.name) } else { place.to_string() }
    }

    /// The reason a row is left out, if it is.
    fn left_out(&self, row: &Row<'_>) -> Option<String> {
        let holds = |filter: &&Condition| filter.holds(row.get(&filter.column.key), &|cell| self.mapping().is_unknown(cell));
        let filters = &self.mapping().rows;
        let unkept = filters.keep.iter().find(|filter| !holds(filter));
        unkept.or_else(|| filters.skip.iter().find(holds)).map(|filter| filter.reason.clone())
    }

    fn row(&mut self, row: &Row<'_>) -> ControlFlow<()> {
        if let Some(reason) = self.left_out(row) {
            return (self.take)(Item::Skipped(Cow::Owned(reason)));
        }
        let built = match self.workshop.build(row) {
            Ok(built) => built,
            Err(refusal) => return self.refuse(row, refusal),
        };
        match self.seen.earlier(&built.record.service.provenance.native_id, row) {
            Some((_, true)) => return (self.take)(Item::Skipped(Cow::Borrowed("the same row again"))),
            Some((earlier, false)) => {
                let id = &built.record.service.provenance.native_id;
                let reason = format!("'{id}' already names row {earlier}, which says something else");
                return self.refuse(row, ("id", reason));
            }
            None => {}
        }
        (self.take)(Item::Record(Box::new(built.record)))?;
        for (field, reason) in built.notes {
            let note = Reject { place: self.place(row.place), field: Some(field.to_owned()), reason };
            (self.take)(Item::Note(note))?;
        }
        ControlFlow::Continue(())
    }

    fn refuse(&mut self, row: &Row<'_>, (field, reason): Refusal) -> ControlFlow<()> {
        let reject = Reject { place: self.place(row.place), field: Some(field.to_owned()), reason };
        (self.take)(Item::Reject(reject))
    }
}

impl Sink for Reading<'_> {
    fn header(&mut self, header: &Header) -> Result<(), Unreadable> {
        self.mapping().check_columns(header).map_err(|reason| Unreadable::Content { name: self.file.name.clone(), reason })
    }

    fn line(&mut self, line: Line<'_>) -> ControlFlow<()> {
        let flow = match line {
            Line::Row(row) => self.row(&row),
            Line::Empty => (self.take)(Item::Skipped(Cow::Borrowed("empty row"))),
            Line::Unusable(reject) => {
                let place = self.place(&reject.place);
                (self.take)(Item::Reject(Reject { place, ..reject }))
            }
        };
        self.stopped |= flow.is_break();
        flow
    }
}
