//! The words people use around opening hours, and what they mean for reading them. Data first; add words here.

use super::tokens::{Kind, Token};
use crate::model::schedule::{BankHolidays, Term};
use jiff::civil::Weekday;

/// What a phrase does to the hours beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sense {
    /// Only joins.
    Joins,
    /// Closed.
    Closed,
    /// Term time or school holidays only.
    Term(Term),
    /// Bank holidays, and what happens on them if that is said.
    BankHolidays(Option<BankHolidays>),
    /// By appointment.
    Appointment,
    /// Every second week.
    Fortnightly,
    /// Some weeks only.
    SomeWeeks,
    /// Round the clock.
    AllHours,
    /// Makes the hours beside it unsafe to read.
    Unsafe,
    /// About hours, but no hours.
    Telling,
    /// Hours of something else than the door.
    OtherDoor,
}

/// Between the two ends of a range. `i` and `hyd` are Welsh; `thru` American.
pub(super) const TO: [&str; 10] = ["to", "until", "till", "til", "untill", "through", "thru", "upto", "i", "hyd"];

/// Phrases, longest first where one begins another.
const PHRASES: [(&str, Sense); 74] = [
    ("no appointment necessary", Sense::Joins),
    ("no appointment needed", Sense::Joins),
    ("no appointment required", Sense::Joins),
    ("no appointment", Sense::Joins),
    ("by appointment only", Sense::Appointment),
    ("by appointments only", Sense::Appointment),
    ("by appointment", Sense::Appointment),
    ("appointment only", Sense::Appointment),
    ("appointments only", Sense::Appointment),
    ("pre-booked appointments", Sense::Appointment),
    ("closed school holidays", Sense::Term(Term::TermTime)),
    ("closed in school holidays", Sense::Term(Term::TermTime)),
    ("closed during school holidays", Sense::Term(Term::TermTime)),
    ("closed during the school holidays", Sense::Term(Term::TermTime)),
    ("except school holidays", Sense::Term(Term::TermTime)),
    ("excluding school holidays", Sense::Term(Term::TermTime)),
    ("not school holidays", Sense::Term(Term::TermTime)),
    ("not during school holidays", Sense::Term(Term::TermTime)),
    ("during term time only", Sense::Term(Term::TermTime)),
    ("during term time", Sense::Term(Term::TermTime)),
    ("in term time only", Sense::Term(Term::TermTime)),
    ("in term time", Sense::Term(Term::TermTime)),
    ("school term time only", Sense::Term(Term::TermTime)),
    ("term times only", Sense::Term(Term::TermTime)),
    ("term time only", Sense::Term(Term::TermTime)),
    ("term only", Sense::Term(Term::TermTime)),
    ("term times", Sense::Term(Term::TermTime)),
    ("term time", Sense::Term(Term::TermTime)),
    ("termtime only", Sense::Term(Term::TermTime)),
    ("termtime", Sense::Term(Term::TermTime)),
    ("during school holidays only", Sense::Term(Term::SchoolHolidays)),
    ("school holidays only", Sense::Term(Term::SchoolHolidays)),
    ("fortnightly", Sense::Fortnightly),
    ("every fortnight", Sense::Fortnightly),
    ("every two weeks", Sense::Fortnightly),
    ("every other week", Sense::Fortnightly),
    ("alternate weeks", Sense::Fortnightly),
    ("bob yn ail", Sense::Fortnightly),
    ("monthly", Sense::SomeWeeks),
    ("a month", Sense::SomeWeeks),
    ("per month", Sense::SomeWeeks),
    ("each month", Sense::SomeWeeks),
    ("every month", Sense::SomeWeeks),
    ("of the month", Sense::SomeWeeks),
    ("of month", Sense::SomeWeeks),
    ("bi-weekly", Sense::SomeWeeks),
    ("biweekly", Sense::SomeWeeks),
    ("closed", Sense::Closed),
    ("ar gau", Sense::Closed),
    ("opening hours", Sense::Joins),
    ("opening times", Sense::Joins),
    ("open all day", Sense::Joins),
    ("all day", Sense::Joins),
    ("drop in", Sense::Joins),
    ("drop-in", Sense::Joins),
    ("weekly", Sense::Joins),
    ("every week", Sense::Joins),
    ("each week", Sense::Joins),
    ("a week", Sense::Joins),
    ("per week", Sense::Joins),
    ("a day", Sense::Joins),
    ("per day", Sense::Joins),
    ("all year round", Sense::Joins),
    ("all year", Sense::Joins),
    ("half term", Sense::Unsafe),
    ("school holidays", Sense::Unsafe),
    ("school holiday", Sense::Unsafe),
    ("on call", Sense::OtherDoor),
    ("call center", Sense::OtherDoor),
    ("call centre", Sense::OtherDoor),
    ("phone lines", Sense::OtherDoor),
    ("phone line", Sense::OtherDoor),
    ("contact us for", Sense::Telling),
    ("other times", Sense::Telling),
];

