//! What a search answers: hits with reasons, counts for every filter, and what was understood.

use crate::{
    finding::{reading::Reading, relaxed::Relaxed, understanding::Wish},
    model::{
        contact::Phone,
        cost::Price,
        id::{OrganisationId, ServiceId},
        opening::State,
        schedule::Schedule,
        sector::{Delivery, Nation, ReferralRoute, Sector, Status},
        service::{Ages, CapacityState},
    },
};
use jiff::civil::Date;
use std::fmt;

/// Everything a result line shows of one service at its nearest site. Public by construction: made from a
/// [`crate::model::service::Service`] alone.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// The service.
    pub id: ServiceId,
    /// Its name.
    pub name: String,
    /// Who runs it.
    pub organisation: String,
    /// Their id.
    pub organisation_id: OrganisationId,
    /// Who delivers it.
    pub sector: Option<Sector>,
    /// What a person gets, in one sentence.
    pub summary: Option<String>,
    /// First phone to ring.
    pub phone: Option<Phone>,
    /// Web page.
    pub web: Option<String>,
    /// How it is received.
    pub delivery: Vec<Delivery>,
    /// Who may refer.
    pub referral: Vec<ReferralRoute>,
    /// Free, paid or unknown.
    pub price: Price,
    /// The site's name.
    pub site: Option<String>,
    /// The site's address in one line; says so when it is withheld.
    pub address: Option<String>,
    /// The site's postcode.
    pub postcode: Option<String>,
    /// How many sites the service has.
    pub sites: u32,
    /// Hours at this site.
    pub schedules: Vec<Schedule>,
    /// The nation whose bank holidays hold.
    pub nation: Option<Nation>,
    /// Where it says it serves, in names.
    pub areas: Vec<String>,
    /// Whole nations served.
    pub national: Vec<Nation>,
    /// Need codes.
    pub needs: Vec<String>,
    /// Places left, until this day.
    pub capacity: Option<(CapacityState, Date)>,
    /// The last check by a human.
    pub checked: Option<Date>,
    /// Running, or closed for now.
    pub status: Status,
    /// A demonstration record.
    pub fictional: bool,
    /// Neutral titles.
    pub sensitive: bool,
}

/// One result.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// What to show.
    pub card: Card,
    /// Metres from the asked place to the nearest site. `None` = nowhere to go, or no place was asked.
    pub metres: Option<f64>,
    /// The distance is rough: one of the two points is only a sector's or district's middle.
    pub approximate: bool,
    /// Open now?
    pub opening: State,
    /// Why it is here, most telling first.
    pub reasons: Vec<Reason>,
    /// The score, for explaining and tests. Never shown as a number to the public.
    pub score: f32,
}

/// Why a service is in the answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Reason {
    /// Its name is what was typed.
    Name,
    /// It answers a need the words stand for (the need's code and label).
    Need(String, String),
    /// These typed words are in its text.
    Words(Vec<String>),
    /// It satisfies a wish the words state. Said only where the record says so.
    Wish(Wished),
    /// It is for these ages, and somebody of such an age was asked for.
    Ages(Ages),
    /// It is only for these ages, and somebody of another age was asked for.
    OtherAges(Ages),
    /// It says that it is for others than the words ask for. What was asked for.
    NotFor(Wished),
    /// It says it serves this area.
    Serves(String),
    /// It serves a whole nation or all of the United Kingdom.
    National(String),
    /// It says it serves other areas than the one asked for; near enough to ask.
    ServesElsewhere(String),
    /// A chosen filter kept it although its record does not say.
    NotStated {
        /// The filter's parameter.
        parameter: &'static str,
        /// In words: "Ages not stated".
        label: &'static str,
    },
}

/// A wish, as far as somebody is told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wished {
    /// What is wanted: `cost=free`.
    pub value: String,
    /// What is said of a service that satisfies it: "Free", "For women".
    pub says: String,
}

impl From<&Wish> for Wished {
    fn from(wish: &Wish) -> Self {
        Self { value: wish.value.clone(), says: wish.says.clone() }
    }
}

/// One filter with its choices and live counts.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Facet {
    /// The filter's parameter: `sector`.
    pub parameter: &'static str,
    /// Its label: "Who runs it".
    pub label: &'static str,
    /// The part of a form it belongs in: "When".
    pub section: &'static str,
    /// The choices, in the order to show. Of a list without end, the most frequent and those chosen.
    pub choices: Vec<Choice>,
    /// Values that may be typed besides.
    pub typed: Option<TypedChoice>,
    /// What was chosen that is no value of this filter. It was left aside.
    pub problem: Option<NoChoice>,
}

/// A value that is none of a filter's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoChoice {
    /// The value as it was given.
    pub value: String,
    /// What there is to choose.
    pub choices: Vec<&'static str>,
    /// Why it is no value to type either, where one may be typed: "is not an age. …"
    pub typed: Option<&'static str>,
}

impl fmt::Display for NoChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.typed {
            Some(why) => write!(f, "'{}' {why}", self.value),
            None => write!(f, "'{}' is not one of its choices: {}.", self.value, self.choices.join(", ")),
        }
    }
}

impl Facet {
    /// Whether a value is one of those typed.
    pub fn is_typed(&self, value: &str) -> bool {
        self.typed.iter().flat_map(|typed| &typed.choices).any(|choice| choice.value == value)
    }
}

/// Values that may be typed rather than chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct TypedChoice {
    /// The words beside the box.
    pub label: &'static str,
    /// What was typed, with counts.
    pub choices: Vec<Choice>,
}

/// One choice of a filter.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// The word in the URL.
    pub value: String,
    /// The words shown.
    pub label: String,
    /// How many results it would leave, other filters kept (a choice of the same filter is not counted against it).
    pub count: u64,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// Services that were put last or left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LeftOut {
    /// Found, but for other ages than the one asked for: they come last. The age, as it is said.
    OtherAges {
        /// How many.
        count: u64,
        /// Whom they were asked for: "Age 14".
        asked: String,
        /// The same as they stand in addresses: `14`.
        ages: Vec<String>,
    },
    /// Found, but for others than the words ask for: they come last.
    NotFor {
        /// How many.
        count: u64,
        /// What was asked for.
        asked: Wished,
    },
    /// Left out by one chosen filter alone.
    Filter {
        /// The filter's parameter.
        parameter: &'static str,
        /// Its label.
        label: &'static str,
        /// How many more there are without it.
        count: u64,
    },
}

impl LeftOut {
    /// How many services.
    pub fn count(&self) -> u64 {
        match self {
            Self::OtherAges { count, .. } | Self::NotFor { count, .. } | Self::Filter { count, .. } => *count,
        }
    }
}

/// The whole answer.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Answer {
    /// This page of results, best first.
    pub hits: Vec<Hit>,
    /// Number of services found.
    pub total: u64,
    /// Every filter with counts.
    pub facets: Vec<Facet>,
    /// Everything that was read from the words and changes what is found, in the order to show it.
    pub readings: Vec<Reading>,
    /// What would have been read too, had the asker not taken it back.
    pub not_read: Vec<Reading>,
    /// What was put last or left out, and why.
    pub left_out: Vec<LeftOut>,
    /// Needs the words were understood as: code and label.
    pub understood: Vec<(String, String)>,
    /// Words that were corrected: typed, used instead.
    pub corrected: Vec<(String, String)>,
    /// The step taken when nothing matched as asked.
    pub relaxed: Option<Relaxed>,
}
