//! A lenient reader over JSON: every getter answers with what can be used and notes in plain words what cannot.

use super::{Origin, Problem};
use crate::model::{date, text};
use jiff::civil::Date;
use serde_json::{Map, Value};
use std::cell::RefCell;

/// What holds for one whole reading, and what was found wrong in it.
#[derive(Debug)]
pub(super) struct Log {
    /// The document was written by [`super::write()`]: its texts are taken as they are.
    pub(super) ours: bool,
    /// The key ids are derived under.
    pub(super) source: String,
    problems: RefCell<Vec<Problem>>,
}

impl Log {
    /// Decides from the document's provenance whether it is our own.
    pub(super) fn new(document: &Map<String, Value>, origin: Origin<'_>) -> Self {
        let written = document.get("fingerpost").and_then(|ours| ours.get("provenance")?.get("source")?.as_str());
        let ours = written.is_some_and(|source| origin.source.is_empty() || origin.source == source);
        let source = if ours { written.unwrap_or_default() } else { origin.source };
        Self { ours, source: source.to_owned(), problems: RefCell::default() }
    }

    /// For documents that only we write.
    pub(super) fn exact() -> Self {
        Self { ours: true, source: String::new(), problems: RefCell::default() }
    }

    /// The problems found so far.
    pub(super) fn finish(self) -> Vec<Problem> {
        self.problems.into_inner()
    }

    /// Notes a problem.
    pub(super) fn note(&self, field: String, reason: impl Into<String>) {
        self.problems.borrow_mut().push(Problem { field, reason: reason.into() });
    }
}

/// One object of the document, with the path that leads to it.
#[derive(Debug, Clone)]
pub(super) struct Node<'a> {
    object: &'a Map<String, Value>,
    path: String,
    /// The reading this belongs to.
    pub(super) log: &'a Log,
}

impl<'a> Node<'a> {
    /// The document itself.
    pub(super) fn root(object: &'a Map<String, Value>, log: &'a Log) -> Self {
        Self { object, path: String::new(), log }
    }

