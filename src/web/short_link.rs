//! `/plan/link` makes a link, `/p/{code}` shows what is behind one: the services, in order, until a day it names.
//!
//! Kept are the ids, the layout and two dates. No page behind a link may be indexed or kept.

use crate::{
    app::{App, Plan, Planned},
    handing::code::Code,
    server::{
        cache::Cache,
        extract::{Form, Path},
        languages::{L, Language},
        origin::Origin,
        page::{Content, Page},
        trouble::Trouble,
    },
    web::{handout, handover::Handover, sheet::SheetPage, shortlist, telling::Telling},
};
use askama::Template;
use axum::{
    extract::State,
    http::{HeaderName, StatusCode, Uri},
    response::{IntoResponse, Redirect, Response},
};
use url::form_urlencoded;

/// Search engines keep away.
const NOINDEX: [(HeaderName, &str); 1] = [(HeaderName::from_static("x-robots-tag"), "noindex, nofollow, noarchive")];

/// A link that leads nowhere, or nowhere any more.
#[derive(Debug, Template)]
#[template(path = "short_link.html")]
struct NoPlan {
    l: L,
    expired: bool,
    days: u16,
}

/// `POST /plan/link`: keeps the list and goes to its link.
pub async fn post(State(app): State<App>, l: L, Form(handover): Form<Handover>) -> Result<Response, Trouble> {
    if handover.shortlist.ids().is_empty() {
        return Ok(Redirect::to(&l.href(shortlist::PATH)).into_response());
    }
    let plan = app.keep_plan(handover.shortlist.ids(), handover.layout).await?;
    let language = handover.language.filter(|language| *language != l.language());
    let path = format!("/p/{}", plan.code);
    let address = language.map_or_else(|| l.href(&path), |language| format!("{path}?lang={}", language.code));
    Ok(Redirect::to(&address).into_response())
}

/// `GET /p/{code}`.
pub async fn get(State(app): State<App>, l: L, origin: Origin, uri: Uri, code: Result<Path<Code>, Trouble>) -> Result<Response, Trouble> {
    let planned = match code {
        Ok(Path(code)) => app.plan(&code).await?,
        Err(_) => Planned::Unknown,
    };
    let page = match planned {
        Planned::Standing(plan) => Page(standing(&app, l, &origin, &uri, plan).await?).into_response(),
        Planned::Expired => Page(NoPlan { l, expired: true, days: app.links().days }).into_response(),
        Planned::Unknown => Page(NoPlan { l, expired: false, days: app.links().days }).into_response(),
    };
    Ok((NOINDEX, page).into_response())
}

async fn standing(app: &App, l: L, origin: &Origin, uri: &Uri, plan: Plan) -> Result<SheetPage, Trouble> {
    let handover = Handover::of_plan(&plan, language(uri));
    let now = app.clock().london();
    let expires = Telling { l: &l, now: &now, from: None, layout: plan.layout }.day(plan.expires);
    let voice = handover.language.map_or_else(|| l.clone(), |language| l.to(language));
    let link = handout::link(&plan, origin, &Telling { l: &voice, now: &now, from: None, layout: plan.layout });
    let handout = handout::handout(app, &l, &handover, Some(link)).await?;
    Ok(SheetPage::new(l, handout, &handover, None, Some(expires)))
}

/// The language of the sheet, which may be one that has no pages.
fn language(uri: &Uri) -> Option<&'static Language> {
    let code = form_urlencoded::parse(uri.query()?.as_bytes()).find(|(key, _)| key == "lang")?.1;
    Language::of(&code)
}

impl Content for NoPlan {
    fn title(&self) -> String {
        self.l.t(if self.expired { "link-gone-heading" } else { "link-unknown-heading" }).into_owned()
    }

    fn l(&self) -> L {
        self.l.clone()
    }

    fn status(&self) -> StatusCode {
        if self.expired { StatusCode::GONE } else { StatusCode::NOT_FOUND }
    }

    fn cache(&self) -> Cache {
        Cache::Never
    }
}
