//! Words, and what they are understood as. Read it as documentation; add a row for whatever was understood wrongly.

use super::*;
use crate::{
    finding::{place_words, words},
    places::Places,
};

/// Everything read from a question but its needs, as `kind value`, and its place: `place Walsall`.
fn readings(text: &str, needs: &Needs, places: &Places) -> Vec<String> {
    let taken = place_words::take(text, places, needs);
    let rest = taken.as_ref().map_or(text, |taken| taken.rest.as_str());
    let place = taken.iter().map(|taken| format!("place {}", taken.place.label));
    let words = words::read(rest);
    let read = Read::of(&words, needs, &Ignored::default());
    let shown = read.wishes.iter().map(|found| format!("wish {}", found.wish.value));
    let ages = read.ages.iter().map(|found| format!("age {}", found.age));
    let mut all: Vec<String> = place.chain(ages).chain(shown).collect();
    all.dedup();
    all
}

fn check(rows: &[(&str, &[&str])]) {
    let (needs, places) = (Needs::shipped().unwrap(), Places::shipped().unwrap());
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|(text, expected)| {
            let read = readings(text, &needs, &places);
            (read != *expected).then(|| format!("'{text}' is read as {read:?}, not {expected:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn ages() {
    check(&[
        ("something for my 14 year old", &["age 14"]),
        ("14-year-old with anxiety", &["age 14"]),
        ("14yo girl", &["age 14"]),
        ("14yr old", &["age 14"]),
        ("84 yr old nan", &["age 84"]),
        ("84yrs old", &["age 84"]),
        ("fourteen year old", &["age 14"]),
        ("my two year old", &["age 2"]),
        ("3 years of age", &["age 3"]),
        ("my son is 14", &["age 14"]),
        ("shes 84 and forgetful", &["age 84"]),
        ("mum is 84", &["age 84"]),
        ("autistic son 14", &["age 14", "wish audience=autistic-people"]),
        ("gent 78 isolated since wife passed", &["age 78", "wish gender=men"]),
        ("aged 84", &["age 84"]),
        ("age 3", &["age 3"]),
        ("aged 65 and over", &["age 65-"]),
        ("over 65s exercise", &["age 65-"]),
        ("exercise for over 50s", &["age 50-"]),
        ("over 18", &["age 18-"]),
        ("65+ dance", &["age 65-"]),
        ("65 plus", &["age 65-"]),
        ("55 and over", &["age 55-"]),
        ("60 years or older", &["age 60-"]),
        ("under 5s", &["age 0-5"]),
        ("under fives", &["age 0-5"]),
        ("under 18 counselling", &["age 0-18"]),
        ("16 and under", &["age 0-17"]),
        ("18 month old", &["age 1.5-1.58"]),
        ("18 months old", &["age 1.5-1.58"]),
        ("6 week old baby", &["age 0.11-0.13"]),
        ("activities 5 to 11 year olds", &["age 5-12"]),
        ("activities for 5-11 year olds", &["age 5-12"]),
        ("aged 5 to 11", &["age 5-12"]),
        ("ages 11-25", &["age 11-26"]),
        ("lady in her 80s", &["age 80-90", "wish gender=women"]),
        ("my toddler bites", &["age 1-4"]),
        ("teenage son wont go to school", &["age 13-18"]),
        ("dance for pensioners", &["age 60-"]),
        ("something for my elderly neighbour", &["age 60-"]),
        ("young adults", &["age 18-26"]),
        ("adult adhd assessment", &["age 18-"]),
        // What only looks like an age.
        ("mum 2 kids no money", &["wish cost=free"]),
        ("waiting over 30 minutes", &[]),
        ("over 10 stone", &[]),
        ("married 40 years", &[]),
        ("is 10 miles too far", &[]),
        ("111", &[]),
        ("life at 24 hours", &["wish open=late"]),
        ("18 weeks pregnant", &["wish audience=new-parents"]),
        ("mum of 3", &[]),
        ("universal credit 2 months late", &["wish open=late"]),
        ("10 year old boiler", &["age 10"]),
    ]);
}

#[test]
fn times_costs_and_ways() {
    check(&[
        ("dentist open saturday", &["wish open=saturday"]),
        ("chemist open late", &["wish open=late"]),
        ("chemist open now", &["wish open=now"]),
        ("chemist tonight", &["wish open=late"]),
        ("yoga after work", &["wish open=evening"]),
        ("lunch club on tuesdays", &["wish open=tuesday"]),
        ("physio at the weekend", &["wish open=weekend"]),
        ("dentist tomorrow", &["wish open=tomorrow"]),
        ("chemist open today", &["wish open=today"]),
        ("playgroup in the mornings", &["wish open=morning"]),
        ("free yoga", &["wish cost=free"]),
        ("cheap childcare", &["wish cost=free"]),
        ("counselling that doesnt cost", &["wish cost=free"]),
        ("hairdresser that comes to the house", &["wish delivery=home"]),
        ("optician home visit", &["wish delivery=home"]),
        ("foot care for housebound mum", &["wish delivery=home"]),
        ("counselling online", &["wish delivery=online"]),
        ("counselling over the phone", &["wish delivery=phone"]),
        ("counselling face to face", &["wish delivery=venue"]),
        ("counselling not online", &["wish delivery=venue"]),
        ("counselling face2face", &["wish delivery=venue"]),
        ("physio no referral", &["wish referral=self"]),
        ("physio self-referral", &["wish referral=self"]),
        ("counselling without seeing a gp", &["wish referral=self"]),
        ("drop-in for tea", &["wish referral=self"]),
        ("free counselling on saturday no referral", &["wish cost=free", "wish open=saturday", "wish referral=self"]),
        ("free food", &["wish cost=free"]),
        ("help at home after hospital", &["wish delivery=home"]),
        ("care home", &[]),
    ]);
}

#[test]
fn who_it_is_for() {
    check(&[
        ("gym women only", &["wish gender=women"]),
        ("women's gym", &["wish gender=women"]),
        ("swimming for men", &["wish gender=men"]),
        ("swimming for muslim women", &["wish gender=women", "wish faith=muslim"]),
        ("counselling for carers", &["wish audience=carers"]),
        ("i look after my husband and need a break", &["wish audience=carers"]),
        ("young carer in year 9", &["wish audience=young-carers"]),
        ("ex army housing", &["wish audience=veterans"]),
        ("veteran with ptsd", &["wish audience=veterans"]),
        ("LGBT youth", &["wish audience=lgbt"]),
        ("deaf social", &["wish audience=deaf-people"]),
        ("bsl counselling", &["wish audience=deaf-people"]),
        ("dance for wheelchair users", &["wish audience=disabled-people"]),
        ("refugee family", &["wish audience=refugees"]),
        ("sleeping rough", &["wish audience=homeless-people"]),
        ("just out of prison", &["wish audience=prison-leavers"]),
        ("polish speaking counsellor", &["wish language=pl"]),
        ("counsellor who speaks urdu", &["wish language=ur"]),
        ("punjabi lunch", &["wish language=pa"]),
        ("counselling in welsh", &["wish language=cy"]),
        ("support not religious", &["wish faith=none"]),
        ("recovery not a church", &["wish faith=none"]),
        // Whom somebody lives with says nothing of who they are.
        ("my husband hits me", &[]),
        ("black country living museum", &[]),
        ("salvation army", &[]),
    ]);
}

#[test]
fn places_and_all_the_rest_together() {
    check(&[
        (
            "free saturday dads group walsall no referral",
            &["place Walsall", "wish cost=free", "wish open=saturday", "wish gender=men", "wish referral=self"],
        ),
        ("youth club for my autistic son 14 in dudley", &["place Dudley", "age 14", "wish audience=autistic-people"]),
        ("over 65s exercise walsall", &["place Walsall", "age 65-"]),
        ("84 yr old nan, polish speaking, near B13", &["place B13", "age 84", "wish language=pl"]),
        ("mum keeps falling, she lives alone in DY4", &["place DY4"]),
        ("women only swimming wolverhampton sunday", &["place Wolverhampton", "wish gender=women", "wish open=sunday"]),
        ("bath chair for 90 year old", &["age 90"]),
        ("reading group over 60s", &["age 60-"]),
    ]);
}

#[test]
fn what_is_read_can_be_taken_back_one_by_one() {
    let needs = Needs::shipped().unwrap();
    let words = words::read("free debt advice for my 14 year old on saturday");
    let all = Read::of(&words, &needs, &Ignored::default()).readings(&words, &needs);
    assert!(all.len() >= 4, "{all:?}");
    for taken in &all {
        let read = Read::of(&words, &needs, &Ignored::of([taken.key()]));
        let left = read.readings(&words, &needs);
        assert!(!left.contains(taken) && read.not_read == [taken.clone()], "{taken:?}");
        assert!(all.iter().filter(|one| *one != taken).all(|one| left.contains(one)), "{taken:?} takes others with it");
    }
    let nothing = Ignored::of(["need:nonsense", "age:3", "place"]);
    assert!(Read::of(&words, &needs, &nothing).not_read.is_empty(), "what would not be read is not said to be taken away");
}

#[test]
fn the_words_of_a_reading_are_those_typed() {
    let needs = Needs::shipped().unwrap();
    let words = words::read("Something for my 14-year-old, Open Late please");
    let read = Read::of(&words, &needs, &Ignored::default()).readings(&words, &needs);
    let said: Vec<_> = read.iter().map(|reading| (reading.label.as_str(), reading.words.as_str())).collect();
    assert_eq!(said, [("Age 14", "14 year old"), ("Open at 8pm today", "Open Late")]);
}
