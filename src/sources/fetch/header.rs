//! A header that goes along with every request to a feed's own server. Its value is shown nowhere.

use reqwest::header::{HeaderName, HeaderValue};

/// Headers that are ours or the connection's.
const NOT_SET: [&str; 16] = [
    "host",
    "content-length",
    "transfer-encoding",
    "connection",
    "proxy-connection",
    "proxy-authorization",
    "keep-alive",
    "te",
    "trailer",
    "upgrade",
    "expect",
    "range",
    "user-agent",
    "accept-encoding",
    "if-none-match",
    "if-modified-since",
];

/// A header with its value.
#[derive(Debug, Clone)]
pub struct Header {
    pub(super) name: HeaderName,
    pub(super) value: HeaderValue,
}

impl Header {
    /// A header. `None` = there can be none of this name, or its value cannot be sent.
    pub fn new(name: &str, value: &str) -> Option<Self> {
        let name: HeaderName = name.parse().ok()?;
        let mut value = HeaderValue::from_str(value).ok()?;
        value.set_sensitive(true);
        (!NOT_SET.contains(&name.as_str())).then_some(Self { name, value })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_shown_nowhere_and_some_headers_are_not_set() {
        let header = Header::new("X-Api-Key", "s3cret").unwrap();
        assert!(!format!("{header:?}").contains("s3cret"), "{header:?}");
        for (name, value) in [("Host", "x"), ("If-None-Match", "x"), ("a b", "x"), ("", "x"), ("x", "a\nb")] {
            assert!(Header::new(name, value).is_none(), "{name}: {value}");
        }
    }
}
