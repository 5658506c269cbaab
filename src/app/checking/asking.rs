//! Addresses of a feed, and answers as the rules look at them.

use crate::{
    checking::evidence::{Answer, Body},
    sources::fetch::{self, Answered, Asker, FetchError, Limits},
};
use serde_json::Value;
use std::sync::atomic::{AtomicUsize, Ordering};
use url::Url;

/// Requests for records at the same time.
pub(super) const AT_ONCE: usize = 4;
/// Questions without an answer after which a feed is asked no more.
const PATIENCE: usize = 8;
/// Most bytes of one answer.
const MOST: u64 = 32 * 1024 * 1024;
/// Letters kept of an answer that is not JSON.
const BEGINNING: usize = 256 * 1024;

/// A feed that can be asked.
#[derive(Debug)]
pub(super) struct Feed {
    asker: Asker,
    root: Url,
    list: Url,
    /// Questions without an answer since the last answer.
    silence: AtomicUsize,
}

impl Feed {
    pub(super) fn new(base: &Url, limits: Limits) -> Result<Self, FetchError> {
        let (root, list) = fetch::addresses(base);
        Ok(Self { asker: Asker::new(base, limits)?, root, list, silence: AtomicUsize::new(0) })
    }

    /// The base address, without what stands behind it.
    pub(super) fn base(&self) -> String {
        self.root.as_str().trim_end_matches('/').to_owned()
    }

    /// `GET /`. Some servers know the base address only without the slash behind it.
    ///
    /// Only here a refusal is an error: what may be asked once may be asked again.
    pub(super) async fn root(&self) -> Result<Answer, FetchError> {
        let asked = self.asker.ask(&self.root, MOST).await;
        if let Err(refused @ FetchError::Refused { .. }) = asked {
            return Err(refused);
        }
        let answer = answer("/".to_owned(), asked);
        let mut bare = self.root.clone();
        bare.set_path(self.root.path().trim_end_matches('/'));
        if answer.json().is_some() || answer.status().is_none() || bare == self.root {
            return Ok(answer);
        }
        let other = self::answer("/".to_owned(), self.asker.ask(&bare, MOST).await);
        Ok(if other.json().is_some() { other } else { answer })
    }

    /// A page of services; without `per_page` as many as the feed likes.
    pub(super) async fn page(&self, number: u64, per_page: Option<u64>) -> Answer {
        let mut asked = vec![("page", number.to_string())];
        asked.extend(per_page.map(|per_page| ("per_page", per_page.to_string())));
        self.get("/services", &asked).await
    }

    /// One record.
    pub(super) async fn record(&self, path: &str, id: &str) -> Answer {
        let mut address = self.address(path);
        if let Ok(mut segments) = address.path_segments_mut() {
            segments.push(id);
        }
        self.ask(format!("{path}/{id}"), &address, MOST).await
    }

    /// An endpoint with parameters.
    pub(super) async fn get(&self, path: &str, parameters: &[(&str, String)]) -> Answer {
        self.get_some(path, parameters, MOST).await
    }

    /// The beginning of an endpoint's answer.
    pub(super) async fn get_some(&self, path: &str, parameters: &[(&str, String)], most: u64) -> Answer {
        let mut address = self.address(path);
        if !parameters.is_empty() {
            address.query_pairs_mut().extend_pairs(parameters);
        }
        let shown: Vec<String> = parameters.iter().map(|(key, value)| format!("{key}={value}")).collect();
        let at = if shown.is_empty() { path.to_owned() } else { format!("{path}?{}", shown.join("&")) };
        self.ask(at, &address, most).await
    }

    /// An address that need not be the feed's own.
    pub(super) async fn elsewhere(&self, address: &Url) -> Answer {
        answer(address.to_string(), self.asker.ask(address, MOST).await)
    }

    /// Asks the feed itself, as long as it still answers now and then.
    async fn ask(&self, at: String, address: &Url, most: u64) -> Answer {
        if self.silence.load(Ordering::Relaxed) >= PATIENCE {
            let reason = format!("it was not asked: the feed had given no answer {PATIENCE} times running");
            return Answer { at, body: Body::Nothing(reason), allow_origin: None, content_type: None };
        }
        let answer = answer(at, self.asker.ask(address, most).await);
        match answer.status() {
            Some(_) => self.silence.store(0, Ordering::Relaxed),
            None => drop(self.silence.fetch_add(1, Ordering::Relaxed)),
        }
        answer
    }

    /// An endpoint's address, with what the base address had behind a question mark.
    fn address(&self, path: &str) -> Url {
        let mut address = self.list.clone();
        address.set_path(&format!("{}{}", self.root.path().trim_end_matches('/'), path));
        address
    }
}

fn answer(at: String, asked: Result<Answered, FetchError>) -> Answer {
    let nothing = |reason: String| Answer { at: at.clone(), body: Body::Nothing(reason), allow_origin: None, content_type: None };
    match asked {
        Ok(answered) => {
            let header = |name: &str| answered.header(name).map(str::to_owned);
            let (allow_origin, content_type) = (header("access-control-allow-origin"), header("content-type"));
            Answer { at, body: body(&answered), allow_origin, content_type }
        }
        Err(FetchError::Unreadable { reason, .. }) => nothing(format!("there was no answer ({reason})")),
        Err(other) => nothing(other.to_string()),
    }
}

fn body(answered: &Answered) -> Body {
    if let Ok(value) = serde_json::from_slice::<Value>(&answered.body) {
        return Body::Json(answered.status, value);
    }
    Body::Text(answered.status, String::from_utf8_lossy(&answered.body).chars().take(BEGINNING).collect())
}
