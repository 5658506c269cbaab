//! The same questions put to a search in PostgreSQL over the same grown services.

use super::{
    BenchError, Kind, PASSES, Request, Times,
    choices::Choices,
    growth::Growth,
    times::{Rate, Took, Watch},
};
use crate::{
    finding::{needs::Needs, question::METRES_PER_MILE, serves},
    hsds::v3,
    model::{
        contact::Phone,
        cost::{Price, price},
        coverage::Area,
        location::{Address, Site},
        sector::{Delivery, Nation, ReferralRoute, Sector},
        service::Service,
        text,
    },
    store::{
        StoreError,
        rival::{Entry, Near, Question, Rival, Search, Spot},
    },
};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// Services filled in at once.
const PAGE: usize = 500;
/// A kind is left when it has been asked for so long: at a million services PostgreSQL takes seconds for some questions.
const LONGEST: Duration = Duration::from_mins(2);
/// What is filled in depends on this file too: raise it when an entry changes.
const ENTRY: u32 = 1;

/// What a filled directory is recognised by, besides its number of services.
fn layout(grown_from: &str) -> String {
    format!("{grown_from} {ENTRY}")
}

/// Whether PostgreSQL holds the directory grown from these patterns already.
///
/// # Errors
/// When it cannot be reached.
pub async fn is_filled(url: &str, services: u64, grown_from: &str) -> Result<bool, StoreError> {
    Rival::is_filled(url, services, &layout(grown_from)).await
}

/// Fills the directory grown from patterns into PostgreSQL.
///
/// # Errors
/// When it cannot be reached or written.
pub async fn fill(
    url: &str,
    (patterns, services): (&[Service], u64),
    grown_from: &str,
    needs: &Needs,
    progress: &mut (dyn FnMut(String) + Send),
) -> Result<(), StoreError> {
    let (choices, mut filling) = (Choices::new(), Rival::fill(url, services, &layout(grown_from)).await?);
    let (mut grown, mut put) = (Growth::of(patterns, services), 0);
    loop {
        let page: Vec<Entry> = grown.by_ref().take(PAGE).map(|service| entry(&service, needs, &choices)).collect();
        if page.is_empty() {
            return filling.finish().await;
        }
        put += page.len();
        filling.put(page).await?;
        progress(format!("{put} services filled into PostgreSQL"));
    }
}

/// A service as PostgreSQL holds it.
fn entry(service: &Service, needs: &Needs, choices: &Choices) -> Entry {
    let joined = |texts: &mut dyn Iterator<Item = &str>| texts.collect::<Vec<_>>().join(" | ");
    let labels = service.needs.iter().map(|need| needs.label(&need.code));
    let terms = service.terms.iter().map(|term| term.name.as_str());
    let told = [&service.description, &service.eligibility, &service.how_to_get_in];
    let told: Vec<String> = told.into_iter().flatten().map(|told| text::plain(told)).collect();
    let sites: Vec<Option<&Site>> = if service.sites.is_empty() { vec![None] } else { service.sites.iter().map(Some).collect() };
    let hours = v3::write(service)["schedules"].take();
    Entry {
        names: joined(&mut [service.name.as_str()].into_iter().chain(service.other_names.iter().map(String::as_str))),
        subjects: joined(&mut labels.chain(terms).chain([service.organisation.name.as_str()])),
        summary: service.summary.clone().unwrap_or_default(),
        told: told.join(" | "),
        covers: serves::coverage(service),
        spots: sites
            .into_iter()
            .map(|site| Spot { point: site.and_then(Site::point), masks: choices.masks(service, site), card: card(service, site, &hours) })
            .collect(),
    }
}

