//! Coded words: terms of taxonomies as `CodeableConcept`, and the systems they are of.

use super::element::Element;
use crate::{hsds::v3, model::need::Term};
use serde_json::{Value, json};

/// The system of a taxonomy's codes: the taxonomy itself where its name is an address, else its id in the feed
/// (`/openreferral/v3/taxonomies/{id}`) as a URN.
pub fn system(taxonomy: &str) -> String {
    let is_address = ["http://", "https://", "urn:"].iter().any(|start| taxonomy.starts_with(start));
    if is_address && !taxonomy.contains(char::is_whitespace) {
        taxonomy.to_owned()
    } else {
        format!("urn:uuid:{}", v3::taxonomy_id(taxonomy))
    }
}

/// Whether a term says what a service does (`HealthcareService.type`), not whom it is for.
pub fn is_type(term: &Term) -> bool {
    term.taxonomy.as_deref() != Some(v3::AUDIENCES)
}

/// Whether a token of a search means this term: a code, and a system unless any will do.
pub fn matches(term: &Term, wanted: Option<&str>, code: &str) -> bool {
    code_of(term).is_some_and(|own| own == code)
        && wanted.is_none_or(|wanted| term.taxonomy.as_deref().map(system).unwrap_or_default() == wanted)
}

/// A term as a `CodeableConcept`.
pub(super) fn concept(term: &Term) -> Value {
    let mut concept = Element::default();
    if let Some(code) = code_of(term) {
        let mut coding = Element::default();
        coding.text("system", term.taxonomy.as_deref().map(system).as_deref());
        coding.put("code", code);
        coding.text("display", Some(&term.name));
        concept.list("coding", vec![coding.finish()]);
    }
    concept.text("text", Some(&term.name));
    concept.finish()
}

/// Words alone.
pub(super) fn words(text: &str) -> Value {
    json!({ "text": text })
}

/// A code has no spaces but single ones inside.
fn code_of(term: &Term) -> Option<String> {
    let code = term.code.as_deref()?.split_whitespace().collect::<Vec<_>>().join(" ");
    (!code.is_empty()).then_some(code)
}
