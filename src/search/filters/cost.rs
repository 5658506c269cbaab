//! Filter: what it costs. Unknown is a choice of its own, never "no".

use super::{Choices, Filter};
use crate::model::{
    cost::{Price, price},
    service::Service,
};

/// Filter: what it costs.
#[derive(Debug)]
pub(super) struct Cost;

impl Filter for Cost {
    fn parameter(&self) -> &'static str {
        "cost"
    }

    fn label(&self) -> &'static str {
        "Cost"
    }

    fn choices(&self) -> Choices {
        Choices::Closed(&[("free", "Free"), ("paid", "Something to pay"), ("unknown", "Cost not stated")])
    }

    fn bits(&self, service: &Service) -> u64 {
        match price(&service.costs) {
            Price::Free => 1,
            Price::Paid => 2,
            Price::Unknown => 4,
        }
    }
}
