//! Where everything stands: rows measured, and set on pages of A4. All lengths are points from a page's top left corner.

use crate::pdf::{
    compose::{Cell, Drawn, Group, Row, WIDTH},
    typeface::{Shaped, Typeface},
};

/// The margin at the left and at the right.
pub(super) const LEFT: f32 = 56.0;
/// Where the text begins.
const TOP: f32 = 52.0;
/// Where the text ends; page numbers stand below.
const BOTTOM: f32 = 786.0;
/// Half of a page left blank is worse than a service on two pages.
const HALF: f32 = f32::midpoint(TOP, BOTTOM);
/// How many rows of a group never part: a service's name, who runs it, and its number.
const BEGINNING: usize = 3;
/// From one line to the next, in sizes of the letters.
const LEADING: f32 = 1.36;
/// From the top of a line to its foot, in sizes of the letters.
const ASCENT: f32 = 1.04;

/// One page: what is drawn on it.
#[derive(Debug, Default)]
pub(super) struct PageOf<'g> {
    pub(super) marks: Vec<Mark<'g>>,
}

/// Something drawn, for a row of a group.
#[derive(Debug)]
pub(super) struct Mark<'g> {
    /// The group's number and the row's within it.
    pub(super) row: (usize, usize),
    pub(super) x: f32,
    /// Words: their foot. Drawings: their top.
    pub(super) y: f32,
    pub(super) what: What<'g>,
}

#[derive(Debug)]
pub(super) enum What<'g> {
    Words(Shaped),
    Drawing(&'g Drawn),
}

/// A line of words within its row.
struct Set {
    x: f32,
    foot: f32,
    words: Shaped,
}

struct Measured<'g> {
    row: &'g Row,
    lines: Vec<Set>,
    height: f32,
}

/// Every page.
pub(super) fn pages<'g>(groups: &'g [Group], typeface: &Typeface) -> Vec<PageOf<'g>> {
    let mut paper = Paper { pages: vec![PageOf::default()], y: TOP };
    for (number, group) in groups.iter().enumerate() {
        let rows: Vec<Measured<'g>> = group.rows.iter().map(|row| measure(row, typeface)).collect();
        let height: f32 = rows.iter().map(|row| row.row.before + row.height).sum();
        let beginning: f32 = rows.iter().take(BEGINNING).map(|row| row.row.before + row.height).sum();
        let is_better_whole = height <= BOTTOM - TOP && paper.y > HALF;
        if paper.y + if is_better_whole { height } else { beginning } > BOTTOM {
            paper.turn();
        }
        for (at, row) in rows.into_iter().enumerate() {
            paper.set((number, at), row);
        }
    }
    paper.pages
}

struct Paper<'g> {
    pages: Vec<PageOf<'g>>,
    y: f32,
}

impl<'g> Paper<'g> {
    /// Begins a new page, unless this one is empty.
    fn turn(&mut self) {
        if self.y > TOP {
            self.pages.push(PageOf::default());
            self.y = TOP;
        }
    }

    fn mark(&mut self, mark: Mark<'g>) {
        if let Some(page) = self.pages.last_mut() {
            page.marks.push(mark);
        }
    }

    /// Sets a row; one that does not fit goes to the next page, one longer than a page runs over.
    fn set(&mut self, row: (usize, usize), measured: Measured<'g>) {
        let rule = matches!(measured.row.drawn, Some(Drawn::Rule));
        if self.y > TOP {
            self.y += measured.row.before;
        }
        if self.y + measured.height > BOTTOM && measured.height <= BOTTOM - TOP {
            self.turn();
        }
        if let Some(drawn) = measured.row.drawn.as_ref().filter(|_| !rule || self.y > TOP) {
            let top = if rule { self.y - measured.row.before / 2.0 } else { self.y + 3.0 };
            self.mark(Mark { row, x: LEFT, y: top, what: What::Drawing(drawn) });
        }
        let mut origin = self.y;
        for line in measured.lines {
            if origin + line.foot > BOTTOM + 4.0 && line.foot > 0.0 {
                self.turn();
                origin = TOP - line.foot + line.words.size * ASCENT;
            }
            self.mark(Mark { row, x: LEFT + line.x, y: origin + line.foot, what: What::Words(line.words) });
        }
        self.y = origin + measured.height;
    }
}

fn measure<'g>(row: &'g Row, typeface: &Typeface) -> Measured<'g> {
    let (mut lines, mut bottoms, mut height) = (Vec::new(), Vec::new(), row.drawn.as_ref().map_or(0.0, Drawn::side));
    let first = row.cells.iter().filter(|cell| cell.after.is_none()).map(|cell| cell.size * ASCENT).fold(0.0, f32::max);
    for cell in &row.cells {
        let top = cell.after.and_then(|at| bottoms.get(at).copied()).unwrap_or(first - cell.size * ASCENT);
        let bottom = set(cell, top, typeface, &mut lines);
        bottoms.push(bottom);
        height = f32::max(height, bottom);
    }
    Measured { row, lines, height }
}

/// Sets a cell's lines from `top` on and says where they end.
fn set(cell: &Cell, top: f32, typeface: &Typeface, lines: &mut Vec<Set>) -> f32 {
    let mut y = top;
    for words in typeface.lines(&cell.text, cell.weight, cell.size, cell.width.min(WIDTH)) {
        lines.push(Set { x: cell.left, foot: y + cell.size * ASCENT, words });
        y += cell.size * LEADING;
    }
    y
}