/// Words that only join days, times and terms.
const JOINING: [&str; 52] = [
    "open",
    "opens",
    "opening",
    "opened",
    "hours",
    "hour",
    "hrs",
    "hr",
    "h",
    "times",
    "time",
    "on",
    "every",
    "each",
    "at",
    "from",
    "between",
    "and",
    "an",
    "is",
    "are",
    "we",
    "dydd",
    "nos",
    "bob",
    "ar",
    "a",
    "morning",
    "mornings",
    "afternoon",
    "afternoons",
    "evening",
    "evenings",
    "only",
    "o'clock",
    "oclock",
    "the",
    "of",
    "to",
    "until",
    "till",
    "til",
    "day",
    "days",
    "always",
    "currently",
    "welcome",
    "session",
    "sessions",
    "starts",
    "usual",
    "inclusive",
];

/// Words that can change what the hours beside them mean.
const UNSAFE: [&str; 47] = [
    "except",
    "excluding",
    "excludes",
    "excl",
    "exc",
    "not",
    "unless",
    "apart",
    "usually",
    "sometimes",
    "occasionally",
    "occasional",
    "some",
    "selected",
    "various",
    "once",
    "twice",
    "varies",
    "vary",
    "varied",
    "varying",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "apr",
    "aug",
    "sept",
    "sep",
    "oct",
    "nov",
    "dec",
    "easter",
    "christmas",
    "xmas",
    "summer",
    "winter",
    "autumn",
];

/// Words about hours that are not hours: with them a text has not been read in full.
const TELLING: [&str; 16] = [
    "vary",
    "varies",
    "varied",
    "varying",
    "flexible",
    "request",
    "arrangement",
    "arranged",
    "appointment",
    "appointments",
    "unknown",
    "tbc",
    "temporarily",
    "hyblyg",
    "weekend",
    "until further notice",
];

/// Hours of another door, where the text has hours of its own.
const OTHER_DOOR: [&str; 11] =
    ["emergency", "emergencies", "hotline", "helpline", "telephone", "phone", "online", "phones", "lines", "delivery", "collection"];

/// Beside a range of bare figures: it counts something else.
const COUNTED: [&str; 38] = [
    "year", "years", "yr", "yrs", "yrs.", "old", "olds", "month", "months", "people", "person", "week", "weeks", "minute", "minutes",
    "mins", "mile", "miles", "children", "places", "age", "aged", "ages", "group", "groups", "room", "unit", "no", "nos", "number",
    "numbers", "up", "under", "over", "flat", "block", "hours", "visits",
];

/// Before bank holidays: they are left out.
const LEFT_OUT: [&str; 12] =
    ["closed", "except", "excluding", "excludes", "excl", "exc", "not", "exclude", "excepting", "apart", "other", "no"];

/// Words that may stand between `closed` and `bank holidays`.
const BETWEEN: [&str; 16] =
    ["on", "all", "for", "the", "during", "uk", "english", "local", "and", "public", "national", "over", "from", "than", "any", "most"];

