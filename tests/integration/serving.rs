//! The site over a real store and a real index: what was saved is found in time, nothing private comes out, and what is not
//! there is said in the right way.

use crate::{
    home::Home,
    site::{SOON, Site},
};
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use fingerpost::{
    app::{App, follow::FollowError},
    model::id::ServiceId,
};
use serde_json::Value;
use std::{collections::BTreeSet, time::Instant};
use tower::ServiceExt;

/// Imports services as a feed of its own; the batch's number.
async fn save(home: &Home, services: &[Value]) -> i64 {
    crate::importing::save(home, "saved", services).await.batch.expect("a batch")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_saved_can_soon_be_found() {
    let site = Site::with_the_demonstration().await;
    assert_eq!(site.found("q=quartzberry").await, 0);
    let mut one = crate::importing::service(1);
    one["name"] = "Quartzberry Club".into();
    let batch = save(&site.home, &[one]).await;
    let took = site.soon_finds("q=%22quartzberry%22", 1).await;
    site.home.importer.store.undo(batch).await.expect("undone");
    let gone = site.soon_finds("q=%22quartzberry%22", 0).await;
    eprintln!("found after {took:?}, gone after {gone:?}");
    site.following.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_process_alone_follows_into_an_index() {
    let site = Site::over(Home::new().await).await;
    let other = App::over(site.home.importer.store.clone(), &site.home.config, &mut |_| ()).await.expect("reading is free");
    let refused = other.follow().await.expect_err("the index is taken");
    assert!(matches!(&refused, FollowError::Taken(_)), "{refused}");
    assert!(refused.to_string().contains("another Fingerpost is running"), "{refused}");
    assert!(fingerpost::app::follow::ask_server(site.home.config.index()).expect("asked"), "a rebuild is left to the server");
    let mut one = crate::importing::service(1);
    one["name"] = "Quartzberry Club".into();
    save(&site.home, &[one]).await;
    site.soon_finds("q=quartzberry+club", 1).await;
    site.following.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_card_damaged_on_disk_heals_by_itself() {
    let site = Site::with_the_demonstration().await;
    site.following.stop().await;
    let Site { home, app, router, .. } = site;
    drop((app, router));
    let current = std::fs::read_to_string(home.config.index().join("CURRENT")).expect("a generation");
    let cards = home.config.index().join(current.trim()).join("cards.dat");
    let length = std::fs::read(&cards).expect("cards").len();
    std::fs::write(&cards, vec![0; length]).expect("damaged");
    let site = Site::over(home).await;
    assert_eq!(site.get("/api/v1/search?q=food+bank").await.status, 500);
    let begun = Instant::now();
    while site.get("/api/v1/search?q=food+bank").await.status != 200 {
        assert!(begun.elapsed() < SOON * 10, "the index is not built again");
        tokio::task::yield_now().await;
    }
    site.following.stop().await;
}

/// A word that must not come out, and whose it is.
type Secret = (String, ServiceId);

/// Professional-only lines and confidential addresses, as they stand in the demonstration files.
fn secrets() -> Vec<Secret> {
    let mut secrets = Vec::new();
    for name in fingerpost::shipped::list("demo").into_iter().filter(|name| name.contains(".json")) {
        let page: Value = serde_json::from_str(&fingerpost::shipped::text(&name).expect("a demonstration file")).expect("JSON");
        for service in page["contents"].as_array().expect("services") {
            let id: ServiceId = service["id"].as_str().expect("an id").parse().expect("a UUID");
            let professional = ["phone", "email", "notes"].map(|key| &service["fingerpost"]["professional"][key]);
            let places = service["service_at_locations"].as_array().into_iter().flatten().map(|place| &place["location"]);
            let hidden = places.filter(|place| place["fingerpost"]["confidential"] == true);
            let addresses = hidden.flat_map(|place| place["addresses"].as_array().into_iter().flatten());
            let lines = addresses.flat_map(|address| [&address["address_1"], &address["postal_code"]]);
            secrets.extend(professional.into_iter().chain(lines).filter_map(Value::as_str).map(|text| (text.to_owned(), id)));
        }
    }
    secrets
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_private_comes_out_of_any_page_or_resource() {
    let site = Site::with_the_demonstration().await;
    let secrets = secrets();
    assert!(secrets.len() > 100, "the demonstration directory has secrets to keep");
    for (secret, id) in &secrets {
        for path in [format!("/api/v1/services/{id}"), format!("/service/{id}")] {
            let answer = site.get(&path).await;
            assert_eq!(answer.status, 200, "{path}");
            let shown = answer.body.replace("&#39;", "'").replace("&#x27;", "'");
            assert!(!shown.contains(secret.as_str()), "{path} tells {secret}");
        }
    }
    let words: BTreeSet<&str> = secrets.iter().filter(|(secret, _)| secret.contains('@')).map(|(secret, _)| secret.as_str()).collect();
    for word in words {
        let query: String = url::form_urlencoded::byte_serialize(format!("\"{word}\"").as_bytes()).collect();
        let answer = site.get(&format!("/api/v1/search?q={query}&per_page=100")).await;
        let mut results = answer.json()["results"].take();
        for result in results.as_array_mut().expect("results") {
            result["reasons"].take(); // they repeat the asker's own words
        }
        assert!(!results.to_string().contains(word), "a search tells {word}");
    }
    site.following.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_service_meets_the_published_schema() {
    let Ok(shared) = std::env::var("FINGERPOST_SHARED") else {
        eprintln!("skipped: FINGERPOST_SHARED is not set");
        return;
    };
    eprintln!("real data: the published schema");
    let path = format!("{shared}/standards/hsds-3.0/validator-fixtures/schemas-v3-selfcontained/service.json");
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(path).expect("the schema")).expect("JSON");
    let validator = jsonschema::draft202012::options().should_validate_formats(true).build(&schema).expect("a schema");
    let site = Site::with_the_demonstration().await;
    let services = site.home.services().await;
    assert!(services.len() > 390);
    for service in services {
        let document = site.get(&format!("/api/v1/services/{}", service.id)).await.json();
        let wrong: Vec<String> = validator.iter_errors(&document).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(wrong.is_empty(), "{}: {}", service.name, wrong.join("\n"));
    }
    site.following.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_not_there_is_said_and_what_was_withdrawn_too() {
    let site = Site::over(Home::new().await).await;
    let unknown = ServiceId(fingerpost::clock::random_id());
    for path in [format!("/api/v1/services/{unknown}"), "/api/v1/services/nonsense".to_owned(), "/api/v1/nowhere".to_owned()] {
        let answer = site.get(&path).await;
        assert_eq!((answer.status.as_u16(), answer.kind.as_str()), (404, "application/problem+json"), "{path}");
    }
    assert_eq!(site.get(&format!("/service/{unknown}")).await.status, 404);
    let batch = save(&site.home, &[crate::importing::service(1)]).await;
    let id = site.home.services().await[0].id;
    assert_eq!(site.get(&format!("/service/{id}")).await.status, 200);
    site.home.importer.store.undo(batch).await.expect("undone");
    let (page, document) = (site.get(&format!("/service/{id}")).await, site.get(&format!("/api/v1/services/{id}")).await);
    assert_eq!((page.status.as_u16(), document.status.as_u16()), (410, 410));
    assert!(page.kind.starts_with("text/html") && page.body.contains("Club 1"), "a withdrawn page says what it was");
    site.following.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn health_and_description_tell_the_truth() {
    let site = Site::with_the_demonstration().await;
    let health = site.get("/health").await;
    assert_eq!(health.status, 200);
    assert_eq!(health.json()["services"].as_u64(), Some(site.home.services().await.len() as u64));
    assert_eq!((&health.json()["status"], &health.json()["behind"]), (&Value::from("ok"), &Value::from(0)));
    let described = site.get("/openapi.json").await.json();
    let listed: BTreeSet<&str> = described["paths"].as_object().expect("paths").keys().map(String::as_str).collect();
    let code = site.get("/api/v1/needs").await.json()["needs"][0]["code"].as_str().expect("a code").to_owned();
    for path in &listed {
        let path = path.replace("{id}", &site.home.services().await[0].id.to_string()).replace("{code}", &code);
        let answer = site.get(&path).await;
        assert!(answer.status.is_success() || answer.status == 400, "{path} is described and answers {}", answer.status);
    }
    let routed = routed_in("src/api");
    assert!(!routed.is_empty() && routed.iter().all(|path| listed.contains(path.as_str())), "{routed:?} against {listed:?}");
    assert_eq!(site.app.health().await.services, 406);
    site.following.stop().await;
}

/// The addresses written in the source files of a folder, `path = "…"`.
fn routed_in(folder: &str) -> BTreeSet<String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let files = std::fs::read_dir(folder).expect("the API's sources").flatten().filter(|entry| entry.path().is_file());
    let texts: Vec<String> = files.map(|entry| std::fs::read_to_string(entry.path()).expect("readable")).collect();
    let after = |text: &String| -> Vec<String> {
        text.split("path = \"").skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
    };
    texts.iter().flat_map(after).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_plan_is_behind_its_link_until_it_is_deleted_and_keeps_no_word_of_a_person() {
    let site = Site::with_the_demonstration().await;
    let found = site.get("/api/v1/search?q=food+bank").await.json();
    let id = found["results"][0]["id"].as_str().expect("an id").to_owned();
    let form = format!("s={id}&note-{id}=sesame&matters=sesame&place=B13+8JP&layout=large");
    let request = Request::post("/plan/link").body(Body::from(form)).expect("a request");
    let answer = site.router.clone().oneshot(request).await.expect("an answer");
    let link = answer.headers()["location"].to_str().expect("an address").to_owned();
    let page = site.get(&link).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("class=\"sheet large\"") && !page.body.contains("sesame") && !page.body.contains("B13 8JP"));
    assert_eq!(site.app.drop_expired_plans().await.expect("a round"), 0);
    assert_eq!(site.get("/p/0000-0000-0000").await.status, StatusCode::NOT_FOUND);
    site.following.stop().await;
}
