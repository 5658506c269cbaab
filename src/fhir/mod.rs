//! FHIR R4 (4.0.1) shapes of what is public: values in, JSON out. A directory of services is three resources, `HealthcareService`,
//! `Location` (a service at one of its sites) and `Organization`.
//!
//! What FHIR has no element for is said in its text elements or left out; what is unknown is absent. `docs/FHIR.md` has the table.

pub mod capability;
mod concept;
mod element;
mod hours;
mod location;
mod organization;
mod service;
mod telecom;

#[cfg(test)]
mod tests;

pub use concept::{is_type, matches, system};
pub use location::location;
pub use organization::organization;
pub use service::healthcare_service;

use element::Element;
use serde_json::{Value, json};

/// The media type of every answer.
pub const MEDIA_TYPE: &str = "application/fhir+json";

/// A kind of resource we have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A service.
    HealthcareService,
    /// A service at one of its sites.
    Location,
    /// Whoever runs services.
    Organization,
}

impl Kind {
    /// Every kind, in the order they are told of.
    pub const ALL: [Self; 3] = [Self::HealthcareService, Self::Location, Self::Organization];

    /// The resource type.
    pub fn name(self) -> &'static str {
        match self {
            Self::HealthcareService => "HealthcareService",
            Self::Location => "Location",
            Self::Organization => "Organization",
        }
    }

    /// The relative address of one of them: `Location/…`.
    pub fn address(self, id: impl std::fmt::Display) -> String {
        format!("{}/{id}", self.name())
    }

    fn reference(self, id: impl std::fmt::Display, display: &str) -> Value {
        let mut reference = Element::default();
        reference.put("reference", self.address(id));
        reference.text("display", Some(display));
        reference.finish()
    }
}

/// A page of what a search found.
#[derive(Debug)]
pub struct Found {
    /// How many there are in all.
    pub total: usize,
    /// Where this page, the next and the one before are: a relation and an address each.
    pub links: Vec<(&'static str, String)>,
    /// The resources, each with its whole address.
    pub matches: Vec<(String, Value)>,
    /// What they point to and was asked for along with them.
    pub included: Vec<(String, Value)>,
}

/// A search's answer.
pub fn bundle(found: Found) -> Value {
    let links: Vec<Value> = found.links.into_iter().map(|(relation, url)| json!({ "relation": relation, "url": url })).collect();
    let entry = |mode: &'static str| move |(url, resource)| json!({ "fullUrl": url, "resource": resource, "search": { "mode": mode } });
    let entries = found.matches.into_iter().map(entry("match")).chain(found.included.into_iter().map(entry("include")));
    let mut bundle = Element::resource("Bundle");
    bundle.put("type", "searchset");
    bundle.put("total", found.total);
    bundle.list("link", links);
    bundle.list("entry", entries.collect());
    bundle.finish()
}

/// An error: a code of FHIR's, what happened in plain words, and the parameter at fault where there is one.
pub fn outcome(code: &str, text: &str, parameter: Option<&str>) -> Value {
    let mut issue = Element::default();
    issue.put("severity", "error");
    issue.put("code", code);
    issue.put("details", json!({ "text": text }));
    issue.list("location", parameter.map(|name| Value::from(format!("http.{name}"))).into_iter().collect());
    let mut outcome = Element::resource("OperationOutcome");
    outcome.list("issue", vec![issue.finish()]);
    outcome.finish()
}
