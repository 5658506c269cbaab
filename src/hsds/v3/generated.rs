//! Services made up by proptest: every field, every variant, texts with awkward characters.

use crate::model::{
    audience::Audience,
    contact::{Contact, Link, Phone},
    cost::Cost,
    coverage::Area,
    id::{LocationId, OrganisationId, ServiceId},
    location::{Address, Point, PublicAddress, Site},
    need::{Evidence, NeedTag, Term},
    organisation::{Identifier, Organisation},
    private::{HiddenAddress, Private, Professional},
    provenance::{Checked, CheckedHow, Provenance},
    schedule::{self, BankHolidays, Repeats, Schedule},
    sector::{Delivery, Gender, Nation, ReferralRoute, Sector, Status},
    service::{Ages, Capacity, CapacityState, Language, Service},
};
use jiff::{
    Timestamp,
    civil::{Date, Time, Weekday},
};
use proptest::{collection::vec, option, prelude::*, sample::select};
use uuid::Uuid;

/// Text as publishers write it: never empty, never with white space around it.
fn text() -> impl Strategy<Value = String> {
    "[A-Za-z0-9é£<&;,'\"{}\\[\\]-]([A-Za-z0-9é£ <>&;:,.'\"\n#-]{0,24}[A-Za-z0-9é£.>;-])?"
}

fn maybe_text() -> impl Strategy<Value = Option<String>> {
    option::of(text())
}

fn id() -> impl Strategy<Value = Uuid> {
    any::<u128>().prop_map(Uuid::from_u128)
}

fn web() -> impl Strategy<Value = Option<String>> {
    option::of(
        "[a-z]{1,8}(\\.[a-z]{2,5}){1,2}(/[a-zA-Z0-9|%?#=\\[-]{0,9})?"
            .prop_filter_map("a web address", |text| crate::model::contact::web(&text)),
    )
}

fn email() -> impl Strategy<Value = Option<String>> {
    option::of("[a-z]{1,8}(\\.[a-z]{1,5})?@[a-z]{1,8}\\.org\\.uk")
}

fn date() -> impl Strategy<Value = Date> {
    (2000i16..2100, 1i8..=12, 1i8..=28).prop_map(|(year, month, day)| jiff::civil::date(year, month, day))
}

fn time() -> impl Strategy<Value = Option<Time>> {
    option::of((0i8..24, 0i8..60, select(vec![0i8, 30])).prop_map(|(hour, minute, second)| jiff::civil::time(hour, minute, second, 0)))
}

fn phone() -> impl Strategy<Value = Phone> {
    let number = "(0[1-9][0-9]{8,9}|[1-9][0-9]{2,5}|\\+1[0-9]{9})".prop_filter_map("a number", |text| Phone::read(&text));
    (number, option::of("[0-9]{1,5}"), option::of(select(vec!["voice", "fax", "text"])), maybe_text())
        .prop_map(|(phone, extension, kind, note)| Phone { number: phone.number, extension, kind: kind.map(str::to_owned), note })
}

fn links() -> impl Strategy<Value = Vec<Link>> {
    let link = (web(), maybe_text()).prop_filter_map("a link", |(url, label)| Some(Link { label, url: url? }));
    vec(link, 0..3)
}

fn contact() -> impl Strategy<Value = Contact> {
    (maybe_text(), maybe_text(), email(), vec(phone(), 0..2)).prop_map(|(title, department, email, phones)| Contact {
        title,
        department,
        email,
        phones,
    })
}

fn organisation() -> impl Strategy<Value = Organisation> {
    let names = (id(), text(), vec(text(), 0..3), maybe_text(), email(), web());
    let identifier = (text(), text(), text()).prop_map(|(scheme, kind, value)| Identifier { scheme, kind, value });
    let rest = (links(), vec(phone(), 0..2), option::of(select(Sector::ALL)), vec(identifier, 0..2), any::<bool>());
    (names, rest).prop_map(|((id, name, other_names, description, email, web), (links, phones, sector, identifiers, fictional))| {
        Organisation { id: OrganisationId(id), name, other_names, description, email, web, links, phones, sector, identifiers, fictional }
    })
}

fn weekday() -> impl Strategy<Value = Weekday> {
    (1i8..=7).prop_filter_map("a weekday", |day| Weekday::from_monday_one_offset(day).ok())
}

fn nth() -> impl Strategy<Value = i8> {
    select(vec![-2i8, -1, 1, 2, 3, 4, 5])
}

