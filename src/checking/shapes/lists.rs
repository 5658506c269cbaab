//! Pages of lists.

use super::{
    Field,
    Holds::{Many, Truth, Whole},
    ORGANIZATION_ITEM, SERVICE_AT_LOCATION_ITEM, SERVICE_ITEM, Shape, TAXONOMY, TAXONOMY_TERM, may,
};

/// The properties that stand around every list. None is required by the schemas.
pub const ENVELOPE: [Field; 7] = [
    may("total_items", Whole),
    may("total_pages", Whole),
    may("page_number", Whole),
    may("size", Whole),
    may("first_page", Truth),
    may("last_page", Truth),
    may("empty", Truth),
];

/// A page of `GET /services`.
pub static SERVICE_LIST: Shape = Shape { name: "service_list", fields: &[&ENVELOPE, &[may("contents", Many(&SERVICE_ITEM))]] };
/// A page of `GET /organizations`. The published schema says nothing of what stands around the list.
pub static ORGANIZATION_LIST: Shape = Shape { name: "organization_list", fields: &[&[may("contents", Many(&ORGANIZATION_ITEM))]] };
/// A page of `GET /service_at_locations`.
pub static SERVICE_AT_LOCATION_LIST: Shape =
    Shape { name: "service_at_location_list", fields: &[&ENVELOPE, &[may("contents", Many(&SERVICE_AT_LOCATION_ITEM))]] };
/// A page of `GET /taxonomies`.
pub static TAXONOMY_LIST: Shape = Shape { name: "taxonomy_list", fields: &[&ENVELOPE, &[may("contents", Many(&TAXONOMY))]] };
/// A page of `GET /taxonomy_terms`.
pub static TAXONOMY_TERM_LIST: Shape = Shape { name: "taxonomy_term_list", fields: &[&ENVELOPE, &[may("contents", Many(&TAXONOMY_TERM))]] };
