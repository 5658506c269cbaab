//! Feeds that are turned by a cursor: each page names the address of the next, until one names itself and holds nothing
//! (Realtime Paged Data Exchange 1.0). What was deleted comes along as such.

use super::{
    FetchError, Progress,
    client::{Client, Failure},
    detail, failed, keep_page, shown,
};
use crate::sources::{Input, InputFile};
use serde_json::{Value, json};
use std::{
    collections::{HashMap, HashSet},
    path::Path,
};
use url::Url;

/// One page: what stands, what is gone, and where to go on.
#[derive(Debug)]
pub(super) struct Page {
    items: Vec<Entry>,
    next: Option<String>,
    pub(super) licence: Option<String>,
}

#[derive(Debug)]
struct Entry {
    /// `None` = it cannot be told from others; whoever reads it says so.
    id: Option<String>,
    /// `None` = deleted.
    data: Option<Value>,
}

impl Page {
    /// The page, if this is one.
    pub(super) fn from(body: &Value) -> Option<Self> {
        let object = body.as_object()?;
        let next = ["next", "next_url"].iter().find_map(|key| object.get(*key)).map(|next| next.as_str().map(str::to_owned))?;
        let items = object.get("items")?.as_array()?.iter().map(entry).collect();
        Some(Self { items, next, licence: object.get("license").and_then(Value::as_str).map(str::to_owned) })
    }
}

/// An entry. Only one that says so is deleted; one that makes no sense is handed on as it is, to be refused where that is said.
fn entry(item: &Value) -> Entry {
    let id = detail::id_of(item);
    if item.get("state").and_then(Value::as_str).is_some_and(|state| state.eq_ignore_ascii_case("deleted")) {
        return Entry { id, data: None };
    }
    let mut data = item.get("data").filter(|data| data.is_object()).unwrap_or(item).clone();
    if let (Some(data), Some(id)) = (data.as_object_mut(), &id) {
        data.entry("id").or_insert_with(|| id.clone().into());
    }
    Entry { id, data: Some(data) }
}

/// Crawls on from a page that came from `start`, and gives the address to go on from another time. Where only changes are read, deleted
/// ones are told as no longer active.
pub(super) async fn crawl(
    client: &Client,
    first: Page,
    start: &Url,
    changes_only: bool,
    spool: &Path,
    progress: &(dyn Fn(Progress) + Send + Sync),
) -> Result<(Input, Url), FetchError> {
    let input = Input { files: Vec::new(), complete: true, remarks: Vec::new() };
    let mut crawl = Crawl { spool, changes_only, input, at: HashMap::new(), stale: HashSet::new() };
    let (mut page, mut address, mut been) = (first, start.clone(), HashSet::from([start.clone()]));
    loop {
        let (next, empty) = (page.next.take(), page.items.is_empty());
        crawl.take(page.items, &address).await?;
        progress(Progress { pages: been.len(), services: crawl.at.len(), promised: None });
        let next = match next.and_then(|next| address.join(&next).ok()) {
            Some(next) if next == address && empty => break,
            Some(next) => next,
            None => {
                crawl.broken(format!("page {} does not say where the next one is", been.len()));
                break;
            }
        };
        match crawl.turn(client, next.clone(), start, &mut been).await {
            Ok(turned) => page = turned,
            Err(reason) => {
                crawl.broken(reason);
                break;
            }
        }
        address = next;
    }
    crawl.mend().await?;
    Ok((crawl.input, address))
}

struct Crawl<'a> {
    spool: &'a Path,
    changes_only: bool,
    input: Input,
    /// Where the last word on an id is: page and place on it, both from 0.
    at: HashMap<String, (usize, usize)>,
    /// Words on an id that were not the last.
    stale: HashSet<(usize, usize)>,
}

impl Crawl<'_> {
    /// The next page, or why there is none.
    async fn turn(&self, client: &Client, next: Url, start: &Url, been: &mut HashSet<Url>) -> Result<Page, String> {
        let number = been.len();
        if next.origin() != start.origin() {
            return Err(format!("page {number} leads to another server, which is not followed"));
        }
        if number == client.limits.pages {
            return Err(format!("the crawl was stopped after {number} pages"));
        }
        if !been.insert(next.clone()) {
            return Err(format!("page {number} leads back to an earlier one; the feed goes round in a circle"));
        }
        get(client, &next).await.map_err(|failure| format!("page {} could not be read: {failure}", number + 1))
    }

    /// Keeps a page's entries; of an id that came before, the later word counts.
    async fn take(&mut self, entries: Vec<Entry>, address: &Url) -> Result<(), FetchError> {
        let number = self.input.files.len();
        let mut page: Vec<Value> = Vec::with_capacity(entries.len());
        for Entry { id, data } in entries {
            let place = (number, page.len());
            if let Some(id) = &id {
                self.stale.extend(self.at.insert(id.clone(), place));
            }
            if data.is_none() && !self.changes_only {
                self.stale.insert(place); // gone before we came: nothing is known of it
            }
            page.push(data.unwrap_or_else(|| json!({"id": id, "name": id, "status": "inactive"})));
        }
        let path = keep_page(self.spool, number + 1, &contents(page)).await?;
        self.input.files.push(InputFile { name: shown(address), path });
        Ok(())
    }

    fn broken(&mut self, remark: String) {
        self.input.complete = false;
        self.input.remarks.push(remark);
    }

    /// Takes what is not the last word out of the pages that were kept.
    async fn mend(&mut self) -> Result<(), FetchError> {
        let numbers: HashSet<usize> = self.stale.iter().map(|(number, _)| *number).collect();
        for number in numbers {
            let Some(file) = self.input.files.get(number) else { continue };
            let failed = |error| FetchError::Spool { path: file.path.clone(), error };
            let kept = tokio::fs::read(&file.path).await.map_err(failed)?;
            let mut kept: Value = serde_json::from_slice(&kept).unwrap_or_default();
            let items = kept.get_mut("contents").and_then(Value::as_array_mut).map(std::mem::take).unwrap_or_default();
            let last = items.into_iter().enumerate().filter(|(at, _)| !self.stale.contains(&(number, *at))).map(|(_, item)| item);
            keep_page(self.spool, number + 1, &contents(last.collect())).await?;
        }
        Ok(())
    }
}

fn contents(items: Vec<Value>) -> Value {
    Value::Object([("contents".to_owned(), Value::Array(items))].into_iter().collect())
}

/// The page at an address that must be one.
pub(super) async fn open(client: &Client, address: &Url) -> Result<Page, FetchError> {
    get(client, address).await.map_err(|failure| failed(address, failure))
}

async fn get(client: &Client, address: &Url) -> Result<Page, Failure> {
    Page::from(&client.get_json(address).await?).ok_or_else(|| {
        client.forget(address);
        Failure::NotWhat("the answer is not a page of services".to_owned())
    })
}
