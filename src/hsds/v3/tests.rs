//! What holds for the documents as a whole: nothing is lost, the standard is met, nothing secret leaks, nothing stops a reading.

use super::{Origin, Problem, generated, read, read_private, write, write_private};
use crate::model::{location::Address, private::Private, service::Record};
use proptest::prelude::*;
use serde_json::{Value, json};

fn at(source: &str) -> Origin<'_> {
    Origin { source, ..Origin::default() }
}

/// Through text and back, as the store does it.
fn through_text(document: &Value) -> Value {
    serde_json::from_str(&document.to_string()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_service_written_and_read_is_the_same_service(service in generated::service()) {
        let document = through_text(&write(&service));
        let reading = read(&document, Origin::default());
        prop_assert_eq!(reading.problems, Vec::new());
        prop_assert_eq!(reading.record, Some(Record { service: service.clone(), private: Private::default() }));
        let own = read(&document, at(&service.provenance.source));
        prop_assert_eq!(own.record.map(|record| record.service), Some(service));
    }

    #[test]
    fn a_private_part_written_and_read_is_the_same(private in generated::private()) {
        prop_assert_eq!(read_private(&through_text(&write_private(&private))), private);
    }

    #[test]
    fn what_another_source_reads_it_can_write_and_read_again(service in generated::service()) {
        let first = read(&write(&service), at("a feed that is not this service's own")).record.unwrap();
        let again = read(&write(&first.service), Origin::default()).record.unwrap();
        prop_assert_eq!(again.service, first.service);
    }

    #[test]
    fn no_field_of_the_wrong_type_stops_a_reading(service in generated::service(), pick in any::<proptest::sample::Index>(), wrong in wrong_value()) {
        let mut document = write(&service);
        let paths = paths(&document);
        let path = pick.get(&paths);
        *document.pointer_mut(path).unwrap() = wrong;
        let reading = read(&document, Origin::default());
        prop_assert!(reading.record.is_some() || path == "/name");
    }
}

fn wrong_value() -> impl Strategy<Value = Value> {
    proptest::sample::select(vec![
        json!(null),
        json!(true),
        json!(-1),
        json!(""),
        json!("x"),
        json!([]),
        json!([1, null, "a"]),
        json!({}),
        json!({"a": {}}),
        json!(1e308),
    ])
}

/// A pointer to every value inside a document.
fn paths(document: &Value) -> Vec<String> {
    fn walk(value: &Value, path: &str, found: &mut Vec<String>) {
        let children: Vec<(String, &Value)> = match value {
            Value::Object(object) => object.iter().map(|(key, value)| (key.clone(), value)).collect(),
            Value::Array(items) => items.iter().enumerate().map(|(at, value)| (at.to_string(), value)).collect(),
            _ => Vec::new(),
        };
        for (key, child) in children {
            let path = format!("{path}/{key}");
            walk(child, &path, found);
            found.push(path);
        }
    }
    let mut found = Vec::new();
    walk(document, "", &mut found);
    found
}

/// The published schema, when the standards folder is at hand.
pub(crate) fn published_schema() -> Option<jsonschema::Validator> {
    let path = crate::published::path("standards/hsds-3.0/validator-fixtures/schemas-v3-selfcontained/service.json")?;
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    Some(jsonschema::draft202012::options().should_validate_formats(true).build(&schema).unwrap())
}

#[test]
fn every_document_meets_the_published_schema() {
    let Some(validator) = published_schema() else { return };
    let bad = json!({"id": "298", "name": "x", "status": "active"});
    assert!(!validator.is_valid(&bad), "formats are checked");
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() });
    runner
        .run(&generated::service(), |service| {
            let document = write(&service);
            let errors: Vec<String> = validator.iter_errors(&document).map(|error| format!("{}: {error}", error.instance_path())).collect();
            prop_assert_eq!(errors, Vec::<String>::new());
            Ok(())
        })
        .unwrap();
}

#[test]
fn the_demonstration_directory_reads_without_a_problem_and_meets_the_schema() {
    let validator = published_schema();
    let mut count = 0;
    for path in
        crate::shipped::list("demo").into_iter().filter(|path| std::path::Path::new(path).extension().is_some_and(|end| end == "json"))
    {
        let page: Value = serde_json::from_str(&crate::shipped::text(&path).unwrap()).unwrap();
        for document in page["contents"].as_array().unwrap() {
            let reading = read(document, at("demo"));
            assert_eq!(reading.problems, Vec::<Problem>::new(), "{path}: {}", document["name"]);
            let record = reading.record.unwrap();
            let written = write(&record.service);
            assert_eq!(read(&written, Origin::default()).record.unwrap().service, record.service);
            assert!(validator.as_ref().is_none_or(|validator| validator.is_valid(&written)), "{written:#}");
            count += 1;
        }
    }
    assert!(count > 100, "{count}");
}

