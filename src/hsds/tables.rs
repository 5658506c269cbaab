//! HSDS as tables: the CSV files of HSDS 3.0 and of the older 1.x, put together into one document per service.
//!
//! Every table but the services is held in memory, by the id its rows point with; services pass one at a time. The document is
//! in version 3 shape with a few 1.x names, which [`crate::hsds::v1::to_v3`] reshapes.

use crate::hsds::v1;
use serde_json::{Map, Value, json};
use std::collections::HashMap;

/// One row: the cells that are not empty, by their column.
pub type Row = Map<String, Value>;

/// A table of the standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Table {
    /// The services: not held, but streamed.
    Services,
    /// Held by their id.
    Organizations,
    /// Held by their id.
    Locations,
    /// Links of services to locations.
    ServiceAtLocations,
    /// Physical and postal addresses, told apart by `address_type`.
    Addresses,
    /// Postal addresses of HSDS 1.x.
    PostalAddresses,
    /// Phones of anything.
    Phones,
    /// Contacts of anything.
    Contacts,
    /// Schedules of anything.
    Schedules,
    /// Regular schedules of HSDS 1.x.
    RegularSchedules,
    /// Holiday schedules of HSDS 1.x.
    HolidaySchedules,
    /// Areas of a service.
    ServiceAreas,
    /// Languages of a service or a location.
    Languages,
    /// Accessibility of a location.
    Accessibility,
    /// Prices.
    CostOptions,
    /// Register numbers of an organisation.
    OrganizationIdentifiers,
    /// What to bring.
    RequiredDocuments,
    /// Links of anything to a term.
    Attributes,
    /// Links of services to terms in HSDS 1.x.
    ServicesTaxonomy,
    /// Terms.
    Terms,
    /// Taxonomies.
    Taxonomies,
    /// Who is eligible, in HSDS 1.x.
    Eligibility,
    /// Further web pages of a service or an organisation, in HSDS 3.1.
    Urls,
    /// Places left, in HSDS 3.1.
    Capacities,
    /// A table of the standard that says nothing a person looks for: funding, programs, metadata.
    Other,
}

impl Table {
    /// The table a file holds, by its name without folder and ending; `None` when it is no table of the standard.
    pub fn named(name: &str) -> Option<Self> {
        let plain: String = name.to_ascii_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
        Some(match plain.as_str() {
            "services" | "service" => Self::Services,
            "organizations" | "organization" | "organisations" | "organisation" => Self::Organizations,
            "locations" | "location" => Self::Locations,
            "serviceatlocations" | "serviceatlocation" | "servicesatlocation" | "servicesatlocations" => Self::ServiceAtLocations,
            "addresses" | "address" | "physicaladdresses" | "physicaladdress" => Self::Addresses,
            "postaladdresses" | "postaladdress" => Self::PostalAddresses,
            "phones" | "phone" => Self::Phones,
            "contacts" | "contact" => Self::Contacts,
            "schedules" | "schedule" => Self::Schedules,
            "regularschedules" | "regularschedule" => Self::RegularSchedules,
            "holidayschedules" | "holidayschedule" => Self::HolidaySchedules,
            "serviceareas" | "servicearea" => Self::ServiceAreas,
            "languages" | "language" => Self::Languages,
            "accessibility" | "accessibilityfordisabilities" => Self::Accessibility,
            "costoptions" | "costoption" => Self::CostOptions,
            "organizationidentifiers" | "organizationidentifier" => Self::OrganizationIdentifiers,
            "requireddocuments" | "requireddocument" => Self::RequiredDocuments,
            "attributes" | "attribute" | "otherattributes" => Self::Attributes,
            "servicestaxonomy" | "servicetaxonomy" | "servicetaxonomies" => Self::ServicesTaxonomy,
            "taxonomyterms" | "taxonomyterm" | "taxonomy" => Self::Terms,
            "taxonomies" => Self::Taxonomies,
            "eligibility" | "eligibilities" => Self::Eligibility,
            "urls" | "url" => Self::Urls,
            "servicecapacities" | "servicecapacity" => Self::Capacities,
            "funding"
            | "fundings"
            | "programs"
            | "program"
            | "metadata"
            | "metatabledescriptions"
            | "paymentsaccepted"
            | "units"
            | "unit" => Self::Other,
            _ => return None,
        })
    }

