//! The closed filters as a search in PostgreSQL keeps them: a bit for every choice, those of one filter side by side.
//!
//! Only what the record alone answers is here. What is told at the moment of asking (open now, days, waits) the rival is spared.

use crate::{
    finding::accessibility::Features,
    model::{
        audience::Audience,
        cost::{Price, price},
        location::Site,
        sector::{Delivery, Gender, ReferralRoute, Sector},
        service::Service,
    },
    store::rival::{Filter, Masks},
};

/// The word for what the record does not say; the last choice of every filter.
const UNKNOWN: &str = "unknown";
/// The bands of ages: their words, and where each begins.
const AGES: [(&str, f64); 10] = [
    ("under-1", 0.0),
    ("1-4", 1.0),
    ("5-10", 5.0),
    ("11-15", 11.0),
    ("16-17", 16.0),
    ("18-24", 18.0),
    ("25-49", 25.0),
    ("50-64", 50.0),
    ("65-79", 65.0),
    ("80-and-over", 80.0),
];

/// The choices a service falls under at a site.
type Held = fn(&Service, Option<&Site>) -> Vec<&'static str>;

/// One filter and where its bits lie.
#[derive(Debug)]
struct Closed {
    parameter: &'static str,
    words: Vec<&'static str>,
    held: Held,
    mask: usize,
    shift: usize,
}

/// The closed filters.
#[derive(Debug)]
pub(super) struct Choices(Vec<Closed>);

impl Choices {
    /// Lays the filters' bits out in two masks.
    pub(super) fn new() -> Self {
        let features = Features::shipped().iter().map(|feature| feature.code.as_str()).collect();
        let filters: [(&'static str, Vec<&'static str>, Held); 8] = [
            ("sector", each(Sector::ALL, Sector::word), |service, _| service.sector().map(Sector::word).into_iter().collect()),
            ("cost", vec!["free", "paid"], |service, _| of_price(price(&service.costs))),
            ("delivery", each(Delivery::ALL, Delivery::word), |service, _| each(&service.delivery, Delivery::word)),
            ("referral", each(ReferralRoute::ALL, ReferralRoute::word), |service, _| each(&service.referral, ReferralRoute::word)),
            ("age", AGES.map(|(word, _)| word).to_vec(), |service, _| ages(service)),
            ("gender", vec!["women", "men", "everyone"], |service, _| gender(service)),
            ("audience", each(Audience::ALL, Audience::word), |service, _| each(&service.audiences, Audience::word)),
            ("accessibility", features, |_, site| site.map(accessible).unwrap_or_default()),
        ];
        let (mut mask, mut shift, mut laid) = (0, 0, Vec::new());
        for (parameter, mut words, held) in filters {
            words.push(UNKNOWN);
            if shift + words.len() > 64 {
                (mask, shift) = (mask + 1, 0);
            }
            let width = words.len();
            laid.push(Closed { parameter, words, held, mask, shift });
            shift += width;
        }
        Self(laid)
    }

    /// The choices a service falls under at a site.
    pub(super) fn masks(&self, service: &Service, site: Option<&Site>) -> Masks {
        let mut masks = Masks::default();
        for filter in &self.0 {
            masks[filter.mask] |= filter.bits(&(filter.held)(service, site));
        }
        masks
    }

    /// A filter with choices made; `None` where it is not one of these.
    pub(super) fn filter(&self, parameter: &str, chosen: &[String]) -> Option<Filter> {
        let filter = self.0.iter().find(|filter| filter.parameter == parameter)?;
        let chosen: Vec<&str> = chosen.iter().map(String::as_str).collect();
        let placed = |bits| {
            let mut masks = Masks::default();
            masks[filter.mask] = bits;
            masks
        };
        let every = filter.bits(&filter.words);
        Some(Filter { chosen: placed(filter.bits(&chosen)), choices: placed(every) })
    }
}

impl Closed {
    /// The bits of these words; that of the unknown where there is none.
    fn bits(&self, held: &[&str]) -> u64 {
        let held_bits = self.words.iter().enumerate().filter(|(_, word)| held.contains(word));
        match held_bits.fold(0, |bits, (at, _)| bits | 1 << (self.shift + at)) {
            0 => 1 << (self.shift + self.words.len() - 1),
            bits => bits,
        }
    }
}

fn each<T: Copy>(values: &[T], word: fn(T) -> &'static str) -> Vec<&'static str> {
    values.iter().map(|value| word(*value)).collect()
}

fn of_price(price: Price) -> Vec<&'static str> {
    match price {
        Price::Free => vec!["free"],
        Price::Paid => vec!["paid"],
        Price::Unknown => Vec::new(),
    }
}

fn ages(service: &Service) -> Vec<&'static str> {
    let (from, until) = service.ages.span();
    let ends = AGES.iter().skip(1).map(|(_, begins)| *begins).chain([f64::INFINITY]);
    let touched = AGES.iter().zip(ends).filter(|((_, begins), ends)| *begins < until && from < *ends).map(|((word, _), _)| *word);
    // Who states no ages is kept by every band.
    touched.chain((!service.ages.are_stated()).then_some(UNKNOWN)).collect()
}

fn gender(service: &Service) -> Vec<&'static str> {
    match service.gender {
        Some(Gender::Women) => vec!["women"],
        Some(Gender::Men) => vec!["men"],
        None if service.audiences.contains(&Audience::Everyone) => vec!["everyone"],
        None => Vec::new(),
    }
}

fn accessible(site: &Site) -> Vec<&'static str> {
    let features = Features::shipped();
    let told = site.accessibility.iter().fold(0, |told, text| told | features.told_by(text));
    features.iter().enumerate().filter(|(at, _)| told >> at & 1 == 1).map(|(_, feature)| feature.code.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::bench::growth::tests::patterns;

    #[test]
    fn every_choice_has_a_bit_of_its_own_in_one_of_two_masks() {
        let mut taken = Masks::default();
        for Closed { parameter, words, mask, shift, .. } in Choices::new().0 {
            assert!(shift + words.len() <= 64, "{parameter}");
            let bits = (u64::MAX >> (64 - words.len())) << shift;
            assert_eq!(taken[mask] & bits, 0, "{parameter}");
            taken[mask] |= bits;
        }
    }

    #[test]
    fn a_service_falls_under_a_choice_of_every_filter() {
        let choices = Choices::new();
        for service in patterns() {
            let masks = choices.masks(&service, service.sites.first());
            for filter in &choices.0 {
                let every = choices.filter(filter.parameter, &[]).unwrap().choices;
                assert_ne!(masks[filter.mask] & every[filter.mask], 0, "{} {}", service.name, filter.parameter);
            }
        }
    }

    #[test]
    fn what_is_chosen_passes_whoever_holds_it() {
        let choices = Choices::new();
        let (mut service, chosen) = (patterns().remove(0), ["home".to_owned(), "phone".to_owned()]);
        let filter = choices.filter("delivery", &chosen).unwrap();
        assert_eq!(filter.chosen[0].count_ones(), 2);
        for (delivery, passes) in [(vec![Delivery::Home], true), (vec![Delivery::Venue], false), (vec![], false)] {
            service.delivery = delivery;
            assert_eq!(choices.masks(&service, None)[0] & filter.chosen[0] != 0, passes, "{:?}", service.delivery);
        }
        assert_eq!(choices.filter("open_now", &chosen), None);
    }
}
