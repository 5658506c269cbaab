//! Filter: who delivers a service. What a record does not say is a choice of its own.

use super::{Choices, Filter, Section, bits_or_unknown, with_unknown};
use crate::model::{location::Site, sector::Sector, service::Service};
use std::sync::LazyLock;

static CHOICES: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| with_unknown(Sector::ALL.iter().map(|value| (value.word(), value.label()))));

/// Filter: who delivers a service.
#[derive(Debug)]
pub(super) struct RunBy;

impl Filter for RunBy {
    fn parameter(&self) -> &'static str {
        "sector"
    }

    fn label(&self) -> &'static str {
        "Who runs it"
    }

    fn section(&self) -> Section {
        Section::About
    }

    fn choices(&self) -> Choices {
        Choices::Closed(&CHOICES, bits)
    }
}

fn bits(service: &Service, _: Option<&Site>) -> u64 {
    bits_or_unknown(Sector::ALL, |value| service.sector() == Some(*value))
}
