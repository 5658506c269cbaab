//! Publishers in every dialect that live feeds speak, with the faults they have.

use crate::peer::{Asked, Peer, Told};
use serde_json::{Value, json};
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

/// How often a publisher has been through what it does: a test turns it on.
#[derive(Clone, Default)]
pub(super) struct Round(Arc<AtomicUsize>);

impl Round {
    pub(super) fn next(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    fn now(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }
}

/// A service of version 3 with all its details.
pub(super) fn whole(number: usize) -> Value {
    let id = format!("11111111-0000-4000-8000-{number:012}");
    json!({
        "id": id, "name": format!("Club {number}"), "description": "Tea and company.", "status": "active",
        "last_modified": "2026-09-01T09:30:00Z", "assured_date": "2026-09-01",
        "organization": { "id": "22222222-0000-4000-8000-000000000001", "name": "Example Clubs", "description": "A made-up charity." },
        "phones": [{ "id": id, "number": "01632 960123" }],
        "schedules": [{ "id": id, "freq": "WEEKLY", "byday": "TU", "opens_at": "10:00", "closes_at": "12:00" }]
    })
}

/// An entry of a list that says no more than a name.
fn bare(service: &Value) -> Value {
    json!({ "id": service["id"], "name": service["name"], "status": "active", "last_modified": service["last_modified"], "organization": service["organization"] })
}

/// A page of version 3.
fn v3(asked: &Asked, services: &[Value]) -> Value {
    let (page, size) = (asked.number("page", 1).max(1), asked.number("per_page", 10).max(1));
    let shown: Vec<&Value> = services.iter().skip((page - 1) * size).take(size).collect();
    let pages = services.len().div_ceil(size);
    json!({
        "total_items": services.len(), "total_pages": pages, "page_number": page, "size": shown.len(), "first_page": page == 1,
        "last_page": page >= pages, "empty": shown.is_empty(), "contents": shown
    })
}

/// Answers with the fingerprint of what it says, and with that alone where it is known.
fn fingerprinted(asked: &Asked, body: &Value) -> Told {
    let text = body.to_string();
    let tag = format!("\"{}-{}\"", text.len(), text.bytes().fold(0_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into())));
    if asked.header("if-none-match") == Some(&tag) {
        return Told::status(304).with("etag", &tag);
    }
    Told::json(body).with("etag", &tag)
}

fn number_in(path: &str) -> Option<usize> {
    path.rsplit('/').next()?.rsplit('-').next()?.parse().ok()
}

/// As the standard has it: details on the list, `modified_after` works, fingerprints. In its second round one service is new, one has
/// changed and one is gone.
pub(super) fn good(round: &Round) -> Peer {
    let round = round.clone();
    Peer::speaking(move |asked| {
        let mut services: Vec<Value> = (0..230).map(whole).collect();
        let mut gone = Vec::new();
        if round.now() > 0 {
            services[5]["name"] = "Club 5, now on Fridays".into();
            services[5]["last_modified"] = "2100-01-01T00:00:00Z".into();
            services.push(whole(230));
            services[230]["last_modified"] = "2100-01-01T00:00:00Z".into();
            gone.push(services.remove(9));
            gone[0]["status"] = "inactive".into();
            gone[0]["last_modified"] = "2100-01-01T00:00:00Z".into();
        }
        let told = match asked.path.as_str() {
            "/" => json!({ "version": "HSDS-UK-3.0", "license": "OGL-3.0" }),
            "/services" => match asked.query("modified_after") {
                None => v3(asked, &services),
                Some(after) => {
                    services.extend(gone);
                    services.retain(|service| service["last_modified"].as_str().is_some_and(|at| at > after));
                    v3(asked, &services)
                }
            },
            _ => return Some(Told::status(404)),
        };
        Some(fingerprinted(asked, &told))
    })
}

