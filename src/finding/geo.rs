//! The ground: sort keys that make a circle a few runs of neighbours, and quick distances.
//!
//! The distance shown to a person is always [`Point::metres_to`]; what is here only decides quickly what may be near.

use crate::model::location::Point;

/// Mean radius of the Earth, as in [`Point::metres_to`].
const EARTH_RADIUS_METRES: f64 = 6_371_008.8;
/// Metres in a degree of latitude.
pub const METRES_PER_DEGREE: f64 = EARTH_RADIUS_METRES * std::f64::consts::PI / 180.0;
/// Rows of latitude in a degree: about a mile each.
const ROWS_PER_DEGREE: f64 = 69.0;
/// South and west of anything in the United Kingdom.
const SOUTH: f64 = 48.0;
const WEST: f64 = -12.0;
/// Longitude cells in a degree; 24 bits hold 16 degrees.
const CELLS_PER_DEGREE: f64 = 1_048_575.0;
const LAST_CELL: u64 = (1 << 24) - 1;

/// The key of whatever has no point or serves a whole nation: a block at the front, visited wherever somebody asks.
pub const NOWHERE: u64 = 1;

/// Sort key of a point: its row of latitude, then its longitude.
pub fn key(point: Point) -> u64 {
    (row(point.lat) << 24) | cell(point.lon)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the range of the key first")]
fn row(lat: f64) -> u64 {
    ((lat - SOUTH) * ROWS_PER_DEGREE).floor().clamp(1.0, 4_000.0) as u64
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the range of the key first")]
fn cell(lon: f64) -> u64 {
    (((lon - WEST) * CELLS_PER_DEGREE).floor().max(0.0) as u64).min(LAST_CELL)
}

/// The row of latitude of a key.
pub fn row_of(key: u64) -> usize {
    usize::try_from(key >> 24).unwrap_or(usize::MAX)
}

/// Of keys in order: how many lie below each row, and one past the last row there can be.
pub fn rows(keys: &[u64]) -> Vec<u32> {
    let mut rows = vec![0_u32; LAST_ROW + 2];
    for key in keys {
        rows[row_of(*key).min(LAST_ROW) + 1] += 1;
    }
    for row in 1..rows.len() {
        rows[row] += rows[row - 1];
    }
    rows
}

/// No row is further north.
const LAST_ROW: usize = 4_000;

/// Runs of keys, both ends included, that together hold every point within `metres` of `centre`, in order.
pub fn covering(centre: Point, metres: f64) -> Vec<(u64, u64)> {
    let angle = (metres / EARTH_RADIUS_METRES).max(1e-7) * 1.000_001;
    let reach = angle.to_degrees();
    let (from, to) = (row(centre.lat - reach), row(centre.lat + reach));
    (from..=to)
        .map(|row| {
            let half = half_width(centre.lat, angle, row);
            (row << 24 | cell(centre.lon - half), row << 24 | cell(centre.lon + half))
        })
        .collect()
}

/// Half the width, in degrees of longitude, of a circle where it crosses a row.
#[expect(clippy::cast_precision_loss, reason = "rows are below 4,001")]
fn half_width(lat: f64, angle: f64, row: u64) -> f64 {
    let (south, north) = (SOUTH + row as f64 / ROWS_PER_DEGREE, SOUTH + (row + 1) as f64 / ROWS_PER_DEGREE);
    let widest = (lat.to_radians().sin() / angle.cos()).clamp(-1.0, 1.0).asin().to_degrees();
    [south, north, widest.clamp(south, north)].into_iter().map(|at| half_width_at(lat, angle, at)).fold(0.0, f64::max) + 2e-6
}

fn half_width_at(lat: f64, angle: f64, at: f64) -> f64 {
    let (lat, at) = (lat.to_radians(), at.to_radians());
    let cosine = (angle.cos() - lat.sin() * at.sin()) / (lat.cos() * at.cos());
    cosine.clamp(-1.0, 1.0).acos().to_degrees()
}

/// A point on the unit sphere, for distances without trigonometry. Good to about a metre.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Unit {
    x: f32,
    y: f32,
    z: f32,
}

impl Unit {
    /// The point's unit vector.
    #[expect(clippy::cast_possible_truncation, reason = "a metre is near enough to decide on")]
    pub fn of(point: Point) -> Self {
        let (lat, lon) = (point.lat.to_radians(), point.lon.to_radians());
        Self { x: (lat.cos() * lon.cos()) as f32, y: (lat.cos() * lon.sin()) as f32, z: lat.sin() as f32 }
    }

    /// Straight-line distance through the Earth, squared, in Earth radii.
    pub fn chord_squared(self, other: Self) -> f32 {
        let (x, y, z) = (self.x - other.x, self.y - other.y, self.z - other.z);
        x * x + y * y + z * z
    }

    /// Metres along the ground.
    pub fn metres_to(self, other: Self) -> f64 {
        2.0 * EARTH_RADIUS_METRES * (f64::from(self.chord_squared(other)).sqrt() / 2.0).min(1.0).asin()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_point_within_the_circle_has_a_key_inside_the_runs(
            lat in 49.1..61.0_f64, lon in -8.9..2.4_f64, bearing in 0.0..360.0_f64, part in 0.0..1.0_f64, miles in 0.1..120.0_f64,
        ) {
            let metres = miles * 1_609.344;
            let centre = Point { lat, lon };
            let (north, east) = (bearing.to_radians().cos(), bearing.to_radians().sin());
            let far = metres * part / 111_195.0;
            let point = Point { lat: lat + north * far, lon: lon + east * far / lat.to_radians().cos() };
            prop_assume!(centre.metres_to(point) <= metres);
            let key = key(point);
            prop_assert!(covering(centre, metres).iter().any(|(from, to)| (*from..=*to).contains(&key)));
        }

        #[test]
        fn quick_distances_are_good_to_a_metre_or_two(lat in 49.1..61.0_f64, lon in -8.9..2.4_f64, dlat in -0.3..0.3_f64, dlon in -0.3..0.3_f64) {
            let (a, b) = (Point { lat, lon }, Point { lat: lat + dlat, lon: lon + dlon });
            prop_assert!((Unit::of(a).metres_to(Unit::of(b)) - a.metres_to(b)).abs() < 2.5);
        }
    }

    #[test]
    fn runs_are_in_order_and_past_the_nowhere_block() {
        let runs = covering(Point { lat: 52.58, lon: -1.98 }, 16_093.0);
        assert!(runs.windows(2).all(|pair| pair[0].1 < pair[1].0));
        assert!(runs[0].0 > NOWHERE);
        assert!((18..=24).contains(&runs.len()), "{}", runs.len());
    }
}
