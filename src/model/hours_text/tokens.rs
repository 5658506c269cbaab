//! Free text cut into the pieces opening hours are made of: days, times, ordinals, marks and words. No meaning yet.

use super::clock_times::{Half, Written};
use jiff::civil::Weekday;

/// A piece of the text and where it stands, in bytes.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// What a piece looks like.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    /// A day of the week in English or, after `dydd`, in Welsh.
    Day(Weekday),
    /// Something written as a time of day, or a small bare number.
    Time(Written),
    /// `1st` to `31st`, `first` to `fifth`; −1 is `last`.
    Ordinal(i8),
    /// A number that is no time: a year, a price, part of a telephone number or of a date.
    Figure(String),
    /// Letters, in lower case.
    Word(String),
    /// `-` (any dash), `,` `:` `&` `/` `(` `)`.
    Mark(char),
    /// End of a sentence, a line or an item.
    Break,
    /// An empty line.
    Gap,
}

/// Cuts a text into tokens. White space is left out.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        let (kind, length) = match first {
            '0'..='9' => number(rest, found.last()),
            letter if letter.is_alphabetic() => word(rest, found.last()),
            '\n' | '\r' => line_end(rest),
            blank if blank.is_whitespace() => (None, blank.len_utf8()),
            mark => (Some(mark_kind(mark, &rest[mark.len_utf8()..])), mark.len_utf8()),
        };
        if let Some(kind) = kind {
            found.push(Token { kind, start: at, end: at + length });
        }
        at += length;
    }
    found
}

fn line_end(rest: &str) -> (Option<Kind>, usize) {
    let blank = rest.find(|c: char| !c.is_whitespace()).unwrap_or(rest.len());
    let gap = rest[..blank].matches('\n').count() > 1;
    (Some(if gap { Kind::Gap } else { Kind::Break }), blank)
}

fn mark_kind(mark: char, rest: &str) -> Kind {
    match mark {
        '-' | '‐' | '‑' | '‒' | '–' | '—' | '−' | '=' => Kind::Mark('-'),
        '&' | '+' => Kind::Mark('&'),
        '.' if rest.chars().next().is_none_or(char::is_whitespace) => Kind::Break,
        ';' | '|' | '•' | '!' | '?' | '*' | '·' => Kind::Break,
        '/' if rest.starts_with('/') => Kind::Break,
        other => Kind::Mark(other),
    }
}

fn word(rest: &str, before: Option<&Token>) -> (Option<Kind>, usize) {
    let length = rest.find(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’')).unwrap_or(rest.len());
    let lower = rest[..length].to_lowercase().replace('’', "'");
    let bare = lower.strip_suffix("'s").unwrap_or(&lower).trim_end_matches('\'');
    let welsh = before.is_some_and(|token| matches!(&token.kind, Kind::Word(word) if word == "dydd" || word == "nos"));
    let day = weekday(bare).or_else(|| welsh_weekday(bare).filter(|_| welsh));
    let kind = match (day, spelt_ordinal(bare), spelt_time(bare)) {
        (Some(day), ..) => Kind::Day(day),
        (_, Some(nth), _) => Kind::Ordinal(nth),
        (.., Some(time)) => Kind::Time(time),
        _ => Kind::Word(bare.to_owned()),
    };
    (Some(kind), length)
}

fn weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "monday" | "mondays" | "mon" | "mons" => Weekday::Monday,
        "tuesday" | "tuesdays" | "tue" | "tues" => Weekday::Tuesday,
        "wednesday" | "wednesdays" | "wed" | "weds" | "wednes" => Weekday::Wednesday,
        "thursday" | "thursdays" | "thu" | "thur" | "thurs" => Weekday::Thursday,
        "friday" | "fridays" | "fri" | "fris" => Weekday::Friday,
        "saturday" | "saturdays" | "sat" | "sats" => Weekday::Saturday,
        "sunday" | "sundays" | "sun" | "suns" => Weekday::Sunday,
        _ => return None,
    })
}

fn welsh_weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "llun" => Weekday::Monday,
        "mawrth" => Weekday::Tuesday,
        "mercher" => Weekday::Wednesday,
        "iau" => Weekday::Thursday,
        "gwener" => Weekday::Friday,
        "sadwrn" => Weekday::Saturday,
        "sul" => Weekday::Sunday,
        _ => return None,
    })
}

fn spelt_ordinal(word: &str) -> Option<i8> {
    Some(match word {
        "first" => 1,
        "second" => 2,
        "third" => 3,
        "fourth" => 4,
        "fifth" => 5,
        "last" => -1,
        _ => return None,
    })
}

