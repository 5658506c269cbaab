//! Sample services and answers for tests: an ordinary one, a sensitive one, a hostile one, and none. All made up.

mod hours;

use crate::{
    app::{AppError, Ask, Found, Listing, OrganisationListing, Plan, Planned, SourceSummary, Suggestion, SuggestionKind, UnknownPlace},
    finding::{
        answer::{Answer, Card, Choice, Facet, Hit, LeftOut, Reason},
        reading::{Reading, ReadingKind},
        relaxed::Relaxed,
    },
    handing::{code::Code, sheet::Layout},
    model::{
        contact::Phone,
        cost::{Cost, Price},
        coverage::Area,
        id::{LocationId, OrganisationId, ServiceId},
        location::{Address, Point, PublicAddress, Site},
        opening::{Session, State},
        organisation::{Identifier, Organisation},
        provenance::{Checked, CheckedHow, Provenance},
        sector::{Delivery, Nation, ReferralRoute, Sector, Status},
        service::{Ages, Language, Service},
    },
    places::{
        Place, Precision,
        remark::{Remark, Why},
    },
};
use jiff::civil::{date, datetime};
use uuid::Uuid;

/// The moment every test stands at: a Sunday afternoon.
pub(crate) const NOW: &str = "2026-11-22T15:00:00Z";

/// An ordinary service with everything known.
pub(crate) const ORDINARY: u128 = 1;
/// A refuge: sensitive, its address withheld.
pub(crate) const SENSITIVE: u128 = 2;
/// A service whose every text tries to be markup.
pub(crate) const HOSTILE: u128 = 3;
/// A service its publisher has withdrawn.
pub(crate) const WITHDRAWN: u128 = 4;
/// A service of which next to nothing is known.
pub(crate) const BARE: u128 = 5;

/// Text that must never reach a page as markup.
pub(crate) const MARKUP: &str = "<script>alert('x')</script><img src=x onerror=alert(1)>\"'&";

pub(crate) fn id(number: u128) -> ServiceId {
    ServiceId(Uuid::from_u128(number))
}

fn provenance() -> Provenance {
    Provenance {
        source: "demo".to_owned(),
        native_id: "17".to_owned(),
        publisher: Some("Fingerpost demonstration directory".to_owned()),
        licence: Some("CC0-1.0".to_owned()),
        modified: Some("2026-11-13T13:50:00Z".parse().unwrap()),
        url: Some("https://steady.example.org/classes".to_owned()),
    }
}

fn phone(number: &str) -> Phone {
    Phone { number: number.to_owned(), extension: None, kind: None, note: Some("Weekday mornings".to_owned()) }
}

pub(crate) fn organisation(name: &str) -> Organisation {
    Organisation {
        sector: Some(Sector::Voluntary),
        description: Some("<p>Neighbours helping neighbours since <b>1987</b>.</p>".to_owned()),
        email: Some("hello@steady.example.org".to_owned()),
        web: Some("https://steady.example.org/".to_owned()),
        phones: vec![phone("0121 496 0111")],
        identifiers: vec![Identifier { scheme: "GB-CHC".to_owned(), kind: "Charity number".to_owned(), value: "0000001".to_owned() }],
        fictional: true,
        ..Organisation::named(OrganisationId(Uuid::from_u128(9)), name)
    }
}

fn site() -> Site {
    Site {
        id: LocationId(Uuid::from_u128(21)),
        name: Some("Moseley Exchange Hall".to_owned()),
        address: Address::Public(PublicAddress {
            lines: vec!["149 Alcester Road".to_owned()],
            town: Some("Moseley".to_owned()),
            county: None,
            postcode: Some("B13 8JP".to_owned()),
            point: Point::in_uk(52.446, -1.888),
            approximate: false,
        }),
        uprn: None,
        accessibility: vec!["Step-free entrance".to_owned(), "Hearing loop".to_owned()],
        travel: Some("Bus 50 stops outside. Two blue-badge bays.".to_owned()),
        schedules: Vec::new(),
    }
}

