//! One row: what it says of a postcode, or why it cannot be used.

use super::columns::Columns;
use crate::{
    model::location::Point,
    places::{grid::Grid, postcode::Postcode},
};
use csv::ByteRecord;
use std::borrow::Cow;

/// A row that can be used. Empty codes are unknown.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Usable<'a> {
    pub(super) key: u64,
    pub(super) point: Option<Point>,
    pub(super) council: Cow<'a, str>,
    pub(super) ward: Cow<'a, str>,
    pub(super) ward_name: Cow<'a, str>,
    pub(super) lsoa: Cow<'a, str>,
    pub(super) ended: bool,
}

/// Reads a row; the reason in plain words when it cannot be used.
pub(super) fn read<'a>(columns: &Columns, row: &'a ByteRecord) -> Result<Usable<'a>, String> {
    let text = |column: Option<usize>| column.and_then(|at| row.get(at)).map(field).unwrap_or_default();
    let typed = row.get(columns.postcode).map(field).ok_or("the row has no postcode")?;
    let postcode = Postcode::parse(&typed).ok_or_else(|| format!("\"{typed}\" is not a postcode"))?;
    let key = postcode.key().ok_or_else(|| format!("\"{typed}\" is only part of a postcode"))?;
    Ok(Usable {
        key,
        point: point(columns, row, postcode)?,
        council: code(text(columns.council), "council")?,
        ward: code(text(columns.ward), "ward")?,
        ward_name: text(columns.ward_name),
        lsoa: code(text(columns.lsoa), "LSOA").unwrap_or_default(),
        ended: !text(columns.ended).is_empty(),
    })
}

fn field(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text.trim()),
        Err(_) => Cow::Owned(String::from_utf8_lossy(bytes).trim().to_owned()),
    }
}

/// Latitude and longitude where given, else the grid reference.
fn point(columns: &Columns, row: &ByteRecord, postcode: Postcode) -> Result<Option<Point>, String> {
    let pair = |columns: Option<(usize, usize)>, what: &str| -> Result<Option<(f64, f64)>, String> {
        let Some((first, second)) = columns else { return Ok(None) };
        let both = row.get(first).zip(row.get(second)).ok_or_else(|| format!("the row ends before its {what}"))?;
        Ok(number(both.0, what)?.zip(number(both.1, what)?))
    };
    if let Some((lat, lon)) = pair(columns.degrees, "latitude and longitude")? {
        return in_uk(lat, lon);
    }
    let quality = columns.quality.and_then(|at| row.get(at)).map(field).unwrap_or_default();
    match pair(columns.grid, "easting and northing")? {
        Some((easting, northing)) if !matches!(&*quality, "9" | "90") && (easting, northing) != (0.0, 0.0) => {
            let grid = if postcode.area() == "BT" { Grid::Irish } else { Grid::British };
            let point = grid.to_wgs84(easting, northing);
            Point::in_uk(point.lat, point.lon)
                .map(Some)
                .ok_or_else(|| format!("easting {easting}, northing {northing} is outside the United Kingdom"))
        }
        _ => Ok(None),
    }
}

/// ONS writes 99.999999 and 0.000000 where there is no grid reference.
fn in_uk(lat: f64, lon: f64) -> Result<Option<Point>, String> {
    if lat >= 99.0 || (lat, lon) == (0.0, 0.0) {
        return Ok(None);
    }
    Point::in_uk(lat, lon).map(Some).ok_or_else(|| format!("latitude {lat}, longitude {lon} is outside the United Kingdom"))
}

fn number(bytes: &[u8], what: &str) -> Result<Option<f64>, String> {
    let text = field(bytes);
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| format!("\"{text}\" is not a number ({what})"))
}

/// A GSS code of the four nations. Pseudo codes (`E99999999`, the Crown dependencies' `L93000001` and `M83000003`) are unknown.
fn code<'a>(text: Cow<'a, str>, what: &str) -> Result<Cow<'a, str>, String> {
    let digits = text.get(1..).unwrap_or_default();
    let is_gss = text.starts_with(|c: char| c.is_ascii_uppercase()) && digits.len() == 8 && digits.bytes().all(|c| c.is_ascii_digit());
    if is_gss && text.starts_with(['E', 'W', 'S', 'N']) && digits != "99999999" {
        Ok(text)
    } else if is_gss || text.is_empty() {
        Ok(Cow::Borrowed(""))
    } else {
        Err(format!("\"{text}\" is not a {what} code"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "pcds,doterm,oseast1m,osnrth1m,osgrdind,lad25cd,wd25cd,lsoa21cd,lat,long";

    fn record(row: &str) -> ByteRecord {
        ByteRecord::from(row.split(',').collect::<Vec<_>>())
    }

    fn columns(header: &str) -> Columns {
        Columns::recognise(&record(header)).unwrap()
    }

    #[test]
    fn a_row_says_what_it_says() {
        let record = record("B13 8AA,,407000,282000,1,E08000025,E05011151,E01009101,52.44,-1.89");
        let row = read(&columns(HEADER), &record).unwrap();
        assert_eq!((&*row.council, &*row.ward, &*row.lsoa, row.ended), ("E08000025", "E05011151", "E01009101", false));
        assert_eq!(row.point, Point::in_uk(52.44, -1.89));
    }

    #[test]
    fn unknown_is_not_wrong() {
        for row in [
            "JE2 3AB,,,,9,L93000001,L99999999,L99999999,99.999999,0.000000",
            "B13 8AA,,,,9,E99999999,,,99.999999,0.000000",
            "B13 8AA,199606,0,0,9,,,95GG01S1,,",
        ] {
            let record = record(row);
            let read = read(&columns(HEADER), &record).unwrap();
            assert_eq!((read.point, &*read.council, &*read.ward, &*read.lsoa), (None, "", "", ""), "{row}");
            assert_eq!(read.ended, row.contains("1996"));
        }
    }

    #[test]
    fn a_row_that_cannot_be_used_says_why() {
        for (row, reason) in [
            ("hello,,,,,,,,52.44,-1.89", "\"hello\" is not a postcode"),
            ("B13,,,,,,,,52.44,-1.89", "\"B13\" is only part of a postcode"),
            ("B13 8AA,,,,,,,,12.5,-1.89", "latitude 12.5, longitude -1.89 is outside the United Kingdom"),
            ("B13 8AA,,,,,,,,north,-1.89", "\"north\" is not a number (latitude and longitude)"),
            ("B13 8AA,,,,,Birmingham,,,52.44,-1.89", "\"Birmingham\" is not a council code"),
            ("B13 8AA,,", "the row ends before its latitude and longitude"),
        ] {
            assert_eq!(read(&columns(HEADER), &record(row)).unwrap_err(), reason, "{row}");
        }
    }

    #[test]
    fn grid_references_are_used_where_degrees_are_missing() {
        let header = "pcds,oseast1m,osnrth1m,osgrdind";
        for (row, near) in [
            ("B1 1AY,406523,286448,1", Some((52.4759, -1.9054))),
            // Belfast City Hall, Irish Grid.
            ("BT1 5GS,333850,374050,1", Some((54.5966, -5.9301))),
            ("B1 1AY,406523,286448,9", None),
            ("B1 1AY,0,0,90", None),
            ("B1 1AY,,,1", None),
        ] {
            let point = read(&columns(header), &record(row)).unwrap().point;
            assert_eq!(point.is_some(), near.is_some(), "{row}");
            if let (Some(point), Some((lat, lon))) = (point, near) {
                assert!(point.metres_to(Point { lat, lon }) < 100.0, "{row}: {point:?}");
            }
        }
    }
}
