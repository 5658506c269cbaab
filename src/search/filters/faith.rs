//! Filter: for, or shaped by, one faith; or no faith stated, for somebody who would rather have none.

use super::{Choices, Filter, Section, Value};
use crate::{finding::words::normalise, model::service::Service};

/// The word for services that state no faith.
const NONE: &str = "none";

/// Filter: for, or shaped by, one faith.
#[derive(Debug)]
pub(super) struct Faith;

impl Filter for Faith {
    fn parameter(&self) -> &'static str {
        "faith"
    }

    fn label(&self) -> &'static str {
        "Faith"
    }

    fn section(&self) -> Section {
        Section::Who
    }

    fn choices(&self) -> Choices {
        Choices::Open(values)
    }
}

fn values(service: &Service) -> Vec<Value> {
    vec![match &service.faith {
        Some(faith) => Value { word: normalise(faith), label: faith.clone() },
        None => Value { word: NONE.to_owned(), label: "No faith stated".to_owned() },
    }]
}
