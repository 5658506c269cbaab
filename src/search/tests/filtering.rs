//! Filters: OR within, AND across, and counts that a person could check by hand.

use super::*;
use crate::{
    finding::answer::{Choice, Facet, Reason},
    model::{
        audience::Audience,
        cost::Cost,
        provenance::Checked,
        schedule::{Repeats, Schedule},
        sector::{Delivery, Gender, Sector},
        service::{Ages, Capacity, CapacityState, Language},
    },
};
use jiff::civil::{Weekday, time};

fn facet(answer: &Answer, parameter: &str) -> Facet {
    answer.facets.iter().find(|facet| facet.parameter == parameter).unwrap().clone()
}

/// The choices with a count, as `value count`, a star on those chosen.
fn counts(answer: &Answer, parameter: &str) -> Vec<String> {
    let facet = facet(answer, parameter);
    let typed = facet.typed.iter().flat_map(|typed| &typed.choices);
    let counted = facet.choices.iter().chain(typed).filter(|choice| choice.count > 0 || choice.chosen);
    counted.map(|Choice { value, count, chosen, .. }| format!("{value} {count}{}", if *chosen { "*" } else { "" })).collect()
}

fn sorted(mut names: Vec<String>) -> Vec<String> {
    names.sort();
    names
}

fn weekly(day: Weekday, from: i8, to: i8) -> Schedule {
    Schedule {
        repeats: Repeats::Weekly { days: vec![day], every: 1, from: None },
        opens: Some(time(from, 0, 0, 0)),
        closes: Some(time(to, 0, 0, 0)),
        ..Schedule::default()
    }
}

#[test]
fn a_choice_is_not_counted_against_its_siblings() {
    let run_by = |name: &str, sector| Service { sector: Some(sector), ..service_at(name, 1.0) };
    let directory = Directory::of(vec![
        run_by("A", Sector::Voluntary),
        run_by("B", Sector::Private),
        run_by("C", Sector::Private),
        service_at("D", 1.0),
    ]);
    let answer = directory.ask(&choosing("sector", &["voluntary"], question("")));
    assert_eq!(names(&answer), ["A"]);
    assert_eq!(counts(&answer, "sector"), ["voluntary 1*", "private 2", "unknown 1"]);
}

#[test]
fn open_now_is_what_the_opening_hours_function_says() {
    use crate::model::opening::{State, state};
    let hours =
        [("Morning", 9, 12), ("Evening", 18, 20), ("All day", 8, 22)].map(|(name, from, to)| (name, weekly(Weekday::Wednesday, from, to)));
    let services = hours.iter().map(|(name, hours)| Service { schedules: vec![hours.clone()], ..service_at(name, 1.0) });
    let directory = Directory::of(services.chain([service_at("Nobody has said", 1.0)]).collect());
    for hour in [7, 11, 19] {
        let mut question = choosing("open_now", &["yes"], question(""));
        question.now = date(2026, 11, 18).at(hour, 0, 0, 0).to_zoned(crate::clock::london()).unwrap();
        let open =
            |hours: &Schedule| matches!(state(std::slice::from_ref(hours), Some(Nation::England), &question.now), State::Open { .. });
        let expected: Vec<_> = hours.iter().filter(|(_, hours)| open(hours)).map(|(name, _)| (*name).to_owned()).collect();
        let answer = directory.ask(&question);
        assert_eq!(sorted(names(&answer)), sorted(expected), "at {hour}");
        assert_eq!(facet(&answer, "open_now").choices[0].count, answer.total);
    }
}

#[test]
fn what_is_no_choice_is_left_aside_and_said() {
    let directory = Directory::of(vec![service_at("A", 1.0)]);
    for (parameter, value, problem) in [
        ("open_now", "no such value", "'no such value' is not one of its choices: yes."),
        ("age", "fourteen", "'fourteen' is not an age. Write years in figures, such as 14, or 0.5 for six months."),
    ] {
        let answer = directory.ask(&choosing(parameter, &[value], question("")));
        assert_eq!((answer.total, facet(&answer, parameter).problem.map(|problem| problem.to_string()).as_deref()), (1, Some(problem)));
    }
    let answer = directory.ask(&choosing("language", &["xx"], question("")));
    assert_eq!((answer.total, facet(&answer, "language").problem), (0, None));
}

