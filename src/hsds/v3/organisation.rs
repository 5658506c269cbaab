//! The organisation that runs a service, and its register numbers.

use super::{
    UNSTATED_ORGANISATION, contacts,
    node::Node,
    object::{Object, nested_id},
    other_names,
};
use crate::model::{
    id::{self, OrganisationId},
    organisation::{Identifier, Organisation},
    sector::Sector,
};
use serde_json::Value;

/// Writes an organisation. The standard requires a description: it is empty where nobody gave one.
pub(super) fn write(organisation: &Organisation) -> Value {
    let id = organisation.id.0;
    let mut object = Object::with_id(id);
    object.put("name", organisation.name.as_str());
    object.put("description", organisation.description.as_deref().unwrap_or_default());
    let mut ours = Object::default();
    other_names::write(&organisation.other_names, &mut object, &mut ours);
    object.text("email", organisation.email.as_deref());
    object.text("website", organisation.web.as_deref());
    object.list("additional_websites", contacts::write_links(&organisation.links, id, "organization_id"));
    object.list("phones", contacts::write_phones(&organisation.phones, id));
    object.list("organization_identifiers", write_identifiers(organisation));
    ours.text("sector", organisation.sector.map(Sector::word));
    ours.flag("fictional", organisation.fictional);
    object.child("fingerpost", ours);
    object.finish()
}

fn write_identifiers(organisation: &Organisation) -> Vec<Value> {
    let parent = organisation.id.0;
    let write = |(index, identifier): (usize, &Identifier)| {
        let mut object = Object::with_id(nested_id(parent, "identifier", index));
        object.put("organization_id", parent.to_string());
        object.put("identifier_scheme", identifier.scheme.as_str());
        object.put("identifier_type", identifier.kind.as_str());
        object.put("identifier", identifier.value.as_str());
        object.finish()
    };
    organisation.identifiers.iter().enumerate().map(write).collect()
}

/// Reads the organisation of a service. Where a document names none, it is shown as not stated.
pub(super) fn read(service: &Node<'_>) -> Organisation {
    let stated_id = service.text("organization_id");
    let Some(node) = service.object("organization") else {
        let who = stated_id.as_ref().map_or_else(String::new, |id| format!(" beyond the id {id}"));
        service.problem("organization", format!("nothing says who runs the service{who}"));
        return unstated(service, stated_id.as_deref());
    };
    let Some(name) = node.name("name") else {
        node.problem("name", "the organisation has no name");
        return unstated(service, node.text("id").or(stated_id).as_deref());
    };
    let native = node.text("id").or(stated_id).unwrap_or_else(|| name.to_lowercase());
    let mut organisation = Organisation::named(OrganisationId(id::keep_or_derive(&node.log.source, "organisation", &native)), name);
    read_details(&node, &mut organisation);
    organisation
}

fn read_details(node: &Node<'_>, organisation: &mut Organisation) {
    let ours = node.object("fingerpost");
    organisation.other_names = other_names::read(node);
    organisation.description = node.text("description");
    organisation.email = contacts::read_email(node, "email");
    organisation.web = contacts::read_web(node, "website");
    organisation.links = contacts::read_links(node, "additional_websites");
    organisation.phones = contacts::read_phones(node, "phones");
    organisation.identifiers = node.list("organization_identifiers").iter().filter_map(read_identifier).collect();
    organisation.sector = ours.as_ref().and_then(|ours| ours.word("sector", Sector::from_word));
    organisation.fictional = ours.as_ref().is_some_and(|ours| ours.flag("fictional"));
}

fn read_identifier(node: &Node<'_>) -> Option<Identifier> {
    let value = node.text("identifier")?;
    let kind = node.text("identifier_type").or_else(|| node.text("identifier_scheme"))?;
    Some(Identifier { scheme: node.text("identifier_scheme").unwrap_or_else(|| kind.clone()), kind, value })
}

fn unstated(service: &Node<'_>, native: Option<&str>) -> Organisation {
    let source = &service.log.source;
    let id = native.map_or_else(|| id::derive(source, "organisation", ""), |native| id::keep_or_derive(source, "organisation", native));
    Organisation::named(OrganisationId(id), UNSTATED_ORGANISATION)
}
