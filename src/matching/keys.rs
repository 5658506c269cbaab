//! Who is worth comparing: records that have a number, a contact, a postcode or a telling word nearby in common. Groups that are too large
//! are passed over, so the work grows with the directory, not with its square.

use crate::{
    matching::{Crowd, Traits, names::Name},
    model::location::Point,
};
use rustc_hash::{FxBuildHasher, FxHashSet};
use std::hash::{BuildHasher, Hash};

/// The largest group whose members are all compared: a large building's postcode fits.
const MOST: usize = 48;
/// The side of a square in degrees of latitude, about 900 metres; two people of a square's half apart share one of four.
const SQUARE: f64 = 0.008;

/// Pairs of positions in the directory that are worth comparing, each once, the smaller position first.
pub fn pairs(directory: &[Traits], crowd: &Crowd) -> Vec<(u32, u32)> {
    let mut keys: Vec<(u64, u32)> = Vec::new();
    for (traits, at) in directory.iter().zip(0..) {
        add(traits, crowd, &mut |key| keys.push((key, at)));
    }
    keys.sort_unstable();
    keys.dedup();
    let mut found = FxHashSet::default();
    for group in keys.chunk_by(|one, other| one.0 == other.0).filter(|group| group.len() <= MOST) {
        for (nth, (_, one)) in group.iter().enumerate() {
            found.extend(group[nth + 1..].iter().map(|(_, other)| (*one, *other)));
        }
    }
    let mut found: Vec<(u32, u32)> = found.into_iter().collect();
    found.sort_unstable();
    found
}

fn add(traits: &Traits, crowd: &Crowd, key: &mut dyn FnMut(u64)) {
    for number in &traits.numbers {
        key(hash((number.list, &number.number)));
    }
    for contact in traits.contacts().filter(|contact| crowd.is_rare(contact)) {
        key(hash(("contact", contact)));
    }
    for name in &traits.names {
        key(hash(("name", name.sorted())));
    }
    for spot in &traits.spots {
        spot.postcode.iter().for_each(|postcode| key(hash(("postcode", postcode))));
        spot.building.iter().for_each(|building| key(hash(("building", building))));
        for name in &traits.names {
            if let Some(point) = spot.point {
                near(name, point, key);
            }
            if let Some(postcode) = &spot.postcode {
                words_of(name).for_each(|word| key(hash(("word", word, outward(postcode)))));
            }
        }
    }
}

/// Telling words by the squares around a point.
fn near(name: &Name, point: Point, key: &mut dyn FnMut(u64)) {
    // A degree of longitude is shorter by this much in the middle of the country.
    let (x, y) = (point.lon * 0.6 / SQUARE, point.lat / SQUARE);
    for (dx, dy) in [(0.0, 0.0), (0.5, 0.0), (0.0, 0.5), (0.5, 0.5)] {
        let square = format!("{dx}/{dy}/{}/{}", (x + dx).floor(), (y + dy).floor());
        words_of(name).for_each(|word| key(hash(("square", word, &square))));
    }
}

/// The telling words, by their sound where they have one; a name that has none is looked up by all of it.
fn words_of(name: &Name) -> impl Iterator<Item = String> {
    let telling: Vec<String> =
        name.telling().map(|word| if word.sound.is_empty() { word.text.clone() } else { word.sound.clone() }).collect();
    if telling.is_empty() { vec![name.sorted().join(" ")] } else { telling }.into_iter()
}

fn outward(postcode: &str) -> &str {
    postcode.split(' ').next().unwrap_or_default()
}

fn hash(key: impl Hash) -> u64 {
    FxBuildHasher.hash_one(key)
}
