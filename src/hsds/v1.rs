//! Open Referral UK version 1, in the dialects that are live, reshaped to version 3 for [`crate::hsds::v3::read`].
//!
//! Only shapes change here: what a value means and whether it can be used is decided once, by the version 3 reader. What is
//! already in the version 3 shape passes through untouched, so mixed feeds are fine too. Reviews are left behind.

mod hours;
mod places;
mod terms;

use serde_json::{Map, Value, json};

type Object = Map<String, Value>;

/// Reshapes a version 1 service document. Anything but an object comes back as it is.
pub fn to_v3(document: Value) -> Value {
    let mut service = match snake(document) {
        Value::Object(service) => service,
        other => return other,
    };
    rename(&mut service, "organisation", "organization");
    rename(&mut service, "updated_at", "last_modified");
    if let Some(Value::Object(organisation)) = service.get_mut("organization") {
        rename(organisation, "url", "website");
    }
    ages(&mut service);
    money(&mut service);
    contacts(&mut service);
    access(&mut service);
    local_offer(&mut service);
    terms::reshape(&mut service);
    places::reshape(&mut service);
    hours::reshape(&mut service);
    Value::Object(service)
}

/// `minimumAge` becomes `minimum_age`, all through; keys that already hold an underscore stay.
fn snake(value: Value) -> Value {
    match value {
        Value::Array(items) => items.into_iter().map(snake).collect(),
        Value::Object(object) => Value::Object(object.into_iter().map(|(key, value)| (snake_key(key), snake(value))).collect()),
        other => other,
    }
}

fn snake_key(key: String) -> String {
    if key.contains('_') || !key.contains(|c: char| c.is_ascii_uppercase()) {
        return key;
    }
    let mut snake = String::with_capacity(key.len() + 4);
    for (at, c) in key.char_indices() {
        if c.is_ascii_uppercase() && at > 0 {
            snake.push('_');
        }
        snake.push(c.to_ascii_lowercase());
    }
    snake
}

/// Gives a property its version 3 name unless that is taken.
fn rename(object: &mut Object, old: &str, new: &str) {
    let Some(value) = object.shift_remove(old) else { return };
    if object.get(new).is_none_or(Value::is_null) {
        object.insert(new.to_owned(), value);
    }
}

/// Takes a list out of an object; a lone object counts as a list of one.
fn take_list(object: &mut Object, key: &str) -> Vec<Value> {
    match object.shift_remove(key) {
        Some(Value::Array(items)) => items,
        Some(Value::Object(item)) => vec![Value::Object(item)],
        _ => Vec::new(),
    }
}

/// Appends to a list property, which is made where it is missing.
fn extend_list(object: &mut Object, key: &str, more: impl IntoIterator<Item = Value>) {
    let mut items = take_list(object, key);
    items.extend(more);
    if !items.is_empty() {
        object.insert(key.to_owned(), Value::Array(items));
    }
}

fn text<'a>(object: &'a Object, key: &str) -> Option<&'a str> {
    object.get(key)?.as_str().map(str::trim).filter(|text| !text.is_empty())
}

fn number(value: Option<&Value>) -> Option<f64> {
    let value = value?;
    value.as_f64().or_else(|| value.as_str()?.trim().parse().ok())
}

/// Ages stand on the service, in eligibility rows, or as Outpost's age bands.
fn ages(service: &mut Object) {
    rename(service, "min_age", "minimum_age");
    rename(service, "max_age", "maximum_age");
    let rows: Vec<Value> = ["eligibilitys", "eligibilities"].iter().flat_map(|key| take_list(service, key)).collect();
    let bounds = |key: &'static str| rows.iter().filter_map(move |row| number(row.get(key))).filter(|age| *age >= 0.0);
    let (min, max) = (bounds("minimum_age").reduce(f64::min), bounds("maximum_age").reduce(f64::max));
    fill(service, "minimum_age", min.or_else(|| band_minimum(service)));
    fill(service, "maximum_age", max.or_else(|| band_maximum(service)));
    terms::eligibility(service, &rows);
}

