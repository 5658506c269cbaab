//! Importing: a source's items into the store as one batch, with a report in plain words.
//!
//! Nothing happens until everything was read and written; a dry run does all of it and lets go. A reading that broke off, or
//! that lost far more than usual, never withdraws anything.

mod hiding;

use crate::{
    finding::{needs::Needs, tagging},
    model::id::ServiceId,
    places::Places,
    sources::{Context, Ending, Input, InputFile, Item, Reject, Source, Unreadable},
    store::{
        Store, StoreError,
        batch::{Batch, Outcome},
    },
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeMap,
    fs::File,
    io::BufWriter,
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::Arc,
    time::Instant,
};
use tokio::sync::mpsc;

/// A run may withdraw this share of what a source had; more waits for a person.
const SHRINK_LIMIT: f64 = 0.2;
/// A small source may lose this many without anyone being asked.
const SHRINK_FLOOR: usize = 10;
/// Rejected rows and notes listed in a report; the counts are always whole.
const LISTED: usize = 200;
/// Items handed over at once.
const CHUNK: usize = 256;

/// What to import and how.
#[derive(Debug)]
pub struct ImportRequest {
    /// The files.
    pub input: Input,
    /// What was asked for, in the operator's words: a path or an address.
    pub label: String,
    /// The kind of feed.
    pub source: Arc<dyn Source>,
    /// The key the records are owned by.
    pub key: String,
    /// Do everything, keep nothing.
    pub dry_run: bool,
    /// Withdraw what is missing even when it is far more than usual.
    pub accept_shrink: bool,
    /// Where to write every rejected row and note as CSV.
    pub rejects: Option<PathBuf>,
    /// What is known of the reading besides its files.
    pub terms: Terms,
}

/// What is known of a reading besides its files.
#[derive(Debug, Clone, Default)]
pub struct Terms {
    /// Only what has changed was read: what is missing says nothing, and what is no longer active is withdrawn.
    pub changes_only: bool,
    /// The publisher of records that do not name one.
    pub publisher: Option<String>,
    /// The licence of records that do not state one.
    pub licence: Option<String>,
}

/// How long ago services were last checked, by their publishers' own word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckedAges {
    /// In the last three months, as Open Referral UK asks.
    pub three_months: u64,
    /// Longer ago, but in the last year.
    pub year: u64,
    /// Before that.
    pub older: u64,
    /// Never, as far as is known.
    pub never: u64,
}

impl CheckedAges {
    fn count(&mut self, checked: Option<Date>, today: Date) {
        let days = checked.map(|day| today.since(day).map_or(i32::MAX, |span| span.get_days()));
        match days {
            None => self.never += 1,
            Some(..=91) => self.three_months += 1,
            Some(92..=365) => self.year += 1,
            Some(_) => self.older += 1,
        }
    }
}

/// What an import amounted to.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Report {
    /// The source's key.
    pub source: String,
    /// The kind of feed.
    pub kind: String,
    /// What was asked for.
    pub input: String,
    /// Nothing was kept.
    pub dry_run: bool,
    /// The batch's number, for undoing it.
    pub batch: Option<i64>,
    /// Rows or items read.
    pub read: u64,
    /// Services not known before.
    pub new: u64,
    /// Services known before, different now.
    pub changed: u64,
    /// Services known before, the same.
    pub unchanged: u64,
    /// Services no longer published.
    pub withdrawn: u64,
    /// Services that stood before.
    pub stood: u64,
    /// Services missing from this reading that were left standing all the same.
    pub held_back: u64,
    /// Rows left out on purpose, by reason.
    pub skipped: BTreeMap<String, u64>,
    /// Rows that could not be used.
    pub rejected: u64,
    /// Fields that could not be used in rows that were.
    pub notes: u64,
    /// The first rejected rows.
    pub rejects: Vec<Line>,
    /// The first notes.
    pub note_lines: Vec<Line>,
    /// Rejected rows and notes by the field that is to blame.
    pub by_field: BTreeMap<String, u64>,
    /// How long ago the services read were last checked.
    pub checked: CheckedAges,
    /// What was noticed about the input as a whole.
    pub remarks: Vec<String>,
    /// Everything the publisher has was read.
    pub complete: bool,
    /// Seconds it took.
    pub seconds: f64,
    /// The most memory the program has held, in MB, where the system tells.
    pub peak_memory_mb: Option<u64>,
}

/// A row that could not be used, or a field that could not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Where.
    pub place: String,
    /// The field, where one is to blame.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// Why, in plain words.
    pub reason: String,
}

impl From<Reject> for Line {
    fn from(reject: Reject) -> Self {
        Self { place: reject.place, field: reject.field, reason: reject.reason }
    }
}

