//! One result line in words. Made from a [`Hit`] or a [`Card`] alone, so nothing private can get in.

use crate::{
    finding::answer::{Card, Hit, Reason},
    handing::shortlist::Shortlist,
    model::{
        contact::Phone,
        id::ServiceId,
        opening,
        sector::{Delivery, Status},
    },
    server::{
        languages::{L, Said},
        wording::{self, CheckedWords, GettingIn, Opening},
    },
    web::saying::Saying,
};
use jiff::Zoned;

/// What a result line shows.
#[derive(Debug)]
pub struct ResultCard {
    /// Its id.
    pub id: ServiceId,
    /// Address of the shortlist with it on.
    pub add: String,
    /// What to say of it or write down.
    pub saying: Saying,
    /// Address of the service's page.
    pub href: String,
    /// Its name.
    pub name: String,
    /// Who runs it.
    pub organisation: String,
    /// Address of the organisation's page.
    pub organisation_href: String,
    /// Who delivers it, in words.
    pub sector: Option<Said>,
    /// What a person gets.
    pub summary: Option<String>,
    /// How far, or how it comes: the words on the finger-board.
    pub reach: Option<Said>,
    /// The nearest site's address, and how many more there are.
    pub address: Option<Said>,
    /// How it is received, where the board does not say so.
    pub delivery: Vec<Said>,
    /// The areas it says it serves, where nothing else says so.
    pub serves: Option<Said>,
    /// First phone to ring.
    pub phone: Option<Phone>,
    /// Open or not.
    pub opening: Opening,
    /// Who may ask.
    pub getting_in: GettingIn,
    /// Free or not.
    pub price: Said,
    /// Room or waiting list, where known.
    pub capacity: Option<Said>,
    /// When it was checked.
    pub checked: CheckedWords,
    /// Why it is here, most telling first; only what tells something.
    pub reasons: Vec<Said>,
    /// A demonstration record.
    pub fictional: bool,
    /// Closed for now.
    pub closed_for_now: bool,
    /// Nothing of it stays on a device longer than a tab.
    pub sensitive: bool,
    /// The form of the page that compares what is ticked, where it has one.
    pub compare_form: Option<&'static str>,
    /// Its number on the map beside the list.
    pub number: Option<usize>,
}

impl ResultCard {
    /// A result of a search.
    pub fn of_hit(l: &L, hit: &Hit, now: &Zoned) -> Self {
        let plain = Self::of_card(l, &hit.card, now);
        let reach = wording::reach(l, hit);
        let says_area = hit.reasons.iter().any(|reason| matches!(reason, Reason::Serves(_) | Reason::National(_)));
        Self {
            delivery: delivery(l, &hit.card, reach.as_ref()),
            reach,
            opening: wording::opening(l, &hit.opening, now),
            reasons: wording::reasons(l, telling(&hit.reasons)),
            serves: plain.serves.filter(|_| !says_area),
            ..plain
        }
    }

    /// A service without a question: on its organisation's page.
    pub fn of_card(l: &L, card: &Card, now: &Zoned) -> Self {
        let today = now.date();
        let state = opening::state(&card.schedules, card.nation, now);
        let believed = card.capacity.filter(|(_, until)| today <= *until);
        let reach = wording::reach_of_card(l, card);
        Self {
            id: card.id,
            add: l.href(&Shortlist::of([card.id]).address("/shortlist")),
            saying: Saying::of_card(l, card, today),
            href: l.href(&format!("/service/{}", card.id)),
            name: card.name.clone(),
            organisation: card.organisation.clone(),
            organisation_href: l.href(&format!("/organisation/{}", card.organisation_id)),
            sector: card.sector.map(|sector| wording::sector(l, sector)),
            summary: card.summary.clone(),
            address: address(l, card),
            delivery: delivery(l, card, reach.as_ref()),
            serves: wording::serves(l, card).filter(|serves| reach.as_ref() != Some(serves)),
            reach,
            phone: card.phone.clone(),
            opening: wording::opening(l, &state, now),
            getting_in: wording::getting_in(l, &card.referral),
            price: wording::price(l, card.price),
            capacity: believed.map(|(state, _)| wording::capacity(l, state)),
            checked: wording::checked(l, card.checked, today),
            reasons: Vec::new(),
            fictional: card.fictional,
            closed_for_now: card.status == Status::TemporarilyClosed,
            sensitive: card.sensitive,
            compare_form: None,
            number: None,
        }
    }