#[test]
fn a_confidential_address_never_reaches_the_public_document() {
    let document = json!({
        "id": "1", "name": "Refuge at 14 Lavender Close", "description": "Come to 14 Lavender Close, ZZ9 9ZZ (zz99zz).\nOr ring.",
        "alert": "The door is on lavender close",
        "organization": {"id": "2", "name": "Safe", "description": "Behind Hazel Building"},
        "fingerpost": {"professional": {"phone": "07700 900123", "notes": "Ring the second bell"}},
        "service_at_locations": [{"id": "3", "location": {
            "id": "4", "location_type": "physical", "name": "The Willow Rooms", "latitude": 52.123_456, "longitude": -1.987_654,
            "external_identifier": "100070123456", "external_identifier_type": "UPRN",
            "addresses": [{"address_1": "14 Lavender Close", "address_2": "Hazel Building", "city": "Exampletown",
                           "state_province": "Exampleshire", "postal_code": "ZZ9 9ZZ", "country": "GB", "address_type": "physical"}],
            "fingerpost": {"confidential": true, "travel": "Bus 87 to the corner"}
        }}]
    });
    let record = read(&document, at("test")).record.unwrap();
    let public = write(&record.service).to_string().to_lowercase();
    for secret in ["lavender", "hazel", "zz9", "zz99zz", "52.12", "1.98", "100070123456", "bus 87", "07700", "second bell", "willow"] {
        assert!(!public.contains(secret), "{secret} leaked: {public}");
    }
    assert!(public.contains("exampletown") && public.contains("or ring"));
    assert_eq!(record.service.sites[0].address, Address::Withheld { town: Some("Exampletown".to_owned()) });
    assert_eq!(record.private.hidden[0].name.as_deref(), Some("The Willow Rooms"));
    let hidden = &record.private.hidden[0].address;
    assert_eq!((hidden.lines.join("|").as_str(), hidden.postcode.as_deref()), ("14 Lavender Close|Hazel Building", Some("ZZ9 9ZZ")));
    assert!(hidden.point.is_some());
    assert_eq!(record.private.professional.unwrap().notes.as_deref(), Some("Ring the second bell"));
}

#[test]
fn a_place_is_confidential_however_its_publisher_says_so() {
    for (location, confidential) in [
        (json!({"fingerpost": {"confidential": true}}), true),
        (json!({"mask_exact_address": true}), true),
        (json!({"mask_exact_address": null}), false),
        (json!({"description": "Confidential address: ring first"}), true),
        (json!({"addresses": [{"address_1": "Undisclosed location", "city": "Leeds"}]}), true),
        (json!({"description": "A confidential listening service"}), false),
    ] {
        let mut location = location;
        location["id"] = json!("4");
        let document = json!({"id": "1", "name": "A", "service_at_locations": [{"location": location}]});
        let service = read(&document, at("test")).record.unwrap().service;
        assert_eq!(matches!(service.sites[0].address, Address::Withheld { .. }), confidential, "{location}");
    }
}

/// Reads a service with these fields beside id, name and organisation; gives it as written again, and the problems.
fn read_with(fields: &Value) -> (Value, Vec<String>) {
    let mut document = json!({"id": "1", "name": "Lunch club", "organization": {"id": "2", "name": "Example"}});
    document.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    let reading = read(&document, at("test"));
    let problems = reading.problems.into_iter().map(|problem| format!("{}: {}", problem.field, problem.reason)).collect();
    (write(&reading.record.unwrap().service), problems)
}

/// A row of what feeds really send: fields, where to look in the document written again, what stands there, and how a problem begins.
type Sent = (Value, &'static str, Value, Option<&'static str>);

fn used_or_reported(rows: impl IntoIterator<Item = Sent>) {
    for (fields, pointer, expected, problem) in rows {
        let (written, problems) = read_with(&fields);
        assert_eq!(written.pointer(pointer).unwrap_or(&Value::Null), &expected, "{fields}");
        match problem {
            None => assert_eq!(problems, Vec::<String>::new(), "{fields}"),
            Some(start) => assert!(problems.iter().any(|problem| problem.starts_with(start)), "{fields}: {problems:?}"),
        }
    }
}

