//! What a text says, put together: each day with its times and terms, and the words that were left.
//!
//! A text is read sentence by sentence (a line and a `;` count as one). Within a sentence either every day comes before its times
//! (`Monday 9-5, Tuesday 10-4`) or every day after (`9-5 Monday, 10-4 Tuesday`); anything else is left unread.

use super::{
    clauses::{Item, Said, items},
    clock_times::Hours,
    sentences::{Sentence, sentences},
    tokens::{Kind, Token, tokens},
    vocabulary,
};
use crate::model::schedule::{BankHolidays, Repeats, Schedule, Term};
use jiff::civil::{Time, Weekday};

/// What was read, and the words that were not.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub(super) schedules: Vec<Schedule>,
    pub(super) unread: Vec<String>,
}

/// Days with the times and terms found for them.
#[derive(Debug, Clone, Default)]
pub(super) struct Entry {
    days: Vec<Weekday>,
    nth: Vec<(i8, Weekday)>,
    hours: Vec<Hours>,
    terms: Terms,
    words: String,
    other_door: bool,
}

/// What is said beside days and times.
#[derive(Debug, Clone, Default)]
struct Terms {
    every: u8,
    some_weeks: bool,
    nth: Vec<i8>,
    term: Option<Term>,
    bank_holidays: Option<BankHolidays>,
    appointment: bool,
}

/// Why a sentence was not read.
struct Unread;

/// Reads a text that is not empty.
pub(super) fn read(text: &str) -> Reading {
    let tokens = tokens(text);
    let sentences = sentences(text, &tokens);
    let mut reader = Reader { text, tokens: &tokens, entries: Vec::new(), unread: Vec::new(), everywhere: Terms::default(), open_ended: 0 };
    let dayless = !tokens.iter().any(|token| matches!(token.kind, Kind::Day(_)));
    let mut label = Label::default();
    for sentence in &sentences {
        let mut said = items(&tokens[sentence.first..=sentence.last], sentence.first);
        label.carry(sentence, &said);
        if label.unsafe_hours {
            said.insert(0, Item { said: Said::Unsafe, first: sentence.first, last: sentence.first });
        }
        reader.sentence(sentence, &said, label.other_door, dayless);
    }
    reader.reading()
}

/// A line such as `Summer camp:` that holds for the lines under it.
#[derive(Default)]
struct Label {
    unsafe_hours: bool,
    other_door: bool,
}

impl Label {
    fn carry(&mut self, sentence: &Sentence, said: &[Item]) {
        let has = |wanted: &Said| said.iter().any(|item| item.said == *wanted);
        let timed = said.iter().any(|item| matches!(item.said, Said::Days { .. } | Said::Times { .. }));
        let label = !timed && matches!(said.last(), Some(Item { said: Said::Colon, .. }));
        if label {
            *self = Self { unsafe_hours: has(&Said::Unsafe), other_door: has(&Said::OtherDoor) };
        } else if sentence.after_gap {
            *self = Self::default();
        }
    }
}

struct Reader<'a> {
    text: &'a str,
    tokens: &'a [Token],
    entries: Vec<Entry>,
    unread: Vec<String>,
    everywhere: Terms,
    /// How many of the last entries a sentence of times alone belongs to.
    open_ended: usize,
}

