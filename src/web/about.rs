//! `/about`: what this is, how results are chosen, and where every record comes from.

use crate::{
    app::{App, SourceSummary},
    clock::london,
    server::{
        languages::{L, Said},
        page::{Content, Page},
        trouble::Trouble,
        wording,
    },
};
use askama::Template;
use axum::extract::State;

/// A publisher and what was read of theirs.
#[derive(Debug)]
struct SourceLine {
    publisher: Said,
    words: Said,
    fictional: bool,
}

#[derive(Debug, Template)]
#[template(path = "about.html")]
struct About {
    l: L,
    sources: Vec<SourceLine>,
}

impl Content for About {
    fn title(&self) -> String {
        self.l.t("about-title").into_owned()
    }

    fn l(&self) -> L {
        self.l.clone()
    }

    fn demonstration(&self) -> bool {
        self.sources.iter().any(|source| source.fictional)
    }
}

/// `GET /about`.
pub async fn get(State(app): State<App>, l: L) -> Result<Page<impl Content>, Trouble> {
    Ok(Page(About { sources: app.sources().await?.iter().map(|source| line(source, &l)).collect(), l }))
}

fn line(source: &SourceSummary, l: &L) -> SourceLine {
    let services = wording::services(l, source.services);
    let licence = source.licence.as_ref().map_or_else(|| l.say("not-stated"), |licence| l.published(licence));
    let read = source.last_import.map_or_else(|| l.say("not-known"), |at| wording::date_full(l, at.to_zoned(london()).date()));
    let values = [("services", (&services).into()), ("licence", (&licence).into()), ("read", (&read).into())];
    SourceLine {
        words: l.with("about-source", &values),
        publisher: wording::publisher(l, source.publisher.as_deref(), &source.key),
        fictional: source.fictional,
    }
}
