//! Rules over made-up evidence: each finds what it is for, and nothing in a good feed.

mod odd;

use super::*;
use crate::checking::{
    evidence::{Answer, Body, Detail, Page},
    report,
};
use jiff::civil::date;
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn answer(at: &str, value: Value) -> Answer {
    Answer {
        at: at.to_owned(),
        body: Body::Json(200, value),
        allow_origin: Some("*".to_owned()),
        content_type: Some("application/json".to_owned()),
    }
}

fn page(number: u64, value: Value) -> Page {
    Page { number, per_page: None, answer: answer(&format!("/services?page={number}"), value) }
}

const LAT: &str = "/service_at_locations/0/location/latitude";
const LON: &str = "/service_at_locations/0/location/longitude";

/// A feed of one service, read in full.
fn of(service: &Value) -> Evidence {
    let id = service["id"].as_str().unwrap_or_default().to_owned();
    let root =
        json!({"version": "HSDS-UK-3.0", "profile": "https://feed.example/profile", "openapi_url": "https://feed.example/openapi.json"});
    let list = json!({"total_items": 1, "total_pages": 1, "page_number": 1, "size": 1, "first_page": true, "last_page": true, "empty": false,
        "contents": [{"id": id, "name": service["name"], "status": service["status"], "description": "Tea", "url": "https://hall.example"}]});
    let mut evidence = Evidence::begun("https://feed.example".to_owned(), date(2026, 11, 29), answer("/", root), page(1, list));
    evidence.openapi = Some(answer("https://feed.example/openapi.json", json!({"openapi": "3.1.0", "info": {"license": {"name": "OGL"}}})));
    evidence.whole = true;
    evidence.details = vec![Detail { id: id.clone(), answer: answer(&format!("/services/{id}"), service.clone()) }];
    evidence.settle();
    evidence
}

/// A service nothing is wrong with.
fn good() -> Value {
    json!({
        "id": "ac148810-d857-441c-9679-408f346de14b", "organization_id": "d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610", "name": "Carers drop-in",
        "description": "Tea, advice and a break.", "url": "https://carers.example", "email": "hello@carers.example", "status": "active",
        "minimum_age": 18, "maximum_age": 99, "assured_date": "2026-11-01", "last_modified": "2026-11-01T09:30:00Z",
        "phones": [{"id": "1554f2e2-a373-45db-a3fa-9fc48a61c15e", "number": "01632 960123"}],
        "contacts": [{"id": "1e7efce3-639b-4880-940c-b95cd30cdb50", "name": "Carers Team"}],
        "schedules": [{"id": "48102e86-bb50-41c4-8f1e-e269368c41d1", "freq": "WEEKLY", "byday": "TU", "opens_at": "10:00", "closes_at": "12:00"}],
        "cost_options": [{"id": "1fdf4d39-3d80-484d-9f92-a8ffa08621e7", "option": "Everyone", "amount": 0}],
        "attributes": [{"id": "ae58cc39-8b70-4ab1-8aea-786882e5ac8e", "link_type": "service type"}],
        "service_at_locations": [{"id": "e94c9f38-1e8f-4564-91d4-d53501ab1765", "location": {
            "id": "3a19ff88-4620-4d17-9830-ac1d859eb5d5", "location_type": "physical", "latitude": 53.8, "longitude": -1.55,
            "addresses": [{"id": "74706e55-df26-4b84-80fe-ecc30b5befb4", "address_1": "1 High Street", "city": "Leeds", "state_province": "West Yorkshire",
                "postal_code": "LS1 1AA", "country": "GB", "address_type": "physical"}]}}]
    })
}

/// The good service with some values changed, each given as a JSON pointer; `null` takes a value away.
fn but(changes: &[(&str, Value)]) -> Value {
    let mut service = good();
    for (pointer, value) in changes {
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        let parent = service.pointer_mut(parent).unwrap().as_object_mut().unwrap();
        match value {
            Value::Null => drop(parent.shift_remove(key)),
            value => drop(parent.insert(key.to_owned(), value.clone())),
        }
    }
    service
}

