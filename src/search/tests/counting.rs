//! Counts against a count by hand, whatever the directory and whatever is chosen.

use super::*;
use crate::{
    finding::accessibility::Features,
    model::{
        audience::Audience,
        cost::{Cost, Price, price},
        opening,
        provenance::Checked,
        schedule::{Repeats, Schedule},
        sector::{Delivery, Gender, ReferralRoute, Sector},
        service::{Ages, Capacity, CapacityState, Language},
    },
};
use jiff::{
    Zoned,
    civil::{Weekday, time},
};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

type Chosen = BTreeMap<String, Vec<String>>;

/// Whether a service at one of its sites passes one filter, read from the record by the rules of `docs/FILTERS.md`.
fn passes(parameter: &str, chosen: &Chosen, service: &Service, site: Option<&Site>, now: &Zoned) -> bool {
    let values = |parameter: &str| chosen.get(parameter).map_or(&[][..], Vec::as_slice);
    let one = |word: &str| values(parameter).iter().any(|value| value == word);
    let any = |words: &[&str]| if words.is_empty() { one("unknown") } else { words.iter().any(|word| one(word)) };
    let today = now.date();
    match parameter {
        "open_now" => matches!(opening::state(service.hours_at(site), Some(Nation::England), now), opening::State::Open { .. }),
        "day" | "time" => passes_in_the_week(values("day"), values("time"), service.hours_at(site), now),
        "wait" => {
            let waits = service.capacity.as_ref().and_then(|capacity| capacity.on(today)).and_then(|capacity| match capacity.state {
                CapacityState::Open => Some(Ok(capacity.wait_weeks.unwrap_or(0.0))),
                CapacityState::WaitingList => capacity.wait_weeks.map(Ok),
                _ => Some(Err("full")),
            });
            match waits {
                None => one("unknown"),
                Some(Err(word)) => one(word),
                Some(Ok(weeks)) => {
                    let within = [("none", 0.0), ("4-weeks", 4.0), ("12-weeks", 12.0), ("26-weeks", 26.0)];
                    within.iter().any(|(word, most)| weeks <= *most && one(word)) || weeks > 26.0 && one("longer")
                }
            }
        }
        "referral" => any(&service.referral.iter().map(|value| value.word()).collect::<Vec<_>>()),
        "delivery" => any(&service.delivery.iter().map(|value| value.word()).collect::<Vec<_>>()),
        "audience" => any(&service.audiences.iter().map(|value| value.word()).collect::<Vec<_>>()),
        "sector" => any(&service.sector().iter().map(|value| value.word()).collect::<Vec<_>>()),
        "cost" => any(match price(&service.costs) {
            Price::Free => &["free"],
            Price::Paid => &["paid"],
            Price::Unknown => &[],
        }),
        "gender" => match service.gender {
            Some(gender) => one(gender.word()),
            None => one(if service.audiences.contains(&Audience::Everyone) { "everyone" } else { "unknown" }),
        },
        "age" => values("age").iter().any(|value| fits(service.ages, value)),
        "accessibility" => {
            let told = site.map_or(0, |site| site.accessibility.iter().fold(0, |told, text| told | Features::shipped().told_by(text)));
            let codes =
                Features::shipped().iter().enumerate().filter(|(bit, _)| told & 1 << bit != 0).map(|(_, feature)| feature.code.as_str());
            let codes: Vec<&str> = codes.collect();
            if site.is_none() { false } else { any(&codes) }
        }
        "language" => service.languages.iter().filter_map(|language| language.code.as_deref()).any(one),
        "faith" => one(&service.faith.as_deref().map_or("none".to_owned(), str::to_lowercase)),
        "organisation" => one(&service.organisation.name.to_lowercase()),
        "need" => service.needs.iter().any(|need| needs().with_broader(&need.code).into_iter().any(one)),
        "checked" => match service.checked.as_ref().map(|checked| checked.on) {
            None => one("unknown"),
            Some(on) => {
                let since = |months: i32| on >= today.checked_sub(jiff::Span::new().months(months)).unwrap();
                let within = [("1-month", 1), ("3-months", 3), ("6-months", 6), ("12-months", 12)];
                within.iter().any(|(word, months)| since(*months) && one(word)) || !since(12) && one("older")
            }
        },
        other => panic!("nobody has written down the rule of {other}"),
    }
}

