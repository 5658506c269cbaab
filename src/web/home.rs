//! `/`: one box for words, one for a place, and the needs to choose from.

use crate::{
    app::App,
    finding::{needs::Needs, urgent},
    server::{
        asked::Asked,
        languages::L,
        page::{Content, Page},
        trouble::Trouble,
        wording::{self, Call},
    },
};
use askama::Template;
use axum::extract::State;

/// A need to start from.
#[derive(Debug)]
struct Start {
    label: String,
    href: String,
}

#[derive(Debug, Template)]
#[template(path = "home.html")]
struct Home {
    l: L,
    examples: Vec<Start>,
    starts: Vec<Start>,
    lines: Vec<Call>,
    demonstration: bool,
}

impl Content for Home {
    fn title(&self) -> String {
        self.l.t("home-title").into_owned()
    }

    fn l(&self) -> L {
        self.l.clone()
    }

    fn demonstration(&self) -> bool {
        self.demonstration
    }
}

/// Searches to show what may be typed. The vocabulary is English.
const EXAMPLES: [&str; 3] = ["mum keeps falling", "food bank", "somebody to talk to"];

/// `GET /`.
pub async fn get(State(app): State<App>, l: L) -> Result<Page<impl Content>, Trouble> {
    let demonstration = app.sources().await?.iter().any(|source| source.fictional);
    let examples = EXAMPLES.iter().map(|words| start(words, &l)).collect();
    Ok(Page(Home {
        examples,
        starts: starts(&app.needs(), &l),
        lines: urgent::any_time().iter().map(|line| wording::call(&l, line)).collect(),
        demonstration,
        l,
    }))
}

/// The broadest needs, by label.
fn starts(needs: &Needs, l: &L) -> Vec<Start> {
    let mut labels: Vec<&str> = needs.iter().filter(|(_, need)| need.broader.is_none()).map(|(_, need)| need.label.as_str()).collect();
    labels.sort_unstable();
    labels.into_iter().map(|label| start(label, l)).collect()
}

fn start(words: &str, l: &L) -> Start {
    let asked = Asked { words: words.to_owned(), ..Asked::default() };
    Start { label: words.to_owned(), href: l.href(&asked.address("/search")) }
}
