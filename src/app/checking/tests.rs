//! Whole checks of feeds on this machine, good, bad, of another version and dead.

mod peer;

use super::{Wanted, check};
use crate::{
    checking::report::{Level, Report},
    sources::fetch::FetchError,
};
use peer::{Peer, clock, entry, good, id, root, service, wanted};
use serde_json::{Value, json};
use url::Url;

fn codes(report: &Report, level: Level) -> Vec<&'static str> {
    let mut codes: Vec<&'static str> = report.findings.iter().filter(|one| one.level == level).map(|one| one.code).collect();
    codes.dedup();
    codes
}

fn services(count: usize) -> Vec<Value> {
    (1..=count).map(service).collect()
}

#[tokio::test]
async fn a_good_feed_conforms_and_is_told_what_it_lacks() {
    let peer = Peer::start(good(services(14))).await;
    let report = peer.check(false).await;
    assert_eq!((report.conforms, report.official_passes), (true, Some(true)), "{:#?}", report.findings);
    assert_eq!(codes(&report, Level::Warning), ["ENDPOINT_NOT_IMPLEMENTED", "OPENAPI_UNAVAILABLE"]);
    assert_eq!((report.findings[0].count, report.findings[0].of), (3, Some(4)));
    assert_eq!(codes(&report, Level::Advice), Vec::<&str>::new());
    let works: Vec<(&str, Option<bool>)> = report.searches.iter().map(|one| (one.search, one.works)).collect();
    let yes = Some(true);
    assert_eq!(works, [("text", yes), ("age", yes), ("postcode", yes), ("taxonomy", yes), ("time", yes)], "{:#?}", report.searches);
    assert_eq!((report.can.per_page, report.can.modified_after, report.can.ndjson), (yes, yes, yes));
    assert_eq!((report.read.pages, report.read.services, report.read.in_full, report.read.whole), (3, 10, 10, false));
}

#[tokio::test]
async fn all_reads_everything_and_a_seed_picks_the_same() {
    let peer = Peer::start(good(services(250))).await;
    let report = peer.check(true).await;
    assert_eq!((report.read.services, report.read.in_full, report.read.whole), (250, 250, true), "{:#?}", report.findings);
    assert!(report.conforms, "{:#?}", report.findings);

    // Half of the records have a fault; which of them are seen depends on the seed alone.
    let half = |n: usize| {
        let mut service = service(n);
        if n.is_multiple_of(2) {
            service["minimum_age"] = json!(-1);
        }
        service
    };
    let peer = Peer::start(good((1..=60).map(half).collect())).await;
    let seen = async |seed| {
        let report = check(&peer.base, &wanted(false, seed), &clock(), &mut |_| {}).await.unwrap();
        serde_json::to_string(&report).unwrap()
    };
    let (one, again, other) = (seen(7).await, seen(7).await, seen(8).await);
    assert_eq!(one, again);
    assert_ne!(one, other);
}

#[tokio::test]
async fn the_faults_of_live_feeds_are_each_told_once() {
    let faulty = |n: usize| {
        let mut service = service(n);
        service["last_modified"] = json!("2025-09-02T12:06:15.654");
        service["assured_date"] = json!("2025-09-02");
        service["url"] = Value::Null;
        service["minimum_age"] = json!(-1);
        service["maximum_age"] = json!(-1);
        service["description"] = json!("<h1>About Us</h1>&nbsp;Tea");
        service["email"] = json!("Unknown-1@noemail.invalid");
        service["assurer_email"] = json!("jo.bloggs@council.example");
        service["phones"] = json!([{"id": id(6000 + n), "number": "Leeds Youth: 01632 960123"}]);
        service
    };
    let peer = Peer::with_header(false, good((1..=9).map(faulty).collect())).await;
    let report = peer.check(false).await;
    assert_eq!((report.conforms, report.official_passes), (false, Some(false)));
    assert_eq!(codes(&report, Level::Error), ["FIELD_NULL", "FIELD_FORMAT"]);
    let warnings = codes(&report, Level::Warning);
    for code in ["PERSONAL_MAILBOX", "CORS_MISSING", "ASSURANCE_STALE", "EMAIL_UNUSABLE", "AGE_IMPOSSIBLE"] {
        assert!(warnings.contains(&code), "{code}: {warnings:?}");
    }
    assert!(codes(&report, Level::Advice).contains(&"HTML_IN_DESCRIPTION"));
    let moment = report.findings.iter().find(|one| one.what.starts_with("GET /services/{id}: last_modified")).unwrap();
    assert_eq!((moment.count, moment.of), (9, Some(9)));
    assert_eq!(moment.examples[0].found.as_deref(), Some("\"2025-09-02T12:06:15.654\""));
}