    /// The columns by which rows of this table are found, the most telling first: a phone that names a contact is that
    /// contact's, whatever else it names.
    fn owners(self) -> &'static [&'static str] {
        match self {
            Self::Phones => &["contact_id", "service_id", "service_at_location_id", "location_id", "organization_id"],
            Self::Schedules | Self::RegularSchedules | Self::HolidaySchedules => &["service_at_location_id", "service_id", "location_id"],
            Self::Contacts => &["service_id", "service_at_location_id", "location_id", "organization_id"],
            Self::ServiceAtLocations
            | Self::Capacities
            | Self::CostOptions
            | Self::RequiredDocuments
            | Self::ServicesTaxonomy
            | Self::Eligibility => &["service_id"],
            Self::Languages => &["service_id", "location_id"],
            Self::Addresses | Self::PostalAddresses | Self::Accessibility => &["location_id"],
            Self::ServiceAreas => &["service_id", "service_at_location_id"],
            Self::Urls => &["service_id", "organization_id"],
            Self::OrganizationIdentifiers => &["organization_id"],
            Self::Attributes => &["link_id"],
            Self::Organizations | Self::Locations | Self::Terms | Self::Taxonomies => &["id"],
            Self::Services | Self::Other => &[],
        }
    }
}

/// The tables beside the services.
#[derive(Debug, Default)]
pub struct Tables {
    rows: HashMap<(Table, &'static str, String), Vec<Row>>,
    sites_of_organisation: HashMap<String, Vec<String>>,
    linked: bool,
}

impl Tables {
    /// Keeps a row. False when it points to nothing and so can never be found.
    pub fn add(&mut self, table: Table, row: Row) -> bool {
        if let (Table::Locations, Some(organisation), Some(id)) = (table, id(&row, "organization_id"), id(&row, "id")) {
            self.sites_of_organisation.entry(organisation).or_default().push(id);
        }
        self.linked |= table == Table::ServiceAtLocations;
        let owner = table.owners().iter().find_map(|column| Some((*column, id(&row, column)?)));
        let Some((column, owner)) = owner else { return false };
        self.rows.entry((table, column, owner)).or_default().push(row);
        true
    }

    /// The document of one service, in version 3 shape.
    pub fn document(&self, service: Row) -> Value {
        let mut document = service;
        let Some(service_id) = id(&document, "id") else { return v1::to_v3(Value::Object(document)) };
        let organisation = id(&document, "organization_id");
        if let Some(organisation) = organisation.as_deref().and_then(|id| self.organisation(id)) {
            document.insert("organization".to_owned(), organisation);
        }
        self.attach(&mut document, "service_id", &service_id);
        self.attach_terms(&mut document, &service_id);
        let sites = self.sites(&service_id, organisation.as_deref());
        document.insert("service_at_locations".to_owned(), Value::Array(sites));
        v1::to_v3(Value::Object(document))
    }

    /// Everything that points to one thing by `column`, under the names the reader knows.
    fn attach(&self, owner: &mut Row, column: &'static str, id: &str) {
        const LISTS: [(Table, &str); 11] = [
            (Table::Phones, "phones"),
            (Table::Schedules, "schedules"),
            (Table::RegularSchedules, "regular_schedules"),
            (Table::HolidaySchedules, "holiday_schedules"),
            (Table::ServiceAreas, "service_areas"),
            (Table::Languages, "languages"),
            (Table::CostOptions, "cost_options"),
            (Table::RequiredDocuments, "required_documents"),
            (Table::Eligibility, "eligibilitys"),
            (Table::OrganizationIdentifiers, "organization_identifiers"),
            (Table::Capacities, "capacities"),
        ];
        for (table, key) in LISTS {
            put_list(owner, key, self.find(table, column, id).to_vec());
        }
        let urls = if column == "organization_id" { "additional_websites" } else { "additional_urls" };
        put_list(owner, urls, self.find(Table::Urls, column, id).to_vec());
        let contacts = self.find(Table::Contacts, column, id).iter().cloned().map(|contact| self.with_phones(contact)).collect();
        put_list(owner, "contacts", contacts);
    }

