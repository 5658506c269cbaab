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
        let elements = text.split_whitespace().map(element).collect::<Result<Vec<_>, String>>()?;
        Ok(Self { elements })
    }

    /// Where it stands among words.
    pub(super) fn found_in(&self, words: &[String]) -> Vec<Range<usize>> {
        (0..words.len()).filter_map(|start| Some(start..end(&self.elements, words, start)?)).collect()
    }
}

/// Patterns by what they begin with: there are more than a thousand, and hardly one of them begins with a word of most questions.
#[derive(Debug, Default)]
pub(super) struct Patterns {
    all: Vec<Pattern>,
    /// Those that begin with this very word.
    by_word: HashMap<String, Vec<usize>>,
    /// Those that begin with a word that goes on or may have a slip in it, by its first byte, in which no slip is forgiven.
    by_byte: HashMap<u8, Vec<usize>>,
    /// Those that begin with anything.
    by_any: Vec<usize>,
}

impl Patterns {
    /// These patterns.
    pub(super) fn of(all: Vec<Pattern>) -> Self {
        let mut patterns = Self::default();
        for (at, pattern) in all.iter().enumerate() {
            let Some(Element::One(forms)) = pattern.elements.first() else {
                patterns.by_any.push(at);
                continue;
            };
            for form in forms {
                match form.text.bytes().next() {
                    None => patterns.by_any.push(at),
                    Some(first) if form.open || form.letters >= LONG => patterns.by_byte.entry(first).or_default().push(at),
                    Some(_) => patterns.by_word.entry(form.text.clone()).or_default().push(at),
                }
            }
        }
        Self { all, ..patterns }
    }

    /// Whether any of them stands among words.
    pub(super) fn any_in(&self, words: &[String]) -> bool {
        (0..words.len()).any(|at| self.that_may_begin_with(&words[at]).any(|pattern| end(&pattern.elements, words, at).is_some()))
    }

    fn that_may_begin_with(&self, word: &str) -> impl Iterator<Item = &Pattern> {
        let by_byte = word.bytes().next().and_then(|first| self.by_byte.get(&first));
        let places = self.by_word.get(word).into_iter().chain(by_byte).chain([&self.by_any]).flatten();
        places.map(|at| &self.all[*at])
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Pattern> {
        self.all.iter()
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
            (".. bridge", "the high bridge", Some(0..3)),
            ("want to dye my|hair", "i want to dye hair", Some(1..5)),
            ("choking", "shocking", None),
            ("самогубство", "самогубствo", Some(0..1)),
            ("муж", "мук", None),
            ("dv", "dvd", None),
        ] {
            let (pattern, words) = (Pattern::read(pattern, &sets).unwrap(), words(text, 20));
            assert_eq!(pattern.found_in(&words).first().cloned(), expected, "{text}");
            assert_eq!(Patterns::of(vec![pattern]).any_in(&words), expected.is_some(), "{text}");
        }
        assert_eq!(Pattern::read("{nobody}", &sets), Err("nobody".to_owned()));
    }
}
