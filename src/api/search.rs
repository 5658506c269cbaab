//! `GET /api/v1/search`: results with reasons, distances, counts for every filter, and what was understood.

use crate::{
    api::{ProblemResponse, result::ResultResponse},
    app::{App, Found},
    finding::{
        answer::{Choice, Facet, LeftOut},
        reading::Reading,
        urgent::{self, Line, Panel},
    },
    places::Precision,
    server::{
        asked::Asked,
        cache::Cache,
        extract::Query,
        languages::{L, Said},
        parameters::BadParameter,
        trouble::Trouble,
        wording,
    },
};
use axum::{
    Extension,
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use jiff::Zoned;
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

/// This resource's address.
const PATH: &str = "/api/v1/search";

/// Results on a page unless the asker says.
const PER_PAGE: usize = 20;

/// The filters, for the description. `docs/FILTERS.md` has the rules.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "the description is made of it")]
struct FilterParameters {
    /// `yes`: certainly open at the moment of asking.
    #[param(example = json!(["yes"]))]
    open_now: Option<Vec<String>>,
    /// Runs on this day: `monday` to `sunday`, `weekend` or `unknown`.
    #[param(example = json!(["weekend"]))]
    day: Option<Vec<String>>,
    /// `morning`, `afternoon` or `evening`; with `day`, on that day.
    #[param(example = json!(["evening"]))]
    time: Option<Vec<String>>,
    /// The longest wait: `none`, `4-weeks`, `12-weeks`, `26-weeks`, `longer`, `full` or `unknown`.
    #[param(example = json!(["none", "4-weeks"]))]
    wait: Option<Vec<String>>,
    /// Who may refer: `self`, `professional`, `gp`, `school`, `social-care`, `hospital` or `unknown`.
    #[param(example = json!(["self"]))]
    referral: Option<Vec<String>>,
    /// `free`, `paid` or `unknown`.
    #[param(example = json!(["free"]))]
    cost: Option<Vec<String>>,
    /// `venue`, `home`, `phone`, `online` or `unknown`.
    #[param(example = json!(["home", "phone"]))]
    delivery: Option<Vec<String>>,
    /// An age in years, or a band such as `65-79`. Who states no ages is among them.
    #[param(example = json!(["14"]))]
    age: Option<Vec<String>>,
    /// Whom it is meant for.
    #[param(example = json!(["carers"]))]
    audience: Option<Vec<String>>,
    /// `women`, `men`, `everyone` or `unknown`.
    #[param(example = json!(["women"]))]
    gender: Option<Vec<String>>,
    /// An ISO 639 code, or the name of a language without one.
    #[param(example = json!(["ur"]))]
    language: Option<Vec<String>>,
    /// A faith as records say it, or `none`.
    #[param(example = json!(["none"]))]
    faith: Option<Vec<String>>,
    /// What the place has: `step-free`, `lift`, `hearing-loop`…
    #[param(example = json!(["step-free"]))]
    accessibility: Option<Vec<String>>,
    /// A need's code: that need or a narrower one.
    #[param(example = json!(["food-bank"]))]
    need: Option<Vec<String>>,
    /// Who runs it: `statutory`, `voluntary`, `independent`, `private` or `unknown`.
    #[param(example = json!(["voluntary"]))]
    sector: Option<Vec<String>>,
    /// An organisation's name in small letters.
    #[param(example = json!(["ninefields food union"]))]
    organisation: Option<Vec<String>>,
    /// A person checked it within `1-month`, `3-months`, `6-months` or `12-months`; `older` or `unknown`.
    #[param(example = json!(["6-months"]))]
    checked: Option<Vec<String>>,
}

/// The answer to a search.
#[derive(Debug, Serialize, ToSchema)]
pub struct SearchResponse {
    /// Number of services found.
    #[schema(example = 43)]
    pub total: u64,
    /// This page, from 1.
    pub page: usize,
    /// Results on a page.
    pub per_page: usize,
    /// What the place was taken to mean. Absent when none was asked or it was not found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceResponse>,
    /// What to do first, when the words say that somebody may be in danger. Show it above everything else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub urgent: Option<UrgentResponse>,
    /// Everything that was read from the words and changes what is found.
    pub understood: Vec<ReadingResponse>,
    /// What would have been read too, had the asker not taken it back with `ignore`; each entry's `link` puts it back.
    pub ignored: Vec<ReadingResponse>,
    /// Words that were corrected.
    pub corrected: Vec<CorrectionResponse>,
    /// What was put last or left out, and why.
    pub left_out: Vec<LeftOutResponse>,
    /// Everything done differently from what was asked, in whole sentences.
    pub remarks: Vec<String>,
    /// This page of results, best first.
    pub results: Vec<ResultResponse>,
    /// Every filter with counts.
    pub facets: Vec<FacetResponse>,
    /// Where to go from here.
    pub links: PageLinksResponse,
}

/// Urgent help.
#[derive(Debug, Serialize, ToSchema)]
pub struct UrgentResponse {
    /// The heading.
    #[schema(example = "If you are in danger now")]
    pub heading: String,
    /// What to do first.
    pub first: String,
    /// Whom to ring, in this order.
    pub lines: Vec<UrgentLineResponse>,
}

/// A telephone or text line.
#[derive(Debug, Serialize, ToSchema)]
pub struct UrgentLineResponse {
    /// Whom it is for, or what it does.
    pub what: String,
    /// Who answers.
    #[schema(example = "Samaritans")]
    pub who: String,
    /// The number.
    #[schema(example = "116 123")]
    pub number: String,
    /// The link behind the number.
    #[schema(example = "tel:116123")]
    pub href: String,
    /// When it answers. Absent when not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hours: Option<String>,
    /// The page on which its publisher gives the number.
    pub source: String,
    /// The day the number was held against a dated source. Absent when it was not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verified: Option<String>,
}

impl From<&Panel> for UrgentResponse {
    fn from(panel: &Panel) -> Self {
        let line = |line: &Line| UrgentLineResponse {
            what: line.what.clone(),
            who: line.who.clone(),
            number: line.number.clone(),
            href: line.href.clone(),
            hours: line.hours.clone(),
            source: line.source.clone(),
            verified: line.verified.clone(),
        };
        Self { heading: panel.heading.clone(), first: panel.first.clone(), lines: panel.lines.iter().map(line).collect() }
    }
}

/// A place.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlaceResponse {
    /// How to show it.
    #[schema(example = "B13 8AA")]
    pub label: String,
    /// How exactly it is known: `postcode`, `sector`, `district`, `town`, `council` or `nation`.
    #[schema(example = "postcode")]
    pub precision: &'static str,
    /// ONS code of its council.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "E08000025")]
    pub council: Option<String>,
}

