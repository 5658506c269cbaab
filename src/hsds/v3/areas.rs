//! Service areas: councils and wards by GSS code, lists of postcode districts, polygons, bare names.

use super::{
    node::Node,
    object::{Object, nested_id},
};
use crate::model::{coverage::Area, sector::Nation};
use serde_json::Value;
use uuid::Uuid;

/// What a GSS code follows in the URI of a statistical geography (ONS linked data).
const GEOGRAPHY: &str = "http://statistics.data.gov.uk/id/statistical-geography/";

/// Writes the areas of a service.
pub(super) fn write(areas: &[Area], service: Uuid) -> Vec<Value> {
    let write = |(index, area): (usize, &Area)| {
        let mut object = Object::with_id(nested_id(service, "service_area", index));
        object.put("service_id", service.to_string());
        write_area(area, &mut object);
        object.finish()
    };
    areas.iter().enumerate().map(write).collect()
}

fn write_area(area: &Area, object: &mut Object) {
    match area {
        Area::Gss { code, name } => {
            object.text("name", name.as_deref());
            object.put("uri", format!("{GEOGRAPHY}{code}"));
        }
        Area::Postcodes(codes) => {
            object.put("name", codes.join(", "));
            object.put("extent", codes.join(","));
            object.put("extent_type", "text");
        }
        Area::Polygon { geojson, name } => {
            object.text("name", name.as_deref());
            object.put("extent", geojson.as_str());
            object.put("extent_type", "geojson");
        }
        Area::Named(name) => object.put("name", name.as_str()),
    }
}

/// Reads the areas of a service, those of the service at its places among them. Whole nations given as an area join `national`.
pub(super) fn read(service: &Node<'_>, national: &mut Vec<Nation>) -> Vec<Area> {
    let mut areas = Vec::new();
    for node in nodes(service) {
        let Some(area) = read_area(&node) else { continue };
        let nations = if node.log.ours { Vec::new() } else { whole_nations(&area) };
        if nations.is_empty() {
            if node.log.ours || !areas.contains(&area) {
                areas.push(area);
            }
        } else {
            national.extend(nations.iter().filter(|nation| !national.contains(nation)).copied().collect::<Vec<_>>());
        }
    }
    areas
}

/// The areas a document states. HSDS 3.1 also states them of the service at one place, beneath it or by its id. They widen what the
/// service states of itself. Where it states nothing itself they count only if every place states some: somebody near a place that says
/// nothing of where it serves must not be told that the service is not for them.
fn nodes<'a>(service: &Node<'a>) -> Vec<Node<'a>> {
    let virtually = |location: &Node<'a>| location.text("location_type").as_deref() == Some("virtual");
    let is_place = |at: &Node<'a>| at.object("location").is_some_and(|location| !virtually(&location));
    let places = service.list("service_at_locations");
    let ids: Vec<Option<String>> = places.iter().map(|place| place.text("id")).collect();
    let owner = |node: &Node<'a>| node.text("service_at_location_id").filter(|owner| ids.iter().flatten().any(|id| id == owner));
    let listed = service.list("service_areas");
    let mut own: Vec<Node<'a>> = listed.iter().filter(|node| owner(node).is_none()).cloned().collect();
    let beneath = |(place, id): (&Node<'a>, &Option<String>)| {
        let apart = listed.iter().filter(|node| id.is_some() && owner(node) == *id).cloned();
        place.list("service_areas").into_iter().chain(apart).collect()
    };
    let of_places: Vec<Vec<Node<'a>>> = places.iter().zip(&ids).map(beneath).collect();
    let some = of_places.iter().any(|areas| !areas.is_empty());
    let all = places.iter().zip(&of_places).all(|(at, areas)| !is_place(at) || !areas.is_empty());
    if some && !all && own.is_empty() {
        service.problem("service_at_locations", "only some of the places say where they serve, so that is left out");
    } else {
        own.extend(of_places.into_iter().flatten());
    }
    own
}

fn read_area(node: &Node<'_>) -> Option<Area> {
    let name = node.name("name").or_else(|| node.name("service_area")).or_else(|| node.name("description"));
    if let Some(code) = node.text("uri").and_then(|uri| gss(node, &uri)) {
        return Some(Area::Gss { code, name });
    }
    let extent = match node.value("extent") {
        Some(Value::Object(geometry)) => Some(Value::Object(geometry.clone()).to_string()),
        _ => node.text("extent"),
    };
    let kind = node.text("extent_type").unwrap_or_default().to_ascii_lowercase();
    match extent {
        Some(extent) if kind == "geojson" || extent.starts_with('{') => polygon(node, extent, name),
        Some(extent) => Some(postcodes(&extent).map_or_else(|| Area::Named(name.unwrap_or(extent)), Area::Postcodes)),
        None => name.map(Area::Named),
    }
}

