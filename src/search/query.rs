//! A question's words to a plan: which stems, which needs, how much each weighs. Nothing is looked for yet.

use crate::{
    finding::{
        ages::AgeFound,
        needs::Needs,
        question::Question,
        reading::{Read, Reading, ReadingKind},
        scoring,
        understanding::Wish,
        words::{self, Word},
    },
    search::{
        correcting::{correction, frequency, other_spelling},
        error::SearchError,
        roles::{Role, names, roles},
        snapshot::Snapshot,
        stem::stem,
    },
};
use std::{collections::BTreeSet, sync::Arc};

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
    pub(crate) codes: Arc<BTreeSet<String>>,
    /// Which words, a bit each.
    pub(crate) words: u16,
    /// How it came about.
    pub(crate) kind: Kind,
    /// Whether finding its words in a text says as much as the phrase: not where small words were part of it.
    pub(crate) by_words: bool,
}

/// How words came to stand for needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A whole phrase was understood.
    Phrase,
    /// The very needs of such a phrase, without the narrower ones.
    Very,
    /// A phrase that says who somebody is, beside one that says what they look for.
    Who,
    /// A word of a need's label.
    LabelWord,
    /// The broader one, or one to look at next, where few answer what was asked.
    Related,
    /// One beside it under the same broader one.
    Kin,
}

impl NeedHit {
    /// How much it weighs where a service carries it.
    pub(crate) fn worth(&self) -> f32 {
        match self.kind {
            Kind::Phrase => scoring::NEED_WORTH,
            Kind::Very => scoring::VERY_NEED,
            Kind::Who => scoring::WHO_WORTH,
            Kind::LabelWord => scoring::LABEL_WORD_WORTH,
            Kind::Related => scoring::RELATED_WORTH,
            Kind::Kin => scoring::KIN_WORTH,
        }
    }

    /// Whether it was added because few answer what was asked.
    pub(crate) fn is_beside(&self) -> bool {
        matches!(self.kind, Kind::Related | Kind::Kin)
    }

    pub(crate) fn is_phrase(&self) -> bool {
        self.kind == Kind::Phrase
    }
}

/// Another word for a need: what a service nobody tagged may call itself.
#[derive(Debug, Clone)]
pub(crate) struct OtherWord {
    /// The need, by its place in the plan.
    pub(crate) need: usize,
    /// As the vocabulary writes it, and a service must: a stem would take "Fallings Park" for falls.
    pub(crate) text: Arc<str>,
}

/// What to look for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Plan {
    pub(crate) parts: Vec<Part>,
    pub(crate) needs: Vec<NeedHit>,
    pub(crate) other_words: Vec<OtherWord>,
    /// The words a service is expected to have, a bit each.
    pub(crate) content: u16,
    /// The words that stand for needs, a bit each. What is in neither only adds a little.
    pub(crate) meant: u16,
    /// How many of the content words a service must have where no need was understood.
    pub(crate) needed: usize,
    /// Any one word or need will do.
    pub(crate) loose: bool,
    /// The needs that were added beside those asked for, a bit each. They count only where few services answer what was asked.
    pub(crate) beside: u32,
    /// A need is asked for: the other words alone find nothing. So it is from further away.
    pub(crate) needs_only: bool,
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
    /// How old they are.
    pub(crate) ages: Vec<AgeFound>,
    /// Everything that was read, as it is said to the person.
    pub(crate) readings: Vec<Reading>,
    /// What would have been read too, had it not been taken back.
    pub(crate) not_read: Vec<Reading>,
    /// The words as corrected, for reading them again another way.
    words: Vec<Word>,
}

impl Plan {
    /// Reads the words of a question against what the index and the vocabulary know.
    pub(crate) fn of(question: &Question, needs: &Needs, snapshot: &Snapshot) -> Result<Self, SearchError> {
        let mut words = words::read(&question.words);
        let mut plan = Self { names: names(&question.typed, &words, question.place.as_ref()), ..Self::default() };
        for word in &mut words {
            let Some(better) = correction(word, needs, snapshot)? else { continue };
            if question.ignored.has(ReadingKind::Spelling, &word.text) {
                plan.not_read.push(spelling(word, better));
            } else {
                plan.correct(word, better);
            }
        }
        plan.understand(words, question, needs, snapshot)?;
        Ok(plan)
    }

