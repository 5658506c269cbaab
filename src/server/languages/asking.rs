//! Which language a visitor asks for: by the address, else, between English and Welsh only, by what the browser prefers.

use crate::server::languages::{ENGLISH, Language};
use axum::http::{HeaderMap, header};
use url::form_urlencoded;

/// The parameter that holds the choice.
pub(super) const PARAMETER: &str = "lang";

/// A browser may choose among these by itself. Others, where a browser is set to a language its owner reads only a little, are chosen
/// by hand.
const BY_BROWSER: [&str; 2] = ["en", "cy"];

/// The language of pages an address asks for. `None` where it asks for none that we have.
pub(super) fn asked_for(query: &str) -> Option<&'static Language> {
    asked_for_handout(query).filter(|language| language.has_pages())
}

/// The language of handouts an address asks for.
pub(super) fn asked_for_handout(query: &str) -> Option<&'static Language> {
    let code = form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == PARAMETER)?.1;
    Language::of(&code)
}

/// The language a browser prefers.
pub(super) fn preferred(headers: &HeaderMap) -> &'static Language {
    let list = headers.get(header::ACCEPT_LANGUAGE).and_then(|list| list.to_str().ok()).unwrap_or_default();
    let mut best: Option<(&'static Language, f32)> = None;
    for (language, weight) in list.split(',').filter_map(wish) {
        if weight > best.map_or(0.0, |(_, most)| most) {
            best = Some((language, weight));
        }
    }
    best.map_or(ENGLISH, |(language, _)| language)
}

/// `cy;q=0.8` → Welsh, 0.8.
fn wish(entry: &str) -> Option<(&'static Language, f32)> {
    let (tag, rest) = entry.split_once(';').unwrap_or((entry, ""));
    let code = tag.trim().split('-').next()?.to_ascii_lowercase();
    let language = BY_BROWSER.iter().find(|one| **one == code).and_then(|code| Language::of(code))?;
    let weight = rest.trim().strip_prefix("q=").map_or(Some(1.0), |weight| weight.trim().parse().ok())?;
    Some((language, weight))
}
