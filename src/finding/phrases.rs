//! Phrases that show a need in a service's own text. A publisher's mapping writes some of its own; the vocabulary has the rest.
//!
//! A text is not a question: nobody explains it, so only what can hardly mean anything else counts. Single words count in
//! names alone, and phrases in which somebody speaks of themselves ("my mum is lonely") not at all.

use crate::finding::{
    needs::Need,
    understanding::Understanding,
    words::{normalise, singular},
};
use rustc_hash::FxHashMap;
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

/// Words of people who speak of themselves and theirs: no service writes so of itself.
const SPOKEN: [&str; 24] = [
    "cant",
    "dad",
    "dads",
    "didnt",
    "dont",
    "hasnt",
    "he",
    "her",
    "him",
    "his",
    "i",
    "im",
    "isnt",
    "ive",
    "me",
    "mum",
    "mums",
    "my",
    "shes",
    "she",
    "someone",
    "somewhere",
    "whos",
    "wont",
];

/// The shortest single word that counts in a name.
const SHORTEST: usize = 4;

/// Phrases of the vocabulary, by the form two spellings of one phrase share.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Phrases {
    shows: FxHashMap<String, Shows>,
    /// Phrases in which needs are not meant.
    not: FxHashMap<String, BTreeSet<String>>,
    longest: usize,
}

/// What a phrase shows, and where it counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Shows {
    needs: BTreeSet<String>,
    /// Only in a name.
    name_only: bool,
}

/// Where a text stands in a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A name.
    Name,
    /// A summary or description.
    Text,
}

/// Words of a text that show needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The words, as normalised.
    pub words: String,
    /// Which words of the text.
    pub at: Range<usize>,
    /// The needs, in code order.
    pub needs: Vec<String>,
}

impl Phrases {
    /// The phrases of a vocabulary that can show a need in a text.
    pub(super) fn of_needs(needs: &BTreeMap<String, Need>, small: &Understanding) -> Self {
        let mut phrases = Self::default();
        for (code, need) in needs.iter().filter(|(_, need)| !need.untold) {
            need.phrases.iter().for_each(|phrase| phrases.add(phrase, code, true, small));
            need.professional.iter().for_each(|phrase| phrases.add(phrase, code, phrase.len() > SHORTEST, small));
            for phrase in &need.not {
                let normal = normalise(phrase);
                phrases.longest = phrases.longest.max(normal.split(' ').count());
                phrases.not.entry(key(normal.split(' '))).or_default().insert(code.clone());
            }
        }
        phrases
    }

    fn add(&mut self, phrase: &str, code: &str, single: bool, small: &Understanding) {
        let normal = normalise(phrase);
        let words: Vec<&str> = normal.split(' ').collect();
        let telling = words.iter().filter(|word| !small.is_noise(word)).count();
        let fits = if words.len() == 1 { single && normal.chars().count() >= SHORTEST } else { telling > 1 };
        if !fits || words.iter().any(|word| SPOKEN.contains(word)) {
            return;
        }
        self.longest = self.longest.max(words.len());
        let shows = self.shows.entry(key(words.iter().copied())).or_default();
        shows.needs.insert(code.to_owned());
        shows.name_only = words.len() == 1;
    }

    /// What the words of a text show: at each word the longest phrase that begins there; then on behind it.
    pub fn shown_in(&self, words: &[&str], place: Place) -> Vec<Shown> {
        let not_meant = self.not_meant(words);
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let reach = (at + self.longest).min(words.len());
            let longest = (at + 1..=reach).rev().find_map(|end| self.shown_at(words, at..end, place, &not_meant));
            at = longest.as_ref().map_or(at + 1, |shown| shown.at.end);
            found.extend(longest);
        }
        found
    }

    fn shown_at(&self, words: &[&str], at: Range<usize>, place: Place, not_meant: &[(Range<usize>, &BTreeSet<String>)]) -> Option<Shown> {
        let shows = self.shows.get(&key(words[at.clone()].iter().copied()))?;
        if shows.name_only && place == Place::Text {
            return None;
        }
        let denied =
            |code: &&String| not_meant.iter().any(|(range, codes)| range.start <= at.start && at.end <= range.end && codes.contains(*code));
        let needs: Vec<String> = shows.needs.iter().filter(|code| !denied(code)).cloned().collect();
        (!needs.is_empty()).then(|| Shown { words: words[at.clone()].join(" "), at, needs })
    }

    fn not_meant(&self, words: &[&str]) -> Vec<(Range<usize>, &BTreeSet<String>)> {
        if self.not.is_empty() {
            return Vec::new();
        }
        let windows = (0..words.len()).flat_map(|start| (start + 1..=(start + self.longest).min(words.len())).map(move |end| start..end));
        windows.filter_map(|range| self.not.get(&key(words[range.clone()].iter().copied())).map(|codes| (range, codes))).collect()
    }
}

