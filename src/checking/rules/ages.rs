//! Whether ages are ages.

use super::{Rule, Seen, place};
use crate::checking::evidence::Evidence;
use serde_json::Value;

pub(super) static RULES: [Rule; 2] = [
    Rule::warning("AGE_IMPOSSIBLE", impossible, "Leave minimum_age and maximum_age out where there is none; -1 and 999 are read as ages.")
        .any_version(),
    Rule::warning("AGES_TURNED_ROUND", turned, "minimum_age is the lower of the two.").any_version(),
];

fn impossible(evidence: &Evidence, seen: &mut Seen) {
    for record in &evidence.records {
        for key in ["minimum_age", "maximum_age"] {
            if let Some(age) = record.value.get(key).and_then(Value::as_f64).filter(|age| !(0.0..=120.0).contains(age)) {
                seen.among(format!("{key} is no age"), evidence.records.len(), place(record, key), Some(age.to_string()));
            }
        }
    }
}

fn turned(evidence: &Evidence, seen: &mut Seen) {
    for record in &evidence.records {
        let age = |key: &str| record.value.get(key).and_then(Value::as_f64).filter(|age| (0.0..=120.0).contains(age));
        if let (Some(minimum), Some(maximum)) = (age("minimum_age"), age("maximum_age"))
            && minimum > maximum
        {
            seen.with("minimum_age is above maximum_age", place(record, "minimum_age"), format!("{minimum} to {maximum}"));
        }
    }
}