/// The phrase the tokens begin with and its length.
pub(super) fn phrase(tokens: &[Token]) -> Option<(Sense, usize)> {
    if let Some(found) = bank_holidays(tokens).or_else(|| all_hours(tokens)).or_else(|| may(tokens)) {
        return Some(found);
    }
    if let Some(found) = PHRASES.iter().find_map(|(phrase, sense)| Some((*sense, spells(tokens, phrase)?))) {
        return Some(found);
    }
    let word = word(tokens.first()?)?;
    let sense = [
        (JOINING.as_slice(), Sense::Joins),
        (UNSAFE.as_slice(), Sense::Unsafe),
        (TELLING.as_slice(), Sense::Telling),
        (OTHER_DOOR.as_slice(), Sense::OtherDoor),
    ];
    sense.iter().find(|(words, _)| words.contains(&word)).map(|(_, sense)| (*sense, 1))
}

fn word(token: &Token) -> Option<&str> {
    if let Kind::Word(word) = &token.kind { Some(word) } else { None }
}

/// The number of tokens a phrase takes at the start of these; a hyphen may stand between its words.
fn spells(tokens: &[Token], phrase: &str) -> Option<usize> {
    let mut at = 0;
    for part in phrase.split([' ', '-']) {
        at += usize::from(at > 0 && tokens.get(at).is_some_and(|token| token.kind == Kind::Mark('-')));
        word_at(tokens, at).filter(|word| *word == part)?;
        at += 1;
    }
    Some(at)
}

/// `closed on bank holidays`, `excluding public holidays`, `bank holidays: closed`, `including bank holidays`, or just the words.
fn bank_holidays(tokens: &[Token]) -> Option<(Sense, usize)> {
    let stated = match word(tokens.first()?) {
        Some(word) if LEFT_OUT.contains(&word) => Some(BankHolidays::Closed),
        Some("including" | "inc" | "incl" | "includes" | "open") => Some(BankHolidays::Open),
        _ => None,
    };
    let lead = usize::from(stated.is_some());
    let between = tokens[lead..].iter().take(4).take_while(|token| word(token).is_some_and(|word| BETWEEN.contains(&word))).count();
    let skipped = (0..=between).rev().find(|&skipped| names_holidays(&tokens[lead + skipped..]))?;
    if stated.is_none() && skipped > 0 && word(&tokens[0]) != Some("public") {
        return None;
    }
    let length = lead + skipped + 2;
    if stated.is_some() {
        return Some((Sense::BankHolidays(stated), length));
    }
    let glue = tokens[length..]
        .iter()
        .take(3)
        .take_while(|token| {
            matches!(token.kind, Kind::Mark(':' | '-' | ',')) || word(token).is_some_and(|word| matches!(word, "we" | "are" | "is"))
        })
        .count();
    match tokens.get(length + glue).and_then(word) {
        Some("closed" | "excluded" | "excepted") => Some((Sense::BankHolidays(Some(BankHolidays::Closed)), length + glue + 1)),
        Some("included") => Some((Sense::BankHolidays(Some(BankHolidays::Open)), length + glue + 1)),
        _ => Some((Sense::BankHolidays(None), length)),
    }
}

fn names_holidays(tokens: &[Token]) -> bool {
    let kind = tokens.first().and_then(word).is_some_and(|word| matches!(word, "bank" | "public" | "national" | "statutory"));
    kind && tokens.get(1).and_then(word).is_some_and(|word| matches!(word, "holiday" | "holidays" | "hols"))
}

/// `24/7`, `24 hours`, `365 days a year`.
fn all_hours(tokens: &[Token]) -> Option<(Sense, usize)> {
    let next = tokens.get(1).and_then(word);
    match &tokens.first()?.kind {
        Kind::Time(time) if time.bare() && time.hour == 24 => {
            let hyphen = usize::from(tokens.get(1).is_some_and(|token| token.kind == Kind::Mark('-')));
            let unit = tokens.get(1 + hyphen).and_then(word)?;
            let notice = tokens.get(2 + hyphen).and_then(word).is_some_and(|word| matches!(word, "notice" | "in" | "before" | "prior"));
            (matches!(unit, "hours" | "hour" | "hrs" | "hr" | "h") && !notice).then_some((Sense::AllHours, 2 + hyphen))
        }
        Kind::Figure(figure) if figure == "24/7" => Some((Sense::AllHours, 1)),
        Kind::Figure(figure) if figure == "365" && next == Some("days") => Some((Sense::BankHolidays(Some(BankHolidays::Open)), 2)),
        Kind::Figure(figure) if matches!(figure.as_str(), "24hrs" | "24hr" | "24hours" | "24h") => Some((Sense::AllHours, 1)),
        _ => None,
    }
}

