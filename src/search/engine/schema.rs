//! The layout of a document: one for each site of a service.
//!
//! Nothing is stored: cards lie in their own file, and names for completion in dictionary columns.

use crate::search::{field, filters};
use tantivy::{
    IndexSettings, IndexSortByField, Order,
    schema::{BytesOptions, FAST, Field, INDEXED, IndexRecordOption, STRING, Schema, TextFieldIndexing, TextOptions},
    tokenizer::{Language, Stemmer, TextAnalyzer, WhitespaceTokenizer},
};

/// Name of the analyser for normalised text: words, stemmed as English.
const STEMMED: &str = "stemmed";
/// Name of the analyser for normalised text: words as they are.
const RAW: &str = "raw_words";

/// The fields of a document.
#[derive(Debug, Clone)]
pub(crate) struct Fields {
    /// The service's id: what a change deletes.
    pub(crate) service: Field,
    /// The organisation's id.
    pub(crate) organisation: Field,
    /// Whole normalised names.
    pub(crate) exact: Field,
    /// Name, other names, acronyms.
    pub(crate) name: Field,
    /// Organisation, publisher's terms, audiences.
    pub(crate) about: Field,
    /// Everything else that is said.
    pub(crate) body: Field,
    /// Words as they are written, for correcting.
    pub(crate) raw: Field,
    /// Need codes.
    pub(crate) need: Field,
    /// Coverage words, and `near:` words where there is no point.
    pub(crate) covers: Field,
    /// The values of the open lists, in the order of the filters.
    pub(crate) lists: Vec<Field>,
    /// The masks of the closed filters.
    pub(crate) masks: Vec<Field>,
    /// Sort key.
    pub(crate) key: Field,
    /// Latitude, degrees.
    pub(crate) lat: Field,
    /// Longitude, degrees.
    pub(crate) lon: Field,
    /// The upper half of the service's id.
    pub(crate) high: Field,
    /// The lower half of the service's id.
    pub(crate) low: Field,
    /// Where the card lies.
    pub(crate) card: Field,
    /// Fingerprint of the opening hours.
    pub(crate) hours: Field,
    /// See [`crate::search::facts::Facts`].
    pub(crate) facts: Field,
    /// See [`crate::search::ages`].
    pub(crate) ages: Field,
    /// The name as shown.
    pub(crate) title: Field,
    /// The organisation's name as shown.
    pub(crate) provider: Field,
}

impl Fields {
    /// The engine's field for one that words are looked up in.
    pub(crate) fn of(&self, field: field::Field) -> Field {
        match field {
            field::Field::Exact => self.exact,
            field::Field::Name => self.name,
            field::Field::About => self.about,
            field::Field::Body => self.body,
            field::Field::Raw => self.raw,
            field::Field::Covers => self.covers,
        }
    }
}

/// The schema and its fields.
pub(crate) fn build() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let text = |analyser: &str, record, norms| {
        let indexing = TextFieldIndexing::default().set_tokenizer(analyser).set_index_option(record).set_fieldnorms(norms);
        TextOptions::default().set_indexing_options(indexing)
    };
    let stemmed = || text(STEMMED, IndexRecordOption::WithFreqs, true);
    let id = || BytesOptions::default().set_indexed();
    let shown = || TextOptions::default().set_fast("raw");
    let fields = Fields {
        service: schema.add_bytes_field("service", id()),
        organisation: schema.add_bytes_field("organisation", id()),
        exact: schema.add_text_field("exact", STRING),
        name: schema.add_text_field("name", stemmed()),
        about: schema.add_text_field("about", stemmed()),
        body: schema.add_text_field("body", stemmed()),
        raw: schema.add_text_field("raw", text(RAW, IndexRecordOption::Basic, false)),
        need: schema.add_text_field("need", STRING),
        covers: schema.add_text_field("covers", STRING),
        lists: filters::open_lists().map(|(parameter, _)| schema.add_text_field(&format!("list_{parameter}"), STRING)).collect(),
        masks: (0..filters::MASKS).map(|at| schema.add_u64_field(&mask_name(at), FAST)).collect(),
        key: schema.add_u64_field(KEY, FAST | INDEXED),
        lat: schema.add_f64_field("lat", FAST),
        lon: schema.add_f64_field("lon", FAST),
        high: schema.add_u64_field("high", FAST),
        low: schema.add_u64_field("low", FAST),
        card: schema.add_u64_field("card", FAST),
        hours: schema.add_u64_field("hours", FAST),
        facts: schema.add_u64_field("facts", FAST),
        ages: schema.add_u64_field("ages", FAST),
        title: schema.add_text_field("title", shown()),
        provider: schema.add_text_field("provider", shown()),
    };
    (schema.build(), fields)
}

/// The sort key's name.
const KEY: &str = "key";

/// The name of a mask's column.
pub(crate) fn mask_name(at: usize) -> String {
    format!("mask{at}")
}

/// Sorted by the key, so that a circle is a few runs of documents.
pub(crate) fn settings() -> IndexSettings {
    IndexSettings { sort_by_field: Some(IndexSortByField { field: KEY.to_owned(), order: Order::Asc }), ..IndexSettings::default() }
}

/// Teaches an index our analysers. Texts are handed over normalised, so splitting at spaces is all that is left.
pub(crate) fn register(index: &tantivy::Index) {
    index.tokenizers().register(STEMMED, stemmer());
    index.tokenizers().register(RAW, TextAnalyzer::from(WhitespaceTokenizer::default()));
}

fn stemmer() -> TextAnalyzer {
    TextAnalyzer::builder(WhitespaceTokenizer::default()).filter(Stemmer::new(Language::English)).build()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::stem::stem;

    #[test]
    fn words_are_stemmed_alike_in_the_index_and_in_questions() {
        let mut analyser = stemmer();
        for word in ["groups", "running", "falls", "cafés", "housing", "generously", "4", "community", "dying", "skis"] {
            assert_eq!(analyser.token_stream(word).next().map(|token| token.text.clone()), Some(stem(word)), "{word}");
        }
    }
}
