//! Pairs as they come in real feeds, made up.

use super::*;
use crate::model::{
    contact::Phone,
    id::{LocationId, OrganisationId, ServiceId, derive},
    location::{Address, Point, PublicAddress, Site},
    need::{Evidence, NeedTag},
    organisation::{Identifier, Organisation},
    provenance::Provenance,
    service::Service,
};
use crate::places::postcode::Postcode;
use sha2::{Digest, Sha256};
use std::{collections::HashMap, path::Path};

/// A record of a source: name, postcode, and where it lies.
fn record(source: &str, name: &str, line: &str, postcode: &str, point: Option<(f64, f64)>) -> Service {
    let provenance =
        Provenance { source: source.to_owned(), native_id: name.to_owned(), publisher: None, licence: None, modified: None, url: None };
    let organisation = Organisation::named(OrganisationId(derive(source, "organisation", name)), "Somebody");
    let mut service = Service::named(ServiceId(derive(source, "service", name)), name, organisation, provenance);
    let address = PublicAddress {
        lines: vec![line.to_owned()],
        postcode: Some(postcode.to_owned()),
        point: point.map(|(lat, lon)| Point { lat, lon }),
        ..PublicAddress::default()
    };
    service.sites.push(Site {
        id: LocationId(derive(source, "location", name)),
        name: None,
        address: Address::Public(address),
        uprn: None,
        accessibility: Vec::new(),
        travel: None,
        schedules: Vec::new(),
    });
    service
}

fn with_need(mut service: Service, code: &str) -> Service {
    service.needs.push(NeedTag { code: code.to_owned(), evidence: Evidence::Mapping });
    service
}

fn with_number(mut service: Service, scheme: &str, value: &str) -> Service {
    service.organisation.identifiers.push(Identifier { scheme: scheme.to_owned(), kind: scheme.to_owned(), value: value.to_owned() });
    service
}

fn with_phone(mut service: Service, number: &str) -> Service {
    service.phones = Phone::read_all(number);
    service
}

fn weigh(one: &Service, other: &Service) -> Score {
    let both = [Traits::of(one), Traits::of(other)];
    score(&both[0], &both[1], &Crowd::of(&both))
}

#[test]
fn one_library_in_two_lists_is_one() {
    let one = with_need(record("a", "Acocks Green Library", "Shirley Road", "B27 7XH", None), "library");
    let other = with_need(record("b", "Acocks Green", "Shirley Road, Acocks Green", "B27 7XH", None), "library");
    assert_eq!(weigh(&one, &other).verdict, Verdict::Certain, "{:?}", weigh(&one, &other));
    let same_source = Service { provenance: one.provenance.clone(), ..other };
    assert!(weigh(&one, &same_source).verdict < Verdict::Certain, "a source's own two records are never joined by rule");
}

#[test]
fn a_librarys_own_warm_space_is_the_library_and_its_rhyme_time_is_not() {
    let library = with_need(record("a", "Acocks Green Library", "Shirley Road", "B27 7XH", None), "library");
    let warm = with_need(record("b", "Acocks Green Library Warm Space", "Shirley Road", "B27 7XH", None), "warm-space");
    assert_eq!(weigh(&library, &warm).verdict, Verdict::Certain, "{:?}", weigh(&library, &warm));
    for name in ["Baby rhyme time", "Acocks Green Library baby rhyme time and singing", "Knit and natter at Acocks Green Library"] {
        let inside = with_need(record("b", name, "Shirley Road", "B27 7XH", None), "baby-toddler");
        assert_eq!(weigh(&library, &inside).verdict, Verdict::Apart, "{name}: {:?}", weigh(&library, &inside));
    }
}

#[test]
fn a_warm_space_in_a_church_waits_for_a_person() {
    let church = record("a", "St Mary's Church", "Church Road", "B13 8QB", None);
    let warm = with_need(record("b", "Saint Marys Church", "Church Rd", "B13 8QB", None), "warm-space");
    assert_eq!(weigh(&church, &warm).verdict, Verdict::Likely, "{:?}", weigh(&church, &warm));
}

