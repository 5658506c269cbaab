//! What can be asked, in one table: the `CapabilityStatement` is made of it and the parameters of a search are read by it.

use super::{Kind, MEDIA_TYPE, element::Element};
use serde_json::{Value, json};

/// The day this statement last changed.
const CHANGED: &str = "2026-11-29";

/// A parameter of a search.
#[derive(Debug, Clone, Copy)]
pub struct Parameter {
    /// Its name.
    pub name: &'static str,
    /// FHIR's kind of parameter.
    pub kind: &'static str,
    /// Where FHIR defines it: the part of the address after `SearchParameter/`.
    definition: &'static str,
    /// What it means here.
    pub means: &'static str,
    /// Modifiers it may carry.
    pub modifiers: &'static [&'static str],
}

const fn parameter(name: &'static str, kind: &'static str, definition: &'static str, means: &'static str) -> Parameter {
    Parameter { name, kind, definition, means, modifiers: &[] }
}

const ID: Parameter = parameter("_id", "token", "Resource-id", "One of these ids.");
const NAME_MEANS: &str = "The name begins with this; with :contains it holds it. Capitals make no difference.";

const OF_SERVICES: &[Parameter] = &[
    ID,
    parameter(
        "_content",
        "string",
        "Resource-content",
        "A person's own words, understood as in the search box: needs, misspellings and the field's terms. Services come best first.",
    ),
    Parameter { modifiers: &["contains"], ..parameter("name", "string", "HealthcareService-name", NAME_MEANS) },
    parameter("active", "token", "HealthcareService-active", "What is listed is active: false finds nothing."),
    parameter(
        "service-type",
        "token",
        "HealthcareService-service-type",
        "A code of our needs or of a publisher's taxonomy, with or without its system.",
    ),
    parameter("organization", "reference", "HealthcareService-organization", "Run by one of these."),
    Parameter {
        modifiers: &["Location"],
        ..parameter(
            "location",
            "reference",
            "HealthcareService-location",
            "At one of these. Chained as location.near it takes what near of Location takes.",
        )
    },
];

const OF_LOCATIONS: &[Parameter] = &[
    ID,
    parameter(
        "near",
        "special",
        "Location-near",
        "latitude|longitude|distance|unit: within the distance (10 miles unless said) in km (unless said), m or [mi_i].",
    ),
    parameter("organization", "reference", "Location-organization", "Of a service that one of these runs."),
];

const OF_ORGANIZATIONS: &[Parameter] = &[
    ID,
    Parameter { modifiers: &["contains"], ..parameter("name", "string", "Organization-name", NAME_MEANS) },
    parameter("active", "token", "Organization-active", "Who runs a listed service is active: false finds nothing."),
];

impl Kind {
    /// The parameters of its search.
    pub fn parameters(self) -> &'static [Parameter] {
        match self {
            Self::HealthcareService => OF_SERVICES,
            Self::Location => OF_LOCATIONS,
            Self::Organization => OF_ORGANIZATIONS,
        }
    }

    /// What a search can bring along.
    pub fn includes(self) -> &'static [&'static str] {
        match self {
            Self::HealthcareService => &["HealthcareService:location", "HealthcareService:organization"],
            Self::Location => &["Location:organization"],
            Self::Organization => &[],
        }
    }
}

/// What this server can do. `address`: where it is. `site`: what people know it as.
pub fn statement(address: &str, site: &str) -> Value {
    let mut statement = Element::resource("CapabilityStatement");
    statement.put("status", "active");
    statement.put("date", CHANGED);
    statement.text("publisher", Some(site));
    statement.put("kind", "instance");
    statement.put("software", json!({ "name": "Fingerpost", "version": env!("CARGO_PKG_VERSION") }));
    statement.put("implementation", json!({ "description": format!("Health, care and community services: {site}"), "url": address }));
    statement.put("fhirVersion", "4.0.1");
    statement.put("format", json!([MEDIA_TYPE, "json"]));
    let resources: Vec<Value> = Kind::ALL.into_iter().map(resource).collect();
    statement.list("rest", vec![json!({ "mode": "server", "security": { "cors": true }, "resource": resources })]);
    statement.finish()
}

fn resource(kind: Kind) -> Value {
    let mut written = Element::default();
    written.put("type", kind.name());
    written.put("profile", format!("http://hl7.org/fhir/StructureDefinition/{}", kind.name()));
    written.put("interaction", json!([{ "code": "read" }, { "code": "search-type" }]));
    written.put("versioning", "no-version");
    written.put("conditionalRead", "not-match");
    written.list("searchInclude", kind.includes().iter().copied().map(Value::from).collect());
    written.list("searchParam", kind.parameters().iter().map(search).collect());
    written.finish()
}

fn search(parameter: &Parameter) -> Value {
    json!({
        "name": parameter.name,
        "definition": format!("http://hl7.org/fhir/SearchParameter/{}", parameter.definition),
        "type": parameter.kind,
        "documentation": parameter.means,
    })
}