#[test]
fn plain_fields_are_used_or_reported() {
    used_or_reported([
        (json!({"minimum_age": -1, "maximum_age": -1}), "/minimum_age", json!(null), None),
        (json!({"minimum_age": "18"}), "/minimum_age", json!(18), None),
        (json!({"minimum_age": "old"}), "/minimum_age", json!(null), Some("minimum_age: 'old' is not a number")),
        (json!({"url": "www.example.org"}), "/url", json!("https://www.example.org/"), None),
        (json!({"url": "see below"}), "/url", json!(null), Some("url: 'see below' is not a web address")),
        (
            json!({"email": "Unknown-1@noemail.invalid"}),
            "/email",
            json!(null),
            Some("email: 'Unknown-1@noemail.invalid' is not an e-mail address"),
        ),
        (json!({"description": ["a"]}), "/description", json!(null), Some("description: should be text but is a list")),
        (json!({"alert": {"title": "Closed today"}}), "/alert", json!("Closed today"), Some("alert: should be text but is an object")),
        (json!({"status": "suspended"}), "/status", json!("temporarily closed"), None),
        (json!({"status": "wobbly"}), "/status", json!("active"), Some("status: 'wobbly' is not a status")),
        (json!({"status": ""}), "/status", json!("active"), None),
        (json!({"last_modified": "2025-09-02T12:06:15.654"}), "/last_modified", json!("2025-09-02T11:06:15.654Z"), None),
    ]);
}

#[test]
fn prices_phones_and_contacts_are_used_or_reported() {
    used_or_reported([
        (json!({"cost_options": [{"amount": "44.00"}]}), "/cost_options/0/amount", json!(44), None),
        (
            json!({"cost_options": [{"amount": "varies"}]}),
            "/cost_options/0/amount_description",
            json!("varies"),
            Some("cost_options[0].amount: 'varies'"),
        ),
        (
            json!({"cost_options": [{"amount": 5, "currency": "usd"}]}),
            "/cost_options/0/amount",
            json!(null),
            Some("cost_options[0].currency"),
        ),
        (json!({"fees_description": "£2 a week"}), "/cost_options/0/amount_description", json!("£2 a week"), None),
        (json!({"phones": [{"number": "Bristol Youth MAPS: 0117 332 7111"}]}), "/phones/0/description", json!("Bristol Youth MAPS"), None),
        (json!({"phones": [{"number": 1_142_500_222}]}), "/phones/0/number", json!("0114 250 0222"), None),
        (json!({"phones": [{"number": "N/A"}]}), "/phones", json!(null), Some("phones[0].number: 'N/A' holds no telephone number")),
        (json!({"phones": "0117"}), "/phones", json!(null), Some("phones: should be a list but is text")),
        (
            json!({"contacts": [{"name": "Jane Smith", "title": "Manager", "email": "jane@example.org"}]}),
            "/contacts/0/email",
            json!(null),
            Some("contacts[0].name: a person's name is not kept"),
        ),
        (json!({"contacts": [{"name": "Carers team"}]}), "/contacts/0/title", json!("Carers team"), None),
    ]);
}

#[test]
fn hours_areas_and_terms_are_used_or_reported() {
    used_or_reported([
        (
            json!({"schedules": [{"byday": "Monday", "opens_at": "9am", "closes_at": "17:00:00"}]}),
            "/schedules/0/opens_at",
            json!("09:00"),
            None,
        ),
        (
            json!({"schedules": [{"byday": "MO", "opens_at": "half nine"}]}),
            "/schedules/0/description",
            json!("opens half nine"),
            Some("schedules[0].opens_at: 'half nine'"),
        ),
        (json!({"schedules": [{"freq": "DAILY", "opens_at": "10:00"}]}), "/schedules/0/byday", json!("MO,TU,WE,TH,FR,SA,SU"), None),
        (
            json!({"schedules": [{"freq": "MONTHLY", "interval": 2, "byday": "1MO"}]}),
            "/schedules",
            json!(null),
            Some("schedules[0].interval"),
        ),
        (
            json!({"schedules": [{"opens_at": "00:00", "closes_at": "24:00", "byday": "MO"}]}),
            "/schedules/0/closes_at",
            json!("23:59"),
            None,
        ),
        (
            json!({"service_areas": [{"name": "Bristol", "uri": "http://www.example.com"}]}),
            "/service_areas/0/name",
            json!("Bristol"),
            Some("service_areas[0].uri"),
        ),
        (json!({"service_areas": [{"name": "England"}]}), "/fingerpost/national/0", json!("england"), None),
        (json!({"languages": [{"code": "ur"}]}), "/languages/0/name", json!("ur"), None),
        (json!({"wait_time": "6 weeks"}), "/application_process", json!("Waiting time: 6 weeks"), None),
        (json!({"pc_targetAudience": [{"audienceType": "Homeless"}]}), "/attributes/0/taxonomy_term/name", json!("Homeless"), None),
        (
            json!({"attributes": [{"link_type": "need", "taxonomy_term": {"code": "falls", "name": "Falls", "taxonomy": "fingerpost-needs"}}]}),
            "/attributes/0/fingerpost/evidence",
            json!("publisher"),
            None,
        ),
        (
            json!({"fingerpost": {"delivery": ["home", "pigeon"]}}),
            "/fingerpost/delivery",
            json!(["home"]),
            Some("fingerpost.delivery: 'pigeon'"),
        ),
    ]);
}

