//! Turning the pages of a feed until they really end.
//!
//! A feed ends at a page that says so and has given what it promised, at a page shorter than the first, at an empty one, or
//! where it begins to repeat itself. `total_pages` is never believed: some feeds always say 1.

use super::{
    Crawled, FetchError, Progress, Since, Wanted,
    client::{Client, Failure},
    detail::{self, Details},
    failed, keep_page, rpde, shown,
};
use crate::{
    clock::Clock,
    hsds::page::{self, Envelope},
    sources::{Input, InputFile},
};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value};
use std::{
    collections::HashSet,
    path::{Path, PathBuf},
};
use url::Url;

/// Pages further apart than this are not put together to tell what is gone.
const APART: SignedDuration = SignedDuration::from_hours(1);

/// Crawls a feed: everything, or what has changed since.
pub(super) async fn crawl(
    client: &Client,
    base: &Url,
    wanted: &Wanted,
    spool: &Path,
    progress: &(dyn Fn(Progress) + Send + Sync),
) -> Result<Crawled, FetchError> {
    if let Some(Since::Cursor(cursor)) = &wanted.since {
        let first = rpde::open(client, cursor).await?;
        return turn(client, first, cursor, true, spool, progress).await;
    }
    let (root, list) = addresses(base);
    let about = client.get_json(&root).await;
    if let Err(Failure::Refused(refusal)) = about {
        return Err(failed(base, Failure::Refused(refusal)));
    }
    let about = about.unwrap_or_default();
    if let Some(first) = rpde::Page::from(&about) {
        return turn(client, first, &root, false, spool, progress).await;
    }
    let mut crawl = Crawl::new(client, list, spool);
    if let Some(Since::Modified(moment)) = wanted.since {
        crawl.since = Some(moment);
    }
    if wanted.details_are_there {
        crawl.details = Details::There;
    }
    let text = |key: &str| about.get(key).and_then(Value::as_str).map(str::to_owned);
    let licence = text("license").or_else(|| text("licence"));
    if let Some(version) = text("version") {
        crawl.input.remarks.push(format!("the feed says it is version {version}"));
    }
    let first = match crawl.get(1).await {
        Err(failure) if failure.is_absent() && Page::from(about).is_some() => {
            crawl.list = root;
            crawl.get(1).await
        }
        first => first,
    };
    let first = first.map_err(|failure| {
        // It may have been of no use either.
        client.forget(&addresses(base).0);
        failed(&crawl.list, failure)
    })?;
    crawl.run(first, progress).await?;
    let crawl = crawl.fitting(progress).await?;
    Ok(Crawled {
        input: crawl.input,
        changes_only: crawl.since.is_some(),
        cursor: None,
        licence,
        spent: client.spent(),
        asked_to_wait: None,
    })
}

/// Crawls a feed that is turned by a cursor.
async fn turn(
    client: &Client,
    mut first: rpde::Page,
    start: &Url,
    changes_only: bool,
    spool: &Path,
    progress: &(dyn Fn(Progress) + Send + Sync),
) -> Result<Crawled, FetchError> {
    let licence = first.licence.take();
    let (input, cursor) = rpde::crawl(client, first, start, changes_only, spool, progress).await?;
    Ok(Crawled { input, changes_only, cursor: Some(cursor.to_string()), licence, spent: client.spent(), asked_to_wait: None })
}

/// The addresses of the feed itself and of its list, whether or not the base address names the list.
pub fn addresses(base: &Url) -> (Url, Url) {
    let (mut root, mut list) = (base.clone(), base.clone());
    let path = base.path().trim_end_matches('/').to_owned();
    let above = path.strip_suffix("/services").unwrap_or(&path);
    root.set_path(&format!("{above}/"));
    root.set_query(None);
    list.set_path(&format!("{above}/services"));
    for address in [&mut root, &mut list] {
        address.set_fragment(None);
    }
    (root, list)
}

/// One page: its items, and everything else it says.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) items: Vec<Value>,
    pub(super) rest: Map<String, Value>,
    /// What the list is called; a bare list, which has no further pages, is called nothing.
    pub(super) key: Option<String>,
}

impl Page {
    pub(super) fn from(body: Value) -> Option<Self> {
        match body {
            Value::Array(items) => Some(Self { items, rest: Map::new(), key: None }),
            Value::Object(mut rest) => {
                let key = rest.keys().find(|key| page::is_list_key(key))?.clone();
                let items = match rest.shift_remove(&key)? {
                    Value::Array(items) => items,
                    Value::Null => Vec::new(),
                    _ => return None,
                };
                Some(Self { items, rest, key: Some(key) })
            }
            _ => None,
        }
    }