    /// The same with a box to tick, on a page that has this form to compare what is ticked.
    #[must_use]
    pub fn comparable(self, form: &'static str) -> Self {
        Self { compare_form: Some(form), ..self }
    }

    /// The same with its number on the map beside the list.
    #[must_use]
    pub fn numbered(self, number: usize) -> Self {
        Self { number: Some(number), ..self }
    }

    /// The same with a shortlist carried along in its links, for browsers that cannot keep one.
    #[must_use]
    pub fn carrying(self, l: &L, shortlist: &Shortlist) -> Self {
        if shortlist.ids().is_empty() {
            return self;
        }
        Self {
            href: l.href(&shortlist.address(&format!("/service/{}", self.id))),
            add: l.href(&shortlist.with(self.id).address("/shortlist")),
            ..self
        }
    }
}

/// Most reasons shown.
const REASONS: usize = 3;

/// The reasons worth reading: that words were found in the text says nothing beside the need or the name they stand for.
fn telling(reasons: &[Reason]) -> impl Iterator<Item = &Reason> {
    let explained = reasons.iter().any(|reason| matches!(reason, Reason::Name | Reason::Need(..)));
    reasons.iter().filter(move |reason| !explained || !matches!(reason, Reason::Words(_))).take(REASONS)
}

/// "Moseley Exchange Hall, 149 Alcester Road, Moseley, B13 8JP, and 3 other places".
fn address(l: &L, card: &Card) -> Option<Said> {
    let parts: Vec<&str> = [card.site.as_deref(), card.address.as_deref()].into_iter().flatten().collect();
    let line = match parts[..] {
        [] => return None,
        [site, address] if address.starts_with(site) => address.to_owned(),
        _ => parts.join(", "),
    };
    Some(wording::and_other_places(l, l.published(&line), card.sites.saturating_sub(1)))
}

/// Ways besides going there that the finger-board does not say; a service with an address that says nothing else needs no words.
fn delivery(l: &L, card: &Card, reach: Option<&Said>) -> Vec<Said> {
    let by_phone_or_online = l.say("reach-phone-or-online");
    if reach == Some(&by_phone_or_online) {
        return Vec::new();
    }
    let ways = card.delivery.iter().filter(|way| **way != Delivery::Venue).map(|way| wording::delivery(l, *way));
    ways.filter(|way| reach != Some(way)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{clock::london, server::samples};

    fn of_hit(kind: usize) -> ResultCard {
        ResultCard::of_hit(&L::english(), &samples::hit(kind), &now())
    }

    fn said(words: Option<&Said>) -> Option<String> {
        words.map(Said::plain)
    }

    fn now() -> Zoned {
        samples::NOW.parse::<jiff::Timestamp>().unwrap().to_zoned(london())
    }

    #[test]
    fn a_line_says_where_and_how() {
        let venue = of_hit(1);
        assert_eq!(said(venue.reach.as_ref()).as_deref(), Some("2.4 miles"));
        assert_eq!(
            said(venue.address.as_ref()).as_deref(),
            Some("Moseley Exchange Hall, 149 Alcester Road, Moseley, B13 8JP, and 3 other places")
        );
        assert_eq!(said(of_hit(2).reach.as_ref()).as_deref(), Some("Comes to your home"));
        let line = of_hit(4);
        assert_eq!((said(line.reach.as_ref()).as_deref(), line.serves.is_none()), (Some("Phone or online"), true));
        assert_eq!(
            line.reasons.iter().map(Said::plain).collect::<Vec<_>>(),
            ["Helps with: falls and staying steady", "Serves all of the United Kingdom"]
        );
        let unasked = ResultCard::of_card(&L::english(), &samples::card(4), &now());
        assert_eq!(said(unasked.serves.as_ref()).as_deref(), Some("Serves the whole of the UK"));
    }

    #[test]
    fn what_is_not_known_is_said_to_be_not_known() {
        let unknown = of_hit(3);
        assert_eq!(unknown.opening.text.plain(), "Opening hours not known");
        assert_eq!(
            (unknown.price.plain(), unknown.getting_in.answer.plain()),
            ("Cost not known".to_owned(), "How to get in is not stated".to_owned())
        );
        assert_eq!(unknown.checked.text.plain(), "Never checked, as far as we know");
        assert_eq!((unknown.sector, unknown.phone), (None, None));
    }
}