#[test]
fn a_saturday_morning_is_a_saturday_and_a_morning_at_once() {
    let at = |name: &str, hours: Vec<Schedule>| Service { schedules: hours, ..service_at(name, 1.0) };
    let directory = Directory::of(vec![
        at("Saturday morning", vec![weekly(Weekday::Saturday, 9, 12)]),
        at("Saturday evening and Monday morning", vec![weekly(Weekday::Saturday, 18, 20), weekly(Weekday::Monday, 9, 12)]),
        at("Monday morning", vec![weekly(Weekday::Monday, 9, 12)]),
        service_at("Nobody has said", 1.0),
    ]);
    let ask = |days: &[&str], times: &[&str]| directory.ask(&choosing("day", days, choosing("time", times, question(""))));
    let both = ask(&["saturday"], &["morning"]);
    assert_eq!(names(&both), ["Saturday morning"]);
    assert_eq!(counts(&both, "day"), ["monday 2", "saturday 1*", "weekend 1"], "of mornings");
    assert_eq!(counts(&both, "time"), ["morning 1*", "evening 1"], "of Saturdays");
    let weekend = ask(&["weekend"], &[]);
    assert_eq!(
        (weekend.total, counts(&weekend, "day")),
        (2, ["monday 2", "saturday 2", "weekend 2*", "unknown 1"].map(str::to_owned).into())
    );
    assert_eq!(names(&ask(&["unknown"], &[])), ["Nobody has said"]);
    assert_eq!(ask(&["unknown"], &["morning"]).total, 0);
}

#[test]
fn a_wait_is_believed_until_its_last_day() {
    let waiting = |name: &str, state, weeks, expires| {
        let capacity = Capacity { state, wait_weeks: weeks, note: None, as_of: Some(date(2026, 11, 1)), expires };
        Service { capacity: Some(capacity), ..service_at(name, 1.0) }
    };
    let until = |day| Some(date(2026, 11, day));
    let directory = Directory::of(vec![
        waiting("Places", CapacityState::Open, None, until(30)),
        waiting("Three weeks", CapacityState::WaitingList, Some(3.0), until(18)),
        waiting("A year", CapacityState::WaitingList, Some(52.0), None),
        waiting("Full", CapacityState::Full, None, until(30)),
        waiting("Places no longer", CapacityState::Open, None, until(17)),
        service_at("Nobody has said", 1.0),
    ]);
    let answer = directory.ask(&choosing("wait", &["4-weeks"], question("")));
    assert_eq!(sorted(names(&answer)), ["Places", "Three weeks"]);
    assert_eq!(counts(&answer, "wait"), ["none 1", "4-weeks 2*", "12-weeks 2", "26-weeks 2", "longer 1", "full 1", "unknown 2"]);
    let mut tomorrow = choosing("wait", &["4-weeks"], question(""));
    tomorrow.now = date(2026, 11, 19).at(0, 0, 0, 0).to_zoned(crate::clock::london()).unwrap();
    assert_eq!(directory.names(&tomorrow), ["Places"]);
}

#[test]
fn an_age_keeps_whoever_holds_it_and_whoever_does_not_say() {
    let aged = |name: &str, min, max| Service { ages: Ages::clean(min, max), ..service_at(name, 1.0) };
    let directory = Directory::of(vec![
        aged("Babies", Some(0.1), Some(0.8)),
        aged("Youth", Some(11.0), Some(17.9)),
        aged("Over 60", Some(60.0), None),
        service_at("Not said", 1.0),
    ]);
    for (age, expected) in [
        ("0.5", vec!["Babies", "Not said"]),
        ("14", vec!["Not said", "Youth"]),
        ("18", vec!["Not said"]),
        ("80-and-over", vec!["Not said", "Over 60"]),
        ("11-15", vec!["Not said", "Youth"]),
        ("unknown", vec!["Not said"]),
    ] {
        let answer = directory.ask(&choosing("age", &[age], question("")));
        assert_eq!(sorted(names(&answer)), expected, "{age}");
        for hit in &answer.hits {
            let said = hit.reasons.contains(&Reason::NotStated { parameter: "age", label: "Ages not stated" });
            assert_eq!(said, hit.card.name == "Not said", "{age}: {}", hit.card.name);
        }
    }
    let answer = directory.ask(&choosing("age", &["14", "60"], question("")));
    assert_eq!(facet(&answer, "age").typed.unwrap().choices.iter().map(|choice| choice.count).collect::<Vec<_>>(), [2, 2]);
    assert!(directory.ask(&question("")).hits.iter().all(|hit| hit.reasons.is_empty()));
}

