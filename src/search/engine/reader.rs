//! A segment's words in the engine's files.

use crate::search::{
    engine::schema::Fields,
    error::SearchError,
    field::Field,
    reader::{NO_MORE, Walk},
};
use std::sync::Arc;
use tantivy::{
    DocSet, InvertedIndexReader, SegmentReader, TERMINATED, Term,
    fieldnorm::FieldNormReader,
    postings::{Postings, SegmentPostings},
    schema::IndexRecordOption,
};

const _: () = assert!(NO_MORE == TERMINATED, "both walks end at the same mark");

/// One segment of the engine.
pub(crate) struct Engine {
    reader: SegmentReader,
    fields: Arc<Fields>,
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Engine({:?})", self.reader.segment_id())
    }
}

/// The documents of a word, as the engine hands them over.
pub(crate) struct EnginePostings(SegmentPostings);

impl Walk for EnginePostings {
    fn doc(&self) -> u32 {
        self.0.doc()
    }

    fn seek(&mut self, doc: u32) -> u32 {
        self.0.seek(doc)
    }

    fn advance(&mut self) -> u32 {
        self.0.advance()
    }

    fn times(&self) -> u32 {
        self.0.term_freq()
    }
}

impl Engine {
    pub(crate) fn new(reader: SegmentReader, fields: Arc<Fields>) -> Self {
        Self { reader, fields }
    }

    fn inverted(&self, field: Field) -> Result<Arc<InvertedIndexReader>, SearchError> {
        Ok(self.reader.inverted_index(self.fields.of(field))?)
    }

    fn term(&self, field: Field, word: &str) -> Term {
        Term::from_field_text(self.fields.of(field), word)
    }

    pub(crate) fn is_alive(&self, doc: u32) -> bool {
        self.reader.alive_bitset().is_none_or(|alive| alive.is_alive(doc))
    }

    pub(crate) fn postings(&self, field: Field, word: &str, counted: bool) -> Result<Option<EnginePostings>, SearchError> {
        let record = if counted { IndexRecordOption::WithFreqs } else { IndexRecordOption::Basic };
        Ok(self.inverted(field)?.read_postings(&self.term(field, word), record)?.map(EnginePostings))
    }

    pub(crate) fn frequency(&self, field: Field, word: &str) -> Result<u64, SearchError> {
        Ok(u64::from(self.inverted(field)?.doc_freq(&self.term(field, word))?))
    }

    pub(crate) fn length(&self, field: Field) -> Result<u64, SearchError> {
        Ok(self.inverted(field)?.total_num_tokens())
    }

    pub(crate) fn lengths(&self, field: Field) -> Result<FieldNormReader, SearchError> {
        Ok(self.reader.get_fieldnorms_reader(self.fields.of(field))?)
    }

    pub(crate) fn beginning(&self, field: Field, prefix: &str, most: usize) -> Result<Vec<EnginePostings>, SearchError> {
        let inverted = self.inverted(field)?;
        let range = inverted.terms().range().ge(prefix.as_bytes()).lt([prefix.as_bytes(), &[0xff]].concat());
        let mut terms = range.into_stream()?;
        let mut found = Vec::new();
        while found.len() < most {
            let Some((_, info)) = terms.next() else { break };
            found.push(EnginePostings(inverted.read_postings_from_terminfo(info, IndexRecordOption::Basic)?));
        }
        Ok(found)
    }

    /// Hands over every word of a field, in the order of its bytes, with the documents that have it.
    pub(crate) fn words(&self, field: Field, mut take: impl FnMut(&str, &mut EnginePostings)) -> Result<(), SearchError> {
        let inverted = self.inverted(field)?;
        let mut terms = inverted.terms().stream()?;
        while let Some((term, info)) = terms.next() {
            let Ok(word) = std::str::from_utf8(term) else { continue };
            take(word, &mut EnginePostings(inverted.read_postings_from_terminfo(info, IndexRecordOption::WithFreqs)?));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::reader::length_of_mark;

    #[test]
    fn a_mark_stands_for_as_many_words_as_it_does_to_the_engine() {
        for mark in 0..=u8::MAX {
            assert_eq!(length_of_mark(mark), FieldNormReader::id_to_fieldnorm(mark), "{mark}");
        }
    }
}
