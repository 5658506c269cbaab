//! A question: words, a place and chosen filters.

use crate::places::Place;
use jiff::Zoned;
use std::collections::BTreeMap;

/// What somebody asks.
#[derive(Debug, Clone)]
pub struct Question {
    /// The person's own words, as typed. May be empty: then the place and filters alone choose.
    pub words: String,
    /// Where, already resolved.
    pub place: Option<Place>,
    /// How far they would go, in miles.
    pub radius_miles: f64,
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