#[test]
fn accessibility_is_told_place_by_place() {
    let told =
        |miles, features: &[&str]| Site { accessibility: features.iter().map(|text| (*text).to_owned()).collect(), ..site("x", miles) };
    let signing = Language { name: "British Sign Language".to_owned(), code: Some("bfi".to_owned()) };
    let directory = Directory::of(vec![
        Service { sites: vec![told(1.0, &["Stairs only"]), told(4.0, &["Step-free entrance", "Lift"])], ..service("Two places") },
        Service { sites: vec![told(2.0, &["Hearing loop"]), told(30.0, &["Ramp"])], ..service("Ramp too far") },
        Service { languages: vec![signing], delivery: vec![Delivery::Phone], ..service("By phone") },
        Service { sites: vec![told(3.0, &["Dogs welcome"])], ..service("Nothing said") },
    ]);
    let answer = directory.ask(&choosing("accessibility", &["step-free"], question("")));
    assert_eq!(names(&answer), ["Two places"]);
    assert!((answer.hits[0].metres.unwrap() / 1_609.344 - 4.0).abs() < 0.05, "the nearest place that passes is shown");
    assert_eq!(counts(&answer, "accessibility"), ["step-free 1*", "lift 1", "hearing-loop 1", "bsl 1", "unknown 2"]);
    let both = directory.ask(&choosing("accessibility", &["step-free", "bsl"], question("")));
    assert_eq!(sorted(names(&both)), ["By phone", "Two places"]);
}

#[test]
fn filters_must_pass_at_the_same_place() {
    let here = |miles, features: &[&str], day| Site {
        accessibility: features.iter().map(|text| (*text).to_owned()).collect(),
        schedules: vec![weekly(day, 9, 12)],
        ..site("x", miles)
    };
    let places = vec![here(1.0, &["Ramp"], Weekday::Monday), here(2.0, &["Lift"], Weekday::Friday)];
    let directory = Directory::of(vec![Service { sites: places, ..service("S") }]);
    let ask = |access: &str, day: &str| directory.ask(&choosing("accessibility", &[access], choosing("day", &[day], question(""))));
    let same = ask("step-free", "monday");
    assert_eq!((same.total, counts(&same, "day")), (1, vec!["monday 1*".to_owned()]));
    let other = ask("step-free", "friday");
    assert_eq!(
        (other.total, counts(&other, "day"), counts(&other, "accessibility")),
        (0, vec!["monday 1".to_owned(), "friday 0*".to_owned()], vec!["step-free 0*".to_owned(), "lift 1".to_owned()],)
    );
}

#[test]
fn checks_count_from_the_day_of_asking() {
    let checked = |name: &str, on| Service { checked: Some(Checked { on, by: None, how: None }), ..service_at(name, 1.0) };
    let directory = Directory::of(vec![
        checked("A month to the day", date(2026, 10, 18)),
        checked("A day more", date(2026, 10, 17)),
        checked("Last year", date(2025, 11, 17)),
        service_at("Never", 1.0),
    ]);
    let answer = directory.ask(&choosing("checked", &["1-month"], question("")));
    assert_eq!(names(&answer), ["A month to the day"]);
    assert_eq!(counts(&answer, "checked"), ["1-month 1*", "3-months 2", "6-months 2", "12-months 2", "older 1", "unknown 1"]);
}

#[test]
fn open_lists_offer_the_most_frequent_and_keep_the_chosen() {
    let by = |number: usize, name: &str| {
        let mut service = service_at(&format!("Service {number}"), 1.0);
        name.clone_into(&mut service.organisation.name);
        service
    };
    let directory = Directory::of(
        (0..40)
            .map(|number| by(number, &format!("Group {:02}", number / 2)))
            .chain([by(40, "The Lot"), by(41, "THE LOT"), by(42, "The  lot")])
            .collect(),
    );
    let answer = directory.ask(&choosing("organisation", &["group 19", "nobody"], question("")));
    assert_eq!(answer.total, 2);
    let offered = counts(&answer, "organisation");
    assert_eq!((offered.len(), offered[0].as_str()), (14, "the lot 3"));
    assert_eq!(offered[12..], ["group 19 2*".to_owned(), "nobody 0*".to_owned()]);
    assert_eq!(facet(&answer, "organisation").choices[1].label, "Group 00");
}

#[test]
fn faith_gender_and_language_say_what_is_not_stated() {
    let urdu = |code: Option<&str>| Language { name: "Urdu".to_owned(), code: code.map(str::to_owned) };
    let directory = Directory::of(vec![
        Service {
            faith: Some("Muslim".to_owned()),
            gender: Some(Gender::Women),
            languages: vec![urdu(Some("ur"))],
            ..service_at("A", 1.0)
        },
        Service { audiences: vec![Audience::Everyone], languages: vec![urdu(None)], ..service_at("B", 1.0) },
        Service { costs: vec![Cost { amount: Some(0.0), ..Cost::default() }], ..service_at("C", 1.0) },
    ]);
    let answer = directory.ask(&question(""));
    assert_eq!(counts(&answer, "faith"), ["none 2", "muslim 1"]);
    assert_eq!(counts(&answer, "gender"), ["women 1", "everyone 1", "unknown 1"]);
    assert_eq!(counts(&answer, "language"), ["ur 2"]);
    assert_eq!(names(&directory.ask(&choosing("faith", &["none"], choosing("language", &["ur"], question(""))))), ["B"]);
}
