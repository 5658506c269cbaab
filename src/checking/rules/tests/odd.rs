//! Odd answers: whatever a feed sends, a check comes to its end.

use super::{good, of, page};
use crate::checking::report;
use serde_json::{Value, json};

/// The addresses of every value within a document, as JSON pointers.
fn pointers(value: &Value, at: &str) -> Vec<String> {
    let inner: Vec<(String, &Value)> = match value {
        Value::Object(properties) => properties.iter().map(|(key, value)| (format!("{at}/{key}"), value)).collect(),
        Value::Array(items) => items.iter().enumerate().map(|(index, item)| (format!("{at}/{index}"), item)).collect(),
        _ => Vec::new(),
    };
    inner.into_iter().flat_map(|(at, value)| std::iter::once(at.clone()).chain(pointers(value, &at))).collect()
}

#[test]
fn no_answer_however_odd_stops_a_check() {
    let odd = [
        json!(null),
        json!(u64::MAX),
        json!(-1.5e300),
        json!(""),
        json!("é–é–é–é–é"),
        json!("2026-é-0é"),
        json!("\u{1f600}@\u{1f600}:<"),
        json!([]),
        json!({}),
        json!([[null, "x"], {"id": {}}]),
        json!("x".repeat(100_000)),
    ];
    let (whole, list) = (good(), of(&good()).pages[0].answer.json().unwrap().clone());
    for value in odd {
        for pointer in pointers(&whole, "") {
            let mut service = whole.clone();
            *service.pointer_mut(&pointer).unwrap() = value.clone();
            assert_eq!(report::report(&of(&service), 0).read.pages, 1, "{pointer}");
        }
        for pointer in pointers(&list, "") {
            let mut changed = list.clone();
            *changed.pointer_mut(&pointer).unwrap() = value.clone();
            let mut evidence = of(&whole);
            evidence.whole = false;
            evidence.pages = vec![page(1, changed.clone()), page(u64::MAX, changed)];
            evidence.settle();
            assert_eq!(report::report(&evidence, 0).read.pages, 2, "{pointer}");
        }
    }
}
