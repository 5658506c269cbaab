//! Reading the feeds that are due, for as long as a server runs. Several servers over one store share them out: a feed is read by
//! whoever holds it, and of the feeds of one host one at a time.

use super::{
    Feed, FeedError, folders,
    reading::{How, Reader},
};
use crate::{
    app::{App, duplicates, import::Importer},
    store::Store,
};
use jiff::Timestamp;
use std::{
    collections::{HashMap, HashSet},
    future::Future,
    time::{Duration, Instant},
};
use tokio::task::{Id, JoinHandle, JoinSet};

/// How often it is looked whether a feed is due.
const EVERY: Duration = Duration::from_secs(20);
/// Feeds read at the same time by one server.
const AT_ONCE: usize = 3;
/// The longest that what was read waits for a comparison while other feeds are read.
const LONGEST_NEWS: Duration = Duration::from_hours(1);

/// The feed that a program which reads one after another reads next: chosen as a server chooses, and none that it has `read` already.
///
/// # Errors
/// When the store cannot be read.
pub async fn next(store: &Store, read: &[String]) -> Result<Option<String>, FeedError> {
    let (feeds, now) = (all(store).await?, store.clock().now());
    Ok(choose(&feeds, HashSet::new(), now).into_iter().map(|feed| feed.key.clone()).find(|key| !read.contains(key)))
}

/// Every feed, without its readings. One that cannot be read back is told in the log.
async fn all(store: &Store) -> Result<Vec<Feed>, FeedError> {
    let now = store.clock().now();
    let readable = |kept| Feed::of(kept, &[], now).inspect_err(|error| tracing::error!("{error}")).ok();
    Ok(store.feeds().await?.into_iter().filter_map(readable).collect())
}

/// The feeds that may be begun with, longest due first: of each host one, and none of a host that is `busy` or being read, by whomever, or
/// that asked another of its feeds to wait.
fn choose(feeds: &[Feed], mut busy: HashSet<String>, now: Timestamp) -> Vec<&Feed> {
    busy.extend(feeds.iter().filter(|feed| feed.being_read).map(Feed::host));
    let left_alone =
        |one: &Feed| feeds.iter().any(|other| other.key != one.key && other.waits_until(now).is_some() && other.host() == one.host());
    let mut due: Vec<&Feed> = feeds.iter().filter(|feed| !feed.paused && !feed.being_read && feed.due <= now).collect();
    due.sort_by(|a, b| (a.due, &a.key).cmp(&(b.due, &b.key)));
    due.retain(|feed| !left_alone(feed) && busy.insert(feed.host()));
    due
}

impl App {
    /// Reads the feeds that are due until what is returned is dropped, and looks for duplicates after those that brought something new. A
    /// reading that is broken off like that is gone on with.
    ///
    /// For a server that alone holds its home: what one before it left held or lying is tidied up first.
    pub fn read_feeds(&self) -> Scheduling {
        let app = self.clone();
        Scheduling(tokio::spawn(async move {
            let name = app.tidy_up().await;
            let mut under_way = UnderWay::default();
            loop {
                under_way.take_in();
                if under_way.wants_comparison(Instant::now()) {
                    under_way.compare(app.clone().look_for_duplicates());
                }
                app.begin_due(&mut under_way, name.as_deref()).await;
                tokio::time::sleep(EVERY).await;
            }
        }))
    }

    /// Lets go of what this home's server held when it was stopped, and deletes what is kept of feeds that are gone. The server's name.
    async fn tidy_up(&self) -> Option<String> {
        let live = self.live();
        let folder = folders::folder(&live.data);
        match folders::sweep(&live.store, &folder).await {
            Ok(gone) if gone.is_empty() => {}
            Ok(gone) => tracing::info!("what was kept of feeds that are gone is deleted: {}", gone.join(", ")),
            Err(error) => tracing::error!("what is kept of feeds could not be tidied up: {error}"),
        }
        let name = folders::server_name(&folder).inspect_err(|error| tracing::error!("{error}")).ok()?;
        if let Err(error) = live.store.let_all_feeds_go(&name).await {
            tracing::error!("feeds that were being read could not be let go: {error}");
        }
        Some(name)
    }