impl Reader<'_> {
    fn sentence(&mut self, sentence: &Sentence, said: &[Item], under_other_door: bool, dayless: bool) {
        let words = self.words(sentence.first, sentence.last);
        let Ok(said) = without_closed_days(said) else { return self.leave(words) };
        let timed: Vec<&Item> = said.iter().filter(|item| matches!(item.said, Said::Days { .. } | Said::Times { .. })).collect();
        let unsafe_hours = said.iter().any(|item| item.said == Said::Unsafe);
        let read = match timed.first().map(|item| &item.said) {
            None => return self.terms_alone(&said, words),
            Some(_) if unsafe_hours => Err(Unread),
            Some(Said::Days { .. }) => self.days_first(&said),
            Some(_) if timed.len() == 1 => return self.times_alone(&said, sentence, words, dayless),
            Some(_) => times_first(&said),
        };
        let Ok(mut entries) = read else { return self.leave(words) };
        let first_timed = said.iter().position(|item| matches!(item.said, Said::Days { .. } | Said::Times { .. })).unwrap_or_default();
        let other_door = under_other_door || said[..first_timed].iter().any(|item| item.said == Said::OtherDoor);
        for entry in &mut entries {
            entry.words.clone_from(&words);
            entry.other_door = other_door;
        }
        self.open_ended = usize::from(matches!(timed[0].said, Said::Days { .. }));
        self.entries.extend(entries);
        if said.iter().any(|item| item.said == Said::Telling) {
            self.unread.push(words);
        }
    }

    /// Keeps words that could not be read.
    fn leave(&mut self, words: String) {
        self.open_ended = 0;
        self.unread.push(words);
    }

    fn words(&self, first: usize, last: usize) -> String {
        self.text[self.tokens[first].start..self.tokens[last].end].trim().to_owned()
    }

    /// `Monday 9-5 and Tuesday 10-4`.
    fn days_first(&mut self, said: &[Item]) -> Result<Vec<Entry>, Unread> {
        let mut entries: Vec<Entry> = Vec::new();
        let mut lead = Terms::default();
        let mut prose = false;
        let mut before: Option<&Item> = None;
        for item in said {
            match (&item.said, entries.last_mut()) {
                (Said::Days { days, nth, every }, _) => {
                    if before.is_some_and(|before| self.runs_on(before, item)) {
                        return Err(Unread);
                    }
                    let terms = Terms { every: (*every).max(lead.every), ..std::mem::take(&mut lead) };
                    entries.push(Entry { days: days.clone(), nth: nth.clone(), terms, ..Entry::default() });
                    prose = false;
                }
                (Said::Times { hours, bare }, Some(entry)) if entry.hours.is_empty() && !(*bare && prose) => {
                    entry.hours.clone_from(hours);
                    prose = false;
                }
                (Said::Times { hours, .. }, Some(entry)) if !entry.hours.is_empty() && !prose => entry.hours.extend(hours),
                (Said::Times { .. }, _) => self.unread.push(self.words(before.map_or(item.first, |before| before.first), item.last)),
                (Said::Prose | Said::OtherDoor, _) => prose = true,
                (_, Some(entry)) => entry.terms.note(&item.said),
                (_, None) => lead.note(&item.said),
            }
            before = Some(item);
        }
        let stray = entries.len() > 1 && entries.last().is_some_and(|last| last.hours.is_empty() && !last.terms.appointment);
        if stray { Err(Unread) } else { Ok(entries) }
    }

    /// Whether a single time runs on to another day: `Friday 5pm to Monday 9am`.
    fn runs_on(&self, times: &Item, days: &Item) -> bool {
        let single =
            matches!(&times.said, Said::Times { hours, .. } if hours.iter().any(|(opens, closes)| opens.is_none() || closes.is_none()));
        let joined = (times.last + 1..days.first).any(|at| match &self.tokens[at].kind {
            Kind::Mark('-') => true,
            Kind::Word(word) => vocabulary::TO.contains(&word.as_str()),
            _ => false,
        });
        single && joined
    }

    /// A sentence of times: of the day before it, of every day, or of days unknown.
    fn times_alone(&mut self, said: &[Item], sentence: &Sentence, words: String, dayless: bool) {
        let plain = !said.iter().any(|item| matches!(item.said, Said::Prose | Said::Telling | Said::Unsafe | Said::OtherDoor));
        let found =
            said.iter().find_map(|item| if let Said::Times { hours, bare } = &item.said { Some((hours.clone(), *bare)) } else { None });
        let Some((hours, bare)) = found.filter(|_| plain) else { return self.leave(words) };
        let mut terms = Terms::default();
        for item in said {
            terms.note(&item.said);
        }
        let around_the_clock = hours.iter().all(|hours| is_around_the_clock(*hours));
        match self.entries.last_mut() {
            Some(entry) if self.open_ended > 0 && (!sentence.after_gap || entry.hours.is_empty()) => {
                entry.hours.extend(hours);
                entry.terms.merge(&terms);
            }
            None if dayless && around_the_clock => {
                let days = Weekday::Monday.cycle_forward().take(7).collect();
                self.entries.push(Entry { days, hours, terms, words, ..Entry::default() });
            }
            None if dayless && !bare => self.entries.push(Entry { hours, terms, words, ..Entry::default() }),
            _ => self.leave(words),
        }
    }

    /// A sentence without days or times: terms that hold for all, words about hours, or neither.
    fn terms_alone(&mut self, said: &[Item], words: String) {
        let prose: usize = said.iter().filter(|item| item.said == Said::Prose).map(|item| item.last - item.first + 1).sum();
        let appointment = said.iter().any(|item| item.said == Said::Appointment);
        if said.iter().any(|item| matches!(item.said, Said::Telling | Said::Closed)) || appointment && prose > 0 {
            return self.leave(words);
        }
        if prose <= 3 {
            for item in said {
                self.everywhere.note(&item.said);
            }
        }
    }

    fn reading(mut self) -> Reading {
        let front_door = self.entries.iter().any(|entry| !entry.other_door);
        let (kept, other): (Vec<Entry>, Vec<Entry>) = self.entries.into_iter().partition(|entry| !(entry.other_door && front_door));
        self.unread.extend(other.into_iter().map(|entry| entry.words));
        self.unread.dedup();
        let mut schedules: Vec<Schedule> = Vec::new();
        for mut entry in kept.clone() {
            entry.terms.merge(&self.everywhere);
            entry.leave_out_timed_elsewhere(&kept);
            for schedule in entry.schedules() {
                if !schedules.contains(&schedule) {
                    schedules.push(schedule);
                }
            }
        }
        if schedules.is_empty() && self.everywhere.appointment && self.unread.is_empty() {
            schedules.push(Schedule { by_appointment: true, ..Schedule::default() });
        }
        Reading { schedules, unread: self.unread }
    }
}

