//! Filter: who may refer. What a record does not say is a choice of its own.

use super::{Choices, Filter, Section, bits_or_unknown, with_unknown};
use crate::model::{location::Site, sector::ReferralRoute, service::Service};
use std::sync::LazyLock;

static CHOICES: LazyLock<Vec<(&str, &str)>> =
    LazyLock::new(|| with_unknown(ReferralRoute::ALL.iter().map(|value| (value.word(), value.label()))));

/// Filter: who may refer.
#[derive(Debug)]
pub(super) struct Route;

impl Filter for Route {
    fn parameter(&self) -> &'static str {
        "referral"
    }

    fn label(&self) -> &'static str {
        "How to get in"
    }

    fn section(&self) -> Section {
        Section::Getting
    }

    fn choices(&self) -> Choices {
        Choices::Closed(&CHOICES, bits)
    }
}

fn bits(service: &Service, _: Option<&Site>) -> u64 {
    bits_or_unknown(ReferralRoute::ALL, |value| service.referral.contains(value))
}
