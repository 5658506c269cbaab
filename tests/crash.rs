//! `kill -9` at random moments during an import, an index commit and an index rebuild, and in the middle of a feed: nothing
//! acknowledged is lost, nothing that was answered is asked for again, and the next start is clean.
//!
//! `FINGERPOST_CRASH_ROUNDS=50 cargo test --test crash -- --nocapture` kills fifty times at each; the default is three.

use fingerpost::{clock::Clock, store::Store};
use std::{
    fmt::Write as _,
    fs,
    io::{BufRead, BufReader, Read, Write as _},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex, mpsc},
    time::{Duration, Instant},
};
use tempfile::TempDir;

/// Services in each import.
const SERVICES: usize = 1_500;

fn rounds() -> usize {
    std::env::var("FINGERPOST_CRASH_ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(3)
}

/// A moment between 0 and `most`, different every time.
fn moment(most: Duration) -> Duration {
    let random = fingerpost::clock::random_id().as_u128() % 10_000;
    most.mul_f64(f64::from(u32::try_from(random).unwrap_or(0)) / 10_000.0)
}

/// A feed of services whose names carry `mark`.
fn feed(folder: &Path, mark: &str) -> PathBuf {
    let mut lines = String::new();
    for number in 0..SERVICES {
        let id = format!("00000000-0000-4000-8000-{number:012}");
        let _ = writeln!(
            lines,
            r#"{{"id":"{id}","name":"Service {number} {mark}","status":"active","description":"Tea and talk every week, number {number}.","organization":{{"id":"{id}","name":"Somebody","description":""}}}}"#
        );
    }
    let path = folder.join(format!("{mark}.ndjson"));
    fs::write(&path, lines).expect("a feed");
    path
}

fn fingerpost(home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fingerpost"));
    command.arg("--home").arg(home).stderr(Stdio::null());
    command
}

fn import(home: &Path, feed: &Path) -> Command {
    let mut command = fingerpost(home);
    command.arg("import").arg(feed).args(["--source", "crash", "--as", "oruk-v3"]);
    command
}

/// How many services stand whose names carry `mark`, straight from the store; the store must open.
fn standing(home: &Path, mark: &str) -> usize {
    let url = fingerpost::config::Home::new(Some(home.to_path_buf())).database();
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let store = Store::open(&url, Clock::system()).await.expect("the store opens after a crash");
        let services = store.services_after(None, 1_000_000).await.expect("the store reads after a crash");
        store.close().await;
        services.iter().filter(|service| service.name.ends_with(mark)).count()
    })
}

struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start(home: &Path) -> Self {
        let complaints = home.with_extension("stderr");
        let mut command = fingerpost(home);
        command.args(["serve", "--no-demo", "--listen", "127.0.0.1:0"]).stdout(Stdio::piped());
        let mut child = command.stderr(fs::File::create(&complaints).expect("a file")).spawn().expect("it starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("output")).read_line(&mut line).expect("a line");
        let address = line.trim().rsplit("http://").next().expect("an address").to_owned();
        let started = address.starts_with("127.0.0.1:");
        assert!(started, "the server did not start after a crash: {line:?} {}", fs::read_to_string(&complaints).unwrap_or_default());
        Self { child, address }
    }

    fn health(&self) -> serde_json::Value {
        self.get("/health")
    }

    /// How many services are found whose names carry `mark`.
    fn found(&self, mark: &str) -> u64 {
        self.get(&format!("/api/v1/search?q=%22{mark}%22"))["total"].as_u64().expect("a number")
    }

    fn get(&self, path: &str) -> serde_json::Value {
        let mut stream = TcpStream::connect(&self.address).expect("a connection");
        write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").expect("a request");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        let body = answer.split("\r\n\r\n").nth(1).unwrap_or_default();
        let json = &body[body.find('{').expect("JSON")..=body.rfind('}').expect("JSON")];
        serde_json::from_str(json).expect("JSON")
    }

    /// Waits until everything saved can be found, and returns how many services that is.
    fn settled(&self) -> u64 {
        let patience = Instant::now();
        loop {
            let health = self.health();
            if health["behind"] == 0 {
                return health["services"].as_u64().expect("a number");
            }
            assert!(patience.elapsed() < Duration::from_mins(1), "the index does not catch up: {health}");
            std::thread::yield_now();
        }
    }

    fn kill(mut self) {
        self.child.kill().expect("killed");
        self.child.wait().expect("gone");
    }
}

