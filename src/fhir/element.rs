//! An element under construction. FHIR has no empty strings, lists or objects: none is written.

use serde_json::{Map, Value};

/// Properties in the order they were put.
#[derive(Debug, Default)]
pub(super) struct Element(Map<String, Value>);

impl Element {
    pub(super) fn resource(kind: &str) -> Self {
        let mut resource = Self::default();
        resource.put("resourceType", kind);
        resource
    }

    pub(super) fn put(&mut self, name: &str, value: impl Into<Value>) {
        self.0.insert(name.to_owned(), value.into());
    }

    /// Text, unless there is none.
    pub(super) fn text(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) {
            self.put(name, text);
        }
    }

    /// A list, unless it is empty.
    pub(super) fn list(&mut self, name: &str, values: Vec<Value>) {
        if !values.is_empty() {
            self.put(name, values);
        }
    }

    pub(super) fn finish(self) -> Value {
        Value::Object(self.0)
    }
}

/// A list of texts, without empty ones.
pub(super) fn texts<'t>(texts: impl IntoIterator<Item = &'t str>) -> Vec<Value> {
    texts.into_iter().map(str::trim).filter(|text| !text.is_empty()).map(Value::from).collect()
}
