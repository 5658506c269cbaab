//! Scoring: how much each thing that was found counts. Every weight in one place, with its reason.

/// A name says what a thing is; a need is why somebody looks; what the publisher files it under comes next; then the rest.
pub const NAME_BOOST: f32 = 4.0;
/// See [`NAME_BOOST`].
pub const NEED_BOOST: f32 = 3.0;
/// A word of a need's label alone is a weaker sign than its whole phrase.
pub const LABEL_WORD_BOOST: f32 = 1.5;
/// Publisher's terms, audiences and the organisation's name.
pub const ABOUT_BOOST: f32 = 2.0;
/// Summary, description, eligibility, areas and sites.
pub const BODY_BOOST: f32 = 1.0;

/// Added when the whole name was typed: always first.
pub const EXACT_NAME: f32 = 1_000.0;
/// A national service without a site stands below a local one that fits as well.
pub const NATIONAL: f32 = 0.45;
/// It serves the place but is far away, or nobody knows how far.
pub const COVERS_FROM_AFAR: f32 = 0.6;
/// Near enough, but says it serves other areas.
pub const SERVES_ELSEWHERE: f32 = 0.5;
/// Closed for now: still worth knowing about.
pub const CLOSED_FOR_NOW: f32 = 0.3;
/// Checked by a human in the last half year.
pub const FRESHLY_CHECKED: f32 = 1.05;
/// Says it has places now.
pub const HAS_PLACES: f32 = 1.05;
/// Days a check counts as fresh.
pub const FRESH_DAYS: u64 = 183;

const K1: f32 = 1.2;
const B: f32 = 0.6;

/// How rare a word is: its weight, from the number of documents with it.
#[expect(clippy::cast_precision_loss, reason = "weights need no exact counts")]
pub fn rarity(documents: u64, with_word: u64) -> f32 {
    let (all, with) = (documents as f32, (with_word as f32).min(documents as f32));
    (1.0 + (all - with + 0.5) / (with + 0.5)).ln()
}

/// What one more occurrence counts in a field of this length, before saturation (BM25F).
pub fn length_norm(words: f32, average: f32) -> f32 {
    1.0 / (1.0 - B + B * words / average.max(1.0))
}

/// Saturation: the tenth occurrence says little more than the third.
pub fn saturate(weight: f32) -> f32 {
    weight * (K1 + 1.0) / (K1 + weight)
}

/// What distance leaves of a score: nearly all of it to a third of the radius, half at the radius.
#[expect(clippy::cast_possible_truncation, reason = "a weight")]
pub fn decay(metres: f64, radius_metres: f64) -> f32 {
    let far = metres / radius_metres.max(1.0);
    (-std::f64::consts::LN_2 * far * far).exp() as f32
}

/// How many of the telling words a service must have: all of one or two, all but one of more.
pub fn needed(telling: usize) -> usize {
    if telling <= 2 { telling } else { telling - 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distance_is_gentle_near_by_and_halves_at_the_radius() {
        assert!(decay(0.0, 16_000.0) > 0.999);
        assert!(decay(16_000.0 / 3.0, 16_000.0) > 0.9);
        assert!((decay(16_000.0, 16_000.0) - 0.5).abs() < 0.001);
        assert!(decay(40_000.0, 16_000.0) < 0.05);
    }

    #[test]
    fn rare_words_weigh_more_and_a_name_beats_a_description() {
        assert!(rarity(1_000, 3) > rarity(1_000, 300));
        assert!(rarity(10, 12) > 0.0);
        assert!(saturate(NAME_BOOST) > saturate(BODY_BOOST * 2.0));
        assert!(saturate(NEED_BOOST) > saturate(BODY_BOOST * 2.5));
    }

    #[test]
    fn one_word_of_three_may_be_missing() {
        assert_eq!([1, 2, 3, 4].map(needed), [1, 2, 2, 3]);
    }
}
