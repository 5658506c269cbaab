//! What each shape shows, and what it leaves out.

use super::*;
use crate::{hsds::v3::Origin, model::service::Service};

/// The first service of the demonstration that has a site.
fn with_site() -> Service {
    let paths = crate::shipped::list("demo").into_iter().filter(|path| path.ends_with("json"));
    let pages = paths.map(|path| serde_json::from_str::<Value>(&crate::shipped::text(&path).unwrap()).unwrap());
    let mut services = pages
        .flat_map(|page| page["contents"].as_array().cloned().unwrap_or_default())
        .filter_map(|document| v3::read(&document, Origin { source: "demo", ..Origin::default() }).record);
    services.find(|record| !record.service.sites.is_empty()).unwrap().service
}

#[test]
fn a_list_shows_scalars_and_one_organisation() {
    let document = v3::write(&with_site());
    let item = brief(&document);
    assert_eq!(item["id"], document["id"]);
    assert!(item.get("schedules").is_none() && item.get("service_at_locations").is_none());
    assert!(item["organization"].get("organization_identifiers").is_none());
    assert_eq!(item["organization"]["name"], document["organization"]["name"]);
}

#[test]
fn a_site_brings_its_service_but_no_other_site() {
    let service = with_site();
    let document = v3::write(&service);
    let site = v3::site_ids(&service).next().unwrap();
    let item = at_site(&document, site).unwrap();
    assert_eq!((item["id"].as_str(), item["service"]["id"].as_str()), (Some(site.to_string().as_str()), document["id"].as_str()));
    assert!(item["service"].get("service_at_locations").is_none());
    assert_eq!(at_site_brief(&document, site).unwrap()["location"]["id"], item["location"]["id"]);
    assert_eq!(at_site(&document, Uuid::nil()), None);
}

#[test]
fn the_moment_of_change_is_ours_and_the_publishers_is_kept() {
    let document = json!({ "id": "x", "last_modified": "2020-01-01T00:00:00Z", "fingerpost": { "provenance": { "source": "s" } } });
    let dated = dated(document, "2026-01-01T00:00:00.000Z");
    assert_eq!(dated["last_modified"], "2026-01-01T00:00:00.000Z");
    assert_eq!(dated["fingerpost"]["provenance"]["modified"], "2020-01-01T00:00:00Z");
}

#[test]
fn the_withdrawn_are_never_active() {
    let gone = tombstone(&json!({ "id": "x", "name": "N", "status": "active", "phones": [] }), "2026-01-01T00:00:00.000Z");
    assert_eq!((gone["status"].as_str(), gone.get("phones")), (Some("inactive"), None));
    assert_eq!(tombstone(&json!({ "status": "defunct" }), "")["status"], "defunct");
}
