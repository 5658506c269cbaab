//! Eastings and northings to latitude and longitude: the British National Grid and the Irish Grid.
//!
//! The inverse transverse Mercator and the seven-parameter (Helmert) shift of Ordnance Survey's "A guide to coordinate systems
//! in Great Britain" and of OSNI for the Irish Grid. Within about 5 metres of the official transformation, which is enough for
//! "how far is it"; not for surveying.

use crate::model::location::Point;

/// A national grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Grid {
    /// OSGB36, British National Grid: England, Wales, Scotland, Isle of Man.
    British,
    /// Irish Grid (TM65 / TM75): postcodes beginning with BT.
    Irish,
}

/// An ellipsoid by its axes, metres.
#[derive(Clone, Copy)]
struct Ellipsoid {
    major: f64,
    minor: f64,
}

const AIRY: Ellipsoid = Ellipsoid { major: 6_377_563.396, minor: 6_356_256.909 };
const AIRY_MODIFIED: Ellipsoid = Ellipsoid { major: 6_377_340.189, minor: 6_356_034.448 };
const WGS84: Ellipsoid = Ellipsoid { major: 6_378_137.0, minor: 6_356_752.314_245 };

/// A transverse Mercator projection: true origin in degrees, false origin in metres, scale on the central meridian.
struct Projection {
    ellipsoid: Ellipsoid,
    scale: f64,
    lat: f64,
    lon: f64,
    easting: f64,
    northing: f64,
}

/// A shift to WGS84: metres, arc seconds (position vector), parts per million.
struct Shift {
    metres: [f64; 3],
    seconds: [f64; 3],
    ppm: f64,
}

/// Latitude and longitude, radians, on some ellipsoid.
#[derive(Clone, Copy)]
struct Angles {
    lat: f64,
    lon: f64,
}

impl Grid {
    /// The point at an easting and northing, metres.
    pub(super) fn to_wgs84(self, easting: f64, northing: f64) -> Point {
        let (projection, shift) = self.parameters();
        let local = projection.unproject(easting, northing);
        let moved = shift.apply(projection.ellipsoid.cartesian(local));
        let angles = WGS84.geodetic(moved);
        Point { lat: angles.lat.to_degrees(), lon: angles.lon.to_degrees() }
    }

    fn parameters(self) -> (Projection, Shift) {
        match self {
            Self::British => (
                Projection { ellipsoid: AIRY, scale: 0.999_601_271_7, lat: 49.0, lon: -2.0, easting: 400_000.0, northing: -100_000.0 },
                Shift { metres: [446.448, -125.157, 542.060], seconds: [0.1502, 0.2470, 0.8421], ppm: -20.4894 },
            ),
            Self::Irish => (
                Projection { ellipsoid: AIRY_MODIFIED, scale: 1.000_035, lat: 53.5, lon: -8.0, easting: 200_000.0, northing: 250_000.0 },
                Shift { metres: [482.530, -130.596, 564.557], seconds: [-1.042, -0.214, -0.631], ppm: 8.15 },
            ),
        }
    }
}

impl Ellipsoid {
    fn eccentricity_squared(self) -> f64 {
        1.0 - (self.minor * self.minor) / (self.major * self.major)
    }

    /// Radius of curvature in the prime vertical at a latitude.
    fn prime_vertical(self, lat: f64) -> f64 {
        self.major / (1.0 - self.eccentricity_squared() * lat.sin().powi(2)).sqrt()
    }

    fn cartesian(self, at: Angles) -> [f64; 3] {
        let radius = self.prime_vertical(at.lat);
        [
            radius * at.lat.cos() * at.lon.cos(),
            radius * at.lat.cos() * at.lon.sin(),
            radius * (1.0 - self.eccentricity_squared()) * at.lat.sin(),
        ]
    }

    fn geodetic(self, [x, y, z]: [f64; 3]) -> Angles {
        let across = x.hypot(y);
        let e2 = self.eccentricity_squared();
        let first = z.atan2(across * (1.0 - e2));
        let lat = (0..6).fold(first, |lat, _| (z + e2 * self.prime_vertical(lat) * lat.sin()).atan2(across));
        Angles { lat, lon: y.atan2(x) }
    }
}

