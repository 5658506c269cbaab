//! What this directory publishes, against the standard: schemas, pages, parameters, streams, and what becomes of the withdrawn.

use crate::{home::Home, importing, site::Site};
use axum::{body::Body, http::Request};
use fingerpost::{
    app::{checking, packs::PatchAsked},
    server, web,
};
use http_body_util::BodyExt;
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    future::IntoFuture,
    path::{Path, PathBuf},
};
use tower::ServiceExt;

const BASE: &str = "/openreferral/v3";

impl Site {
    async fn feed(&self, path: &str) -> Value {
        let answer = self.get(&format!("{BASE}{path}")).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        answer.json()
    }

    /// Every item of a list, page by page, with the envelope of each page held against the rules.
    async fn pages(&self, list: &str, per_page: usize) -> Vec<Value> {
        let (mut all, mut number) = (Vec::new(), 1);
        loop {
            let joint = if list.contains('?') { '&' } else { '?' };
            let page = self.feed(&format!("{list}{joint}page={number}&per_page={per_page}")).await;
            let contents = items(&page);
            let (total, pages) = (count(&page, "total_items"), count(&page, "total_pages"));
            assert_eq!(pages, total.div_ceil(per_page), "{list}");
            assert_eq!((count(&page, "page_number"), count(&page, "size")), (number, contents.len()));
            assert_eq!(page["first_page"], number == 1);
            assert_eq!(page["last_page"], number >= pages);
            assert_eq!(page["empty"], contents.is_empty());
            assert!(contents.len() == per_page || number >= pages, "{list}: page {number} is short");
            all.extend(contents);
            if number >= pages {
                assert_eq!(all.len(), total, "{list}");
                return all;
            }
            number += 1;
        }
    }

    /// Every line of a stream.
    async fn lines(&self, path: &str) -> Vec<Value> {
        let answer = self.get(&format!("{BASE}{path}")).await;
        assert_eq!((answer.status.as_u16(), answer.kind.as_str()), (200, "application/x-ndjson"), "{path}");
        answer.body.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
    }
}

fn items(page: &Value) -> Vec<Value> {
    page["contents"].as_array().cloned().unwrap_or_default()
}

fn count(page: &Value, key: &str) -> usize {
    usize::try_from(page[key].as_u64().expect("a number")).expect("a count")
}

fn id(value: &Value) -> String {
    value["id"].as_str().expect("an id").to_owned()
}