/// The GSS code at the end of an area's URI.
fn gss(node: &Node<'_>, uri: &str) -> Option<String> {
    let code = uri.trim_end_matches('/').rsplit(['/', '#', ':']).next().unwrap_or_default();
    let is_code =
        code.len() == 9 && code.starts_with(|c: char| c.is_ascii_alphabetic()) && code.bytes().skip(1).all(|byte| byte.is_ascii_digit());
    if !is_code {
        node.problem("uri", format!("'{uri}' names no area that we know; its name is kept"));
    }
    is_code.then(|| if node.log.ours { code.to_owned() } else { code.to_ascii_uppercase() })
}

fn polygon(node: &Node<'_>, geojson: String, name: Option<String>) -> Option<Area> {
    if serde_json::from_str::<serde::de::IgnoredAny>(&geojson).is_ok() {
        return Some(Area::Polygon { geojson, name });
    }
    node.problem("extent", "is not GeoJSON");
    name.map(Area::Named)
}

/// Whole postcodes, their areas, districts or sectors, parted by commas or semicolons; `None` when any part is something else.
fn postcodes(extent: &str) -> Option<Vec<String>> {
    let parts: Vec<String> =
        extent.split([',', ';']).map(|part| part.trim().to_ascii_uppercase()).filter(|part| !part.is_empty()).collect();
    (!parts.is_empty() && parts.iter().all(|part| is_postcode_part(part))).then_some(parts)
}

/// `WS`, `B13`, `EC1A`, `B13 8`, `B13 8AA`.
fn is_postcode_part(part: &str) -> bool {
    let (outward, sector) = part.split_once(' ').map_or((part, None), |(outward, sector)| (outward, Some(sector)));
    let letters = outward.bytes().take_while(u8::is_ascii_alphabetic).count();
    let rest = &outward.as_bytes()[letters..];
    let digits = match rest {
        [] => sector.is_none(),
        [first] => first.is_ascii_digit(),
        [first, second] => first.is_ascii_digit() && second.is_ascii_alphanumeric(),
        _ => false,
    };
    (1..=2).contains(&letters) && digits && sector.is_none_or(is_inward_part)
}

/// The digit of a sector, alone or with the two letters of a whole postcode.
fn is_inward_part(part: &str) -> bool {
    match part.as_bytes() {
        [digit] => digit.is_ascii_digit(),
        [digit, letters @ ..] => digit.is_ascii_digit() && letters.len() == 2 && letters.iter().all(u8::is_ascii_alphabetic),
        [] => false,
    }
}

/// The nations an area stands for when it is a whole nation or the whole kingdom, by GSS code or by name.
fn whole_nations(area: &Area) -> Vec<Nation> {
    let (code, name) = match area {
        Area::Gss { code, name } => (code.as_str(), name.as_deref()),
        Area::Named(name) => ("", Some(name.as_str())),
        Area::Postcodes(_) | Area::Polygon { .. } => return Vec::new(),
    };
    if let Some(nation) = Nation::ALL.iter().find(|nation| nation.gss() == code) {
        return vec![*nation];
    }
    let by_name = code.is_empty().then_some(name).flatten().unwrap_or_default().to_lowercase();
    match (code, by_name.as_str()) {
        ("K02000001", _) | (_, "united kingdom" | "uk" | "uk-wide" | "uk wide") => Nation::ALL.to_vec(),
        ("K03000001", _) | (_, "great britain") => vec![Nation::England, Nation::Wales, Nation::Scotland],
        ("K04000001", _) | (_, "england and wales") => vec![Nation::England, Nation::Wales],
        (_, name) => Nation::ALL.iter().filter(|nation| nation.label().eq_ignore_ascii_case(name)).copied().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_postcode_parts_are_recognised() {
        for (extent, expected) in [
            ("B20,B21", Some(vec!["B20", "B21"])),
            ("ws; ec1a", Some(vec!["WS", "EC1A"])),
            ("B13 8", Some(vec!["B13 8"])),
            ("B13 8AA, b13 8ab", Some(vec!["B13 8AA", "B13 8AB"])),
            ("B13 8AAA", None),
            ("Bristol", None),
            ("33161", None),
            ("", None),
        ] {
            assert_eq!(postcodes(extent), expected.map(|codes| codes.into_iter().map(str::to_owned).collect::<Vec<_>>()), "{extent}");
        }
    }
}
