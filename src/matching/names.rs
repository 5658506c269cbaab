//! Names: words without what says nothing, short forms written out, and how much two names have in common.

use crate::finding::{spelling, words};
use rphonetic::{DoubleMetaphone, Encoder};
use std::sync::LazyLock;

/// A word of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) text: String,
    /// Its sound; empty for figures and short words.
    pub(super) sound: String,
    /// How much it tells: 3 for a word of its own, 1 for one that many names have.
    pub(super) weight: u32,
}

/// A name as it is compared.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Name {
    pub(super) words: Vec<Word>,
}

/// How two names stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    Other,
    Silent,
    Part,
    Most,
    Alike,
    SameCommon,
    Same,
}

/// "l w t dental" is "lwt dental".
fn with_initials_joined(plain: &str) -> String {
    let mut joined = String::with_capacity(plain.len());
    let mut after_initial = false;
    for word in plain.split(' ') {
        let initial = word.len() == 1 && word.bytes().all(|byte| byte.is_ascii_lowercase());
        if !(joined.is_empty() || initial && after_initial) {
            joined.push(' ');
        }
        joined.push_str(word);
        after_initial = initial;
    }
    joined
}

/// Says nothing of which service it is.
const IDLE: [&str; 35] = [
    "the",
    "of",
    "and",
    "at",
    "in",
    "for",
    "a",
    "an",
    "to",
    "with",
    "on",
    "by",
    "y",
    "yr",
    "ltd",
    "limited",
    "plc",
    "llp",
    "cic",
    "cio",
    "co",
    "inc",
    "uk",
    "no",
    "warm",
    "space",
    "welcome",
    "hub",
    "bank",
    "spot",
    "free",
    "branch",
    "site",
    "company",
    "incorporated",
];

/// Many names have it.
const COMMON: [&str; 96] = [
    "library",
    "centre",
    "community",
    "church",
    "hall",
    "house",
    "surgery",
    "medical",
    "health",
    "pharmacy",
    "dental",
    "care",
    "home",
    "court",
    "lodge",
    "nursing",
    "residential",
    "food",
    "pantry",
    "charity",
    "trust",
    "foundation",
    "association",
    "society",
    "group",
    "club",
    "project",
    "service",
    "support",
    "school",
    "college",
    "village",
    "town",
    "city",
    "parish",
    "methodist",
    "baptist",
    "united",
    "reformed",
    "catholic",
    "saint",
    "army",
    "salvation",
    "road",
    "street",
    "lane",
    "avenue",
    "park",
    "green",
    "north",
    "south",
    "east",
    "west",
    "central",
    "upper",
    "lower",
    "new",
    "old",
    "great",
    "little",
    "first",
    "doctor",
    "partner",
    "clinic",
    "hospital",
    "optician",
    "optometrist",
    "family",
    "child",
    "children",
    "young",
    "youth",
    "people",
    "women",
    "men",
    "day",
    "cafe",
    "kitchen",
    "drop",
    "coffee",
    "morning",
    "lunch",
    "advice",
    "citizen",
    "memorial",
    "social",
    "resource",
    "learning",
    "living",
    "homecare",
    "help",
    "fund",
    "solicitor",
    "information",
    "county",
    "council",
];

/// Short forms and what they stand for.
const SHORT: [(&str, &str); 38] = [
    ("st", "saint"),
    ("sts", "saint"),
    ("ste", "saint"),
    ("rd", "road"),
    ("ctr", "centre"),
    ("cntr", "centre"),
    ("center", "centre"),
    ("cent", "centre"),
    ("canolfan", "centre"),
    ("llyfrgell", "library"),
    ("libraries", "library"),
    ("lib", "library"),
    ("comm", "community"),
    ("commty", "community"),
    ("assoc", "association"),
    ("assn", "association"),
    ("dr", "doctor"),
    ("drs", "doctor"),
    ("dept", "department"),
    ("mt", "mount"),
    ("med", "medical"),
    ("hlth", "health"),
    ("hosp", "hospital"),
    ("pharm", "pharmacy"),
    ("pharma", "pharmacy"),
    ("chemist", "pharmacy"),
    ("chemists", "pharmacy"),
    ("practice", "surgery"),
    ("dentist", "dental"),
    ("svc", "service"),
    ("svcs", "service"),
    ("soc", "society"),
    ("ch", "church"),
    ("meth", "methodist"),
    ("urc", "reformed"),
    ("sq", "square"),
    ("ave", "avenue"),
    ("foodbank", "food"),
];

