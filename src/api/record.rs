//! The record of a service as our descriptions tell of it: HSDS-UK 3.0 with the HSDS fields its profile left out, and our own properties
//! (`docs/EXTENSIONS.md`). `hsds::v3` writes it; a test holds both together.

#![expect(dead_code, reason = "the descriptions are made of it")]

use serde_json::Value;
use utoipa::ToSchema;

/// A service. In lists it has its own plain fields and those of its organisation; read alone, everything nested; in a `minimal`
/// list its id and when it changed. What went has an id, a name, its status and when.
#[derive(Debug, ToSchema)]
pub(super) struct ServiceRecord {
    /// Its id.
    #[schema(format = "uuid", example = "e8a692ba-2ef4-5d5a-99d8-8f7dc8675f87")]
    id: String,
    /// Who runs it.
    #[schema(format = "uuid")]
    organization_id: Option<String>,
    /// Its name. Absent in a `minimal` list alone.
    #[schema(example = "Ninefields Food Bank")]
    name: Option<String>,
    /// Other names and acronyms, with semicolons between them.
    alternate_name: Option<String>,
    /// The publisher's description; may hold HTML.
    description: Option<String>,
    /// Web page.
    url: Option<String>,
    /// Further web pages (HSDS 3.1).
    additional_urls: Option<Vec<UrlRecord>>,
    /// E-mail.
    email: Option<String>,
    /// `active`, `inactive`, `defunct` or `temporarily closed`. Absent in a `minimal` list alone.
    #[schema(example = "active")]
    status: Option<String>,
    /// Interpreters, in words.
    interpretation_services: Option<String>,
    /// How to get in.
    application_process: Option<String>,
    /// Accreditations and ratings.
    accreditations: Option<String>,
    /// Who is eligible.
    eligibility_description: Option<String>,
    /// Youngest age, in years.
    minimum_age: Option<f64>,
    /// Oldest age, in years.
    maximum_age: Option<f64>,
    /// The day a person last checked the record.
    #[schema(format = "date")]
    assured_date: Option<String>,
    /// A notice such as a temporary change.
    alert: Option<String>,
    /// When it last changed: in the feed, here; under `/api/v1`, at its publisher.
    #[schema(format = "date-time")]
    last_modified: Option<String>,
    /// Who runs it.
    organization: Option<OrganizationRecord>,
    /// Phones, the first one first.
    phones: Option<Vec<PhoneRecord>>,
    /// Teams and roles.
    contacts: Option<Vec<ContactRecord>>,
    /// Hours where a site has none of its own.
    schedules: Option<Vec<ScheduleRecord>>,
    /// Where it serves.
    service_areas: Option<Vec<ServiceAreaRecord>>,
    /// Its sites.
    service_at_locations: Option<Vec<ServiceAtLocationRecord>>,
    /// Languages spoken.
    languages: Option<Vec<LanguageRecord>>,
    /// Prices.
    cost_options: Option<Vec<CostOptionRecord>>,
    /// Needs, audiences and terms.
    attributes: Option<Vec<AttributeRecord>>,
    /// Our own properties.
    fingerpost: Option<ServiceExtension>,
}

/// Our own properties of a service.
#[derive(Debug, ToSchema)]
pub(super) struct ServiceExtension {
    /// What a person gets, in one sentence.
    summary: Option<String>,
    /// `statutory`, `voluntary`, `independent` or `private`.
    sector: Option<String>,
    /// Who may refer: `self`, `professional`, `gp`, `school`, `social-care`, `hospital`.
    referral_routes: Option<Vec<String>>,
    /// `venue`, `home`, `phone`, `online`.
    delivery: Option<Vec<String>>,
    /// Whole nations it serves.
    national: Option<Vec<String>>,
    /// Who or what it is not for.
    exclusions: Option<String>,
    /// What to bring.
    what_to_bring: Option<String>,
    /// Room, as long as it is believed: `state`, `wait_weeks`, `note`, `as_of`, `expires`.
    #[schema(value_type = Option<Object>)]
    capacity: Option<Value>,
    /// The last check by a person: `on`, `by` (a role), `how`.
    #[schema(value_type = Option<Object>)]
    checked: Option<Value>,
    /// Days between checks.
    review_days: Option<u32>,
    /// `women` or `men`: only for them.
    gender: Option<String>,
    /// For, or shaped by, one faith.
    faith: Option<String>,
    /// A private subject: keep nothing of it on a device.
    sensitive: Option<bool>,
    /// Made up for demonstration.
    fictional: Option<bool>,
    /// It is published no more.
    withdrawn: Option<bool>,
    /// Other names, where one of them holds a semicolon.
    other_names: Option<Vec<String>>,
    /// Where the record came from: `source`, `native_id`, `publisher`, `licence`, `url`, `modified`.
    #[schema(value_type = Option<Object>)]
    provenance: Option<Value>,
    /// Addresses of the record and its page, under `/api/v1`: `self`, `page`.
    #[schema(value_type = Option<Object>)]
    links: Option<Value>,
    /// Other sources of the same service, under `/api/v1`: of each `id`, `source`, `publisher`, `licence`. What they alone say is in the
    /// record too.
    #[schema(value_type = Option<Vec<Object>>)]
    also_published_by: Option<Value>,
}

