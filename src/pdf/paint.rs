//! Ink on pages, and the tree that tells a screen reader what is what.

use crate::{
    handing::{qr::Qr, sheet::Sheet},
    pdf::{
        PdfError,
        compose::{Drawn, Group, Role, WIDTH, Weight},
        picture,
        place::{LEFT, Mark, PageOf, What},
        typeface::{Shaped, Typeface},
    },
};
use krilla::{
    Document, SerializeSettings,
    color::rgb,
    configure::{Accessibility, ConfigurationBuilder},
    destination::XyzDestination,
    geom::{Path, PathBuilder, Point, Rect, Transform},
    metadata::Metadata,
    num::NormalizedF32,
    outline::{Outline, OutlineNode},
    page::PageSettings,
    paint::{Fill, FillRule, LineCap, LineJoin, Stroke},
    surface::Surface,
    tagging::{Artifact, ArtifactType, ContentTag, Identifier, Node, SpanTag, Tag, TagGroup, TagTree},
};
use std::{collections::BTreeMap, num::NonZeroU16};

/// A4.
const PAPER: (f32, f32) = (595.0, 842.0);
/// Where page numbers stand, and how large they are.
const NUMBER: (f32, f32) = (812.0, 10.0);

/// What was drawn for each row, for the tree.
type Tagged = BTreeMap<(usize, usize), Vec<Node>>;

/// The whole document.
///
/// # Errors
/// When the writer refuses.
pub(super) fn document(sheet: &Sheet, groups: &[Group], pages: &[PageOf<'_>], typeface: &Typeface) -> Result<Vec<u8>, PdfError> {
    let configuration = ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1).finish();
    let configuration = configuration.map_err(|error| PdfError::Writing(format!("{error:?}")))?;
    let mut document = Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    document.set_metadata(Metadata::new().title(sheet.title.clone()).language(sheet.language.clone()).creator("Fingerpost".to_owned()));
    let size = PageSettings::from_wh(PAPER.0, PAPER.1).ok_or_else(|| PdfError::Writing("no such paper".to_owned()))?;
    let mut drawn = Tagged::new();
    for (number, page) in pages.iter().enumerate() {
        let mut paper = document.start_page_with(size.clone());
        let mut surface = paper.surface();
        for mark in &page.marks {
            paint(mark, &mut surface, typeface, &mut drawn);
        }
        if pages.len() > 1 {
            page_number(number + 1, pages.len(), &mut surface, typeface);
        }
        surface.finish();
        paper.finish();
    }
    document.set_outline(outline(groups, pages));
    document.set_tag_tree(tree(sheet, groups, drawn));
    document.finish().map_err(|error| PdfError::Writing(format!("{error:?}")))
}

fn paint(mark: &Mark<'_>, surface: &mut Surface<'_>, typeface: &Typeface, drawn: &mut Tagged) {
    match &mark.what {
        What::Words(words) => {
            let id = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
            write(words, mark.x, mark.y, surface, typeface);
            surface.end_tagged();
            remember(drawn, mark, id.into());
        }
        What::Drawing(Drawn::Code(qr, side, label)) => {
            let id = surface.start_tagged(ContentTag::Other);
            code(qr, *side, mark, surface);
            surface.end_tagged();
            let figure = TagGroup::with_children(Tag::Figure(Some(label.clone())), vec![id.into()]);
            remember(drawn, mark, figure.into());
        }
        What::Drawing(Drawn::Fact(fact, side)) => {
            if let Some(path) = picture::of(*fact) {
                decorate(surface, |surface| line_art(&path, *side, mark, surface));
            }
        }
        What::Drawing(Drawn::Rule) => decorate(surface, |surface| rule(mark.y, surface)),
    }
}

fn remember(drawn: &mut Tagged, mark: &Mark<'_>, node: Node) {
    drawn.entry(mark.row).or_default().push(node);
}

/// Draws what a screen reader need not hear of.
fn decorate(surface: &mut Surface<'_>, draw: impl FnOnce(&mut Surface<'_>)) {
    let _: Identifier = surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
    draw(surface);
    surface.end_tagged();
}

fn write(words: &Shaped, x: f32, y: f32, surface: &mut Surface<'_>, typeface: &Typeface) {
    ink(surface);
    surface.draw_glyphs(Point::from_xy(x, y), &words.glyphs, typeface.font(words.weight), &words.text, words.size, false);
}

