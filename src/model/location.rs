//! Places where a service happens.

use crate::model::{id::LocationId, schedule::Schedule};

/// A point on the Earth, WGS84 degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// Latitude, degrees north.
    pub lat: f64,
    /// Longitude, degrees east.
    pub lon: f64,
}

impl Point {
    /// A point inside the box that holds the United Kingdom and the Crown dependencies; `None` elsewhere (0,0 included).
    pub fn in_uk(lat: f64, lon: f64) -> Option<Self> {
        ((49.0..=61.2).contains(&lat) && (-9.0..=2.5).contains(&lon)).then_some(Self { lat, lon })
    }

    /// Great-circle distance in metres.
    pub fn metres_to(self, other: Self) -> f64 {
        const EARTH_RADIUS_METRES: f64 = 6_371_008.8;
        let (a, b) = (self.lat.to_radians(), other.lat.to_radians());
        let (dlat, dlon) = (b - a, (other.lon - self.lon).to_radians());
        let h = (dlat / 2.0).sin().powi(2) + a.cos() * b.cos() * (dlon / 2.0).sin().powi(2);
        2.0 * EARTH_RADIUS_METRES * h.sqrt().min(1.0).asin()
    }
}

/// A service at a location: one site.
#[derive(Debug, Clone, PartialEq)]
pub struct Site {
    /// The location's id.
    pub id: LocationId,
    /// The building's or centre's name.
    pub name: Option<String>,
    /// Where it is, or that this is withheld.
    pub address: Address,
    /// Unique property reference number.
    pub uprn: Option<String>,
    /// Accessibility, one feature each: "Step-free entrance".
    pub accessibility: Vec<String>,
    /// How to get there.
    pub travel: Option<String>,
    /// Hours at this site; empty = the service's hours hold.
    pub schedules: Vec<Schedule>,
}

/// A site's address. A confidential place has no name, street, postcode or point here: those are in
/// [`crate::model::private::HiddenAddress`].
#[derive(Debug, Clone, PartialEq)]
pub enum Address {
    /// An address anyone may see.
    Public(PublicAddress),
    /// The address is confidential; only the town may be said.
    Withheld {
        /// Town or city.
        town: Option<String>,
    },
}

/// An address that may be published.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PublicAddress {
    /// Building, street and area lines, in order.
    pub lines: Vec<String>,
    /// Town or city.
    pub town: Option<String>,
    /// County, where a publisher gives one.
    pub county: Option<String>,
    /// Full postcode in its usual form, or an outward code where only that is published.
    pub postcode: Option<String>,
    /// The point, from the publisher or from the postcode.
    pub point: Option<Point>,
    /// The point is only the middle of the postcode sector or district: distances from it are rough.
    pub approximate: bool,
}

impl Site {
    /// The site's point, unless it is unknown or confidential.
    pub fn point(&self) -> Option<Point> {
        match &self.address {
            Address::Public(address) => address.point,
            Address::Withheld { .. } => None,
        }
    }

    /// The address in one line, or "Address withheld for safety".
    pub fn address_line(&self) -> String {
        match &self.address {
            Address::Withheld { town } => match town {
                Some(town) => format!("Address withheld for safety ({town})"),
                None => "Address withheld for safety".to_owned(),
            },
            Address::Public(address) => address.line(),
        }
    }
}

impl PublicAddress {
    /// The address in one line, without repeating a town already named.
    pub fn line(&self) -> String {
        let mut parts: Vec<&str> = self.lines.iter().map(String::as_str).collect();
        for extra in [&self.town, &self.county].into_iter().flatten() {
            if !parts.iter().any(|part| part.eq_ignore_ascii_case(extra)) {
                parts.push(extra);
            }
        }
        let mut line = parts.join(", ");
        if let Some(postcode) = &self.postcode {
            if !line.is_empty() {
                line.push_str(", ");
            }
            line.push_str(postcode);
        }
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_metres() {
        let birmingham = Point { lat: 52.4797, lon: -1.9027 };
        let walsall = Point { lat: 52.5860, lon: -1.9820 };
        let metres = birmingham.metres_to(walsall);
        assert!((12_900.0..13_100.0).contains(&metres), "{metres}");
        assert!(birmingham.metres_to(birmingham) < 0.001);
    }

    #[test]
    fn points_outside_the_uk_are_unknown() {
        assert!(Point::in_uk(48.94127, -122.75756).is_none());
        assert!(Point::in_uk(0.0, 0.0).is_none());
        assert!(Point::in_uk(f64::NAN, -1.0).is_none());
        assert!(Point::in_uk(60.15, -1.15).is_some());
    }
}
