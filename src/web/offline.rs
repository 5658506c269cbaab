//! `/offline`: the copy on this device: how to save one, how old it is, how to be rid of it. The page works where there is no
//! connection too; what it shows of the device itself is filled in by its script.

use crate::{
    app::App,
    server::{
        languages::L,
        page::{Content, Page},
        phone,
    },
};
use askama::Template;
use axum::extract::State;

#[derive(Debug, Template)]
#[template(path = "offline.html")]
struct Offline {
    l: L,
    /// This program can give a phone its copy, or is one.
    ready: bool,
    miles: [u8; 5],
}

/// How far around a place a copy may reach, in miles: what is offered.
const MILES: [u8; 5] = [3, 5, 10, 15, 20];

impl Content for Offline {
    fn title(&self) -> String {
        self.l.t("offline-title").into_owned()
    }

    fn l(&self) -> L {
        self.l.clone()
    }
}

/// `GET /offline`.
pub async fn get(State(app): State<App>, l: L) -> Page<impl Content> {
    Page(Offline { ready: app.carried().is_some() || phone::module().is_some(), miles: MILES, l })
}
