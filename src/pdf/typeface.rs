//! The typeface: shaping words, measuring them, breaking them into lines.

use crate::{
    handing::unbroken::{Piece, is_joint, pieces},
    pdf::{
        PdfError,
        compose::{Group, Weight},
    },
};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::{Face, UnicodeBuffer};
use std::ops::Range;

/// Noto Sans in two weights.
pub(super) struct Typeface {
    regular: Cut,
    bold: Cut,
}

/// One weight, for the writer and for the shaper.
struct Cut {
    font: Font,
    face: Face<'static>,
}

/// Words on one line, ready to be drawn.
#[derive(Debug, Clone)]
pub(super) struct Shaped {
    pub(super) text: String,
    pub(super) glyphs: Vec<KrillaGlyph>,
    pub(super) weight: Weight,
    pub(super) size: f32,
}

impl Typeface {
    /// Opens both weights.
    ///
    /// # Errors
    /// When the typeface inside the program cannot be read.
    pub(super) fn open() -> Result<Self, PdfError> {
        Ok(Self { regular: Cut::open(notosans::REGULAR_TTF)?, bold: Cut::open(notosans::BOLD_TTF)? })
    }

    fn cut(&self, weight: Weight) -> &Cut {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }

    /// The writer's font of a weight.
    pub(super) fn font(&self, weight: Weight) -> Font {
        self.cut(weight).font.clone()
    }

    /// The first letter or digit of a group that the typeface lacks.
    pub(super) fn lacks(&self, group: &Group) -> Option<char> {
        let cells = group.rows.iter().flat_map(|row| &row.cells);
        cells
            .flat_map(|cell| cell.text.chars().map(|c| (cell.weight, c)))
            .find(|(weight, c)| c.is_alphanumeric() && !self.has(*weight, *c))
            .map(|(_, c)| c)
    }

    fn has(&self, weight: Weight, c: char) -> bool {
        self.cut(weight).face.glyph_index(c).is_some()
    }

    /// Text broken into lines of at most `width` points. Line ends in the text are kept; a word that is too long is cut.
    pub(super) fn lines(&self, text: &str, weight: Weight, size: f32, width: f32) -> Vec<Shaped> {
        let text = self.printable(text, weight);
        let mut lines = Vec::new();
        for paragraph in text.lines() {
            for range in self.breaks(paragraph, weight, size, width) {
                lines.push(self.shape(&paragraph[range], weight, size));
            }
        }
        lines
    }

    /// Signs that are no letters and not in the typeface (a tick, a smiley) become spaces: they say nothing that the words do not.
    fn printable(&self, text: &str, weight: Weight) -> String {
        let kept = |c: char| c == '\n' || !c.is_control() && self.has(weight, c);
        text.chars().map(|c| if kept(c) { c } else { ' ' }).collect()
    }

    fn breaks(&self, text: &str, weight: Weight, size: f32, width: f32) -> Vec<Range<usize>> {
        let (mut lines, mut start, mut end, mut used) = (Vec::new(), 0, 0, 0.0);
        for word in words(text) {
            let bare = self.width(text[word.clone()].trim_end(), weight, size);
            if end > start && used + bare > width {
                lines.push(start..end);
                (start, used) = (word.start, 0.0);
            }
            end = word.end;
            if bare > width {
                while let Some(fits) = self.fitting(text[start..end].trim_end(), weight, size, width) {
                    let cut = last_joint(&text[start..end], fits).unwrap_or(fits);
                    lines.push(start..start + cut);
                    start += cut;
                }
            }
            used += self.width(&text[word.start.max(start)..end], weight, size);
        }
        lines.extend((end > start).then_some(start..end));
        lines
    }

    /// How many bytes of a text fit on a line, at least one letter; `None` where all of it does.
    fn fitting(&self, text: &str, weight: Weight, size: f32, width: f32) -> Option<usize> {
        let mut used = 0.0;
        let glyphs = self.shape(text, weight, size).glyphs;
        let beyond = glyphs.into_iter().find(|glyph| {
            used += glyph.x_advance * size;
            used > width
        })?;
        let second = text.char_indices().nth(1).map(|(at, _)| at)?;
        Some(beyond.text_range.start.max(second))
    }

