//! What a bench prints: a table of times, rates, and memory.

use crate::app::bench::{Rate, Times, Took};
use std::fmt::Write as _;

/// The parts of the requests that are told.
const PARTS: [(&str, f64); 3] = [("p50", 0.5), ("p90", 0.9), ("p99", 0.99)];

/// The names of the columns; the processor's only where the platform tells its work.
pub(super) fn heading(tells_work: bool) -> String {
    let mut heading = format!("{:<18}", "milliseconds");
    for clock in if tells_work { &["cpu", "wall"][..] } else { &["wall"] } {
        for (part, _) in PARTS {
            let _ = write!(heading, " {:>9}", format!("{clock} {part}"));
        }
    }
    format!("{heading} {:>9}", "found")
}

/// The times of a kind, under a label.
pub(super) fn row(label: &str, times: &Times, tells_work: bool) -> String {
    let mut row = format!("{label:<18}");
    let milliseconds = |took: Option<std::time::Duration>| took.map_or("-".to_owned(), |took| format!("{:.3}", took.as_secs_f64() * 1e3));
    let each = PARTS.map(|(_, part)| times.within(part));
    let worked = each.iter().filter(|_| tells_work).map(|took: &Took| took.worked);
    for took in worked.chain(each.iter().map(|took| Some(took.wall))) {
        let _ = write!(row, " {:>9}", milliseconds(took));
    }
    #[expect(clippy::cast_precision_loss, reason = "counts are small")]
    let found = times.found as f64 / times.asked.max(1) as f64;
    format!("{row} {found:>9.1}")
}

/// A rate in words.
pub(super) fn rate(rate: Rate) -> String {
    let worked = rate.worked.map(|worked| format!(" ({worked:.0} in a second of processor time)"));
    format!("{:.0} a second{}", rate.wall, worked.unwrap_or_default())
}

/// Bytes in millions.
#[expect(clippy::cast_precision_loss, reason = "sizes are small")]
pub(super) fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

/// The memory this program holds now, in megabytes, as Linux tells it.
pub(super) fn resident_mb() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    let kilobytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1024.0)
}
