//! The needs vocabulary: why somebody looks. Data in `data/needs/`; this module only answers. [`crate::finding::needs_file`]
//! reads the files.

use crate::finding::{
    completion::{Completion, Tails},
    crosswalk::Crosswalk,
    dictionary::Dictionary,
    likeness::Likeness,
    needs_file::Assembly,
    phrases::Phrases,
    understanding::{Understanding, UnderstandingError},
    words::normalise,
};
use rustc_hash::FxHashMap;
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    sync::{Arc, OnceLock},
};

pub use crate::finding::needs_file::{Fault, NeedsError, NeedsFile};

/// A need: a concept with a plain label and the words people and professionals use for it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a mark of its own in the files")]
pub struct Need {
    /// The plain label.
    pub label: String,
    /// The code of the broader need.
    pub broader: Option<String>,
    /// Words and phrases people use for it, lower case.
    pub phrases: Vec<String>,
    /// Words people ask with that show nothing in a record: there they are mostly part of a name ("Park House").
    pub asked: Vec<String>,
    /// The field's own terms and acronyms, lower case.
    pub professional: Vec<String>,
    /// Common misspellings: understood, never offered.
    pub spellings: Vec<String>,
    /// Longer phrases in which its own say something else.
    pub not: Vec<String>,
    /// Codes of needs to look at next.
    pub related: Vec<String>,
    /// Whether help cannot wait: a line that answers the whole country then stands beside what is near.
    pub urgent: bool,
    /// Whether it says who somebody is rather than what they look for: beside another need it only orders.
    pub who: bool,
    /// Whether it says little of what a service does: one with only such tags is read further.
    pub vague: bool,
    /// Whether no text is ever taken to show it.
    pub untold: bool,
}

impl Need {
    /// The words it goes by, as people may be shown them: people's words, then the field's terms.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.phrases.iter().chain(&self.asked).chain(&self.professional).map(String::as_str)
    }
}

/// What a vocabulary is made of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VocabularyFiles {
    /// Needs that ship.
    pub shipped: Vec<NeedsFile>,
    /// Needs an installation adds to them or puts in their place.
    pub own: Vec<NeedsFile>,
    /// Tables from publishers' taxonomies to needs, shipped and own.
    pub taxonomies: Vec<NeedsFile>,
}

impl VocabularyFiles {
    /// The files that ship with the product.
    pub fn shipped() -> Self {
        let files = |folder: &str| {
            let paths =
                crate::shipped::list(folder).into_iter().filter(|path| Path::new(path).extension().is_some_and(|end| end == "toml"));
            paths.map(|path| NeedsFile { text: crate::shipped::text(&path).unwrap_or_default(), name: format!("data/{path}") }).collect()
        };
        Self { shipped: files("needs"), own: Vec::new(), taxonomies: files("taxonomies") }
    }
}

/// What a need leads to where few services carry it. Never to a need whose help cannot wait: a refuge must not stand beside help for
/// those who hurt others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Beside {
    /// The broader need's code, and those it names to look at next.
    pub related: Arc<BTreeSet<String>>,
    /// The others under the broader need.
    pub kin: Arc<BTreeSet<String>>,
}

/// Needs under a broader one worth looking at: "Health care" would find everything.
const MOST_KIN: usize = 12;

/// The whole vocabulary, by code.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Needs {
    by_code: BTreeMap<String, Need>,
    dictionary: Dictionary,
    likeness: Likeness,
    small: Understanding,
    /// The need and every narrower one, by code.
    narrower: BTreeMap<String, Arc<BTreeSet<String>>>,
    /// What is looked at where few services carry a need, by its code.
    beside: BTreeMap<String, Beside>,
    /// Single words that mean a need by themselves, by its code.
    single_words: BTreeMap<String, Vec<Arc<str>>>,
    /// By code: the numbers of the need and of every broader one, a need's number being its place in the order of codes.
    broadening: FxHashMap<String, Box<[u32]>>,
    /// Every code, by number.
    codes: Vec<String>,
    /// Labels and phrases to complete; made when first asked for.
    completions: OnceLock<Tails>,
    /// Codes in the order in which their needs are offered: the number of each completion.
    offered: Vec<String>,
    /// Phrases that show a need in a text; made when first asked for.
    shown_by: OnceLock<Phrases>,
    crosswalk: Crosswalk,
}

impl From<UnderstandingError> for NeedsError {
    fn from(error: UnderstandingError) -> Self {
        Self { faults: vec![Fault { file: "data/understanding/words.toml".to_owned(), line: None, reason: error.to_string() }] }
    }
}

impl Needs {
    /// Reads the vocabulary from TOML: one table per need. The small words are those that ship.
    ///
    /// # Errors
    /// When the text is not such TOML, or anything in it is wrong.
    pub fn read(text: &str) -> Result<Self, NeedsError> {
        let file = NeedsFile { name: "needs".to_owned(), text: text.to_owned() };
        Self::of(&VocabularyFiles { shipped: vec![file], ..VocabularyFiles::default() })
    }