#[test]
fn one_number_of_a_place_with_a_new_name_waits_for_a_person() {
    let one = with_number(record("a", "Lords Pharmacy", "61 The Guineas", "CB8 8EQ", None), "GB-NHS", "FA512");
    let other = with_number(record("b", "Well Pharmacy", "Unit 61", "CB8 8EQ", None), "GB-NHS", "5PP FA512");
    assert_eq!(weigh(&one, &other).verdict, Verdict::Likely, "{:?}", weigh(&one, &other));
    let code = with_number(record("b", "Lords Pharmacy", "61 The Guineas", "CB8 8EQ", None), "GB-NHS", "FXX01");
    assert_eq!(weigh(&one, &code).verdict, Verdict::Likely, "{:?}", weigh(&one, &code));
}

#[test]
fn branches_of_one_charity_are_several() {
    let here = with_number(record("a", "Age Concern Day Centre", "1 High Street", "M1 1AA", Some((53.48, -2.24))), "GB-CHC", "123456");
    let there = with_number(record("b", "Age Concern Day Centre", "9 Low Street", "OL1 1AA", Some((53.54, -2.12))), "GB-CHC", "123456");
    assert!(weigh(&here, &there).verdict < Verdict::Certain, "{:?}", weigh(&here, &there));
    let other = with_number(record("b", "Age Concern Day Centre", "1 High Street", "M1 1AA", None), "GB-CHC", "654321");
    assert!(weigh(&here, &other).verdict < Verdict::Certain, "different charities: {:?}", weigh(&here, &other));
}

#[test]
fn the_same_name_in_another_town_is_another_service() {
    let one = with_need(record("a", "Central Library", "High Street", "WA1 1AA", Some((53.39, -2.59))), "library");
    let other = with_need(record("b", "Central Library", "High Street", "CV1 1AA", Some((52.41, -1.51))), "library");
    assert_eq!(weigh(&one, &other).verdict, Verdict::Apart, "{:?}", weigh(&one, &other));
}

#[test]
fn a_switchboard_tells_little() {
    let at = |source: &str, name: &str| with_phone(record(source, name, "Town Hall", "B1 1BB", None), "0121 496 0000");
    let (one, other) = (at("a", "Home care team"), at("b", "Blue badge team"));
    let traits: Vec<Traits> = (0..12).map(|n| Traits::of(&at("c", &format!("Team {n}")))).collect();
    let found = score(&Traits::of(&one), &Traits::of(&other), &Crowd::of(&traits));
    assert!(found.reasons.contains(&Reason::SharedPhone), "{found:?}");
    assert_eq!(found.verdict, Verdict::Apart, "{found:?}");
}

#[test]
fn sounds_and_spellings_are_one_name() {
    for (one, other) in [
        ("Brierfield Pharmacy", "Brierfeild Pharmacy"),
        ("St. Peter's Community Ctr", "Saint Peters Community Centre"),
        ("Kathryn House Care Home", "Catherine House Care Home"),
    ] {
        let (a, b) = (record("a", one, "1 Road", "B1 1AA", None), record("b", other, "1 Road", "B1 1AA", None));
        let found = weigh(&a, &b);
        assert!(found.verdict >= Verdict::Likely, "{one} / {other}: {found:?}");
    }
}

#[test]
fn groups_and_numbers_in_names_keep_services_apart() {
    let (one, other) =
        (record("a", "1st Moseley Scouts", "Hall Lane", "B13 8AA", None), record("b", "2nd Moseley Scouts", "Hall Lane", "B13 8AA", None));
    assert!(weigh(&one, &other).verdict < Verdict::Certain, "{:?}", weigh(&one, &other));
}

#[test]
fn every_reason_has_a_word_of_its_own() {
    for register in Register::ALL {
        for reason in [Reason::SameNumber(register), Reason::OtherNumber(register)] {
            assert_eq!(Reason::of_word(&reason.word()), Some(reason));
        }
    }
    assert_eq!(Reason::of_word("same-phone"), Some(Reason::SamePhone));
    assert_eq!(Reason::of_word("nonsense"), None);
}

#[test]
fn pairs_are_found_without_comparing_all_with_all() {
    let mut services: Vec<Service> =
        (0..2_000).map(|n| record("a", &format!("Club number{n}"), "Somewhere", &format!("ZE{} {}AA", n / 9, n % 9 + 1), None)).collect();
    services.push(record("b", "Number7 club", "Somewhere", "ZE0 8AA", None));
    let traits: Vec<Traits> = services.iter().map(Traits::of).collect();
    let found = pairs(&traits, &Crowd::of(&traits));
    assert!(found.contains(&(7, 2_000)));
    assert!(found.len() < 10_000, "{} pairs of two million", found.len());
}

