//! Filter: the organisation that runs a service, by its name: branches and feeds that call it the same are one.

use super::{Choices, Filter, Section, Value};
use crate::{finding::words::normalise, model::service::Service};

/// Filter: the organisation that runs a service.
#[derive(Debug)]
pub(super) struct Provider;

impl Filter for Provider {
    fn parameter(&self) -> &'static str {
        "organisation"
    }

    fn label(&self) -> &'static str {
        "Organisation"
    }

    fn section(&self) -> Section {
        Section::About
    }

    fn choices(&self) -> Choices {
        Choices::Open(values)
    }
}

fn values(service: &Service) -> Vec<Value> {
    let name = &service.organisation.name;
    vec![Value { word: normalise(name), label: name.clone() }]
}
