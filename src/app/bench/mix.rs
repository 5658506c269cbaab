//! The recorded mix of questions (`data/bench/questions.toml`), put to places drawn from the directory.

use super::growth::Numbers;
use crate::{
    finding::{
        ignored::Ignored,
        question::{DEFAULT_RADIUS_MILES, Question, Sort},
    },
    model::{location::Address, service::Service},
    places::{Place, Places},
    shipped,
};
use jiff::Zoned;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Results asked for at once.
const LIMIT: usize = 20;
/// The longest beginning that is completed.
const LONGEST_BEGINNING: usize = 12;

/// A kind of request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words and a place, within 10 miles.
    Near,
    /// Near, with filters chosen.
    Filtered,
    /// Near, with spelling mistakes.
    Misspelt,
    /// The name of a service, near.
    Name,
    /// Words without a place.
    Nationwide,
    /// The first letters of words.
    Completion,
}

impl Kind {
    /// Every kind, in the order told.
    pub const ALL: [Self; 6] = [Self::Near, Self::Filtered, Self::Misspelt, Self::Name, Self::Nationwide, Self::Completion];

    /// The word for it on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Near => "near",
            Self::Filtered => "filtered",
            Self::Misspelt => "misspelt",
            Self::Name => "name",
            Self::Nationwide => "nationwide",
            Self::Completion => "completion",
        }
    }

    /// What to call it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Near => "words, 10 miles",
            Self::Filtered => "with filters",
            Self::Misspelt => "misspelt",
            Self::Name => "a name",
            Self::Nationwide => "nationwide",
            Self::Completion => "completion",
        }
    }
}

/// One request.
#[derive(Debug, Clone)]
pub enum Request {
    /// A search.
    Search {
        /// Its kind.
        kind: Kind,
        /// The question.
        question: Box<Question>,
    },
    /// A beginning to complete.
    Completion(String),
}

impl Request {
    /// Its kind.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Search { kind, .. } => *kind,
            Self::Completion(_) => Kind::Completion,
        }
    }
}

/// The questions cannot be asked.
#[derive(Debug, thiserror::Error)]
pub enum MixError {
    /// The file.
    #[error("the questions of the bench (data/bench/questions.toml): {0}")]
    Toml(#[from] toml::de::Error),
    /// A filter that is not `name=value`.
    #[error("the questions of the bench: '{0}' is not a filter such as sector=voluntary")]
    Filter(String),
    /// No service has a place to ask about.
    #[error("none of the services has a postcode to ask about")]
    NoPlaces,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Recorded {
    near: Vec<String>,
    nationwide: Vec<String>,
    misspelt: Vec<String>,
    filters: Vec<Vec<String>>,
}

/// `count` requests of each kind, always the same for the same patterns.
pub(super) fn requests(patterns: &[Service], places: &Places, now: Zoned, count: usize) -> Result<Vec<Request>, MixError> {
    let recorded: Recorded = toml::from_str(&shipped::text("bench/questions.toml").unwrap_or_default())?;
    let mut mixer = Mixer { patterns, places, now, numbers: Numbers(1) };
    let mut requests = Vec::with_capacity(count * Kind::ALL.len());
    for at in 0..count {
        let pick = |list: &[String]| list[at % list.len()].clone();
        let near = mixer.place()?;
        requests.push(mixer.search(Kind::Near, pick(&recorded.near), Some(near), &[])?);
        let filters = &recorded.filters[at % recorded.filters.len()];
        let near = mixer.place()?;
        requests.push(mixer.search(Kind::Filtered, pick(&recorded.near), Some(near), filters)?);
        let near = mixer.place()?;
        requests.push(mixer.search(Kind::Misspelt, pick(&recorded.misspelt), Some(near), &[])?);
        let named = &patterns[mixer.numbers.below(patterns.len())];
        let near = place_of(named, places);
        requests.push(mixer.search(Kind::Name, named.name.clone(), near, &[])?);
        requests.push(mixer.search(Kind::Nationwide, pick(&recorded.nationwide), None, &[])?);
        requests.push(Request::Completion(mixer.beginning(&recorded.near)));
    }
    Ok(requests)
}

struct Mixer<'a> {
    patterns: &'a [Service],
    places: &'a Places,
    now: Zoned,
    numbers: Numbers,
}

impl Mixer<'_> {
    /// The place of a service drawn at random: where there are more services, more is asked.
    fn place(&mut self) -> Result<Place, MixError> {
        let tries = 0..1_000;
        let drawn = tries.into_iter().find_map(|_| place_of(self.patterns.get(self.numbers.below(self.patterns.len()))?, self.places));
        drawn.ok_or(MixError::NoPlaces)
    }

    fn search(&self, kind: Kind, words: String, place: Option<Place>, filters: &[String]) -> Result<Request, MixError> {
        let mut chosen: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for filter in filters {
            let (name, value) = filter.split_once('=').ok_or_else(|| MixError::Filter(filter.clone()))?;
            chosen.entry(name.to_owned()).or_default().push(value.to_owned());
        }
        let question = Question {
            typed: words.clone(),
            words,
            ignored: Ignored::default(),
            spacing_metres: place.as_ref().and_then(|place| self.places.spacing(place.point?)),
            place,
            radius_miles: DEFAULT_RADIUS_MILES,
            chosen,
            sort: Sort::Best,
            offset: 0,
            limit: LIMIT,
            now: self.now.clone(),
        };
        Ok(Request::Search { kind, question: Box::new(question) })
    }

    fn beginning(&mut self, words: &[String]) -> String {
        let whole = &words[self.numbers.below(words.len())];
        whole.chars().take(1 + self.numbers.below(LONGEST_BEGINNING)).collect()
    }
}

/// Where a service is, by its first postcode.
fn place_of(service: &Service, places: &Places) -> Option<Place> {
    let postcode = service.sites.iter().find_map(|site| match &site.address {
        Address::Public(address) => address.postcode.as_deref(),
        Address::Withheld { .. } => None,
    })?;
    places.find(postcode).filter(|place| place.point.is_some())
}