    /// A property that is there and not null.
    pub(super) fn value(&self, key: &str) -> Option<&'a Value> {
        self.object.get(key).filter(|value| !value.is_null())
    }

    /// Notes a problem with a property.
    pub(super) fn problem(&self, key: &str, reason: impl Into<String>) {
        self.log.note(self.path_to(key), reason);
    }

    /// A text: trimmed, never empty. Numbers are taken as written; anything else is a problem.
    pub(super) fn text(&self, key: &str) -> Option<String> {
        match self.value(key)? {
            Value::String(text) if self.log.ours => Some(text.clone()).filter(|text| !text.is_empty()),
            Value::String(text) => tidy(text),
            Value::Number(number) => Some(number.to_string()),
            Value::Object(object) => {
                self.problem(key, "should be text but is an object; only its words were kept");
                words_of(object)
            }
            other => self.wrong(key, "text", other),
        }
    }

    /// A name: text without markup, in one line.
    pub(super) fn name(&self, key: &str) -> Option<String> {
        let text = self.text(key)?;
        let marked_up = text.contains('\n') || text.contains("</") || text.contains("<br") || text.contains("&amp;") || text.contains("&#");
        if self.log.ours || !marked_up && !text.contains("&nbsp;") { Some(text) } else { tidy(&text::plain(&text)).or(Some(text)) }
    }

    /// A number; also one written as text.
    pub(super) fn number(&self, key: &str) -> Option<f64> {
        match self.value(key)? {
            Value::Number(number) => number.as_f64(),
            Value::String(text) if text.trim().is_empty() => None,
            Value::String(text) => {
                let number = text.trim().parse().ok().filter(|number: &f64| number.is_finite());
                if number.is_none() {
                    self.problem(key, format!("'{text}' is not a number"));
                }
                number
            }
            other => self.wrong(key, "a number", other),
        }
    }

    /// A flag; also one written as text or as 0 and 1.
    pub(super) fn flag(&self, key: &str) -> bool {
        match self.value(key) {
            Some(Value::Bool(flag)) => *flag,
            Some(Value::String(text)) => matches!(text.trim().to_ascii_lowercase().as_str(), "true" | "t" | "yes" | "y" | "1"),
            Some(Value::Number(number)) => number.as_f64() == Some(1.0),
            _ => false,
        }
    }

    /// A date.
    pub(super) fn date(&self, key: &str) -> Option<Date> {
        let text = self.text(key)?;
        let date = text.parse().ok().or_else(|| date::read(&text));
        if date.is_none() {
            self.problem(key, format!("'{text}' is not a date"));
        }
        date
    }

    /// A word of a closed list.
    pub(super) fn word<T>(&self, key: &str, read: fn(&str) -> Option<T>) -> Option<T> {
        let text = self.text(key)?;
        let word = read(&text);
        if word.is_none() {
            self.problem(key, format!("'{text}' is not a word we know here"));
        }
        word
    }

    /// Several words of a closed list: a list, or one text with commas.
    pub(super) fn words<T: PartialEq>(&self, key: &str, read: fn(&str) -> Option<T>) -> Vec<T> {
        let mut words = Vec::new();
        for text in self.texts(key) {
            match read(&text) {
                Some(word) if self.log.ours || !words.contains(&word) => words.push(word),
                Some(_) => {}
                None => self.problem(key, format!("'{text}' is not a word we know here")),
            }
        }
        words
    }

    /// A list of texts; one text with commas or semicolons counts as a list.
    pub(super) fn texts(&self, key: &str) -> Vec<String> {
        match self.value(key) {
            None => Vec::new(),
            Some(Value::Array(items)) if self.log.ours => items.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
            Some(Value::Array(items)) => items.iter().filter_map(Value::as_str).filter_map(tidy).collect(),
            Some(Value::String(text)) => text.split([',', ';']).filter_map(tidy).collect(),
            Some(other) => self.wrong(key, "a list", other).unwrap_or_default(),
        }
    }

    /// A nested object.
    pub(super) fn object(&self, key: &str) -> Option<Node<'a>> {
        match self.value(key)? {
            Value::Object(object) => Some(Node { object, path: self.path_to(key), log: self.log }),
            Value::String(text) if text.trim().is_empty() => None,
            other => self.wrong(key, "an object", other),
        }
    }

    /// The objects of a list; a lone object counts as a list of one.
    pub(super) fn list(&self, key: &str) -> Vec<Node<'a>> {
        match self.value(key) {
            None => Vec::new(),
            Some(Value::Array(items)) => items.iter().enumerate().filter_map(|(at, item)| self.item(key, at, item)).collect(),
            Some(Value::Object(_)) => self.object(key).into_iter().collect(),
            Some(Value::String(text)) if text.trim().is_empty() => Vec::new(),
            Some(other) => self.wrong(key, "a list", other).unwrap_or_default(),
        }
    }

    fn item(&self, key: &str, at: usize, item: &'a Value) -> Option<Node<'a>> {
        let path = format!("{}[{at}]", self.path_to(key));
        match item {
            Value::Object(object) => Some(Node { object, path, log: self.log }),
            Value::Null => None,
            other => {
                self.log.note(path, format!("should be an object but is {}", kind(other)));
                None
            }
        }
    }

    fn path_to(&self, key: &str) -> String {
        match (self.path.is_empty(), key.is_empty()) {
            (true, _) => key.to_owned(),
            (false, true) => self.path.clone(),
            (false, false) => format!("{}.{key}", self.path),
        }
    }

    fn wrong<T>(&self, key: &str, expected: &str, found: &Value) -> Option<T> {
        self.problem(key, format!("should be {expected} but is {}", kind(found)));
        None
    }
}

/// Trims, unifies line ends and drops what only says that there is nothing.
fn tidy(text: &str) -> Option<String> {
    let text = text.trim();
    let nothing = text.is_empty() || ["null", "undefined", "nan"].iter().any(|word| text.eq_ignore_ascii_case(word));
    (!nothing).then(|| text.replace("\r\n", "\n"))
}

/// The words of an object that stands where text should be: the property most likely to hold them.
fn words_of(object: &Map<String, Value>) -> Option<String> {
    ["text", "message", "description", "title", "name", "value"].iter().find_map(|key| tidy(object.get(*key)?.as_str()?))
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
