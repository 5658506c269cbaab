//! One result out of several records: whose record is shown, what it takes from the others, and what they say differently.

use crate::model::{contact::Phone, location::Site, service::Service, text};
use jiff::{Timestamp, civil::Date};

/// How fit a record is to be shown for all: checked latest, then most said, then changed latest.
pub fn rank(service: &Service) -> (Option<Date>, usize, Option<Timestamp>) {
    let checked = service.checked.as_ref().map(|checked| checked.on);
    (checked, said(service), service.provenance.modified)
}

/// How many things are said of it.
fn said(service: &Service) -> usize {
    let site = service.sites.first();
    let said = [
        service.first_phone().is_some(),
        service.web.is_some(),
        service.email.is_some(),
        service.summary.is_some(),
        service.description.is_some(),
        site.is_some(),
        site.is_some_and(|site| site.point().is_some()),
        !service.hours_at(site).is_empty(),
        !service.needs.is_empty(),
        !service.referral.is_empty(),
        !service.costs.is_empty(),
        !service.areas.is_empty() || !service.national.is_empty(),
        service.eligibility.is_some(),
        service.ages.are_stated(),
        !service.audiences.is_empty(),
        service.sector().is_some(),
        !service.organisation.identifiers.is_empty(),
        site.is_some_and(|site| !site.accessibility.is_empty()),
    ];
    said.into_iter().filter(|said| *said).count()
}

/// The shown record as it is searched: with the needs, names and audiences of the others, and what it does not say itself.
///
/// Hours, prices and places are one publisher's statement each and are never mixed. A record whose address is withheld takes and gives
/// nothing: what another says could tell where it is.
#[must_use]
pub fn merged(mut shown: Service, others: &[Service]) -> Service {
    let withheld = shown.is_withheld();
    for other in others.iter().filter(|other| !withheld && !other.is_withheld()) {
        for tag in &other.needs {
            if !shown.needs.iter().any(|known| known.code == tag.code) {
                shown.needs.push(tag.clone());
            }
        }
        for name in std::iter::once(&other.name).chain(&other.other_names) {
            let known = std::iter::once(&shown.name).chain(&shown.other_names).any(|known| known.eq_ignore_ascii_case(name));
            if !known {
                shown.other_names.push(name.clone());
            }
        }
        for audience in &other.audiences {
            if !shown.audiences.contains(audience) {
                shown.audiences.push(*audience);
            }
        }
        if shown.first_phone().is_none() {
            shown.phones.extend(other.first_phone().cloned());
        }
        if shown.sites.is_empty() {
            shown.sites.clone_from(&other.sites);
        }
        if shown.hours_at(shown.sites.first()).is_empty() {
            shown.schedules = other.hours_at(other.sites.first()).to_vec();
        }
        if shown.links.is_empty() {
            shown.links.clone_from(&other.links);
        }
        fill(&mut shown.web, other.web.as_ref());
        fill(&mut shown.email, other.email.as_ref());
        fill(&mut shown.summary, other.summary.as_ref());
        fill(&mut shown.description, other.description.as_ref());
        fill(&mut shown.eligibility, other.eligibility.as_ref());
        fill(&mut shown.sector, other.sector().as_ref());
        if shown.referral.is_empty() {
            shown.referral.clone_from(&other.referral);
        }
        if shown.costs.is_empty() {
            shown.costs.clone_from(&other.costs);
        }
        shown.sensitive |= other.sensitive;
    }
    shown
}

fn fill<T: Clone>(known: &mut Option<T>, other: Option<&T>) {
    if known.is_none() {
        *known = other.cloned();
    }
}

/// Which of the shown record's sites stands for a site of another record: the same place, else the nearest to it, else the first. `None`
/// where the shown record names no place.
pub fn nearest_site(old: &Site, sites: &[Site]) -> Option<usize> {
    let is_same = |site: &Site| site.id == old.id || site.uprn.is_some() && site.uprn == old.uprn;
    let metres = |site: &Site| Some(old.point()?.metres_to(site.point()?));
    let near = || {
        let measured = sites.iter().enumerate().filter_map(|(at, site)| Some((at, metres(site)?)));
        measured.min_by(|(_, one), (_, other)| one.total_cmp(other)).map(|(at, _)| at)
    };
    sites.iter().position(is_same).or_else(near).or_else(|| (!sites.is_empty()).then_some(0))
}

