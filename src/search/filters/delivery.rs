//! Filter: how a person receives a service. A service that does not say falls under none.

use super::{Choices, Filter, bits_of};
use crate::model::{sector::Delivery, service::Service};
use std::sync::LazyLock;

static CHOICES: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| Delivery::ALL.iter().map(|value| (value.word(), value.label())).collect());

/// Filter: how a person receives a service. A service that does not say falls under none.
#[derive(Debug)]
pub(super) struct Received;

impl Filter for Received {
    fn parameter(&self) -> &'static str {
        "delivery"
    }

    fn label(&self) -> &'static str {
        "How you get it"
    }

    fn choices(&self) -> Choices {
        Choices::Closed(&CHOICES)
    }

    fn bits(&self, service: &Service) -> u64 {
        bits_of(Delivery::ALL, |value| service.delivery.contains(value))
    }
}
