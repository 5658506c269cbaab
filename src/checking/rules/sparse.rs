//! What people need and most records lack.

use super::{Rule, Seen};
use crate::checking::{
    evidence::{Evidence, Record},
    texts,
};
use serde_json::Value;

pub(super) static RULES: [Rule; 2] = [
    Rule::warning(
        "USEFUL_FIELD_SPARSE",
        useful,
        "Fill this in for every service: without it people cannot tell what it is or how to get there.",
    )
    .any_version(),
    Rule::advice("DETAIL_SPARSE", details, "Fill this in where it applies: people search and choose by it.").any_version(),
];

/// A fact, and whether a record has it.
type Fact = (&'static str, fn(&Value) -> bool);

fn has_list(record: &Value, key: &str) -> bool {
    texts::list(record, key).next().is_some()
}

const USEFUL: [Fact; 2] = [
    ("a description", |record| texts::of(record, "description").is_some()),
    ("a way to get in touch or read more (url, email or a phone)", |record| {
        ["url", "email"].iter().any(|key| texts::of(record, key).is_some()) || texts::numbers(record).next().is_some()
    }),
];

const DETAILS: [Fact; 6] = [
    ("a place (service_at_locations) or an area it serves (service_areas)", |record| {
        has_list(record, "service_at_locations") || has_list(record, "service_areas")
    }),
    ("opening hours (schedules)", |record| {
        let at_sites = texts::list(record, "service_at_locations").any(|site| has_list(site, "schedules"));
        has_list(record, "schedules") || at_sites || texts::locations(record).any(|(_, location)| has_list(location, "schedules"))
    }),
    ("what it costs (cost_options)", |record| has_list(record, "cost_options") || texts::of(record, "fees_description").is_some()),
    ("what kind of service it is (attributes with a taxonomy_term)", |record| has_list(record, "attributes")),
    ("a phone number", |record| texts::numbers(record).next().is_some()),
    ("who it is for (minimum_age, maximum_age or eligibility_description)", |record| {
        ["minimum_age", "maximum_age"].iter().any(|key| record.get(key).is_some_and(Value::is_number))
            || texts::of(record, "eligibility_description").is_some()
    }),
];

/// Tells of every fact that fewer than `least` per cent of the records have.
fn sparse(records: &[&Record], facts: &[Fact], least: usize, seen: &mut Seen) {
    for (name, has) in facts {
        let without: Vec<&&Record> = records.iter().filter(|record| !has(&record.value)).collect();
        if (records.len() - without.len()) * 100 < least * records.len() {
            for record in without {
                seen.among(format!("services lack {name}"), records.len(), &record.at, None);
            }
        }
    }
}

fn useful(evidence: &Evidence, seen: &mut Seen) {
    sparse(&evidence.fullest(), &USEFUL, 90, seen);
}

fn details(evidence: &Evidence, seen: &mut Seen) {
    let in_full: Vec<&Record> = evidence.records.iter().filter(|record| record.in_full).collect();
    sparse(&in_full, &DETAILS, 50, seen);
}
