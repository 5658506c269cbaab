//! Phones and contacts. Named people are not kept: a contact is a team or a role.

use super::{
    node::Node,
    object::{Object, nested_id},
};
use crate::model::contact::{self, Contact, Link, Phone};
use serde_json::Value;
use uuid::Uuid;

/// Words that end the name of a team, a place or a line, never that of a person.
const TEAM_WORDS: [&str; 24] = [
    "team",
    "teams",
    "office",
    "service",
    "services",
    "reception",
    "desk",
    "helpline",
    "line",
    "enquiries",
    "department",
    "admin",
    "centre",
    "hub",
    "unit",
    "support",
    "administration",
    "switchboard",
    "appointments",
    "bookings",
    "referrals",
    "committee",
    "trust",
    "advice",
];

/// Words that together make the name of a role.
const ROLE_WORDS: [&str; 38] = [
    "the",
    "of",
    "and",
    "for",
    "duty",
    "club",
    "group",
    "service",
    "centre",
    "general",
    "deputy",
    "assistant",
    "senior",
    "practice",
    "project",
    "area",
    "branch",
    "membership",
    "volunteer",
    "welfare",
    "manager",
    "secretary",
    "treasurer",
    "chair",
    "chairman",
    "chairperson",
    "coordinator",
    "co-ordinator",
    "receptionist",
    "administrator",
    "organiser",
    "leader",
    "officer",
    "warden",
    "matron",
    "head",
    "director",
    "clerk",
];

/// Writes phones.
pub(super) fn write_phones(phones: &[Phone], parent: Uuid) -> Vec<Value> {
    let write = |(index, phone): (usize, &Phone)| {
        let mut object = Object::with_id(nested_id(parent, "phone", index));
        object.put("number", phone.number.as_str());
        write_extension(phone.extension.as_deref(), &mut object);
        object.text("type", phone.kind.as_deref());
        object.text("description", phone.note.as_deref());
        object.finish()
    };
    phones.iter().enumerate().map(write).collect()
}

/// The standard's extension is a number; one that begins with 0 is only kept as text.
fn write_extension(extension: Option<&str>, object: &mut Object) {
    let Some(extension) = extension else { return };
    match extension.parse::<u32>() {
        Ok(number) if number.to_string() == extension => object.put("extension", number),
        _ => object.put("extension", extension),
    }
}

/// Reads phones. A cell with several numbers gives several; words around a number become its note.
pub(super) fn read_phones(node: &Node<'_>, key: &str) -> Vec<Phone> {
    let mut phones: Vec<Phone> = Vec::new();
    for entry in node.list(key) {
        for phone in read_phone(&entry) {
            if node.log.ours || !phones.contains(&phone) {
                phones.push(phone);
            }
        }
    }
    phones
}

fn read_phone(entry: &Node<'_>) -> Vec<Phone> {
    let Some(cell) = entry.text("number") else { return Vec::new() };
    let numbers = Phone::read_all(&cell);
    if numbers.is_empty() {
        entry.problem("number", format!("'{cell}' holds no telephone number"));
    }
    let complete = |phone: Phone| Phone {
        extension: phone.extension.or_else(|| entry.text("extension")),
        kind: entry.text("type"),
        note: join(phone.note, entry.text("description")),
        ..phone
    };
    numbers.into_iter().map(complete).collect()
}

fn join(first: Option<String>, second: Option<String>) -> Option<String> {
    match (first, second) {
        (Some(first), Some(second)) if first != second => Some(format!("{first}: {second}")),
        (first, second) => first.or(second),
    }
}

/// Writes contacts.
pub(super) fn write(contacts: &[Contact], parent: Uuid) -> Vec<Value> {
    let write = |(index, contact): (usize, &Contact)| {
        let id = nested_id(parent, "contact", index);
        let mut object = Object::with_id(id);
        object.put("service_id", parent.to_string());
        object.text("title", contact.title.as_deref());
        object.text("department", contact.department.as_deref());
        object.text("email", contact.email.as_deref());
        object.list("phones", write_phones(&contact.phones, id));
        object.finish()
    };
    contacts.iter().enumerate().map(write).collect()
}

