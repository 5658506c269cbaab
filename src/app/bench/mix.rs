//! The recorded mix of questions (`data/bench/questions.toml`), put to places drawn from the directory.
//!
//! What was drawn is kept beside a grown directory: who measures must not hold the services that were drawn from.

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
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{collections::BTreeMap, fs, path::Path};

/// Results asked for at once.
const LIMIT: usize = 20;
/// The longest beginning that is completed.
const LONGEST_BEGINNING: usize = 12;

/// A kind of request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
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
    /// What was drawn cannot be kept or read back.
    #[error("the questions drawn for this bench ({0}) cannot be used: {1}")]
    Kept(String, String),
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

/// A request as it was drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Drawn {
    kind: Kind,
    words: String,
    place: Option<String>,
    filters: Vec<String>,
}

/// The requests drawn from a directory, always the same for the same patterns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mix {
    grown_from: String,
    drawn: Vec<Drawn>,
}

impl Mix {
    /// Draws `count` requests of each kind.
    ///
    /// # Errors
    /// When the recorded questions cannot be read, or no pattern has a place.
    pub fn draw(patterns: &[Service], places: &Places, count: usize) -> Result<Self, MixError> {
        let recorded: Recorded = toml::from_str(&shipped::text("bench/questions.toml").unwrap_or_default())?;
        let mut drawing = Drawing { patterns, places, numbers: Numbers(1) };
        let mut drawn = Vec::with_capacity(count * Kind::ALL.len());
        for at in 0..count {
            drawn.extend(drawing.round(&recorded, at)?);
        }
        Ok(Self { grown_from: fingerprint(patterns), drawn })
    }

    /// What the directory was grown from, as a fingerprint.
    pub fn grown_from(&self) -> &str {
        &self.grown_from
    }

    /// Keeps it in a file.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn keep(&self, file: &Path) -> Result<(), MixError> {
        let text = serde_json::to_vec(self).map_err(|error| kept(file, &error))?;
        fs::write(file, text).map_err(|error| kept(file, &error))
    }

    /// Reads back what was kept: the first `count` requests of each kind.
    ///
    /// # Errors
    /// When there is no such file, or there are fewer requests in it.
    pub fn read(file: &Path, count: usize) -> Result<Self, MixError> {
        let text = fs::read(file).map_err(|error| kept(file, &error))?;
        let mut mix: Self = serde_json::from_slice(&text).map_err(|error| kept(file, &error))?;
        let wanted = count * Kind::ALL.len();
        if mix.drawn.len() < wanted {
            return Err(kept(file, &format!("{} questions are too few", mix.drawn.len())));
        }
        mix.drawn.truncate(wanted);
        Ok(mix)
    }

    /// The requests, asked at this moment.
    pub(super) fn requests(&self, places: &Places, now: &Zoned) -> Result<Vec<Request>, MixError> {
        self.drawn.iter().map(|drawn| request(drawn, places, now)).collect()
    }
}

fn kept(file: &Path, reason: &dyn ToString) -> MixError {
    MixError::Kept(file.display().to_string(), reason.to_string())
}

/// Tells directories apart by the ids and names of their services.
fn fingerprint(patterns: &[Service]) -> String {
    let mut sum = Sha256::new();
    for service in patterns {
        sum.update(service.id.0.as_bytes());
        sum.update(service.name.as_bytes());
    }
    let number = sum.finalize().iter().take(8).fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    format!("{number:016x}")
}

struct Drawing<'a> {
    patterns: &'a [Service],
    places: &'a Places,
    numbers: Numbers,
}

impl Drawing<'_> {
    /// One request of each kind.
    fn round(&mut self, recorded: &Recorded, at: usize) -> Result<[Drawn; Kind::ALL.len()], MixError> {
        let pick = |list: &[String]| list[at % list.len()].clone();
        let plain = |kind, words, place| Drawn { kind, words, place, filters: Vec::new() };
        let near = plain(Kind::Near, pick(&recorded.near), Some(self.place()?));
        let filters = recorded.filters[at % recorded.filters.len()].clone();
        let filtered = Drawn { filters, ..plain(Kind::Filtered, pick(&recorded.near), Some(self.place()?)) };
        let misspelt = plain(Kind::Misspelt, pick(&recorded.misspelt), Some(self.place()?));
        let named = &self.patterns[self.numbers.below(self.patterns.len())];
        let name = plain(Kind::Name, named.name.clone(), place_of(named, self.places));
        let nationwide = plain(Kind::Nationwide, pick(&recorded.nationwide), None);
        let completion = plain(Kind::Completion, self.beginning(&recorded.near), None);
        Ok([near, filtered, misspelt, name, nationwide, completion])
    }

    /// The place of a service drawn at random: where there are more services, more is asked.
    fn place(&mut self) -> Result<String, MixError> {
        let tries = 0..1_000;
        let drawn = tries.into_iter().find_map(|_| place_of(self.patterns.get(self.numbers.below(self.patterns.len()))?, self.places));
        drawn.ok_or(MixError::NoPlaces)
    }

    fn beginning(&mut self, words: &[String]) -> String {
        let whole = &words[self.numbers.below(words.len())];
        whole.chars().take(1 + self.numbers.below(LONGEST_BEGINNING)).collect()
    }
}

/// What was drawn, as it is asked.
fn request(drawn: &Drawn, places: &Places, now: &Zoned) -> Result<Request, MixError> {
    let Drawn { kind, words, place, filters } = drawn;
    if *kind == Kind::Completion {
        return Ok(Request::Completion(words.clone()));
    }
    let mut chosen: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for filter in filters {
        let (name, value) = filter.split_once('=').ok_or_else(|| MixError::Filter(filter.clone()))?;
        chosen.entry(name.to_owned()).or_default().push(value.to_owned());
    }
    let place: Option<Place> = place.as_deref().and_then(|postcode| places.find(postcode));
    let question = Question {
        typed: words.clone(),
        words: words.clone(),
        ignored: Ignored::default(),
        spacing_metres: place.as_ref().and_then(|place| places.spacing(place.point?)),
        place,
        radius_miles: DEFAULT_RADIUS_MILES,
        chosen,
        sort: Sort::Best,
        offset: 0,
        limit: LIMIT,
        now: now.clone(),
    };
    Ok(Request::Search { kind: *kind, question: Box::new(question) })
}

/// Where a service is: its first postcode, where it is on the map.
fn place_of(service: &Service, places: &Places) -> Option<String> {
    let postcode = service.sites.iter().find_map(|site| match &site.address {
        Address::Public(address) => address.postcode.as_deref(),
        Address::Withheld { .. } => None,
    })?;
    places.find(postcode).filter(|place| place.point.is_some()).map(|_| postcode.to_owned())
}
