//! Finds the words that show a need in a row's own text.

use crate::sources::spreadsheet::mapping::TextNeeds;
use std::collections::HashMap;

/// The phrases of a mapping's `[text_needs]`, by their first word.
#[derive(Debug, Default)]
pub(in crate::sources::spreadsheet) struct Vocabulary {
    by_first: HashMap<String, Vec<Phrase>>,
    /// Phrases whose first word may go on.
    open: Vec<Phrase>,
}

#[derive(Debug, Clone)]
struct Phrase {
    need: String,
    words: Vec<Word>,
}

#[derive(Debug, Clone)]
struct Word {
    text: String,
    /// Any ending will do.
    open: bool,
}

impl Word {
    fn fits(&self, word: &str) -> bool {
        if self.open { word.starts_with(&self.text) } else { word == self.text }
    }
}

impl Vocabulary {
    pub(in crate::sources::spreadsheet) fn new(fields: &TextNeeds) -> Self {
        let mut vocabulary = Self::default();
        for (need, phrases) in &fields.words {
            for phrase in phrases {
                let words: Vec<Word> = phrase
                    .split_whitespace()
                    .map(|word| Word { text: word.trim_end_matches('*').to_lowercase(), open: word.ends_with('*') })
                    .collect();
                let Some(first) = words.first().cloned() else { continue };
                let phrase = Phrase { need: need.clone(), words };
                if first.open {
                    vocabulary.open.push(phrase);
                } else {
                    vocabulary.by_first.entry(first.text).or_default().push(phrase);
                }
            }
        }
        vocabulary
    }

    /// The needs the text speaks of, each with the first words that say so.
    pub(in crate::sources::spreadsheet) fn found_in(&self, text: &str) -> Vec<(String, String)> {
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

    #[test]
    fn words_are_found_whole_unless_they_may_go_on() {
        let fields: TextNeeds =
            toml::from_str("columns = []\n[words]\nfood-bank = ['food bank*']\ndementia = ['dementia', 'alzheimer*']").unwrap();
        let vocabulary = Vocabulary::new(&fields);
        let found = |text: &str| vocabulary.found_in(text);
        assert_eq!(found("We run Food-banks."), [("food-bank".to_owned(), "food banks".to_owned())]);
        assert_eq!(found("Alzheimer's café, for dementia"), [("dementia".to_owned(), "alzheimer's".to_owned())]);
        assert_eq!(found("Demented food for thought; a bank"), []);
    }
}