#[tokio::test]
async fn a_feed_that_says_untrue_things_is_found_out() {
    // The same page for ever, whatever is asked, and a whole that is not there.
    let entries: Vec<Value> = services(4).iter().map(entry).collect();
    let peer = Peer::start(move |path, _| match path {
        "/" => (200, root().to_string()),
        "/services" => {
            let page = json!({"total_items": 874, "total_pages": 292, "page_number": 1, "size": 4, "first_page": true, "last_page": false,
                "empty": false, "contents": entries});
            (200, page.to_string())
        }
        path if path.starts_with("/services/") => (200, service(1).to_string()),
        _ => (503, String::new()),
    })
    .await;
    let report = peer.check(false).await;
    let errors = codes(&report, Level::Error);
    for code in [
        "PAGINATION_STALLED",
        "PAGE_NUMBER_MISMATCH",
        "PAGE_FLAGS_WRONG",
        "TOTAL_COUNT_MISMATCH",
        "TOTAL_PAGES_MISMATCH",
        "DETAIL_ID_MISMATCH",
    ] {
        assert!(errors.contains(&code), "{code}: {errors:?}");
    }
    assert!(!errors.contains(&"DUPLICATE_SERVICE_ID"), "a stalled list is told of once");
    let warnings = codes(&report, Level::Warning);
    for code in ["PER_PAGE_IGNORED", "MODIFIED_AFTER_IGNORED", "SEARCH_TEXT", "SEARCH_TAXONOMY", "ENDPOINT_NOT_IMPLEMENTED"] {
        assert!(warnings.contains(&code), "{code}: {warnings:?}");
    }
    assert!(codes(&report, Level::Advice).contains(&"UNKNOWN_ID_ANSWERED"));
    assert_eq!(report.official_passes, Some(true), "the official validator is none the wiser");
    let whole = peer.check(true).await;
    assert!(codes(&whole, Level::Error).contains(&"PAGINATION_STALLED"), "reading everything ends, too");
}

#[tokio::test]
async fn version_1_is_recognised_by_its_dialect_and_not_drowned_in_errors() {
    let outpost = json!({"totalElements": 1, "totalPages": 1, "number": 1, "content": [{"id": 7, "name": "Lunch club", "min_age": 200,
        "organisation": {"id": 1, "name": "Hall"}}]});
    let spring = json!({"totalElements": 1, "totalPages": 1, "number": 1, "first": true, "content": [{"id": id(1), "name": "Lunch club",
        "status": "active", "organization": {"id": id(2), "name": "Hall"}}]});
    let lower = json!({"totalelements": 0, "totalpages": 0, "content": []});
    for (list, dialect) in [(outpost, "Outpost"), (spring, "totalElements"), (lower, "lower case")] {
        let peer = Peer::start(move |path, _| match path {
            "/services" => (200, list.to_string()),
            path if path.starts_with("/services/") => (200, list["content"][0].to_string()),
            _ => (404, String::new()),
        })
        .await;
        let report = peer.check(false).await;
        assert_eq!(codes(&report, Level::Error), ["VERSION_1"], "{dialect}");
        assert!(report.findings[0].what.contains(dialect), "{}", report.findings[0].what);
        assert_eq!((report.conforms, report.official_passes), (false, None));
    }
}