    fn width(&self, text: &str, weight: Weight, size: f32) -> f32 {
        self.shape(text, weight, size).glyphs.iter().map(|glyph| glyph.x_advance).sum::<f32>() * size
    }

    fn shape(&self, text: &str, weight: Weight, size: f32) -> Shaped {
        let face = &self.cut(weight).face;
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        let shaped = rustybuzz::shape(face, &[], buffer);
        let clusters: Vec<usize> = shaped.glyph_infos().iter().map(|info| info.cluster as usize).collect();
        let part = |units: i32| f32_of(units) / f32_of(face.units_per_em());
        let glyphs = shaped.glyph_infos().iter().zip(shaped.glyph_positions()).map(|(info, position)| {
            let range = info.cluster as usize..cluster_end(&clusters, info.cluster as usize, text.len());
            KrillaGlyph::new(
                GlyphId::new(info.glyph_id),
                part(position.x_advance),
                part(position.x_offset),
                part(position.y_offset),
                part(position.y_advance),
                range,
                None,
            )
        });
        Shaped { glyphs: glyphs.collect(), text: text.to_owned(), weight, size }
    }
}

impl Cut {
    fn open(bytes: &'static [u8]) -> Result<Self, PdfError> {
        let broken = || PdfError::Writing("the typeface cannot be read".to_owned());
        Ok(Self { font: Font::new(bytes.into(), 0).ok_or_else(broken)?, face: Face::from_slice(bytes, 0).ok_or_else(broken)? })
    }
}

/// Each word with the spaces after it; a postcode and a telephone number are one.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut open = false;
    for piece in pieces(text) {
        let parts: Vec<&str> = match piece {
            Piece::Text(text) => text.split_inclusive(' ').collect(),
            Piece::Whole(text) | Piece::Address(text) => vec![text],
        };
        for part in parts {
            match words.last_mut().filter(|_| open) {
                Some(last) => last.end += part.len(),
                None => words.push(words.last().map_or(0, |last| last.end)..words.last().map_or(0, |last| last.end) + part.len()),
            }
            open = !part.ends_with(' ');
        }
    }
    words.into_iter()
}

/// The last place before `end` where an address has a joint.
fn last_joint(text: &str, end: usize) -> Option<usize> {
    let joints = text.char_indices().filter(|(at, c)| *at > 0 && is_joint(*c)).map(|(at, _)| at);
    joints.take_while(|at| *at <= end).last()
}

/// Where the letters of a cluster end: where the next one begins.
fn cluster_end(clusters: &[usize], start: usize, end: usize) -> usize {
    clusters.iter().copied().filter(|cluster| *cluster > start).min().unwrap_or(end)
}

/// Font units are at most a few thousand.
#[expect(clippy::cast_precision_loss, reason = "font units are at most a few thousand, far below where a float loses whole numbers")]
fn f32_of(units: i32) -> f32 {
    units as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(text: &str, width: f32) -> Vec<String> {
        Typeface::open().unwrap().lines(text, Weight::Regular, 10.0, width).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn lines_break_between_words_and_only_then_inside_them() {
        assert_eq!(broken("one two three", 1000.0), ["one two three"]);
        assert_eq!(broken("one two three", 40.0), ["one two ", "three"]);
        assert_eq!(broken("one\n\ntwo", 1000.0), ["one", "two"]);
        for width in 80..200 {
            let lines = broken("The hall, Walsall, WS1 3NX, or 0121 496 0123", f32_of(width));
            for whole in ["WS1 3NX", "0121 496 0123"] {
                assert!(lines.iter().any(|line| line.contains(whole)), "{width}: {lines:?}");
            }
        }
        assert_eq!(broken("https://example.org/p/c2hh-fjmb-8zfz", 130.0), ["https://example.org/p", "/c2hh-fjmb-8zfz"]);
        let cut = broken("unbreakable", 25.0);
        assert!(cut.len() > 1 && cut.concat() == "unbreakable", "{cut:?}");
        assert!(broken("", 10.0).is_empty());
        assert_eq!(broken("ab", 0.1), ["a", "b"]);
    }
}
