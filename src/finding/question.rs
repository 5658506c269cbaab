//! A question: words, a place and chosen filters.

use crate::{
    finding::{ignored::Ignored, scoring},
    places::Place,
};
use jiff::Zoned;
use std::collections::BTreeMap;

/// What somebody asks.
#[derive(Debug, Clone)]
pub struct Question {
    /// The person's own words, as typed. May be empty: then the place and filters alone choose.
    pub words: String,
    /// The same before a place was taken out of them: a name may hold it.
    pub typed: String,
    /// Readings not to make of the words.
    pub ignored: Ignored,
    /// Where, already resolved.
    pub place: Option<Place>,
    /// How far they would go, in miles.
    pub radius_miles: f64,
    /// How thinly people live there, in metres, as [`crate::places::Places::spacing`] tells it; `None` = not known.
    pub spacing_metres: Option<f64>,
    /// Chosen filter values by parameter, in the words of the URL: `sector` → `voluntary`, `private`.
    pub chosen: BTreeMap<String, Vec<String>>,
    /// How to order.
    pub sort: Sort,
    /// Results to pass over.
    pub offset: usize,
    /// Results wanted, at most 100.
    pub limit: usize,
    /// The moment "open now" means, Europe/London.
    pub now: Zoned,
}

impl Question {
    /// The distance at which nearness has lost half its weight, in metres. Who says how far they would go means it; else what is
    /// near depends on how thinly people live.
    pub fn half_way_metres(&self) -> f64 {
        let local = self.spacing_metres.filter(|_| self.radius_miles.total_cmp(&DEFAULT_RADIUS_MILES).is_eq());
        local.map_or(self.radius_miles * METRES_PER_MILE, scoring::half_way)
    }
}

/// Order of results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// Best answer first.
    #[default]
    Best,
    /// Nearest first.
    Nearest,
}

/// How far somebody would go unless they say: 10 miles.
pub const DEFAULT_RADIUS_MILES: f64 = 10.0;

/// Metres in a mile.
pub const METRES_PER_MILE: f64 = 1_609.344;
