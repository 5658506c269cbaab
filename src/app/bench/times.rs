//! How long asking took: by the clock on the wall, and by the work of the processor, which is all that tells on a busy machine.

use super::Kind;
use std::time::{Duration, Instant};

/// A stopwatch for one thread.
#[derive(Debug, Clone, Copy)]
pub struct Watch {
    started: Instant,
    worked: Option<Duration>,
}

impl Watch {
    /// Starts now; `worked` is what the processor has done so far for whoever answers.
    pub fn start(worked: Option<Duration>) -> Self {
        Self { worked, started: Instant::now() }
    }

    /// What has been taken since, with what the processor has done by now.
    pub fn took(&self, worked: Option<Duration>) -> Took {
        let wall = self.started.elapsed();
        Took { wall, worked: worked.zip(self.worked).map(|(now, then)| now.saturating_sub(then)) }
    }
}

/// How long something took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Took {
    /// By the clock.
    pub wall: Duration,
    /// By the processor's work; `None` where the platform does not tell.
    pub worked: Option<Duration>,
}

impl Took {
    /// Longer than anything is.
    pub(super) const MAX: Self = Self { wall: Duration::MAX, worked: None };

    /// The shorter of each.
    #[must_use]
    pub fn shorter(self, other: Self) -> Self {
        let worked = self.worked.into_iter().chain(other.worked).min();
        Self { wall: self.wall.min(other.wall), worked }
    }

    /// The time that tells: the processor's work where it is known.
    pub fn telling(self) -> Duration {
        self.worked.unwrap_or(self.wall)
    }

    /// How many a second, each way.
    pub fn rate(self, asked: u64) -> Rate {
        #[expect(clippy::cast_precision_loss, reason = "a count of answers is small")]
        let of = |took: Duration| asked as f64 / took.as_secs_f64();
        Rate { wall: of(self.wall), worked: self.worked.map(of) }
    }
}

/// How many a second.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rate {
    /// By the clock.
    pub wall: f64,
    /// In a second of the processor's work; `None` where the platform does not tell.
    pub worked: Option<f64>,
}

impl Rate {
    /// How many times as many as `other`: by the processor's work where both are known so, else by the clock.
    pub fn times(self, other: Self) -> f64 {
        let (this, other) = self.worked.zip(other.worked).unwrap_or((self.wall, other.wall));
        this / other
    }
}

/// Times of one kind of request.
#[derive(Debug, Clone)]
pub struct Times {
    /// The kind.
    pub kind: Kind,
    /// Services found by all requests together.
    pub found: u64,
    /// Requests asked.
    pub asked: usize,
    wall: Vec<Duration>,
    worked: Vec<Duration>,
}

impl Times {
    /// Of what each request took.
    pub(super) fn of(kind: Kind, took: &[Took], found: u64) -> Self {
        let sorted = |mut times: Vec<Duration>| {
            times.sort_unstable();
            times
        };
        let worked = sorted(took.iter().filter_map(|took| took.worked).collect());
        Self { kind, found, asked: took.len(), wall: sorted(took.iter().map(|took| took.wall).collect()), worked }
    }

    /// The time within which this part of the requests (0 to 1) was answered.
    pub fn within(&self, part: f64) -> Took {
        let worked = Some(&self.worked).filter(|worked| !worked.is_empty());
        Took { wall: rank(&self.wall, part), worked: worked.map(|worked| rank(worked, part)) }
    }
}

#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a rank among a few thousand")]
fn rank(times: &[Duration], part: f64) -> Duration {
    let rank = (times.len() as f64 * part).ceil() as usize;
    times.get(rank.saturating_sub(1)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn took(wall: u64, worked: Option<u64>) -> Took {
        let worked = match worked {
            Some(worked) => Some(Duration::from_millis(worked)),
            None => None,
        };
        Took { wall: Duration::from_millis(wall), worked }
    }

    #[test]
    fn a_part_of_the_requests_was_answered_within_a_time() {
        let all: Vec<Took> = (1..=100).rev().map(|at| took(2 * at, Some(at))).collect();
        let times = Times::of(Kind::Near, &all, 7);
        for (part, wall, worked) in [(0.5, 100, 50), (0.99, 198, 99), (1.0, 200, 100), (0.0, 2, 1)] {
            assert_eq!(times.within(part), took(wall, Some(worked)), "{part}");
        }
        assert_eq!(Times::of(Kind::Near, &[took(3, None)], 0).within(0.5), took(3, None));
        assert_eq!(Times::of(Kind::Near, &[], 0).within(0.5), took(0, None));
    }

    #[test]
    fn the_shorter_time_counts_on_each_clock() {
        for (one, other, expected) in [
            (took(5, Some(4)), took(6, Some(3)), took(5, Some(3))),
            (Took::MAX, took(6, Some(3)), took(6, Some(3))),
            (took(5, None), took(6, None), took(5, None)),
        ] {
            assert_eq!(one.shorter(other), expected);
        }
    }

    #[test]
    fn rates_are_compared_on_one_clock() {
        let (quick, slow) = (took(500, Some(250)).rate(10), took(4000, Some(2500)).rate(10));
        assert_eq!((quick.wall, quick.worked), (20.0, Some(40.0)));
        assert!((quick.times(slow) - 10.0).abs() < 1e-9);
        assert!((quick.times(took(4000, None).rate(10)) - 8.0).abs() < 1e-9);
    }
}
