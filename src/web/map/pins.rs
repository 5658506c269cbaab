//! Numbered pins. Services that stand at nearly the same place share a pin that names them all, so that no number hides another.

use super::frame::{Spot, WIDTH};

/// Pins nearer than this, in units, share one.
const NEAR: f64 = 22.0;

/// The longest numbers written out on a pin, in characters.
const LONGEST: usize = 11;

/// A pin.
#[derive(Debug, Clone, PartialEq)]
pub struct Pin {
    /// Where it stands.
    pub spot: Spot,
    /// The numbers in words: "3", "1–3, 7".
    pub label: String,
    /// How wide it is, in units.
    pub width: f64,
    /// The numbers.
    numbers: Vec<usize>,
    /// One of them is known only roughly.
    pub rough: bool,
}

impl Pin {
    fn new(number: usize, spot: Spot, rough: bool) -> Self {
        let mut pin = Self { spot, label: String::new(), width: 0.0, numbers: vec![number], rough };
        pin.labelled();
        pin
    }

    fn take(&mut self, other: Self) {
        self.numbers.extend(other.numbers);
        self.numbers.sort_unstable();
        self.rough |= other.rough;
        self.labelled();
    }

    fn touches(&self, other: &Self) -> bool {
        let apart = f64::midpoint(self.width, other.width);
        (self.spot.y - other.spot.y).abs() < NEAR && (self.spot.x - other.spot.x).abs() < apart.max(NEAR)
    }

    /// Sets its label, and moves it in from the edge where its width would take it over.
    fn labelled(&mut self) {
        self.label = written(&self.numbers);
        self.width = width(&self.label);
        let half = self.width / 2.0 + 1.0;
        self.spot.x = self.spot.x.clamp(half, WIDTH - half);
    }

    /// All its numbers, where its label leaves some out.
    pub(super) fn left_out(&self) -> Option<String> {
        let all: Vec<String> = self.numbers.iter().map(usize::to_string).collect();
        self.label.contains('+').then(|| all.join(", "))
    }

    /// Its left edge.
    pub fn left(&self) -> f64 {
        self.spot.x - self.width / 2.0
    }
}

/// Pins for numbered spots, in the order of their first numbers.
pub(super) fn pins(spots: impl IntoIterator<Item = (usize, Spot, bool)>) -> Vec<Pin> {
    let mut pins: Vec<Pin> = Vec::new();
    for (number, spot, rough) in spots {
        let mut pin = Pin::new(number, spot, rough);
        // A pin that grows may touch another one.
        while let Some(at) = pins.iter().position(|other| other.touches(&pin)) {
            let mut first = pins.remove(at);
            first.take(pin);
            pin = first;
        }
        pins.push(pin);
    }
    pins.sort_by_key(|pin| pin.numbers.first().copied());
    pins
}

/// "3", "3, 7", "1–4, 7"; the first few and how many more where there are many.
fn written(numbers: &[usize]) -> String {
    let runs = numbers.chunk_by(|one, next| one + 1 == *next).map(|run| match run {
        [only] => only.to_string(),
        [first, last] => format!("{first}, {last}"),
        [first, .., last] => format!("{first}–{last}"),
        [] => String::new(),
    });
    let whole = runs.collect::<Vec<_>>().join(", ");
    match numbers {
        [first, second, rest @ ..] if whole.chars().count() > LONGEST => format!("{first}, {second} +{}", rest.len()),
        _ => whole,
    }
}

#[expect(clippy::cast_precision_loss, reason = "a label of at most a dozen characters")]
fn width(label: &str) -> f64 {
    (label.chars().count() as f64 * 7.5 + 11.0).max(24.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spot(x: f64, y: f64) -> Spot {
        Spot { x, y }
    }

    #[test]
    fn neighbours_share_a_pin_and_others_do_not() {
        let pins = pins([(1, spot(50.0, 50.0), false), (2, spot(200.0, 50.0), false), (3, spot(55.0, 52.0), true)]);
        let told: Vec<(&str, bool)> = pins.iter().map(|pin| (pin.label.as_str(), pin.rough)).collect();
        assert_eq!(told, [("1, 3", true), ("2", false)]);
        assert!(pins[0].width > pins[1].width);
    }

    #[test]
    fn no_pin_covers_another() {
        let row = (1..=20_u8).map(|number| (usize::from(number), spot(20.0 + f64::from(number) * 16.0, 100.0), false));
        let pins = pins(row);
        for (at, pin) in pins.iter().enumerate() {
            assert!(pins.iter().skip(at + 1).all(|other| !pin.touches(other)), "{pins:?}");
        }
        assert_eq!(pins.iter().map(|pin| pin.numbers.len()).sum::<usize>(), 20);
    }

    #[test]
    fn a_wide_pin_at_the_edge_stays_on_the_drawing() {
        let wide = pins((1..=9).map(|number| (number * 2, spot(WIDTH - 30.0, 50.0), false)));
        assert!(wide[0].left() >= 0.0 && wide[0].left() + wide[0].width <= WIDTH, "{wide:?}");
    }

    #[test]
    fn numbers_are_written_short() {
        for (numbers, words) in [(vec![3], "3"), (vec![3, 4], "3, 4"), (vec![1, 2, 3, 7], "1–3, 7"), (vec![1, 3, 5, 7, 9, 11], "1, 3 +4")]
        {
            assert_eq!(written(&numbers), words);
        }
        let together = pins((1..=6).map(|number| (number * 2, spot(50.0, 50.0), false)));
        assert_eq!((together[0].label.as_str(), together[0].left_out().as_deref()), ("2, 4 +4", Some("2, 4, 6, 8, 10, 12")));
    }
}