fn codes(evidence: &Evidence) -> Vec<&'static str> {
    let mut codes: Vec<&'static str> = report::report(evidence, 0).findings.into_iter().map(|finding| finding.code).collect();
    codes.dedup();
    codes
}

#[test]
fn a_good_service_is_left_alone() {
    let report = report::report(&of(&good()), 0);
    assert_eq!(report.findings, []);
    assert_eq!((report.conforms, report.official_passes), (true, Some(true)));
}

#[test]
fn every_fault_of_a_record_is_found_by_its_rule_alone() {
    let html = "<h1>About</h1> Tea";
    let cases: Vec<(&str, Vec<(&str, Value)>)> = vec![
        ("FIELD_MISSING", vec![("/service_at_locations/0/location/addresses/0/state_province", Value::Null)]),
        ("FIELD_FORMAT", vec![("/last_modified", json!("2025-09-02T12:06:15.654"))]),
        ("FIELD_TYPE", vec![("/accreditations", json!(3))]),
        ("FIELD_WORD", vec![("/schedules/0/freq", json!("DAILY"))]),
        ("DATE_OR_TIME_UNCLEAR", vec![("/schedules/0/opens_at", json!("10 am"))]),
        ("ORGANIZATION_NOT_STATED", vec![("/organization_id", Value::Null)]),
        ("EMPTY_TEXT", vec![("/alert", json!(" "))]),
        ("FIELD_MISSPELT", vec![("/schedules/0/serviceId", json!("x"))]),
        ("FIELD_MISSPELT", vec![("/organisationId", json!("x"))]),
        ("NO_ASSURANCE_DATES", vec![("/assured_date", Value::Null)]),
        ("ASSURANCE_STALE", vec![("/assured_date", json!("2025-09-02"))]),
        ("ASSURANCE_AGEING", vec![("/assured_date", json!("2026-08-01"))]),
        ("DATE_IN_FUTURE", vec![("/assured_date", json!("2027-08-01"))]),
        ("PAST_EVENT_ACTIVE", vec![("/schedules/0/valid_to", json!("2026-11-01"))]),
        ("PAST_EVENT_ACTIVE", vec![("/schedules", json!([{"id": "48102e86-bb50-41c4-8f1e-e269368c41d1", "dtstart": "2025-05-01"}]))]),
        ("CLOSED_BUT_ACTIVE", vec![("/name", json!("Carers drop-in (now closed)"))]),
        ("PHONE_IMPOSSIBLE", vec![("/phones/0/number", json!("ask at the door"))]),
        ("PHONE_IMPOSSIBLE", vec![("/contacts/0/phones", json!([{"number": "00000000000"}]))]),
        ("PHONE_WITH_WORDS", vec![("/phones/0/number", json!("Leeds Youth: 01632 960123"))]),
        ("EMAIL_UNUSABLE", vec![("/email", json!("Unknown-12@noemail.invalid"))]),
        ("COORDINATES_TURNED_ROUND", vec![(LAT, json!(-1.55)), (LON, json!(53.8))]),
        ("COORDINATES_OUTSIDE_UK", vec![(LAT, json!(0)), (LON, json!(0))]),
        ("COORDINATES_HALF", vec![(LAT, Value::Null)]),
        ("AGE_IMPOSSIBLE", vec![("/minimum_age", json!(-1))]),
        ("AGE_IMPOSSIBLE", vec![("/maximum_age", json!(999))]),
        ("AGES_TURNED_ROUND", vec![("/minimum_age", json!(60)), ("/maximum_age", json!(18))]),
        ("HTML_IN_NAME", vec![("/name", json!("Carers &amp; friends"))]),
        ("HTML_IN_DESCRIPTION", vec![("/description", json!(html))]),
        ("PLACEHOLDER_TEXT", vec![("/url", json!("http://www.example.com"))]),
        ("PLACEHOLDER_TEXT", vec![("/description", json!("TBC"))]),
        ("CONFIDENTIAL_PLACE", vec![("/name", json!("Leeds Women's Refuge"))]),
        ("CONFIDENTIAL_PLACE", vec![("/description", json!("Emergency accommodation at a confidential address."))]),
        ("PERSONAL_CONTACT", vec![("/contacts/0/name", json!("Jo Bloggs"))]),
        ("PERSONAL_MAILBOX", vec![("/assurer_email", json!("jo.bloggs@council.example"))]),
        ("INTERNAL_SERVICE", vec![("/description", json!("Payroll help, for staff only."))]),
        ("USEFUL_FIELD_SPARSE", vec![("/description", Value::Null)]),
        ("DETAIL_SPARSE", vec![("/cost_options", Value::Null)]),
    ];
    for (code, changes) in cases {
        assert_eq!(codes(&of(&but(&changes))), [code], "{changes:?}");
    }
}