/// Reads contacts, leaving people's names behind.
pub(super) fn read(node: &Node<'_>, key: &str) -> Vec<Contact> {
    let contacts = node.list(key).into_iter().map(|entry| read_one(&entry));
    contacts.filter(|contact| node.log.ours || *contact != Contact::default()).collect()
}

fn read_one(entry: &Node<'_>) -> Contact {
    let name = entry.name("name");
    let (role, person) = match name {
        Some(name) if is_role(&name) => (Some(name), None),
        name => (None, name),
    };
    if person.is_some() {
        entry.problem("name", "a person's name is not kept, only their role");
    }
    let email = read_email(entry, "email").filter(|email| !gives_away(email, person.as_deref()));
    Contact { title: entry.name("title").or(role), department: entry.name("department"), email, phones: read_phones(entry, "phones") }
}

/// Reads an e-mail address.
pub(super) fn read_email(node: &Node<'_>, key: &str) -> Option<String> {
    let text = node.text(key)?;
    let email = contact::email(&text);
    if email.is_none() {
        node.problem(key, format!("'{text}' is not an e-mail address"));
    }
    email
}

/// Reads a web address.
pub(super) fn read_web(node: &Node<'_>, key: &str) -> Option<String> {
    let text = node.text(key)?;
    let web = contact::web(&text);
    if web.is_none() {
        node.problem(key, format!("'{text}' is not a web address"));
    }
    web
}

/// Writes further web pages; `owner` is the property that says whose they are.
pub(super) fn write_links(links: &[Link], parent: Uuid, owner: &str) -> Vec<Value> {
    let write = |(index, link): (usize, &Link)| {
        let mut object = Object::with_id(nested_id(parent, "url", index));
        object.put(owner, parent.to_string());
        object.text("label", link.label.as_deref());
        object.put("url", link.url.as_str());
        object.finish()
    };
    links.iter().enumerate().map(write).collect()
}

/// Reads further web pages (the `url` of HSDS 3.1). One that stands there twice is kept once.
pub(super) fn read_links(node: &Node<'_>, key: &str) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    for item in node.list(key) {
        let link = read_web(&item, "url").map(|url| Link { label: item.name("label"), url });
        links.extend(link.filter(|link| item.log.ours || !links.contains(link)));
    }
    links
}

/// True when a contact's name plainly is a team or a role: "Carers team", "Duty manager".
fn is_role(name: &str) -> bool {
    let words: Vec<String> =
        name.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    let is = |list: &[&str], word: &String| list.contains(&word.as_str());
    words.last().is_some_and(|last| is(&TEAM_WORDS, last)) || !words.is_empty() && words.iter().all(|word| is(&ROLE_WORDS, word))
}

/// True when a mailbox is called after the person: `jane.smith@…` for Jane Smith.
fn gives_away(email: &str, person: Option<&str>) -> bool {
    let mailbox = email.split('@').next().unwrap_or_default().to_lowercase();
    person.is_some_and(|person| {
        person.split_whitespace().map(str::to_lowercase).any(|part| part.chars().count() > 2 && mailbox.contains(&part))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_told_from_people() {
        for role in ["Carers team", "Duty Manager", "Reception", "The Secretary", "Early Help Hub", "Co-ordinator"] {
            assert!(is_role(role), "{role}");
        }
        for person in ["Jane Smith", "J. Smith (Manager)", "Ann Persona", "Sister Mary", ""] {
            assert!(!is_role(person), "{person}");
        }
    }

    #[test]
    fn a_mailbox_called_after_a_person_is_recognised() {
        assert!(gives_away("jane.smith@example.org", Some("Jane Smith")));
        assert!(!gives_away("office@example.org", Some("Jane Smith")));
        assert!(!gives_away("jane@example.org", None));
    }
}
