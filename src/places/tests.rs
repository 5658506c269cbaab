//! What people type, and what it must mean, with only what ships.

use super::*;

fn places() -> Places {
    Places::shipped().unwrap()
}

#[test]
fn names_are_understood_however_they_are_written() {
    let places = places();
    for (typed, label, precision, council) in [
        ("Walsall", "Walsall", Precision::Town, "E08000030"),
        ("  wALSALL ", "Walsall", Precision::Town, "E08000030"),
        ("Birmingham", "Birmingham", Precision::Town, "E08000025"),
        ("kings heath", "King's Heath, Birmingham", Precision::Town, "E08000025"),
        ("Moseley", "Moseley, Birmingham", Precision::Town, "E08000025"),
        ("Bearwood", "Bearwood, Sandwell", Precision::Town, "E08000028"),
        ("sutton coldfield", "Sutton Coldfield, Birmingham", Precision::Town, "E08000025"),
        ("St. Albans", "St Albans", Precision::Town, "E07000240"),
        ("saint albans", "St Albans", Precision::Town, "E07000240"),
        ("stoke upon trent", "Stoke-on-Trent", Precision::Town, "E06000021"),
        ("Newcastle-on-Tyne", "Newcastle upon Tyne", Precision::Town, "E08000021"),
        ("Hull", "Hull", Precision::Town, "E06000010"),
        ("Abertawe", "Swansea", Precision::Town, "W06000011"),
        ("Derry", "Derry", Precision::Town, "N09000005"),
        ("londonderry", "Derry", Precision::Town, "N09000005"),
        ("Newport", "Newport", Precision::Town, "W06000022"),
        ("Newport, Isle of Wight", "Newport, Isle of Wight", Precision::Town, "E06000046"),
        ("newport shropshire", "Newport, Telford and Wrekin", Precision::Town, "E06000020"),
        ("Northfield, Birmingham", "Northfield, Birmingham", Precision::Town, "E08000025"),
        ("Sandwell", "Sandwell (council)", Precision::Council, "E08000028"),
        ("Sandwell (council)", "Sandwell (council)", Precision::Council, "E08000028"),
        ("walsall council", "Walsall (council)", Precision::Council, "E08000030"),
        ("London Borough of Camden", "Camden (council)", Precision::Council, "E09000007"),
        ("Birmingham City Council", "Birmingham (council)", Precision::Council, "E08000025"),
        ("hull city council", "Kingston upon Hull (council)", Precision::Council, "E06000010"),
        ("durham county council", "County Durham (council)", Precision::Council, "E06000047"),
        ("city of london council", "City of London (council)", Precision::Council, "E09000001"),
        ("telford & wrekin", "Telford and Wrekin (council)", Precision::Council, "E06000020"),
    ] {
        let place = places.find(typed).unwrap_or_else(|| panic!("{typed} is not found"));
        assert_eq!((place.label.as_str(), place.precision), (label, precision), "{typed}");
        assert_eq!(place.council.as_deref(), Some(council), "{typed}");
    }
}

#[test]
fn counties_nations_and_london_have_no_one_council() {
    let places = places();
    for (typed, label, precision, nation) in [
        ("Warwickshire", "Warwickshire (county council)", Precision::Council, Nation::England),
        ("kent county council", "Kent (county council)", Precision::Council, Nation::England),
        ("Scotland", "Scotland", Precision::Nation, Nation::Scotland),
        ("wales", "Wales", Precision::Nation, Nation::Wales),
        ("northern ireland", "Northern Ireland", Precision::Nation, Nation::NorthernIreland),
        ("London", "London", Precision::Town, Nation::England),
    ] {
        let place = places.find(typed).unwrap_or_else(|| panic!("{typed} is not found"));
        assert_eq!((place.label.as_str(), place.precision, place.nation), (label, precision, Some(nation)), "{typed}");
        assert_eq!(place.council, None, "{typed}");
        assert!(place.point.is_some(), "{typed}");
    }
}

#[test]
fn nothing_is_made_of_nonsense() {
    let places = places();
    for typed in ["", " ", "zzzzz", "council", "falls clinic", "B123 4AA", "B98765", "QQ1 1QQ", "!", "help with shopping in nowhere"] {
        assert_eq!(places.find(typed), None, "{typed}");
    }
    assert_eq!(Places::default().find("Walsall"), None);
    assert!(places.find_all("Newport", 0).is_empty() && places.suggest("New", 0).is_empty());
}