#[test]
fn what_is_said_rightly_of_delicate_things_is_left_alone() {
    let withheld = vec![
        ("/name", json!("Leeds Women's Refuge")),
        ("/service_at_locations/0/location/addresses/0/address_1", json!("Address withheld")),
        ("/service_at_locations/0/location/latitude", Value::Null),
        ("/service_at_locations/0/location/longitude", Value::Null),
    ];
    assert_eq!(codes(&of(&but(&withheld))), Vec::<&str>::new());
    for (pointer, value) in [
        ("/organization", json!({"id": "d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610", "name": "Jo Bloggs", "description": "x"})),
        ("/name", json!("Donkey Refuge")),
        ("/name", json!("Refugee welcome")),
        ("/name", json!("Leeds Closed Group for Carers")),
        ("/description", json!("We can refer you to a refuge.")),
        ("/schedules/0/valid_to", json!("2027-11-01")),
    ] {
        let contact = if pointer == "/organization" { "Jo Bloggs" } else { "Carers Team" };
        let changed = but(&[(pointer, value.clone()), ("/contacts/0/name", json!(contact))]);
        assert_eq!(codes(&of(&changed)), Vec::<&str>::new(), "{value}");
    }
}

#[test]
fn nothing_that_should_be_secret_is_repeated_in_a_report() {
    let service = but(&[
        ("/name", json!("Leeds Women's Refuge")),
        ("/contacts/0/name", json!("Jo Bloggs")),
        ("/assurer_email", json!("jo.bloggs@council.example")),
        ("/description", json!("<p>At 1 High Street</p>")),
        (LAT, json!("53.8")),
    ]);
    let report = report::report(&of(&service), 0);
    let told = serde_json::to_string(&report).unwrap();
    assert!(report.findings.iter().take(3).all(|finding| finding.urgent), "what is urgent comes first");
    for secret in ["Bloggs", "bloggs", "High Street", "LS1", "53.8"] {
        assert!(!told.contains(secret), "{secret} is in {told}");
    }
    assert!(told.contains("street, full postcode, coordinates published"), "{told}");
}

#[test]
fn what_a_feed_says_of_itself_is_checked() {
    let with = |root: Value| {
        let mut evidence = of(&good());
        evidence.root = answer("/", root);
        codes(&evidence)
    };
    let own = "https://feed.example/openapi.json";
    for (root, expected) in [
        (json!({"version": "HSDS-UK-3.0", "openapi_url": own}), vec!["FIELD_MISSING"]),
        (json!({"version": "HSDS 3.0", "profile": "https://feed.example", "openapi_url": own}), vec!["VERSION_UNREADABLE"]),
        (json!({"version": "HSDS-UK-1.0", "profile": "https://feed.example", "openapi_url": own}), vec!["VERSION_OTHER"]),
        (json!({"version": "3.0", "profile": "https://path/to/profile", "openapi_url": own}), vec!["PROFILE_PLACEHOLDER"]),
        (
            json!({"version": "3.0", "profile": "https://feed.example", "openapi_url": "https://openreferraluk.org/openapi.json"}),
            vec!["OPENAPI_NOT_OWN"],
        ),
    ] {
        assert_eq!(with(root.clone()), expected, "{root}");
    }
    let mut evidence = of(&good());
    evidence.openapi = Some(answer(own, json!({"openapi": "3.1.0", "info": {}})));
    assert_eq!(codes(&evidence), ["LICENCE_NOT_DECLARED"]);
    evidence.openapi = Some(Answer { body: Body::Text(200, "<html>".to_owned()), ..answer(own, Value::Null) });
    assert_eq!(codes(&evidence), ["OPENAPI_UNAVAILABLE", "LICENCE_NOT_DECLARED"]);
}

