//! Finding: words and a place to ranked services.

#[cfg(test)]
use crate::app::Back;
use crate::{
    app::{App, AppError},
    finding::{
        answer::Answer,
        ignored::Ignored,
        place_words,
        question::{DEFAULT_RADIUS_MILES, Question, Sort},
        reading::{Reading, ReadingKind},
    },
    places::{Place, remark::Remark},
};
use std::{collections::BTreeMap, fmt};

/// Results on a page unless asked otherwise.
pub const PER_PAGE: usize = 20;

/// What somebody asks, as typed.
#[derive(Debug, Clone, Default)]
pub struct Ask {
    /// Their own words. A place in them ("food bank Walsall") is understood when `place` is empty.
    pub words: String,
    /// A postcode, town or council.
    pub place: String,
    /// How far they would go, in miles. `None` = the usual.
    pub radius_miles: Option<f64>,
    /// Readings not to make of the words.
    pub ignored: Ignored,
    /// Filter values by parameter.
    pub chosen: BTreeMap<String, Vec<String>>,
    /// Order.
    pub sort: Sort,
    /// Page, from 1 (0 is read as 1).
    pub page: usize,
    /// Results on a page, at most 100 (0 is read as the usual).
    pub per_page: usize,
}

/// What was found.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// The answer.
    pub answer: Answer,
    /// The words looked for: those typed, without the place that was found among them.
    pub words: String,
    /// The place understood.
    pub place: Option<Place>,
    /// The place was found among the words.
    pub place_in_words: bool,
    /// Why the place was not understood.
    pub place_problem: Option<UnknownPlace>,
    /// Page, from 1.
    pub page: usize,
    /// Results on a page.
    pub per_page: usize,
}

/// A place nobody here knows, as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownPlace(pub String);

/// In English.
impl fmt::Display for UnknownPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "We do not know the place “{}”, so these results are from everywhere. Try a postcode, such as B13 8AA, or a town.",
            self.0
        )
    }
}

impl App {
    /// Finds services.
    ///
    /// # Errors
    /// When the index cannot be read.
    #[expect(clippy::unused_async, reason = "callers need not know that an answer comes from memory")]
    pub async fn find(&self, ask: Ask) -> Result<Found, AppError> {
        #[cfg(test)]
        if let Back::Sampled(samples) = &self.0.back {
            return (samples.find)(&ask);
        }
        let (page, per_page) = (ask.page.max(1), if ask.per_page == 0 { PER_PAGE } else { ask.per_page.min(100) });
        let Located { words, place, said, not_read, place_problem } = self.locate(&ask)?;
        let question = Question {
            words: words.clone(),
            typed: ask.words,
            ignored: ask.ignored,
            spacing_metres: place.as_ref().and_then(|place| self.places().spacing(place.point?)),
            place: place.clone(),
            radius_miles: ask.radius_miles.unwrap_or(DEFAULT_RADIUS_MILES),
            chosen: ask.chosen,
            sort: ask.sort,
            offset: (page - 1).saturating_mul(per_page),
            limit: per_page,
            now: self.clock().london(),
        };
        let mut answer = self.snapshot().answer(&question, &self.needs()).map_err(|error| self.unanswered(&error))?;
        let place_in_words = said.is_some();
        answer.readings.splice(0..0, place.iter().zip(said).map(|(place, words)| place_reading(place, words)));
        answer.not_read.splice(0..0, not_read);
        Ok(Found { answer, words, place, place_in_words, place_problem, page, per_page })
    }

    fn locate(&self, ask: &Ask) -> Result<Located, AppError> {
        let typed = ask.place.trim();
        let unplaced = || Located { words: ask.words.clone(), place: None, said: None, not_read: None, place_problem: None };
        if !typed.is_empty() {
            let place = self.place_meant(typed);
            let place_problem = place.is_none().then(|| UnknownPlace(typed.to_owned()));
            return Ok(Located { place, place_problem, ..unplaced() });
        }
        let Some(taken) = place_words::take(&ask.words, self.places(), &self.needs()) else { return Ok(unplaced()) };
        if ask.ignored.has(ReadingKind::Place, "") {
            return Ok(Located { not_read: Some(place_reading(&taken.place, taken.said)), ..unplaced() });
        }
        // "St Giles Hospice" is a name, not a hospice in St Giles.
        if !taken.certain && self.snapshot().holds_name(&ask.words).map_err(|error| self.unanswered(&error))? {
            return Ok(unplaced());
        }
        Ok(Located { words: taken.rest, place: Some(taken.place), said: Some(taken.said), ..unplaced() })
    }

    /// The place meant by what was typed. Of several places of one name, the first that any service is near: a directory of
    /// Solihull means its own Meriden.
    pub(super) fn place_meant(&self, typed: &str) -> Option<Place> {
        let places = self.places().find_all(typed, PLACES_OF_ONE_NAME);
        let is_near_any = |place: &Place| place.point.is_none_or(|point| self.snapshot().is_anything_near(point, NEAR_METRES));
        let meant = if places.len() > 1 { places.iter().position(is_near_any) } else { None };
        let first = places.first().and_then(|place| place.remark.clone());
        let mut place = places.into_iter().nth(meant.unwrap_or(0))?;
        if meant.is_some_and(|at| at > 0) {
            place.remark = first.map(|_| one_of_several(&place.label));
        }
        Some(place)
    }
}

/// Places of one name that are looked at.
const PLACES_OF_ONE_NAME: usize = 8;
/// How far from a place a service may be to show that the place is the one meant.
const NEAR_METRES: f64 = 10_000.0;

struct Located {
    words: String,
    place: Option<Place>,
    /// The words that named the place, where it was found among the words.
    said: Option<String>,
    /// The place that would have been read.
    not_read: Option<Reading>,
    place_problem: Option<UnknownPlace>,
}

/// "Meriden, Solihull".
fn one_of_several(label: &str) -> Remark {
    let (name, area) = label.split_once(", ").map_or((label, None), |(name, area)| (name, Some(area.to_owned())));
    Remark::OneOfSeveral { name: name.to_owned(), area }
}

fn place_reading(place: &Place, words: String) -> Reading {
    Reading { kind: ReadingKind::Place, value: String::new(), label: place.label.clone(), words }
}
