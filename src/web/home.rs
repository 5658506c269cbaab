//! `/`: one box for words, one for a place, and the needs to choose from.

use crate::{
    app::App,
    finding::{
        needs::Needs,
        urgent::{self, Line},
    },
    server::{
        asked::Asked,
        page::{Content, Page},
        trouble::Trouble,
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
    starts: Vec<Start>,
    lines: &'static [Line],
    demonstration: bool,
}

impl Content for Home {
    fn title(&self) -> String {
        "Find local help".to_owned()
    }

    fn demonstration(&self) -> bool {
        self.demonstration
    }
}

/// `GET /`.
pub async fn get(State(app): State<App>) -> Result<Page<impl Content>, Trouble> {
    let demonstration = app.sources().await?.iter().any(|source| source.fictional);
    Ok(Page(Home { starts: starts(&app.needs()), lines: urgent::any_time(), demonstration }))
}

/// The broadest needs, by label.
fn starts(needs: &Needs) -> Vec<Start> {
    let mut labels: Vec<&str> = needs.iter().filter(|(_, need)| need.broader.is_none()).map(|(_, need)| need.label.as_str()).collect();
    labels.sort_unstable();
    let href = |label: &str| Asked { words: label.to_owned(), ..Asked::default() }.address("/search");
    labels.into_iter().map(|label| Start { label: label.to_owned(), href: href(label) }).collect()
}
