//! `fingerpost feeds`: publishers' feeds that are read again and again.

use crate::{
    app::feeds::{
        self, Feed, FeedError, NeededHeader, Outcome, Reading, Settings, USUAL_HOURS, folders,
        reading::{How, Reader},
        scheduling,
    },
    cli::{Printer, importer, open_store},
    clock::london,
    config::Home,
    sources::fetch::{Changes, Details, Dialect, Probed},
    store::Store,
};
use jiff::Timestamp;
use std::{collections::VecDeque, path::Path, sync::Mutex};

/// Keep publishers' feeds current: add them by address, look how they are, decide what waits
///
/// A running server reads each feed when it is due. `fingerpost feeds run` does so where no server runs.
#[derive(Debug, clap::Args)]
pub(super) struct Feeds {
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// List the feeds and how each is
    List {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Try a feed out and add it
    Add(Add),
    /// Show a feed: what it can do, how its readings went, what could not be used
    Show {
        /// Its key, as `fingerpost feeds list` shows it
        #[arg(value_name = "KEY")]
        key: String,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Read the feeds that are due, or these, now
    Run {
        /// Their keys
        #[arg(value_name = "KEY")]
        keys: Vec<String>,
        /// Ask for everything again, whatever was known and whatever a feed says of its changes
        #[arg(long)]
        everything: bool,
    },
    /// Read a feed no more for now
    Pause {
        /// Its key
        #[arg(value_name = "KEY")]
        key: String,
    },
    /// Read it again
    Resume {
        /// Its key
        #[arg(value_name = "KEY")]
        key: String,
    },
    /// Read a feed that lost far more than usual, and withdraw what it no longer has
    Accept {
        /// Its key
        #[arg(value_name = "KEY")]
        key: String,
    },
    /// Forget a feed; its records stay unless they are withdrawn
    Remove {
        /// Its key
        #[arg(value_name = "KEY")]
        key: String,
        /// Withdraw its records
        #[arg(long)]
        withdraw: bool,
    },
}

#[derive(Debug, clap::Args)]
struct Add {
    /// The feed's base address, its /services, or a file's address; of a bare host the usual places are tried
    #[arg(value_name = "URL")]
    address: String,
    /// The key its records are owned by [default: made of the address]
    #[arg(long, value_name = "KEY")]
    key: Option<String>,
    /// What kind of data it is [default: recognised each time]
    #[arg(long = "as", value_name = "KIND")]
    kind: Option<String>,
    /// Who publishes it, for records that do not say
    #[arg(long, value_name = "NAME")]
    publisher: Option<String>,
    /// Under what licence, for records that do not say
    #[arg(long, value_name = "LICENCE")]
    licence: Option<String>,
    /// Hours between two readings
    #[arg(long, default_value_t = USUAL_HOURS, value_name = "HOURS", value_parser = clap::value_parser!(u32).range(1..=8760))]
    every: u32,
    /// Allow an address on this machine or a private network
    #[arg(long)]
    allow_private: bool,
    /// Read it whatever the server's robots.txt says: the publisher agreed
    #[arg(long)]
    despite_robots: bool,
    /// A header it needs, such as a key; the value is read from a variable of the environment at each reading
    #[arg(long = "header", value_name = "NAME=env:VARIABLE")]
    headers: Vec<String>,
}

impl Feeds {
    pub(super) async fn run(self, home: &Home) -> anyhow::Result<()> {
        let mut out = Printer::new();
        match self.what.unwrap_or(What::List { json: false }) {
            What::Run { keys, everything } => return run(home, keys, How { everything, ..How::default() }, &mut out).await,
            What::Accept { key } => {
                let store = open_store(home).await?;
                let waits = feeds::show(&store, &key).await?.state.waiting.is_some();
                store.close().await;
                anyhow::ensure!(waits, FeedError::NothingWaits(key));
                return run(home, vec![key], How { accept_shrink: true, ..How::default() }, &mut out).await;
            }
            what => {
                let store = open_store(home).await?;
                let done = tell(what, &store, &folders::folder(home.data()), &mut out).await;
                store.close().await;
                done
            }
        }
    }
}

/// What needs no more than the store.
async fn tell(what: What, store: &Store, folder: &Path, out: &mut Printer) -> anyhow::Result<()> {
    match what {
        What::List { json } => {
            let feeds: Vec<Feed> = feeds::list(store).await?.into_iter().map(Feed::as_told).collect();
            if json {
                out.line(serde_json::to_string_pretty(&feeds)?);
            } else if feeds.is_empty() {
                out.line("There are no feeds. `fingerpost feeds add URL` adds one.");
            }
            for feed in feeds.iter().filter(|_| !json) {
                out.line(in_a_line(feed, store.clock().now()));
            }
        }
        What::Add(add) => {
            let settings = Settings {
                address: add.address,
                kind: add.kind,
                publisher: add.publisher,
                licence: add.licence,
                every_hours: add.every,
                allow_private: add.allow_private,
                despite_robots: add.despite_robots,
                headers: add.headers.iter().map(|text| NeededHeader::parse(text)).collect::<Result<_, _>>()?,
            };
            let feed = feeds::add(store, add.key.as_deref(), settings).await?;
            out.line(format!("'{}' is added. {}", feed.key, feed.shown_address()));
            feed.state.probed.iter().for_each(|probed| can(out, probed));
            out.line(format!("A running server reads it within the minute; `fingerpost feeds run {}` reads it now.", feed.key));
        }
        What::Show { key, json } => {
            let feed = feeds::show(store, &key).await?.as_told();
            if json {
                out.line(serde_json::to_string_pretty(&feed)?);
            } else {
                show(out, &feed, store.clock().now());
            }
        }
        What::Pause { key } => {
            feeds::pause(store, &key, true).await?;
            out.line(format!("'{key}' is not read until `fingerpost feeds resume {key}`."));
        }
        What::Resume { key } => {
            feeds::pause(store, &key, false).await?;
            out.line(format!("'{key}' is read again, first as soon as a server runs."));
        }
        What::Remove { key, withdraw } => {
            let withdrawn = feeds::remove(store, folder, &key, withdraw).await?;
            let records = if withdraw { format!("{withdrawn} services are withdrawn") } else { "its services stay as they are".to_owned() };
            out.line(format!("'{key}' is removed; {records}."));
        }
        What::Run { .. } | What::Accept { .. } => {}
    }
    Ok(())
}

async fn run(home: &Home, keys: Vec<String>, how: How, out: &mut Printer) -> anyhow::Result<()> {
    let store = open_store(home).await?;
    for key in &keys {
        feeds::show(&store, key).await?;
    }
    let named = !keys.is_empty();
    let nothing = !named && scheduling::next(&store, &[]).await?.is_none();
    if nothing && left(&store, &[], out).await? == 0 {
        out.line("No feed is due.");
    }
    store.close().await;
    if nothing {
        return Ok(());
    }
    let importer = importer(home).await?;
    let store = importer.store.clone();
    let reader = Reader::new(importer, folders::folder(home.data()));
    let (mut keys, mut been, mut failed) = (VecDeque::from(keys), Vec::new(), Vec::new());
    let how = How { when_due: !named, ..how };
    // Which one is chosen anew each time: a server may have asked us to wait meanwhile, for all of its feeds.
    while let Some(key) = if named { keys.pop_front() } else { scheduling::next(&store, &been).await? } {
        been.push(key.clone());
        let reading = {
            let out = Mutex::new(&mut *out);
            let tell = |text: String| {
                if let Ok(mut out) = out.lock() {
                    out.progress(text);
                }
            };
            reader.read(&key, how, &tell).await
        };
        let reading = match reading {
            Err(error @ FeedError::BeingRead(_)) => {
                out.line(error.to_string());
                continue;
            }
            Err(FeedError::NotDue(_)) => continue,
            reading => reading?,
        };
        told(out, &key, &reading);
        if reading.outcome == Outcome::Failed {
            failed.push(key);
        }
    }
    if !named {
        left(&store, &been, out).await?;
    }
    store.close().await;
    anyhow::ensure!(failed.is_empty(), "nothing could be read of {}", failed.join(", "));
    Ok(())
}

/// Tells which feeds are due and are not read; how many they are.
async fn left(store: &Store, been: &[String], out: &mut Printer) -> anyhow::Result<usize> {
    let mut left = store.due_feeds().await?;
    left.retain(|key| !been.contains(key));
    for key in &left {
        out.line(format!("'{key}' is left for later: another feed of its server is being read, or that server asked us to wait."));
    }
    Ok(left.len())
}

/// A feed as a line of the list.
fn in_a_line(feed: &Feed, now: Timestamp) -> String {
    let how = match (&feed.state, feed.readings.first()) {
        _ if feed.being_read => "being read".to_owned(),
        _ if feed.paused => "paused".to_owned(),
        (state, _) if state.waiting.is_some() => "waits for a decision: far more is missing than usual".to_owned(),
        (_, None) => "not read yet".to_owned(),
        _ if let Some(until) = feed.waits_until(now) => format!("left alone until {}: its server asked us to wait", at(until)),
        (state, Some(_)) if state.failures > 0 => format!("not well for {} readings", state.failures),
        _ => "well".to_owned(),
    };
    let read = feed.state.read.map_or_else(|| "never read to its end".to_owned(), |at| format!("read {}", ago(at, now)));
    format!("{:<32} {read}, {how}", feed.key)
}

fn show(out: &mut Printer, feed: &Feed, now: Timestamp) {
    out.line(in_a_line(feed, now));
    out.line(format!("  address    {}", feed.shown_address()));
    out.line(format!("  publisher  {}", feed.settings.publisher.as_deref().unwrap_or("as its records say")));
    out.line(format!("  licence    {}", feed.licence().unwrap_or("as its records say")));
    for header in &feed.settings.headers {
        out.line(format!("  header     {}, from the variable {}", header.name, header.variable));
    }
    out.line(format!("  read       every {} hours; next {}", feed.settings.every_hours, at(feed.due)));
    feed.state.probed.iter().for_each(|probed| can(out, probed));
    if let Some(until) = feed.waits_until(now) {
        out.line(format!("The publisher's server asked us to wait: it is left alone until {}.", at(until)));
    }
    if let Some(waiting) = &feed.state.waiting {
        out.line(format!(
            "{} of {} services are missing since {}. If they really are gone: `fingerpost feeds accept {}`",
            waiting.missing,
            waiting.of,
            at(waiting.since),
            feed.key
        ));
    }
    if let Some(checked) = &feed.state.checked {
        out.line(format!(
            "  checked    {} in the last three months, {} in the last year, {} longer ago, {} never as far as is known",
            checked.three_months, checked.year, checked.older, checked.never
        ));
    }
    for reading in &feed.readings {
        told(out, &at(reading.began), reading);
    }
    let Some(imported) = feed.readings.iter().find_map(|reading| reading.imported.as_ref().filter(|one| one.rejected + one.notes > 0))
    else {
        return;
    };
    out.line("What could not be used, in the last reading that had any:");
    for line in imported.rejects.iter().chain(&imported.note_lines) {
        let field = line.field.as_ref().map(|field| format!(", {field}")).unwrap_or_default();
        out.line(format!("  {}{field}: {}", line.place, line.reason));
    }
}

/// What a feed can do.
fn can(out: &mut Printer, probed: &Probed) {
    let speaks = match probed.dialect {
        Dialect::V3 => "Open Referral UK 3",
        Dialect::V1 => "Open Referral UK 1",
        Dialect::V1LowerCase => "Open Referral UK 1, in lower case",
        Dialect::BareList => "a list without an envelope",
        Dialect::Cursor => "pages that name the next one (RPDE)",
        Dialect::File => "one file",
    };
    let version = probed.version.as_ref().map(|version| format!("; it says it is version {version}")).unwrap_or_default();
    out.line(format!("  speaks     {speaks}{version}"));
    if let Some(size) = probed.page_size {
        let promised =
            probed.promised.map_or_else(|| "does not say how many it has".to_owned(), |promised| format!("says it has {promised}"));
        let heeds = match probed.heeds_per_page {
            Some(true) => "per_page works",
            Some(false) => "per_page makes no difference",
            None => "per_page could not be tried",
        };
        out.line(format!("  pages      gives {size} services at once, {promised}; {heeds}"));
    }
    let changes = match probed.changes {
        Changes::ModifiedAfter => "modified_after works: only what has changed is asked for, and everything once a week",
        Changes::Ignored => "modified_after makes no difference: everything is asked for each time",
        Changes::Broken => "modified_after does not work: everything is asked for each time",
        Changes::Cursor => "goes on where it ended, and everything once a week",
        Changes::Unknown => "cannot tell what has changed",
    };
    out.line(format!("  changes    {changes}"));
    let details = match probed.details {
        Details::OnTheList => "on the list",
        Details::OnTheirOwn => "at each service's own address",
        Details::Nowhere => "nowhere: only names can be had",
    };
    out.line(format!("  details    {details}"));
    for remark in &probed.remarks {
        out.line(format!("  noticed    {remark}"));
    }
}

/// A reading in a line or two.
fn told(out: &mut Printer, name: &str, reading: &Reading) {
    let outcome = match reading.outcome {
        Outcome::Read => "read",
        Outcome::Partly => "read in part",
        Outcome::Waiting => "read; what is missing waits for a decision",
        Outcome::Failed => "not read",
    };
    let scope = if reading.changes_only { ", only what has changed" } else { "" };
    let spent = reading.spent;
    let cost = match spent.requests {
        0 => String::new(),
        requests => format!(" ({requests} requests, {} unchanged, {} kB)", spent.unchanged, spent.bytes / 1000),
    };
    out.line(format!("{name}: {outcome}{scope}{cost}"));
    if let Some(one) = &reading.imported {
        out.line(format!(
            "  {} read: {} new, {} changed, {} unchanged, {} withdrawn, {} rejected, {} with a field that could not be used",
            one.read, one.new, one.changed, one.unchanged, one.withdrawn, one.rejected, one.notes
        ));
    }
    for remark in &reading.remarks {
        out.line(format!("  {remark}"));
    }
}

fn at(moment: Timestamp) -> String {
    moment.to_zoned(london()).strftime("%Y-%m-%d %H:%M").to_string()
}

fn ago(moment: Timestamp, now: Timestamp) -> String {
    let minutes = now.duration_since(moment).as_mins().max(0);
    match minutes {
        0..=1 => "just now".to_owned(),
        2..=119 => format!("{minutes} minutes ago"),
        120..=2879 => format!("{} hours ago", minutes / 60),
        _ => format!("{} days ago", minutes / (24 * 60)),
    }
}
