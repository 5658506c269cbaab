//! The pure core of search: what a question means and how services are weighed. No tantivy, no I/O.

pub mod answer;
pub mod needs;
pub mod place_words;
pub mod question;