impl Shift {
    fn apply(&self, [x, y, z]: [f64; 3]) -> [f64; 3] {
        let scale = 1.0 + self.ppm / 1e6;
        let [rx, ry, rz] = self.seconds.map(|seconds| (seconds / 3600.0).to_radians());
        let [tx, ty, tz] = self.metres;
        [tx + x * scale - y * rz + z * ry, ty + x * rz + y * scale - z * rx, tz - x * ry + y * rx + z * scale]
    }
}

impl Projection {
    /// The OS guide's series (its names VII to XIIA in order).
    fn unproject(&self, easting: f64, northing: f64) -> Angles {
        let lat = self.footpoint(northing);
        let e2 = self.ellipsoid.eccentricity_squared();
        let nu = self.ellipsoid.prime_vertical(lat) * self.scale;
        let rho = nu * (1.0 - e2) / (1.0 - e2 * lat.sin().powi(2));
        let eta2 = nu / rho - 1.0;
        let (t, sec) = (lat.tan(), 1.0 / lat.cos());
        let (t2, t4, t6) = (t.powi(2), t.powi(4), t.powi(6));
        let east = easting - self.easting;
        let lat_terms = [
            t / (2.0 * rho * nu),
            t / (24.0 * rho * nu.powi(3)) * (5.0 + 3.0 * t2 + eta2 - 9.0 * t2 * eta2),
            t / (720.0 * rho * nu.powi(5)) * (61.0 + 90.0 * t2 + 45.0 * t4),
        ];
        let lon_terms = [
            sec / nu,
            sec / (6.0 * nu.powi(3)) * (nu / rho + 2.0 * t2),
            sec / (120.0 * nu.powi(5)) * (5.0 + 28.0 * t2 + 24.0 * t4),
            sec / (5040.0 * nu.powi(7)) * (61.0 + 662.0 * t2 + 1320.0 * t4 + 720.0 * t6),
        ];
        Angles {
            lat: lat - lat_terms[0] * east.powi(2) + lat_terms[1] * east.powi(4) - lat_terms[2] * east.powi(6),
            lon: self.lon.to_radians() + lon_terms[0] * east - lon_terms[1] * east.powi(3) + lon_terms[2] * east.powi(5)
                - lon_terms[3] * east.powi(7),
        }
    }

    /// The latitude whose distance along the meridian is this northing, to a tenth of a millimetre.
    fn footpoint(&self, northing: f64) -> f64 {
        let target = northing - self.northing;
        let step = |lat: f64| (target - self.meridian(lat)) / (self.ellipsoid.major * self.scale);
        let mut lat = self.lat.to_radians();
        for _ in 0..12 {
            lat += step(lat);
            if (target - self.meridian(lat)).abs() < 0.000_1 {
                break;
            }
        }
        lat
    }

    /// Distance along the central meridian from the true origin to a latitude, metres.
    fn meridian(&self, lat: f64) -> f64 {
        let Ellipsoid { major, minor } = self.ellipsoid;
        let n = (major - minor) / (major + minor);
        let (n2, n3) = (n.powi(2), n.powi(3));
        let origin = self.lat.to_radians();
        let (less, more) = (lat - origin, lat + origin);
        minor
            * self.scale
            * ((1.0 + n + 1.25 * (n2 + n3)) * less - (3.0 * (n + n2) + 2.625 * n3) * less.sin() * more.cos()
                + 1.875 * (n2 + n3) * (2.0 * less).sin() * (2.0 * more).cos()
                - 35.0 / 24.0 * n3 * (3.0 * less).sin() * (3.0 * more).cos())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grid_references_agree_with_published_coordinates() {
        for (grid, easting, northing, lat, lon, metres) in [
            // Ordnance Survey's worked example (Caister water tower), ETRS89.
            (Grid::British, 651_409.903, 313_177.270, 52.658_008, 1.716_074, 5.0),
            // The Spire in Dublin, as Ordnance Survey Ireland gives it.
            (Grid::Irish, 315_904.0, 234_671.0, 53.349_79, -6.260_26, 10.0),
        ] {
            let off = grid.to_wgs84(easting, northing).metres_to(Point { lat, lon });
            assert!(off < metres, "{grid:?} is {off} m off");
        }
    }
}
