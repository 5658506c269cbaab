//! Ways to reach a service: phones, e-mail, web, contacts (roles, never named people).

/// A telephone number as it should be shown, with what it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phone {
    /// The number, spaced as in the UK where it could be recognised: `0121 496 0123`.
    pub number: String,
    /// An extension, digits only.
    pub extension: Option<String>,
    /// voice, text, textphone, fax… (RFC 6350); `None` = voice as far as anyone knows.
    pub kind: Option<String>,
    /// What the number is for, in the publisher's words.
    pub note: Option<String>,
}

impl Phone {
    /// Reads the numbers in one cell of a publisher's table; text around a number becomes its note.
    ///
    /// Handles `0114 3210733`, `1142 500 222` (leading zero eaten by a spreadsheet), `+44 (0)121 496 0000`,
    /// `Bristol Youth MAPS: 0117 332 7111`, `Tel. 0191 402 8040`, two numbers in one cell and `N/A`. Short codes (`999`, `111`,
    /// `116 123`, `85258`) are kept as they are. A cell without a usable number gives an empty list.
    pub fn read_all(cell: &str) -> Vec<Self> {
        cell.split(['/', ';', '\n', ',', '|']).flat_map(split_or).filter_map(Self::read).collect()
    }

    /// Reads one number with optional words around it.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim().trim_matches('.');
        let start = text.find(|c: char| c.is_ascii_digit() || c == '+' || c == '(')?;
        let end = text.rfind(|c: char| c.is_ascii_digit())? + 1;
        let body = text.get(start..end)?;
        let (body, extension) = split_extension(body);
        let number = tidy(body)?;
        let note = [text.get(..start)?, text.get(end..)?]
            .join(" ")
            .trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | '(' | ')' | '.'))
            .to_owned();
        let note = (note.chars().filter(|c| c.is_alphabetic()).count() > 2 && !note.eq_ignore_ascii_case("tel")).then_some(note);
        Some(Self { number, extension, kind: None, note })
    }

    /// The digits to dial, for a `tel:` link.
    pub fn dial(&self) -> String {
        self.number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
    }
}

fn split_or(text: &str) -> impl Iterator<Item = &str> {
    text.split(" or ").flat_map(|part| part.split(" and "))
}

fn split_extension(body: &str) -> (&str, Option<String>) {
    let lower = body.to_ascii_lowercase();
    match lower.find("ext").or_else(|| lower.find('x')) {
        Some(at) => (&body[..at], Some(body[at..].chars().filter(char::is_ascii_digit).collect())),
        None => (body, None),
    }
}

/// Digits to the UK form; `None` when there are too few or too many to be a number.
fn tidy(body: &str) -> Option<String> {
    let mut digits: String = body.chars().filter(char::is_ascii_digit).collect();
    let foreign = body.trim_start().starts_with('+') && !digits.starts_with("44");
    if foreign {
        return (8..=15).contains(&digits.len()).then(|| format!("+{digits}"));
    }
    if let Some(rest) = digits.strip_prefix("0044").or_else(|| digits.strip_prefix("44").filter(|rest| rest.len() >= 9)) {
        digits = format!("0{}", rest.trim_start_matches('0'));
    }
    match digits.len() {
        3..=6 => Some(body.trim().trim_end_matches('.').to_owned()),
        8 if digits.starts_with("0800") => Some(format!("{} {}", &digits[..4], &digits[4..])),
        9 | 10 if !digits.starts_with('0') => Some(space(&format!("0{digits}"))),
        10 | 11 if digits.starts_with('0') => Some(space(&digits)),
        _ => None,
    }
}

/// Spaces a national number by the shape of its area code (Ofcom's numbering plan).
fn space(digits: &str) -> String {
    let two_digit = ["020", "023", "024", "028", "029"];
    let split = |a: usize, b: usize| format!("{} {} {}", &digits[..a], &digits[a..b], &digits[b..]);
    if digits.len() == 11 && two_digit.iter().any(|code| digits.starts_with(code)) {
        split(3, 7)
    } else if digits.len() == 11
        && (digits.starts_with("011")
            || digits.starts_with("01") && digits.as_bytes()[3] == b'1'
            || digits.starts_with("03")
            || digits.starts_with("08"))
        || digits.len() == 10 && digits.starts_with("0800")
    {
        split(4, 7)
    } else {
        format!("{} {}", &digits[..5], &digits[5..])
    }
}

/// A further web page, beside the one that comes first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// What its publisher calls it: "Facebook", "How to apply".
    pub label: Option<String>,
    /// The address, as [`web`] gives it.
    pub url: String,
}

/// A team or role that answers for a service. Named people are never kept.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Contact {
    /// The role or team: "Carers team".
    pub title: Option<String>,
    /// Department.
    pub department: Option<String>,
    /// A role mailbox.
    pub email: Option<String>,
    /// The contact's phones.
    pub phones: Vec<Phone>,
}

