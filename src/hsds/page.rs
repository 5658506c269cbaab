//! The envelope a feed puts around a page of services, in every spelling feeds use.
//!
//! `total_items`, `totalElements` and `totalelements` are one thing: keys are matched without case and underscores.

use serde_json::{Map, Value};

/// What an envelope says. Nothing in it is trusted alone: feeds say "one page" of many and "last" of none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Envelope {
    /// How many services the publisher says it has.
    pub total_items: Option<u64>,
    /// How many pages it says there are.
    pub total_pages: Option<u64>,
    /// Whether it says that this page is the last.
    pub last: Option<bool>,
}

impl Envelope {
    /// Reads the envelope's own properties; the list itself is not looked at.
    pub fn read(object: &Map<String, Value>) -> Self {
        let mut envelope = Self::default();
        for (key, value) in object {
            match plain_key(key).as_str() {
                "totalitems" | "totalelements" => envelope.total_items = count(value),
                "totalpages" => envelope.total_pages = count(value),
                "lastpage" | "last" => envelope.last = value.as_bool(),
                _ => {}
            }
        }
        envelope
    }
}

/// True for the property that holds the list: `contents` in version 3, `content` in version 1.
pub fn is_list_key(key: &str) -> bool {
    matches!(plain_key(key).as_str(), "contents" | "content")
}

/// The list of a page, if the object is an envelope.
pub fn list(object: &Map<String, Value>) -> Option<&Vec<Value>> {
    object.iter().find(|(key, value)| is_list_key(key) && value.is_array()).and_then(|(_, value)| value.as_array())
}

fn plain_key(key: &str) -> String {
    key.chars().filter(|c| *c != '_').map(|c| c.to_ascii_lowercase()).collect()
}

fn count(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| value.as_str()?.trim().parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_spelling_of_the_envelope_is_one() {
        let expected = Envelope { total_items: Some(9), total_pages: Some(3), last: Some(false) };
        for page in [
            json!({"total_items": 9, "total_pages": 3, "last_page": false, "contents": [1]}),
            json!({"totalElements": 9, "totalPages": 3, "last": false, "content": [1]}),
            json!({"totalelements": "9", "totalpages": 3, "last": false, "content": [1]}),
        ] {
            let object = page.as_object().unwrap();
            assert_eq!(Envelope::read(object), expected, "{page}");
            assert_eq!(list(object).map(Vec::len), Some(1));
        }
        assert_eq!(list(json!({"content": "text"}).as_object().unwrap()), None);
    }
}
