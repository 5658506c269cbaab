//! A patch: the ground somebody works on, and what of our knowledge of places a copy for it takes along.

use super::{Place, Places, Precision, gazetteer::Town, postcode::Postcode};
#[cfg(not(target_family = "wasm"))]
use super::{
    by_name::area,
    table::write::{Entry, Writer},
};
use crate::model::location::Point;
#[cfg(not(target_family = "wasm"))]
use crate::model::sector::Nation;

/// The ground somebody works on. At least one of the two is there.
#[derive(Debug, Clone, PartialEq)]
pub struct Patch {
    /// Councils, GSS codes.
    pub councils: Vec<String>,
    /// Circles, in metres.
    pub around: Vec<(Place, f64)>,
}

/// How far outside a patch postcodes are still known, in metres: people live on its edge and beyond it.
const EDGE_METRES: f64 = 8_000.0;
/// A ward of one postcode is this wide all the same.
#[cfg(not(target_family = "wasm"))]
const SMALLEST_METRES: f64 = 500.0;

/// Where a ward lies.
#[cfg(not(target_family = "wasm"))]
#[derive(Debug, Clone, PartialEq)]
pub enum Ward {
    /// There is none of this code or name.
    Unknown,
    /// Several are called that: their codes.
    Several(Vec<String>),
    /// It is one, but only a local table of postcodes knows where wards lie, and there is none that has it.
    Nowhere,
    /// The circle, in metres, that holds all its postcodes, around their middle.
    There(Box<Place>, f64),
}

impl Patch {
    /// Whether a point, or anything in a council, lies in it.
    pub fn holds(&self, point: Option<Point>, council: Option<&str>) -> bool {
        let within = |(centre, metres): &(Place, f64)| Some(centre.point?.metres_to(point?) <= *metres);
        council.is_some_and(|council| self.councils.iter().any(|code| code == council))
            || self.around.iter().any(|circle| within(circle).unwrap_or(false))
    }
}

impl Places {
    /// The places of a patch that people name: its towns, suburbs and villages, its postcode districts, its councils and its centre.
    pub fn of_patch(&self, patch: &Patch) -> Vec<Place> {
        let holds = |place: &Place| patch.holds(place.point, place.council.as_deref());
        // Looked at before it is made a place of: of forty thousand, which takes the districts around each, few are meant.
        let meant = |town: &Town| patch.holds(Some(town.point), Some(&*town.area));
        let towns = self.gazetteer.towns.iter().enumerate().filter(|(_, town)| meant(town)).map(|(at, _)| self.town(at));
        let districts = self.districts.all().filter_map(|district| self.by_postcode(Postcode::parse(&district.code)?));
        let councils = self.areas.councils.iter().filter(|council| patch.councils.iter().any(|code| **code == *council.code));
        let councils = councils.filter_map(|council| self.by_name(&format!("{} council", council.name), 1).into_iter().next());
        let centre = patch.around.iter().map(|(place, _)| place.clone());
        towns.chain(districts).filter(holds).filter(|place| place.precision != Precision::Nation).chain(councils).chain(centre).collect()
    }

    /// Where a ward lies, by its code or name, as far as the local table of postcodes knows.
    ///
    /// # Errors
    /// When the table cannot be read.
    #[cfg(not(target_family = "wasm"))]
    pub fn ward(&self, named: &str) -> std::io::Result<Ward> {
        let codes = self.areas.wards_named(named);
        let [code] = codes.as_slice() else {
            let codes: Vec<String> = codes.into_iter().map(str::to_owned).collect();
            return Ok(if codes.is_empty() { Ward::Unknown } else { Ward::Several(codes) });
        };
        let (mut points, mut council) = (Vec::new(), None);
        if let Some(table) = &self.table {
            table.each(|_, found| {
                if found.ward == Some(*code) && !found.ended {
                    points.extend(found.point);
                    council = council.take().or_else(|| found.council.map(str::to_owned));
                }
            })?;
        }
        let Some(middle) = middle(&points) else { return Ok(Ward::Nowhere) };
        let metres = points.iter().map(|point| middle.metres_to(*point)).fold(0.0, f64::max);
        let label = self.areas.name(code).unwrap_or(code).to_owned();
        let place = area(label, Precision::Town, middle, Nation::of_gss(code));
        let place = Place { ward: Some((*code).to_owned()), council, ..place };
        Ok(Ward::There(Box::new(place), metres.max(SMALLEST_METRES)))
    }

