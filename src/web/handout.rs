//! A sheet in words: services, place and the person's own words put into the language it is handed over in.
//!
//! Made from [`Service`] alone, so nothing confidential can get in. It keeps nothing.

use crate::{
    app::{App, AppError, Picked, Plan},
    handing::{
        sheet::{Block, Fact, Line, Link, Sheet},
        shortlist::Shortlist,
        text_message::{self, Entry, Message},
    },
    server::{
        languages::{L, Said},
        origin::Origin,
    },
    web::{block, handover::Handover, telling::Telling},
};

/// A sheet, and whether a demonstration record is on it.
#[derive(Debug)]
pub struct Handout {
    /// The sheet.
    pub sheet: Sheet,
    /// A demonstration record is on it.
    pub demonstration: bool,
}

/// The sheet of what is handed over.
///
/// # Errors
/// When the store cannot be read.
pub async fn handout(app: &App, l: &L, handover: &Handover, link: Option<Link>) -> Result<Handout, AppError> {
    let voice = handover.language.map_or_else(|| l.clone(), |language| l.to(language));
    let now = app.clock().london();
    let from = if handover.place.is_empty() { None } else { app.place(&handover.place).and_then(|place| place.point) };
    let telling = Telling { l: &voice, now: &now, from, layout: handover.layout };
    let picked = app.picked(handover.shortlist.ids()).await?;
    let (handover, picked) = handover.clone().with_shown(picked);
    let listed = || picked.iter().filter_map(|one| if let Picked::Listed(service) = one { Some(service) } else { None });
    let demonstration = listed().any(|service| service.fictional);
    let sheet = Sheet {
        layout: handover.layout,
        language: voice.language().tag.to_owned(),
        right_to_left: voice.language().right_to_left,
        title: telling.t("handout-title"),
        made: telling.v("handout-made-on", "date", &telling.date(now.date())),
        matters: (!handover.matters.is_empty()).then(|| matters(&voice, &handover.matters)),
        blocks: listed().map(|service| block::of(service, handover.note(service.id), &telling)).collect(),
        missing: missing(&picked, &handover.shortlist, &voice),
        link,
        closing: closing(&telling, demonstration),
    };
    Ok(Handout { sheet, demonstration })
}

fn matters(l: &L, words: &str) -> Line {
    Line { fact: Fact::Note, label: Said::from(l.t("handout-what-matters")).plain(), text: words.to_owned(), quoted: false }
}

/// What stands at the foot: ring first, whom to ring in danger, and what is not translated.
fn closing(telling: &Telling<'_>, demonstration: bool) -> Vec<String> {
    let made_up = || format!("{} {}", telling.t("demonstration-strong"), telling.t("demonstration-rest"));
    let urgent = ["handout-emergency", "handout-urgent"].map(|key| telling.t(key));
    let english = (!telling.l.is_english()).then(|| telling.t("handout-english"));
    let draft = telling.l.is_draft().then(|| telling.t("handout-draft"));
    let lines = [demonstration.then(made_up), Some(telling.t("handout-ring-first")), Some(urgent.join(". ")), english, draft];
    lines.into_iter().flatten().map(|line| if line.ends_with('.') { line } else { format!("{line}.") }).collect()
}

/// What could not be put on it, each in a sentence.
pub fn missing(picked: &[Picked], shortlist: &Shortlist, l: &L) -> Vec<String> {
    let withdrawn = picked.iter().filter_map(|one| match one {
        Picked::Withdrawn(service) => Some(l.v("plan-withdrawn", "name", &service.name)),
        _ => None,
    });
    let unknown = picked.iter().filter(|one| matches!(one, Picked::Unknown(_))).count() + shortlist.unreadable;
    let unknown = (unknown > 0).then(|| l.n("plan-unknown", unknown));
    let too_many = (shortlist.too_many > 0).then(|| l.n("plan-too-many", shortlist.too_many));
    withdrawn.chain(unknown).chain(too_many).map(|sentence| sentence.plain()).collect()
}

/// The link of a plan as it stands on a sheet.
pub fn link(plan: &Plan, origin: &Origin, telling: &Telling<'_>) -> Link {
    Link {
        words: format!("{}. {}.", telling.t("handout-scan"), telling.v("handout-expires", "date", &telling.day(plan.expires))),
        address: origin.address(&format!("/p/{}", plan.code)),
        label: telling.t("handout-scan"),
    }
}

/// A link that holds the services themselves, where there is no connection to make a short one. It does not expire.
pub fn link_to_services(origin: &Origin, handover: &Handover, words: &str) -> Link {
    let ids = handover.shortlist.ids().iter().map(|id| format!("s={id}")).collect::<Vec<_>>().join("&");
    let address = origin.address(&format!("/plan/sheet?{ids}&layout={}", handover.layout.word()));
    Link { words: format!("{words}."), address, label: words.to_owned() }
}

/// The sheet as a text message that fits.
pub fn message(sheet: &Sheet, l: &L) -> Message {
    let entries: Vec<Entry> = sheet.blocks.iter().map(entry).collect();
    let closing = sheet.link.as_ref().map(|link| link.address.as_str());
    text_message::compose(&entries, closing, &|count| l.n("plan-and-more", count).plain())
}

fn entry(block: &Block) -> Entry {
    let first_line = |fact| block.fact(fact).and_then(|text| text.lines().next()).map(str::to_owned);
    Entry {
        name: block.name.clone(),
        phone: block.call.as_ref().map(|call| call.number.clone()),
        more: [Fact::When, Fact::Where, Fact::Cost].into_iter().filter_map(first_line).collect(),
    }
}