/// `9-5 Monday to Friday, 10-4 Saturday`: times and days strictly by turns.
fn times_first(said: &[Item]) -> Result<Vec<Entry>, Unread> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut waiting: Option<(&Vec<Hours>, bool)> = None;
    let (mut lead, mut prose) = (Terms::default(), 0);
    for item in said {
        match (&item.said, waiting.take()) {
            (Said::Times { hours, bare }, None) => (waiting, prose) = (Some((hours, *bare)), 0),
            (Said::Days { days, nth, every }, Some((hours, bare))) if prose <= if bare { 0 } else { 4 } => {
                let terms = Terms { every: (*every).max(lead.every), ..std::mem::take(&mut lead) };
                entries.push(Entry { days: days.clone(), nth: nth.clone(), hours: hours.clone(), terms, ..Entry::default() });
            }
            (Said::Times { .. } | Said::Days { .. }, _) => return Err(Unread),
            (other, still_waiting) => {
                prose += if matches!(other, Said::Prose) { item.last - item.first + 1 } else { 0 };
                match entries.last_mut().filter(|_| still_waiting.is_none()) {
                    Some(entry) => entry.terms.note(other),
                    None => lead.note(other),
                }
                waiting = still_waiting;
            }
        }
    }
    if waiting.is_some() { Err(Unread) } else { Ok(entries) }
}

