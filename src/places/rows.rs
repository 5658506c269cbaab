//! Reads a shipped table: comma-separated text with a header, into rows a type can be made of.

use crate::{model::location::Point, places::PlacesError, shipped};

/// The rows of `data/places/<name>`, each made by `make`; a row it cannot be made of is an error in what ships.
///
/// # Errors
/// When the table is missing, or a row is not as it should be.
pub(super) fn read<T>(name: &str, make: impl Fn(&csv::StringRecord) -> Option<T>) -> Result<Vec<T>, PlacesError> {
    let path = format!("places/{name}");
    let text = shipped::file(&path).ok_or_else(|| PlacesError::Table(format!("data/{path} is missing")))?;
    csv::Reader::from_reader(text.as_ref())
        .into_records()
        .enumerate()
        .map(|(at, record)| {
            record
                .ok()
                .and_then(|record| make(&record))
                .ok_or_else(|| PlacesError::Table(format!("data/{path}: row {} is not right", at + 2)))
        })
        .collect()
}

/// A field that must be there.
pub(super) fn text(record: &csv::StringRecord, at: usize) -> Option<Box<str>> {
    record.get(at).filter(|field| !field.is_empty()).map(Into::into)
}

/// Latitude and longitude in two fields that follow each other.
pub(super) fn point(record: &csv::StringRecord, at: usize) -> Option<Point> {
    Point::in_uk(record.get(at)?.parse().ok()?, record.get(at + 1)?.parse().ok()?)
}
