//! What stands on the paper and how large: a sheet's layout as rows, without any measuring. All lengths are points.

use crate::handing::{
    qr::Qr,
    sheet::{Block, Fact, Layout, Line, Sheet},
};

/// Width of the text on A4.
pub(super) const WIDTH: f32 = 483.0;

/// Heavy or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// Words in a column.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    pub(super) left: f32,
    pub(super) width: f32,
    pub(super) size: f32,
    pub(super) weight: Weight,
    pub(super) text: String,
    /// How far below the row's top it begins, in lines of its own.
    pub(super) after: Option<usize>,
}

/// What a row is to somebody who hears it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Role {
    /// A heading of this level.
    Heading(u16),
    /// A paragraph.
    Paragraph,
}

/// Something drawn at the left of a row.
#[derive(Debug, Clone)]
pub(super) enum Drawn {
    /// A fact's picture: decoration, its label says the same.
    Fact(Fact, f32),
    /// A QR code, with what a screen reader says of it.
    Code(Qr, f32, String),
    /// A thin line across.
    Rule,
}

impl Drawn {
    /// Its height.
    pub(super) fn side(&self) -> f32 {
        match self {
            Self::Fact(_, side) | Self::Code(_, side, _) => *side,
            Self::Rule => 0.0,
        }
    }
}

/// One row: words in columns, and perhaps something drawn.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) role: Role,
    pub(super) before: f32,
    pub(super) drawn: Option<Drawn>,
    pub(super) cells: Vec<Cell>,
}

/// Rows that stay on one page where they fit on one.
#[derive(Debug, Clone, Default)]
pub(super) struct Group {
    pub(super) rows: Vec<Row>,
}

/// Sizes of a layout.
struct Sizes {
    title: f32,
    name: f32,
    call: f32,
    body: f32,
    small: f32,
    gap: f32,
    picture: f32,
    /// Where the words begin beside their label; `None` = below it.
    beside: Option<f32>,
}

const STANDARD: Sizes = Sizes { title: 22.0, name: 15.0, call: 17.0, body: 11.5, small: 10.0, gap: 4.0, picture: 0.0, beside: Some(108.0) };
const LARGE: Sizes = Sizes { title: 30.0, name: 25.0, call: 28.0, body: 19.0, small: 18.0, gap: 9.0, picture: 0.0, beside: None };
const EASY: Sizes = Sizes { title: 28.0, name: 22.0, call: 22.0, body: 16.0, small: 14.0, gap: 11.0, picture: 40.0, beside: None };

/// The sheet as groups of rows: the head, each service, the link, the foot.
pub(super) fn groups(sheet: &Sheet) -> Vec<Group> {
    let sizes = match sheet.layout {
        Layout::Standard => &STANDARD,
        Layout::Large => &LARGE,
        Layout::Easy => &EASY,
    };
    let mut groups = vec![head(sheet, sizes)];
    groups.extend(sheet.blocks.iter().enumerate().map(|(at, block)| service(at + 1, block, sizes)));
    let foot = foot(sheet, sizes);
    groups.extend((!foot.rows.is_empty()).then_some(foot));
    groups
}

fn head(sheet: &Sheet, sizes: &Sizes) -> Group {
    let title = Row { role: Role::Heading(1), ..words(&sheet.title, sizes.title, Weight::Bold, 0.0) };
    let made = words(&sheet.made, sizes.small, Weight::Regular, 2.0);
    let matters = sheet.matters.iter().flat_map(|line| {
        let label = Row { role: Role::Heading(2), ..words(&line.label, sizes.name, Weight::Bold, sizes.gap * 2.5) };
        [label, words(&line.text, sizes.body, Weight::Regular, 2.0)]
    });
    Group { rows: [title, made].into_iter().chain(matters).collect() }
}

fn service(number: usize, block: &Block, sizes: &Sizes) -> Group {
    let name = Row {
        role: Role::Heading(2),
        drawn: Some(Drawn::Rule),
        ..words(&format!("{number}. {}", block.name), sizes.name, Weight::Bold, sizes.gap * 4.0)
    };
    let by = words(&block.by, sizes.body, Weight::Regular, 1.0);
    let facts = block.lines.iter().map(|line| fact(line, sizes));
    Group { rows: [name, by].into_iter().chain(facts).collect() }
}

/// A fact: its label, and its words beside or below.
fn fact(line: &Line, sizes: &Sizes) -> Row {
    let size = if line.fact == Fact::Phone { sizes.call } else { sizes.body };
    let weight = if line.fact == Fact::Phone { Weight::Bold } else { Weight::Regular };
    let indent = if sizes.picture > 0.0 { sizes.picture + 14.0 } else { 0.0 };
    let words_left = sizes.beside.unwrap_or(indent);
    let label_width = sizes.beside.map_or(WIDTH - indent, |left| left - 8.0);
    let label = Cell { left: indent, width: label_width, size: sizes.body, weight: Weight::Bold, text: line.label.clone(), after: None };
    let after = sizes.beside.is_none().then_some(0);
    let words = Cell { left: words_left, width: WIDTH - words_left, size, weight, text: line.text.clone(), after };
    let drawn = (sizes.picture > 0.0).then_some(Drawn::Fact(line.fact, sizes.picture));
    Row { role: Role::Paragraph, before: sizes.gap, drawn, cells: vec![label, words] }
}

fn foot(sheet: &Sheet, sizes: &Sizes) -> Group {
    let missing = sheet.missing.iter().map(|line| words(line, sizes.body, Weight::Regular, sizes.gap * 2.0));
    let link = sheet.link.iter().filter_map(|link| {
        let qr = Qr::of(&link.address)?;
        let (side, left) = (104.0, 118.0);
        let cell = |text: &str, weight, after| Cell { left, width: WIDTH - left, size: sizes.body, weight, text: text.to_owned(), after };
        Some(Row {
            role: Role::Paragraph,
            before: sizes.gap * 4.0,
            drawn: Some(Drawn::Code(qr, side, link.label.clone())),
            cells: vec![cell(&link.words, Weight::Regular, None), cell(&link.address, Weight::Bold, Some(0))],
        })
    });
    let closing = sheet.closing.iter().map(|line| words(line, sizes.small, Weight::Regular, sizes.gap));
    Group { rows: missing.chain(link).chain(closing).collect() }
}

fn words(text: &str, size: f32, weight: Weight, before: f32) -> Row {
    let cell = Cell { left: 0.0, width: WIDTH, size, weight, text: text.to_owned(), after: None };
    Row { role: Role::Paragraph, before, drawn: None, cells: vec![cell] }
}
