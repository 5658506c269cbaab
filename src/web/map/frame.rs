//! From degrees to the drawing: which piece of ground is shown, and where on it something stands. Flat, which is good enough for a
//! county and fair for a country.

use crate::model::location::Point;

/// The drawing's size, in units of its own.
pub(super) const WIDTH: f64 = 360.0;
/// Its height.
pub(super) const HEIGHT: f64 = 400.0;

/// What is kept free at each edge, for pins and their names.
const EDGE: f64 = 30.0;

/// The least ground that is shown across, in metres: nearer than that there is nothing to find one's way by.
const LEAST_METRES: f64 = 3_000.0;

/// Metres in a degree of latitude.
const METRES_PER_DEGREE: f64 = 111_195.0;

/// A place on the drawing, from its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spot {
    /// To the right.
    pub x: f64,
    /// Down.
    pub y: f64,
}

/// The piece of ground that is shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    middle: Point,
    /// Units to a degree of latitude.
    scale: f64,
    /// A degree of longitude, in degrees of latitude.
    shrink: f64,
}

impl Frame {
    /// The frame that holds all of these; `None` where there is nothing to hold.
    pub(super) fn around(points: &[Point]) -> Option<Self> {
        let first = points.first()?;
        let span = |part: fn(&Point) -> f64| {
            points.iter().fold((part(first), part(first)), |(least, most), point| (least.min(part(point)), most.max(part(point))))
        };
        let ((south, north), (west, east)) = (span(|point| point.lat), span(|point| point.lon));
        let middle = Point { lat: f64::midpoint(south, north), lon: f64::midpoint(west, east) };
        let shrink = middle.lat.to_radians().cos();
        let closest = WIDTH * METRES_PER_DEGREE / LEAST_METRES;
        let fits = |room: f64, span: f64| if span > 0.0 { (room - 2.0 * EDGE) / span } else { closest };
        let scale = fits(HEIGHT, north - south).min(fits(WIDTH, (east - west) * shrink)).min(closest);
        Some(Self { middle, scale, shrink })
    }

    /// Where a point stands.
    pub(super) fn spot(&self, point: Point) -> Spot {
        Spot {
            x: tenth(WIDTH / 2.0 + (point.lon - self.middle.lon) * self.shrink * self.scale),
            y: tenth(HEIGHT / 2.0 - (point.lat - self.middle.lat) * self.scale),
        }
    }

    /// A length on the ground, in units.
    pub(super) fn units(&self, metres: f64) -> f64 {
        tenth(metres / METRES_PER_DEGREE * self.scale)
    }

    /// The south-western and north-eastern corners of what is shown.
    pub(super) fn corners(&self) -> (Point, Point) {
        let (up, across) = (HEIGHT / 2.0 / self.scale, WIDTH / 2.0 / self.scale / self.shrink);
        let Point { lat, lon } = self.middle;
        (Point { lat: lat - up, lon: lon - across }, Point { lat: lat + up, lon: lon + across })
    }
}

/// A tenth of a unit is finer than anybody sees, and short to write.
fn tenth(units: f64) -> f64 {
    (units * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn everything_it_is_made_around_stands_inside(
            points in proptest::collection::vec((49.5..60.5_f64, -8.0..2.0_f64).prop_map(|(lat, lon)| Point { lat, lon }), 1..20),
        ) {
            let frame = Frame::around(&points).unwrap();
            for point in points {
                let spot = frame.spot(point);
                prop_assert!((0.0..=WIDTH).contains(&spot.x) && (0.0..=HEIGHT).contains(&spot.y), "{spot:?}");
            }
        }
    }

    #[test]
    fn a_lone_point_stands_in_the_middle_of_two_miles() {
        let point = Point { lat: 52.5, lon: -2.0 };
        let frame = Frame::around(&[point]).unwrap();
        assert_eq!(frame.spot(point), Spot { x: WIDTH / 2.0, y: HEIGHT / 2.0 });
        assert!((frame.units(3_000.0) - WIDTH).abs() < 0.2);
        assert!(Frame::around(&[]).is_none());
    }

    #[test]
    fn lengths_on_the_drawing_are_those_on_the_ground() {
        let (here, there) = (Point { lat: 52.5, lon: -2.0 }, Point { lat: 52.6, lon: -1.8 });
        let frame = Frame::around(&[here, there]).unwrap();
        let (one, other) = (frame.spot(here), frame.spot(there));
        let drawn = (one.x - other.x).hypot(one.y - other.y);
        assert!((drawn - frame.units(here.metres_to(there))).abs() < 1.0);
        let (south_west, north_east) = frame.corners();
        assert!(south_west.lat < here.lat && north_east.lon > there.lon);
    }
}
