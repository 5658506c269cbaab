//! Names on the drawing: as many towns and districts as fit without covering a pin or one another, the most important first.

use super::frame::{Frame, HEIGHT, Spot, WIDTH};
use crate::places::{
    Places,
    landmarks::{Landmark, LandmarkKind},
};

/// The most names on one drawing.
const MOST: usize = 14;

/// How far from its place a town's name may stand, in units down.
const ASIDE: [f64; 2] = [-21.0, 21.0];

/// The height of a line of letters, in units.
const LINE: f64 = 16.0;

/// The width of a letter, in units: names of towns are bold and larger.
const LETTER: f64 = 8.3;

/// A name and where it stands.
#[derive(Debug, PartialEq)]
pub struct Name {
    /// Its middle.
    pub spot: Spot,
    /// The name.
    pub text: String,
    /// How it is drawn: `town`, `smaller` or `district`.
    pub kind: &'static str,
}

/// A piece of the drawing that is taken.
#[derive(Debug, Clone, Copy)]
pub(super) struct Taken {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Taken {
    /// So much around a spot.
    pub(super) fn around(spot: Spot, width: f64, height: f64) -> Self {
        let (half_width, half_height) = (width / 2.0, height / 2.0);
        Self { left: spot.x - half_width, top: spot.y - half_height, right: spot.x + half_width, bottom: spot.y + half_height }
    }

    /// A line of letters around a spot.
    #[expect(clippy::cast_precision_loss, reason = "names are short")]
    pub(super) fn by_letters(spot: Spot, text: &str) -> Self {
        Self::around(spot, text.chars().count() as f64 * LETTER + 4.0, LINE)
    }

    fn touches(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    pub(super) fn is_inside(&self) -> bool {
        self.left >= 0.0 && self.top >= 0.0 && self.right <= WIDTH && self.bottom <= HEIGHT
    }
}

/// The names that fit beside what is taken already.
pub(super) fn names(frame: &Frame, places: &Places, mut taken: Vec<Taken>) -> Vec<Name> {
    let (south_west, north_east) = frame.corners();
    let mut names: Vec<Name> = Vec::new();
    for landmark in places.landmarks(south_west, north_east) {
        let free = |spot: &Spot| {
            let room = Taken::by_letters(*spot, landmark.name);
            room.is_inside() && !taken.iter().any(|other| other.touches(&room))
        };
        if let Some(spot) = spots(frame.spot(landmark.point), landmark.kind).find(free) {
            taken.push(Taken::by_letters(spot, landmark.name));
            names.push(Name { spot, text: landmark.name.to_owned(), kind: kind(&landmark) });
        }
        if names.len() == MOST {
            break;
        }
    }
    names
}

/// Where a name may stand: at its place; a town's also a little above or below it, because a map without its towns tells nobody
/// anything.
fn spots(at: Spot, kind: LandmarkKind) -> impl Iterator<Item = Spot> {
    let aside = if kind == LandmarkKind::Town { ASIDE.as_slice() } else { &[] };
    [0.0].iter().chain(aside).map(move |down| Spot { y: at.y + down, ..at })
}

fn kind(landmark: &Landmark<'_>) -> &'static str {
    match landmark.kind {
        LandmarkKind::Town => "town",
        LandmarkKind::Smaller => "smaller",
        LandmarkKind::District => "district",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::location::Point;

    #[test]
    fn names_cover_neither_what_is_taken_nor_one_another() {
        let places = Places::shipped().unwrap();
        let walsall = Point { lat: 52.586, lon: -1.982 };
        let frame = Frame::around(&[walsall, Point { lat: 52.48, lon: -1.9 }]).unwrap();
        let pin = Taken::around(frame.spot(walsall), 24.0, 24.0);
        let names = names(&frame, &places, vec![pin]);
        assert!((5..=MOST).contains(&names.len()), "{names:?}");
        let rooms: Vec<Taken> = names.iter().map(|name| Taken::by_letters(name.spot, &name.text)).chain([pin]).collect();
        for (at, room) in rooms.iter().enumerate() {
            assert!(!rooms[at + 1..].iter().any(|other| other.touches(room)), "{names:?}");
        }
        assert!(names.iter().any(|name| name.kind == "town"));
    }
}
