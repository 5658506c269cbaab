//! Checked, getting in, cost, room, and why a service stands under a need.

use super::{
    dates::{date_full, days_between},
    either,
};
use crate::{
    model::{
        cost::{Cost, Price},
        need::Evidence,
        provenance::{Checked, DEMONSTRATION},
        sector::ReferralRoute,
        service::{Capacity, CapacityState},
    },
    server::languages::{L, Said},
};
use jiff::civil::Date;

/// When it was checked by a human, and whether that is long ago.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedWords {
    /// The words, as of today.
    pub text: Said,
    /// The same by its date, for paper, which outlives "12 days ago". `None` = never.
    pub on_paper: Option<Said>,
    /// `fresh` (6 months), `old` or `never`: for styling only.
    pub tone: &'static str,
}

/// "Checked 12 days ago"; "Never checked, as far as we know".
pub fn checked(l: &L, on: Option<Date>, today: Date) -> CheckedWords {
    let Some(on) = on else {
        return CheckedWords { text: l.say("checked-never"), on_paper: None, tone: "never" };
    };
    let days = days_between(on, today).max(0);
    let text = match days {
        0 => l.say("checked-today"),
        1 => l.say("checked-yesterday"),
        2..=59 => l.n("checked-days", days.unsigned_abs()),
        60..=729 => l.n("checked-months", (days / 30).unsigned_abs()),
        _ => l.n("checked-years", (days / 365).unsigned_abs()),
    };
    let on_paper = Some(l.v("handout-checked-on", "date", &date_full(l, on)));
    CheckedWords { text, on_paper, tone: if days <= 183 { "fresh" } else { "old" } }
}

/// "10 November 2026, by phone (Directory steward)".
pub fn checked_detail(l: &L, checked: &Checked) -> Said {
    let mut text = date_full(l, checked.on);
    if let Some(how) = checked.how {
        let how = l.label(&format!("how-{}", how.word()), how.label());
        text = l.with("checked-how", &[("date", (&text).into()), ("how", (&how).into())]);
    }
    match &checked.by {
        Some(by) => l.with("checked-by", &[("date", (&text).into()), ("who", (&l.published(by)).into())]),
        None => text,
    }
}

/// How to get in, in two parts: the answer, and what more there is to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GettingIn {
    /// "You can ask for it yourself", "You need a referral", "How to get in is not stated".
    pub answer: Said,
    /// ", or through your GP", ": through a professional, your GP or a school"; may be empty.
    pub more: Said,
}

/// Who publishes a record: the publisher, else the key of its source.
pub fn publisher(l: &L, publisher: Option<&str>, source: &str) -> Said {
    match publisher {
        None if source == DEMONSTRATION => l.say("source-demonstration"),
        _ => l.published(publisher.unwrap_or(source)),
    }
}

/// Who may ask for it.
pub fn getting_in(l: &L, routes: &[ReferralRoute]) -> GettingIn {
    let through = |key, routes| l.v(key, "routes", &either(l, &named(l, routes)));
    let others: Vec<ReferralRoute> = routes.iter().copied().filter(|route| *route != ReferralRoute::SelfReferral).collect();
    let (answer, more) = match (others.len() < routes.len(), others.as_slice()) {
        (false, []) => ("getting-in-unknown", Said::default()),
        (true, []) => ("getting-in-self", Said::default()),
        (true, others) => ("getting-in-self", through("getting-in-or-through", others)),
        (false, others) => ("getting-in-referral", through("getting-in-through", others)),
    };
    GettingIn { answer: l.say(answer), more }
}

fn named(l: &L, routes: &[ReferralRoute]) -> Vec<Said> {
    let key = |route: &ReferralRoute| match route {
        ReferralRoute::SelfReferral => "route-self",
        ReferralRoute::Professional => "route-professional",
        ReferralRoute::Gp => "route-gp",
        ReferralRoute::School => "route-school",
        ReferralRoute::SocialCare => "route-social-care",
        ReferralRoute::Hospital => "route-hospital",
    };
    routes.iter().map(|route| l.say(key(route))).collect()
}

/// "Free", "There is a cost", "Cost not known".
pub fn price(l: &L, price: Price) -> Said {
    let key = match price {
        Price::Free => "price-free",
        Price::Paid => "price-paid",
        Price::Unknown => "price-unknown",
    };
    l.say(key)
}

/// One price in words: "Under 5s: £2.50 per session". A note that says no more than "free" is not said beside a price of nothing,
/// nor that a price is for everyone.
pub fn cost(l: &L, cost: &Cost) -> Said {
    let nothing = cost.amount.is_some_and(|amount| amount == 0.0);
    let note = cost.note.as_deref().filter(|note| !nothing || !note.trim().eq_ignore_ascii_case("free"));
    let parts = [cost.amount.map(|amount| pounds(l, amount)), note.map(|note| l.published(note))];
    let words: Said = parts.iter().flatten().map(Said::inner).collect::<Vec<_>>().join(" ").into();
    let option = cost.option.as_deref().filter(|option| words.is_empty() || !option.trim().eq_ignore_ascii_case("everyone"));
    match option.map(|option| l.published(option)) {
        Some(option) if words.is_empty() => option,
        Some(option) => l.with("cost-option", &[("option", (&option).into()), ("words", (&words).into())]),
        None => words,
    }
}

fn pounds(l: &L, amount: f64) -> Said {
    if amount == 0.0 {
        l.say("price-free")
    } else if amount.fract() == 0.0 {
        format!("£{amount:.0}").into()
    } else {
        format!("£{amount:.2}").into()
    }
}

/// "Places now", "Waiting list".
pub fn capacity(l: &L, state: CapacityState) -> Said {
    let key = match state {
        CapacityState::Open => "capacity-open",
        CapacityState::WaitingList => "capacity-waiting-list",
        CapacityState::Full => "capacity-full",
        CapacityState::Paused => "capacity-paused",
    };
    l.say(key)
}

/// "Waiting list, about 6 weeks (as of 2 November 2026). Ring on Mondays": everything said of room and waiting.
pub fn vacancy(l: &L, said: &Capacity) -> Said {
    let mut text = capacity(l, said.state);
    if let Some(weeks) = said.wait_weeks {
        text = format!("{}{}", text.inner(), wait(l, weeks).inner()).into();
    }
    if let Some(day) = said.as_of {
        text = l.with("capacity-as-of", &[("text", (&text).into()), ("date", (&date_full(l, day)).into())]);
    }
    match &said.note {
        Some(note) => l.with("capacity-note", &[("text", (&text).into()), ("note", (&l.published(note)).into())]),
        None => text,
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "nobody waits 2^64 weeks")]
fn wait(l: &L, weeks: f64) -> Said {
    match weeks {
        ..0.5 => l.say("wait-none"),
        ..1.5 => l.say("wait-week"),
        weeks => l.n("wait-weeks", weeks.round() as u64),
    }
}

/// Why a service is listed under a need, where a text or a term was taken to show it.
pub fn told_by(l: &L, evidence: &Evidence, need: &str) -> Option<Said> {
    let (key, words) = match evidence {
        Evidence::Text(words) | Evidence::MappedText(words) => ("told-by-text", words),
        Evidence::Term(term) => ("told-by-term", term),
        Evidence::Publisher | Evidence::Mapping => return None,
    };
    Some(l.with(key, &[("need", (&l.published(need)).into()), ("words", (&l.published(words)).into())]))
}