/// What another record says differently from the one that is shown: each field only where it does.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Differs {
    /// Its name.
    pub name: Option<String>,
    /// Who it says runs it.
    pub organisation: Option<String>,
    /// Telephone numbers the other lacks.
    pub phones: Vec<Phone>,
    /// Its web page.
    pub web: Option<String>,
    /// Its e-mail address.
    pub email: Option<String>,
    /// Its address, in a line.
    pub address: Option<String>,
    /// What it says it does, plain.
    pub description: Option<String>,
    /// Its hours are others. What they are stands in the record.
    pub hours: bool,
}

/// What `other` says differently from `shown`; nothing where the address of either is withheld.
pub fn differing(shown: &Service, other: &Service) -> Differs {
    if shown.is_withheld() || other.is_withheld() {
        return Differs::default();
    }
    let differs = |one: &str, other: &str| !one.trim().eq_ignore_ascii_case(other.trim());
    let new = |known: Option<&String>, said: Option<&String>| said.filter(|said| known.is_none_or(|known| differs(known, said))).cloned();
    let dials = |service: &Service| service.phones.iter().map(Phone::dial).collect::<Vec<_>>();
    let known = dials(shown);
    let address = |service: &Service| service.sites.first().map(Site::address_line);
    let about = |service: &Service| service.description.as_deref().or(service.summary.as_deref()).map(text::plain);
    Differs {
        name: Some(&other.name).filter(|name| differs(name, &shown.name)).cloned(),
        organisation: Some(&other.organisation.name).filter(|name| differs(name, &shown.organisation.name)).cloned(),
        phones: other.phones.iter().filter(|phone| !known.contains(&phone.dial())).cloned().collect(),
        web: new(shown.web.as_ref(), other.web.as_ref()),
        email: new(shown.email.as_ref(), other.email.as_ref()),
        address: new(address(shown).as_ref(), address(other).as_ref()),
        description: new(about(shown).as_ref(), about(other).as_ref()),
        hours: {
            let hours = other.hours_at(other.sites.first());
            !hours.is_empty() && hours != shown.hours_at(shown.sites.first())
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        id::LocationId,
        location::{Address, Point, PublicAddress},
    };
    use uuid::Uuid;

    fn site(id: u128, point: Option<(f64, f64)>) -> Site {
        let point = point.map(|(lat, lon)| Point { lat, lon });
        Site {
            id: LocationId(Uuid::from_u128(id)),
            name: None,
            address: Address::Public(PublicAddress { point, ..PublicAddress::default() }),
            uprn: None,
            accessibility: Vec::new(),
            travel: None,
            schedules: Vec::new(),
        }
    }

    #[test]
    fn a_site_is_stood_for_by_the_same_place_or_the_nearest_or_the_first() {
        let old = site(1, Some((52.5, -1.9)));
        let (far, near, unknown) = (site(2, Some((53.5, -1.9))), site(3, Some((52.6, -1.9))), site(4, None));
        let same = site(1, Some((54.0, -1.9)));
        assert_eq!(nearest_site(&old, &[far.clone(), near.clone(), same]), Some(2));
        assert_eq!(nearest_site(&old, &[far.clone(), unknown.clone(), near]), Some(2));
        assert_eq!(nearest_site(&site(9, None), &[far, unknown.clone()]), Some(0));
        assert_eq!(nearest_site(&old, &[unknown]), Some(0));
        assert_eq!(nearest_site(&old, &[]), None);
        let known = Site { uprn: Some("100".to_owned()), ..site(7, None) };
        assert_eq!(nearest_site(&Site { uprn: Some("100".to_owned()), ..site(8, None) }, &[site(6, None), known]), Some(1));
    }
}
