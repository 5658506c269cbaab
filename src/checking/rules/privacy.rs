//! What an open feed must not hold. Findings say where it stands and never repeat it.

mod persons;

use super::{Rule, Seen, place};
use crate::checking::{evidence::Evidence, texts};
use persons::{is_person, is_personal};
use serde_json::Value;

/// The code of the finding that matters most; what it says of a place gives nothing away.
pub const CONFIDENTIAL_PLACE: &str = "CONFIDENTIAL_PLACE";

pub(super) static RULES: [Rule; 4] = [
    Rule::warning(
        CONFIDENTIAL_PLACE,
        confidential,
        "Look at these records today. If the place must stay secret, take the street, the full postcode, the coordinates and the UPRN out of \
         the feed (a town may stay), and out of names and descriptions too. Whoever has read the feed has a copy: tell them.",
    )
    .urgent()
    .any_version(),
    Rule::warning(
        "PERSONAL_CONTACT",
        names,
        "Publish a role or a team (title), not a person's name, unless that person has agreed to stand in open data.",
    )
    .urgent()
    .any_version(),
    Rule::warning("PERSONAL_MAILBOX", mailboxes, "Publish a role's mailbox (info@, carers.team@) instead; for assurer_email too.").urgent().any_version(),
    Rule::warning("INTERNAL_SERVICE", internal, "Keep services for staff or members of one organisation out of the open feed.").any_version(),
];

/// Words in a name that mean a place where people hide from somebody.
const REFUGES: [&str; 6] = [" refuge ", " refuges ", " women's refuge ", " safe house ", " safehouse ", " safe houses "];
/// Phrases anywhere that mean the same, or say outright that the address is secret.
const SECRETS: [&str; 9] = [
    " refuge accommodation ",
    " refuge for women ",
    " refuge for men ",
    " emergency refuge ",
    " confidential address ",
    " confidential location ",
    " secret location ",
    " undisclosed address ",
    " address is confidential ",
];
/// Refuges of another kind.
const OTHERS: [&str; 12] =
    [" animal ", " animals ", " wildlife ", " bird ", " birds ", " donkey ", " donkeys ", " cat ", " cats ", " dog ", " dogs ", " nature "];

fn confidential(evidence: &Evidence, seen: &mut Seen) {
    for record in evidence.records.iter().filter(|record| may_be_secret(&record.value)) {
        for (path, location) in texts::locations(&record.value) {
            let found = told(location);
            if !found.is_empty() {
                let what = "what looks like a refuge or another secret place stands in the open feed with its address";
                seen.with(what, place(record, &path), format!("{} published", found.join(", ")));
            }
        }
    }
}

/// Whether a service, in full or as an entry of the list, looks like a refuge or another place that must not be found.
pub fn may_be_secret(record: &Value) -> bool {
    let name = |value: &Value| texts::of(value, "name").map(texts::words).unwrap_or_default();
    let places: String = texts::locations(record).map(|(_, location)| name(location)).collect();
    let organisation = record.get("organization").map(name).unwrap_or_default();
    let names = format!("{}{}{}", name(record), places, organisation);
    let description = texts::of(record, "description").map(texts::words).unwrap_or_default();
    let all = format!("{names}{description}");
    !is_of_another_kind(&names) && REFUGES.iter().any(|word| names.contains(word)) || SECRETS.iter().any(|phrase| all.contains(phrase))
}

/// What people hide from, in a text that speaks of a refuge.
const DANGERS: [&str; 10] = [
    "abus",
    " violen",
    "women's aid",
    " traffick",
    " forced marriage",
    " fleeing",
    " honour based",
    " confidential ",
    " secret ",
    " undisclosed ",
];

/// Whether a service is, as far as its words tell, a place where people hide from somebody: more than the name of a refuge, which churches and
/// cafés bear too.
pub fn hides_people(record: &Value) -> bool {
    may_be_secret(record) && names_a_danger(record)
}

/// Whether a service has to do with refuges for people, be it one, or somebody who runs some or leads to them.
pub fn speaks_of_refuges(record: &Value) -> bool {
    let words_in = |value: &Value| texts::of(value, "name").map(texts::words).unwrap_or_default();
    let names = format!("{}{}", words_in(record), record.get("organization").map(words_in).unwrap_or_default());
    let all = said(record);
    let speaks = [" refuge ", " refuges ", " safe house ", " safe houses ", " women's aid "].iter().any(|word| all.contains(word));
    speaks && names_a_danger(record) && !is_of_another_kind(&names)
}

