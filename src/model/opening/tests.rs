//! What is open when: tables that read as sentences, and two laws that hold for any hours.

use super::*;
use crate::{
    clock::london,
    model::schedule::{BankHolidays, Repeats, Term},
};
use jiff::{
    civil::{Date, Time, Weekday, date, datetime, time},
    tz::TimeZone,
};
use proptest::prelude::*;

const MON_TO_FRI: [Weekday; 5] = [Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday, Weekday::Friday];
const EVERY_DAY: [Weekday; 7] =
    [Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday, Weekday::Friday, Weekday::Saturday, Weekday::Sunday];

fn weekly(days: &[Weekday], opens: (i8, i8), closes: (i8, i8)) -> Schedule {
    let repeats = Repeats::Weekly { days: days.to_vec(), every: 1, from: None };
    timed(repeats, opens, closes)
}

fn timed(repeats: Repeats, opens: (i8, i8), closes: (i8, i8)) -> Schedule {
    Schedule { repeats, opens: Some(time(opens.0, opens.1, 0, 0)), closes: Some(time(closes.0, closes.1, 0, 0)), ..Schedule::default() }
}

fn at(text: &str) -> Zoned {
    text.parse::<DateTime>().unwrap().to_zoned(london()).unwrap()
}

/// `open`, `closed` or `unknown`.
fn word(schedules: &[Schedule], moment: &str) -> &'static str {
    match state(schedules, Some(Nation::England), &at(moment)) {
        State::Open { .. } => "open",
        State::Closed { .. } => "closed",
        State::Unknown => "unknown",
    }
}

fn check(schedules: &[Schedule], moments: &[(&str, &str)]) {
    for (moment, expected) in moments {
        assert_eq!(word(schedules, moment), *expected, "{moment} with {schedules:?}");
    }
}

#[test]
fn office_hours() {
    let hours = [weekly(&MON_TO_FRI, (9, 0), (12, 30)), weekly(&MON_TO_FRI, (13, 30), (17, 0))];
    check(
        &hours,
        &[
            ("2026-11-02T08:59:59", "closed"),
            ("2026-11-02T09:00", "open"),
            ("2026-11-02T12:30", "closed"),
            ("2026-11-02T13:30", "open"),
            ("2026-11-02T17:00", "closed"),
            ("2026-11-07T10:00", "closed"),
        ],
    );
    let until = Some(datetime(2026, 11, 2, 17, 0, 0, 0));
    assert_eq!(state(&hours, None, &at("2026-11-02T14:00")), State::Open { until, by_appointment: false });
    let next = Session { start: datetime(2026, 11, 9, 9, 0, 0, 0), end: Some(datetime(2026, 11, 9, 12, 30, 0, 0)), by_appointment: false };
    assert_eq!(state(&hours, None, &at("2026-11-06T17:00")), State::Closed { next: Some(next.clone()) });
    assert_eq!(next_sessions(&hours, None, &at("2026-11-06T17:00"), 1), [next]);
}

#[test]
fn nothing_said_is_unknown_and_never_closed() {
    check(&[], &[("2026-11-02T03:00", "unknown")]);
    check(&[Schedule::default()], &[("2026-11-02T03:00", "unknown")]);
    let day_only = Schedule { opens: None, closes: None, ..weekly(&[Weekday::Tuesday], (9, 0), (10, 0)) };
    check(&[day_only], &[("2026-11-03T03:00", "unknown"), ("2026-11-03T23:59", "unknown"), ("2026-11-04T00:00", "closed")]);
    let from_ten = Schedule { closes: None, ..weekly(&[Weekday::Tuesday], (10, 0), (10, 0)) };
    check(&[from_ten], &[("2026-11-03T09:00", "closed"), ("2026-11-03T11:00", "unknown"), ("2026-11-04T00:00", "closed")]);
    let no_days = Schedule { repeats: Repeats::Unknown, ..weekly(&[], (9, 0), (17, 0)) };
    check(&[no_days], &[("2026-11-03T09:00", "unknown"), ("2026-11-03T18:00", "closed")]);
}

#[test]
fn words_that_could_not_be_read_leave_the_rest_in_doubt() {
    let hours =
        [weekly(&[Weekday::Monday], (9, 0), (17, 0)), Schedule { note: Some("and some Saturdays".to_owned()), ..Schedule::default() }];
    check(&hours, &[("2026-11-02T10:00", "open"), ("2026-11-02T18:00", "unknown"), ("2026-11-07T10:00", "unknown")]);
}

