//! What is read from the words and what it does to the results: ages, for whom, taken back, left out, near and far.

use super::*;
use crate::{
    finding::{
        answer::{LeftOut, Reason},
        reading::ReadingKind,
        relaxed::Relaxed,
    },
    model::{cost::Cost, sector::ReferralRoute, service::Ages},
};

fn aged(min: Option<f64>, max: Option<f64>, service: Service) -> Service {
    Service { ages: Ages { min, max }, ..service }
}

fn yoga(name: &str, miles: f64) -> Service {
    with_text("yoga", service_at(name, miles))
}

fn ignoring(key: &str, question: Question) -> Question {
    Question { ignored: Ignored::of([key]), ..question }
}

#[test]
fn a_service_for_other_ages_comes_last_and_says_so() {
    let directory = Directory::of(vec![
        aged(Some(18.0), None, yoga("Adults", 0.1)),
        aged(Some(11.0), Some(25.0), yoga("Youth", 4.0)),
        aged(None, Some(10.0), yoga("Juniors", 0.2)),
        yoga("Does not say", 4.0),
    ]);
    let answer = directory.ask(&question("yoga for my 14 year old"));
    assert_eq!(names(&answer), ["Youth", "Does not say", "Adults", "Juniors"]);
    assert_eq!(answer.left_out, [LeftOut::OtherAges { count: 2, asked: "Age 14".to_owned(), ages: vec!["14".to_owned()] }]);
    assert!(answer.hits[0].reasons.contains(&Reason::Ages(Ages { min: Some(11.0), max: Some(25.0) })));
    assert_eq!(answer.hits[2].reasons[0], Reason::OtherAges(Ages { min: Some(18.0), max: None }));
    assert!(!answer.hits[1].reasons.iter().any(|reason| matches!(reason, Reason::Ages(_) | Reason::OtherAges(_))), "unknown is not no");
    let taken_back = directory.ask(&ignoring("age:14", question("yoga for my 14 year old")));
    assert_eq!(names(&taken_back)[0], "Adults");
    assert!(taken_back.left_out.is_empty() && taken_back.not_read[0].kind == ReadingKind::Age);
}

#[test]
fn babies_have_ages_too() {
    let directory =
        Directory::of(vec![aged(Some(2.0), Some(4.0), yoga("Two to four", 0.1)), aged(Some(0.5), Some(1.5), yoga("Crawlers", 4.0))]);
    assert_eq!(directory.names(&question("yoga 18 month old")), ["Crawlers", "Two to four"]);
    assert_eq!(directory.names(&question("yoga 3 year old")), ["Two to four", "Crawlers"]);
}

#[test]
fn a_name_that_was_typed_is_first_whatever_its_ages() {
    let directory = Directory::of(vec![aged(None, Some(10.0), service_at("Yoga 14", 5.0)), yoga("Yoga", 0.1)]);
    assert_eq!(directory.names(&question("yoga 14"))[0], "Yoga 14");
}

#[test]
fn what_is_taken_back_is_not_read_and_the_words_stay() {
    let free = Service { costs: vec![Cost { amount: Some(0.0), ..Cost::default() }], ..yoga("Free", 3.0) };
    let paid = Service { costs: vec![Cost { amount: Some(9.0), ..Cost::default() }], ..yoga("Paid", 0.1) };
    let directory = Directory::of(vec![free, paid]);
    assert_eq!(directory.names(&question("yoga no cost"))[0], "Free");
    let answer = directory.ask(&ignoring("wish:cost=free", question("yoga no cost")));
    assert_eq!((names(&answer)[0].as_str(), answer.not_read.len()), ("Paid", 1));
    let needs =
        Directory::of(vec![with_needs(&["falls"], service_at("Steady On", 0.5)), with_text("keeps falling", service_at("Leaves", 0.5))]);
    assert_eq!(needs.names(&question("keeps falling"))[0], "Steady On");
    let literal = needs.ask(&ignoring("need:falls", question("keeps falling")));
    assert_eq!((names(&literal), literal.understood.len()), (vec!["Leaves".to_owned()], 0));
}

#[test]
fn a_correction_can_be_refused() {
    let directory = Directory::of(vec![with_text("Everything for the family.", service_at("Dentist on the Corner", 0.5))]);
    let asked = || question("dentsit");
    assert_eq!(directory.ask(&asked()).readings[0].key(), "spelling:dentsit");
    let literal = directory.ask(&ignoring("spelling:dentsit", asked()));
    assert_eq!((literal.total, literal.corrected.len(), literal.not_read.len()), (0, 0, 1));
}