    /// Begins to read what is due, as far as there is room.
    async fn begin_due(&self, under_way: &mut UnderWay, name: Option<&str>) {
        let live = self.live();
        let feeds = match all(&live.store).await {
            Ok(feeds) => feeds,
            Err(error) => return tracing::error!("it cannot be told which feeds are due: {error}"),
        };
        for feed in under_way.choose(&feeds, live.store.clock().now()) {
            under_way.begin(feed.host(), self.clone().read_due(feed.key.clone(), name.map(str::to_owned)));
        }
    }

    /// Looks for duplicates; true when that was done.
    async fn look_for_duplicates(self) -> bool {
        let found = duplicates::find(&self.live().store, &mut |_| {}).await;
        match &found {
            Ok(found) => tracing::info!("{} services compared, {} joined", found.services, found.joined),
            Err(error) => tracing::error!("duplicates could not be looked for: {error}"),
        }
        found.is_ok()
    }

    /// Reads a feed; true when there is something that may be in the directory already.
    async fn read_due(self, key: String, name: Option<String>) -> bool {
        let live = self.live();
        let importer = Importer { store: live.store.clone(), places: self.shared_places(), needs: self.needs() };
        let mut reader = Reader::new(importer, folders::folder(&live.data));
        if let Some(name) = name {
            reader = reader.of_server(&name);
        }
        match reader.read(&key, How { when_due: true, ..How::default() }, &|_| {}).await {
            Ok(reading) => {
                tracing::info!("feed '{key}': {:?}", reading.outcome);
                reading.imported.is_some_and(|imported| imported.new + imported.changed > 0)
            }
            Err(FeedError::BeingRead(_) | FeedError::NotDue(_)) => false,
            Err(error) => {
                tracing::error!("feed '{key}': {error}");
                false
            }
        }
    }
}

/// What this server is doing: readings, each of another host, and at most one comparison beside them.
#[derive(Debug, Default)]
struct UnderWay {
    readings: JoinSet<bool>,
    hosts: HashMap<Id, String>,
    comparing: JoinSet<bool>,
    /// Since when there is something that was read and has not been compared.
    news: Option<Instant>,
}

impl UnderWay {
    /// Takes in what has ended.
    fn take_in(&mut self) {
        while let Some(read) = self.readings.try_join_next_with_id() {
            // One that panicked has said so; the others go on.
            let (id, news) = read.unwrap_or_else(|panicked| (panicked.id(), false));
            self.hosts.remove(&id);
            self.note(news);
        }
        while let Some(done) = self.comparing.try_join_next() {
            // One that failed is tried again.
            self.note(!done.unwrap_or(true));
        }
    }

    fn note(&mut self, news: bool) {
        if news {
            self.news.get_or_insert_with(Instant::now);
        }
    }

    /// True when a comparison is to be begun: after the readings that are under way, but not later than an hour, for there may always be
    /// one. A comparison that is under way may not have seen the news.
    fn wants_comparison(&self, now: Instant) -> bool {
        let due = self.news.is_some_and(|since| self.readings.is_empty() || now.duration_since(since) >= LONGEST_NEWS);
        due && self.comparing.is_empty()
    }

    fn compare(&mut self, comparison: impl Future<Output = bool> + Send + 'static) {
        self.news = None;
        self.comparing.spawn(comparison);
    }

    fn begin(&mut self, host: String, reading: impl Future<Output = bool> + Send + 'static) {
        let id = self.readings.spawn(reading).id();
        self.hosts.insert(id, host);
    }

    /// The feeds to begin with, as far as there is room.
    fn choose<'a>(&self, feeds: &'a [Feed], now: Timestamp) -> Vec<&'a Feed> {
        let mut due = choose(feeds, self.hosts.values().cloned().collect(), now);
        due.truncate(AT_ONCE.saturating_sub(self.readings.len()));
        due
    }
}

/// The reading of feeds, while this is held.
#[derive(Debug)]
pub struct Scheduling(JoinHandle<()>);

