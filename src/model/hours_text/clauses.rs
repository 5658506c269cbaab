//! Tokens gathered into the things a sentence about opening hours says: on which days, at what times, and on what terms.

use super::{
    clock_times::{self, Hours, Written},
    tokens::{Kind, Token},
    vocabulary::{self, Sense},
};
use crate::model::schedule::{BankHolidays, Term};
use jiff::civil::{Time, Weekday};

/// One thing said, and the tokens that say it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Item {
    pub(super) said: Said,
    pub(super) first: usize,
    pub(super) last: usize,
}

/// What is said.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Said {
    /// On these days; `nth` is not empty for `first and third Tuesday`; `every` is 2 for `alternate Tuesdays`.
    Days { days: Vec<Weekday>, nth: Vec<(i8, Weekday)>, every: u8 },
    /// At these times. Bare figures (`9-5`) are times only beside a day.
    Times { hours: Vec<Hours>, bare: bool },
    /// Closed.
    Closed,
    /// Term time or school holidays only.
    Term(Term),
    /// What happens on bank holidays.
    BankHolidays(BankHolidays),
    /// By appointment.
    Appointment,
    /// Every second week, after the day: `Tuesday 2-4 (fortnightly)`.
    Fortnightly,
    /// Some weeks only, not said which.
    SomeWeeks,
    /// Which weeks of the month, after the day: `Friday (2nd and 4th of the month)`.
    Nth(Vec<i8>),
    /// Something that can change what the hours mean: a season, an exception, a date.
    Unsafe,
    /// Words about hours that are not hours.
    Telling,
    /// Another door: an emergency line beside an office.
    OtherDoor,
    /// Any other words.
    Prose,
    /// A comma or bracket.
    Comma,
    /// A colon.
    Colon,
}

/// Gathers one segment's tokens (without breaks) into items. Words that only join are left out.
pub(super) fn items(tokens: &[Token], offset: usize) -> Vec<Item> {
    let mut found: Vec<Item> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let (said, length) = item(tokens, at, &found);
        if let Some(said) = said {
            push(&mut found, Item { said, first: offset + at, last: offset + at + length - 1 });
        }
        at += length;
    }
    found
}

/// Adds an item; words in a row are one.
fn push(found: &mut Vec<Item>, item: Item) {
    match found.last_mut() {
        Some(last) if last.said == Said::Prose && item.said == Said::Prose => last.last = item.last,
        _ => found.push(item),
    }
}

fn item(tokens: &[Token], at: usize, before: &[Item]) -> (Option<Said>, usize) {
    if let Some((said, length)) = days(tokens, at).or_else(|| monthly(tokens, at, before)).or_else(|| times(tokens, at)) {
        return (Some(said), length);
    }
    if let Some((sense, length)) = vocabulary::phrase(&tokens[at..]) {
        return (said(sense, before), length);
    }
    match &tokens[at].kind {
        Kind::Mark(',' | '(' | ')') => (Some(Said::Comma), 1),
        Kind::Mark(':') => (Some(Said::Colon), 1),
        Kind::Mark(_) | Kind::Break | Kind::Gap => (None, 1),
        Kind::Ordinal(_) if follows_day(before) => (Some(Said::Unsafe), 1),
        Kind::Figure(figure) if vocabulary::like_a_date(figure) => (Some(Said::Unsafe), 1),
        Kind::Time(written) if !written.bare() => (Some(Said::Telling), 1),
        _ => (Some(Said::Prose), 1),
    }
}

fn follows_day(before: &[Item]) -> bool {
    before.iter().rev().find(|item| item.said != Said::Comma).is_some_and(|item| matches!(item.said, Said::Days { .. }))
}

/// What a phrase says here; `None` for words that only join.
fn said(sense: Sense, before: &[Item]) -> Option<Said> {
    let closed_before = matches!(before, [.., Item { said: Said::Closed, .. }, Item { said: Said::Days { .. }, .. }]);
    Some(match sense {
        Sense::Joins => return None,
        Sense::Closed => Said::Closed,
        Sense::Term(term) => Said::Term(term),
        Sense::BankHolidays(Some(stated)) => Said::BankHolidays(stated),
        Sense::BankHolidays(None) if closed_before => Said::BankHolidays(BankHolidays::Closed),
        Sense::BankHolidays(None) => Said::Prose,
        Sense::Appointment => Said::Appointment,
        Sense::Fortnightly => Said::Fortnightly,
        Sense::SomeWeeks => Said::SomeWeeks,
        Sense::AllHours => Said::Times { hours: vec![around_the_clock()], bare: false },
        Sense::Unsafe => Said::Unsafe,
        Sense::Telling => Said::Telling,
        Sense::OtherDoor => Said::OtherDoor,
    })
}

