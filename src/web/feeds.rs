//! `/feeds` and `/feeds/{key}`: how the publishers' feeds are, for stewards. Counts and dates alone: what was published and could not be
//! used is told by the command, and an address is shown without what could be a key.

use crate::{
    app::{
        App, SourceSummary,
        feeds::{Changes, Details, Dialect, Feed, Outcome, Reading},
        import::CheckedAges,
    },
    clock::london,
    server::{
        extract::Path,
        languages::{Arg, L, Said},
        page::{Content, Page},
        trouble::Trouble,
        wording,
    },
};
use askama::Template;
use axum::extract::State;
use jiff::Timestamp;

/// A feed as a row of the list.
#[derive(Debug)]
struct FeedLine {
    address: String,
    publisher: Said,
    state: Said,
    well: bool,
    read: Said,
    services: Said,
    unused: Said,
    checked: Said,
}

#[derive(Debug, Template)]
#[template(path = "feeds.html")]
struct Feeds {
    l: L,
    feeds: Vec<FeedLine>,
}

/// A reading as a row of the table: when, how it went, and its counts.
#[derive(Debug)]
struct ReadingLine {
    when: Said,
    how: Said,
    counts: Vec<Said>,
}

/// A field and how often it could not be used.
#[derive(Debug)]
struct Blame {
    field: Option<String>,
    count: Said,
}

#[derive(Debug, Template)]
#[template(path = "feed.html")]
struct FeedPage {
    l: L,
    publisher: Said,
    waiting: Option<Said>,
    /// The publisher's server asked to be left alone.
    left_alone: Option<Said>,
    state: Said,
    /// Names of facts, and each fact.
    facts: Vec<(&'static str, Said)>,
    checked: Vec<(&'static str, Said)>,
    readings: Vec<ReadingLine>,
    blame_lead: Said,
    blames: Vec<Blame>,
}

/// Columns of counts in the table of readings.
const COUNTS: [&str; 7] = ["feed-new", "feed-changed", "feed-unchanged", "feed-withdrawn", "feed-rejected", "feed-notes", "feed-requests"];

impl Content for Feeds {
    fn title(&self) -> String {
        self.l.t("feeds-title").into_owned()
    }

    fn l(&self) -> L {
        self.l.clone()
    }
}

impl Content for FeedPage {
    fn title(&self) -> String {
        self.publisher.to_string()
    }

    fn l(&self) -> L {
        self.l.clone()
    }
}

/// `GET /feeds`.
pub async fn list(State(app): State<App>, l: L) -> Result<Page<impl Content>, Trouble> {
    let (feeds, sources, now) = (app.feeds().await?, app.sources().await?, app.clock().now());
    Ok(Page(Feeds { feeds: feeds.iter().map(|feed| line(&l, feed, source_of(&sources, feed), now)).collect(), l }))
}

/// `GET /feeds/{key}`.
pub async fn get(State(app): State<App>, Path(key): Path<String>, l: L) -> Result<Page<impl Content>, Trouble> {
    let feed = app.feed(&key).await?.ok_or_else(Trouble::no_record)?;
    let (sources, now) = (app.sources().await?, app.clock().now());
    Ok(Page(FeedPage::new(&feed, source_of(&sources, &feed), now, l)))
}

fn source_of<'a>(sources: &'a [SourceSummary], feed: &Feed) -> Option<&'a SourceSummary> {
    sources.iter().find(|source| source.key == feed.key)
}

fn publisher(l: &L, feed: &Feed, source: Option<&SourceSummary>) -> Said {
    let known = feed.settings.publisher.as_deref().or_else(|| source?.publisher.as_deref());
    wording::publisher(l, known, &feed.key)
}

fn number(l: &L, count: u64) -> Said {
    l.n("feed-number", count)
}

fn day(l: &L, at: Option<Timestamp>) -> Said {
    at.map_or_else(|| l.say("feeds-never"), |at| wording::day_month(l, at.to_zoned(london()).date()))
}

/// Day and time.
fn moment(l: &L, at: Timestamp) -> Said {
    let at = at.to_zoned(london());
    let (date, time) = (wording::day_month(l, at.date()), wording::time(l, at.time()));
    l.with("feed-moment", &[("date", (&date).into()), ("time", (&time).into())])
}

fn state(l: &L, feed: &Feed, now: Timestamp) -> Said {
    if feed.being_read {
        l.say("feed-state-reading")
    } else if feed.paused {
        l.say("feed-state-paused")
    } else if feed.state.waiting.is_some() {
        l.say("feed-state-waiting")
    } else if feed.waits_until(now).is_some() {
        l.say("feed-state-left-alone")
    } else if feed.state.failures > 0 {
        l.n("feed-state-unwell", u64::from(feed.state.failures))
    } else if feed.state.read.is_none() {
        l.say("feed-state-new")
    } else {
        l.say("feed-state-well")
    }
}

fn line(l: &L, feed: &Feed, source: Option<&SourceSummary>, now: Timestamp) -> FeedLine {
    let imported = feed.readings.iter().find_map(|reading| reading.imported.as_ref());
    FeedLine {
        address: l.href(&format!("/feeds/{}", feed.key)),
        publisher: publisher(l, feed, source),
        state: state(l, feed, now),
        well: feed.state.failures == 0 && feed.state.waiting.is_none(),
        read: day(l, feed.state.read),
        services: number(l, source.map_or(0, |source| source.services)),
        unused: imported.map_or_else(|| l.say("feeds-unknown"), |imported| number(l, imported.rejected)),
        checked: feed
            .state
            .checked
            .as_ref()
            .and_then(share)
            .map_or_else(|| l.say("feeds-unknown"), |percent| l.with("feeds-share", &[("percent", Arg::Text(&percent.to_string()))])),
    }
}

