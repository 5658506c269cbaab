//! Our shapes against the published schemas, where these are at hand: both must say the same of the same document.
//!
//! Two deliberate differences. Dates and times that the schemas let pass are remarked on (`Fault::Loose`), and the document is valid all
//! the same. A web address without a host (`http://`), which RFC 3986 allows, is refused: it leads nowhere ([`leads_nowhere`]).

use super::{
    conform,
    shapes::{self, Shape},
};
use proptest::{prelude::*, sample::Index};
use serde_json::{Map, Value, json};
use std::path::Path;

const MOCKS: &str = "standards/hsds-3.0/validator-fixtures/mocks";
const SCHEMAS: &str = "standards/hsds-3.0/oruk-3.0-site/schema";

/// Each shape with the published schema it states. The published page of organisations wants its list in place, so it is asked for so.
const STATED: [(&str, &Shape); 11] = [
    ("api_details", &shapes::ROOT),
    ("service", &shapes::SERVICE),
    ("service_list", &shapes::SERVICE_LIST),
    ("organization", &shapes::ORGANIZATION),
    ("organization_list", &shapes::ORGANIZATION_LIST),
    ("service_at_location", &shapes::SERVICE_AT_LOCATION),
    ("service_at_location_list", &shapes::SERVICE_AT_LOCATION_LIST),
    ("taxonomy", &shapes::TAXONOMY),
    ("taxonomy_list", &shapes::TAXONOMY_LIST),
    ("taxonomy_term", &shapes::TAXONOMY_TERM),
    ("taxonomy_term_list", &shapes::TAXONOMY_TERM_LIST),
];

fn json_at(path: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// The published schema of a name, with every other one where it refers to them.
fn published(name: &str) -> Option<jsonschema::Validator> {
    let folder = crate::published::path(SCHEMAS)?;
    let mut registry = jsonschema::Registry::new();
    for entry in std::fs::read_dir(&folder).unwrap().flatten() {
        let file = entry.file_name().into_string().unwrap();
        let schema = json_at(&entry.path());
        registry = registry.add(format!("https://openreferraluk.org/specifications/3.0/schema/{file}"), schema).unwrap();
    }
    let registry = registry.prepare().unwrap();
    let wanted = json!({"$ref": format!("https://openreferraluk.org/specifications/3.0/schema/{name}.json")});
    Some(jsonschema::draft202012::options().should_validate_formats(true).with_registry(&registry).build(&wanted).unwrap())
}

fn is_valid(shape: &Shape, document: &Value) -> bool {
    !conform::problems(shape, document).iter().any(conform::Problem::is_invalid)
}

/// What a shape's own name is in a file's name: `service_full.json` is a service.
fn shape_of(file: &str) -> Option<(&'static str, &'static Shape)> {
    let bare = file.trim_end_matches(".json").trim_end_matches("_full");
    STATED.into_iter().find(|(name, _)| *name == bare)
}

#[test]
fn every_answer_of_the_validators_own_mocks_is_judged_alike() {
    let Some(folder) = crate::published::path(MOCKS) else { return };
    let (mut valid, mut invalid) = (Vec::new(), Vec::new());
    for set in ["V3.0-UK-Default", "V3.0-UK-Warn", "V3.0-UK-Test", "V3.0-UK-Fail"] {
        for entry in std::fs::read_dir(folder.join(set)).unwrap().flatten() {
            let file = entry.file_name().into_string().unwrap();
            let (name, shape) = shape_of(&file).unwrap_or_else(|| panic!("{file} has no shape"));
            let document = json_at(&entry.path());
            let schema = published(name).unwrap();
            let theirs: Vec<String> = schema.iter_errors(&document).map(|error| format!("{} {error}", error.instance_path())).collect();
            let ours = conform::problems(shape, &document);
            assert_eq!(is_valid(shape, &document), theirs.is_empty(), "{set}/{file}: ours {ours:?}, theirs {theirs:?}");
            if theirs.is_empty() { valid.push(format!("{set}/{file}")) } else { invalid.push(format!("{set}/{file}")) }
        }
    }
    assert!(valid.iter().filter(|path| path.starts_with("V3.0-UK-Default")).count() >= 10, "{valid:?}");
    for path in [
        "V3.0-UK-Warn/taxonomy_term.json",
        "V3.0-UK-Fail/api_details.json",
        "V3.0-UK-Fail/service_full.json",
        "V3.0-UK-Fail/service_list.json",
    ] {
        assert!(invalid.iter().any(|one| one == path), "{path} should be invalid: {invalid:?}");
    }
}

#[test]
fn real_records_fail_on_the_moment_without_an_offset_alone() {
    let Some(folder) = crate::published::path("data/feeds/bristol-oruk-v3") else { return };
    for (file, name, shape, place) in [
        ("bristol-service-1625ip.json", "service", &shapes::SERVICE, "last_modified"),
        ("bristol-services-page1.json", "service_list", &shapes::SERVICE_LIST, "contents[].last_modified"),
    ] {
        let mut document = json_at(&folder.join(file));
        let problems = conform::problems(shape, &document);
        assert!(!problems.is_empty() && problems.iter().all(|problem| problem.place() == place), "{file}: {problems:?}");
        let schema = published(name).unwrap();
        let paths: Vec<String> = schema.iter_errors(&document).map(|error| error.instance_path().to_string()).collect();
        assert!(paths.len() == problems.len() && paths.iter().all(|path| path.ends_with("/last_modified")), "{file}: {paths:?}");
        mend(&mut document);
        assert!(is_valid(shape, &document) && schema.is_valid(&document), "{file}");
    }
}

fn mend(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(mend),
        Value::Object(properties) => {
            if let Some(Value::String(moment)) = properties.get_mut("last_modified") {
                moment.push('Z');
            }
            properties.values_mut().for_each(mend);
        }
        _ => {}
    }
}