#[test]
fn overnight_and_around_the_clock() {
    let night = [weekly(&[Weekday::Saturday], (22, 0), (6, 0))];
    check(
        &night,
        &[("2026-11-07T23:00", "open"), ("2026-11-08T05:59", "open"), ("2026-11-08T06:00", "closed"), ("2026-11-07T05:00", "closed")],
    );
    for closes in [(23, 59), (0, 0)] {
        let always = [Schedule { bank_holidays: Some(BankHolidays::Open), ..weekly(&EVERY_DAY, (0, 0), closes) }];
        check(&always, &[("2026-11-02T23:59:30", "open"), ("2026-12-25T12:00", "open")]);
        assert_eq!(state(&always, None, &at("2026-12-20T12:00")), State::Open { until: None, by_appointment: false }, "never closes");
    }
    let unsure_at_christmas = [weekly(&EVERY_DAY, (0, 0), (23, 59))];
    assert_eq!(state(&unsure_at_christmas, None, &at("2026-12-20T12:00")), State::Open { until: None, by_appointment: false });
    check(&unsure_at_christmas, &[("2026-12-25T12:00", "unknown")]);
}

#[test]
fn bank_holidays() {
    let hours = |stated| [Schedule { bank_holidays: stated, ..weekly(&MON_TO_FRI, (9, 0), (17, 0)) }];
    let easter_monday = "2026-04-06T10:00";
    check(&hours(None), &[(easter_monday, "unknown"), ("2026-04-06T18:00", "closed")]);
    check(&hours(Some(BankHolidays::Open)), &[(easter_monday, "open")]);
    check(&hours(Some(BankHolidays::Closed)), &[(easter_monday, "closed")]);
    let scotland = state(&hours(None), Some(Nation::Scotland), &at(easter_monday));
    assert!(matches!(scotland, State::Open { .. }), "Easter Monday is an ordinary day in Scotland: {scotland:?}");
    let christmas_saturday = [Schedule { bank_holidays: Some(BankHolidays::Closed), ..weekly(&[Weekday::Saturday], (9, 0), (17, 0)) }];
    check(&christmas_saturday, &[("2027-12-25T10:00", "unknown"), ("2027-12-18T10:00", "open")]);
}

#[test]
fn school_terms() {
    let term = [Schedule { term: Some(Term::TermTime), ..weekly(&[Weekday::Tuesday], (10, 0), (12, 0)) }];
    check(
        &term,
        &[("2026-11-17T11:00", "open"), ("2026-10-27T11:00", "unknown"), ("2026-08-11T11:00", "closed"), ("2026-10-27T13:00", "closed")],
    );
    let holidays = [Schedule { term: Some(Term::SchoolHolidays), ..weekly(&[Weekday::Tuesday], (10, 0), (12, 0)) }];
    check(&holidays, &[("2026-11-17T11:00", "closed"), ("2026-10-27T11:00", "unknown"), ("2026-08-11T11:00", "open")]);
}

#[test]
fn every_other_week_counts_from_the_week_given() {
    let fortnightly = |from| [timed(Repeats::Weekly { days: vec![Weekday::Tuesday], every: 2, from }, (10, 0), (12, 0))];
    let counted = fortnightly(Some(date(2026, 11, 6)));
    check(
        &counted,
        &[("2026-11-03T11:00", "open"), ("2026-11-10T11:00", "closed"), ("2026-11-17T11:00", "open"), ("2026-10-20T11:00", "open")],
    );
    check(&fortnightly(None), &[("2026-11-03T11:00", "unknown"), ("2026-11-03T13:00", "closed"), ("2026-11-04T11:00", "closed")]);
}

#[test]
fn once_a_month_and_once_only() {
    let monthly = [timed(Repeats::MonthlyByDay(vec![(2, Weekday::Tuesday), (-1, Weekday::Friday)]), (14, 0), (16, 0))];
    check(
        &monthly,
        &[("2026-11-10T15:00", "open"), ("2026-11-03T15:00", "closed"), ("2026-11-27T15:00", "open"), ("2026-11-20T15:00", "closed")],
    );
    let by_date = [timed(Repeats::MonthlyByDate(vec![15, -1]), (14, 0), (16, 0))];
    check(&by_date, &[("2026-11-15T15:00", "open"), ("2026-11-30T15:00", "open"), ("2026-11-29T15:00", "closed")]);
    check(&[timed(Repeats::MonthlyByDay(vec![(0, Weekday::Tuesday)]), (14, 0), (16, 0))], &[("2026-11-10T15:00", "unknown")]);
    let once = [timed(Repeats::Once(date(2026, 12, 25)), (12, 0), (15, 0))];
    check(&once, &[("2026-12-25T13:00", "open"), ("2026-12-24T13:00", "closed"), ("2026-12-26T13:00", "unknown")]);
}

