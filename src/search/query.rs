//! A question's words to a plan: which stems, which needs, how much each weighs. Nothing is looked for yet.

use crate::{
    finding::{
        dictionary::Understood,
        needs::Needs,
        scoring,
        spelling::Guess,
        understanding::Wish,
        words::{self, Word, normalise},
    },
    places::Place,
    search::{error::SearchError, schema::stem, snapshot::Snapshot},
};
use std::{collections::BTreeSet, ops::Range};
use tantivy::{Term, schema::Field};

/// One word that is looked up.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    /// As typed, or as corrected.
    pub(crate) shown: String,
    /// As the index holds it.
    pub(crate) stem: String,
    /// Its weight.
    pub(crate) rarity: f32,
}

/// Words that together stand for needs.
#[derive(Debug, Clone)]
pub(crate) struct NeedHit {
    /// The codes, narrower ones included.
    pub(crate) codes: BTreeSet<String>,
    /// Which words, a bit each.
    pub(crate) words: u16,
    /// How much it weighs.
    pub(crate) worth: f32,
    /// A whole phrase was understood, not only a word of a need's label.
    pub(crate) phrase: bool,
    /// Stems of other words for it: what a service nobody tagged may call itself.
    pub(crate) also: BTreeSet<String>,
}

/// What to look for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Plan {
    pub(crate) parts: Vec<Part>,
    pub(crate) needs: Vec<NeedHit>,
    /// The words a service is expected to have, a bit each.
    pub(crate) content: u16,
    /// The words that stand for needs, a bit each. What is in neither only adds a little.
    pub(crate) meant: u16,
    /// How many of the content words a service must have where no need was understood.
    pub(crate) needed: usize,
    /// Any one word or need will do.
    pub(crate) loose: bool,
    /// Whole names the words may be, with and without the place's.
    pub(crate) names: Vec<String>,
    /// Needs understood: code and label.
    pub(crate) understood: Vec<(String, String)>,
    /// One of them cannot wait.
    pub(crate) urgent: bool,
    /// Corrections: typed, used.
    pub(crate) corrected: Vec<(String, String)>,
    /// What the person would rather have.
    pub(crate) wishes: Vec<Wish>,
}

/// What speaks for a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Evidence {
    /// It answers the question.
    Answers,
    /// Its text only mentions the words.
    Mentions,
}

/// What one word of a question is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Content,
    Meant,
    Minor,
    /// The asked place's own name.
    Place,
    Noise,
}

impl Plan {
    /// Reads the words of a question against what the index and the vocabulary know.
    pub(crate) fn of(text: &str, place: Option<&Place>, needs: &Needs, snapshot: &Snapshot) -> Result<Self, SearchError> {
        let mut words = words::read(text);
        let mut plan = Self { names: names(&words, place), ..Self::default() };
        for word in &mut words {
            if let Some(better) = correction(word, needs, snapshot)? {
                plan.corrected.push((word.typed.clone(), better.clone()));
                word.typed.clone_from(&better);
                word.text = better;
            }
        }
        plan.understand(&words, place, needs, snapshot)?;
        Ok(plan)
    }

    fn understand(&mut self, words: &[Word], place: Option<&Place>, needs: &Needs, snapshot: &Snapshot) -> Result<(), SearchError> {
        let found = needs.dictionary().understand(words);
        let wishes = needs.small_words().wishes(words);
        let roles = roles(words, place, needs, &found, &wishes);
        let kept: Vec<usize> = (0..words.len()).filter(|at| matches!(roles[*at], Role::Content | Role::Meant | Role::Minor)).collect();
        for at in &kept {
            let stem = stem(&words[*at].text);
            self.parts.push(Part { shown: words[*at].typed.clone(), rarity: rarity(&stem, snapshot)?, stem });
        }
        let bits = |of: &dyn Fn(usize) -> bool| bits(kept.iter().map(|at| of(*at)));
        self.content = bits(&|at| roles[at] == Role::Content);
        self.meant = bits(&|at| roles[at] == Role::Meant);
        self.needed = scoring::needed(self.content.count_ones() as usize);
        self.wishes = wishes.into_iter().map(|(_, wish)| wish.clone()).collect();
        for found in found {
            let words = bits(&|at| found.words.contains(&at));
            self.add_need(&found.codes, words, needs);
        }
        if self.needs.is_empty() {
            for (bit, at) in kept.iter().enumerate() {
                self.add_label_word(&words[*at].text, 1 << bit, needs);
            }
        }
        Ok(())
    }