fn repeats() -> impl Strategy<Value = Repeats> {
    prop_oneof![
        Just(Repeats::Unknown),
        (vec(weekday(), 1..4), 1u8..5, option::of(date())).prop_map(|(days, every, from)| Repeats::Weekly { days, every, from }),
        vec((nth(), weekday()), 1..3).prop_map(Repeats::MonthlyByDay),
        vec(select((1i8..=31).chain(-31..=-1).collect::<Vec<_>>()), 1..3).prop_map(Repeats::MonthlyByDate),
        date().prop_map(Repeats::Once),
    ]
}

fn schedule() -> impl Strategy<Value = Schedule> {
    let term = option::of(select(vec![schedule::Term::TermTime, schedule::Term::SchoolHolidays]));
    let bank_holidays = option::of(select(vec![BankHolidays::Open, BankHolidays::Closed]));
    let when = (repeats(), time(), time(), option::of(date()), option::of(date()));
    (when, term, bank_holidays, any::<bool>(), maybe_text()).prop_map(
        |((repeats, opens, closes, valid_from, valid_to), term, bank_holidays, by_appointment, note)| Schedule {
            repeats,
            opens,
            closes,
            valid_from,
            valid_to,
            term,
            bank_holidays,
            by_appointment,
            note,
        },
    )
}

fn point() -> impl Strategy<Value = Point> {
    (49.0f64..61.2, -9.0f64..2.5).prop_map(|(lat, lon)| Point { lat, lon })
}

/// A public address; the county sometimes repeats the town, as for Durham.
fn public_address() -> impl Strategy<Value = PublicAddress> {
    let postcode = option::of("[A-Z]{1,2}[0-9]{1,2}( [0-9][A-Z]{2})?");
    let county = option::of(prop_oneof![text(), Just("Durham".to_owned()), Just("United Kingdom".to_owned())]);
    let town = option::of(prop_oneof![text(), Just("Durham".to_owned())]);
    (vec(text(), 0..4), town, county, postcode, option::of(point()), any::<bool>())
        .prop_map(|(lines, town, county, postcode, point, approximate)| PublicAddress { lines, town, county, postcode, point, approximate })
}

fn site() -> impl Strategy<Value = Site> {
    let address = prop_oneof![
        3 => public_address().prop_map(Address::Public),
        1 => maybe_text().prop_map(|town| Address::Withheld { town }),
    ];
    let about = (id(), maybe_text(), address, option::of("[0-9]{12}"));
    (about, vec(text(), 0..3), maybe_text(), vec(schedule(), 0..3)).prop_map(
        |((id, name, address, uprn), accessibility, travel, schedules)| {
            let told = matches!(address, Address::Public(_));
            let (name, uprn, travel) = (name.filter(|_| told), uprn.filter(|_| told), travel.filter(|_| told));
            Site { id: LocationId(id), name, address, uprn, accessibility, travel, schedules }
        },
    )
}

