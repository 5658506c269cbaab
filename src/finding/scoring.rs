//! Scoring: how much each thing that was found counts. Every weight in one place, with its reason.

/// A name says what a thing is.
pub const NAME_BOOST: f32 = 4.0;
/// A need is why somebody looks. As much as two rare words in a name: no mention comes near.
pub const NEED_WORTH: f32 = 20.0;
/// Everything typed, two words or more, is in what a service is called: its name, organisation or terms.
pub const CALLED: f32 = 10.0;
/// A word of a need's label alone is a weaker sign than its whole phrase.
pub const LABEL_WORD_WORTH: f32 = 5.0;
/// A need that says who somebody is, beside one that says what they look for: it orders and does not find.
pub const WHO_WORTH: f32 = 5.0;
/// The broader need, or one to look at next, where few answer what was asked: behind what answers, before what only mentions it.
pub const RELATED_WORTH: f32 = 3.0;
/// A need beside one understood, under the same broader one.
pub const KIN_WORTH: f32 = 1.5;
/// What is left of a word's own weight where the need it stands for is carried: enough to put a telling name first.
pub const ECHO: f32 = 0.35;
/// The same where the words of the need are all in its name, its organisation's or the publisher's terms.
pub const ECHO_NAMED: f32 = 0.8;
/// It carries the very need, not only a narrower one.
pub const VERY_NEED: f32 = 3.0;
/// Nobody says that it answers the need, but it uses another word for the need in its name or summary, or its publisher does.
pub const OTHER_WORD_WORTH: f32 = 10.0;
/// It answers every need of a question with several.
pub const EVERY_NEED: f32 = 1.25;
/// A word this rare (in about one service of fifty) tells something even where it is only mentioned.
pub const TELLING_RARITY: f32 = 4.0;
/// What is left of a word that need not be there.
pub const MINOR: f32 = 0.25;
/// The text mentions the words of a need that nobody says the service answers.
pub const MENTIONS: f32 = 0.3;
/// It satisfies a wish.
pub const WISH_MET: f32 = 1.25;
/// It says that it does not. A service that says nothing is left where it is.
pub const WISH_UNMET: f32 = 0.85;
/// It is meant for the age asked for, and not merely open to it.
pub const AGE_MEANT: f32 = 1.15;
/// It says that it is for other ages, or for others, than the one asked for: behind everything else that was found.
pub const NOT_FOR_THEM: f32 = 0.05;
/// It is there for a group that nobody asked about: one who has left the forces, the deaf club.
pub const FOR_A_GROUP: f32 = 0.6;
/// The words are another name of it, and a need as well: "IAPT".
pub const OTHER_NAME: f32 = 1.25;
/// Publisher's terms, audiences and the organisation's name.
pub const ABOUT_BOOST: f32 = 2.0;
/// Summary, description, eligibility, areas and sites.
pub const BODY_BOOST: f32 = 1.0;

/// Added when the whole name was typed: always first.
pub const EXACT_NAME: f32 = 1_000.0;
/// A national service without a site stands below a local one that fits as well.
pub const NATIONAL: f32 = 0.45;
/// It serves the place but is far away, or nobody knows how far.
pub const COVERS_FROM_AFAR: f32 = 0.75;
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

/// Nearness loses half its weight over so many times the distance to the eighth nearest postcode district.
const SPACINGS: f64 = 3.0;
/// But never over less than about five miles, nor over more than about thirty, in metres.
const HALF_WAY_METRES: (f64, f64) = (8_000.0, 48_000.0);

/// The distance at which nearness has lost half its weight where nobody says how far they would go, from how thinly people live.
pub fn half_way(spacing_metres: f64) -> f64 {
    (spacing_metres * SPACINGS).clamp(HALF_WAY_METRES.0, HALF_WAY_METRES.1)
}

/// What distance leaves of a score: nearly all of it to a third of the way to `half_way`, half of it there.
#[expect(clippy::cast_possible_truncation, reason = "a weight")]
pub fn decay(metres: f64, half_way_metres: f64) -> f32 {
    let far = metres / half_way_metres.max(1.0);
    (-std::f64::consts::LN_2 * far * far).exp() as f32
}

/// What a need counts on a service that carries so many: one that is there for this alone before one for everything.
#[expect(clippy::cast_precision_loss, reason = "a service carries few needs")]
pub fn focus(needs: usize) -> f32 {
    1.0 - 0.04 * needs.saturating_sub(1).min(6) as f32
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
    fn far_is_further_where_people_live_thinly() {
        let (city, town, hills) = (half_way(2_000.0), half_way(5_000.0), half_way(25_000.0));
        assert!(city < town && town < hills && hills <= HALF_WAY_METRES.1);
        assert!(decay(12_000.0, city) < 0.25 && decay(12_000.0, hills) > 0.9);
    }

    #[test]
    fn rare_words_weigh_more_and_a_name_beats_a_description() {
        assert!(rarity(1_000, 3) > rarity(1_000, 300));
        assert!(rarity(10, 12) > 0.0);
        assert!(saturate(NAME_BOOST) > saturate(BODY_BOOST * 2.0));
        assert!(NEED_WORTH * focus(9) > rarity(200_000, 2_000) * saturate(BODY_BOOST * 2.5));
    }

    #[test]
    fn one_word_of_three_may_be_missing() {
        assert_eq!([1, 2, 3, 4].map(needed), [1, 2, 2, 3]);
    }
}