static SOUNDS: LazyLock<DoubleMetaphone> = LazyLock::new(|| DoubleMetaphone::new(Some(6)));

impl Name {
    /// Reads a name. What stands in brackets is another name of the same thing more often than not, and is read too.
    pub(super) fn read(text: &str) -> Self {
        let plain = with_initials_joined(&words::normalise(text));
        let mut read = Self::default();
        for word in plain.split(' ').filter(|word| !word.is_empty() && !IDLE.contains(word)) {
            let long = SHORT.iter().find(|(short, _)| *short == word).map_or_else(|| words::singular(word), |(_, long)| long);
            if !read.words.iter().any(|known| known.text == long) && !IDLE.contains(&long) {
                read.words.push(Word::of(long));
            }
        }
        if read.words.is_empty() {
            read.words = plain.split(' ').filter(|word| !word.is_empty()).map(Word::of).collect();
        }
        read
    }

    /// Its words in order of the alphabet, for looking up.
    pub(super) fn sorted(&self) -> Vec<&str> {
        let mut sorted: Vec<&str> = self.words.iter().map(|word| word.text.as_str()).collect();
        sorted.sort_unstable();
        sorted
    }

    /// Whether it says nothing but what kind of service it is: "Dental surgery".
    fn is_silent(&self) -> bool {
        self.telling().next().is_none()
    }

    /// The words that tell.
    pub(super) fn telling(&self) -> impl Iterator<Item = &Word> {
        self.words.iter().filter(|word| word.weight > 1)
    }

    /// Compares two names. A word that only one has counts for nothing where it is known to be part of the other's address.
    pub(super) fn likeness(&self, other: &Self, around: &[String], around_other: &[String]) -> Likeness {
        let (mut both, mut alone, mut edited) = (0, 0, false);
        for word in &self.words {
            match other.words.iter().map(|known| word.near(known)).max() {
                Some(Nearness::Same) => both += word.weight,
                Some(Nearness::Alike) => (both, edited) = (both + word.weight, true),
                _ if is_around(word, around_other) => {}
                _ => alone += word.weight,
            }
        }
        for word in &other.words {
            if other_lacks(word, self) && !is_around(word, around) {
                alone += word.weight;
            }
        }
        let figures = |name: &Self| name.words.iter().filter(|word| word.is_figure()).map(|word| word.text.clone()).collect::<Vec<_>>();
        let numbered = figures(self) == figures(other);
        match (both, alone) {
            (0, _) if !self.is_silent() && !other.is_silent() => Likeness::Other,
            (0, _) => Likeness::Silent,
            (_, 0) if !edited && both >= 3 => Likeness::Same,
            (_, 0) if !edited => Likeness::SameCommon,
            // Four fifths in common.
            (both, alone) if numbered && both >= 3 && 2 * both >= 8 * alone => Likeness::Alike,
            // As much in common as not.
            (both, alone) if both >= 3 && both >= alone => Likeness::Most,
            // Half as much.
            (both, alone) if both >= 3 && 2 * both >= alone => Likeness::Part,
            _ if self.is_silent() || other.is_silent() => Likeness::Silent,
            _ => Likeness::Other,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Nearness {
    Apart,
    Alike,
    Same,
}

impl Word {
    fn of(text: &str) -> Self {
        let weight = if COMMON.contains(&text) { 1 } else { 3 };
        let speaks = text.len() >= 4 && text.bytes().all(|byte| byte.is_ascii_lowercase());
        Self { text: text.to_owned(), sound: if speaks { SOUNDS.encode(text) } else { String::new() }, weight }
    }

    fn is_figure(&self) -> bool {
        self.text.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// A letter or two make no other word of a long one, nor does a spelling that sounds the same.
    fn near(&self, other: &Self) -> Nearness {
        if self.text == other.text {
            return Nearness::Same;
        }
        let least = self.text.len().min(other.text.len());
        let most = match least {
            0..=4 => 0,
            5..=8 => 1,
            _ => 2,
        };
        let edits = most > 0 && !self.is_figure() && spelling::distance(&self.text, &other.text, most).is_some();
        let sounds =
            least >= 5 && !self.sound.is_empty() && self.sound == other.sound && self.text.as_bytes()[0] == other.text.as_bytes()[0];
        if edits || sounds { Nearness::Alike } else { Nearness::Apart }
    }
}

fn other_lacks(word: &Word, name: &Name) -> bool {
    name.words.iter().all(|known| word.near(known) == Nearness::Apart)
}

fn is_around(word: &Word, around: &[String]) -> bool {
    around.contains(&word.text)
}
