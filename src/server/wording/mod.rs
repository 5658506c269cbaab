//! Facts about a service in plain words, the same on every page and in the API, in the language of the voice they are said with.
//!
//! Unknown is said as unknown. Nothing here decides anything: it only words what the model and the search have found. One file for
//! each kind of sentence; the sentences themselves stand in `locales/`.

mod ages;
mod dates;
mod facts;
mod hours;
pub(crate) mod labels;
mod opening;
mod places;
mod reach;
mod reasons;
mod remarks;
mod urgent;
mod week;

#[cfg(test)]
mod tests;

pub use ages::{ages, asked_age};
pub use dates::{date_full, date_weekday, day_month, session, time};
pub use facts::{CheckedWords, GettingIn, capacity, checked, checked_detail, cost, getting_in, price, publisher, told_by, vacancy};
pub use hours::hours;
pub use labels::{audience, choice, delivery, filter, filter_problem, gender, nation, reading_kind, section, sector, typed_label, wish};
pub use opening::{Opening, opening};
pub use places::{address, and_other_places, area, features, nations, place_remark, unknown_place};
pub use reach::{distance, miles, reach, reach_of_card, serves};
pub use reasons::{reason, reasons};
pub use remarks::{left_out, relaxed};
pub use urgent::{Call, call, panel};
pub use week::{day_hours, is_all_day};

use crate::server::languages::{Arg, L, Said};

/// Any text, so that no postcode or telephone number in it breaks, and a long address breaks where it may.
pub fn unbroken(text: impl AsRef<str>) -> Said {
    text.as_ref().into()
}

/// "1 service", "10,482 services".
pub fn services(l: &L, number: u64) -> Said {
    l.n("services", number)
}

/// Joins as people write: "a", "a and b", "a, b and c".
pub fn list(l: &L, items: &[Said]) -> Said {
    joined(l, "list-and", items)
}

/// "a, b or c".
fn either(l: &L, items: &[Said]) -> Said {
    joined(l, "list-or", items)
}

fn joined(l: &L, key: &str, items: &[Said]) -> Said {
    match items {
        [] => Said::default(),
        [only] => only.clone(),
        [first @ .., last] => {
            let first = commas(first);
            let vowel = if begins_with_a_vowel(&last.plain()) { "yes" } else { "no" };
            l.with(key, &[("first", (&first).into()), ("last", last.into()), ("vowel", Arg::Text(vowel))])
        }
    }
}

/// "a, b, c".
pub fn commas(items: &[Said]) -> Said {
    items.iter().map(Said::inner).collect::<Vec<_>>().join(", ").into()
}

/// "They come to your home, by phone": labels in one sentence, of which the first alone keeps its capital.
pub fn in_a_row(labels: &[Said]) -> Said {
    let small = |(at, label): (usize, &Said)| if at == 0 { label.clone() } else { lower_first_word(label.inner()).into() };
    commas(&labels.iter().enumerate().map(small).collect::<Vec<_>>())
}

fn begins_with_a_vowel(text: &str) -> bool {
    text.chars().next().is_some_and(|first| "aeiouyâêîôûŷ".contains(first.to_lowercase().next().unwrap_or(first)))
}

/// Lower case for the first letter, unless the label holds a name or an acronym: "falls and staying steady", "LGBT+ support".
fn lower_first_word(label: &str) -> String {
    let named = label.chars().skip(1).any(char::is_uppercase);
    if named { label.to_owned() } else { lower_first(label) }
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}
