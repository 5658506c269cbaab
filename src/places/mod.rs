//! Places: what a postcode, a town or a council means on the map. Answers with no network.
//!
//! Two kinds of knowledge: the tables that ship (`data/places/`: districts, councils, wards, towns), and the local postcode
//! table an operator makes with [`import::import`] from a published list. Without the local table every full postcode still
//! resolves, to the middle of its district, and says so. Start at [`Places::find`]; `by_postcode` and `by_name` hold its two
//! halves. Nothing here writes, but for `import`; nothing reads the network.

mod areas;
mod by_name;
mod by_postcode;
mod districts;
mod gazetteer;
mod grid;
#[cfg(not(target_family = "wasm"))]
pub mod import;
pub mod landmarks;
mod name;
pub mod patch;
pub mod postcode;
pub mod remark;
mod rows;
mod spacing;
mod table;

use crate::model::{location::Point, sector::Nation};
use areas::Areas;
use districts::Districts;
use gazetteer::Gazetteer;
use postcode::Postcode;
use remark::Remark;
use std::fmt;
#[cfg(not(target_family = "wasm"))]
use std::path::Path;
use table::Table;

/// Everything known about places: what ships, and the local postcode table where one was imported. [`Places::default`] knows
/// nothing.
#[derive(Default)]
pub struct Places {
    areas: Areas,
    districts: Districts,
    gazetteer: Gazetteer,
    table: Option<Table>,
    spacings: spacing::Known,
}

/// What a text turned out to mean.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// How to show it: `B13 8AA`, `Walsall`, `Sandwell (council)`. [`Places::find`] understands it.
    pub label: String,
    /// What was matched.
    pub precision: Precision,
    /// Its centre. `None` for a postcode with no grid reference (Crown dependencies, some new ones).
    pub point: Option<Point>,
    /// Lower-tier or unitary council, GSS code. For a sector or district: the one most of its postcodes are in.
    pub council: Option<String>,
    /// Ward, GSS code.
    pub ward: Option<String>,
    /// LSOA (England and Wales; elsewhere the publisher's equivalent), GSS code.
    pub lsoa: Option<String>,
    /// Nation.
    pub nation: Option<Nation>,
    /// The postcode district, where the text was a postcode or part of one.
    pub district: Option<String>,
    /// For a town, whose district is not known: the districts it may lie in, likeliest first.
    pub around: Vec<String>,
    /// What to tell the person: that the middle of its district had to do.
    pub remark: Option<Remark>,
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
    /// A council, or a county of several (then [`Place::council`] is `None`).
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
    /// The shipped tables, and the local postcode table (`postcodes.fpt`) in `folder` where there is one.
    ///
    /// # Errors
    /// When a table is damaged or of another version.
    #[cfg(not(target_family = "wasm"))]
    pub fn open(folder: &Path) -> Result<Self, PlacesError> {
        Ok(Self { table: Table::open(&folder.join(table::FILE_NAME))?, ..Self::shipped()? })
    }

    /// The shipped tables, and a postcode table in memory.
    ///
    /// # Errors
    /// When a table is damaged or of another version.
    pub fn with_table(table: Vec<u8>) -> Result<Self, PlacesError> {
        Ok(Self { table: Some(Table::from_bytes(table)?), ..Self::shipped()? })
    }

    /// The shipped tables alone.
    ///
    /// # Errors
    /// When a shipped table is damaged.
    pub fn shipped() -> Result<Self, PlacesError> {
        let areas = Areas::shipped()?;
        Ok(Self {
            gazetteer: Gazetteer::shipped(&areas)?,
            areas,
            districts: Districts::shipped()?,
            table: None,
            spacings: spacing::Known::default(),
        })
    }

    /// What `text` means: a postcode (any case and spacing), part of one, a town, suburb or village, a council or a nation.
    /// Where several places share a name this is the most important one, and its remark says that there are others.
    pub fn find(&self, text: &str) -> Option<Place> {
        self.find_all(text, 1).into_iter().next()
    }

    /// Everything `text` can mean, most important first. A council or county behind the name chooses ("Newport, Shropshire").
    pub fn find_all(&self, text: &str, limit: usize) -> Vec<Place> {
        match Postcode::parse(text).and_then(|postcode| self.by_postcode(postcode)) {
            Some(place) if limit > 0 => vec![place],
            _ => self.by_name(text, limit),
        }
    }

    /// Whether `name` is a city, town, council or county, so that it means a place wherever it stands in a sentence.
    pub fn is_major(&self, name: &str) -> bool {
        self.gazetteer.is_major(&name::fold(name))
    }

    /// What a postcode, or part of one, means; `None` for any other text. For importers.
    pub fn locate(&self, postcode: &str) -> Option<Place> {
        self.by_postcode(Postcode::parse(postcode)?)
    }

    /// Places whose name begins with `prefix`: towns, councils and districts, most important first. For completion as
    /// somebody types.
    pub fn suggest(&self, prefix: &str, limit: usize) -> Vec<Place> {
        if prefix.contains(|c: char| c.is_ascii_digit()) {
            let postcodes = self.beginning_postcodes(prefix, limit);
            if !postcodes.is_empty() {
                return postcodes;
            }
        }
        self.beginning_names(prefix, limit)
    }

    /// The name of an area by GSS code: council (an old code gives its successor's name), ward, county, combined authority,
    /// region, nation.
    pub fn area_name(&self, gss: &str) -> Option<&str> {
        self.areas.name(gss).or_else(|| self.table.as_ref().and_then(|table| table.ward_name(gss)))
    }

    /// The code of the council a code means today: an abolished council's code gives its successor's.
    pub fn current_council(&self, gss: &str) -> Option<&str> {
        self.areas.council(gss).map(|council| &*council.code)
    }

    /// The county council above a district council, GSS code; `None` for a unitary council.
    pub fn county_of(&self, council: &str) -> Option<&str> {
        self.areas.council(council)?.county.as_deref()
    }

    /// The region an English council is in, GSS code.
    pub fn region_of(&self, council: &str) -> Option<&str> {
        self.areas.council(council)?.region.as_deref()
    }

    /// Every council of today: GSS code and name.
    pub fn councils(&self) -> impl Iterator<Item = (&str, &str)> {
        self.areas.councils.iter().map(|council| (&*council.code, &*council.name))
    }

    /// How many postcodes the local table holds; `None` when none was imported.
    pub fn postcodes(&self) -> Option<u64> {
        self.table.as_ref().map(Table::rows)
    }
}

/// The codes a service may give for an area that holds this council's: its own, older ones, its county's and its region's.
pub fn codes_holding(council: &str) -> Vec<&'static str> {
    areas::codes_holding(council)
}

/// Whether a GSS code means a council, old or new, or a ward of today, by the tables that ship.
pub fn is_council_or_ward(code: &str) -> bool {
    areas::is_council_or_ward(code)
}

impl fmt::Debug for Places {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Places").field("towns", &self.gazetteer.towns.len()).field("postcodes", &self.postcodes()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
