//! What a feed answered: everything the rules look at.

use super::{
    dialect::Dialect,
    plan::Question,
    shapes::{self, Shape},
};
use crate::hsds::v1;
use jiff::civil::Date;
use serde_json::Value;
use std::collections::BTreeSet;

/// One answer.
#[derive(Debug, Clone)]
pub struct Answer {
    /// What was asked, without the feed's base address: `/services?page=2`.
    pub at: String,
    /// What came back.
    pub body: Body,
    /// The header `Access-Control-Allow-Origin`.
    pub allow_origin: Option<String>,
    /// The header `Content-Type`.
    pub content_type: Option<String>,
}

/// What came back.
#[derive(Debug, Clone)]
pub enum Body {
    /// JSON, with its status.
    Json(u16, Value),
    /// Something else, with its status and its beginning.
    Text(u16, String),
    /// Nothing, and why.
    Nothing(String),
}

impl Answer {
    /// The HTTP status, where there was an answer.
    pub fn status(&self) -> Option<u16> {
        match self.body {
            Body::Json(status, _) | Body::Text(status, _) => Some(status),
            Body::Nothing(_) => None,
        }
    }

    /// The JSON of an answer that is a success.
    pub fn json(&self) -> Option<&Value> {
        match &self.body {
            Body::Json(200..300, value) => Some(value),
            _ => None,
        }
    }

    /// Why there is no JSON to look at, in plain words.
    pub fn trouble(&self) -> Option<String> {
        match &self.body {
            Body::Json(200..300, _) => None,
            Body::Nothing(reason) => Some(reason.clone()),
            Body::Json(status, _) | Body::Text(status, _) if !(200..300).contains(status) => Some(status_told(*status)),
            Body::Json(..) => None,
            Body::Text(_, text) if text.trim().is_empty() => Some("the answer is empty".to_owned()),
            Body::Text(_, text) if text.trim_start().starts_with('<') => Some("the answer is a web page or XML, not JSON".to_owned()),
            Body::Text(..) => Some("the answer is not JSON that can be read".to_owned()),
        }
    }

    /// The items of a page.
    pub fn items(&self) -> &[Value] {
        let list = self.json().and_then(|page| page.get("contents").or_else(|| page.get("content")));
        list.and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }

    /// A whole number of a page's envelope.
    pub fn count(&self, key: &str) -> Option<u64> {
        self.json()?.get(key)?.as_u64()
    }
}

fn status_told(status: u16) -> String {
    let meaning = match status {
        400 => " (it finds the question wrong)",
        401 | 403 => " (it wants a key or a login; a feed should be open to everyone)",
        404 | 410 => " (there is no such address)",
        405 | 501 => " (it does not offer this)",
        429 => " (too many requests)",
        500 => " (the server failed)",
        502..=504 => " (the server is not available)",
        _ => "",
    };
    format!("the server answered {status}{meaning}")
}

/// One page of the list of services.
#[derive(Debug, Clone)]
pub struct Page {
    /// The number asked for, from 1.
    pub number: u64,
    /// Services asked for on a page; `None` = the feed's own choice.
    pub per_page: Option<u64>,
    /// What came back.
    pub answer: Answer,
}

impl Page {
    /// Where an entry of the list stands, counted from 0.
    pub fn entry(&self, at: usize) -> String {
        let list = if self.answer.json().is_some_and(|page| page.get("contents").is_some()) { "contents" } else { "content" };
        format!("{} {list}[{at}]", self.answer.at)
    }
}

/// One record asked for by its id.
#[derive(Debug, Clone)]
pub struct Detail {
    /// The id.
    pub id: String,
    /// What came back.
    pub answer: Answer,
}

/// An endpoint that a feed may leave out.
#[derive(Debug, Clone, Copy)]
pub struct Endpoint {
    /// Its path: `/taxonomies`.
    pub path: &'static str,
    /// The shape of a page of it.
    pub list: &'static Shape,
    /// The shape of one record.
    pub one: &'static Shape,
}

/// The endpoints a feed may leave out, each a list and its records.
pub static OPTIONAL: [Endpoint; 4] = [
    Endpoint { path: "/service_at_locations", list: &shapes::SERVICE_AT_LOCATION_LIST, one: &shapes::SERVICE_AT_LOCATION },
    Endpoint { path: "/taxonomies", list: &shapes::TAXONOMY_LIST, one: &shapes::TAXONOMY },
    Endpoint { path: "/taxonomy_terms", list: &shapes::TAXONOMY_TERM_LIST, one: &shapes::TAXONOMY_TERM },
    Endpoint { path: "/organizations", list: &shapes::ORGANIZATION_LIST, one: &shapes::ORGANIZATION },
];

/// What an optional endpoint answered.
#[derive(Debug, Clone)]
pub struct Other {
    /// Which it is.
    pub endpoint: Endpoint,
    /// Its first page.
    pub list: Answer,
    /// A few records of it.
    pub details: Vec<Detail>,
}

