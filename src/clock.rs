//! The only reader of time and randomness, so that a test can fix both.

use jiff::{Timestamp, Zoned, civil::Date, tz::TimeZone};
use std::{sync::Arc, time::Duration};
use uuid::Uuid;

/// Tells the time. Clones share one source of time.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Timestamp + Send + Sync>);

impl std::fmt::Debug for Clock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Clock({})", self.now())
    }
}

impl Clock {
    /// The machine's clock.
    #[cfg(not(target_family = "wasm"))]
    #[expect(clippy::disallowed_methods, reason = "this is the one place that reads the machine's clock")]
    pub fn system() -> Self {
        Self(Arc::new(Timestamp::now))
    }

    /// A clock that stands still.
    pub fn fixed(at: Timestamp) -> Self {
        Self(Arc::new(move || at))
    }

    /// This moment.
    pub fn now(&self) -> Timestamp {
        (self.0)()
    }

    /// This moment in Europe/London, where every opening hour is told.
    pub fn london(&self) -> Zoned {
        self.now().to_zoned(london())
    }

    /// Today in Europe/London.
    pub fn today(&self) -> Date {
        self.london().date()
    }
}

/// Europe/London, from the time-zone data inside the binary; UTC should that ever be unreadable.
pub fn london() -> TimeZone {
    TimeZone::get("Europe/London").unwrap_or(TimeZone::UTC)
}

/// How long the processor has worked for this thread. `None` where the platform does not tell.
pub fn worked_by_thread() -> Option<Duration> {
    worked::of(worked::Whose::Thread)
}

/// How long the processor has worked for this program, all threads together. `None` where the platform does not tell.
pub fn worked_by_program() -> Option<Duration> {
    worked::of(worked::Whose::Program)
}

#[cfg(unix)]
mod worked {
    use rustix::time::{ClockId, clock_gettime};
    use std::time::Duration;

    #[derive(Clone, Copy)]
    pub(super) enum Whose {
        Thread,
        Program,
    }

    pub(super) fn of(whose: Whose) -> Option<Duration> {
        let clock = match whose {
            Whose::Thread => ClockId::ThreadCPUTime,
            Whose::Program => ClockId::ProcessCPUTime,
        };
        let at = clock_gettime(clock);
        Some(Duration::new(u64::try_from(at.tv_sec).ok()?, u32::try_from(at.tv_nsec).ok()?))
    }
}

#[cfg(not(unix))]
mod worked {
    use std::time::Duration;

    #[derive(Clone, Copy)]
    pub(super) enum Whose {
        Thread,
        Program,
    }

    pub(super) fn of(_: Whose) -> Option<Duration> {
        None
    }
}

/// What a phone tells the program of the moment it asks in, as a module of its own sees neither clock nor chance.
#[cfg(target_family = "wasm")]
pub mod told {
    use super::Clock;
    use jiff::Timestamp;
    use std::cell::Cell;
    use uuid::Uuid;

    thread_local! {
        static MOMENT: Cell<(i64, u128)> = const { Cell::new((0, 0)) };
    }

    /// Takes in milliseconds since 1970 and 128 random bits.
    pub fn moment(milliseconds: i64, random: u128) {
        MOMENT.set((milliseconds, random));
    }

    /// The phone's clock.
    pub fn clock() -> Clock {
        Clock(std::sync::Arc::new(|| Timestamp::from_millisecond(MOMENT.get().0).unwrap_or(Timestamp::UNIX_EPOCH)))
    }

    /// A random id.
    pub(super) fn id() -> Uuid {
        let (at, random) = MOMENT.get();
        MOMENT.set((at, random.wrapping_mul(0x2360_ed05_1fc6_5da4_4385_df64_9fcc_f645).wrapping_add(1)));
        uuid::Builder::from_random_bytes(random.to_le_bytes()).into_uuid()
    }
}

/// A random id.
#[cfg(target_family = "wasm")]
pub fn random_id() -> Uuid {
    told::id()
}

/// A random id.
#[cfg(not(target_family = "wasm"))]
#[expect(clippy::disallowed_methods, reason = "this is the one place that makes random ids")]
pub fn random_id() -> Uuid {
    Uuid::new_v4()
}
