//! Small words, wishes, needs and mentions: what outranks what, and what is said of it.

use super::*;
use crate::{
    finding::{answer::Reason, relaxed::Relaxed},
    model::{
        audience::Audience,
        cost::Cost,
        sector::{Delivery, ReferralRoute},
    },
};

fn reasons(directory: &Directory, words: &str) -> Vec<Reason> {
    directory.ask(&question(words)).hits.swap_remove(0).reasons
}

fn falls() -> Reason {
    Reason::Need("falls".to_owned(), "Falls and staying steady".to_owned())
}

#[test]
fn whole_sentences_find_what_their_need_finds() {
    let directory =
        Directory::of(vec![with_needs(&["falls"], service_at("Steady On", 0.5)), with_text("old lady", service_at("Tea", 0.1))]);
    for words in ["mum keeps falling, lives alone", "my nan is 84 and keeps falling over now", "someone who helps when dad keeps falling"] {
        assert_eq!(directory.names(&question(words)), ["Steady On"], "{words}");
    }
}

#[test]
fn words_of_an_understood_need_are_not_repeated_as_a_reason() {
    let directory = Directory::of(vec![with_needs(&["falls"], with_text("for anyone who keeps falling", service_at("Steady On", 0.5)))]);
    assert_eq!(reasons(&directory, "mum keeps falling"), [falls()]);
    let directory = Directory::of(vec![with_needs(&["falls"], with_text("with tea", service_at("Steady On", 0.5)))]);
    assert_eq!(reasons(&directory, "keeps falling tea"), [falls(), Reason::Words(vec!["tea".to_owned()])]);
}

#[test]
fn a_wish_orders_never_excludes_and_is_said_only_where_it_is_true() {
    let bank = |name: &str, referral: Vec<ReferralRoute>| Service { referral, ..with_needs(&["food-bank"], service_at(name, 1.0)) };
    let directory = Directory::of(vec![
        bank("By voucher", vec![ReferralRoute::Professional]),
        bank("Does not say", vec![]),
        bank("Come as you are", vec![ReferralRoute::SelfReferral]),
    ]);
    let answer = directory.ask(&question("food bank no referral"));
    assert_eq!(names(&answer), ["Come as you are", "Does not say", "By voucher"]);
    let wished: Vec<bool> = answer.hits.iter().map(|hit| hit.reasons.iter().any(|reason| matches!(reason, Reason::Wish(_)))).collect();
    assert_eq!(wished, [true, false, false]);
}

#[test]
fn wishes_about_cost_delivery_and_time_are_understood() {
    use crate::model::schedule::{Repeats, Schedule};
    use jiff::civil::{Weekday, time};
    let late = Schedule {
        repeats: Repeats::Weekly { days: vec![Weekday::Wednesday], every: 1, from: None },
        opens: Some(time(8, 0, 0, 0)),
        closes: Some(time(22, 0, 0, 0)),
        ..Schedule::default()
    };
    let yoga = |name: &str| with_text("yoga", service_at(name, 1.0));
    let directory = Directory::of(vec![
        yoga("Plain"),
        Service { costs: vec![Cost { amount: Some(0.0), ..Cost::default() }], ..yoga("Free") },
        Service { delivery: vec![Delivery::Home], ..yoga("At home") },
        Service { schedules: vec![late], ..yoga("Late") },
    ]);
    for (words, first) in [("free yoga", "Free"), ("yoga that comes to my house", "At home"), ("yoga open late", "Late")] {
        let answer = directory.ask(&question(words));
        assert_eq!((answer.hits[0].card.name.as_str(), answer.total), (first, 4), "{words}");
    }
}

#[test]
fn who_somebody_is_orders_and_does_not_find_beside_what_they_look_for() {
    let directory = Directory::of(vec![
        with_needs(&["ageing"], service_at("Elders' House", 0.1)),
        with_needs(&["debt"], service_at("Money Matters", 1.0)),
        with_needs(&["debt", "ageing"], service_at("Money in Later Life", 2.0)),
    ]);
    assert_eq!(directory.names(&question("debt advice for pensioners")), ["Money in Later Life", "Money Matters"]);
    assert_eq!(directory.names(&question("pensioners")), ["Elders' House", "Money in Later Life"]);
}

#[test]
fn where_help_cannot_wait_a_national_line_stands_beside_local_help_and_a_mention_is_not_enough() {
    let line = |codes: &[&str], name: &str| Service { national: vec![Nation::England], ..with_needs(codes, service(name)) };
    let directory = Directory::of(vec![
        line(&["crisis"], "Crisis Line"),
        line(&["debt"], "Debt Line"),
        with_needs(&["crisis", "debt"], service_at("Local Room", 4.0)),
        with_text("we help those who want to die with dignity", service_at("Reading Group", 0.1)),
    ]);
    assert_eq!(directory.names(&question("want to die")), ["Crisis Line", "Local Room"]);
    assert_eq!(directory.names(&question("debt advice")), ["Local Room", "Debt Line"]);
}

