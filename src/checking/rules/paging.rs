//! Whether the pages add up, so that a reader gets every service once.

use super::{Rule, Seen};
use crate::checking::evidence::{Evidence, Page, id_of};
use std::collections::{BTreeMap, BTreeSet};

pub(super) static RULES: [Rule; 12] = [
    Rule::warning("NO_SERVICES", none, "Publish at least one service.").validator_warns(),
    Rule::warning(
        "ENVELOPE_INCOMPLETE",
        envelope,
        "Send total_items, total_pages, page_number, size, first_page, last_page and empty around every page.",
    ),
    Rule::warning("SIZE_MISMATCH", size, "size is the number of services in this page, on the last page too, not how many were asked for."),
    Rule::warning("PAGE_SHORT", short, "Every page but the last should be full: readers take a short one for the end."),
    Rule::error("PAGE_NUMBER_MISMATCH", number, "page_number is the number of the page that was asked for, from 1."),
    Rule::error(
        "PAGE_FLAGS_WRONG",
        flags,
        "first_page is true on page 1 alone, last_page on the last alone, empty where contents is empty.",
    ),
    Rule::error("DUPLICATE_SERVICE_ID", duplicates, "Give each service an id of its own, and order the list the same way for every page."),
    Rule::error("PAGINATION_STALLED", stalled, "Obey the parameter page: a reader gets the same services for ever and never the rest."),
    Rule::error("TOTAL_COUNT_MISMATCH", total_items, "total_items is the number of services in all pages together."),
    Rule::error("TOTAL_PAGES_MISMATCH", total_pages, "total_pages is the number of pages at this size, rounded up."),
    Rule::warning(
        "PER_PAGE_IGNORED",
        per_page,
        "Obey the parameter per_page, or say in the OpenAPI document how many there are on a page.",
    ),
    Rule::error("DETAIL_ID_MISMATCH", detail_id, "GET /services/{id} must give the service with that id.").any_version(),
];

/// The pages that were read.
fn read(evidence: &Evidence) -> impl Iterator<Item = &Page> {
    evidence.pages.iter().filter(|page| page.answer.json().is_some_and(serde_json::Value::is_object))
}

fn none(evidence: &Evidence, seen: &mut Seen) {
    if let Some(first) = read(evidence).next()
        && first.answer.json().is_some_and(|page| page.get("contents").is_some())
        && first.answer.items().is_empty()
    {
        seen.at("the feed holds no services", &first.answer.at);
    }
}

fn envelope(evidence: &Evidence, seen: &mut Seen) {
    let pages = read(evidence).count();
    for page in read(evidence) {
        let missing: Vec<&str> = crate::checking::shapes::ENVELOPE
            .iter()
            .map(|field| field.name)
            .filter(|name| page.answer.json().is_some_and(|json| json.get(name).is_none()))
            .collect();
        if !missing.is_empty() {
            seen.among(format!("pages do not say {}", missing.join(", ")), pages, &page.answer.at, None);
        }
    }
}

fn size(evidence: &Evidence, seen: &mut Seen) {
    let pages = read(evidence).count();
    for page in read(evidence) {
        let (said, items) = (page.answer.count("size"), page.answer.items().len());
        if let Some(said) = said.filter(|said| *said != items as u64) {
            seen.among(
                "size is not the number of services in the page",
                pages,
                &page.answer.at,
                Some(format!("size {said}, {items} services")),
            );
        }
    }
}

fn short(evidence: &Evidence, seen: &mut Seen) {
    let first = own_size(evidence).next();
    let Some((full, total)) = first.and_then(|first| Some((first.answer.items().len(), first.answer.count("total_pages")?))) else {
        return;
    };
    for page in own_size(evidence).filter(|page| page.number < total) {
        let items = page.answer.items().len();
        if items < full {
            seen.with("a page before the last holds fewer services than page 1", &page.answer.at, format!("{items}, page 1 {full}"));
        }
    }
}

fn number(evidence: &Evidence, seen: &mut Seen) {
    let pages = read(evidence).count();
    for page in read(evidence) {
        if let Some(said) = page.answer.count("page_number").filter(|said| *said != page.number) {
            seen.among("page_number is not the page that was asked for", pages, &page.answer.at, Some(format!("page_number {said}")));
        }
    }
}

fn flags(evidence: &Evidence, seen: &mut Seen) {
    for page in read(evidence) {
        let flag = |key: &str| page.answer.json().and_then(|json| json.get(key)?.as_bool());
        let is_empty = page.answer.items().is_empty();
        let last = page.answer.count("total_pages").map(|total| page.number >= total);
        let wanted = [("first_page", Some(page.number == 1)), ("last_page", last), ("empty", Some(is_empty))];
        for (key, wanted) in wanted {
            if let (Some(said), Some(wanted)) = (flag(key), wanted)
                && said != wanted
            {
                seen.at(format!("{key} is {said} where it should be {wanted}"), &page.answer.at);
            }
        }
    }
}

