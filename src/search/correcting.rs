//! Correcting: which word was meant by one that nobody knows, or that hardly anybody writes.

use crate::{
    finding::{
        needs::Needs,
        spelling::{Guess, british},
        words::Word,
    },
    search::{error::SearchError, field::Field, snapshot::Snapshot, stem::stem},
};

/// Documents with a stem, in the field that has most.
pub(crate) fn frequency(stem: &str, snapshot: &Snapshot) -> Result<u64, SearchError> {
    let mut with = 0;
    for field in [Field::Name, Field::About, Field::Body] {
        with = with.max(snapshot.frequency(field, stem)?);
    }
    Ok(with)
}

/// A word the vocabulary does not know is doubted where no more than one in so many documents has it: publishers misspell too.
const DOUBTED: u64 = 5_000;
/// A doubted word gives way only to one a single edit away and this many times as frequent.
const FAR_MORE: u64 = 5;

/// What a word was meant to be. Words of the vocabulary, short words, acronyms, numbers and quoted words stay as they are.
pub(crate) fn correction(word: &Word, needs: &Needs, snapshot: &Snapshot) -> Result<Option<String>, SearchError> {
    if word.fixed {
        return Ok(None);
    }
    if let Some(meant) = needs.small_words().spelling(&word.text) {
        return Ok(Some(meant.to_owned()));
    }
    if !may_be_wrong(word, needs) {
        return Ok(None);
    }
    if let Some(british) = british(&word.text)
        && frequency(&stem(&british), snapshot)? > frequency(&stem(&word.text), snapshot)?
    {
        return Ok(Some(british));
    }
    match frequency(&stem(&word.text), snapshot)? {
        0 => Ok(unknown(&word.text, needs, snapshot)),
        with if with <= (snapshot.documents / DOUBTED).max(2) => doubted(&word.text, with, needs, snapshot),
        _ => Ok(None),
    }
}

/// Whether a word is one that can be corrected at all.
fn may_be_wrong(word: &Word, needs: &Needs) -> bool {
    let small = needs.small_words();
    let known =
        small.is_noise(&word.text) || small.is_minor(&word.text) || small.is_wishing(&word.text) || needs.dictionary().knows(&word.text);
    !word.fixed && word.text.len() >= 4 && !known
}

/// A word written much alike that this many times as many documents have is tried where nothing else finds anything.
const OFTENER: u64 = 10;

/// What a word that some do write may have been meant to be, for when it finds nothing: a far more frequent one, one edit away.
pub(crate) fn other_spelling(word: &Word, needs: &Needs, snapshot: &Snapshot) -> Result<Option<String>, SearchError> {
    if !may_be_wrong(word, needs) {
        return Ok(None);
    }
    let with = frequency(&stem(&word.text), snapshot)?.max(1);
    let mut guess = Guess::within(&word.text, 1).but_itself();
    needs.dictionary().known_words().offer(&mut guess, None);
    offer_indexed(&mut guess, snapshot, word.text.chars().next().filter(char::is_ascii));
    let Some(other) = guess.best() else { return Ok(None) };
    let oftener = needs.dictionary().knows(&other) || frequency(&stem(&other), snapshot)? >= with * OFTENER;
    Ok((oftener && stem(&other) != stem(&word.text)).then_some(other))
}

/// The nearest word of the vocabulary or the index.
fn unknown(word: &str, needs: &Needs, snapshot: &Snapshot) -> Option<String> {
    let mut guess = Guess::of(word);
    needs.dictionary().known_words().offer(&mut guess, None);
    offer_indexed(&mut guess, snapshot, word.chars().next());
    if !guess.is_found() {
        offer_indexed(&mut guess, snapshot, None);
    }
    guess.best()
}

/// The vocabulary's word a single edit away, where it is far more frequent.
fn doubted(word: &str, with: u64, needs: &Needs, snapshot: &Snapshot) -> Result<Option<String>, SearchError> {
    let mut guess = Guess::within(word, 1);
    needs.dictionary().known_words().offer(&mut guess, word.chars().next());
    let Some(known) = guess.best() else { return Ok(None) };
    let more = frequency(&stem(&known), snapshot)?;
    Ok((stem(&known) != stem(word) && more >= with * FAR_MORE).then_some(known))
}

/// Considers every indexed word, or only those that begin with a letter; each segment's as often as it has them.
fn offer_indexed(guess: &mut Guess<'_>, snapshot: &Snapshot, first: Option<char>) {
    for segment in &snapshot.segments {
        segment.sidecar.words.offer(guess, first);
    }
}
