//! The stems of words, as the index holds them. The engine's own analyser takes the same stemmer; a test holds both together.

use frostem::{Algorithm, Stemmer};

thread_local! {
    /// Made once a thread: making one takes longer than a stem.
    static STEMMER: Stemmer = Stemmer::new(Algorithm::English);
}

/// The stem of one normalised word.
pub(crate) fn stem(word: &str) -> String {
    STEMMER.with(|stemmer| stemmer.stem(word).into_owned())
}
