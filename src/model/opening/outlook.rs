//! Hours seen from the beginning of a day: everything a whole day's questions ask of them, in a few bytes, so that the hours
//! themselves are read once a day.

use super::{Pattern, diary::Diary};
use crate::model::{schedule::Schedule, sector::Nation};
use jiff::{Timestamp, Zoned};

/// Days whose stretches are kept: more than a week from any moment of the first, which has 25 hours where the clock goes back.
const DAYS: i64 = 9;
const DAY_SECONDS: i64 = 86_400;

/// What is certain of some hours from the beginning of a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Outlook {
    /// When in the week there are sessions, over four weeks.
    pub pattern: Pattern,
    /// The beginning of the day, in seconds since 1970.
    from: i64,
    /// Stretches of the coming week and what still runs from the day before: seconds from the beginning of the day, to `None` where
    /// nobody says when it ends.
    stretches: Box<[(i32, Option<i32>)]>,
    /// There are sessions after those.
    later: bool,
}

impl Outlook {
    /// The outlook from the beginning of the day that `at` lies in. Hours in doubt give nothing.
    pub fn of(schedules: &[Schedule], nation: Option<Nation>, at: &Zoned) -> Self {
        let begin = at.start_of_day().unwrap_or_else(|_| at.clone());
        let all = Diary::new(schedules, nation, &begin).stretches();
        let from = begin.timestamp().as_second();
        let seconds = |moment: Timestamp| i32::try_from(moment.as_second() - from).unwrap_or(i32::MAX);
        let near = all.iter().filter(|stretch| stretch.from.as_second() - from < DAYS * DAY_SECONDS);
        let stretches: Box<[_]> = near.map(|stretch| (seconds(stretch.from), stretch.to.map(seconds))).collect();
        let later = stretches.len() < all.len();
        Self { pattern: Pattern::of(all.iter().map(|stretch| &stretch.session)), from, stretches, later }
    }

    /// Whether it is certainly open at a moment of that day.
    pub fn is_open(&self, at: Timestamp) -> bool {
        let at = self.seconds(at);
        self.stretches.iter().any(|(from, to)| *from <= at && to.is_some_and(|to| at < to))
    }

    /// Whether it is open at some time from one moment of the coming week until another, as far as is certain: where nobody says when
    /// a session ends, only as it begins. What is over at `now` does not count.
    pub fn is_open_between(&self, now: Timestamp, from: Timestamp, until: Timestamp) -> bool {
        let (now, from, until) = (self.seconds(now), self.seconds(from), self.seconds(until));
        let touches = |(start, end): &(i32, Option<i32>)| *start < until && (end.unwrap_or(*start) > from || *start >= from);
        self.to_come(now).any(touches)
    }

    /// Whether any session is certain from this moment of that day on.
    pub fn is_known(&self, now: Timestamp) -> bool {
        self.later || self.to_come(self.seconds(now)).next().is_some()
    }

    /// What still runs or is to come.
    fn to_come(&self, now: i32) -> impl Iterator<Item = &(i32, Option<i32>)> {
        self.stretches.iter().filter(move |(from, to)| to.map_or(*from >= now, |to| now < to))
    }

    fn seconds(&self, moment: Timestamp) -> i32 {
        i32::try_from(moment.as_second() - self.from).unwrap_or(i32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        clock::london,
        model::{
            opening::{State, next_sessions, state},
            schedule::{Repeats, Term},
        },
    };
    use jiff::{
        ToSpan,
        civil::{Weekday, date, time},
    };
    use proptest::prelude::*;

    fn a_schedule() -> impl Strategy<Value = Schedule> {
        let days = prop::sample::subsequence(vec![Weekday::Monday, Weekday::Wednesday, Weekday::Saturday, Weekday::Sunday], 1..=3);
        let at = || prop::option::weighted(0.9, (0..24_i8, prop::sample::select(vec![0_i8, 30, 59])));
        let repeats = prop_oneof![
            4 => days.prop_map(|days| Repeats::Weekly { days, every: 1, from: None }),
            1 => Just(Repeats::Once(date(2026, 10, 25))),
            1 => Just(Repeats::MonthlyByDay(vec![(-1, Weekday::Sunday)])),
            1 => Just(Repeats::Unknown),
        ];
        (repeats, at(), at(), any::<bool>(), any::<bool>()).prop_map(|(repeats, opens, closes, by_appointment, term)| Schedule {
            repeats,
            opens: opens.map(|(hour, minute)| time(hour, minute, 0, 0)),
            closes: closes.map(|(hour, minute)| time(hour, minute, 0, 0)),
            by_appointment,
            term: term.then_some(Term::TermTime),
            ..Schedule::default()
        })
    }

    proptest! {
        #[test]
        fn it_says_what_the_hours_themselves_say_on_days_the_clock_changes_too(
            schedules in prop::collection::vec(a_schedule(), 0..4), minutes in 0..1_500_i64, ahead in 0..10_000_i64, long in 1..900_i64,
        ) {
            let begin = date(2026, 10, 25).at(0, 0, 0, 0).to_zoned(london()).unwrap();
            let now = begin.checked_add(minutes.minutes()).unwrap();
            prop_assume!(now.date() == begin.date());
            let outlook = Outlook::of(&schedules, Some(Nation::England), &now);
            let is_open = matches!(state(&schedules, Some(Nation::England), &now), State::Open { .. });
            prop_assert_eq!(outlook.is_open(now.timestamp()), is_open);
            let sessions = next_sessions(&schedules, Some(Nation::England), &now, usize::MAX);
            prop_assert_eq!(outlook.is_known(now.timestamp()), !sessions.is_empty());
            let from = now.checked_add(ahead.minutes()).unwrap();
            let until = from.checked_add(long.minutes()).unwrap();
            let moment = |at| london().to_ambiguous_zoned(at).compatible().unwrap().timestamp();
            let touches = sessions.iter().any(|session| {
                let (start, end) = (moment(session.start), moment(session.end.unwrap_or(session.start)));
                start < until.timestamp() && (end > from.timestamp() || start >= from.timestamp())
            });
            prop_assert_eq!(outlook.is_open_between(now.timestamp(), from.timestamp(), until.timestamp()), touches);
        }
    }
}
