//! Finding: words and a place to ranked services, and completions of what is being typed.

#[cfg(test)]
use crate::app::Back;
use crate::{
    app::{App, AppError},
    finding::{
        answer::Answer,
        place_words,
        question::{DEFAULT_RADIUS_MILES, Question, Sort},
    },
    places::Place,
    search,
};
use std::collections::BTreeMap;

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
    /// Why the place was not understood, in plain words.
    pub place_problem: Option<String>,
    /// Page, from 1.
    pub page: usize,
    /// Results on a page.
    pub per_page: usize,
}

/// A completion of what is being typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What it is.
    pub kind: SuggestionKind,
    /// The words.
    pub text: String,
    /// The service's or organisation's id, or the need's code.
    pub id: Option<String>,
}

/// Kinds of suggestion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SuggestionKind {
    /// A service.
    Service,
    /// An organisation.
    Organisation,
    /// A need.
    Need,
    /// A place.
    Place,
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
        let Located { words, place, place_in_words, place_problem } = self.locate(&ask);
        let question = Question {
            words: words.clone(),
            place: place.clone(),
            radius_miles: ask.radius_miles.unwrap_or(DEFAULT_RADIUS_MILES),
            chosen: ask.chosen,
            sort: ask.sort,
            offset: (page - 1).saturating_mul(per_page),
            limit: per_page,
            now: self.clock().london(),
        };
        let answer = self.live().index.search(&question, &self.needs()).map_err(|error| self.unanswered(&error))?;
        Ok(Found { answer, words, place, place_in_words, place_problem, page, per_page })
    }

    fn locate(&self, ask: &Ask) -> Located {
        let typed = ask.place.trim();
        if typed.is_empty() {
            return match place_words::take(&ask.words, self.places()) {
                Some((words, place)) => Located { words, place: Some(place), place_in_words: true, place_problem: None },
                None => Located { words: ask.words.clone(), place: None, place_in_words: false, place_problem: None },
            };
        }
        let place = self.places().find(typed);
        let place_problem = place.is_none().then(|| {
            format!("We do not know the place “{typed}”, so these results are from everywhere. Try a postcode, such as B13 8AA, or a town.")
        });
        Located { words: ask.words.clone(), place, place_in_words: false, place_problem }
    }

    /// Completes what is being typed.
    ///
    /// # Errors
    /// When the index cannot be read.
    #[expect(clippy::unused_async, reason = "callers need not know that an answer comes from memory")]
    pub async fn suggest(&self, text: &str, limit: usize) -> Result<Vec<Suggestion>, AppError> {
        #[cfg(test)]
        if let Back::Sampled(samples) = &self.0.back {
            return Ok((samples.suggest)(text, limit));
        }
        let mut suggestions: Vec<Suggestion> = self
            .live()
            .index
            .suggest(&self.needs(), text, limit)
            .map_err(|error| self.unanswered(&error))?
            .into_iter()
            .map(|suggestion| Suggestion { kind: kind(suggestion.kind), text: suggestion.text, id: suggestion.id })
            .collect();
        let places = self.places().suggest(text, 3);
        suggestions.truncate(limit.saturating_sub(places.len()));
        suggestions.extend(places.into_iter().map(|place| Suggestion { kind: SuggestionKind::Place, text: place.label, id: None }));
        Ok(suggestions)
    }
}

struct Located {
    words: String,
    place: Option<Place>,
    place_in_words: bool,
    place_problem: Option<String>,
}

fn kind(kind: search::SuggestionKind) -> SuggestionKind {
    match kind {
        search::SuggestionKind::Service => SuggestionKind::Service,
        search::SuggestionKind::Organisation => SuggestionKind::Organisation,
        search::SuggestionKind::Need => SuggestionKind::Need,
    }
}
