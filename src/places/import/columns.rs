//! Which column holds what, in each publisher's spelling and each year's.

use crate::places::postcode::Postcode;
use csv::ByteRecord;

/// A recognised kind of list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// ONS Postcode Directory or National Statistics Postcode Lookup.
    Ons,
    /// Ordnance Survey's Code-Point Open.
    CodePoint,
    /// Any other list with postcodes and coordinates.
    List,
}

impl Kind {
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Ons => "ONS postcode directory or lookup",
            Self::CodePoint => "Code-Point Open",
            Self::List => "list of postcodes with coordinates",
        }
    }
}

/// Where the facts are; the postcode is always there, and so is one pair of coordinates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Columns {
    pub(super) kind: Kind,
    /// False: the first row is already a postcode.
    pub(super) has_header: bool,
    pub(super) postcode: usize,
    /// Latitude and longitude.
    pub(super) degrees: Option<(usize, usize)>,
    /// Easting and northing.
    pub(super) grid: Option<(usize, usize)>,
    /// How good the grid reference is: 9 (ONS) or 90 (OS) means there is none.
    pub(super) quality: Option<usize>,
    /// When it went out of use.
    pub(super) ended: Option<usize>,
    pub(super) council: Option<usize>,
    pub(super) ward: Option<usize>,
    pub(super) ward_name: Option<usize>,
    pub(super) lsoa: Option<usize>,
}

/// The header names of each fact, best first. `##` stands for the year in names such as `lad25cd`.
const POSTCODE: &[&str] = &["pcds", "pcd8", "pcd7", "pcd2", "pcd", "postcode", "pc"];
const LATITUDE: &[&str] = &["lat", "latitude"];
const LONGITUDE: &[&str] = &["long", "lon", "lng", "longitude"];
const EASTING: &[&str] = &["oseast1m", "east1m", "eastings", "easting", "ea"];
const NORTHING: &[&str] = &["osnrth1m", "north1m", "northings", "northing", "no"];
const QUALITY: &[&str] = &["osgrdind", "gridind", "positional_quality_indicator", "positional_quality", "pq"];
const ENDED: &[&str] = &["doterm"];
const COUNCIL: &[&str] = &["lad##cd", "oslaua", "laua", "admin_district_code", "district_code", "dc"];
const WARD: &[&str] = &["wd##cd", "osward", "ward", "admin_ward_code", "ward_code", "wc"];
const WARD_NAME: &[&str] = &["wd##nm"];
const LSOA: &[&str] = &["lsoa21cd", "lsoa21", "lsoa11cd", "lsoa11"];

impl Columns {
    /// From a file's first row: a header we know, or a row of Code-Point Open, which has none.
    pub(super) fn recognise(first: &ByteRecord) -> Option<Self> {
        if is_code_point_row(first) {
            return Some(Self::code_point());
        }
        let names: Vec<String> = first.iter().map(header_name).collect();
        let column = |known: &[&str]| position(&names, known);
        let postcode = column(POSTCODE)?;
        let degrees = column(LATITUDE).zip(column(LONGITUDE));
        let grid = column(EASTING).zip(column(NORTHING));
        (degrees.is_some() || grid.is_some()).then(|| Self {
            kind: kind(&names),
            has_header: true,
            postcode,
            degrees,
            grid,
            quality: column(QUALITY),
            ended: column(ENDED),
            council: column(COUNCIL),
            ward: column(WARD),
            ward_name: column(WARD_NAME),
            lsoa: column(LSOA),
        })
    }

    /// The order Code-Point Open publishes its ten columns in.
    fn code_point() -> Self {
        Self {
            kind: Kind::CodePoint,
            has_header: false,
            postcode: 0,
            degrees: None,
            grid: Some((2, 3)),
            quality: Some(1),
            ended: None,
            council: Some(8),
            ward: Some(9),
            ward_name: None,
            lsoa: None,
        }
    }
}

fn is_code_point_row(row: &ByteRecord) -> bool {
    let field = |at: usize| row.get(at).and_then(|field| std::str::from_utf8(field).ok()).unwrap_or_default().trim();
    let number = |at: usize| field(at).parse::<u32>().is_ok();
    row.len() == 10 && Postcode::parse(field(0)).is_some_and(|postcode| postcode.is_full()) && number(1) && number(2) && number(3)
}

fn header_name(field: &[u8]) -> String {
    String::from_utf8_lossy(field).trim_start_matches('\u{feff}').trim().trim_matches('"').to_ascii_lowercase()
}

fn kind(names: &[String]) -> Kind {
    let has = |known: &[&str]| position(names, known).is_some();
    if has(&["pcds", "pcd8", "pcd7", "pcd2", "pcd"]) {
        Kind::Ons
    } else if has(&["positional_quality_indicator", "positional_quality", "pq"]) {
        Kind::CodePoint
    } else {
        Kind::List
    }
}

/// The first known name that is there; of several years, the latest.
fn position(names: &[String], known: &[&str]) -> Option<usize> {
    known.iter().find_map(|known| {
        let mut matching: Vec<usize> = (0..names.len()).filter(|&at| is_named(&names[at], known)).collect();
        matching.sort_by(|&a, &b| names[b].cmp(&names[a]));
        matching.first().copied()
    })
}

fn is_named(name: &str, known: &str) -> bool {
    match known.split_once("##") {
        None => name == known,
        Some((before, after)) => {
            let year = name.strip_prefix(before).and_then(|rest| rest.strip_suffix(after));
            year.is_some_and(|year| year.len() == 2 && year.bytes().all(|digit| digit.is_ascii_digit()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recognised(row: &str) -> Option<Columns> {
        Columns::recognise(&ByteRecord::from(row.split(',').collect::<Vec<_>>()))
    }

    #[test]
    fn each_publishers_header_is_known() {
        for (header, kind, postcode, council, ended) in [
            ("postcode,lat,lon,lad25cd,wd25cd,lsoa21cd", Kind::List, 0, Some(3), false),
            ("\u{feff}pcd,pcd2,pcds,dointr,doterm,oscty,oslaua,osward,oseast1m,osnrth1m,osgrdind,lat,long", Kind::Ons, 2, Some(6), true),
            ("PCD7,PCD8,PCDS,DOTERM,EAST1M,NORTH1M,GRIDIND,LAD25CD,WD25CD,LSOA21CD,LAT,LONG", Kind::Ons, 2, Some(7), true),
            ("pcd7,pcd8,dointr,doterm,lad24cd,lad25cd,lat,long", Kind::Ons, 1, Some(5), true),
            ("Postcode,Positional_quality_indicator,Eastings,Northings,Admin_district_code", Kind::CodePoint, 0, Some(4), false),
        ] {
            let columns = recognised(header).unwrap();
            assert_eq!((columns.kind, columns.postcode, columns.council), (kind, postcode, council), "{header}");
            assert_eq!((columns.ended.is_some(), columns.has_header), (ended, true), "{header}");
        }
    }

    #[test]
    fn code_point_open_is_known_without_a_header() {
        let columns = recognised("B1  1AY,10,406523,286448,E92000001,E19000001,E18000005,,E08000025,E05001193").unwrap();
        assert_eq!((columns.kind, columns.has_header), (Kind::CodePoint, false));
        assert_eq!((columns.council, columns.ward, columns.quality), (Some(8), Some(9), Some(1)));
    }

    #[test]
    fn other_tables_are_not() {
        for header in ["name,lat,lon", "postcode,name,phone", "WD24CD,WD24NM", ""] {
            assert_eq!(recognised(header), None, "{header}");
        }
    }
}
