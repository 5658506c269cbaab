//! Urgent help: panels and the lines to ring. The numbers are data; their labels are looked up by the code a line or panel goes by.

use super::{labels::nation, list};
use crate::{
    finding::urgent::{Line, Panel},
    server::languages::{L, Said},
};

/// A line to ring or text, in words.
#[derive(Debug)]
pub struct Call {
    /// The link behind the number.
    pub href: String,
    /// The number as shown.
    pub number: String,
    /// Whom it is for, or what it does.
    pub what: Said,
    /// Who answers, and for whose people where that is not known.
    pub who: Said,
}

/// A line in words.
pub fn call(l: &L, line: &Line) -> Call {
    let name = l.label(&format!("line-{}-who", line.code), &line.name);
    let only: Vec<Said> = line.only.iter().map(|one| nation(l, *one)).collect();
    let who = if only.is_empty() { name } else { l.with("line-only", &[("name", (&name).into()), ("nations", (&list(l, &only)).into())]) };
    Call { href: line.href.clone(), number: line.number.clone(), what: l.label(&format!("line-{}", line.code), &line.what), who }
}

/// The heading of a panel and the first thing to do.
pub fn panel(l: &L, panel: &Panel) -> (Said, Said) {
    let heading = l.label(&format!("panel-{}", panel.code), &panel.heading);
    (heading, l.label(&format!("panel-{}-first", panel.code), &panel.first))
}
