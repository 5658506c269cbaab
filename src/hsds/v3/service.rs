//! The service itself: the standard's own fields, in the standard's order.

use super::{
    Origin, Reading, areas, capacity, contacts, costs, extension, hours, node::Log, node::Node, object::Object, organisation, other_names,
};
use super::{object::nested_id, sites, terms, timestamp, withheld};
use crate::model::{
    id::{self, ServiceId},
    private::Private,
    provenance::{Checked, Provenance},
    sector::{Delivery, Status},
    service::{Ages, Language, Record, Service},
};
use serde_json::{Map, Value};

/// Writes the public document.
pub(super) fn write(service: &Service) -> Value {
    let id = service.id.0;
    let mut object = Object::with_id(id);
    let mut ours = extension::write(service);
    object.put("organization_id", service.organisation.id.to_string());
    object.put("name", service.name.as_str());
    other_names::write(&service.other_names, &mut object, &mut ours);
    object.text("description", service.description.as_deref());
    object.text("url", service.web.as_deref());
    object.text("email", service.email.as_deref());
    object.put("status", service.status.word());
    object.text("interpretation_services", service.interpreters.as_deref());
    object.text("application_process", service.how_to_get_in.as_deref());
    object.text("accreditations", service.accreditations.as_deref());
    object.text("eligibility_description", service.eligibility.as_deref());
    object.number("minimum_age", service.ages.min);
    object.number("maximum_age", service.ages.max);
    object.date("assured_date", service.checked.as_ref().map(|checked| checked.on));
    object.text("alert", service.alert.as_deref());
    object.text("last_modified", service.provenance.modified.map(|at| at.to_string()).as_deref());
    object.put("organization", organisation::write(&service.organisation));
    write_lists(service, &mut object);
    object.child("fingerpost", ours);
    object.finish()
}

fn write_lists(service: &Service, object: &mut Object) {
    let id = service.id.0;
    object.list("additional_urls", contacts::write_links(&service.links, id, "service_id"));
    object.list("phones", contacts::write_phones(&service.phones, id));
    object.list("contacts", contacts::write(&service.contacts, id));
    object.list("schedules", hours::write(&service.schedules, id, "service_id"));
    object.list("service_areas", areas::write(&service.areas, id));
    object.list("service_at_locations", sites::write(&service.sites, id));
    object.list("languages", service.languages.iter().enumerate().map(|(index, language)| write_language(service, index, language)));
    object.list("cost_options", costs::write(&service.costs, id));
    object.list("attributes", terms::write(service));
}

fn write_language(service: &Service, index: usize, language: &Language) -> Value {
    let mut object = Object::with_id(nested_id(service.id.0, "language", index));
    object.put("service_id", service.id.to_string());
    object.put("name", language.name.as_str());
    object.text("code", language.code.as_deref());
    object.finish()
}

/// Reads a document.
pub(super) fn read(document: &Map<String, Value>, origin: Origin<'_>) -> Reading {
    let log = Log::new(document, origin);
    let cleaned = withheld::scrub(document, &log);
    let record = read_record(&Node::root(&cleaned, &log), origin);
    Reading { record, problems: log.finish() }
}

fn read_record(root: &Node<'_>, origin: Origin<'_>) -> Option<Record> {
    let Some(name) = root.name("name") else {
        root.problem("name", "the service has no name, so it cannot be listed");
        return None;
    };
    let organisation = organisation::read(root);
    let native = root.text("id").unwrap_or_else(|| {
        root.problem("id", "the service has no id; one was made from its name and organisation");
        format!("{}\u{1f}{}", name.to_lowercase(), organisation.id)
    });
    let id = ServiceId(id::keep_or_derive(&root.log.source, "service", &native));
    let provenance = read_provenance(root, native, origin);
    let mut service = Service::named(id, name, organisation, provenance);
    let mut private = Private::default();
    if let Some(ours) = root.object("fingerpost") {
        extension::read(&ours, &mut service);
        private.professional = extension::read_professional(&ours);
    }
    read_fields(root, &mut service);
    read_places(root, &mut service, &mut private);
    terms::read(root, &mut service);
    Some(Record { service, private })
}