    fn with_phones(&self, mut contact: Row) -> Row {
        if let Some(id) = id(&contact, "id") {
            put_list(&mut contact, "phones", self.find(Table::Phones, "contact_id", &id).to_vec());
        }
        contact
    }

    fn organisation(&self, id: &str) -> Option<Value> {
        let mut organisation = self.find(Table::Organizations, "id", id).first()?.clone();
        self.attach(&mut organisation, "organization_id", id);
        Some(Value::Object(organisation))
    }

    /// The sites of a service. Where nothing links services to locations at all, a service is at its organisation's only
    /// location; with several, nobody knows which.
    fn sites(&self, service: &str, organisation: Option<&str>) -> Vec<Value> {
        let links = self.find(Table::ServiceAtLocations, "service_id", service);
        if self.linked || organisation.is_none() {
            return links.iter().map(|link| self.site(link.clone())).collect();
        }
        match organisation.and_then(|id| self.sites_of_organisation.get(id)).map(Vec::as_slice) {
            Some([only]) => self.location(only).map(|location| json!({"location": location})).into_iter().collect(),
            _ => Vec::new(),
        }
    }

    fn site(&self, mut link: Row) -> Value {
        if let Some(id) = id(&link, "id") {
            self.attach(&mut link, "service_at_location_id", &id);
        }
        if let Some(location) = id(&link, "location_id").and_then(|id| self.location(&id)) {
            link.insert("location".to_owned(), location);
        }
        Value::Object(link)
    }

    fn location(&self, id: &str) -> Option<Value> {
        let mut location = self.find(Table::Locations, "id", id).first()?.clone();
        self.attach(&mut location, "location_id", id);
        put_list(&mut location, "addresses", self.find(Table::Addresses, "location_id", id).to_vec());
        put_list(&mut location, "postal_addresses", self.find(Table::PostalAddresses, "location_id", id).to_vec());
        put_list(&mut location, "accessibility", self.find(Table::Accessibility, "location_id", id).to_vec());
        Some(Value::Object(location))
    }

    fn attach_terms(&self, document: &mut Row, service: &str) {
        let attributes = self.find(Table::Attributes, "link_id", service).iter().cloned().map(|mut attribute| {
            if let Some(term) = id(&attribute, "taxonomy_term_id").and_then(|id| self.term(&id)) {
                attribute.insert("taxonomy_term".to_owned(), term);
            }
            attribute
        });
        put_list(document, "attributes", attributes.collect());
        let links = self.find(Table::ServicesTaxonomy, "service_id", service).iter().cloned().map(|mut link| {
            if let Some(term) = id(&link, "taxonomy_id").and_then(|id| self.term(&id)) {
                link.insert("taxonomy".to_owned(), term);
            }
            link
        });
        put_list(document, "services_taxonomy", links.collect());
    }

    /// A term, with the name of its taxonomy where only the id is given.
    fn term(&self, id_of_term: &str) -> Option<Value> {
        let mut term = self.find(Table::Terms, "id", id_of_term).first()?.clone();
        let taxonomy = id(&term, "taxonomy_id").filter(|_| !term.contains_key("taxonomy"));
        let taxonomy = taxonomy.and_then(|id| self.find(Table::Taxonomies, "id", &id).first()?.get("name").cloned());
        term.extend(taxonomy.map(|name| ("taxonomy".to_owned(), name)));
        Some(Value::Object(term))
    }

