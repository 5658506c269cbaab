//! Ways to reach somebody, as `ContactPoint`.

use crate::model::contact::Phone;
use serde_json::{Value, json};

/// Phones, e-mail addresses and a web page, none twice.
pub(super) fn telecom<'p>(
    phones: impl IntoIterator<Item = &'p Phone>,
    emails: impl IntoIterator<Item = &'p str>,
    web: Option<&str>,
) -> Vec<Value> {
    let phones = phones.into_iter().map(|phone| point(system(phone), &number(phone)));
    let emails = emails.into_iter().map(|email| point("email", email));
    let mut all: Vec<Value> = Vec::new();
    for one in phones.chain(emails).chain(web.map(|web| point("url", web))) {
        if !all.contains(&one) {
            all.push(one);
        }
    }
    all
}

/// What each phone is for, where that is said: FHIR's contact points have no room for it.
pub(super) fn notes<'p>(phones: impl IntoIterator<Item = &'p Phone>) -> Vec<String> {
    let note = |phone: &Phone| phone.note.as_ref().map(|note| format!("{}: {note}", number(phone)));
    phones.into_iter().filter_map(note).collect()
}

fn point(system: &str, value: &str) -> Value {
    json!({ "system": system, "value": value })
}

fn system(phone: &Phone) -> &'static str {
    match phone.kind.as_deref() {
        None | Some("voice" | "cell") => "phone",
        Some("fax") => "fax",
        Some("pager") => "pager",
        Some("text" | "sms") => "sms",
        Some(_) => "other",
    }
}

/// The number with its extension, as E.123 writes one.
fn number(phone: &Phone) -> String {
    match &phone.extension {
        Some(extension) if !extension.is_empty() => format!("{} ext. {extension}", phone.number),
        _ => phone.number.clone(),
    }
}
