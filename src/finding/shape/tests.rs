//! Shapes as publishers send them, and the points inside.

use super::*;
use proptest::prelude::*;

const SQUARE: &str = r#"{"type":"Polygon","coordinates":[[[-2.0,52.5],[-1.9,52.5],[-1.9,52.6],[-2.0,52.6],[-2.0,52.5]]]}"#;

fn at(lat: f64, lon: f64) -> Point {
    Point { lat, lon }
}

fn holds(geojson: &str, lat: f64, lon: f64) -> Result<bool, NoShape> {
    Shape::read(geojson).map(|shape| shape.holds(at(lat, lon)))
}

#[test]
fn polygons_are_read_as_publishers_send_them() {
    let middle = |geojson: &str| holds(geojson, 52.55, -1.95);
    for (case, geojson) in [
        ("as the standard has it", SQUARE.to_owned()),
        ("not closed", SQUARE.replace(",[-2.0,52.5]]]", "]]")),
        ("with heights", SQUARE.replace("52.5]", "52.5,90]")),
        ("latitude first", r#"{"type":"Polygon","coordinates":[[[52.5,-2.0],[52.5,-1.9],[52.6,-1.9],[52.6,-2.0]]]}"#.to_owned()),
        ("in a feature", format!(r#"{{"type":"Feature","properties":{{}},"geometry":{SQUARE}}}"#)),
        ("in a collection", format!(r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","geometry":{SQUARE}}}]}}"#)),
        ("among other geometries", format!(r#"{{"type":"GeometryCollection","geometries":[{{"type":"Point"}},{SQUARE}]}}"#)),
        ("a position twice", SQUARE.replace("[-1.9,52.5],", "[-1.9,52.5],[-1.9,52.5],")),
    ] {
        assert_eq!(middle(&geojson), Ok(true), "{case}");
        assert_eq!(holds(&geojson, 52.65, -1.95), Ok(false), "{case}");
    }
}

#[test]
fn holes_and_islands() {
    let hole = "[[-1.96,52.54],[-1.94,52.54],[-1.94,52.56],[-1.96,52.56],[-1.96,52.54]]";
    let outer = "[[-2.0,52.5],[-1.9,52.5],[-1.9,52.6],[-2.0,52.6],[-2.0,52.5]]";
    let with_hole = format!(r#"{{"type":"Polygon","coordinates":[{outer},{hole}]}}"#);
    let island = "[[-1.955,52.545],[-1.945,52.545],[-1.945,52.555],[-1.955,52.555]]";
    let with_island = format!(r#"{{"type":"MultiPolygon","coordinates":[[{outer},{hole}],[{island}]]}}"#);
    for (case, geojson, lat, expected) in [
        ("beside the hole", &with_hole, 52.52, true),
        ("in the hole", &with_hole, 52.55, false),
        ("on the island in the hole", &with_island, 52.55, true),
        ("in the water around the island", &with_island, 52.542, false),
    ] {
        assert_eq!(holds(geojson, lat, -1.95), Ok(expected), "{case}");
    }
}

#[test]
fn what_is_no_shape_says_why() {
    let far = r#"{"type":"Polygon","coordinates":[[[-122.8,48.9],[-122.7,48.9],[-122.7,48.8]]]}"#;
    let grid = r#"{"type":"Polygon","coordinates":[[[400000,290000],[401000,290000],[401000,291000]]]}"#;
    for (geojson, reason) in [
        ("", NoShape::NotJson),
        ("POLYGON((1 2))", NoShape::NotJson),
        ("{}", NoShape::NoPolygon),
        ("[]", NoShape::NoPolygon),
        ("7", NoShape::NoPolygon),
        (r#"{"type":"Point","coordinates":[-1.9,52.5]}"#, NoShape::NoPolygon),
        (r#"{"type":"MultiPolygon","coordinates":[]}"#, NoShape::NoPolygon),
        (r#"{"type":"Feature","geometry":null}"#, NoShape::NoPolygon),
        (r#"{"type":"Polygon"}"#, NoShape::BadRing),
        (r#"{"type":"Polygon","coordinates":[]}"#, NoShape::BadRing),
        (r#"{"type":"Polygon","coordinates":[[]]}"#, NoShape::BadRing),
        (r#"{"type":"Polygon","coordinates":[[[-1.9,52.5],[-1.8,52.5],[-1.9,52.5]]]}"#, NoShape::BadRing),
        (r#"{"type":"Polygon","coordinates":[[["a","b"],[1,2],[3,4]]]}"#, NoShape::BadRing),
        (r#"{"type":"Polygon","coordinates":[[[null],[1,2],[3,4]]]}"#, NoShape::BadRing),
        (far, NoShape::Elsewhere),
        (grid, NoShape::Elsewhere),
    ] {
        assert_eq!(Shape::read(geojson), Err(reason), "{geojson}");
    }
    let deep = format!("{}{SQUARE}{}", r#"{"type":"Feature","geometry":"#.repeat(100), "}".repeat(100));
    assert_eq!(Shape::read(&deep), Err(NoShape::NoPolygon));
}

#[test]
fn distances_to_the_border_are_metres_from_either_side() {
    let square = Shape::read(SQUARE).unwrap();
    for (lat, lon, expected) in [(52.55, -1.9, 0.0), (52.5505, -1.901, 67.6), (52.5505, -1.899, 67.6), (52.6009, -1.95, 100.0)] {
        let metres = square.metres_to_border(at(lat, lon));
        assert!((metres - expected).abs() < 1.0, "{metres} at {lat} {lon}");
    }
}

#[test]
fn a_border_of_many_points_is_thinned_to_fit_and_stays_where_it_is() {
    let around = (0..40_000).map(|at| f64::from(at) / 40_000.0 * std::f64::consts::TAU);
    let ring: Vec<String> = around.map(|angle| format!("[{},{}]", -2.0 + 0.5 * angle.cos(), 53.0 + 0.3 * angle.sin())).collect();
    let shape = Shape::read(&format!(r#"{{"type":"Polygon","coordinates":[[{}]]}}"#, ring.join(","))).unwrap();
    let word = shape.written();
    assert!(word.len() < 60_000, "{}", word.len());
    let thinned = Shape::of_written(&word).unwrap();
    assert!(thinned.metres_to_border(at(53.3, -2.0)) < 25.0);
    assert!(thinned.holds(at(53.299, -2.0)) && !thinned.holds(at(53.301, -2.0)));
}

proptest! {
    #[test]
    fn a_written_shape_reads_back(
        polygons in prop::collection::vec(prop::collection::vec(prop::collection::vec((50.0..59.0_f64, -7.0..1.5_f64), 3..9), 1..3), 1..3),
    ) {
        let rings = |rings: Vec<Vec<(f64, f64)>>| rings.into_iter().map(|ring| ring.into_iter().map(|(lat, lon)| at(lat, lon)).collect()).collect();
        let shape = Shape { polygons: polygons.into_iter().map(rings).collect() };
        let read = Shape::of_written(&shape.written()).unwrap();
        let points = |shape: &Shape| shape.polygons.iter().flatten().flatten().copied().collect::<Vec<_>>();
        prop_assert_eq!(points(&read).len(), points(&shape).len());
        for (one, other) in points(&read).iter().zip(points(&shape)) {
            prop_assert!(one.metres_to(other) < 1.0);
        }
        let (low, high) = Shape::bounds_of_written(&shape.written()).unwrap();
        prop_assert!(low.metres_to(shape.bounds().0) < 1.0 && high.metres_to(shape.bounds().1) < 1.0);
    }

    #[test]
    fn no_text_is_too_strange(text in "\\PC{0,80}", numbers in prop::collection::vec(any::<f64>(), 0..12)) {
        _ = Shape::read(&text);
        _ = Shape::of_written(&text);
        _ = Shape::bounds_of_written(&text);
        let ring = numbers.chunks(2).map(|pair| format!("{pair:?}")).collect::<Vec<_>>().join(",");
        _ = Shape::read(&format!(r#"{{"type":"Polygon","coordinates":[[{ring}]]}}"#));
    }
}
