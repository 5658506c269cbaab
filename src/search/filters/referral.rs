//! Filter: who may refer. A service that does not say falls under none.

use super::{Choices, Filter, bits_of};
use crate::model::{sector::ReferralRoute, service::Service};
use std::sync::LazyLock;

static CHOICES: LazyLock<Vec<(&str, &str)>> =
    LazyLock::new(|| ReferralRoute::ALL.iter().map(|value| (value.word(), value.label())).collect());

/// Filter: who may refer. A service that does not say falls under none.
#[derive(Debug)]
pub(super) struct Route;

impl Filter for Route {
    fn parameter(&self) -> &'static str {
        "referral"
    }

    fn label(&self) -> &'static str {
        "How to get in"
    }

    fn choices(&self) -> Choices {
        Choices::Closed(&CHOICES)
    }

    fn bits(&self, service: &Service) -> u64 {
        bits_of(ReferralRoute::ALL, |value| service.referral.contains(value))
    }
}