/// Days and parts of the day are one question: a session on one of the days in one of the parts.
fn passes_in_the_week(days: &[String], times: &[String], hours: &[Schedule], now: &Zoned) -> bool {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    const TIMES: [&str; 4] = ["night", "morning", "afternoon", "evening"];
    let pattern = opening::Outlook::of(hours, Some(Nation::England), now).pattern;
    let is_day = |at: usize| days.is_empty() || days.iter().any(|day| day == DAYS[at] || day == "weekend" && at > 4);
    let is_time = |at: usize| times.is_empty() || times.iter().any(|time| time == TIMES[at]);
    let unknown = times.is_empty() && !pattern.is_known() && days.iter().any(|day| day == "unknown");
    unknown || (0..7).any(|day| is_day(day) && (0..4).any(|part| is_time(part) && pattern.0 & 1 << (day * 4 + part) != 0))
}

fn fits(ages: Ages, value: &str) -> bool {
    let stated = ages.min.is_some() || ages.max.is_some();
    let until = ages.max.map_or(f64::INFINITY, |max| max + if max.fract() == 0.0 { 1.0 } else { 0.1 });
    let bands = [
        ("under-1", 0.0, 1.0),
        ("1-4", 1.0, 5.0),
        ("5-10", 5.0, 11.0),
        ("11-15", 11.0, 16.0),
        ("16-17", 16.0, 18.0),
        ("18-24", 18.0, 25.0),
        ("25-49", 25.0, 50.0),
        ("50-64", 50.0, 65.0),
        ("65-79", 65.0, 80.0),
        ("80-and-over", 80.0, f64::INFINITY),
    ];
    match bands.iter().find(|(word, ..)| *word == value) {
        Some((_, from, to)) => !stated || ages.min.unwrap_or(0.0) < *to && until > *from,
        None if value == "unknown" => !stated,
        None => value.parse::<f64>().is_ok_and(|age| !stated || ages.min.unwrap_or(0.0) <= age && age < until),
    }
}

/// The sites of a service that are found, nothing chosen; a service without sites is one with no site.
fn found(service: &Service, placed: bool) -> Vec<Option<&Site>> {
    if service.sites.is_empty() {
        let remote = service.delivery.iter().any(|delivery| matches!(delivery, Delivery::Phone | Delivery::Online));
        return if remote || !placed { vec![None] } else { Vec::new() };
    }
    let near = |site: &&Site| !placed || site.point().is_some_and(|point| WALSALL.metres_to(point) <= 16_093.44);
    service.sites.iter().filter(near).map(Some).collect()
}

/// How many services have a found site that passes all that is chosen.
fn by_hand(services: &BTreeMap<ServiceId, &Service>, question: &Question, chosen: &Chosen) -> u64 {
    let worded = |service: &Service| question.words.is_empty() || service.description.as_deref().is_some_and(|text| text.contains("yoga"));
    let left = |service: &&&Service| {
        let all = |site: Option<&Site>| chosen.keys().all(|parameter| passes(parameter, chosen, service, site, &question.now));
        worded(service) && found(service, question.place.is_some()).into_iter().any(all)
    };
    services.values().filter(left).count() as u64
}

fn some<T: Clone + std::fmt::Debug + 'static>(all: &[T]) -> impl Strategy<Value = Vec<T>> + use<T> {
    prop::sample::subsequence(all.to_vec(), 0..=all.len().min(2))
}