    /// Puts a vocabulary together from files. The small words are those that ship.
    ///
    /// # Errors
    /// When anything in any file is wrong: all of it is told.
    pub fn of(files: &VocabularyFiles) -> Result<Self, NeedsError> {
        let by_code = Assembly::of(&files.shipped, &files.own)?;
        let crosswalk = Crosswalk::of(&files.taxonomies, &by_code)?;
        let small = Understanding::shipped()?;
        let mut needs = Self {
            dictionary: Dictionary::of(&by_code, small.clone()),
            likeness: Likeness::of(&by_code, &small),
            completions: OnceLock::new(),
            offered: offered(&by_code),
            shown_by: OnceLock::new(),
            narrower: BTreeMap::new(),
            beside: BTreeMap::new(),
            single_words: by_code.iter().map(|(code, need)| (code.clone(), single_words(need))).collect(),
            broadening: FxHashMap::default(),
            codes: by_code.keys().cloned().collect(),
            by_code,
            small,
            crosswalk,
        };
        let mut narrower: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for code in needs.by_code.keys() {
            for broader in needs.with_broader(code) {
                narrower.entry(broader.to_owned()).or_default().insert(code.clone());
            }
        }
        needs.narrower = narrower.into_iter().map(|(code, all)| (code, Arc::new(all))).collect();
        needs.beside = needs.by_code.iter().map(|(code, need)| (code.clone(), needs.find_beside(code, need))).collect();
        let numbers: BTreeMap<&str, u32> = needs.by_code.keys().map(String::as_str).zip(0..).collect();
        let broadening = |code: &String| needs.with_broader(code).into_iter().filter_map(|code| numbers.get(code).copied()).collect();
        needs.broadening = needs.codes.iter().map(|code| (code.clone(), broadening(code))).collect();
        Ok(needs)
    }

    /// The vocabulary that ships with the product.
    ///
    /// # Errors
    /// When a shipped file is broken, which a test rules out.
    pub fn shipped() -> Result<Self, NeedsError> {
        Self::of(&VocabularyFiles::shipped())
    }

    /// What the words of a question stand for.
    pub fn dictionary(&self) -> &Dictionary {
        &self.dictionary
    }

    /// What words are most like that no phrase says.
    pub fn likeness(&self) -> &Likeness {
        &self.likeness
    }

    /// The phrases that show a need in a service's own text.
    pub fn shown_by(&self) -> &Phrases {
        self.shown_by.get_or_init(|| Phrases::of_needs(&self.by_code, &self.small))
    }

    /// What publishers' own terms stand for.
    pub fn crosswalk(&self) -> &Crosswalk {
        &self.crosswalk
    }

    /// What the small words of a question are worth.
    pub fn small_words(&self) -> &Understanding {
        &self.small
    }

    /// Whether help with one of these needs cannot wait.
    pub fn is_urgent(&self, code: &str) -> bool {
        self.get(code).is_some_and(|need| need.urgent)
    }

    /// Whether a need says who somebody is.
    pub fn is_who(&self, code: &str) -> bool {
        self.get(code).is_some_and(|need| need.who)
    }

