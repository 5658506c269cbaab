//! Opening hours as people type them, read into schedules.
//!
//! A wrong hour is worse than an unknown one: where a text has two sensible readings, neither is taken, and the words are kept.
//! `tokens` cuts the text, `clauses` gathers what is said (with the words in `vocabulary` and the times in `clock_times`),
//! `assembly` puts days and times together. Add words to `vocabulary`; nothing here knows where a text comes from.

mod assembly;
mod clauses;
mod clock_times;
mod sentences;
mod tokens;
mod vocabulary;

use crate::model::schedule::{Repeats, Schedule};

/// Reads free text such as `Tuesday 11.00 – 13.00\nFriday 11.00 – 13.00` or `Mon-Fri 9am-5pm`.
///
/// The first schedule's `note` is the whole text. When part of it could not be read, one last schedule of unknown days keeps the
/// remaining words, so that [`crate::model::opening`] answers *unknown*, not *closed*, outside the hours that were read. Text in
/// which nothing can be read becomes that one schedule. Empty text gives nothing. Days said to be closed give nothing either.
pub fn read(text: &str) -> Vec<Schedule> {
    let unescaped = text.replace("\\n", "\n");
    let text = unescaped.trim();
    if text.is_empty() {
        return Vec::new();
    }
    let assembly::Reading { mut schedules, unread } = assembly::read(text);
    if schedules.is_empty() {
        return vec![Schedule { repeats: Repeats::Unknown, note: Some(text.to_owned()), ..Schedule::default() }];
    }
    if !unread.is_empty() {
        schedules.push(Schedule { note: Some(unread.join(" … ")), ..Schedule::default() });
    }
    if let Some(first) = schedules.first_mut() {
        first.note = Some(text.to_owned());
    }
    schedules
}

/// Words that say nothing beside days and times.
const ONLY_TIMES: &str = " am and appointment at bank by closed daily day days each every from holiday holidays hours noon midnight on only open \
                          pm til till time to term until weekdays weekend weekends ";

/// Whether a text holds days, times and the words between them, and nothing that a reader of our own words would miss.
pub fn is_only_times(text: &str) -> bool {
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let is_day = |word: &str| word.len() <= "wednesdays".len() && days.iter().any(|day| word.starts_with(day));
    let mut words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).map(str::to_lowercase);
    words.all(|word| ONLY_TIMES.contains(&format!(" {word} ")) || is_day(&word))
}

#[cfg(test)]
mod measured;
#[cfg(test)]
mod tests;
