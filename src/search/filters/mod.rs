//! Filters: one file each and one line in [`ALL`]. Form, chips, counts, API and documentation loop over the list.
//!
//! Values within a filter widen (OR), filters narrow each other (AND).

mod cost;
mod delivery;
mod need;
pub(crate) mod open_now;
mod referral;
mod sector;

use crate::model::service::Service;

/// A filter: what it is called and how a service answers it.
pub trait Filter: Send + Sync + std::fmt::Debug {
    /// The parameter in a URL.
    fn parameter(&self) -> &'static str;

    /// The words above its choices.
    fn label(&self) -> &'static str;

    /// Where its choices come from.
    fn choices(&self) -> Choices;

    /// The choices a service falls under, a bit each in the order of a closed list. Zero where the list is not closed.
    fn bits(&self, service: &Service) -> u64;
}

/// Where a filter's choices come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choices {
    /// A closed list of at most 64: the word in the URL and the words shown.
    Closed(&'static [(&'static str, &'static str)]),
    /// The needs vocabulary, narrower needs included; the twelve most frequent are offered.
    Needs,
    /// One choice, told from opening hours at the moment of asking.
    OpenNow,
}

/// Every filter, in the order shown.
pub const ALL: &[&dyn Filter] = &[&open_now::OpenNow, &referral::Route, &cost::Cost, &delivery::Received, &sector::RunBy, &need::Need];

/// The filter of this parameter.
pub fn by_parameter(parameter: &str) -> Option<&'static dyn Filter> {
    ALL.iter().copied().find(|filter| filter.parameter() == parameter)
}

/// Where a closed filter's bits lie in a document's masks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Bits {
    /// Which mask.
    pub(crate) column: usize,
    /// The lowest bit.
    pub(crate) shift: usize,
    /// How many.
    pub(crate) width: usize,
}

/// The bits of every filter of [`ALL`], in its order; `None` where the list is not closed.
pub(crate) fn layout() -> Vec<Option<Bits>> {
    let (mut column, mut shift) = (0, 0);
    ALL.iter()
        .map(|filter| {
            let Choices::Closed(choices) = filter.choices() else { return None };
            let width = choices.len();
            if shift + width > 64 {
                (column, shift) = (column + 1, 0);
            }
            let bits = Bits { column, shift, width };
            shift += width;
            Some(bits)
        })
        .collect()
}

/// How many masks a document has.
pub(crate) fn columns() -> usize {
    layout().into_iter().flatten().map(|bits| bits.column + 1).max().unwrap_or(0)
}

/// A service's masks.
pub(crate) fn masks(service: &Service) -> Vec<u64> {
    let mut masks = vec![0; columns()];
    for (filter, bits) in ALL.iter().zip(layout()) {
        if let Some(bits) = bits {
            masks[bits.column] |= filter.bits(service) << bits.shift;
        }
    }
    masks
}

/// What the masks of an index depend on: another list of filters means another layout.
pub(crate) fn fingerprint() -> String {
    let words = |filter: &&dyn Filter| match filter.choices() {
        Choices::Closed(choices) => choices.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(","),
        Choices::Needs | Choices::OpenNow => "-".to_owned(),
    };
    ALL.iter().map(|filter| format!("{}={}", filter.parameter(), words(filter))).collect::<Vec<_>>().join(";")
}

/// The bits of values in the order of their closed list.
fn bits_of<T: PartialEq>(all: &[T], held: impl Fn(&T) -> bool) -> u64 {
    all.iter().enumerate().filter(|(_, value)| held(value)).fold(0, |bits, (at, _)| bits | 1 << at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn filters_have_their_own_parameters_and_bits_that_do_not_overlap() {
        let parameters: BTreeSet<_> = ALL.iter().map(|filter| filter.parameter()).collect();
        assert_eq!(parameters.len(), ALL.len());
        let bits: Vec<_> = layout().into_iter().flatten().collect();
        assert!(bits.windows(2).all(|pair| pair[0].column < pair[1].column || pair[0].shift + pair[0].width <= pair[1].shift));
        assert!(bits.iter().all(|bits| bits.shift + bits.width <= 64));
    }

    #[test]
    fn choices_mirror_the_models_words() {
        use crate::model::sector::{Delivery, ReferralRoute, Sector};
        let words = |parameter| match by_parameter(parameter).unwrap().choices() {
            Choices::Closed(choices) => choices.to_vec(),
            _ => Vec::new(),
        };
        assert_eq!(words("sector"), Sector::ALL.iter().map(|value| (value.word(), value.label())).collect::<Vec<_>>());
        assert_eq!(words("delivery"), Delivery::ALL.iter().map(|value| (value.word(), value.label())).collect::<Vec<_>>());
        assert_eq!(words("referral"), ReferralRoute::ALL.iter().map(|value| (value.word(), value.label())).collect::<Vec<_>>());
    }
}
