//! How far it is, how it comes to the person, and the areas it serves.

use super::{
    labels::{delivery, nation},
    list,
};
use crate::{
    finding::{
        answer::{Card, Hit},
        question::METRES_PER_MILE,
    },
    model::sector::Delivery,
    server::languages::{Arg, L, Said},
};

/// "10 miles", "0.5 miles": a distance to look within. The plural is that of the whole number, or of more than one.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a radius is at most a thousand miles")]
pub fn miles(l: &L, miles: f64) -> Said {
    let count = if miles.fract() == 0.0 { miles as u64 } else { 2 };
    l.with("radius-miles", &[("count", Arg::Number(count)), ("miles", (&miles.to_string()).into())])
}

/// Areas named before the rest are only counted.
const NAMED: usize = 3;

/// How far it is: "1.2 miles", "about 2 miles", "12 miles". `None` when there is nowhere to go, or no place was asked.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "no two points on Earth are 2^64 miles apart")]
pub fn distance(l: &L, metres: Option<f64>, approximate: bool) -> Option<Said> {
    let miles = metres? / METRES_PER_MILE;
    let whole = miles.round_ties_even() as u64;
    Some(match (miles, approximate) {
        (miles, true) if miles < 1.5 => l.say("distance-about-one"),
        (_, true) => l.n("distance-about", whole),
        (miles, false) if miles < 0.1 => l.say("distance-under"),
        (miles, false) if (0.95..1.05).contains(&miles) => l.say("distance-one"),
        (miles, false) if miles < 9.95 => l.v("distance-tenths", "miles", &format!("{miles:.1}")),
        (_, false) => l.n("distance-miles", whole),
    })
}

/// Where a result is reached: how it comes to the person where nobody goes there, the distance, else the area it serves.
pub fn reach(l: &L, hit: &Hit) -> Option<Said> {
    if hit.card.delivery == [Delivery::Home] {
        return reach_of_card(l, &hit.card);
    }
    distance(l, hit.metres, hit.approximate).or_else(|| reach_of_card(l, &hit.card))
}

/// The same without a place: "Comes to your home", "Phone or online", "Serves Sandwell".
pub fn reach_of_card(l: &L, card: &Card) -> Option<Said> {
    let has = |way| card.delivery.contains(&way);
    if has(Delivery::Home) {
        return Some(delivery(l, Delivery::Home));
    }
    if card.address.is_some() {
        return None;
    }
    match (has(Delivery::Phone), has(Delivery::Online)) {
        (true, true) => Some(l.say("reach-phone-or-online")),
        (true, false) => Some(delivery(l, Delivery::Phone)),
        (false, true) => Some(delivery(l, Delivery::Online)),
        (false, false) => serves(l, card),
    }
}

/// The areas it says it serves: "Serves Sandwell and Dudley". `None` = not stated.
pub fn serves(l: &L, card: &Card) -> Option<Said> {
    let areas: Vec<&str> = card.areas.iter().map(String::as_str).collect();
    match (card.national.len(), areas.len()) {
        (0, 0) => None,
        (4, _) => Some(l.say("serves-uk")),
        (0, _) => Some(l.v("serves", "areas", &area_list(l, &areas))),
        (_, _) => {
            let nations: Vec<Said> = card.national.iter().map(|one| nation(l, *one)).collect();
            Some(l.v("serves-nations", "nations", &list(l, &nations)))
        }
    }
}

/// "Sandwell and Dudley"; "WS2 and WS3 postcodes" where there are only postcodes. An entry may hold several, by commas.
pub(super) fn area_list(l: &L, areas: &[&str]) -> Said {
    let mut each: Vec<&str> = areas.iter().flat_map(|area| area.split(',')).map(str::trim).collect();
    let postcodes = each.iter().all(|area| area.len() <= 8 && area.contains(|c: char| c.is_ascii_digit()));
    if !postcodes {
        return short_list(l, "and-other-areas", areas);
    }
    each.sort_unstable();
    match each.len() {
        0..=4 => l.v("postcodes", "codes", &list(l, &published(l, &each))),
        _ => short_list(l, "and-other-postcodes", &each),
    }
}

/// All of them, or the first and how many others; one more is named rather than counted.
fn short_list(l: &L, others: &str, items: &[&str]) -> Said {
    if items.len() <= NAMED + 1 {
        return list(l, &published(l, items));
    }
    let first = super::commas(&published(l, &items[..NAMED]));
    l.with(others, &[("first", (&first).into()), ("count", Arg::Number((items.len() - NAMED) as u64))])
}

fn published(l: &L, items: &[&str]) -> Vec<Said> {
    items.iter().map(|item| l.published(item)).collect()
}
