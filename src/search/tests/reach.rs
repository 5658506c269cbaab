//! From a service that states where it serves to a postcode inside, on the border and outside: the whole way, with a postcode table.

use super::*;
use crate::{
    finding::{answer::Reason, shape::Shape},
    model::location::Point,
    places::{
        Places,
        import::{Smaller, import},
    },
};
use proptest::prelude::*;
use std::{fs, sync::LazyLock};

/// Two streets of Walsall either side of a ward's border, a street of Birmingham and one of Cardiff.
const POSTCODES: &str = "pcds,lad25cd,wd25cd,lsoa21cd,lat,long\n\
    WS1 1AA,E08000030,E05001316,E01010297,52.58600,-1.98200\n\
    WS1 2AB,E08000030,E05001316,E01010298,52.58600,-1.98000\n\
    WS4 1AD,E08000030,E05001315,E01010299,52.58600,-1.97860\n\
    B13 8AA,E08000025,E05011151,E01009101,52.44000,-1.89000\n\
    CF10 1AA,W06000015,W05001275,W01001939,51.48000,-3.18000\n";

/// Where the border runs between WS1 2AB and WS4 1AD: about 34 metres east of the first, 61 west of the other.
const BORDER: f64 = -1.9795;

static PLACES: LazyLock<Places> = LazyLock::new(|| {
    let home = tempfile::tempdir().unwrap();
    let list = home.path().join("list.csv");
    fs::write(&list, POSTCODES).unwrap();
    import(&list, home.path(), Smaller::Refuse, &mut |_| {}).unwrap();
    Places::open(home.path()).unwrap()
});

fn asking(text: &str) -> Question {
    let place = PLACES.find(text).unwrap_or_else(|| panic!("{text} is not known"));
    Question { place: Some(place), ..anywhere("yoga") }
}

/// A service far from everywhere asked, that serves these areas.
fn afar(areas: Vec<Area>) -> Directory {
    Directory::of(vec![Service { areas, ..with_text("yoga", service_at("S", 200.0)) }])
}

fn gss(code: &str) -> Vec<Area> {
    vec![Area::Gss { code: code.to_owned(), name: None }]
}

fn postcodes(list: &[&str]) -> Vec<Area> {
    vec![Area::Postcodes(list.iter().map(|code| (*code).to_owned()).collect())]
}

fn geojson(text: &str) -> Vec<Area> {
    vec![Area::Polygon { geojson: text.to_owned(), name: None }]
}

/// A box from the west of Walsall to a longitude.
fn west_of(lon: f64) -> Area {
    polygon(&[(52.5, -2.1), (52.5, lon), (52.7, lon), (52.7, -2.1)])
}