fn ordinary() -> Service {
    Service {
        other_names: vec!["Falls prevention class".to_owned()],
        summary: Some("A weekly seated and standing exercise class for people who have fallen or worry that they might.".to_owned()),
        description: Some(
            "A trained instructor leads an hour of gentle exercise.\n\nTea afterwards, and a lift home if you need one.".to_owned(),
        ),
        alert: Some("No class on 24 December.".to_owned()),
        web: Some("https://steady.example.org/classes".to_owned()),
        email: Some("classes@steady.example.org".to_owned()),
        phones: vec![phone("0121 496 0123")],
        schedules: vec![hours::tuesdays()],
        sites: vec![site()],
        areas: vec![
            Area::Gss { code: "E08000025".to_owned(), name: Some("Birmingham".to_owned()) },
            Area::Named("Balsall Heath".to_owned()),
        ],
        sector: Some(Sector::Voluntary),
        referral: vec![ReferralRoute::SelfReferral, ReferralRoute::Gp],
        how_to_get_in: Some("Ring and leave your name, or turn up ten minutes early.".to_owned()),
        delivery: vec![Delivery::Venue],
        ages: Ages { min: Some(60.0), max: None },
        eligibility: Some("Anyone over 60 who feels unsteady.".to_owned()),
        exclusions: Some("Not within six weeks of a hip operation.".to_owned()),
        what_to_bring: Some("Flat shoes and any walking aid.".to_owned()),
        costs: vec![Cost { option: None, amount: Some(2.0), note: Some("a class, tea included".to_owned()) }],
        languages: vec![
            Language { name: "English".to_owned(), code: Some("en".to_owned()) },
            Language { name: "Urdu".to_owned(), code: Some("ur".to_owned()) },
        ],
        checked: Some(Checked { on: date(2026, 11, 10), by: Some("Directory steward".to_owned()), how: Some(CheckedHow::Phone) }),
        fictional: true,
        ..Service::named(id(ORDINARY), "Steady On: strength and balance", organisation("Moseley Good Neighbours"), provenance())
    }
}

fn sensitive() -> Service {
    let hidden = Site { address: Address::Withheld { town: Some("Walsall".to_owned()) }, name: None, ..site() };
    Service {
        sites: vec![hidden],
        sensitive: true,
        phones: vec![phone("0121 496 0199")],
        ..Service::named(id(SENSITIVE), "Juniper House women's refuge", organisation("Juniper House"), provenance())
    }
}

fn hostile() -> Service {
    let text = || Some(MARKUP.to_owned());
    Service {
        summary: text(),
        description: Some(format!("<p>{MARKUP}</p>")),
        alert: text(),
        how_to_get_in: text(),
        eligibility: text(),
        exclusions: text(),
        what_to_bring: text(),
        web: Some("https://example.org/?a=\"><script>".to_owned()),
        languages: vec![Language { name: MARKUP.to_owned(), code: None }],
        ..Service::named(id(HOSTILE), MARKUP, organisation(MARKUP), provenance())
    }
}

pub(crate) fn listing(wanted: ServiceId) -> Option<Listing> {
    let bare =
        |number, name| Service::named(id(number), name, Organisation::named(OrganisationId(Uuid::from_u128(8)), "Somebody"), provenance());
    let service = match wanted.0.as_u128() {
        ORDINARY => ordinary(),
        SENSITIVE => sensitive(),
        HOSTILE => hostile(),
        WITHDRAWN => bare(WITHDRAWN, "Old lunch club"),
        BARE => bare(BARE, "Nothing known club"),
        _ => return None,
    };
    let similar = if wanted == id(ORDINARY) { vec![hit(7)] } else { Vec::new() };
    Some(Listing { withdrawn: wanted == id(WITHDRAWN), service, also: Vec::new(), similar })
}

pub(crate) fn organisation_listing(wanted: OrganisationId) -> Option<OrganisationListing> {
    let name = match wanted.0.as_u128() {
        9 => "Moseley Good Neighbours",
        3 => MARKUP,
        _ => return None,
    };
    Some(OrganisationListing { organisation: organisation(name), services: vec![card(0), card(2)] })
}

const NAMES: [(&str, &str, Sector); 5] = [
    ("Steady On: strength and balance", "Moseley Good Neighbours", Sector::Voluntary),
    ("Falls Prevention Service", "South Birmingham Community Health", Sector::Statutory),
    ("Homeward Personal Alarms", "Homeward Care Ltd", Sector::Private),
    ("Highbury Road Physiotherapy", "Highbury Road Practice", Sector::Independent),
    ("The Carers' Line", "Every Carer", Sector::Voluntary),
];

