//! A calendar file of one event (RFC 5545): what a telephone or a desk calendar takes in. Times are in UTC, so that no time zone has to
//! be described. Sentences come in ready.

use jiff::Timestamp;

/// The longest line, in octets, without its end (RFC 5545, 3.1).
const LONGEST_LINE: usize = 75;

/// One event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event<'a> {
    /// The same for the same event whenever it is asked for: a calendar that has it already changes it instead of adding another.
    pub uid: &'a str,
    /// When this file was made.
    pub made: Timestamp,
    /// When it begins.
    pub start: Timestamp,
    /// When it ends; `None` = not stated.
    pub end: Option<Timestamp>,
    /// What it is.
    pub summary: &'a str,
    /// Where it is. `None` = not known, or not to be told.
    pub location: Option<&'a str>,
    /// What else there is to know, on lines of their own.
    pub description: &'a str,
    /// A page about it, and nothing but an address. Empty = none.
    pub url: &'a str,
}

/// The file of an event, made by a product of this name.
pub fn file(event: &Event<'_>, product: &str) -> String {
    let mut file = String::new();
    let mut line = |name: &str, value: &str| fold(&mut file, &format!("{name}:{value}"));
    line("BEGIN", "VCALENDAR");
    line("VERSION", "2.0");
    line("PRODID", &format!("-//{}//EN", escaped(product)));
    line("BEGIN", "VEVENT");
    line("UID", &escaped(event.uid));
    line("DTSTAMP", &utc(event.made));
    line("DTSTART", &utc(event.start));
    if let Some(end) = event.end {
        line("DTEND", &utc(end));
    }
    line("SUMMARY", &escaped(event.summary));
    if let Some(location) = event.location {
        line("LOCATION", &escaped(location));
    }
    line("DESCRIPTION", &escaped(event.description));
    if !event.url.is_empty() {
        line("URL", event.url);
    }
    line("END", "VEVENT");
    line("END", "VCALENDAR");
    file
}

/// `20261124T100000Z`.
pub fn utc(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// Text as a value: `\`, `;`, `,` and ends of lines are escaped, what steers a terminal is left out.
fn escaped(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => value.extend(['\\', c]),
            '\n' => value.push_str("\\n"),
            c if c.is_control() => {}
            c => value.push(c),
        }
    }
    value
}

/// Adds a line, cut into pieces of [`LONGEST_LINE`] octets, none of them through a letter. A piece after the first begins with a space.
fn fold(file: &mut String, line: &str) {
    let mut room = LONGEST_LINE;
    for c in line.chars() {
        if c.len_utf8() > room {
            file.push_str("\r\n ");
            room = LONGEST_LINE - 1;
        }
        file.push(c);
        room -= c.len_utf8();
    }
    file.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event() -> Event<'static> {
        Event {
            uid: "1-20261124T100000Z@fingerpost",
            made: "2026-11-22T15:00:00Z".parse().unwrap(),
            start: "2026-11-24T10:00:00Z".parse().unwrap(),
            end: Some("2026-11-24T12:00:00Z".parse().unwrap()),
            summary: "Steady On: strength, balance; tea",
            location: Some("Moseley Exchange Hall, 149 Alcester Road, Moseley, B13 8JP"),
            description: "Phone 0121 496 0123.\nA \\ is a sign.",
            url: "https://find.example/service/1",
        }
    }

    #[test]
    fn an_event_is_a_calendar_file() {
        let expected = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Fingerpost//EN\r\nBEGIN:VEVENT\r\nUID:1-20261124T100000Z@fingerpost\r\n\
                        DTSTAMP:20261122T150000Z\r\nDTSTART:20261124T100000Z\r\nDTEND:20261124T120000Z\r\n\
                        SUMMARY:Steady On: strength\\, balance\\; tea\r\n\
                        LOCATION:Moseley Exchange Hall\\, 149 Alcester Road\\, Moseley\\, B13 8JP\r\n\
                        DESCRIPTION:Phone 0121 496 0123.\\nA \\\\ is a sign.\r\nURL:https://find.example/service/1\r\n\
                        END:VEVENT\r\nEND:VCALENDAR\r\n";
        assert_eq!(file(&event(), "Fingerpost"), expected);
    }

    #[test]
    fn what_is_not_known_or_not_told_has_no_line() {
        let made = file(&Event { end: None, location: None, url: "", ..event() }, "Fingerpost");
        assert!(!made.contains("DTEND") && !made.contains("LOCATION") && !made.contains("URL"), "{made}");
    }

    #[test]
    fn long_lines_are_folded_between_letters_and_come_back_whole() {
        let long = "ŵyth €, ".repeat(60);
        let made = file(&Event { description: &long, ..event() }, "Fingerpost");
        for line in made.split("\r\n") {
            assert!(line.len() <= 75, "{} octets: {line}", line.len());
        }
        assert!(made.matches("\r\n ").count() > 5);
        let whole = made.replace("\r\n ", "");
        assert!(whole.contains(&format!("DESCRIPTION:{}\r\n", long.replace(',', "\\,"))), "{whole}");
    }

    #[test]
    fn nothing_can_end_a_line_and_begin_another() {
        let made = file(&Event { summary: "a\r\nATTENDEE:mailto:x@y.z\rLOCATION:b", ..event() }, "Fingerpost");
        assert!(made.contains("SUMMARY:a\\nATTENDEE:mailto:x@y.zLOCATION:b\r\n"), "{made}");
    }
}
