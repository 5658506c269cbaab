//! Reading a feed once: probing, crawling, importing, and what comes of it.
//!
//! A reading that is interrupted, even by the end of the program, is gone on with: what was answered since it began is not asked for
//! again. Nothing of it counts before it is imported, and an import is one transaction.

use super::{Feed, FeedError, Imported, Outcome, Reading, State, json, reader};
use crate::{
    app::{
        import::{ImportRequest, Importer, Report, Terms},
        input::{self, InputError},
    },
    hsds::page::{self, Envelope},
    sources::{
        Input,
        fetch::{self, Again, Changes, Crawled, Details, FetchError, Limits, Memory, Since, Spent, Wait},
    },
};
use jiff::{SignedDuration, Timestamp};
use std::{
    path::{Path, PathBuf},
    time::Duration,
};
use url::Url;

/// How long a reader holds a feed before it says again that it is at work.
const HOLD: SignedDuration = SignedDuration::from_mins(2);
/// How often it says so.
const SAY: Duration = Duration::from_secs(30);
/// Everything is read at least this often, whatever a feed says of its changes.
const WHOLE: SignedDuration = SignedDuration::from_hours(7 * 24);
/// What changed this long before the last reading is asked for once more: clocks differ, and publishers save late.
const OVERLAP: SignedDuration = SignedDuration::from_hours(24);
/// How a feed is to be read this time.
#[derive(Debug, Clone, Copy, Default)]
pub struct How {
    /// Everything, whatever it says of its changes.
    pub everything: bool,
    /// Withdraw what is missing even when it is far more than usual.
    pub accept_shrink: bool,
    /// Only where it is due and not paused: somebody else may have read it in the meantime.
    pub when_due: bool,
}

/// Reads feeds.
#[derive(Debug, Clone)]
pub struct Reader {
    importer: Importer,
    folder: PathBuf,
    bounds: Limits,
    name: String,
}

impl Reader {
    /// A reader that keeps what feeds answered in `folder`.
    pub fn new(importer: Importer, folder: PathBuf) -> Self {
        Self { importer, folder, bounds: Limits::default(), name: reader() }
    }

    /// The same reader, at work for a server of this name: another start of that server lets go what this one held.
    #[must_use]
    pub fn of_server(self, name: &str) -> Self {
        Self { name: format!("{name}/{}", self.name), ..self }
    }

    /// The same reader within other bounds.
    #[must_use]
    pub fn within(self, bounds: Limits) -> Self {
        Self { bounds, ..self }
    }

    /// Reads a feed now, whether or not it is due, telling `progress` how far it has come. A feed that cannot be read is told in the
    /// reading.
    ///
    /// # Errors
    /// When there is no such feed, somebody is reading it, or the store or the home cannot be written.
    pub async fn read(&self, key: &str, how: How, progress: &(dyn Fn(String) + Send + Sync)) -> Result<Reading, FeedError> {
        let store = &self.importer.store;
        super::show(store, key).await?;
        if !self.hold(key).await? {
            return Err(FeedError::BeingRead(key.to_owned()));
        }
        // Only now: whoever held it before may have ended a reading.
        let feed = super::show(store, key).await?;
        if how.when_due && (feed.paused || feed.due > store.clock().now()) {
            store.let_feed_go(key, &self.name).await?;
            return Err(FeedError::NotDue(key.to_owned()));
        }
        self.read_held(feed, how, progress).await
    }

    async fn hold(&self, key: &str) -> Result<bool, FeedError> {
        Ok(self.importer.store.hold_feed(key, &self.name, self.until()).await?)
    }

    /// Until when a feed is held that is held now.
    fn until(&self) -> Timestamp {
        self.importer.store.clock().now().saturating_add(HOLD).unwrap_or(Timestamp::MAX)
    }

    /// Goes on holding a feed for as long as it can.
    async fn keep_holding(&self, key: &str) -> FeedError {
        loop {
            tokio::time::sleep(SAY).await;
            match self.importer.store.go_on_holding(key, &self.name, self.until()).await {
                Ok(true) => {}
                Ok(false) => return FeedError::BeingRead(key.to_owned()),
                // The store may be busy for a moment; the hold lasts for some of these.
                Err(error) => tracing::warn!("'{key}' could not be held on to: {error}"),
            }
        }
    }