/// An organisation.
#[derive(Debug, ToSchema)]
pub(super) struct OrganizationRecord {
    /// Its id.
    #[schema(format = "uuid", example = "57b4414a-b9d9-597c-9862-674d6e4f672b")]
    id: String,
    /// Its name.
    #[schema(example = "Ninefields Food Union")]
    name: String,
    /// Other names, with semicolons between them.
    alternate_name: Option<String>,
    /// What it is.
    description: Option<String>,
    /// E-mail.
    email: Option<String>,
    /// Web page.
    website: Option<String>,
    /// Further web pages (HSDS 3.1).
    additional_websites: Option<Vec<UrlRecord>>,
    /// Phones.
    phones: Option<Vec<PhoneRecord>>,
    /// Its numbers in registers.
    organization_identifiers: Option<Vec<IdentifierRecord>>,
    /// The services it runs, where they were asked for.
    #[schema(no_recursion)]
    services: Option<Vec<ServiceRecord>>,
    /// Our own properties: `sector`, `fictional`, `other_names`.
    #[schema(value_type = Option<Object>)]
    fingerpost: Option<Value>,
}

/// A further web page (HSDS 3.1).
#[derive(Debug, ToSchema)]
pub(super) struct UrlRecord {
    /// Its id.
    id: String,
    /// Whose it is, where it is an organisation's.
    organization_id: Option<String>,
    /// Whose it is, where it is a service's.
    service_id: Option<String>,
    /// What its publisher calls it.
    #[schema(example = "Facebook")]
    label: Option<String>,
    /// The address.
    #[schema(example = "https://example.org/")]
    url: String,
}

/// A number in a register.
#[derive(Debug, ToSchema)]
pub(super) struct IdentifierRecord {
    /// Its id.
    id: String,
    /// Whose it is.
    organization_id: String,
    /// The list, by its code at org-id.guide.
    #[schema(example = "GB-CHC")]
    identifier_scheme: Option<String>,
    /// What to call it.
    #[schema(example = "Charity number")]
    identifier_type: String,
    /// The number.
    identifier: String,
}

/// A phone.
#[derive(Debug, ToSchema)]
pub(super) struct PhoneRecord {
    /// Its id.
    id: String,
    /// The number.
    #[schema(example = "0121 496 0123")]
    number: String,
    /// Its extension: a number, or text where it begins with a nought.
    extension: Option<Value>,
    /// `voice`, `text`, `textphone`, `fax`…
    #[serde(rename = "type")]
    kind: Option<String>,
    /// What it is for.
    description: Option<String>,
}

/// A team or role.
#[derive(Debug, ToSchema)]
pub(super) struct ContactRecord {
    /// Its id.
    id: String,
    /// Whose it is.
    service_id: Option<String>,
    /// The role or team.
    title: Option<String>,
    /// Department.
    department: Option<String>,
    /// E-mail.
    email: Option<String>,
    /// Phones.
    phones: Option<Vec<PhoneRecord>>,
}

/// One opening interval on a set of days.
#[derive(Debug, ToSchema)]
pub(super) struct ScheduleRecord {
    /// Its id.
    id: String,
    /// Whose it is, where it is a service's.
    service_id: Option<String>,
    /// Whose it is, where it is a site's.
    service_at_location_id: Option<String>,
    /// `WEEKLY` or `MONTHLY`.
    #[schema(example = "WEEKLY")]
    freq: Option<String>,
    /// Every so many weeks.
    interval: Option<u32>,
    /// Days of the week, with their number in a month: `MO,TU`, `2TU`.
    #[schema(example = "MO,TU")]
    byday: Option<String>,
    /// Days of the month.
    bymonthday: Option<String>,
    /// A day in a week that counts, or the only day.
    #[schema(format = "date")]
    dtstart: Option<String>,
    /// Opening time.
    #[schema(example = "09:00")]
    opens_at: Option<String>,
    /// Closing time.
    #[schema(example = "17:00")]
    closes_at: Option<String>,
    /// The first day it holds.
    #[schema(format = "date")]
    valid_from: Option<String>,
    /// The last day it holds.
    #[schema(format = "date")]
    valid_to: Option<String>,
    /// The publisher's own words.
    description: Option<String>,
    /// Our own properties: `term`, `bank_holidays`, `by_appointment`.
    #[schema(value_type = Option<Object>)]
    fingerpost: Option<Value>,
}

/// Where a service serves.
#[derive(Debug, ToSchema)]
pub(super) struct ServiceAreaRecord {
    /// Its id.
    id: String,
    /// Whose it is.
    service_id: String,
    /// Its name.
    name: Option<String>,
    /// Postcodes or GeoJSON.
    extent: Option<String>,
    /// `text` or `geojson`.
    extent_type: Option<String>,
    /// Its ONS code, as an address.
    uri: Option<String>,
}