#[test]
fn out_of_date_is_unknown_and_not_begun_is_closed() {
    let winter = Schedule {
        valid_from: Some(date(2026, 11, 1)),
        valid_to: Some(date(2027, 3, 31)),
        bank_holidays: Some(BankHolidays::Open),
        ..weekly(&EVERY_DAY, (20, 0), (8, 0))
    };
    check(
        std::slice::from_ref(&winter),
        &[("2026-10-31T21:00", "closed"), ("2027-03-31T21:00", "open"), ("2027-04-01T07:00", "open"), ("2027-04-01T21:00", "unknown")],
    );
    let still_good = weekly(&[Weekday::Monday], (9, 0), (17, 0));
    check(&[winter, still_good], &[("2027-04-01T21:00", "closed")]);
}

#[test]
fn by_appointment_gives_way_to_an_open_door() {
    let appointment = Schedule { by_appointment: true, ..weekly(&MON_TO_FRI, (9, 0), (17, 0)) };
    let drop_in = weekly(&[Weekday::Monday], (10, 0), (12, 0));
    let hours = [appointment, drop_in];
    let noon = Some(datetime(2026, 11, 2, 12, 0, 0, 0));
    let five = Some(datetime(2026, 11, 2, 17, 0, 0, 0));
    assert_eq!(state(&hours, None, &at("2026-11-02T11:00")), State::Open { until: noon, by_appointment: false });
    assert_eq!(state(&hours, None, &at("2026-11-02T13:00")), State::Open { until: five, by_appointment: true });
}

#[test]
fn clocks_go_forward_and_back() {
    let night = [weekly(&[Weekday::Saturday], (22, 0), (6, 0))];
    // Spring 2026: 01:00 GMT becomes 02:00 BST on 29 March. Autumn: 02:00 BST becomes 01:00 GMT on 25 October.
    let utc = |text: &str| text.parse::<DateTime>().unwrap().to_zoned(TimeZone::UTC).unwrap();
    for (moment, open) in [
        ("2026-03-28T21:59", false),
        ("2026-03-28T22:00", true),
        ("2026-03-29T04:59", true),
        ("2026-03-29T05:00", false),
        ("2026-10-24T20:59", false),
        ("2026-10-24T21:00", true),
        ("2026-10-25T05:59", true),
        ("2026-10-25T06:00", false),
    ] {
        assert_eq!(matches!(state(&night, None, &utc(moment)), State::Open { .. }), open, "{moment} UTC");
    }
}

#[test]
fn times_that_do_not_exist_or_come_twice() {
    let gap = [weekly(&[Weekday::Sunday], (1, 15), (1, 45))];
    check(&gap, &[("2026-03-29T02:30", "open"), ("2026-03-29T00:59", "closed"), ("2026-03-29T02:50", "closed")]);
    let swallowed = [weekly(&[Weekday::Sunday], (1, 30), (2, 0))];
    check(&swallowed, &[("2026-03-29T02:15", "closed"), ("2026-03-22T01:45", "open")]);
    let repeated = [weekly(&[Weekday::Saturday], (22, 0), (1, 30))];
    let in_second_pass = "2026-10-25T01:15Z".parse::<jiff::Timestamp>().unwrap().to_zoned(london());
    assert!(matches!(state(&repeated, None, &in_second_pass), State::Closed { .. }), "it closed in the first 1:30");
}