fn hours() -> impl Strategy<Value = Vec<Schedule>> {
    let days = prop::sample::select(vec![Weekday::Monday, Weekday::Wednesday, Weekday::Saturday]);
    let one = (days, prop::sample::select(vec![(9, 12), (13, 17), (18, 21), (20, 8)])).prop_map(|(day, (from, to))| Schedule {
        repeats: Repeats::Weekly { days: vec![day], every: 1, from: None },
        opens: Some(time(from, 0, 0, 0)),
        closes: Some(time(to, 0, 0, 0)),
        ..Schedule::default()
    });
    prop::collection::vec(one, 0..3)
}

fn sites() -> impl Strategy<Value = Vec<(f64, Vec<&'static str>, Vec<Schedule>)>> {
    let features = some(&["Ramp", "Lift", "Hearing loop", "No lift", "Dogs welcome"]);
    prop::collection::vec((0.0..20.0_f64, features, hours()), 0..3)
}

fn capacity() -> impl Strategy<Value = Option<Capacity>> {
    let weeks = prop::option::of(prop::sample::select(vec![0.0, 3.0, 12.0, 20.0, 60.0]));
    let expires = prop::option::of(prop::sample::select(vec![date(2026, 11, 17), date(2026, 11, 18), date(2026, 12, 1)]));
    let one = (prop::sample::select(CapacityState::ALL.to_vec()), weeks, expires).prop_map(|(state, wait_weeks, expires)| Capacity {
        state,
        wait_weeks,
        note: None,
        as_of: Some(date(2026, 11, 1)),
        expires,
    });
    prop::option::of(one)
}

/// What a service says of whom it is for.
fn people() -> impl Strategy<Value = (Ages, Vec<Audience>, Option<Gender>, Option<String>, Vec<Language>)> {
    let limit = || prop::option::of(prop::sample::select(vec![0.5, 4.0, 11.0, 17.9, 18.0, 65.0]));
    let ages = (limit(), limit()).prop_map(|(min, max)| Ages::clean(min, max));
    let faith = prop::option::weighted(0.3, prop::sample::select(vec!["Sikh".to_owned(), "Muslim".to_owned()]));
    let languages = some(&[("Urdu", "ur"), ("Polish", "pl"), ("Welsh", "cy")])
        .prop_map(|list| list.into_iter().map(|(name, code)| Language { name: name.to_owned(), code: Some(code.to_owned()) }).collect());
    let gender = prop::option::weighted(0.3, prop::sample::select(Gender::ALL.to_vec()));
    (ages, some(&[Audience::Everyone, Audience::Carers, Audience::Men]), gender, faith, languages)
}

/// What a service says of itself otherwise.
fn about() -> impl Strategy<Value = Service> {
    let checked = prop::option::of(prop::sample::select(vec![date(2026, 11, 1), date(2026, 8, 18), date(2026, 1, 1), date(2024, 1, 1)]));
    let amount = prop::option::of(prop::sample::select(vec![0.0, 5.0]));
    let sorts = (prop::option::of(prop::sample::select(Sector::ALL.to_vec())), some(Delivery::ALL), some(ReferralRoute::ALL), amount);
    let named =
        (0..u32::MAX, prop::sample::select(vec!["Alpha", "Beta", "Gamma"]), any::<bool>(), some(&["food", "food-bank", "falls", "debt"]));
    (named, sorts, capacity(), checked).prop_map(
        |((number, group, yoga, codes), (sector, delivery, referral, amount), capacity, checked)| {
            let mut service = with_needs(&codes, service(&format!("Service {number}")));
            group.clone_into(&mut service.organisation.name);
            Service {
                description: Some(if yoga { "Gentle yoga" } else { "Tea" }.to_owned()),
                sector,
                delivery,
                referral,
                costs: amount.map(|amount| Cost { amount: Some(amount), ..Cost::default() }).into_iter().collect(),
                capacity,
                checked: checked.map(|on| Checked { on, by: None, how: None }),
                ..service
            }
        },
    )
}