#[tokio::test]
async fn a_feed_that_gives_nothing_to_read_is_told_why() {
    let told = |report: &Report| -> Vec<String> {
        report.findings.iter().filter(|one| one.level == Level::Error).map(|one| format!("{} {}", one.code, one.what)).collect()
    };
    let web_page = Peer::start(|_, _| (200, "<!doctype html><title>Login</title>".to_owned())).await;
    assert_eq!(
        told(&web_page.check(false).await),
        [
            "ROOT_UNAVAILABLE GET / gives nothing to read: the answer is a web page or XML, not JSON",
            "SERVICES_UNAVAILABLE GET /services gives nothing to read: the answer is a web page or XML, not JSON",
        ]
    );
    let locked = Peer::start(|_, _| (401, r#"{"error":"key"}"#.to_owned())).await;
    assert!(told(&locked.check(false).await)[0].contains("it wants a key or a login"));
    let bare = Peer::start(|path, _| if path == "/services" { (200, "[]".to_owned()) } else { (200, root().to_string()) }).await;
    assert_eq!(
        told(&bare.check(false).await),
        ["SERVICES_UNAVAILABLE GET /services gives JSON, but no page: there is no list called contents"]
    );

    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let dead = Url::parse(&format!("http://{}/api", listener.local_addr().unwrap())).unwrap();
    drop(listener);
    let report = check(&dead, &wanted(false, 7), &clock(), &mut |_| {}).await.unwrap();
    assert!(told(&report).iter().all(|line| line.contains("there was no answer")), "{:?}", told(&report));
    assert_eq!(told(&report).len(), 2);
}

#[tokio::test]
async fn an_address_inside_is_refused_unless_it_is_allowed() {
    let peer = Peer::start(good(services(3))).await;
    let wanted = Wanted { allow_private: false, ..wanted(false, 7) };
    let refused = check(&peer.base, &wanted, &clock(), &mut |_| {}).await;
    assert!(matches!(refused, Err(FetchError::Refused { .. })), "{refused:?}");
}

#[tokio::test]
async fn a_base_address_may_name_the_list() {
    let peer = Peer::start(good(services(3))).await;
    let list = Url::parse(&format!("{}/services", peer.base)).unwrap();
    let report = check(&list, &wanted(false, 7), &clock(), &mut |_| {}).await.unwrap();
    assert!(report.conforms && report.feed == peer.base.as_str(), "{}: {:#?}", report.feed, report.findings);
}

#[tokio::test]
async fn a_place_that_must_not_be_found_is_read_in_full_whatever_chance_picks() {
    let mut services = services(60);
    services[5]["name"] = json!("Leeds Women's Refuge");
    let peer = Peer::start(good(services)).await;
    for seed in 0..4 {
        let report = check(&peer.base, &wanted(false, seed), &clock(), &mut |_| {}).await.unwrap();
        let first = &report.findings[0];
        assert_eq!((first.code, first.urgent, first.count), ("CONFIDENTIAL_PLACE", true, 1));
        assert!(report.searches.iter().all(|search| !search.told.contains(&id(6))), "{:#?}", report.searches);
        assert_eq!(first.examples[0].at, format!("/services/{} service_at_locations[0].location", id(6)));
    }
}

#[tokio::test]
async fn a_short_list_is_no_lack_where_the_services_themselves_say_it() {
    let full = good(services(30));
    let peer = Peer::start(move |path, query| {
        let (status, body) = full(path, query);
        let mut page: Value = serde_json::from_str(&body).unwrap_or_default();
        let Some(entries) = page.get_mut("contents").and_then(Value::as_array_mut) else { return (status, body) };
        for entry in entries {
            *entry = json!({"id": entry["id"], "name": entry["name"], "status": "active"});
        }
        (status, page.to_string())
    })
    .await;
    let report = peer.check(false).await;
    for code in ["USEFUL_FIELD_SPARSE", "NO_ASSURANCE_DATES", "ORGANIZATION_NOT_STATED"] {
        assert!(report.findings.iter().all(|one| one.code != code), "{:#?}", report.findings);
    }
}

#[tokio::test]
async fn a_feed_that_has_gone_silent_is_asked_no_more() {
    let full = good(services(60));
    let peer = Peer::start(move |path, query| match path {
        // The connection is dropped without an answer.
        path if path.starts_with("/services/") => panic!("no answer for {path}"),
        path => full(path, query),
    })
    .await;
    let report = peer.check(true).await;
    let unread: Vec<&str> = report.findings.iter().filter(|one| one.code == "DETAIL_UNAVAILABLE").map(|one| one.what.as_str()).collect();
    assert!(unread.iter().any(|what| what.contains("it was not asked")), "{unread:?}");
    assert_eq!(report.findings.iter().filter(|one| one.code == "DETAIL_UNAVAILABLE").map(|one| one.count).sum::<usize>(), 60);
}
