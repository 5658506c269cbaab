//! Facts in words, in English and in Welsh.

use super::*;
use crate::{
    clock::london,
    finding::{
        answer::{LeftOut, NoChoice, Reason, Wished},
        relaxed::Relaxed,
    },
    model::{
        cost::Cost,
        opening::{self, Session, State},
        schedule::{BankHolidays, Repeats, Schedule, Term},
        sector::ReferralRoute,
        service::Ages,
    },
    places::remark::{Outside, Remark, Why},
    server::languages::Language,
};
use jiff::{
    Zoned,
    civil::{Time, Weekday, date, datetime, time as at},
};

fn en() -> L {
    L::english()
}

fn cy() -> L {
    L::speaking(Language::of("cy").unwrap())
}

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
        assert_eq!(distance(&en(), metres, approximate).map(|said| said.plain()).as_deref(), words, "{metres:?}");
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
        assert_eq!(super::opening(&en(), &state, &now()).text, words);
    }
    let session =
        Session { start: datetime(2026, 11, 23, 10, 0, 0, 0), end: Some(datetime(2026, 11, 23, 12, 0, 0, 0)), by_appointment: false };
    assert_eq!(super::session(&en(), &session, now().date()), "Tomorrow, Monday 23 November, 10am to noon");
}

#[test]
fn times_are_said_as_people_say_them() {
    for (clock, words) in
        [(at(9, 0, 0, 0), "9am"), (at(12, 30, 0, 0), "12:30pm"), (at(0, 5, 0, 0), "12:05am"), (at(23, 59, 0, 0), "11:59pm")]
    {
        assert_eq!(time(&en(), clock), words);
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
        let said = checked(&en(), on, today);
        assert_eq!((said.text.plain().as_str(), said.tone, said.on_paper.is_some()), (words, tone, on.is_some()));
    }
    let on_paper = checked(&en(), Some(date(2026, 11, 10)), today).on_paper;
    assert_eq!(on_paper.map(|words| words.plain()).as_deref(), Some("Checked on 10 November 2026"), "paper outlives \"12 days ago\"");
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
        let GettingIn { answer, more } = getting_in(&en(), routes);
        assert_eq!(format!("{}{}", answer.plain(), more.plain()), words);
    }
}

#[test]
fn money_ages_and_counts() {
    let paid = Cost { option: Some("Under 5s".to_owned()), amount: Some(2.5), note: Some("per session".to_owned()) };
    assert_eq!(cost(&en(), &paid), "Under 5s: £2.50 per session");
    assert_eq!(cost(&en(), &Cost { amount: Some(0.0), ..Cost::default() }), "Free");
    let said_twice = Cost { option: Some("Everyone".to_owned()), amount: Some(0.0), note: Some("free".to_owned()) };
    assert_eq!(cost(&en(), &said_twice), "Free");
    assert_eq!(ages(&en(), Ages { min: Some(0.5), max: Some(4.0) }).unwrap(), "Ages 6 months to 4");
    assert_eq!(ages(&en(), Ages { min: Some(18.0), max: None }).unwrap(), "Age 18 and over");
    assert_eq!([services(&en(), 1).plain(), services(&en(), 1_010_482).plain()], ["1 service", "1,010,482 services"]);
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
        assert_eq!(reach::area_list(&en(), areas), words);
    }
}

#[test]
fn reasons_are_whole_phrases() {
    let need = Reason::Need("falls".to_owned(), "Falls and staying steady".to_owned());
    assert_eq!(reason(&en(), &need), "Helps with: falls and staying steady");
    assert_eq!(reason(&en(), &Reason::Need("lgbt".to_owned(), "LGBT+ support".to_owned())), "Helps with: LGBT+ support");
    assert_eq!(reason(&en(), &Reason::Words(vec!["tea".to_owned(), "talk".to_owned()])), "Mentions ‘tea’ and ‘talk’");
}