fn a_service() -> impl Strategy<Value = Service> {
    (about(), people(), sites(), hours()).prop_map(|(about, (ages, audiences, gender, faith, languages), sites, schedules)| {
        let place = |(miles, features, schedules): &(f64, Vec<&str>, Vec<Schedule>)| Site {
            accessibility: features.iter().map(|text| (*text).to_owned()).collect(),
            schedules: schedules.clone(),
            ..site(&about.name, *miles)
        };
        let areas = vec![Area::Gss { code: "E47000007".to_owned(), name: None }];
        Service { ages, audiences, gender, faith, languages, sites: sites.iter().map(place).collect(), areas, schedules, ..about.clone() }
    })
}

fn some_choices() -> impl Strategy<Value = Chosen> {
    let all = vec![
        ("sector", vec!["voluntary", "private"]),
        ("cost", vec!["free", "unknown"]),
        ("delivery", vec!["home", "venue"]),
        ("referral", vec!["self", "gp"]),
        ("need", vec!["food", "debt"]),
        ("open_now", vec!["yes"]),
        ("day", vec!["saturday", "wednesday", "unknown"]),
        ("time", vec!["morning", "evening"]),
        ("wait", vec!["4-weeks", "unknown"]),
        ("age", vec!["14", "0.5", "65-79"]),
        ("audience", vec!["carers", "unknown"]),
        ("gender", vec!["women", "unknown"]),
        ("language", vec!["ur", "pl"]),
        ("faith", vec!["none"]),
        ("accessibility", vec!["step-free", "unknown"]),
        ("organisation", vec!["alpha", "gamma"]),
        ("checked", vec!["3-months", "unknown"]),
    ];
    let used = prop::sample::subsequence(all, 0..=3);
    used.prop_flat_map(|used| {
        let values = |(parameter, values): (&str, Vec<&'static str>)| {
            let most = values.len();
            (Just(parameter.to_owned()), prop::sample::subsequence(values, 1..=most))
        };
        let owned = |(parameter, values): (String, Vec<&str>)| (parameter, values.into_iter().map(str::to_owned).collect());
        used.into_iter().map(values).collect::<Vec<_>>().prop_map(move |used| used.into_iter().map(owned).collect())
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn counts_are_what_a_count_by_hand_gives(
        services in prop::collection::vec(a_service(), 1..25), later in prop::collection::vec(a_service(), 0..5),
        chosen in some_choices(), placed: bool, worded: bool,
    ) {
        let directory = Directory::of(services.clone());
        directory.save(later.clone());
        let words = if worded { "yoga" } else { "" };
        let question = Question { chosen: chosen.clone(), limit: 100, ..if placed { question(words) } else { anywhere(words) } };
        let all: BTreeMap<_, _> = services.iter().chain(&later).map(|service| (service.id, service)).collect();
        let answer = directory.ask(&question);
        if answer.relaxed.is_some() {
            prop_assert_eq!(by_hand(&all, &question, &chosen), 0);
            return Ok(());
        }
        prop_assert_eq!(answer.total, by_hand(&all, &question, &chosen));
        prop_assert_eq!(answer.hits.iter().map(|hit| hit.card.id).collect::<BTreeSet<_>>().len() as u64, answer.total);
        for facet in &answer.facets {
            prop_assert_eq!(&facet.problem, &None);
            for choice in facet.choices.iter().chain(facet.typed.iter().flat_map(|typed| &typed.choices)) {
                let alone = Chosen::from_iter([(facet.parameter.to_owned(), vec![choice.value.clone()])]);
                let instead = chosen.clone().into_iter().chain(alone).collect();
                prop_assert_eq!(choice.count, by_hand(&all, &question, &instead), "{}={}", facet.parameter, &choice.value);
            }
        }
    }
}
