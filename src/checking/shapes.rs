//! The shapes of HSDS-UK 3.0 as a table: objects, their properties, what each holds and whether it must be there.
//!
//! Our own statement of what the standard's schemas ask for; a test holds it against the published ones where they are at hand.
//! Properties that are not here are allowed and not looked at.

mod lists;

pub use lists::*;

/// An object of the standard.
#[derive(Debug)]
pub struct Shape {
    /// Its name in the standard.
    pub name: &'static str,
    /// Its properties, in groups that several shapes share.
    pub fields: &'static [&'static [Field]],
}

impl Shape {
    /// Every property.
    pub fn all(&self) -> impl Iterator<Item = &'static Field> + use<> {
        self.fields.iter().flat_map(|group| group.iter())
    }
}

/// A property.
#[derive(Debug)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub holds: Holds,
    /// Whether it must be there.
    pub required: bool,
}

/// What a property holds.
#[derive(Debug, Clone, Copy)]
pub enum Holds {
    /// Any text.
    Text,
    /// Text that is a UUID.
    Id,
    /// Text that is an absolute URI.
    Uri,
    /// Text that is an e-mail address.
    Email,
    /// Text that is a date and time with its offset.
    Moment,
    /// Text that should be a date; the schemas do not check it.
    Date,
    /// Text that should be a time of day; the schemas do not check it.
    Time,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A number.
    Number,
    /// A whole number.
    Whole,
    /// True or false.
    Truth,
    /// An object.
    One(&'static Shape),
    /// A list of objects.
    Many(&'static Shape),
}

use Holds::{Date, Email, Id, Many, Moment, Number, One, Text, Time, Uri, Word};

const fn must(name: &'static str, holds: Holds) -> Field {
    Field { name, holds, required: true }
}

const fn may(name: &'static str, holds: Holds) -> Field {
    Field { name, holds, required: false }
}

const ID: Field = must("id", Id);
const ATTRIBUTES: Field = may("attributes", Many(&ATTRIBUTE));
const STATUSES: Holds = Word(&["active", "inactive", "defunct", "temporarily closed"]);
const PLACES: Holds = Word(&["physical", "postal", "virtual"]);

/// What `GET /` says of the feed.
pub static ROOT: Shape = Shape { name: "api_details", fields: &[&[must("version", Text), must("profile", Uri), must("openapi_url", Uri)]] };

const SERVICE_OWN: [Field; 15] = [
    ID,
    may("organization_id", Id),
    must("name", Text),
    may("description", Text),
    may("url", Uri),
    may("email", Email),
    must("status", STATUSES),
    may("fees", Text),
    may("accreditations", Text),
    may("minimum_age", Number),
    may("maximum_age", Number),
    may("assured_date", Date),
    may("assurer_email", Email),
    may("alert", Text),
    may("last_modified", Moment),
];

/// A service with all that belongs to it: `GET /services/{id}`.
pub static SERVICE: Shape = Shape {
    name: "service",
    fields: &[
        &SERVICE_OWN,
        &[
            may("schedules", Many(&SCHEDULE)),
            may("service_areas", Many(&SERVICE_AREA)),
            may("service_at_locations", Many(&SERVICE_AT_LOCATION)),
            may("languages", Many(&LANGUAGE)),
            may("organization", One(&ORGANIZATION)),
            may("funding", Many(&FUNDING)),
            may("cost_options", Many(&COST_OPTION)),
            may("contacts", Many(&CONTACT)),
            ATTRIBUTES,
        ],
    ],
};

static SERVICE_ITEM: Shape = Shape { name: "service", fields: &[&SERVICE_OWN, &[may("organization", One(&ORGANIZATION_ITEM))]] };

const ORGANIZATION_OWN: [Field; 8] = [
    ID,
    must("name", Text),
    must("description", Text),
    may("email", Email),
    may("website", Uri),
    may("logo", Text),
    may("uri", Uri),
    may("parent_organization_id", Id),
];

/// An organisation: `GET /organizations/{id}`.
pub static ORGANIZATION: Shape = Shape {
    name: "organization",
    fields: &[&ORGANIZATION_OWN, &[may("organization_identifiers", Many(&ORGANIZATION_IDENTIFIER)), ATTRIBUTES]],
};

static ORGANIZATION_ITEM: Shape = Shape { name: "organization", fields: &[&ORGANIZATION_OWN] };

static ORGANIZATION_IDENTIFIER: Shape = Shape {
    name: "organization_identifier",
    fields: &[&[
        ID,
        may("organization_id", Id),
        may("identifier_scheme", Text),
        must("identifier_type", Text),
        must("identifier", Text),
        ATTRIBUTES,
    ]],
};

const AT_LOCATION_OWN: [Field; 3] = [ID, may("service_id", Id), may("location_id", Id)];

/// A service at a location: `GET /service_at_locations/{id}`.
pub static SERVICE_AT_LOCATION: Shape =
    Shape { name: "service_at_location", fields: &[&AT_LOCATION_OWN, &[may("location", One(&LOCATION))]] };

static SERVICE_AT_LOCATION_ITEM: Shape = Shape {
    name: "service_at_location",
    fields: &[&AT_LOCATION_OWN, &[may("location", One(&LOCATION_ITEM)), may("service", One(&SERVICE_ITEM))]],
};

const LOCATION_OWN: [Field; 8] = [
    ID,
    must("location_type", PLACES),
    may("name", Text),
    may("description", Text),
    may("latitude", Number),
    may("longitude", Number),
    may("external_identifier", Text),
    may("external_identifier_type", Text),
];

static LOCATION: Shape = Shape {
    name: "location",
    fields: &[&LOCATION_OWN, &[may("addresses", Many(&ADDRESS)), may("accessibility", Many(&ACCESSIBILITY)), ATTRIBUTES]],
};

static LOCATION_ITEM: Shape = Shape { name: "location", fields: &[&LOCATION_OWN] };

static ADDRESS: Shape = Shape {
    name: "address",
    fields: &[&[
        ID,
        may("location_id", Id),
        may("attention", Text),
        must("address_1", Text),
        must("city", Text),
        may("region", Text),
        must("state_province", Text),
        must("postal_code", Text),
        must("country", Text),
        must("address_type", PLACES),
        ATTRIBUTES,
    ]],
};

static ACCESSIBILITY: Shape = Shape {
    name: "accessibility",
    fields: &[&[
        ID,
        may("location_id", Id),
        may("description", Text),
        may("details", Text),
        may("url", Uri),
        may("accessibility", Text),
        ATTRIBUTES,
    ]],
};

static SCHEDULE: Shape = Shape {
    name: "schedule",
    fields: &[&[
        ID,
        may("service_id", Id),
        may("service_at_location_id", Id),
        may("valid_from", Date),
        may("valid_to", Date),
        may("dtstart", Date),
        may("freq", Word(&["WEEKLY", "MONTHLY"])),
        may("interval", Number),
        may("byday", Text),
        may("bymonthday", Text),
        may("description", Text),
        may("opens_at", Time),
        may("closes_at", Time),
        may("schedule_link", Uri),
        may("attending_type", Text),
        may("notes", Text),
    ]],
};

static SERVICE_AREA: Shape = Shape {
    name: "service_area",
    fields: &[&[
        ID,
        may("service_id", Id),
        may("name", Text),
        may("extent", Text),
        may("extent_type", Text),
        may("uri", Text),
        may("service_area", Text),
    ]],
};

static LANGUAGE: Shape = Shape { name: "language", fields: &[&[ID, may("service_id", Id), may("phone_id", Id)]] };

static FUNDING: Shape = Shape { name: "funding", fields: &[&[ID, may("service_id", Id), may("source", Text)]] };

static COST_OPTION: Shape = Shape {
    name: "cost_option",
    fields: &[&[
        ID,
        may("service_id", Id),
        may("valid_from", Date),
        may("valid_to", Date),
        may("option", Text),
        may("amount", Number),
        may("amount_description", Text),
    ]],
};

static CONTACT: Shape =
    Shape { name: "contact", fields: &[&[ID, may("service_id", Id), may("name", Text), may("title", Text), ATTRIBUTES]] };

static ATTRIBUTE: Shape = Shape {
    name: "attribute",
    fields: &[&[ID, may("link_id", Id), may("taxonomy_term_id", Id), may("link_type", Text), may("taxonomy_term", One(&TAXONOMY_TERM))]],
};

/// A term: `GET /taxonomy_terms/{id}`.
pub static TAXONOMY_TERM: Shape = Shape {
    name: "taxonomy_term",
    fields: &[&[
        ID,
        must("name", Text),
        must("description", Text),
        may("parent_id", Id),
        may("taxonomy", Text),
        may("taxonomy_id", Id),
        may("term_uri", Uri),
        may("term", Text),
    ]],
};

/// A taxonomy: `GET /taxonomies/{id}`.
pub static TAXONOMY: Shape = Shape {
    name: "taxonomy",
    fields: &[&[
        ID,
        must("name", Text),
        must("description", Text),
        may("uri", Uri),
        may("version", Text),
        may("taxonomy_terms", Many(&TAXONOMY_TERM)),
    ]],
};