/// A document with every property a shape has, each valid.
fn full(shape: &Shape) -> Value {
    let properties: Map<String, Value> = shape.all().map(|field| (field.name.to_owned(), good(field.holds))).collect();
    Value::Object(properties)
}

fn good(holds: shapes::Holds) -> Value {
    use shapes::Holds;
    match holds {
        Holds::Text => json!("Tea and advice"),
        Holds::Id => json!("ac148810-d857-441c-9679-408f346de14b"),
        Holds::Uri => json!("https://hall.example/a?b=c#d"),
        Holds::Email => json!("hello@hall.example"),
        Holds::Moment => json!("2026-09-01T09:30:00.123Z"),
        Holds::Date => json!("2026-09-01"),
        Holds::Time => json!("09:30"),
        Holds::Word(words) => json!(words[0]),
        Holds::Number => json!(18.5),
        Holds::Whole => json!(18),
        Holds::Truth => json!(true),
        Holds::One(shape) => full(shape),
        Holds::Many(shape) => json!([full(shape), full(shape)]),
    }
}

/// What is put in a value's place; `None` takes the property away.
fn instead() -> impl Strategy<Value = Option<Value>> {
    let texts = [
        "",
        "x",
        "298",
        "active",
        "ACTIVE",
        "WEEKLY",
        "DAILY",
        "physical",
        "https://hall.example",
        "hall.example",
        "https://hall example/",
        "https://hall.example/é",
        "mailto:a@b.example",
        "urn:x:y",
        "a:b",
        "http://",
        "//hall.example",
        "a@b",
        "a@b.example",
        "a b@c.example",
        "a@@b.example",
        "a.@b.example",
        "@b.example",
        "a@b_c.example",
        "a@-b.example",
        "\"a b\"@c.example",
        "a@[127.0.0.1]",
        "a@b.example ",
        "2026-09-01T09:30:00",
        "2026-09-01T09:30:00Z",
        "2026-09-01t09:30:00z",
        "2026-09-01 09:30:00Z",
        "2026-09-01T09:30:00+01:00",
        "2026-09-01T09:30:00+0100",
        "2026-02-30T09:30:00Z",
        "2026-09-01T24:00:00Z",
        "2026-12-31T23:59:60Z",
        "2026-09-01T09:30:60Z",
        "2026-09-01T09:30Z",
        "2026-09-01",
        "2026-09-01T09:30:00.Z",
        "0000-01-01T00:00:00Z",
        "ac148810-d857-441c-9679-408f346de14b",
        "AC148810-D857-441C-9679-408F346DE14B",
        "ac148810d857441c9679408f346de14b",
        "{ac148810-d857-441c-9679-408f346de14b}",
        "urn:uuid:ac148810-d857-441c-9679-408f346de14b",
    ];
    prop_oneof![
        3 => prop::sample::select(texts.to_vec()).prop_map(|text| Some(json!(text))),
        1 => "[ -~é]{0,24}".prop_map(|text| Some(json!(text))),
        1 => "[0-9Tt:.Z+-]{18,26}".prop_map(|text| Some(json!(text))),
        1 => "[a-z.\"@+-]{1,8}@[a-z.-]{1,10}".prop_map(|text| Some(json!(text))),
        2 => prop::sample::select(vec![json!(null), json!(3), json!(3.0), json!(-1.5), json!(true), json!([]), json!({}), json!([{}]), json!([3])])
            .prop_map(Some),
        2 => Just(None),
    ]
}

