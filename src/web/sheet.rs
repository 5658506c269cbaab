//! `/plan/sheet`: what a person takes away, to be printed, sent or saved. By `POST` with their own words, by `GET` without.
//!
//! The words are shown in the answer and are gone with it: nothing of them is kept, logged or put into an address.

use crate::{
    app::{App, Planned},
    handing::{
        qr::Qr,
        sheet::{Layout, Link, Sheet},
        text_message::Message,
        texts::{self, Email},
    },
    server::{
        cache::Cache,
        extract::{Form, Query},
        languages::L,
        origin::Origin,
        page::{Content, Page},
        trouble::Trouble,
    },
    web::{
        handout::{self, Handout},
        handover::Handover,
        shortlist::{LayoutChoice, layouts},
        telling::Telling,
    },
};
use askama::Template;
use axum::extract::State;

#[derive(Debug, Template)]
#[template(path = "sheet.html")]
pub(super) struct SheetPage {
    l: L,
    title: String,
    sheet: Sheet,
    qr: Option<Drawing>,
    layouts: Vec<LayoutChoice>,
    fields: Vec<(String, String)>,
    email: Email,
    message: Message,
    sms: String,
    /// Why what was asked for could not be made.
    problem: Option<String>,
    /// The day the link it was reached by stops working.
    expires: Option<String>,
    demonstration: bool,
}

/// A QR code on a page.
#[derive(Debug)]
struct Drawing {
    side: usize,
    path: String,
}

/// `GET /plan/sheet?s=ID&layout=large`.
pub async fn get(State(app): State<App>, l: L, origin: Origin, Query(handover): Query<Handover>) -> Result<Page<impl Content>, Trouble> {
    page(&app, l, &origin, handover.as_in_an_address(), None).await
}

/// `POST /plan/sheet`.
pub async fn post(State(app): State<App>, l: L, origin: Origin, Form(handover): Form<Handover>) -> Result<Page<impl Content>, Trouble> {
    page(&app, l, &origin, handover, None).await
}

/// The sheet as a page; `problem` says why it is not what was asked for.
pub(super) async fn page(
    app: &App,
    l: L,
    origin: &Origin,
    handover: Handover,
    problem: Option<String>,
) -> Result<Page<SheetPage>, Trouble> {
    let (made, handover) = made(app, &l, origin, handover).await?;
    Ok(Page(SheetPage::new(l, made, &handover, problem, None)))
}

/// The sheet with its link: a new one where one was asked for, the one it has already where there is one.
pub(super) async fn made(app: &App, l: &L, origin: &Origin, mut handover: Handover) -> Result<(Handout, Handover), Trouble> {
    if app.carried().is_some() {
        let link = handover.with_link.then(|| handout::link_to_services(origin, &handover, &l.t("handout-scan")));
        return Ok((handout::handout(app, l, &handover, link).await?, handover));
    }
    if handover.with_link && handover.code.is_none() && !handover.shortlist.ids().is_empty() {
        handover.code = Some(app.keep_plan(handover.shortlist.ids(), handover.layout).await?.code);
    }
    let link = link(app, l, origin, &handover).await?;
    Ok((handout::handout(app, l, &handover, link).await?, handover))
}

async fn link(app: &App, l: &L, origin: &Origin, handover: &Handover) -> Result<Option<Link>, Trouble> {
    let Some(code) = &handover.code else { return Ok(None) };
    let voice = handover.language.map_or_else(|| l.clone(), |language| l.to(language));
    let telling = Telling { l: &voice, now: &app.clock().london(), from: None, layout: handover.layout };
    Ok(match app.plan(code).await? {
        Planned::Standing(plan) => Some(handout::link(&plan, origin, &telling)),
        Planned::Expired | Planned::Unknown => None,
    })
}

impl SheetPage {
    pub(super) fn new(l: L, handout: Handout, handover: &Handover, problem: Option<String>, expires: Option<String>) -> Self {
        let Handout { sheet, demonstration } = handout;
        let voice = handover.language.map_or_else(|| l.clone(), |language| l.to(language));
        let message = handout::message(&sheet, &voice);
        let qr = sheet.link.as_ref().and_then(|link| Qr::of(&link.address));
        Self {
            title: if expires.is_some() { l.t("link-title").into_owned() } else { sheet.title.clone() },
            qr: qr.map(|qr| Drawing { side: qr.side(), path: qr.path() }),
            layouts: layouts(handover.layout),
            fields: handover.fields(),
            email: texts::email(&sheet),
            sms: texts::sms(&message.text),
            message,
            problem,
            expires,
            demonstration,
            sheet,
            l,
        }
    }

    fn is_easy(&self) -> bool {
        self.sheet.layout == Layout::Easy
    }
}

impl Content for SheetPage {
    fn title(&self) -> String {
        self.title.clone()
    }

    fn l(&self) -> L {
        self.l.clone()
    }

    fn cache(&self) -> Cache {
        Cache::Never
    }

    fn demonstration(&self) -> bool {
        self.demonstration
    }
}
