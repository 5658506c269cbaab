//! What is found, in which order, and what is said of it.

use super::*;
use crate::{finding::answer::Reason, model::sector::Status, search::SuggestionKind};

#[test]
fn the_exact_name_typed_is_always_first() {
    let directory = Directory::of(vec![
        with_needs(&["food-bank"], with_text("food bank food bank", service_at("Walsall Food Bank and Pantry", 0.1))),
        service_at("Food Bank", 9.0),
        service_at("Food Bank Helpers of the Food Bank", 0.0),
    ]);
    assert_eq!(directory.names(&question("food bank"))[0], "Food Bank");
    assert_eq!(directory.names(&question("FOOD BANK"))[0], "Food Bank");
    assert_eq!(directory.ask(&question("food bank")).hits[0].reasons[0], Reason::Name);
}

#[test]
fn the_only_service_of_a_name_is_found_wherever_it_is() {
    let directory = Directory::of(vec![service_at("Anchor Meadow", 200.0), service_at("Meadow Club", 1.0)]);
    assert_eq!(directory.names(&question("anchor meadow")), ["Anchor Meadow"]);
    assert_eq!(directory.names(&question("meadow")), ["Meadow Club"]);
}

#[test]
fn a_need_outranks_a_mention() {
    let directory = Directory::of(vec![
        with_text("We can tell you about falls.", service_at("Tea Room", 0.5)),
        with_needs(&["falls"], service_at("Steady On", 0.5)),
        with_text("We help after falls and with debt advice.", service_at("Advice Room", 0.5)),
        with_needs(&["debt"], service_at("Money Matters", 5.0)),
    ]);
    assert_eq!(directory.names(&question("debt advice")), ["Money Matters", "Advice Room"]);
    assert_eq!(directory.names(&question("falls")), ["Steady On"], "a common word of a need that is only mentioned tells nothing");
}

#[test]
fn peoples_own_words_find_the_need() {
    let directory = Directory::of(vec![with_needs(&["falls"], service_at("Steady On", 0.5)), with_text("Chess.", service_at("Club", 0.5))]);
    let answer = directory.ask(&question("mum keeps falling"));
    assert_eq!(names(&answer), ["Steady On"]);
    assert_eq!(answer.understood, [("falls".to_owned(), "Falls and staying steady".to_owned())]);
    assert!(answer.hits[0].reasons.contains(&Reason::Need("falls".to_owned(), "Falls and staying steady".to_owned())));
}

#[test]
fn a_broader_need_finds_the_narrower_ones() {
    let directory = Directory::of(vec![with_needs(&["food-bank"], service_at("Pantry", 0.5))]);
    assert_eq!(directory.names(&question("meals")), ["Pantry"]);
}

#[test]
fn noise_words_and_the_towns_name_are_never_fatal() {
    let directory = Directory::of(vec![with_needs(&["debt"], service_at("Money Matters", 0.5))]);
    for words in ["debt advice", "help with debt advice near me", "I need support for debt advice in Walsall please", "skint"] {
        assert_eq!(directory.names(&question(words)), ["Money Matters"], "{words}");
    }
}

#[test]
fn misspelt_words_are_corrected_and_said_to_be() {
    let directory = Directory::of(vec![
        with_text("Everything for the family.", service_at("Dentist on the Corner", 0.5)),
        service_at("PIP Forms", 0.5),
    ]);
    for (typed, used) in [("dentsit", "dentist"), ("dentit", "dentist"), ("bereavment", "bereavement")] {
        let answer = directory.ask(&question(typed));
        assert_eq!(answer.corrected, [(typed.to_owned(), used.to_owned())]);
    }
    assert_eq!(directory.names(&question("dentsit")), ["Dentist on the Corner"]);
    for kept in ["PIQ", "\"dentsit\"", "WS9X"] {
        assert!(directory.ask(&question(kept)).corrected.is_empty(), "{kept}");
    }
}

#[test]
fn one_word_of_three_may_be_missing_but_none_of_two() {
    let directory = Directory::of(vec![with_text("yoga for beginners", service_at("A", 0.5)), with_text("yoga", service_at("B", 0.5))]);
    assert_eq!(directory.names(&question("yoga beginners")), ["A"]);
    assert_eq!(directory.names(&question("yoga beginners saturday")), ["A"]);
}

#[test]
fn near_ones_come_before_far_ones_and_ties_are_settled_by_id() {
    let far = with_text("yoga", service_at("Far", 8.0));
    let near = with_text("yoga", service_at("Near", 1.0));
    let (one, two) = (with_text("yoga", service_at("Twin A", 3.0)), with_text("yoga", service_at("Twin B", 3.0)));
    let mut twins = [(one.id, "Twin A"), (two.id, "Twin B")];
    twins.sort_unstable();
    let forwards = Directory::of(vec![far.clone(), near.clone(), one.clone(), two.clone()]);
    let backwards = Directory::of(vec![two, one, near, far]);
    let expected = ["Near", twins[0].1, twins[1].1, "Far"];
    assert_eq!(forwards.names(&question("yoga")), expected);
    assert_eq!(backwards.names(&question("yoga")), expected);
    assert_eq!(forwards.ask(&question("yoga")), forwards.ask(&question("yoga")));
}

#[test]
fn no_words_list_everything_there_nearest_first() {
    let directory = Directory::of(vec![service_at("Far", 8.0), service_at("Near", 1.0), service_at("Too far", 12.0)]);
    assert_eq!(directory.names(&question("")), ["Near", "Far"]);
    assert_eq!(directory.names(&Question { offset: 1, ..question("") }), ["Far"]);
    assert_eq!(directory.names(&anywhere("")).len(), 3);
}

