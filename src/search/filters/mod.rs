//! Filters: one file each and one line in [`ALL`]. Form, chips, counts, API and documentation loop over the list.
//!
//! Values within a filter widen (OR), filters narrow each other (AND). What a record does not say is a choice of its own,
//! never "no". `docs/FILTERS.md` has the rules for people.

mod accessibility;
mod age;
mod audience;
pub(crate) mod checked;
mod cost;
pub(crate) mod day;
mod delivery;
mod faith;
mod gender;
mod language;
mod need;
mod open_now;
mod organisation;
mod referral;
mod sector;
pub(crate) mod time;
pub(crate) mod wait;

pub(crate) use age::NOT_STATED as AGES_NOT_STATED;

use crate::{
    model::{location::Site, service::Service},
    search::{error::SearchError, moment::Seen},
};

/// A filter: what it is called and how a service answers it.
pub(crate) trait Filter: Send + Sync + std::fmt::Debug {
    /// The parameter in a URL.
    fn parameter(&self) -> &'static str;

    /// The words above its choices.
    fn label(&self) -> &'static str;

    /// The part of the form it stands in.
    fn section(&self) -> Section;

    /// Where its choices come from, and which of them a service falls under.
    fn choices(&self) -> Choices;

    /// Values that may be typed besides.
    fn typed(&self) -> Option<&'static Typed> {
        None
    }

    /// The parameter of an earlier filter that this one is read together with: a Saturday *and* a morning are a Saturday morning.
    fn together_with(&self) -> Option<&'static str> {
        None
    }
}

/// The word of each choice in a URL, and the words shown.
pub(crate) type Words = &'static [(&'static str, &'static str)];

/// Where a filter's choices come from.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Choices {
    /// A closed list that the record alone answers, at one of its sites: a bit each, kept in the index.
    Closed(Words, fn(&Service, Option<&Site>) -> u64),
    /// A closed list told at the moment of asking: a bit each.
    Told(Words, fn(&Seen<'_>) -> Result<u64, SearchError>),
    /// Values as the records have them; the twelve most frequent are offered.
    Open(fn(&Service) -> Vec<Value>),
    /// The needs vocabulary, narrower needs included; the twelve most frequent are offered.
    Needs,
}

/// A value of an open list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Value {
    /// The word in a URL.
    pub(crate) word: String,
    /// The words shown.
    pub(crate) label: String,
}

/// Values that may be typed rather than chosen.
#[derive(Debug)]
pub(crate) struct Typed {
    /// The words beside the box.
    pub(crate) label: &'static str,
    /// Reads what was typed; `None` where it is none of these values.
    pub(crate) read: fn(&str) -> Option<f64>,
    /// Whether a document holds the value.
    pub(crate) holds: fn(&Seen<'_>, f64) -> bool,
    /// What to say of a text that cannot be read.
    pub(crate) problem: &'static str,
}

/// A part of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    /// When somebody can go.
    When,
    /// What it costs, and how to get it.
    Getting,
    /// Whom it is for.
    Who,
    /// What the building is like.
    Access,
    /// What it is, and who says so.
    About,
}

impl Section {
    /// The words above it.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::When => "When",
            Self::Getting => "Cost and how to get it",
            Self::Who => "Who it is for",
            Self::Access => "Accessibility",
            Self::About => "About the service",
        }
    }
}

/// Every filter, in the order shown.
pub(crate) const ALL: &[&dyn Filter] = &[
    &open_now::OpenNow,
    &day::Day,
    &time::Time,
    &wait::Waiting,
    &referral::Route,
    &cost::Cost,
    &delivery::Received,
    &age::Age,
    &audience::For,
    &gender::OneGender,
    &language::Spoken,
    &faith::Faith,
    &accessibility::Accessible,
    &need::Need,
    &sector::RunBy,
    &organisation::Provider,
    &checked::CheckedWithin,
];

/// The place in [`ALL`] of the filter of this parameter.
pub(crate) fn position(parameter: &str) -> Option<usize> {
    ALL.iter().position(|filter| filter.parameter() == parameter)
}

/// How many masks a document has.
pub(crate) const MASKS: usize = 2;

/// A bit for every choice of every closed list: a document's masks, and then what is told at the moment of asking.
pub(crate) type Row = [u64; MASKS + 1];

/// Where a closed list's bits lie in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Bits {
    /// Which number of the row.
    pub(crate) column: usize,
    /// The lowest bit.
    pub(crate) shift: usize,
    /// How many.
    pub(crate) width: usize,
}

impl Bits {
    /// The row with all of these bits.
    pub(crate) fn row(self) -> Row {
        let mut row = Row::default();
        row[self.column] = u64::MAX.checked_shr(u32::try_from(64 - self.width).unwrap_or(64)).unwrap_or(0) << self.shift;
        row
    }
}

/// The bits of every filter of [`ALL`], in its order; `None` where the list is open.
pub(crate) fn layout() -> Vec<Option<Bits>> {
    let (mut column, mut shift, mut told) = (0, 0, 0);
    let place = |filter: &&dyn Filter| match filter.choices() {
        Choices::Closed(words, _) => {
            if shift + words.len() > 64 {
                (column, shift) = (column + 1, 0);
            }
            shift += words.len();
            Some(Bits { column, shift: shift - words.len(), width: words.len() })
        }
        Choices::Told(words, _) => {
            told += words.len();
            Some(Bits { column: MASKS, shift: told - words.len(), width: words.len() })
        }
        Choices::Open(_) | Choices::Needs => None,
    };
    ALL.iter().map(place).collect()
}

