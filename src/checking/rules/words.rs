//! Whether the words are meant for people.

use super::{Rule, Seen, cut, place};
use crate::checking::{conform, evidence::Evidence, texts};

pub(super) static RULES: [Rule; 3] = [
    Rule::warning("HTML_IN_NAME", in_names, "Send names as plain text: readers show the marks as they stand.").any_version(),
    Rule::advice(
        "HTML_IN_DESCRIPTION",
        in_descriptions,
        "The standard allows HTML in descriptions, but many readers show the marks as they stand; plain text with line breaks is safest.",
    )
    .any_version(),
    Rule::warning("PLACEHOLDER_TEXT", placeholders, "Write what belongs there, or leave it out.").any_version(),
];

/// True for a tag or a character reference, as opposed to a `<` between numbers.
fn has_html(text: &str) -> bool {
    let tag = text.match_indices('<').any(|(at, _)| {
        let rest = text[at + 1..].trim_start_matches('/');
        rest.starts_with(|c: char| c.is_ascii_alphabetic()) && rest.contains('>')
    });
    tag || ["&nbsp;", "&amp;", "&lt;", "&gt;", "&quot;", "&#"].iter().any(|mark| text.contains(mark))
}

fn in_names(evidence: &Evidence, seen: &mut Seen) {
    for record in &evidence.records {
        for text in texts::all(&record.value).into_iter().filter(|text| text.key == "name" && has_html(text.said)) {
            seen.with("names hold HTML", place(record, &text.path), cut(text.said));
        }
    }
}

fn in_descriptions(evidence: &Evidence, seen: &mut Seen) {
    for record in &evidence.records {
        for text in texts::all(&record.value).into_iter().filter(|text| text.key == "description" && has_html(text.said)) {
            let what = format!("{} holds HTML", conform::without_numbers(&text.path));
            seen.with(what, place(record, &text.path), cut(text.said));
        }
    }
}

/// Properties in which a placeholder is a placeholder. In a remark "none" may be an answer.
const MEANT: [&str; 11] =
    ["name", "description", "url", "website", "uri", "number", "address_1", "city", "state_province", "postal_code", "title"];
/// What stands where nothing was known.
const WHOLE: [&str; 17] = [
    "tbc",
    "tba",
    "n/a",
    "na",
    "none",
    "unknown",
    "not known",
    "test",
    "todo",
    "xxx",
    "null",
    "undefined",
    "to be confirmed",
    "string",
    ".",
    "-",
    "?",
];
/// What stands within a text that was never written.
const WITHIN: [&str; 8] =
    ["lorem ipsum", "path/to/", "placeholder", "[insert", "//example.com", "//www.example.com", "//example.org", "//www.example.org"];

fn placeholders(evidence: &Evidence, seen: &mut Seen) {
    for record in &evidence.records {
        for text in texts::all(&record.value).into_iter().filter(|text| MEANT.contains(&text.key)) {
            let lower = text.said.trim().to_lowercase();
            if WHOLE.contains(&lower.as_str()) || WITHIN.iter().any(|mark| lower.contains(mark)) {
                let what = format!("{} holds a placeholder", conform::without_numbers(&text.path));
                seen.with(what, place(record, &text.path), cut(text.said));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::has_html;

    #[test]
    fn html_is_told_from_signs() {
        for (text, expected) in [
            ("<p>Tea</p>", true),
            ("Tea &amp; talk", true),
            ("Tea<br/>talk", true),
            ("for ages <18 and >65", false),
            ("Tea & talk", false),
            ("a < b > c", false),
        ] {
            assert_eq!(has_html(text), expected, "{text}");
        }
    }
}