/// The one difference in what is valid: the web without a host.
fn leads_nowhere(value: &Value) -> bool {
    let text = value.as_str().unwrap_or_default().to_ascii_lowercase();
    let rest = text.strip_prefix("http").map(|rest| rest.strip_prefix('s').unwrap_or(rest));
    rest.and_then(|rest| rest.strip_prefix(':')).is_some_and(|rest| !rest.starts_with("//hall"))
}

/// The addresses of every value within a document, as JSON pointers.
fn pointers(value: &Value, at: &str, all: &mut Vec<String>) {
    match value {
        Value::Object(properties) => properties.iter().for_each(|(key, value)| {
            all.push(format!("{at}/{key}"));
            pointers(value, &format!("{at}/{key}"), all);
        }),
        Value::Array(items) => items.iter().enumerate().for_each(|(index, item)| {
            all.push(format!("{at}/{index}"));
            pointers(item, &format!("{at}/{index}"), all);
        }),
        _ => {}
    }
}

fn put(document: &mut Value, pointer: &str, value: Option<Value>) {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    match (document.pointer_mut(parent), value) {
        (Some(Value::Object(properties)), None) => drop(properties.shift_remove(key)),
        (Some(Value::Object(properties)), Some(value)) => drop(properties.insert(key.to_owned(), value)),
        (Some(Value::Array(items)), value) => {
            // An earlier change may have put a list in an object's place.
            if let Some(item) = key.parse::<usize>().ok().and_then(|index| items.get_mut(index)) {
                *item = value.unwrap_or(Value::Null);
            }
        }
        _ => {}
    }
}

#[test]
fn every_change_to_a_full_document_is_judged_alike() {
    for (name, shape) in STATED {
        let Some(schema) = published(name) else { return };
        let whole = full(shape);
        let errors: Vec<String> = schema.iter_errors(&whole).map(|error| format!("{} {error}", error.instance_path())).collect();
        assert!(errors.is_empty() && is_valid(shape, &whole), "{name}: {errors:?} {:?}", conform::problems(shape, &whole));
        let mut all = Vec::new();
        pointers(&whole, "", &mut all);
        let config = ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() };
        let changes = prop::collection::vec((any::<Index>(), instead()), 1..3);
        let invalid = std::cell::Cell::new(0);
        proptest::test_runner::TestRunner::new(config)
            .run(&changes, |changes| {
                let mut document = whole.clone();
                for (at, value) in &changes {
                    let pointer: &String = at.get(&all);
                    put(&mut document, pointer, value.clone());
                }
                let theirs: Vec<String> = schema.iter_errors(&document).map(|error| format!("{} {error}", error.instance_path())).collect();
                if changes.iter().any(|(_, value)| value.as_ref().is_some_and(leads_nowhere)) {
                    return Ok(());
                }
                prop_assert_eq!(is_valid(shape, &document), theirs.is_empty(), "{} {:?}: {:?}", name, changes, theirs);
                invalid.set(invalid.get() + usize::from(!theirs.is_empty()));
                Ok(())
            })
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!((40..=390).contains(&invalid.get()), "{name}: {invalid:?} of 400 documents were invalid");
    }
}