/// Reads a web address, adding `https://` where the scheme is missing; `None` when it is not one.
///
/// Only `http` and `https` are kept, so a page can never be handed a `javascript:` link.
pub fn web(text: &str) -> Option<String> {
    let text = text.trim();
    if text.is_empty() || text.contains(char::is_whitespace) || matches!(text.to_ascii_lowercase().as_str(), "na" | "n/a" | "none") {
        return None;
    }
    let full = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
    let url = url::Url::parse(&full).ok()?;
    let host = url.host_str()?;
    (matches!(url.scheme(), "http" | "https") && host.contains('.') && url.username().is_empty()).then(|| escape(url.as_str()))
}

/// Escapes what browsers let pass but RFC 3986 does not: the standard's validators refuse such addresses.
fn escape(url: &str) -> String {
    let mut escaped = String::with_capacity(url.len());
    let mut in_fragment = false;
    for (at, c) in url.char_indices() {
        let hex = |offset: usize| url.as_bytes().get(at + offset).is_some_and(u8::is_ascii_hexdigit);
        let stray = match c {
            '[' | ']' | '{' | '}' | '|' | '^' | '`' | '\\' | '"' | '<' | '>' => true,
            '%' => !(hex(1) && hex(2)),
            '#' => std::mem::replace(&mut in_fragment, true),
            _ => false,
        };
        match (stray, u8::try_from(c)) {
            (true, Ok(byte)) => escaped.push_str(percent_encoding::percent_encode_byte(byte)),
            _ => escaped.push(c),
        }
    }
    escaped
}

/// Reads an e-mail address (a leading `mailto:` is dropped); `None` when it is not one or says it is unknown.
pub fn email(text: &str) -> Option<String> {
    let text = text.trim();
    let text = text.strip_prefix("mailto:").unwrap_or(text);
    let (user, host) = text.split_once('@')?;
    let good = |part: &str| {
        part.split('.').all(|label| !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || "_%+-'".contains(c)))
    };
    let good_host = |host: &str| {
        host.split('.').all(|label| !label.starts_with('-') && !label.ends_with('-') && !label.contains(['_', '%', '+', '\'']))
    };
    (good(user)
        && good_host(host)
        && user.len() <= 64
        && good(host)
        && host.contains('.')
        && !host.ends_with(".invalid")
        && text.len() <= 254)
        .then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones_read_as_publishers_write_them() {
        for (cell, expected) in [
            ("0114 3210733", vec!["0114 321 0733"]),
            ("1142 500 222", vec!["0114 250 0222"]),
            ("+44 (0)121 496 0000", vec!["0121 496 0000"]),
            ("Bristol Youth MAPS: 0117 332 7111", vec!["0117 332 7111"]),
            ("Tel. 0191 402 8040", vec!["0191 402 8040"]),
            ("01452471471", vec!["01452 471471"]),
            ("02890245729", vec!["028 9024 5729"]),
            ("01415 519 204", vec!["0141 551 9204"]),
            ("020 7946 0000 or 07700900123", vec!["020 7946 0000", "07700 900123"]),
            ("116 123", vec!["116 123"]),
            ("999", vec!["999"]),
            ("0800 1111", vec!["0800 1111"]),
            ("N/A", vec![]),
            ("", vec![]),
            ("12", vec![]),
            ("0121 496 0000 ext 12", vec!["0121 496 0000"]),
        ] {
            let numbers: Vec<_> = Phone::read_all(cell).into_iter().map(|phone| phone.number).collect();
            assert_eq!(numbers, expected, "{cell}");
        }
        assert_eq!(Phone::read("Bristol Youth MAPS: 0117 332 7111").unwrap().note.as_deref(), Some("Bristol Youth MAPS"));
        assert_eq!(Phone::read("0121 496 0000 ext 12").unwrap().extension.as_deref(), Some("12"));
    }

    #[test]
    fn addresses_that_are_not_addresses_are_dropped() {
        assert_eq!(web("www.example.org").as_deref(), Some("https://www.example.org/"));
        assert_eq!(web("javascript:alert(1)"), None);
        assert_eq!(web("NA"), None);
        assert_eq!(email("mailto:hello@example.org").as_deref(), Some("hello@example.org"));
        assert_eq!(email("Unknown-12@noemail.invalid"), None);
        assert_eq!(email("see website"), None);
        assert_eq!(email("info.@example.org"), None);
        assert_eq!(email("info@-example.org"), None);
        assert_eq!(web("http://example.org/a|b?c=[d]&e=50%#f#g").as_deref(), Some("http://example.org/a%7Cb?c=%5Bd%5D&e=50%25#f%23g"));
    }
}
