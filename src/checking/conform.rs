//! A document against a shape: every problem with its path and a reason in plain words.

use super::{
    formats,
    shapes::{Field, Holds, Shape},
};
use serde_json::Value;

/// What kind of problem it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// A required property is not there.
    Missing,
    /// `null`, which the schemas allow nowhere.
    Null,
    /// Another type than the schema's.
    Type,
    /// Text that is not in the format the schema names.
    Format,
    /// A word that is not one of those there are.
    Word,
    /// A date or time nobody can be sure of. The schemas do not check it, so the document is valid all the same.
    Loose,
}

/// One problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where, with the number of each list entry: `contacts[0].phones[1].number`.
    pub path: String,
    /// What kind it is.
    pub fault: Fault,
    /// What is wrong, without the value: `should be a number`.
    pub reason: String,
    /// The value as it was found, cut short. `None` where there is none.
    pub value: Option<String>,
}

impl Problem {
    /// The path without numbers, the same for every record: `contacts[].phones[].number`.
    pub fn place(&self) -> String {
        without_numbers(&self.path)
    }

    /// Whether the schemas refuse the document for it.
    pub fn is_invalid(&self) -> bool {
        self.fault != Fault::Loose
    }
}

/// A path without the numbers of list entries.
pub fn without_numbers(path: &str) -> String {
    let mut inside = false;
    path.chars()
        .filter(|c| {
            inside = *c == '[' || inside && *c != ']';
            !inside || *c == '['
        })
        .collect()
}

/// Every problem of a document, in the shape's own order.
pub fn problems(shape: &Shape, document: &Value) -> Vec<Problem> {
    let mut found = Vec::new();
    object(shape, "", document, &mut found);
    found
}

fn object(shape: &Shape, path: &str, value: &Value, found: &mut Vec<Problem>) {
    let Value::Object(properties) = value else {
        return found.push(wrong(path, Fault::Type, &format!("should be an object ({})", shape.name), value));
    };
    for field in shape.all() {
        let path = if path.is_empty() { field.name.to_owned() } else { format!("{path}.{}", field.name) };
        match properties.get(field.name) {
            Some(value) => property(field, &path, value, found),
            None if field.required => {
                let reason = "is missing, and it is required".to_owned();
                found.push(Problem { path, fault: Fault::Missing, reason, value: None });
            }
            None => {}
        }
    }
}

fn property(field: &Field, path: &str, value: &Value, found: &mut Vec<Problem>) {
    if value.is_null() {
        let reason = if field.required { "is null, and it is required" } else { "is null; what has no value should be left out" };
        return found.push(wrong(path, Fault::Null, reason, value));
    }
    match (field.holds, value) {
        (Holds::One(shape), value) => object(shape, path, value, found),
        (Holds::Many(shape), Value::Array(items)) => {
            for (at, item) in items.iter().enumerate() {
                object(shape, &format!("{path}[{at}]"), item, found);
            }
        }
        (holds, Value::String(text)) if is_text(holds) => {
            if let Some((fault, reason)) = text_fault(holds, text) {
                found.push(wrong(path, fault, &reason, value));
            }
        }
        (Holds::Number, Value::Number(_)) | (Holds::Truth, Value::Bool(_)) => {}
        (Holds::Whole, Value::Number(number))
            if number.is_i64() || number.is_u64() || number.as_f64().is_some_and(|n| n.fract() == 0.0) => {}
        (holds, value) => found.push(wrong(path, Fault::Type, &format!("should be {}", wanted(holds)), value)),
    }
}

fn is_text(holds: Holds) -> bool {
    !matches!(holds, Holds::Number | Holds::Whole | Holds::Truth | Holds::One(_) | Holds::Many(_))
}

fn wanted(holds: Holds) -> &'static str {
    match holds {
        Holds::Number => "a number",
        Holds::Whole => "a whole number",
        Holds::Truth => "true or false",
        Holds::One(_) => "an object",
        Holds::Many(_) => "a list",
        _ => "text",
    }
}