/// What a result shows of a service at a site.
fn card(service: &Service, site: Option<&Site>, hours: &Value) -> Value {
    let address = site.and_then(|site| match &site.address {
        Address::Public(address) => Some(address),
        Address::Withheld { .. } => None,
    });
    let joined = |words: &mut dyn Iterator<Item = &str>| words.collect::<Vec<_>>().join(", ");
    let summary = service.summary.as_deref().or(service.description.as_deref());
    json!({
        "id": service.id.to_string(),
        "name": service.name,
        "organisation": service.organisation.name,
        "organisation_id": service.organisation.id.to_string(),
        "sector": service.sector().map(Sector::word),
        "summary": summary.map(|summary| text::first_sentence(summary, 220)),
        "phone": service.first_phone().map(|Phone { number, .. }| number),
        "web": service.web.as_ref().or(service.organisation.web.as_ref()),
        "delivery": joined(&mut service.delivery.iter().copied().map(Delivery::word)),
        "referral": joined(&mut service.referral.iter().copied().map(ReferralRoute::word)),
        "price": match price(&service.costs) {
            Price::Unknown => 0,
            Price::Free => 1,
            Price::Paid => 2,
        },
        "site": site.filter(|_| address.is_some()).and_then(|site| site.name.as_ref()),
        "address": site.map(Site::address_line),
        "postcode": address.and_then(|address| address.postcode.as_ref()),
        "sites": service.sites.len(),
        "hours": hours,
        "areas": joined(&mut service.areas.iter().filter_map(area)),
        "national": joined(&mut service.national.iter().copied().map(Nation::word)),
        "needs": joined(&mut service.needs.iter().map(|need| need.code.as_str())),
        "capacity": service.capacity.as_ref().map(|capacity| capacity.state.word()),
        "checked": service.checked.as_ref().map(|checked| checked.on.to_string()),
        "status": service.status.word(),
        "fictional": service.fictional,
        "sensitive": service.sensitive,
    })
}

fn area(area: &Area) -> Option<&str> {
    match area {
        Area::Gss { name, .. } | Area::Polygon { name, .. } => name.as_deref(),
        Area::Named(name) => Some(name),
        Area::Postcodes(list) => list.first().map(String::as_str),
    }
}

/// The questions, and somebody else to answer them.
#[derive(Debug)]
pub struct Contest {
    rival: Rival,
    questions: Vec<(Kind, Question)>,
}

impl Contest {
    /// Connects to a filled directory of this many services, with the requests as PostgreSQL is asked them.
    ///
    /// # Errors
    /// When it cannot be reached.
    pub async fn open(url: &str, services: u64, requests: &[Request]) -> Result<Self, StoreError> {
        let choices = Choices::new();
        let questions = requests.iter().map(|request| (request.kind(), question(request, &choices))).collect();
        Ok(Self { rival: Rival::open(url, services).await?, questions })
    }

    /// The server, how it looks for places and its settings, in words.
    pub fn described(&self) -> &str {
        self.rival.described()
    }

    /// Asks every request of a kind, and gives the times.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn time(&mut self, kind: Kind) -> Result<Times, BenchError> {
        let (started, mut all, mut found) = (Instant::now(), Vec::new(), 0);
        for (_, question) in self.questions.iter().filter(|(of, _)| *of == kind) {
            let mut shortest = Took::MAX;
            for pass in 0..PASSES {
                let watch = Watch::start(self.rival.worked());
                let given = self.rival.ask(question).await?;
                shortest = shortest.shorter(watch.took(self.rival.worked()));
                found += if pass == 0 { given.found } else { 0 };
            }
            all.push(shortest);
            if started.elapsed() > LONGEST {
                break;
            }
        }
        Ok(Times::of(kind, &all, found))
    }

    /// How many near searches a second one connection answers in `time`.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn rate(&mut self, time: Duration) -> Result<Rate, BenchError> {
        let (started, mut asked) = (Instant::now(), 0);
        let watch = Watch::start(self.rival.worked());
        for (_, question) in self.questions.iter().filter(|(kind, _)| *kind == Kind::Near).cycle() {
            self.rival.ask(question).await?;
            asked += 1;
            if started.elapsed() > time {
                break;
            }
        }
        Ok(watch.took(self.rival.worked()).rate(asked))
    }
}

fn question(request: &Request, choices: &Choices) -> Question {
    match request {
        Request::Completion(typed) => Question::Completion(typed.clone()),
        Request::Search { kind, question } => Question::Search(Search {
            words: question.words.clone(),
            misspelt: *kind == Kind::Misspelt,
            near: question.place.as_ref().and_then(|place| {
                let (point, metres) = (place.point?, question.radius_miles * METRES_PER_MILE);
                Some(Near { point, metres, serving: serves::words_serving(place) })
            }),
            filters: question.chosen.iter().filter_map(|(parameter, chosen)| choices.filter(parameter, chosen)).collect(),
        }),
    }
}
