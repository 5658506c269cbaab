//! Areas as publishers state them against places as they are known.

use super::*;
use crate::model::location::Point;

fn place(precision: Precision, label: &str) -> Place {
    let postcode = precision == Precision::Postcode;
    Place {
        label: label.to_owned(),
        precision,
        point: Some(Point { lat: 52.44, lon: -1.89 }),
        council: Some("E08000025".to_owned()),
        ward: postcode.then(|| "E05011118".to_owned()),
        lsoa: postcode.then(|| "E01009101".to_owned()),
        nation: Some(Nation::England),
        around: Vec::new(),
        district: (precision != Precision::Town).then(|| "B13".to_owned()),
        remark: None,
    }
}

fn judge(words: &[impl AsRef<str>], place: &Place) -> Verdict {
    let serving = words_serving(place);
    words.iter().map(|word| Said::by(word.as_ref(), place, &serving)).fold(Said::default(), |all, one| all | one).verdict()
}

#[test]
fn stated_areas_are_judged_by_what_is_known_of_the_place() {
    let postcode = place(Precision::Postcode, "B13 8AA");
    let sector = place(Precision::Sector, "B13 8");
    let town = place(Precision::Town, "Moseley");
    let unknown_council = Place { council: None, ..place(Precision::Town, "Moseley") };
    for (words, at, expected) in [
        (vec![], &postcode, Verdict::NotStated),
        (vec!["E08000025"], &postcode, Verdict::Local),
        (vec!["E08000030"], &postcode, Verdict::Elsewhere),
        (vec!["E08000030"], &unknown_council, Verdict::NotStated),
        (vec!["E08000030", "?"], &postcode, Verdict::NotStated),
        (vec!["E08999999"], &postcode, Verdict::NotStated),
        (vec!["E10000028"], &postcode, Verdict::Elsewhere),
        (vec!["E12000005"], &postcode, Verdict::Local),
        (vec!["E12000001"], &postcode, Verdict::Elsewhere),
        (vec!["E47000007"], &postcode, Verdict::NotStated),
        (vec!["E92000001"], &postcode, Verdict::National),
        (vec!["S92000003"], &postcode, Verdict::Elsewhere),
        (vec!["UK"], &postcode, Verdict::National),
        (vec!["pc:B"], &postcode, Verdict::Local),
        (vec!["pc:B13"], &postcode, Verdict::Local),
        (vec!["pc:B13 8"], &postcode, Verdict::Local),
        (vec!["pc:B13 8AA"], &postcode, Verdict::Local),
        (vec!["pc:B13 8AB"], &postcode, Verdict::Elsewhere),
        (vec!["pc:B13 8AB"], &sector, Verdict::NotStated),
        (vec!["pc:B13 9"], &sector, Verdict::Elsewhere),
        (vec!["pc:B13 9"], &postcode, Verdict::Elsewhere),
        (vec!["pc:B1"], &postcode, Verdict::Elsewhere),
        (vec!["E05011118"], &postcode, Verdict::Local),
        (vec!["E05000932"], &postcode, Verdict::Elsewhere),
        (vec!["E05999999"], &postcode, Verdict::NotStated),
        (vec!["E05000932"], &town, Verdict::NotStated),
        (vec!["E01009101"], &postcode, Verdict::Local),
        (vec!["E01009102"], &postcode, Verdict::Elsewhere),
        (vec!["E01009102"], &town, Verdict::NotStated),
        (vec!["S01006506"], &postcode, Verdict::NotStated),
        (vec!["pc:B14"], &town, Verdict::NotStated),
    ] {
        assert_eq!(judge(&words, at), expected, "{words:?} for {}", at.label);
    }
}

#[test]
fn a_councils_old_codes_and_its_county_hold_its_places() {
    let at = |council: &str| Place { council: Some(council.to_owned()), ..place(Precision::Town, "there") };
    for (code, council, expected) in [
        ("E08000019", "E08000039", Verdict::Local),
        ("E07000026", "E06000063", Verdict::Local),
        ("E08000019", "E08000025", Verdict::Elsewhere),
        ("E10000016", "E07000105", Verdict::Local),
        ("E10000016", "E06000035", Verdict::Elsewhere),
    ] {
        assert_eq!(judge(&[code], &at(council)), expected, "{code} in {council}");
    }
}

/// A square whose north side runs so many metres south of the place.
fn square(metres_south: f64) -> Vec<String> {
    let north = 52.44 - metres_south / 111_195.0;
    let corners = [(-1.95, 52.40), (-1.85, 52.40), (-1.85, north), (-1.95, north)].map(|(lon, lat)| format!("[{lon},{lat}]"));
    of_polygon(&format!(r#"{{"type":"Polygon","coordinates":[[{}]]}}"#, corners.join(",")))
}

#[test]
fn a_border_is_exact_for_a_postcode_and_open_for_what_may_reach_across() {
    let postcode = place(Precision::Postcode, "B13 8AA");
    let district = place(Precision::District, "B13");
    let nowhere = Place { point: None, ..place(Precision::Postcode, "B13 8AA") };
    for (case, metres, at, expected) in [
        ("inside", -500.0, &postcode, Verdict::Local),
        ("a street outside", 40.0, &postcode, Verdict::Local),
        ("two streets outside", 120.0, &postcode, Verdict::Elsewhere),
        ("the middle of a district inside", -500.0, &district, Verdict::Local),
        ("the middle of a district a mile outside", 1_600.0, &district, Verdict::NotStated),
        ("a place without a point", -500.0, &nowhere, Verdict::NotStated),
    ] {
        assert_eq!(judge(&square(metres), at), expected, "{case}");
    }
    assert_eq!(judge(&of_polygon("{\"type\":\"Polygon\"}"), &postcode), Verdict::NotStated);
}

#[test]
fn whoever_a_border_serves_finds_it_by_its_squares() {
    for metres in [-500.0, 0.0, 40.0] {
        let words = square(metres);
        let serving = words_serving(&place(Precision::Postcode, "B13 8AA"));
        assert!(serving.iter().any(|word| squares::is_square(word) && words.contains(word)), "{metres}");
    }
}
