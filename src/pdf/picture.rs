//! The pictures of `static/` as shapes for the PDF: each is one path of `M`, `L`, `C` and `Z` in a square of 48.

use crate::handing::sheet::Fact;
use krilla::geom::{Path, PathBuilder};

/// The side of the square a picture is drawn in.
pub(super) const SIDE: f32 = 48.0;

/// The picture of a fact.
pub(super) fn of(fact: Fact) -> Option<Path> {
    let svg = match fact {
        Fact::Phone => include_str!("../../static/easy-phone.svg"),
        Fact::Where => include_str!("../../static/easy-where.svg"),
        Fact::When => include_str!("../../static/easy-when.svg"),
        Fact::GettingIn => include_str!("../../static/easy-join.svg"),
        Fact::Cost => include_str!("../../static/easy-cost.svg"),
        Fact::Bring => include_str!("../../static/easy-bring.svg"),
        Fact::Web => include_str!("../../static/easy-web.svg"),
        Fact::Checked => include_str!("../../static/easy-checked.svg"),
        Fact::Note => include_str!("../../static/easy-note.svg"),
        Fact::Notice => include_str!("../../static/easy-notice.svg"),
    };
    let (_, path) = svg.split_once(" d=\"")?;
    trace(path.split('"').next()?)
}

/// Follows the commands; `None` when one cannot be read.
fn trace(path: &str) -> Option<Path> {
    let mut builder = PathBuilder::new();
    let starts = path.char_indices().filter(|(_, c)| c.is_ascii_uppercase()).map(|(at, _)| at);
    let ends = starts.clone().skip(1).chain([path.len()]);
    for (start, end) in starts.zip(ends) {
        let (command, numbers) = path[start..end].split_at(1);
        let numbers: Vec<f32> = numbers.split_whitespace().map(str::parse).collect::<Result<_, _>>().ok()?;
        match (command, numbers.as_slice()) {
            ("M", [x, y]) => builder.move_to(*x, *y),
            ("L", [x, y]) => builder.line_to(*x, *y),
            ("C", [x1, y1, x2, y2, x, y]) => builder.cubic_to(*x1, *y1, *x2, *y2, *x, *y),
            ("Z", []) => builder.close(),
            _ => return None,
        }
    }
    builder.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fact_has_a_picture_that_can_be_drawn() {
        use Fact::{Bring, Checked, Cost, GettingIn, Note, Notice, Phone, Web, When, Where};
        for fact in [Phone, Where, When, GettingIn, Cost, Bring, Web, Checked, Note, Notice] {
            assert!(of(fact).is_some(), "{fact:?}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_no_picture() {
        assert!(trace("M1 1L2").is_none() && trace("M1 1Q2 2 3 3").is_none() && trace("").is_none());
    }
}
