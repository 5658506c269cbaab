//! What is numbered across the whole index, so that a question judges each distinct thing once and each document by a look-up.
//!
//! Grows with each new segment; numbers never change while an index is open.

use crate::search::kinds::Kinds;
use std::{
    collections::{HashMap, hash_map::Entry},
    hash::Hash,
    ops::BitOr,
    sync::Arc,
};

/// A number for every distinct value, in the order first seen.
#[derive(Debug)]
pub(crate) struct Numbered<T> {
    numbers: HashMap<T, u32>,
}

impl<T: Hash + Eq> Numbered<T> {
    pub(crate) fn new() -> Self {
        Self { numbers: HashMap::new() }
    }

    /// The value's number, and whether it is new.
    pub(crate) fn number(&mut self, value: T) -> (u32, bool) {
        let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
        match self.numbers.entry(value) {
            Entry::Occupied(known) => (*known.get(), false),
            Entry::Vacant(free) => {
                free.insert(next);
                (next, true)
            }
        }
    }
}

/// Sets of words many documents share: the words' numbers, set after set.
#[derive(Debug, Clone)]
pub(crate) struct Sets {
    words: Vec<u32>,
    /// Where each set begins, and one past the last.
    starts: Vec<u32>,
}

impl Sets {
    /// Only the empty set.
    fn new() -> Self {
        Self { words: Vec::new(), starts: vec![0, 0] }
    }

    fn push(&mut self, words: &[u32]) {
        self.words.extend_from_slice(words);
        self.starts.push(u32::try_from(self.words.len()).unwrap_or(u32::MAX));
    }

    /// How many sets there are.
    pub(crate) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// The words of a set.
    pub(crate) fn words(&self, set: u32) -> &[u32] {
        let at = set as usize;
        &self.words[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// What a set amounts to, given what each word does.
    pub(crate) fn sum<T: Copy + Default + BitOr<Output = T>>(&self, set: u32, of_words: &[T]) -> T {
        self.words(set).iter().fold(T::default(), |all, word| all | of_words[*word as usize])
    }
}

/// Words and their numbers, both ways.
#[derive(Debug, Clone, Default)]
pub(crate) struct Words {
    numbers: HashMap<Arc<str>, u32>,
    texts: Vec<Arc<str>>,
}

impl Words {
    /// The number of a word some document has.
    pub(crate) fn number(&self, text: &str) -> Option<u32> {
        self.numbers.get(text).copied()
    }

    /// The word of a number.
    pub(crate) fn text(&self, number: u32) -> &str {
        &self.texts[number as usize]
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.texts.len()
    }

    fn push(&mut self, text: &str) -> u32 {
        let (number, text) = (u32::try_from(self.texts.len()).unwrap_or(u32::MAX), Arc::<str>::from(text));
        self.texts.push(Arc::clone(&text));
        self.numbers.insert(text, number);
        number
    }
}

/// Words and the sets of them that documents have, as one state of the index knows them.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    /// The words.
    pub(crate) words: Arc<Words>,
    /// Sets by number. The first is the empty one.
    pub(crate) sets: Arc<Sets>,
}

impl Known {
    /// These words and sets, numbered as they come; the empty set, which is the first, is not among them.
    pub(crate) fn of<'t>(words: impl Iterator<Item = &'t str>, sets: impl Iterator<Item = &'t [u32]>) -> Self {
        let (mut known, mut all) = (Words::default(), Sets::new());
        words.for_each(|word| {
            known.push(word);
        });
        sets.for_each(|set| all.push(set));
        Self { words: Arc::new(known), sets: Arc::new(all) }
    }
}

/// Words and the sets of them that documents have, as they grow.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    /// The words.
    pub(crate) words: Arc<Words>,
    /// Sets by number. The first is the empty one.
    pub(crate) sets: Arc<Sets>,
    numbers: Numbered<Box<[u32]>>,
}

impl Vocabulary {
    fn new() -> Self {
        let mut numbers = Numbered::new();
        numbers.number(Box::default());
        Self { words: Arc::default(), sets: Arc::new(Sets::new()), numbers }
    }

    /// What is known so far.
    pub(crate) fn known(&self) -> Known {
        Known { words: Arc::clone(&self.words), sets: Arc::clone(&self.sets) }
    }

