//! Ages: those a service is for, and those somebody asked for.

use crate::{
    finding::ages::AskedAge,
    model::service::Ages,
    server::languages::{L, Said},
};

/// "Ages 11 to 25", "Age 18 and over", "Up to age 4". `None` = no limit stated.
pub fn ages(l: &L, ages: Ages) -> Option<Said> {
    match (ages.min, ages.max) {
        (Some(min), Some(max)) => Some(l.with("ages-range", &[("min", (&age(l, min)).into()), ("max", (&age(l, max)).into())])),
        (Some(min), None) => Some(l.v("ages-from", "min", &age(l, min))),
        (None, Some(max)) => Some(l.v("ages-to", "max", &age(l, max))),
        (None, None) => None,
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between nothing and two years in months")]
fn age(l: &L, years: f64) -> Said {
    let baby = years > 0.0 && years < 2.0 && years.fract() != 0.0;
    if baby { l.n("age-months", (years * 12.0).round() as u64) } else { years.to_string().into() }
}

/// An age somebody asked for, by how it stands in an address: "Age 14", "65 and over". In English it is said as it was read.
pub fn asked_age(l: &L, written: &str, english: &str) -> Said {
    match AskedAge::read(written) {
        Some(age) if !l.is_english() => asked(l, age),
        _ => l.published(english),
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "under a year in months")]
fn asked(l: &L, age: AskedAge) -> Said {
    if age.below.is_infinite() {
        return l.v("age-over", "min", &age.from.to_string());
    }
    if age.from == 0.0 && age.below.fract() == 0.0 {
        return l.v("age-under", "max", &age.below.to_string());
    }
    if age.below - age.from < 0.999 {
        return l.v("age-months-old", "months", &l.n("age-months", (age.from * 12.0).round() as u64));
    }
    let last = age.below - 1.0;
    if last > age.from {
        l.with("ages-range", &[("min", (&age.from.to_string()).into()), ("max", (&last.to_string()).into())])
    } else {
        l.v("age-one", "age", &age.from.to_string())
    }
}
