//! What Fingerpost adds to a service, in one object named `fingerpost` (`docs/EXTENSIONS.md`).

use super::{contacts, node::Node, object::Object};
use crate::model::{
    contact,
    private::Professional,
    provenance::{Checked, CheckedHow, Provenance},
    sector::{Delivery, Gender, Nation, ReferralRoute, Sector},
    service::{Capacity, CapacityState, Service},
};

/// Writes the service's extension object.
pub(super) fn write(service: &Service) -> Object {
    let mut ours = Object::default();
    ours.text("summary", service.summary.as_deref());
    ours.text("sector", service.sector.map(Sector::word));
    ours.list("referral_routes", service.referral.iter().map(|route| route.word().into()));
    ours.list("delivery", service.delivery.iter().map(|delivery| delivery.word().into()));
    ours.list("national", service.national.iter().map(|nation| nation.word().into()));
    ours.text("exclusions", service.exclusions.as_deref());
    ours.text("what_to_bring", service.what_to_bring.as_deref());
    ours.child("capacity", service.capacity.as_ref().map(write_capacity).unwrap_or_default());
    ours.child("checked", service.checked.as_ref().map(write_checked).unwrap_or_default());
    ours.number("review_days", service.review_days.map(f64::from));
    ours.text("gender", service.gender.map(Gender::word));
    ours.text("faith", service.faith.as_deref());
    ours.flag("sensitive", service.sensitive);
    ours.flag("fictional", service.fictional);
    ours.child("provenance", write_provenance(&service.provenance));
    ours
}

fn write_capacity(capacity: &Capacity) -> Object {
    let mut object = Object::default();
    object.put("state", capacity.state.word());
    object.number("wait_weeks", capacity.wait_weeks);
    object.text("note", capacity.note.as_deref());
    object.date("as_of", capacity.as_of);
    object.date("expires", capacity.expires);
    object
}

fn write_checked(checked: &Checked) -> Object {
    let mut object = Object::default();
    object.date("on", Some(checked.on));
    object.text("by", checked.by.as_deref());
    object.text("how", checked.how.map(CheckedHow::word));
    object
}

fn write_provenance(provenance: &Provenance) -> Object {
    let mut object = Object::default();
    object.put("source", provenance.source.as_str());
    object.put("native_id", provenance.native_id.as_str());
    object.text("publisher", provenance.publisher.as_deref());
    object.text("licence", provenance.licence.as_deref());
    object.text("url", provenance.url.as_deref());
    object
}

/// Reads the extension object into the service.
pub(super) fn read(ours: &Node<'_>, service: &mut Service) {
    service.summary = ours.text("summary");
    service.sector = ours.word("sector", Sector::from_word);
    service.referral = ours.words("referral_routes", ReferralRoute::from_word);
    service.delivery = ours.words("delivery", Delivery::from_word);
    service.national = ours.words("national", Nation::from_word);
    service.exclusions = ours.text("exclusions");
    service.what_to_bring = ours.text("what_to_bring");
    service.capacity = ours.object("capacity").and_then(|node| read_capacity(&node));
    service.checked = ours.object("checked").and_then(|node| read_checked(&node));
    service.review_days = read_days(ours);
    service.gender = ours.word("gender", Gender::from_word);
    service.faith = ours.text("faith");
    service.sensitive = ours.flag("sensitive");
    service.fictional = ours.flag("fictional");
}

fn read_capacity(node: &Node<'_>) -> Option<Capacity> {
    Some(Capacity {
        state: node.word("state", CapacityState::from_word)?,
        wait_weeks: node.number("wait_weeks").filter(|weeks| *weeks >= 0.0),
        note: node.text("note"),
        as_of: node.date("as_of"),
        expires: node.date("expires"),
    })
}

fn read_checked(node: &Node<'_>) -> Option<Checked> {
    Some(Checked { on: node.date("on")?, by: node.text("by"), how: node.word("how", CheckedHow::from_word) })
}

fn read_days(ours: &Node<'_>) -> Option<u32> {
    let days = ours.number("review_days")?;
    let whole = format!("{days:.0}").parse().ok().filter(|_| days >= 1.0);
    if whole.is_none() {
        ours.problem("review_days", "should be a number of days");
    }
    whole
}

/// What a document says of its own origin: our own provenance, else the page a fact was taken from.
pub(super) fn read_page(ours: &Node<'_>) -> Option<String> {
    let provenance = ours.object("provenance");
    let page = provenance.and_then(|node| node.text("url")).or_else(|| ours.text("source_url"))?;
    let exact = ours.log.ours && ["http://", "https://"].iter().any(|scheme| page.starts_with(scheme));
    let web = if exact { Some(page) } else { contact::web(&page) };
    if web.is_none() {
        ours.problem("source_url", "is not a web address");
    }
    web
}

/// Reads what is for professionals only; it goes to the private part and is never written again.
pub(super) fn read_professional(ours: &Node<'_>) -> Option<Professional> {
    let node = ours.object("professional")?;
    let professional = Professional { phone: node.text("phone"), email: contacts::read_email(&node, "email"), notes: node.text("notes") };
    (professional != Professional::default()).then_some(professional)
}
