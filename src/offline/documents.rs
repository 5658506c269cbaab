//! The documents of a pack: each service's public document, as the API serves it, in baskets. A service's basket follows from its id
//! alone, so that a change of one service changes one basket, and a page fetches no more than it shows.

use crate::{
    hsds::v3,
    model::{id::ServiceId, service::Service},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

/// Services in a basket, about.
const BASKET: usize = 160;

/// A service's document.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Document {
    /// The service's id.
    pub id: [u8; 16],
    /// The key of the source it came from.
    pub source: String,
    /// The document, in JSON.
    pub json: String,
    /// Who else publishes it. Of most services there is nobody, which takes a byte.
    pub also: Vec<AlsoSaid>,
}

/// Another source of a service, as its page tells of it: who publishes it, when it was checked, and what it says differently.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct AlsoSaid {
    /// The id of its record.
    pub id: [u8; 16],
    /// The key of the source.
    pub source: String,
    /// The publisher, as people know it.
    pub publisher: Option<String>,
    /// The licence.
    pub licence: Option<String>,
    /// The publisher's own page.
    pub url: Option<String>,
    /// The day somebody last checked it, `YYYY-MM-DD`.
    pub checked: Option<String>,
    /// Its name, where it is another. So it is with everything below.
    pub name: Option<String>,
    /// Who runs it.
    pub organisation: Option<String>,
    /// Telephone numbers.
    pub phones: Vec<String>,
    /// Its web page.
    pub web: Option<String>,
    /// Its e-mail address.
    pub email: Option<String>,
    /// Its address, in a line.
    pub address: Option<String>,
    /// What it says it does, in a sentence.
    pub description: Option<String>,
    /// Its hours are others.
    pub hours: bool,
}

/// How many baskets so many services lie in.
pub fn baskets(services: usize) -> usize {
    services.div_ceil(BASKET).next_power_of_two()
}

/// The basket of a service. Ids are random, or hashes, at their end.
pub fn basket(id: ServiceId, baskets: usize) -> usize {
    let end = id.0.as_bytes().iter().rev().take(4).fold(0_usize, |sum, byte| sum << 8 | usize::from(*byte));
    end % baskets.max(1)
}

impl Document {
    /// The document of a service, and who else publishes it.
    pub fn of(service: &Service, also: Vec<AlsoSaid>) -> Self {
        let mut value = v3::write(service);
        // A phone number may be one place's alone, and then says whose.
        let placed = value.to_string().contains("\"service_at_location_id\"");
        forget_ids(&mut value, Whose::Nobody, placed);
        Self { id: *service.id.0.as_bytes(), source: service.provenance.source.clone(), json: value.to_string(), also }
    }

    /// The service again; `None` where the document is none.
    pub fn service(&self) -> Option<Service> {
        let mut value: Value = serde_json::from_str(&self.json).ok()?;
        value.as_object_mut()?.insert("id".to_owned(), Uuid::from_bytes(self.id).to_string().into());
        let origin = v3::Origin { source: &self.source, publisher: None, licence: None };
        v3::read(&value, origin).record.map(|record| record.service)
    }
}

/// Whose id an object's `id` is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whose {
    /// An organisation's or a location's: pages link to the one and tell the other by it.
    Known,
    /// One that was made up for the document, or is kept beside it.
    Nobody,
}

/// Takes out the ids nobody asks for. They were made from the rest, no compression finds out how, and they would be a third of a pack.
fn forget_ids(value: &mut Value, whose: Whose, placed: bool) {
    match value {
        Value::Object(fields) => {
            let pointer = |name: &str| name.ends_with("_id") && name != "native_id" && name != "service_at_location_id";
            fields.retain(|name, _| !pointer(name) && (name != "id" || whose == Whose::Known));
            for (name, field) in fields {
                let known = matches!(name.as_str(), "organization" | "location") || placed && name == "service_at_locations";
                forget_ids(field, if known { Whose::Known } else { Whose::Nobody }, placed);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| forget_ids(item, whose, placed)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hsds::v3::generated;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_service_comes_out_of_a_pack_as_it_went_in(service in generated::service()) {
            let mut service = service;
            service.provenance.source = "somewhere".to_owned();
            let document = Document::of(&service, Vec::new());
            prop_assert_eq!(document.service(), Some(service));
        }
    }
}
