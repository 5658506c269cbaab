//! Searching a feed for its own services.

use super::asking::Feed;
use crate::checking::{
    evidence::{Answer, Evidence, Outcome, Search, id_of},
    plan::{Kind, Question},
};
use serde_json::Value;

/// Pages read of one answer.
const PAGES: usize = 5;
/// Services asked for on a page.
const PER_PAGE: usize = 100;

/// Asks each question.
pub(super) async fn search(feed: &Feed, evidence: &Evidence, questions: Vec<Question>) -> Vec<Search> {
    let mut searches = Vec::with_capacity(questions.len());
    for question in questions {
        searches.push(one(feed, evidence, question).await);
    }
    searches
}

async fn one(feed: &Feed, evidence: &Evidence, question: Question) -> Search {
    let sites = evidence.others.iter().find(|other| other.endpoint.path == "/service_at_locations" && other.list.json().is_some());
    // Only a service at a location is anywhere; a feed without these may still know postcodes.
    let (path, everything) = match sites.filter(|_| question.kind == Kind::Postcode) {
        Some(sites) => (sites.endpoint.path, sites.list.count("total_items")),
        None => ("/services", evidence.promised()),
    };
    let (mut outcome, found) = ask(feed, path, &question).await;
    if matches!(outcome, Outcome::Back | Outcome::Unsure) {
        let opposite = feed.get(path, &question.opposite).await;
        let gives_all = everything.is_some() && opposite.count("total_items") == everything;
        if gives_all || holds(&opposite, &question.id) {
            outcome = Outcome::Ignored;
        }
    }
    Search { question, outcome, found }
}

/// Reads the answer's pages until the record is there.
async fn ask(feed: &Feed, path: &str, question: &Question) -> (Outcome, Option<u64>) {
    let (mut read, mut total, mut first) = (0, None, None);
    for page in 1..=PAGES {
        let mut asked = question.asked.clone();
        asked.extend([("page", page.to_string()), ("per_page", PER_PAGE.to_string())]);
        let answer = feed.get(path, &asked).await;
        if let Some(trouble) = answer.trouble() {
            return (if page == 1 { Outcome::Failed(trouble) } else { Outcome::Unsure }, total);
        }
        total = total.or(answer.count("total_items"));
        if holds(&answer, &question.id) {
            return (Outcome::Back, total);
        }
        let begins = answer.items().first().and_then(id_of);
        let repeats = page > 1 && begins == first;
        first = begins;
        read += answer.items().len() as u64;
        let says_last = answer.json().and_then(|page| page.get("last_page")?.as_bool()) == Some(true);
        if answer.items().is_empty() || repeats || says_last || total.is_some_and(|total| read >= total) {
            return (Outcome::Missing, total);
        }
    }
    (Outcome::Unsure, total)
}

/// Whether a service is in an answer, itself or at one of its places.
fn holds(answer: &Answer, id: &str) -> bool {
    let text = |item: &Value, key: &str| item.get(key).and_then(Value::as_str).map(str::to_owned);
    answer.items().iter().any(|item| {
        let service = item.get("service").and_then(id_of);
        [id_of(item), text(item, "service_id"), service].into_iter().flatten().any(|found| found == id)
    })
}