/// Something that was read from the words.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReadingResponse {
    /// `place`, `need`, `age`, `wish`, `spelling` (a word taken as another) or `without` (a word left out).
    #[schema(example = "need")]
    pub kind: &'static str,
    /// Its value: a need's code, a wish's `cost=free`, an age in years (`14`, `65-`, `5-12`: from, to below), a typed word. Absent for
    /// a place.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "falls")]
    pub value: Option<String>,
    /// In words.
    #[schema(example = "Falls and staying steady")]
    pub label: String,
    /// The words it was read from, as typed.
    #[schema(example = "keeps falling")]
    pub words: String,
    /// The same search without this reading (under `ignored`: with it); the words stay as they are.
    #[schema(example = "/api/v1/search?q=mum+keeps+falling&ignore=need%3Afalls")]
    pub link: String,
}

/// Services that were put last or left out.
#[derive(Debug, Serialize, ToSchema)]
pub struct LeftOutResponse {
    /// How many.
    #[schema(example = 3)]
    pub count: u64,
    /// In a whole sentence.
    #[schema(example = "3 of these are not for age 84, so they come last.")]
    pub text: String,
    /// The same search with them, where they were left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub include: Option<String>,
}

/// A corrected word.
#[derive(Debug, Serialize, ToSchema)]
pub struct CorrectionResponse {
    /// As typed.
    #[schema(example = "faling")]
    pub typed: String,
    /// Used instead.
    #[schema(example = "falling")]
    pub used: String,
}

/// A filter.
#[derive(Debug, Serialize, ToSchema)]
pub struct FacetResponse {
    /// The parameter to repeat in the address.
    #[schema(example = "sector")]
    pub parameter: &'static str,
    /// Its label.
    #[schema(example = "Who runs it")]
    pub label: &'static str,
    /// The part of a form it belongs in.
    #[schema(example = "About the service")]
    pub section: &'static str,
    /// Those of its choices that would leave any result, and those chosen. Of a list without end, the twelve most frequent.
    pub choices: Vec<ChoiceResponse>,
    /// What values may be typed besides. Absent where there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "Or an exact age in years")]
    pub typed: Option<&'static str>,
}

/// A choice of a filter.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChoiceResponse {
    /// The value for the parameter.
    #[schema(example = "voluntary")]
    pub value: String,
    /// Its label.
    #[schema(example = "Charity or community")]
    pub label: String,
    /// How many results it would leave.
    pub count: u64,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// Addresses around this page of results.
#[derive(Debug, Serialize, ToSchema)]
pub struct PageLinksResponse {
    /// This page.
    #[serde(rename = "self")]
    pub this: String,
    /// The next page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// The page before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub previous: Option<String>,
}

