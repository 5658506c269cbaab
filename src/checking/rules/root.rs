//! What `GET /` says of the feed.

use super::{Rule, Seen, cut};
use crate::checking::{evidence::Evidence, texts};
use serde_json::Value;

pub(super) static RULES: [Rule; 6] = [
    Rule::warning(
        "VERSION_UNREADABLE",
        version,
        "Write HSDS-UK-3.0. The standard's validator understands that, V3 and 3.0, and guesses at anything else.",
    )
    .validator_warns(),
    Rule::error("VERSION_OTHER", other_version, "Write HSDS-UK-3.0 if this is version 3; readers choose how to read by this word."),
    Rule::warning("PROFILE_PLACEHOLDER", placeholder, "Give the real address of the profile: that of the UK profile, or your own."),
    Rule::warning("OPENAPI_UNAVAILABLE", openapi, "Publish the OpenAPI document of your own feed at the address in openapi_url."),
    Rule::advice(
        "OPENAPI_NOT_OWN",
        not_own,
        "Publish an OpenAPI document of your own, so that readers learn which parameters this feed knows.",
    ),
    Rule::advice(
        "LICENCE_NOT_DECLARED",
        licence,
        "Say under which licence the data may be used: in the OpenAPI document (info.license), best the Open Government Licence. \
         Without one nobody may rely on being allowed to.",
    ),
];

fn root(evidence: &Evidence) -> &Value {
    evidence.root.json().unwrap_or(&Value::Null)
}

/// The version as the standard's validator reads it.
fn number(version: &str) -> Option<f64> {
    let bare = version.trim().trim_start_matches("HSDS-UK-");
    bare.trim_start_matches(['V', 'v']).parse().ok()
}

fn version(evidence: &Evidence, seen: &mut Seen) {
    if let Some(version) = texts::of(root(evidence), "version").filter(|version| number(version).is_none()) {
        seen.with("the version cannot be made out", "/ version", cut(version));
    }
}

fn other_version(evidence: &Evidence, seen: &mut Seen) {
    let Some(version) = texts::of(root(evidence), "version") else { return };
    if number(version).is_some_and(|number| !(3.0..4.0).contains(&number)) {
        seen.with("the feed says it is of another version than 3", "/ version", cut(version));
    }
}

fn placeholder(evidence: &Evidence, seen: &mut Seen) {
    for key in ["profile", "openapi_url"] {
        if let Some(address) = texts::of(root(evidence), key)
            && ["path/to", "example.com", "example.org", "example.net"].iter().any(|mark| address.contains(mark))
        {
            seen.with(format!("{key} still holds a placeholder"), format!("/ {key}"), cut(address));
        }
    }
}

fn openapi(evidence: &Evidence, seen: &mut Seen) {
    let Some(answer) = &evidence.openapi else { return };
    let is_openapi = answer.json().is_some_and(|document| document.get("openapi").or_else(|| document.get("swagger")).is_some());
    match answer.trouble() {
        Some(trouble) => seen.at(format!("the OpenAPI document cannot be read: {trouble}"), &answer.at),
        None if !is_openapi => seen.at("what openapi_url leads to is no OpenAPI document", &answer.at),
        None => {}
    }
}

/// Where the standard's own documents lie.
const UPSTREAM: [&str; 6] = [
    "openreferraluk.org",
    "openreferral.org",
    "openreferral.github.io",
    "openreferraluk.github.io",
    "docs.openreferral.org",
    "raw.githubusercontent.com",
];

fn not_own(evidence: &Evidence, seen: &mut Seen) {
    let Some(address) = texts::of(root(evidence), "openapi_url") else { return };
    let host = url::Url::parse(address).ok().and_then(|url| url.host_str().map(|host| host.trim_start_matches("www.").to_owned()));
    if host.is_some_and(|host| UPSTREAM.contains(&host.as_str())) {
        seen.with("openapi_url leads to the standard's own document, not to this feed's", "/ openapi_url", cut(address));
    }
}

fn licence(evidence: &Evidence, seen: &mut Seen) {
    let declared = |value: &Value| ["license", "licence"].iter().any(|key| value.get(key).is_some_and(|said| !said.is_null()));
    let in_openapi = evidence.openapi.as_ref().and_then(|answer| answer.json()?.get("info")).is_some_and(declared);
    let unread = evidence.openapi.is_none() && texts::of(root(evidence), "openapi_url").is_some();
    if evidence.root.json().is_some_and(|root| !declared(root)) && !in_openapi && !unread {
        seen.once("the feed does not say under which licence its data may be used");
    }
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn versions_are_read_as_the_validator_reads_them() {
        for (version, expected) in
            [("HSDS-UK-3.0", Some(3.0)), ("V3", Some(3.0)), ("3.0", Some(3.0)), ("HSDS-UK-1.0", Some(1.0)), ("HSDS 3.0", None), ("", None)]
        {
            assert_eq!(number(version), expected, "{version}");
        }
    }
}