fn read_provenance(root: &Node<'_>, native: String, origin: Origin<'_>) -> Provenance {
    let ours = root.object("fingerpost");
    let written = ours.as_ref().and_then(|ours| ours.object("provenance"));
    let said = |key: &str| written.as_ref().and_then(|node| node.text(key));
    let given = |text: Option<&str>| text.map(str::to_owned);
    let (publisher, licence) = if root.log.ours {
        (said("publisher").or(given(origin.publisher)), said("licence").or(given(origin.licence)))
    } else {
        (given(origin.publisher).or_else(|| said("publisher")), given(origin.licence).or_else(|| said("licence")))
    };
    Provenance {
        source: root.log.source.clone(),
        native_id: if root.log.ours { said("native_id").unwrap_or(native) } else { native },
        publisher,
        licence,
        modified: timestamp::read(root, "last_modified"),
        url: ours.as_ref().and_then(extension::read_page),
    }
}

fn read_fields(root: &Node<'_>, service: &mut Service) {
    service.other_names = other_names::read(root);
    service.description = root.text("description");
    service.status = read_status(root);
    service.alert = root.text("alert");
    service.web = contacts::read_web(root, "url");
    service.links = contacts::read_links(root, "additional_urls");
    service.email = contacts::read_email(root, "email");
    service.phones = contacts::read_phones(root, "phones");
    service.contacts = contacts::read(root, "contacts");
    service.how_to_get_in =
        paragraphs([root.text("application_process"), root.text("wait_time").map(|wait| format!("Waiting time: {wait}"))]);
    service.eligibility = root.text("eligibility_description");
    service.interpreters = root.text("interpretation_services");
    service.accreditations = paragraphs([root.text("accreditations"), root.text("licenses")]);
    service.costs = costs::read(root);
    service.languages = read_languages(root);
    if service.what_to_bring.is_none() {
        service.what_to_bring = paragraphs(root.list("required_documents").iter().map(|node| node.text("document")));
    }
    if service.capacity.is_none() {
        service.capacity = capacity::read(root);
    }
    service.ages = read_ages(root);
    if service.checked.is_none() {
        service.checked = root.date("assured_date").map(|on| Checked { on, by: None, how: None });
    }
}

/// Sites, areas and hours; hours that point to a site move there.
fn read_places(root: &Node<'_>, service: &mut Service, private: &mut Private) {
    let known: Vec<String> = root.list("service_at_locations").iter().filter_map(|at| at.text("id")).collect();
    let (apart, own): (Vec<_>, Vec<_>) = root
        .list("schedules")
        .into_iter()
        .map(|node| (node.text("service_at_location_id").filter(|id| known.contains(id)), node))
        .partition(|(owner, _)| owner.is_some());
    let apart: Vec<_> = apart.into_iter().filter_map(|(owner, node)| Some((owner?, node))).collect();
    let own: Vec<_> = own.into_iter().map(|(_, node)| node).collect();
    service.schedules = hours::read_nodes(&own);
    let found = sites::read(root, &apart, service.id.0);
    let new_phones = found.phones.into_iter().filter(|phone| service.phones.iter().all(|known| known.number != phone.number));
    let new_phones: Vec<_> = new_phones.collect();
    service.phones.extend(new_phones);
    service.sites = found.sites;
    private.hidden = found.hidden;
    if found.online && !service.delivery.contains(&Delivery::Online) {
        service.delivery.push(Delivery::Online);
    }
    service.areas = areas::read(root, &mut service.national);
}

/// Missing means running: nobody publishes services to say nothing of them. Words near the standard's are understood.
fn read_status(root: &Node<'_>) -> Status {
    let Some(text) = root.text("status") else { return Status::Active };
    let word = text.to_lowercase().replace(['_', '-'], " ");
    match word.as_str() {
        "closed" | "archived" | "deleted" | "ended" => Status::Defunct,
        "suspended" | "paused" => Status::TemporarilyClosed,
        "draft" | "pending" | "hidden" => Status::Inactive,
        "open" | "live" | "published" => Status::Active,
        word => Status::from_word(word).unwrap_or_else(|| {
            root.problem("status", format!("'{text}' is not a status of the standard; taken as active"));
            Status::Active
        }),
    }
}

fn read_ages(root: &Node<'_>) -> Ages {
    let (min, max) = (root.number("minimum_age"), root.number("maximum_age"));
    if root.log.ours { Ages { min, max } } else { Ages::clean(min, max) }
}

fn read_languages(root: &Node<'_>) -> Vec<Language> {
    let mut languages: Vec<Language> = Vec::new();
    for node in root.list("languages") {
        let code = node.text("code");
        let Some(name) = node.name("name").or_else(|| node.name("language")).or_else(|| code.clone()) else { continue };
        if root.log.ours || languages.iter().all(|known| known.name != name) {
            languages.push(Language { name, code });
        }
    }
    languages
}

fn paragraphs(parts: impl IntoIterator<Item = Option<String>>) -> Option<String> {
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join("\n\n"))
}