/// 00:00 to 23:59, which the model takes for 24 hours.
fn around_the_clock() -> Hours {
    (Some(Time::midnight()), Some(Time::constant(23, 59, 0, 0)))
}

/// `Mon-Fri and Sunday`, `weekdays`, `daily except Wednesday`, `alternate Tuesdays`.
fn days(tokens: &[Token], at: usize) -> Option<(Said, usize)> {
    let (every, lead) = vocabulary::alternate(&tokens[at..]);
    let (mut days, mut length) = one_or_range(&tokens[at + lead..])?;
    length += lead;
    while let Some(joint) = joint(&tokens[at + length..]) {
        let Some((more, longer)) = one_or_range(&tokens[at + length + joint..]) else { break };
        days.extend(more);
        length += joint + longer;
    }
    if let Some(lead) = vocabulary::except(&tokens[at + length..])
        && let Some((Said::Days { days: left_out, .. }, longer)) = self::days(tokens, at + length + lead)
    {
        days.retain(|day| !left_out.contains(day));
        length += lead + longer;
    }
    days.sort_by_key(|day| day.to_monday_zero_offset());
    days.dedup();
    Some((Said::Days { days, nth: Vec::new(), every }, length))
}

fn one_or_range(tokens: &[Token]) -> Option<(Vec<Weekday>, usize)> {
    if let Some(set) = vocabulary::day_set(tokens) {
        return Some(set);
    }
    let first = day(tokens.first()?)?;
    let dash = dash(&tokens[1..]);
    match tokens.get(1 + dash).and_then(day) {
        Some(last) if dash > 0 => Some((range(first, last), 2 + dash)),
        _ => Some((vec![first], 1)),
    }
}

fn day(token: &Token) -> Option<Weekday> {
    if let Kind::Day(day) = token.kind { Some(day) } else { None }
}

/// From one day to another, past Sunday if need be.
fn range(first: Weekday, last: Weekday) -> Vec<Weekday> {
    let mut days: Vec<Weekday> = first.cycle_forward().take_while(|day| *day != last).take(7).collect();
    days.push(last);
    days
}

/// The length of what stands between the two ends of a range: a dash, `to`, `until`; 0 when nothing does.
fn dash(tokens: &[Token]) -> usize {
    tokens.iter().take(2).take_while(|token| is_dash(token)).count()
}

fn is_dash(token: &Token) -> bool {
    match &token.kind {
        Kind::Mark('-') => true,
        Kind::Word(word) => vocabulary::TO.contains(&word.as_str()),
        _ => false,
    }
}

/// The length of a comma, `and` or both between two of a list.
fn joint(tokens: &[Token]) -> Option<usize> {
    let joins = |token: &&Token| match &token.kind {
        Kind::Mark(',' | '&' | '/') => true,
        Kind::Word(word) => matches!(word.as_str(), "and" | "also" | "then" | "every" | "on" | "a" | "dydd"),
        _ => false,
    };
    let length = tokens.iter().take(3).take_while(joins).count();
    (length > 0).then_some(length)
}

/// `1st and 3rd Tuesday of the month`, `last Friday`; and, after a day, `(2nd and 4th of the month)`.
fn monthly(tokens: &[Token], at: usize, before: &[Item]) -> Option<(Said, usize)> {
    let mut nth: Vec<(i8, Weekday)> = Vec::new();
    let (mut ordinals, mut length) = ordinals(&tokens[at..])?;
    while let Some(weekday) = tokens.get(at + length).and_then(day) {
        nth.extend(ordinals.iter().map(|&nth| (nth, weekday)));
        length += 1;
        let Some(joint) = joint(&tokens[at + length..]) else { break };
        let Some((more, longer)) = self::ordinals(&tokens[at + length + joint..]) else {
            let another_day = tokens.get(at + length + joint).and_then(day).is_some();
            let listed = tokens[at + length..at + length + joint].iter().any(|token| token.kind != Kind::Mark(','));
            return Some(if another_day && listed { (Said::Unsafe, length) } else { monthly_days(tokens, at, nth, length) });
        };
        (ordinals, length) = (more, length + joint + longer);
    }
    if !nth.is_empty() {
        return Some(monthly_days(tokens, at, nth, length));
    }
    let month = vocabulary::of_the_month(&tokens[at + length..]);
    (month > 0 && follows_times_or_day(before)).then_some((Said::Nth(ordinals), length + month))
}

