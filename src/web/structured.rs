//! A service as schema.org data, for search engines and voice assistants.
//!
//! Only for what anyone may find: nothing of a sensitive kind, nothing with a withheld place, nothing made up for demonstration.
//!
//! It stands in the page as `<script type="application/ld+json">`. That is a data block, not a script: a browser never runs it (HTML,
//! "prepare the script element": a type that is no script's ends there), so `script-src 'self'` holds for the page unchanged and needs no
//! exception. The JSON is written by `serde_json`; `<`, `>` and `&` are escaped, so that no text of a publisher can end the block.

use crate::{
    model::{
        coverage::Area,
        location::{Address, Site},
        nation,
        opening::{Session, week},
        service::Service,
    },
    places::Places,
    web::hours::LAST_MINUTE,
};
use jiff::{Zoned, civil::Time};
use serde_json::{Map, Value, json};

/// The data of a page at this address. `None` = it must not be published so.
pub(super) fn data(service: &Service, places: &Places, address: &str, now: &Zoned) -> Option<String> {
    let withheld = service.sites.iter().any(|site| matches!(site.address, Address::Withheld { .. }));
    if service.sensitive || service.fictional || withheld {
        return None;
    }
    let mut data = Map::from_iter([
        ("@context".to_owned(), json!("https://schema.org")),
        ("@type".to_owned(), json!("Service")),
        ("name".to_owned(), json!(service.name)),
        ("provider".to_owned(), provider(service)),
    ]);
    let told = [
        ("url", (!address.starts_with('/')).then(|| json!(address))),
        ("alternateName", some(service.other_names.iter().map(|name| json!(name)))),
        ("description", service.summary.as_ref().map(|summary| json!(summary))),
        ("areaServed", some(areas(service, places))),
        (
            "availableChannel",
            some(service.sites.iter().take(MOST_PLACES).map(|site| channel(service, Some(site))).chain(elsewhere(service))),
        ),
        ("hoursAvailable", some(hours(service, now))),
    ];
    data.extend(told.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))));
    Some(escaped(&Value::Object(data).to_string()))
}

/// Places told: a chain of pharmacies would fill the page.
const MOST_PLACES: usize = 5;

/// A list; nothing where it is empty.
fn some(items: impl IntoIterator<Item = Value>) -> Option<Value> {
    let items: Vec<Value> = items.into_iter().collect();
    (!items.is_empty()).then_some(Value::Array(items))
}

fn provider(service: &Service) -> Value {
    let mut provider = json!({ "@type": "Organization", "name": service.organisation.name });
    if let Some(web) = &service.organisation.web {
        provider["url"] = json!(web);
    }
    provider
}

fn areas<'a>(service: &'a Service, places: &'a Places) -> impl Iterator<Item = Value> + 'a {
    let nations = service.national.iter().map(|nation| json!(nation.label()));
    nations.chain(service.areas.iter().filter_map(|area| match area {
        Area::Gss { code, name } => name.as_deref().or_else(|| places.area_name(code)).map(|name| json!(name)),
        Area::Named(name) | Area::Polygon { name: Some(name), .. } => Some(json!(name)),
        Area::Postcodes(codes) => Some(json!(codes.join(", "))),
        Area::Polygon { name: None, .. } => None,
    }))
}

/// By telephone or on the web alone, where there is no place to go.
fn elsewhere(service: &Service) -> Option<Value> {
    let reachable = service.first_phone().is_some() || service.web.is_some();
    (service.sites.is_empty() && reachable).then(|| channel(service, None))
}

fn channel(service: &Service, site: Option<&Site>) -> Value {
    let mut channel = json!({ "@type": "ServiceChannel" });
    if let Some(phone) = service.first_phone() {
        channel["servicePhone"] = json!({ "@type": "ContactPoint", "telephone": phone.number });
    }
    if let Some(web) = &service.web {
        channel["serviceUrl"] = json!(web);
    }
    if let Some(place) = site.and_then(place) {
        channel["serviceLocation"] = place;
    }
    channel
}

