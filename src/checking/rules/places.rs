//! Whether places are where they are said to be.

use super::{Rule, Seen, place};
use crate::{
    checking::{evidence::Evidence, texts},
    model::location::Point,
};
use serde_json::Value;

pub(super) static RULES: [Rule; 3] = [
    Rule::warning(
        "COORDINATES_TURNED_ROUND",
        turned,
        "Send latitude (49 to 61 in the United Kingdom) and longitude (-9 to 2) each in its own place.",
    )
    .any_version(),
    Rule::warning("COORDINATES_OUTSIDE_UK", outside, "Correct the coordinates, or leave both out: a wrong point sends people away.")
        .any_version(),
    Rule::warning("COORDINATES_HALF", half, "Send both latitude and longitude, or neither.").any_version(),
];

/// Each place with a number for latitude and longitude, as far as they are there.
fn points(evidence: &Evidence, tell: &mut dyn FnMut(String, Option<f64>, Option<f64>)) {
    for record in &evidence.records {
        for (path, location) in texts::locations(&record.value) {
            let number = |key: &str| location.get(key).and_then(Value::as_f64);
            tell(place(record, &path), number("latitude"), number("longitude"));
        }
    }
}

fn is_turned(lat: f64, lon: f64) -> bool {
    Point::in_uk(lat, lon).is_none() && Point::in_uk(lon, lat).is_some()
}

fn turned(evidence: &Evidence, seen: &mut Seen) {
    points(evidence, &mut |at, lat, lon| {
        if let (Some(lat), Some(lon)) = (lat, lon)
            && is_turned(lat, lon)
        {
            seen.with("latitude and longitude have changed places", at, format!("latitude {lat}, longitude {lon}"));
        }
    });
}

fn outside(evidence: &Evidence, seen: &mut Seen) {
    points(evidence, &mut |at, lat, lon| {
        if let (Some(lat), Some(lon)) = (lat, lon)
            && Point::in_uk(lat, lon).is_none()
            && !is_turned(lat, lon)
        {
            seen.with("places lie outside the United Kingdom", at, format!("latitude {lat}, longitude {lon}"));
        }
    });
}

fn half(evidence: &Evidence, seen: &mut Seen) {
    points(evidence, &mut |at, lat, lon| {
        if lat.is_some() != lon.is_some() {
            seen.at("places have one coordinate without the other", at);
        }
    });
}