/// The percentage of services checked in the last three months. `None` = there are none.
fn share(checked: &CheckedAges) -> Option<u64> {
    let all = checked.three_months + checked.year + checked.older + checked.never;
    (checked.three_months * 100).checked_div(all)
}

impl FeedPage {
    fn new(feed: &Feed, source: Option<&SourceSummary>, now: Timestamp, l: L) -> Self {
        let last = feed.readings.iter().filter_map(|reading| reading.imported.as_ref()).find(|one| !one.by_field.is_empty());
        let blame = |(field, count): (&String, &u64)| Blame {
            field: Some(field.clone()).filter(|field| !field.is_empty()),
            count: number(&l, *count),
        };
        let mut blames: Vec<(&String, &u64)> = last.iter().flat_map(|one| &one.by_field).collect();
        blames.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
        Self {
            publisher: publisher(&l, feed, source),
            waiting: waiting(&l, feed),
            left_alone: feed.waits_until(now).map(|until| l.with("feed-left-alone", &[("until", (&moment(&l, until)).into())])),
            state: state(&l, feed, now),
            facts: facts(&l, feed, source),
            checked: feed.state.checked.as_ref().map(|ages| checked(&l, ages)).unwrap_or_default(),
            readings: feed.readings.iter().map(|reading| reading_line(&l, reading)).collect(),
            blame_lead: l.e("feed-blame-lead", "key", &feed.key),
            blames: blames.into_iter().map(blame).collect(),
            l,
        }
    }
}

fn waiting(l: &L, feed: &Feed) -> Option<Said> {
    let waiting = feed.state.waiting?;
    let (missing, of) = (number(l, waiting.missing), number(l, waiting.of));
    Some(l.with("feed-waiting", &[("missing", (&missing).into()), ("of", (&of).into()), ("key", Arg::Text(&feed.key))]))
}

fn facts(l: &L, feed: &Feed, source: Option<&SourceSummary>) -> Vec<(&'static str, Said)> {
    let licence = feed.licence().or_else(|| source?.licence.as_deref());
    let mut facts = vec![
        ("feeds-services", number(l, source.map_or(0, |source| source.services))),
        ("feeds-read", feed.state.read.map_or_else(|| l.say("feeds-never"), |at| moment(l, at))),
        ("feed-every", l.n("feed-every-hours", u64::from(feed.settings.every_hours))),
    ];
    if !feed.paused {
        facts.push(("feed-next", moment(l, feed.due)));
    }
    facts.push(("feed-licence", licence.map_or_else(|| l.say("feed-licence-records"), |licence| l.published(licence))));
    facts.push(("feed-key", wording::unbroken(&feed.key)));
    facts.push(("feed-address", wording::unbroken(feed.shown_address())));
    if let Some(probed) = &feed.state.probed {
        facts.push(("feed-speaks", l.say(speaks(probed.dialect))));
        facts.push(("feed-changes", l.say(tells(probed.changes))));
        facts.push(("feed-details", l.say(keeps(probed.details))));
    }
    facts
}

fn speaks(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::V3 => "feed-speaks-v3",
        Dialect::V1 => "feed-speaks-v1",
        Dialect::V1LowerCase => "feed-speaks-v1-lower-case",
        Dialect::BareList => "feed-speaks-bare-list",
        Dialect::Cursor => "feed-speaks-cursor",
        Dialect::File => "feed-speaks-file",
    }
}

fn tells(changes: Changes) -> &'static str {
    match changes {
        Changes::ModifiedAfter => "feed-changes-modified-after",
        Changes::Cursor => "feed-changes-cursor",
        Changes::Ignored => "feed-changes-ignored",
        Changes::Broken => "feed-changes-broken",
        Changes::Unknown => "feed-changes-unknown",
    }
}

fn keeps(details: Details) -> &'static str {
    match details {
        Details::OnTheList => "feed-details-on-the-list",
        Details::OnTheirOwn => "feed-details-on-their-own",
        Details::Nowhere => "feed-details-nowhere",
    }
}

fn checked(l: &L, ages: &CheckedAges) -> Vec<(&'static str, Said)> {
    [
        ("feed-checked-three-months", ages.three_months),
        ("feed-checked-year", ages.year),
        ("feed-checked-older", ages.older),
        ("feed-checked-never", ages.never),
    ]
    .map(|(key, count)| (key, number(l, count)))
    .to_vec()
}

fn reading_line(l: &L, reading: &Reading) -> ReadingLine {
    let outcome = l.say(match reading.outcome {
        Outcome::Read => "feed-outcome-read",
        Outcome::Partly => "feed-outcome-partly",
        Outcome::Waiting => "feed-outcome-waiting",
        Outcome::Failed => "feed-outcome-failed",
    });
    let scope = if reading.changes_only { "feed-reading-scope-changes" } else { "feed-reading-scope-whole" };
    let one = reading.imported.clone().unwrap_or_default();
    let counts = [one.new, one.changed, one.unchanged, one.withdrawn, one.rejected, one.notes, reading.spent.requests];
    ReadingLine {
        when: moment(l, reading.began),
        how: l.with(scope, &[("outcome", (&outcome).into())]),
        counts: counts.iter().map(|count| number(l, *count)).collect(),
    }
}