#[test]
fn what_hsds_3_1_added_is_used_or_reported() {
    used_or_reported([
        (
            json!({"additional_urls": [{"label": "Facebook", "url": "facebook.example/club"}]}),
            "/additional_urls/0/url",
            json!("https://facebook.example/club"),
            None,
        ),
        (
            json!({"additional_urls": [{"label": "Facebook", "url": "https://a.example"}]}),
            "/additional_urls/0/label",
            json!("Facebook"),
            None,
        ),
        (
            json!({"additional_urls": [{"label": "Run me", "url": "javascript:alert(1)"}]}),
            "/additional_urls",
            json!(null),
            Some("additional_urls[0].url: 'javascript:alert(1)' is not a web address"),
        ),
        (
            json!({"organization": {"id": "o", "name": "Somebody", "additional_websites": [{"url": "https://b.example/"}]}}),
            "/organization/additional_websites/0/url",
            json!("https://b.example/"),
            None,
        ),
        (
            json!({"attributes": [{"label": "Drop in", "taxonomy_term": {"code": "1", "name": "Advice", "taxonomy": "theirs"}}]}),
            "/attributes/0/label",
            json!("Drop in"),
            None,
        ),
        (
            json!({"capacities": [{"available": 3, "updated": "2026-11-01T23:30:00.000Z", "description": "Beds"}]}),
            "/fingerpost/capacity",
            json!({"state": "open", "note": "Beds", "as_of": "2026-11-01"}),
            None,
        ),
        (
            json!({"capacities": [{"available": 0, "updated": "2026-11-05T09:00:00Z"}, {"available": 1, "updated": "2026-11-01T09:00:00Z"}]}),
            "/fingerpost/capacity",
            json!({"state": "open", "as_of": "2026-11-01"}),
            None,
        ),
        (
            json!({"capacities": [{"available": 0, "updated": "2026-11-05T09:00:00Z"}, {"available": 1, "updated": "2026-09-01T09:00:00Z"}]}),
            "/fingerpost/capacity",
            json!({"state": "full", "as_of": "2026-11-05"}),
            None,
        ),
        (
            json!({"capacities": [{"available": 0, "updated": "2026-11-01T09:00:00Z"}]}),
            "/fingerpost/capacity",
            json!({"state": "full", "as_of": "2026-11-01"}),
            None,
        ),
        (
            json!({"capacities": [{"available": 0, "updated": "2026-11-01T09:00:00Z"}], "fingerpost": {"capacity": {"state": "waiting-list"}}}),
            "/fingerpost/capacity/state",
            json!("waiting-list"),
            None,
        ),
        (
            json!({"capacities": [{"available": 4}]}),
            "/fingerpost/capacity",
            json!(null),
            Some("capacities[0].updated: says nothing of when"),
        ),
        (
            json!({"capacities": [{"updated": "2026-11-01T09:00:00Z"}]}),
            "/fingerpost/capacity",
            json!(null),
            Some("capacities[0].available: says nothing of how many"),
        ),
    ]);
}

