//! The parameters of the lists, read into what is wanted. What cannot be used is refused by name; what nobody defined is passed over, as
//! readers of the standard send all kinds.

use crate::{
    app::{
        App,
        register::{Near, Paging, Wanted},
    },
    clock,
    model::{id::OrganisationId, location::Point},
    places::Precision,
    server::parameters::{BadParameter, Parameters},
};
use jiff::{
    Timestamp,
    civil::{Date, DateTime, Time, Weekday},
};
use std::str::FromStr;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// Items on a page unless the asker says: as in version 1 of the standard.
const PER_PAGE: usize = 50;
/// Most items on a page; who asks for more gets these.
const MOST: usize = 500;
/// Most whole documents on a page.
const MOST_WHOLE: usize = 100;
/// Most items on a page of ids and moments.
const MOST_MINIMAL: usize = 100_000;
/// The furthest page anybody can ask for.
const LAST_PAGE: usize = 1_000_000_000;
/// The furthest distance, in metres: the length of the United Kingdom and more.
const FURTHEST: f64 = 2_000_000.0;

/// The parameters every list takes, for the description.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "the description is made of it")]
pub(super) struct ListParameters {
    /// The page, from 1. A page beyond the end is empty.
    #[param(minimum = 1, example = 1)]
    page: Option<i64>,
    /// Items on a page. 50 unless said; at most 500, or 100 with `full`: who asks for more gets as many.
    #[param(minimum = 1, example = 50)]
    per_page: Option<i64>,
    /// `json`, or `ndjson` for everything in one stream, a line for each item and no pages.
    #[param(example = "json")]
    format: Option<String>,
    /// Words to find. Services come best first; an organisation, taxonomy or term has every word in its name.
    #[param(example = "food bank")]
    search: Option<String>,
}

/// The parameters of lists of services, for the description.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "the description is made of it")]
pub(super) struct ServiceParameters {
    /// Carries one of these terms.
    #[param(example = json!(["58948afc-ad99-5b7f-b45c-eaa66f1afa37"]))]
    taxonomy_term_id: Option<Vec<Uuid>>,
    /// Carries a term of one of these taxonomies.
    #[param(example = json!(["9d79240e-28f0-596b-be96-ec769bed9678"]))]
    taxonomy_id: Option<Vec<Uuid>>,
    /// Run by one of these organisations.
    #[param(example = json!(["57b4414a-b9d9-597c-9862-674d6e4f672b"]))]
    organization_id: Option<Vec<Uuid>>,
    /// Changed in this directory then or later. Services withdrawn since are among them, with a status that is not `active`.
    #[param(example = "2026-11-01T00:00:00Z")]
    modified_after: Option<String>,
    /// Every item whole, nested as when it is read alone.
    #[param(example = true)]
    full: Option<bool>,
    /// Only services that take people of this age: the youngest they take is not above it. Who states no ages is among them.
    #[param(example = 14)]
    minimum_age: Option<f64>,
    /// Only services that take people up to this age: the oldest they take is not below it.
    #[param(example = 17)]
    maximum_age: Option<f64>,
    /// Runs on this day.
    #[param(example = json!(["TU"]))]
    day: Option<Vec<String>>,
    /// Opens then or later.
    #[param(example = "09:00")]
    start_time: Option<String>,
    /// Closes then or earlier.
    #[param(example = "17:00")]
    end_time: Option<String>,
    /// Serves this postcode, or states no area; with `proximity`, and is within it.
    #[param(example = "WS1 1AA")]
    postcode: Option<String>,
    /// Metres from the middle of the postcode, or from `latitude` and `longitude`.
    #[param(example = 5000)]
    proximity: Option<f64>,
    /// With `longitude` and `proximity`: from where.
    #[param(example = 52.48)]
    latitude: Option<f64>,
    /// With `latitude` and `proximity`: from where.
    #[param(example = -1.9)]
    longitude: Option<f64>,
}