    /// What a page is told from another by: its first item's id, or the item itself where it has none.
    pub(super) fn mark(&self) -> Option<String> {
        self.items.first().map(|item| detail::id_of(item).unwrap_or_else(|| item.to_string()))
    }
}

/// What to do after a page.
#[derive(Debug, PartialEq, Eq)]
enum Next {
    More,
    End,
}

/// The address of a page of a list.
pub(super) fn page_address(list: &Url, number: usize, per_page: usize, since: Option<Timestamp>) -> Url {
    let mut address = list.clone();
    let mut query = address.query_pairs_mut();
    query.append_pair("page", &number.to_string()).append_pair("per_page", &per_page.to_string());
    if let Some(since) = since {
        query.append_pair("modified_after", &since.to_string());
    }
    drop(query);
    address
}

/// The page at an address.
pub(super) async fn get(client: &Client, address: &Url) -> Result<Page, Failure> {
    Ok(get_since(client, address, Timestamp::MIN).await?.0)
}

/// The same, no older than `since`, with the moment it was answered.
async fn get_since(client: &Client, address: &Url, since: Timestamp) -> Result<(Page, Timestamp), Failure> {
    let (body, at) = client.get_json_since(address, since).await?;
    let page = Page::from(body).ok_or_else(|| {
        client.forget(address);
        Failure::NotWhat("the answer is not a page of services".to_owned())
    })?;
    Ok((page, at))
}

struct Crawl<'a> {
    client: &'a Client,
    list: Url,
    spool: PathBuf,
    input: Input,
    first_len: usize,
    marks: HashSet<String>,
    received: usize,
    promised: Option<u64>,
    details: Details,
    /// Only what has changed since is asked for.
    since: Option<Timestamp>,
    /// Pages that are older do not do.
    no_older: Timestamp,
    /// When each page was answered.
    answered: Vec<Timestamp>,
    /// How many services there are, as each page says that says so.
    totals: Vec<u64>,
    /// The services that were found.
    ids: HashSet<String>,
}

impl<'a> Crawl<'a> {
    fn new(client: &'a Client, list: Url, spool: &Path) -> Self {
        Self {
            client,
            list,
            spool: spool.to_owned(),
            input: Input { files: Vec::new(), complete: true, remarks: Vec::new() },
            first_len: 0,
            marks: HashSet::new(),
            received: 0,
            promised: None,
            details: Details::Unknown,
            since: None,
            no_older: Timestamp::MIN,
            answered: Vec::new(),
            totals: Vec::new(),
            ids: HashSet::new(),
        }
    }

    fn address(&self, number: usize) -> Url {
        page_address(&self.list, number, self.client.limits.per_page, self.since)
    }

    async fn get(&mut self, number: usize) -> Result<Page, Failure> {
        let (page, at) = get_since(self.client, &self.address(number), self.no_older).await?;
        self.answered.push(at);
        Ok(page)
    }

    /// The list where its pages fit together. Where they may not, it is gone through once more in one go: what lay on one page may
    /// meanwhile have slid to another that was read before, and would count as gone.
    async fn fitting(self, progress: &(dyn Fn(Progress) + Send + Sync)) -> Result<Self, FetchError> {
        if !self.input.complete || self.since.is_some() || self.are_of_one_time() && self.have_one_total() {
            return Ok(self);
        }
        let spool = self.spool.join("again");
        tokio::fs::create_dir_all(&spool).await.map_err(|error| FetchError::Spool { path: spool.clone(), error })?;
        let mut again = Self::new(self.client, self.list.clone(), &spool);
        (again.details, again.no_older) = (self.details, Clock::system().now());
        match again.get(1).await {
            Ok(first) => again.run(first, progress).await?,
            Err(failure) => again.broken(format!("page 1 could not be read: {failure}")),
        }
        // What is the same twice did not change meanwhile, however slow the feed is and however it counts.
        let fits = again.are_of_one_time() && again.have_one_total() || again.ids == self.ids;
        let (mut kept, other) = if again.input.complete { (again, self) } else { (self, again) };
        let new: Vec<String> = other.input.remarks.into_iter().filter(|remark| !kept.input.remarks.contains(remark)).collect();
        kept.input.remarks.extend(new);
        if !(kept.no_older > Timestamp::MIN && fits) {
            kept.broken("its pages are not of one time, so nothing counts as gone that is on none of them".to_owned());
        }
        Ok(kept)
    }

    fn are_of_one_time(&self) -> bool {
        let (first, last) = (self.answered.iter().min(), self.answered.iter().max());
        first.zip(last).is_none_or(|(first, last)| last.duration_since(*first) <= APART)
    }

    fn have_one_total(&self) -> bool {
        self.totals.iter().all(|total| Some(total) == self.totals.first())
    }