/// The records with those that may not be published here, where their publisher's file is at hand; and whether it is.
fn records() -> (String, bool) {
    let ours = include_str!("../../data/duplicates/records.csv").to_owned();
    let Ok(shared) = std::env::var("FINGERPOST_SHARED") else { return (ours, false) };
    let file = Path::new(&shared).join("data/voluntary/warm_spaces_uk_2026-08-17.csv.gz");
    let Ok(file) = std::fs::File::open(&file) else { return (ours, false) };
    eprintln!("real data: warm spaces, for the pairs of records");
    let mut theirs = csv::Reader::from_reader(flate2::read::GzDecoder::new(file));
    let theirs: HashMap<String, HashMap<String, String>> = theirs
        .deserialize()
        .map(|row: Result<HashMap<String, String>, csv::Error>| {
            let row = row.unwrap();
            let found_by = labelled::FOUND_BY.map(|column| row[column].as_str()).join("|");
            let hash = Sha256::digest(found_by.as_bytes()).iter().take(6).fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
            (hash, row)
        })
        .collect();
    let mut reader = csv::Reader::from_reader(ours.as_bytes());
    let mut whole = csv::Writer::from_writer(Vec::new());
    let columns = reader.headers().unwrap().clone();
    whole.write_record(&columns).unwrap();
    for row in reader.records() {
        let row = row.unwrap();
        let known = theirs.get(row.get(16).unwrap()).filter(|_| row.get(2) == Some(""));
        let filled = |(at, was): (usize, &str)| match (known, &columns[at]) {
            (Some(known), "name" | "organisation") => known["title"].clone(),
            (Some(known), "postcode") => postcode(known).unwrap_or_default(),
            (Some(known), "lines") if postcode(known).is_none() => known["address"].replace(", ", ";"),
            (Some(known), point @ ("lat" | "lon")) if postcode(known).is_none() => known[point].clone(),
            (Some(_), "native") => String::new(),
            _ => was.to_owned(),
        };
        whole.write_record(row.iter().enumerate().map(filled)).unwrap();
    }
    (String::from_utf8(whole.into_inner().unwrap()).unwrap(), true)
}

/// The postcode of a warm space: in its own column, or among its address.
fn postcode(row: &HashMap<String, String>) -> Option<String> {
    let stated = Postcode::parse(&row["postcode"]).filter(Postcode::is_full);
    stated.or_else(|| Postcode::find_in(&row["address"])).map(|postcode| postcode.to_string())
}

#[test]
fn the_rules_hold_against_pairs_that_a_person_has_read() {
    let (records, whole) = records();
    let tables = labelled::Tables {
        records: &records,
        pairs: include_str!("../../data/duplicates/pairs.csv"),
        shared: include_str!("../../data/duplicates/shared.csv"),
    };
    let measured = labelled::measure(tables).unwrap();
    eprintln!(
        "{} pairs ({} one, {} two): precision of what is joined {:.3}, recall {:.3} (joined {:.3}), precision of the queue {:.3}",
        measured.same + measured.apart,
        measured.same,
        measured.apart,
        measured.precision(),
        measured.recall(),
        measured.joined(),
        measured.queue_precision()
    );
    measured.wrong.iter().for_each(|line| eprintln!("  {line}"));
    let least = if whole { 200 } else { 100 };
    assert!(measured.same >= least && measured.apart >= least, "too few pairs: {}, {}", measured.same, measured.apart);
    assert_eq!(measured.left_out == 0, whole);
    assert!(measured.precision() >= 0.99 && measured.recall() >= 0.9 && measured.joined() >= 0.7, "{measured:#?}");
}

#[test]
fn a_broken_label_is_named() {
    let tables = |pairs| labelled::Tables { records: include_str!("../../data/duplicates/records.csv"), pairs, shared: "held,holders\n" };
    assert!(labelled::measure(tables("one,other,same,kind\nx,y,yes,z\n")).unwrap_err().contains("line 2: there is no record x"));
    assert!(labelled::measure(tables("one,other\nx,y\n")).is_err());
}
