//! Whether the feed finds its own services, and does what the standard's parameters ask.

use super::{Rule, Seen};
use crate::checking::{
    evidence::{Evidence, Outcome, Search},
    plan::{Kind, Parameters},
};

pub(super) static RULES: [Rule; 7] = [
    Rule::warning(
        "SEARCH_TEXT",
        |evidence, seen| search(evidence, Kind::Text, seen),
        "Obey search: services whose words are asked for, and no others.",
    ),
    Rule::warning(
        "SEARCH_AGE",
        |evidence, seen| search(evidence, Kind::Age, seen),
        "Obey minimum_age and maximum_age: services open to somebody of that age.",
    ),
    Rule::warning(
        "SEARCH_POSTCODE",
        |evidence, seen| search(evidence, Kind::Postcode, seen),
        "Obey postcode with proximity (in metres) on /service_at_locations.",
    ),
    Rule::warning(
        "SEARCH_TAXONOMY",
        |evidence, seen| search(evidence, Kind::Taxonomy, seen),
        "Obey taxonomy_term_id: services with this term.",
    ),
    Rule::warning(
        "SEARCH_TIME",
        |evidence, seen| search(evidence, Kind::Time, seen),
        "Obey day (MO to SU), start_time and end_time: services open within these hours.",
    ),
    Rule::warning(
        "MODIFIED_AFTER_IGNORED",
        modified_after,
        "Obey modified_after. Readers who keep up with changes have to read the whole feed each time without it.",
    ),
    Rule::advice(
        "NDJSON_NOT_OFFERED",
        ndjson,
        "Offer format=ndjson, one service a line without pages: it is the quickest way to read a whole feed.",
    ),
];

fn search(evidence: &Evidence, kind: Kind, seen: &mut Seen) {
    for search in evidence.searches.iter().filter(|search| search.question.kind == kind) {
        if matches!(search.outcome, Outcome::Missing | Outcome::Ignored | Outcome::Failed(_)) {
            seen.once(told(search));
        }
    }
}

/// What was asked, and what became of it.
pub(in crate::checking) fn told(search: &Search) -> String {
    let asked = parameters(&search.question.asked);
    let id = &search.question.id;
    match &search.outcome {
        Outcome::Back => format!("{asked} found {id}, as it should"),
        Outcome::Missing => format!("{asked} did not find {id}, to which it applies"),
        Outcome::Ignored => {
            format!("the feed does not look at {asked}: {} gives every service too", parameters(&search.question.opposite))
        }
        Outcome::Unsure => {
            let found = search.found.map_or_else(|| "many".to_owned(), |found| found.to_string());
            format!("{asked} found {found}; {id} was not among the first of them")
        }
        Outcome::Failed(reason) => format!("{asked} could not be asked: {reason}"),
    }
}

fn parameters(parameters: &Parameters) -> String {
    let one = |(key, value): &(&str, String)| format!("{key}={}", super::cut(value));
    parameters.iter().map(one).collect::<Vec<_>>().join("&")
}

fn modified_after(evidence: &Evidence, seen: &mut Seen) {
    if evidence.abilities.modified_after == Some(false) {
        seen.once("modified_after is ignored: a date far in the future gives services too");
    }
}

fn ndjson(evidence: &Evidence, seen: &mut Seen) {
    if evidence.abilities.ndjson == Some(false) {
        seen.once("format=ndjson does not give one service a line");
    }
}
