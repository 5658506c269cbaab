//! One value of a record as a mapping describes it: a column, several joined, a template or a constant, then transforms.

use super::tags::Condition;
use crate::sources::spreadsheet::{
    rows::{Row, key},
    transforms::Transform,
};
use serde::{Deserialize, Deserializer, de};

/// A column a mapping names. Written with a trailing `?` it may be missing from a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::sources::spreadsheet) struct Column {
    /// As written, without the `?`.
    pub name: String,
    /// The form rows are asked with.
    pub key: String,
    /// A file without this column is fine.
    pub optional: bool,
}

impl Column {
    pub(in crate::sources::spreadsheet) fn named(written: &str) -> Self {
        let name = written.strip_suffix('?').unwrap_or(written);
        Self { name: name.to_owned(), key: key(name), optional: name.len() < written.len() }
    }
}

impl<'de> Deserialize<'de> for Column {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|written| Self::named(&written))
    }
}

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq)]
enum Origin {
    /// Columns, joined.
    Columns(Vec<Column>),
    /// The first of these columns that says something.
    FirstOf(Vec<Column>),
    /// Text with columns in it.
    Template(Vec<Piece>),
    /// The same for every row.
    Constant(String),
}

#[derive(Debug, Clone, PartialEq)]
enum Piece {
    Text(String),
    Column(Column),
}

/// A value of a record.
#[derive(Debug, Clone)]
pub(in crate::sources::spreadsheet) struct Field {
    origin: Origin,
    transforms: Vec<Transform>,
    join: String,
    split: Vec<char>,
    label: Option<String>,
    /// Read only in rows where this holds.
    only: Option<Condition>,
    /// Not read in rows where this holds.
    unless: Option<Condition>,
}

/// The long form of a field.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    column: Option<Column>,
    columns: Option<Vec<Column>>,
    first_of: Option<Vec<Column>>,
    template: Option<String>,
    value: Option<String>,
    join: Option<String>,
    split: Option<String>,
    label: Option<String>,
    only: Option<Condition>,
    unless: Option<Condition>,
    #[serde(default)]
    transform: OneOrMany<Transform>,
}

/// One thing or a list of them.
#[derive(Debug, Clone)]
pub(in crate::sources::spreadsheet) struct OneOrMany<T>(pub Vec<T>);

impl<T> Default for OneOrMany<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for OneOrMany<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor<T>(std::marker::PhantomData<T>);
        impl<'de, T: Deserialize<'de>> de::Visitor<'de> for Visitor<T> {
            type Value = OneOrMany<T>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("one value or a list of them")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
                T::deserialize(de::value::StrDeserializer::new(text)).map(|one| OneOrMany(vec![one]))
            }

            fn visit_seq<A: de::SeqAccess<'de>>(self, list: A) -> Result<Self::Value, A::Error> {
                Vec::deserialize(de::value::SeqAccessDeserializer::new(list)).map(OneOrMany)
            }

            fn visit_map<A: de::MapAccess<'de>>(self, table: A) -> Result<Self::Value, A::Error> {
                T::deserialize(de::value::MapAccessDeserializer::new(table)).map(|one| OneOrMany(vec![one]))
            }
        }
        deserializer.deserialize_any(Visitor(std::marker::PhantomData))
    }
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Field;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a column name, a list of columns, a template with {columns} in it, or a table such as { column = \"…\" }")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Field, E> {
                let origin = if text.contains('{') {
                    Origin::Template(pieces(text).map_err(E::custom)?)
                } else {
                    Origin::Columns(vec![Column::named(text)])
                };
                Ok(Field::plain(origin))
            }

            fn visit_seq<A: de::SeqAccess<'de>>(self, list: A) -> Result<Field, A::Error> {
                let columns = Vec::deserialize(de::value::SeqAccessDeserializer::new(list))?;
                Ok(Field::plain(Origin::Columns(columns)))
            }

            fn visit_map<A: de::MapAccess<'de>>(self, table: A) -> Result<Field, A::Error> {
                Field::from_table(Table::deserialize(de::value::MapAccessDeserializer::new(table))?).map_err(de::Error::custom)
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

impl Field {
    fn plain(origin: Origin) -> Self {
        Self { origin, transforms: Vec::new(), join: ", ".to_owned(), split: Vec::new(), label: None, only: None, unless: None }
    }

