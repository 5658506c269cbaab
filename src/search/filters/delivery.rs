//! Filter: how a person receives a service. What a record does not say is a choice of its own.

use super::{Choices, Filter, Section, bits_or_unknown, with_unknown};
use crate::model::{location::Site, sector::Delivery, service::Service};
use std::sync::LazyLock;

static CHOICES: LazyLock<Vec<(&str, &str)>> =
    LazyLock::new(|| with_unknown(Delivery::ALL.iter().map(|value| (value.word(), value.label()))));

/// Filter: how a person receives a service.
#[derive(Debug)]
pub(super) struct Received;

impl Filter for Received {
    fn parameter(&self) -> &'static str {
        "delivery"
    }

    fn label(&self) -> &'static str {
        "How you get it"
    }

    fn section(&self) -> Section {
        Section::Getting
    }

    fn choices(&self) -> Choices {
        Choices::Closed(&CHOICES, bits)
    }
}

fn bits(service: &Service, _: Option<&Site>) -> u64 {
    bits_or_unknown(Delivery::ALL, |value| service.delivery.contains(value))
}
