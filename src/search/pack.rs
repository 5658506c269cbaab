//! A snapshot as a pack carries it: the same columns, words and cards, and nothing of the engine. What weighs words stays what it is in
//! the whole directory, so that the same question gets the same order there and here.

mod groups;

#[cfg(not(target_family = "wasm"))]
pub(crate) use groups::renumbered;
pub use groups::{Base, Group};

use crate::{
    finding::{
        geo::{self, Unit},
        known_words::KnownWords,
    },
    model::location::Point,
    search::{
        cards::Cards,
        facts::Facts,
        field::Field,
        filters::{self, MASKS},
        hours::Hours,
        kinds::Kinds,
        names::{Completions, Names},
        numbers::Known,
        packed::PackedWords,
        reader::Reader,
        sidecar::Sidecar,
        snapshot::{Segment, Snapshot, Values},
    },
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use uuid::Uuid;

/// Points are kept in ten-millionths of a degree: about a centimetre.
const STEPS_PER_DEGREE: f64 = 10_000_000.0;

/// A snapshot of one segment, to be written and read.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct PackedIndex {
    /// The last change in it.
    pub(crate) position: i64,
    /// How many services it finds.
    pub(crate) services: usize,
    /// Documents of the whole directory, as the weights count them.
    pub(crate) documents: u64,
    /// Each sort key, as the step from the one before.
    pub(crate) key_steps: Vec<u64>,
    /// Where each document is; none where there is no point.
    pub(crate) points: Vec<Option<(i32, i32)>>,
    pub(crate) masks: Vec<Vec<u64>>,
    /// The service of each document, numbered; and their ids.
    pub(crate) service_of: Vec<u32>,
    pub(crate) service_ids: Vec<[u8; 16]>,
    pub(crate) needs: PackedSets,
    pub(crate) covers: PackedSets,
    pub(crate) lists: Vec<PackedSets>,
    pub(crate) hours: Vec<u32>,
    pub(crate) hour_cards: Vec<u64>,
    pub(crate) facts: Vec<u64>,
    pub(crate) ages: Vec<u64>,
    pub(crate) cards_at: Vec<u64>,
    #[serde(with = "serde_bytes")]
    pub(crate) cards: Vec<u8>,
    pub(crate) titles: PackedNames,
    pub(crate) providers: PackedNames,
    /// The organisation of each document's service, numbered; and their ids.
    pub(crate) organisation_of: Vec<u32>,
    pub(crate) organisation_ids: Vec<[u8; 16]>,
    pub(crate) words: PackedWords,
}

/// The words documents have of one kind: each document's set of them, by number.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct PackedSets {
    pub(crate) words: Vec<String>,
    /// How each word is shown, in the order of the words; none where it is not shown otherwise.
    pub(crate) labels: Vec<String>,
    /// Sets of words by number, without the empty one, which is the first.
    pub(crate) sets: Vec<Vec<u32>>,
    pub(crate) of: Vec<u32>,
}

/// The names of one kind: short ones first.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct PackedNames {
    pub(crate) shown: Vec<String>,
    /// Documents and the place of each one's name.
    pub(crate) of: Vec<(u32, u32)>,
}