/// The card of the nth sample.
pub(crate) fn card(number: usize) -> Card {
    let (name, organisation, sector) = NAMES[number % NAMES.len()];
    let kind = number % NAMES.len();
    let at_home = kind == 2;
    let remote = kind == 4;
    Card {
        id: id(number as u128 + 1),
        name: if number < NAMES.len() { name.to_owned() } else { format!("{name} ({number})") },
        organisation: organisation.to_owned(),
        organisation_id: OrganisationId(Uuid::from_u128(9)),
        sector: (kind != 3).then_some(sector),
        summary: (kind != 3).then(|| {
            "A weekly seated and standing exercise class for people who have fallen or worry that they might, with tea afterwards."
                .to_owned()
        }),
        phone: (kind != 3).then(|| phone("0121 496 0123")),
        web: Some("https://steady.example.org/".to_owned()),
        delivery: match kind {
            2 => vec![Delivery::Home],
            4 => vec![Delivery::Phone, Delivery::Online],
            _ => vec![Delivery::Venue],
        },
        referral: match kind {
            1 => vec![ReferralRoute::Gp, ReferralRoute::Professional],
            3 => Vec::new(),
            _ => vec![ReferralRoute::SelfReferral],
        },
        price: [Price::Paid, Price::Free, Price::Paid, Price::Unknown, Price::Free][kind],
        site: (!at_home && !remote).then(|| "Moseley Exchange Hall".to_owned()),
        address: (!at_home && !remote).then(|| "149 Alcester Road, Moseley, B13 8JP".to_owned()),
        postcode: (!at_home && !remote).then(|| "B13 8JP".to_owned()),
        sites: if kind == 1 { 4 } else { u32::from(!at_home && !remote) },
        schedules: Vec::new(),
        nation: Some(Nation::England),
        areas: if at_home { vec!["Sandwell".to_owned()] } else { Vec::new() },
        national: if remote { Nation::ALL.to_vec() } else { Vec::new() },
        needs: vec!["falls".to_owned()],
        capacity: None,
        checked: [Some(date(2026, 11, 10)), Some(date(2026, 1, 10)), None, None, Some(date(2026, 11, 21))][kind],
        status: if kind == 3 { Status::TemporarilyClosed } else { Status::Active },
        fictional: true,
        sensitive: false,
    }
}

/// The nth sample result.
pub(crate) fn hit(number: usize) -> Hit {
    let card = card(number);
    let kind = number % NAMES.len();
    let next = Session { start: datetime(2026, 11, 24, 10, 0, 0, 0), end: None, by_appointment: false };
    Hit {
        metres: card.address.is_some().then_some(1931.0 * f64::from(u32::try_from(number + 1).unwrap())),
        approximate: kind == 3,
        opening: match kind {
            0 => State::Closed { next: Some(next) },
            3 => State::Unknown,
            _ => State::Open { until: Some(datetime(2026, 11, 22, 17, 0, 0, 0)), by_appointment: false },
        },
        reasons: vec![
            Reason::Need("falls".to_owned(), "Falls and staying steady".to_owned()),
            if kind == 4 { Reason::National("the United Kingdom".to_owned()) } else { Reason::Serves("Birmingham".to_owned()) },
            Reason::Words(vec!["balance".to_owned()]),
        ],
        score: 1.0,
        card,
    }
}

fn hostile_hit() -> Hit {
    let mut hit = hit(0);
    hit.card = Card { name: MARKUP.to_owned(), organisation: MARKUP.to_owned(), summary: Some(MARKUP.to_owned()), ..hit.card };
    hit.reasons = vec![Reason::Words(vec![MARKUP.to_owned()]), Reason::Serves(MARKUP.to_owned())];
    hit
}

fn facet(parameter: &'static str, label: &'static str, choices: &[(&str, &str, u64)], ask: &Ask) -> Facet {
    let chosen = |value: &str| ask.chosen.get(parameter).is_some_and(|values| values.iter().any(|one| one == value));
    let choice = |(value, label, count): &(&str, &str, u64)| Choice {
        value: (*value).to_owned(),
        label: (*label).to_owned(),
        count: *count,
        chosen: chosen(value),
    };
    Facet { parameter, label, choices: choices.iter().map(choice).collect(), ..Facet::default() }
}

fn facets(ask: &Ask) -> Vec<Facet> {
    vec![
        facet("open", "When", &[("now", "Open now", 12), ("weekend", "At the weekend", 9)], ask),
        facet("cost", "Cost", &[("free", "Free", 31), ("paid", "There is a cost", 8), ("unknown", "Not known", 4)], ask),
        facet("sector", "Who runs it", &[("statutory", "Public (NHS or council)", 7), ("voluntary", "Charity or community", 1_204)], ask),
        facet("referral", "How to get in", &[("self", "Ask yourself", 22), ("gp", "Through your GP", 5)], ask),
        facet("delivery", "How you get it", &[("venue", "At a place you go to", 22), ("home", "Comes to your home", 5)], ask),
        facet("language", "Language", &[("ur", "Urdu", 2), ("pl", "Polish", 0)], ask),
    ]
}

/// The place of every sample question that names one.
pub(crate) fn place_asked() -> Place {
    Place {
        label: "DY4 7AB".to_owned(),
        precision: Precision::District,
        point: Point::in_uk(52.53, -2.05),
        council: Some("E08000028".to_owned()),
        ward: None,
        lsoa: None,
        nation: Some(Nation::England),
        district: Some("DY4".to_owned()),
        around: Vec::new(),
        remark: Some(Remark::MiddleOf { why: Why::NotListed, postcode: "DY4 7AB".to_owned(), used: "DY4".to_owned() }),
    }
}

fn reading(kind: ReadingKind, value: &str, label: &str) -> Reading {
    Reading { kind, value: value.to_owned(), label: label.to_owned(), words: value.to_owned() }
}

