//! Moments: RFC 3339 as the standard wants it, and what feeds send instead.

use super::node::Node;
use crate::clock;
use jiff::{
    Timestamp,
    civil::{Date, DateTime},
};

/// Reads a moment. Without an offset it is taken as Europe/London; a bare date as its first moment.
pub(super) fn read(node: &Node<'_>, key: &str) -> Option<Timestamp> {
    let text = node.text(key)?;
    let moment = text.parse().ok().or_else(|| local(&text));
    if moment.is_none() {
        node.problem(key, format!("'{text}' is not a date and time"));
    }
    moment
}

fn local(text: &str) -> Option<Timestamp> {
    let civil: DateTime = text.parse().ok().or_else(|| text.parse::<Date>().ok().map(DateTime::from))?;
    civil.to_zoned(clock::london()).ok().map(|zoned| zoned.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_without_an_offset_is_told_in_london() {
        for (text, expected) in [
            ("2025-09-02T12:06:15.654", Some("2025-09-02T11:06:15.654Z")),
            ("2025-12-02T12:06:15", Some("2025-12-02T12:06:15Z")),
            ("2025-09-02 12:06:15", Some("2025-09-02T11:06:15Z")),
            ("2025-09-02", Some("2025-09-01T23:00:00Z")),
            ("yesterday", None),
        ] {
            assert_eq!(local(text).map(|at| at.to_string()).as_deref(), expected, "{text}");
        }
    }
}
