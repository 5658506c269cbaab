//! Whether a text is a URI as RFC 3986 has it: the standard's validators check.

/// True for an absolute URI: a scheme, then only characters and percent escapes that may stand in one.
pub(super) fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let good_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    let authority = !rest.starts_with("//") || url::Url::parse(text).is_ok();
    good_scheme && authority && rest.matches('#').count() <= 1 && only_uri_characters(rest.as_bytes())
}

fn only_uri_characters(mut bytes: &[u8]) -> bool {
    while let Some((first, rest)) = bytes.split_first() {
        bytes = match first {
            b'%' => match rest {
                [a, b, rest @ ..] if a.is_ascii_hexdigit() && b.is_ascii_hexdigit() => rest,
                _ => return false,
            },
            byte if byte.is_ascii_alphanumeric() || b"-._~:/?#@!$&'()*+,;=".contains(byte) => rest,
            _ => return false,
        };
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uris_are_told_from_other_text() {
        for text in ["http://id.esd.org.uk/service/298", "esdServiceType:298", "https://example.org/a%20b?c=d#e", "urn:x:y"] {
            assert!(is_uri(text), "{text}");
        }
        for text in ["see page", "298", "http://a b", "http://x/%zz", "http://x/[a]", "http://x/#a#b", "1a:b", "http://é"] {
            assert!(!is_uri(text), "{text}");
        }
    }
}
