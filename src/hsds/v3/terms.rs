//! Attributes: needs and audiences of our own vocabularies, and every other term as its publisher gave it.

use super::{
    node::Node,
    object::{Object, nested_id},
    uri,
};
use crate::model::{
    audience::Audience,
    id,
    need::{Evidence, NeedTag, Term},
    service::Service,
};
use serde_json::Value;
use uuid::Uuid;

/// The taxonomy needs are tagged from.
pub const NEEDS: &str = "fingerpost-needs";
/// The taxonomy audiences are tagged from.
pub const AUDIENCES: &str = "fingerpost-audiences";

/// Writes needs, audiences and terms, in this order.
pub(super) fn write(service: &Service) -> Vec<Value> {
    let needs = service.needs.iter().map(|need| (need_term(need), write_evidence(&need.evidence)));
    let audiences = service.audiences.iter().map(|audience| (audience_term(*audience), Object::default()));
    let others = service.terms.iter().map(|term| (term.clone(), Object::default()));
    let all = needs.chain(audiences).chain(others).enumerate();
    all.map(|(index, (term, ours))| write_attribute(service.id.0, index, &term, ours)).collect()
}

/// The terms that [`write`] writes, in its order.
pub(super) fn all(service: &Service) -> impl Iterator<Item = Term> + '_ {
    let needs = service.needs.iter().map(need_term);
    let audiences = service.audiences.iter().map(|audience| audience_term(*audience));
    needs.chain(audiences).chain(service.terms.iter().cloned())
}

fn need_term(tag: &NeedTag) -> Term {
    need(&tag.code, &in_words(&tag.code))
}

/// A need under the label the vocabulary has for it.
pub(super) fn need(code: &str, label: &str) -> Term {
    term("need", NEEDS, code, label.to_owned())
}

fn audience_term(audience: Audience) -> Term {
    term("audience", AUDIENCES, audience.word(), audience.label().to_owned())
}

fn term(link_type: &str, taxonomy: &str, code: &str, name: String) -> Term {
    Term {
        link_type: Some(link_type.to_owned()),
        taxonomy: Some(taxonomy.to_owned()),
        code: Some(code.to_owned()),
        name,
        ..Term::default()
    }
}

/// `food-bank` becomes `Food bank`: the vocabulary, which holds the label, is data that stewards change.
fn in_words(code: &str) -> String {
    let mut chars = code.chars().map(|c| if c == '-' { ' ' } else { c });
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn write_attribute(service: Uuid, index: usize, term: &Term, ours: Object) -> Value {
    let mut object = Object::with_id(nested_id(service, "attribute", index));
    let term_id = self::id(term);
    object.put("link_id", service.to_string());
    object.put("link_entity", "service");
    object.text("link_type", term.link_type.as_deref());
    object.put("taxonomy_term_id", term_id.to_string());
    let mut written = Object::with_id(term_id);
    written.put("name", term.name.as_str());
    written.put("description", term.name.as_str());
    written.text("code", term.code.as_deref());
    written.text("taxonomy", term.taxonomy.as_deref());
    written.text("term_uri", term.uri.as_deref());
    object.put("taxonomy_term", written.finish());
    object.text("label", term.label.as_deref());
    object.child("fingerpost", ours);
    object.finish()
}

/// One term has one id, whichever service carries it.
pub(super) fn id(term: &Term) -> Uuid {
    let taxonomy = term.taxonomy.as_deref().unwrap_or_default();
    id::derive(taxonomy, "taxonomy term", term.uri.as_deref().or(term.code.as_deref()).unwrap_or(&term.name))
}

fn write_evidence(evidence: &Evidence) -> Object {
    let mut object = Object::default();
    match evidence {
        Evidence::Publisher => object.put("evidence", "publisher"),
        Evidence::Mapping => object.put("evidence", "mapping"),
        Evidence::MappedText(words) => {
            object.put("evidence", "mapping");
            object.put("words", words.as_str());
        }
        Evidence::Term(term) => {
            object.put("evidence", "mapping");
            object.put("term", term.as_str());
        }
        Evidence::Text(words) => {
            object.put("evidence", "text");
            object.put("words", words.as_str());
        }
    }
    object
}

/// Reads the attributes of a document into the service's needs, audiences and terms.
pub(super) fn read(document: &Node<'_>, service: &mut Service) {
    for attribute in document.list("attributes") {
        let Some(term) = read_term(&attribute) else { continue };
        match (term.taxonomy.as_deref(), term.code.as_deref()) {
            (Some(NEEDS), Some(code)) => service.needs.push(NeedTag { code: code.to_owned(), evidence: read_evidence(&attribute) }),
            (Some(AUDIENCES), Some(code)) => {
                if let Some(audience) = Audience::from_word(code) {
                    service.audiences.push(audience);
                } else {
                    attribute.problem("taxonomy_term.code", format!("'{code}' is not an audience we know; kept as a plain term"));
                    service.terms.push(term);
                }
            }
            _ => service.terms.push(term),
        }
    }
    read_place_directory(document, &mut service.terms);
    if !document.log.ours {
        keep_first(&mut service.needs);
        keep_first(&mut service.audiences);
        keep_first(&mut service.terms);
    }
}

fn read_term(attribute: &Node<'_>) -> Option<Term> {
    let (link_type, label) = (attribute.text("link_type"), attribute.text("label"));
    let Some(node) = attribute.object("taxonomy_term") else {
        let value = attribute.text("value").or_else(|| label.clone());
        if value.is_none() {
            attribute.problem("taxonomy_term", "names neither a term nor a value");
        }
        return value.map(|name| Term { link_type, name, label, ..Term::default() });
    };
    let code = node.text("code");
    let Some(name) = node.name("name").or_else(|| node.name("term")).or_else(|| code.clone()) else {
        node.problem("name", "the term has no name");
        return None;
    };
    Some(Term { link_type, taxonomy: node.text("taxonomy"), code, name, uri: read_uri(&node), label })
}

fn read_uri(node: &Node<'_>) -> Option<String> {
    let text = node.text("term_uri")?;
    if !uri::is_uri(&text) {
        node.problem("term_uri", format!("'{text}' is not a URI"));
        return None;
    }
    Some(text)
}

fn read_evidence(attribute: &Node<'_>) -> Evidence {
    let Some(ours) = attribute.object("fingerpost") else { return Evidence::Publisher };
    match (ours.text("evidence").as_deref(), ours.text("words"), ours.text("term")) {
        (Some("mapping"), _, Some(term)) => Evidence::Term(term),
        (Some("mapping"), Some(words), None) => Evidence::MappedText(words),
        (Some("mapping"), None, None) => Evidence::Mapping,
        (Some("text"), words, _) => Evidence::Text(words.unwrap_or_default()),
        _ => Evidence::Publisher,
    }
}

/// Open Place Directory feeds (Bristol, Shropshire) say whom a service is for in a list of their own.
fn read_place_directory(document: &Node<'_>, terms: &mut Vec<Term>) {
    for audience in document.list("pc_targetAudience") {
        if let Some(name) = audience.name("audienceType") {
            terms.push(Term { link_type: Some("audience".to_owned()), name, ..Term::default() });
        }
    }
}

fn keep_first<T: PartialEq + Clone>(values: &mut Vec<T>) {
    let mut kept: Vec<T> = Vec::with_capacity(values.len());
    values.retain(|value| {
        let new = !kept.contains(value);
        if new {
            kept.push(value.clone());
        }
        new
    });
}
