//! Formats the standard names, checked as its validators check them.

use jiff::civil::Date;
use std::net::{Ipv4Addr, Ipv6Addr};

/// True for an absolute URI (RFC 3986) that can lead somewhere: one of the web must name a host, which the RFC itself does not ask.
pub fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let good_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
    let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
    let behind = only(fragment, b":@/?") && only(query, b":@/?");
    let Some(hierarchy) = rest.strip_prefix("//") else { return good_scheme && behind && !is_web(scheme) && only(rest, b":@/") };
    let (authority, path) = hierarchy.find('/').map_or((hierarchy, ""), |at| hierarchy.split_at(at));
    good_scheme && behind && only(path, b":@/") && is_authority(authority, is_web(scheme))
}

fn is_web(scheme: &str) -> bool {
    ["http", "https"].iter().any(|web| scheme.eq_ignore_ascii_case(web))
}

fn is_authority(text: &str, must_name_host: bool) -> bool {
    let (user, host) = text.rsplit_once('@').unwrap_or(("", text));
    let (host, port) = match host.strip_prefix('[') {
        Some(literal) => {
            let Some((address, port)) = literal.split_once(']') else { return false };
            let future = || address.starts_with(['v', 'V']) && address.split_once('.').is_some_and(|(_, rest)| only(rest, b":"));
            if address.parse::<Ipv6Addr>().is_err() && !future() {
                return false;
            }
            ("literal", if port.is_empty() { "" } else { port.strip_prefix(':').unwrap_or("none") })
        }
        None => host.rsplit_once(':').unwrap_or((host, "")),
    };
    only(user, b":") && only(host, b"") && port.bytes().all(|byte| byte.is_ascii_digit()) && !(must_name_host && host.is_empty())
}

/// True when only characters that may stand in any part of a URI, these others, and percent escapes are in the text.
fn only(text: &str, others: &[u8]) -> bool {
    let mut bytes = text.as_bytes();
    while let Some((first, rest)) = bytes.split_first() {
        bytes = match (first, rest) {
            (b'%', [a, b, rest @ ..]) if a.is_ascii_hexdigit() && b.is_ascii_hexdigit() => rest,
            (byte, rest) if byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=".contains(byte) || others.contains(byte) => rest,
            _ => return false,
        };
    }
    true
}

/// True for a UUID in its usual writing: five groups of hexadecimal digits.
pub fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| if matches!(at, 8 | 13 | 18 | 23) { byte == b'-' } else { byte.is_ascii_hexdigit() })
}

/// True for an e-mail address (RFC 5321), whether or not anybody reads what is sent there.
pub fn is_email(text: &str) -> bool {
    let Some((user, host)) = text.rsplit_once('@') else { return false };
    let atom = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&b));
    let quoted = user.len() >= 2 && user.starts_with('"') && user.ends_with('"') && is_quoted(&user[1..user.len() - 1]);
    user.len() <= 64 && (quoted || user.split('.').all(atom)) && is_mail_host(host)
}

fn is_quoted(inside: &str) -> bool {
    let mut escaped = false;
    let good = inside.bytes().all(|byte| {
        let ends = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        (b' '..=b'~').contains(&byte) && !ends
    });
    good && !escaped
}

fn is_mail_host(host: &str) -> bool {
    if let Some(literal) = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
        return literal.strip_prefix("IPv6:").map_or_else(|| literal.parse::<Ipv4Addr>().is_ok(), |v6| v6.parse::<Ipv6Addr>().is_ok());
    }
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    host.len() <= 253 && host.split('.').all(label)
}

/// True for a date as RFC 3339 has it: `2026-11-02`.
pub fn is_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 10
        && bytes[4] == b'-'
        && bytes[7] == b'-'
        && text.is_ascii()
        && digits(&text[..4])
            .zip(digits(&text[5..7]).zip(digits(&text[8..])))
            .and_then(|(year, (month, day))| Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok())
            .is_some()
}

/// True for a date and time as RFC 3339 has it, with its offset: `2026-11-02T09:30:00Z`.
pub fn is_moment(text: &str) -> bool {
    text.split_once(['T', 't']).is_some_and(|(date, time)| is_date(date) && is_full_time(time))
}

/// True for a time of day: `10:00` or `10:00:00`, with or without an offset. Feeds send either.
pub fn is_time(text: &str) -> bool {
    let is_short = text.len() == 5 && minutes(text).is_some();
    is_short || is_full_time(text) || is_full_time(&format!("{text}Z")) || text.len() > 5 && text.is_ascii() && is_full_time(&padded(text))
}

