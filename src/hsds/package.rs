//! The other way round: documents to the tables of an HSDS 3.0 tabular data package, with the table `url` of 3.1.
//!
//! A document is walked once; each object in it becomes a row of the table its property belongs to, with the id of what it stands in. What
//! several services share (an organisation, a location, a term) becomes one row. Our own properties go along as JSON in a column of their
//! own, so that a package holds what the feed holds.

use crate::hsds::v3::shapes::SERVICE;
use serde_json::{Map, Value, json};
use std::collections::HashSet;
use uuid::Uuid;

/// A table of the package.
#[derive(Debug, Clone, Copy)]
pub struct PackageTable {
    /// The standard's name for it, in the singular.
    pub name: &'static str,
    /// Its file.
    pub file: &'static str,
    /// Its columns.
    pub columns: &'static [&'static str],
    /// Properties of a document whose objects are its rows.
    keys: &'static [&'static str],
    /// One row for all that share it.
    shared: bool,
}

/// Our own properties.
const OURS: &str = "fingerpost";

/// Every table that is written, services first.
pub const TABLES: [PackageTable; 17] = [
    PackageTable { name: "service", file: "services.csv", columns: &SERVICE, keys: &[], shared: false },
    PackageTable {
        name: "organization",
        file: "organizations.csv",
        columns: &["id", "name", "alternate_name", "description", "email", "website", OURS],
        keys: &["organization"],
        shared: true,
    },
    PackageTable {
        name: "organization_identifier",
        file: "organization_identifiers.csv",
        columns: &["id", "organization_id", "identifier_scheme", "identifier_type", "identifier"],
        keys: &["organization_identifiers"],
        shared: false,
    },
    PackageTable {
        name: "location",
        file: "locations.csv",
        columns: &["id", "location_type", "name", "latitude", "longitude", "external_identifier", "external_identifier_type", OURS],
        keys: &["location"],
        shared: true,
    },
    PackageTable {
        name: "service_at_location",
        file: "service_at_locations.csv",
        columns: &["id", "service_id", "location_id", "description"],
        keys: &["service_at_locations"],
        shared: false,
    },
    PackageTable {
        name: "address",
        file: "addresses.csv",
        columns: &["id", "location_id", "address_1", "address_2", "city", "state_province", "postal_code", "country", "address_type", OURS],
        keys: &["addresses"],
        shared: false,
    },
    PackageTable {
        name: "phone",
        file: "phones.csv",
        columns: &["id", "service_id", "organization_id", "contact_id", "number", "extension", "type", "description"],
        keys: &["phones"],
        shared: false,
    },
    PackageTable {
        name: "contact",
        file: "contacts.csv",
        columns: &["id", "service_id", "name", "title", "department", "email"],
        keys: &["contacts"],
        shared: false,
    },
    PackageTable {
        name: "schedule",
        file: "schedules.csv",
        columns: &[
            "id",
            "service_id",
            "service_at_location_id",
            "valid_from",
            "valid_to",
            "dtstart",
            "until",
            "count",
            "wkst",
            "freq",
            "interval",
            "byday",
            "bymonthday",
            "description",
            "opens_at",
            "closes_at",
            "attending_type",
            "notes",
            OURS,
        ],
        keys: &["schedules"],
        shared: false,
    },
    PackageTable {
        name: "service_area",
        file: "service_areas.csv",
        columns: &["id", "service_id", "name", "extent", "extent_type", "uri"],
        keys: &["service_areas"],
        shared: false,
    },
    PackageTable {
        name: "language",
        file: "languages.csv",
        columns: &["id", "service_id", "name", "code"],
        keys: &["languages"],
        shared: false,
    },
    PackageTable {
        name: "accessibility",
        file: "accessibility.csv",
        columns: &["id", "location_id", "description"],
        keys: &["accessibility"],
        shared: false,
    },
    PackageTable {
        name: "cost_option",
        file: "cost_options.csv",
        columns: &["id", "service_id", "valid_from", "valid_to", "option", "currency", "amount", "amount_description", OURS],
        keys: &["cost_options"],
        shared: false,
    },
    PackageTable {
        name: "attribute",
        file: "attributes.csv",
        columns: &["id", "link_id", "taxonomy_term_id", "link_type", "link_entity", "value", "label", OURS],
        keys: &["attributes"],
        shared: false,
    },
    PackageTable {
        name: "taxonomy_term",
        file: "taxonomy_terms.csv",
        columns: &["id", "code", "name", "description", "taxonomy", "term_uri"],
        keys: &["taxonomy_term"],
        shared: true,
    },
    PackageTable {
        name: "url",
        file: "urls.csv",
        columns: &["id", "label", "url", "organization_id", "service_id"],
        keys: &["additional_urls", "additional_websites"],
        shared: false,
    },
    PackageTable {
        name: "required_document",
        file: "required_documents.csv",
        columns: &["id", "service_id", "document", "uri"],
        keys: &["required_documents"],
        shared: false,
    },
];