/// `May` is a month only in a date: `in May`, `until May`, `1st May`, `May 2025`.
fn may(tokens: &[Token]) -> Option<(Sense, usize)> {
    let dated = match &tokens.first()?.kind {
        Kind::Word(word) if word == "may" => matches!(tokens.get(1)?.kind, Kind::Figure(_) | Kind::Ordinal(_)).then_some(1),
        Kind::Word(word) if matches!(word.as_str(), "in" | "during" | "until" | "till" | "to" | "from") => {
            (word_at(tokens, 1) == Some("may")).then_some(2)
        }
        Kind::Ordinal(_) | Kind::Time(_) => (word_at(tokens, 1) == Some("may")).then_some(2),
        _ => None,
    };
    dated.map(|length| (Sense::Unsafe, length))
}

fn word_at(tokens: &[Token], at: usize) -> Option<&str> {
    tokens.get(at).and_then(word)
}

/// `weekdays`, `weekends`, `daily`, `7 days a week`, `24/7`.
pub(super) fn day_set(tokens: &[Token]) -> Option<(Vec<Weekday>, usize)> {
    let all: Vec<Weekday> = Weekday::Monday.cycle_forward().take(7).collect();
    let next = word_at(tokens, 1);
    match &tokens.first()?.kind {
        Kind::Word(word) => match (word.as_str(), next) {
            ("weekdays" | "weekday", _) => Some((all[..5].to_vec(), 1)),
            ("week", Some("days")) => Some((all[..5].to_vec(), 2)),
            ("weekends", _) => Some((all[5..].to_vec(), 1)),
            ("daily" | "everyday", _) => Some((all, 1)),
            ("every" | "each", Some("day")) => Some((all, 2)),
            ("seven", Some("days")) => Some((all, 2 + spells(&tokens[2..], "a week").unwrap_or(0))),
            _ => None,
        },
        Kind::Time(time) if time.bare() && time.hour == 7 && next == Some("days") => {
            Some((all, 2 + spells(&tokens[2..], "a week").or_else(|| spells(&tokens[2..], "per week")).unwrap_or(0)))
        }
        _ => None,
    }
}

/// `alternate`, `every other`, before a day: every second week.
pub(super) fn alternate(tokens: &[Token]) -> (u8, usize) {
    ["every alternate", "alternate", "every other", "every fortnight on", "fortnightly on"]
        .iter()
        .find_map(|phrase| spells(tokens, phrase))
        .map_or((1, 0), |length| (2, length))
}

/// `except`, `apart from`, before days: they are left out.
pub(super) fn except(tokens: &[Token]) -> Option<usize> {
    ["except for", "except", "excluding", "apart from", "but not", "not"].iter().find_map(|phrase| spells(tokens, phrase))
}

/// The length of `of the month`, `in each month`, `monthly`; 0 when the tokens begin otherwise.
pub(super) fn of_the_month(tokens: &[Token]) -> usize {
    let glue = ["of", "in", "every", "each", "the", "a", "per", "morning", "afternoon", "evening"];
    let skipped = tokens.iter().take(4).take_while(|token| word(token).is_some_and(|word| glue.contains(&word))).count();
    match word_at(tokens, skipped) {
        Some("month" | "monthly" | "months") => skipped + 1,
        _ => 0,
    }
}

/// The length of `onwards` or `start`.
pub(super) fn onwards(tokens: &[Token]) -> usize {
    usize::from(word_at(tokens, 0).is_some_and(|word| matches!(word, "onwards" | "onward" | "start")))
}

/// Whether a range of bare figures counts years, people or weeks: told by the word before and the words after.
pub(super) fn counts(tokens: &[Token], first: usize, after: usize) -> bool {
    let counted = |at: usize| word_at(tokens, at).is_some_and(|word| COUNTED.contains(&word));
    first.checked_sub(1).is_some_and(counted) || counted(after)
}

/// A year, or figures with strokes between them.
pub(super) fn like_a_date(figure: &str) -> bool {
    figure.contains('/') && figure != "24/7" || figure.len() == 4 && figure.starts_with("20")
}
