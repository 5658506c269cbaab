//! A segment's words as a pack holds them: read from one piece of memory, with no engine.
//!
//! For each field: the words in the order of their bytes, one text with the place where each ends; and for each word its documents,
//! each as the step from the one before, in numbers of seven bits a byte.

mod grouped;

pub(crate) use grouped::{Beyond, GroupWords};

use crate::search::{
    field::Field,
    reader::{NO_MORE, Walk},
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The words of a pack.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct PackedWords {
    /// In the order of [`Field::ALL`].
    fields: Vec<PackedField>,
}

/// The words of one field.
#[derive(Debug, Default, Serialize, Deserialize)]
struct PackedField {
    text: String,
    /// Where each word ends in the text.
    ends: Vec<u32>,
    /// Where each word's documents end.
    documents_end: Vec<u32>,
    /// How many documents each word has where the weights are taken from: in the whole directory.
    frequencies: Vec<u32>,
    #[serde(with = "serde_bytes")]
    documents: Vec<u8>,
    /// Whether it is kept how often each document has a word.
    counted: bool,
    /// The marks of the lengths, document by document. Empty where they are not kept.
    #[serde(with = "serde_bytes")]
    marks: Vec<u8>,
    /// How many words there are in all documents together.
    length: u64,
}

/// The documents that have a word of a pack.
pub(crate) struct PackedPostings {
    words: Arc<PackedWords>,
    field: usize,
    at: usize,
    end: usize,
    doc: u32,
    times: u32,
}

impl Walk for PackedPostings {
    fn doc(&self) -> u32 {
        self.doc
    }

    fn seek(&mut self, doc: u32) -> u32 {
        while self.doc < doc {
            self.advance();
        }
        self.doc
    }

    fn advance(&mut self) -> u32 {
        let PackedField { documents, counted, .. } = &self.words.fields[self.field];
        let bytes = &documents[..self.end];
        match number(bytes, &mut self.at) {
            None => self.doc = NO_MORE,
            Some(step) if !counted => self.doc = self.doc.wrapping_add(step),
            Some(step) => {
                self.doc = self.doc.wrapping_add(step >> 1);
                self.times = if step & 1 == 0 { 1 } else { number(bytes, &mut self.at).unwrap_or(1) };
            }
        }
        self.doc
    }

    fn times(&self) -> u32 {
        self.times
    }
}

/// The next number of some bytes; `None` behind the last, or where it breaks off.
fn number(bytes: &[u8], at: &mut usize) -> Option<u32> {
    let (mut value, mut shift) = (0, 0);
    loop {
        let byte = *bytes.get(*at)?;
        *at += 1;
        value |= u32::from(byte & 0x7f).checked_shl(shift)?;
        if byte < 0x80 {
            return Some(value);
        }
        shift += 7;
    }
}

fn push(bytes: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        bytes.push(value.to_le_bytes()[0] | 0x80);
        value >>= 7;
    }
    bytes.push(value.to_le_bytes()[0]);
}

impl PackedField {
    fn word(&self, at: usize) -> &str {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start as usize..self.ends[at] as usize]
    }

    /// The first word not before this one.
    fn first_from(&self, word: &str) -> usize {
        let (mut from, mut to) = (0, self.ends.len());
        while from < to {
            let middle = from.midpoint(to);
            if self.word(middle) < word { from = middle + 1 } else { to = middle }
        }
        from
    }

    fn find(&self, word: &str) -> Option<usize> {
        let at = self.first_from(word);
        (at < self.ends.len() && self.word(at) == word).then_some(at)
    }
}

impl PackedWords {
    fn of(&self, field: Field) -> &PackedField {
        &self.fields[field as usize]
    }

    fn documents_of(self: &Arc<Self>, field: Field, word: usize) -> PackedPostings {
        let ends = &self.of(field).documents_end;
        let at = word.checked_sub(1).map_or(0, |before| ends[before]) as usize;
        // The first step counts from the document before the first.
        let mut postings =
            PackedPostings { words: Arc::clone(self), field: field as usize, at, end: ends[word] as usize, doc: u32::MAX, times: 1 };
        postings.advance();
        postings
    }

    /// The documents with a word.
    pub(crate) fn postings(self: &Arc<Self>, field: Field, word: &str) -> Option<PackedPostings> {
        Some(self.documents_of(field, self.of(field).find(word)?))
    }

    /// The documents of each word with this beginning, in the order of the alphabet.
    pub(crate) fn beginning(self: &Arc<Self>, field: Field, prefix: &str, most: usize) -> impl Iterator<Item = PackedPostings> {
        let packed = self.of(field);
        let words = (packed.first_from(prefix)..packed.ends.len()).take_while(move |at| packed.word(*at).starts_with(prefix));
        words.take(most).map(move |at| self.documents_of(field, at))
    }