/// What is done to three right pages.
type Change = fn(&mut [Value]);

#[test]
fn pages_that_do_not_add_up_are_found() {
    let id = |n: u64| format!("ac148810-d857-441c-9679-408f346d{n:04}");
    let items = |from: u64, to: u64| -> Vec<Value> { (from..to).map(|n| json!({"id": id(n), "name": "x", "status": "active"})).collect() };
    let envelope = |number: u64, items: Vec<Value>| {
        json!({"total_items": 5, "total_pages": 3, "page_number": number, "size": items.len(), "first_page": number == 1,
            "last_page": number == 3, "empty": items.is_empty(), "contents": items})
    };
    let right = [envelope(1, items(0, 2)), envelope(2, items(2, 4)), envelope(3, items(4, 5))];
    let judged = |pages: &[Value]| {
        let mut evidence = of(&good());
        evidence.details.clear();
        evidence.pages = pages.iter().zip(1..).map(|(value, number)| page(number, value.clone())).collect();
        let paging: BTreeSet<&str> = paging::RULES.iter().map(|rule| rule.code).collect();
        report::report(&evidence, 0).findings.into_iter().map(|one| one.code).filter(|code| paging.contains(code)).collect::<Vec<_>>()
    };
    assert_eq!(judged(&right), Vec::<&str>::new());
    let cases: [(&[&str], Change); 12] = [
        (&["ENVELOPE_INCOMPLETE"], |pages| drop(pages[1].as_object_mut().unwrap().shift_remove("size"))),
        (&["SIZE_MISMATCH"], |pages| pages[2]["size"] = json!(2)),
        (&["PAGE_NUMBER_MISMATCH"], |pages| pages[0]["page_number"] = json!(0)),
        (&["PAGE_SHORT", "TOTAL_COUNT_MISMATCH"], |pages| {
            drop(pages[1]["contents"].as_array_mut().unwrap().pop());
            pages[1]["size"] = json!(1);
        }),
        (&["PAGE_FLAGS_WRONG"], |pages| pages[1]["last_page"] = json!(true)),
        (&["PAGE_FLAGS_WRONG"], |pages| pages[0]["empty"] = json!(true)),
        (&["DUPLICATE_SERVICE_ID", "TOTAL_COUNT_MISMATCH"], |pages| pages[1]["contents"][0] = pages[0]["contents"][0].clone()),
        (&["PAGINATION_STALLED", "TOTAL_COUNT_MISMATCH"], |pages| pages[1]["contents"] = pages[0]["contents"].clone()),
        (&["TOTAL_COUNT_MISMATCH", "TOTAL_PAGES_MISMATCH"], |pages| pages.iter_mut().for_each(|page| page["total_items"] = json!(874))),
        (&["TOTAL_COUNT_MISMATCH"], |pages| pages[2]["total_items"] = json!(6)),
        (&["PAGE_FLAGS_WRONG", "PAGE_SHORT", "TOTAL_PAGES_MISMATCH"], |pages| {
            for page in pages {
                page["total_pages"] = json!(4);
            }
        }),
        (&["NO_SERVICES"], |pages| {
            for page in pages {
                *page = json!({"total_items": 0, "total_pages": 1, "contents": []});
            }
        }),
    ];
    for (expected, change) in cases {
        let mut pages = right.to_vec();
        change(&mut pages);
        let found: Vec<&str> = judged(&pages).into_iter().filter(|code| expected != ["NO_SERVICES"] || *code == "NO_SERVICES").collect();
        let (mut found, mut expected) = (found, expected.to_vec());
        found.dedup();
        found.sort_unstable();
        expected.sort_unstable();
        assert_eq!(found, expected);
    }
}

#[test]
fn every_rule_has_a_code_of_its_own_and_says_how_to_mend() {
    let mut codes = BTreeSet::new();
    for rule in all() {
        assert!(codes.insert(rule.code), "{} occurs twice", rule.code);
        assert!(rule.code.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_'), "{}", rule.code);
        assert!(rule.mend.ends_with('.') && !rule.mend.contains("  "), "{}: {}", rule.code, rule.mend);
    }
}
