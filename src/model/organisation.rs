//! Who runs a service.

use crate::model::{
    contact::{Link, Phone},
    id::OrganisationId,
    sector::Sector,
};

/// An organisation.
#[derive(Debug, Clone, PartialEq)]
pub struct Organisation {
    /// The id.
    pub id: OrganisationId,
    /// The name.
    pub name: String,
    /// Other names and acronyms.
    pub other_names: Vec<String>,
    /// What it is, in the publisher's words (may hold HTML).
    pub description: Option<String>,
    /// A role mailbox.
    pub email: Option<String>,
    /// Web address.
    pub web: Option<String>,
    /// Further web pages.
    pub links: Vec<Link>,
    /// Phones.
    pub phones: Vec<Phone>,
    /// Sector, where known.
    pub sector: Option<Sector>,
    /// Charity, company, ODS, CQC… numbers.
    pub identifiers: Vec<Identifier>,
    /// A demonstration record.
    pub fictional: bool,
}

/// A number an organisation is known by in a register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identifier {
    /// org-id.guide scheme: `GB-CHC`, `GB-COH`, `GB-SC`, `GB-NIC`, `GB-NHS` (ODS) or our word where none is listed.
    pub scheme: String,
    /// What to call it: "Charity number".
    pub kind: String,
    /// The number.
    pub value: String,
}

impl Organisation {
    /// An organisation of which only id and name are known.
    pub fn named(id: OrganisationId, name: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
            other_names: Vec::new(),
            description: None,
            email: None,
            web: None,
            links: Vec::new(),
            phones: Vec::new(),
            sector: None,
            identifiers: Vec::new(),
            fictional: false,
        }
    }
}
