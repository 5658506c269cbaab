//! What feeds of both versions of Open Referral UK have in common: pages of JSON, ids that must not repeat, honest endings.

use crate::{
    finding::shape::Shape,
    hsds::v3::{self, Origin, Problem, Reading},
    model::{coverage::Area, id::ServiceId},
    sources::{
        Context, Ending, Input, InputFile, Item, Reject, Unreadable, input,
        json_items::{self, Found},
        open,
    },
};
use serde_json::Value;
use std::{collections::HashMap, ops::ControlFlow};

/// Bytes looked at to tell what kind of file it is.
const LOOK: u64 = 64 * 1024;

/// Properties of which a service with any detail has at least one.
const DETAIL: [&str; 10] = [
    "service_at_locations",
    "locations",
    "phones",
    "contacts",
    "schedules",
    "regular_schedules",
    "service_areas",
    "cost_options",
    "attributes",
    "fingerpost",
];

/// The beginning of the first file as lower-case text, if it could be JSON.
pub(super) fn look(input: &Input) -> Option<String> {
    let beginning = open::beginning(input::files(input).first()?, LOOK).to_lowercase();
    beginning.trim_start().starts_with(['{', '[']).then_some(beginning)
}

/// True when version 1 property names are in the text.
pub(super) fn is_version_1(beginning: &str) -> bool {
    const MARKS: [&str; 8] = [
        "content",
        "totalelements",
        "organisation",
        "service_taxonomys",
        "eligibilitys",
        "regular_schedules",
        "regular_schedule",
        "min_age",
    ];
    MARKS.iter().any(|mark| beginning.contains(&format!("\"{mark}\"")))
}

/// True when the text looks like services of version 3 or a page of them.
pub(super) fn is_version_3(beginning: &str) -> bool {
    let has = |key: &str| beginning.contains(&format!("\"{key}\""));
    has("contents") || has("id") && has("name") && (has("status") || has("organization") || has("organization_id"))
}

/// Reads every file, reshaping each document to version 3 first.
pub(super) fn read(
    input: &Input,
    context: Context<'_>,
    reshape: fn(Value) -> Value,
    take: &mut dyn FnMut(Item) -> ControlFlow<()>,
) -> Result<Ending, Unreadable> {
    let files = input::files(input);
    let mut reading = Pages { context, reshape, take, many: files.len() > 1, first_seen: HashMap::new(), tally: Tally::default() };
    let mut remarks = input.remarks.clone();
    let mut complete = input.complete;
    for (index, file) in files.iter().enumerate() {
        if let Some(reason) = reading.page(index + 1, file)? {
            remarks.push(format!("{}: {reason}; what came before was read", file.name));
            complete = false;
        }
    }
    remarks.extend(reading.tally.remarks());
    Ok(Ending { complete: complete && reading.tally.is_whole(), remarks })
}

struct Pages<'a, 't> {
    context: Context<'a>,
    reshape: fn(Value) -> Value,
    take: &'t mut dyn FnMut(Item) -> ControlFlow<()>,
    many: bool,
    first_seen: HashMap<ServiceId, String>,
    tally: Tally,
}

/// Counts by which a reading is judged as a whole.
#[derive(Debug, Default)]
struct Tally {
    items: usize,
    promised: u64,
    bare: usize,
}

impl Tally {
    /// A feed that promises more than was found, or holds nothing, was not read whole: nothing may be withdrawn.
    fn is_whole(&self) -> bool {
        self.items > 0 && self.items as u64 >= self.promised
    }

    fn remarks(&self) -> Vec<String> {
        let mut remarks = Vec::new();
        if self.items == 0 {
            remarks.push("the feed holds no services".to_owned());
        }
        if (self.items as u64) < self.promised {
            remarks.push(format!("the feed says it has {} services; {} were found", self.promised, self.items));
        }
        if self.bare > 0 {
            let (bare, items) = (self.bare, self.items);
            remarks.push(format!("{bare} of {items} services came as a bare list entry, without places, phones or hours"));
        }
        remarks
    }
}