/// Makes rows of documents.
#[derive(Debug, Default)]
pub struct Packing {
    seen: HashSet<(usize, Uuid)>,
}

impl Packing {
    /// The rows of a service's document: number of the table in [`TABLES`], and a cell for each column.
    pub fn rows(&mut self, document: &Value) -> Vec<(usize, Vec<String>)> {
        let mut rows = Vec::new();
        self.walk(0, document, None, &mut rows);
        rows
    }

    fn walk(&mut self, table: usize, value: &Value, owner: Option<(&str, &str)>, rows: &mut Vec<(usize, Vec<String>)>) {
        let (Some(object), Some(known)) = (value.as_object(), TABLES.get(table)) else { return };
        let id = object.get("id").and_then(Value::as_str).unwrap_or_default();
        if known.shared && !Uuid::try_parse(id).is_ok_and(|id| self.seen.insert((table, id))) {
            return;
        }
        rows.push((table, known.columns.iter().map(|column| cell(object, column, owner)).collect()));
        for (key, nested) in object {
            let Some(below) = TABLES.iter().position(|table| table.keys.contains(&key.as_str())) else { continue };
            let each = nested.as_array().map_or(std::slice::from_ref(nested), Vec::as_slice);
            for one in each {
                self.walk(below, one, Some((known.name, id)), rows);
            }
        }
    }
}

/// A cell: the object's own property, or the id of what it stands in.
fn cell(object: &Map<String, Value>, column: &str, owner: Option<(&str, &str)>) -> String {
    match object.get(column) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Null) => String::new(),
        Some(value) => value.to_string(),
        None => match (column.strip_suffix("_id"), owner) {
            (Some(kind), Some((name, id))) if kind == name => id.to_owned(),
            _ => String::new(),
        },
    }
}

/// `datapackage.json`: what is in the package.
pub fn descriptor(title: &str, made: &str) -> Value {
    let field = |column: &&str| json!({ "name": column, "type": kind(column) });
    let resource = |table: &PackageTable| {
        json!({
            "name": table.name,
            "path": table.file,
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "profile": "tabular-data-resource",
            "schema": { "primaryKey": "id", "fields": table.columns.iter().map(field).collect::<Vec<_>>() },
        })
    };
    json!({
        "name": "human_services_data",
        "title": title,
        "profile": "tabular-data-package",
        "version": "3.0.0",
        "created": made,
        "resources": TABLES.iter().map(resource).collect::<Vec<_>>(),
    })
}

fn kind(column: &str) -> &'static str {
    match column {
        "latitude" | "longitude" | "minimum_age" | "maximum_age" | "amount" | "extension" | "interval" | "count" => "number",
        OURS => "object",
        _ => "string",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shared_becomes_one_row_and_everything_knows_what_it_stands_in() {
        let id = |number: u8| Uuid::from_u128(u128::from(number)).to_string();
        let document = |service: u8| {
            json!({
                "id": id(service), "name": "Club", "organization": { "id": id(9), "name": "Somebody", "phones": [{ "id": id(8), "number": "1" }] },
                "service_at_locations": [{ "id": id(service + 100), "location": { "id": id(7), "addresses": [{ "id": id(6), "city": "Leeds" }] } }],
                "contacts": [{ "id": id(service + 50), "phones": [{ "id": id(service + 60), "number": "2" }] }],
            })
        };
        let mut packing = Packing::default();
        let rows: Vec<_> = [document(1), document(2)].iter().flat_map(|document| packing.rows(document)).collect();
        let of = |name: &str| {
            let table = TABLES.iter().position(|table| table.name == name).unwrap();
            let cells = rows.iter().filter(move |(at, _)| *at == table).map(|(_, row)| row);
            cells
                .map(|row| TABLES[table].columns.iter().copied().zip(row.iter().map(String::as_str)).collect::<Vec<_>>())
                .collect::<Vec<_>>()
        };
        let cell = |row: &[(&str, &str)], column: &str| row.iter().find(|(name, _)| *name == column).unwrap().1.to_owned();
        let counts = ["service", "organization", "location", "address", "service_at_location", "phone"].map(|name| of(name).len());
        assert_eq!(counts, [2, 1, 1, 1, 2, 3]);
        assert_eq!(cell(&of("service_at_location")[1], "service_id"), id(2));
        assert_eq!(cell(&of("address")[0], "location_id"), id(7));
        let owners: Vec<_> = of("phone").iter().map(|row| (cell(row, "organization_id"), cell(row, "contact_id"))).collect();
        assert!(owners.contains(&(id(9), String::new())) && owners.contains(&(String::new(), id(51))), "{owners:?}");
    }

    #[test]
    fn the_description_names_every_file_and_column() {
        let described = descriptor("Services", "2026-11-29T00:00:00Z");
        let resources = described["resources"].as_array().unwrap();
        assert_eq!(resources.len(), TABLES.len());
        assert!(resources.iter().all(|one| one["schema"]["fields"][0]["name"] == "id"));
    }
}