/// Two pages that are alike are a stalled list, which is told of by its own rule, and not many services that occur twice.
fn duplicates(evidence: &Evidence, seen: &mut Seen) {
    let mut first: BTreeMap<(Option<u64>, String), &str> = BTreeMap::new();
    let mut pages: BTreeSet<(Option<u64>, Vec<String>)> = BTreeSet::new();
    for page in read(evidence) {
        let ids: Vec<String> = page.answer.items().iter().filter_map(id_of).collect();
        if !pages.insert((page.per_page, ids.clone())) {
            continue;
        }
        for id in ids {
            match first.get(&(page.per_page, id.clone())) {
                Some(earlier) if *earlier == page.answer.at => seen.with("an id occurs twice on one page", *earlier, id),
                Some(earlier) => seen.with("an id occurs on two pages", format!("{earlier} and {}", page.answer.at), id),
                None => drop(first.insert((page.per_page, id), &page.answer.at)),
            }
        }
    }
}

fn stalled(evidence: &Evidence, seen: &mut Seen) {
    let mut earlier: BTreeMap<(Option<u64>, Vec<String>), &Page> = BTreeMap::new();
    for page in read(evidence) {
        let ids: Vec<String> = page.answer.items().iter().filter_map(id_of).collect();
        if ids.is_empty() {
            continue;
        }
        if let Some(first) = earlier.get(&(page.per_page, ids.clone())) {
            seen.with("a page holds the same services as an earlier one", &page.answer.at, format!("the same as {}", first.answer.at));
        } else {
            earlier.insert((page.per_page, ids), page);
        }
    }
}

/// The pages read at the feed's own size.
fn own_size(evidence: &Evidence) -> impl Iterator<Item = &Page> {
    read(evidence).filter(|page| page.per_page.is_none())
}

fn total_items(evidence: &Evidence, seen: &mut Seen) {
    let said: BTreeSet<u64> = own_size(evidence).filter_map(|page| page.answer.count("total_items")).collect();
    if said.len() > 1 {
        let all: Vec<String> = said.iter().map(ToString::to_string).collect();
        return seen.once(format!("pages say different things of how many services there are: {}", all.join(", ")));
    }
    let Some(said) = said.first().copied() else { return };
    if evidence.whole {
        let counted = evidence.pages.iter().flat_map(|page| page.answer.items()).filter_map(id_of).collect::<BTreeSet<_>>().len() as u64;
        if counted != said {
            seen.once(format!("the feed says it has {said} services; all its pages together have {counted}"));
        }
        return;
    }
    // What the first and the last page say of the pages between them.
    let (Some(first), Some(last)) = (own_size(evidence).next(), own_size(evidence).last()) else { return };
    let Some(total) = first.answer.count("total_pages").filter(|total| *total == last.number) else { return };
    let (full, rest) = (first.answer.items().len() as u64, last.answer.items().len() as u64);
    let computed = total.saturating_sub(1).saturating_mul(full).saturating_add(rest);
    if computed != said && !last.answer.items().is_empty() {
        seen.once(format!("the feed says it has {said} services; {total} pages of this size hold {computed}"));
    }
}

fn total_pages(evidence: &Evidence, seen: &mut Seen) {
    let Some(first) = own_size(evidence).next() else { return };
    let (items, pages, size) = (first.answer.count("total_items"), first.answer.count("total_pages"), first.answer.items().len() as u64);
    if let (Some(items), Some(pages)) = (items, pages)
        && size > 0
        && pages != items.div_ceil(size).max(1)
    {
        let told = format!("total_pages {pages}, total_items {items}, {size} services on page 1");
        seen.with("total_pages does not fit total_items and the size of the page", &first.answer.at, told);
    }
    if let Some(last) = own_size(evidence).last().filter(|last| last.number > 1 && last.answer.items().is_empty())
        && pages.is_some_and(|pages| last.number <= pages)
    {
        seen.at("a page within total_pages is empty", &last.answer.at);
    }
}

fn per_page(evidence: &Evidence, seen: &mut Seen) {
    if evidence.abilities.per_page == Some(false) {
        seen.once("per_page is ignored: two services were asked for, and more came");
    }
}

fn detail_id(evidence: &Evidence, seen: &mut Seen) {
    let readable = evidence.details.iter().filter(|detail| detail.answer.json().is_some_and(serde_json::Value::is_object));
    let readable: Vec<_> = readable.collect();
    for detail in &readable {
        let got = detail.answer.json().and_then(id_of);
        if got.as_deref() != Some(detail.id.as_str()) {
            let told = got.map_or_else(|| "no id".to_owned(), |id| format!("id {}", super::cut(&id)));
            seen.among("a service asked for by its id is another one", readable.len(), &detail.answer.at, Some(told));
        }
    }
}
