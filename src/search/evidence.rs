//! What speaks for a document: its words, its needs and the names it goes by, held against a plan. Words, needs and other words
//! are bits, in the order of the plan.

use crate::{
    finding::scoring,
    search::query::{NeedHit, OtherWord, Part, Plan},
};

/// Needs of a plan that are looked at: a bit each in a number that has one to spare.
pub(crate) const MOST_NEEDS: usize = 31;
/// Other words of a plan that are looked up: a bit each in a number.
pub(crate) const MOST_OTHER_WORDS: usize = 64;

/// What speaks for a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Evidence {
    /// It answers the question.
    Answers,
    /// Its text only mentions the words.
    Mentions,
}

impl Plan {
    /// What speaks for a document with these words in its text, these of them in its name or about it, these needs, and other
    /// words for these needs.
    pub(crate) fn evidence(&self, found: u16, strong: u16, hits: u32, called: u64) -> Option<Evidence> {
        if self.loose {
            let words = found & (self.content | self.meant);
            // For a whole nation a common word says nothing of a need that is known.
            let tells = if self.needs_only && !self.understood.is_empty() { self.is_telling(words) } else { words != 0 };
            return (tells || hits != 0).then_some(Evidence::Mentions);
        }
        if self.understood.is_empty() {
            let covered = self.hit(hits).fold(found, |words, need| words | need.words);
            return ((covered & self.content).count_ones() as usize >= self.needed).then_some(Evidence::Answers);
        }
        let content = !self.needs_only && self.content & !found == 0 && self.content & strong != 0 && self.is_telling(self.content);
        if self.is_called(strong) {
            return Some(Evidence::Answers);
        }
        let named = |need: &NeedHit| need.by_words && need.words != 0 && need.words & !strong == 0;
        if called != 0 || content || self.hit(hits).any(|need| need.is_phrase() || need.is_beside()) || self.phrases().any(named) {
            return Some(Evidence::Answers);
        }
        // Where help cannot wait, a mention is not enough.
        let mentioned = !self.urgent && self.phrases().any(|need| need.by_words && need.words & !found == 0 && self.is_telling(need.words));
        mentioned.then_some(Evidence::Mentions)
    }

    /// The words that stand for needs whose every word is among those found.
    pub(crate) fn whole_phrases(&self, found: u16) -> u16 {
        self.phrases().filter(|need| need.words & !found == 0).fold(0, |words, need| words | need.words)
    }

    fn phrases(&self) -> impl Iterator<Item = &NeedHit> {
        self.needs.iter().filter(|need| need.is_phrase())
    }

    /// Whether a mention of these words tells something: two of them, or a rare one.
    fn is_telling(&self, words: u16) -> bool {
        let rare = |(at, part): (usize, &Part)| words & 1 << at != 0 && part.rarity >= scoring::TELLING_RARITY;
        words.count_ones() > 1 || self.parts.iter().enumerate().any(rare)
    }

    /// Whether everything that was typed, two words or more, is in what a document is called: "age uk".
    pub(crate) fn is_called(&self, strong: u16) -> bool {
        let typed = self.content | self.meant;
        !self.urgent && typed.count_ones() > 1 && typed & !strong == 0
    }

    /// Whether all phrases were answered, of several.
    pub(crate) fn is_complete(&self, hits: u32) -> bool {
        let all = self.needs.iter().enumerate().filter(|(_, need)| need.is_phrase());
        self.phrases().nth(1).is_some() && all.take(MOST_NEEDS).all(|(bit, _)| hits & 1 << bit != 0)
    }

    /// The needs a document carries, a bit each in `hits`.
    pub(crate) fn hit(&self, hits: u32) -> impl Iterator<Item = &NeedHit> {
        self.needs.iter().take(MOST_NEEDS).enumerate().filter(move |(bit, _)| hits & 1 << bit != 0).map(|(_, need)| need)
    }

    /// The other words that are looked up, each with its bit.
    pub(crate) fn other_words(&self) -> impl Iterator<Item = (usize, &OtherWord)> {
        self.other_words.iter().take(MOST_OTHER_WORDS).enumerate()
    }

    /// The other words for each need, a bit each.
    pub(crate) fn other_words_of_needs(&self) -> Vec<u64> {
        let mut words = vec![0; self.needs.len().min(MOST_NEEDS)];
        for (at, word) in self.other_words() {
            words.iter_mut().skip(word.need).take(1).for_each(|words| *words |= 1 << at);
        }
        words
    }

    /// The needs these other words stand for, a bit each.
    pub(crate) fn needs_called(&self, called: u64) -> u32 {
        let words = self.other_words();
        words.filter(|(at, word)| called & 1 << at != 0 && word.need < MOST_NEEDS).fold(0, |needs, (_, word)| needs | 1 << word.need)
    }

    /// What is left of a word's weight, the words of carried needs given.
    pub(crate) fn share(&self, part: usize, echoed: u16, strong: u16) -> f32 {
        match 1 << part {
            word if echoed & word != 0 && self.is_named(word, strong) => scoring::ECHO_NAMED,
            word if echoed & word != 0 => scoring::ECHO,
            word if (self.content | self.meant) & word != 0 => 1.0,
            _ => scoring::MINOR,
        }
    }

    /// Whether the whole phrase a word belongs to is in a name, and tells something.
    fn is_named(&self, word: u16, strong: u16) -> bool {
        let whole = |need: &NeedHit| need.words & word != 0 && need.words & !strong == 0 && self.is_telling(need.words);
        self.phrases().any(whole)
    }
}
