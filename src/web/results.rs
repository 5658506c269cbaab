//! `/search`: what was found, why, and how to narrow or widen it. The address holds the whole question.

use crate::{
    app::{App, Found},
    finding::{
        needs::Needs,
        question::{DEFAULT_RADIUS_MILES, Sort},
        urgent::{self, Panel},
    },
    server::{
        asked::Asked,
        cache::Cache,
        extract::Query,
        languages::{Arg, L, Said},
        page::{Content, Page},
        trouble::Trouble,
        wording::{self, Call},
    },
    web::{
        card::ResultCard,
        filters::{self, Chip, Group},
        keeping,
        map::Map,
        paging::Paging,
        readings::{self, ReadingChip, Remark},
    },
};
use askama::Template;
use axum::extract::State;
use jiff::Zoned;

/// This page's address.
const PATH: &str = "/search";

/// Where the map stands on it.
const MAP: &str = "#map";

/// The form of the page that compares what is ticked.
const COMPARE_FORM: &str = "compare";

/// Results on a page.
const PER_PAGE: usize = 20;

/// Distances offered, in miles.
const DISTANCES: [f64; 6] = [1.0, 3.0, 5.0, 10.0, 25.0, 50.0];

#[derive(Debug, Template)]
#[template(path = "results.html")]
struct Results {
    l: L,
    words: String,
    place: String,
    nothing_asked: bool,
    heading: Said,
    title: Said,
    readings: Vec<ReadingChip>,
    /// Readings somebody took away.
    taken_away: Vec<ReadingChip>,
    remarks: Vec<Remark>,
    problem: Option<Said>,
    panel: Option<PanelView>,
    chips: Vec<Chip>,
    without_filters: String,
    /// What no box of the page holds: readings taken away, and the filters when there is no panel to hold them.
    kept: Vec<(String, String)>,
    groups: Vec<Group>,
    distances: Vec<Distance>,
    orders: Vec<Order>,
    cards: Vec<ResultCard>,
    /// Services on a shortlist carried along, and where it is.
    carried: Option<(usize, String)>,
    paging: Paging,
    wider: Option<String>,
    first_page: Option<String>,
    /// Which of them this page shows, from the second page on.
    range: Option<Said>,
    /// The results on a map, where somebody asked for one.
    map: Option<Map>,
    /// The same page with a map, or without one.
    map_switch: String,
    /// A browser that keeps recent searches may keep this one.
    may_be_kept: bool,
    demonstration: bool,
}

/// Urgent help, in words.
#[derive(Debug)]
struct PanelView {
    heading: Said,
    first: Said,
    lines: Vec<Call>,
}

/// One choice of distance.
#[derive(Debug)]
struct Distance {
    miles: f64,
    label: Said,
    chosen: bool,
}

/// One order of results.
#[derive(Debug)]
struct Order {
    label: Said,
    /// `None` for the present order.
    href: Option<String>,
}

/// `GET /search`.
pub async fn get(State(app): State<App>, Query(asked): Query<Asked>, l: L) -> Result<Page<impl Content>, Trouble> {
    let found = app.find(asked.ask(PER_PAGE)).await?;
    let results = Results::new(&asked, &found, &app.needs(), &app.clock().london(), l);
    Ok(Page(if asked.map { results.with_map(&app, &found).await? } else { results }))
}

impl Results {
    fn new(asked: &Asked, found: &Found, needs: &Needs, now: &Zoned, l: L) -> Self {
        let answer = &found.answer;
        let panel = urgent::panel(&asked.words, found.place.as_ref().and_then(|place| place.nation));
        let near = found.place.as_ref().map(|place| place.label.as_str());
        let chips = filters::chips(&l, asked, &answer.facets, PATH);
        Self {
            words: if found.place_in_words { found.words.clone() } else { asked.words.clone() },
            place: near.filter(|_| found.place_in_words).unwrap_or(&asked.place).to_owned(),
            nothing_asked: asked.is_empty(),
            heading: heading(&l, answer.total, near),
            title: title(&l, answer.total, asked.page),
            readings: readings::chips(&l, asked, found, PATH),
            taken_away: readings::taken_away(&l, asked, found, PATH),
            remarks: readings::remarks(&l, asked, found, PATH),
            problem: found.place_problem.as_ref().map(|place| wording::unknown_place(&l, place)),
            may_be_kept: !asked.is_empty() && keeping::may_be_kept(found, panel.is_some(), needs),
            panel: panel.map(|panel| PanelView::new(&l, panel)),
            without_filters: asked.without_filters().address(PATH),
            chips,
            kept: shortlisted(asked)
                .chain(mapped(asked))
                .chain(ignored(found))
                .chain(if answer.total == 0 { kept(asked) } else { Vec::new() })
                .collect(),
            groups: if answer.total == 0 { Vec::new() } else { filters::groups(&l, &answer.facets) },
            distances: if near.is_some() && answer.total > 0 { distances(&l, asked) } else { Vec::new() },
            orders: if near.is_some() { orders(&l, asked) } else { Vec::new() },
            cards: answer
                .hits
                .iter()
                .map(|hit| ResultCard::of_hit(&l, hit, now).carrying(&l, &asked.shortlist).comparable(COMPARE_FORM))
                .collect(),
            carried: carried(&l, asked),
            paging: Paging::new(asked, answer.total, asked.per_page.unwrap_or(PER_PAGE), PATH),
            wider: near.and_then(|_| wider(asked)),
            first_page: (answer.hits.is_empty() && answer.total > 0).then(|| asked.on_page(1).address(PATH)),
            range: range(&l, found),
            map: None,
            map_switch: asked.with_map(!asked.map).address(PATH) + if asked.map { "" } else { MAP },
            demonstration: answer.hits.iter().any(|hit| hit.card.fictional),
            l,
        }
    }
}