/// Outpost's bands with the ages they begin and end with.
const BANDS: [(&str, f64, Option<f64>); 5] = [
    ("age_band_under_2", 0.0, Some(1.0)),
    ("age_band_2", 2.0, Some(2.0)),
    ("age_band_3_4", 3.0, Some(4.0)),
    ("age_band_5_7", 5.0, Some(7.0)),
    ("age_band_8_plus", 8.0, None),
];

fn bands(service: &Object) -> impl Iterator<Item = &'static (&'static str, f64, Option<f64>)> {
    BANDS.iter().filter(|(key, ..)| service.get(*key) == Some(&Value::Bool(true)))
}

fn band_minimum(service: &Object) -> Option<f64> {
    bands(service).map(|(_, first, _)| *first).reduce(f64::min)
}

fn band_maximum(service: &Object) -> Option<f64> {
    bands(service).last().and_then(|(.., last)| *last)
}

fn fill(object: &mut Object, key: &str, value: Option<f64>) {
    if object.get(key).is_none_or(Value::is_null) {
        object.extend(value.map(|value| (key.to_owned(), json!(value))));
    }
}

/// Outpost names the unit of an amount `cost_type`, and says `free` beside the list.
fn money(service: &mut Object) {
    let mut options = take_list(service, "cost_options");
    for option in options.iter_mut().filter_map(Value::as_object_mut) {
        rename(option, "cost_type", "amount_description");
    }
    if options.is_empty() && service.get("free") == Some(&Value::Bool(true)) {
        options.push(json!({"amount": 0, "amount_description": "Free"}));
    }
    extend_list(service, "cost_options", options);
}

/// Outpost gives a contact's one number as text.
fn contacts(service: &mut Object) {
    let contacts = service.get_mut("contacts").and_then(Value::as_array_mut).into_iter().flatten();
    for contact in contacts.filter_map(Value::as_object_mut) {
        if let Some(phone) = contact.shift_remove("phone").filter(|phone| !phone.is_null()) {
            extend_list(contact, "phones", [json!({"number": phone})]);
        }
    }
}

/// How a person attends and who may refer are closed lists in version 1; version 3 has only free text for them.
fn access(service: &mut Object) {
    let words = |service: &Object, key: &str| -> Vec<String> {
        let words = text(service, key).unwrap_or_default().to_lowercase();
        words.split([',', ';']).map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect()
    };
    let delivery = words(service, "attending_type").into_iter().filter_map(|word| match word.as_str() {
        "home visit" | "home" => Some("home"),
        "venue" => Some("venue"),
        "phone" => Some("phone"),
        "online" => Some("online"),
        _ => None,
    });
    let delivery: Vec<Value> = delivery.map(Value::from).collect();
    let by_access = words(service, "attending_access").into_iter().filter_map(|word| match word.as_str() {
        "referral" => Some("professional"),
        "drop-in" | "dropin" => Some("self"),
        _ => None,
    });
    let by_flag = service.get("needs_referral").and_then(Value::as_bool).map(|needed| if needed { "professional" } else { "self" });
    let referral: Vec<Value> = by_access.chain(by_flag).map(Value::from).collect();
    extension(service, "delivery", delivery);
    extension(service, "referral_routes", referral);
}

fn extension(service: &mut Object, key: &str, values: Vec<Value>) {
    if values.is_empty() {
        return;
    }
    let ours = service.entry("fingerpost").or_insert_with(|| json!({}));
    if let Some(ours) = ours.as_object_mut() {
        ours.entry(key).or_insert(Value::Array(values));
    }
}

