//! Addresses that keep the choice of a language.

use crate::server::languages::asking::PARAMETER;
use url::form_urlencoded::{self, Serializer};

/// An address of ours with the language in it: `/search?q=tea#top` → `/search?q=tea&lang=cy#top`. Any earlier choice is replaced.
pub(super) fn with_language(address: &str, code: &str) -> String {
    let (rest, fragment) = address.split_once('#').map_or((address, None), |(rest, fragment)| (rest, Some(fragment)));
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let others = form_urlencoded::parse(query.as_bytes()).filter(|(key, _)| key != PARAMETER);
    let query = Serializer::new(String::new()).extend_pairs(others).append_pair(PARAMETER, code).finish();
    let fragment = fragment.map(|fragment| format!("#{fragment}")).unwrap_or_default();
    format!("{path}?{query}{fragment}")
}