#[test]
fn hours_are_said_as_the_model_says_them_in_english() {
    let timed = |repeats| Schedule { repeats, opens: Some(at(14, 0, 0, 0)), closes: Some(at(16, 30, 0, 0)), ..Schedule::default() };
    let weekly = |days: &[Weekday], every| timed(Repeats::Weekly { days: days.to_vec(), every, from: Some(date(2026, 11, 2)) });
    let (monday, tuesday, wednesday, sunday) = (Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Sunday);
    let all_week: Vec<Weekday> = (0..7).map(|day| Weekday::from_monday_zero_offset(day).unwrap()).collect();
    for schedule in [
        weekly(&[monday, tuesday, wednesday, sunday], 1),
        weekly(&all_week, 1),
        weekly(&all_week, 3),
        Schedule { opens: Some(Time::midnight()), closes: Some(at(23, 59, 0, 0)), ..weekly(&all_week, 1) },
        Schedule { opens: Some(at(12, 0, 0, 0)), closes: None, ..weekly(&[monday], 2) },
        Schedule { opens: None, bank_holidays: Some(BankHolidays::Open), ..weekly(&[monday], 1) },
        Schedule { opens: None, closes: None, by_appointment: true, ..weekly(&[monday], 1) },
        Schedule { term: Some(Term::TermTime), valid_from: Some(date(2026, 1, 2)), ..weekly(&[tuesday], 1) },
        Schedule { term: Some(Term::SchoolHolidays), valid_to: Some(date(2026, 1, 2)), ..weekly(&[tuesday], 1) },
        Schedule { valid_from: Some(date(2026, 1, 2)), valid_to: Some(date(2027, 1, 2)), ..weekly(&[tuesday], 1) },
        timed(Repeats::MonthlyByDay(vec![(1, monday), (3, monday), (-1, tuesday), (-2, sunday), (7, sunday)])),
        timed(Repeats::MonthlyByDay(vec![(2, monday), (4, monday), (5, tuesday)])),
        timed(Repeats::MonthlyByDate(vec![1, 2, 3, 4, 11, 12, 13, 21, 22, 23, 30, -1, -4])),
        timed(Repeats::Once(date(2026, 12, 4))),
        timed(Repeats::Unknown),
        Schedule { by_appointment: true, ..Schedule::default() },
        Schedule { note: Some("Ask <us>".to_owned()), ..Schedule::default() },
        Schedule { bank_holidays: Some(BankHolidays::Closed), ..weekly(&[tuesday], 1) },
    ] {
        let said: Vec<String> = hours(&en(), std::slice::from_ref(&schedule)).iter().map(Said::plain).collect();
        assert_eq!(said, opening::in_words(std::slice::from_ref(&schedule)), "{schedule:?}");
        assert!(!hours(&cy(), &[schedule]).is_empty());
    }
}

#[test]
fn what_was_done_differently_is_said_as_software_is_told_it() {
    let english = en();
    for step in [
        Relaxed::WithoutWord("halal".to_owned()),
        Relaxed::Further { miles: 2.5, looked: 7.5 },
        Relaxed::Broader(vec!["Money".to_owned(), "Debt".to_owned()]),
        Relaxed::Nationwide,
        Relaxed::AnyWord,
    ] {
        assert_eq!(relaxed(&english, &step).plain(), step.to_string());
    }
    let middle = |why| Remark::MiddleOf { why, postcode: "B1 1AA".to_owned(), used: "B1".to_owned() };
    let off = |outside| Remark::OffTheMap { postcode: "JE1".to_owned(), outside };
    let reasons = [Why::NoReference, Why::NotListed, Why::NotLoaded, Why::NothingFiner, Why::Unreadable].map(middle);
    let outside = [Outside::IsleOfMan, Outside::Jersey, Outside::Guernsey, Outside::Forces, Outside::Unplaced].map(off);
    let named = |area: Option<&str>| Remark::OneOfSeveral { name: "Meriden".to_owned(), area: area.map(str::to_owned) };
    let others = [Remark::NoLongerInUse("B1 1AA".to_owned()), named(Some("Solihull")), named(None), Remark::County("Kent".to_owned())];
    for remark in reasons.iter().chain(&outside).chain(&others) {
        assert_eq!(place_remark(&english, remark).plain(), remark.to_string());
    }
    let lost = crate::app::UnknownPlace("Zyzzx".to_owned());
    assert_eq!(unknown_place(&english, &lost).plain(), lost.to_string());
    for typed in [None, Some("is not an age. Write years in figures, such as 14, or 0.5 for six months.")] {
        let problem = NoChoice { value: "x".to_owned(), choices: vec!["free", "paid"], typed };
        assert_eq!(filter_problem(&english, "age", &problem).plain(), problem.to_string());
    }
}

