//! Shapes on the map: the polygons a publisher draws around what it serves, read from `GeoJSON`, and whether a point lies inside.
//!
//! Reads what publishers really send: rings that are not closed, longitude and latitude the wrong way round, features and
//! collections around the geometry. What cannot be read is an error with a reason, so that the area counts as unknown.

mod geojson;
mod thinning;
mod written;

use crate::{finding::geo::METRES_PER_DEGREE, model::location::Point};

/// Closed rings; the last point is not repeated. A point inside an odd number of them is inside the polygon.
type Ring = Vec<Point>;

/// One or more polygons, each with its holes.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    polygons: Vec<Vec<Ring>>,
}

/// Why a text is no shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoShape {
    /// Not JSON.
    #[error("is not GeoJSON")]
    NotJson,
    /// No polygon in it.
    #[error("holds no polygon")]
    NoPolygon,
    /// Positions that are no pairs of numbers, or too few of them.
    #[error("has a ring that is not three or more positions of longitude and latitude")]
    BadRing,
    /// Somewhere else, or a grid that is not longitude and latitude.
    #[error("lies outside the United Kingdom, or is not in degrees of longitude and latitude")]
    Elsewhere,
}

impl Shape {
    /// Reads a `GeoJSON` polygon or multipolygon, alone or in a feature or collection.
    ///
    /// # Errors
    /// When there is no usable polygon in it; the words say why.
    pub fn read(geojson: &str) -> Result<Self, NoShape> {
        geojson::read(geojson).map(|polygons| Self { polygons })
    }

    /// Whether a point lies inside. A point in a hole does not.
    pub fn holds(&self, point: Point) -> bool {
        self.polygons.iter().any(|rings| rings.iter().filter(|ring| is_inside(ring, point)).count() % 2 == 1)
    }

    /// Metres from a point to the nearest border, whichever side of it the point is on.
    pub fn metres_to_border(&self, point: Point) -> f64 {
        self.edges().map(|(from, to)| metres_to_edge(point, from, to)).fold(f64::INFINITY, f64::min)
    }

    /// The south-west and north-east corners of the box around it.
    pub fn bounds(&self) -> (Point, Point) {
        let far = f64::INFINITY;
        let empty = (Point { lat: far, lon: far }, Point { lat: -far, lon: -far });
        self.polygons.iter().flatten().flatten().fold(empty, |(low, high), point| {
            let low = Point { lat: low.lat.min(point.lat), lon: low.lon.min(point.lon) };
            (low, Point { lat: high.lat.max(point.lat), lon: high.lon.max(point.lon) })
        })
    }

    fn edges(&self) -> impl Iterator<Item = (Point, Point)> {
        self.polygons.iter().flatten().flat_map(|ring| ring.iter().zip(ring.iter().cycle().skip(1))).map(|(from, to)| (*from, *to))
    }
}

/// Whether a ray to the east crosses the ring an odd number of times.
fn is_inside(ring: &[Point], point: Point) -> bool {
    let crosses = |from: &Point, to: &Point| {
        (from.lat > point.lat) != (to.lat > point.lat)
            && point.lon < from.lon + (point.lat - from.lat) / (to.lat - from.lat) * (to.lon - from.lon)
    };
    ring.iter().zip(ring.iter().cycle().skip(1)).filter(|(from, to)| crosses(from, to)).count() % 2 == 1
}

/// Metres from a point to a straight edge, on the plane that touches the Earth at the point: exact enough for a few miles.
fn metres_to_edge(point: Point, from: Point, to: Point) -> f64 {
    let east = METRES_PER_DEGREE * point.lat.to_radians().cos();
    let flat = |at: Point| ((at.lon - point.lon) * east, (at.lat - point.lat) * METRES_PER_DEGREE);
    let ((ax, ay), (bx, by)) = (flat(from), flat(to));
    let (dx, dy) = (bx - ax, by - ay);
    let length = dx * dx + dy * dy;
    let along = if length > 0.0 { (-(ax * dx + ay * dy) / length).clamp(0.0, 1.0) } else { 0.0 };
    (ax + along * dx).hypot(ay + along * dy)
}

#[cfg(test)]
mod tests;
