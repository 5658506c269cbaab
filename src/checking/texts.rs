//! Every text of a record, with its path.

use serde_json::Value;

/// A text of a record.
#[derive(Debug, Clone)]
pub(super) struct Text<'v> {
    /// Where: `organization.name`, `contacts[0].name`.
    pub(super) path: String,
    /// The property's own name.
    pub(super) key: &'v str,
    /// The text.
    pub(super) said: &'v str,
}

/// Every text in a record, properties that are nobody's standard included.
pub(super) fn all(record: &Value) -> Vec<Text<'_>> {
    let mut texts = Vec::new();
    walk(record, "", "", &mut texts);
    texts
}

fn walk<'v>(value: &'v Value, path: &str, key: &'v str, texts: &mut Vec<Text<'v>>) {
    match value {
        Value::String(text) => texts.push(Text { path: path.to_owned(), key, said: text }),
        Value::Array(items) => items.iter().enumerate().for_each(|(at, item)| walk(item, &format!("{path}[{at}]"), key, texts)),
        Value::Object(properties) => {
            for (name, value) in properties {
                let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                walk(value, &path, name, texts);
            }
        }
        _ => {}
    }
}

/// The text of a property, without space around it; `None` where there is none.
pub(super) fn of<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value.get(key)?.as_str().map(str::trim).filter(|text| !text.is_empty())
}

/// The entries of a list, `None` counting as an empty one.
pub(super) fn list<'v>(value: &'v Value, key: &str) -> impl Iterator<Item = &'v Value> {
    value.get(key).and_then(Value::as_array).into_iter().flatten()
}

/// The places of a service, with their paths.
pub(super) fn locations(record: &Value) -> impl Iterator<Item = (String, &Value)> {
    let sites = list(record, "service_at_locations").enumerate();
    sites.filter_map(|(at, site)| Some((format!("service_at_locations[{at}].location"), site.get("location")?)))
}

/// Every phone number of a service, with its path: wherever a list called `phones` stands.
pub(super) fn numbers(record: &Value) -> impl Iterator<Item = Text<'_>> {
    all(record).into_iter().filter(|text| text.key == "number" && text.path.contains("phones["))
}

/// Lower case, as words between single spaces with one at either end, so that `contains(" word ")` asks for a whole word.
pub(super) fn words(text: &str) -> String {
    let plain = |c: char| match c {
        '’' => '\'',
        c if c.is_alphanumeric() || c == '\'' => c.to_ascii_lowercase(),
        _ => ' ',
    };
    let spaced: String = text.chars().map(plain).collect();
    format!(" {} ", spaced.split_whitespace().collect::<Vec<_>>().join(" "))
}
