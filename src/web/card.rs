//! One result line in words. Made from a [`Hit`] or a [`Card`] alone, so nothing private can get in.

use crate::{
    finding::answer::{Card, Hit, Reason},
    model::{
        contact::Phone,
        opening,
        sector::{Delivery, Sector, Status},
    },
    server::wording::{self, CheckedWords, GettingIn, Opening},
};
use jiff::Zoned;

/// What a result line shows.
#[derive(Debug)]
pub struct ResultCard {
    /// Address of the service's page.
    pub href: String,
    /// Its name.
    pub name: String,
    /// Who runs it.
    pub organisation: String,
    /// Address of the organisation's page.
    pub organisation_href: String,
    /// Who delivers it, in words.
    pub sector: Option<&'static str>,
    /// What a person gets.
    pub summary: Option<String>,
    /// How far, or how it comes: the words on the finger-board.
    pub reach: Option<String>,
    /// The nearest site's address, and how many more there are.
    pub address: Option<String>,
    /// How it is received, where the board does not say so.
    pub delivery: Vec<&'static str>,
    /// The areas it says it serves, where nothing else says so.
    pub serves: Option<String>,
    /// First phone to ring.
    pub phone: Option<Phone>,
    /// Open or not.
    pub opening: Opening,
    /// Who may ask.
    pub getting_in: GettingIn,
    /// Free or not.
    pub price: &'static str,
    /// Room or waiting list, where known.
    pub capacity: Option<&'static str>,
    /// When it was checked.
    pub checked: CheckedWords,
    /// Why it is here, most telling first; only what tells something.
    pub reasons: Vec<String>,
    /// A demonstration record.
    pub fictional: bool,
    /// Closed for now.
    pub closed_for_now: bool,
}

impl ResultCard {
    /// A result of a search.
    pub fn of_hit(hit: &Hit, now: &Zoned) -> Self {
        let plain = Self::of_card(&hit.card, now);
        let says_area = hit.reasons.iter().any(|reason| matches!(reason, Reason::Serves(_) | Reason::National(_)));
        Self {
            reach: wording::reach(hit),
            opening: wording::opening(&hit.opening, now),
            reasons: telling(&hit.reasons).map(wording::reason).collect(),
            serves: plain.serves.filter(|_| !says_area),
            ..plain
        }
    }

    /// A service without a question: on its organisation's page.
    pub fn of_card(card: &Card, now: &Zoned) -> Self {
        let today = now.date();
        let state = opening::state(&card.schedules, card.nation, now);
        let believed = card.capacity.filter(|(_, until)| today <= *until);
        let reach = wording::reach_of_card(card);
        Self {
            href: format!("/service/{}", card.id),
            name: card.name.clone(),
            organisation: card.organisation.clone(),
            organisation_href: format!("/organisation/{}", card.organisation_id),
            sector: card.sector.map(Sector::label),
            summary: card.summary.clone(),
            address: address(card),
            delivery: delivery(card),
            serves: wording::serves(card).filter(|serves| reach.as_ref() != Some(serves)),
            reach,
            phone: card.phone.clone(),
            opening: wording::opening(&state, now),
            getting_in: wording::getting_in(&card.referral),
            price: wording::price(card.price),
            capacity: believed.map(|(state, _)| wording::capacity(state)),
            checked: wording::checked(card.checked, today),
            reasons: Vec::new(),
            fictional: card.fictional,
            closed_for_now: card.status == Status::TemporarilyClosed,
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
fn address(card: &Card) -> Option<String> {
    let parts: Vec<&str> = [card.site.as_deref(), card.address.as_deref()].into_iter().flatten().collect();
    let others = card.sites.saturating_sub(1);
    let line = match parts[..] {
        [] => return None,
        [site, address] if address.starts_with(site) => address.to_owned(),
        _ => parts.join(", "),
    };
    Some(match others {
        0 => line,
        1 => format!("{line}, and 1 other place"),
        more => format!("{line}, and {more} other places"),
    })
}

/// Ways besides going there; a service with an address that says nothing else needs no words.
fn delivery(card: &Card) -> Vec<&'static str> {
    card.delivery.iter().filter(|way| **way != Delivery::Venue).map(|way| way.label()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{clock::london, server::samples};

    fn now() -> Zoned {
        samples::NOW.parse::<jiff::Timestamp>().unwrap().to_zoned(london())
    }

    #[test]
    fn a_line_says_where_and_how() {
        let venue = ResultCard::of_hit(&samples::hit(1), &now());
        assert_eq!(venue.reach.as_deref(), Some("2.4 miles"));
        assert_eq!(venue.address.as_deref(), Some("Moseley Exchange Hall, 149 Alcester Road, Moseley, B13 8JP, and 3 other places"));
        assert_eq!(ResultCard::of_hit(&samples::hit(2), &now()).reach.as_deref(), Some("Comes to your home"));
        let line = ResultCard::of_hit(&samples::hit(4), &now());
        assert_eq!((line.reach.as_deref(), line.serves.as_deref()), (Some("Phone or online"), None));
        assert_eq!(line.reasons, ["Helps with: falls and staying steady", "Serves all of the United Kingdom"]);
        let unasked = ResultCard::of_card(&samples::card(4), &now());
        assert_eq!(unasked.serves.as_deref(), Some("Serves the whole of the UK"));
    }

    #[test]
    fn what_is_not_known_is_said_to_be_not_known() {
        let unknown = ResultCard::of_hit(&samples::hit(3), &now());
        assert_eq!(unknown.opening.text, "Opening hours not known");
        assert_eq!((unknown.price, unknown.getting_in.answer), ("Cost not known", "How to get in is not stated"));
        assert_eq!(unknown.checked.text, "Never checked, as far as we know");
        assert_eq!((unknown.sector, unknown.phone), (None, None));
    }
}