    async fn read_held(&self, feed: Feed, how: How, progress: &(dyn Fn(String) + Send + Sync)) -> Result<Reading, FeedError> {
        let store = &self.importer.store;
        let (key, mut state) = (feed.key.as_str(), feed.state.clone());
        let now = store.clock().now();
        let began = state.goes_on(now).filter(|_| !how.everything).unwrap_or(now);
        state.began = Some(began);
        store.note_feed(key, &self.name, &json(&state)).await?;
        let mut work = Work { reader: self, feed: &feed, state, began, how };
        // Only while it is at work: what has ended is held no longer.
        let done = tokio::select! {
            done = work.run(progress) => done,
            lost = self.keep_holding(key) => return Err(lost),
        };
        let mut state = work.state;
        let (mut reading, ours) = match done {
            Ok(reading) => (reading, None),
            Err(Trouble::Theirs { reason, spent, wait }) => (Reading { spent, ..Reading::nothing(began, &reason).with_wait(wait) }, None),
            // Told as a reading that failed, so that it is tried again later and not at once.
            Err(Trouble::Ours { error, wait }) => {
                (Reading::nothing(began, "what was read could not be kept here").with_wait(wait), Some(*error))
            }
        };
        reading.ended = store.clock().now();
        let due = state.take(&reading, feed.settings.every_hours);
        store.end_reading(key, &self.name, due, &json(&state), &json(&reading)).await?;
        ours.map_or(Ok(reading), Err)
    }
}

/// Why there is no reading.
enum Trouble {
    /// The store or the home: nothing is said of the feed, but the wait its server asked for.
    Ours { error: Box<FeedError>, wait: Option<Wait> },
    /// The feed.
    Theirs { reason: String, spent: Spent, wait: Option<Wait> },
}

impl Trouble {
    /// Trouble of ours before its server was asked.
    fn ours(error: FeedError) -> Self {
        Self::Ours { error: Box::new(error), wait: None }
    }
}

impl From<FetchError> for Trouble {
    fn from(error: FetchError) -> Self {
        let reason = error.to_string();
        let wait = if let FetchError::Wait { wait, .. } = error { Some(wait) } else { None };
        Self::Theirs { reason, spent: Spent::default(), wait }
    }
}

/// One reading under way.
struct Work<'a> {
    reader: &'a Reader,
    feed: &'a Feed,
    state: State,
    began: Timestamp,
    how: How,
}