/// Find services
///
/// Matches a person's own words with services that serve, or can be reached from, a place. Words, place and filters may each
/// be left out. Filters stand under `facets` in every answer with their choices and how many results each would leave:
/// repeat a parameter to allow several values of it; different parameters must all hold. `age` also takes an age in years
/// (`age=14`, `age=0.5`); `day` and `time` together mean that part of that day.
#[utoipa::path(
    get, path = "/api/v1/search", tag = "Search", operation_id = "search",
    params(
        ("q" = Option<String>, Query, description = "The person's own words", example = "mum keeps falling"),
        ("place" = Option<String>, Query, description = "A postcode, part of one, a town or a council", example = "DY4"),
        ("radius" = Option<f64>, Query, description = "How far somebody would go, in miles (10 unless given)", example = 5),
        ("ignore" = Option<Vec<String>>, Query, description = "A reading not to make of the words, as `kind:value` (`need:falls`, `place`); \
            every entry of `understood` links to the search without it", example = json!(["need:falls"])),
        FilterParameters,
        ("sort" = Option<String>, Query, description = "`best` (the default) or `nearest`", example = "nearest"),
        ("page" = Option<u32>, Query, description = "Page of results, from 1", example = 1),
        ("per_page" = Option<u32>, Query, description = "Results on a page: 1 to 100 (20 unless given)", example = 10),
    ),
    responses(
        (status = 200, description = "What was found", body = SearchResponse),
        (status = 400, description = "A parameter cannot be used", body = ProblemResponse, content_type = "application/problem+json"),
        (status = 503, description = "Too busy: try again", body = ProblemResponse, content_type = "application/problem+json"),
    )
)]
pub async fn get(State(app): State<App>, Query(asked): Query<Asked>) -> Result<impl IntoResponse, Trouble> {
    let found = app.find(asked.ask(PER_PAGE)).await?;
    refuse_unknown_filters(&asked, &found.answer.facets)?;
    refuse_unknown_values(&found.answer.facets)?;
    Ok((Extension(Cache::Personal), written(&SearchResponse::new(&asked, found, &app.clock().london()))))
}

/// The usual answer in JSON, in bytes: room made for it at once need not be made again and again.
const USUAL_LENGTH: usize = 32 * 1024;

fn written(response: &SearchResponse) -> Response {
    let mut json = Vec::with_capacity(USUAL_LENGTH);
    match serde_json::to_writer(&mut json, response) {
        Ok(()) => ([(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))], json).into_response(),
        Err(error) => {
            tracing::error!(%error, "an answer cannot be written");
            Trouble::Broken.into_response()
        }
    }
}

/// A mistyped filter must not silently give unfiltered results.
fn refuse_unknown_filters(asked: &Asked, facets: &[Facet]) -> Result<(), BadParameter> {
    let known: Vec<&str> = facets.iter().map(|facet| facet.parameter).collect();
    match asked.chosen.keys().find(|parameter| !known.is_empty() && !known.contains(&parameter.as_str())) {
        Some(unknown) => {
            let filters: Vec<Said> = known.into_iter().map(Said::from).collect();
            let reason = format!("There is no parameter '{unknown}'. The filters are {}.", wording::list(&L::english(), &filters).plain());
            Err(BadParameter::new(unknown, reason))
        }
        None => Ok(()),
    }
}

/// Nor must a mistyped value of one.
fn refuse_unknown_values(facets: &[Facet]) -> Result<(), BadParameter> {
    match facets.iter().find_map(|facet| Some((facet.parameter, facet.problem.clone()?))) {
        Some((parameter, problem)) => Err(BadParameter::new(parameter, problem.to_string())),
        None => Ok(()),
    }
}

impl SearchResponse {
    fn new(asked: &Asked, found: Found, now: &Zoned) -> Self {
        let answer = found.answer;
        let per_page = asked.per_page.unwrap_or(PER_PAGE);
        let place = found.place.as_ref();
        let remarks = [
            answer.relaxed.as_ref().map(ToString::to_string),
            found.place_problem.as_ref().map(ToString::to_string),
            place.and_then(|place| place.remark.as_ref()).map(ToString::to_string),
        ];
        Self {
            total: answer.total,
            page: asked.page,
            per_page,
            place: place.map(|place| PlaceResponse {
                label: place.label.clone(),
                precision: precision(place.precision),
                council: place.council.clone(),
            }),
            urgent: urgent::panel(&asked.words, place.and_then(|place| place.nation)).map(UrgentResponse::from),
            understood: answer.readings.iter().map(|one| reading(one, &asked.ignoring(one))).collect(),
            ignored: answer.not_read.iter().map(|one| reading(one, &asked.restoring(&one.key()))).collect(),
            left_out: answer.left_out.iter().map(|one| left_out(asked, one)).collect(),
            corrected: answer.corrected.into_iter().map(|(typed, used)| CorrectionResponse { typed, used }).collect(),
            remarks: remarks.into_iter().flatten().collect(),
            results: answer.hits.into_iter().map(|hit| ResultResponse::new(hit, now)).collect(),
            facets: answer.facets.into_iter().map(facet).collect(),
            links: links(asked, answer.total, per_page),
        }
    }
}

