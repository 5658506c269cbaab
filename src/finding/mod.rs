//! The pure core of search: what a question means and how services are weighed. No tantivy, no I/O.

pub mod accessibility;
pub mod ages;
pub mod answer;
pub mod completion;
pub mod crosswalk;
pub mod dictionary;
pub mod evaluation;
pub mod geo;
pub mod ignored;
pub mod judgements;
pub mod needs;
mod needs_file;
pub mod phrases;
pub mod place_words;
pub mod question;
pub mod reading;
pub mod relaxed;
pub mod scoring;
pub mod serves;
pub mod shape;
pub mod spelling;
pub mod tagging;
pub mod understanding;
pub mod urgent;
pub mod words;
