//! Filter: whom a service is meant for. What a record does not say is a choice of its own.

use super::{Choices, Filter, Section, bits_or_unknown, with_unknown};
use crate::model::{audience::Audience, location::Site, service::Service};
use std::sync::LazyLock;

static CHOICES: LazyLock<Vec<(&str, &str)>> =
    LazyLock::new(|| with_unknown(Audience::ALL.iter().map(|value| (value.word(), value.label()))));

/// Filter: whom a service is meant for.
#[derive(Debug)]
pub(super) struct For;

impl Filter for For {
    fn parameter(&self) -> &'static str {
        "audience"
    }

    fn label(&self) -> &'static str {
        "Meant for"
    }

    fn section(&self) -> Section {
        Section::Who
    }

    fn choices(&self) -> Choices {
        Choices::Closed(&CHOICES, bits)
    }
}

fn bits(service: &Service, _: Option<&Site>) -> u64 {
    bits_or_unknown(Audience::ALL, |value| service.audiences.contains(value))
}
