//! One fact about one service, in a cell: what is known of it in short, or that nobody has said.
//!
//! Made from [`Service`] alone, so nothing confidential can get in.

use crate::{
    model::{
        cost,
        location::{Address, Site},
        sector::Delivery,
        service::{Language, Service},
        text,
    },
    places::Places,
    server::{
        languages::{L, Said},
        wording,
    },
};
use jiff::Zoned;

/// What the words are made from.
#[derive(Debug)]
pub(super) struct Facts<'a> {
    /// The voice.
    pub(super) l: &'a L,
    /// Names of areas.
    pub(super) places: &'a Places,
    /// Now, in Europe/London.
    pub(super) now: &'a Zoned,
}

/// A cell: one line or several.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cell {
    /// The lines.
    pub(super) lines: Vec<Said>,
    /// Nobody has said.
    pub(super) unknown: bool,
}

/// A row of the table.
#[derive(Debug)]
pub(super) struct Fact {
    /// The key of its label.
    pub(super) label: &'static str,
    /// Where it is known of none of them, that is said.
    pub(super) matters: bool,
    /// The cell of one service.
    pub(super) of: fn(&Facts<'_>, &Service) -> Cell,
}

/// The rows, in the order in which people decide.
pub(super) const ALL: [Fact; 11] = [
    Fact { label: "service-does", matters: false, of: does },
    Fact { label: "service-who", matters: true, of: who },
    Fact { label: "service-where", matters: true, of: place },
    Fact { label: "service-serves", matters: false, of: serves },
    Fact { label: "service-when", matters: true, of: when },
    Fact { label: "service-getting-in", matters: true, of: getting_in },
    Fact { label: "compare-room", matters: false, of: room },
    Fact { label: "service-cost", matters: true, of: price },
    Fact { label: "compare-access", matters: true, of: access },
    Fact { label: "service-languages", matters: true, of: languages },
    Fact { label: "service-checked", matters: true, of: checked },
];

/// The longest words of a publisher in a cell, in characters.
const LONGEST: usize = 160;

/// Lines of hours, prices or areas shown before "and more".
const LINES: usize = 4;

impl Facts<'_> {
    fn cell(&self, lines: impl IntoIterator<Item = Said>) -> Cell {
        let lines: Vec<Said> = lines.into_iter().filter(|line| !line.is_empty()).collect();
        if lines.is_empty() { self.not_known("not-stated") } else { Cell { lines, unknown: false } }
    }

    fn not_known(&self, key: &str) -> Cell {
        Cell { lines: vec![self.l.say(key)], unknown: true }
    }

    /// A publisher's words, shortened to whole sentences where they are long.
    fn quoted(&self, words: &str) -> Said {
        let whole = text::plain(words);
        let short = if whole.chars().count() <= LONGEST { whole } else { text::first_sentence(&whole, LONGEST) };
        self.l.published(short)
    }

    /// The first lines, and how many more there are.
    fn some(&self, lines: Vec<Said>) -> Vec<Said> {
        let more = lines.len().saturating_sub(LINES);
        let rest = (more > 0).then(|| self.l.n("plan-and-more", more));
        lines.into_iter().take(LINES).chain(rest).collect()
    }
}

fn does(facts: &Facts<'_>, service: &Service) -> Cell {
    let words = service.summary.as_deref().or(service.description.as_deref());
    facts.cell(words.map(|words| facts.quoted(words)))
}

fn who(facts: &Facts<'_>, service: &Service) -> Cell {
    let l = facts.l;
    let audiences: Vec<Said> = service.audiences.iter().map(|audience| wording::audience(l, *audience)).collect();
    let not_for = service.exclusions.as_deref().map(|words| l.v("compare-not-for", "who", &facts.quoted(words)));
    let lines = [
        wording::ages(l, service.ages),
        service.gender.map(|gender| wording::gender(l, gender)),
        Some(wording::in_a_row(&audiences)),
        service.eligibility.as_deref().map(|words| facts.quoted(words)),
        not_for,
    ];
    facts.cell(lines.into_iter().flatten())
}

fn place(facts: &Facts<'_>, service: &Service) -> Cell {
    let l = facts.l;
    let others = u32::try_from(service.sites.len().saturating_sub(1)).unwrap_or(u32::MAX);
    let site = service.sites.first().map(|site| wording::and_other_places(l, site_line(l, site), others));
    let told = service.sites.is_empty();
    let ways = service.delivery.iter().filter(|way| told || **way != Delivery::Venue).map(|way| wording::delivery(l, *way));
    facts.cell(site.into_iter().chain(ways))
}

fn site_line(l: &L, site: &Site) -> Said {
    let address = wording::address(l, site);
    match (&site.name, &site.address) {
        (Some(name), Address::Public(public)) if !public.line().starts_with(name.as_str()) => {
            wording::commas(&[l.published(name), address])
        }
        _ => address,
    }
}