#[test]
fn the_areas_of_places_are_used_or_reported() {
    let place = |id: &str, areas: Value| json!({"id": id, "location": {"id": id, "location_type": "physical"}, "service_areas": areas});
    let named = |name: &str| json!([{"name": name}]);
    used_or_reported([
        (json!({"service_at_locations": [place("3", named("Leeds"))]}), "/service_areas/0/name", json!("Leeds"), None),
        (
            json!({"service_at_locations": [place("3", json!([]))], "service_areas": [{"name": "Leeds", "service_at_location_id": "3"}]}),
            "/service_areas/0/name",
            json!("Leeds"),
            None,
        ),
        (
            json!({"service_at_locations": [place("3", named("Leeds")), place("4", json!([]))], "service_areas": [{"name": "York"}]}),
            "/service_areas/1/name",
            json!("Leeds"),
            None,
        ),
        (
            json!({"service_at_locations": [place("3", named("Leeds")), {"id": "4", "location": {"id": "4", "location_type": "virtual"}}]}),
            "/service_areas/0/name",
            json!("Leeds"),
            None,
        ),
        (
            json!({"service_at_locations": [place("3", named("Leeds")), place("4", json!([]))]}),
            "/service_areas",
            json!(null),
            Some("service_at_locations: only some of the places say where they serve"),
        ),
    ]);
}

#[test]
fn locations_are_understood_or_left_out_with_a_reason() {
    let location = |extra: Value| {
        let mut location = json!({"id": "4", "location_type": "physical"});
        location.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        json!({"service_at_locations": [{"id": "3", "location": location}]})
    };
    for (extra, pointer, expected, problem) in [
        (json!({"latitude": "52.5", "longitude": "-1.9"}), "/latitude", json!(52.5), None),
        (json!({"latitude": -1.9, "longitude": 52.5}), "/latitude", json!(52.5), Some("wrong way round")),
        (json!({"latitude": 25.77, "longitude": -80.19}), "/latitude", json!(null), Some("not in the United Kingdom")),
        (json!({"latitude": 0, "longitude": 0}), "/latitude", json!(null), None),
        (json!({"addresses": [{"address_1": "1 High St", "postal_code": "b138aa"}]}), "/addresses/0/postal_code", json!("B13 8AA"), None),
        (json!({"addresses": [{"address_1": "1 High St", "city": "Leeds"}]}), "/addresses/0/state_province", json!("Leeds"), None),
        (json!({"transportation": "Bus 4"}), "/fingerpost/travel", json!("Bus 4"), None),
        (json!({"accessibility": [{"accessibility": "Ramp"}]}), "/accessibility/0/description", json!("Ramp"), None),
    ] {
        let (written, problems) = read_with(&location(extra.clone()));
        let found = &written["service_at_locations"][0]["location"];
        assert_eq!(found.pointer(pointer).unwrap_or(&Value::Null), &expected, "{extra}");
        assert_eq!(problems.iter().any(|one| one.contains(problem.unwrap_or("service_at_locations"))), problem.is_some(), "{problems:?}");
    }
}

#[test]
fn hours_that_point_to_a_site_belong_to_it() {
    let (written, _) = read_with(&json!({
        "schedules": [{"byday": "MO", "service_at_location_id": "3"}, {"byday": "TU"}],
        "service_at_locations": [{"id": "3", "location": {"id": "4"}}]
    }));
    assert_eq!(written["schedules"][0]["byday"], "TU");
    assert_eq!(written["service_at_locations"][0]["schedules"][0]["byday"], "MO");
}

#[test]
fn a_record_belongs_to_the_source_that_reads_it() {
    let document = json!({"id": "7", "name": "A", "organization_id": "9"});
    let origin = Origin { source: "bristol", publisher: Some("Bristol City Council"), licence: Some("OGL-UK-3.0") };
    let record = read(&document, origin).record.unwrap().service;
    assert_eq!((record.provenance.source.as_str(), record.provenance.native_id.as_str()), ("bristol", "7"));
    assert_eq!(record.organisation.name, super::UNSTATED_ORGANISATION);
    let passed_on = read(&write(&record), at("neighbour")).record.unwrap().service;
    assert_eq!(passed_on.provenance.source, "neighbour");
    assert_eq!(passed_on.provenance.publisher.as_deref(), Some("Bristol City Council"));
    assert_eq!(passed_on.id, record.id);
}

#[test]
fn a_document_without_a_name_is_refused_with_the_reason_last() {
    for document in [json!({"id": "1"}), json!([]), json!("x"), json!({"id": "1", "name": "  "})] {
        let reading = read(&document, at("test"));
        assert!(reading.record.is_none());
        assert!(!reading.problems.last().unwrap().reason.is_empty(), "{document}");
    }
}