    fn add_need(&mut self, codes: &[String], words: u16, needs: &Needs) {
        self.urgent |= codes.iter().any(|code| needs.is_urgent(code));
        let labelled = codes.iter().map(|code| (code.clone(), needs.label(code).to_owned()));
        let fresh: Vec<_> = labelled.filter(|need| !self.understood.contains(need)).collect();
        self.understood.extend(fresh);
        let (also, very) = (other_words(codes, needs), codes.iter().cloned().collect());
        let codes: BTreeSet<String> = needs.with_narrower(codes).into_iter().map(str::to_owned).collect();
        match self.needs.iter_mut().find(|known| known.phrase && known.codes == codes) {
            Some(known) => known.words |= words,
            None => {
                self.needs.push(NeedHit { codes, words, worth: scoring::NEED_WORTH, phrase: true, also });
                self.needs.push(NeedHit { codes: very, words, worth: scoring::VERY_NEED, phrase: false, also: BTreeSet::new() });
            }
        }
    }

    fn add_label_word(&mut self, word: &str, bit: u16, needs: &Needs) {
        let codes: Vec<&str> = needs.dictionary().labelled(word).collect();
        if !codes.is_empty() {
            let codes = needs.with_narrower(&codes).into_iter().map(str::to_owned).collect();
            self.needs.push(NeedHit { codes, words: bit, worth: scoring::LABEL_WORD_WORTH, phrase: false, also: BTreeSet::new() });
        }
    }

    /// What speaks for a document with these words in its text, these of them in its name or about it, these needs, and other
    /// words for these needs.
    pub(crate) fn evidence(&self, found: u16, strong: u16, hits: u32, called: u32) -> Option<Evidence> {
        if self.loose {
            return (found & (self.content | self.meant) != 0 || hits != 0).then_some(Evidence::Mentions);
        }
        if self.understood.is_empty() {
            let covered = self.hit(hits).fold(found, |words, need| words | need.words);
            return ((covered & self.content).count_ones() as usize >= self.needed).then_some(Evidence::Answers);
        }
        let content = self.content & !found == 0 && self.content & strong != 0;
        if hits | called != 0 || content || self.phrases().any(|need| need.words != 0 && need.words & !strong == 0) {
            return Some(Evidence::Answers);
        }
        // Where help cannot wait, a mention is not enough.
        let mentioned = !self.urgent && self.phrases().any(|need| need.words & !found == 0 && self.is_telling(need.words));
        mentioned.then_some(Evidence::Mentions)
    }

    fn phrases(&self) -> impl Iterator<Item = &NeedHit> {
        self.needs.iter().filter(|need| need.phrase)
    }

    /// Whether a mention of these words tells something: two of them, or a rare one.
    fn is_telling(&self, words: u16) -> bool {
        let rare = |(at, part): (usize, &Part)| words & 1 << at != 0 && part.rarity >= scoring::TELLING_RARITY;
        words.count_ones() > 1 || self.parts.iter().enumerate().any(rare)
    }

    /// Whether all phrases were answered, of several.
    pub(crate) fn is_complete(&self, hits: u32) -> bool {
        let all = self.needs.iter().enumerate().filter(|(_, need)| need.phrase);
        self.phrases().nth(1).is_some() && all.take(MOST_NEEDS).all(|(bit, _)| hits & 1 << bit != 0)
    }

