//! What a search needs of every document of a segment, in memory: read once when the segment appears.
//!
//! Sets that many documents share (needs, coverage, languages, opening hours) are numbered across the whole index: see
//! [`crate::search::numbers`].

use crate::{
    finding::{
        geo::{self, Unit},
        known_words::KnownWords,
    },
    model::location::Point,
    search::{
        facts::Facts,
        filters::MASKS,
        kinds::{Kind, Kinds},
        names::Completions,
    },
};

/// The columns of one segment.
pub(crate) struct Sidecar {
    /// Sort keys.
    pub(crate) keys: Vec<u64>,
    /// Whether the keys are in order, so that runs of keys are runs of documents.
    pub(crate) sorted: bool,
    /// Where each row of latitude begins.
    pub(crate) rows: Vec<u32>,
    /// Points on the unit sphere; meaningless where the facts say there is none.
    pub(crate) units: Vec<Unit>,
    /// Masks, column by column.
    pub(crate) masks: [Vec<u64>; MASKS],
    /// Service ids.
    pub(crate) ids: Vec<u128>,
    /// The number of each document's service.
    pub(crate) services: Vec<u32>,
    /// The number of each document's set of needs.
    pub(crate) needs: Vec<u32>,
    /// The number of each document's set of coverage words.
    pub(crate) covers: Vec<u32>,
    /// The number of each document's set of values, open list by open list.
    pub(crate) lists: Vec<Vec<u32>>,
    /// The number of each document's kind.
    pub(crate) kinds: Vec<u32>,
    /// The number of each document's hours.
    pub(crate) hours: Vec<u32>,
    /// Facts.
    pub(crate) facts: Vec<Facts>,
    /// Ages, packed; see [`crate::search::ages`].
    pub(crate) ages: Vec<u64>,
    /// Where the cards lie.
    pub(crate) cards: Vec<u64>,
    /// Words as they are written, for correcting.
    pub(crate) words: KnownWords,
    /// Names to complete.
    pub(crate) completions: Completions,
    /// Latitude and longitude in degrees; not numbers where there is no point.
    pub(crate) points: Vec<(f64, f64)>,
}

impl std::fmt::Debug for Sidecar {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Sidecar({} documents)", self.keys.len())
    }
}

impl Sidecar {
    /// Numbers the kinds of its documents, once its other columns are there.
    pub(crate) fn number_kinds(&mut self, kinds: &mut Kinds) {
        self.kinds = (0..self.keys.len()).map(|doc| kinds.number(self.kind(doc))).collect();
    }

    /// What filters can ask of a document.
    fn kind(&self, doc: usize) -> Kind {
        Kind {
            masks: std::array::from_fn(|at| self.masks[at][doc]),
            facts: self.facts[doc].of_record(),
            ages: self.ages[doc],
            hours: self.hours[doc],
            needs: self.needs[doc],
        }
    }

    /// The first document whose key is not below this one, where keys are in order.
    pub(crate) fn first_from(&self, key: u64) -> u32 {
        let row = geo::row_of(key).min(self.rows.len() - 2);
        let (from, to) = (self.rows[row], self.rows[row + 1]);
        let before = self.keys[from as usize..to as usize].partition_point(|at| *at < key);
        from + u32::try_from(before).unwrap_or(u32::MAX)
    }

    /// The exact point of a document.
    pub(crate) fn point(&self, doc: u32) -> Option<Point> {
        let (lat, lon) = self.points[doc as usize];
        (!lat.is_nan()).then_some(Point { lat, lon })
    }

    /// Number of documents, deleted ones included.
    pub(crate) fn len(&self) -> u32 {
        u32::try_from(self.keys.len()).unwrap_or(u32::MAX)
    }
}
