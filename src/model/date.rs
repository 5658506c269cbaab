//! Calendar dates as publishers write them.

use jiff::civil::Date;

/// Reads a date: `2026-11-02`, a timestamp that begins with one, `20261102`, `02/11/2026` (day first, as in the UK) or
/// `1/2/2025 12:00:00 AM` (month first, only with a 12-hour clock behind it, as the CQC writes it).
///
/// Returns `None` for anything else, impossible dates such as `31/02/2025` included.
pub fn read(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Some(iso) = text.get(..10).filter(|head| head.as_bytes()[4] == b'-' && head.as_bytes()[7] == b'-') {
        return whole(&iso[..4], &iso[5..7], &iso[8..10]);
    }
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        return whole(&text[..4], &text[4..6], &text[6..8]);
    }
    let (date, clock) = text.split_once(' ').unwrap_or((text, ""));
    let mut parts = date.split('/');
    let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    if clock.ends_with("AM") || clock.ends_with("PM") { whole(year, first, second) } else { whole(year, second, first) }
}

fn whole(year: &str, month: &str, day: &str) -> Option<Date> {
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// Writes a date as people read it: `2 November 2026`.
pub fn in_words(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn dates_read_as_publishers_write_them() {
        for (text, expected) in [
            ("2026-11-02", Some(date(2026, 11, 2))),
            ("2025-09-02T12:06:15.654", Some(date(2025, 9, 2))),
            ("19740401", Some(date(1974, 4, 1))),
            ("20/11/2017", Some(date(2017, 11, 20))),
            ("1/2/2025 12:00:00 AM", Some(date(2025, 1, 2))),
            ("31/02/2025", None),
            ("2025-13-01", None),
            ("soon", None),
            ("", None),
            ("éééééééééé", None),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
