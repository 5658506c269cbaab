//! Places: what a postcode, a town or a council means on the map. Answers with no network.

use crate::model::{location::Point, sector::Nation};
use std::path::Path;

/// Everything known about places: what ships, and the local postcode table where one was imported.
#[derive(Debug, Default)]
pub struct Places {}

/// What a text turned out to mean.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// How to show it: `B13 8AA`, `Walsall`, `Sandwell (council)`.
    pub label: String,
    /// What was matched.
    pub precision: Precision,
    /// Its centre. `None` for a postcode with no grid reference (Crown dependencies, some new ones).
    pub point: Option<Point>,
    /// Lower-tier or unitary council, GSS code.
    pub council: Option<String>,
    /// Ward, GSS code.
    pub ward: Option<String>,
    /// LSOA (England and Wales), GSS code.
    pub lsoa: Option<String>,
    /// Nation.
    pub nation: Option<Nation>,
    /// The postcode district, where the text was a postcode or part of one.
    pub district: Option<String>,
    /// What to tell the person: "This postcode is not in our list; we used the middle of B13."
    pub remark: Option<String>,
}

/// How exactly a place is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// The full postcode.
    Postcode,
    /// Its sector (`B13 8`).
    Sector,
    /// Its district (`B13`).
    District,
    /// A town, suburb or village.
    Town,
    /// A council.
    Council,
    /// A nation.
    Nation,
}

/// Places cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum PlacesError {
    /// A table is damaged or of another version.
    #[error("{0}")]
    Table(String),
}

impl Places {
    /// The shipped tables, and the local postcode table in `folder` where there is one.
    ///
    /// # Errors
    /// When a table is damaged.
    pub fn open(_folder: &Path) -> Result<Self, PlacesError> {
        Ok(Self {})
    }

    /// What `text` means: a postcode (any case and spacing), part of one, a town, suburb or village, or a council.
    pub fn find(&self, _text: &str) -> Option<Place> {
        None
    }

    /// The name of an area by GSS code: council, ward (where the local table knows it), nation.
    pub fn area_name(&self, _gss: &str) -> Option<&str> {
        None
    }
}
