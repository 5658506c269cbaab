//! Locations of version 1: addresses beside or inside them, `GeoJSON` points, and lists at the top of the service.

use super::{Object, extend_list, rename, take_list, text};
use serde_json::{Value, json};

const ADDRESS_KEYS: [&str; 7] = ["attention", "address_1", "address_2", "city", "state_province", "postal_code", "country"];

/// Brings every location below `service_at_locations`, with its address in `addresses`.
pub(super) fn reshape(service: &mut Object) {
    let mut sites = take_list(service, "service_at_locations");
    let listed = take_list(service, "locations");
    for location in listed {
        let same = sites.iter_mut().find(|site| location_id(site) == location.get("id").cloned());
        match same {
            Some(site) => complete(site, location),
            None => sites.push(json!({"location_id": location.get("id"), "location": location})),
        }
    }
    for site in sites.iter_mut().filter_map(Value::as_object_mut) {
        if let Some(Value::Object(location)) = site.get_mut("location") {
            reshape_location(location);
        }
    }
    extend_list(service, "service_at_locations", sites);
    rename_areas(service);
}

fn location_id(site: &Value) -> Option<Value> {
    site.get("location").and_then(|location| location.get("id")).or_else(|| site.get("location_id")).cloned()
}

/// What the top list knows of a location and the site does not.
fn complete(site: &mut Value, listed: Value) {
    let (Some(site), Value::Object(listed)) = (site.as_object_mut(), listed) else { return };
    match site.get_mut("location").and_then(Value::as_object_mut) {
        None => {
            site.insert("location".to_owned(), Value::Object(listed));
        }
        Some(location) => {
            for (key, value) in listed {
                let known = location.get(&key).is_some_and(|known| !known.is_null() && known != &json!([]));
                if !known {
                    location.insert(key, value);
                }
            }
        }
    }
}

fn reshape_location(location: &mut Object) {
    if let Some(Value::Object(geometry)) = location.shift_remove("geometry") {
        let point = geometry.get("coordinates").and_then(Value::as_array).filter(|point| point.len() >= 2);
        if let Some([lon, lat, ..]) = point.map(Vec::as_slice) {
            location.entry("latitude").or_insert(lat.clone());
            location.entry("longitude").or_insert(lon.clone());
        }
    }
    let flat: Object = ADDRESS_KEYS.iter().filter_map(|key| Some(((*key).to_owned(), location.shift_remove(*key)?))).collect();
    if flat.values().any(|value| !value.is_null()) && !location.contains_key("addresses") {
        location.insert("addresses".to_owned(), json!([flat]));
    }
    for (key, kind) in [("physical_addresses", "physical"), ("physical_address", "physical"), ("postal_addresses", "postal")] {
        let addresses: Vec<Value> = take_list(location, key).into_iter().map(|address| with_type(address, kind)).collect();
        extend_list(location, "addresses", addresses);
    }
    for key in ["accessibility_for_disabilities", "accessibilities"] {
        let features: Vec<Value> = take_list(location, key).into_iter().map(feature).collect();
        extend_list(location, "accessibility", features);
    }
}

fn with_type(address: Value, kind: &str) -> Value {
    let Value::Object(mut address) = address else { return address };
    address.entry("address_type").or_insert_with(|| kind.into());
    Value::Object(address)
}

fn feature(feature: Value) -> Value {
    let Value::Object(mut feature) = feature else { return feature };
    rename(&mut feature, "accessibility", "description");
    rename(&mut feature, "name", "description");
    Value::Object(feature)
}

fn rename_areas(service: &mut Object) {
    let areas = service.get_mut("service_areas").and_then(Value::as_array_mut).into_iter().flatten();
    for area in areas.filter_map(Value::as_object_mut) {
        if text(area, "name").is_none() {
            area.shift_remove("name");
            rename(area, "service_area", "name");
        }
    }
}
