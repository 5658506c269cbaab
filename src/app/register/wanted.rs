//! What a reader of the feed wants of it: the union of the parameters the standard's two published descriptions have.
//!
//! Different parameters narrow one another; several values of one widen it. What a service does not state excludes it from a question
//! about times, and never from one about ages or areas: so the standard's first server did, and so people are best served.

use super::row::{Row, bit};
use crate::{
    finding::serves::{self, Said, Verdict},
    model::{
        id::{OrganisationId, ServiceId},
        location::Point,
    },
    places::Place,
};
use jiff::{
    Timestamp,
    civil::{Time, Weekday},
};
use uuid::Uuid;

/// What is wanted. The default wants everything.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Wanted {
    /// Words to find; services come in the order of how well they answer.
    pub words: Option<String>,
    /// One of these.
    pub services: Vec<ServiceId>,
    /// At one of these sites: ids of services at sites.
    pub sites: Vec<Uuid>,
    /// Called one of these; of organisations, theirs is the name.
    pub names: Vec<Named>,
    /// Carries one of these terms.
    pub terms: Vec<Uuid>,
    /// Carries a term of one of these taxonomies.
    pub taxonomies: Vec<Uuid>,
    /// Run by one of these.
    pub organisations: Vec<OrganisationId>,
    /// Changed here then or later. Those that went since are wanted too.
    pub modified_after: Option<Timestamp>,
    /// Takes people of this age and older: its youngest is not above it.
    pub minimum_age: Option<f64>,
    /// Takes people up to this age: its oldest is not below it.
    pub maximum_age: Option<f64>,
    /// Runs on one of these days.
    pub days: Vec<Weekday>,
    /// Opens then or later.
    pub start: Option<Time>,
    /// Closes then or earlier.
    pub end: Option<Time>,
    /// Where the person is.
    pub near: Option<Near>,
}

/// Where a person is, and how far they go.
#[derive(Debug, Clone, PartialEq)]
pub enum Near {
    /// A place nobody here knows: nothing is near it.
    Unknown,
    /// At a place: what serves it, and, with a distance in metres, is within it.
    Place(Box<Place>, Option<f64>),
    /// Within so many metres of a point, or coming to people and at no site.
    Point(Point, f64),
    /// Within so many metres of a point, at one of its sites.
    Sites(Point, f64),
}

impl Near {
    fn circle(&self) -> Option<(Point, f64)> {
        match self {
            Self::Unknown => None,
            Self::Place(place, metres) => Some((place.point?, (*metres)?)),
            Self::Point(point, metres) | Self::Sites(point, metres) => Some((*point, *metres)),
        }
    }
}

/// A name, or the beginning of one, or a part of one. Capitals make no difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    text: String,
    anywhere: bool,
}

impl Named {
    /// `anywhere`: in the name, not only at its beginning.
    pub fn new(text: &str, anywhere: bool) -> Self {
        Self { text: text.to_lowercase(), anywhere }
    }

    /// Whether a name, in small letters, is meant.
    pub(super) fn fits(&self, name: &str) -> bool {
        if self.anywhere { name.contains(&self.text) } else { name.starts_with(&self.text) }
    }
}

/// [`Wanted`] made ready for many rows.
#[derive(Debug)]
pub(super) struct Test<'w> {
    wanted: &'w Wanted,
    days: u8,
    /// Every term of the wanted taxonomies, sorted.
    of_taxonomies: Vec<Uuid>,
    /// The coverage words that serve the place.
    serving: Vec<String>,
}

impl<'w> Test<'w> {
    /// `of_taxonomies`: every term of the wanted taxonomies, sorted.
    pub(super) fn new(wanted: &'w Wanted, of_taxonomies: Vec<Uuid>) -> Self {
        let serving = match &wanted.near {
            Some(Near::Place(place, _)) => serves::words_serving(place),
            _ => Vec::new(),
        };
        Self { wanted, days: wanted.days.iter().fold(0, |bits, day| bits | bit(*day)), of_taxonomies, serving }
    }

    /// Whether everything passes.
    pub(super) fn is_open(&self) -> bool {
        *self.wanted == Wanted { words: self.wanted.words.clone(), ..Wanted::default() }
    }

    /// Whether a service is wanted, as far as it is not a question of one of its sites.
    pub(super) fn wants(&self, row: &Row) -> bool {
        let wanted = self.wanted;
        let times = self.days != 0 || wanted.start.is_some() || wanted.end.is_some();
        wanted.modified_after.is_none_or(|after| row.modified >= after)
            && (wanted.services.is_empty() || wanted.services.contains(&row.id))
            && (wanted.sites.is_empty() || row.sites.iter().any(|(id, _)| wanted.sites.contains(id)))
            && (wanted.names.is_empty() || wanted.names.iter().any(|named| named.fits(&row.name)))
            && (wanted.organisations.is_empty() || wanted.organisations.contains(&row.organisation))
            && (wanted.terms.is_empty() || wanted.terms.iter().any(|term| row.terms.binary_search(term).is_ok()))
            && (wanted.taxonomies.is_empty() || row.terms.iter().any(|term| self.of_taxonomies.binary_search(term).is_ok()))
            && wanted.minimum_age.zip(row.ages.min).is_none_or(|(asked, min)| asked >= min)
            && wanted.maximum_age.zip(row.ages.max).is_none_or(|(asked, max)| asked <= max)
            && (!times || row.runs(self.days, wanted.start, wanted.end))
            && self.serves(row)
    }

    /// Whether its stated areas hold the place, or nothing is stated that could decide.
    fn serves(&self, row: &Row) -> bool {
        match &self.wanted.near {
            Some(Near::Unknown) => false,
            Some(Near::Place(place, _)) => {
                let said = row.covers.iter().fold(Said::default(), |said, word| said | Said::by(word, place, &self.serving));
                said.verdict() != Verdict::Elsewhere
            }
            _ => true,
        }
    }

    /// Whether a service is within reach: at one of its sites, or because it comes to people and has none.
    pub(super) fn is_near(&self, row: &Row) -> bool {
        let comes = row.remote && !matches!(self.wanted.near, Some(Near::Sites(..)));
        self.circle().is_none() || row.sites.iter().any(|(_, point)| self.is_within(*point)) || comes
    }

    /// Whether a site is within reach.
    pub(super) fn is_within(&self, point: Option<Point>) -> bool {
        self.circle().is_none_or(|(from, metres)| point.is_some_and(|point| from.metres_to(point) <= metres))
    }

    fn circle(&self) -> Option<(Point, f64)> {
        self.wanted.near.as_ref().and_then(Near::circle)
    }
}