#[test]
fn hours_are_told_in_plain_words() {
    let tue = |opens, closes| weekly(&[Weekday::Tuesday, Weekday::Thursday], opens, closes);
    let monthly = |days: Vec<(i8, Weekday)>| timed(Repeats::MonthlyByDay(days), (14, 0), (16, 0));
    let noted = |note: &str| Schedule { note: Some(note.to_owned()), ..Schedule::default() };
    let cases: Vec<(Vec<Schedule>, &[&str])> = vec![
        (vec![weekly(&MON_TO_FRI, (9, 0), (17, 0))], &["Monday to Friday, 9am to 5pm"]),
        (vec![tue((10, 0), (12, 0))], &["Tuesday and Thursday, 10am to 12 noon"]),
        (MON_TO_FRI.iter().map(|&day| weekly(&[day], (9, 30), (17, 30))).collect(), &["Monday to Friday, 9:30am to 5:30pm"]),
        (vec![tue((13, 0), (17, 0)), tue((9, 0), (12, 0)), tue((9, 0), (12, 0))], &["Tuesday and Thursday, 9am to 12 noon and 1pm to 5pm"]),
        (vec![weekly(&EVERY_DAY, (0, 0), (23, 59))], &["Open 24 hours, every day"]),
        (vec![weekly(&EVERY_DAY, (20, 0), (0, 0))], &["Every day, 8pm to midnight"]),
        (
            vec![weekly(&[Weekday::Monday], (9, 0), (17, 0)), tue((9, 0), (17, 0)), weekly(&[Weekday::Sunday], (10, 0), (16, 0))],
            &["Monday, Tuesday and Thursday, 9am to 5pm", "Sunday, 10am to 4pm"],
        ),
        (
            vec![timed(Repeats::Weekly { days: vec![Weekday::Tuesday], every: 2, from: Some(date(2026, 11, 3)) }, (10, 0), (12, 0))],
            &["Every 2 weeks on Tuesday, 10am to 12 noon (counted from the week of 3 November 2026)"],
        ),
        (
            vec![Schedule { term: Some(Term::TermTime), ..monthly(vec![(2, Weekday::Tuesday)]) }],
            &["Second Tuesday of the month, 2pm to 4pm (term time only)"],
        ),
        (
            vec![monthly(vec![(1, Weekday::Monday), (3, Weekday::Monday), (-1, Weekday::Friday)])],
            &["First and third Monday and last Friday of the month, 2pm to 4pm"],
        ),
        (vec![timed(Repeats::MonthlyByDate(vec![1, 22]), (14, 0), (16, 0))], &["On the 1st and 22nd of the month, 2pm to 4pm"]),
        (vec![timed(Repeats::Once(date(2026, 12, 4)), (13, 0), (16, 0))], &["Friday 4 December 2026, 1pm to 4pm"]),
        (vec![Schedule { opens: None, closes: None, ..tue((0, 0), (0, 0)) }], &["Tuesday and Thursday (times not known)"]),
        (vec![Schedule { closes: None, ..tue((10, 0), (0, 0)) }], &["Tuesday and Thursday, from 10am"]),
        (vec![Schedule { by_appointment: true, ..tue((9, 0), (17, 0)) }], &["Tuesday and Thursday, 9am to 5pm (by appointment)"]),
        (vec![Schedule { by_appointment: true, ..Schedule::default() }], &["By appointment"]),
        (
            vec![Schedule { bank_holidays: Some(BankHolidays::Closed), ..tue((9, 0), (17, 0)) }],
            &["Tuesday and Thursday, 9am to 5pm", "Closed on bank holidays"],
        ),
        (
            vec![Schedule { valid_from: Some(date(2026, 11, 1)), valid_to: Some(date(2027, 3, 31)), ..tue((9, 0), (17, 0)) }],
            &["Tuesday and Thursday, 9am to 5pm (1 November 2026 to 31 March 2027)"],
        ),
        (vec![noted("Ask\n at the desk"), noted("Ask at the desk")], &["Ask at the desk"]),
        (vec![Schedule { note: Some("Tues & Thurs 9-5".to_owned()), ..tue((9, 0), (17, 0)) }], &["Tuesday and Thursday, 9am to 5pm"]),
        (vec![Schedule::default()], &[]),
        (vec![], &[]),
    ];
    for (schedules, expected) in cases {
        assert_eq!(in_words(&schedules), expected, "{schedules:?}");
    }
}

#[test]
fn the_badge_says_until_when() {
    let noon = at("2026-11-02T12:00");
    let open = |until, by_appointment| State::Open { until, by_appointment };
    let session = |start| State::Closed { next: Some(Session { start, end: None, by_appointment: false }) };
    for (state, expected) in [
        (open(Some(datetime(2026, 11, 2, 17, 0, 0, 0)), false), "Open now, until 5pm"),
        (open(Some(datetime(2026, 11, 3, 0, 0, 0, 0)), false), "Open now, until midnight"),
        (open(Some(datetime(2026, 11, 3, 5, 0, 0, 0)), false), "Open now, until 5am tomorrow"),
        (open(None, false), "Open now"),
        (open(None, true), "Open now, by appointment"),
        (session(datetime(2026, 11, 2, 14, 30, 0, 0)), "Closed now, opens today at 2:30pm"),
        (session(datetime(2026, 11, 3, 10, 0, 0, 0)), "Closed now, opens tomorrow at 10am"),
        (session(datetime(2026, 11, 5, 12, 0, 0, 0)), "Closed now, opens Thursday at 12 noon"),
        (session(datetime(2026, 11, 9, 10, 0, 0, 0)), "Closed now, opens on Monday 9 November at 10am"),
        (State::Closed { next: None }, "Closed now"),
        (State::Unknown, "Opening hours not known"),
    ] {
        assert_eq!(state_in_words(&state, &noon), expected);
    }
}