impl Results {
    /// The same with a map, and with the numbers in the list that the map has.
    async fn with_map(self, app: &App, found: &Found) -> Result<Self, Trouble> {
        let ids: Vec<_> = found.answer.hits.iter().map(|hit| hit.card.id).collect();
        let first = before(found) + 1;
        let map = Map::new(&self.l, found, &app.picked(&ids).await?, first, app.places());
        let cards = self.cards.into_iter().zip(first..).map(|(card, number)| card.numbered(number)).collect();
        Ok(Self { map: Some(map), cards, ..self })
    }
}

impl Content for Results {
    /// Neutral: the words asked are nobody else's business.
    fn title(&self) -> String {
        self.title.plain()
    }

    fn l(&self) -> L {
        self.l.clone()
    }

    fn cache(&self) -> Cache {
        if self.panel.is_some() { Cache::Never } else { Cache::Personal }
    }

    fn demonstration(&self) -> bool {
        self.demonstration
    }
}

impl PanelView {
    fn new(l: &L, panel: &Panel) -> Self {
        let (heading, first) = wording::panel(l, panel);
        Self { heading, first, lines: panel.lines.iter().map(|line| wording::call(l, line)).collect() }
    }
}

/// How many there are, and for where.
pub(super) fn heading(l: &L, total: u64, near: Option<&str>) -> Said {
    match (total, near) {
        (0, None) => l.say("results-none"),
        (0, Some(place)) => l.e("results-none-for", "place", place),
        (total, None) => wording::services(l, total),
        (total, Some(place)) => {
            l.with("results-for", &[("services", (&wording::services(l, total)).into()), ("place", Arg::English(place))])
        }
    }
}

/// How many results stand on earlier pages.
fn before(found: &Found) -> usize {
    (found.page.max(1) - 1) * found.per_page
}

/// "Services 21 to 40 of 340", from the second page on.
fn range(l: &L, found: &Found) -> Option<Said> {
    let before = before(found);
    let shown = found.answer.hits.len();
    let numbers = [("from", before + 1), ("to", before + shown), ("total", usize::try_from(found.answer.total).unwrap_or(usize::MAX))];
    let numbers = numbers.map(|(name, number)| (name, Arg::Number(number as u64)));
    (before > 0 && shown > 0).then(|| l.with("results-range", &numbers))
}

fn title(l: &L, total: u64, page: usize) -> Said {
    let services = wording::services(l, total);
    if page < 2 {
        return l.v("results-title", "services", &services);
    }
    l.with("results-title-page", &[("services", (&services).into()), ("page", Arg::Number(page as u64))])
}

/// Readings that were taken away of the present words: of others they are forgotten, so that nothing is left out unsaid.
fn ignored(found: &Found) -> impl Iterator<Item = (String, String)> {
    found.answer.not_read.iter().map(|reading| ("ignore".to_owned(), reading.key()))
}

/// A shortlist carried along, for the form.
fn shortlisted(asked: &Asked) -> impl Iterator<Item = (String, String)> {
    asked.shortlist.ids().iter().map(|id| ("s".to_owned(), id.to_string()))
}

/// That a map is wanted, for the form.
fn mapped(asked: &Asked) -> Option<(String, String)> {
    asked.map.then(|| ("map".to_owned(), "1".to_owned()))
}

fn carried(l: &L, asked: &Asked) -> Option<(usize, String)> {
    let list = &asked.shortlist;
    (!list.ids().is_empty()).then(|| (list.ids().len(), l.href(&list.address("/shortlist"))))
}

fn kept(asked: &Asked) -> Vec<(String, String)> {
    let radius = asked.radius_miles.map(|miles| ("radius".to_owned(), miles.to_string()));
    let chosen = asked.chosen.iter().flat_map(|(parameter, values)| values.iter().map(|value| (parameter.clone(), value.clone())));
    radius.into_iter().chain(chosen).collect()
}

fn distances(l: &L, asked: &Asked) -> Vec<Distance> {
    let chosen = asked.radius_miles.unwrap_or(DEFAULT_RADIUS_MILES);
    let mut all: Vec<f64> = DISTANCES.to_vec();
    if !all.contains(&chosen) {
        all.push(chosen);
        all.sort_by(f64::total_cmp);
    }
    all.into_iter().map(|miles| Distance { miles, label: wording::miles(l, miles), chosen: miles.total_cmp(&chosen).is_eq() }).collect()
}

fn orders(l: &L, asked: &Asked) -> Vec<Order> {
    [(Sort::Best, l.t("order-best")), (Sort::Nearest, l.t("order-nearest"))]
        .into_iter()
        .map(|(sort, label)| Order { label: label.into(), href: (sort != asked.sort).then(|| asked.sorted(sort).address(PATH)) })
        .collect()
}

/// The same question a good deal further out, for when too little was found.
fn wider(asked: &Asked) -> Option<String> {
    let now = asked.radius_miles.unwrap_or(DEFAULT_RADIUS_MILES);
    DISTANCES.iter().find(|miles| **miles >= now * 2.0).map(|miles| asked.within(*miles).address(PATH))
}
