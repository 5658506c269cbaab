//! Feeds that keep themselves current: every dialect twice through, and what waits for a person.

mod peers;

use crate::{home::Home, peer::Peer, site::Site};
use fingerpost::{
    app::feeds::{
        self, FeedError, HeaderError, NeededHeader, Outcome, Reading, Settings, folders,
        reading::{How, Reader},
        scheduling,
    },
    clock::Clock,
    sources::fetch::{Changes, Details, Dialect, Limits},
};
use peers::Round;
use std::{path::PathBuf, time::Duration};

struct Case {
    home: Home,
    reader: Reader,
}

impl Case {
    async fn new() -> Self {
        let home = Home::at(Clock::system()).await;
        let bounds = Limits { back_off: Duration::ZERO, retries: 1, timeout: Duration::from_secs(5), ..Limits::default() };
        let reader = Reader::new(home.importer.clone(), folders::folder(home.path())).within(bounds);
        Self { home, reader }
    }

    fn folder(&self) -> PathBuf {
        folders::folder(self.home.path())
    }

    async fn add(&self, key: &str, address: &str) -> Result<feeds::Feed, FeedError> {
        feeds::add(&self.home.importer.store, Some(key), settings(address)).await
    }

    async fn read(&self, key: &str) -> Reading {
        self.reader.read(key, How::default(), &|_| {}).await.expect("a reading")
    }

    async fn feed(&self, key: &str) -> feeds::Feed {
        feeds::show(&self.home.importer.store, key).await.expect("a feed")
    }

    async fn standing(&self, key: &str) -> i64 {
        let sources = self.home.importer.store.sources().await.expect("sources");
        sources.iter().find(|source| source.source == key).map_or(0, |source| source.services)
    }
}

fn settings(address: &str) -> Settings {
    Settings {
        address: address.to_owned(),
        kind: None,
        publisher: Some("Example Council".to_owned()),
        licence: None,
        every_hours: 24,
        allow_private: true,
        despite_robots: false,
        headers: Vec::new(),
    }
}

/// Requests, new, changed, unchanged, withdrawn, rejected.
fn counts(reading: &Reading) -> [u64; 6] {
    let one = reading.imported.clone().unwrap_or_default();
    [reading.spent.requests, one.new, one.changed, one.unchanged, one.withdrawn, one.rejected]
}

/// How a reading went: [`counts`].
type Went = (Outcome, [u64; 6]);
/// A publisher, the path it is added by, what is found out, how two readings go, and how many services stand then.
type Row = (&'static str, Peer, &'static str, Dialect, Changes, Details, Went, Went, i64);

