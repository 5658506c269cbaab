//! One service on a sheet, fact by fact: phone first, next time, nearest place, how to get in, cost, what to bring, checked.

use crate::{
    handing::sheet::{Block, Call, Fact, Layout, Line},
    model::{
        contact::Phone,
        cost::{self, Price},
        location::{Address, Site},
        nation, opening,
        schedule::Schedule,
        sector::Status,
        service::Service,
        text,
    },
    server::{languages::Said, wording},
    web::{hours, telling::Telling},
};

/// The longest words of a publisher on a sheet, in characters.
const LONGEST: usize = 180;

/// Lines of usual hours that are shown beside the next time.
const HOURS: usize = 2;

/// The service in words, with the person's note.
pub fn of(service: &Service, note: &str, telling: &Telling<'_>) -> Block {
    let phone = service.first_phone();
    let lines = [
        Some(contact(service, phone, telling)),
        closed(service, telling),
        notice(service, telling),
        Some(when(service, telling)),
        Some(place(service, telling)),
        Some(getting_in(service, telling)),
        Some(price(service, telling)),
        service.what_to_bring.as_deref().map(|words| quoted(Fact::Bring, "handout-bring", &short(words), telling)),
        web(service, telling),
        Some(checked(service, telling)),
        (!note.is_empty()).then(|| said(Fact::Note, "handout-note", note.to_owned(), telling)),
    ];
    Block {
        name: service.name.clone(),
        by: format!("{} {}", telling.t("handout-run-by"), service.organisation.name),
        call: phone.map(|phone| Call { number: number(phone, telling), dial: phone.dial() }),
        lines: lines.into_iter().flatten().collect(),
    }
}

/// Our own words.
fn said(fact: Fact, label: &str, text: String, telling: &Telling<'_>) -> Line {
    Line { fact, label: telling.t(label), text, quoted: false }
}

/// A publisher's words.
fn quoted(fact: Fact, label: &str, text: &str, telling: &Telling<'_>) -> Line {
    Line { quoted: true, ..said(fact, label, text.to_owned(), telling) }
}

fn short(words: &str) -> String {
    let whole = text::plain(words);
    if whole.chars().count() <= LONGEST { whole } else { text::first_sentence(&whole, LONGEST) }
}

fn number(phone: &Phone, telling: &Telling<'_>) -> String {
    match &phone.extension {
        Some(extension) => telling.both("plan-extension", ("number", &phone.number), ("extension", extension)),
        None => phone.number.clone(),
    }
}

/// The number; the mailbox where there is none.
fn contact(service: &Service, phone: Option<&Phone>, telling: &Telling<'_>) -> Line {
    match (phone, &service.email) {
        (Some(phone), _) => said(Fact::Phone, "handout-phone", number(phone, telling), telling),
        (None, Some(email)) => quoted(Fact::Web, "handout-email", email, telling),
        (None, None) => said(Fact::Phone, "handout-phone", telling.t("handout-not-known"), telling),
    }
}

fn closed(service: &Service, telling: &Telling<'_>) -> Option<Line> {
    let closed = service.status == Status::TemporarilyClosed;
    closed.then(|| said(Fact::Notice, "handout-notice", telling.t("handout-closed"), telling))
}

fn notice(service: &Service, telling: &Telling<'_>) -> Option<Line> {
    service.alert.as_deref().map(|words| quoted(Fact::Notice, "handout-notice", &short(words), telling))
}

/// The next time that is certain, and the usual hours where they are few; else the hours; else that they are not known.
fn when(service: &Service, telling: &Telling<'_>) -> Line {
    let site = nearest(service, telling);
    let (schedules, nation) = (service.hours_at(site), nation::of(service, site));
    let usual = telling.hours(schedules);
    let next = opening::next_sessions(schedules, nation, telling.now, 1);
    let next = next.first().filter(|session| !hours::whole_day(session)).map(|session| telling.session(session));
    match (next, usual) {
        (Some(next), Some(usual)) if (1..=HOURS).contains(&usual.len()) && telling.layout != Layout::Easy => {
            said(Fact::When, "handout-next", format!("{next}\n{}", usual.join("\n")), telling)
        }
        (Some(next), _) => said(Fact::When, "handout-next", next, telling),
        (None, Some(usual)) if !usual.is_empty() => said(Fact::When, "handout-when", usual.join("\n"), telling),
        (None, _) => published_hours(schedules, telling),
    }
}