    /// The number of a set of numbered words.
    pub(crate) fn set(&mut self, words: &[u32]) -> u32 {
        let (number, new) = self.numbers.number(words.into());
        if new {
            Arc::make_mut(&mut self.sets).push(words);
        }
        number
    }

    /// The number of a word as the index holds it.
    pub(crate) fn word(&mut self, bytes: &[u8]) -> u32 {
        let text = String::from_utf8_lossy(bytes);
        self.words.number(&text).unwrap_or_else(|| Arc::make_mut(&mut self.words).push(&text))
    }
}

/// The values of an open list: a vocabulary whose words are shown under labels.
#[derive(Debug)]
pub(crate) struct List {
    /// The words as they stand in a URL.
    pub(crate) vocabulary: Vocabulary,
    /// The label of each word: the first spelling met.
    pub(crate) labels: Arc<Vec<Arc<str>>>,
}

/// What parts word and label where the index holds a value.
const PARTED: char = '\u{1f}';

/// Longest word and label, in characters; longer ones are cut.
const LONGEST: usize = 200;

/// How the index holds a value of an open list; `None` where there is nothing to hold.
pub(crate) fn written(word: &str, label: &str) -> Option<String> {
    let cut = |text: &str| text.chars().filter(|c| *c != PARTED).take(LONGEST).collect::<String>();
    (!word.is_empty()).then(|| format!("{}{PARTED}{}", cut(word).trim(), cut(label).trim()))
}

impl List {
    fn new() -> Self {
        Self { vocabulary: Vocabulary::new(), labels: Arc::default() }
    }

    /// The number of a value as the index holds it.
    pub(crate) fn value(&mut self, bytes: &[u8]) -> u32 {
        let text = String::from_utf8_lossy(bytes);
        let (word, label) = text.split_once(PARTED).unwrap_or((&text, &text));
        let number = self.vocabulary.word(word.as_bytes());
        if number as usize == self.labels.len() {
            Arc::make_mut(&mut self.labels).push(Arc::from(label));
        }
        number
    }
}

/// Everything that is numbered across the index.
#[derive(Debug)]
pub(crate) struct Numbers {
    /// Services by id.
    pub(crate) services: Numbered<u128>,
    hours: Numbered<u64>,
    /// Need codes.
    pub(crate) needs: Vocabulary,
    /// Coverage words.
    pub(crate) covers: Vocabulary,
    /// The values of the open lists, in the order of the filters.
    pub(crate) lists: Vec<List>,
    /// What filters can ask of a document.
    pub(crate) kinds: Kinds,
    /// A card that shows the hours of each number. The first stands for none.
    pub(crate) hour_cards: Arc<Vec<u64>>,
}

impl Numbers {
    /// Nothing numbered yet, for so many open lists.
    pub(crate) fn new(lists: usize) -> Self {
        let mut hours = Numbered::new();
        hours.number(0);
        let lists = std::iter::repeat_with(List::new).take(lists).collect();
        Self {
            services: Numbered::new(),
            hours,
            needs: Vocabulary::new(),
            covers: Vocabulary::new(),
            lists,
            kinds: Kinds::new(),
            hour_cards: Arc::new(vec![0]),
        }
    }

    /// The number of opening hours, and a card that shows them.
    pub(crate) fn hours(&mut self, fingerprint: u64, card: u64) -> u32 {
        let (number, new) = self.hours.number(fingerprint);
        if new {
            Arc::make_mut(&mut self.hour_cards).push(card);
        }
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_has_one_number_however_it_is_spelt() {
        let mut list = List::new();
        let number = |list: &mut List, word, label| list.value(written(word, label).unwrap().as_bytes());
        assert_eq!(number(&mut list, "age uk", "Age UK"), 0);
        assert_eq!(number(&mut list, "scope", "Scope"), 1);
        assert_eq!(number(&mut list, "age uk", "AGE UK"), 0);
        assert_eq!((&*list.labels[0], list.vocabulary.words.number("scope")), ("Age UK", Some(1)));
        assert_eq!(written("", "?"), None);
        assert!(written("x", &"long ".repeat(1_000)).unwrap().len() < 210);
    }
}