impl Work<'_> {
    async fn run(&mut self, progress: &(dyn Fn(String) + Send + Sync)) -> Result<Reading, Trouble> {
        let folder = self.reader.folder.join(&self.feed.key);
        let trouble = |error| Trouble::ours(FeedError::Folder { folder: folder.display().to_string(), error });
        let (answers, spool) = (folder.join("answers"), folder.join("spool"));
        // What a program that was stopped left behind, and what is not wanted any more.
        drop(std::fs::remove_dir_all(&spool));
        if self.how.everything {
            drop(std::fs::remove_dir_all(&answers));
        }
        let memory = Memory::open(answers.clone(), self.began).map_err(trouble)?;
        std::fs::create_dir_all(&spool).map_err(trouble)?;
        let thorough = self.is_long_ago(self.state.thorough);
        if self.state.probed.is_none() || thorough && self.state.whole.is_some() {
            self.probe().await?;
        }
        let base = self.feed.settings.url().map_err(Trouble::ours)?;
        let details_are_there = self.state.probed.as_ref().is_some_and(|probed| probed.details == Details::OnTheirOwn);
        let again = Again { memory, since: self.since(), believe_dates: !thorough && !self.how.everything, details_are_there };
        let tell =
            |step: fetch::Progress| progress(format!("{}: {} pages read, {} services found", self.feed.key, step.pages, step.services));
        let crawled = fetch::crawl_again(base, self.limits()?, again, &spool, &tell).await?;
        let (cursor, unbroken) = (crawled.cursor.clone(), crawled.input.complete);
        let reading = self.import(crawled).await;
        drop(std::fs::remove_dir_all(&spool));
        if unbroken && matches!(reading, Err(Trouble::Theirs { .. })) {
            // The same answers would fail the same way: what the publisher has put right is seen only when everything is asked for anew.
            drop(std::fs::remove_dir_all(&answers));
            self.state.began = None;
        }
        let reading = reading?;
        if matches!(reading.outcome, Outcome::Read | Outcome::Waiting) {
            self.state.cursor = cursor.or_else(|| self.state.cursor.take());
            self.state.thorough = if thorough { Some(self.began) } else { self.state.thorough };
        } else if unbroken {
            // Nothing broke off, and still something is missing: the same answers would not bring it.
            self.state.began = None;
        }
        Ok(reading)
    }

    async fn probe(&mut self) -> Result<(), Trouble> {
        let base = self.feed.settings.url().map_err(Trouble::ours)?;
        self.state.probed = Some(fetch::probe(&base, self.limits()?).await?);
        Ok(())
    }

    /// A header that cannot be had now is told in the reading: whoever runs this program can mend it.
    fn limits(&self) -> Result<Limits, Trouble> {
        let trouble = |error: FeedError| Trouble::Theirs { reason: error.to_string(), spent: Spent::default(), wait: None };
        let limits = self.feed.settings.limits(&self.reader.bounds).map_err(trouble)?;
        Ok(Limits { asked_before: self.state.asked_by.clone(), ..limits })
    }

    fn is_long_ago(&self, at: Option<Timestamp>) -> bool {
        at.is_none_or(|at| self.began.duration_since(at) >= WHOLE)
    }

    /// From where on changes are asked for. `None` = everything is.
    fn since(&self) -> Option<Since> {
        let state = &self.state;
        if self.how.everything || self.how.accept_shrink || state.waiting.is_some() || self.is_long_ago(state.whole) {
            return None;
        }
        match state.probed.as_ref()?.changes {
            Changes::ModifiedAfter => Some(Since::Modified(state.since?.saturating_sub(OVERLAP).ok()?)),
            Changes::Cursor => Some(Since::Cursor(Url::parse(state.cursor.as_deref()?).ok()?)),
            Changes::Ignored | Changes::Broken | Changes::Unknown => None,
        }
    }

    async fn import(&self, crawled: Crawled) -> Result<Reading, Trouble> {
        let Crawled { input, changes_only, licence, spent, asked_to_wait: wait, .. } = crawled;
        let reading = |outcome, imported, remarks| {
            let bare = Reading::nothing(self.began, "").with_wait(wait.clone());
            Reading { outcome, changes_only, spent, imported, remarks, ..bare }
        };
        if changes_only && input.complete && is_empty(&input) {
            return Ok(reading(Outcome::Read, None, input.remarks));
        }
        let whole = input.complete;
        let settings = &self.feed.settings;
        let theirs = |reason: String| Trouble::Theirs { reason, spent, wait: wait.clone() };
        let source = input::source_for(&input, settings.kind.as_deref()).map_err(|error| theirs(in_words(&error)))?;
        let request = ImportRequest {
            input,
            label: self.feed.shown_address(),
            source,
            key: self.feed.key.clone(),
            dry_run: false,
            accept_shrink: self.how.accept_shrink,
            rejects: None,
            terms: Terms { changes_only, publisher: settings.publisher.clone(), licence: settings.licence.clone().or(licence) },
        };
        let report = match self.reader.importer.import(request, &mut |_| {}).await {
            Ok(report) => report,
            Err(crate::app::import::ImportError::Store(error)) => return Err(Trouble::Ours { error: Box::new(error.into()), wait }),
            Err(error) => return Err(theirs(error.to_string())),
        };
        let outcome = outcome_of(&report, whole, changes_only);
        let remarks = report.remarks.clone();
        Ok(Reading { checked: Some(report.checked), ..reading(outcome, Some(Imported::from(report)), remarks) })
    }
}

fn outcome_of(report: &Report, whole: bool, changes_only: bool) -> Outcome {
    // Changes that hold nothing are all there is to say.
    let all = report.complete || changes_only && report.read == 0;
    if !whole || !all {
        Outcome::Partly
    } else if report.held_back > 0 {
        Outcome::Waiting
    } else {
        Outcome::Read
    }
}

/// True when not one of the pages holds an item.
fn is_empty(input: &Input) -> bool {
    let empty = |path: &Path| {
        let page: Option<serde_json::Value> = std::fs::read(path).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
        page.is_some_and(|page| {
            let promises = page.as_object().is_some_and(|page| Envelope::read(page).total_items.is_some_and(|total| total > 0));
            !promises && page.as_object().and_then(page::list).or_else(|| page.as_array()).is_some_and(Vec::is_empty)
        })
    };
    input.files.iter().all(|file| empty(&file.path))
}

/// Input errors speak to whoever typed a command; what is said of a feed stands on a page.
fn in_words(error: &InputError) -> String {
    match error {
        InputError::Unknown(what) => format!("{what} of no kind we recognise"),
        other => other.to_string(),
    }
}
