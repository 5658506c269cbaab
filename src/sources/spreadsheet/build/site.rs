//! Where a record is: address lines, postcode and point, weighed against each other.

use super::Cells;
use crate::{
    model::{
        id::{LocationId, derive},
        location::{Address, Point, PublicAddress, Site},
        private::HiddenAddress,
        text,
    },
    places::{Place, Places, Precision},
    sources::spreadsheet::{mapping::SiteFields, postcodes, transforms::yes_no},
};

/// A row's own point further than this from its postcode's is not believed, in metres.
const TOO_FAR_METRES: f64 = 5_000.0;

/// A site, and its true address where that must not be shown.
pub(super) struct Found {
    pub site: Site,
    pub hidden: Option<HiddenAddress>,
}

/// Reads the site of a row; nothing when the row says nothing of a place.
pub(super) fn read(fields: &SiteFields, cells: &mut Cells<'_, '_>, places: &Places, native_id: &str, source: &str) -> Option<Found> {
    let named = |field| cells.plain(field).map(|name| text::title_case(&name));
    let mut address = PublicAddress { town: named(fields.town.as_ref()), county: named(fields.county.as_ref()), ..Default::default() };
    let mut lines = lines(fields, cells);
    address.postcode = postcode(fields, cells, &mut lines, &mut address.town);
    address.lines = tidy(lines, &address);
    place(fields, cells, places, &mut address);
    let name = cells.one(fields.name.as_ref()).map(|name| text::plain(&name));
    if address == PublicAddress::default() {
        return None;
    }
    let id = LocationId(derive(source, "location", native_id));
    let withheld = cells.one(fields.confidential.as_ref()).and_then(|cell| yes_no(&cell)) == Some(true);
    let hidden = withheld.then(|| HiddenAddress { location: id, name: name.clone(), address: address.clone() });
    let shown = if withheld { Address::Withheld { town: address.town.clone() } } else { Address::Public(address) };
    let site = Site {
        id,
        name: name.filter(|_| !withheld),
        address: shown,
        uprn: cells.one(fields.uprn.as_ref()).filter(|_| !withheld),
        accessibility: cells.many(&fields.accessibility.0),
        travel: cells.one(fields.travel.as_ref()).filter(|_| !withheld),
        schedules: Vec::new(),
    };
    Some(Found { site, hidden })
}

fn lines(fields: &SiteFields, cells: &Cells<'_, '_>) -> Vec<String> {
    let cells = cells.many(&fields.lines.0);
    cells.iter().flat_map(|cell| cell.split([',', '\n'])).map(|line| text::plain(line.trim())).filter(|line| !line.is_empty()).collect()
}

/// The postcode: from its own cell, else from an address line or the town, where people type it by mistake.
fn postcode(fields: &SiteFields, cells: &mut Cells<'_, '_>, lines: &mut [String], town: &mut Option<String>) -> Option<String> {
    let cell = cells.one(fields.postcode.as_ref());
    if let Some(found) = cell.as_deref().and_then(postcodes::find) {
        return Some(found.postcode);
    }
    if let Some(outward) = cell.as_deref().map(str::trim).filter(|cell| postcodes::is_outward(cell)) {
        return Some(outward.to_ascii_uppercase());
    }
    let elsewhere = lines.iter_mut().rev().chain(town).find_map(|line| postcodes::find(line).map(|found| (line, found)));
    let Some((line, found)) = elsewhere else {
        if let Some(cell) = cell {
            cells.note("postcode", format!("'{cell}' is not a postcode"));
        }
        return None;
    };
    if fields.postcode.is_some() {
        cells.note("postcode", format!("{} stands in another column; it was used as the postcode", found.postcode));
    }
    *line = found.rest;
    Some(found.postcode)
}

/// Drops empty and repeated lines, and those that only say the town, county or country again; takes the postcode out.
fn tidy(lines: Vec<String>, address: &PublicAddress) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for line in lines {
        let line = match postcodes::find(&line) {
            Some(found) if Some(&found.postcode) == address.postcode.as_ref() => found.rest,
            _ => line,
        };
        let said = [&address.town, &address.county].into_iter().flatten().any(|said| said.eq_ignore_ascii_case(&line));
        let country = ["united kingdom", "uk", "england", "-"].iter().any(|word| word.eq_ignore_ascii_case(&line));
        if !line.is_empty() && !said && !country && kept.last().is_none_or(|last| !last.eq_ignore_ascii_case(&line)) {
            kept.push(text::title_case(&line));
        }
    }
    kept
}

/// The point: the row's own where it can be believed, else the postcode's.
fn place(fields: &SiteFields, cells: &mut Cells<'_, '_>, places: &Places, address: &mut PublicAddress) {
    let own = own_point(fields, cells);
    let known = address.postcode.as_deref().and_then(|postcode| places.find(postcode)).filter(|place| place.point.is_some());
    let exact = known.as_ref().filter(|place| place.precision == Precision::Postcode).and_then(|place| place.point);
    let far = own.zip(exact).map(|(own, exact)| own.metres_to(exact)).filter(|metres| *metres > TOO_FAR_METRES);
    if let Some(metres) = far {
        let km = metres / 1000.0;
        cells.note("latitude", format!("the point lies {km:.0} km from its postcode; the postcode was believed"));
    }
    match (own.filter(|_| far.is_none()), known) {
        (Some(own), _) => address.point = Some(own),
        (None, Some(Place { point, precision, .. })) => {
            address.point = point;
            address.approximate = precision != Precision::Postcode;
        }
        (None, None) => {}
    }
}

fn own_point(fields: &SiteFields, cells: &mut Cells<'_, '_>) -> Option<Point> {
    let (lat, lon) = (cells.one(fields.lat.as_ref())?, cells.one(fields.lon.as_ref())?);
    let (Ok(north), Ok(east)) = (lat.parse::<f64>(), lon.parse::<f64>()) else {
        cells.note("latitude", format!("'{lat}', '{lon}' are not degrees"));
        return None;
    };
    if let Some(turned) = Point::in_uk(east, north) {
        cells.note("latitude", "latitude and longitude stand in each other's columns; they were turned round".to_owned());
        return Some(turned);
    }
    let point = Point::in_uk(north, east);
    if point.is_none() {
        cells.note("latitude", format!("the point {lat}, {lon} lies outside the UK and was dropped"));
    }
    point
}
