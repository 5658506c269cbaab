//! Crawls of a small server on this machine that speaks the dialects live feeds speak.

use super::{Again, Asker, Crawled, Details, FetchError, Limits, Memory, Progress, Since, Wait, crawl, crawl_again, probe};
use crate::sources::{Input, all};
use axum::{
    Router,
    body::Body,
    http::{Response, Uri},
    routing::get,
};
use jiff::Timestamp;
use serde_json::{Value, json};
use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};
use url::Url;

/// How the server answers: path, page asked for, number of this request to this address.
type Answer = dyn Fn(&str, usize, usize) -> Response<Body> + Send + Sync;

/// A server that answers until the test ends.
struct Server {
    base: Url,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    async fn start(answer: impl Fn(&str, usize, usize) -> Response<Body> + Send + Sync + 'static) -> Self {
        let answer: Arc<Answer> = Arc::new(answer);
        let requests: Arc<Mutex<Vec<String>>> = Arc::default();
        let seen = Arc::clone(&requests);
        let handler = get(move |uri: Uri| async move {
            let mut requests = seen.lock().unwrap();
            let earlier = requests.iter().filter(|one| **one == uri.to_string()).count();
            requests.push(uri.to_string());
            answer(uri.path(), page_of(&uri), earlier + 1)
        });
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = Url::parse(&format!("http://{}/api", listener.local_addr().unwrap())).unwrap();
        tokio::spawn(async move { axum::serve(listener, Router::new().fallback(handler)).await });
        Self { base, requests }
    }

    fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

fn page_of(uri: &Uri) -> usize {
    let query: HashMap<String, String> = serde_urlencoded::from_str(uri.query().unwrap_or_default()).unwrap();
    query.get("page").and_then(|page| page.parse().ok()).unwrap_or(1)
}

fn ok(body: &Value) -> Response<Body> {
    Response::new(Body::from(body.to_string()))
}

fn status(code: u16) -> Response<Body> {
    Response::builder().status(code).body(Body::empty()).unwrap()
}

/// Services with detail, numbered from `first`.
fn services(first: usize, count: usize) -> Vec<Value> {
    (first..first + count).map(|n| json!({"id": format!("s{n}"), "name": format!("Service {n}"), "phones": []})).collect()
}

/// A page of a feed of `total` services, `size` to a page.
fn page(page: usize, size: usize, total: usize) -> Value {
    let first = (page - 1) * size;
    let count = size.min(total.saturating_sub(first));
    json!({"total_items": total, "total_pages": total.div_ceil(size), "page_number": page, "last_page": first + count >= total,
           "contents": services(first, count)})
}

fn limits() -> Limits {
    Limits { back_off: Duration::ZERO, allow_private: true, timeout: Duration::from_secs(5), retries: 2, ..Limits::default() }
}

async fn fetch_with(server: &Server, limits: Limits) -> Result<(Input, Vec<Value>), FetchError> {
    let spool = tempfile::tempdir().unwrap();
    let input = crawl(server.base.clone(), limits, spool.path(), &|_| {}).await?;
    let pages = input.files.iter().map(|file| serde_json::from_str(&std::fs::read_to_string(&file.path).unwrap()).unwrap()).collect();
    Ok((input, pages))
}

async fn fetch(server: &Server) -> (Input, Vec<Value>) {
    fetch_with(server, limits()).await.unwrap()
}

fn ids(pages: &[Value]) -> Vec<String> {
    let lists = pages.iter().map(|page| page.get("contents").or_else(|| page.get("content")).unwrap_or(page));
    lists.flat_map(|list| list.as_array().unwrap()).map(|item| item["id"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_good_feed_is_read_whole() {
    let server = Server::start(|path, number, _| match path {
        "/api/" => ok(&json!({"version": "HSDS-UK-3.0"})),
        "/api/services" => ok(&page(number, 3, 8)),
        _ => status(404),
    })
    .await;
    let (input, pages) = fetch(&server).await;
    assert_eq!((input.complete, input.remarks), (true, vec!["the feed says it is version HSDS-UK-3.0".to_owned()]));
    assert_eq!(ids(&pages), (0..8).map(|n| format!("s{n}")).collect::<Vec<_>>());
    assert_eq!(input.files[1].name, format!("{}/services?page=2&per_page=100", server.base));
    assert_eq!(server.requests().len(), 4, "the root and three pages");
}

/// Dialects that say untrue things about how long they are: what is found, whether it counts as whole, and how many pages are asked for.
#[tokio::test]
async fn feeds_that_say_untrue_things_are_read_to_their_real_end() {
    type List = fn(usize) -> Response<Body>;
    let cases: [(&str, List, usize, bool, usize); 8] = [
        ("always one page", |n| ok(&with(page(n, 3, 8), &[("total_pages", json!(1)), ("last_page", json!(true))])), 8, true, 3),
        ("silent cap of 50", |n| ok(&page(n, 50, 120)), 120, true, 3),
        ("never the last", |n| ok(&with(page(n, 3, 6), &[("last_page", json!(false))])), 6, true, 3),
        ("no envelope at all", |n| ok(&json!({"contents": page(n, 3, 7)["contents"]})), 7, true, 3),
        ("the same page for ever", |_| ok(&json!({"contents": services(0, 3), "last_page": false})), 3, false, 2),
        ("a bare list", |_| ok(&Value::Array(services(0, 3))), 3, true, 1),
        ("404 beyond the end", |n| if n > 2 { status(404) } else { ok(&json!({"contents": services(n * 3, 3)})) }, 6, true, 3),
        ("empty", |_| ok(&json!({"totalelements": 0, "totalpages": 0, "last": false, "content": []})), 0, true, 1),
    ];
    for (name, list, found, complete, asked) in cases {
        let server = Server::start(move |path, number, _| if path == "/api/services" { list(number) } else { status(404) }).await;
        let (input, pages) = fetch(&server).await;
        assert_eq!((ids(&pages).len(), input.complete), (found, complete), "{name}: {:?}", input.remarks);
        assert_eq!(server.requests().iter().filter(|one| one.contains("page=")).count(), asked, "{name}");
    }
}

fn with(mut page: Value, changes: &[(&str, Value)]) -> Value {
    for (key, value) in changes {
        page[*key] = value.clone();
    }
    page
}

#[tokio::test]
async fn lower_case_envelopes_of_version_1_are_pages_too() {
    let server = Server::start(|path, number, _| match path {
        "/api/services" => {
            ok(&json!({"totalelements": 4, "totalpages": 2, "number": number, "last": number == 2, "content": services(number * 2, 2)}))
        }
        _ => status(500),
    })
    .await;
    let (input, pages) = fetch(&server).await;
    assert_eq!((ids(&pages).len(), input.complete), (4, true));
    assert!(pages[0].get("content").is_some(), "a page keeps the shape it came in");
}

#[tokio::test]
async fn a_page_that_fails_leaves_what_was_read_and_says_so() {
    let server = Server::start(|path, number, _| match (path, number) {
        ("/api/services", 1) => ok(&page(1, 3, 8)),
        ("/api/services", _) => status(500),
        _ => status(404),
    })
    .await;
    let (input, pages) = fetch(&server).await;
    assert_eq!((ids(&pages).len(), input.complete), (3, false));
    assert_eq!(input.remarks, ["page 2 could not be read: the server answered 500 Internal Server Error"]);
    assert_eq!(server.requests().iter().filter(|one| one.contains("page=2")).count(), 3, "tried again twice");
}

#[tokio::test]
async fn a_server_that_is_busy_is_asked_again() {
    let server = Server::start(|path, _, time| match (path, time) {
        ("/api/services", 1) => Response::builder().status(429).header("retry-after", "0").body(Body::empty()).unwrap(),
        ("/api/services", 2) => status(503),
        ("/api/services", _) => ok(&page(1, 3, 2)),
        _ => status(404),
    })
    .await;
    let (input, pages) = fetch(&server).await;
    assert_eq!((ids(&pages).len(), input.complete), (2, true));
}

/// An answer that asks for a wait.
fn wait(code: u16, seconds: &str) -> Response<Body> {
    Response::builder().status(code).header("retry-after", seconds).body(Body::empty()).unwrap()
}

/// Everything of a feed, read as one that is read again and again.
async fn crawl_fully(base: &Url, limits: Limits) -> Result<Crawled, FetchError> {
    let (spool, answers) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let memory = Memory::open(answers.path().to_owned(), Timestamp::MIN).unwrap();
    let again = Again { memory, since: None, believe_dates: false, details_are_there: false };
    crawl_again(base.clone(), limits, again, spool.path(), &|_| {}).await
}

/// Seconds from now on.
fn seconds_until(wait: Option<&Wait>) -> i64 {
    wait.expect("a wait was asked for").until.as_second() - crate::clock::Clock::system().now().as_second()
}

#[tokio::test]
async fn a_server_that_asks_for_a_long_wait_is_asked_for_nothing_else() {
    let bare =
        |number: usize| json!({"contents": (0..9).map(|n| json!({"id": format!("s{number}-{n}"), "name": "x"})).collect::<Vec<_>>()});
    let server = Server::start(move |path, number, _| match path {
        "/api/services" => ok(&bare(number)),
        "/api/services/s1-2" => wait(429, "7200"),
        path if path.starts_with("/api/services/") => ok(&json!({"id": path.rsplit('/').next(), "name": "x", "phones": []})),
        _ => status(404),
    })
    .await;
    let crawled = crawl_fully(&server.base, Limits { at_once: 1, ..limits() }).await.unwrap();
    assert!((7199..=7201).contains(&seconds_until(crawled.asked_to_wait.as_ref())), "{:?}", crawled.asked_to_wait);
    assert!(!crawled.input.complete && crawled.input.files.len() == 1, "what was read counts");
    let remarks = crawled.input.remarks.join("\n");
    assert!(remarks.contains("answered 429 Too Many Requests and asked us to wait; it is left alone until 2"), "{remarks}");
    assert_eq!(
        server.requests()[1..],
        ["/api/services?page=1&per_page=100", "/api/services/s1-0", "/api/services/s1-1", "/api/services/s1-2"]
    );

    for (asked, seconds) in [("61", 61), ("99999999999", 24 * 3600), ("Fri, 01 Jan 2100 00:00:00 GMT", 24 * 3600)] {
        let busy = Server::start(move |_, _, _| wait(503, asked)).await;
        let error = crawl_fully(&busy.base, limits()).await.unwrap_err();
        let FetchError::Wait { wait, .. } = error else { panic!("{error}") };
        assert!((seconds - 1..=seconds + 1).contains(&seconds_until(Some(&wait))), "{asked}: {wait:?}");
        assert_eq!(wait.record, None, "it was no record");
        assert_eq!(busy.requests(), ["/api/"]);
        assert!(matches!(probe(&busy.base, limits()).await, Err(FetchError::Wait { .. })));
    }
    let short = Server::start(|path, _, time| if path == "/api/services" && time > 1 { ok(&page(1, 3, 2)) } else { wait(503, "0") }).await;
    assert_eq!(crawl_fully(&short.base, limits()).await.unwrap().asked_to_wait, None);
}

#[tokio::test]
async fn what_a_feed_can_do_is_not_told_from_what_was_not_tried() {
    let asked = AtomicUsize::new(0);
    let server = Server::start(move |path, _, _| match path {
        "/api/services" if asked.fetch_add(1, Ordering::Relaxed) == 0 => ok(&page(1, 3, 2)),
        "/api/services" => wait(429, "3600"),
        _ => status(404),
    })
    .await;
    let error = probe(&server.base, limits()).await.unwrap_err();
    assert!(matches!(error, FetchError::Wait { .. }), "{error}");

    // The same at one of the usual places; the others are not tried then.
    let asked = AtomicUsize::new(0);
    let mut server = Server::start(move |path, _, _| match path {
        "/v3/services" if asked.fetch_add(1, Ordering::Relaxed) == 0 => ok(&page(1, 3, 2)),
        "/v3/services" => wait(429, "3600"),
        _ => status(404),
    })
    .await;
    server.base.set_path("/");
    let error = probe(&server.base, limits()).await.unwrap_err();
    assert!(matches!(error, FetchError::Wait { .. }), "{error}");
    assert!(!server.requests().iter().any(|one| one.starts_with("/api/services")), "{:?}", server.requests());
}

/// Before, now, or after.
fn hours(count: i64) -> Timestamp {
    crate::clock::Clock::system().now() + jiff::SignedDuration::from_hours(count)
}

/// Everything of a feed, by a crawl that began six hours ago and remembers what lies in a folder.
async fn go_on(
    server: &Server,
    answers: &std::path::Path,
    since: Option<Since>,
    limits: Limits,
) -> Result<(Crawled, Vec<String>), FetchError> {
    let spool = tempfile::tempdir().unwrap();
    let memory = Memory::open(answers.to_owned(), hours(-6)).unwrap();
    let again = Again { memory, since, believe_dates: false, details_are_there: false };
    let crawled = crawl_again(server.base.clone(), limits, again, spool.path(), &|_| {}).await?;
    let pages: Vec<Value> =
        crawled.input.files.iter().map(|file| serde_json::from_str(&std::fs::read_to_string(&file.path).unwrap()).unwrap()).collect();
    let found = ids(&pages);
    Ok((crawled, found))
}

#[tokio::test]
async fn pages_of_different_times_are_not_put_together_to_tell_what_is_gone() {
    // Three on three pages, of which the first two were read five hours ago; s0 has gone since, and the others have slid up a page.
    let list = |total: usize, number: usize| {
        let one = services(number + 2 - total, usize::from(number <= total));
        json!({"total_items": total, "contents": one})
    };
    let remembered = |at: Timestamp| {
        let answers = tempfile::tempdir().unwrap();
        let memory = Memory::open(answers.path().to_owned(), hours(-6)).unwrap();
        move |base: &Url| {
            for number in 1..=2 {
                let address = Url::parse(&format!("{base}/services?page={number}&per_page=100")).unwrap();
                memory.keep(&address, None, None, at, list(3, number).to_string().as_bytes());
            }
            answers
        }
    };
    let slid = move |path: &str, number: usize, _: usize| if path == "/api/services" { ok(&list(2, number)) } else { status(404) };
    let server = Server::start(slid).await;
    let answers = remembered(hours(-5))(&server.base);
    let (crawled, found) = go_on(&server, answers.path(), None, limits()).await.unwrap();
    assert_eq!((found, crawled.input.complete), (vec!["s1".to_owned(), "s2".to_owned()], true), "{:?}", crawled.input.remarks);

    // The same, where the pages cannot be had a second time.
    let broken = move |path: &str, number: usize, _: usize| match (path, number) {
        ("/api/services", 1..=2) => status(500),
        ("/api/services", _) => ok(&json!({"contents": []})),
        _ => status(404),
    };
    let server = Server::start(broken).await;
    let answers = remembered(hours(-5))(&server.base);
    let fresh = Memory::open(answers.path().to_owned(), hours(-6)).unwrap();
    let third = Url::parse(&format!("{}/services?page=3&per_page=100", server.base)).unwrap();
    fresh.keep(&third, None, None, hours(0), json!({"contents": []}).to_string().as_bytes());
    let (crawled, found) = go_on(&server, answers.path(), None, limits()).await.unwrap();
    assert_eq!((found, crawled.input.complete), (vec!["s0".to_owned(), "s1".to_owned()], false), "what was read counts");
    let remarks = crawled.input.remarks.join("; ");
    assert!(remarks.contains("page 1 could not be read") && remarks.contains("so nothing counts as gone"), "{remarks}");

    // Pages of about the same time are gone on with.
    let server = Server::start(move |path, number, _| if path == "/api/services" { ok(&list(3, number)) } else { status(404) }).await;
    let answers = remembered(hours(0))(&server.base);
    let (crawled, found) = go_on(&server, answers.path(), None, limits()).await.unwrap();
    assert_eq!((found.len(), crawled.input.complete), (3, true));
    assert_eq!(server.requests().iter().filter(|one| one.contains("page=1&")).count(), 0, "{:?}", server.requests());
}

#[tokio::test]
async fn a_list_that_changes_while_it_is_read_is_read_once_more() {
    // By the number of the page and of the request for it: how many services it says there are, and the first one's number.
    type Told = fn(usize, usize) -> (usize, usize);
    let cases: [(&str, Told, bool); 3] = [
        ("once", |number, time| if time == 1 { (8 + number, 0) } else { (8, 50) }, true),
        ("always", |number, time| (8 + number, 50 * time), false),
        ("it counts like that", |number, time| (8 + number + time, 0), true),
    ];
    for (name, told, complete) in cases {
        let server = Server::start(move |path, number, time| {
            let (total, first) = told(number, time);
            let contents = json!(services(first + 3 * number, if number == 3 { 2 } else { 3 }));
            if path == "/api/services" { ok(&json!({"total_items": total, "contents": contents})) } else { status(404) }
        })
        .await;
        let (input, pages) = fetch(&server).await;
        assert_eq!((ids(&pages).len(), input.complete), (8, complete), "{name}: {:?}", input.remarks);
        assert_eq!(server.requests().iter().filter(|one| one.contains("page=2")).count(), 2, "{name}");
        assert_eq!(input.remarks.iter().any(|remark| remark.contains("nothing counts as gone")), !complete, "{name}");
    }
}

#[tokio::test]
async fn an_answer_that_was_of_no_use_is_asked_for_again() {
    let no_page = || ok(&json!({"detail": "closed for maintenance"}));
    let cursor = move |path: &str, _: usize, time: usize| match (path, time) {
        ("/api/", _) => ok(&json!({"next": "/api/next", "items": [{"id": "s0", "state": "updated", "data": {"id": "s0", "name": "x"}}]})),
        ("/api/next", 1) => no_page(),
        _ => ok(&json!({"next": "/api/next", "items": []})),
    };
    for since in [None, Some("/api/next")] {
        let (server, answers) = (Server::start(cursor).await, tempfile::tempdir().unwrap());
        let since = since.map(|path| Since::Cursor(server.base.join(path).unwrap()));
        let first = go_on(&server, answers.path(), since.clone(), limits()).await;
        assert!(first.is_err() || first.is_ok_and(|(crawled, _)| !crawled.input.complete));
        assert!(go_on(&server, answers.path(), since, limits()).await.unwrap().0.input.complete);
    }
    let server = Server::start(move |path, _, time| match (path, time) {
        ("/api/services", _) => ok(&json!({"total_items": 1, "last_page": true, "contents": [{"id": "s0", "name": "x"}]})),
        ("/api/services/s0", 1) => Response::new(Body::from("<html>closed for maintenance")),
        ("/api/services/s0", _) => ok(&json!({"id": "s0", "name": "x", "phones": []})),
        _ => status(404),
    })
    .await;
    let answers = tempfile::tempdir().unwrap();
    assert!(!go_on(&server, answers.path(), None, limits()).await.unwrap().0.input.complete);
    assert!(go_on(&server, answers.path(), None, limits()).await.unwrap().0.input.complete);
}

#[tokio::test]
async fn one_record_that_always_asks_for_a_wait_hides_nothing_for_ever() {
    let server = Server::start(|path, _, _| match path {
        "/api/services" => {
            ok(&json!({"last_page": true, "contents": (0..3).map(|n| json!({"id": format!("s{n}"), "name": "x"})).collect::<Vec<_>>()}))
        }
        "/api/services/s0" => wait(503, "7200"),
        path if path.starts_with("/api/services/") => ok(&json!({"id": path.rsplit('/').next(), "name": "x", "phones": []})),
        _ => status(404),
    })
    .await;
    let (answers, one) = (tempfile::tempdir().unwrap(), Limits { at_once: 1, ..limits() });
    let (crawled, found) = go_on(&server, answers.path(), None, one.clone()).await.unwrap();
    let record = crawled.asked_to_wait.expect("it asks for a wait").record.expect("a record asks");
    assert_eq!((record.as_str(), found.len()), ("/api/services/s0", 0));
    let error = probe(&server.base, one.clone()).await.unwrap_err();
    assert!(matches!(&error, FetchError::Wait { wait, .. } if wait.record.as_deref() == Some("/api/services/s0")), "{error}");
    let known = Limits { asked_before: vec![record], ..one };
    let (crawled, found) = go_on(&server, answers.path(), None, known.clone()).await.unwrap();
    assert_eq!((found, crawled.asked_to_wait), (vec!["s1".to_owned(), "s2".to_owned()], None));
    assert!(!crawled.input.complete, "it is left out like any record that fails: {:?}", crawled.input.remarks);
    assert_eq!(probe(&server.base, known).await.unwrap().details, Details::OnTheirOwn);
    let other = Limits { asked_before: vec!["/api/services/s1".to_owned()], ..limits() };
    assert!(go_on(&server, answers.path(), None, other).await.unwrap().0.asked_to_wait.is_some(), "another record's wait is heeded");
}

#[tokio::test]
async fn two_feeds_of_one_host_share_the_pause_between_requests() {
    let server = Server::start(|path, number, _| if path.ends_with("/services") { ok(&page(number, 1, 5)) } else { status(404) }).await;
    let paced = Limits { pace: Duration::from_millis(40), ..limits() };
    let began = std::time::Instant::now();
    let other = server.base.join("/other").unwrap();
    let (one, two) = tokio::join!(crawl_fully(&server.base, paced.clone()), crawl_fully(&other, paced));
    assert!(one.unwrap().input.complete && two.unwrap().input.complete);
    let requests = u32::try_from(server.requests().len()).unwrap();
    assert_eq!(requests, 12);
    let least = Duration::from_millis(40) * (requests - 1);
    assert!(began.elapsed() >= least, "{requests} requests in {:?}", began.elapsed());
}

/// A server whose `robots.txt` is this.
async fn minding(robots: &'static str, answer: impl Fn(&str, usize) -> Response<Body> + Send + Sync + 'static) -> Server {
    Server::start(move |path, number, _| if path == "/robots.txt" { Response::new(Body::from(robots)) } else { answer(path, number) }).await
}

#[tokio::test]
async fn robots_txt_is_heeded_wherever_a_feed_leads() {
    let heeding = Limits { heed_robots: true, ..limits() };
    let details = |path: &str, _: usize| match path {
        "/api/services" => ok(&json!({"contents": [{"id": "s0", "name": "x"}, {"id": "s1", "name": "x"}]})),
        path if path.starts_with("/api/services/") => ok(&json!({"id": path.rsplit('/').next(), "name": "x", "phones": []})),
        _ => status(404),
    };
    let server = minding("User-agent: *\nDisallow: /api/services/s1\n", details).await;
    let crawled = crawl_fully(&server.base, heeding.clone()).await.unwrap();
    assert!(!crawled.input.complete && crawled.input.remarks[0].contains("robots.txt asks programs to stay away"), "{crawled:?}");
    assert!(server.requests().contains(&"/api/services/s0".to_owned()) && !server.requests().contains(&"/api/services/s1".to_owned()));

    let pages = |path: &str, number: usize| if path == "/api/services" { ok(&page(number, 3, 8)) } else { status(404) };
    let server = minding("User-agent: *\nDisallow: /\nAllow: /api/\n", pages).await;
    assert!(crawl_fully(&server.base, heeding.clone()).await.unwrap().input.complete);
    let probed = probe(&server.base, heeding.clone()).await;
    assert!(probed.is_ok(), "the bare base is asked for nothing: {probed:?}");
    let server = minding("User-agent: *\nDisallow: /*page=2\n", pages).await;
    assert!(!crawl_fully(&server.base, heeding.clone()).await.unwrap().input.complete);
    assert!(!server.requests().iter().any(|one| one.contains("page=2")), "{:?}", server.requests());

    let cursor = |path: &str, _: usize| match path {
        "/api/" => ok(&json!({"next": "/kept/out", "items": [{"id": "s1", "state": "updated", "data": {"id": "s1", "name": "x"}}]})),
        _ => ok(&json!({"next": "/kept/out", "items": []})),
    };
    let server = minding("User-agent: *\nDisallow: /kept/\n", cursor).await;
    let crawled = crawl_fully(&server.base, heeding.clone()).await.unwrap();
    assert!(!crawled.input.complete && crawled.input.remarks[0].contains("robots.txt"), "{crawled:?}");
    assert_eq!(server.requests(), ["/robots.txt", "/api/"]);
    assert!(crawl_fully(&server.base, limits()).await.unwrap().input.complete, "where the publisher agreed");

    let leading = |path: &str, _: usize| match path {
        "/api/services" => Response::builder().status(302).header("location", "/kept/out").body(Body::empty()).unwrap(),
        "/kept/out" => ok(&page(1, 3, 2)),
        _ => status(404),
    };
    let server = minding("User-agent: *\nDisallow: /kept/\n", leading).await;
    let error = crawl_fully(&server.base, heeding).await.unwrap_err();
    assert!(matches!(error, FetchError::Robots { .. }), "{error}");
    assert!(!server.requests().contains(&"/kept/out".to_owned()), "a redirect is no way round");
}

#[tokio::test]
async fn details_are_fetched_where_the_list_is_bare() {
    let bare = |count: usize| json!({"total_items": count, "last_page": true, "contents": (0..count).map(|n| json!({"id": format!("s{n}"), "name": "x"})).collect::<Vec<_>>()});
    let detail = |path: &str| ok(&json!({"id": path.rsplit('/').next(), "name": "x", "phones": [{"number": "111"}]}));
    let server = Server::start(move |path, _, _| match path {
        "/api/services" => ok(&bare(9)),
        path if path.starts_with("/api/services/") => detail(path),
        _ => status(404),
    })
    .await;
    let (input, pages) = fetch(&server).await;
    assert!(input.complete && pages[0]["contents"].as_array().unwrap().iter().all(|item| item["phones"][0]["number"] == "111"));
    assert_eq!(ids(&pages)[8], "s8", "in the list's order");

    let gaps = Server::start(move |path, _, _| match path {
        "/api/services" => ok(&bare(3)),
        "/api/services/s1" => status(500),
        path if path.starts_with("/api/services/") => detail(path),
        _ => status(404),
    })
    .await;
    let (input, pages) = fetch(&gaps).await;
    assert_eq!((ids(&pages), input.complete), (vec!["s0".to_owned(), "s2".to_owned()], false));
    assert!(input.remarks[0].starts_with("the details of 1 services on page 1 could not be read (the server answered 500"));

    let none = Server::start(move |path, _, _| if path == "/api/services" { ok(&bare(3)) } else { status(404) }).await;
    let (input, pages) = fetch(&none).await;
    assert_eq!((ids(&pages).len(), input.complete, input.remarks.len()), (3, true, 1), "list entries are all there is");

    let other = Server::start(move |path, _, _| match path {
        "/api/services" => ok(&bare(1)),
        path if path.starts_with("/api/services/") => ok(&json!({"id": "another"})),
        _ => status(404),
    })
    .await;
    let (input, pages) = fetch(&other).await;
    assert_eq!((ids(&pages).len(), input.complete), (0, false), "the details of another service are not taken");
}

#[tokio::test]
async fn a_server_that_only_fails_is_not_asked_for_ever() {
    let server = Server::start(|path, number, _| match path {
        "/api/services" => ok(&with(
            page(number, 40, 4000),
            &[("contents", (0..40).map(|n| json!({"id": format!("{number}-{n}"), "name": "x"})).collect())],
        )),
        _ => status(503),
    })
    .await;
    let (input, _) = fetch_with(&server, Limits { retries: 0, ..limits() }).await.unwrap();
    assert!(!input.complete);
    assert!(server.requests().len() < 25, "{}", server.requests().len());
}

#[tokio::test]
async fn limits_hold() {
    let endless = |path: &str, number: usize, _: usize| if path == "/api/services" { ok(&page(number, 10, 100_000)) } else { status(404) };
    for (limits, remark) in [
        (Limits { pages: 4, ..limits() }, "the crawl was stopped after 4 pages"),
        (Limits { total_bytes: 3_000, ..limits() }, "the feed is larger than 0 MB"),
    ] {
        let server = Server::start(endless).await;
        let (input, pages) = fetch_with(&server, limits).await.unwrap();
        assert!(!input.complete && !pages.is_empty());
        assert!(input.remarks[0].contains(remark), "{:?}", input.remarks);
    }
    let server = Server::start(endless).await;
    let error = fetch_with(&server, Limits { answer_bytes: 100, ..limits() }).await.unwrap_err();
    assert!(error.to_string().contains("an answer is larger than 0 MB"), "{error}");
}

#[tokio::test]
async fn an_answer_that_unpacks_beyond_the_limit_is_refused() {
    let server = Server::start(|_, _, _| {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        std::io::Write::write_all(&mut packed, &vec![b' '; 3_000_000]).unwrap();
        Response::builder().header("content-encoding", "gzip").body(Body::from(packed.finish().unwrap())).unwrap()
    })
    .await;
    let error = fetch_with(&server, Limits { answer_bytes: 1_000_000, ..limits() }).await.unwrap_err();
    assert!(error.to_string().contains("an answer is larger than 1 MB"), "{error}");
}

#[tokio::test]
async fn an_address_inside_is_refused_without_leave_and_so_is_a_redirect() {
    let server = Server::start(|path, number, _| if path == "/api/services" { ok(&page(number, 3, 3)) } else { status(404) }).await;
    let guarded = Limits { allow_private: false, ..limits() };
    let by_number = fetch_with(&server, guarded.clone()).await.unwrap_err();
    assert!(matches!(by_number, FetchError::Refused { .. }), "{by_number}");
    let mut by_name = Server { base: server.base.clone(), requests: Arc::clone(&server.requests) };
    by_name.base.set_host(Some("localhost")).unwrap();
    let by_name = fetch_with(&by_name, guarded).await.unwrap_err();
    assert!(matches!(by_name, FetchError::Refused { .. }), "{by_name}");
    assert_eq!(server.requests(), Vec::<String>::new(), "nothing was sent");

    let redirecting = Server::start(|_, _, _| {
        Response::builder().status(302).header("location", "http://user:secret@127.0.0.1/").body(Body::empty()).unwrap()
    })
    .await;
    let error = fetch_with(&redirecting, limits()).await.unwrap_err();
    assert!(matches!(error, FetchError::Refused { .. }), "{error}");
    let circling =
        Server::start(|_, _, _| Response::builder().status(302).header("location", "/api/services").body(Body::empty()).unwrap()).await;
    assert!(fetch_with(&circling, Limits { retries: 0, ..limits() }).await.is_err());
}

#[tokio::test]
async fn the_address_of_a_file_is_one_file() {
    let server =
        Server::start(|path, _, _| if path == "/api/data.csv" { Response::new(Body::from("id,name\n1,x\n")) } else { status(404) }).await;
    let spool = tempfile::tempdir().unwrap();
    let address = Url::parse(&format!("{}/data.csv", server.base)).unwrap();
    let input = crawl(address.clone(), limits(), spool.path(), &|_| {}).await.unwrap();
    assert_eq!((input.files[0].name.as_str(), input.complete), (address.as_str(), true));
    assert_eq!(std::fs::read_to_string(&input.files[0].path).unwrap(), "id,name\n1,x\n");
    assert!(input.files[0].path.ends_with("feed-data.csv"));
    let missing = Url::parse(&format!("{}/gone.csv", server.base)).unwrap();
    let error = crawl(missing, limits(), spool.path(), &|_| {}).await.unwrap_err();
    assert!(error.to_string().ends_with("could not be read: the server answered 404 Not Found"), "{error}");
}

#[tokio::test]
async fn what_is_no_feed_is_said_to_be_none() {
    for (body, reason) in [("<html>", "the answer is not JSON"), (r#"{"detail":"x"}"#, "the answer is not a page of services")] {
        let server = Server::start(move |_, _, _| Response::new(Body::from(body))).await;
        let error = fetch_with(&server, Limits { retries: 0, ..limits() }).await.unwrap_err();
        assert!(error.to_string().contains(reason), "{error}");
    }
}

#[tokio::test]
async fn what_is_spooled_is_recognised_and_read() {
    for (kind, list) in [("oruk-v3", "contents"), ("oruk-v1", "content")] {
        let server = Server::start(move |path, number, _| match path {
            "/api/services" => ok(&json!({list: services(number * 2, 2), "last": number == 2})),
            _ => status(404),
        })
        .await;
        let spool = tempfile::tempdir().unwrap();
        let input = crawl(server.base.clone(), limits(), spool.path(), &|_| {}).await.unwrap();
        let source = all().into_iter().find(|source| source.recognises(&input)).unwrap();
        assert_eq!((source.kind().as_str(), input.files.len()), (kind, 2));
        assert!(source.default_source(&input).ends_with("/api"), "the address without the list's name");
    }
}

#[tokio::test]
async fn progress_is_told_as_pages_come_in() {
    let server = Server::start(|path, number, _| if path == "/api/services" { ok(&page(number, 3, 8)) } else { status(404) }).await;
    let spool = tempfile::tempdir().unwrap();
    let calls = AtomicUsize::new(0);
    let last = Mutex::new(None);
    let progress = |progress: Progress| {
        calls.fetch_add(1, Ordering::Relaxed);
        *last.lock().unwrap() = Some(progress);
    };
    crawl(server.base.clone(), limits(), spool.path(), &progress).await.unwrap();
    assert_eq!(calls.load(Ordering::Relaxed), 3);
    assert_eq!(*last.lock().unwrap(), Some(Progress { pages: 3, services: 8, promised: Some(8) }));
}

#[tokio::test]
async fn one_address_is_asked_and_its_answer_taken_whatever_its_status() {
    let server = Server::start(|path, _, time| match (path, time) {
        ("/api/busy", 1) => Response::builder().status(503).header("retry-after", "0").body(Body::empty()).unwrap(),
        ("/api/broken", _) => status(500),
        ("/api/elsewhere", _) => Response::builder().status(302).header("location", "ftp://example.org/").body(Body::empty()).unwrap(),
        ("/api/gone", _) => Response::builder().status(404).header("X-Why", "moved").body(Body::from("no more")).unwrap(),
        _ => ok(&json!([1, 2, 3])),
    })
    .await;
    let ask = async |path: &str, most: u64, allow_private: bool| {
        let asker = Asker::new(&server.base, Limits { allow_private, ..limits() }).unwrap();
        asker.ask(&Url::parse(&format!("{}/{path}", server.base)).unwrap(), most).await
    };
    let gone = ask("gone", 100, true).await.unwrap();
    assert_eq!((gone.status, gone.header("x-why"), gone.body.as_slice(), gone.whole), (404, Some("moved"), &b"no more"[..], true));
    assert_eq!(ask("busy", 100, true).await.unwrap().status, 200, "a busy server is asked again");
    assert_eq!(ask("broken", 100, true).await.unwrap().status, 500);
    assert_eq!(server.requests().iter().filter(|one| one.ends_with("broken")).count(), 3, "a broken one too, and its last answer counts");
    let cut = ask("list", 3, true).await.unwrap();
    assert_eq!((cut.body.as_slice(), cut.whole), (&b"[1,"[..], false));
    assert!(matches!(ask("elsewhere", 100, true).await, Err(FetchError::Refused { .. })), "a redirect is guarded too");
    assert!(matches!(ask("list", 100, false).await, Err(FetchError::Refused { .. })));
}
