//! Where a segment's words are looked up: the engine's files on a server, the pack in somebody's hand. The executor knows neither.

#[cfg(not(target_family = "wasm"))]
use crate::search::engine::reader::{Engine, EnginePostings};
use crate::search::{
    error::SearchError,
    field::Field,
    packed::{PackedPostings, PackedWords},
};
use std::{ops::Range, sync::Arc};

/// The words of one segment.
#[derive(Debug)]
pub(crate) enum Reader {
    /// In the engine's files.
    #[cfg(not(target_family = "wasm"))]
    Engine(Box<Engine>),
    /// In a pack.
    Packed(Arc<PackedWords>),
}

/// The documents that have a word, with how often each has it, from the front to the back.
pub(crate) enum Postings {
    /// In the engine's files.
    #[cfg(not(target_family = "wasm"))]
    Engine(Box<EnginePostings>),
    /// In a pack.
    Packed(PackedPostings),
}

/// Something that goes through documents in order.
pub(crate) trait Walk {
    /// Where it stands; [`NO_MORE`] behind the last.
    fn doc(&self) -> u32;
    /// Goes to the first document from this one on, never back.
    fn seek(&mut self, doc: u32) -> u32;
    /// Goes to the next.
    fn advance(&mut self) -> u32;
    /// How often the document has the word; 1 where that is not kept.
    fn times(&self) -> u32;
}

/// Where a walk stands behind its last document.
pub(crate) const NO_MORE: u32 = i32::MAX as u32;

/// The marks of the lengths of one field's texts, document by document; see [`Reader::length_of_mark`].
#[derive(Clone)]
pub(crate) enum Lengths {
    /// In the engine's files.
    #[cfg(not(target_family = "wasm"))]
    Engine(tantivy::fieldnorm::FieldNormReader),
    /// In a pack.
    Packed(Arc<PackedWords>, Field),
}

impl Lengths {
    /// The mark of a document's length.
    pub(crate) fn mark(&self, doc: u32) -> u8 {
        match self {
            #[cfg(not(target_family = "wasm"))]
            Self::Engine(lengths) => lengths.fieldnorm_id(doc),
            Self::Packed(words, field) => words.mark(*field, doc),
        }
    }
}

impl Reader {
    /// Whether a document still stands: nothing is deleted from a pack.
    #[cfg_attr(target_family = "wasm", expect(unused_variables, reason = "a pack needs not ask"))]
    pub(crate) fn is_alive(&self, doc: u32) -> bool {
        match self {
            #[cfg(not(target_family = "wasm"))]
            Self::Engine(engine) => engine.is_alive(doc),
            Self::Packed(_) => true,
        }
    }

    /// The documents with a word.
    pub(crate) fn postings(&self, field: Field, word: &str) -> Result<Option<Postings>, SearchError> {
        Ok(match self {
            #[cfg(not(target_family = "wasm"))]
            Self::Engine(engine) => engine.postings(field, word)?.map(|postings| Postings::Engine(Box::new(postings))),
            Self::Packed(words) => words.postings(field, word).map(Postings::Packed),
        })
    }

    /// How many documents have a word, deleted ones included, as the weights count them.
    pub(crate) fn frequency(&self, field: Field, word: &str) -> Result<u64, SearchError> {
        match self {
            #[cfg(not(target_family = "wasm"))]
            Self::Engine(engine) => engine.frequency(field, word),
            Self::Packed(words) => Ok(words.frequency(field, word)),
        }
    }

    /// How many words a field has in all documents together.
    pub(crate) fn length(&self, field: Field) -> Result<u64, SearchError> {
        match self {
            #[cfg(not(target_family = "wasm"))]
            Self::Engine(engine) => engine.length(field),
            Self::Packed(words) => Ok(words.length(field)),
        }
    }

    /// The lengths of a field's texts.
    pub(crate) fn lengths(&self, field: Field) -> Result<Lengths, SearchError> {
        Ok(match self {
            #[cfg(not(target_family = "wasm"))]
            Self::Engine(engine) => Lengths::Engine(engine.lengths(field)?),
            Self::Packed(words) => Lengths::Packed(Arc::clone(words), field),
        })
    }

    /// Hands over the postings of the words with this beginning, in the order of the alphabet, so many words at most.
    pub(crate) fn beginning(&self, field: Field, prefix: &str, most: usize) -> Result<Vec<Postings>, SearchError> {
        Ok(match self {
            #[cfg(not(target_family = "wasm"))]
            Self::Engine(engine) => {
                engine.beginning(field, prefix, most)?.into_iter().map(|postings| Postings::Engine(Box::new(postings))).collect()
            }
            Self::Packed(words) => words.beginning(field, prefix, most).map(Postings::Packed).collect(),
        })
    }
}

impl Postings {
    /// Every document, in order.
    pub(crate) fn documents(self) -> Vec<u32> {
        fn all(walk: &mut impl Walk) -> Vec<u32> {
            let mut docs = Vec::new();
            while walk.doc() != NO_MORE {
                docs.push(walk.doc());
                walk.advance();
            }
            docs
        }
        match self {
            #[cfg(not(target_family = "wasm"))]
            Self::Engine(mut walk) => all(&mut *walk),
            Self::Packed(mut walk) => all(&mut walk),
        }
    }

    /// Hands over each document inside the runs: the slot of it, itself, how often it has the word.
    pub(crate) fn visit(&mut self, runs: &[Range<u32>], take: impl FnMut(usize, u32, u32)) {
        match self {
            #[cfg(not(target_family = "wasm"))]
            Self::Engine(walk) => visit(&mut **walk, runs, take),
            Self::Packed(walk) => visit(walk, runs, take),
        }
    }
}

fn visit(walk: &mut impl Walk, runs: &[Range<u32>], mut take: impl FnMut(usize, u32, u32)) {
    let mut base = 0;
    for run in runs {
        let mut doc = if walk.doc() < run.start { walk.seek(run.start) } else { walk.doc() };
        while doc < run.end {
            take(base + (doc - run.start) as usize, doc, walk.times());
            doc = walk.advance();
        }
        base += run.len();
    }
}

/// The number of words that a mark stands for: exact up to 40 words, rougher the longer they are. It is the engine's own scale
/// (Lucene's `SmallFloat`, three bits of mantissa, counted from 24); a test holds it to the engine's.
pub(crate) fn length_of_mark(mark: u8) -> u32 {
    const EXACT: u32 = 24;
    let mark = u32::from(mark);
    let Some(above) = mark.checked_sub(EXACT) else { return mark };
    let (mantissa, exponent) = (above & 7, above >> 3);
    let value = if exponent == 0 { mantissa } else { (mantissa | 8) << (exponent - 1) };
    EXACT + value
}
