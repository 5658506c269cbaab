//! Filters: OR within, AND across, and counts that a person could check by hand.

use super::*;
use crate::{
    model::{
        cost::Cost,
        sector::{Delivery, ReferralRoute, Sector},
    },
    search::filters::{ALL, Choices},
};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// The words a service answers each filter with.
fn answers(service: &Service, needs: &Needs) -> Vec<BTreeSet<String>> {
    ALL.iter()
        .map(|filter| match filter.choices() {
            Choices::Closed(choices) => {
                let bits = filter.bits(service);
                choices.iter().enumerate().filter(|(at, _)| bits & 1 << at != 0).map(|(_, (word, _))| (*word).to_owned()).collect()
            }
            Choices::Needs => service.needs.iter().flat_map(|need| needs.with_broader(&need.code)).map(str::to_owned).collect(),
            Choices::OpenNow => BTreeSet::new(),
        })
        .collect()
}

fn passes(answers: &[BTreeSet<String>], question: &Question, but: Option<usize>) -> bool {
    ALL.iter().zip(answers).enumerate().all(|(at, (filter, answers))| {
        but == Some(at) || question.chosen.get(filter.parameter()).is_none_or(|values| values.iter().any(|value| answers.contains(value)))
    })
}

fn a_service() -> impl Strategy<Value = Service> {
    let sector = prop::option::of(prop::sample::select(Sector::ALL.to_vec()));
    let delivery = prop::sample::subsequence(Delivery::ALL.to_vec(), 0..=2);
    let referral = prop::sample::subsequence(ReferralRoute::ALL.to_vec(), 0..=3);
    let codes = prop::sample::subsequence(vec!["food", "food-bank", "falls", "debt"], 0..=2);
    let amount = prop::option::of(prop::sample::select(vec![0.0, 5.0]));
    let miles = prop::collection::vec(0.0..20.0_f64, 0..3);
    (sector, delivery, referral, codes, amount, miles, 0..u32::MAX).prop_map(
        |(sector, delivery, referral, codes, amount, miles, number)| {
            let name = format!("Service {number}");
            Service {
                sector,
                delivery,
                referral,
                costs: amount.map(|amount| Cost { amount: Some(amount), ..Cost::default() }).into_iter().collect(),
                sites: miles.iter().map(|miles| site(&name, *miles)).collect(),
                ..with_needs(&codes, service(&name))
            }
        },
    )
}

fn some_choices() -> impl Strategy<Value = Vec<(&'static str, Vec<&'static str>)>> {
    let choices = vec![
        ("sector", vec!["voluntary", "private"]),
        ("cost", vec!["free", "unknown"]),
        ("delivery", vec!["home"]),
        ("referral", vec!["self", "gp"]),
        ("need", vec!["food", "debt"]),
    ];
    prop::sample::subsequence(choices, 0..=3)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn counts_are_what_a_count_by_hand_gives(
        services in prop::collection::vec(a_service(), 1..25), later in prop::collection::vec(a_service(), 0..5), choices in some_choices(), placed: bool,
    ) {
        let directory = Directory::of(services.clone());
        directory.save(later.clone());
        let mut question = if placed { question("") } else { anywhere("") };
        for (parameter, values) in choices {
            question = choosing(parameter, &values, question);
        }
        question.limit = 100;
        let near = |service: &&Service| {
            let reach = |site: &Site| site.point().is_some_and(|point| WALSALL.metres_to(point) <= 16_093.44);
            let remote = service.delivery.iter().any(|delivery| matches!(delivery, Delivery::Phone | Delivery::Online));
            !placed || service.sites.iter().any(reach) || service.sites.is_empty() && remote
        };
        let all: std::collections::BTreeMap<_, _> = services.iter().chain(&later).map(|service| (service.id, service)).collect();
        let there: Vec<_> = all.values().copied().filter(|service| near(service)).map(|service| answers(service, &directory.needs)).collect();
        let answer = directory.ask(&question);
        if answer.relaxed.is_none() {
            prop_assert_eq!(answer.total, there.iter().filter(|answers| passes(answers, &question, None)).count() as u64);
            prop_assert_eq!(answer.hits.len() as u64, answer.total);
            for (at, facet) in answer.facets.iter().enumerate() {
                for choice in &facet.choices {
                    let by_hand = there.iter().filter(|answers| passes(answers, &question, Some(at)) && answers[at].contains(&choice.value)).count();
                    prop_assert_eq!(choice.count, by_hand as u64, "{}={}", facet.parameter, &choice.value);
                }
            }
        }
    }
}

#[test]
fn a_choice_is_not_counted_against_its_siblings() {
    let run_by = |name: &str, sector| Service { sector: Some(sector), ..service_at(name, 1.0) };
    let directory = Directory::of(vec![run_by("A", Sector::Voluntary), run_by("B", Sector::Private), run_by("C", Sector::Private)]);
    let answer = directory.ask(&choosing("sector", &["voluntary"], question("")));
    assert_eq!(names(&answer), ["A"]);
    let facet = answer.facets.iter().find(|facet| facet.parameter == "sector").unwrap();
    let counts: Vec<_> = facet.choices.iter().map(|choice| (choice.value.as_str(), choice.count, choice.chosen)).collect();
    assert_eq!(counts, [("statutory", 0, false), ("voluntary", 1, true), ("independent", 0, false), ("private", 2, false)]);
}

#[test]
fn open_now_is_what_the_opening_hours_function_says() {
    use crate::model::{
        opening::{State, state},
        schedule::{Repeats, Schedule},
    };
    use jiff::civil::{Weekday, time};
    let weekly = |from, to| Schedule {
        repeats: Repeats::Weekly { days: vec![Weekday::Wednesday], every: 1, from: None },
        opens: Some(time(from, 0, 0, 0)),
        closes: Some(time(to, 0, 0, 0)),
        ..Schedule::default()
    };
    let hours = [("Morning", weekly(9, 12)), ("Evening", weekly(18, 20)), ("All day", weekly(8, 22))];
    let services = hours.iter().map(|(name, hours)| Service { schedules: vec![hours.clone()], ..service_at(name, 1.0) }).collect();
    let directory = Directory::of(services);
    for hour in [7, 11, 19] {
        let mut question = choosing("open_now", &["yes"], question(""));
        question.now = date(2026, 11, 18).at(hour, 0, 0, 0).to_zoned(crate::clock::london()).unwrap();
        let open =
            |hours: &Schedule| matches!(state(std::slice::from_ref(hours), Some(Nation::England), &question.now), State::Open { .. });
        let expected: Vec<_> = hours.iter().filter(|(_, hours)| open(hours)).map(|(name, _)| *name).collect();
        let mut found = directory.names(&question);
        found.sort_by_key(|name| hours.iter().position(|(known, _)| known == name));
        assert_eq!(found, expected, "at {hour}");
        let counted = directory.ask(&question).facets.into_iter().find(|facet| facet.parameter == "open_now").unwrap().choices[0].count;
        assert_eq!(counted, expected.len() as u64);
    }
}

#[test]
fn hours_nobody_has_said_are_not_open_now() {
    let directory = Directory::of(vec![service_at("A", 1.0)]);
    assert_eq!(directory.ask(&choosing("open_now", &["yes"], question(""))).total, 0);
    assert_eq!(directory.ask(&choosing("open_now", &["no such value"], question(""))).total, 1);
}
