//! The sections of a mapping that describe a record: one struct per table of the TOML file.

use super::{
    Seen,
    field::{Column, Field, OneOrMany},
};
use serde::Deserialize;

/// A section whose every key is a field (`one`) or a list of fields (`many`), with a walk over the columns they name.
macro_rules! section {
    ($(#[$doc:meta])* $name:ident { one { $($(#[$one_doc:meta])* $one:ident),* } many { $($(#[$many_doc:meta])* $many:ident),* } }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Default, Deserialize)]
        #[serde(default, deny_unknown_fields)]
        pub(in crate::sources::spreadsheet) struct $name {
            $($(#[$one_doc])* pub $one: Option<Field>,)*
            $($(#[$many_doc])* pub $many: OneOrMany<Field>,)*
        }

        impl $name {
            /// Hands over every column named here, with the key that names it.
            pub(super) fn each<'m>(&'m self, section: &str, see: Seen<'_, 'm>) {
                $(for column in self.$one.iter().flat_map(Field::columns) {
                    see(format!("{section}.{}", stringify!($one)), column);
                })*
                $(for column in self.$many.0.iter().flat_map(Field::columns) {
                    see(format!("{section}.{}", stringify!($many)), column);
                })*
                // A section may have only one kind of key.
                let _ = (section, see);
            }
        }
    };
}

section!(
    /// `[service]`
    ServiceFields {
        one {
            /// The publisher's own id.
            id,
            name,
            summary,
            status,
            alert,
            web,
            email,
            how_to_get_in,
            age_min,
            age_max,
            eligibility,
            exclusions,
            what_to_bring,
            interpreters,
            faith,
            accreditations,
            /// The day the publisher last changed the row.
            modified,
            /// The page the row was taken from.
            source_url
        }
        many {
            /// Columns that together name a row which has no id.
            fingerprint,
            other_names,
            /// Parts become paragraphs.
            description,
            phones,
            languages,
            costs
        }
    }
);

section!(
    /// `[organisation]`
    OrganisationFields {
        one { name, id, description, web, email, sector } many { phones }
    }
);

section!(
    /// `[site]`
    SiteFields {
        one { name, town, county, postcode, lat, lon, uprn, travel,
            /// Yes: the address is withheld.
            confidential
        }
        many {
            /// Address lines; commas and line breaks in a cell make further lines.
            lines,
            accessibility
        }
    }
);

section!(
    /// `[coverage]`
    CoverageFields {
        one {
            /// A GSS code.
            code,
            /// The area's name; with no code it is looked up among councils.
            name
        }
        many {
            /// Postcode districts or sectors.
            postcodes
        }
    }
);

section!(
    /// `[capacity]`
    CapacityFields {
        one { state, wait_weeks, note, as_of, expires } many {}
    }
);

section!(
    /// One column per day of the week.
    Days {
        one { monday, tuesday, wednesday, thursday, friday, saturday, sunday } many {}
    }
);

impl Days {
    /// The days' fields, Monday first.
    pub(in crate::sources::spreadsheet) fn in_order(&self) -> [Option<&Field>; 7] {
        [&self.monday, &self.tuesday, &self.wednesday, &self.thursday, &self.friday, &self.saturday, &self.sunday].map(Option::as_ref)
    }
}

/// `[[hours]]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::sources::spreadsheet) struct HoursFields {
    /// Free text.
    pub text: Option<Field>,
    /// `OpenStreetMap` opening hours; the free text stays beside them as the publisher's words.
    pub osm: Option<Field>,
    /// `09:00-13:00,14:00-17:00` a day.
    pub days: Option<Days>,
    /// With `closes`: one time a day.
    pub opens: Option<Days>,
    pub closes: Option<Days>,
    /// Words said with every session.
    pub note: Option<Field>,
    #[serde(default)]
    pub by_appointment: bool,
}

impl HoursFields {
    pub(super) fn each<'m>(&'m self, see: Seen<'_, 'm>) {
        for (name, field) in [("text", &self.text), ("osm", &self.osm), ("note", &self.note)] {
            for column in field.iter().flat_map(Field::columns) {
                see(format!("hours.{name}"), column);
            }
        }
        for (name, days) in [("days", &self.days), ("opens", &self.opens), ("closes", &self.closes)] {
            if let Some(days) = days {
                days.each(&format!("hours.{name}"), see);
            }
        }
    }
}

/// `[[identifier]]`: a number of the organisation in a register.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::sources::spreadsheet) struct IdentifierField {
    pub scheme: String,
    pub kind: String,
    pub value: Field,
}

/// `[rows]`
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(in crate::sources::spreadsheet) struct RowFilters {
    /// Rows that fail any of these are left out.
    pub keep: Vec<super::tags::Condition>,
    /// Rows that fulfil any of these are left out.
    pub skip: Vec<super::tags::Condition>,
}

/// `[mapping]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::sources::spreadsheet) struct About {
    pub name: String,
    pub label: String,
    pub publisher: Option<String>,
    pub licence: Option<String>,
    pub url: Option<String>,
    /// Columns that together identify such a file.
    #[serde(default)]
    pub recognise: Vec<Column>,
    /// What the first row of such a file must say, where the columns alone do not tell.
    #[serde(default)]
    pub recognise_row: OneOrMany<super::tags::Condition>,
    pub delimiter: Option<char>,
    pub encoding: Option<String>,
    pub sheet: Option<String>,
    pub header_row: Option<usize>,
    #[serde(default)]
    pub columns: Vec<String>,
    pub rows_at: Option<String>,
    /// Further words that mean "not known".
    #[serde(default)]
    pub unknown: Vec<String>,
}