/// As Bristol's: details on their own, `modified_after` ignored, dates without a zone, HTML, unusable e-mail addresses, ages of -1, a phone
/// with words in it; some records without what is needed.
pub(super) fn faulty() -> Peer {
    Peer::speaking(|asked| {
        let mut services: Vec<Value> = (0..30).map(whole).collect();
        for (number, service) in services.iter_mut().enumerate() {
            service["last_modified"] = "2025-09-02T12:06:15.654".into();
            service["description"] = "<h1>Tea</h1><p>and&nbsp;company</p><script>alert(1)</script>".into();
            service["email"] = format!("Unknown-{number}@noemail.invalid").into();
            service["minimum_age"] = (-1).into();
            service["url"] = Value::Null;
            service["phones"][0]["number"] = "Club office: 01632 960123".into();
        }
        services[3]["name"] = Value::Null;
        services[4]["name"] = "  ".into();
        if let Some(number) = number_in(&asked.path).filter(|_| asked.path.starts_with("/o/v3/services/")) {
            return Some(Told::json(services.get(number)?));
        }
        Some(match asked.path.as_str() {
            "/o/v3/" => Told::json(&json!({ "version": "3.0", "profile": "https://path/to/profile" })),
            "/o/v3/services" => Told::json(&v3(asked, &services.iter().map(bare).collect::<Vec<_>>())),
            _ => Told::status(404),
        })
    })
}

/// A page of version 1 in Spring's spelling, or the same in lower case.
fn v1(asked: &Asked, services: &[Value], lower: bool) -> Value {
    let page = v3(asked, services);
    let named = |name: &str| if lower { name.to_lowercase() } else { name.to_owned() };
    let mut told = serde_json::Map::new();
    for (name, value) in [
        ("totalElements", &page["total_items"]),
        ("totalPages", &page["total_pages"]),
        ("number", &page["page_number"]),
        ("size", &page["size"]),
        ("first", &page["first_page"]),
        ("last", &page["last_page"]),
        ("content", &page["contents"]),
    ] {
        told.insert(named(name), value.clone());
    }
    Value::Object(told)
}

/// A service of version 1.
fn old(number: usize) -> Value {
    json!({
        "id": format!("11111111-0000-4000-8000-{number:012}"), "name": format!("Old club {number}"), "description": "", "status": "active",
        "organization": { "id": "22222222-0000-4000-8000-000000000002", "name": "Old Clubs", "description": "" },
        "eligibilitys": [{ "id": "e", "minimum_age": 50, "maximum_age": 120 }],
        "regular_schedules": [{ "id": "r", "byday": "MO", "opens_at": "10:00", "closes_at": "12:00" }]
    })
}

/// Version 1 as Spring writes it, with details on their own.
pub(super) fn spring() -> Peer {
    Peer::speaking(|asked| {
        let services: Vec<Value> = (0..25).map(old).collect();
        if let Some(number) = number_in(&asked.path).filter(|_| asked.path.starts_with("/services/")) {
            return Some(Told::json(services.get(number)?));
        }
        let list: Vec<Value> = services.iter().map(bare).collect();
        Some(if asked.path == "/services" { Told::json(&v1(asked, &list, false)) } else { Told::status(404) })
    })
}

/// Version 1 with every name of its envelope in lower case.
pub(super) fn lower_case() -> Peer {
    Peer::speaking(|asked| {
        let services: Vec<Value> = (0..25).map(old).collect();
        Some(if asked.path == "/services" { Told::json(&v1(asked, &services, true)) } else { Told::status(500) })
    })
}

/// Buckinghamshire's shape: whole numbers for ids, `organisation`, masked places, amounts in words, below `/api/v1`.
pub(super) fn outpost() -> Peer {
    let service = |number: usize| {
        let place = json!({
            "id": 9000 + number, "name": "", "address_1": null, "city": "Exampletown", "state_province": "Exampleshire", "postal_code": "HP5",
            "country": "GB", "geometry": { "type": "Point", "coordinates": [-0.6, 51.71] }, "mask_exact_address": true
        });
        json!({
            "id": 90_000 + number, "updated_at": "2026-07-14T10:31:48.143Z", "name": format!("Childminder {number}"),
            "description": "I am registered.\r\n\r\nFunded places.", "url": null, "min_age": null, "max_age": null, "age_band_2": true,
            "needs_referral": null, "free": null, "status": "active", "locations": [place],
            "regular_schedules": [{ "id": 1, "weekday": "Monday", "opens_at": "07:00", "closes_at": "18:00" }],
            "contacts": [{ "id": 4, "name": "A. Person", "title": "Childminder", "phone": "01632 960123" }],
            "organisation": { "id": 5000 + number, "name": format!("Childminder {number}"), "description": null },
            "cost_options": [{ "id": 6, "option": "all ages", "amount": "44.00", "cost_type": "per day" }]
        })
    };
    Peer::speaking(move |asked| {
        let services: Vec<Value> = (0..30).map(service).collect();
        Some(if asked.path == "/api/v1/services" { Told::json(&v1(asked, &services, false)) } else { Told::status(404) })
    })
}

