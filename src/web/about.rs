//! `/about`: what this is, how results are chosen, and where every record comes from.

use crate::{
    app::{App, SourceSummary},
    clock::london,
    model::date,
    server::{
        page::{Content, Page},
        trouble::Trouble,
        wording,
    },
};
use askama::Template;
use axum::extract::State;

/// A line of the table of sources.
#[derive(Debug)]
struct SourceLine {
    publisher: String,
    licence: String,
    services: String,
    read: String,
    fictional: bool,
}

#[derive(Debug, Template)]
#[template(path = "about.html")]
struct About {
    sources: Vec<SourceLine>,
}

impl Content for About {
    fn title(&self) -> String {
        "About".to_owned()
    }

    fn demonstration(&self) -> bool {
        self.sources.iter().any(|source| source.fictional)
    }
}

/// `GET /about`.
pub async fn get(State(app): State<App>) -> Result<Page<impl Content>, Trouble> {
    Ok(Page(About { sources: app.sources().await?.into_iter().map(line).collect() }))
}

fn line(source: SourceSummary) -> SourceLine {
    let read = source.last_import.map(|at| date::in_words(at.to_zoned(london()).date()));
    SourceLine {
        publisher: source.publisher.unwrap_or(source.key),
        licence: source.licence.unwrap_or_else(|| "Not stated".to_owned()),
        services: wording::count(source.services),
        read: read.unwrap_or_else(|| "Not known".to_owned()),
        fictional: source.fictional,
    }
}
