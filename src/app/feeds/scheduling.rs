//! Reading the feeds that are due, for as long as a server runs. Several servers over one store share them out: a feed is read by
//! whoever holds it.

use super::{
    FeedError,
    reading::{How, Reader},
};
use crate::app::{App, duplicates, import::Importer};
use std::time::Duration;
use tokio::task::{JoinHandle, JoinSet};

/// How often it is looked whether a feed is due.
const EVERY: Duration = Duration::from_secs(20);
/// Feeds read at the same time by one server.
const AT_ONCE: usize = 3;

impl App {
    /// Reads the feeds that are due until what is returned is dropped, and looks for duplicates after those that brought something new. A
    /// reading that is broken off like that is gone on with.
    pub fn read_feeds(&self) -> Scheduling {
        let app = self.clone();
        Scheduling(tokio::spawn(async move {
            let (mut readings, mut news) = (JoinSet::new(), false);
            loop {
                while let Some(read) = readings.try_join_next() {
                    // One that panicked has said so; the others go on.
                    news |= read.unwrap_or(false);
                }
                if news && readings.is_empty() {
                    news = !app.look_for_duplicates().await;
                }
                app.begin_due(&mut readings).await;
                tokio::time::sleep(EVERY).await;
            }
        }))
    }

    /// Begins to read what is due, as far as there is room.
    async fn begin_due(&self, readings: &mut JoinSet<bool>) {
        match self.live().store.due_feeds().await {
            Ok(due) => {
                for key in due.into_iter().take(AT_ONCE.saturating_sub(readings.len())) {
                    let app = self.clone();
                    readings.spawn(async move { app.read_due(key).await });
                }
            }
            Err(error) => tracing::error!("it cannot be told which feeds are due: {error}"),
        }
    }

    /// Looks for duplicates; true when that was done.
    async fn look_for_duplicates(&self) -> bool {
        let found = duplicates::find(&self.live().store, &mut |_| {}).await;
        match &found {
            Ok(found) => tracing::info!("{} services compared, {} joined", found.services, found.joined),
            Err(error) => tracing::error!("duplicates could not be looked for: {error}"),
        }
        found.is_ok()
    }

    /// Reads a feed; true when there is something that may be in the directory already.
    async fn read_due(&self, key: String) -> bool {
        let live = self.live();
        let importer = Importer { store: live.store.clone(), places: self.shared_places(), needs: self.needs() };
        let reader = Reader::new(importer, live.data.join("feeds"));
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

/// The reading of feeds, while this is held.
#[derive(Debug)]
pub struct Scheduling(JoinHandle<()>);

impl Drop for Scheduling {
    fn drop(&mut self) {
        self.0.abort();
    }
}
