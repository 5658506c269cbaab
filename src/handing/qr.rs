//! A QR code as a picture's plain shape: the page draws it as SVG, the PDF as squares.

use qrcode::{Color, EcLevel, QrCode};
use std::fmt::Write;

/// The quiet edge a reader needs around the code, in squares.
const EDGE: usize = 4;

/// A QR code, square by square.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Qr {
    width: usize,
    dark: Vec<bool>,
}

/// Dark squares beside each other in one row, in squares from the top left corner, the quiet edge included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// The first square.
    pub x: usize,
    /// The row.
    pub y: usize,
    /// How many squares.
    pub length: usize,
}

impl Qr {
    /// The code of a text; `None` when the text is too long for one.
    pub fn of(text: &str) -> Option<Self> {
        let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
        Some(Self { width: code.width(), dark: code.to_colors().into_iter().map(|color| color == Color::Dark).collect() })
    }

    /// Squares along one side, with the quiet edge.
    pub fn side(&self) -> usize {
        self.width + 2 * EDGE
    }

    /// The dark squares, row by row.
    pub fn runs(&self) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        for (at, _) in self.dark.iter().enumerate().filter(|(_, dark)| **dark) {
            let (x, y) = (at % self.width + EDGE, at / self.width + EDGE);
            match runs.last_mut() {
                Some(run) if run.y == y && run.x + run.length == x => run.length += 1,
                _ => runs.push(Run { x, y, length: 1 }),
            }
        }
        runs
    }

    /// The dark squares as the `d` of an SVG path, one unit each.
    pub fn path(&self) -> String {
        self.runs().iter().fold(String::new(), |mut path, run| {
            let _ = write!(path, "M{} {}h{}v1h-{}z", run.x, run.y, run.length, run.length);
            path
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_three_corners_and_a_quiet_edge() {
        let qr = Qr::of("https://fingerpost.example/p/k7m2-9qrt-x4bn").unwrap();
        let last = qr.side() - EDGE - 7;
        for (x, y) in [(EDGE, EDGE), (last, EDGE), (EDGE, last)] {
            assert!(qr.runs().contains(&Run { x, y, length: 7 }), "{x},{y}");
        }
        assert!(qr.runs().iter().all(|run| run.x >= EDGE && run.y >= EDGE && run.x + run.length <= qr.side() - EDGE));
        assert!(qr.path().starts_with(&format!("M{EDGE} {EDGE}h7v1h-7z")));
    }

    #[test]
    fn what_is_too_long_has_none() {
        assert_eq!(Qr::of(&"x".repeat(10_000)), None);
    }
}