/// Answers by the words asked: `none`, `one`, `hostile`, `broken`, `busy`, `suicide`; anything else gives ten thousand.
pub(crate) fn find(ask: &Ask) -> Result<Found, AppError> {
    let lost = ask.place == "Nowhere";
    let place = (ask.words.ends_with(" Tipton") || !ask.place.is_empty() && !lost).then(place_asked);
    let place_problem = lost.then(|| UnknownPlace(ask.place.clone()));
    let some = |hits: Vec<Hit>, total| Answer { hits, total, facets: facets(ask), ..Answer::default() };
    let first = (ask.page - 1) * ask.per_page;
    let many = |total: usize| (first..(first + ask.per_page).min(total)).map(hit).collect::<Vec<_>>();
    let need = reading(ReadingKind::Need, "falls", "Falls and staying steady");
    let answer = match ask.words.as_str() {
        "none" => Answer { relaxed: Some(Relaxed::WithoutWord("halal".to_owned())), ..some(Vec::new(), 0) },
        "one" => Answer {
            readings: vec![need],
            left_out: vec![
                LeftOut::OtherAges { count: 1, asked: "Age 14".to_owned(), ages: vec!["14".to_owned()] },
                LeftOut::Filter { parameter: "sector", label: "Who runs it", count: 12 },
            ],
            ..some(vec![hit(0)], 1)
        },
        "ten" => some(many(10), 10),
        "hostile" => Answer { corrected: vec![(MARKUP.to_owned(), MARKUP.to_owned())], ..some(vec![hostile_hit()], 1) },
        "broken" => return Err(AppError::Search("segment 7 is unreadable".to_owned())),
        "suicide" => {
            Answer { understood: vec![("self-harm".to_owned(), "Self-harm and thoughts of suicide".to_owned())], ..some(many(3), 3) }
        }
        _ => Answer {
            understood: vec![("falls".to_owned(), "Falls and staying steady".to_owned())],
            corrected: vec![("faling".to_owned(), "falling".to_owned())],
            readings: vec![need, reading(ReadingKind::Spelling, "faling", "falling")],
            ..some(many(10_482), 10_482)
        },
    };
    let mut answer = answer;
    if ask.words.ends_with(" Tipton") {
        answer.readings.insert(0, reading(ReadingKind::Place, "", "DY4 7AB"));
    }
    let (not_read, readings) = answer.readings.into_iter().partition(|one| ask.ignored.has(one.kind, &one.value));
    (answer.readings, answer.not_read) = (readings, not_read);
    let (words, place_in_words) = (ask.words.replace(" Tipton", ""), ask.words.ends_with(" Tipton"));
    Ok(Found { answer, words, place, place_in_words, place_problem, page: ask.page, per_page: ask.per_page })
}

/// A plan in large print under the code of 1, an expired one under that of 2, and nothing under any other.
pub(crate) fn plan(code: &Code) -> Planned {
    if *code == Code::of(2) {
        return Planned::Expired;
    }
    if *code != Code::of(1) {
        return Planned::Unknown;
    }
    Planned::Standing(Plan {
        code: code.clone(),
        services: [ORDINARY, SENSITIVE, WITHDRAWN, 77].map(id).to_vec(),
        layout: Layout::Large,
        made: NOW.parse().unwrap(),
        expires: "2026-12-22T15:00:00Z".parse().unwrap(),
    })
}

pub(crate) fn suggest(text: &str, limit: usize) -> Vec<Suggestion> {
    let suggestion = |kind, text: &str, id: Option<String>| Suggestion { kind, text: text.to_owned(), id };
    let all = vec![
        suggestion(SuggestionKind::Need, "Falls and staying steady", Some("falls".to_owned())),
        suggestion(SuggestionKind::Service, "Falls Prevention Service", Some(id(2).to_string())),
        suggestion(SuggestionKind::Organisation, "Moseley Good Neighbours", Some(Uuid::from_u128(9).to_string())),
        suggestion(SuggestionKind::Place, "Fallings Heath", None),
    ];
    let wanted = |one: &Suggestion| one.text.to_lowercase().contains(&text.to_lowercase());
    all.into_iter().filter(wanted).take(limit).collect()
}

pub(crate) fn sources() -> Vec<SourceSummary> {
    vec![
        SourceSummary {
            key: "demo".to_owned(),
            publisher: Some("Fingerpost demonstration directory".to_owned()),
            licence: Some("CC0-1.0".to_owned()),
            services: 231,
            last_import: Some("2026-11-20T04:00:00Z".parse().unwrap()),
            fictional: true,
        },
        SourceSummary {
            key: "a-council".to_owned(),
            publisher: None,
            licence: None,
            services: 10_251,
            last_import: None,
            fictional: false,
        },
    ]
}
