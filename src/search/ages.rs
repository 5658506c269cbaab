//! The ages a service is for, as a column holds them: both limits in one number, in hundredths of a year.

use crate::model::service::Ages;

/// Hundredths of a year, and one more, so that zero is "not stated".
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "ages are between 0 and 120")]
fn pack_one(age: Option<f64>) -> u64 {
    age.map_or(0, |age| (age.clamp(0.0, 1_000.0) * 100.0).round() as u64 + 1)
}

#[expect(clippy::cast_precision_loss, reason = "ages are small")]
fn unpack_one(packed: u64) -> Option<f64> {
    Some(packed.checked_sub(1)? as f64 / 100.0)
}

/// Both limits in one number; zero where neither is stated.
pub(crate) fn pack(ages: Ages) -> u64 {
    pack_one(ages.min) << 32 | pack_one(ages.max)
}

/// The limits again.
pub(crate) fn unpack(packed: u64) -> Ages {
    Ages { min: unpack_one(packed >> 32), max: unpack_one(packed & u64::from(u32::MAX)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_come_back_as_they_went_in() {
        for (min, max) in [
            (None, None),
            (Some(0.1), Some(0.8)),
            (Some(11.0), Some(17.9)),
            (Some(0.5), Some(4.0)),
            (Some(18.0), None),
            (None, Some(17.0)),
            (Some(0.25), Some(1.5)),
        ] {
            assert_eq!(unpack(pack(Ages { min, max })), Ages { min, max });
        }
        assert_eq!(pack(Ages::default()), 0);
    }
}
