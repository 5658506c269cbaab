//! The register: what is published, in columns small enough to hold in memory, so that a page of the feed is found in the same time
//! however deep it lies and whatever it was filtered by.
//!
//! It holds nothing the store lacks: ids, moments of change and what the standard's parameters ask about. Documents are read from the
//! store, a page at a time. It is made when first asked for and follows the numbered change log as the index does.

mod bulk;
mod filling;
mod published;
mod row;
mod wanted;

pub use published::{Brought, Changed, Changes, Cut, MovedSite, OrganisationLine, Page, Paging};
pub use row::Row;
pub use wanted::{Named, Near, Wanted};

use crate::{
    hsds::v3,
    model::{
        id::{OrganisationId, ServiceId},
        need::Term,
    },
};
use jiff::Timestamp;
use std::{collections::BTreeMap, ops::Range, sync::Arc};
use uuid::Uuid;

/// What is published, as at one position of the change log.
#[derive(Debug, Default)]
pub struct Register {
    /// The last change in it.
    position: i64,
    /// Services that are listed, by id.
    rows: Vec<Arc<Row>>,
    /// Services that were and are no more, by id, each with the moment it went.
    gone: Vec<Gone>,
    /// The rows of each organisation, by its id.
    organisations: Vec<Run>,
    /// Numbers of rows, in the order of [`Self::organisations`].
    by_organisation: Vec<u32>,
    /// Services at sites, by their own id.
    sites: Vec<SiteRow>,
    /// Sites of records that another is shown for, by their own id, each with its record.
    moved: Vec<(Uuid, ServiceId)>,
    /// Terms that a listed service carries, or our vocabulary has, by id.
    terms: BTreeMap<Uuid, TermRow>,
    /// Taxonomies by name.
    taxonomies: BTreeMap<Uuid, String>,
}

/// A service that is no longer listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gone {
    /// Its id.
    pub id: ServiceId,
    /// When it went.
    pub modified: Timestamp,
    /// Who ran it.
    pub organisation: OrganisationId,
}

/// The services of one organisation.
#[derive(Debug, Clone)]
struct Run {
    id: OrganisationId,
    rows: Range<u32>,
}

/// A service at one of its sites.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct SiteRow {
    id: Uuid,
    row: u32,
    nth: u32,
}

/// A term, and how many listed services carry it.
#[derive(Debug, Clone)]
pub struct TermRow {
    /// The term.
    pub term: Term,
    /// The term above it, in our own vocabulary.
    pub parent: Option<Uuid>,
    /// Listed services that carry it.
    pub services: usize,
}

impl TermRow {
    /// The id of its taxonomy; `None` for a term of none.
    pub fn taxonomy(&self) -> Option<Uuid> {
        self.term.taxonomy.as_deref().map(v3::taxonomy_id)
    }
}

impl Register {
    /// The last line of the change log in it.
    pub fn position(&self) -> i64 {
        self.position
    }

    /// Services listed.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether nothing is listed.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Terms by id.
    pub fn terms(&self) -> impl Iterator<Item = (Uuid, &TermRow)> {
        self.terms.iter().map(|(id, term)| (*id, term))
    }

    /// A term.
    pub fn term(&self, id: Uuid) -> Option<&TermRow> {
        self.terms.get(&id)
    }

    /// Taxonomies by id: each has its name.
    pub fn taxonomies(&self) -> impl Iterator<Item = (Uuid, &str)> {
        self.taxonomies.iter().map(|(id, name)| (*id, name.as_str()))
    }

    /// The row of a listed service.
    fn row(&self, id: ServiceId) -> Option<(u32, &Row)> {
        let at = self.rows.binary_search_by_key(&id, |row| row.id).ok()?;
        Some((u32::try_from(at).ok()?, &self.rows[at]))
    }
}