#[test]
fn welsh_is_said_in_welsh_and_the_words_of_publishers_stay_english() {
    let welsh = cy();
    let session =
        Session { start: datetime(2026, 11, 23, 10, 0, 0, 0), end: Some(datetime(2026, 11, 23, 12, 30, 0, 0)), by_appointment: true };
    assert_eq!(super::session(&welsh, &session, now().date()), "Yfory, dydd Llun 23 Tachwedd, 10yb tan 12:30yp (drwy apwyntiad)");
    assert_eq!(checked(&welsh, Some(date(2024, 11, 2)), date(2026, 11, 22)).text, "Gwiriwyd 2 flynedd yn ôl");
    assert_eq!(distance(&welsh, Some(19_312.0), false).unwrap(), "12 milltir");
    let need = Reason::Need("falls".to_owned(), "Falls and staying steady".to_owned());
    assert_eq!(reason(&welsh, &need).to_string(), "Yn helpu gyda: <span lang=\"en-GB\" dir=\"ltr\">falls and staying steady</span>");
    let wished = Wished { value: "gender=women".to_owned(), says: "For women".to_owned() };
    assert_eq!(reason(&welsh, &Reason::Wish(wished.clone())), "Ar gyfer menywod");
    assert_eq!(
        left_out(&welsh, &LeftOut::NotFor { count: 3, asked: wished }),
        "Nid yw 3 o'r rhain ar gyfer menywod, felly maent yn dod olaf."
    );
    let ages = LeftOut::OtherAges { count: 1, asked: "Teenager (13 to 17)".to_owned(), ages: vec!["13-18".to_owned()] };
    assert_eq!(left_out(&welsh, &ages), "Nid yw 1 o'r rhain ar gyfer 13 i 17 oed, felly mae'n dod olaf.");
    assert_eq!(wish(&welsh, "language=pl", "In Polish"), "Iaith: Pwyleg");
    assert_eq!(list(&welsh, &["Dudley".into(), "Abertawe".into()]), "Dudley ac Abertawe");
}

#[test]
fn an_age_reads_back_from_an_address() {
    for (written, english, welsh) in [
        ("14", "Age 14", "14 oed"),
        ("65-", "65 and over", "65 oed a throsodd"),
        ("0-5", "Under 5", "Dan 5 oed"),
        ("5-12", "Ages 5 to 11", "5 i 11 oed"),
        ("1.5-1.58", "18 months old", "18 mis oed"),
    ] {
        assert_eq!(asked_age(&en(), written, english), english);
        assert_eq!(asked_age(&cy(), written, english), welsh, "{written}");
    }
    assert_eq!(asked_age(&cy(), "nonsense", "Toddler"), "Toddler");
}

#[test]
fn labels_in_a_row_have_one_capital() {
    let row = |labels: &[&str]| in_a_row(&labels.iter().map(|label| Said::from(*label)).collect::<Vec<_>>()).plain();
    assert_eq!(row(&["They come to your home", "By phone", "Online"]), "They come to your home, by phone, online");
    assert_eq!(row(&["By phone", "BSL"]), "By phone, BSL");
    assert_eq!(row(&[]), "");
}