    fn find(&self, table: Table, column: &'static str, id: &str) -> &[Row] {
        self.rows.get(&(table, column, id.to_owned())).map(Vec::as_slice).unwrap_or_default()
    }
}

fn put_list(owner: &mut Row, key: &str, rows: Vec<Row>) {
    if !rows.is_empty() {
        owner.insert(key.to_owned(), rows.into_iter().map(Value::Object).collect());
    }
}

fn id(row: &Row, column: &str) -> Option<String> {
    row.get(column)?.as_str().map(str::trim).filter(|id| !id.is_empty()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[(&str, &str)]) -> Row {
        cells.iter().map(|(column, cell)| ((*column).to_owned(), Value::from(*cell))).collect()
    }

    #[test]
    fn rows_find_the_thing_they_point_to() {
        let mut tables = Tables::default();
        for (table, cells) in [
            (Table::Organizations, &[("id", "o"), ("name", "Example"), ("url", "example.org")][..]),
            (Table::Locations, &[("id", "l"), ("name", "Hall"), ("latitude", "53.8"), ("longitude", "-1.55")]),
            (Table::ServiceAtLocations, &[("id", "sal"), ("service_id", "s"), ("location_id", "l")]),
            (Table::Addresses, &[("location_id", "l"), ("address_1", "1 High St"), ("city", "Leeds")]),
            (Table::Phones, &[("service_id", "s"), ("location_id", "l"), ("number", "0113 496 0001")]),
            (Table::Phones, &[("contact_id", "c"), ("service_id", "s"), ("number", "0113 496 0002")]),
            (Table::Contacts, &[("id", "c"), ("service_id", "s"), ("title", "Team")]),
            (Table::RegularSchedules, &[("location_id", "l"), ("weekday", "Monday"), ("opens_at", "9:00")]),
            (Table::Terms, &[("id", "t"), ("name", "Lunch"), ("taxonomy_id", "x")]),
            (Table::Taxonomies, &[("id", "x"), ("name", "Things")]),
            (Table::Urls, &[("service_id", "s"), ("label", "Facebook"), ("url", "https://example.org/a")]),
            (Table::Urls, &[("organization_id", "o"), ("url", "https://example.org/b")]),
            (Table::Capacities, &[("service_id", "s"), ("available", "0"), ("updated", "2026-11-01T00:00:00.000Z")]),
            (Table::ServiceAreas, &[("service_at_location_id", "sal"), ("name", "Leeds")]),
            (Table::Attributes, &[("link_id", "s"), ("taxonomy_term_id", "t"), ("link_type", "service type")]),
        ] {
            assert!(tables.add(table, row(cells)), "{table:?}");
        }
        let document = tables.document(row(&[("id", "s"), ("organization_id", "o"), ("name", "Lunch club")]));
        for (pointer, expected) in [
            ("/organization/website", "example.org"),
            ("/service_at_locations/0/location/name", "Hall"),
            ("/service_at_locations/0/location/addresses/0/city", "Leeds"),
            ("/service_at_locations/0/location/schedules/0/byday", "Monday"),
            ("/phones/0/number", "0113 496 0001"),
            ("/contacts/0/phones/0/number", "0113 496 0002"),
            ("/attributes/0/taxonomy_term/taxonomy", "Things"),
            ("/additional_urls/0/label", "Facebook"),
            ("/organization/additional_websites/0/url", "https://example.org/b"),
            ("/capacities/0/available", "0"),
            ("/service_at_locations/0/service_areas/0/name", "Leeds"),
        ] {
            assert_eq!(document.pointer(pointer), Some(&Value::from(expected)), "{document:#}");
        }
        assert_eq!(document["phones"].as_array().map(Vec::len), Some(1), "a contact's phone is not the service's too");
    }

    #[test]
    fn without_links_a_service_is_only_at_its_organisations_one_location() {
        let mut tables = Tables::default();
        tables.add(Table::Locations, row(&[("id", "a"), ("organization_id", "one"), ("name", "Hall")]));
        for location in ["b", "c"] {
            tables.add(Table::Locations, row(&[("id", location), ("organization_id", "two")]));
        }
        for (organisation, sites) in [("one", 1), ("two", 0), ("none", 0)] {
            let document = tables.document(row(&[("id", "s"), ("organization_id", organisation)]));
            assert_eq!(document["service_at_locations"].as_array().map_or(0, Vec::len), sites, "{organisation}");
        }
    }

    #[test]
    fn a_row_that_points_to_nothing_is_told() {
        assert!(!Tables::default().add(Table::Phones, row(&[("number", "111")])));
    }
}
