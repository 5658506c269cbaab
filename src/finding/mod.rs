//! The pure core of search: what a question means and how services are weighed. No tantivy, no I/O.

pub mod accessibility;
pub mod answer;
pub mod completion;
pub mod dictionary;
pub mod geo;
pub mod needs;
pub mod place_words;
pub mod question;
pub mod scoring;
pub mod serves;
pub mod shape;
pub mod spelling;
pub mod understanding;
pub mod words;