/// Southampton's: a notice that is an object where the standard has words, in each record and on the page.
pub(super) fn object_alert() -> Peer {
    Peer::speaking(|asked| {
        let mut services: Vec<Value> = (0..20).map(whole).collect();
        for service in &mut services {
            service["alert"] = json!({ "message": "Closed on bank holidays", "level": { "code": 2 } });
        }
        let mut page = v3(asked, &services);
        page["alert"] = json!({ "message": "Maintenance on Sunday" });
        Some(if asked.path == "/api/services" { Told::json(&page) } else { Told::status(404) })
    })
}

/// Dorset's: at most 50 at once whatever is asked for, version "V3", no other list.
pub(super) fn capped() -> Peer {
    Peer::speaking(|asked| {
        let services: Vec<Value> = (0..130).map(whole).collect();
        let page = asked.number("page", 1).max(1);
        let shown: Vec<&Value> = services.iter().skip((page - 1) * 50).take(asked.number("per_page", 50).min(50)).collect();
        let told = json!({ "total_items": 130, "total_pages": 3, "page_number": page, "last_page": page >= 3, "contents": shown });
        Some(match asked.path.as_str() {
            "/aggregator/" => Told::json(&json!({ "version": "V3" })),
            "/aggregator/services" => Told::json(&told),
            _ => Told::status(404),
        })
    })
}

/// Says that there is one page, and that each is the last.
pub(super) fn one_page() -> Peer {
    Peer::speaking(|asked| {
        let mut told = v3(asked, &(0..250).map(whole).collect::<Vec<_>>());
        told["total_pages"] = 1.into();
        told["last_page"] = true.into();
        Some(if asked.path == "/services" { Told::json(&told) } else { Told::status(404) })
    })
}

/// Pages that name the next one. In its second round one service is deleted and one is new, in its third forty are deleted.
pub(super) fn cursor(round: &Round) -> Peer {
    let round = round.clone();
    Peer::speaking(move |asked| {
        let item = |number: usize| json!({ "state": "updated", "kind": "Service", "id": whole(number)["id"], "modified": number, "data": whole(number) });
        let mut items: Vec<Value> = (0..70).map(item).collect();
        items[7] = json!({ "state": "deleted", "kind": "Service", "id": whole(7)["id"], "modified": 7 });
        if round.now() > 0 {
            items.push(json!({ "state": "deleted", "kind": "Service", "id": whole(3)["id"], "modified": 70 }));
            items.push(item(71));
        }
        if round.now() > 1 {
            items.extend((10..50).map(|number| json!({ "state": "deleted", "id": whole(number)["id"], "modified": 71 + number })));
        }
        let after = asked.number("after", 0);
        let shown: Vec<&Value> = items.iter().skip(after).take(25).collect();
        let next = format!("/feed/?after={}", after + shown.len());
        Some(if asked.path == "/feed/" {
            Told::json(&json!({ "next": next, "license": "https://creativecommons.org/licenses/by/4.0/", "items": shown }))
        } else {
            Told::status(404)
        })
    })
}

/// Hangs up from the third page on, until its second round.
pub(super) fn dying(round: &Round) -> Peer {
    let round = round.clone();
    Peer::speaking(move |asked| {
        let dies = round.now() == 0 && asked.number("page", 1) > 2;
        match asked.path.as_str() {
            "/services" if dies => None,
            "/services" => Some(Told::json(&v3(asked, &(0..450).map(whole).collect::<Vec<_>>()))),
            _ => Some(Told::status(404)),
        }
    })
}

