//! Taxonomy terms of version 1 and of Outpost, as version 3 attributes. Codes and URIs are kept apart from one another.

use super::{Object, extend_list, take_list, text};
use serde_json::{Value, json};

/// Lists of plain `{name, slug}` terms, and the link type each becomes.
const PLAIN_LISTS: [(&str, &str); 4] =
    [("taxonomies", "service type"), ("suitabilities", "suitability"), ("send_needs", "SEND need"), ("directories", "directory")];

/// Closed lists of version 1 that version 3 has no place for.
const WORDS: [(&str, &str); 2] = [("deliverable_type", "deliverable type"), ("attending_access", "attending access")];

/// Moves every kind of term into `attributes`.
pub(super) fn reshape(service: &mut Object) {
    let mut attributes = Vec::new();
    for key in ["service_taxonomys", "service_taxonomies", "services_taxonomy"] {
        attributes.extend(take_list(service, key).iter().filter_map(|row| linked("service type", row)));
    }
    for (key, link_type) in PLAIN_LISTS {
        attributes.extend(take_list(service, key).iter().filter_map(|row| plain(link_type, row)));
    }
    for (key, link_type) in WORDS {
        let words = text(service, key).unwrap_or_default().to_owned();
        let words = words.split([',', ';']).map(str::trim).filter(|word| !word.is_empty());
        attributes.extend(words.map(|word| json!({"link_type": link_type, "taxonomy_term": {"name": word}})));
    }
    attributes.extend(take_list(service, "meta").iter().filter_map(fact));
    extend_list(service, "attributes", attributes);
}

/// The words of eligibility rows, and the terms they link to.
pub(super) fn eligibility(service: &mut Object, rows: &[Value]) {
    let words = rows.iter().filter_map(|row| row.get("eligibility")?.as_str()).map(str::trim).filter(|word| !word.is_empty());
    let mut attributes: Vec<Value> = words.map(|word| json!({"link_type": "eligibility", "taxonomy_term": {"name": word}})).collect();
    let links = rows.iter().filter_map(|row| row.get("link_taxonomies").or_else(|| row.get("taxonomys"))?.as_array()).flatten();
    attributes.extend(links.filter_map(|row| linked("eligibility", row)));
    extend_list(service, "attributes", attributes);
}

/// A row that links to a term: `{taxonomy: {id, name, vocabulary}}`.
fn linked(link_type: &str, row: &Value) -> Option<Value> {
    let term = row.get("taxonomy").filter(|term| term.is_object()).unwrap_or(row).as_object()?;
    let id = term.get("id").or_else(|| row.get("taxonomy_id")).map(as_text).unwrap_or_default();
    let (prefix, code, uri) = split_id(&id);
    let name = text(term, "name").or_else(|| text(term, "taxonomy_detail")).unwrap_or(code);
    let taxonomy = text(term, "vocabulary").or(prefix);
    let mut written = json!({"name": name, "code": code, "taxonomy": taxonomy, "term_uri": uri});
    if let Some(written) = written.as_object_mut() {
        written.retain(|_, value| !value.is_null() && value != "");
    }
    (!name.is_empty()).then(|| json!({"link_type": link_type, "taxonomy_term": written}))
}

/// A term's id is a CURIE (`esdServiceType:298`), a URI or a bare code: prefix, code and URI.
fn split_id(id: &str) -> (Option<&str>, &str, Option<&str>) {
    if id.contains("://") {
        return (None, id.trim_end_matches('/').rsplit('/').next().unwrap_or(id), Some(id));
    }
    id.split_once(':').map_or((None, id, None), |(prefix, code)| (Some(prefix), code, None))
}

fn plain(link_type: &str, row: &Value) -> Option<Value> {
    let row = row.as_object()?;
    let name = text(row, "name")?;
    let code = text(row, "slug").or_else(|| text(row, "label"));
    let term = code.map_or_else(|| json!({"name": name}), |code| json!({"name": name, "code": code}));
    Some(json!({"link_type": link_type, "taxonomy_term": term}))
}

/// Outpost's labelled facts: "Part of Family Hub Network: No".
fn fact(row: &Value) -> Option<Value> {
    let row = row.as_object()?;
    let words = format!("{}: {}", text(row, "label").or_else(|| text(row, "key"))?, row.get("value").map(as_text)?);
    Some(json!({"link_type": "fact", "taxonomy_term": {"name": words}}))
}

fn as_text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), |text| text.trim().to_owned())
}
