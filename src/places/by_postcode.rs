//! A postcode's place: from the local table; else the middle of its sector, else of its district; and always saying which.

use super::{
    Place, Places, Precision,
    districts::District,
    postcode::Postcode,
    remark::{Outside, Remark, Why},
    table::Found,
};
use crate::model::{location::Point, sector::Nation};

/// A point to fall back on, and what it is the middle of.
struct Fallback<'a> {
    precision: Precision,
    middle_of: String,
    point: Point,
    council: Option<&'a str>,
}

impl Places {
    /// `None` when not even the district exists.
    pub(super) fn by_postcode(&self, postcode: Postcode) -> Option<Place> {
        if postcode.is_forces() {
            return Some(off_the_map(postcode, Outside::Forces, Precision::Postcode));
        }
        if !postcode.is_full() {
            return self.part(postcode);
        }
        match self.looked_up(postcode) {
            Ok(Some(found)) => Some(self.known(postcode, found)),
            Ok(None) if self.table.is_some() => self.unknown(postcode, Why::NotListed),
            Ok(None) => self.unknown(postcode, Why::NotLoaded),
            Err(error) => {
                tracing::error!(%error, "the local postcode table cannot be read");
                self.unknown(postcode, Why::Unreadable)
            }
        }
    }

    /// Districts, and the sector or postcode typed, for a text that begins like a postcode.
    pub(super) fn beginning_postcodes(&self, prefix: &str, limit: usize) -> Vec<Place> {
        let compact: String = prefix.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_uppercase();
        let mut districts: Vec<&District> = if compact.is_empty() { Vec::new() } else { self.districts.beginning(&compact).collect() };
        districts.sort_by_key(|district| district.code.len());
        let typed = Postcode::parse(prefix).filter(|postcode| postcode.sector().is_some() || districts.is_empty());
        let first = typed.and_then(|postcode| self.by_postcode(postcode));
        let rest = districts.iter().filter_map(|district| self.part(Postcode::parse(&district.code)?));
        first.into_iter().chain(rest).take(limit).collect()
    }

    fn looked_up(&self, postcode: Postcode) -> std::io::Result<Option<Found<'_>>> {
        match (&self.table, postcode.key()) {
            (Some(table), Some(key)) => table.find(key),
            _ => Ok(None),
        }
    }

    /// A full postcode that is in the table.
    fn known(&self, postcode: Postcode, found: Found<'_>) -> Place {
        let mut place = bare(postcode, Precision::Postcode);
        place.council = found.council.map(str::to_owned);
        place.ward = found.ward.map(str::to_owned);
        place.lsoa = found.lsoa.map(str::to_owned);
        place.nation = nation(postcode, found.council);
        place.point = found.point;
        place.remark = found.ended.then(|| Remark::NoLongerInUse(postcode.to_string()));
        if found.point.is_some() {
            return place;
        }
        if let Some(outside) = self.districts.get(postcode.district()).and_then(|district| district.outside) {
            place.remark = Some(Remark::OffTheMap { postcode: postcode.to_string(), outside });
        } else if let Some(fallback) = self.fallback(postcode) {
            place.remark = Some(fallback.remark(postcode, Why::NoReference));
            place.precision = fallback.precision;
            place.point = Some(fallback.point);
            place.council = place.council.or_else(|| fallback.council.map(str::to_owned));
            place.nation = nation(postcode, place.council.as_deref());
        }
        place
    }

    /// A full postcode that is not in the table, or there is no table.
    fn unknown(&self, postcode: Postcode, why: Why) -> Option<Place> {
        if let Some(outside) = self.districts.get(postcode.district()).and_then(|district| district.outside) {
            return Some(off_the_map(postcode, outside, Precision::District));
        }
        let fallback = self.fallback(postcode)?;
        Some(Place { remark: Some(fallback.remark(postcode, why)), ..fallback.place(postcode) })
    }

    /// A sector or district.
    fn part(&self, postcode: Postcode) -> Option<Place> {
        let district = self.districts.get(postcode.district());
        if let Some(outside) = district.and_then(|district| district.outside) {
            return Some(off_the_map(postcode, outside, Precision::District));
        }
        let fallback = self.fallback(postcode)?;
        let wider = postcode.sector().is_some() && fallback.precision == Precision::District;
        let why = if self.table.is_some() { Why::NotListed } else { Why::NothingFiner };
        let remark = wider.then(|| fallback.remark(postcode, why));
        Some(Place { remark, ..fallback.place(postcode) })
    }

    /// The middle of the sector where the table knows it, else of the district.
    fn fallback(&self, postcode: Postcode) -> Option<Fallback<'_>> {
        let sector = || {
            let middle = self.table.as_ref()?.sector(postcode.sector_key()?)?;
            let middle_of = postcode.sector()?.to_string();
            Some(Fallback { precision: Precision::Sector, middle_of, point: middle.point, council: middle.council })
        };
        sector().or_else(|| self.district_middle(postcode.district()))
    }

    fn district_middle(&self, code: &str) -> Option<Fallback<'_>> {
        let fallback = |point, council| Fallback { precision: Precision::District, middle_of: code.to_owned(), point, council };
        let shipped = || self.districts.get(code).and_then(|district| Some(fallback(district.point?, district.council.as_deref())));
        let newer = || self.table.as_ref()?.district(code).map(|middle| fallback(middle.point, middle.council));
        shipped().or_else(newer).or_else(|| self.districts.split(code).map(|point| fallback(point, None)))
    }
}

impl Fallback<'_> {
    fn remark(&self, postcode: Postcode, why: Why) -> Remark {
        Remark::MiddleOf { why, postcode: postcode.to_string(), used: self.middle_of.clone() }
    }

    fn place(&self, postcode: Postcode) -> Place {
        Place {
            point: Some(self.point),
            council: self.council.map(str::to_owned),
            nation: nation(postcode, self.council),
            ..bare(postcode, self.precision)
        }
    }
}

fn off_the_map(postcode: Postcode, outside: Outside, precision: Precision) -> Place {
    let remark = Remark::OffTheMap { postcode: postcode.to_string(), outside };
    Place { remark: Some(remark), ..bare(postcode, precision) }
}

fn bare(postcode: Postcode, precision: Precision) -> Place {
    Place {
        label: postcode.to_string(),
        precision,
        point: None,
        council: None,
        ward: None,
        lsoa: None,
        nation: None,
        around: Vec::new(),
        district: (!postcode.is_forces()).then(|| postcode.district().to_owned()),
        remark: None,
    }
}

/// From the council; `BT` is Northern Ireland whatever else is known, and the split districts of London are in England.
fn nation(postcode: Postcode, council: Option<&str>) -> Option<Nation> {
    let by_area = || match postcode.area() {
        "BT" => Some(Nation::NorthernIreland),
        "E" | "EC" | "N" | "NW" | "SE" | "SW" | "W" | "WC" => Some(Nation::England),
        _ => None,
    };
    council.and_then(Nation::of_gss).or_else(by_area)
}