/// Has 100 services, and 60 in its second round.
pub(super) fn shrinking(round: &Round) -> Peer {
    let round = round.clone();
    Peer::speaking(move |asked| {
        let count = if round.now() == 0 { 100 } else { 60 };
        let services: Vec<Value> = (0..count).map(whole).collect();
        Some(if asked.path == "/services" { fingerprinted(asked, &v3(asked, &services)) } else { Told::status(404) })
    })
}

/// Gives its first page for every page, and says that there is always one more.
pub(super) fn looping() -> Peer {
    Peer::speaking(|asked| {
        let services: Vec<Value> = (0..20).map(whole).collect();
        let told = json!({ "total_items": 400, "total_pages": 20, "page_number": asked.number("page", 1), "last_page": false, "contents": services });
        Some(if asked.path == "/services" { Told::json(&told) } else { Told::status(404) })
    })
}

/// One file, with the moment it last changed.
pub(super) fn file() -> Peer {
    const CHANGED: &str = "Sun, 01 Nov 2026 10:00:00 GMT";
    Peer::speaking(|asked| {
        if asked.path != "/data/directory.json" {
            return Some(Told::status(404));
        }
        if asked.header("if-modified-since") == Some(CHANGED) {
            return Some(Told::status(304));
        }
        let services: Vec<Value> = (0..15).map(whole).collect();
        Some(Told::json(&Value::Array(services)).with("last-modified", CHANGED))
    })
}

/// Asks programs to stay away.
pub(super) fn shy() -> Peer {
    Peer::speaking(|asked| {
        Some(match asked.path.as_str() {
            "/robots.txt" => Told { body: "User-agent: *\nDisallow: /\n".to_owned(), ..Told::status(200) },
            "/services" => Told::json(&v3(asked, &[whole(1)])),
            _ => Told::status(404),
        })
    })
}

/// Gives two pages and then asks to be left alone for five hours, until its second round.
pub(super) fn rationed(round: &Round) -> Peer {
    let round = round.clone();
    Peer::speaking(move |asked| {
        let enough = round.now() == 0 && asked.number("page", 1) > 2;
        Some(match asked.path.as_str() {
            "/services" if enough => Told::status(429).with("retry-after", "18000"),
            "/services" => Told::json(&v3(asked, &(0..450).map(whole).collect::<Vec<_>>())),
            _ => Told::status(404),
        })
    })
}

/// Gives a list of something else, and in its second round what it should.
pub(super) fn mended(round: &Round) -> Peer {
    let round = round.clone();
    Peer::speaking(move |asked| {
        let told = if round.now() == 0 { json!([{ "colour": "red" }]) } else { v3(asked, &(0..3).map(whole).collect::<Vec<_>>()) };
        Some(if asked.path == "/services" { Told::json(&told) } else { Told::status(404) })
    })
}

/// Wants a header, and gives three services to whoever sends it. From its second round on it leads to another server, where there is one.
pub(super) fn locked(elsewhere: Option<(&Round, &Peer)>) -> Peer {
    let elsewhere = elsewhere.map(|(round, other)| (round.clone(), other.url.clone()));
    let key = env!("CARGO_PKG_DESCRIPTION").to_owned();
    Peer::speaking(move |asked| {
        if asked.header("x-api-key") != Some(key.as_str()) {
            return Some(Told::status(401));
        }
        let leads = elsewhere.as_ref().filter(|(round, _)| round.now() > 0);
        Some(match asked.path.as_str() {
            "/services" if leads.is_some() => Told::status(302).with("location", &format!("{}/services", leads?.1)),
            "/services" => Told::json(&v3(asked, &(0..3).map(whole).collect::<Vec<_>>())),
            _ => Told::status(404),
        })
    })
}

/// Leads to another server.
pub(super) fn leading(other: &Peer) -> Peer {
    let other = other.url.clone();
    Peer::speaking(move |asked| {
        let query = format!("page={}&per_page={}", asked.number("page", 1), asked.number("per_page", 10));
        Some(if asked.path == "/services" {
            Told::status(302).with("location", &format!("{other}/services?{query}"))
        } else {
            Told::status(404)
        })
    })
}