fn spelt_time(word: &str) -> Option<Written> {
    match word {
        "noon" | "midday" => Some(Written::exact(12)),
        "midnight" => Some(Written::exact(0)),
        _ => None,
    }
}

/// A time, an ordinal or some other figure.
fn number(rest: &str, before: Option<&Token>) -> (Option<Kind>, usize) {
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let figure = |length: usize| (Some(Kind::Figure(rest[..length].to_owned())), length);
    if let Some((kind, length)) = ordinal(rest, digits) {
        return (Some(kind), length);
    }
    if let Some(length) = slashed(rest) {
        return figure(length);
    }
    let money = before.is_some_and(|token| matches!(token.kind, Kind::Mark('£' | '$' | '€' | '#')));
    match time(rest, digits) {
        Some((written, length)) if !money && !glued(&rest[length..]) => (Some(Kind::Time(written)), length),
        _ => figure(rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())),
    }
}

/// Whether what follows belongs to the same word, as in `2AQ` or `10a`.
fn glued(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_alphanumeric()) && !rest.to_ascii_lowercase().starts_with('h')
}

fn ordinal(rest: &str, digits: usize) -> Option<(Kind, usize)> {
    let nth = rest[..digits].parse().ok().filter(|nth| (1..=31).contains(nth))?;
    let ending = rest[digits..].get(..2)?.to_ascii_lowercase();
    let whole = !rest[digits + 2..].starts_with(|c: char| c.is_alphanumeric());
    (matches!(ending.as_str(), "st" | "nd" | "rd" | "th") && whole).then_some((Kind::Ordinal(nth), digits + 2))
}

/// `24/7`, `25/9`, `1/5/2025`: figures with strokes between them.
fn slashed(rest: &str) -> Option<usize> {
    let length = rest.find(|c: char| !c.is_ascii_digit() && c != '/').unwrap_or(rest.len());
    let parts: Vec<&str> = rest[..length].split('/').collect();
    let short = |part: &&str| (1..=4).contains(&part.len());
    (parts.len() > 1 && parts.iter().all(short)).then_some(length)
}

/// Reads `9`, `9am`, `9.30 a.m.`, `09:30`, `1300`, `12 noon`; gives its length too.
fn time(rest: &str, digits: usize) -> Option<(Written, usize)> {
    let (hour_text, minute_text, length) = match (digits, minutes(&rest[digits.min(rest.len())..])) {
        (1 | 2, Some((minutes, length))) => (&rest[..digits], Some(minutes), digits + length),
        (1 | 2, None) => (&rest[..digits], None, digits),
        (4, _) => (&rest[..2], Some(&rest[2..4]), 4),
        _ => return None,
    };
    let (half, tail) = half(&rest[length..]);
    let written = Written {
        hour: hour_text.parse().ok()?,
        minute: minute_text.map_or(Some(0), |minutes| minutes.parse().ok())?,
        half,
        with_minutes: minute_text.is_some(),
        leading_zero: hour_text.starts_with('0'),
        run_together: digits == 4,
    };
    written.possible().then_some((written, length + tail))
}

/// `.30`, `:30`, and `:00:00` with seconds.
fn minutes(rest: &str) -> Option<(&str, usize)> {
    let two = |rest: &str| rest.as_bytes().get(..2).is_some_and(|pair| pair.iter().all(u8::is_ascii_digit));
    let after = rest.strip_prefix(['.', ':'])?;
    if !two(after) || after[2..].starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let seconds = after[2..].strip_prefix(':').is_some_and(two);
    Some((&after[..2], if seconds { 6 } else { 3 }))
}

/// `am`, ` p.m.`, `.pm`, `noon`: which half of the day, and its length with the space before it.
fn half(rest: &str) -> (Option<Half>, usize) {
    let trimmed = rest.trim_start_matches([' ', '\u{a0}', '.']);
    let skipped = rest.len() - trimmed.len();
    let lower = trimmed.get(..trimmed.floor_char_boundary(8)).unwrap_or_default().to_ascii_lowercase();
    for (ending, half) in [
        ("a.m.", Half::Am),
        ("p.m.", Half::Pm),
        ("a.m", Half::Am),
        ("p.m", Half::Pm),
        ("am", Half::Am),
        ("pm", Half::Pm),
        ("noon", Half::Noon),
        ("midday", Half::Noon),
        ("midnight", Half::Midnight),
    ] {
        if lower.starts_with(ending) && !trimmed[ending.len()..].starts_with(|c: char| c.is_alphanumeric()) {
            return (Some(half), skipped + ending.len());
        }
    }
    (None, 0)
}
