//! Reading the feeds that are due, for as long as a server runs. Several servers over one store share them out: a feed is read by
//! whoever holds it.

use super::{
    FeedError,
    reading::{How, Reader},
};
use crate::app::{App, duplicates, import::Importer};
use futures_util::{StreamExt, stream};
use std::time::Duration;
use tokio::task::JoinHandle;

/// How often it is looked whether a feed is due.
const EVERY: Duration = Duration::from_secs(20);
/// Feeds read at the same time by one server.
const AT_ONCE: usize = 3;

impl App {
    /// Reads the feeds that are due until what is returned is dropped. A reading that is broken off like that is gone on with.
    pub fn read_feeds(&self) -> Scheduling {
        let app = self.clone();
        Scheduling(tokio::spawn(async move {
            loop {
                if let Err(error) = app.read_due_feeds().await {
                    tracing::error!("feeds could not be read: {error}");
                }
                tokio::time::sleep(EVERY).await;
            }
        }))
    }

    /// Reads the feeds that are due now; how many there were. Where one brought something new, duplicates are looked for.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn read_due_feeds(&self) -> Result<usize, FeedError> {
        let due = self.live().store.due_feeds().await?;
        let count = due.len();
        let news: Vec<bool> = stream::iter(due).map(|key| self.read_due(key)).buffer_unordered(AT_ONCE).collect().await;
        if news.contains(&true) {
            match duplicates::find(&self.live().store, &mut |_| {}).await {
                Ok(found) => tracing::info!("{} services compared, {} joined", found.services, found.joined),
                Err(error) => tracing::error!("duplicates could not be looked for: {error}"),
            }
        }
        Ok(count)
    }

    /// Reads a feed; true when there is something that may be in the directory already.
    async fn read_due(&self, key: String) -> bool {
        let live = self.live();
        let importer = Importer { store: live.store.clone(), places: self.shared_places(), needs: self.needs() };
        let reader = Reader::new(importer, live.data.join("feeds"));
        match reader.read(&key, How::default(), &|_| {}).await {
            Ok(reading) => {
                tracing::info!("feed '{key}': {:?}", reading.outcome);
                reading.imported.is_some_and(|imported| imported.new + imported.changed > 0)
            }
            Err(FeedError::BeingRead(_)) => false,
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