impl Pages<'_, '_> {
    /// Reads one file; gives the reason when it could not be read to its end.
    fn page(&mut self, page: usize, file: &InputFile) -> Result<Option<String>, Unreadable> {
        let reader = match open::open(file) {
            Ok(reader) => reader,
            Err(error) if self.tally.items == 0 => return Err(error),
            Err(error) => return Ok(Some(error.to_string())),
        };
        let outcome = json_items::each(reader, &mut |found| self.found(page, found));
        if outcome.stopped {
            return Err(Unreadable::Stopped);
        }
        self.tally.promised = self.tally.promised.max(outcome.envelope.total_items.unwrap_or(0));
        match outcome.broken {
            Some(reason) if self.tally.items == 0 => Err(Unreadable::Content { name: file.name.clone(), reason }),
            broken => Ok(broken),
        }
    }

    fn found(&mut self, page: usize, found: Found) -> ControlFlow<()> {
        match found {
            Found::Item(number, item) => self.item(self.place(page, "item", number), item),
            Found::BadLine(number, reason) => {
                let place = self.place(page, "line", number);
                (self.take)(Item::Reject(Reject { place, field: None, reason }))
            }
        }
    }

    fn place(&self, page: usize, word: &str, number: usize) -> String {
        if self.many { format!("page {page}, {word} {number}") } else { format!("{word} {number}") }
    }

    fn item(&mut self, place: String, item: Value) -> ControlFlow<()> {
        self.tally.items += 1;
        let document = (self.reshape)(item);
        let ended = document.get("status").and_then(Value::as_str).is_some_and(|status| status == "inactive");
        self.tally.bare += usize::from(!ended && DETAIL.iter().all(|key| document.get(key).is_none()));
        let origin = Origin { source: self.context.source, publisher: None, licence: None };
        hand_out(place, v3::read(&document, origin), &mut self.first_seen, self.take)
    }
}

/// Hands out what a document amounted to: the record and its notes, or a reject. The first record of an id is kept.
pub(super) fn hand_out(
    place: String,
    reading: Reading,
    first_seen: &mut HashMap<ServiceId, String>,
    take: &mut dyn FnMut(Item) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let Reading { record, mut problems } = reading;
    let Some(record) = record else {
        let last = problems.pop().unwrap_or(Problem { field: String::new(), reason: "is not a service".to_owned() });
        return take(Item::Reject(reject(place, last)));
    };
    if let Some(first) = first_seen.get(&record.service.id) {
        let reason = format!("the id {} was already used by {first}, which is kept", record.service.provenance.native_id);
        return take(Item::Reject(Reject { place, field: Some("id".to_owned()), reason }));
    }
    first_seen.insert(record.service.id, place.clone());
    problems.extend(unreadable_polygons(&record.service.areas));
    take(Item::Record(Box::new(record)))?;
    for problem in problems {
        take(Item::Note(reject(place.clone(), problem)))?;
    }
    ControlFlow::Continue(())
}

/// Polygons nobody can make out: kept as published, but where the service serves is then not known.
fn unreadable_polygons(areas: &[Area]) -> Vec<Problem> {
    let unreadable = |(at, area): (usize, &Area)| {
        let Area::Polygon { geojson, .. } = area else { return None };
        let reason = Shape::read(geojson).err()?;
        Some(Problem { field: format!("service_areas[{at}].extent"), reason: format!("{reason}; the area counts as not stated") })
    };
    areas.iter().enumerate().filter_map(unreadable).collect()
}

fn reject(place: String, problem: Problem) -> Reject {
    Reject { place, field: Some(problem.field).filter(|field| !field.is_empty()), reason: problem.reason }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_polygon_nobody_can_make_out_is_noted_by_its_place_in_the_record() {
        let polygon = |geojson: &str| Area::Polygon { geojson: geojson.to_owned(), name: None };
        let good = r#"{"type":"Polygon","coordinates":[[[-2.0,52.5],[-1.9,52.5],[-1.9,52.6]]]}"#;
        let bad = r#"{"type":"Polygon","coordinates":[[[400000,290000],[401000,290000],[401000,291000]]]}"#;
        let problems = unreadable_polygons(&[polygon(good), Area::Named("Walsall".to_owned()), polygon(bad)]);
        let reason = "lies outside the United Kingdom, or is not in degrees of longitude and latitude; the area counts as not stated";
        assert_eq!(problems, [Problem { field: "service_areas[2].extent".to_owned(), reason: reason.to_owned() }]);
    }
}
