//! What is asked of a search that is to be felt as instant, and whether it was met.

use super::{Kind, Times};
use std::fmt;

/// What was measured, as far as it was.
#[derive(Debug, Clone, Default)]
pub struct Measured {
    /// Times by kind.
    pub times: Vec<Times>,
    /// Searches over HTTP for every hundred without it.
    pub http_percent: Option<f64>,
    /// Megabytes the program held at the end.
    pub resident_mb: Option<f64>,
    /// Near searches for every one of PostgreSQL's.
    pub against_postgres: Option<f64>,
}

impl Measured {
    fn milliseconds(&self, kind: Kind, part: f64) -> Option<f64> {
        let times = self.times.iter().find(|times| times.kind == kind && times.asked > 0)?;
        Some(times.within(part).telling().as_secs_f64() * 1e3)
    }

    /// Every figure beside what is asked of it.
    pub fn verdicts(&self) -> [Verdict; 7] {
        let most = |what, asked, unit, got| Verdict { what, asked, unit, got, at_least: false };
        let least = |what, asked, unit, got| Verdict { what, asked, unit, got, at_least: true };
        [
            most("near p50", 0.20, "ms", self.milliseconds(Kind::Near, 0.5)),
            most("near p99", 0.8, "ms", self.milliseconds(Kind::Near, 0.99)),
            most("nationwide p99", 6.0, "ms", self.milliseconds(Kind::Nationwide, 0.99)),
            most("completion p99", 0.3, "ms", self.milliseconds(Kind::Completion, 0.99)),
            least("HTTP", 70.0, "%", self.http_percent),
            most("memory", 400.0, "MB", self.resident_mb),
            least("PostgreSQL", 30.0, "×", self.against_postgres),
        ]
    }
}

/// One figure beside what is asked of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Verdict {
    what: &'static str,
    asked: f64,
    unit: &'static str,
    got: Option<f64>,
    at_least: bool,
}

impl Verdict {
    /// Whether it was met; `None` where it was not measured.
    pub fn met(&self) -> Option<bool> {
        self.got.map(|got| if self.at_least { got >= self.asked } else { got <= self.asked })
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { what, asked, unit, got, at_least } = *self;
        let bound = if at_least { "at least" } else { "at most" };
        match (got, self.met()) {
            (Some(got), Some(met)) => {
                let digits = if unit == "ms" { 3 } else { 0 };
                write!(f, "{what} {got:.digits$} {unit}, {bound} {asked}: {}", if met { "met" } else { "missed" })
            }
            _ => write!(f, "{what}, {bound} {asked} {unit}: not measured"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::bench::Took;
    use std::time::Duration;

    fn times(kind: Kind, worked: u64) -> Times {
        let took = Took { wall: Duration::from_secs(1), worked: Some(Duration::from_micros(worked)) };
        Times::of(kind, &[took], 1)
    }

    #[test]
    fn every_figure_is_held_against_what_is_asked() {
        let measured = Measured {
            times: vec![times(Kind::Near, 250), times(Kind::Completion, 301)],
            http_percent: Some(70.4),
            resident_mb: Some(401.0),
            against_postgres: None,
        };
        let told = measured.verdicts().map(|verdict| verdict.to_string());
        assert_eq!(
            told,
            [
                "near p50 0.250 ms, at most 0.2: missed",
                "near p99 0.250 ms, at most 0.8: met",
                "nationwide p99, at most 6 ms: not measured",
                "completion p99 0.301 ms, at most 0.3: missed",
                "HTTP 70 %, at least 70: met",
                "memory 401 MB, at most 400: missed",
                "PostgreSQL, at least 30 ×: not measured",
            ]
        );
    }
}
