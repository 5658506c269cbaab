//! Regular and holiday schedules of version 1 and HSDS 1.x.

use super::{Object, extend_list, rename, take_list, text};
use serde_json::{Value, json};

/// Moves the schedules of the service and of each of its sites into `schedules`.
pub(super) fn reshape(service: &mut Object) {
    gather(service);
    let sites = service.get_mut("service_at_locations").and_then(Value::as_array_mut).into_iter().flatten();
    for site in sites.filter_map(Value::as_object_mut) {
        gather(site);
        if let Some(Value::Object(location)) = site.get_mut("location") {
            gather(location);
        }
    }
}

fn gather(owner: &mut Object) {
    for key in ["regular_schedules", "regular_schedule"] {
        let regular: Vec<Value> = take_list(owner, key).into_iter().map(regular).collect();
        extend_list(owner, "schedules", regular);
    }
    for key in ["holiday_schedules", "holiday_schedule"] {
        let holidays: Vec<Value> = take_list(owner, key).iter().filter_map(Value::as_object).map(holiday).collect();
        extend_list(owner, "schedules", holidays);
    }
}

fn regular(schedule: Value) -> Value {
    let Value::Object(mut schedule) = schedule else { return schedule };
    rename(&mut schedule, "original_text", "description");
    if text(&schedule, "byday").is_none() {
        let day = schedule.get("weekday").and_then(weekday);
        schedule.extend(day.map(|day| ("byday".to_owned(), day)));
    }
    match schedule.shift_remove("service_at_location") {
        Some(Value::Object(site)) => schedule.extend(site.get("id").map(|id| ("service_at_location_id".to_owned(), id.clone()))),
        Some(id @ (Value::String(_) | Value::Number(_))) => {
            schedule.entry("service_at_location_id").or_insert(id);
        }
        _ => {}
    }
    Value::Object(schedule)
}

/// Version 1 counts weekdays from 1 for Monday; 0 is read as Sunday. Names go to the reader as they are.
fn weekday(value: &Value) -> Option<Value> {
    const CODES: [&str; 8] = ["SU", "MO", "TU", "WE", "TH", "FR", "SA", "SU"];
    let number = value.as_u64().or_else(|| value.as_str()?.trim().parse().ok());
    match number {
        Some(number) => CODES.get(usize::try_from(number).ok()?).map(|code| Value::from(*code)),
        None => value.as_str().map(str::trim).filter(|name| !name.is_empty()).map(Value::from),
    }
}

/// A holiday on which it opens is a day of its own; one on which it is closed can only be said in words.
fn holiday(holiday: &Object) -> Value {
    let (from, to) = (text(holiday, "start_date"), text(holiday, "end_date"));
    let days = match (from, to) {
        (Some(from), Some(to)) if from != to => format!("from {from} to {to}"),
        (Some(day), _) | (None, Some(day)) => format!("on {day}"),
        (None, None) => "on holidays".to_owned(),
    };
    if holiday.get("closed").is_some_and(|closed| closed == true || closed == "true") {
        return json!({"description": format!("Closed {days}"), "valid_to": to});
    }
    let mut schedule = json!({"description": format!("Holiday hours {days}"), "valid_from": from, "valid_to": to,
                              "opens_at": holiday.get("opens_at"), "closes_at": holiday.get("closes_at")});
    if from.is_some() && from == to {
        schedule["dtstart"] = json!(from);
    }
    schedule
}