impl Drop for Scheduling {
    fn drop(&mut self) {
        self.0.abort();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::feeds::{Settings, State};
    use tokio::sync::oneshot;

    fn now() -> Timestamp {
        "2026-11-29T10:00:00Z".parse().unwrap()
    }

    fn minutes(count: i64) -> Timestamp {
        now() + jiff::SignedDuration::from_mins(count)
    }

    /// A feed that was due so many minutes ago.
    fn feed(key: &str, address: &str, ago: i64) -> Feed {
        Feed {
            key: key.to_owned(),
            settings: Settings { address: address.to_owned(), every_hours: 24, ..Settings::default() },
            state: State::default(),
            paused: false,
            due: minutes(-ago),
            being_read: false,
            readings: Vec::new(),
        }
    }

    fn chosen(under_way: &UnderWay, feeds: &[Feed]) -> Vec<String> {
        under_way.choose(feeds, now()).into_iter().map(|feed| feed.key.clone()).collect()
    }

    #[tokio::test]
    async fn of_each_host_one_feed_is_read_at_a_time() {
        let mut feeds = vec![
            feed("a1", "https://a.org/one", 5),
            feed("a2", "https://a.org/two", 9),
            feed("b", "https://b.org/", 3),
            feed("c", "https://c.org:8443/", 2),
            feed("d", "https://d.org/", 1),
            feed("later", "https://e.org/", -1),
        ];
        let mut under_way = UnderWay::default();
        assert_eq!(chosen(&under_way, &feeds), ["a2", "b", "c"], "three at once, longest due first");
        under_way.begin("b.org".to_owned(), std::future::pending());
        assert_eq!(chosen(&under_way, &feeds), ["a2", "c"]);
        feeds[1].being_read = true;
        assert_eq!(chosen(&under_way, &feeds), ["c", "d"], "another server reads one of a.org");
        feeds[1].being_read = false;
        feeds[0].paused = true;
        feeds[0].state.asked_to_wait = Some(minutes(30));
        feeds[0].due = minutes(30);
        assert_eq!(chosen(&under_way, &feeds), ["c", "d"], "a.org asked us to wait");
        feeds[0].paused = false;
        feeds[0].due = now();
        assert_eq!(chosen(&under_way, &feeds), ["a2", "c"], "somebody wants it read before");
        feeds.truncate(1);
        assert_eq!(chosen(&under_way, &feeds), ["a1"]);
    }

    /// Lets everything run that can.
    async fn settle(under_way: &mut UnderWay) {
        for _ in 0..10 {
            tokio::task::yield_now().await;
        }
        under_way.take_in();
    }

    #[tokio::test]
    async fn readings_begin_while_duplicates_are_compared_and_are_compared_after_that() {
        let due = [feed("b", "https://b.org/", 0)];
        let (end, ended) = oneshot::channel::<bool>();
        let mut under_way = UnderWay { news: Some(Instant::now()), ..UnderWay::default() };
        assert!(under_way.wants_comparison(Instant::now()));
        under_way.compare(async { ended.await.unwrap() });
        settle(&mut under_way).await;
        assert_eq!(chosen(&under_way, &due), ["b"], "a comparison holds nothing up");
        under_way.begin("b.org".to_owned(), async { true });
        settle(&mut under_way).await;
        assert!(under_way.hosts.is_empty() && under_way.news.is_some());
        assert!(!under_way.wants_comparison(Instant::now()), "one comparison at a time");
        end.send(true).unwrap();
        settle(&mut under_way).await;
        assert!(under_way.wants_comparison(Instant::now()), "what was read meanwhile is compared too");
        under_way.compare(async { false });
        settle(&mut under_way).await;
        assert!(under_way.wants_comparison(Instant::now()), "one that failed is tried again");
        under_way.compare(async { true });
        settle(&mut under_way).await;
        assert!(!under_way.wants_comparison(Instant::now()));
        let now = Instant::now();
        under_way.news = Some(now);
        under_way.begin("b.org".to_owned(), std::future::pending());
        assert!(!under_way.wants_comparison(now + LONGEST_NEWS / 2), "not after each of several readings");
        assert!(under_way.wants_comparison(now + LONGEST_NEWS), "but not never, where there is always one");
    }
}