    /// How many documents of the whole directory have a word.
    pub(crate) fn frequency(&self, field: Field, word: &str) -> u64 {
        let packed = self.of(field);
        packed.find(word).map_or(0, |at| u64::from(packed.frequencies[at]))
    }

    /// How many words a field has.
    pub(crate) fn length(&self, field: Field) -> u64 {
        self.of(field).length
    }

    /// The mark of the length of a document's text.
    pub(crate) fn mark(&self, field: Field, doc: u32) -> u8 {
        self.of(field).marks.get(doc as usize).copied().unwrap_or(0)
    }

    /// Every word of a field, and how many documents of the whole directory have it.
    pub(crate) fn words(&self, field: Field) -> impl Iterator<Item = (&str, u32)> {
        let packed = self.of(field);
        packed.frequencies.iter().enumerate().map(move |(at, frequency)| (packed.word(at), *frequency))
    }

    /// Whether every place in it lies within it, so that nothing read from it can go astray.
    pub(crate) fn is_sound(&self, documents: usize) -> bool {
        self.fields.len() == Field::ALL.len() && self.fields.iter().all(|field| field.is_sound(documents))
    }
}

impl PackedField {
    fn is_sound(&self, documents: usize) -> bool {
        let same = self.ends.len() == self.documents_end.len() && self.ends.len() == self.frequencies.len();
        let rising = self.ends.is_sorted() && self.documents_end.is_sorted();
        let within = self.documents_end.last().is_none_or(|end| *end as usize <= self.documents.len());
        let whole = self.ends.last().is_none_or(|end| *end as usize == self.text.len());
        let whole_letters = || self.ends.iter().all(|end| self.text.is_char_boundary(*end as usize));
        same && rising && within && whole && whole_letters() && (self.marks.is_empty() || self.marks.len() == documents)
    }
}

/// Writes the words of a pack, field by field, in the order of [`Field::ALL`]; each field's words in the order of their bytes.
#[derive(Debug, Default)]
pub(crate) struct PackedWriter {
    words: PackedWords,
}

impl PackedWriter {
    /// Begins the next field.
    pub(crate) fn begin(&mut self, counted: bool, length: u64, marks: Vec<u8>) {
        self.words.fields.push(PackedField { counted, marks, length, ..PackedField::default() });
    }

    /// Adds a word of the field begun last: how many documents have it in the whole directory, and here each document, with how often
    /// it has the word.
    pub(crate) fn word(&mut self, word: &str, frequency: u64, documents: impl Iterator<Item = (u32, u32)>) {
        let Some(field) = self.words.fields.last_mut() else { return };
        field.text.push_str(word);
        let mut before = u32::MAX;
        for (doc, times) in documents {
            let step = doc.wrapping_sub(before);
            before = doc;
            match (field.counted, times) {
                (false, _) => push(&mut field.documents, step),
                (true, 1) => push(&mut field.documents, step << 1),
                (true, _) => {
                    push(&mut field.documents, step << 1 | 1);
                    push(&mut field.documents, times);
                }
            }
        }
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        field.ends.push(place(field.text.len()));
        field.documents_end.push(place(field.documents.len()));
        field.frequencies.push(u32::try_from(frequency).unwrap_or(u32::MAX));
    }

    /// All of them.
    pub(crate) fn finish(self) -> PackedWords {
        self.words
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn every_word_comes_back_with_its_documents(
            words in proptest::collection::btree_map("[a-zé]{1,6}", proptest::collection::btree_map(0_u32..3_000, 1_u32..400, 1..40), 0..30),
            counted in any::<bool>(),
        ) {
            let mut writer = PackedWriter::default();
            for _ in Field::ALL {
                writer.begin(counted, 7, Vec::new());
                for (word, documents) in &words {
                    writer.word(word, documents.len() as u64, documents.iter().map(|(doc, times)| (*doc, *times)));
                }
            }
            let packed = Arc::new(writer.finish());
            prop_assert!(packed.is_sound(3_000));
            for (word, documents) in &words {
                let mut walk = packed.postings(Field::Body, word).expect("it was written");
                let mut read = BTreeMap::new();
                while walk.doc() != NO_MORE {
                    read.insert(walk.doc(), walk.times());
                    walk.advance();
                }
                let expected: BTreeMap<u32, u32> = documents.iter().map(|(doc, times)| (*doc, if counted { *times } else { 1 })).collect();
                prop_assert_eq!(&read, &expected);
                prop_assert_eq!(packed.frequency(Field::Body, word), documents.len() as u64);
                let first: String = word.chars().take(1).collect();
                let beginning = packed.beginning(Field::Body, &first, 100).count();
                prop_assert_eq!(beginning, words.keys().filter(|other| other.starts_with(&first)).count());
            }
            prop_assert!(packed.postings(Field::Name, "none of them").is_none());
        }
    }
}
