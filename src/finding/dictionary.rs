//! The needs dictionary: which needs a person's own words stand for. Compiled from the vocabulary, so that a steward's edit
//! takes effect at the next question: nothing of it is in the index.

use crate::finding::{
    needs::Need,
    understanding::Understanding,
    words::{Word, normalise, singular},
};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    ops::Range,
};

/// Phrases and label words, each with the codes of the needs they stand for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dictionary {
    phrases: HashMap<String, BTreeSet<String>>,
    label_words: HashMap<String, BTreeSet<String>>,
    words: BTreeSet<String>,
    longest: usize,
    small: Understanding,
}

/// Small words whose loss would change what a phrase says: "help at home" is not "help home".
const JOINTS: [&str; 9] = ["and", "at", "by", "cant", "from", "in", "not", "on", "or"];

/// Some words of a question, understood as needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Understood {
    /// Which words.
    pub words: Range<usize>,
    /// The needs' codes, in code order.
    pub codes: Vec<String>,
}

impl Dictionary {
    /// Compiles the vocabulary. Whole labels and phrases come first; a part of a label ("Food banks *and* emergency food")
    /// counts only where nothing else claims it.
    pub fn of(needs: &BTreeMap<String, Need>, small: Understanding) -> Self {
        let mut dictionary = Self { small, ..Self::default() };
        for (code, need) in needs {
            for phrase in std::iter::once(&need.label).chain(&need.phrases) {
                dictionary.add_phrase(phrase, code);
            }
            for word in normalise(&need.label).split(' ').filter(|word| !dictionary.small.is_noise(word)) {
                dictionary.label_words.entry(singular(word).to_owned()).or_default().insert(code.clone());
            }
        }
        dictionary.add_label_parts(needs);
        dictionary
    }

    fn add_phrase(&mut self, phrase: &str, code: &str) {
        let normal = normalise(phrase);
        self.words.extend(normal.split(' ').filter(|word| !word.is_empty()).map(str::to_owned));
        self.longest = self.longest.max(normal.split(' ').count());
        for key in std::iter::once(key(normal.split(' '))).chain(self.bare(normal.split(' '))) {
            if !key.is_empty() {
                self.phrases.entry(key).or_default().insert(code.to_owned());
            }
        }
    }

    /// A phrase without its noise, where at least two words are left and none that joins them is lost.
    fn bare<'a>(&self, words: impl Iterator<Item = &'a str>) -> Option<String> {
        let words: Vec<&str> = words.collect();
        let kept: Vec<&str> = words.iter().copied().filter(|word| !self.small.is_noise(word)).collect();
        let whole = kept.len() == words.len() || words.iter().any(|word| JOINTS.contains(word));
        (!whole && kept.len() > 1).then(|| key(kept.into_iter()))
    }

    fn add_label_parts(&mut self, needs: &BTreeMap<String, Need>) {
        let mut parts: HashMap<String, BTreeSet<String>> = HashMap::new();
        for (code, need) in needs {
            for part in need.label.split([':', '(', ')', ',']).flat_map(|part| part.split(" and ")) {
                let key = key(normalise(part).split(' '));
                if !key.is_empty() && !self.phrases.contains_key(&key) {
                    parts.entry(key).or_default().insert(code.clone());
                }
            }
        }
        self.phrases.extend(parts);
    }

    /// The needs the words stand for: at each word the longest phrase that begins there; then on behind it.
    pub fn understand(&self, words: &[Word]) -> Vec<Understood> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            match self.longest_from(words, at) {
                Some(understood) => {
                    at = understood.words.end;
                    found.push(understood);
                }
                None => at += 1,
            }
        }
        found
    }

    fn longest_from(&self, words: &[Word], start: usize) -> Option<Understood> {
        let reach = (start + self.longest + 2).min(words.len());
        (start + 1..=reach).rev().find_map(|end| {
            let window = || words[start..end].iter().map(|word| word.text.as_str());
            let codes = self.phrases.get(&key(window())).or_else(|| self.phrases.get(&self.bare(window())?))?;
            Some(Understood { words: start..end, codes: codes.iter().cloned().collect() })
        })
    }

    /// The needs whose label holds this word.
    pub fn labelled(&self, word: &str) -> impl Iterator<Item = &str> {
        self.label_words.get(singular(word)).into_iter().flatten().map(String::as_str)
    }

    /// Every word of the vocabulary, for correcting a misspelt one.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(String::as_str)
    }

    /// Whether the vocabulary uses this word.
    pub fn knows(&self, word: &str) -> bool {
        self.words.contains(word) || self.label_words.contains_key(singular(word))
    }
}

/// The form two spellings of one phrase share.
fn key<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.map(singular).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use crate::finding::{needs::Needs, words};

    fn needs() -> Needs {
        Needs::read(
            "[food]\nlabel = \"Food and meals\"\n\
             [food-bank]\nlabel = \"Food banks and emergency food\"\nbroader = \"food\"\nphrases = [\"nothing to eat\", \"no food\"]\n\
             [falls]\nlabel = \"Falls and staying steady\"\nphrases = [\"keeps falling\"]\n\
             [home-repairs]\nlabel = \"Home repairs and adaptations\"",
        )
        .unwrap()
    }

    #[test]
    fn the_longest_phrase_is_understood() {
        let needs = needs();
        for (text, expected) in [
            ("food bank", vec!["food-bank"]),
            ("Food Banks near me", vec!["food-bank"]),
            ("mum keeps falling", vec!["falls"]),
            ("I have nothing to eat", vec!["food-bank"]),
            ("food", vec!["food"]),
            ("emergency food and falls", vec!["food-bank", "falls"]),
            ("chess", vec![]),
        ] {
            let codes: Vec<_> = needs.dictionary().understand(&words::read(text)).into_iter().flat_map(|found| found.codes).collect();
            assert_eq!(codes, expected, "{text}");
        }
    }

    #[test]
    fn a_word_of_a_label_points_at_its_need() {
        assert_eq!(needs().dictionary().labelled("repair").collect::<Vec<_>>(), ["home-repairs"]);
        assert_eq!(needs().dictionary().labelled("and").count(), 0);
    }
}