/// How a search went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The record came back, and the opposite question does not give everything.
    Back,
    /// The record did not come back, though every result was read.
    Missing,
    /// The opposite question gives as many services as no question at all: the parameters are not looked at.
    Ignored,
    /// The record was not among the results that were read, and there are more.
    Unsure,
    /// There was no answer, and why.
    Failed(String),
}

/// One search of the feed for a record of its own.
#[derive(Debug, Clone)]
pub struct Search {
    /// What was asked.
    pub question: Question,
    /// How it went.
    pub outcome: Outcome,
    /// How many services the answer has; `None` where it does not say.
    pub found: Option<u64>,
}

/// What a feed can do, as far as was tried. `None` = not known.
#[derive(Debug, Clone, Default)]
pub struct Abilities {
    /// A smaller `per_page` gives a smaller page.
    pub per_page: Option<bool>,
    /// `modified_after` in the far future gives nothing.
    pub modified_after: Option<bool>,
    /// `format=ndjson` gives one service a line.
    pub ndjson: Option<bool>,
    /// An id that is nowhere is answered with 404.
    pub unknown_id: Option<bool>,
}

/// A service as well as it is known: in full where it was asked for, else its entry in the list.
#[derive(Debug, Clone)]
pub struct Record {
    /// Where it was found: `/services/{id}`, or `/services?page=1 contents[3]`.
    pub at: String,
    /// The record. One of version 1 is in the words of version 3.
    pub value: Value,
    /// Whether it was asked for in full.
    pub in_full: bool,
}

/// Everything.
#[derive(Debug)]
pub struct Evidence {
    /// The feed's base address.
    pub base: String,
    /// Today in Europe/London.
    pub today: Date,
    /// What the list of services speaks.
    pub dialect: Dialect,
    /// `GET /`.
    pub root: Answer,
    /// What the address in `openapi_url` answered.
    pub openapi: Option<Answer>,
    /// Pages of the list, in the order they were asked for.
    pub pages: Vec<Page>,
    /// Whether these are all the pages there are.
    pub whole: bool,
    /// Records in full.
    pub details: Vec<Detail>,
    /// The optional endpoints.
    pub others: Vec<Other>,
    /// Searches.
    pub searches: Vec<Search>,
    /// What it can do.
    pub abilities: Abilities,
    /// Every service that is known.
    pub records: Vec<Record>,
}

impl Evidence {
    /// Evidence of a feed of which only its two first answers are known.
    pub fn begun(base: String, today: Date, root: Answer, first: Page) -> Self {
        let dialect = first.answer.json().map_or(Dialect::Unknown, Dialect::of);
        Self {
            base,
            today,
            dialect,
            root,
            openapi: None,
            pages: vec![first],
            whole: false,
            details: Vec::new(),
            others: Vec::new(),
            searches: Vec::new(),
            abilities: Abilities::default(),
            records: Vec::new(),
        }
    }

    /// Puts together what is known of every service. To be called when everything is gathered.
    pub fn settle(&mut self) {
        let reshaped = |value: &Value| if self.dialect.is_version_1() { v1::to_v3(value.clone()) } else { value.clone() };
        let in_full = |detail: &Detail| {
            let value = detail.answer.json().filter(|value| value.is_object())?;
            Some(Record { at: detail.answer.at.clone(), value: reshaped(value), in_full: true })
        };
        let mut records: Vec<Record> = self.details.iter().filter_map(in_full).collect();
        let mut seen: BTreeSet<String> = records.iter().filter_map(|record| id_of(&record.value)).collect();
        for page in &self.pages {
            for (at, item) in page.answer.items().iter().enumerate().filter(|(_, item)| item.is_object()) {
                if id_of(item).is_none_or(|id| seen.insert(id)) {
                    records.push(Record { at: page.entry(at), value: reshaped(item), in_full: false });
                }
            }
        }
        self.records = records;
    }

    /// The records to judge by what they lack: an entry of a list may be short where the service is not.
    pub fn fullest(&self) -> Vec<&Record> {
        let in_full: Vec<&Record> = self.records.iter().filter(|record| record.in_full).collect();
        if in_full.is_empty() { self.records.iter().collect() } else { in_full }
    }

    /// How many services the feed says it has.
    pub fn promised(&self) -> Option<u64> {
        self.pages.first().and_then(|page| page.answer.count("total_items"))
    }

    /// Every answer there is.
    pub fn answers(&self) -> impl Iterator<Item = &Answer> {
        let others = self.others.iter().flat_map(|other| std::iter::once(&other.list).chain(other.details.iter().map(|one| &one.answer)));
        std::iter::once(&self.root)
            .chain(self.pages.iter().map(|page| &page.answer))
            .chain(self.details.iter().map(|detail| &detail.answer))
            .chain(others)
    }
}

/// A record's id as it stands in an address.
pub fn id_of(item: &Value) -> Option<String> {
    match item.get("id")? {
        Value::String(id) if !id.trim().is_empty() => Some(id.clone()),
        Value::Number(id) => Some(id.to_string()),
        _ => None,
    }
}