#[test]
fn a_word_is_respelt_before_it_is_left_out() {
    let mut services: Vec<Service> = (0..12).map(|at| service_at(&format!("Knitting Circle {at}"), 1.0)).collect();
    services.push(with_text("kniting", service_at("Misspelt", 400.0)));
    let answer = Directory::of(services).ask(&question("kniting circle"));
    assert_eq!((answer.corrected, answer.relaxed), (vec![("kniting".to_owned(), "knitting".to_owned())], None));
    assert_eq!(answer.total, 12);
}

#[test]
fn a_word_left_out_can_be_insisted_on() {
    let directory = Directory::of(vec![service_at("Pantry", 0.5)]);
    let answer = directory.ask(&question("halal pantry"));
    let left_out: Vec<String> = answer.readings.iter().map(crate::finding::reading::Reading::key).collect();
    assert_eq!(left_out, ["without:halal"]);
    let insisted = directory.ask(&ignoring("without:halal", question("halal pantry")));
    assert_ne!(insisted.relaxed, Some(Relaxed::WithoutWord("halal".to_owned())));
    assert_eq!(insisted.not_read[0].key(), "without:halal");
}

#[test]
fn what_the_tightest_filter_leaves_out_is_counted() {
    let by = |name: &str, referral| Service { referral, ..yoga(name, 1.0) };
    let directory = Directory::of(vec![
        by("A", vec![ReferralRoute::SelfReferral]),
        by("B", vec![ReferralRoute::Gp]),
        by("C", vec![]),
        by("D", vec![ReferralRoute::Gp]),
    ]);
    let answer = directory.ask(&choosing("referral", &["self"], question("yoga")));
    assert_eq!(answer.total, 1);
    assert_eq!(answer.left_out, [LeftOut::Filter { parameter: "referral", label: "How to get in", count: 3 }]);
    assert!(directory.ask(&question("yoga")).left_out.is_empty());
}

#[test]
fn a_mention_is_said_only_of_what_the_text_has() {
    let directory = Directory::of(vec![with_text("drop your parcel at the counter", service_at("Post", 0.5))]);
    let answer = directory.ask(&question("\"drop-off\" parcel counter"));
    let said: Vec<&Reason> = answer.hits.iter().flat_map(|hit| &hit.reasons).collect();
    assert_eq!(said, [&Reason::Words(vec!["drop".to_owned(), "parcel".to_owned(), "counter".to_owned()])]);
}

#[test]
fn far_counts_for_less_where_people_live_thinly() {
    let directory =
        Directory::of(vec![with_text("yoga", service_at("Near", 0.5)), with_text("yoga yoga yoga", service_at("Far and fuller", 9.0))]);
    let at = |spacing_metres| Question { spacing_metres: Some(spacing_metres), ..question("yoga") };
    assert_eq!(directory.names(&at(1_500.0))[0], "Near");
    assert_eq!(directory.names(&at(30_000.0))[0], "Far and fuller");
    let said_so = Question { radius_miles: 3.0, ..at(30_000.0) };
    assert_eq!(directory.names(&said_so), ["Near"], "who says how far they would go means it");
}

#[test]
fn a_street_on_the_border_gets_both_sides() {
    let directory = Directory::of(vec![
        serving(&["E08000030"], yoga("Ours", 2.0)),
        serving(&["E08000028"], yoga("The neighbouring council's", 0.3)),
        serving(&["E08000028"], yoga("Too far over the border", 30.0)),
    ]);
    let answer = directory.ask(&question("yoga"));
    assert_eq!(names(&answer), ["Ours", "The neighbouring council's"]);
    assert!(answer.hits[0].reasons.iter().any(|reason| matches!(reason, Reason::Serves(_))));
    assert!(answer.hits[1].reasons.iter().any(|reason| matches!(reason, Reason::ServesElsewhere(_))));
}

#[test]
fn long_sentences_keep_what_they_are_about() {
    let directory = Directory::of(vec![with_needs(&["falls"], service_at("Steady On", 0.5))]);
    let words = "i am writing about the old gentleman next door to us on the second floor of the flats who was in hospital last winter \
                 with his chest and now he lives there all by himself and keeps falling";
    assert_eq!(directory.names(&question(words)), ["Steady On"]);
}