    /// Takes a word as another, and keeps in mind that it was typed otherwise.
    fn correct(&mut self, word: &mut Word, better: String) {
        self.readings.push(spelling(word, better.clone()));
        self.corrected.push((word.typed.clone(), better.clone()));
        word.typed.clone_from(&better);
        word.text = better;
    }

    fn understand(&mut self, words: Vec<Word>, question: &Question, needs: &Needs, snapshot: &Snapshot) -> Result<(), SearchError> {
        let read = Read::of(&words, needs, &question.ignored);
        let roles = roles(&words, question.place.as_ref(), needs, &read);
        let kept = kept(&roles);
        for at in &kept {
            let stem = stem(&words[*at].text);
            self.parts.push(Part { shown: words[*at].typed.clone(), rarity: rarity(&stem, snapshot)?, stem });
        }
        let bits = |of: &dyn Fn(usize) -> bool| bits(kept.iter().map(|at| of(*at)));
        self.content = bits(&|at| roles[at] == Role::Content);
        self.meant = bits(&|at| roles[at] == Role::Meant);
        self.needed = scoring::needed(self.content.count_ones() as usize);
        self.readings.splice(0..0, read.readings(&words, needs));
        self.wishes = read.wished();
        for found in &read.needs {
            let words = bits(&|at| found.words.contains(&at) && roles[at] == Role::Meant);
            let by_words = found.words.len() == 1 || words.count_ones() > 1;
            self.add_need(&found.codes, words, by_words, needs);
        }
        self.tell_who_from_what(needs);
        self.add_beside(needs);
        if self.needs.is_empty() {
            for (bit, at) in kept.iter().enumerate() {
                self.add_label_word(&words[*at].text, 1 << bit, needs);
            }
        }
        self.not_read.extend(read.not_read);
        self.ages = read.ages;
        self.words = words;
        Ok(())
    }

    /// The same with its rare words taken as far more frequent ones that are written much alike, where there are any.
    pub(crate) fn respelt(&self, question: &Question, needs: &Needs, snapshot: &Snapshot) -> Result<Option<Self>, SearchError> {
        let mut plan = Self { names: self.names.clone(), corrected: self.corrected.clone(), ..Self::default() };
        plan.readings = self.readings.iter().filter(|reading| reading.kind == ReadingKind::Spelling).cloned().collect();
        let (mut words, known) = (self.words.clone(), plan.corrected.len());
        for word in &mut words {
            let may = !question.ignored.has(ReadingKind::Spelling, &word.text);
            if let Some(better) = may.then(|| other_spelling(word, needs, snapshot)).transpose()?.flatten() {
                plan.correct(word, better);
            }
        }
        if plan.corrected.len() == known {
            return Ok(None);
        }
        plan.understand(words, question, needs, snapshot)?;
        Ok(Some(plan))
    }

    fn add_need(&mut self, codes: &[String], words: u16, by_words: bool, needs: &Needs) {
        self.urgent |= codes.iter().any(|code| needs.is_urgent(code));
        let labelled = codes.iter().map(|code| (code.clone(), needs.label(code).to_owned()));
        let fresh: Vec<_> = labelled.filter(|need| !self.understood.contains(need)).collect();
        self.understood.extend(fresh);
        let all = needs.all_narrower(codes);
        if let Some(known) = self.needs.iter_mut().find(|known| known.is_phrase() && known.codes == all) {
            known.words |= words;
            known.by_words &= by_words;
            return;
        }
        if !self.urgent {
            self.other_words.extend(other_words(self.needs.len(), codes, needs));
        }
        self.needs.push(NeedHit { codes: all, words, kind: Kind::Phrase, by_words });
        self.needs.push(NeedHit { codes: Arc::new(codes.iter().cloned().collect()), words, kind: Kind::Very, by_words });
    }

    /// Who somebody is only orders services, where something else says what they look for.
    fn tell_who_from_what(&mut self, needs: &Needs) {
        let is_who: Vec<bool> =
            self.needs.iter().map(|need| need.is_phrase() && need.codes.iter().any(|code| needs.is_who(code))).collect();
        if self.needs.iter().zip(&is_who).any(|(need, who)| need.is_phrase() && !who) {
            self.needs.iter_mut().zip(&is_who).filter(|(_, who)| **who).for_each(|(need, _)| need.kind = Kind::Who);
            self.other_words.retain(|word| !is_who[word.need]);
        }
    }