fn area() -> impl Strategy<Value = Area> {
    let polygon = Just(r#"{"type":"Polygon","coordinates":[[[-1.9,52.4],[-1.8,52.4],[-1.8,52.5],[-1.9,52.4]]]}"#.to_owned());
    prop_oneof![
        ("[EWSN][0-9]{8}", maybe_text()).prop_map(|(code, name)| Area::Gss { code, name }),
        vec("[A-Z]{1,2}[0-9]{1,2}( [0-9])?", 1..4).prop_map(Area::Postcodes),
        (polygon, maybe_text()).prop_map(|(geojson, name)| Area::Polygon { geojson, name }),
        text().prop_map(Area::Named),
    ]
}

fn need() -> impl Strategy<Value = NeedTag> {
    let evidence = prop_oneof![
        Just(Evidence::Publisher),
        Just(Evidence::Mapping),
        text().prop_map(Evidence::Text),
        text().prop_map(Evidence::Term),
        text().prop_map(Evidence::MappedText)
    ];
    ("[a-z]{2,8}(-[a-z]{2,8})?", evidence).prop_map(|(code, evidence)| NeedTag { code, evidence })
}

fn term() -> impl Strategy<Value = Term> {
    let uri = option::of("https?://id\\.esd\\.org\\.uk/service/[0-9]{1,4}");
    let link_type = option::of(prop_oneof![text(), Just("need".to_owned()), Just("audience".to_owned())]);
    (link_type, maybe_text(), maybe_text(), text(), uri, maybe_text()).prop_map(|(link_type, taxonomy, code, name, uri, label)| Term {
        link_type,
        taxonomy,
        code,
        name,
        uri,
        label,
    })
}

fn money() -> impl Strategy<Value = Option<f64>> {
    option::of(prop_oneof![Just(0.0), (0u32..100_000).prop_map(|pence| f64::from(pence) / 100.0), 0.0f64..1e6])
}

fn cost() -> impl Strategy<Value = Cost> {
    (maybe_text(), money(), maybe_text()).prop_map(|(option, amount, note)| Cost { option, amount, note })
}

fn capacity() -> impl Strategy<Value = Capacity> {
    (select(CapacityState::ALL), option::of(0.0f64..200.0), maybe_text(), option::of(date()), option::of(date()))
        .prop_map(|(state, wait_weeks, note, as_of, expires)| Capacity { state, wait_weeks, note, as_of, expires })
}

fn checked() -> impl Strategy<Value = Checked> {
    (date(), maybe_text(), option::of(select(CheckedHow::ALL))).prop_map(|(on, by, how)| Checked { on, by, how })
}

fn provenance() -> impl Strategy<Value = Provenance> {
    let modified = option::of((0i64..4_000_000_000, 0i32..1_000_000_000).prop_filter_map("a moment", |(s, ns)| Timestamp::new(s, ns).ok()));
    (text(), text(), maybe_text(), maybe_text(), modified, web()).prop_map(|(source, native_id, publisher, licence, modified, url)| {
        Provenance { source, native_id, publisher, licence, modified, url }
    })
}

/// Fills a group of fields of the services a strategy makes (a tuple of strategies cannot hold them all at once).
macro_rules! fill {
    ($services:expr, $($field:ident : $strategy:expr),+ $(,)?) => {
        ($services, ($($strategy),+,)).prop_map(|(service, ($($field),+,))| Service { $($field),+, ..service })
    };
}

/// A service with any of its fields.
pub(crate) fn service() -> impl Strategy<Value = Service> {
    let named = (id(), text(), organisation(), provenance())
        .prop_map(|(id, name, organisation, provenance)| Service::named(ServiceId(id), name, organisation, provenance));
    let words = fill! {
        named, other_names: vec(text(), 0..3), summary: maybe_text(), description: maybe_text(), status: select(Status::ALL),
        alert: maybe_text(), web: web(), email: email(), how_to_get_in: maybe_text(), eligibility: maybe_text(),
    };
    let more_words = fill! {
        words, exclusions: maybe_text(), what_to_bring: maybe_text(), interpreters: maybe_text(), faith: maybe_text(),
        accreditations: maybe_text(), gender: option::of(select(Gender::ALL)), capacity: option::of(capacity()),
        checked: option::of(checked()), review_days: option::of(1u32..1000),
    };
    let lists = fill! {
        more_words, phones: vec(phone(), 0..3), contacts: vec(contact(), 0..3), schedules: vec(schedule(), 0..4),
        sites: vec(site(), 0..3), areas: vec(area(), 0..3), needs: vec(need(), 0..3), terms: vec(term(), 0..3), costs: vec(cost(), 0..3),
    };
    fill! {
        lists, national: vec(select(Nation::ALL), 0..3), sector: option::of(select(Sector::ALL)),
        referral: vec(select(ReferralRoute::ALL), 0..3), delivery: vec(select(Delivery::ALL), 0..3),
        audiences: vec(select(Audience::ALL), 0..3), sensitive: any::<bool>(), fictional: any::<bool>(), ages: ages(),
        languages: vec(language(), 0..3), links: links(),
    }
}

fn ages() -> impl Strategy<Value = Ages> {
    (option::of(0.1f64..99.0), option::of(0.1f64..99.0)).prop_map(|(min, max)| Ages::clean(min, max))
}

fn language() -> impl Strategy<Value = Language> {
    (text(), option::of("[a-z]{2,3}")).prop_map(|(name, code)| Language { name, code })
}

/// A private part with any of its fields.
pub(super) fn private() -> impl Strategy<Value = Private> {
    let professional = (text(), email(), maybe_text()).prop_map(|(phone, email, notes)| Professional { phone: Some(phone), email, notes });
    let hidden = (id(), maybe_text(), public_address()).prop_map(|(location, name, address)| HiddenAddress {
        location: LocationId(location),
        name,
        address,
    });
    (option::of(professional), vec(hidden, 0..3)).prop_map(|(professional, hidden)| Private { professional, hidden })
}
