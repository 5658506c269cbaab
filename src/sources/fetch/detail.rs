//! Details: many feeds list only names and keep places, phones and hours for `GET /services/{id}`.

use super::client::{Client, Failure};
use futures_util::{StreamExt, stream};
use serde_json::Value;
use std::sync::atomic::{AtomicUsize, Ordering};
use url::Url;

/// Properties that a service with any detail has at least one of; a bare list entry has none.
const DETAIL: [&str; 13] = [
    "service_at_locations",
    "locations",
    "phones",
    "contacts",
    "schedules",
    "regular_schedules",
    "service_areas",
    "cost_options",
    "attributes",
    "service_taxonomys",
    "eligibilitys",
    "languages",
    "fingerpost",
];

/// After this many failures one after another the rest is not tried: the server has had enough.
const PATIENCE: usize = 12;

/// What is known of a feed's details.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Details {
    /// Not tried yet.
    Unknown,
    /// They can be had.
    There,
    /// The feed has none: list entries are all there is.
    None,
}

/// A page's items with what could be learnt of each.
#[derive(Debug)]
pub(super) struct Filled {
    /// The items to keep.
    pub(super) items: Vec<Value>,
    /// Items left out, because half a record must not replace a whole one, and why the last of them failed.
    pub(super) left_out: usize,
    /// The last failure.
    pub(super) failure: Option<Failure>,
}

/// True when no item says more than its name.
pub(super) fn are_bare(items: &[Value]) -> bool {
    !items.is_empty() && items.iter().all(|item| item.is_object() && DETAIL.iter().all(|key| item.get(key).is_none()))
}

/// Fetches the details of a page's items, a few at a time, in order.
pub(super) async fn fill(client: &Client, list: &Url, items: Vec<Value>, details: &mut Details) -> Filled {
    let failures = AtomicUsize::new(0);
    let fetches = items.into_iter().map(|item| fetch(client, list, item, &failures));
    let answers: Vec<(Value, Result<Value, Failure>)> = stream::iter(fetches).buffered(client.limits.at_once.max(1)).collect().await;
    let absent = answers.iter().all(|(_, answer)| answer.as_ref().is_err_and(Failure::is_absent));
    if absent && *details == Details::Unknown {
        *details = Details::None;
        return Filled { items: answers.into_iter().map(|(item, _)| item).collect(), left_out: 0, failure: None };
    }
    *details = Details::There;
    let mut filled = Filled { items: Vec::with_capacity(answers.len()), left_out: 0, failure: None };
    for (_, answer) in answers {
        match answer {
            Ok(detail) => filled.items.push(detail),
            Err(failure) => {
                filled.left_out += 1;
                filled.failure = Some(failure);
            }
        }
    }
    filled
}

async fn fetch(client: &Client, list: &Url, item: Value, failures: &AtomicUsize) -> (Value, Result<Value, Failure>) {
    // What has ended has no details any more; its entry says so.
    let ended = item.get("status").and_then(Value::as_str).is_some_and(|status| status == "inactive");
    let Some(id) = id_of(&item).filter(|_| !ended) else { return (item.clone(), Ok(item)) };
    if failures.load(Ordering::Relaxed) >= PATIENCE {
        return (item, Err(Failure::Unreachable("too many failures one after another".to_owned())));
    }
    if let Some(known) = as_remembered(client, list, &id, &item) {
        return (item, Ok(known));
    }
    let answer = detail(client, list, &id).await;
    match &answer {
        Ok(_) => failures.store(0, Ordering::Relaxed),
        Err(failure) if failure.is_absent() || failure.is_unasked() => {}
        Err(_) => {
            failures.fetch_add(1, Ordering::Relaxed);
        }
    }
    (item, answer)
}

/// The details of an earlier crawl, where the publisher's date on the list is the one they have.
fn as_remembered(client: &Client, list: &Url, id: &str, item: &Value) -> Option<Value> {
    let date = item.get("last_modified").and_then(Value::as_str).filter(|date| !date.is_empty())?;
    let known: Value = serde_json::from_slice(&client.remembered(&address_of(list, id))?).ok()?;
    (known.get("last_modified").and_then(Value::as_str) == Some(date)).then_some(known)
}

/// A service's own address. What the list's address asks for besides (a key) goes along.
fn address_of(list: &Url, id: &str) -> Url {
    let mut address = list.clone();
    if let Ok(mut segments) = address.path_segments_mut() {
        segments.pop_if_empty().push(id);
    }
    address
}

pub(super) async fn detail(client: &Client, list: &Url, id: &str) -> Result<Value, Failure> {
    let address = address_of(list, id);
    let body = client.get_record(&address).await?;
    let reason = match serde_json::from_slice::<Value>(&body) {
        Ok(detail) if id_of(&detail).as_deref() == Some(id) => return Ok(detail),
        Ok(_) => "the details are those of another service",
        Err(_) => "the details are not JSON",
    };
    client.forget(&address);
    Err(Failure::NotWhat(reason.to_owned()))
}

/// True for a record that asked for a wait in an earlier crawl.
pub(super) fn asked_before(client: &Client, list: &Url, id: &str) -> bool {
    client.limits.asked_before.iter().any(|path| path == address_of(list, id).path())
}

/// A service's id as it stands in an address.
pub(super) fn id_of(item: &Value) -> Option<String> {
    match item.get("id")? {
        Value::String(id) if !id.trim().is_empty() => Some(id.clone()),
        Value::Number(id) => Some(id.to_string()),
        _ => None,
    }
}