    /// The needs a document carries, a bit each in `hits`.
    pub(crate) fn hit(&self, hits: u32) -> impl Iterator<Item = &NeedHit> {
        self.needs.iter().take(MOST_NEEDS).enumerate().filter(move |(bit, _)| hits & 1 << bit != 0).map(|(_, need)| need)
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

    /// Whether the whole phrase a word belongs to, of at least two words, is in a name.
    fn is_named(&self, word: u16, strong: u16) -> bool {
        let whole = |need: &NeedHit| need.words & word != 0 && need.words.count_ones() > 1 && need.words & !strong == 0;
        self.phrases().any(whole)
    }

    /// The same without one of its words. For plans without an understood need.
    pub(crate) fn without(&self, part: usize) -> Self {
        let mut plan = self.clone();
        plan.parts.remove(part);
        let low = (1 << part) - 1;
        let shift = |bits: u16| bits & low | (bits >> 1) & !low;
        (plan.content, plan.meant) = (shift(plan.content), shift(plan.meant));
        for need in &mut plan.needs {
            need.words = shift(need.words);
        }
        plan.needed = scoring::needed(plan.content.count_ones() as usize);
        plan
    }

    /// The same for the broader needs of those understood, where there are any.
    pub(crate) fn broader(&self, needs: &Needs) -> Option<Self> {
        let broader = self.understood.iter().filter_map(|(code, _)| needs.get(code)?.broader.as_deref());
        let codes: BTreeSet<&str> = broader.filter(|code| needs.with_narrower(&[*code]).len() <= MOST_NARROWER).collect();
        let mut plan = Self { needs: Vec::new(), understood: Vec::new(), ..self.clone() };
        for code in codes {
            plan.add_need(&[code.to_owned()], self.meant, needs);
        }
        (!plan.needs.is_empty()).then_some(plan)
    }

    /// The same, but any one word or need will do.
    pub(crate) fn any_word(&self) -> Self {
        Self { loose: true, ..self.clone() }
    }

    /// The content words in the order to give them up: the commonest first.
    pub(crate) fn weakest_first(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.parts.len()).filter(|at| self.content & 1 << at != 0).collect();
        order.sort_by(|one, other| self.parts[*one].rarity.total_cmp(&self.parts[*other].rarity));
        order
    }
}

/// Narrower needs of a broader one worth looking at: "Health care" would find everything.
const MOST_NARROWER: usize = 12;
/// Other words for a need that are looked up.
const MOST_OTHER_WORDS: usize = 12;

/// The stems of single words that mean a need by themselves.
fn other_words(codes: &[String], needs: &Needs) -> BTreeSet<String> {
    let phrases = codes.iter().filter_map(|code| needs.get(code)).flat_map(|need| &need.phrases);
    let single = phrases.map(|phrase| normalise(phrase)).filter(|phrase| phrase.len() > 3 && !phrase.contains(' '));
    single.take(MOST_OTHER_WORDS).map(|word| stem(&word)).collect()
}

/// Needs of a plan that are looked at: a bit each in a number.
pub(crate) const MOST_NEEDS: usize = 32;

/// The whole names the words may be: as typed, and with the asked place's name before or behind.
fn names(words: &[Word], place: Option<&Place>) -> Vec<String> {
    let typed = words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
    if typed.is_empty() {
        return Vec::new();
    }
    let label = place.map(|place| normalise(&place.label)).filter(|label| !label.is_empty());
    let placed = label.into_iter().flat_map(|label| [format!("{typed} {label}"), format!("{label} {typed}")]);
    std::iter::once(typed.clone()).chain(placed).collect()
}

/// What each word is there for. Something always is: where nothing tells, the next best words do.
fn roles(words: &[Word], place: Option<&Place>, needs: &Needs, found: &[Understood], wishes: &[(Range<usize>, &Wish)]) -> Vec<Role> {
    let small = needs.small_words();
    let label = place.map(|place| normalise(&place.label)).unwrap_or_default();
    let plain = |at: usize| match words[at].text.as_str() {
        word if small.is_noise(word) => Role::Noise,
        word if label.split(' ').any(|part| part == word) => Role::Place,
        word if small.is_minor(word) => Role::Minor,
        _ => Role::Content,
    };
    let is_small = |role| matches!(role, Role::Noise | Role::Minor);
    let in_need = |at: usize| found.iter().find(|found| found.words.contains(&at));
    let role = |at: usize| match in_need(at) {
        // A phrase may be made of small words alone ("getting about"): they count then, or the phrase would say nothing.
        Some(found) if !is_small(plain(at)) || found.words.clone().all(|at| is_small(plain(at))) => Role::Meant,
        _ if wishes.iter().any(|(range, _)| range.contains(&at)) && plain(at) != Role::Noise => Role::Minor,
        _ => plain(at),
    };
    let mut roles: Vec<Role> = (0..words.len()).map(role).collect();
    let tells = |roles: &[Role]| roles.iter().any(|role| matches!(role, Role::Content | Role::Meant));
    for next in [Role::Minor, Role::Place, Role::Noise] {
        if !tells(&roles) {
            roles.iter_mut().filter(|role| **role == next).for_each(|role| *role = Role::Content);
        }
    }
    roles
}