/// The parameters of a list by their names, in a body: of each a text, a number, true or false, or a list of them.
#[derive(Debug, ToSchema)]
#[schema(value_type = Object, example = json!({ "postcode": "WS1 1AA", "proximity": 5000, "day": ["SA", "SU"] }))]
#[expect(dead_code, reason = "the description is made of it")]
pub(super) struct AskedInBody(serde_json::Value);

/// How a list is to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// A page in its envelope.
    Json,
    /// Everything, a line each.
    Lines,
}

/// What was asked of a list.
#[derive(Debug)]
pub(super) struct ListAsked {
    pub(super) wanted: Wanted,
    pub(super) paging: Paging,
    pub(super) format: Format,
    /// Items whole.
    pub(super) full: bool,
    /// Items as ids and moments of change alone.
    pub(super) minimal: bool,
    /// Nested services whole.
    pub(super) full_service: bool,
}

impl ListAsked {
    /// Reads the parameters.
    ///
    /// # Errors
    /// When one of them cannot be used.
    pub(super) fn read(app: &App, parameters: &Parameters) -> Result<Self, BadParameter> {
        let (full, minimal) = (flag(parameters, "full")?, flag(parameters, "minimal")?);
        let most = if full { MOST_WHOLE } else { MOST };
        let usual = if minimal { MOST_MINIMAL } else { PER_PAGE };
        Ok(Self {
            wanted: wanted(app, parameters)?,
            paging: Paging {
                page: parameters.number("page", &(1..=LAST_PAGE))?.unwrap_or(1),
                per_page: parameters.number("per_page", &(1..=LAST_PAGE))?.unwrap_or(usual).min(if minimal { MOST_MINIMAL } else { most }),
            },
            format: format(parameters)?,
            full,
            minimal,
            full_service: flag(parameters, "full_service")?,
        })
    }
}

fn wanted(app: &App, parameters: &Parameters) -> Result<Wanted, BadParameter> {
    const AGES: std::ops::RangeInclusive<f64> = 0.0..=150.0;
    Ok(Wanted {
        words: parameters.one("search").or_else(|| parameters.one("text")).map(str::to_owned),
        terms: ids(parameters, "taxonomy_term_id")?,
        taxonomies: ids(parameters, "taxonomy_id")?,
        organisations: ids(parameters, "organization_id")?.into_iter().map(OrganisationId).collect(),
        modified_after: parameters.one("modified_after").map(moment).transpose()?,
        minimum_age: parameters.number("minimum_age", &AGES)?,
        maximum_age: parameters.number("maximum_age", &AGES)?,
        days: parameters.all("day").flat_map(|days| days.split(',')).map(day).collect::<Result<_, _>>()?,
        start: time(parameters, "start_time")?,
        end: time(parameters, "end_time")?,
        near: near(app, parameters)?,
        ..Wanted::default()
    })
}

fn near(app: &App, parameters: &Parameters) -> Result<Option<Near>, BadParameter> {
    let metres = parameters.number("proximity", &(0.0..=FURTHEST))?;
    // Version 1 named the postcode a service must cover `coverage`.
    let postcode =
        parameters.one("postcode").map(|text| ("postcode", text)).or_else(|| parameters.one("coverage").map(|text| ("coverage", text)));
    if let Some((name, text)) = postcode {
        return at_postcode(app, name, text, metres).map(Some);
    }
    let (latitude, longitude) = (parameters.number("latitude", &(-90.0..=90.0))?, parameters.number("longitude", &(-180.0..=180.0))?);
    match (latitude, longitude, metres) {
        (Some(lat), Some(lon), Some(metres)) => Ok(Some(Point::in_uk(lat, lon).map_or(Near::Unknown, |point| Near::Point(point, metres)))),
        (None, None, None) => Ok(None),
        (None, None, Some(_)) => Err(BadParameter::new("proximity", "Proximity needs a postcode, or a latitude and a longitude.")),
        (Some(_), Some(_), None) => Err(BadParameter::new("proximity", "A latitude and a longitude need a proximity, in metres.")),
        (Some(_), None, _) => Err(BadParameter::new("longitude", "A latitude needs a longitude.")),
        (None, Some(_), _) => Err(BadParameter::new("latitude", "A longitude needs a latitude.")),
    }
}

