//! Tests of the index as a whole, over small directories made in code.

mod answers;
mod completing;
mod counting;
mod coverage;
mod filtering;
mod lifecycle;
mod oracle;
mod reach;
mod readings;
mod relevance;

use crate::{
    finding::{
        answer::Answer,
        ignored::Ignored,
        needs::Needs,
        question::{Question, Sort},
    },
    model::{
        coverage::Area,
        id::{LocationId, OrganisationId, ServiceId, derive},
        location::{Address, Point, PublicAddress, Site},
        need::{Evidence, NeedTag},
        organisation::Organisation,
        provenance::Provenance,
        sector::Nation,
        service::Service,
    },
    places::{Place, Precision},
    search::{Change, Index},
};
use jiff::civil::date;

const STORE: &str = "store-one";
const WALSALL: Point = Point { lat: 52.5860, lon: -1.9820 };

/// An index of some services in a folder of its own.
struct Directory {
    folder: tempfile::TempDir,
    index: Index,
    needs: Needs,
}

impl Directory {
    fn of(services: Vec<Service>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let index = Index::rebuild_in(folder.path(), STORE, &mut services.into_iter().map(Ok), 1, &mut |_| ()).unwrap();
        Self { folder, index, needs: needs() }
    }

    fn save(&self, services: Vec<Service>) {
        let changes = services.into_iter().map(|service| Change::Saved(Box::new(service)));
        self.index.apply(changes, self.index.position() + 1).unwrap();
    }

    fn ask(&self, question: &Question) -> Answer {
        self.index.search(question, &self.needs).unwrap()
    }

    /// The names found, best first.
    fn names(&self, question: &Question) -> Vec<String> {
        names(&self.ask(question))
    }
}

fn names(answer: &Answer) -> Vec<String> {
    answer.hits.iter().map(|hit| hit.card.name.clone()).collect()
}

fn needs() -> Needs {
    Needs::read(
        "[food]\nlabel = \"Food and meals\"\n\
         [food-bank]\nlabel = \"Food banks and emergency food\"\nbroader = \"food\"\nphrases = [\"nothing to eat\"]\n\
         [falls]\nlabel = \"Falls and staying steady\"\nphrases = [\"keeps falling\"]\n\
         [debt]\nlabel = \"Debt advice\"\nphrases = [\"skint\", \"owe money\"]\n\
         [bereavement]\nlabel = \"Bereavement\"\nphrases = [\"lost my husband\", \"bereavement\"]\n\
         [ageing]\nwho = true\nlabel = \"Getting older\"\nphrases = [\"pensioners\"]\n\
         [stairs]\nlabel = \"Stairlifts\"\nphrases = [\"stairlift\"]\nrelated = [\"falls\"]\n\
         [mind]\nlabel = \"Mental health\"\n\
         [crisis]\nurgent = true\nbroader = \"mind\"\nlabel = \"Crisis\"\nphrases = [\"want to die\"]",
    )
    .unwrap()
}

pub(in crate::search) fn service(name: &str) -> Service {
    let organisation = Organisation::named(OrganisationId(derive("test", "organisation", "one")), "Beacon Trust");
    let provenance =
        Provenance { source: "test".to_owned(), native_id: name.to_owned(), publisher: None, licence: None, modified: None, url: None };
    Service::named(id_of(name), name, organisation, provenance)
}

fn id_of(name: &str) -> ServiceId {
    ServiceId(derive("test", "service", name))
}

/// A service with one site so many miles north of the middle of Walsall.
fn service_at(name: &str, miles_north: f64) -> Service {
    Service { sites: vec![site(name, miles_north)], ..service(name) }
}

fn site(name: &str, miles_north: f64) -> Site {
    let point = Point { lat: WALSALL.lat + miles_north / 69.09, lon: WALSALL.lon };
    Site {
        id: LocationId(derive("test", "location", &format!("{name} {miles_north}"))),
        name: None,
        address: Address::Public(PublicAddress { point: Some(point), postcode: Some("WS1 1AA".to_owned()), ..PublicAddress::default() }),
        uprn: None,
        accessibility: Vec::new(),
        travel: None,
        schedules: Vec::new(),
    }
}

fn with_needs(codes: &[&str], service: Service) -> Service {
    let needs = codes.iter().map(|code| NeedTag { code: (*code).to_owned(), evidence: Evidence::Publisher }).collect();
    Service { needs, ..service }
}

fn with_text(description: &str, service: Service) -> Service {
    Service { description: Some(description.to_owned()), ..service }
}

fn serving(codes: &[&str], service: Service) -> Service {
    let areas = codes.iter().map(|code| Area::Gss { code: (*code).to_owned(), name: Some(format!("Area {code}")) }).collect();
    Service { areas, ..service }
}

/// An area with these corners, latitude and longitude.
fn polygon(corners: &[(f64, f64)]) -> Area {
    let ring = corners.iter().map(|(lat, lon)| format!("[{lon},{lat}]")).collect::<Vec<_>>().join(",");
    Area::Polygon { geojson: format!(r#"{{"type":"Polygon","coordinates":[[{ring}]]}}"#), name: None }
}

fn walsall() -> Place {
    Place {
        label: "Walsall".to_owned(),
        precision: Precision::Town,
        point: Some(WALSALL),
        council: Some("E08000030".to_owned()),
        ward: None,
        lsoa: None,
        nation: Some(Nation::England),
        district: None,
        around: Vec::new(),
        remark: None,
    }
}

/// A question asked in the middle of Walsall, ten miles around.
fn question(words: &str) -> Question {
    Question { place: Some(walsall()), ..anywhere(words) }
}

/// A question with no place.
fn anywhere(words: &str) -> Question {
    Question {
        words: words.to_owned(),
        typed: words.to_owned(),
        ignored: Ignored::default(),
        place: None,
        radius_miles: 10.0,
        spacing_metres: None,
        chosen: std::collections::BTreeMap::new(),
        sort: Sort::Best,
        offset: 0,
        limit: 20,
        now: date(2026, 11, 18).at(11, 0, 0, 0).to_zoned(crate::clock::london()).unwrap(),
    }
}

fn choosing(parameter: &str, values: &[&str], question: Question) -> Question {
    let mut question = question;
    question.chosen.insert(parameter.to_owned(), values.iter().map(|value| (*value).to_owned()).collect());
    question
}
