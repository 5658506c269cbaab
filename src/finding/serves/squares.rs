//! Map squares: coarse words for where a border lies, so that a question from far off its service's own site still finds it.
//!
//! A square says only "look here". Small areas are told in small squares, large ones in large squares, so that no area has many.

use crate::{finding::geo::METRES_PER_DEGREE, model::location::Point};

/// What the word of a square begins with.
const SQUARE: &str = "sq";
/// Squares in a degree of latitude, and in one of longitude: small and large.
const SIZES: [(char, f64); 2] = [('s', 4.0), ('l', 0.5)];
/// Most small squares an area is told in.
const MOST_SMALL: usize = 64;
/// Degrees added on every side, so that a street just across the border looks here too.
const MARGIN: f64 = 0.002;
/// The United Kingdom: what lies outside is of no use.
const SOUTH_WEST: Point = Point { lat: 49.0, lon: -9.0 };
const NORTH_EAST: Point = Point { lat: 61.2, lon: 2.5 };

/// Whether a coverage word is a square.
pub(super) fn is_square(word: &str) -> bool {
    word.strip_prefix(SQUARE).is_some_and(|rest| rest.starts_with(['s', 'l']))
}

/// The squares a box touches: small ones, or large ones where those would be many.
pub(super) fn touched((low, high): (Point, Point)) -> Vec<String> {
    let low = Point { lat: (low.lat - MARGIN).max(SOUTH_WEST.lat), lon: (low.lon - MARGIN).max(SOUTH_WEST.lon) };
    let high = Point { lat: (high.lat + MARGIN).min(NORTH_EAST.lat), lon: (high.lon + MARGIN).min(NORTH_EAST.lon) };
    let [small, large] = SIZES.map(|size| squares(size, low, high));
    if small.len() > MOST_SMALL { large } else { small }
}

fn squares((name, per_degree): (char, f64), low: Point, high: Point) -> Vec<String> {
    let (from, to) = (cell(low, per_degree), cell(high, per_degree));
    (from.0..=to.0).flat_map(|row| (from.1..=to.1).map(move |column| word(name, (row, column)))).collect()
}

/// The squares a point lies in, one of each size.
pub(super) fn holding(point: Point) -> Vec<String> {
    SIZES.map(|(name, per_degree)| word(name, cell(point, per_degree))).into()
}

fn word(name: char, (row, column): (i32, i32)) -> String {
    format!("{SQUARE}{name}{row},{column}")
}

#[expect(clippy::cast_possible_truncation, reason = "degrees are small")]
fn cell(point: Point, per_degree: f64) -> (i32, i32) {
    ((point.lat * per_degree).floor() as i32, (point.lon * per_degree).floor() as i32)
}

/// Metres, at least, from a point to the nearest side of a box it lies outside of; 0 inside.
pub(super) fn metres_outside(point: Point, (low, high): (Point, Point)) -> f64 {
    let beyond = |at: f64, low: f64, high: f64| (low - at).max(at - high).max(0.0);
    let north = beyond(point.lat, low.lat, high.lat) * METRES_PER_DEGREE;
    let east = beyond(point.lon, low.lon, high.lon) * METRES_PER_DEGREE * point.lat.to_radians().cos();
    // A degree of longitude shrinks to the north, so a step east of a point is a little shorter further up: allow for it.
    north.max(east * 0.9)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lat: f64, lon: f64) -> Point {
        Point { lat, lon }
    }

    #[test]
    fn every_point_of_a_box_looks_in_one_of_its_squares() {
        for (low, high) in [(at(52.49, -2.01), at(52.51, -1.99)), (at(50.0, -6.0), at(59.0, 1.9)), (at(40.0, -20.0), at(70.0, 10.0))] {
            let touched = touched((low, high));
            assert!(touched.len() <= MOST_SMALL, "{}", touched.len());
            for point in [at(52.5, -2.0), at(52.495, -1.995), at(52.51, -2.01)] {
                assert!(holding(point).iter().any(|square| touched.contains(square)), "{point:?} in {low:?} {high:?}");
            }
            assert!(touched.iter().all(|word| is_square(word)));
        }
        assert!(!is_square("S12000033") && !is_square("?"));
    }

    #[test]
    fn a_street_just_outside_looks_in_the_squares_too() {
        let touched = touched((at(52.3, -1.9), at(52.5, -1.8)));
        assert!(holding(at(52.5004, -1.85)).iter().any(|square| touched.contains(square)));
    }

    #[test]
    fn the_way_to_a_box_is_never_told_too_long() {
        let bounds = (at(52.0, -2.0), at(53.0, -1.0));
        assert!(metres_outside(at(52.5, -1.5), bounds).abs() < f64::EPSILON);
        for (point, nearest) in [(at(53.1, -1.5), at(53.0, -1.5)), (at(52.5, -2.2), at(52.5, -2.0)), (at(51.9, -0.9), at(52.0, -1.0))] {
            let told = metres_outside(point, bounds);
            assert!(told <= point.metres_to(nearest) && told > 0.5 * point.metres_to(nearest), "{told}");
        }
    }
}