/// Whether the names are those of a refuge for animals.
fn is_of_another_kind(names: &str) -> bool {
    OTHERS.iter().any(|word| names.contains(word))
}

fn names_a_danger(record: &Value) -> bool {
    let all = said(record);
    DANGERS.iter().any(|danger| all.contains(danger))
}

/// What a record says of the service and of who runs it.
fn said(record: &Value) -> String {
    let texts_of = |value: &Value| ["name", "description"].map(|key| texts::of(value, key).map(texts::words).unwrap_or_default()).concat();
    let summary = record.get("fingerpost").and_then(|ours| texts::of(ours, "summary")).map(texts::words).unwrap_or_default();
    let organisation = record.get("organization").map(texts_of).unwrap_or_default();
    format!("{}{summary}{organisation}", texts_of(record))
}

/// What of a place's address is told, without the address itself.
fn told(location: &Value) -> Vec<&'static str> {
    let mut found = Vec::new();
    let withheld = |text: &str| {
        ["withheld", "confidential", "po box", "p o box", "not disclosed", "undisclosed"]
            .iter()
            .any(|word| text.to_lowercase().contains(word))
    };
    let addresses: Vec<&Value> = texts::list(location, "addresses").collect();
    let postal =
        |address: &&Value| texts::of(address, "address_type") == Some("postal") || texts::of(address, "address_1").is_some_and(withheld);
    let open = || addresses.iter().filter(|address| !postal(address));
    if open().any(|address| texts::of(address, "address_1").is_some()) {
        found.push("street");
    }
    if open().any(|address| texts::of(address, "postal_code").is_some_and(|postcode| postcode.replace(' ', "").len() > 4)) {
        found.push("full postcode");
    }
    if location.get("latitude").is_some_and(Value::is_number) || texts::of(location, "latitude").is_some() {
        found.push("coordinates");
    }
    if texts::of(location, "external_identifier_type").is_some_and(|kind| kind.eq_ignore_ascii_case("uprn"))
        && texts::of(location, "external_identifier").is_some()
    {
        found.push("UPRN");
    }
    found
}

fn names(evidence: &Evidence, seen: &mut Seen) {
    for record in &evidence.records {
        let bodies = bodies(&record.value);
        for text in texts::all(&record.value) {
            let in_contact = text.path.split('.').rev().nth(1).is_some_and(|owner| owner.starts_with("contacts["));
            if in_contact && text.key == "name" && is_person(text.said) && !bodies.contains(&texts::words(text.said)) {
                seen.at("contacts are named persons, as far as can be told from the name", place(record, &text.path));
            }
        }
    }
}

/// The names of what a record is about: a contact called like its organisation ("Leeds Mind") is no person.
fn bodies(record: &Value) -> String {
    let organisation = record.get("organization").and_then(|organisation| texts::of(organisation, "name"));
    [texts::of(record, "name"), organisation].into_iter().flatten().map(texts::words).collect()
}

fn mailboxes(evidence: &Evidence, seen: &mut Seen) {
    for record in &evidence.records {
        for text in texts::all(&record.value).into_iter().filter(|text| text.said.len() < 255 && !text.said.contains(' ')) {
            if is_personal(text.said) {
                let what =
                    format!("{} is a person's own mailbox, as far as can be told", crate::checking::conform::without_numbers(&text.path));
                seen.at(what, place(record, &text.path));
            }
        }
    }
}

const INTERNAL: [&str; 6] =
    [" internal use only ", " for internal use ", " staff only ", " for staff only ", " internal service ", " not for publication "];

fn internal(evidence: &Evidence, seen: &mut Seen) {
    for record in &evidence.records {
        for key in ["name", "description", "alert"] {
            let words = texts::of(&record.value, key).map(texts::words).unwrap_or_default();
            if INTERNAL.iter().any(|phrase| words.contains(phrase)) {
                seen.at("services say that they are not for the public", place(record, key));
            }
        }
    }
}
