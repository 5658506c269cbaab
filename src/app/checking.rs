//! Checking a feed, ours or a stranger's: asks for what the rules look at, and has it judged.

mod abilities;
mod asking;
mod searching;

#[cfg(test)]
mod tests;

use crate::{
    checking::{
        dialect::Dialect,
        evidence::{Answer, Detail, Evidence, OPTIONAL, Other, Page, id_of},
        plan,
        report::{self, Report},
        rules::may_be_secret,
    },
    clock::Clock,
    sources::fetch::{FetchError, Limits},
};
use asking::Feed;
use serde_json::Value;
use std::{
    collections::{BTreeSet, HashSet},
    time::Duration,
};
use url::Url;

/// Services read in full unless all are wanted.
const IN_FULL: usize = 10;
/// Services read in full because they look like a place that must not be found.
const SECRET: usize = 40;
/// Records read of each optional endpoint.
const OF_OTHERS: usize = 3;
/// Most pages read of one feed.
const PAGES: u64 = 2_000;

/// How a feed is to be checked.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Read every page and every record.
    pub all: bool,
    /// By which records are picked; the same seed picks the same from the same feed.
    pub seed: u64,
    /// Lets it reach private and local addresses.
    pub allow_private: bool,
    /// Longest time for one request.
    pub timeout: Duration,
}

/// Checks the feed at a base address, with or without `/services`.
///
/// A feed that is dead, broken or of another version gives a report that says so. `tell` is told what is being done.
///
/// # Errors
/// When the address may not be fetched.
pub async fn check(base: &Url, wanted: &Wanted, clock: &Clock, tell: &mut (dyn FnMut(String) + Send)) -> Result<Report, FetchError> {
    let limits = Limits {
        allow_private: wanted.allow_private,
        timeout: wanted.timeout,
        retries: 1,
        back_off: Duration::from_millis(500),
        longest_wait: Duration::from_secs(30),
        ..Limits::default()
    };
    let feed = Feed::new(base, limits)?;
    tell("reading what the feed says of itself".to_owned());
    let root = feed.root().await?;
    let first = Page { number: 1, per_page: None, answer: feed.page(1, None).await };
    let mut evidence = Evidence::begun(feed.base(), clock.today(), root, first);
    if evidence.dialect != Dialect::Unknown {
        gather(&feed, &mut evidence, wanted, tell).await;
    }
    evidence.settle();
    Ok(report::report(&evidence, wanted.seed))
}

async fn gather(feed: &Feed, evidence: &mut Evidence, wanted: &Wanted, tell: &mut (dyn FnMut(String) + Send)) {
    let is_version_3 = evidence.dialect.told().is_none();
    if is_version_3 {
        evidence.openapi = openapi(feed, &evidence.root).await;
        evidence.abilities = abilities::probe(feed, &evidence.pages[0].answer, wanted.seed).await;
        some_pages(feed, evidence).await;
        if wanted.all {
            every_page(feed, evidence, tell).await;
        }
    }
    evidence.details = details(feed, "/services", picked(evidence, wanted), tell).await;
    if is_version_3 {
        for endpoint in OPTIONAL {
            tell(format!("reading {}", endpoint.path));
            let list = feed.get(endpoint.path, &[]).await;
            let ids = list.items().iter().filter_map(id_of).collect();
            let details = details(feed, endpoint.path, plan::pick(ids, OF_OTHERS, wanted.seed), &mut |_| {}).await;
            evidence.others.push(Other { endpoint, list, details });
        }
        tell("searching the feed for its own services".to_owned());
        // A search is told with its postcode, which must not be that of a secret place.
        let records = evidence.details.iter().filter_map(|detail| detail.answer.json());
        let records: Vec<&Value> = records.filter(|record| !may_be_secret(record)).collect();
        evidence.searches = searching::search(feed, evidence, plan::questions(&records)).await;
    }
}

/// The services to read in full: some by chance, and those that look like a place that must not be found. Chance would miss these.
fn picked(evidence: &Evidence, wanted: &Wanted) -> Vec<String> {
    let items = || evidence.pages.iter().flat_map(|page| page.answer.items());
    let ids: BTreeSet<String> = items().filter_map(id_of).collect();
    let count = if wanted.all { ids.len() } else { IN_FULL };
    let mut picked = plan::pick(ids.into_iter().collect(), count, wanted.seed);
    let secret: BTreeSet<String> = items().filter(|item| may_be_secret(item)).filter_map(id_of).collect();
    let others: Vec<String> = secret.into_iter().filter(|id| !picked.contains(id)).take(SECRET).collect();
    picked.extend(others);
    picked
}

/// The document in `openapi_url`.
async fn openapi(feed: &Feed, root: &Answer) -> Option<Answer> {
    let address = root.json()?.get("openapi_url")?.as_str()?;
    let address = Url::parse(address).ok()?;
    Some(feed.elsewhere(&address).await)
}

/// The second, the middle and the last page, at the feed's own size.
async fn some_pages(feed: &Feed, evidence: &mut Evidence) {
    let first = &evidence.pages[0].answer;
    let total = first.count("total_pages");
    let is_last = first.json().and_then(|page| page.get("last_page")?.as_bool());
    for number in plan::pages(total, first.items().len(), evidence.promised(), is_last) {
        evidence.pages.push(Page { number, per_page: None, answer: feed.page(number, None).await });
    }
    let read: HashSet<u64> = evidence.pages.iter().filter(|page| page.answer.json().is_some()).map(|page| page.number).collect();
    let owes = evidence.pages.last().and_then(|page| page.answer.json()?.get("last_page")?.as_bool()) == Some(false);
    evidence.whole = !owes && total.is_some_and(|total| total <= 4 && (1..=total).all(|number| read.contains(&number)));
}

/// Every page, larger ones where the feed gives them, until the feed ends or repeats itself.
async fn every_page(feed: &Feed, evidence: &mut Evidence, tell: &mut (dyn FnMut(String) + Send)) {
    let per_page = (evidence.abilities.per_page == Some(true)).then_some(100);
    let mut ids: HashSet<String> = HashSet::new();
    for number in 1..=PAGES {
        tell(format!("reading page {number}"));
        let had = evidence.pages.iter().find(|page| page.number == number && page.per_page == per_page);
        let page = match had {
            Some(page) => page.clone(),
            None => Page { number, per_page, answer: feed.page(number, per_page).await },
        };
        let fresh = page.answer.items().iter().filter_map(id_of).filter(|id| ids.insert(id.clone())).count();
        let (broken, says_last) = (page.answer.json().is_none(), page.answer.json().and_then(|page| page.get("last_page")?.as_bool()));
        let has_all = evidence.promised().is_none_or(|promised| ids.len() as u64 >= promised);
        let is_empty = page.answer.items().is_empty();
        if had.is_none() && !(is_empty && !broken && number > 1) {
            evidence.pages.push(page);
        }
        if broken {
            return;
        }
        if fresh == 0 || says_last == Some(true) && has_all {
            evidence.whole = true;
            return;
        }
    }
}

/// Records in full, in the order of their ids in the list.
async fn details(feed: &Feed, path: &str, ids: Vec<String>, tell: &mut (dyn FnMut(String) + Send)) -> Vec<Detail> {
    let mut details = Vec::with_capacity(ids.len());
    for ids in ids.chunks(asking::AT_ONCE) {
        tell(format!("reading records in full: {}", details.len()));
        let asked = ids.iter().map(|id| async move { Detail { id: id.clone(), answer: feed.record(path, id).await } });
        details.extend(futures_util::future::join_all(asked).await);
    }
    details
}
