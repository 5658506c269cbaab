//! Postcode districts: the shipped answer for a postcode when no local table is loaded.

use super::{PlacesError, remark::Outside, rows};
use crate::model::location::Point;

/// Every district, sorted by code.
#[derive(Debug, Default)]
pub(super) struct Districts {
    districts: Vec<District>,
}

/// One district.
#[derive(Debug)]
pub(super) struct District {
    pub(super) code: Box<str>,
    pub(super) point: Option<Point>,
    /// The council most of its postcodes are in.
    pub(super) council: Option<Box<str>>,
    pub(super) outside: Option<Outside>,
}

/// The middle of the nearest district is no further north or south than this, in degrees of latitude.
const NEAR_DEGREES: f64 = 0.5;

/// A town may lie in a district whose middle is this much further away than half as far again as the nearest, in metres.
const AROUND_METRES: f64 = 1_500.0;
/// Districts a town may lie in, at most.
const MOST_AROUND: usize = 4;

impl Districts {
    pub(super) fn shipped() -> Result<Self, PlacesError> {
        let mut districts = rows::read("districts.csv", district)?;
        districts.sort_unstable_by(|a, b| a.code.cmp(&b.code));
        Ok(Self { districts })
    }

    pub(super) fn get(&self, code: &str) -> Option<&District> {
        self.districts.binary_search_by(|district| (*district.code).cmp(code)).ok().map(|at| &self.districts[at])
    }

    /// The codes of the districts a town may lie in, nearest middle first: the nearest, and any not much further.
    pub(super) fn around(&self, point: Point) -> Vec<String> {
        let mut near: Vec<(f64, &District)> = Vec::new();
        for district in &self.districts {
            let close = district.point.filter(|other| (other.lat - point.lat).abs() < NEAR_DEGREES);
            near.extend(close.map(|other| (other.metres_to(point), district)));
        }
        near.sort_by(|one, other| one.0.total_cmp(&other.0));
        let reach = near.first().map_or(0.0, |(nearest, _)| nearest * 1.5 + AROUND_METRES);
        near.into_iter()
            .take_while(|(metres, _)| *metres <= reach)
            .take(MOST_AROUND)
            .map(|(_, district)| district.code.to_string())
            .collect()
    }

    /// Every district, by code.
    pub(super) fn all(&self) -> impl Iterator<Item = &District> {
        self.districts.iter()
    }

    /// The middle of every district that has one.
    pub(super) fn points(&self) -> impl Iterator<Item = Point> {
        self.districts.iter().filter_map(|district| district.point)
    }

    /// Districts that begin with `prefix`, in order.
    pub(super) fn beginning<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a District> {
        let start = self.districts.partition_point(|district| *district.code < *prefix);
        self.districts[start..].iter().take_while(move |district| district.code.starts_with(prefix))
    }

    /// The middle of the districts a London district was split into: `SW1` for `SW1A` to `SW1Y`.
    pub(super) fn split(&self, code: &str) -> Option<Point> {
        let parts = self.beginning(code).filter(|district| district.code[code.len()..].chars().all(char::is_alphabetic));
        let (count, lat, lon) = parts
            .filter_map(|district| district.point)
            .fold((0.0, 0.0, 0.0), |(count, lat, lon), point| (count + 1.0, lat + point.lat, lon + point.lon));
        Point::in_uk(lat / count, lon / count)
    }
}

fn district(row: &csv::StringRecord) -> Option<District> {
    let outside = match row.get(4)? {
        "" => None,
        "isle-of-man" => Some(Outside::IsleOfMan),
        "jersey" => Some(Outside::Jersey),
        "guernsey" => Some(Outside::Guernsey),
        "forces" => Some(Outside::Forces),
        "unplaced" => Some(Outside::Unplaced),
        _ => return None,
    };
    let point = rows::point(row, 1);
    (point.is_some() != outside.is_some()).then_some(District { code: rows::text(row, 0)?, point, council: rows::text(row, 3), outside })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn districts_are_found_by_code_and_beginning() {
        let districts = Districts::shipped().unwrap();
        assert_eq!(districts.get("B13").unwrap().council.as_deref(), Some("E08000025"));
        assert_eq!(districts.get("JE2").unwrap().outside, Some(Outside::Jersey));
        assert!(districts.get("BT1").unwrap().point.is_some());
        assert!(districts.get("B123").is_none());
        let codes: Vec<&str> = districts.beginning("ZE").map(|district| &*district.code).collect();
        assert_eq!(codes, ["ZE1", "ZE2", "ZE3"]);
    }

    #[test]
    fn a_district_that_was_split_has_the_middle_of_its_parts() {
        let districts = Districts::shipped().unwrap();
        assert!(districts.split("SW1").unwrap().metres_to(Point { lat: 51.497, lon: -0.14 }) < 1_000.0);
        assert_eq!(districts.split("B123"), None);
    }

    #[test]
    fn every_shipped_district_reads_as_a_postcode() {
        for district in &Districts::shipped().unwrap().districts {
            let postcode = super::super::postcode::Postcode::parse(&district.code);
            assert_eq!(postcode.map(|postcode| postcode.district().to_owned()).as_deref(), Some(&*district.code));
        }
    }
}