fn serves(facts: &Facts<'_>, service: &Service) -> Cell {
    let nations = wording::nations(facts.l, &service.national).into_iter();
    let areas = service.areas.iter().map(|area| wording::area(facts.l, area, facts.places));
    facts.cell(facts.some(nations.chain(areas).collect()))
}

fn when(facts: &Facts<'_>, service: &Service) -> Cell {
    let schedules = service.hours_at(service.sites.first());
    let lines = wording::hours(facts.l, schedules);
    let note = || schedules.iter().find_map(|schedule| schedule.note.as_deref()).map(|note| facts.quoted(note));
    let lines = if lines.is_empty() { note().into_iter().collect() } else { facts.some(lines) };
    let cell = facts.cell(lines);
    if cell.unknown { facts.not_known("handout-hours-unknown") } else { cell }
}

fn getting_in(facts: &Facts<'_>, service: &Service) -> Cell {
    let routes = wording::getting_in(facts.l, &service.referral);
    let answer = format!("{}{}", routes.answer.inner(), routes.more.inner());
    let answer = (!service.referral.is_empty()).then(|| answer.into());
    facts.cell(answer.into_iter().chain(service.how_to_get_in.as_deref().map(|words| facts.quoted(words))))
}

fn room(facts: &Facts<'_>, service: &Service) -> Cell {
    let capacity = service.capacity.as_ref().and_then(|capacity| capacity.on(facts.now.date()));
    facts.cell(capacity.map(|capacity| wording::vacancy(facts.l, capacity)))
}

fn price(facts: &Facts<'_>, service: &Service) -> Cell {
    let price = cost::price(&service.costs);
    let costs: Vec<Said> = service.costs.iter().map(|cost| wording::cost(facts.l, cost)).filter(|words| !words.is_empty()).collect();
    match (price, costs.is_empty()) {
        (cost::Price::Unknown, true) => facts.not_known("price-unknown"),
        (_, true) => facts.cell([wording::price(facts.l, price)]),
        (_, false) => facts.cell(facts.some(costs)),
    }
}

/// What is known of the first site: features are of a building.
fn access(facts: &Facts<'_>, service: &Service) -> Cell {
    let features = service.sites.first().map(|site| site.accessibility.as_slice()).unwrap_or_default();
    let cell = facts.cell(facts.some(features.iter().map(|feature| facts.l.published(feature)).collect()));
    if cell.unknown { facts.not_known("service-access-unknown") } else { cell }
}

fn languages(facts: &Facts<'_>, service: &Service) -> Cell {
    let names: Vec<Said> = service.languages.iter().map(|language| spoken(facts.l, language)).collect();
    facts.cell([wording::commas(&names)].into_iter().chain(service.interpreters.as_deref().map(|words| facts.quoted(words))))
}

fn spoken(l: &L, language: &Language) -> Said {
    match &language.code {
        Some(code) if !l.is_english() => wording::choice(l, "language", code, &language.name),
        _ => l.published(&language.name),
    }
}

fn checked(facts: &Facts<'_>, service: &Service) -> Cell {
    match &service.checked {
        Some(checked) => facts.cell([wording::date_full(facts.l, checked.on)]),
        None => facts.not_known("checked-never"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{clock::london, server::samples};

    fn cells(number: u128) -> Vec<(String, bool)> {
        let l = L::english();
        let now = samples::NOW.parse::<jiff::Timestamp>().unwrap().to_zoned(london());
        let facts = Facts { l: &l, places: &Places::default(), now: &now };
        let service = samples::listing(samples::id(number)).unwrap().service;
        let told = |fact: &Fact| (fact.of)(&facts, &service);
        ALL.iter().map(told).map(|cell| (cell.lines.iter().map(Said::plain).collect::<Vec<_>>().join(" / "), cell.unknown)).collect()
    }

    #[test]
    fn what_is_known_is_told_in_short() {
        let told = cells(samples::ORDINARY);
        for (at, words) in [
            (1, "Age 60 and over / Anyone over 60 who feels unsteady. / Not for: Not within six weeks of a hip operation."),
            (2, "Moseley Exchange Hall, 149 Alcester Road, Moseley, B13 8JP"),
            (5, "You can ask for it yourself, or through your GP / Ring and leave your name, or turn up ten minutes early."),
            (7, "£2 a class, tea included"),
            (8, "Step-free entrance / Hearing loop"),
            (9, "English, Urdu"),
            (10, "10 November 2026"),
        ] {
            assert_eq!(told[at], (words.to_owned(), false));
        }
    }

    #[test]
    fn what_nobody_has_said_is_not_known() {
        for (words, unknown) in cells(samples::BARE) {
            assert!(unknown && !words.is_empty(), "{words}");
        }
    }

    #[test]
    fn a_withheld_address_takes_the_building_with_it() {
        assert_eq!(cells(samples::SENSITIVE)[2].0, "Address withheld for safety (Walsall)");
    }
}
