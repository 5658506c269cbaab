//! What a feed can do: each parameter is tried where its answer tells.

use super::asking::Feed;
use crate::checking::evidence::{Abilities, Answer, Body};
use serde_json::Value;

/// Bytes of an answer in lines that are looked at.
const LINES: u64 = 256 * 1024;

/// Tries everything. `first` is the first page at the feed's own size.
pub(super) async fn probe(feed: &Feed, first: &Answer, seed: u64) -> Abilities {
    Abilities {
        per_page: per_page(feed, first).await,
        modified_after: modified_after(feed, first).await,
        ndjson: ndjson(feed).await,
        unknown_id: unknown_id(feed, seed).await,
    }
}

/// Only a page of more than two services can become one of two.
async fn per_page(feed: &Feed, first: &Answer) -> Option<bool> {
    if first.items().len() < 3 {
        return None;
    }
    let answer = feed.page(1, Some(2)).await;
    answer.json().map(|_| answer.items().len() <= 2)
}

async fn modified_after(feed: &Feed, first: &Answer) -> Option<bool> {
    let answer = feed.get("/services", &[("modified_after", "2099-01-01T00:00:00Z".to_owned())]).await;
    answer.json().map(|_| answer.items().is_empty() || first.items().is_empty())
}

/// One service a line: a line is a service, and no page.
async fn ndjson(feed: &Feed) -> Option<bool> {
    let answer = feed.get_some("/services", &[("format", "ndjson".to_owned())], LINES).await;
    let is_service = |value: &Value| value.get("id").is_some() && value.get("contents").is_none();
    match &answer.body {
        Body::Json(200..300, value) => Some(is_service(value)),
        Body::Text(200..300, text) => {
            let mut lines = text.lines().filter(|line| !line.trim().is_empty());
            Some(lines.next().and_then(|line| serde_json::from_str(line).ok()).is_some_and(|value| is_service(&value)))
        }
        _ => None,
    }
}

async fn unknown_id(feed: &Feed, seed: u64) -> Option<bool> {
    let id = format!("00000000-0000-4000-8000-{:012x}", seed & 0xffff_ffff_ffff);
    let answer = feed.record("/services", &id).await;
    match &answer.body {
        Body::Json(404 | 410, _) | Body::Text(404 | 410, _) => Some(true),
        Body::Json(200..300, value) if value.as_object().is_some_and(|object| !object.is_empty()) => Some(false),
        _ => None,
    }
}