/// A service at one of its sites.
#[derive(Debug, ToSchema)]
pub(super) struct ServiceAtLocationRecord {
    /// Its id.
    #[schema(format = "uuid")]
    id: String,
    /// The service.
    service_id: String,
    /// The place.
    location_id: String,
    /// The place.
    location: Option<LocationRecord>,
    /// Hours there.
    schedules: Option<Vec<ScheduleRecord>>,
    /// The service, where it was asked for by its site.
    #[schema(no_recursion)]
    service: Option<Box<ServiceRecord>>,
}

/// A place. Where it is confidential, only its town is there.
#[derive(Debug, ToSchema)]
pub(super) struct LocationRecord {
    /// Its id.
    id: String,
    /// `physical`.
    #[schema(example = "physical")]
    location_type: String,
    /// Its name.
    name: Option<String>,
    /// Latitude (WGS 84).
    latitude: Option<f64>,
    /// Longitude (WGS 84).
    longitude: Option<f64>,
    /// Its unique property reference number.
    external_identifier: Option<String>,
    /// `UPRN`.
    external_identifier_type: Option<String>,
    /// Its addresses.
    addresses: Option<Vec<AddressRecord>>,
    /// What helps people in.
    accessibility: Option<Vec<AccessibilityRecord>>,
    /// Our own properties: `confidential`, `approximate`, `travel`.
    #[schema(value_type = Option<Object>)]
    fingerpost: Option<Value>,
}

/// An address.
#[derive(Debug, ToSchema)]
pub(super) struct AddressRecord {
    /// Its id.
    id: String,
    /// Where.
    location_id: String,
    /// Building and street.
    address_1: String,
    /// Further lines.
    address_2: Option<String>,
    /// Town.
    city: String,
    /// County.
    state_province: String,
    /// Postcode.
    postal_code: String,
    /// `GB`.
    country: String,
    /// `physical`.
    address_type: String,
}

/// Something that helps people in.
#[derive(Debug, ToSchema)]
pub(super) struct AccessibilityRecord {
    /// Its id.
    id: String,
    /// Where.
    location_id: String,
    /// What it is.
    #[schema(example = "Step-free entrance")]
    description: String,
}

/// A language spoken.
#[derive(Debug, ToSchema)]
pub(super) struct LanguageRecord {
    /// Its id.
    id: String,
    /// Whose it is.
    service_id: String,
    /// Its English name.
    #[schema(example = "Urdu")]
    name: String,
    /// Its ISO 639 code.
    #[schema(example = "ur")]
    code: Option<String>,
}

/// A price.
#[derive(Debug, ToSchema)]
pub(super) struct CostOptionRecord {
    /// Its id.
    id: String,
    /// Whose it is.
    service_id: String,
    /// Whom it is for.
    option: Option<String>,
    /// How much; 0 is free.
    amount: Option<f64>,
    /// In words.
    amount_description: Option<String>,
    /// `gbp`.
    currency: Option<String>,
}

/// A term a service carries.
#[derive(Debug, ToSchema)]
pub(super) struct AttributeRecord {
    /// Its id.
    id: String,
    /// The service.
    link_id: String,
    /// `service`.
    link_entity: String,
    /// What the term is about: `need`, `audience`…
    link_type: Option<String>,
    /// The term's id.
    taxonomy_term_id: String,
    /// The term.
    taxonomy_term: TermRecord,
    /// What the publisher calls the term on this record (HSDS 3.1).
    label: Option<String>,
    /// Our own properties: `evidence`, `words`, `term`.
    #[schema(value_type = Option<Object>)]
    fingerpost: Option<Value>,
}

/// A term of a taxonomy.
#[derive(Debug, ToSchema)]
pub(super) struct TermRecord {
    /// Its id.
    #[schema(format = "uuid")]
    id: String,
    /// Its name.
    #[schema(example = "Food banks and emergency food")]
    name: String,
    /// What it means.
    description: String,
    /// Its code.
    #[schema(example = "food-bank")]
    code: Option<String>,
    /// The term above it.
    parent_id: Option<String>,
    /// Its taxonomy's name.
    #[schema(example = "fingerpost-needs")]
    taxonomy: Option<String>,
    /// Its taxonomy's id.
    taxonomy_id: Option<String>,
    /// Its address.
    term_uri: Option<String>,
    /// Our own properties: `services`, how many listed services carry it.
    #[schema(value_type = Option<Object>)]
    fingerpost: Option<Value>,
}

/// A taxonomy.
#[derive(Debug, ToSchema)]
pub(super) struct TaxonomyRecord {
    /// Its id.
    #[schema(format = "uuid")]
    id: String,
    /// Its name.
    #[schema(example = "fingerpost-needs")]
    name: String,
    /// What it is.
    description: String,
}
