//! Filter: what it costs. Unknown is a choice of its own, never "no".

use super::{Choices, Filter, Section, UNKNOWN};
use crate::model::{
    cost::{Price, price},
    location::Site,
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

    fn section(&self) -> Section {
        Section::Getting
    }

    fn choices(&self) -> Choices {
        Choices::Closed(&[("free", "Free"), ("paid", "Something to pay"), (UNKNOWN, "Cost not stated")], bits)
    }
}

fn bits(service: &Service, _: Option<&Site>) -> u64 {
    match price(&service.costs) {
        Price::Free => 1,
        Price::Paid => 2,
        Price::Unknown => 4,
    }
}