#[test]
fn places_that_share_a_name_are_all_offered() {
    let places = places();
    let all = places.find_all("Newport", 4);
    let labels: Vec<&str> = all.iter().map(|place| place.label.as_str()).collect();
    assert_eq!(labels, ["Newport", "Newport, Isle of Wight", "Newport, Telford and Wrekin", "Newport, Pembrokeshire"]);
    assert_eq!(all[0].remark, None, "a town that names its council needs no remark");
    let remark = places.find("Broughton").and_then(|place| place.remark).map(|remark| remark.to_string());
    assert_eq!(remark.as_deref(), Some("There are other places of this name; this is Broughton in Salford."));
    assert_eq!(places.find("Moseley, Birmingham").unwrap().remark, None);
    for place in &all {
        assert_eq!(places.find(&place.label).unwrap().point, place.point, "{} is understood again", place.label);
    }
}

#[test]
fn without_the_local_table_a_postcode_means_its_district_and_says_so() {
    let places = places();
    for (typed, remark) in [
        ("B13 8AA", Some("Full postcodes are not loaded here; we used the middle of B13.")),
        ("b13 8", Some("Postcodes finer than districts are not loaded here; we used the middle of B13.")),
        ("B13", None),
        ("bi3", None),
    ] {
        let place = places.find(typed).unwrap();
        assert_eq!((place.precision, place.district.as_deref()), (Precision::District, Some("B13")), "{typed}");
        assert_eq!((place.council.as_deref(), place.nation), (Some("E08000025"), Some(Nation::England)), "{typed}");
        assert_eq!(place.remark.map(|remark| remark.to_string()).as_deref(), remark, "{typed}");
        assert!(place.point.is_some(), "{typed}");
    }
    assert_eq!(places.find("BT7 1NN").unwrap().nation, Some(Nation::NorthernIreland));
    assert_eq!(places.find("SW1").unwrap().label, "SW1");
    assert_eq!(places.locate("Walsall"), None, "a name is not a postcode");
}

#[test]
fn postcodes_off_the_map_say_why() {
    let places = places();
    for (typed, why) in [
        ("IM1 1AA", "on the Isle of Man"),
        ("GY1", "in Guernsey"),
        ("je2 3ab", "in Jersey"),
        ("BFPO 57", "British forces"),
        ("BF1 3AA", "British forces"),
        ("GIR 0AA", "no place on the map"),
        ("BS98 1TL", ""),
    ] {
        let place = places.find(typed).unwrap_or_else(|| panic!("{typed} is not found"));
        assert_eq!(place.point.is_none(), !why.is_empty(), "{typed}");
        let said = place.remark.map(|remark| remark.to_string()).unwrap_or_default();
        assert!(said.contains(why), "{typed}: {said}");
    }
}

#[test]
fn suggestions_begin_as_typed_and_the_most_important_comes_first() {
    let places = places();
    let labels = |prefix: &str, limit| -> Vec<String> { places.suggest(prefix, limit).into_iter().map(|place| place.label).collect() };
    for (typed, first) in [
        ("wals", "Walsall"),
        ("birm", "Birmingham"),
        ("sandw", "Sandwell (council)"),
        ("kings he", "King's Heath, Birmingham"),
        ("b1", "B1"),
        ("B13 8a", "B13 8"),
        ("St Alb", "St Albans"),
        ("newcastle u", "Newcastle upon Tyne"),
    ] {
        let found = labels(typed, 8);
        assert!(found.len() <= 8 && found.iter().any(|label| label == first), "{typed}: {found:?}");
    }
    assert_eq!(labels("b1", 3), ["B1", "B10", "B11"]);
    assert_eq!(labels("wals", 2), ["Walsall", "Walsall (council)"]);
    assert_eq!(labels("", 5), Vec::<String>::new());
}

#[test]
fn every_suggestion_is_understood_when_chosen() {
    let places = places();
    for prefix in ["new", "st", "ash", "hill", "aston", "w", "king", "b1", "l"] {
        for suggested in places.suggest(prefix, 30) {
            let found = places.find(&suggested.label).unwrap_or_else(|| panic!("{} is not found", suggested.label));
            assert_eq!((found.label, found.precision), (suggested.label, suggested.precision), "{prefix}");
        }
    }
}

#[test]
fn areas_have_names_and_areas_above_them() {
    let places = places();
    for (gss, name) in [
        ("E08000025", Some("Birmingham")),
        ("E08000019", Some("Sheffield")),
        ("E05011151", Some("Ladywood")),
        ("E10000031", Some("Warwickshire")),
        ("E12000005", Some("West Midlands")),
        ("W92000004", Some("Wales")),
        ("E06000023", Some("Bristol")),
        ("E99999999", None),
    ] {
        assert_eq!(places.area_name(gss), name, "{gss}");
    }
    assert_eq!(places.current_council("E07000026"), Some("E06000063"));
    assert_eq!((places.county_of("E07000222"), places.county_of("E08000025")), (Some("E10000031"), None));
    assert_eq!((places.region_of("E08000025"), places.region_of("W06000022")), (Some("E12000005"), None));
    assert_eq!(places.councils().count(), 361);
    assert_eq!(places.postcodes(), None);
}