fn place(site: &Site) -> Option<Value> {
    let Address::Public(address) = &site.address else { return None };
    let mut postal = json!({ "@type": "PostalAddress", "addressCountry": "GB" });
    let parts = [
        ("streetAddress", (!address.lines.is_empty()).then(|| address.lines.join(", "))),
        ("addressLocality", address.town.clone()),
        ("postalCode", address.postcode.clone()),
    ];
    for (key, part) in parts {
        if let Some(part) = part {
            postal[key] = json!(part);
        }
    }
    let mut place = json!({ "@type": "Place", "address": postal });
    if let Some(name) = &site.name {
        place["name"] = json!(name);
    }
    if let Some(point) = address.point.filter(|_| !address.approximate) {
        place["geo"] = json!({ "@type": "GeoCoordinates", "latitude": point.lat, "longitude": point.lon });
    }
    Some(place)
}

/// The certain sessions of the coming week, each for its own day.
fn hours(service: &Service, now: &Zoned) -> Vec<Value> {
    let days = week(service.hours_at(service.sites.first()), nation::of(service, service.sites.first()), now);
    days.iter().flat_map(|day| &day.sessions).filter_map(specification).collect()
}

/// One session. Where it ends at midnight it is written as 23:59: `00:00` to `00:00` is read as closed all day.
fn specification(session: &Session) -> Option<Value> {
    let (date, opens, closes) = (session.start.date(), session.start.time(), session.end?.time());
    let closes = if closes == Time::midnight() { LAST_MINUTE } else { closes };
    let clock = |time: Time| time.strftime("%H:%M").to_string();
    Some(json!({
        "@type": "OpeningHoursSpecification", "opens": clock(opens), "closes": clock(closes),
        "validFrom": date.to_string(), "validThrough": date.to_string(),
    }))
}

/// JSON that nothing inside of can end the block it stands in.
fn escaped(json: &str) -> String {
    json.replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{clock::london, server::samples};

    fn of(number: u128, change: impl Fn(&mut Service)) -> Option<Value> {
        let mut service = samples::listing(samples::id(number)).unwrap().service;
        change(&mut service);
        let now = samples::NOW.parse::<jiff::Timestamp>().unwrap().to_zoned(london());
        let text = data(&service, &Places::default(), "https://find.example/service/1", &now)?;
        assert!(!text.contains(['<', '>', '&']), "{text}");
        Some(serde_json::from_str(&text).unwrap())
    }

    #[test]
    fn what_is_known_is_told_in_the_words_of_schema_org() {
        let data = of(samples::ORDINARY, |service| service.fictional = false).unwrap();
        assert_eq!((&data["@type"], &data["name"]), (&json!("Service"), &json!("Steady On: strength and balance")));
        assert_eq!(data["provider"]["name"], "Moseley Good Neighbours");
        let channel = &data["availableChannel"][0];
        assert_eq!(channel["servicePhone"]["telephone"], "0121 496 0123");
        assert_eq!(channel["serviceLocation"]["address"]["postalCode"], "B13 8JP");
        assert_eq!(data["areaServed"], json!(["Birmingham", "Balsall Heath"]));
        assert_eq!((&data["hoursAvailable"][0]["validFrom"], &data["hoursAvailable"][0]["opens"]), (&json!("2026-11-24"), &json!("10:00")));
    }

    #[test]
    fn a_day_that_never_closes_is_not_written_as_one_that_never_opens() {
        let at = |day: i8| jiff::civil::date(2026, 11, day).at(0, 0, 0, 0);
        let told = specification(&Session { start: at(24), end: Some(at(25)), by_appointment: false }).unwrap();
        assert_eq!((&told["opens"], &told["closes"]), (&json!("00:00"), &json!("23:59")));
    }

    #[test]
    fn what_is_not_known_has_no_key() {
        let data = of(samples::BARE, |_| ()).unwrap();
        let keys: Vec<&str> = data.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(keys, ["@context", "@type", "name", "provider", "url"]);
    }

    #[test]
    fn nothing_that_is_to_stay_quiet_is_published() {
        assert_eq!(of(samples::ORDINARY, |_| ()), None, "made up");
        assert_eq!(of(samples::SENSITIVE, |_| ()), None);
        assert_eq!(of(samples::SENSITIVE, |service| service.sensitive = false), None, "its place is withheld");
        assert_eq!(of(samples::ORDINARY, |service| (service.fictional, service.sensitive) = (false, true)), None);
    }

    #[test]
    fn no_text_can_end_the_block() {
        assert_eq!(of(samples::HOSTILE, |_| ()).unwrap()["name"], samples::MARKUP);
    }
}
