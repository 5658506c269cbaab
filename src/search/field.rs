//! The fields of a document that words are looked up in.

/// A field words are looked up in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Field {
    /// Whole normalised names.
    Exact,
    /// Name, other names, acronyms; as stems.
    Name,
    /// Organisation, publisher's terms, audiences; as stems.
    About,
    /// Everything else that is said; as stems.
    Body,
    /// Words as they are written, for correcting.
    Raw,
    /// Coverage words, and `near:` words where there is no point.
    Covers,
}

impl Field {
    /// Every field.
    pub(crate) const ALL: [Self; 6] = [Self::Exact, Self::Name, Self::About, Self::Body, Self::Raw, Self::Covers];
}
