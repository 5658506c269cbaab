//! Duplicates over a real store: two feeds tell of one library, one result is shown, and a parting makes it two again.

use crate::{home::Home, importing, site::Site};
use axum::{body::Body, http::Request};
use fingerpost::{
    app::{duplicates, packs::PatchAsked},
    offline::{PartKind, parts},
    server, web,
};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use std::sync::Arc;
use tower::ServiceExt;

const OURS: &str = "00000000-0000-4000-8000-000000000101";
const THEIRS: &str = "00000000-0000-4000-8000-000000000202";

fn library(id: &str, name: &str, phone: &str, description: &str) -> Value {
    let place = json!({ "id": id, "latitude": 52.4459, "longitude": -1.8190, "location_type": "physical", "addresses": [{ "id": id,
        "address_1": "Shirley Road", "city": "Birmingham", "state_province": "", "postal_code": "B27 7XH", "country": "GB",
        "address_type": "physical" }] });
    json!({ "id": id, "name": name, "status": "active", "description": description,
        "organization": { "id": id, "name": "Somebody", "description": "" },
        "phones": [{ "id": id, "number": phone }],
        "service_at_locations": [{ "id": id, "location": place }] })
}

async fn two_feeds(home: &Home) {
    importing::publish(
        home,
        "ours",
        &[library(OURS, "Acocks Green Library", "0121 496 0001", "Books and a warm room, where whoever comes may stay")],
    )
    .await;
    importing::publish(home, "theirs", &[library(THEIRS, "Acocks Green Library", "0121 496 0002", "Quizzical gatherings")]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_feeds_tell_of_one_library_until_somebody_parts_it() {
    let home = Home::new().await;
    two_feeds(&home).await;
    let store = home.importer.store.clone();
    let site = Site::over(home).await;
    site.soon_finds("q=acocks+green", 2).await;
    let found = duplicates::find(&store, &mut |_| ()).await.expect("compared");
    assert_eq!((found.services, found.joined, found.waiting), (2, 1, 0), "{found:?}");
    site.soon_finds("q=acocks+green", 1).await;
    let join = store.joins().await.expect("joins").remove(0);
    let (shown, old) = (join.leader, join.service);
    // Old ids lead on, everywhere; what the other says stands on the page and is found.
    for path in ["/service/", "/api/v1/services/", "/openreferral/v3/services/"] {
        let answer = site.get(&format!("{path}{old}")).await;
        assert_eq!((answer.status.as_u16(), answer.location), (308, format!("{path}{shown}")), "{path}");
        assert_eq!(site.get(&format!("{path}{shown}")).await.status, 200, "{path}");
    }
    let page = site.get(&format!("/service/{shown}")).await.body;
    assert!(page.contains("Also published by") && page.contains("0121 496 0001") && page.contains("0121 496 0002"), "{page}");
    assert!(site.get(&format!("/service/{shown}?lang=cy")).await.body.contains("Cyhoeddwyd hefyd gan"));
    let document = site.get(&format!("/api/v1/services/{shown}")).await.json();
    assert_eq!(document["fingerpost"]["also_published_by"][0]["id"], old.to_string());
    assert_eq!(site.get("/openreferral/v3/services").await.json()["total_items"], 1);
    // Again and again: nothing is undone and nothing is done twice.
    importing::publish(&site.home, "theirs", &[library(THEIRS, "Acocks Green Library", "0121 496 0003", "Quizzical gatherings")]).await;
    two_feeds(&site.home).await;
    let again = duplicates::find(&store, &mut |_| ()).await.expect("compared");
    assert_eq!((again.joined, again.waiting, again.certain), (0, 0, 1), "{again:?}");
    assert_eq!(store.joins().await.expect("joins").len(), 1);
    // Two again, for good.
    duplicates::part_one(&store, old).await.expect("parted");
    site.soon_finds("q=acocks+green", 2).await;
    assert_eq!(site.get(&format!("/service/{old}")).await.status, 200);
    let after = duplicates::find(&store, &mut |_| ()).await.expect("compared");
    assert_eq!((after.joined, after.waiting), (0, 0), "what a person parted stays parted: {after:?}");
    // And one again, because a person says so.
    duplicates::join(&store, old, shown).await.expect("joined");
    site.soon_finds("q=acocks+green", 1).await;
    // Its leader's publisher takes it away: the other is shown, and the old id leads there.
    let leader = store.joins().await.expect("joins").remove(0).leader;
    let (key, left) = if leader.to_string() == OURS { ("ours", THEIRS) } else { ("theirs", OURS) };
    importing::publish(&site.home, key, &[importing::service(1)]).await;
    site.soon_finds("q=acocks+green", 1).await;
    assert_eq!(site.get(&format!("/service/{leader}")).await.location, format!("/service/{left}"));
    site.following.stop().await;
}

/// The ids of a list of the feed.
async fn listed(site: &Site, list: &str) -> Vec<String> {
    let page = site.get(&format!("/openreferral/v3/{list}")).await.json();
    let ids = page["contents"].as_array().into_iter().flatten().filter_map(|one| one["id"].as_str().map(str::to_owned));
    ids.collect()
}

/// The site of a service in the feed.
async fn place_of(site: &Site, service: &str) -> String {
    let document = site.get(&format!("/openreferral/v3/services/{service}")).await.json();
    document["service_at_locations"][0]["id"].as_str().expect("a place").to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_stood_around_a_joined_record_leads_to_what_stands_around_the_one_that_is_shown() {
    let home = Home::new().await;
    two_feeds(&home).await;
    let store = home.importer.store.clone();
    let site = Site::over(home).await;
    let (ours, theirs) = (place_of(&site, OURS).await, place_of(&site, THEIRS).await);
    assert_eq!(listed(&site, "organizations").await.len(), 2);
    duplicates::find(&store, &mut |_| ()).await.expect("compared");
    site.soon_finds("q=acocks+green", 1).await;
    let join = store.joins().await.expect("joins").remove(0);
    let (shown, old) = (join.leader.to_string(), join.service.to_string());
    let (new_place, old_place) = if shown == OURS { (ours, theirs) } else { (theirs, ours) };
    assert_eq!(
        (listed(&site, "organizations").await, listed(&site, "service_at_locations").await),
        (vec![shown.clone()], vec![new_place.clone()])
    );
    // Each of these organisations has the id of its one service.
    for (from, to) in [
        (format!("/organisation/{old}"), format!("/organisation/{shown}")),
        (format!("/organisation/{old}?lang=cy"), format!("/organisation/{shown}?lang=cy")),
        (format!("/openreferral/v3/organizations/{old}"), format!("/openreferral/v3/organizations/{shown}")),
        (
            format!("/openreferral/v3/organizations/{old}?full_service=true"),
            format!("/openreferral/v3/organizations/{shown}?full_service=true"),
        ),
        (format!("/openreferral/v3/service_at_locations/{old_place}"), format!("/openreferral/v3/service_at_locations/{new_place}")),
        (format!("/fhir/r4/Organization/{old}"), shown.clone()),
        (format!("/fhir/r4/Location/{old_place}"), new_place.clone()),
        (format!("/fhir/r4/HealthcareService/{old}"), shown.clone()),
    ] {
        let answer = site.get(&from).await;
        assert_eq!((answer.status.as_u16(), answer.location.as_str()), (308, to.as_str()), "{from}: {}", answer.body);
        let there = if to.starts_with('/') { to } else { format!("{}/{to}", from.rsplit_once('/').expect("a folder").0) };
        assert_eq!(site.get(&there).await.status, 200, "{there}");
    }
    for nowhere in ["organisation", "openreferral/v3/organizations", "openreferral/v3/service_at_locations", "fhir/r4/Location"] {
        assert_eq!(site.get(&format!("/{nowhere}/00000000-0000-4000-8000-000000000999")).await.status, 404, "{nowhere}");
    }
    // Parted, each stands for itself again.
    duplicates::part_one(&store, join.service).await.expect("parted");
    site.soon_finds("q=acocks+green", 2).await;
    for path in ["/organisation/", "/openreferral/v3/organizations/", "/fhir/r4/Organization/"] {
        assert_eq!(site.get(&format!("{path}{old}")).await.status, 200, "{path}");
    }
    assert_eq!(site.get(&format!("/openreferral/v3/service_at_locations/{old_place}")).await.status, 200);
    site.following.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_place_of_a_joined_record_names_the_service_that_is_shown_where_that_has_none() {
    let home = Home::new().await;
    let mut placeless = library(OURS, "Acocks Green Library", "0121 496 0001", "Books");
    placeless.as_object_mut().expect("an object").remove("service_at_locations");
    placeless["assured_date"] = "2026-11-01".into();
    importing::publish(&home, "ours", &[placeless]).await;
    importing::publish(&home, "theirs", &[library(THEIRS, "Acocks Green Library", "0121 496 0002", "Quizzical gatherings")]).await;
    let store = home.importer.store.clone();
    let site = Site::over(home).await;
    let place = place_of(&site, THEIRS).await;
    duplicates::join(&store, OURS.parse().expect("an id"), THEIRS.parse().expect("an id")).await.expect("joined");
    site.soon_finds("q=acocks+green", 1).await;
    assert_eq!(store.joins().await.expect("joins")[0].leader.to_string(), OURS, "what was checked leads");
    for path in [format!("/openreferral/v3/service_at_locations/{place}"), format!("/fhir/r4/Location/{place}")] {
        let answer = site.get(&path).await;
        assert!(answer.status == 404 && answer.body.contains(OURS), "{path}: {} {}", answer.status, answer.body);
    }
    site.following.stop().await;
}

/// What a service's page tells of its record and of who else publishes it.
fn told(page: &str) -> &str {
    let from = page.find("<h2 id=\"record\">").expect("the record");
    let until = page[from..].find("</section>").expect("its end");
    &page[from..from + until]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copy_tells_who_else_publishes_a_service_word_for_word_as_the_server_does() {
    let home = Home::new().await;
    let mut theirs = library(THEIRS, "Acocks Green Library", "0121 496 0002", "Quizzical gatherings on Mondays. And more besides.");
    theirs["url"] = "https://library.example/acocks-green".into();
    theirs["email"] = "acocks@library.example".into();
    theirs["assured_date"] = "2026-10-01".into();
    importing::publish(&home, "ours", &[library(OURS, "Acocks Green Library", "0121 496 0001", "Books and a warm room")]).await;
    importing::publish(&home, "theirs", &[theirs]).await;
    importing::publish(&home, "alone", &[library("00000000-0000-4000-8000-000000000303", "Chess club", "0121 496 0009", "Chess")]).await;
    let store = home.importer.store.clone();
    duplicates::join(&store, OURS.parse().expect("an id"), THEIRS.parse().expect("an id")).await.expect("joined");
    let site = Site::over(home).await;
    site.soon_finds("q=acocks+green", 1).await;
    let shown = store.joins().await.expect("joins")[0].leader;
    let asked = PatchAsked { place: "Birmingham".to_owned(), miles: Some(10.0), ..PatchAsked::default() };
    let packed = site.app.pack(&asked).await.expect("a pack");
    let parts_of = packed.head.of(PartKind::Documents).map(|at| parts::documents(&packed.part(at).expect("a part")).expect("documents"));
    let documents: Vec<_> = parts_of.flatten().collect();
    let with_others = documents.iter().filter(|document| !document.also.is_empty()).count();
    assert_eq!((documents.len(), with_others), (2, 1), "only what is joined carries anything");
    let copy = packed.open_whole(site.app.clock().clone()).expect("it opens");
    let phone = server::carried(copy, web::carried(), Arc::default());
    for path in [format!("/service/{shown}"), format!("/service/{shown}?lang=cy")] {
        let there = site.get(&path).await.body;
        let request = Request::get(&path).body(Body::empty()).expect("a request");
        let answer = phone.clone().oneshot(request).await.expect("an answer");
        let body = answer.into_body().collect().await.expect("a page").to_bytes();
        let here = String::from_utf8_lossy(&body).into_owned();
        assert_eq!(told(&here), told(&there), "{path}");
        assert!(told(&here).contains("0121 496 000") && told(&here).contains("<h3>"), "{path}: {here}");
    }
    site.following.stop().await;
}
