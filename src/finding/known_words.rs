//! Known words in the order a misspelt one is held against them: by first letter and length, each with a print of its letters.
//!
//! Counting edits is dear, so most words are passed over for their length or their letters alone. That only ever passes over words
//! that are too far away or no better than the best one seen: the answer is that of looking at every word. Ranking is
//! [`Guess`]'s.

use crate::finding::spelling::Guess;

/// Words with how many documents each is in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KnownWords {
    /// All of them, one behind the other: by first letter, then by length, then by the alphabet.
    text: String,
    /// Where each begins, and one past the last.
    starts: Vec<u32>,
    prints: Vec<Print>,
    frequencies: Vec<u32>,
    /// Words that share their first letter and length, in the same order.
    groups: Vec<Group>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Group {
    first: Option<char>,
    /// Letters, not bytes.
    length: usize,
    /// One past its last word; the first is where the group before ends.
    end: usize,
}

/// Which letters a word has: a bit for each letter of the English alphabet, and one of six for any other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Print(u32);

impl Print {
    fn of(word: &str) -> Self {
        let bit = |letter: char| match letter {
            'a'..='z' => letter as u32 - 'a' as u32,
            other => 26 + other as u32 % 6,
        };
        Self(word.chars().fold(0, |print, letter| print | 1 << bit(letter)))
    }

    /// Letters only one of the two has. An edit adds, takes away or replaces one letter: that is two of these at most, and one
    /// where it makes the word longer or shorter.
    fn differing(self, other: Self) -> usize {
        (self.0 ^ other.0).count_ones() as usize
    }
}

impl KnownWords {
    /// Sorts words; each is in so many documents.
    pub fn of<W: AsRef<str>>(words: impl IntoIterator<Item = (W, u32)>) -> Self {
        let place = |word: &str| (word.chars().next(), word.chars().count());
        let mut words: Vec<_> = words.into_iter().map(|(word, frequency)| (place(word.as_ref()), word, frequency)).collect();
        words.sort_unstable_by(|one, other| (one.0, one.1.as_ref()).cmp(&(other.0, other.1.as_ref())));
        let mut known = Self { starts: vec![0], ..Self::default() };
        for ((first, length), word, frequency) in words {
            known.add(first, length, word.as_ref(), frequency);
        }
        known.text.shrink_to_fit();
        known
    }

    /// A word behind the last. What would not fit into four billion bytes is left out: no language has so many words.
    fn add(&mut self, first: Option<char>, length: usize, word: &str, frequency: u32) {
        let Ok(end) = u32::try_from(self.text.len() + word.len()) else { return };
        self.text.push_str(word);
        self.starts.push(end);
        self.prints.push(Print::of(word));
        self.frequencies.push(frequency);
        let end = self.prints.len();
        match self.groups.last_mut().filter(|group| group.first == first && group.length == length) {
            Some(group) => group.end = end,
            None => self.groups.push(Group { first, length, end }),
        }
    }

    /// Has the guess consider every word, or every word that begins with this letter.
    pub fn offer(&self, guess: &mut Guess<'_>, first: Option<char>) {
        let (print, own) = (Print::of(guess.word()), guess.word().chars().next());
        // Words that begin as the typed one does are the likeliest: what is found among them spares most of the others.
        for likely in [true, false] {
            let mut from = 0;
            for group in &self.groups {
                let words = std::mem::replace(&mut from, group.end)..group.end;
                if (group.first == own) == likely && first.is_none_or(|first| group.first == Some(first)) {
                    self.offer_group(guess, print, group, words);
                }
            }
        }
    }

    fn offer_group(&self, guess: &mut Guess<'_>, print: Print, group: &Group, words: std::ops::Range<usize>) {
        let apart = group.length.abs_diff(guess.length());
        let near = |guess: &Guess<'_>| guess.open_to(group.first).filter(|edits| apart <= *edits).map(|edits| 2 * edits - apart);
        let Some(mut most) = near(guess) else { return };
        for at in words {
            if self.prints[at].differing(print) > most {
                continue;
            }
            guess.consider(self.word(at), u64::from(self.frequencies[at]));
            match near(guess) {
                Some(fewer) => most = fewer,
                None => return,
            }
        }
    }

    fn word(&self, at: usize) -> &str {
        &self.text[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// Bytes it takes in memory.
    pub fn bytes(&self) -> usize {
        self.text.len() + 4 * (self.starts.len() + self.prints.len() + self.frequencies.len()) + size_of::<Group>() * self.groups.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::spelling::{allowance, plain};
    use proptest::prelude::*;
    use std::cmp::Reverse;

    /// The best word by looking at every one of them, with the plainest count of edits.
    fn plainly(word: &str, most: usize, known: &[(String, u32)]) -> Option<String> {
        let first = |word: &str| word.chars().next();
        let most = most.min(allowance(word));
        let near = known.iter().filter(|(known, _)| known.len().abs_diff(word.len()) <= most * 2);
        let near = near.filter_map(|(known, frequency)| Some((plain::distance(word, known, most)?, known, *frequency)));
        near.min_by_key(|(edits, known, frequency)| (*edits, first(known) != first(word), Reverse(*frequency), (*known).clone()))
            .map(|(_, known, _)| known.clone())
    }

    /// Words of few letters, so that many are near each other.
    fn a_word() -> impl Strategy<Value = String> {
        prop_oneof![8 => "[a-e]{1,12}", 2 => "[abé]{3,9}", 1 => "[жщя]{4,8}"]
    }

    proptest! {
        #[test]
        fn the_word_meant_is_that_of_looking_at_every_word(
            known in prop::collection::vec((a_word(), 1_u32..4), 0..250), word in a_word(), most in 0_usize..=2,
        ) {
            let words = KnownWords::of(known.iter().map(|(word, frequency)| (word, *frequency)));
            let mut guess = Guess::within(&word, most);
            words.offer(&mut guess, None);
            prop_assert_eq!(guess.best(), plainly(&word, most, &known));
        }

        #[test]
        fn so_it_is_among_the_words_of_one_letter_after_others(
            known in prop::collection::vec((a_word(), 1_u32..4), 0..250), other in prop::collection::vec((a_word(), 1_u32..4), 0..20),
            word in a_word(), first in prop::sample::select(vec!['a', 'b', 'é', 'x']),
        ) {
            let mut guess = Guess::of(&word);
            KnownWords::of(other.clone()).offer(&mut guess, None);
            KnownWords::of(known.clone()).offer(&mut guess, Some(first));
            let all: Vec<_> = known.into_iter().filter(|(known, _)| known.starts_with(first)).chain(other).collect();
            prop_assert_eq!(guess.best(), plainly(&word, 2, &all));
        }

        #[test]
        fn a_word_is_never_taken_for_itself_where_another_is_wanted(
            known in prop::collection::vec((a_word(), 1_u32..4), 0..250), word in a_word(),
        ) {
            let mut guess = Guess::within(&word, 1).but_itself();
            KnownWords::of(known.iter().map(|(word, frequency)| (word, *frequency)).chain([(&word, 9)])).offer(&mut guess, None);
            let others: Vec<_> = known.into_iter().filter(|(known, _)| *known != word).collect();
            prop_assert_eq!(guess.best(), plainly(&word, 1, &others));
        }
    }

    #[test]
    fn nothing_known_is_nothing_meant() {
        let mut guess = Guess::of("dentsit");
        KnownWords::default().offer(&mut guess, None);
        KnownWords::of::<&str>([]).offer(&mut guess, Some('d'));
        assert_eq!(guess.best(), None);
    }
}