/// The first bit of a row's last number that no told choice has: typed values take those from here on.
pub(crate) fn free_shift() -> usize {
    let told = layout().into_iter().flatten().filter(|bits| bits.column == MASKS);
    told.map(|bits| bits.shift + bits.width).max().unwrap_or(0)
}

/// The masks of a service at one of its sites.
pub(crate) fn masks(service: &Service, site: Option<&Site>) -> [u64; MASKS] {
    let mut masks = [0; MASKS];
    for (filter, bits) in ALL.iter().zip(layout()) {
        if let (Choices::Closed(_, of), Some(bits)) = (filter.choices(), bits) {
            masks[bits.column] |= of(service, site) << bits.shift;
        }
    }
    masks
}

/// The parameters of the open lists, in the order of [`ALL`], and the values a service has.
pub(crate) fn open_lists() -> impl Iterator<Item = (&'static str, fn(&Service) -> Vec<Value>)> {
    ALL.iter().filter_map(|filter| match filter.choices() {
        Choices::Open(of) => Some((filter.parameter(), of)),
        _ => None,
    })
}

/// What an index depends on: another list of filters, or another table they are worked out by, means another layout.
pub(crate) fn fingerprint() -> String {
    let words = |filter: &&dyn Filter| match filter.choices() {
        Choices::Closed(words, _) => words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(","),
        Choices::Open(_) => "open".to_owned(),
        Choices::Told(..) | Choices::Needs => "-".to_owned(),
    };
    let filters = ALL.iter().map(|filter| format!("{}={}", filter.parameter(), words(filter)));
    filters.chain([format!("accessibility table {:x}", accessibility::table())]).collect::<Vec<_>>().join(";")
}

/// The bits of a closed list of values: one for each that is held, and the last one where none is.
fn bits_or_unknown<T>(all: &[T], held: impl Fn(&T) -> bool) -> u64 {
    match all.iter().enumerate().filter(|(_, value)| held(value)).fold(0, |bits, (at, _)| bits | 1 << at) {
        0 => 1 << all.len(),
        bits => bits,
    }
}

/// A closed list's words, and one for records that do not say.
fn with_unknown(words: impl Iterator<Item = (&'static str, &'static str)>) -> Vec<(&'static str, &'static str)> {
    words.chain([(UNKNOWN, "Not stated")]).collect()
}

/// The word for "the record does not say".
pub(crate) const UNKNOWN: &str = "unknown";

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn filters_have_their_own_parameters_and_bits_that_do_not_overlap() {
        let parameters: BTreeSet<_> = ALL.iter().map(|filter| filter.parameter()).collect();
        assert_eq!(parameters.len(), ALL.len());
        let mut taken = Row::default();
        for bits in layout().into_iter().flatten() {
            assert!(bits.column <= MASKS && bits.shift + bits.width <= 64, "{bits:?}");
            assert_eq!(taken[bits.column] & bits.row()[bits.column], 0, "{bits:?}");
            assert_eq!(bits.row()[bits.column].count_ones() as usize, bits.width);
            taken[bits.column] |= bits.row()[bits.column];
        }
        assert!(free_shift() < 60, "typed values need a few bits");
        assert!(ALL.len() <= 32, "a candidate has a bit for each filter it fails");
    }

    #[test]
    fn choices_mirror_the_models_words() {
        use crate::model::{
            audience::Audience,
            sector::{Delivery, ReferralRoute, Sector},
        };
        let words = |parameter| match ALL[position(parameter).unwrap()].choices() {
            Choices::Closed(words, _) => words.iter().map(|(word, _)| *word).filter(|word| *word != UNKNOWN).collect(),
            _ => Vec::new(),
        };
        assert_eq!(words("sector"), Sector::ALL.iter().map(|value| value.word()).collect::<Vec<_>>());
        assert_eq!(words("delivery"), Delivery::ALL.iter().map(|value| value.word()).collect::<Vec<_>>());
        assert_eq!(words("referral"), ReferralRoute::ALL.iter().map(|value| value.word()).collect::<Vec<_>>());
        assert_eq!(words("audience"), Audience::ALL.iter().map(|value| value.word()).collect::<Vec<_>>());
    }

    #[test]
    fn the_manual_tells_of_every_filter_and_choice() {
        let manual = include_str!("../../../docs/FILTERS.md");
        for filter in ALL {
            assert!(manual.contains(&format!("`{}`", filter.parameter())), "docs/FILTERS.md does not tell of {}", filter.parameter());
            let (Choices::Closed(words, _) | Choices::Told(words, _)) = filter.choices() else { continue };
            for (word, _) in words {
                assert!(manual.contains(&format!("`{word}`")), "docs/FILTERS.md does not tell of {}={word}", filter.parameter());
            }
        }
    }

    #[test]
    fn a_filter_is_read_together_with_an_earlier_one_only() {
        for (at, filter) in ALL.iter().enumerate() {
            if let Some(other) = filter.together_with() {
                assert!(position(other).is_some_and(|earlier| earlier < at), "{}", filter.parameter());
            }
        }
    }
}