#[test]
fn whoever_a_service_says_it_serves_finds_it_from_afar_and_nobody_else() {
    const INSIDE: &str = "WS1 1AA";
    const EDGE: &str = "WS1 2AB";
    const ACROSS: &str = "WS4 1AD";
    const FAR: &str = "B13 8AA";
    const WALES: &str = "CF10 1AA";
    let ring = |west: f64, east: f64| format!("[[{west},52.5],[{east},52.5],[{east},52.7],[{west},52.7],[{west},52.5]]");
    let hole = "[[-1.983,52.585],[-1.981,52.585],[-1.981,52.587],[-1.983,52.587],[-1.983,52.585]]";
    let with_hole = format!(r#"{{"type":"Polygon","coordinates":[{},{hole}]}}"#, ring(-2.1, BORDER));
    let two = format!(
        r#"{{"type":"MultiPolygon","coordinates":[[{}],[{}]]}}"#,
        ring(-2.1, BORDER),
        "[[-3.3,51.4],[-3.1,51.4],[-3.1,51.5],[-3.3,51.5]]"
    );
    let swapped = format!(r#"{{"type":"Polygon","coordinates":[[[52.5,-2.1],[52.5,{BORDER}],[52.7,{BORDER}],[52.7,-2.1]]]}}"#);
    for (case, areas, serves) in [
        ("a council", gss("E08000030"), vec![INSIDE, EDGE, ACROSS]),
        ("a council, small letters", gss(" e08000030 "), vec![INSIDE, EDGE, ACROSS]),
        ("a ward", gss("E05001316"), vec![INSIDE, EDGE]),
        ("the ward across", gss("E05001315"), vec![ACROSS]),
        ("an LSOA", gss("E01010298"), vec![EDGE]),
        ("a region", gss("E12000005"), vec![INSIDE, EDGE, ACROSS, FAR]),
        ("a nation", gss("W92000004"), vec![WALES]),
        ("England and Wales", gss("K04000001"), vec![INSIDE, EDGE, ACROSS, FAR, WALES]),
        ("a postcode area", postcodes(&["ws"]), vec![INSIDE, EDGE, ACROSS]),
        ("a district", postcodes(&["WS1"]), vec![INSIDE, EDGE]),
        ("sectors", postcodes(&["WS1  2", "B13 8"]), vec![EDGE, FAR]),
        ("a whole postcode", postcodes(&["WS1 1AA"]), vec![INSIDE]),
        ("a polygon whose border runs between two streets", vec![west_of(BORDER)], vec![INSIDE, EDGE]),
        ("a polygon that ends a few doors short", vec![west_of(-1.9803)], vec![INSIDE, EDGE]),
        ("a polygon that ends streets away", vec![west_of(-1.9815)], vec![INSIDE]),
        ("a polygon with a hole", geojson(&with_hole), vec![EDGE]),
        ("two polygons", geojson(&two), vec![INSIDE, EDGE, WALES]),
        ("a polygon the wrong way round", geojson(&swapped), vec![INSIDE, EDGE]),
        (
            "a very large polygon",
            vec![polygon(&[(50.0, -6.0), (50.0, 1.9), (56.0, 1.9), (56.0, -6.0)])],
            vec![INSIDE, EDGE, ACROSS, FAR, WALES],
        ),
        ("garbage", geojson("{\"type\":\"Polygon\",\"coordinates\":[[1,2,3]]}"), vec![]),
        ("a name", vec![Area::Named("Walsall".to_owned())], vec![]),
    ] {
        let directory = afar(areas);
        let found = [INSIDE, EDGE, ACROSS, FAR, WALES].into_iter().filter(|place| directory.ask(&asking(place)).total == 1);
        assert_eq!(found.collect::<Vec<_>>(), serves, "{case}");
    }
}

#[test]
fn what_is_near_is_found_whatever_it_says_and_says_what_it_says() {
    let near = |areas| Directory::of(vec![Service { areas, ..with_text("yoga", service_at("S", 1.0)) }]);
    let reason = |areas: Vec<Area>, place: &str| {
        let answer = near(areas).ask(&asking(place));
        assert_eq!(answer.total, 1, "{place}");
        let hit = answer.hits.into_iter().next().unwrap();
        hit.reasons.into_iter().find(|reason| !matches!(reason, Reason::Words(_)))
    };
    let serves = |label: &str| Some(Reason::Serves(label.to_owned()));
    let elsewhere = Some(Reason::ServesElsewhere(String::new()));
    for (case, areas, place, expected) in [
        ("inside a border", vec![west_of(BORDER)], "WS1 1AA", serves("WS1 1AA")),
        ("in the street across it", vec![west_of(BORDER)], "WS4 1AD", elsewhere.clone()),
        ("in the ward across the street", gss("E05001316"), "WS4 1AD", elsewhere.clone()),
        ("a district that the border crosses", vec![west_of(BORDER)], "WS4", None),
        ("a ward, asked for a town", gss("E05001315"), "Walsall", None),
        ("a code no table knows", gss("E05999999"), "WS1 1AA", None),
        ("garbage", geojson("[]"), "WS1 1AA", None),
    ] {
        assert_eq!(reason(areas, place), expected, "{case}");
    }
}

#[test]
fn both_sides_of_a_council_border_find_what_stands_there() {
    let directory = Directory::of(vec![
        with_text("yoga", serving(&["E08000030"], service_at("Walsall Yoga", 0.3))),
        with_text("yoga", serving(&["E08000025"], service_at("Birmingham Yoga", 0.2))),
    ]);
    assert_eq!(directory.names(&asking("WS1 1AA")), ["Walsall Yoga", "Birmingham Yoga"]);
    let across = Place { council: Some("E08000025".to_owned()), ..PLACES.find("WS1 1AA").unwrap() };
    assert_eq!(directory.names(&Question { place: Some(across), ..anywhere("yoga") }), ["Birmingham Yoga", "Walsall Yoga"]);
}

#[test]
fn many_places_and_areas_are_one_result_at_the_nearest_place() {
    let sites = vec![site("s", 60.0), site("s", 4.0), site("s", 2.0)];
    let areas = vec![west_of(BORDER), Area::Postcodes(vec!["B13".to_owned()])];
    let directory = Directory::of(vec![with_text("yoga", Service { sites, areas, ..service("S") })]);
    for (place, miles) in [("WS1 1AA", Some(2.0)), ("WS4 1AD", Some(2.0)), ("B13 8AA", None)] {
        let answer = directory.ask(&asking(place));
        assert_eq!((answer.total, answer.hits.len()), (1, 1), "{place}");
        let found = answer.hits[0].metres.unwrap() / 1_609.344;
        assert!(miles.is_none_or(|miles: f64| (found - miles).abs() < 0.2), "{place}: {found}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn a_postcode_finds_from_afar_exactly_the_borders_around_it(
        corners in prop::collection::vec(prop::collection::vec((52.4..52.7_f64, -2.2..-1.7_f64), 3..8), 1..12), lat in 52.4..52.7_f64, lon in -2.2..-1.7_f64,
    ) {
        let point = Point { lat, lon };
        let areas: Vec<Area> = corners.iter().map(|corners| polygon(corners)).collect();
        let serves = |area: &Area| {
            let Area::Polygon { geojson, .. } = area else { return false };
            Shape::read(geojson).is_ok_and(|shape| shape.holds(point) || shape.metres_to_border(point) <= 50.0)
        };
        // Borders are kept to about a metre.
        let Some(certain) = areas.iter().map(|area| match area {
            Area::Polygon { geojson, .. } => Shape::read(geojson).map_or(50.0, |shape| shape.metres_to_border(point)),
            _ => 0.0,
        }).reduce(f64::min) else { return Ok(()) };
        prop_assume!((certain - 50.0).abs() > 2.0);
        let services = areas.iter().enumerate().map(|(at, area)| Service { areas: vec![area.clone()], ..with_text("yoga", service_at(&format!("S{at:02}"), 200.0)) });
        let directory = Directory::of(services.collect());
        let place = Place { point: Some(point), ..PLACES.find("WS1 1AA").unwrap() };
        let expected: Vec<String> = areas.iter().enumerate().filter(|(_, area)| serves(area)).map(|(at, _)| format!("S{at:02}")).collect();
        let mut found = directory.names(&Question { place: Some(place), ..anywhere("yoga") });
        found.sort();
        prop_assert_eq!(found, expected);
    }
}
