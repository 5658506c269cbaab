//! A patch: the ground somebody works on, and what of our knowledge of places a copy for it takes along.

#[cfg(not(target_family = "wasm"))]
use super::table::write::{Entry, Writer};
use super::{Place, Places, Precision, postcode::Postcode};
use crate::model::location::Point;

/// The ground somebody works on. At least one of the two is there.
#[derive(Debug, Clone, PartialEq)]
pub struct Patch {
    /// Councils, GSS codes.
    pub councils: Vec<String>,
    /// A circle, in metres.
    pub around: Option<(Place, f64)>,
}

/// How far outside a patch postcodes are still known, in metres: people live on its edge and beyond it.
const EDGE_METRES: f64 = 8_000.0;

impl Patch {
    /// Whether a point, or anything in a council, lies in it.
    pub fn holds(&self, point: Option<Point>, council: Option<&str>) -> bool {
        let within = |(centre, metres): &(Place, f64)| Some(centre.point?.metres_to(point?) <= *metres);
        council.is_some_and(|council| self.councils.iter().any(|code| code == council))
            || self.around.as_ref().and_then(within).unwrap_or(false)
    }
}

impl Places {
    /// The places of a patch that people name: its towns, suburbs and villages, its postcode districts, its councils and its centre.
    pub fn of_patch(&self, patch: &Patch) -> Vec<Place> {
        let holds = |place: &Place| patch.holds(place.point, place.council.as_deref());
        let towns = (0..self.gazetteer.towns.len()).map(|at| self.town(at));
        let districts = self.districts.all().filter_map(|district| self.by_postcode(Postcode::parse(&district.code)?));
        let councils = self.areas.councils.iter().filter(|council| patch.councils.iter().any(|code| **code == *council.code));
        let councils = councils.filter_map(|council| self.by_name(&format!("{} council", council.name), 1).into_iter().next());
        let centre = patch.around.iter().map(|(place, _)| place.clone());
        towns.chain(districts).filter(holds).filter(|place| place.precision != Precision::Nation).chain(councils).chain(centre).collect()
    }

    /// The postcodes of a patch as a table of their own; `None` where no postcodes are known here.
    ///
    /// # Errors
    /// When the table of all cannot be read.
    #[cfg(not(target_family = "wasm"))]
    pub fn postcodes_of_patch(&self, patch: &Patch) -> std::io::Result<Option<Vec<u8>>> {
        let Some(table) = &self.table else { return Ok(None) };
        let wider = Patch { around: patch.around.clone().map(|(place, metres)| (place, metres + EDGE_METRES)), ..patch.clone() };
        let mut writer = Writer::default();
        table.each(|key, found| {
            if wider.holds(found.point, found.council) {
                let (council, ward, lsoa) =
                    (found.council.unwrap_or_default(), found.ward.unwrap_or_default(), found.lsoa.unwrap_or_default());
                writer.add(key, &Entry { point: found.point, council, ward, lsoa, ended: found.ended });
                if let Some(name) = table.ward_name(ward) {
                    writer.name_ward(ward, name);
                }
            }
        })?;
        writer.into_bytes().map(Some)
    }
}
