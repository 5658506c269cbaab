//! How thinly people live around a point, told from how far apart postcode districts lie: a district holds some ten thousand homes
//! in a city and in the hills alike.

use super::Places;
use crate::model::location::Point;
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

/// Spacings by square, as far as anyone has asked.
pub(super) type Known = Mutex<HashMap<(i32, i32), Option<f64>>>;

/// Which nearest district tells: near enough to be local, far enough not to depend on where one middle happens to lie.
const NTH: usize = 8;
/// Districts further north or south than this, in degrees, are not looked at: nobody calls 70 miles local.
const REACH_DEGREES: f64 = 1.0;

/// The side of a square whose spacing is one, in degrees.
const SQUARE_DEGREES: f64 = 0.02;

impl Places {
    /// Metres from a point to the middle of the eighth nearest postcode district: about 2,000 in Birmingham, 5,000 in Walsall,
    /// 25,000 in the Welsh Marches. `None` where there are not so many within 70 miles.
    ///
    /// Worked out once for each square of about a mile.
    pub fn spacing(&self, point: Point) -> Option<f64> {
        #[expect(clippy::cast_possible_truncation, reason = "squares of the United Kingdom are few")]
        let square = ((point.lat / SQUARE_DEGREES).round() as i32, (point.lon / SQUARE_DEGREES).round() as i32);
        let mut known = self.spacings.lock().unwrap_or_else(PoisonError::into_inner);
        *known.entry(square).or_insert_with(|| {
            self.spacing_at(Point { lat: f64::from(square.0) * SQUARE_DEGREES, lon: f64::from(square.1) * SQUARE_DEGREES })
        })
    }

    fn spacing_at(&self, point: Point) -> Option<f64> {
        let near = self.districts.points().filter(|other| (other.lat - point.lat).abs() < REACH_DEGREES);
        let mut metres: Vec<f64> = near.map(|other| point.metres_to(other)).collect();
        if metres.len() < NTH {
            return None;
        }
        let (_, nth, _) = metres.select_nth_unstable_by(NTH - 1, f64::total_cmp);
        Some(*nth)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_live_closer_together_in_a_city_than_in_the_hills() {
        let places = Places::shipped().unwrap();
        for (name, least, most) in [("Birmingham", 1_000.0, 3_500.0), ("Walsall", 3_500.0, 7_000.0), ("Ludlow", 18_000.0, 35_000.0)] {
            let metres = places.spacing(places.find(name).unwrap().point.unwrap()).unwrap();
            assert!((least..most).contains(&metres), "{name}: {metres}");
        }
        assert_eq!(Places::default().spacing(Point { lat: 52.5, lon: -2.0 }), None);
    }
}