fn any_time() -> impl Strategy<Value = Option<Time>> {
    proptest::option::weighted(0.9, (0..24i8, 0..60i8).prop_map(|(hour, minute)| time(hour, minute, 0, 0)))
}

/// Dates around both clock changes, Christmas and Easter of 2026.
fn any_date() -> impl Strategy<Value = Date> {
    (0..400i64).prop_map(|days| date(2026, 1, 1).saturating_add(jiff::Span::new().days(days)))
}

fn any_repeats() -> impl Strategy<Value = Repeats> {
    let weekday = || (0..7i8).prop_map(|offset| Weekday::from_monday_zero_offset(offset).unwrap());
    prop_oneof![
        Just(Repeats::Unknown),
        (proptest::collection::vec(weekday(), 0..4), 0..4u8, proptest::option::of(any_date()))
            .prop_map(|(days, every, from)| Repeats::Weekly { days, every, from }),
        proptest::collection::vec((any::<i8>(), weekday()), 0..3).prop_map(Repeats::MonthlyByDay),
        proptest::collection::vec(any::<i8>(), 0..3).prop_map(Repeats::MonthlyByDate),
        any_date().prop_map(Repeats::Once),
    ]
}

fn any_schedule() -> impl Strategy<Value = Schedule> {
    let term = proptest::option::of(prop_oneof![Just(Term::TermTime), Just(Term::SchoolHolidays)]);
    let bank_holidays = proptest::option::of(prop_oneof![Just(BankHolidays::Open), Just(BankHolidays::Closed)]);
    let valid = || proptest::option::weighted(0.2, any_date());
    (any_repeats(), any_time(), any_time(), valid(), valid(), term, bank_holidays, any::<bool>()).prop_map(
        |(repeats, opens, closes, valid_from, valid_to, term, bank_holidays, by_appointment)| Schedule {
            repeats,
            opens,
            closes,
            valid_from,
            valid_to,
            term,
            bank_holidays,
            by_appointment,
            note: None,
        },
    )
}

fn any_moment() -> impl Strategy<Value = Zoned> {
    (0..400 * 24 * 60i64).prop_map(|minutes| {
        let start = "2026-01-01T00:00Z".parse::<jiff::Timestamp>().unwrap();
        start.saturating_add(jiff::SignedDuration::from_mins(minutes)).unwrap().to_zoned(london())
    })
}

fn moment(wall_clock: DateTime) -> jiff::Timestamp {
    london().to_ambiguous_zoned(wall_clock).compatible().unwrap().timestamp()
}

proptest! {
    #[test]
    fn open_exactly_when_a_session_is_running(
        schedules in proptest::collection::vec(any_schedule(), 0..5),
        nation in proptest::option::of((0..4usize).prop_map(|at| Nation::ALL[at])),
        now in any_moment(),
    ) {
        let sessions = next_sessions(&schedules, nation, &now, usize::MAX);
        let running = sessions.iter().any(|s| moment(s.start) <= now.timestamp() && s.end.is_some_and(|end| now.timestamp() < moment(end)));
        let state = state(&schedules, nation, &now);
        prop_assert_eq!(matches!(state, State::Open { .. }), running);
        prop_assert_eq!(Outlook::of(&schedules, nation, &now).is_open(now.timestamp()), running);
        if let State::Closed { next } = &state {
            prop_assert_eq!(next.as_ref(), sessions.first());
        }
        prop_assert!(sessions.is_sorted_by_key(|session| moment(session.start)));
        prop_assert!(!in_words(&schedules).iter().any(String::is_empty));
        prop_assert!(!state_in_words(&state, &now).is_empty());
    }

    #[test]
    fn open_until_means_open_just_before_and_not_certainly_open_then(
        schedules in proptest::collection::vec(any_schedule(), 0..5),
        now in any_moment(),
    ) {
        if let State::Open { until: Some(until), by_appointment: false } = state(&schedules, None, &now) {
            let end = moment(until);
            let before = end.saturating_sub(jiff::SignedDuration::from_secs(1)).unwrap().to_zoned(london());
            let still_open = matches!(state(&schedules, None, &before), State::Open { by_appointment: false, .. });
            prop_assert!(still_open);
            let open_then = matches!(state(&schedules, None, &end.to_zoned(london())), State::Open { by_appointment: false, .. });
            prop_assert!(!open_then);
        }
    }
}