    /// These needs and every narrower one: a search for the parent finds the child too.
    pub fn with_narrower<'a>(&'a self, codes: &[impl AsRef<str>]) -> BTreeSet<&'a str> {
        codes.iter().filter_map(|code| self.narrower.get(code.as_ref())).flat_map(|all| all.iter()).map(String::as_str).collect()
    }

    /// The same, to keep.
    pub fn all_narrower(&self, codes: &[impl AsRef<str>]) -> Arc<BTreeSet<String>> {
        let one = || self.narrower.get(codes.first()?.as_ref()).cloned();
        let several = || Arc::new(self.with_narrower(codes).into_iter().map(str::to_owned).collect());
        if codes.len() == 1 { one().unwrap_or_default() } else { several() }
    }

    /// The first words that each mean a need by themselves, longer than three letters.
    pub fn single_words(&self, code: &str) -> &[Arc<str>] {
        self.single_words.get(code).map_or(&[], Vec::as_slice)
    }

    /// What to look at where few services carry a need.
    pub fn beside(&self, code: &str) -> Option<&Beside> {
        self.beside.get(code)
    }

    fn find_beside(&self, code: &str, need: &Need) -> Beside {
        if need.urgent {
            return Beside::default();
        }
        let (own, broader) = (self.narrower.get(code), need.broader.as_deref());
        let may = |other: &&String| !self.is_urgent(other) && !own.is_some_and(|own| own.contains(*other));
        let under = broader.and_then(|code| self.narrower.get(code)).filter(|under| under.len() <= MOST_KIN);
        let tells = |code: &&String| self.get(code).is_some_and(|need| !need.vague);
        let related = need.related.iter().chain(need.broader.as_ref().filter(tells));
        let related: BTreeSet<String> = related.filter(may).cloned().collect();
        let kin = under.into_iter().flat_map(|under| under.iter()).filter(may).filter(|code| !related.contains(*code));
        let kin = kin.cloned().collect();
        Beside { related: Arc::new(related), kin: Arc::new(kin) }
    }

    /// The labels and phrases of needs, for completing; [`Needs::offered`] says whose they are.
    pub fn completions(&self) -> &Tails {
        self.completions.get_or_init(|| completions(&self.by_code, &self.offered))
    }

    /// The code of the need a completion leads to.
    pub fn offered(&self, completion: Completion) -> Option<&str> {
        self.offered.get(completion.number()).map(String::as_str)
    }

    /// The numbers of a need and of every broader one: its place in [`Self::iter`]. Nothing for a code that is not in the list.
    pub fn broadening(&self, code: &str) -> &[u32] {
        self.broadening.get(code).map_or(&[], |numbers| numbers)
    }

    /// The code of a number.
    pub fn code(&self, number: usize) -> Option<&str> {
        self.codes.get(number).map(String::as_str)
    }

    /// How many needs there are.
    pub fn len(&self) -> usize {
        self.by_code.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.by_code.is_empty()
    }

    /// A need by its code.
    pub fn get(&self, code: &str) -> Option<&Need> {
        self.by_code.get(code)
    }

    /// Every need with its code, in code order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Need)> {
        self.by_code.iter().map(|(code, need)| (code.as_str(), need))
    }

    /// Whether the first need is narrower than the other.
    pub fn is_narrower(&self, code: &str, than: &str) -> bool {
        code != than && self.narrower.get(than).is_some_and(|narrower| narrower.contains(code))
    }

    /// The code's label, or the code itself where it is not in the list.
    pub fn label<'a>(&'a self, code: &'a str) -> &'a str {
        self.get(code).map_or(code, |need| need.label.as_str())
    }

    /// The code and all its broader needs, narrowest first.
    pub fn with_broader<'a>(&'a self, code: &'a str) -> Vec<&'a str> {
        let mut chain = vec![code];
        while let Some(broader) = self.get(chain[chain.len() - 1]).and_then(|need| need.broader.as_deref()) {
            if chain.contains(&broader) {
                break;
            }
            chain.push(broader);
        }
        chain
    }
}

/// Single words of one need that are kept.
const MOST_SINGLE_WORDS: usize = 12;

fn single_words(need: &Need) -> Vec<Arc<str>> {
    let words = need.phrases.iter().map(|phrase| normalise(phrase)).filter(|phrase| phrase.len() > 3 && !phrase.contains(' '));
    words.take(MOST_SINGLE_WORDS).map(Arc::from).collect()
}

/// Short labels first.
fn offered(needs: &BTreeMap<String, Need>) -> Vec<String> {
    let mut codes: Vec<(&str, &String)> = needs.iter().map(|(code, need)| (need.label.as_str(), code)).collect();
    codes.sort_by_key(|(label, _)| (label.len(), *label));
    codes.into_iter().map(|(_, code)| code.clone()).collect()
}

fn completions(needs: &BTreeMap<String, Need>, offered: &[String]) -> Tails {
    let named = offered.iter().enumerate().filter_map(|(number, code)| Some((number, needs.get(code)?)));
    Tails::of(named.flat_map(|(number, need)| std::iter::once(need.label.as_str()).chain(need.names()).map(move |name| (name, number))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_vocabulary_reads() {
        let needs = Needs::shipped().unwrap_or_else(|error| panic!("{error}"));
        assert!(needs.iter().count() >= 280, "{} needs", needs.iter().count());
        assert_eq!(needs.with_broader("food-bank"), ["food-bank", "food"]);
        assert_eq!(needs.label("falls"), "Falls and staying steady");
        assert!(needs.is_narrower("food-bank", "food") && !needs.is_narrower("food", "food-bank") && !needs.is_narrower("food", "food"));
    }

    #[test]
    fn a_broken_vocabulary_says_what_is_wrong() {
        let error = Needs::read("[a]\nlabel = \"A\"\nbroader = \"b\"").unwrap_err();
        assert!(error.to_string().contains("'a' names the broader need 'b'"));
    }

    #[test]
    fn peoples_words_and_the_fields_own_are_understood_alike() {
        let needs = Needs::shipped().unwrap();
        for (words, expected) in [
            ("phlebotomy clinic", "blood-tests"),
            ("flebotomy", "blood-tests"),
            ("DFG", "home-adaptations"),
            ("morning after pill", "emergency-contraception"),
            ("keysafe", "key-safe"),
            ("my husband is in prison", "prison-families"),
            ("live on a boat", "boaters"),
            ("the snip", "vasectomy"),
            ("neurodevelopmental assessment", "autism-assessment"),
            ("cant afford the vet", "pets"),
            ("continuing healthcare", "continuing-healthcare"),
            ("home care", "home-care"),
            ("care home", "care-home"),
        ] {
            let codes: Vec<String> =
                needs.dictionary().understand(&crate::finding::words::read(words)).into_iter().flat_map(|found| found.codes).collect();
            assert!(codes.iter().any(|code| code == expected), "{words}: {codes:?}");
        }
    }
}
