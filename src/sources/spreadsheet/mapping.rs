//! Mapping files: how one publisher's table is read, in TOML a council officer can write. `docs/MAPPINGS.md` is the manual.
//!
//! Everything that can be wrong with a mapping is found before the first row is read, and said with the mapping's name and
//! the key to blame.

mod field;
mod sections;
mod tags;

pub(super) use field::{Column, Field};
pub(super) use sections::{CoverageFields, HoursFields, SiteFields};
pub(super) use tags::{Condition, Join, JoinHours, Listed, Lookup, Tags, TextNeeds, Word, matches};

use super::rows::{Header, Shape, key};
use crate::finding::needs::Needs;
use sections::{About, CapacityFields, IdentifierField, OrganisationFields, RowFilters, ServiceFields};
use serde::Deserialize;
use tags::TermField;

/// Receives a key of the mapping and a column it names.
type Seen<'f, 'm> = &'f mut dyn FnMut(String, &'m Column);

/// Words publishers write where they do not know.
const UNKNOWN: [&str; 14] =
    ["na", "n/a", "n.a.", "unknown", "[unknown]", "not known", "not applicable", "null", "nil", "-", "--", "–", "?", "tbc"];

/// A whole mapping file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Mapping {
    #[serde(rename = "mapping")]
    pub about: About,
    #[serde(default)]
    pub rows: RowFilters,
    pub service: ServiceFields,
    #[serde(default)]
    pub organisation: OrganisationFields,
    #[serde(default, rename = "identifier")]
    pub identifiers: Vec<IdentifierField>,
    pub site: Option<SiteFields>,
    #[serde(default)]
    pub coverage: CoverageFields,
    #[serde(default)]
    pub capacity: CapacityFields,
    #[serde(default)]
    pub hours: Vec<HoursFields>,
    /// Said of every record.
    #[serde(default)]
    pub always: Tags,
    /// Said where the row itself says nothing.
    #[serde(default)]
    pub defaults: Tags,
    #[serde(default, rename = "lookup")]
    pub lookups: Vec<Lookup>,
    #[serde(default, rename = "term")]
    pub terms: Vec<TermField>,
    pub text_needs: Option<TextNeeds>,
    #[serde(default, rename = "join")]
    pub joins: Vec<Join>,
}

/// A mapping that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum MappingError {
    /// The file cannot be read.
    #[error("cannot read the mapping {name}: {error}")]
    Io {
        /// The file.
        name: String,
        /// What the system says.
        error: std::io::Error,
    },
    /// Not TOML, or a key that does not belong there.
    #[error("the mapping {name} is not right: {error}")]
    Toml {
        /// The file.
        name: String,
        /// Where and what, with the line.
        error: Box<toml::de::Error>,
    },
    /// The keys do not make sense together.
    #[error("the mapping '{name}' is not right: {reason}")]
    Sense {
        /// The mapping's name.
        name: String,
        /// What is wrong, with the key to blame.
        reason: String,
    },
}

impl Mapping {
    /// Reads a mapping; `file` is how to call it in an error.
    pub(super) fn read(file: &str, text: &str) -> Result<Self, MappingError> {
        let mapping: Self = toml::from_str(text).map_err(|error| MappingError::Toml { name: file.to_owned(), error: Box::new(error) })?;
        mapping.make_sense().map_err(|reason| MappingError::Sense { name: mapping.about.name.clone(), reason })?;
        Ok(mapping)
    }

    fn make_sense(&self) -> Result<(), String> {
        if self.service.name.is_none() {
            return Err("service.name is missing".to_owned());
        }
        if self.service.id.is_none() && self.service.fingerprint.0.is_empty() {
            return Err("service needs an id column, or a fingerprint: columns that together name a row".to_owned());
        }
        self.encoding()?;
        if let Some(empty) = self.conditions().find(|condition| condition.is_empty()) {
            return Err(format!(
                "the condition on the column '{}' asks for nothing: give it equals, one_of, not_empty or matches",
                empty.column.name
            ));
        }
        if let Some(filter) = self.rows.keep.iter().chain(&self.rows.skip).find(|filter| filter.reason.is_empty()) {
            return Err(format!("rows: the filter on the column '{}' gives no reason", filter.column.name));
        }
        let pairs_broken = self.hours.iter().any(|hours| hours.opens.is_some() != hours.closes.is_some());
        if pairs_broken { Err("hours.opens and hours.closes belong together".to_owned()) } else { Ok(()) }
    }

