//! The only reader of time and randomness, so that a test can fix both.

use jiff::{Timestamp, Zoned, civil::Date, tz::TimeZone};
use std::sync::Arc;
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

/// A random id.
#[expect(clippy::disallowed_methods, reason = "this is the one place that makes random ids")]
pub fn random_id() -> Uuid {
    Uuid::new_v4()
}
