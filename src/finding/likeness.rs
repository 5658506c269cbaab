//! Likeness: the need whose phrases are most like words that no phrase says outright. "Caught something off a lad I slept with" is none
//! of our phrases, but shares its telling words with those of one need and hardly with any other.
//!
//! Only asked where nothing was understood; what comes of it is a reading like any other, shown and taken back.

use crate::finding::{
    dictionary::Understood,
    needs::Need,
    understanding::Understanding,
    words::{Word, normalise, root},
};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

/// How often each need's phrases use each word and each pair of neighbours.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Likeness {
    /// By root of a word, or of two neighbours: the needs, by number, and in how many phrases.
    uses: FxHashMap<String, Vec<(u32, u32)>>,
    /// Codes by number.
    codes: Vec<String>,
    /// Phrases of each need.
    phrases: Vec<u32>,
}

/// What a pair of neighbours counts beside their words.
const PAIR: f32 = 0.6;
/// What a word that no need uses counts among what the words could tell: it may be anything.
const UNKNOWN: f32 = 0.5;
/// The part of what the words could tell that the need's phrases must share.
const SHARED: f32 = 0.42;
/// How far the best need must be ahead of the next.
const AHEAD: f32 = 1.12;
/// A word that so few needs use may tell alone, where it is half of all there is.
const TELLING_ALONE: usize = 2;
/// How soon one more phrase with the word adds little.
const ENOUGH: f32 = 1.0;

/// What speaks for one need.
#[derive(Debug, Clone, Copy, Default)]
struct Score {
    sum: f32,
    /// Words, a bit each, of the first 64.
    words: u64,
    /// One of them is telling by itself.
    telling: bool,
}

impl Likeness {
    /// Reads the phrases of a vocabulary.
    pub fn of(needs: &BTreeMap<String, Need>, small: &Understanding) -> Self {
        let mut likeness = Self::default();
        for (number, (code, need)) in (0..).zip(needs) {
            let phrases: FxHashSet<String> = {
                let all = std::iter::once(need.label.as_str()).chain(need.names());
                all.chain(need.spellings.iter().map(String::as_str)).map(normalise).collect()
            };
            let mut uses: FxHashMap<String, u32> = FxHashMap::default();
            for phrase in &phrases {
                let words: Vec<&str> = phrase.split(' ').collect();
                let once: FxHashSet<String> = features(&words, small).map(|(_, feature)| feature).collect();
                for feature in once {
                    *uses.entry(feature).or_default() += 1;
                }
            }
            for (feature, count) in uses {
                likeness.uses.entry(feature).or_default().push((number, count));
            }
            likeness.codes.push(code.clone());
            likeness.phrases.push(u32::try_from(phrases.len()).unwrap_or(u32::MAX));
        }
        likeness
    }

    /// The need whose phrases are most like the words, where one is clearly ahead. Its words are those from the first it shares to
    /// the last.
    pub fn nearest(&self, words: &[Word], small: &Understanding) -> Option<Understood> {
        let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
        let (mut scores, mut could): (FxHashMap<u32, Score>, f32) = (FxHashMap::default(), 0.0);
        for (at, feature) in features(&texts, small) {
            let uses = self.uses.get(&feature).map_or(&[][..], Vec::as_slice);
            let rarity = self.rarity(uses.len());
            let pair = feature.contains(' ');
            let share = if pair { PAIR } else { 1.0 };
            could += match uses.is_empty() {
                _ if pair => 0.0,
                true => rarity * UNKNOWN,
                false => rarity,
            };
            for (need, count) in uses {
                let score = scores.entry(*need).or_default();
                score.sum += rarity * share * self.often(*need, *count);
                score.words |= 1 << at.min(63);
                score.telling |= !pair && uses.len() <= TELLING_ALONE;
            }
        }
        let mut ranked: Vec<(u32, Score)> = scores.into_iter().collect();
        ranked.sort_by(|(one, first), (other, second)| second.sum.total_cmp(&first.sum).then(one.cmp(other)));
        let (need, best) = *ranked.first()?;
        let next = ranked.get(1).map_or(0.0, |(_, next)| next.sum);
        let enough = best.words.count_ones() > 1 || best.telling;
        if !enough || best.sum < SHARED * could || best.sum < AHEAD * next {
            return None;
        }
        let (first, last) = (best.words.trailing_zeros() as usize, 63 - best.words.leading_zeros() as usize);
        Some(Understood { words: first..last + 1, codes: vec![self.codes.get(need as usize)?.clone()] })
    }

    /// How much a word tells that so many needs use.
    #[expect(clippy::cast_precision_loss, reason = "there are a few hundred needs")]
    fn rarity(&self, needs: usize) -> f32 {
        ((self.codes.len() as f32 + 1.0) / (needs as f32 + 0.5)).ln()
    }

    /// What it counts that so many of a need's phrases have a word, 0 to 1: the more of them, the more it is about that.
    #[expect(clippy::cast_precision_loss, reason = "a need has a few dozen phrases")]
    fn often(&self, need: u32, count: u32) -> f32 {
        let phrases = self.phrases.get(need as usize).copied().unwrap_or(1).max(1) as f32;
        let count = count as f32;
        count / (count + ENOUGH * (0.4 + 0.02 * phrases))
    }
}

/// The telling words of a text by their roots, and pairs of neighbours of which one tells, each with its place.
fn features<'t>(words: &'t [&'t str], small: &'t Understanding) -> impl Iterator<Item = (usize, String)> + 't {
    let tells =
        |word: &str| !word.is_empty() && !small.is_noise(word) && !small.is_minor(word) && !word.chars().all(|c| c.is_ascii_digit());
    let single = words.iter().enumerate().filter(move |(_, word)| tells(word)).map(|(at, word)| (at, root(word)));
    let pairs = words.windows(2).enumerate().filter(move |(_, pair)| pair.iter().any(|word| tells(word)));
    single.chain(pairs.map(|(at, pair)| (at, format!("{} {}", root(pair[0]), root(pair[1])))))
}

#[cfg(test)]
mod tests {
    use crate::finding::{needs::Needs, words};

    #[test]
    fn words_that_no_phrase_says_are_taken_for_the_need_they_are_most_like() {
        let needs = Needs::read(
            "[sti]\nlabel = \"STI tests\"\nphrases = [\"caught something from sex\", \"slept with someone and worried\"]\n\
             [literacy]\nlabel = \"Reading and writing\"\nphrases = [\"cant read or write\", \"learn to read\", \"never learned spelling\"]\n\
             [fishing]\nlabel = \"Fishing\"\nphrases = [\"caught a fish\"]\n\
             [sleep]\nlabel = \"Sleep\"\nphrases = [\"cannot sleep\"]",
        )
        .unwrap();
        for (text, expected) in [
            ("think ive caught something off a lad i slept with", Some(("sti", 2..9))),
            ("he never learned reading", Some(("literacy", 1..4))),
            ("caught", None),
            ("elephants", None),
            ("", None),
        ] {
            let found = needs.likeness().nearest(&words::read(text), needs.small_words());
            let found = found.map(|found| (found.codes[0].clone(), found.words));
            assert_eq!(found, expected.map(|(code, words)| (code.to_owned(), words)), "{text}");
        }
    }
}