/// Every dialect, added by its address and read twice. The table is printed: it is the one of docs/FEEDS.md.
#[tokio::test]
async fn every_dialect_is_read_and_stays_right() {
    use Outcome::{Partly, Read, Waiting};
    let round = Round::default();
    let case = Case::new().await;
    #[rustfmt::skip]
    let all: Vec<Row> = vec![
        ("good", peers::good(&round), "", Dialect::V3, Changes::ModifiedAfter, Details::OnTheList, (Read, [5, 230, 0, 0, 0, 0]), (Read, [3, 1, 1, 0, 1, 0]), 230),
        ("faulty", peers::faulty(), "/o/v3", Dialect::V3, Changes::Ignored, Details::OnTheirOwn, (Read, [33, 28, 0, 0, 0, 2]), (Read, [3, 0, 0, 28, 0, 2]), 28),
        ("spring", peers::spring(), "", Dialect::V1, Changes::Ignored, Details::OnTheirOwn, (Read, [28, 25, 0, 0, 0, 0]), (Read, [28, 0, 0, 25, 0, 0]), 25),
        ("lower-case", peers::lower_case(), "", Dialect::V1LowerCase, Changes::Ignored, Details::OnTheList, (Read, [5, 25, 0, 0, 0, 0]), (Read, [5, 0, 0, 25, 0, 0]), 25),
        ("outpost", peers::outpost(), "", Dialect::V1, Changes::Ignored, Details::OnTheList, (Read, [3, 30, 0, 0, 0, 0]), (Read, [3, 0, 0, 30, 0, 0]), 30),
        ("object-alert", peers::object_alert(), "/api", Dialect::V3, Changes::Ignored, Details::OnTheList, (Read, [3, 20, 0, 0, 0, 0]), (Read, [3, 0, 0, 20, 0, 0]), 20),
        ("capped", peers::capped(), "/aggregator/services", Dialect::V3, Changes::Ignored, Details::OnTheList, (Read, [5, 130, 0, 0, 0, 0]), (Read, [5, 0, 0, 130, 0, 0]), 130),
        ("one-page", peers::one_page(), "", Dialect::V3, Changes::Ignored, Details::OnTheList, (Read, [5, 250, 0, 0, 0, 0]), (Read, [5, 0, 0, 250, 0, 0]), 250),
        ("cursor", peers::cursor(&round), "/feed/", Dialect::Cursor, Changes::Cursor, Details::OnTheList, (Read, [5, 69, 0, 0, 0, 0]), (Read, [3, 1, 0, 0, 1, 0]), 69),
        ("dying", peers::dying(&round), "", Dialect::V3, Changes::Ignored, Details::OnTheList, (Partly, [6, 200, 0, 0, 0, 0]), (Read, [5, 250, 0, 200, 0, 0]), 450),
        ("shrinking", peers::shrinking(&round), "", Dialect::V3, Changes::Ignored, Details::OnTheList, (Read, [3, 100, 0, 0, 0, 0]), (Waiting, [3, 0, 0, 60, 0, 0]), 100),
        ("looping", peers::looping(), "", Dialect::V3, Changes::Ignored, Details::OnTheList, (Partly, [4, 20, 0, 0, 0, 0]), (Partly, [2, 0, 0, 20, 0, 0]), 20),
        ("file", peers::file(), "/data/directory.json", Dialect::File, Changes::Unknown, Details::OnTheList, (Read, [2, 15, 0, 0, 0, 0]), (Read, [2, 0, 0, 15, 0, 0]), 15),
    ];
    let mut first = Vec::new();
    for (key, peer, path, dialect, changes, details, expected, ..) in &all {
        let feed = case.add(key, &format!("{}{path}", peer.url)).await.unwrap_or_else(|error| panic!("{key}: {error}"));
        let probed = feed.state.probed.expect("tried out");
        assert_eq!((probed.dialect, probed.changes, probed.details), (*dialect, *changes, *details), "{key}: {:?}", probed.remarks);
        peer.asked();
        let reading = case.read(key).await;
        eprintln!("{key:<13} {:?} {:?} {:?}", reading.outcome, counts(&reading), reading.remarks);
        first.push((reading, expected));
    }
    round.next();
    let mut second = Vec::new();
    for (key, peer, _, _, _, _, _, expected, standing) in &all {
        peer.asked();
        let reading = case.read(key).await;
        eprintln!("{key:<13} {:?} {:?} {:?}", reading.outcome, counts(&reading), reading.remarks);
        second.push((reading, expected));
        assert_eq!(case.standing(key).await, *standing, "{key}");
    }
    let wrong: Vec<String> = (first.iter().chain(&second).zip(all.iter().chain(&all)))
        .filter(|((reading, expected), _)| (reading.outcome, counts(reading)) != **expected)
        .map(|((reading, expected), (key, ..))| {
            format!("{key}: {:?} {:?}, not {expected:?}: {:?}", reading.outcome, counts(reading), reading.remarks)
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn what_shrinks_waits_for_a_person_who_may_accept_it() {
    let round = Round::default();
    let peer = peers::shrinking(&round);
    let case = Case::new().await;
    case.add("club", &peer.url).await.expect("added");
    case.read("club").await;
    round.next();
    for _ in 0..2 {
        assert_eq!(case.read("club").await.outcome, Outcome::Waiting);
        let waiting = case.feed("club").await.state.waiting.expect("it waits");
        assert_eq!((waiting.missing, waiting.of, case.standing("club").await), (40, 100, 100));
    }
    let accepted = case.reader.read("club", How { accept_shrink: true, ..How::default() }, &|_| {}).await.expect("read");
    assert_eq!((accepted.outcome, counts(&accepted)[4], case.standing("club").await), (Outcome::Read, 40, 60));
    assert_eq!(case.feed("club").await.state.waiting, None);
    assert_eq!(case.read("club").await.outcome, Outcome::Read);
}

#[tokio::test]
async fn changes_alone_do_not_take_far_more_than_usual_away_either() {
    let round = Round::default();
    let peer = peers::cursor(&round);
    let case = Case::new().await;
    case.add("club", &format!("{}/feed/", peer.url)).await.expect("added");
    case.read("club").await;
    round.next();
    let second = case.read("club").await;
    assert!(second.changes_only && second.outcome == Outcome::Read, "{second:?}");
    round.next();
    let third = case.read("club").await;
    assert_eq!((third.changes_only, third.outcome, case.standing("club").await), (true, Outcome::Waiting, 69), "{third:?}");
    let waiting = case.feed("club").await.state.waiting.expect("it waits");
    assert_eq!((waiting.missing, waiting.of), (40, 69));
    let fourth = case.read("club").await;
    assert_eq!((fourth.changes_only, fourth.outcome), (false, Outcome::Waiting), "everything is read before a person decides");
}

#[tokio::test]
async fn what_was_read_before_an_interruption_is_not_asked_for_again() {
    let round = Round::default();
    let peer = peers::dying(&round);
    let case = Case::new().await;
    case.add("club", &peer.url).await.expect("added");
    assert_eq!(case.read("club").await.outcome, Outcome::Partly);
    let feed = case.feed("club").await;
    assert!(feed.state.failures == 1 && feed.due < feed.readings[0].ended + Duration::from_mins(16), "it is tried again soon");
    round.next();
    peer.asked();
    let reading = case.read("club").await;
    assert_eq!((reading.outcome, case.standing("club").await), (Outcome::Read, 450));
    let pages: Vec<String> = peer.asked().into_iter().filter(|one| one.contains("page=")).collect();
    assert_eq!(pages, ["/services?page=3&per_page=100", "/services?page=4&per_page=100", "/services?page=5&per_page=100"]);
    assert!(case.feed("club").await.state.began.is_none(), "the next one begins anew");
}

#[tokio::test]
async fn one_reader_at_a_time_and_a_dead_one_does_not_keep_a_feed() {
    let peer = peers::looping();
    let case = Case::new().await;
    case.add("club", &peer.url).await.expect("added");
    let store = &case.home.importer.store;
    let now = store.clock().now();
    assert!(store.hold_feed("club", "another", now + Duration::from_mins(1)).await.expect("held"));
    let refused = case.reader.read("club", How::default(), &|_| {}).await;
    assert!(matches!(refused, Err(FeedError::BeingRead(_))), "{refused:?}");
    assert!(store.due_feeds().await.expect("the store").is_empty());
    assert!(store.hold_feed("club", "another", now - Duration::from_mins(1)).await.expect("held"));
    assert_eq!(store.due_feeds().await.expect("the store"), ["club"]);
    assert_eq!(case.read("club").await.outcome, Outcome::Partly);
}

#[tokio::test]
async fn a_server_that_asks_programs_to_stay_away_is_left_alone_unless_it_agreed() {
    let peer = peers::shy();
    let case = Case::new().await;
    let refused = case.add("shy", &peer.url).await;
    assert!(refused.is_err_and(|error| error.to_string().contains("robots.txt asks programs to stay away")));
    assert_eq!(peer.asked(), ["/robots.txt"]);
    let agreed = Settings { despite_robots: true, ..settings(&peer.url) };
    feeds::add(&case.home.importer.store, Some("shy"), agreed).await.expect("added");
    assert_eq!(case.read("shy").await.outcome, Outcome::Read);
}

#[tokio::test]
async fn a_feed_that_cannot_be_read_is_said_to_be_so_and_changes_nothing() {
    let round = Round::default();
    let peer = peers::good(&round);
    let case = Case::new().await;
    case.add("club", &format!("{}/?key=secret", peer.url)).await.expect("added");
    assert_eq!(case.read("club").await.outcome, Outcome::Read);
    // The server moves away.
    let store = &case.home.importer.store;
    let gone = serde_json::to_string(&settings("http://127.0.0.1:9/?key=secret")).expect("JSON");
    store.remove_feed("club").await.expect("removed");
    store.add_feed("club", &gone, "{}", store.clock().now()).await.expect("added");
    let reading = case.read("club").await;
    assert_eq!((reading.outcome, case.standing("club").await), (Outcome::Failed, 230));
    assert!(!serde_json::to_string(&reading).expect("JSON").contains("secret"), "{reading:?}");
    assert!(!case.feed("club").await.shown_address().contains("secret"));
    for (key, address, expected) in [
        ("UPPER", "http://127.0.0.1:9/", "cannot be a feed's key"),
        ("ok", "not an address", "is not an address that can be read"),
        ("ok", "http://127.0.0.1:9/", "could not be read"),
        ("club", "http://127.0.0.1:9/", "there is a feed called 'club' already"),
    ] {
        let error = case.add(key, address).await.expect_err("refused");
        assert!(error.to_string().contains(expected), "{error}");
    }
    let outside = feeds::add(store, None, Settings { allow_private: false, ..settings("http://127.0.0.1:9/") }).await;
    assert!(outside.is_err_and(|error| error.to_string().contains("--allow-private")));
    assert_eq!(feeds::remove(store, &case.folder(), "club", true).await.expect("removed"), 230);
    assert_eq!(case.standing("club").await, 0);
}

#[tokio::test]
async fn a_server_that_asks_for_hours_is_left_alone_for_hours_and_then_gone_on_with() {
    let round = Round::default();
    let peer = peers::rationed(&round);
    let case = Case::new().await;
    case.add("club", &peer.url).await.expect("added");
    let reading = case.read("club").await;
    assert_eq!((reading.outcome, case.standing("club").await), (Outcome::Partly, 200), "{reading:?}");
    let feed = case.feed("club").await;
    let (asked, now) = (feed.state.asked_to_wait.expect("it asked us to wait"), reading.ended);
    assert!(asked >= reading.began + Duration::from_hours(5) && asked <= now + Duration::from_secs(5 * 3600 + 1), "{asked}");
    assert!(feed.due >= asked && feed.waits_until(now) == Some(asked), "{feed:?}");
    assert!(feed.readings[0].remarks.iter().any(|remark| remark.contains("asked us to wait")), "{:?}", feed.readings[0].remarks);
    round.next();
    peer.asked();
    assert_eq!(case.read("club").await.outcome, Outcome::Read);
    assert_eq!(peer.asked().iter().filter(|one| one.contains("page=")).count(), 3, "the pages that were not had");
    let feed = case.feed("club").await;
    assert_eq!((feed.state.asked_to_wait, feed.waits_until(now), case.standing("club").await), (None, None, 450));
}

#[tokio::test]
async fn whoever_reads_one_after_another_leaves_a_server_alone_too() {
    let case = Case::new().await;
    let store = &case.home.importer.store;
    let now = store.clock().now();
    let add = async |key: &str, address: &str, state: String, due| {
        let set = serde_json::to_string(&settings(address)).expect("JSON");
        assert!(store.add_feed(key, &set, &state, due).await.expect("added"));
    };
    let next = async |read: &[&str]| {
        let read: Vec<String> = read.iter().map(|&key| key.to_owned()).collect();
        scheduling::next(store, &read).await.expect("the store")
    };
    let (before, wait, later) = (now - Duration::from_mins(9), now + Duration::from_mins(8), now + Duration::from_mins(9));
    add("a1", "http://127.0.0.1:9/one", format!("{{\"asked_to_wait\":\"{wait}\"}}"), later).await;
    add("a2", "http://127.0.0.1:9/two", "{}".to_owned(), before).await;
    assert_eq!(next(&[]).await, None, "its server asked another of its feeds to wait");
    add("b1", "http://127.0.0.1:10/one", "{}".to_owned(), before).await;
    add("b2", "http://127.0.0.1:10/two", "{}".to_owned(), now).await;
    assert_eq!(next(&[]).await.as_deref(), Some("b1"));
    assert_eq!(next(&["b1"]).await, None, "one that could not be read stands before the others of its server");
    assert!(store.hold_feed("b1", "another", later).await.expect("held"));
    assert_eq!(next(&[]).await, None, "another program reads one of its server's feeds");
}

#[tokio::test]
async fn the_page_of_a_feed_says_until_when_its_server_is_left_alone() {
    let peer = peers::rationed(&Round::default());
    let case = Case::new().await;
    case.add("club", &peer.url).await.expect("added");
    case.read("club").await;
    let site = Site::over(case.home).await;
    assert!(site.get("/feeds").await.body.contains("Left alone: its server asked us to wait"));
    let page = site.get("/feeds/club").await.body;
    assert!(page.contains("The publisher’s server asked us to wait. It is left alone until "), "{page}");
    assert!(site.get("/feeds/club?lang=cy").await.body.contains("Gofynnodd gweinydd y cyhoeddwr inni aros."));
    site.following.stop().await;
}

#[tokio::test]
async fn what_could_not_be_imported_is_asked_for_anew() {
    let round = Round::default();
    let peer = peers::mended(&round);
    let case = Case::new().await;
    case.add("club", &peer.url).await.expect("added");
    let failed = case.read("club").await;
    assert!(failed.outcome == Outcome::Failed && failed.remarks[0].contains("of no kind we recognise"), "{failed:?}");
    assert!(failed.spent.requests > 0, "it was read, and what was read was of no use");
    round.next();
    let reading = case.read("club").await;
    assert_eq!((reading.outcome, case.standing("club").await), (Outcome::Read, 3), "{reading:?}");
}

#[tokio::test]
async fn what_is_kept_of_a_feed_goes_with_it() {
    let peer = peers::one_page();
    let case = Case::new().await;
    let store = &case.home.importer.store;
    for key in ["one", "two"] {
        case.add(key, &peer.url).await.expect("added");
        case.read(key).await;
    }
    let there = |key: &str| case.folder().join(key).join("answers").is_dir();
    assert!(there("one") && there("two"));
    feeds::remove(store, &case.folder(), "one", false).await.expect("removed");
    assert!(!case.folder().join("one").exists() && there("two"));
    // One that was removed while this home's server was away; what is no feed's is left alone.
    std::fs::create_dir_all(case.folder().join("three/answers")).expect("a folder");
    std::fs::create_dir_all(case.folder().join("Not A Key")).expect("a folder");
    let name = folders::server_name(&case.folder()).expect("a name");
    assert_eq!(folders::sweep(store, &case.folder()).await.expect("swept"), ["three"]);
    assert!(!case.folder().join("three").exists() && there("two") && case.folder().join("Not A Key").is_dir());
    assert_eq!(folders::server_name(&case.folder()).expect("a name"), name);
}

/// A header whose value is in the environment of every test.
fn keyed(address: &str) -> (Settings, String) {
    let headers = vec![NeededHeader::parse("X-Api-Key=env:CARGO_PKG_DESCRIPTION").expect("a header")];
    (Settings { headers, ..settings(address) }, env!("CARGO_PKG_DESCRIPTION").to_owned())
}

#[tokio::test]
async fn a_header_goes_to_the_feeds_own_server_and_its_value_is_kept_nowhere() {
    let case = Case::new().await;
    let store = &case.home.importer.store;
    let peer = peers::locked(None);
    let (keyed_settings, value) = keyed(&peer.url);
    let refused = case.add("club", &peer.url).await.expect_err("without the header");
    assert!(refused.to_string().contains("the server answered 401"), "{refused}");
    feeds::add(store, Some("club"), keyed_settings.clone()).await.expect("added");
    let reading = case.read("club").await;
    assert_eq!((reading.outcome, case.standing("club").await), (Outcome::Read, 3), "{reading:?}");
    let kept = store.feed("club").await.expect("the store").expect("a feed");
    let told = serde_json::to_string(&case.feed("club").await.as_told()).expect("JSON");
    assert!(kept.settings.contains("X-Api-Key") && kept.settings.contains("CARGO_PKG_DESCRIPTION"), "{}", kept.settings);
    assert!([kept.settings, kept.state, told].iter().all(|text| !text.contains(&value)));

    // The variable is gone at a later reading.
    let gone = NeededHeader { name: "X-Api-Key".to_owned(), variable: "NO_SUCH_VARIABLE".to_owned() };
    let gone = Settings { headers: vec![gone], ..settings(&peer.url) };
    assert!(matches!(feeds::add(store, Some("gone"), gone.clone()).await, Err(FeedError::Header(HeaderError::NoSuch))));
    store.add_feed("gone", &serde_json::to_string(&gone).expect("JSON"), "{}", store.clock().now()).await.expect("added");
    peer.asked();
    let reading = case.read("gone").await;
    assert!(reading.outcome == Outcome::Failed && reading.remarks[0].contains("NO_SUCH_VARIABLE"), "{reading:?}");
    assert_eq!(peer.asked(), Vec::<String>::new(), "it is not asked without");
    let in_the_clear = Settings { allow_private: false, ..keyed("http://example.org/").0 };
    assert!(matches!(feeds::add(store, Some("clear"), in_the_clear).await, Err(FeedError::Header(HeaderError::NotSecret))));
}

#[tokio::test]
async fn a_header_does_not_follow_a_redirect_to_another_server() {
    let case = Case::new().await;
    let store = &case.home.importer.store;
    let (other, round) = (peers::one_page(), Round::default());
    let peer = peers::locked(Some((&round, &other)));
    feeds::add(store, Some("club"), keyed(&peer.url).0).await.expect("added");
    round.next();
    let reading = case.read("club").await;
    assert!(
        reading.outcome == Outcome::Failed && reading.remarks[0].contains("leads to another one, which is not followed"),
        "{reading:?}"
    );
    assert_eq!(other.asked(), Vec::<String>::new());
    // Without a header there is nothing to lose.
    let open = peers::leading(&other);
    case.add("open", &open.url).await.expect("added");
    assert_eq!(case.read("open").await.outcome, Outcome::Read);
}