/// `10:00Z` as `10:00:00Z`.
fn padded(text: &str) -> String {
    format!("{}:00{}", &text[..5], &text[5..])
}

/// `hh:mm:ss`, a fraction perhaps, and an offset.
fn is_full_time(text: &str) -> bool {
    if !text.is_ascii() || text.len() < 9 {
        return false;
    }
    let (clock, mut rest) = text.split_at(8);
    let (Some(minutes), b':', Some(seconds)) = (minutes(&clock[..5]), clock.as_bytes()[5], digits(&clock[6..])) else { return false };
    if let Some(fraction) = rest.strip_prefix('.') {
        let after = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
        if after.len() == fraction.len() {
            return false;
        }
        rest = after;
    }
    let Some(offset) = offset(rest) else { return false };
    // A leap second stands at the end of a day in UTC.
    seconds < 60 || seconds == 60 && (minutes - offset).rem_euclid(24 * 60) == 24 * 60 - 1
}

/// Minutes from UTC.
fn offset(text: &str) -> Option<i32> {
    if matches!(text, "Z" | "z") {
        return Some(0);
    }
    let sign = if text.starts_with('+') { 1 } else { -1 };
    Some(sign * minutes(text.strip_prefix(['+', '-'])?)?)
}

/// Minutes since midnight of `hh:mm`.
fn minutes(text: &str) -> Option<i32> {
    if !text.is_ascii() || text.len() != 5 || text.as_bytes()[2] != b':' {
        return None;
    }
    let (hours, minutes) = (digits(&text[..2])?, digits(&text[3..])?);
    (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
}

fn digits(text: &str) -> Option<i32> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_from_what_only_looks_like_them() {
        type Check = fn(&str) -> bool;
        let cases: [(&str, Check, &[&str], &[&str]); 6] = [
            (
                "uuid",
                is_uuid,
                &["ac148810-d857-441c-9679-408f346de14b", "AC148810-D857-441C-9679-408F346DE14B"],
                &[
                    "298",
                    "",
                    "ac148810d857441c9679408f346de14b",
                    "{ac148810-d857-441c-9679-408f346de14b}",
                    "ac148810-d857-441c-9679-408f346de14g",
                ],
            ),
            (
                "uri",
                is_uri,
                &[
                    "http://id.esd.org.uk/service/298",
                    "esdServiceType:298",
                    "https://a.org:80/a%20b?c=d#e",
                    "urn:x:y",
                    "https://[::1]/",
                    "mailto:a@b.org",
                ],
                &[
                    "see page",
                    "298",
                    "http://a b",
                    "http://x/%zz",
                    "http://x/[a]",
                    "http://x/#a#b",
                    "1a:b",
                    "http://é",
                    "http://",
                    "https:x",
                    "//a.org",
                    "http://a:b/",
                    "www.a.org/x",
                ],
            ),
            (
                "email",
                is_email,
                &["hello@hall.org.uk", "o'neil+x@hall.org.uk", "\"a b\"@hall.org", "a@[127.0.0.1]"],
                &["hello", "a@@b.org", "a b@c.org", "hello@", "hello@-hall.org", ".a@hall.org", "see website", "a@hall..org"],
            ),
            ("date", is_date, &["2026-11-02", "2024-02-29"], &["2026-02-29", "02/11/2026", "2026-1-2", "", "2026-11-02T00:00:00Z"]),
            (
                "date-time",
                is_moment,
                &["2026-11-02T09:30:00Z", "2026-11-02t09:30:00.123+01:00", "2026-06-30T23:59:60Z", "2026-07-01T00:59:60+01:00"],
                &[
                    "2025-09-02T12:06:15.654",
                    "2026-11-02",
                    "2026-11-02 09:30:00Z",
                    "2026-11-02T25:00:00Z",
                    "2026-11-02T09:30:00.Z",
                    "2026-06-30T12:59:60Z",
                    "2026-11-02T09:30:00+1:00",
                    "2026-11-02T09:30Z",
                ],
            ),
            ("time", is_time, &["10:00", "10:00:00", "10:00Z", "10:00:00+01:00"], &["9am", "9:00", "25:00", "10.00", "", "10:0é0"]),
        ];
        for (name, check, good, bad) in cases {
            for text in good {
                assert!(check(text), "{name}: {text}");
            }
            for text in bad {
                assert!(!check(text), "{name}: {text}");
            }
        }
    }
}