#[test]
fn what_was_understood_is_said_however_far_the_answer_had_to_go() {
    let directory = Directory::of(vec![with_needs(&["mind"], service_at("Talk", 1.0))]);
    let answer = directory.ask(&question("want to die"));
    assert_eq!((names(&answer), answer.relaxed.is_some()), (vec!["Talk".to_owned()], true));
    assert_eq!(answer.understood, [("crisis".to_owned(), "Crisis".to_owned())]);
}

#[test]
fn a_service_nobody_tagged_is_found_by_another_word_for_the_need() {
    let directory = Directory::of(vec![service_at("Walsall Bereavement Circle", 1.0), service_at("Fallings Park Chemist", 1.0)]);
    let answer = directory.ask(&question("lost my husband"));
    assert_eq!(names(&answer), ["Walsall Bereavement Circle"]);
    assert_eq!(answer.hits[0].reasons, [Reason::Words(vec!["bereavement".to_owned()])]);
    assert!(directory.ask(&question("keeps falling")).relaxed.is_some(), "a name that only shares a stem is the last resort");
}

#[test]
fn where_few_carry_a_need_related_help_is_listed_and_says_what_it_is() {
    let tagged = |code: &str, name: &str| with_needs(&[code], service_at(name, 1.0));
    let directory = Directory::of(vec![tagged("stairs", "Lifts"), tagged("falls", "Steady On"), tagged("debt", "Money Desk")]);
    let answer = directory.ask(&question("stairlift"));
    assert_eq!(names(&answer), ["Lifts", "Steady On"]);
    let need = |code: &str, label: &str| Reason::Need(code.to_owned(), label.to_owned());
    assert_eq!(answer.hits[0].reasons, [need("stairs", "Stairlifts")]);
    assert_eq!(answer.hits[1].reasons, [need("falls", "Falls and staying steady")]);
    assert_eq!(answer.relaxed, Some(Relaxed::Related(vec!["Falls and staying steady".to_owned()])));
}

#[test]
fn related_help_near_by_stands_behind_what_was_asked_for() {
    let tagged = |code: &str, name: &str, miles| with_needs(&[code], service_at(name, miles));
    let both = |miles| Directory::of(vec![tagged("falls", "Steady On", 0.1), tagged("stairs", "Lifts", miles)]);
    assert_eq!(both(7.0).names(&question("stairlift")), ["Lifts", "Steady On"]);
    // Beyond the radius it is looked for before related help alone is given, and that is said.
    let answer = both(20.0).ask(&question("stairlift"));
    assert!(names(&answer).contains(&"Lifts".to_owned()), "{:?}", names(&answer));
    assert!(matches!(answer.relaxed, Some(Relaxed::Further { .. })), "{:?}", answer.relaxed);
    let enough = Directory::of((0..4).map(|at| tagged(["stairs", "falls"][usize::from(at == 3)], &format!("{at}"), 1.0)).collect());
    assert_eq!(enough.ask(&question("stairlift")).total, 3, "three are enough");
}

#[test]
fn what_is_for_a_group_gives_way_where_nobody_said_they_belong() {
    let meant = |name: &str, miles, audiences: &[Audience]| Service {
        audiences: audiences.to_vec(),
        ..with_needs(&["debt"], service_at(name, miles))
    };
    let directory = Directory::of(vec![
        meant("Old Guard", 0.1, &[Audience::Veterans]),
        meant("Open Desk", 1.0, &[]),
        meant("Everybody", 1.1, &[Audience::Veterans, Audience::Everyone]),
    ]);
    assert_eq!(directory.names(&question("debt advice")), ["Open Desk", "Everybody", "Old Guard"]);
    assert_eq!(directory.names(&question("debt advice for veterans"))[2], "Open Desk");
}

#[test]
fn a_name_with_the_places_name_is_an_exact_name() {
    let directory = Directory::of(vec![
        service_at("Citizens Advice Walsall", 5.0),
        with_text("citizens advice citizens advice", service_at("Desk", 0.1)),
    ]);
    let answer = directory.ask(&question("citizens advice"));
    assert_eq!(answer.hits[0].card.name, "Citizens Advice Walsall");
    assert!(answer.hits[0].reasons.contains(&Reason::Name));
}

#[test]
fn another_name_that_is_also_a_need_does_not_beat_place() {
    let called = |name: &str, miles| Service { other_names: vec!["skint".to_owned()], ..with_needs(&["debt"], service_at(name, miles)) };
    let directory = Directory::of(vec![called("Far", 9.5), with_needs(&["debt"], service_at("Near", 0.1))]);
    assert_eq!(directory.names(&question("skint")), ["Near", "Far"]);
}

#[test]
fn a_rare_word_one_slip_from_a_need_is_corrected_though_somebody_wrote_it() {
    let mut services: Vec<Service> = (0..8).map(|at| with_text("bereavement", service_at(&format!("Circle {at}"), 1.0))).collect();
    services.push(with_text("bereavemint", service_at("Misspelt", 1.0)));
    let answer = Directory::of(services).ask(&question("bereavemint"));
    assert_eq!(answer.corrected, [("bereavemint".to_owned(), "bereavement".to_owned())]);
}
