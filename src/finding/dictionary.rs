//! The needs dictionary: which needs a person's own words stand for. Compiled from the vocabulary, so that a steward's edit
//! takes effect at the next question: nothing of it is in the index.

use crate::finding::{
    known_words::KnownWords,
    needs::Need,
    understanding::Understanding,
    words::{Word, normalise, singular},
};
use rustc_hash::FxHashMap;
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

/// Phrases and label words, each with the codes of the needs they stand for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dictionary {
    phrases: FxHashMap<String, BTreeSet<String>>,
    label_words: FxHashMap<String, BTreeSet<String>>,
    /// Phrases in which needs are not meant.
    not: FxHashMap<String, BTreeSet<String>>,
    words: BTreeSet<String>,
    /// The same, for correcting.
    known: KnownWords,
    /// Words of known misspellings: left as they are, and never what another word is corrected to.
    misspelt: BTreeSet<String>,
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
            for phrase in std::iter::once(need.label.as_str()).chain(need.names()) {
                dictionary.words.extend(normalise(phrase).split(' ').filter(|word| !word.is_empty()).map(str::to_owned));
                dictionary.add_phrase(phrase, code);
            }
            for phrase in &need.spellings {
                // A word of a longer misspelling is corrected like any other, wherever it stands.
                let word = normalise(phrase);
                dictionary.misspelt.extend((!word.contains(' ')).then_some(word));
                dictionary.add_phrase(phrase, code);
            }
            for phrase in &need.not {
                let normal = normalise(phrase);
                dictionary.longest = dictionary.longest.max(normal.split(' ').count());
                dictionary.not.entry(key(normal.split(' '))).or_default().insert(code.clone());
            }
            for word in normalise(&need.label).split(' ').filter(|word| !dictionary.small.is_noise(word)) {
                dictionary.label_words.entry(singular(word).to_owned()).or_default().insert(code.clone());
            }
        }
        dictionary.add_label_parts(needs);
        dictionary.known = KnownWords::of(dictionary.words.iter().map(|word| (word, 1)));
        dictionary
    }

    fn add_phrase(&mut self, phrase: &str, code: &str) {
        let normal = normalise(phrase);
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
        let mut parts: FxHashMap<String, BTreeSet<String>> = FxHashMap::default();
        for (code, need) in needs {
            for part in need.label.split([':', '(', ')', ',']).flat_map(|part| part.split(" and ")) {
                let part = normalise(part);
                let key = key(part.split(' '));
                // One word of a label says too little: "Twins and more" is not what "more" asks for, nor "Pet food and care" what
                // "care" does.
                let tells = part.split(' ').filter(|word| !self.small.is_noise(word)).count() > 1;
                if tells && !self.phrases.contains_key(&key) {
                    parts.entry(key).or_default().insert(code.clone());
                }
            }
        }
        self.phrases.extend(parts);
    }

    /// The needs the words stand for: at each word the longest phrase that begins there; then on behind it. Inside a phrase that
    /// only looks like a need, nothing of that need is understood.
    pub fn understand(&self, words: &[Word]) -> Vec<Understood> {
        let not_meant = self.not_meant(words);
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            match self.longest_from(words, at, &not_meant) {
                Some(understood) => {
                    at = understood.words.end;
                    found.push(understood);
                }
                None => at += 1,
            }
        }
        found
    }

    fn longest_from(&self, words: &[Word], start: usize, not_meant: &[(Range<usize>, &BTreeSet<String>)]) -> Option<Understood> {
        let reach = (start + self.longest + 2).min(words.len());
        (start + 1..=reach).rev().find_map(|end| {
            let window = || words[start..end].iter().map(|word| word.text.as_str());
            let codes = self.phrases.get(&key(window())).or_else(|| self.phrases.get(&self.bare(window())?))?;
            let denied =
                |code: &&String| not_meant.iter().any(|(range, codes)| range.start <= start && end <= range.end && codes.contains(*code));
            let codes: Vec<String> = codes.iter().filter(|code| !denied(code)).cloned().collect();
            (!codes.is_empty()).then_some(Understood { words: start..end, codes })
        })
    }

    /// The phrases among the words that only look like needs, and those needs.
    fn not_meant(&self, words: &[Word]) -> Vec<(Range<usize>, &BTreeSet<String>)> {
        if self.not.is_empty() {
            return Vec::new();
        }
        let windows = (0..words.len()).flat_map(|start| (start + 1..=(start + self.longest).min(words.len())).map(move |end| start..end));
        windows
            .filter_map(|range| self.not.get(&key(words[range.clone()].iter().map(|word| word.text.as_str()))).map(|codes| (range, codes)))
            .collect()
    }

    /// The needs a whole text stands for: a term of somebody's list, not a question.
    pub fn whole(&self, text: &str) -> impl Iterator<Item = &str> {
        let key = key(normalise(text).split(' '));
        let denied = self.not.get(&key);
        self.phrases
            .get(&key)
            .into_iter()
            .flatten()
            .filter(move |code| denied.is_none_or(|denied| !denied.contains(*code)))
            .map(String::as_str)
    }

    /// The needs whose label holds this word.
    pub fn labelled(&self, word: &str) -> impl Iterator<Item = &str> {
        self.label_words.get(singular(word)).into_iter().flatten().map(String::as_str)
    }

    /// Every word of the vocabulary, for correcting a misspelt one. Each counts as in one document.
    pub fn known_words(&self) -> &KnownWords {
        &self.known
    }

    /// Whether the vocabulary uses this word.
    pub fn knows(&self, word: &str) -> bool {
        self.words.contains(word) || self.misspelt.contains(word) || self.label_words.contains_key(singular(word))
    }
}

