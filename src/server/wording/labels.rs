//! Labels of closed lists: filters and their choices, sectors, audiences, wishes. Their keys are made of the words they go by in
//! addresses, so that a value in no list of ours keeps the label it came with.

use crate::{
    finding::{answer::NoChoice, reading::ReadingKind},
    model::{
        audience::Audience,
        sector::{Delivery, Gender, Nation, Sector},
    },
    server::languages::{L, Said},
};

/// A filter: "Who runs it".
pub fn filter(l: &L, parameter: &str, english: &str) -> Said {
    l.label(&filter_key(parameter), english)
}

/// A part of the filters: "When".
pub fn section(l: &L, english: &str) -> Said {
    l.label(&section_key(english), english)
}

/// One choice of a filter: "Free".
pub fn choice(l: &L, parameter: &str, value: &str, english: &str) -> Said {
    l.label(&choice_key(parameter, value), english)
}

/// The words beside a box to type in: "Or an exact age in years".
pub fn typed_label(l: &L, parameter: &str, english: &str) -> Said {
    l.label(&typed_key(parameter), english)
}

/// What is wrong with a value that is none of a filter's.
pub fn filter_problem(l: &L, parameter: &str, problem: &NoChoice) -> Said {
    let choices = problem.choices.join(", ");
    match (problem.typed, parameter) {
        (None, _) => l.with("problem-choices", &[("value", (&problem.value).into()), ("choices", (&choices).into())]),
        (Some(_), "age") => l.v("problem-age", "value", &problem.value),
        (Some(_), _) => l.published(problem.to_string()),
    }
}

/// A wish, by its value in the vocabulary: "Comes to your home", "In Polish".
pub fn wish(l: &L, value: &str, english: &str) -> Said {
    match value.split_once('=') {
        Some(("language", code)) if !l.is_english() => {
            let language = choice(l, "language", code, english);
            l.v("wish-language", "language", &language)
        }
        _ => l.label(&wish_key(value), english),
    }
}

/// What stands before what was read from the words: "Place", "Need".
pub fn reading_kind(l: &L, kind: ReadingKind) -> Said {
    let key = match kind {
        ReadingKind::Place => "reading-place",
        ReadingKind::Need => "reading-need",
        ReadingKind::Age => "reading-age",
        ReadingKind::Wish => "reading-wish",
        ReadingKind::Spelling => "reading-spelling",
        ReadingKind::Without => "reading-without",
    };
    l.say(key)
}

/// Who delivers it: "Charity or community".
pub fn sector(l: &L, sector: Sector) -> Said {
    choice(l, "sector", sector.word(), sector.label())
}

/// How it is received: "Comes to your home".
pub fn delivery(l: &L, delivery: Delivery) -> Said {
    choice(l, "delivery", delivery.word(), delivery.label())
}

/// Whom it is meant for: "Older people".
pub fn audience(l: &L, audience: Audience) -> Said {
    choice(l, "audience", audience.word(), audience.label())
}

/// "Women only".
pub fn gender(l: &L, gender: Gender) -> Said {
    choice(l, "gender", gender.word(), gender.label())
}

/// "Wales".
pub fn nation(l: &L, nation: Nation) -> Said {
    country(l, nation.label())
}

/// A nation or the United Kingdom, by its English name.
pub(super) fn country(l: &L, english: &str) -> Said {
    l.label(&country_key(english), english)
}

pub(crate) fn filter_key(parameter: &str) -> String {
    format!("filter-{}", slug(parameter))
}

pub(crate) fn section_key(english: &str) -> String {
    format!("section-{}", slug(english))
}

pub(crate) fn choice_key(parameter: &str, value: &str) -> String {
    format!("choice-{}-{}", slug(parameter), slug(value))
}

pub(crate) fn typed_key(parameter: &str) -> String {
    format!("typed-{}", slug(parameter))
}

pub(crate) fn wish_key(value: &str) -> String {
    format!("wish-{}", slug(value))
}

pub(crate) fn country_key(english: &str) -> String {
    format!("nation-{}", slug(english))
}

/// A word as it may stand in a key: `open_now` → `open-now`.
fn slug(word: &str) -> String {
    let mut slug = String::with_capacity(word.len());
    for c in word.chars() {
        match c {
            c if c.is_ascii_alphanumeric() => slug.push(c.to_ascii_lowercase()),
            _ if !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
    }
    slug
}