    /// The postcodes of a patch that are in use, as a table of their own; `None` where no postcodes are known here. One that has ended is
    /// taken for the middle of its sector on a phone: about a third of all there ever were have.
    ///
    /// # Errors
    /// When the table of all cannot be read.
    #[cfg(not(target_family = "wasm"))]
    pub fn postcodes_of_patch(&self, patch: &Patch) -> std::io::Result<Option<Vec<u8>>> {
        let Some(table) = &self.table else { return Ok(None) };
        let wider = patch.around.iter().map(|(place, metres)| (place.clone(), metres + EDGE_METRES)).collect();
        let wider = Patch { around: wider, ..patch.clone() };
        let mut writer = Writer::default();
        table.each(|key, found| {
            if !found.ended && wider.holds(found.point, found.council) {
                let (council, ward, lsoa) =
                    (found.council.unwrap_or_default(), found.ward.unwrap_or_default(), found.lsoa.unwrap_or_default());
                writer.add(key, &Entry { point: found.point, council, ward, lsoa, ended: false });
                if let Some(name) = table.ward_name(ward) {
                    writer.name_ward(ward, name);
                }
            }
        })?;
        writer.into_bytes().map(Some)
    }
}

/// The middle of points: the mean of each part. `None` = there are none.
#[cfg(not(target_family = "wasm"))]
fn middle(points: &[Point]) -> Option<Point> {
    #[expect(clippy::cast_precision_loss, reason = "a ward has far fewer postcodes than 2^52")]
    let count = points.len() as f64;
    let mean = |part: fn(&Point) -> f64| points.iter().map(part).sum::<f64>() / count;
    (!points.is_empty()).then(|| Point { lat: mean(|point| point.lat), lon: mean(|point| point.lon) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::places::table::FILE_NAME;

    #[test]
    fn a_patch_takes_the_postcodes_along_that_are_in_use() {
        let folder = tempfile::tempdir().unwrap();
        let mut writer = Writer::default();
        let key = |text: &str| Postcode::parse(text).unwrap().key().unwrap();
        for (text, lat, ended) in [("B13 8AA", 52.44, false), ("B13 8AB", 52.45, true), ("B13 8AD", 52.46, false), ("B14 7AA", 53.9, false)]
        {
            let entry = Entry { point: Some(Point { lat, lon: -1.9 }), council: "E08000025", ward: "", lsoa: "", ended };
            writer.add(key(text), &entry);
        }
        writer.finish(&folder.path().join(FILE_NAME)).unwrap();
        let places = Places::open(folder.path()).unwrap();
        let patch = Patch { councils: Vec::new(), around: vec![(places.find("B13 8AA").unwrap(), 2_000.0)] };
        let table = crate::places::table::Table::from_bytes(places.postcodes_of_patch(&patch).unwrap().unwrap()).unwrap();
        let carried = ["B13 8AA", "B13 8AB", "B13 8AD", "B14 7AA"].map(|text| table.find(key(text)).unwrap().is_some());
        assert_eq!(carried, [true, false, true, false]);
    }

    #[test]
    fn a_ward_is_the_circle_that_holds_its_postcodes_where_they_are_known() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places::open(folder.path()).unwrap();
        assert_eq!(places.ward("Ladywood").unwrap(), Ward::Nowhere);
        let mut writer = Writer::default();
        for (text, lat, ended) in
            [("B13 8AA", 52.44, false), ("B13 8AB", 52.46, false), ("B13 8AD", 52.99, true), ("B14 7AA", 52.43, false)]
        {
            let ward = if text.starts_with("B13") { "E05011151" } else { "E05011118" };
            let entry = Entry { point: Some(Point { lat, lon: -1.9 }), council: "E08000025", ward, lsoa: "", ended };
            writer.add(Postcode::parse(text).unwrap().key().unwrap(), &entry);
        }
        writer.finish(&folder.path().join(FILE_NAME)).unwrap();
        let places = Places::open(folder.path()).unwrap();
        for named in ["E05011151", "ladywood"] {
            let Ward::There(place, metres) = places.ward(named).unwrap() else { panic!("{named}") };
            assert!((place.point.unwrap().lat - 52.45).abs() < 1e-4 && (1_000.0..1_300.0).contains(&metres), "{metres}");
            assert_eq!((place.council.as_deref(), place.label.as_str()), (Some("E08000025"), "Ladywood"));
        }
        assert!(matches!(places.ward("Abbey").unwrap(), Ward::Several(codes) if codes.len() > 2));
        assert_eq!((places.ward("Atlantis").unwrap(), places.ward("E05000932").unwrap()), (Ward::Unknown, Ward::Nowhere));
    }
}
