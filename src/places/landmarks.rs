//! Names to find one's way by on a map that we draw ourselves: towns and postcode districts within a box.

use super::Places;
use crate::model::location::Point;

/// A name on the ground.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Landmark<'a> {
    /// The name, or a postcode district's code.
    pub name: &'a str,
    /// The middle of it.
    pub point: Point,
    /// What it is.
    pub kind: LandmarkKind,
}

/// What a landmark is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LandmarkKind {
    /// A city or town.
    Town,
    /// A suburb, village or other settlement.
    Smaller,
    /// A postcode district.
    District,
}

impl Places {
    /// Everything with a name between two corners: cities, towns and smaller places, most important first, then postcode districts.
    pub fn landmarks(&self, south_west: Point, north_east: Point) -> impl Iterator<Item = Landmark<'_>> {
        let inside = move |point: Point| {
            (south_west.lat..=north_east.lat).contains(&point.lat) && (south_west.lon..=north_east.lon).contains(&point.lon)
        };
        let kind = |major| if major { LandmarkKind::Town } else { LandmarkKind::Smaller };
        let towns =
            self.gazetteer.towns.iter().map(move |town| Landmark { name: &town.name, point: town.point, kind: kind(town.is_major()) });
        let districts = self
            .districts
            .all()
            .filter_map(|district| Some(Landmark { name: &district.code, point: district.point?, kind: LandmarkKind::District }));
        towns.chain(districts).filter(move |landmark| inside(landmark.point))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_box_round_walsall_holds_its_town_first_its_suburbs_and_its_districts() {
        let places = Places::shipped().unwrap();
        let corner = |lat, lon| Point { lat, lon };
        let found: Vec<Landmark<'_>> = places.landmarks(corner(52.55, -2.03), corner(52.63, -1.92)).collect();
        assert_eq!((found[0].name, found[0].kind), ("Walsall", LandmarkKind::Town));
        let named = |name| found.iter().find(|landmark| landmark.name == name).map(|landmark| landmark.kind);
        assert!(found.iter().any(|landmark| landmark.kind == LandmarkKind::Smaller));
        assert_eq!(named("WS2"), Some(LandmarkKind::District));
        assert_eq!((named("London"), named("B13")), (None, None));
    }
}