/// `Every second Tuesday` may mean every other week: without `of the month` it is not read.
fn monthly_days(tokens: &[Token], at: usize, nth: Vec<(i8, Weekday)>, length: usize) -> (Said, usize) {
    let month = vocabulary::of_the_month(&tokens[at + length..]);
    let every = at > 0 && matches!(&tokens[at - 1].kind, Kind::Word(word) if matches!(word.as_str(), "every" | "each"));
    let possible = nth.iter().all(|(nth, _)| matches!(nth, -1 | 1..=5));
    let ambiguous = month == 0 && every && nth.len() == 1 && nth[0].0 > 1;
    if ambiguous || !possible {
        return (Said::Unsafe, length + month);
    }
    let days = nth.iter().map(|(_, day)| *day).collect();
    (Said::Days { days, nth, every: 1 }, length + month)
}

fn follows_times_or_day(before: &[Item]) -> bool {
    before.iter().any(|item| matches!(item.said, Said::Days { .. }))
}

fn ordinals(tokens: &[Token]) -> Option<(Vec<i8>, usize)> {
    let ordinal = |token: &Token| if let Kind::Ordinal(nth) = token.kind { Some(nth) } else { None };
    let mut found = vec![ordinal(tokens.first()?)?];
    let mut length = 1;
    while let Some(joint) = joint(&tokens[length..]) {
        let Some(next) = tokens.get(length + joint).and_then(ordinal) else { break };
        found.push(next);
        length += joint + 1;
    }
    Some((found, length))
}

/// One or more intervals: `9-12 and 1-5pm`, `from 10am`, `until 4pm`, `2pm`.
fn times(tokens: &[Token], at: usize) -> Option<(Said, usize)> {
    let (first, mut bare, mut length) = interval(tokens, at)?;
    let mut hours = vec![first];
    while let Some(joint) = joint(&tokens[at + length..]) {
        let Some((next, next_bare, longer)) = range_of_times(tokens, at + length + joint) else { break };
        hours.push(next);
        bare |= next_bare;
        length += joint + longer;
    }
    Some((Said::Times { hours, bare }, length))
}

fn interval(tokens: &[Token], at: usize) -> Option<(Hours, bool, usize)> {
    range_of_times(tokens, at).or_else(|| lone(tokens, at))
}

fn range_of_times(tokens: &[Token], at: usize) -> Option<(Hours, bool, usize)> {
    let from = written(tokens.get(at)?)?;
    let between = at > 0 && matches!(&tokens[at - 1].kind, Kind::Word(word) if word == "between");
    let and = matches!(tokens.get(at + 1).map(|token| &token.kind), Some(Kind::Word(word)) if word == "and");
    let dash = if between && and { 1 } else { dash(&tokens[at + 1..]) };
    let to = tokens.get(at + 1 + dash).filter(|_| dash > 0).and_then(written)?;
    let length = 2 + dash + usize::from(tokens.get(at + 2 + dash).is_some_and(spare_noon));
    let bare = from.bare() && to.bare();
    let figures = from.run_together != to.run_together && (from.bare() || to.bare());
    let counted = bare && (vocabulary::counts(tokens, at, at + 2 + dash) || from.hour > 12 || to.hour > 12);
    (!figures && !counted).then(|| (clock_times::hours(from, to), bare, length))
}

/// `12pm/noon`: noon said twice.
fn spare_noon(token: &Token) -> bool {
    token.kind == Kind::Time(Written::exact(12))
}

/// A single time tells when it opens, or closes after `until`.
fn lone(tokens: &[Token], at: usize) -> Option<(Hours, bool, usize)> {
    let time = written(tokens.get(at)?).filter(|written| !written.run_together)?.told()?;
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    let until = before.is_some_and(is_dash);
    let onwards = vocabulary::onwards(&tokens[at + 1..]);
    Some((if until { (None, Some(time)) } else { (Some(time), None) }, false, 1 + onwards))
}

fn written(token: &Token) -> Option<Written> {
    if let Kind::Time(written) = token.kind { Some(written) } else { None }
}