fn at_postcode(app: &App, name: &str, text: &str, metres: Option<f64>) -> Result<Near, BadParameter> {
    let place = app.places().locate(text).filter(|place| place.precision <= Precision::District);
    if let Some(place) = place {
        return Ok(Near::Place(Box::new(place), metres));
    }
    let squeezed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let looks_like_one = (2..=7).contains(&squeezed.len())
        && squeezed.starts_with(|c: char| c.is_ascii_alphabetic())
        && squeezed.chars().all(|c| c.is_ascii_alphanumeric())
        && squeezed.chars().any(|c| c.is_ascii_digit());
    if looks_like_one { Ok(Near::Unknown) } else { Err(BadParameter::new(name, format!("'{text}' is not a postcode."))) }
}

fn format(parameters: &Parameters) -> Result<Format, BadParameter> {
    match parameters.one("format") {
        None | Some("json") => Ok(Format::Json),
        Some("ndjson" | "jsonl") => Ok(Format::Lines),
        Some(other) => Err(BadParameter::new("format", format!("'{other}' is not a format; it is json or ndjson."))),
    }
}

pub(super) fn flag(parameters: &Parameters, name: &str) -> Result<bool, BadParameter> {
    match parameters.one(name) {
        None | Some("false" | "0") => Ok(false),
        Some("true" | "1") => Ok(true),
        Some(other) => Err(BadParameter::new(name, format!("'{other}' is neither true nor false."))),
    }
}

fn ids(parameters: &Parameters, name: &str) -> Result<Vec<Uuid>, BadParameter> {
    let id = |text: &str| Uuid::from_str(text).map_err(|_| BadParameter::new(name, format!("'{text}' is not an id: ids are UUIDs.")));
    parameters.all(name).flat_map(|list| list.split(',')).map(|text| id(text.trim())).collect()
}

/// RFC 3339; without an offset it is Europe/London, a bare date is its first moment.
fn moment(text: &str) -> Result<Timestamp, BadParameter> {
    let local = || {
        let civil: DateTime = text.parse().ok().or_else(|| text.parse::<Date>().ok().map(DateTime::from))?;
        civil.to_zoned(clock::london()).ok().map(|zoned| zoned.timestamp())
    };
    let wrong = || BadParameter::new("modified_after", format!("'{text}' is not a date and time such as 2026-11-01T00:00:00Z."));
    // A plus sign that was not encoded arrives as a space.
    text.replace(' ', "+").parse().ok().or_else(local).ok_or_else(wrong)
}

fn day(text: &str) -> Result<Weekday, BadParameter> {
    Ok(match text.trim().to_ascii_uppercase().as_str() {
        "MO" => Weekday::Monday,
        "TU" => Weekday::Tuesday,
        "WE" => Weekday::Wednesday,
        "TH" => Weekday::Thursday,
        "FR" => Weekday::Friday,
        "SA" => Weekday::Saturday,
        "SU" => Weekday::Sunday,
        _ => return Err(BadParameter::new("day", format!("'{text}' is not a day; days are MO, TU, WE, TH, FR, SA and SU."))),
    })
}

fn time(parameters: &Parameters, name: &str) -> Result<Option<Time>, BadParameter> {
    let Some(text) = parameters.one(name) else { return Ok(None) };
    let wrong = || BadParameter::new(name, format!("'{text}' is not a time such as 09:30."));
    let (hour, minute) = text.split_once(':').ok_or_else(wrong)?;
    let minute = minute.split(':').next().unwrap_or_default();
    let number = |text: &str| text.parse::<i8>().map_err(|_| wrong());
    Time::new(number(hour)?, number(minute)?, 0, 0).map(Some).map_err(|_| wrong())
}
