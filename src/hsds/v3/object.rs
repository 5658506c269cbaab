//! A JSON object being written: what is absent is left out, never null.

use jiff::civil::Date;
use serde_json::{Map, Number, Value};
use uuid::Uuid;

use crate::model::id;

/// An object under construction.
#[derive(Debug, Default)]
pub(super) struct Object(Map<String, Value>);

impl Object {
    /// An object that begins with its id.
    pub(super) fn with_id(id: Uuid) -> Self {
        let mut object = Self::default();
        object.put("id", id.to_string());
        object
    }

    /// Sets a property.
    pub(super) fn put(&mut self, key: &str, value: impl Into<Value>) {
        self.0.insert(key.to_owned(), value.into());
    }

    /// Sets a text where there is one.
    pub(super) fn text(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.put(key, value);
        }
    }

    /// Sets a number where there is one; whole numbers are written without a point.
    pub(super) fn number(&mut self, key: &str, value: Option<f64>) {
        if let Some(value) = value.and_then(number) {
            self.0.insert(key.to_owned(), Value::Number(value));
        }
    }

    /// Sets a date (`YYYY-MM-DD`) where there is one.
    pub(super) fn date(&mut self, key: &str, value: Option<Date>) {
        self.text(key, value.map(|date| date.to_string()).as_deref());
    }

    /// Sets a flag only when it is true: absent means unknown or no.
    pub(super) fn flag(&mut self, key: &str, value: bool) {
        if value {
            self.put(key, true);
        }
    }

    /// Sets a list unless it is empty.
    pub(super) fn list(&mut self, key: &str, values: impl IntoIterator<Item = Value>) {
        let values: Vec<Value> = values.into_iter().collect();
        if !values.is_empty() {
            self.put(key, values);
        }
    }

    /// Sets a nested object unless it is empty.
    pub(super) fn child(&mut self, key: &str, child: Self) {
        if !child.0.is_empty() {
            self.put(key, child.finish());
        }
    }

    /// The finished value.
    pub(super) fn finish(self) -> Value {
        Value::Object(self.0)
    }
}

/// The id of a nested thing: stable for the same place below the same parent.
pub(super) fn nested_id(parent: Uuid, kind: &str, index: usize) -> Uuid {
    id::derive(&parent.to_string(), kind, &index.to_string())
}

/// A finite number; 18.0 becomes 18.
fn number(value: f64) -> Option<Number> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let whole = value.fract() == 0.0 && value.abs() < EXACT && !(value == 0.0 && value.is_sign_negative());
    if whole { format!("{value:.0}").parse::<i64>().ok().map(Number::from) } else { Number::from_f64(value) }
}
