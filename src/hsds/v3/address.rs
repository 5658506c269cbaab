//! Addresses: the standard requires a street, a city, a county and a postcode even where the United Kingdom has none.

use super::{
    node::Node,
    object::{Object, nested_id},
    withheld,
};
use crate::model::location::{Point, PublicAddress};
use serde_json::Value;
use uuid::Uuid;

/// Stands where the standard requires a county and neither a county nor a town is known.
const NATION: &str = "United Kingdom";

/// Writes a public address; nothing where nothing is known.
pub(super) fn write(address: &PublicAddress, location: Uuid) -> Option<Value> {
    let bare = PublicAddress { point: None, approximate: false, ..address.clone() };
    if bare == PublicAddress::default() {
        return None;
    }
    let (first, rest) = address.lines.split_first().map_or(("", &[][..]), |(first, rest)| (first.as_str(), rest));
    let mut object = written(location, first, address.town.as_deref(), address.county.as_deref(), address.postcode.as_deref());
    if !rest.is_empty() {
        object.put("address_2", rest.join(", "));
    }
    let mut ours = Object::default();
    if rest.len() > 1 || rest.first().is_some_and(String::is_empty) {
        ours.list("lines", address.lines.iter().map(|line| line.as_str().into()));
    }
    if address.county.as_deref().is_some_and(|county| stands_in(county, address.town.as_deref())) {
        ours.text("county", address.county.as_deref());
    }
    object.child("fingerpost", ours);
    Some(object.finish())
}

/// Writes the address of a confidential place: its town, and that the rest is withheld.
pub(super) fn write_withheld(town: Option<&str>, location: Uuid) -> Option<Value> {
    town.map(|town| written(location, withheld::LINE, Some(town), None, None).finish())
}

fn written(location: Uuid, line: &str, town: Option<&str>, county: Option<&str>, postcode: Option<&str>) -> Object {
    let mut object = Object::with_id(nested_id(location, "address", 0));
    object.put("location_id", location.to_string());
    object.put("address_1", line);
    object.put("city", town.unwrap_or_default());
    object.put("state_province", county.or(town).unwrap_or(NATION));
    object.put("postal_code", postcode.unwrap_or_default());
    object.put("country", "GB");
    object.put("address_type", "physical");
    object
}

/// Reads a location's address (the physical one before any other) and point.
pub(super) fn read(location: &Node<'_>) -> PublicAddress {
    let addresses = location.list("addresses");
    let physical = addresses.iter().find(|address| address.text("address_type").as_deref() == Some("physical"));
    let mut address = physical.or_else(|| addresses.first()).map(read_lines).unwrap_or_default();
    address.point = read_point(location);
    address.approximate = location.object("fingerpost").is_some_and(|ours| ours.flag("approximate"));
    address
}

fn read_lines(node: &Node<'_>) -> PublicAddress {
    let ours = node.object("fingerpost");
    let exact = ours.as_ref().map(|ours| ours.texts("lines")).unwrap_or_default();
    let lines = if exact.is_empty() { ["address_1", "address_2"].iter().filter_map(|key| node.name(key)).collect() } else { exact };
    let town = node.name("city");
    let county = node.name("state_province").filter(|county| !stands_in(county, town.as_deref()));
    PublicAddress {
        lines,
        county: ours.and_then(|ours| ours.text("county")).or(county),
        town,
        postcode: node.text("postal_code").map(|text| if node.log.ours { text } else { postcode(&text) }),
        point: None,
        approximate: false,
    }
}

/// A county that only repeats the town or the nation says nothing.
fn stands_in(county: &str, town: Option<&str>) -> bool {
    Some(county) == town || county == NATION
}

fn read_point(location: &Node<'_>) -> Option<Point> {
    let (lat, lon) = (location.number("latitude")?, location.number("longitude")?);
    let point = Point::in_uk(lat, lon);
    if point.is_some() {
        return point;
    }
    let turned = Point::in_uk(lon, lat);
    match turned {
        Some(_) => location.problem("latitude", "latitude and longitude stood the wrong way round and were turned"),
        None if lat == 0.0 && lon == 0.0 => {}
        None => location.problem("latitude", format!("{lat}, {lon} is not in the United Kingdom, so the point is left out")),
    }
    turned
}

/// A postcode in its usual form where it has the shape of one: `b138aa` becomes `B13 8AA`; anything else is left as it is.
fn postcode(text: &str) -> String {
    let squeezed: String = text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_uppercase();
    let letters_and_digits = squeezed.chars().all(|c| c.is_ascii_alphanumeric()) && squeezed.starts_with(|c: char| c.is_ascii_alphabetic());
    let split = squeezed.len().saturating_sub(3);
    let inward = squeezed.get(split..).map(str::as_bytes).unwrap_or_default();
    let full = (5..=7).contains(&squeezed.len())
        && matches!(inward, [digit, first, second] if digit.is_ascii_digit() && first.is_ascii_alphabetic() && second.is_ascii_alphabetic());
    match (letters_and_digits, full) {
        (true, true) => format!("{} {}", &squeezed[..split], &squeezed[split..]),
        (true, false) if squeezed.len() <= 4 => squeezed,
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postcodes_take_their_usual_form() {
        for (text, expected) in [
            ("b138aa", "B13 8AA"),
            ("B13  8AA", "B13 8AA"),
            ("hp5", "HP5"),
            ("EC1A 1BB", "EC1A 1BB"),
            ("33161", "33161"),
            ("ABC 1234", "ABC 1234"),
            ("é", "é"),
        ] {
            assert_eq!(postcode(text), expected, "{text}");
        }
    }
}
