//! What a person's words were read as: needs, ages and wishes; and, for the person, everything that was read as a list of
//! [`Reading`]s, each of which can be taken back.
//!
//! Pure: the place is read by [`crate::finding::place_words`] and spelling by the index before this; both say what they read in the
//! same shape.

use crate::finding::{
    ages::AgeFound,
    dictionary::Understood,
    ignored::{self, Ignored},
    needs::Needs,
    understanding::{Wish, WishFound},
    words::Word,
};
use std::ops::Range;

/// One thing that was read from the words, said to the person. Taking it back leaves the words as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// What it is.
    pub kind: ReadingKind,
    /// Its value: a need's code, a wish's `cost=free`, an age's `14`, a typed word.
    pub value: String,
    /// How to say it: "Falls and staying steady", "Age 14", "dementia".
    pub label: String,
    /// The words it was read from, as typed.
    pub words: String,
}

impl Reading {
    /// How it is named where it is taken back: `need:falls`.
    pub fn key(&self) -> String {
        ignored::key(self.kind, &self.value)
    }
}

/// Kinds of reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReadingKind {
    /// A place among the words.
    Place,
    /// A need.
    Need,
    /// An age.
    Age,
    /// A wish.
    Wish,
    /// A word taken as another: the value is as typed, the label what was looked for.
    Spelling,
    /// A word left out because nothing was found with it.
    Without,
}

impl ReadingKind {
    /// Every kind, in the order shown.
    pub const ALL: &[Self] = &[Self::Place, Self::Need, Self::Age, Self::Wish, Self::Spelling, Self::Without];

    /// The word in addresses and in the API.
    pub fn word(self) -> &'static str {
        match self {
            Self::Place => "place",
            Self::Need => "need",
            Self::Age => "age",
            Self::Wish => "wish",
            Self::Spelling => "spelling",
            Self::Without => "without",
        }
    }

    /// What stands before the label: "Place", "Need".
    pub fn label(self) -> &'static str {
        match self {
            Self::Place => "Place",
            Self::Need => "Need",
            Self::Age => "Who for",
            Self::Wish => "Wish",
            Self::Spelling => "Spelling",
            Self::Without => "Left out",
        }
    }
}

/// What words were read as.
#[derive(Debug, Clone, Default)]
pub struct Read<'a> {
    /// Needs.
    pub needs: Vec<Understood>,
    /// Ages.
    pub ages: Vec<AgeFound>,
    /// Wishes.
    pub wishes: Vec<WishFound<'a>>,
    /// What was taken back and so is in none of the others.
    pub not_read: Vec<Reading>,
}

impl<'a> Read<'a> {
    /// Reads the words, but for the readings somebody does not want made.
    pub fn of(words: &[Word], needs: &'a Needs, ignored: &Ignored) -> Self {
        let mut read = Self::all(words, needs);
        read.not_read = read.readings(words, needs);
        read.not_read.retain(|reading| ignored.has(reading.kind, &reading.value));
        if read.not_read.is_empty() {
            return read;
        }
        for found in &mut read.needs {
            found.codes.retain(|code| !ignored.has(ReadingKind::Need, code));
        }
        read.needs.retain(|found| !found.codes.is_empty());
        read.ages.retain(|found| !ignored.has(ReadingKind::Age, &found.age.to_string()));
        read.wishes.retain(|found| !ignored.has(ReadingKind::Wish, &found.wish.value));
        read
    }

    /// Reads the words. What is said with a no has the need within it ("without seeing a gp"). A wish or an age within a need's phrase
    /// counts for both: who types "free counselling" means free, and "adult ADHD" means adults.
    fn all(words: &[Word], needs: &'a Needs) -> Self {
        let small = needs.small_words();
        let mut read = Self { needs: needs.dictionary().understand(words), wishes: small.wishes(words), ..Self::default() };
        let refused: Vec<Range<usize>> = read.wishes.iter().filter(|found| found.negated).map(|found| found.words.clone()).collect();
        read.needs.retain(|need| !refused.iter().any(|words| holds(words, &need.words) && *words != need.words));
        if refused.is_empty() && read.needs.iter().all(|need| need.codes.iter().all(|code| needs.is_who(code))) {
            let nearest = needs.likeness().nearest(words, small);
            // "Open late" is a wish, whatever need's phrases have the same words.
            let only_wished = |need: &Understood| read.wishes.iter().any(|found| holds(&found.words, &need.words));
            let nearest = nearest.filter(|need| !only_wished(need));
            read.needs.extend(nearest);
        }
        read.ages = small.people().ages(words);
        read
    }

    /// Whether a wish says no more than a need of the same words does: that somebody is a carer.
    fn is_said_by_need(&self, found: &WishFound<'_>) -> bool {
        found.wish.is_who() && self.needs.iter().any(|need| holds(&need.words, &found.words))
    }

    /// Everything that was read, for the person: needs, ages, wishes, each once.
    pub fn readings(&self, words: &[Word], needs: &Needs) -> Vec<Reading> {
        let reading = |kind, value: String, label: &str, range: &Range<usize>| Reading {
            kind,
            value,
            label: label.to_owned(),
            words: typed(words, range),
        };
        let mut all: Vec<Reading> = Vec::new();
        for found in &self.needs {
            all.extend(found.codes.iter().map(|code| reading(ReadingKind::Need, code.clone(), needs.label(code), &found.words)));
        }
        all.extend(self.ages.iter().map(|found| reading(ReadingKind::Age, found.age.to_string(), &found.label, &found.words)));
        let shown = self.wishes.iter().filter(|found| !self.is_said_by_need(found));
        all.extend(shown.map(|found| reading(ReadingKind::Wish, found.wish.value.clone(), &found.wish.says, &found.words)));
        let mut once: Vec<Reading> = Vec::new();
        for reading in all {
            if !once.iter().any(|known| known.kind == reading.kind && known.value == reading.value) {
                once.push(reading);
            }
        }
        once
    }

    /// The wishes, each once.
    pub fn wished(&self) -> Vec<Wish> {
        let mut once: Vec<Wish> = Vec::new();
        for found in &self.wishes {
            if !once.iter().any(|known| known.value == found.wish.value) {
                once.push(found.wish.clone());
            }
        }
        once
    }
}

fn holds(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// Some words as they were typed.
fn typed(words: &[Word], range: &Range<usize>) -> String {
    words[range.clone()].iter().map(|word| word.typed.as_str()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
