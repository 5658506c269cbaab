//! Grades by what a service is: for a question with more good answers than anyone would list.

use crate::{
    finding::{
        evaluation::Grade,
        question::METRES_PER_MILE,
        serves::{self, Said, Verdict},
        words::normalise,
    },
    model::{location::Site, service::Service, text},
    places::Place,
};
use serde::Deserialize;

/// What a service must be to earn a grade. Everything said must hold; of several rules that hold, the best grade counts.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Rule {
    /// The grade.
    pub grade: Grade,
    /// It carries one of these needs. Beware: a rule by need praises whatever tagged the service.
    pub need: Vec<String>,
    /// It came from one of these sources.
    pub source: Vec<String>,
    /// Its name, another name or its organisation's holds one of these words or phrases.
    pub named: Vec<String>,
    /// The publisher's terms, or its name, hold one of these words or phrases.
    pub about: Vec<String>,
    /// Its text holds one of these words or phrases anywhere.
    pub says: Vec<String>,
    /// None of these words or phrases is in its name, another name or its organisation's.
    pub not_named: Vec<String>,
    /// Its nearest site is at most this far, in miles.
    pub miles: Option<f64>,
    /// It says that it serves the place.
    pub serves: bool,
    /// Who delivers it.
    pub sector: Option<String>,
    /// How it is received.
    pub delivery: Option<String>,
}

/// A service as rules look at it: its texts read once.
#[derive(Debug)]
pub struct Subject<'s> {
    service: &'s Service,
    names: String,
    about: String,
    text: String,
}

impl<'s> Subject<'s> {
    /// Reads a service.
    pub fn of(service: &'s Service) -> Self {
        let names = service.other_names.iter().chain([&service.name, &service.organisation.name]);
        let names = padded(names.map(String::as_str));
        let about = padded(service.terms.iter().map(|term| term.name.as_str()).chain([names.as_str()]));
        let told = [&service.summary, &service.description, &service.eligibility];
        let told = padded(told.into_iter().flatten().map(|told| text::plain(told)).collect::<Vec<_>>().iter().map(String::as_str));
        Self { service, text: format!("{about}{told}"), names, about }
    }
}

/// Normalised texts with a space around every word, so that whole words are found.
fn padded<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    texts.fold(String::new(), |all, text| all + " " + &normalise(text) + " |")
}

impl Rule {
    /// Whether it asks for nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self { grade: self.grade, ..Self::default() }
    }

    /// Whether it measures from a place.
    pub fn needs_place(&self) -> bool {
        self.miles.is_some() || self.serves
    }

    /// Whether it holds for a service, asked from a place.
    pub fn holds(&self, subject: &Subject<'_>, place: Option<&Place>) -> bool {
        let service = subject.service;
        let carries = |codes: &[String]| service.needs.iter().any(|need| codes.contains(&need.code));
        (self.source.is_empty() || self.source.contains(&service.provenance.source))
            && (self.need.is_empty() || carries(&self.need))
            && any_in(&self.named, &subject.names)
            && any_in(&self.about, &subject.about)
            && any_in(&self.says, &subject.text)
            && (self.not_named.is_empty() || !any_in(&self.not_named, &subject.names))
            && self.sector.as_ref().is_none_or(|word| service.sector().is_some_and(|sector| sector.word() == word))
            && self.delivery.as_ref().is_none_or(|word| service.delivery.iter().any(|delivery| delivery.word() == word))
            && self.miles.is_none_or(|miles| within(service, place, miles))
            && (!self.serves || place.is_some_and(|place| verdict(service, place) == Verdict::Local))
    }
}

/// Whether one of the phrases is in the text; nothing asked is always there.
fn any_in(phrases: &[String], text: &str) -> bool {
    phrases.is_empty() || phrases.iter().any(|phrase| text.contains(&format!(" {} ", normalise(phrase))))
}

fn within(service: &Service, place: Option<&Place>, miles: f64) -> bool {
    let Some(from) = place.and_then(|place| place.point) else { return false };
    service.sites.iter().filter_map(Site::point).any(|point| from.metres_to(point) <= miles * METRES_PER_MILE)
}

fn verdict(service: &Service, place: &Place) -> Verdict {
    let serving = serves::words_serving(place);
    let said = serves::coverage(service).into_iter().map(|word| Said::by(&word, place, &serving));
    said.reduce(|all, one| all | one).map_or(Verdict::NotStated, Said::verdict)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{
            coverage::Area,
            id::{LocationId, OrganisationId, ServiceId, derive},
            location::{Address, Point, PublicAddress},
            need::{Evidence, NeedTag},
            organisation::Organisation,
            provenance::Provenance,
            sector::Sector,
        },
        places::Precision,
    };

    const TIPTON: Point = Point { lat: 52.53, lon: -2.07 };

    /// A class in Tipton that serves DY4 and carries "falls".
    fn class() -> Service {
        let provenance = Provenance {
            source: "demonstration".to_owned(),
            native_id: String::new(),
            publisher: None,
            licence: None,
            modified: None,
            url: None,
        };
        let organisation = Organisation::named(OrganisationId(derive("test", "organisation", "")), "Tipton Cut");
        let address = PublicAddress { point: Some(TIPTON), ..PublicAddress::default() };
        Service {
            summary: Some("Strength and balance for anyone who has had a fall.".to_owned()),
            needs: vec![NeedTag { code: "falls".to_owned(), evidence: Evidence::Publisher }],
            sites: vec![Site {
                id: LocationId(derive("test", "location", "")),
                name: None,
                address: Address::Public(address),
                uprn: None,
                accessibility: Vec::new(),
                travel: None,
                schedules: Vec::new(),
            }],
            areas: vec![Area::Postcodes(vec!["DY4".to_owned()])],
            sector: Some(Sector::Voluntary),
            ..Service::named(ServiceId(derive("test", "service", "")), "Steady On", organisation, provenance)
        }
    }

    fn place(district: &str, lat: f64) -> Place {
        Place {
            label: district.to_owned(),
            precision: Precision::District,
            point: Some(Point { lat, ..TIPTON }),
            council: None,
            ward: None,
            lsoa: None,
            nation: None,
            district: Some(district.to_owned()),
            around: Vec::new(),
            remark: None,
        }
    }

    #[test]
    fn a_rule_holds_when_all_it_says_holds() {
        let here = place("DY4", TIPTON.lat);
        let there = place("B13", TIPTON.lat - 0.2);
        for (rule, place, expected) in [
            ("need = [\"falls\"]", &here, true),
            ("need = [\"food\"]", &here, false),
            ("need = [\"falls\"]\nmiles = 3.0", &here, true),
            ("need = [\"falls\"]\nmiles = 3.0", &there, false),
            ("serves = true", &here, true),
            ("serves = true", &there, false),
            ("named = [\"cut\"]", &here, true),
            ("named = [\"balance\"]", &here, false),
            ("says = [\"had a fall\"]", &here, true),
            ("says = [\"bala\"]", &here, false),
            ("not_named = [\"Steady on\"]\nsector = \"voluntary\"", &here, false),
            ("sector = \"voluntary\"\nsource = [\"demonstration\"]", &here, true),
            ("delivery = \"home\"", &here, false),
        ] {
            let read: Rule = toml::from_str(rule).unwrap();
            let service = class();
            assert_eq!(read.holds(&Subject::of(&service), Some(place)), expected, "{rule}");
        }
    }
}