fn bits(marks: impl Iterator<Item = bool>) -> u16 {
    marks.enumerate().filter(|(_, marked)| *marked).fold(0, |bits, (bit, _)| bits | 1 << bit)
}

fn rarity(stem: &str, snapshot: &Snapshot) -> Result<f32, SearchError> {
    Ok(scoring::rarity(snapshot.documents(), frequency(stem, snapshot)?))
}

/// Documents with a stem, in the field that has most.
fn frequency(stem: &str, snapshot: &Snapshot) -> Result<u64, SearchError> {
    let fields = &snapshot.fields;
    let mut with = 0;
    for field in [fields.name, fields.about, fields.body] {
        with = with.max(snapshot.frequency(field, stem)?);
    }
    Ok(with)
}

/// A word the vocabulary does not know is doubted where no more than one in so many documents has it: publishers misspell too.
const DOUBTED: u64 = 5_000;
/// A doubted word gives way only to one a single edit away and this many times as frequent.
const FAR_MORE: u64 = 5;

/// What a word was meant to be. Words of the vocabulary, short words, acronyms, numbers and quoted words stay as they are.
fn correction(word: &Word, needs: &Needs, snapshot: &Snapshot) -> Result<Option<String>, SearchError> {
    if word.fixed {
        return Ok(None);
    }
    if let Some(meant) = needs.small_words().spelling(&word.text) {
        return Ok(Some(meant.to_owned()));
    }
    let small = needs.small_words().is_noise(&word.text) || needs.small_words().is_minor(&word.text);
    if word.text.len() < 4 || small || needs.dictionary().knows(&word.text) {
        return Ok(None);
    }
    match frequency(&stem(&word.text), snapshot)? {
        0 => unknown(&word.text, needs, snapshot),
        with if with <= (snapshot.documents() / DOUBTED).max(2) => doubted(&word.text, with, needs, snapshot),
        _ => Ok(None),
    }
}

/// The nearest word of the vocabulary or the index.
fn unknown(word: &str, needs: &Needs, snapshot: &Snapshot) -> Result<Option<String>, SearchError> {
    let mut guess = Guess::of(word);
    needs.dictionary().words().for_each(|known| guess.consider(known, 1));
    let first = word.chars().next().map(String::from).unwrap_or_default();
    consider_indexed(&mut guess, snapshot, Some(&first))?;
    if !guess.is_found() {
        consider_indexed(&mut guess, snapshot, None)?;
    }
    Ok(guess.best())
}

/// The vocabulary's word a single edit away, where it is far more frequent.
fn doubted(word: &str, with: u64, needs: &Needs, snapshot: &Snapshot) -> Result<Option<String>, SearchError> {
    let mut guess = Guess::within(word, 1);
    needs.dictionary().words().filter(|known| known.chars().next() == word.chars().next()).for_each(|known| guess.consider(known, 1));
    let Some(known) = guess.best() else { return Ok(None) };
    let more = frequency(&stem(&known), snapshot)?;
    Ok((stem(&known) != stem(word) && more >= with * FAR_MORE).then_some(known))
}

/// Considers every indexed word, or only those that begin with a letter.
fn consider_indexed(guess: &mut Guess<'_>, snapshot: &Snapshot, first: Option<&str>) -> Result<(), SearchError> {
    for segment in &snapshot.segments {
        let inverted = segment.reader.inverted_index(snapshot.fields.raw)?;
        let range = inverted.terms().range();
        let range = match first {
            Some(letter) => range.ge(letter.as_bytes()).lt([letter.as_bytes(), &[0xff]].concat()),
            None => range,
        };
        let mut terms = range.into_stream()?;
        while let Some((term, info)) = terms.next() {
            if let Ok(known) = std::str::from_utf8(term) {
                guess.consider(known, u64::from(info.doc_freq));
            }
        }
    }
    Ok(())
}

/// A term of a text field.
pub(crate) fn term(field: Field, text: &str) -> Term {
    Term::from_field_text(field, text)
}
