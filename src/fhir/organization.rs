//! `Organization`: whoever runs services.

use super::{Kind, concept, element::Element, element::texts, telecom::telecom};
use crate::model::organisation::{Identifier, Organisation};
use serde_json::{Value, json};

/// An organisation.
pub fn organization(organisation: &Organisation) -> Value {
    let mut resource = Element::resource(Kind::Organization.name());
    resource.put("id", organisation.id.to_string());
    if organisation.fictional {
        resource.put("meta", json!({ "tag": [made_up()] }));
    }
    resource.list("identifier", organisation.identifiers.iter().filter_map(identifier).collect());
    resource.put("active", true);
    resource.list("type", organisation.sector.iter().map(|sector| concept::words(sector.label())).collect());
    resource.text("name", Some(&organisation.name));
    resource.list("alias", texts(organisation.other_names.iter().map(String::as_str)));
    resource.list("telecom", telecom(&organisation.phones, organisation.email.as_deref(), organisation.web.as_deref()));
    resource.finish()
}

/// The tag of a record made up for demonstration: HL7's code for test data.
pub(super) fn made_up() -> Value {
    json!({ "system": "http://terminology.hl7.org/CodeSystem/v3-ActReason", "code": "HTEST", "display": "test health data" })
}

/// A number in a register. NHS codes go by the system the NHS gives them, every other list of org-id.guide by its page there.
fn identifier(identifier: &Identifier) -> Option<Value> {
    let scheme = identifier.scheme.trim();
    let listed =
        scheme.len() > 3 && scheme.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-') && scheme.contains('-');
    let system = match scheme {
        "GB-NHS" => Some("https://fhir.nhs.uk/Id/ods-organization-code".to_owned()),
        _ if listed => Some(format!("https://org-id.guide/list/{scheme}")),
        _ => None,
    };
    let mut written = Element::default();
    if !identifier.kind.trim().is_empty() {
        written.put("type", concept::words(identifier.kind.trim()));
    }
    written.text("system", system.as_deref());
    written.text("value", Some(&identifier.value));
    (!identifier.value.trim().is_empty()).then(|| written.finish())
}
