//! Patterns of urgent words: `suicid*` goes on as it likes, `a|b` is either, `{partner}` is any word of a set, `..` is up to three
//! words of any kind. Long words may have one slip in them: people in danger misspell.

use crate::finding::{spelling, words::normalise};
use std::{collections::HashMap, ops::Range};

/// Named sets of words.
pub(super) type Sets = HashMap<String, Vec<String>>;

/// The most words `..` stands for.
const GAP: usize = 3;
/// A word of so many letters or more may have a slip in it.
const LONG: usize = 7;

/// A pattern of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern {
    elements: Vec<Element>,
    /// The bytes its first word may begin with; `None` where that is any.
    heads: Option<Heads>,
}

/// A set of bytes. No slip is forgiven in a word's first, so that nearly every pattern is passed over by looking at it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Heads([u64; 4]);

impl Heads {
    fn of(element: Option<&Element>) -> Option<Self> {
        let Some(Element::One(forms)) = element else { return None };
        forms.iter().try_fold(Self::default(), |mut heads, form| {
            let first = form.text.bytes().next()?;
            heads.0[usize::from(first / 64)] |= 1 << (first % 64);
            Some(heads)
        })
    }

    fn has(self, word: &str) -> bool {
        word.bytes().next().is_some_and(|first| self.0[usize::from(first / 64)] & 1 << (first % 64) != 0)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Element {
    /// One of these words.
    One(Vec<Form>),
    /// Up to three words of any kind.
    Gap,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Form {
    text: String,
    letters: usize,
    /// Any ending will do.
    open: bool,
}

impl Form {
    fn of(word: &str) -> Self {
        let text = word.trim_end_matches('*');
        Self { text: text.to_owned(), letters: text.chars().count(), open: word.ends_with('*') }
    }

    fn fits(&self, word: &str) -> bool {
        if self.open {
            return word.starts_with(&self.text);
        }
        let slipped = || {
            let both_long = || self.letters >= LONG && word.chars().count() + 1 >= LONG;
            both_long() && self.text.as_bytes().first() == word.as_bytes().first() && spelling::distance(&self.text, word, 1).is_some()
        };
        word == self.text || slipped()
    }
}

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// The name of a set that is not there.
    pub(super) fn read(text: &str, sets: &Sets) -> Result<Self, String> {
        let element = |part: &str| {
            if part == ".." {
                return Ok(Element::Gap);
            }
            if let Some(name) = part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) {
                let set = sets.get(name).ok_or_else(|| name.to_owned())?;
                return Ok(Element::One(set.iter().map(|word| Form::of(word)).collect()));
            }
            Ok(Element::One(part.split('|').map(Form::of).collect()))
        };
        text.split_whitespace()
            .map(element)
            .collect::<Result<Vec<_>, _>>()
            .map(|elements| Self { heads: Heads::of(elements.first()), elements })
    }

    /// Where it stands among words.
    pub(super) fn found_in(&self, words: &[String]) -> Vec<Range<usize>> {
        let may_begin = |at: &usize| self.heads.is_none_or(|heads| heads.has(&words[*at]));
        let starts = (0..words.len()).filter(may_begin);
        starts.filter_map(|start| end(&self.elements, words, start).map(|end| start..end)).collect()
    }
}

/// Where elements that begin at a word end, if they fit.
fn end(elements: &[Element], words: &[String], at: usize) -> Option<usize> {
    match elements.split_first() {
        None => Some(at),
        Some((Element::Gap, rest)) => (0..=GAP).find_map(|gap| end(rest, words, at + gap)),
        Some((Element::One(forms), rest)) => {
            let word = words.get(at)?;
            if forms.iter().any(|form| form.fits(word)) { end(rest, words, at + 1) } else { None }
        }
    }
}

/// The words of a question as patterns look at them, so many at most.
pub(super) fn words(text: &str, most: usize) -> Vec<String> {
    normalise(text).split(' ').filter(|word| !word.is_empty()).take(most).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_find_what_they_say() {
        let sets = Sets::from([("partner".to_owned(), vec!["husband".to_owned(), "ex".to_owned()])]);
        for (pattern, text, expected) in [
            ("suicid*", "feeling suicidle", Some(1..2)),
            ("{partner} hits me", "my husbnad hits me", Some(1..4)),
            ("{partner} hits me", "my ex never hits me", None),
            ("jump off .. bridge", "jump off the high bridge", Some(0..5)),
            ("jump off .. bridge", "jump off bridge", Some(0..3)),
            ("want to dye my|hair", "i want to dye hair", Some(1..5)),
            ("choking", "shocking", None),
            ("самогубство", "самогубствo", Some(0..1)),
            ("муж", "мук", None),
            ("dv", "dvd", None),
        ] {
            let pattern = Pattern::read(pattern, &sets).unwrap();
            assert_eq!(pattern.found_in(&words(text, 20)).first().cloned(), expected, "{text}");
        }
        assert_eq!(Pattern::read("{nobody}", &sets), Err("nobody".to_owned()));
    }
}