/// The hours as the publisher has them, in English.
fn published_hours(schedules: &[Schedule], telling: &Telling<'_>) -> Line {
    let lines = opening::in_words(schedules);
    let note = schedules.iter().find_map(|schedule| schedule.note.as_deref());
    match (lines.as_slice(), note) {
        ([], None) => said(Fact::When, "handout-when", telling.t("handout-hours-unknown"), telling),
        ([], Some(note)) => quoted(Fact::When, "handout-when", &short(note), telling),
        (lines, _) => quoted(Fact::When, "handout-when", &lines.join("\n"), telling),
    }
}

/// The site to go to: the nearest where a place was given, else the first.
fn nearest<'s>(service: &'s Service, telling: &Telling<'_>) -> Option<&'s Site> {
    let metres = |site: &Site| telling.from.zip(site.point()).map_or(f64::INFINITY, |(from, point)| from.metres_to(point));
    service.sites.iter().min_by(|one, other| metres(one).total_cmp(&metres(other)))
}

fn place(service: &Service, telling: &Telling<'_>) -> Line {
    let Some(site) = nearest(service, telling) else { return delivery(service, telling) };
    if let Address::Withheld { town } = &site.address {
        let words = telling.t("handout-withheld");
        let words = town.as_ref().map_or(words.clone(), |town| format!("{town}. {words}"));
        return said(Fact::Where, "handout-where", words, telling);
    }
    let address = site.address_line();
    let named = site.name.as_ref().filter(|name| !address.starts_with(name.as_str()));
    let mut words = [named.map(String::as_str), Some(address.as_str())].into_iter().flatten().collect::<Vec<_>>().join(", ");
    if let Some(distance) = telling.distance(site) {
        words = telling.both("plan-distance", ("text", &words), ("distance", &distance));
    }
    if service.sites.len() > 1 && telling.layout != Layout::Easy {
        let others = telling.l.n("handout-other-places", service.sites.len() - 1).plain();
        words = telling.both("plan-and-others", ("text", &words), ("others", &others));
    }
    quoted(Fact::Where, "handout-where", &words, telling)
}

fn delivery(service: &Service, telling: &Telling<'_>) -> Line {
    let ways: Vec<Said> = service.delivery.iter().map(|way| telling.delivery(*way).into()).collect();
    let words = if ways.is_empty() { telling.t("handout-not-known") } else { wording::in_a_row(&ways).plain() };
    said(Fact::Where, "handout-where", words, telling)
}

/// Who may ask, and the publisher's own words on it.
fn getting_in(service: &Service, telling: &Telling<'_>) -> Line {
    let answer = telling.getting_in(&service.referral);
    match service.how_to_get_in.as_deref().map(short) {
        Some(words) if service.referral.is_empty() => quoted(Fact::GettingIn, "handout-getting-in", &words, telling),
        Some(words) if telling.layout != Layout::Easy => {
            quoted(Fact::GettingIn, "handout-getting-in", &format!("{answer}\n{words}"), telling)
        }
        _ => said(Fact::GettingIn, "handout-getting-in", answer, telling),
    }
}

fn price(service: &Service, telling: &Telling<'_>) -> Line {
    let price = cost::price(&service.costs);
    let costs: Vec<String> = service.costs.iter().map(|cost| telling.cost(cost)).filter(|words| !words.is_empty()).collect();
    let all = costs.join("; ");
    if price == Price::Paid && !costs.is_empty() && all.chars().count() <= LONGEST {
        return quoted(Fact::Cost, "handout-cost", &all, telling);
    }
    said(Fact::Cost, "handout-cost", telling.price(price), telling)
}

fn web(service: &Service, telling: &Telling<'_>) -> Option<Line> {
    let web = service.web.as_deref().or(service.organisation.web.as_deref()).filter(|_| telling.layout != Layout::Easy)?;
    let bare = web.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/');
    Some(quoted(Fact::Web, "handout-web", bare, telling))
}

fn checked(service: &Service, telling: &Telling<'_>) -> Line {
    let words = match &service.checked {
        Some(checked) => telling.date(checked.on),
        None => telling.t("handout-never-checked"),
    };
    said(Fact::Checked, "handout-checked", words, telling)
}