/// The form two spellings of one phrase share.
fn key<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.map(singular).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use crate::finding::{needs::Needs, spelling::Guess, words};

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
            ("food and meals", vec!["food"]),
            ("food", vec![]),
            ("emergency food and keeps falling", vec!["food-bank", "falls"]),
            ("chess", vec![]),
        ] {
            let codes: Vec<_> = needs.dictionary().understand(&words::read(text)).into_iter().flat_map(|found| found.codes).collect();
            assert_eq!(codes, expected, "{text}");
        }
    }

    #[test]
    fn a_longer_phrase_may_say_something_else() {
        let needs = Needs::read(
            "[nursery]\nlabel = \"Nurseries\"\nphrases = [\"nursery\"]\nnot = [\"plant nursery\"]\n\
             [plants]\nlabel = \"Plants\"\nphrases = [\"plant\"]\nspellings = [\"plent\"]",
        )
        .unwrap();
        let codes = |text: &str| -> Vec<String> {
            needs.dictionary().understand(&words::read(text)).into_iter().flat_map(|found| found.codes).collect()
        };
        assert_eq!(codes("plant nursery"), ["plants"]);
        assert_eq!(codes("plant nursery and a nursery"), ["plants", "nursery"]);
        assert_eq!(codes("plent"), ["plants"]);
        assert!(needs.dictionary().knows("plent"));
        let mut guess = Guess::of("plent");
        needs.dictionary().known_words().offer(&mut guess, None);
        assert_eq!(guess.best().as_deref(), Some("plant"), "a misspelling is never what another word is corrected to");
        assert_eq!(needs.dictionary().whole("Nurseries").collect::<Vec<_>>(), ["nursery"]);
        assert_eq!(needs.dictionary().whole("Plant nurseries").count(), 0);
    }

    #[test]
    fn a_word_of_a_label_points_at_its_need() {
        assert_eq!(needs().dictionary().labelled("repair").collect::<Vec<_>>(), ["home-repairs"]);
        assert_eq!(needs().dictionary().labelled("and").count(), 0);
    }

    #[test]
    fn words_without_meaning_of_their_own_are_no_need() {
        let needs = Needs::shipped().unwrap();
        for text in
            ["help me", "can you help me please", "someone to help me", "help for my mum", "i need help", "near me", "who can help us"]
        {
            assert_eq!(needs.dictionary().understand(&words::read(text)), [], "{text}");
        }
    }
}