    fn conditions(&self) -> impl Iterator<Item = &Condition> {
        let joined = self.joins.iter().flat_map(|join| &join.keep.0);
        self.rows.keep.iter().chain(&self.rows.skip).chain(&self.about.recognise_row.0).chain(joined)
    }

    fn encoding(&self) -> Result<Option<&'static encoding_rs::Encoding>, String> {
        let named = self.about.encoding.as_ref();
        named
            .map(|label| {
                encoding_rs::Encoding::for_label(label.as_bytes())
                    .ok_or_else(|| format!("mapping.encoding: '{label}' is not a known encoding"))
            })
            .transpose()
    }

    /// How its files are shaped.
    pub(super) fn shape(&self) -> Shape {
        let mut wanted: Vec<String> = self.about.recognise.iter().map(|column| column.key.clone()).collect();
        if wanted.is_empty() {
            self.each_column(&mut |_, column| {
                if !column.optional && !wanted.contains(&column.key) {
                    wanted.push(column.key.clone());
                }
            });
        }
        Shape {
            wanted,
            header_row: self.about.header_row,
            columns: self.about.columns.clone(),
            delimiter: self.about.delimiter,
            encoding: self.encoding().ok().flatten(),
            sheet: self.about.sheet.clone(),
            rows_at: self.about.rows_at.clone(),
        }
    }

    /// Whether a cell says that nothing is known.
    pub(super) fn is_unknown(&self, cell: &str) -> bool {
        let cell = cell.trim();
        UNKNOWN.iter().any(|word| word.eq_ignore_ascii_case(cell)) || self.about.unknown.iter().any(|word| word.eq_ignore_ascii_case(cell))
    }

    /// Every column of the main file that is named, with the key that names it.
    fn each_column<'m>(&'m self, see: Seen<'_, 'm>) {
        for condition in self.rows.keep.iter().chain(&self.rows.skip) {
            see("rows".to_owned(), &condition.column);
        }
        self.service.each("service", see);
        self.organisation.each("organisation", see);
        self.identifiers
            .iter()
            .flat_map(|identifier| identifier.value.columns())
            .for_each(|column| see("identifier.value".to_owned(), column));
        if let Some(site) = &self.site {
            site.each("site", see);
        }
        self.coverage.each("coverage", see);
        self.capacity.each("capacity", see);
        self.hours.iter().for_each(|hours| hours.each(see));
        self.lookups.iter().for_each(|lookup| see("lookup.column".to_owned(), &lookup.column));
        self.terms.iter().flat_map(|term| term.name.columns()).for_each(|column| see("term.name".to_owned(), column));
        self.text_needs.iter().flat_map(|text| &text.columns).for_each(|column| see("text_needs.columns".to_owned(), column));
        self.joins.iter().for_each(|join| see("join.on".to_owned(), &join.on));
    }

    /// Checks that the file has every column named.
    ///
    /// # Errors
    /// Names the mapping, the key, the missing column and the columns there are.
    pub(super) fn check_columns(&self, header: &Header) -> Result<(), String> {
        let mut missing = None;
        self.each_column(&mut |by, column| {
            if missing.is_none() && !column.optional && !header.has(&column.key) {
                missing = Some((by, column.name.clone()));
            }
        });
        missing.map_or(Ok(()), |(by, column)| Err(self.lacks(&by, &column, header)))
    }

    /// The words for a missing column.
    pub(super) fn lacks(&self, by: &str, column: &str, header: &Header) -> String {
        let present = header.names.join(", ");
        format!(
            "the mapping '{}' names the column '{column}' at {by}, which is not in the file. Its columns are: {present}",
            self.about.name
        )
    }

    /// Whether a header is that of such a file.
    pub(super) fn recognises(&self, header: &Header) -> bool {
        !self.about.recognise.is_empty() && self.about.recognise.iter().all(|column| header.has(&key(&column.name)))
    }

    /// Checks that every need named is in the vocabulary.
    ///
    /// # Errors
    /// Names the mapping, the key and the code.
    pub(super) fn check_needs(&self, needs: &Needs) -> Result<(), String> {
        let joined = self.joins.iter().filter_map(|join| join.lookup.as_ref());
        let lookups = self.lookups.iter().chain(joined).flat_map(|lookup| lookup.values.values().chain(&lookup.otherwise));
        let tagged = lookups.chain([&self.always, &self.defaults]).flat_map(|tags| &tags.needs);
        let worded = self.text_needs.iter().flat_map(|text| text.words.keys());
        match tagged.chain(worded).find(|code| needs.get(code).is_none()) {
            Some(code) => Err(format!("the mapping '{}' names the need '{code}', which is not in the needs vocabulary", self.about.name)),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests;
