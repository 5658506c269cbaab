//! Filter: who delivers a service. A service that does not say falls under none.

use super::{Choices, Filter, bits_of};
use crate::model::{sector::Sector, service::Service};
use std::sync::LazyLock;

static CHOICES: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| Sector::ALL.iter().map(|value| (value.word(), value.label())).collect());

/// Filter: who delivers a service. A service that does not say falls under none.
#[derive(Debug)]
pub(super) struct RunBy;

impl Filter for RunBy {
    fn parameter(&self) -> &'static str {
        "sector"
    }

    fn label(&self) -> &'static str {
        "Who runs it"
    }

    fn choices(&self) -> Choices {
        Choices::Closed(&CHOICES)
    }

    fn bits(&self, service: &Service) -> u64 {
        bits_of(Sector::ALL, |value| service.sector() == Some(*value))
    }
}