fn ids(values: &[Value]) -> BTreeSet<String> {
    values.iter().map(id).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_list_is_paged_by_the_rules_and_gives_each_item_once() {
    let site = Site::with_the_demonstration().await;
    for list in ["/services", "/service_at_locations", "/organizations", "/taxonomies", "/taxonomy_terms"] {
        let all = site.pages(list, 97).await;
        assert!(!all.is_empty(), "{list}");
        assert_eq!(ids(&all).len(), all.len(), "{list} gives something twice");
        let beyond = site.feed(&format!("{list}?page=100000")).await;
        assert_eq!((items(&beyond).len(), &beyond["empty"], &beyond["last_page"]), (0, &Value::from(true), &Value::from(true)));
        let lines = site.lines(&format!("{list}?format=ndjson")).await;
        assert_eq!(ids(&lines), ids(&all), "{list} as a stream");
        for one in all.iter().step_by(all.len().div_ceil(10)) {
            let alone = site.feed(&format!("{list}/{}", id(one))).await;
            assert_eq!(id(&alone), id(one));
        }
    }
    let none = site.feed("/services?search=quartzberryzzz").await;
    assert_eq!(
        (count(&none, "total_items"), count(&none, "total_pages"), &none["first_page"], &none["last_page"]),
        (0, 0, &true.into(), &true.into())
    );
    site.following.stop().await;
}

/// The published schema of a kind of answer, where the standards are at hand.
fn schema(name: &str) -> Option<jsonschema::Validator> {
    let folder = PathBuf::from(std::env::var_os("FINGERPOST_SHARED")?);
    let path = Path::new("standards/hsds-3.0/validator-fixtures/schemas-v3-selfcontained").join(name);
    eprintln!("real data: {}", path.display());
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(folder.join(path)).expect("a schema")).expect("JSON");
    Some(jsonschema::draft202012::options().should_validate_formats(true).build(&schema).expect("a schema"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_answer_meets_the_published_schemas() {
    let site = Site::with_the_demonstration().await;
    let mut failures: BTreeMap<String, String> = BTreeMap::new();
    let mut checked = 0;
    let mut check = |name: &str, path: &str, value: &Value| {
        let Some(schema) = schema(name) else { return };
        checked += 1;
        for error in schema.iter_errors(value) {
            failures.insert(format!("{path}: {}", error.instance_path()), error.to_string());
        }
    };
    for root in ["", "/"] {
        let details = site.feed(root).await;
        assert!(details["openapi_url"].as_str().is_some_and(|url| url.ends_with("/openreferral/v3/openapi.json")), "{details}");
        let mut absolute = details.clone();
        absolute["openapi_url"] = format!("https://fingerpost.example{BASE}/openapi.json").into();
        absolute["publisher"]["website"] = "https://fingerpost.example/".into();
        check("api_details.json", root, &absolute);
    }
    for (list, of_list, of_one) in [
        ("/services", "service_list.json", "service.json"),
        ("/service_at_locations", "service_at_location_list.json", "service_at_location.json"),
        // The validator's file of this name describes one organisation; the list is the site's.
        ("/organizations", "../../oruk-3.0-site/schema/organization_list.json", "organization_list.json"),
        ("/taxonomies", "taxonomy_list.json", "taxonomy.json"),
        ("/taxonomy_terms", "taxonomy_term_list.json", "taxonomy_term.json"),
    ] {
        let first = site.feed(list).await;
        let pages = count(&first, "total_pages");
        check(of_list, list, &first);
        for path in [format!("{list}?page={}", pages.div_ceil(2)), format!("{list}?page={pages}"), format!("{list}?full=true&per_page=100")]
        {
            check(of_list, &path, &site.feed(&path).await);
        }
        let all = site.pages(list, 500).await;
        for one in all.iter().step_by(all.len().div_ceil(10)) {
            let path = format!("{list}/{}", id(one));
            check(of_one, &path, &site.feed(&path).await);
        }
    }
    eprintln!("{checked} answers were held against the published schemas");
    assert!(failures.is_empty(), "{failures:#?}");
    site.following.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_five_searches_of_the_standards_first_validator_find_the_record_they_were_made_from() {
    let site = Site::with_the_demonstration().await;
    let all = site.lines("/services?format=ndjson").await;
    let record = all
        .iter()
        .filter(|one| !one["minimum_age"].is_null() && !one["maximum_age"].is_null())
        .find(|one| !schedules(one).is_empty() && postcode(one).is_some() && !terms(one).is_empty())
        .expect("a rich record");
    let (session, term) = (&schedules(record)[0], &terms(record)[0]);
    let day = session["byday"].as_str().and_then(|days| days.split(',').next()).expect("a day");
    let encoded = |text: &str| url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    let named = encoded(record["name"].as_str().expect("a name"));
    let place = encoded(&postcode(record).expect("a postcode"));
    let (opens, closes) = (session["opens_at"].as_str().expect("opens"), session["closes_at"].as_str().expect("closes"));
    for query in [
        format!("search={named}"),
        format!("text={named}"),
        format!("minimum_age={}&maximum_age={}", record["minimum_age"], record["maximum_age"]),
        format!("postcode={place}&proximity=1000"),
        format!("taxonomy_term_id={}", term["id"].as_str().expect("an id")),
        format!("start_time={opens}&end_time={closes}&day={day}"),
    ] {
        let found = site.pages(&format!("/services?{query}"), 500).await;
        assert!(ids(&found).contains(&id(record)), "{query} does not find {}", record["name"]);
        assert!(found.len() < all.len(), "{query} narrows nothing");
    }
    site.following.stop().await;
}

fn schedules(service: &Value) -> Vec<Value> {
    let of = |value: &Value| value["schedules"].as_array().cloned().unwrap_or_default();
    let sites = service["service_at_locations"].as_array().into_iter().flatten().flat_map(of);
    let all = of(service).into_iter().chain(sites);
    all.filter(|one| one["byday"].is_string() && one["opens_at"].is_string() && one["closes_at"].is_string()).collect()
}

fn terms(service: &Value) -> Vec<Value> {
    service["attributes"].as_array().into_iter().flatten().map(|attribute| attribute["taxonomy_term"].clone()).collect()
}

fn postcode(service: &Value) -> Option<String> {
    let address = service.pointer("/service_at_locations/0/location/addresses/0")?;
    let point = service.pointer("/service_at_locations/0/location/latitude");
    point.and_then(|_| address["postal_code"].as_str()).filter(|code| code.contains(' ')).map(str::to_owned)
}

/// A parameter, with what it must mean of every service of the directory.
type Meaning = (&'static str, fn(&Value) -> bool);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_parameter_finds_what_a_look_at_every_record_finds() {
    let site = Site::with_the_demonstration().await;
    let all = site.lines("/services?format=ndjson").await;
    let meanings: [Meaning; 6] = [
        ("minimum_age=30", |one| one["minimum_age"].as_f64().is_none_or(|min| 30.0 >= min)),
        ("maximum_age=12", |one| one["maximum_age"].as_f64().is_none_or(|max| 12.0 <= max)),
        ("minimum_age=14&maximum_age=14", |one| {
            one["minimum_age"].as_f64().is_none_or(|min| 14.0 >= min) && one["maximum_age"].as_f64().is_none_or(|max| 14.0 <= max)
        }),
        ("day=SA&day=SU", |one| runs(one, &["SA", "SU"], |_, _| true)),
        ("day=TU&start_time=10:00", |one| runs(one, &["TU"], |opens, _| opens >= "10:00")),
        ("day=TU&start_time=10:00&end_time=14:00", |one| runs(one, &["TU"], |opens, closes| opens >= "10:00" && closes <= "14:00")),
    ];
    for (query, means) in meanings {
        let expected: BTreeSet<String> = all.iter().filter(|one| means(one)).map(id).collect();
        assert!(!expected.is_empty() && expected.len() < all.len(), "{query} tells nothing apart");
        assert_eq!(ids(&site.pages(&format!("/services?{query}"), 500).await), expected, "{query}");
    }
    let organisation = all[all.len() / 2]["organization_id"].as_str().expect("an id").to_owned();
    let term = terms(&all[all.len() / 2])[0].clone();
    let (of_term, of_organisation) = (
        |one: &Value| terms(one).iter().any(|carried| carried["id"] == term["id"]),
        |one: &Value| one["organization_id"] == organisation.as_str(),
    );
    let query = format!("organization_id={organisation}&taxonomy_term_id={}", term["id"].as_str().expect("an id"));
    let expected: BTreeSet<String> = all.iter().filter(|one| of_term(one) && of_organisation(one)).map(id).collect();
    assert_eq!(ids(&site.pages(&format!("/services?{query}"), 500).await), expected, "both must hold");
    site.following.stop().await;
}

/// Whether something runs on one of these days within times, as the documents say it.
fn runs(service: &Value, days: &[&str], within: fn(&str, &str) -> bool) -> bool {
    let text = |value: &Value, key: &str| value[key].as_str().unwrap_or_default().to_owned();
    let of = |value: &Value| value["schedules"].as_array().cloned().unwrap_or_default();
    let sites = service["service_at_locations"].as_array().into_iter().flatten().flat_map(of);
    of(service).into_iter().chain(sites).any(|one| {
        let (byday, monthday) = (text(&one, "byday"), text(&one, "bymonthday"));
        let falls = !monthday.is_empty() || byday.split(',').any(|day| days.iter().any(|asked| day.ends_with(asked)));
        let (opens, closes) = (text(&one, "opens_at"), text(&one, "closes_at"));
        let known = within("00:00", "23:59") || !opens.is_empty();
        falls && known && within(&opens, if closes.is_empty() { "99:99" } else { &closes })
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_used_is_named_and_the_rest_passed_over() {
    let site = Site::with_the_demonstration().await;
    for (query, parameter) in [
        ("page=0", "page"),
        ("page=one", "page"),
        ("per_page=0", "per_page"),
        ("per_page=-1", "per_page"),
        ("format=xml", "format"),
        ("full=maybe", "full"),
        ("taxonomy_term_id=298", "taxonomy_term_id"),
        ("organization_id=x", "organization_id"),
        ("modified_after=yesterday", "modified_after"),
        ("day=monday", "day"),
        ("start_time=ten", "start_time"),
        ("end_time=25:00", "end_time"),
        ("postcode=nowhere", "postcode"),
        ("proximity=1000", "proximity"),
        ("proximity=near&postcode=WS1+1AA", "proximity"),
        ("latitude=52.5", "longitude"),
        ("minimum_age=old", "minimum_age"),
        ("format=ndjson&after=3", "after"),
    ] {
        for list in ["/services", "/service_at_locations"].iter().filter(|list| !query.contains("after=3") || **list == "/services") {
            let answer = site.get(&format!("{BASE}{list}?{query}")).await;
            assert_eq!((answer.status.as_u16(), answer.kind.as_str()), (400, "application/problem+json"), "{list}?{query}");
            assert_eq!(answer.json()["parameter"], parameter, "{query}: {}", answer.body);
        }
    }
    let all = count(&site.feed("/services").await, "total_items");
    assert_eq!(count(&site.feed("/services?nobody=knows&per_page=100000").await, "total_items"), all);
    assert_eq!(count(&site.feed("/services?postcode=ZZ99+9ZZ").await, "total_items"), 0, "nothing serves a postcode that is nowhere");
    assert_eq!(count(&site.feed("/services?per_page=100000").await, "size"), all.min(500), "as many as there may be");
    for path in ["/services/x", "/services/00000000-0000-4000-8000-000000000000", "/organizations/1", "/taxonomies/x", "/nothing"] {
        let answer = site.get(&format!("{BASE}{path}")).await;
        assert_eq!((answer.status.as_u16(), answer.kind.as_str()), (404, "application/problem+json"), "{path}");
    }
    site.following.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_asks_for_changes_hears_of_the_withdrawn() {
    let home = Home::new().await;
    let club = |number: usize| importing::service(number);
    importing::save(&home, "saved", &[club(1), club(2), club(3)]).await;
    let site = Site::over(home).await;
    let stand = || async { count(&site.feed("/services").await, "total_items") };
    assert_eq!(stand().await, 3);
    let everything = site.pages("/services?modified_after=2026-01-01", 2).await;
    assert_eq!(everything.len(), 3);
    assert_eq!(site.pages("/services?modified_after=2099-01-01T00:00:00Z", 2).await, Vec::<Value>::new());
    importing::save(&site.home, "saved", &[club(1), club(3)]).await;
    while stand().await != 2 {
        tokio::task::yield_now().await;
    }
    let since = site.pages("/services?modified_after=2026-11-22T10:00:00%2B00:00", 2).await;
    let gone: Vec<&Value> = since.iter().filter(|one| one["status"] != "active").collect();
    assert_eq!((since.len(), gone.len()), (3, 1));
    assert_eq!((id(gone[0]), &gone[0]["fingerpost"]["withdrawn"]), (id(&club(2)), &Value::from(true)));
    let alone = site.get(&format!("{BASE}/services/{}", id(&club(2)))).await;
    assert_eq!(alone.status, 410, "{}", alone.body);
    let lines = site.lines("/services?format=ndjson&minimal=true").await;
    assert_eq!(ids(&lines), ids(&[club(1), club(3)]));
    assert!(lines.iter().all(|line| line["last_modified"] == "2026-11-22T10:00:00.000Z"), "{lines:?}");
    let behind = site.lines(&format!("/services?format=ndjson&after={}", id(&club(1)))).await;
    assert_eq!(ids(&behind), ids(&[club(3)]), "a broken stream goes on where it broke");
    site.following.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reader_who_follows_changes_has_what_the_feed_has() {
    let home = Home::new().await;
    let club = |number: usize| importing::service(number);
    importing::save(&home, "saved", &[club(1), club(2), club(3)]).await;
    let site = Site::over(home).await;
    let (mut copy, mut cursor) = (BTreeSet::new(), "0".to_owned());
    let mut catch_up = async |copy: &mut BTreeSet<String>| loop {
        let answer = site.get(&format!("/api/v1/changes?after={cursor}&limit=2")).await.json();
        for change in answer["changes"].as_array().expect("changes") {
            match change["state"].as_str() {
                Some("listed") => copy.insert(id(change)),
                _ => copy.remove(&id(change)),
            };
        }
        cursor = answer["next"].as_str().expect("a cursor").to_owned();
        if answer["more"] == false {
            return;
        }
    };
    catch_up(&mut copy).await;
    assert_eq!(copy, ids(&[club(1), club(2), club(3)]));
    importing::save(&site.home, "saved", &[club(1), club(4), club(3)]).await;
    // What changed is told once it can be read.
    while copy != ids(&[club(1), club(3), club(4)]) {
        catch_up(&mut copy).await;
        tokio::task::yield_now().await;
    }
    catch_up(&mut copy).await;
    assert_eq!(copy.len(), 3, "nothing changed");
    for (query, parameter) in [("after=x", "after"), ("after=-1", "after"), ("limit=0", "limit"), ("limit=1001", "limit")] {
        let answer = site.get(&format!("/api/v1/changes?{query}")).await;
        assert_eq!((answer.status.as_u16(), &answer.json()["parameter"]), (400, &Value::from(parameter)));
    }
    site.following.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn places_and_similar_services_are_told() {
    let site = Site::with_the_demonstration().await;
    let walsall = site.get("/api/v1/places?q=Walsall").await.json();
    let first = &walsall["places"][0];
    assert_eq!((first["nation"].as_str(), first["council"]["code"].as_str()), (Some("england"), Some("E08000030")), "{walsall}");
    assert_eq!(site.get("/api/v1/places?q=Atlantis-on-Sea").await.json()["places"].as_array().map(Vec::len), Some(0));
    assert_eq!(site.get("/api/v1/places").await.json()["parameter"], "q");
    let found = site.get("/api/v1/search?q=food+bank&place=Walsall").await.json();
    let one = id(&found["results"][0]);
    let similar = site.get(&format!("/api/v1/services/{one}/similar")).await.json();
    let similar = similar["results"].as_array().expect("results");
    assert!(!similar.is_empty() && similar.iter().all(|other| id(other) != one));
    site.following.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_whole_directory_travels_as_a_data_package() {
    let site = Site::with_the_demonstration().await;
    let plain = ("accept-encoding", "br, gzip");
    let (status, headers, _) = site.bytes(&format!("{BASE}/bulk/datapackage.zip"), plain).await;
    let address = headers["location"].to_str().expect("an address").to_owned();
    assert_eq!(status, 303);
    let (status, headers, whole) = site.bytes(&address, plain).await;
    assert_eq!((status, headers["content-type"].to_str().ok()), (200, Some("application/zip")));
    assert!(!headers.contains_key("content-encoding"), "a zip is not packed again");
    let (status, headers, rest) = site.bytes(&address, ("range", "bytes=1000-")).await;
    assert_eq!((status, &rest[..]), (206, &whole[1000..]), "{headers:?}");
    for gone in ["datapackage-0.zip", "datapackage-x.zip", "..%2fdatapackage-1.zip"] {
        assert_eq!(site.get(&format!("{BASE}/bulk/{gone}")).await.status, 404, "{gone}");
    }

    let other = Home::new().await;
    let file = other.path().join("package.zip");
    std::fs::write(&file, &whole).expect("written");
    let report = importing::any(&other, &file.to_string_lossy()).await;
    assert_eq!((report.kind.as_str(), report.rejected, report.notes), ("hsds-tables", 0, 0), "{report:#?}");
    assert_eq!(other.names().await, site.home.names().await);
    let lost = |here: &fingerpost::model::service::Service, there: &fingerpost::model::service::Service| {
        (here.phones != there.phones).then_some("phones").or_else(|| {
            let told = [
                (
                    "sites",
                    here.sites.len() == there.sites.len() && here.sites.iter().zip(&there.sites).all(|(a, b)| a.address == b.address),
                ),
                ("hours", here.schedules == there.schedules),
                ("areas", here.areas == there.areas),
                ("costs", here.costs == there.costs),
                ("needs", here.needs == there.needs),
                ("ages", here.ages == there.ages),
                ("organisation", here.organisation == there.organisation),
                ("capacity", here.capacity == there.capacity),
            ];
            told.into_iter().find(|(_, same)| !same).map(|(what, _)| what)
        })
    };
    for (here, there) in site.home.services().await.iter().zip(&other.services().await) {
        assert_eq!(lost(here, there), None, "{}", here.name);
    }
    site.following.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_get_the_directory_as_a_table() {
    let site = Site::with_the_demonstration().await;
    let answer = site.get(&format!("{BASE}/bulk/services.csv")).await;
    assert_eq!(answer.kind, "text/csv; charset=utf-8");
    assert!(answer.body.starts_with('\u{feff}'));
    let mut reader = csv::Reader::from_reader(answer.body.trim_start_matches('\u{feff}').as_bytes());
    assert_eq!(reader.headers().expect("headings").get(1), Some("name"));
    let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().expect("rows");
    assert_eq!(rows.len(), count(&site.feed("/services").await, "total_items"));
    let some = site.get(&format!("{BASE}/bulk/services.csv?day=SA&minimum_age=70")).await;
    assert!((2..rows.len()).contains(&some.body.lines().count()));
    assert_eq!(site.get(&format!("{BASE}/bulk/services.csv?day=never")).await.status, 400);
    site.following.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn our_own_check_finds_no_error_in_what_we_publish() {
    let site = Site::with_the_demonstration().await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = format!("http://{}{BASE}", listener.local_addr().expect("an address"));
    let serving = tokio::spawn(axum::serve(listener, site.router.clone()).into_future());
    let wanted = checking::Wanted { all: false, seed: 7, allow_private: true, timeout: std::time::Duration::from_mins(1) };
    let clock = site.app.clock().clone();
    let report = checking::check(&address.parse().expect("a URL"), &wanted, &clock, &mut |_| ()).await.expect("a report");
    let worst: Vec<_> = report.findings.iter().map(|one| format!("{one:?}")).collect();
    assert!(report.conforms && report.errors == 0, "{worst:#?}");
    assert_eq!(report.official_passes, Some(true));
    eprintln!("{} errors, {} warnings, {} pieces of advice: {worst:#?}", report.errors, report.warnings, report.advice);
    serving.abort();
    site.following.stop().await;
}

/// A value of a query as JSON has it: a number or a flag where it reads as one.
fn in_json(query: &str) -> Value {
    let mut object = serde_json::Map::new();
    for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
        let value = serde_json::from_str(&value).unwrap_or_else(|_| Value::from(value.as_ref()));
        let all = object.entry(name.into_owned()).or_insert_with(|| Value::Array(Vec::new()));
        all.as_array_mut().expect("a list").push(value);
    }
    object.into()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_asked_for_in_a_body_is_the_list_asked_for_in_an_address_and_nobody_keeps_it() {
    let site = Site::with_the_demonstration().await;
    let ask = async |path: &str, kind: &str, body: String| {
        let request = Request::post(format!("{BASE}{path}")).header("content-type", kind).body(Body::from(body)).expect("a request");
        let response = site.router.clone().oneshot(request).await.expect("an answer");
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let body = response.into_body().collect().await.expect("a body").to_bytes();
        (status, headers["cache-control"].to_str().expect("text").to_owned(), String::from_utf8_lossy(&body).into_owned())
    };
    let (json, form) = ("application/json", "application/x-www-form-urlencoded; charset=UTF-8");
    for (list, query) in [
        ("/services", "postcode=WS1+1AA&proximity=5000&per_page=3&page=2"),
        ("/services", "day=SA&day=SU&full=true&minimum_age=30"),
        ("/services", "search=food+bank&format=ndjson"),
        ("/services", "minimal=true"),
        ("/service_at_locations", "postcode=WS1+1AA&proximity=3000"),
        ("/organizations", "search=a&per_page=7"),
        ("/taxonomies", "page=1"),
        ("/taxonomy_terms", "top_only=true&per_page=500"),
        ("/services", "page=0"),
        ("/services", "postcode=nowhere"),
        ("/taxonomy_terms", "parent_id=x"),
        ("/service_at_locations", "format=xml"),
    ] {
        let there = site.get(&format!("{BASE}{list}?{query}")).await;
        for (path, kind, body) in [
            (list.to_owned(), json, in_json(query).to_string()),
            (list.to_owned(), form, query.to_owned()),
            (format!("{list}?{query}"), json, String::new()),
            (
                format!("{list}?page=9999&{query}&page=9999"),
                form,
                if query.contains("&page") { query.to_owned() } else { format!("{query}&page=1") },
            ),
        ] {
            let (status, keeping, answer) = ask(&path, kind, body.clone()).await;
            assert_eq!((status, answer), (there.status.as_u16(), there.body.clone()), "{path} {body}");
            assert_eq!(keeping, "no-store", "{path} {body}");
        }
    }
    for (kind, body, status, words) in [
        (json, "[]".to_owned(), 400, "\"body\""),
        (json, r#"{"near": {}}"#.to_owned(), 400, "\"near\""),
        ("text/plain", "page=1".to_owned(), 400, "application/x-www-form-urlencoded"),
        (form, format!("nobody={}", "x".repeat(40_000)), 413, "\"status\":413"),
    ] {
        let (answered, _, answer) = ask("/services", kind, body.clone()).await;
        assert!(answered == status && answer.contains(words), "{kind} {body:.60}: {answered} {answer}");
    }
    site.following.stop().await;
}

/// A service with everything HSDS 3.1 added that is read here.
fn of_3_1(id: &str) -> Value {
    serde_json::json!({
        "id": id, "name": "Tea and talk", "status": "active", "description": "Tea", "url": "https://tea.example/",
        "additional_urls": [
            { "id": id, "label": "Our Facebook page", "url": "https://facebook.example/tea", "service_id": id },
            { "id": id, "url": "tea.example/menu" },
            { "id": id, "label": "Never", "url": "javascript:alert(1)" },
        ],
        "organization": { "id": id, "name": "Tea Trust", "description": "", "additional_websites":
            [{ "id": id, "label": "Annual report", "url": "https://trust.example/report", "organization_id": id }] },
        "attributes": [{ "id": id, "label": "Drop in any time", "link_id": id,
            "taxonomy_term": { "id": id, "code": "1", "name": "Social", "description": "Social", "taxonomy": "theirs" } }],
        "capacities": [{ "id": id, "unit": { "id": id, "name": "Seat" }, "available": 0, "updated": "2026-11-20T10:00:00.000Z" }],
        "service_at_locations": [{ "id": id, "service_areas": [{ "id": id, "name": "Walsall", "service_at_location_id": id }],
            "location": { "id": id, "location_type": "physical", "latitude": 52.58, "longitude": -1.98, "addresses": [{ "id": id,
                "address_1": "1 High Street", "city": "Walsall", "state_province": "", "postal_code": "WS1 1TP", "country": "GB",
                "address_type": "physical" }] } }],
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_hsds_3_1_added_goes_through_whole_and_stands_on_pages_in_tables_and_in_copies() {
    const ID: &str = "00000000-0000-4000-8000-000000003100";
    let home = Home::new().await;
    importing::publish(&home, "theirs", &[of_3_1(ID)]).await;
    let site = Site::over(home).await;
    site.soon_finds("q=tea", 1).await;
    let document = site.feed(&format!("/services/{ID}")).await;
    let links: Vec<(Option<&str>, &str)> = document["additional_urls"]
        .as_array()
        .expect("links")
        .iter()
        .map(|link| (link["label"].as_str(), link["url"].as_str().expect("an address")))
        .collect();
    assert_eq!(links, [(Some("Our Facebook page"), "https://facebook.example/tea"), (None, "https://tea.example/menu")]);
    assert_eq!(document["organization"]["additional_websites"][0]["label"], "Annual report");
    let attribute = document["attributes"].as_array().expect("attributes").iter().find(|one| one["taxonomy_term"]["name"] == "Social");
    assert_eq!(attribute.expect("the term")["label"], "Drop in any time");
    assert_eq!(document["fingerpost"]["capacity"], serde_json::json!({ "state": "full", "as_of": "2026-11-20" }));
    assert!(document.get("capacities").is_none());
    assert_eq!(document["service_areas"][0]["name"], "Walsall");
    // The published schemas, of 3.0 for the whole and of 3.1 for what it added.
    let organisation = site.feed(&format!("/organizations/{}", document["organization_id"].as_str().expect("an id"))).await;
    let faults = |schema: Option<jsonschema::Validator>, value: &Value| {
        schema
            .map_or_else(Vec::new, |schema| schema.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect())
    };
    assert_eq!(faults(schema("service.json"), &document), Vec::<String>::new());
    assert_eq!(faults(schema("organization_list.json"), &organisation), Vec::<String>::new());
    for link in document["additional_urls"].as_array().into_iter().chain(organisation["additional_websites"].as_array()).flatten() {
        assert_eq!(faults(schema_3_1("url.json"), link), Vec::<String>::new());
    }
    for attribute in document["attributes"].as_array().into_iter().flatten() {
        assert_eq!(faults(schema_3_1("attribute.json"), attribute), Vec::<String>::new());
    }
    // On the pages, of the server and of a copy.
    let asked = PatchAsked { place: "Walsall".to_owned(), miles: Some(5.0), ..PatchAsked::default() };
    let copy = site.app.pack(&asked).await.expect("a pack").open_whole(site.app.clock().clone()).expect("it opens");
    let copy = server::carried(copy, web::carried(), std::sync::Arc::default());
    for (path, links) in [
        (
            format!("/service/{ID}"),
            [
                "<a href=\"https://facebook.example/tea\" rel=\"noreferrer nofollow\">Our Facebook page</a>",
                "<a href=\"https://tea.example/menu\" rel=\"noreferrer nofollow\">Another web page, at tea.example</a>",
            ]
            .to_vec(),
        ),
        (
            format!("/organisation/{}", document["organization_id"].as_str().expect("an id")),
            vec!["<a href=\"https://trust.example/report\" rel=\"noreferrer nofollow\">Annual report</a>"],
        ),
    ] {
        for router in [&site.router, &copy] {
            let response = router.clone().oneshot(Request::get(&path).body(Body::empty()).expect("a request")).await.expect("an answer");
            let body = response.into_body().collect().await.expect("a body").to_bytes();
            let page = String::from_utf8_lossy(&body);
            assert!(links.iter().all(|link| page.contains(link)) && !page.contains("javascript:"), "{path}: {page}");
        }
    }
    // Nothing of it is lost on the way through our tables into another directory.
    let package = site.get(&format!("{BASE}/bulk/datapackage.zip")).await.location;
    let (status, _, bytes) = site.bytes(&package, ("accept", "*/*")).await;
    assert_eq!(status, 200);
    let other = Home::new().await;
    let file = other.path().join("package.zip");
    std::fs::write(&file, &bytes).expect("written");
    importing::any(&other, &file.to_string_lossy()).await;
    let (here, there) = (site.home.services().await.remove(0), other.services().await.remove(0));
    assert_eq!((&there.links, &there.organisation.links), (&here.links, &here.organisation.links));
    assert_eq!((&there.terms, &there.capacity, &there.areas), (&here.terms, &here.capacity, &here.areas));
    assert_eq!(here.links.len(), 2);
    site.following.stop().await;
}

/// The published schema of a part that HSDS 3.1 added, where the standards are at hand; it stands by itself.
fn schema_3_1(name: &str) -> Option<jsonschema::Validator> {
    let folder = PathBuf::from(std::env::var_os("FINGERPOST_SHARED")?).join("standards/hsds-3.0/hsds-3.1-dev-international/schema");
    let mut schema: Value = serde_json::from_str(&std::fs::read_to_string(folder.join(name)).expect("a schema")).expect("JSON");
    // What it refers to is other parts, which are held against the whole.
    let properties = schema["properties"].as_object_mut().expect("properties");
    properties.retain(|_, property| !property.to_string().contains("$ref"));
    schema["$id"].take();
    schema.as_object_mut().expect("an object").remove("$id");
    Some(jsonschema::draft202012::options().should_validate_formats(true).build(&schema).expect("a schema"))
}