    async fn run(&mut self, first: Page, progress: &(dyn Fn(Progress) + Send + Sync)) -> Result<(), FetchError> {
        let mut number = 1;
        let mut page = first;
        while self.take(number, page).await? == Next::More {
            progress(Progress { pages: number, services: self.received, promised: self.promised });
            if number == self.client.limits.pages {
                self.broken(format!("the crawl was stopped after {number} pages"));
                break;
            }
            number += 1;
            page = match self.get(number).await {
                Ok(page) => page,
                Err(failure) if failure.is_absent() && self.has_all() => break,
                Err(failure) => {
                    self.broken(format!("page {number} could not be read: {failure}"));
                    break;
                }
            };
        }
        progress(Progress { pages: self.input.files.len(), services: self.received, promised: self.promised });
        Ok(())
    }

    /// Keeps a page and says whether there is more to come.
    async fn take(&mut self, number: usize, mut page: Page) -> Result<Next, FetchError> {
        let envelope = Envelope::read(&page.rest);
        // Beyond the end some say that there is nothing at all.
        self.totals.extend(envelope.total_items.filter(|total| number == 1 || *total > 0));
        if number > 1 && page.items.is_empty() {
            return Ok(Next::End);
        }
        if let Some(mark) = page.mark()
            && !self.marks.insert(mark)
        {
            self.input.remarks.push(format!("page {number} begins like an earlier one; the feed repeats itself"));
            self.input.complete &= self.promised.is_some() && self.has_all();
            return Ok(Next::End);
        }
        let (len, is_bare_list) = (page.items.len(), page.key.is_none());
        self.received += len;
        self.ids.extend(page.items.iter().filter_map(detail::id_of));
        self.promised = envelope.total_items.or(self.promised);
        let went_well = self.fill(number, &mut page).await;
        self.keep(number, page).await?;
        self.first_len = if number == 1 { len } else { self.first_len };
        Ok(if went_well && !is_bare_list { self.next(len, envelope.last) } else { Next::End })
    }

    fn next(&self, len: usize, last: Option<bool>) -> Next {
        let owes_more = self.promised.is_some_and(|promised| (self.received as u64) < promised);
        let ends = match last {
            Some(true) => !owes_more,
            Some(false) => len < self.first_len && !owes_more,
            None => len < self.first_len,
        };
        if ends || len == 0 { Next::End } else { Next::More }
    }

    /// True unless the feed promised more than it has given.
    fn has_all(&self) -> bool {
        self.promised.is_none_or(|promised| self.received as u64 >= promised)
    }

    fn broken(&mut self, remark: String) {
        self.input.complete = false;
        self.input.remarks.push(remark);
    }

    /// Fetches details where the list is bare. False when the server failed so often that going on is no use.
    async fn fill(&mut self, number: usize, page: &mut Page) -> bool {
        if self.details == Details::None || !detail::are_bare(&page.items) {
            return true;
        }
        let filled = detail::fill(self.client, &self.list, std::mem::take(&mut page.items), &mut self.details).await;
        page.items = filled.items;
        if self.details == Details::None {
            self.input.remarks.push("the feed gives no details of single services".to_owned());
        }
        if let Some(failure) = filled.failure {
            let left_out = filled.left_out;
            self.broken(format!(
                "the details of {left_out} services on page {number} could not be read ({failure}); what was known of them before stands"
            ));
        }
        !page.items.is_empty()
    }

    /// Writes a page to the spool in the shape it came in.
    async fn keep(&mut self, number: usize, page: Page) -> Result<(), FetchError> {
        let (list, mut rest) = (Value::Array(page.items), page.rest);
        let document = match page.key {
            None => list,
            Some(key) => {
                rest.insert(key, list);
                Value::Object(rest)
            }
        };
        let path = keep_page(&self.spool, number, &document).await?;
        self.input.files.push(InputFile { name: shown(&self.address(number)), path });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_address_may_or_may_not_name_the_list() {
        for (base, root, list) in [
            ("https://a.org/v3", "https://a.org/v3/", "https://a.org/v3/services"),
            ("https://a.org/v3/", "https://a.org/v3/", "https://a.org/v3/services"),
            ("https://a.org/v3/services", "https://a.org/v3/", "https://a.org/v3/services"),
            ("https://a.org/v3/services/?key=1#x", "https://a.org/v3/", "https://a.org/v3/services?key=1"),
            ("https://a.org", "https://a.org/", "https://a.org/services"),
        ] {
            let (found_root, found_list) = addresses(&Url::parse(base).unwrap());
            assert_eq!((found_root.as_str(), found_list.as_str()), (root, list), "{base}");
        }
    }
}
