//! `/shortlist`: the person's own list, in their order and their words, and every way to hand it over.
//!
//! The list stands in the address, the words stay in the form. A button of the form comes back here by `POST`; the answer is
//! shown once and kept by nobody.

use crate::{
    app::{App, Picked},
    handing::sheet::{Block, Layout},
    model::id::ServiceId,
    server::{
        cache::Cache,
        extract::{Form, Query},
        languages::{self, L, Language},
        page::{Content, Page},
        trouble::Trouble,
    },
    web::{block, compare, handout, handover::Handover, telling::Telling},
};
use askama::Template;
use axum::extract::State;
use jiff::Zoned;

/// This page's address.
pub const PATH: &str = "/shortlist";

#[derive(Debug, Template)]
#[template(path = "shortlist.html")]
struct ShortlistPage {
    l: L,
    items: Vec<Item>,
    /// What is on the list and cannot be shown, each in a sentence.
    missing: Vec<String>,
    matters: String,
    place: String,
    place_unknown: bool,
    layouts: Vec<LayoutChoice>,
    languages: Vec<(&'static Language, bool)>,
    days: u16,
    more: String,
    /// Where they, or the first of them, stand side by side; and whether that is not all of them.
    compare: Option<(String, bool)>,
    demonstration: bool,
}

/// A service on the list.
#[derive(Debug)]
struct Item {
    id: ServiceId,
    href: String,
    block: Block,
    note: String,
    sensitive: bool,
    first: bool,
    last: bool,
}

/// One way to lay a sheet out.
#[derive(Debug)]
pub struct LayoutChoice {
    /// The word in forms.
    pub word: &'static str,
    /// The key of its name.
    pub key: &'static str,
    /// It is the present one.
    pub chosen: bool,
}

/// Every layout.
pub fn layouts(chosen: Layout) -> Vec<LayoutChoice> {
    let key = |layout| match layout {
        Layout::Standard => "layout-standard",
        Layout::Large => "layout-large",
        Layout::Easy => "layout-easy",
    };
    Layout::ALL.into_iter().map(|layout| LayoutChoice { word: layout.word(), key: key(layout), chosen: layout == chosen }).collect()
}

/// `GET /shortlist?s=ID&s=ID`.
pub async fn get(State(app): State<App>, l: L, Query(handover): Query<Handover>) -> Result<Page<impl Content>, Trouble> {
    page(&app, l, handover).await
}

/// `POST /shortlist`: a service moved or taken off; the words come back as they were.
pub async fn post(State(app): State<App>, l: L, Form(handover): Form<Handover>) -> Result<Page<impl Content>, Trouble> {
    page(&app, l, handover).await
}

async fn page(app: &App, l: L, handover: Handover) -> Result<Page<ShortlistPage>, Trouble> {
    let handover = handover.stepped();
    let picked = app.picked(handover.shortlist.ids()).await?;
    let (handover, picked) = handover.with_shown(picked);
    let place = (!handover.place.is_empty()).then(|| app.place(&handover.place));
    let now = app.clock().london();
    let items = items(&picked, &handover, &now, &l, place.as_ref().and_then(|place| place.as_ref()?.point));
    Ok(Page(ShortlistPage {
        compare: side_by_side(&items, &l),
        items,
        missing: handout::missing(&picked, &handover.shortlist, &l),
        place_unknown: matches!(place, Some(None)),
        layouts: layouts(handover.layout),
        languages: spoken(handover.language.unwrap_or(l.language())),
        days: app.links().days,
        more: handover.shortlist.address("/search"),
        demonstration: picked.iter().any(|one| matches!(one, Picked::Listed(service) if service.fictional)),
        matters: handover.matters,
        place: handover.place,
        l,
    }))
}

fn items(picked: &[Picked], handover: &Handover, now: &Zoned, l: &L, from: Option<crate::model::location::Point>) -> Vec<Item> {
    let telling = Telling { l, now, from, layout: Layout::Standard };
    let listed: Vec<_> = picked.iter().filter_map(|one| if let Picked::Listed(service) = one { Some(&**service) } else { None }).collect();
    let item = |(at, service): (usize, &&crate::model::service::Service)| Item {
        id: service.id,
        href: handover.shortlist.address(&format!("/service/{}", service.id)),
        block: block::of(service, "", &telling),
        note: handover.note(service.id).to_owned(),
        sensitive: service.sensitive,
        first: at == 0,
        last: at + 1 == listed.len(),
    };
    listed.iter().enumerate().map(item).collect()
}

/// Two services or more can be compared.
fn side_by_side(items: &[Item], l: &L) -> Option<(String, bool)> {
    let address = || l.href(&compare::address(items.iter().take(compare::MOST).map(|item| item.id)));
    (items.len() > 1).then(|| (address(), items.len() > compare::MOST))
}

/// Every language a sheet can be in, and which is chosen.
fn spoken(chosen: &Language) -> Vec<(&'static Language, bool)> {
    languages::ALL.iter().map(|language| (language, language == chosen)).collect()
}

impl Content for ShortlistPage {
    fn title(&self) -> String {
        self.l.t("shortlist-link").into_owned()
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