/// The form two spellings of one phrase share.
fn key<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let form = |word: &'a str| match word.strip_suffix("ies") {
        Some(stem) if stem.len() > 2 => Cow::Owned(format!("{stem}y")),
        _ => Cow::Borrowed(singular(word)),
    };
    words.map(form).collect::<Vec<_>>().join(" ")
}

/// The phrases a publisher's mapping writes, by their first word. `foodbank*` also fits `foodbanks`.
#[derive(Debug, Default)]
pub struct MappingPhrases {
    by_first: FxHashMap<String, Vec<MappingPhrase>>,
    /// Phrases whose first word may go on.
    open: Vec<MappingPhrase>,
}

#[derive(Debug, Clone)]
struct MappingPhrase {
    need: String,
    words: Vec<MappingWord>,
}

#[derive(Debug, Clone)]
struct MappingWord {
    text: String,
    /// Any ending will do.
    open: bool,
}

impl MappingWord {
    fn fits(&self, word: &str) -> bool {
        if self.open { word.starts_with(&self.text) } else { word == self.text }
    }
}

impl MappingPhrases {
    /// Needs and the phrases that show them.
    pub fn of<'a>(phrases: impl IntoIterator<Item = (&'a String, &'a Vec<String>)>) -> Self {
        let mut all = Self::default();
        let pairs = phrases.into_iter().flat_map(|(need, phrases)| phrases.iter().map(move |phrase| (need, phrase)));
        for (need, phrase) in pairs {
            let word = |word: &str| MappingWord { text: word.trim_end_matches('*').to_lowercase(), open: word.ends_with('*') };
            let words: Vec<MappingWord> = phrase.split_whitespace().map(word).collect();
            let Some(first) = words.first().cloned() else { continue };
            let phrase = MappingPhrase { need: need.clone(), words };
            if first.open {
                all.open.push(phrase);
            } else {
                all.by_first.entry(first.text).or_default().push(phrase);
            }
        }
        all
    }

    /// The needs the text speaks of, each with the first words that say so.
    pub fn found_in(&self, text: &str) -> Vec<(String, String)> {
        let lower = text.to_lowercase();
        let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty()).collect();
        let mut found: Vec<(String, String)> = Vec::new();
        for at in 0..words.len() {
            let rest = &words[at..];
            for phrase in self.by_first.get(rest[0]).into_iter().flatten().chain(&self.open) {
                let fits = phrase.words.len() <= rest.len() && phrase.words.iter().zip(rest).all(|(wanted, word)| wanted.fits(word));
                if fits && !found.iter().any(|(need, _)| *need == phrase.need) {
                    found.push((phrase.need.clone(), rest[..phrase.words.len()].join(" ")));
                }
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::needs::Needs;

    fn needs() -> Needs {
        Needs::read(
            "[nursery]\nlabel = \"Nurseries\"\nphrases = [\"nursery\", \"day nursery\", \"my kids nursery\"]\nnot = [\"plant nursery\"]\n\
             [gp]\nlabel = \"GP\"\nphrases = [\"gp\", \"health centre\"]\n\
             [coil]\nlabel = \"Coil\"\nphrases = [\"the coil\"]\n\
             [emergency]\nlabel = \"999\"\nphrases = [\"chest pain\"]\nfrom_text = false\n\
             [parks]\nlabel = \"Parks\"\nasked = [\"park\"]",
        )
        .unwrap()
    }

    #[test]
    fn only_what_can_hardly_mean_anything_else_counts() {
        let needs = needs();
        for (text, place, expected) in [
            ("sunny day nurseries", Place::Text, vec!["day nurseries"]),
            ("sunny nursery", Place::Text, vec![]),
            ("sunny nursery", Place::Name, vec!["nursery"]),
            ("plant nursery", Place::Name, vec![]),
            ("my kids nursery", Place::Text, vec![]),
            ("gp cover", Place::Name, vec![]),
            ("the health centres and the coil", Place::Text, vec!["health centres"]),
            ("chest pain", Place::Name, vec![]),
            ("park house", Place::Name, vec![]),
        ] {
            let words: Vec<&str> = text.split(' ').collect();
            let shown: Vec<String> = needs.shown_by().shown_in(&words, place).into_iter().map(|shown| shown.words).collect();
            assert_eq!(shown, expected, "{text}");
        }
    }

    #[test]
    fn words_of_a_mapping_are_found_whole_unless_they_may_go_on() {
        let words = |list: &[&str]| list.iter().map(|word| (*word).to_owned()).collect::<Vec<String>>();
        let written = [("food-bank".to_owned(), words(&["food bank*"])), ("dementia".to_owned(), words(&["dementia", "alzheimer*"]))];
        let phrases = MappingPhrases::of(written.iter().map(|(need, words)| (need, words)));
        let found = |text: &str| phrases.found_in(text);
        assert_eq!(found("We run Food-banks."), [("food-bank".to_owned(), "food banks".to_owned())]);
        assert_eq!(found("Alzheimer's café, for dementia"), [("dementia".to_owned(), "alzheimer's".to_owned())]);
        assert_eq!(found("Demented food for thought; a bank"), []);
    }
}