/// Takes out days said to be closed. Closed times, or closed nobody knows when, make the sentence unreadable.
fn without_closed_days(said: &[Item]) -> Result<Vec<Item>, Unread> {
    let mut left: Vec<Item> = said.iter().filter(|item| !matches!(item.said, Said::Comma | Said::Colon)).cloned().collect();
    let is_days = |item: Option<&Item>| item.is_some_and(|item| matches!(item.said, Said::Days { .. }));
    let days_lead = !matches!(
        left.iter().find(|item| matches!(item.said, Said::Days { .. } | Said::Times { .. })),
        Some(Item { said: Said::Times { .. }, .. })
    );
    while let Some(at) = left.iter().position(|item| item.said == Said::Closed) {
        let before = at > 0 && is_days(left.get(at - 1));
        let after = is_days(left.get(at + 1));
        let timed = left.iter().any(|item| matches!(item.said, Said::Days { .. } | Said::Times { .. }));
        match (days_lead && before, after) {
            (true, _) => drop(left.drain(at - 1..=at)),
            (false, true) => drop(left.drain(at..=at + 1)),
            _ if timed => return Err(Unread),
            _ => return Ok(left),
        }
    }
    Ok(left)
}

fn is_around_the_clock(hours: Hours) -> bool {
    hours.0 == Some(Time::midnight()) && hours.1.is_some_and(|closes| closes.hour() == 23)
}

impl Terms {
    fn note(&mut self, said: &Said) {
        match said {
            Said::Fortnightly => self.every = 2,
            Said::SomeWeeks => self.some_weeks = true,
            Said::Nth(nth) => self.nth.clone_from(nth),
            Said::Term(term) => self.term = Some(*term),
            Said::BankHolidays(stated) => self.bank_holidays = Some(*stated),
            Said::Appointment => self.appointment = true,
            _ => {}
        }
    }

    /// Takes over what is said elsewhere and not here.
    fn merge(&mut self, other: &Self) {
        self.every = self.every.max(other.every);
        self.some_weeks |= other.some_weeks;
        self.term = self.term.or(other.term);
        self.bank_holidays = self.bank_holidays.or(other.bank_holidays);
        self.appointment |= other.appointment;
        if self.nth.is_empty() {
            self.nth.clone_from(&other.nth);
        }
    }
}

impl Entry {
    /// A heading such as `Monday and Friday` adds nothing to days whose times follow.
    fn leave_out_timed_elsewhere(&mut self, entries: &[Self]) {
        if self.hours.is_empty() && !self.days.is_empty() {
            self.days.retain(|day| !entries.iter().any(|entry| !entry.hours.is_empty() && entry.days.contains(day)));
            self.words = if self.days.is_empty() { String::new() } else { std::mem::take(&mut self.words) };
        }
    }

    fn schedules(&self) -> Vec<Schedule> {
        if self.hours.is_empty() && self.days.is_empty() {
            return Vec::new();
        }
        let hours: &[Hours] = if self.hours.is_empty() { &[(None, None)] } else { &self.hours };
        hours.iter().map(|hours| self.schedule(*hours)).collect()
    }

    fn schedule(&self, hours: Hours) -> Schedule {
        let repeats = self.repeats();
        let note = (repeats == Repeats::Unknown).then(|| self.words.clone());
        let always = self.days.len() == 7 && is_around_the_clock(hours);
        Schedule {
            repeats,
            opens: hours.0,
            closes: hours.1,
            term: self.terms.term,
            bank_holidays: self.terms.bank_holidays.or(always.then_some(BankHolidays::Open)),
            by_appointment: self.terms.appointment,
            note,
            ..Schedule::default()
        }
    }

    fn repeats(&self) -> Repeats {
        match (self.days.as_slice(), self.terms.nth.as_slice()) {
            ([], _) => Repeats::Unknown,
            _ if !self.nth.is_empty() => Repeats::MonthlyByDay(self.nth.clone()),
            ([day], [_, ..]) => Repeats::MonthlyByDay(self.terms.nth.iter().map(|nth| (*nth, *day)).collect()),
            (_, [_, ..]) => Repeats::Unknown,
            _ if self.terms.some_weeks => Repeats::Unknown,
            (days, []) => Repeats::Weekly { days: days.to_vec(), every: self.terms.every.max(1), from: None },
        }
    }
}
