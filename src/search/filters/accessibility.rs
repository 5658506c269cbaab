//! Filter: what can be relied on in the building, site by site, by the table of [`crate::finding::accessibility`].
//!
//! British Sign Language also counts where the service names it among its languages or interpreters. A service with nowhere to go
//! has no building and falls under none; a building of which nothing we know is said is a choice of its own.

use super::{Choices, Filter, Section, with_unknown};
use crate::{
    finding::accessibility::Features,
    model::{location::Site, service::Service},
};
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

static CHOICES: LazyLock<Vec<(&str, &str)>> =
    LazyLock::new(|| with_unknown(Features::shipped().iter().map(|feature| (feature.code.as_str(), feature.label.as_str()))));

/// Codes under which British Sign Language stands in lists of languages (ISO 639-3, and as people shorten it).
const SIGN_LANGUAGE: [&str; 2] = ["bfi", "bsl"];

/// Filter: what can be relied on in the building.
#[derive(Debug)]
pub(super) struct Accessible;

impl Filter for Accessible {
    fn parameter(&self) -> &'static str {
        "accessibility"
    }

    fn label(&self) -> &'static str {
        "Getting in and around"
    }

    fn section(&self) -> Section {
        Section::Access
    }

    fn choices(&self) -> Choices {
        Choices::Closed(&CHOICES, bits)
    }
}

/// A fingerprint of the table the bits are worked out by.
pub(super) fn table() -> u64 {
    Sha256::digest(Features::shipped().text()).iter().take(8).fold(0, |sum, byte| sum << 8 | u64::from(*byte))
}

fn bits(service: &Service, site: Option<&Site>) -> u64 {
    let features = Features::shipped();
    let told = site.map_or(0, |site| site.accessibility.iter().fold(0, |told, text| told | features.told_by(text)));
    match told | signed(service) {
        0 if site.is_some() => 1 << features.iter().count(),
        told => told,
    }
}

/// British Sign Language, where the service itself offers it.
fn signed(service: &Service) -> u64 {
    let features = Features::shipped();
    let coded = service.languages.iter().any(|language| language.code.as_deref().is_some_and(|code| SIGN_LANGUAGE.contains(&code)));
    let names = service.languages.iter().map(|language| language.name.as_str()).chain(service.interpreters.as_deref());
    let told = names.fold(0, |told, text| told | features.told_by(text));
    let bit = features.iter().position(|feature| feature.code == "bsl").map_or(0, |at| 1 << at);
    bit & if coded { u64::MAX } else { told }
}