/// The words of Outpost's local offer join the description.
fn local_offer(service: &mut Object) {
    let Some(Value::Object(offer)) = service.shift_remove("local_offer") else { return };
    let Some(words) = text(&offer, "description") else { return };
    let description = text(service, "description").map_or_else(|| words.to_owned(), |description| format!("{description}\n\n{words}"));
    service.insert("description".to_owned(), Value::String(description));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hsds::v3::{self, Origin};

    /// Reshapes, reads and writes again; gives the document and the problems.
    fn through(fields: &Value) -> (Value, Vec<String>) {
        let mut document = json!({"id": 1, "name": "Lunch club", "organisation": {"id": 2, "name": "Example"}});
        document.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        let reading = v3::read(&to_v3(document), Origin { source: "test", ..Origin::default() });
        let problems = reading.problems.into_iter().map(|problem| format!("{}: {}", problem.field, problem.reason)).collect();
        (v3::write(&reading.record.unwrap().service), problems)
    }

    #[test]
    fn every_live_dialect_reads_as_version_3() {
        for (fields, pointer, expected) in [
            (json!({}), "/organization/name", json!("Example")),
            (
                json!({"organization": {"id": "x", "name": "B", "url": "example.org"}}),
                "/organization/website",
                json!("https://example.org/"),
            ),
            (json!({"updated_at": "2026-07-14T10:31:48.143Z"}), "/last_modified", json!("2026-07-14T10:31:48.143Z")),
            (json!({"min_age": 18}), "/minimum_age", json!(18)),
            (json!({"minimumAge": 18}), "/minimum_age", json!(18)),
            (json!({"eligibilitys": [{"minimum_age": 11}, {"minimum_age": 16, "maximum_age": 25}]}), "/minimum_age", json!(11)),
            (json!({"eligibilitys": [{"eligibility": "Carers"}]}), "/attributes/0/taxonomy_term/name", json!("Carers")),
            (json!({"age_band_3_4": true, "age_band_5_7": true}), "/maximum_age", json!(7)),
            (json!({"age_band_8_plus": true}), "/minimum_age", json!(8)),
            (json!({"cost_options": [{"amount": "8.00", "cost_type": "per hour"}]}), "/cost_options/0/amount", json!(8)),
            (
                json!({"cost_options": [{"amount": "8.00", "cost_type": "per hour"}]}),
                "/cost_options/0/amount_description",
                json!("per hour"),
            ),
            (json!({"free": true}), "/cost_options/0/amount", json!(0)),
            (
                json!({"contacts": [{"title": "Childminder", "phone": "01632 960123"}]}),
                "/contacts/0/phones/0/number",
                json!("01632 960123"),
            ),
            (json!({"attending_type": "home visit"}), "/fingerpost/delivery", json!(["home"])),
            (json!({"attending_access": "referral"}), "/fingerpost/referral_routes", json!(["professional"])),
            (json!({"needs_referral": false}), "/fingerpost/referral_routes", json!(["self"])),
            (json!({"local_offer": {"description": "Support."}}), "/description", json!("Support.")),
            (json!({"regular_schedules": [{"weekday": "Monday", "opens_at": "07:00"}]}), "/schedules/0/byday", json!("MO")),
            (json!({"regular_schedules": [{"weekday": 7, "opens_at": "07:00"}]}), "/schedules/0/byday", json!("SU")),
            (json!({"regular_schedules": [{"weekday": "Monday", "byday": "TU"}]}), "/schedules/0/byday", json!("TU")),
            (json!({"regular_schedules": [{"original_text": "by arrangement"}]}), "/schedules/0/description", json!("by arrangement")),
            (
                json!({"regular_schedules": [{"weekday": 1, "opens_at": "07:00", "id": 1}, {"weekday": 1, "opens_at": "07:00", "id": 2}]}),
                "/schedules/1",
                json!(null),
            ),
            (
                json!({"holiday_schedules": [{"closed": true, "start_date": "2026-12-25", "end_date": "2026-12-26"}]}),
                "/schedules/0/description",
                json!("Closed from 2026-12-25 to 2026-12-26"),
            ),
            (
                json!({"holiday_schedules": [{"start_date": "2026-12-24", "end_date": "2026-12-24", "opens_at": "09:00"}]}),
                "/schedules/0/dtstart",
                json!("2026-12-24"),
            ),
            (
                json!({"service_taxonomys": [{"taxonomy": {"id": "esdServiceType:298", "name": "Carers", "vocabulary": "esdServiceTypes"}}]}),
                "/attributes/0/taxonomy_term/code",
                json!("298"),
            ),
            (
                json!({"service_taxonomies": [{"taxonomy": {"id": "http://id.esd.org.uk/service/298", "name": "Carers"}}]}),
                "/attributes/0/taxonomy_term/term_uri",
                json!("http://id.esd.org.uk/service/298"),
            ),
            (
                json!({"suitabilities": [{"id": 2, "name": "Older people", "slug": "older-people"}]}),
                "/attributes/0/taxonomy_term/code",
                json!("older-people"),
            ),
            (json!({"meta": [{"label": "Family hub", "value": "No"}]}), "/attributes/0/taxonomy_term/name", json!("Family hub: No")),
            (json!({"service_areas": [{"service_area": "Leeds"}]}), "/service_areas/0/name", json!("Leeds")),
            (json!({"languages": [{"language": "Urdu"}]}), "/languages/0/name", json!("Urdu")),
            (json!({"minimum_age": 5, "phones": [{"number": "111"}]}), "/phones/0/number", json!("111")),
        ] {
            let (written, problems) = through(&fields);
            assert_eq!(written.pointer(pointer).unwrap_or(&Value::Null), &expected, "{fields}");
            assert_eq!(problems, Vec::<String>::new(), "{fields}");
        }
    }

    #[test]
    fn locations_come_together_wherever_they_stand() {
        let flat = json!({"id": 9, "address_1": "1 High St", "city": "Leeds", "postal_code": "LS1 1AA",
                          "geometry": {"type": "Point", "coordinates": [-1.55, 53.8]}, "accessibilities": [{"name": "Ramp"}]});
        let nested = json!({"id": 3, "location": {"id": 9, "latitude": 53.8, "longitude": -1.55, "physical_addresses": [{"address_1": "1 High St",
                            "city": "Leeds", "postal_code": "LS1 1AA"}], "accessibility_for_disabilities": [{"accessibility": "Ramp"}]}});
        for fields in [
            json!({"locations": [flat]}),
            json!({"service_at_locations": [nested]}),
            json!({"locations": [flat], "service_at_locations": [{"id": 3, "location_id": 9}]}),
            json!({"locations": [flat], "service_at_locations": [nested]}),
        ] {
            let (written, problems) = through(&fields);
            assert_eq!(problems, Vec::<String>::new());
            let sites = written["service_at_locations"].as_array().unwrap();
            let location = &sites[0]["location"];
            assert_eq!((sites.len(), &location["latitude"], &location["longitude"]), (1, &json!(53.8), &json!(-1.55)), "{fields}");
            assert_eq!(location["addresses"][0]["postal_code"], "LS1 1AA");
            assert_eq!(location["accessibility"][0]["description"], "Ramp");
        }
    }

    #[test]
    fn hours_of_one_site_stay_with_it() {
        let (written, _) = through(&json!({
            "service_at_locations": [{"id": 3, "location": {"id": 9}, "regular_schedule": [{"weekday": 1, "opens_at": "09:00"}]},
                                     {"id": 4, "location": {"id": 8}}],
            "regular_schedules": [{"weekday": 2, "service_at_location": 4}]
        }));
        assert_eq!(written["service_at_locations"][0]["schedules"][0]["byday"], "MO");
        assert_eq!(written["service_at_locations"][1]["schedules"][0]["byday"], "TU");
        assert_eq!(written["schedules"], Value::Null);
    }

    #[test]
    fn a_masked_address_is_withheld() {
        let (written, _) =
            through(&json!({"locations": [{"id": 9, "city": "Exampletown", "postal_code": "ZZ9", "mask_exact_address": true}]}));
        assert_eq!(written["service_at_locations"][0]["location"]["fingerpost"]["confidential"], true);
        assert!(!written.to_string().contains("ZZ9"));
    }
}