fn ink(surface: &mut Surface<'_>) {
    surface.set_stroke(None);
    surface.set_fill(Some(Fill { paint: rgb::Color::new(0, 0, 0).into(), opacity: NormalizedF32::ONE, rule: FillRule::NonZero }));
}

fn pen(surface: &mut Surface<'_>, width: f32) {
    surface.set_fill(None);
    surface.set_stroke(Some(Stroke {
        paint: rgb::Color::new(0, 0, 0).into(),
        width,
        line_cap: LineCap::Round,
        line_join: LineJoin::Round,
        ..Stroke::default()
    }));
}

fn rule(y: f32, surface: &mut Surface<'_>) {
    pen(surface, 0.8);
    let mut builder = PathBuilder::new();
    builder.move_to(LEFT, y);
    builder.line_to(LEFT + WIDTH, y);
    if let Some(path) = builder.finish() {
        surface.draw_path(&path);
    }
}

fn line_art(path: &Path, side: f32, mark: &Mark<'_>, surface: &mut Surface<'_>) {
    let scale = side / picture::SIDE;
    pen(surface, 3.0);
    surface.push_transform(&Transform::from_row(scale, 0.0, 0.0, scale, mark.x, mark.y));
    surface.draw_path(path);
    surface.pop();
}

/// Squares of a code, as floats: there are at most 177 on a side.
#[expect(clippy::cast_precision_loss, reason = "a QR code has at most 177 squares on a side")]
fn code(qr: &Qr, side: f32, mark: &Mark<'_>, surface: &mut Surface<'_>) {
    let square = side / qr.side() as f32;
    let mut builder = PathBuilder::new();
    for run in qr.runs() {
        let (x, y) = (mark.x + run.x as f32 * square, mark.y + run.y as f32 * square);
        if let Some(rect) = Rect::from_xywh(x, y, run.length as f32 * square, square) {
            builder.push_rect(rect);
        }
    }
    ink(surface);
    if let Some(path) = builder.finish() {
        surface.draw_path(&path);
    }
}

fn page_number(number: usize, of: usize, surface: &mut Surface<'_>, typeface: &Typeface) {
    let (y, size) = NUMBER;
    for words in typeface.lines(&format!("{number} / {of}"), Weight::Regular, size, WIDTH) {
        let _: Identifier = surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::PageNumber)));
        write(&words, LEFT, y, surface, typeface);
        surface.end_tagged();
    }
}

/// The headings, as the reader's list of contents.
fn outline(groups: &[Group], pages: &[PageOf<'_>]) -> Outline {
    let mut outline = Outline::new();
    let mut told = None;
    for (number, page) in pages.iter().enumerate() {
        for mark in &page.marks {
            let Some((text, _)) = heading(groups, mark.row).filter(|_| told != Some(mark.row)) else { continue };
            told = Some(mark.row);
            let place = XyzDestination::new(number, Point::from_xy(mark.x, mark.y - 20.0));
            outline.push_child(OutlineNode::new(text, place));
        }
    }
    outline
}

/// A row's heading and level, where it is one.
fn heading(groups: &[Group], (group, row): (usize, usize)) -> Option<(String, u16)> {
    let row = groups.get(group)?.rows.get(row)?;
    match row.role {
        Role::Heading(level) => Some((row.cells.first()?.text.clone(), level)),
        Role::Paragraph => None,
    }
}

/// Each group a section, each row a heading or a paragraph, in reading order.
fn tree(sheet: &Sheet, groups: &[Group], mut drawn: Tagged) -> TagTree {
    let mut tree = TagTree::new().with_lang(Some(sheet.language.clone()));
    for (number, group) in groups.iter().enumerate() {
        let mut section = TagGroup::new(Tag::Section);
        for at in 0..group.rows.len() {
            let Some(nodes) = drawn.remove(&(number, at)) else { continue };
            let level = heading(groups, (number, at)).and_then(|(text, level)| Some((text, NonZeroU16::new(level)?)));
            section.push(match level {
                Some((text, level)) => TagGroup::with_children(Tag::Hn(level, Some(text)), nodes),
                None => TagGroup::with_children(Tag::P, nodes),
            });
        }
        tree.push(section);
    }
    tree
}
