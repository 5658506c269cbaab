//! Needs as they are tagged on a service. The vocabulary itself is data: `finding::needs`.

/// A need a service answers, with why we believe so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeedTag {
    /// The need's code in `data/needs/`.
    pub code: String,
    /// Where the tag came from.
    pub evidence: Evidence,
}

/// Why a service carries a need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Evidence {
    /// The publisher's record says so.
    Publisher,
    /// The mapping says so for this kind of record.
    Mapping,
    /// The mapping takes these words in the record's own text to say so.
    MappedText(String),
    /// This term of the publisher's own taxonomy stands for it.
    Term(String),
    /// The vocabulary takes these words in the record's own text to say so.
    Text(String),
}

/// A term of a publisher's own taxonomy, kept so that nothing said is lost.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Term {
    /// What the term is about: "service type", "eligibility"… (the standard's `link_type`).
    pub link_type: Option<String>,
    /// The taxonomy's name or CURIE prefix.
    pub taxonomy: Option<String>,
    /// The term's code.
    pub code: Option<String>,
    /// The term's label.
    pub name: String,
    /// The term's URI.
    pub uri: Option<String>,
    /// What the publisher calls the term on this record (the `label` of an attribute in HSDS 3.1).
    pub label: Option<String>,
}