    fn from_table(table: Table) -> Result<Self, String> {
        let template = table.template.as_deref().map(pieces).transpose()?;
        let origins = [
            table.column.map(|column| Origin::Columns(vec![column])),
            table.columns.map(Origin::Columns),
            table.first_of.map(Origin::FirstOf),
            template.map(Origin::Template),
            table.value.map(Origin::Constant),
        ];
        let mut origins = origins.into_iter().flatten();
        let (Some(origin), None) = (origins.next(), origins.next()) else {
            return Err("needs exactly one of column, columns, first_of, template, value".to_owned());
        };
        Ok(Self {
            origin,
            transforms: table.transform.0,
            join: table.join.unwrap_or_else(|| ", ".to_owned()),
            split: table.split.unwrap_or_default().chars().collect(),
            label: table.label,
            only: table.only,
            unless: table.unless,
        })
    }

    /// The value in a row. `unknown` tells a publisher's words for "not known".
    pub(in crate::sources::spreadsheet) fn read(&self, row: &Row<'_>, unknown: &dyn Fn(&str) -> bool) -> Option<String> {
        self.transformed(&self.raw(row, unknown), unknown)
    }

    /// The values in a row, where a cell may hold several.
    pub(in crate::sources::spreadsheet) fn read_all(&self, row: &Row<'_>, unknown: &dyn Fn(&str) -> bool) -> Vec<String> {
        let raw = self.raw(row, unknown);
        if self.split.is_empty() {
            return self.transformed(&raw, unknown).into_iter().collect();
        }
        raw.split(self.split.as_slice()).filter_map(|part| self.transformed(part, unknown)).collect()
    }

    fn transformed(&self, raw: &str, unknown: &dyn Fn(&str) -> bool) -> Option<String> {
        let text = self.transforms.iter().fold(raw.trim().to_owned(), |text, transform| transform.apply(&text));
        let text = text.trim();
        if text.is_empty() || unknown(text) {
            return None;
        }
        Some(self.label.as_ref().map_or_else(|| text.to_owned(), |label| format!("{label}: {text}")))
    }

    fn raw(&self, row: &Row<'_>, unknown: &dyn Fn(&str) -> bool) -> String {
        let holds = |condition: &Condition| condition.holds(row.get(&condition.column.key), unknown);
        if self.only.as_ref().is_some_and(|condition| !holds(condition)) || self.unless.as_ref().is_some_and(holds) {
            return String::new();
        }
        let known = |column: &Column| Some(row.get(&column.key)).filter(|cell| !cell.is_empty() && !unknown(cell));
        match &self.origin {
            Origin::Constant(text) => text.clone(),
            Origin::FirstOf(columns) => columns.iter().find_map(known).unwrap_or_default().to_owned(),
            Origin::Columns(columns) => columns.iter().filter_map(known).collect::<Vec<_>>().join(&self.join),
            Origin::Template(pieces) => {
                let filled = pieces.iter().any(|piece| matches!(piece, Piece::Column(column) if known(column).is_some()));
                let text = pieces.iter().map(|piece| match piece {
                    Piece::Text(text) => text.as_str(),
                    Piece::Column(column) => known(column).unwrap_or_default(),
                });
                if filled { text.collect() } else { String::new() }
            }
        }
    }

    /// The columns it reads.
    pub(in crate::sources::spreadsheet) fn columns(&self) -> Vec<&Column> {
        let mut columns: Vec<&Column> = match &self.origin {
            Origin::Columns(columns) | Origin::FirstOf(columns) => columns.iter().collect(),
            Origin::Template(pieces) => pieces.iter().filter_map(Piece::column).collect(),
            Origin::Constant(_) => Vec::new(),
        };
        columns.extend([&self.only, &self.unless].into_iter().flatten().map(|condition| &condition.column));
        columns
    }
}

impl Piece {
    fn column(&self) -> Option<&Column> {
        match self {
            Self::Column(column) => Some(column),
            Self::Text(_) => None,
        }
    }
}

fn pieces(template: &str) -> Result<Vec<Piece>, String> {
    let mut pieces = Vec::new();
    let mut rest = template;
    while let Some((text, after)) = rest.split_once('{') {
        let (column, after) = after.split_once('}').ok_or_else(|| format!("the template '{template}' has a {{ without its }}"))?;
        pieces.push(Piece::Text(text.to_owned()));
        pieces.push(Piece::Column(Column::named(column)));
        rest = after;
    }
    pieces.push(Piece::Text(rest.to_owned()));
    Ok(pieces)
}
