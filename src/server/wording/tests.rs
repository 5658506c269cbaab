//! Facts in words, in English and in Welsh.

use super::*;
use crate::clock::london;
use jiff::civil::{date, datetime, time as at};

fn now() -> Zoned {
    datetime(2026, 11, 22, 15, 0, 0, 0).to_zoned(london()).unwrap()
}

#[test]
fn distances_are_said_as_exactly_as_they_are_known() {
    for (metres, approximate, words) in [
        (Some(1931.0), false, Some("1.2 miles")),
        (Some(1609.0), false, Some("1 mile")),
        (Some(20.0), false, Some("under 0.1 miles")),
        (Some(19_312.0), false, Some("12 miles")),
        (Some(3000.0), true, Some("about 2 miles")),
        (Some(100.0), true, Some("about a mile")),
        (None, false, None),
    ] {
        assert_eq!(distance(metres, approximate).as_deref(), words, "{metres:?}");
    }
}

#[test]
fn opening_says_when() {
    let next = |start, by_appointment| State::Closed { next: Some(Session { start, end: None, by_appointment }) };
    for (state, words) in [
        (State::Open { until: Some(datetime(2026, 11, 22, 17, 0, 0, 0)), by_appointment: false }, "Open now, until 5pm"),
        (State::Open { until: Some(datetime(2026, 11, 23, 0, 0, 0, 0)), by_appointment: false }, "Open now, until midnight"),
        (State::Open { until: Some(datetime(2026, 11, 23, 6, 0, 0, 0)), by_appointment: false }, "Open now, until 6am tomorrow"),
        (State::Open { until: None, by_appointment: true }, "Open now (by appointment)"),
        (next(datetime(2026, 11, 22, 18, 30, 0, 0), false), "Closed now, opens at 6:30pm"),
        (next(datetime(2026, 11, 23, 9, 0, 0, 0), false), "Closed now, opens tomorrow at 9am"),
        (next(datetime(2026, 11, 24, 10, 0, 0, 0), true), "Closed now, opens Tuesday at 10am (by appointment)"),
        (next(datetime(2026, 12, 2, 12, 0, 0, 0), false), "Closed now, opens 2 December at noon"),
        (State::Closed { next: None }, "Closed now"),
        (State::Unknown, "Opening hours not known"),
    ] {
        assert_eq!(opening(&state, &now()).text, words);
    }
    let session =
        Session { start: datetime(2026, 11, 23, 10, 0, 0, 0), end: Some(datetime(2026, 11, 23, 12, 0, 0, 0)), by_appointment: false };
    assert_eq!(super::session(&session, now().date()), "Tomorrow, Monday 23 November, 10am to noon");
}

#[test]
fn times_are_said_as_people_say_them() {
    for (clock, words) in
        [(at(9, 0, 0, 0), "9am"), (at(12, 30, 0, 0), "12:30pm"), (at(0, 5, 0, 0), "12:05am"), (at(23, 59, 0, 0), "11:59pm")]
    {
        assert_eq!(time(clock), words);
    }
}

#[test]
fn a_check_is_told_by_its_age() {
    let today = date(2026, 11, 22);
    for (on, words, tone) in [
        (Some(date(2026, 11, 22)), "Checked today", "fresh"),
        (Some(date(2026, 11, 10)), "Checked 12 days ago", "fresh"),
        (Some(date(2026, 2, 1)), "Checked 9 months ago", "old"),
        (Some(date(2020, 1, 1)), "Checked 6 years ago", "old"),
        (Some(date(2027, 1, 1)), "Checked today", "fresh"),
        (None, "Never checked, as far as we know", "never"),
    ] {
        assert_eq!(checked(on, today), CheckedWords { text: words.to_owned(), tone });
    }
}

#[test]
fn getting_in_is_said_plainly() {
    use ReferralRoute::{Gp, Professional, School, SelfReferral};
    for (routes, words) in [
        (&[][..], "How to get in is not stated"),
        (&[SelfReferral], "You can ask for it yourself"),
        (&[SelfReferral, Gp], "You can ask for it yourself, or through your GP"),
        (&[Gp, Professional, School], "You need a referral: through your GP, a professional or a school"),
    ] {
        let GettingIn { answer, more } = getting_in(routes);
        assert_eq!(format!("{answer}{more}"), words);
    }
}

#[test]
fn money_ages_and_counts() {
    let paid = Cost { option: Some("Under 5s".to_owned()), amount: Some(2.5), note: Some("per session".to_owned()) };
    assert_eq!(cost(&paid), "Under 5s: £2.50 per session");
    assert_eq!(cost(&Cost { amount: Some(0.0), ..Cost::default() }), "Free");
    assert_eq!(ages(Ages { min: Some(0.5), max: Some(4.0) }).unwrap(), "Ages 6 months to 4");
    assert_eq!(ages(Ages { min: Some(18.0), max: None }).unwrap(), "Age 18 and over");
    assert_eq!((services(1), services(1_010_482)), ("1 service".to_owned(), "1,010,482 services".to_owned()));
}

#[test]
fn areas_are_said_as_people_say_them() {
    for (areas, words) in [
        (&["Sandwell", "Dudley"][..], "Sandwell and Dudley"),
        (&["WS3, WS2"], "WS2 and WS3 postcodes"),
        (&["WS3"], "WS3 postcodes"),
        (&["WV14, DY4, B70, B71, B72"], "B70, B71, B72 and 2 other postcodes"),
        (&["Walsall", "Dudley", "Sandwell", "Solihull", "WS3, WS2"], "Walsall, Dudley, Sandwell and 2 other areas"),
    ] {
        assert_eq!(area_list(areas), words);
    }
}

#[test]
fn reasons_are_whole_phrases() {
    let need = Reason::Need("falls".to_owned(), "Falls and staying steady".to_owned());
    assert_eq!(reason(&need), "Helps with: falls and staying steady");
    assert_eq!(reason(&Reason::Need("lgbt".to_owned(), "LGBT+ support".to_owned())), "Helps with: LGBT+ support");
    assert_eq!(reason(&Reason::Words(vec!["tea".to_owned(), "talk".to_owned()])), "Mentions ‘tea’ and ‘talk’");
}