    fn add_label_word(&mut self, word: &str, bit: u16, needs: &Needs) {
        let codes: Vec<&str> = needs.dictionary().labelled(word).collect();
        if !codes.is_empty() {
            self.needs.push(NeedHit { codes: needs.all_narrower(&codes), words: bit, kind: Kind::LabelWord, by_words: true });
        }
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
        let mut plan = Self { needs: Vec::new(), other_words: Vec::new(), understood: Vec::new(), beside: 0, ..self.clone() };
        for code in codes {
            plan.add_need(&[code.to_owned()], self.meant, false, needs);
        }
        (!plan.needs.is_empty()).then_some(plan)
    }

    /// What is related to the needs understood, or stands beside them under a broader one. Not where help cannot wait.
    fn add_beside(&mut self, needs: &Needs) {
        if self.urgent {
            return;
        }
        let words = self.meant;
        let hit = |codes: &Arc<BTreeSet<String>>, kind| NeedHit { codes: Arc::clone(codes), words, kind, by_words: false };
        let found = self.understood.iter().filter_map(|(code, _)| needs.beside(code));
        let hits = found.flat_map(|beside| [hit(&beside.related, Kind::Related), hit(&beside.kin, Kind::Kin)]);
        let hits: Vec<NeedHit> = hits.filter(|hit| !hit.codes.is_empty()).collect();
        for hit in hits {
            self.beside |= 1_u32.checked_shl(u32::try_from(self.needs.len()).unwrap_or(u32::MAX)).unwrap_or(0);
            self.needs.push(hit);
        }
    }

    /// The codes that were added beside what was asked: those the vocabulary names first, in its order.
    pub(crate) fn named_beside<'a>(&'a self, needs: &'a Needs) -> impl Iterator<Item = &'a str> {
        let of = |kind| self.needs.iter().filter(move |need| need.kind == kind).flat_map(|need| need.codes.iter());
        let understood = self.understood.iter().filter_map(|(code, _)| needs.get(code));
        let named = understood.flat_map(|need| need.related.iter().chain(&need.broader));
        let asked = |code: &&String| self.needs.iter().any(|need| need.is_phrase() && need.codes.contains(*code));
        let named = named.filter(move |code| of(Kind::Related).any(|one| one == *code));
        let mut told = BTreeSet::new();
        named.chain(of(Kind::Kin)).filter(move |code| !asked(code) && told.insert(*code)).map(String::as_str)
    }

    /// The same for a wider place, where words beside a need are not worth the way.
    pub(crate) fn widened(&self) -> Self {
        Self { needs_only: true, ..self.clone() }
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
/// Other words for one need that are looked up.
const OTHER_WORDS_OF_ONE: usize = 12;

/// Single words that mean a need by themselves.
fn other_words(need: usize, codes: &[String], needs: &Needs) -> Vec<OtherWord> {
    let words = codes.iter().flat_map(|code| needs.single_words(code));
    words.take(OTHER_WORDS_OF_ONE).map(|text| OtherWord { need, text: Arc::clone(text) }).collect()
}

fn spelling(word: &Word, better: String) -> Reading {
    Reading { kind: ReadingKind::Spelling, value: word.text.clone(), label: better, words: word.typed.clone() }
}

/// Words that are looked up: a bit each in a number.
pub(crate) const MOST_PARTS: usize = 16;

/// The words to look up, in their order; of too many, the least telling are given up.
fn kept(roles: &[Role]) -> Vec<usize> {
    let rank = |at: &usize| match roles[*at] {
        Role::Meant => 0,
        Role::Content => 1,
        _ => 2,
    };
    let mut kept: Vec<usize> = (0..roles.len()).filter(|at| matches!(roles[*at], Role::Content | Role::Meant | Role::Minor)).collect();
    kept.sort_by_key(rank);
    kept.truncate(MOST_PARTS);
    kept.sort_unstable();
    kept
}

fn bits(marks: impl Iterator<Item = bool>) -> u16 {
    marks.enumerate().filter(|(_, marked)| *marked).fold(0, |bits, (bit, _)| bits | 1 << bit)
}

fn rarity(stem: &str, snapshot: &Snapshot) -> Result<f32, SearchError> {
    Ok(scoring::rarity(snapshot.documents, frequency(stem, snapshot)?))
}
