//! Growing a directory: the patterns first as they are, then variations of them until there are enough.
//!
//! A variation is one service's text at another's place under a name put together from two: words stay as frequent, and services
//! as crowded in towns, as they are among the patterns. The same patterns and number always give the same directory.

use crate::model::{
    id::{LocationId, OrganisationId, ServiceId, derive},
    location::{Address, Point, Site},
    service::Service,
};

/// A variation lies up to this far from the place it was given, in degrees each way: about half a mile.
const SPREAD: f64 = 0.008;
/// One variation in so many is another service of an organisation there is already.
const ORGANISATIONS: u64 = 3;

/// The services of a grown directory.
#[derive(Debug)]
pub(super) struct Growth<'a> {
    patterns: &'a [Service],
    placed: Vec<&'a Service>,
    next: u64,
    end: u64,
}

impl<'a> Growth<'a> {
    pub(super) fn of(patterns: &'a [Service], services: u64) -> Self {
        let placed = patterns.iter().filter(|service| service.sites.iter().any(|site| site.point().is_some())).collect();
        Self { patterns, placed, next: 0, end: if patterns.is_empty() { 0 } else { services } }
    }

    fn variation(&self, pattern: &Service, number: u64) -> Service {
        let mut numbers = Numbers(number);
        let other = &self.patterns[numbers.below(self.patterns.len())];
        let mut service = pattern.clone();
        service.id = ServiceId(derive("bench", "service", &number.to_string()));
        service.name = mixed(&other.name, &pattern.name);
        let organisation = number / ORGANISATIONS;
        service.organisation.id = OrganisationId(derive("bench", "organisation", &organisation.to_string()));
        service.organisation.name = mixed(&other.organisation.name, &pattern.organisation.name);
        if let Some(host) = (!self.placed.is_empty()).then(|| self.placed[numbers.below(self.placed.len())]) {
            service.areas.clone_from(&host.areas);
            service.sites =
                pattern.sites.iter().enumerate().map(|(at, site)| moved(site, &host.sites, (number, at), &mut numbers)).collect();
        }
        service
    }
}

impl Iterator for Growth<'_> {
    type Item = Service;

    fn next(&mut self) -> Option<Service> {
        let number = self.next;
        self.next += 1;
        let length = self.patterns.len() as u64;
        let pattern = || &self.patterns[usize::try_from(number % length).unwrap_or(0)];
        (number < self.end).then(|| if number < length { pattern().clone() } else { self.variation(pattern(), number) })
    }
}

/// A name of two: the first word of one, the rest of the other.
fn mixed(first: &str, rest: &str) -> String {
    let first = first.split_whitespace().next().unwrap_or(first);
    match rest.split_once(' ') {
        Some((_, rest)) => format!("{first} {rest}"),
        None => format!("{first} {rest}"),
    }
}

/// A site at a place of other sites, a little beside it.
fn moved(site: &Site, hosts: &[Site], (number, at): (u64, usize), numbers: &mut Numbers) -> Site {
    let mut site = site.clone();
    site.id = LocationId(derive("bench", "location", &format!("{number}-{at}")));
    let host = hosts.iter().cycle().nth(at).map(|host| &host.address);
    let Some(Address::Public(host)) = host else { return site };
    let mut address = host.clone();
    address.point = host.point.map(|point| Point { lat: point.lat + numbers.beside(), lon: point.lon + numbers.beside() });
    site.address = Address::Public(address);
    site
}

/// Repeatable numbers (`SplitMix64`, Steele, Lea and Flood 2014).
#[derive(Debug)]
pub(super) struct Numbers(pub(super) u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A place in a list of this length; 0 where it is empty.
    pub(super) fn below(&mut self, length: usize) -> usize {
        usize::try_from(self.next() % (length as u64).max(1)).unwrap_or(0)
    }

    fn beside(&mut self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "a random part needs no exact digits")]
        let part = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        (part - 0.5) * 2.0 * SPREAD
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::{finding::needs::Needs, places::Places, sources};
    use std::collections::HashSet;

    pub(in crate::app::bench) fn patterns() -> Vec<Service> {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data/demo/walsall.json");
        let input = sources::Input {
            files: vec![sources::InputFile { name: "walsall.json".to_owned(), path }],
            complete: true,
            remarks: Vec::new(),
        };
        let (places, needs) = (Places::shipped().unwrap(), Needs::shipped().unwrap());
        let context = sources::Context { source: "test", places: &places, needs: &needs, today: jiff::civil::date(2026, 11, 1) };
        let source = crate::app::input::source_for(&input, None).unwrap();
        let mut services = Vec::new();
        let mut take = |item| {
            if let sources::Item::Record(record) = item {
                services.push(record.service);
            }
            std::ops::ControlFlow::Continue(())
        };
        source.read(&input, context, &mut take).unwrap();
        services
    }

    #[test]
    fn a_directory_grows_to_any_size_without_repeating_a_service() {
        let patterns = patterns();
        assert!(patterns.len() > 20, "{}", patterns.len());
        let grown: Vec<Service> = Growth::of(&patterns, 500).collect();
        let ids: HashSet<_> = grown.iter().map(|service| service.id).collect();
        assert_eq!((grown.len(), ids.len()), (500, 500));
        assert!(grown.iter().all(|service| !service.name.is_empty()));
        assert_eq!(grown, Growth::of(&patterns, 500).collect::<Vec<_>>());
        assert_eq!(Growth::of(&patterns, 7).count(), 7);
        assert_eq!(Growth::of(&[], 7).count(), 0);
    }
}