fn text_fault(holds: Holds, text: &str) -> Option<(Fault, String)> {
    let (good, fault, reason) = match holds {
        Holds::Id => (formats::is_uuid(text), Fault::Format, "is not a UUID"),
        Holds::Uri => (formats::is_uri(text), Fault::Format, "is not a full address with its scheme, such as https://"),
        Holds::Email => (formats::is_email(text), Fault::Format, "is not an e-mail address"),
        Holds::Moment => {
            let good = formats::is_moment(text);
            (good, Fault::Format, "is not a date and time with its offset from UTC, such as 2026-11-02T09:30:00Z")
        }
        Holds::Date => (formats::is_date(text), Fault::Loose, "is not a date written as 2026-11-02"),
        Holds::Time => (formats::is_time(text), Fault::Loose, "is not a time written as 09:30"),
        Holds::Word(words) => {
            let reason = format!("should be one of: {}", words.join(", "));
            return (!words.contains(&text)).then_some((Fault::Word, reason));
        }
        _ => return None,
    };
    (!good).then(|| (fault, reason.to_owned()))
}

fn wrong(path: &str, fault: Fault, reason: &str, value: &Value) -> Problem {
    let shown = (!value.is_null()).then(|| shown(value));
    Problem { path: path.to_owned(), fault, reason: reason.to_owned(), value: shown }
}

/// A value for people, cut short.
fn shown(value: &Value) -> String {
    const LONGEST: usize = 60;
    let text = match value {
        Value::Array(items) => format!("a list of {}", items.len()),
        Value::Object(_) => "an object".to_owned(),
        other => other.to_string(),
    };
    if text.chars().count() <= LONGEST { text } else { text.chars().take(LONGEST).chain(['…']).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checking::shapes::{SERVICE, SERVICE_LIST};
    use serde_json::json;

    fn told(shape: &Shape, document: &Value) -> Vec<String> {
        problems(shape, document).into_iter().map(|one| format!("{} {} {}", one.path, one.reason, one.value.unwrap_or_default())).collect()
    }

    #[test]
    fn a_minimal_service_has_no_problem_and_unknown_properties_are_allowed() {
        let service = json!({"id": "ac148810-d857-441c-9679-408f346de14b", "name": "Drop-in", "status": "active", "pc_metadata": null});
        assert_eq!(problems(&SERVICE, &service), []);
    }

    #[test]
    fn every_problem_has_its_path_and_its_reason() {
        let service = json!({
            "id": "298", "status": "open", "url": null, "minimum_age": "18", "last_modified": "2025-09-02T12:06:15.654",
            "assured_date": "2 Sept", "organization": {"id": "ac148810-d857-441c-9679-408f346de14b", "name": "x"}, "languages": "Urdu",
            "schedules": [{"id": "ac148810-d857-441c-9679-408f346de14b"}, {"opens_at": "9am"}, 3]
        });
        assert_eq!(
            told(&SERVICE, &service),
            [
                "id is not a UUID \"298\"",
                "name is missing, and it is required ",
                "url is null; what has no value should be left out ",
                "status should be one of: active, inactive, defunct, temporarily closed \"open\"",
                "minimum_age should be a number \"18\"",
                "assured_date is not a date written as 2026-11-02 \"2 Sept\"",
                "last_modified is not a date and time with its offset from UTC, such as 2026-11-02T09:30:00Z \"2025-09-02T12:06:15.654\"",
                "schedules[1].id is missing, and it is required ",
                "schedules[1].opens_at is not a time written as 09:30 \"9am\"",
                "schedules[2] should be an object (schedule) 3",
                "languages should be a list \"Urdu\"",
                "organization.description is missing, and it is required ",
            ]
        );
        let loose: Vec<String> = problems(&SERVICE, &service).into_iter().filter(|one| !one.is_invalid()).map(|one| one.place()).collect();
        assert_eq!(loose, ["assured_date", "schedules[].opens_at"]);
    }

    #[test]
    fn a_whole_number_may_be_written_with_a_point() {
        assert_eq!(problems(&SERVICE_LIST, &json!({"total_items": 3.0, "contents": []})), []);
        assert_eq!(
            told(&SERVICE_LIST, &json!({"total_items": 3.5, "first_page": "yes"})),
            ["total_items should be a whole number 3.5", "first_page should be true or false \"yes\"",]
        );
    }
}
