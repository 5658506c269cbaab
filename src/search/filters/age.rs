//! Filter: the age of the person, as a band or typed in years (`age=14`, `age=0.5`).
//!
//! A band keeps every service whose stated range touches it; an age keeps those whose range holds it. A service that states no
//! ages is always kept, and its result says so: most services leave out what they take for granted.

use super::{Choices, Filter, Section, Typed, UNKNOWN, Words};
use crate::{
    model::{location::Site, service::Service},
    search::moment::Seen,
};

const CHOICES: Words = &[
    ("under-1", "Under 1"),
    ("1-4", "1 to 4"),
    ("5-10", "5 to 10"),
    ("11-15", "11 to 15"),
    ("16-17", "16 to 17"),
    ("18-24", "18 to 24"),
    ("25-49", "25 to 49"),
    ("50-64", "50 to 64"),
    ("65-79", "65 to 79"),
    ("80-and-over", "80 and over"),
    (UNKNOWN, "Ages not stated"),
];
/// Where each band begins; it ends where the next one does.
const BANDS: [f64; 10] = [0.0, 1.0, 5.0, 11.0, 16.0, 18.0, 25.0, 50.0, 65.0, 80.0];
/// Nobody is older.
const OLDEST: f64 = 120.0;
/// What a result says that was kept without stating ages.
pub(crate) const NOT_STATED: &str = "Ages not stated";

static TYPED: Typed = Typed {
    label: "Or an exact age in years",
    read,
    holds,
    problem: "is not an age. Write years in figures, such as 14, or 0.5 for six months.",
};

/// Filter: the age of the person.
#[derive(Debug)]
pub(super) struct Age;

impl Filter for Age {
    fn parameter(&self) -> &'static str {
        "age"
    }

    fn label(&self) -> &'static str {
        "Age of the person"
    }

    fn section(&self) -> Section {
        Section::Who
    }

    fn choices(&self) -> Choices {
        Choices::Closed(CHOICES, bits)
    }

    fn typed(&self) -> Option<&'static Typed> {
        Some(&TYPED)
    }
}

fn bits(service: &Service, _: Option<&Site>) -> u64 {
    let (from, until) = service.ages.span();
    let ends = BANDS.iter().skip(1).chain([&f64::INFINITY]);
    let touched = BANDS.iter().zip(ends).zip(0..).filter(|((begins, ends), _)| **begins < until && from < **ends);
    let unknown = u64::from(!service.ages.are_stated()) << BANDS.len();
    touched.fold(unknown, |bits, (_, at)| bits | 1 << at)
}

/// An age in years.
fn read(text: &str) -> Option<f64> {
    let age: f64 = text.trim().replace(',', ".").parse().ok()?;
    (0.0..=OLDEST).contains(&age).then_some(age)
}

fn holds(seen: &Seen<'_>, age: f64) -> bool {
    let (from, until) = seen.ages();
    from <= age && age < until
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{model::service::Ages, search::tests::service};

    #[test]
    fn a_range_touches_bands() {
        let bands = |min: Option<f64>, max: Option<f64>| {
            let bits = bits(&Service { ages: Ages::clean(min, max), ..service("S") }, None);
            CHOICES.iter().enumerate().filter(|(at, _)| bits & 1 << at != 0).map(|(_, (word, _))| *word).collect::<Vec<_>>()
        };
        assert_eq!(bands(Some(11.0), Some(15.0)), ["11-15"]);
        assert_eq!(bands(Some(11.0), Some(17.9)), ["11-15", "16-17"]);
        assert_eq!(bands(Some(0.1), Some(0.8)), ["under-1"]);
        assert_eq!(bands(None, Some(4.0)), ["under-1", "1-4"]);
        assert_eq!(bands(Some(65.0), None), ["65-79", "80-and-over"]);
        assert_eq!(bands(None, None).len(), CHOICES.len());
    }

    #[test]
    fn ages_are_read_as_people_type_them() {
        for (text, expected) in [("14", Some(14.0)), ("0.5", Some(0.5)), ("0,5", Some(0.5)), (" 7 ", Some(7.0)), ("121", None)] {
            assert_eq!(read(text), expected, "{text}");
        }
        for text in ["fourteen", "-1", "NaN", "inf", "14-15", ""] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
