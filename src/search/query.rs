//! A question's words to a plan: which stems, which needs, how much each weighs. Nothing is looked for yet.

use crate::{
    finding::{
        needs::Needs,
        scoring::{self, LABEL_WORD_BOOST, NEED_BOOST},
        spelling::Guess,
        words::{self, Word},
    },
    places::Place,
    search::{error::SearchError, schema::stem, snapshot::Snapshot},
};
use std::collections::BTreeSet;
use tantivy::{Term, schema::Field};

/// One telling word.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    /// As typed.
    pub(crate) typed: String,
    /// As the index holds it.
    pub(crate) stem: String,
    /// Its weight.
    pub(crate) rarity: f32,
    /// Part of a phrase understood as a need.
    pub(crate) understood: bool,
}

/// Needs that stand for some of the words.
#[derive(Debug, Clone)]
pub(crate) struct NeedHit {
    /// The codes, narrower ones included.
    pub(crate) codes: BTreeSet<String>,
    /// Which words, a bit each.
    pub(crate) words: u16,
    /// How much it weighs.
    pub(crate) boost: f32,
}

/// What to look for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Plan {
    pub(crate) parts: Vec<Part>,
    pub(crate) needs: Vec<NeedHit>,
    /// How many of the parts a service must have.
    pub(crate) needed: usize,
    /// The words that would be a whole name.
    pub(crate) exact: Option<String>,
    /// Needs understood: code and label.
    pub(crate) understood: Vec<(String, String)>,
    /// Corrections: typed, used.
    pub(crate) corrected: Vec<(String, String)>,
}

impl Plan {
    /// Reads the words of a question against what the index and the vocabulary know.
    pub(crate) fn of(text: &str, place: Option<&Place>, needs: &Needs, snapshot: &Snapshot) -> Result<Self, SearchError> {
        let mut words = words::read(text);
        let typed: Vec<String> = words.iter().map(|word| word.text.clone()).collect();
        let mut plan = Self { exact: Some(typed.join(" ")).filter(|name| !name.is_empty()), ..Self::default() };
        for word in &mut words {
            if let Some(better) = correction(word, needs, snapshot)? {
                plan.corrected.push((word.typed.clone(), better.clone()));
                word.text = better;
            }
        }
        plan.understand(&words, place, needs, snapshot)?;
        plan.needed = scoring::needed(plan.parts.len());
        Ok(plan)
    }

    fn understand(&mut self, words: &[Word], place: Option<&Place>, needs: &Needs, snapshot: &Snapshot) -> Result<(), SearchError> {
        let telling = words::telling(words, place);
        let found = needs.dictionary().understand(words);
        // A phrase may be made of noise alone ("getting about"): its words count again, or the phrase would say nothing.
        let counts =
            |at: usize| telling[at] || found.iter().any(|found| found.words.contains(&at) && !found.words.clone().any(|at| telling[at]));
        let kept: Vec<usize> = (0..words.len()).filter(|at| counts(*at)).collect();
        for at in &kept {
            let stem = stem(&words[*at].text);
            let rarity = rarity(&stem, snapshot)?;
            let understood = found.iter().any(|found| found.words.contains(at));
            self.parts.push(Part { typed: words[*at].typed.clone(), stem, rarity, understood });
        }
        let bits =
            |of: &dyn Fn(usize) -> bool| kept.iter().enumerate().filter(|(_, at)| of(**at)).fold(0, |bits, (bit, _)| bits | 1 << bit);
        for found in found {
            self.understood.extend(found.codes.iter().map(|code| (code.clone(), needs.label(code).to_owned())));
            let codes = needs.with_narrower(&found.codes).into_iter().map(str::to_owned).collect();
            self.needs.push(NeedHit { codes, words: bits(&|at| found.words.contains(&at)), boost: NEED_BOOST });
        }
        for (bit, at) in kept.iter().enumerate() {
            let codes: Vec<&str> = needs.dictionary().labelled(&words[*at].text).collect();
            if !codes.is_empty() {
                let codes = needs.with_narrower(&codes).into_iter().map(str::to_owned).collect();
                self.needs.push(NeedHit { codes, words: 1 << bit, boost: LABEL_WORD_BOOST });
            }
        }
        self.understood.dedup();
        Ok(())
    }

    /// The same without one of its words.
    pub(crate) fn without(&self, part: usize) -> Self {
        let mut plan = self.clone();
        plan.parts.remove(part);
        let low = (1 << part) - 1;
        for need in &mut plan.needs {
            need.words = need.words & low | (need.words >> 1) & !low;
        }
        plan.needed = scoring::needed(plan.parts.len());
        plan
    }

    /// The needs alone: any service that answers one of them.
    pub(crate) fn needs_only(&self) -> Option<Self> {
        let needs: Vec<NeedHit> = self.needs.iter().filter(|need| need.boost >= NEED_BOOST).cloned().collect();
        let words = needs.iter().fold(0, |bits, need| bits | need.words);
        let mut plan = Self { needs, needed: 1, ..self.clone() };
        for at in (0..self.parts.len()).rev().filter(|at| words & 1 << at == 0) {
            plan = plan.without(at);
        }
        plan.needed = 1;
        for part in &mut plan.parts {
            part.stem.clear();
        }
        (!plan.needs.is_empty() && !plan.parts.is_empty()).then_some(plan)
    }

    /// The same, but any one word will do.
    pub(crate) fn any_word(&self) -> Self {
        Self { needed: self.parts.len().min(1), ..self.clone() }
    }

    /// The words in the order to give them up: those no need stands for first, and of those the commonest.
    pub(crate) fn weakest_first(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.parts.len()).collect();
        order.sort_by(|one, other| {
            let (one, other) = (&self.parts[*one], &self.parts[*other]);
            one.understood.cmp(&other.understood).then(one.rarity.total_cmp(&other.rarity))
        });
        order
    }
}

fn rarity(stem: &str, snapshot: &Snapshot) -> Result<f32, SearchError> {
    let fields = &snapshot.fields;
    let mut with = 0;
    for field in [fields.name, fields.about, fields.body] {
        with = with.max(snapshot.frequency(field, stem)?);
    }
    Ok(scoring::rarity(snapshot.documents(), with))
}

/// What an unknown word was meant to be. Known words, short words, acronyms, numbers and quoted words stay as they are.
fn correction(word: &Word, needs: &Needs, snapshot: &Snapshot) -> Result<Option<String>, SearchError> {
    if word.fixed || word.text.len() < 4 || words::is_noise(&word.text) || is_known(&word.text, needs, snapshot)? {
        return Ok(None);
    }
    let mut guess = Guess::of(&word.text);
    needs.dictionary().words().for_each(|known| guess.consider(known, 1));
    let first = word.text.chars().next().map(String::from).unwrap_or_default();
    consider_indexed(&mut guess, snapshot, Some(&first))?;
    if !guess.is_found() {
        consider_indexed(&mut guess, snapshot, None)?;
    }
    Ok(guess.best())
}

fn is_known(word: &str, needs: &Needs, snapshot: &Snapshot) -> Result<bool, SearchError> {
    let fields = &snapshot.fields;
    let stem = stem(word);
    for field in [fields.name, fields.about, fields.body] {
        if snapshot.frequency(field, &stem)? > 0 {
            return Ok(true);
        }
    }
    Ok(needs.dictionary().knows(word))
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