/// An import came to nothing. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The input could not be read.
    #[error("{0}. Nothing was changed")]
    Unreadable(#[from] Unreadable),
    /// The store could not be written.
    #[error("{0}. Nothing was changed")]
    Store(#[from] StoreError),
    /// The list of rejected rows could not be written.
    #[error("the list of rejected rows could not be written: {0}. Nothing was changed")]
    Rejects(String),
    /// The reader stopped unexpectedly.
    #[error("the reader stopped unexpectedly: {0}. Nothing was changed")]
    Reader(String),
}

/// What an import stands on.
#[derive(Debug, Clone)]
pub struct Importer {
    /// The store.
    pub store: Store,
    /// Places.
    pub places: Arc<Places>,
    /// The needs vocabulary.
    pub needs: Arc<Needs>,
}

impl Importer {
    /// Runs an import, telling `progress` the number of items read so far from time to time.
    ///
    /// # Errors
    /// When the input as a whole cannot be read or the store cannot be written; nothing has changed then.
    pub async fn import(&self, request: ImportRequest, progress: &mut (dyn FnMut(u64) + Send)) -> Result<Report, ImportError> {
        let started = Instant::now();
        let mut tally = Tally::new(&request, self.store.clock().today())?;
        let mut batch = self.store.begin_batch(&request.key).await?;
        let standing = batch.standing_before().await?;
        let (reader, mut items) = self.read(&request);
        while let Some(chunk) = items.recv().await {
            tally.take(chunk, &mut batch).await?;
            progress(tally.report.read);
        }
        let ending = reader.await.map_err(|error| ImportError::Reader(error.to_string()))??;
        tally.end(ending)?;
        tally.report.stood = u64::try_from(standing).unwrap_or_default();
        let missing = if request.terms.changes_only { batch.standing_of(&tally.ended).await? } else { batch.missing().await? };
        withdraw(&request, standing, &missing, &mut batch, &mut tally.report).await?;
        let mut report = tally.report;
        report.seconds = started.elapsed().as_secs_f64();
        report.peak_memory_mb = peak_memory_mb();
        if request.dry_run {
            batch.discard().await?;
        } else {
            report.batch = Some(batch.id());
            let kept = serde_json::to_string(&report).map_err(|error| ImportError::Reader(error.to_string()))?;
            batch.commit(&request.label, &kept).await?;
        }
        Ok(report)
    }

    /// Reads on a thread of its own, a few chunks ahead of the store at most.
    fn read(&self, request: &ImportRequest) -> (tokio::task::JoinHandle<Result<Ending, Unreadable>>, mpsc::Receiver<Vec<Item>>) {
        let (send, receive) = mpsc::channel(4);
        let (source, input, key) = (request.source.clone(), request.input.clone(), request.key.clone());
        let (places, needs, today) = (self.places.clone(), self.needs.clone(), self.store.clock().today());
        let terms = request.terms.clone();
        let task = tokio::task::spawn_blocking(move || {
            let context = Context { source: &key, places: &places, needs: &needs, today };
            let mut chunk = Vec::with_capacity(CHUNK);
            let ending = source.read(&input, context, &mut |mut item| {
                let mut held_back = None;
                if let Item::Record(record) = &mut item {
                    tagging::tag(&mut record.service, &needs);
                    let provenance = &mut record.service.provenance;
                    provenance.publisher = provenance.publisher.take().or_else(|| terms.publisher.clone());
                    provenance.licence = provenance.licence.take().or_else(|| terms.licence.clone());
                    held_back = hiding::hold_back(record).map(Item::Note);
                }
                chunk.push(item);
                chunk.extend(held_back);
                if chunk.len() < CHUNK {
                    return ControlFlow::Continue(());
                }
                let full = std::mem::replace(&mut chunk, Vec::with_capacity(CHUNK));
                if send.blocking_send(full).is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
            })?;
            // A closed channel means the store has failed; its error is the one to tell.
            drop(send.blocking_send(chunk));
            Ok(ending)
        });
        (task, receive)
    }
}

/// The report in the making.
struct Tally {
    report: Report,
    changes_only: bool,
    /// Told as no longer active, whether or not they stand here: ids, ours and the publisher's.
    ended: Vec<(ServiceId, String)>,
    today: Date,
    rejects: Option<csv::Writer<BufWriter<File>>>,
}

impl Tally {
    fn new(request: &ImportRequest, today: Date) -> Result<Self, ImportError> {
        let report = Report {
            source: request.key.clone(),
            kind: request.source.kind(),
            input: request.label.clone(),
            dry_run: request.dry_run,
            ..Report::default()
        };
        let mut rejects = request.rejects.as_deref().map(|path| create_rejects(path, &request.input)).transpose()?;
        if let Some(rejects) = &mut rejects {
            write_line(rejects, ["kind", "place", "field", "reason"])?;
        }
        Ok(Self { report, changes_only: request.terms.changes_only, ended: Vec::new(), today, rejects })
    }

    async fn take(&mut self, items: Vec<Item>, batch: &mut Batch) -> Result<(), ImportError> {
        let (mut records, mut ended) = (Vec::with_capacity(items.len()), Vec::new());
        for item in items {
            match item {
                Item::Record(record) if self.changes_only && !record.service.is_listed() => ended.push(*record),
                Item::Record(record) => records.push(*record),
                Item::Skipped(reason) => *self.report.skipped.entry(reason.into_owned()).or_default() += 1,
                Item::Reject(reject) => self.reject(reject)?,
                Item::Note(note) => self.note(note)?,
            }
        }
        for record in &records {
            self.report.checked.count(record.service.checked.as_ref().map(|checked| checked.on), self.today);
        }
        let names: Vec<(String, String)> =
            records.iter().map(|record| (record.service.provenance.native_id.clone(), record.service.name.clone())).collect();
        for (outcome, (native_id, name)) in batch.put(records).await?.into_iter().zip(names) {
            match outcome {
                Outcome::New => self.report.new += 1,
                Outcome::Changed => self.report.changed += 1,
                Outcome::Unchanged => self.report.unchanged += 1,
                Outcome::Repeated => self.reject(Reject {
                    place: format!("'{name}' ({native_id})"),
                    field: None,
                    reason: "the same id came before in this import; the first one was kept".to_owned(),
                })?,
            }
        }
        let skipped: u64 = self.report.skipped.values().sum();
        self.ended.extend(ended.iter().map(|record| (record.service.id, record.service.provenance.native_id.clone())));
        self.report.read =
            self.report.new + self.report.changed + self.report.unchanged + self.ended.len() as u64 + skipped + self.report.rejected;
        Ok(())
    }

    fn reject(&mut self, reject: Reject) -> Result<(), ImportError> {
        self.report.rejected += 1;
        let line = Line::from(reject);
        self.blame(&line);
        self.write("rejected", &line)?;
        if self.report.rejects.len() < LISTED {
            self.report.rejects.push(line);
        }
        Ok(())
    }

    fn note(&mut self, note: Reject) -> Result<(), ImportError> {
        self.report.notes += 1;
        let line = Line::from(note);
        self.blame(&line);
        self.write("note", &line)?;
        if self.report.note_lines.len() < LISTED {
            self.report.note_lines.push(line);
        }
        Ok(())
    }

    /// Counts the field that is to blame, without the numbers of lists in it.
    fn blame(&mut self, line: &Line) {
        let mut field = String::new();
        let mut inside = false;
        for c in line.field.as_deref().unwrap_or("").chars() {
            inside = c == '[' || inside && c != ']';
            if !inside && c != ']' {
                field.push(c);
            }
        }
        *self.report.by_field.entry(field).or_default() += 1;
    }

    fn write(&mut self, kind: &str, line: &Line) -> Result<(), ImportError> {
        let Some(rejects) = &mut self.rejects else { return Ok(()) };
        write_line(rejects, [kind, &line.place, line.field.as_deref().unwrap_or_default(), &line.reason])
    }

    fn end(&mut self, ending: Ending) -> Result<(), ImportError> {
        self.report.complete = ending.complete;
        self.report.remarks = ending.remarks;
        if let Some(rejects) = &mut self.rejects {
            rejects.flush().map_err(|error| ImportError::Rejects(error.to_string()))?;
        }
        Ok(())
    }
}

/// Makes the file for rejected rows, but never over what is to be read.
fn create_rejects(path: &Path, input: &Input) -> Result<csv::Writer<BufWriter<File>>, ImportError> {
    let trouble = |reason: String| ImportError::Rejects(format!("{}: {reason}", path.display()));
    let same = |file: &InputFile| path.canonicalize().is_ok_and(|path| file.path.canonicalize().is_ok_and(|file| file == path));
    if input.files.iter().any(same) {
        return Err(trouble("this is the file to import".to_owned()));
    }
    let file = File::create(path).map_err(|error| trouble(error.to_string()))?;
    Ok(csv::Writer::from_writer(BufWriter::new(file)))
}

fn write_line(rejects: &mut csv::Writer<BufWriter<File>>, line: [&str; 4]) -> Result<(), ImportError> {
    rejects.write_record(line).map_err(|error| ImportError::Rejects(error.to_string()))
}

/// Withdraws what the publisher no longer has, unless that cannot be told or looks like a broken feed.
async fn withdraw(
    request: &ImportRequest,
    standing: i64,
    missing: &[ServiceId],
    batch: &mut Batch,
    report: &mut Report,
) -> Result<(), ImportError> {
    if missing.is_empty() {
        return Ok(());
    }
    #[expect(clippy::cast_precision_loss, reason = "counts of services are far below 2^52")]
    let shrunk = missing.len() > SHRINK_FLOOR && missing.len() as f64 > standing as f64 * SHRINK_LIMIT;
    if !report.complete {
        report.held_back = missing.len() as u64;
        report
            .remarks
            .push(format!("{} services were not in this reading, but it was not complete: they were left as they are", missing.len()));
    } else if shrunk && !request.accept_shrink {
        report.held_back = missing.len() as u64;
        report.remarks.push(format!("{} of {standing} services are missing: far more than usual, so none was withdrawn", missing.len()));
    } else {
        batch.withdraw(missing).await?;
        report.withdrawn = missing.len() as u64;
    }
    Ok(())
}

/// The most memory this program has held, as Linux tells it.
pub fn peak_memory_mb() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1024)
}