fn reading(reading: &Reading, otherwise: &Asked) -> ReadingResponse {
    ReadingResponse {
        kind: reading.kind.word(),
        value: Some(reading.value.clone()).filter(|value| !value.is_empty()),
        label: reading.label.clone(),
        words: reading.words.clone(),
        link: otherwise.address(PATH),
    }
}

fn left_out(asked: &Asked, left_out: &LeftOut) -> LeftOutResponse {
    let include = match left_out {
        LeftOut::Filter { parameter, .. } => Some(asked.without_filter(parameter).address(PATH)),
        LeftOut::OtherAges { .. } | LeftOut::NotFor { .. } => None,
    };
    LeftOutResponse { count: left_out.count(), text: wording::left_out(&L::english(), left_out).plain(), include }
}

fn links(asked: &Asked, total: u64, per_page: usize) -> PageLinksResponse {
    let pages = usize::try_from(total).unwrap_or(usize::MAX).div_ceil(per_page);
    let address = |page: usize| (1..=pages).contains(&page).then(|| asked.on_page(page).address(PATH));
    PageLinksResponse { this: asked.address(PATH), next: address(asked.page + 1), previous: address(asked.page - 1) }
}

fn facet(facet: Facet) -> FacetResponse {
    let (typed, typed_choices) = facet.typed.map(|typed| (typed.label, typed.choices)).unzip();
    let choices = facet.choices.into_iter().chain(typed_choices.into_iter().flatten());
    FacetResponse {
        parameter: facet.parameter,
        label: facet.label,
        section: facet.section,
        choices: choices.filter(|choice| choice.count > 0 || choice.chosen).map(choice).collect(),
        typed,
    }
}

fn choice(choice: Choice) -> ChoiceResponse {
    ChoiceResponse { value: choice.value, label: choice.label, count: choice.count, chosen: choice.chosen }
}

pub(super) fn precision(precision: Precision) -> &'static str {
    match precision {
        Precision::Postcode => "postcode",
        Precision::Sector => "sector",
        Precision::District => "district",
        Precision::Town => "town",
        Precision::Council => "council",
        Precision::Nation => "nation",
    }
}

#[cfg(test)]
mod tests {
    use crate::{api, server::testing};
    use serde_json::Value;

    async fn get(path: &str) -> (u16, Value) {
        let answered = testing::get_with(api::routes(), path, &[]).await;
        (answered.status, serde_json::from_str(&answered.body).unwrap())
    }

    #[tokio::test]
    async fn a_result_says_why_how_far_and_whether_it_is_open() {
        let (status, answer) = get("/api/v1/search?q=one&place=DY4").await;
        assert_eq!((status, &answer["total"]), (200, &Value::from(1)));
        insta::assert_json_snapshot!("one_result", answer);
    }

    #[tokio::test]
    async fn pages_are_linked() {
        let (_, answer) = get("/api/v1/search?q=falls&per_page=5&page=2").await;
        assert_eq!(answer["results"].as_array().unwrap().len(), 5);
        assert_eq!(answer["links"]["next"], "/api/v1/search?q=falls&per_page=5&page=3");
        assert_eq!(answer["links"]["previous"], "/api/v1/search?q=falls&per_page=5");
        let (_, answer) = get("/api/v1/search?q=none").await;
        assert_eq!((answer["results"].as_array().unwrap().len(), answer["links"]["next"].is_null()), (0, true));
        assert_eq!(answer["remarks"][0], "We left out the word 'halal'.");
    }

    #[tokio::test]
    async fn what_cannot_be_used_is_named() {
        for (query, parameter) in
            [("page=two", "page"), ("per_page=101", "per_page"), ("radius=far", "radius"), ("sort=up", "sort"), ("secter=x", "secter")]
        {
            let (status, problem) = get(&format!("/api/v1/search?q=falls&{query}")).await;
            assert_eq!((status, &problem["parameter"]), (400, &Value::from(parameter)), "{problem}");
        }
    }

    #[tokio::test]
    async fn an_inside_failure_stays_inside() {
        let (status, problem) = get("/api/v1/search?q=broken").await;
        assert_eq!(status, 500);
        assert!(!problem.to_string().contains("segment"), "{problem}");
    }
}
