//! Place: reach or coverage, the national band, and what says it serves elsewhere.

use super::*;
use crate::{finding::answer::Reason, model::sector::Delivery};

fn yoga(service: Service) -> Service {
    with_text("yoga", service)
}

fn remote(service: Service) -> Service {
    Service { delivery: vec![Delivery::Phone], ..service }
}

#[test]
fn a_service_is_found_by_reach_or_by_coverage() {
    let found = |service: Service| Directory::of(vec![yoga(service)]).ask(&question("yoga")).total == 1;
    let withheld = |town: &str| {
        let address = Address::Withheld { town: Some(town.to_owned()) };
        Service { sites: vec![Site { address, ..site("x", 0.0) }], ..service("S") }
    };
    let relaxed_far = 60.0;
    for (case, service, expected) in vec![
        ("within reach, nothing stated", service_at("S", 9.0), true),
        ("out of reach, nothing stated", service_at("S", relaxed_far), false),
        ("out of reach, serves the council", serving(&["E08000030"], service_at("S", relaxed_far)), true),
        ("no site, serves the council", serving(&["E08000030"], service("S")), true),
        ("no site, serves another council", serving(&["E08000025"], service("S")), false),
        ("no site, serves the nation", serving(&["E92000001"], service("S")), true),
        ("no site, serves another nation", serving(&["S92000003"], service("S")), false),
        ("no site, serves the Kingdom", serving(&["K02000001"], service("S")), true),
        ("no site, by phone, nothing stated", remote(service("S")), true),
        ("no site, by phone, for another council", serving(&["E08000025"], remote(service("S"))), false),
        ("no site, nothing stated", service("S"), false),
        ("within reach, serves another council", serving(&["E08000025"], service_at("S", 3.0)), true),
        ("withheld address in the town", withheld("Walsall"), true),
        ("withheld address in another town", withheld("Leeds"), false),
    ] {
        assert_eq!(found(service), expected, "{case}");
    }
}

#[test]
fn local_comes_before_national_and_elsewhere_lower() {
    let directory = Directory::of(vec![
        yoga(serving(&["E08000025"], service_at("Elsewhere", 1.0))),
        yoga(serving(&["E92000001"], service("National"))),
        yoga(serving(&["E08000030"], service_at("Serves", 1.0))),
    ]);
    let answer = directory.ask(&question("yoga"));
    assert_eq!(names(&answer), ["Serves", "Elsewhere", "National"]);
    assert!(answer.hits[0].reasons.contains(&Reason::Serves("Area E08000030".to_owned())));
    assert!(answer.hits[1].reasons.contains(&Reason::ServesElsewhere("Area E08000025".to_owned())));
    assert!(answer.hits[2].reasons.contains(&Reason::National("England".to_owned())));
}

#[test]
fn a_named_area_excludes_nobody() {
    let named = Service { areas: vec![Area::Named("The old borough".to_owned())], ..yoga(service_at("S", 2.0)) };
    let answer = Directory::of(vec![named]).ask(&question("yoga"));
    assert!(!answer.hits[0].reasons.iter().any(|reason| matches!(reason, Reason::ServesElsewhere(_))));
}

#[test]
fn a_place_without_a_point_goes_by_coverage() {
    let directory = Directory::of(vec![
        yoga(serving(&["E08000030"], service_at("Serves", 1.0))),
        yoga(serving(&["E08000025"], service_at("Elsewhere", 1.0))),
    ]);
    let council = Place { point: None, precision: Precision::Council, ..walsall() };
    let answer = directory.ask(&Question { place: Some(council), ..anywhere("yoga") });
    assert_eq!(names(&answer), ["Serves"]);
    assert_eq!(answer.hits[0].metres, None);
}

#[test]
fn a_nation_finds_what_stands_in_it() {
    let mut scottish = site("s", 250.0);
    scottish.address = Address::Public(PublicAddress { postcode: Some("G1 1AA".to_owned()), ..PublicAddress::default() });
    let directory =
        Directory::of(vec![yoga(Service { sites: vec![scottish], ..service("Glasgow") }), yoga(service_at("Walsall Club", 1.0))]);
    let scotland = Place { nation: Some(Nation::Scotland), precision: Precision::Nation, council: None, ..walsall() };
    assert_eq!(directory.names(&Question { place: Some(scotland), ..anywhere("yoga") }), ["Glasgow"]);
}