/// A pack that is not what was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the pack does not hold together: {0}")]
pub struct Unsound(&'static str);

pub(crate) fn steps_of(point: Point) -> (i32, i32) {
    #[expect(clippy::cast_possible_truncation, reason = "degrees are at most 180")]
    let steps = |degrees: f64| (degrees * STEPS_PER_DEGREE).round() as i32;
    (steps(point.lat), steps(point.lon))
}

fn point_of((lat, lon): (i32, i32)) -> Point {
    Point { lat: f64::from(lat) / STEPS_PER_DEGREE, lon: f64::from(lon) / STEPS_PER_DEGREE }
}

impl PackedSets {
    fn is_sound(&self, documents: usize) -> bool {
        let words = self.sets.iter().flatten().all(|word| (*word as usize) < self.words.len());
        let sets = self.of.iter().all(|set| *set as usize <= self.sets.len());
        let labels = self.labels.is_empty() || self.labels.len() == self.words.len();
        words && sets && labels && self.of.len() == documents
    }

    fn known(&self) -> Known {
        Known::of(self.words.iter().map(String::as_str), self.sets.iter().map(Vec::as_slice))
    }

    fn values(&self) -> Values {
        Values { known: self.known(), labels: Arc::new(self.labels.iter().map(|label| label.as_str().into()).collect()) }
    }
}

impl PackedNames {
    fn is_sound(&self, documents: usize) -> bool {
        self.of.iter().all(|(doc, name)| (*doc as usize) < documents && (*name as usize) < self.shown.len())
    }

    fn names(self) -> Names {
        let of = self.of.into_iter().map(|(doc, name)| (doc, name as usize));
        Names::of(self.shown.into_iter().map(String::into_boxed_str).collect(), of)
    }
}

impl PackedIndex {
    /// How many services it finds.
    pub fn services(&self) -> usize {
        self.services
    }

    /// Whether every number in it points at something that is there.
    fn check(&self) -> Result<(), Unsound> {
        self.check_columns()?;
        self.words.is_sound(self.key_steps.len()).then_some(()).ok_or(Unsound("its words"))
    }

    /// The same of everything but the words.
    fn check_columns(&self) -> Result<(), Unsound> {
        let documents = self.key_steps.len();
        let columns = [&self.service_of, &self.hours, &self.organisation_of].into_iter().map(Vec::len);
        let wide = [&self.facts, &self.ages, &self.cards_at].into_iter().chain(&self.masks).map(Vec::len);
        let same = columns.chain(wide).chain([self.points.len()]).all(|length| length == documents);
        let numbered = |of: &[u32], ids: usize| of.iter().all(|number| (*number as usize) < ids);
        let lists = filters::open_lists().count();
        let sets = [&self.needs, &self.covers].into_iter().chain(&self.lists).all(|sets| sets.is_sound(documents));
        let ids = numbered(&self.service_of, self.service_ids.len())
            && numbered(&self.organisation_of, self.organisation_ids.len())
            && numbered(&self.hours, self.hour_cards.len());
        let names = self.titles.is_sound(documents) && self.providers.is_sound(documents);
        for (right, what) in [
            (same && self.masks.len() == MASKS, "its columns"),
            (sets && self.lists.len() == lists && self.lists.iter().all(|list| list.labels.len() == list.words.len()), "its sets"),
            (ids, "its ids"),
            (names, "its names"),
        ] {
            if !right {
                return Err(Unsound(what));
            }
        }
        Ok(())
    }

    /// The snapshot again.
    ///
    /// # Errors
    /// When it does not hold together.
    pub fn open(mut self) -> Result<Snapshot, Unsound> {
        self.check()?;
        let cards = Arc::new(Cards::Packed(std::mem::take(&mut self.cards)));
        let (needs, covers) = (self.needs.known(), self.covers.known());
        let lists = self.lists.iter().map(PackedSets::values).collect();
        let hours = Hours::new(Arc::clone(&cards), Arc::new(std::mem::take(&mut self.hour_cards)));
        let (position, services, documents) = (self.position, self.services, self.documents);
        let words = Arc::new(std::mem::take(&mut self.words));
        let known = KnownWords::of(words.words(Field::Raw).map(|(word, with)| (word.to_owned(), with)));
        let (mut sidecar, mut kinds) = (self.sidecar(known), Kinds::new());
        sidecar.number_kinds(&mut kinds);
        let segment = Segment { reader: Reader::Packed(words), sidecar: Arc::new(sidecar) };
        let kinds = kinds.known();
        Ok(Snapshot { position, segments: vec![segment], cards, needs, covers, services, documents, lists, kinds, hours })
    }

    fn sidecar(self, words: KnownWords) -> Sidecar {
        let mut key = 0_u64;
        let mut next = |step: &u64| {
            key = key.wrapping_add(*step);
            key
        };
        let keys: Vec<u64> = self.key_steps.iter().map(&mut next).collect();
        let mut masks = self.masks.into_iter();
        let ids: Vec<u128> = self.service_ids.iter().map(|id| u128::from_be_bytes(*id)).collect();
        let owner = |of: &u32| Some(Uuid::from_bytes(self.organisation_ids[*of as usize]));
        let owners: Vec<Option<Uuid>> = self.organisation_of.iter().map(owner).collect();
        let points: Vec<Option<Point>> = self.points.iter().map(|at| at.map(point_of)).collect();
        Sidecar {
            sorted: keys.is_sorted(),
            rows: geo::rows(&keys),
            keys,
            units: points.iter().map(|point| point.map(Unit::of).unwrap_or_default()).collect(),
            masks: std::array::from_fn(|_| masks.next().unwrap_or_default()),
            ids: self.service_of.iter().map(|service| ids[*service as usize]).collect(),
            services: self.service_of,
            needs: self.needs.of,
            covers: self.covers.of,
            lists: self.lists.into_iter().map(|list| list.of).collect(),
            kinds: Vec::new(),
            hours: self.hours,
            facts: self.facts.into_iter().map(Facts).collect(),
            ages: self.ages,
            cards: self.cards_at,
            words,
            completions: Completions::of(self.titles.names(), self.providers.names(), &owners),
            points: points.into_iter().map(|point| point.map_or((f64::NAN, f64::NAN), |point| (point.lat, point.lon))).collect(),
        }
    }
}