#[test]
fn an_import_killed_at_any_moment_is_whole_or_not_there() {
    let folder = TempDir::new().expect("a folder");
    let home = folder.path().join("home");
    let (mut killed, mut finished) = (0, 0);
    // How long a whole import takes here, so that the moments fall inside it.
    let started = Instant::now();
    assert!(import(&home, &feed(folder.path(), "first")).stdout(Stdio::null()).status().expect("it runs").success());
    let whole = started.elapsed();
    let mut before = "first".to_owned();
    for round in 0..rounds() {
        let mark = format!("round{round}x");
        let mut child = import(&home, &feed(folder.path(), &mark)).stdout(Stdio::piped()).spawn().expect("it starts");
        // Beyond the end too, so that some imports are acknowledged.
        std::thread::sleep(moment(whole.mul_f64(1.3)));
        child.kill().expect("killed");
        let mut output = String::new();
        child.stdout.take().expect("output").read_to_string(&mut output).expect("read");
        child.wait().expect("gone");
        let (new, old) = (standing(&home, &mark), standing(&home, &before));
        assert!((new, old) == (SERVICES, 0) || (new, old) == (0, SERVICES), "half an import: {new} new and {old} old");
        if output.contains("Batch") {
            assert_eq!(new, SERVICES, "an acknowledged import was lost");
        }
        if new == SERVICES {
            finished += 1;
            before = mark;
        } else {
            killed += 1;
        }
    }
    eprintln!("import: killed {} times; {killed} left nothing, {finished} were whole", rounds());
}

#[test]
fn an_index_killed_while_committing_catches_up() {
    let folder = TempDir::new().expect("a folder");
    let home = folder.path().join("home");
    for round in 0..rounds() {
        let mark = format!("round{round}x");
        let server = Server::start(&home);
        assert!(import(&home, &feed(folder.path(), &mark)).stdout(Stdio::null()).status().expect("it runs").success());
        std::thread::sleep(moment(Duration::from_millis(900)));
        server.kill();
        let server = Server::start(&home);
        assert_eq!(server.settled(), SERVICES as u64, "something acknowledged cannot be found");
        assert_eq!(server.found(&mark), SERVICES as u64, "what is found is not what was acknowledged last");
        server.kill();
    }
    eprintln!("commit: killed {} times; every start found all {SERVICES} services", rounds());
}

#[test]
fn an_index_killed_while_rebuilding_comes_back() {
    let folder = TempDir::new().expect("a folder");
    let home = folder.path().join("home");
    assert!(import(&home, &feed(folder.path(), "first")).stdout(Stdio::null()).status().expect("it runs").success());
    for _ in 0..rounds() {
        let server = Server::start(&home);
        assert!(fingerpost(&home).arg("index").stdout(Stdio::null()).status().expect("it runs").success());
        std::thread::sleep(moment(Duration::from_millis(1_500)));
        server.kill();
        let server = Server::start(&home);
        assert_eq!(server.settled(), SERVICES as u64);
        server.kill();
        let generations = fs::read_dir(home.join("index")).expect("the index").flatten().filter(|entry| entry.path().is_dir()).count();
        assert!(generations <= 2, "{generations} index generations were left behind");
    }
    eprintln!("rebuild: killed {} times; every start found all {SERVICES} services", rounds());
}

/// Pages of the publisher's feed, and services on each.
const PAGES: usize = 40;
const ON_A_PAGE: usize = 5;
/// The page that is not answered the first time.
const SLOW_PAGE: usize = 15;

/// A publisher that never answers the first request for one of its pages, and tells when that page is asked for.
struct Publisher {
    address: String,
    asked: Arc<Mutex<Vec<String>>>,
    waits: mpsc::Receiver<TcpStream>,
}

