//! What is asked: the product, the product with one hand tied, and a plain full-text search over the same services.

use super::{EvaluateError, graded::each_page};
use crate::{
    app::{App, find::Ask},
    finding::{
        judgements::Question,
        needs::Needs,
        place_words,
        question::{self, DEFAULT_RADIUS_MILES, METRES_PER_MILE, Sort},
        serves,
    },
    model::{id::ServiceId, service::Service, text},
    places::Place,
    store::baseline::{Baseline, Document, Plain},
};
use std::collections::BTreeMap;

/// Somebody who answers questions.
#[derive(Debug)]
pub enum Engine {
    /// The product as it is.
    Fingerpost,
    /// The product without its needs vocabulary.
    Words(Box<Needs>),
    /// The product with nothing but the needs it understands: the words are not looked for.
    NeedsAlone,
    /// A plain full-text search in PostgreSQL.
    Postgres(Baseline),
}

/// What an engine gave.
#[derive(Debug, Default)]
pub(super) struct Given {
    /// Services and their names, best first.
    pub(super) services: Vec<(ServiceId, String)>,
    /// It said that it had to look further than asked.
    pub(super) said_so: bool,
}

impl Engine {
    /// The product without its vocabulary.
    ///
    /// # Errors
    /// When the small words that ship are broken.
    pub fn words() -> Result<Self, EvaluateError> {
        Ok(Self::Words(Box::new(Needs::read("").map_err(super::StartError::from)?)))
    }

    /// A plain full-text search over the services of `app`, loaded into a schema of its own in the database at `url`.
    ///
    /// # Errors
    /// When the database cannot be reached or written, or the directory cannot be read.
    pub async fn postgres(url: &str, app: &App, progress: &mut (dyn FnMut(String) + Send)) -> Result<Self, EvaluateError> {
        let mut pages = Vec::new();
        each_page(&app.live().store, |page| pages.push(page.iter().map(|service| document(service, &app.needs())).collect::<Vec<_>>()))
            .await?;
        let baseline = Baseline::create(url).await?;
        let mut loaded = 0;
        for page in pages {
            loaded += page.len();
            baseline.load(&page).await?;
            progress(format!("{loaded} services loaded into PostgreSQL"));
        }
        baseline.finish().await?;
        Ok(Self::Postgres(baseline))
    }

    /// Its name in reports.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Fingerpost => "Fingerpost",
            Self::Words(_) => "words only",
            Self::NeedsAlone => "needs only",
            Self::Postgres(_) => "PostgreSQL",
        }
    }

    pub(super) async fn ask(&self, app: &App, question: &Question, words: &str, limit: usize) -> Result<Given, EvaluateError> {
        let ask = Ask { words: words.to_owned(), place: question.place.clone(), per_page: limit, ..Ask::default() };
        match self {
            Self::Fingerpost => given(app.find(ask).await?.answer),
            Self::Words(needs) => words_only(app, needs, &ask),
            Self::NeedsAlone => needs_only(app, ask).await,
            Self::Postgres(baseline) => {
                let place = question.from().and_then(|place| app.places().find(place));
                let services = baseline.ask(plain(words, place.as_ref(), limit)).await?;
                Ok(Given { services, said_so: false })
            }
        }
    }
}

#[expect(clippy::unnecessary_wraps, reason = "it ends the arms of a match on engines that can fail")]
fn given(answer: crate::finding::answer::Answer) -> Result<Given, EvaluateError> {
    let services = answer.hits.into_iter().map(|hit| (hit.card.id, hit.card.name)).collect();
    Ok(Given { services, said_so: answer.relaxed.is_some() })
}

fn words_only(app: &App, needs: &Needs, ask: &Ask) -> Result<Given, EvaluateError> {
    let given_place = (!ask.place.is_empty()).then(|| (ask.words.clone(), app.places().find(&ask.place)));
    let in_words = || place_words::take(&ask.words, app.places(), needs).map(|taken| (taken.rest, Some(taken.place)));
    let (words, place) = given_place.or_else(in_words).unwrap_or_else(|| (ask.words.clone(), None));
    let question = question::Question {
        words,
        typed: ask.words.clone(),
        ignored: ask.ignored.clone(),
        spacing_metres: place.as_ref().and_then(|place| app.places().spacing(place.point?)),
        place,
        radius_miles: DEFAULT_RADIUS_MILES,
        chosen: BTreeMap::new(),
        sort: Sort::Best,
        offset: 0,
        limit: ask.per_page,
        now: app.clock().london(),
    };
    given(app.live().index.search(&question, needs).map_err(|error| app.unanswered(&error))?)
}

async fn needs_only(app: &App, ask: Ask) -> Result<Given, EvaluateError> {
    let understood = app.find(Ask { per_page: 1, ..ask.clone() }).await?;
    let codes: Vec<String> = understood.answer.understood.into_iter().map(|(code, _)| code).collect();
    if codes.is_empty() {
        return Ok(Given::default());
    }
    let place = understood.place.map(|place| place.label).unwrap_or_default();
    let chosen = BTreeMap::from([("need".to_owned(), codes)]);
    given(app.find(Ask { words: String::new(), place, chosen, ..ask }).await?.answer)
}

fn plain<'q>(words: &'q str, place: Option<&Place>, limit: usize) -> Plain<'q> {
    Plain {
        words,
        point: place.and_then(|place| place.point),
        serving: place.map(serves::words_serving).unwrap_or_default(),
        metres: DEFAULT_RADIUS_MILES * METRES_PER_MILE,
        limit,
    }
}

/// A service as a plain full-text search holds it: four texts of falling weight, its points and what it says it covers.
fn document(service: &Service, needs: &Needs) -> Document {
    let joined = |texts: &mut dyn Iterator<Item = &str>| texts.collect::<Vec<_>>().join(" | ");
    let labels = service.needs.iter().map(|need| needs.label(&need.code));
    let terms = service.terms.iter().map(|term| term.name.as_str());
    let told = [&service.description, &service.eligibility, &service.how_to_get_in];
    let told: Vec<String> = told.into_iter().flatten().map(|told| text::plain(told)).collect();
    Document {
        id: service.id,
        name: service.name.clone(),
        names: joined(&mut [service.name.as_str()].into_iter().chain(service.other_names.iter().map(String::as_str))),
        subjects: joined(&mut labels.chain(terms).chain([service.organisation.name.as_str()])),
        summary: service.summary.clone().unwrap_or_default(),
        told: told.join(" | "),
        points: service.sites.iter().filter_map(crate::model::location::Site::point).collect(),
        covers: serves::coverage(service),
    }
}
