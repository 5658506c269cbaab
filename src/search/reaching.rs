//! Which services a search from some places can find: what a copy for a patch takes along.

use crate::{
    finding::{geo::Unit, question::METRES_PER_MILE, serves},
    model::id::ServiceId,
    places::Place,
    search::{
        ground::NEAR,
        snapshot::{Segment, Snapshot},
    },
};
use std::collections::{BTreeSet, HashSet};
use uuid::Uuid;

/// Places closer together than this, in degrees, count as one when distances are looked at: half a mile.
const SQUARE_DEGREES: f64 = 0.007;
/// By how much that may be wrong, in metres.
const SLACK_METRES: f64 = 1_000.0;

impl Snapshot {
    /// The services that a search of so many miles around any of these places can find: those with a site near enough, those that say
    /// they serve one of them, and those that come by phone or online from nowhere in particular.
    pub fn reached_from(&self, places: &[Place], miles: f64) -> BTreeSet<ServiceId> {
        let words: HashSet<String> = places.iter().flat_map(serves::words_serving).chain(near(places)).collect();
        let serving = self.mark_covers(words.iter().map(String::as_str));
        let metres = miles * METRES_PER_MILE + SLACK_METRES;
        let (centres, mut found) = (centres(places), BTreeSet::new());
        for Segment { reader, sidecar } in &self.segments {
            for doc in 0..sidecar.len() {
                let at = doc as usize;
                let (facts, covers) = (sidecar.facts[at], self.covers.sets.words(sidecar.covers[at]));
                let is_near = || centres.iter().any(|centre| centre.metres_to(sidecar.units[at]) <= metres);
                let serves = || covers.iter().any(|word| serving[*word as usize]);
                let from_afar = || !facts.has_point() && (facts.is_remote() || covers.is_empty());
                if reader.is_alive(doc) && (serves() || from_afar() || facts.has_point() && is_near()) {
                    found.insert(ServiceId(Uuid::from_u128(sidecar.ids[at])));
                }
            }
        }
        found
    }
}

/// The coverage words of sites without a point.
fn near(places: &[Place]) -> impl Iterator<Item = String> {
    let names =
        places.iter().flat_map(|place| std::iter::once(crate::finding::words::normalise(&place.label)).chain(place.district.clone()));
    names.map(|name| format!("{NEAR}{name}"))
}

fn centres(places: &[Place]) -> Vec<Unit> {
    #[expect(clippy::cast_possible_truncation, reason = "squares of the United Kingdom are few")]
    let square = |degrees: f64| (degrees / SQUARE_DEGREES).round() as i32;
    let mut known = HashSet::new();
    let points = places.iter().filter_map(|place| place.point);
    points.filter(|point| known.insert((square(point.lat), square(point.lon)))).map(Unit::of).collect()
}