impl Publisher {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let asked: Arc<Mutex<Vec<String>>> = Arc::default();
        let (tell, waits) = mpsc::channel();
        let seen = Arc::clone(&asked);
        std::thread::spawn(move || {
            let mut was_slow = false;
            for mut stream in listener.incoming().flatten() {
                let mut lines = BufReader::new(&stream).lines().map_while(Result::ok);
                let line = lines.next().and_then(|first| first.split(' ').nth(1).map(str::to_owned)).unwrap_or_default();
                lines.take_while(|line| !line.is_empty()).for_each(drop);
                seen.lock().expect("the requests").push(line.clone());
                let page = page_of(&line);
                if page == Some(SLOW_PAGE) && !was_slow {
                    was_slow = true;
                    tell.send(stream).expect("somebody waits");
                    continue;
                }
                let (status, body) = page.map_or((404, String::new()), |page| (200, page_text(page)));
                let length = body.len();
                drop(write!(stream, "HTTP/1.1 {status} X\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}"));
            }
        });
        Self { address, asked, waits }
    }

    /// What was asked for since this was last asked.
    fn asked(&self) -> Vec<String> {
        std::mem::take(&mut self.asked.lock().expect("the requests"))
    }
}

fn page_of(line: &str) -> Option<usize> {
    line.strip_prefix("/services?")?.split('&').find_map(|part| part.strip_prefix("page="))?.parse().ok()
}

fn page_text(page: usize) -> String {
    let first = (page - 1) * ON_A_PAGE;
    let shown = if page <= PAGES { first..first + ON_A_PAGE } else { 0..0 };
    let services: Vec<serde_json::Value> = shown
        .map(|number| {
            let id = format!("00000000-0000-4000-8000-{number:012}");
            serde_json::json!({ "id": id, "name": format!("Club {number}"), "status": "active", "description": "Tea.",
                "organization": { "id": id, "name": "Somebody", "description": "" }, "phones": [] })
        })
        .collect();
    serde_json::json!({ "total_items": PAGES * ON_A_PAGE, "page_number": page, "last_page": page >= PAGES, "contents": services })
        .to_string()
}

#[test]
fn a_feed_whose_reader_was_killed_is_gone_on_with_and_nothing_is_asked_twice() {
    let folder = TempDir::new().expect("a folder");
    let home = folder.path().join("home");
    let publisher = Publisher::start();
    let added =
        fingerpost(&home).args(["feeds", "add", &publisher.address, "--key", "club", "--allow-private"]).stdout(Stdio::null()).status();
    assert!(added.expect("it runs").success());
    publisher.asked();
    let server = Server::start(&home);
    let unanswered = publisher.waits.recv_timeout(Duration::from_mins(1)).expect("the slow page is asked for");
    server.kill();
    drop(unanswered);
    let before = publisher.asked();
    assert_eq!(before.iter().filter_map(|line| page_of(line)).collect::<Vec<_>>(), (1..=SLOW_PAGE).collect::<Vec<_>>());
    let began = Instant::now();
    let server = Server::start(&home);
    while server.settled() != (PAGES * ON_A_PAGE) as u64 {
        assert!(began.elapsed() < Duration::from_mins(1), "the feed is not gone on with: {:?}", publisher.asked());
        std::thread::yield_now();
    }
    let took = began.elapsed();
    server.kill();
    let after = publisher.asked();
    let twice: Vec<&String> =
        after.iter().filter(|line| *line != "/robots.txt" && page_of(line) != Some(SLOW_PAGE) && before.contains(line)).collect();
    eprintln!(
        "feed: killed at page {SLOW_PAGE} of {PAGES}, after {} requests; {} more brought all, {took:.1?} after the start",
        before.len(),
        after.len()
    );
    assert_eq!(after.iter().filter_map(|line| page_of(line)).collect::<Vec<_>>(), (SLOW_PAGE..=PAGES).collect::<Vec<_>>());
    assert!(twice.iter().all(|line| *line == "/"), "{twice:?}");
}