#[test]
fn a_service_with_many_sites_is_one_result_at_the_nearest() {
    let chain = Service { sites: vec![site("a", 6.0), site("b", 2.0), site("c", 40.0)], ..with_text("yoga", service("Chain")) };
    let answer = Directory::of(vec![chain]).ask(&question("yoga"));
    assert_eq!((answer.total, answer.hits.len(), answer.hits[0].card.sites), (1, 1, 3));
    let miles = answer.hits[0].metres.unwrap() / 1_609.344;
    assert!((1.9..2.1).contains(&miles), "{miles}");
    assert!(answer.facets.iter().flat_map(|facet| &facet.choices).all(|choice| choice.count <= 1));
}

#[test]
fn closed_for_now_comes_last_and_closed_for_good_not_at_all() {
    let closed = Service { status: Status::TemporarilyClosed, ..with_text("yoga", service_at("Resting", 0.1)) };
    let gone = Service { status: Status::Defunct, ..with_text("yoga", service_at("Gone", 0.1)) };
    let directory = Directory::of(vec![closed, gone, with_text("yoga", service_at("Running", 5.0))]);
    assert_eq!(directory.names(&question("yoga")), ["Running", "Resting"]);
    assert_eq!(directory.index.len(), 2);
}

#[test]
fn nothing_found_is_loosened_in_order_and_said() {
    let directory = Directory::of(vec![
        with_needs(&["food-bank"], service_at("Pantry", 0.5)),
        with_text("canoeing lessons", service_at("Canoe Club", 20.0)),
        Service { national: vec![Nation::England], ..with_text("stammering helpline", service("Stammer Line")) },
    ]);
    let relaxed = |words: &str| directory.ask(&question(words)).relaxed.map(|step| step.to_string());
    assert_eq!(relaxed("food bank"), None);
    assert_eq!(relaxed("halal food bank").as_deref(), None);
    assert_eq!(relaxed("halal pantry").as_deref(), Some("We left out the word 'halal'."));
    assert_eq!(relaxed("canoeing").as_deref(), Some("We found nothing within 10 miles, so we looked up to 30 miles away."));
    assert_eq!(directory.names(&question("canoeing")), ["Canoe Club"]);
    assert_eq!(relaxed("stammering").as_deref(), None);
    let lost = directory.ask(&question("xylophonist"));
    assert_eq!((lost.total, lost.relaxed), (0, None));
}

#[test]
fn completion_offers_needs_services_and_organisations_and_forgives_a_slip() {
    let directory = Directory::of(vec![service_at("Walsall Stroke Club", 0.5), service_at("Stroke Support", 0.5)]);
    let offered = |typed: &str| {
        let found = directory.index.suggest(&directory.needs, typed, 5).unwrap();
        found.into_iter().map(|one| (one.kind, one.text)).collect::<Vec<_>>()
    };
    let service = |name: &str| (SuggestionKind::Service, name.to_owned());
    assert_eq!(offered("str"), [service("Stroke Support"), service("Walsall Stroke Club")]);
    assert_eq!(offered("stork"), [service("Stroke Support"), service("Walsall Stroke Club")]);
    assert_eq!(offered("bea"), [(SuggestionKind::Organisation, "Beacon Trust".to_owned())]);
    assert_eq!(offered("debt"), [(SuggestionKind::Need, "Debt advice".to_owned())]);
    assert_eq!(offered("zz"), []);
    let id = directory.index.suggest(&directory.needs, "walsall stroke", 1).unwrap()[0].id.clone();
    assert_eq!(id, Some(id_of("Walsall Stroke Club").to_string()));
}

#[test]
fn markup_is_not_searched_and_other_names_are() {
    let named = Service { other_names: vec!["CAB; Citizens Advice".to_owned()], ..service_at("Advice Centre", 0.5) };
    let directory = Directory::of(vec![named, with_text("<p class=\"cabbage\">Tea</p>", service_at("Tea", 0.5))]);
    assert_eq!(directory.names(&question("CAB")), ["Advice Centre"]);
    assert_eq!(directory.names(&question("citizens advice")), ["Advice Centre"]);
    assert!(directory.names(&question("\"cabbage\"")).is_empty());
}

#[test]
fn cards_come_back_as_they_went_in() {
    use crate::model::{
        schedule::{Repeats, Schedule, Term},
        service::{Capacity, CapacityState},
    };
    use jiff::civil::{Weekday, time};
    let schedule = Schedule {
        repeats: Repeats::MonthlyByDay(vec![(-1, Weekday::Friday)]),
        opens: Some(time(9, 30, 0, 0)),
        valid_to: Some(date(2027, 1, 1)),
        term: Some(Term::SchoolHolidays),
        ..Schedule::default()
    };
    let capacity = Capacity { state: CapacityState::Full, wait_weeks: None, note: None, as_of: None, expires: Some(date(2026, 12, 1)) };
    let full = Service {
        schedules: vec![schedule],
        capacity: Some(capacity),
        national: vec![Nation::Wales],
        summary: Some("Tea and talk.".to_owned()),
        ..with_needs(&["debt"], service_at("Full", 1.0))
    };
    let expected = crate::search::card::of(&full, full.sites.first());
    let directory = Directory::of(vec![full]);
    assert_eq!(directory.index.snapshot().card(id_of("Full")).unwrap(), Some(expected.clone()));
    assert_eq!(directory.index.snapshot().services_of(expected.organisation_id).unwrap(), [expected]);
    assert_eq!(directory.index.snapshot().card(id_of("Other")).unwrap(), None);
}
