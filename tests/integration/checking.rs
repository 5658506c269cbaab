//! `fingerpost check` as a publisher runs it: what it prints and the code it ends with.

use crate::peer::Peer;
use serde_json::{Value, json};
use std::process::{Command, Output};

fn check(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_fingerpost")).arg("check").args(arguments).output().expect("the program")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

const ID: &str = "ac148810-d857-441c-9679-408f346de14b";

/// A feed of one service.
fn feed(service: Value) -> Peer {
    Peer::start(move |path| match path.split('?').next().unwrap_or_default() {
        "/" => (
            200,
            json!({"version": "HSDS-UK-3.0", "profile": "https://feed.example/profile", "openapi_url": "http://127.0.0.1:1/", "license": "OGL"}),
        ),
        "/services" => (
            200,
            json!({"total_items": 1, "total_pages": 1, "page_number": 1, "size": 1, "first_page": true, "last_page": true, "empty": false,
                "contents": [service]}),
        ),
        path if path == format!("/services/{ID}") => (200, service.clone()),
        _ => (404, json!({})),
    })
}

#[test]
fn a_feed_that_conforms_ends_with_0_and_one_that_does_not_with_1() {
    let good = json!({"id": ID, "name": "Carers drop-in", "status": "active"});
    let peer = feed(good.clone());
    let out = check(&[&peer.url, "--allow-private", "--timeout", "20"]);
    let told = text(&out.stdout);
    assert_eq!(out.status.code(), Some(0), "{told}{}", text(&out.stderr));
    assert!(told.contains("CONFORMS to Open Referral UK 3.0, as far as it was read: 0 errors"), "{told}");

    let mut bad = good;
    bad["url"] = Value::Null;
    let peer = feed(bad);
    let out = check(&[&peer.url, "--allow-private"]);
    let told = text(&out.stdout);
    assert_eq!(out.status.code(), Some(1));
    assert!(told.contains("DOES NOT CONFORM to Open Referral UK 3.0: 2 errors"), "{told}");
    assert!(told.contains("  FIELD_NULL: GET /services/{id}: url is null; what has no value should be left out (1 of 1)"), "{told}");
    assert!(told.contains(&format!("      at /services/{ID} url\n")) && told.contains("Mend: Leave the property out"), "{told}");
    assert!(text(&out.stderr).ends_with("does not conform: 2 errors to mend\n"), "{}", text(&out.stderr));

    let out = check(&[&peer.url, "--allow-private", "--json", "--seed", "7"]);
    let report: Value = serde_json::from_slice(&out.stdout).expect("JSON");
    assert_eq!(
        (out.status.code(), &report["conforms"], &report["seed"], &report["errors"]),
        (Some(1), &json!(false), &json!(7), &json!(2))
    );
    assert_eq!(report["findings"][0]["code"], "FIELD_NULL");
    assert_eq!(report["findings"][0]["official"], "fails");
}

#[test]
fn what_cannot_be_asked_ends_with_2_and_says_why() {
    let peer = feed(json!({"id": ID, "name": "Carers drop-in", "status": "active"}));
    for (arguments, why) in [
        (vec![peer.url.as_str()], "--allow-private"),
        (vec!["ftp://feed.example"], "only http and https addresses are read"),
        (vec!["https://me:secret@feed.example"], "needs no user name or password"),
        (vec!["https://feed.example", "--timeout", "0"], "--timeout"),
        (vec![], "URL"),
    ] {
        let out = check(&arguments);
        assert_eq!(out.status.code(), Some(2), "{arguments:?}");
        assert!(text(&out.stderr).contains(why) && out.stdout.is_empty(), "{arguments:?}: {}", text(&out.stderr));
    }
}
