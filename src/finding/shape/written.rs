//! A shape as one short word and back: the way it lies in the index, exact to about a metre.
//!
//! Every number is the step from the one before in hundred-thousandths of a degree, written in letters of five bits each, least
//! first. A space ends a ring and a semicolon a polygon. The box around the shape comes first, so that most questions read no more.

use super::{Ring, Shape, thinning};
use crate::model::location::Point;

/// Steps in a degree.
const PER_DEGREE: f64 = 100_000.0;
/// The longest word, in bytes: the index takes no term of 64 KiB.
const LONGEST: usize = 60_000;
/// Metres a border may move where a shape has to be thinned to fit; doubled until it does.
const FIRST_TOLERANCE_METRES: f64 = 10.0;
/// The lowest letter; five bits and a sign that more follow make 64 of them.
const LETTERS_FROM: u8 = b'?';
const RING: char = ' ';
const POLYGON: char = ';';
const BOX: char = '!';

impl Shape {
    /// The shape as a word. A border with very many points is thinned out to fit.
    pub fn written(&self) -> String {
        let mut word = self.write();
        let mut tolerance = FIRST_TOLERANCE_METRES;
        while word.len() > LONGEST {
            word = thinning::thinned(self, tolerance).write();
            tolerance *= 2.0;
        }
        word
    }

    fn write(&self) -> String {
        let (low, high) = self.bounds();
        let mut word = write_points(&[low, high]);
        word.push(BOX);
        let rings = |rings: &Vec<Ring>| rings.iter().map(|ring| write_points(ring)).collect::<Vec<_>>().join(&RING.to_string());
        word.push_str(&self.polygons.iter().map(rings).collect::<Vec<_>>().join(&POLYGON.to_string()));
        word
    }

    /// Reads a written shape; `None` for anything else.
    pub fn of_written(word: &str) -> Option<Self> {
        let (_, polygons) = word.split_once(BOX)?;
        let rings = |polygon: &str| polygon.split(RING).map(read_points).collect::<Option<Vec<Ring>>>();
        Some(Self { polygons: polygons.split(POLYGON).map(rings).collect::<Option<_>>()? })
    }

    /// The corners of the box around a written shape, without reading the rest.
    pub fn bounds_of_written(word: &str) -> Option<(Point, Point)> {
        match read_points(word.split_once(BOX)?.0)?[..] {
            [low, high] => Some((low, high)),
            _ => None,
        }
    }
}

fn write_points(points: &[Point]) -> String {
    let (mut word, mut lat, mut lon) = (String::new(), 0, 0);
    for point in points {
        let (next_lat, next_lon) = (steps(point.lat), steps(point.lon));
        write_number(next_lat - lat, &mut word);
        write_number(next_lon - lon, &mut word);
        (lat, lon) = (next_lat, next_lon);
    }
    word
}

fn read_points(word: &str) -> Option<Ring> {
    let (mut rest, mut points, mut lat, mut lon) = (word.bytes(), Vec::new(), 0_i64, 0_i64);
    while rest.len() > 0 {
        lat = lat.checked_add(read_number(&mut rest)?)?;
        lon = lon.checked_add(read_number(&mut rest)?)?;
        points.push(Point { lat: degrees(lat), lon: degrees(lon) });
    }
    Some(points)
}

#[expect(clippy::cast_possible_truncation, reason = "degrees are small")]
fn steps(degrees: f64) -> i64 {
    (degrees * PER_DEGREE).round() as i64
}

#[expect(clippy::cast_precision_loss, reason = "no more than 18 million steps go around the Earth")]
fn degrees(steps: i64) -> f64 {
    steps as f64 / PER_DEGREE
}

fn write_number(number: i64, word: &mut String) {
    let mut left = (number << 1 ^ number >> 63).unsigned_abs();
    loop {
        let (five, more) = (u8::try_from(left & 31).unwrap_or_default(), left > 31);
        word.push(char::from(LETTERS_FROM + five + if more { 32 } else { 0 }));
        if !more {
            return;
        }
        left >>= 5;
    }
}

fn read_number(letters: &mut impl Iterator<Item = u8>) -> Option<i64> {
    let (mut number, mut shift) = (0_i64, 0);
    loop {
        let letter = letters.next()?.checked_sub(LETTERS_FROM).filter(|letter| *letter < 64)?;
        number |= i64::from(letter & 31).checked_shl(shift).filter(|_| shift < 60)?;
        shift += 5;
        if letter < 32 {
            return Some(number >> 1 ^ -(number & 1));
        }
    }
}
