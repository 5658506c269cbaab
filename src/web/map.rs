//! The results on a map that we draw ourselves: no tiles, nobody else is asked, nothing but the numbers of the list beside it.
//!
//! The list says all of it in words. A confidential place has no point in a [`Service`], so it cannot be drawn; that it is not drawn
//! is said, as is where no point is known.

mod frame;
mod names;
mod pins;

use crate::{
    app::{Found, Picked},
    finding::answer::Hit,
    model::{
        location::{Address, Point, Site},
        service::Service,
    },
    places::Places,
    server::{
        languages::{Arg, L, Said},
        wording,
    },
};
use frame::{Frame, HEIGHT, Spot, WIDTH};
use names::{Name, Taken};
use pins::Pin;

/// Lengths for the ring and the scale, in miles.
const MILES: [f64; 10] = [0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0];

const METRES_PER_MILE: f64 = 1_609.344;

/// The longest bar of the scale, in units.
const LONGEST_BAR: f64 = 120.0;

/// Half the width of the words of a ring, in units.
const RING_WORDS: f64 = 36.0;

/// A map beside a list.
#[derive(Debug)]
pub struct Map {
    /// What is drawn; `None` where nothing can be.
    pub drawing: Option<Drawing>,
    /// What it shows and what it does not, a sentence each.
    pub told: Vec<Said>,
}

/// What is drawn, in units of its own.
#[derive(Debug)]
pub struct Drawing {
    /// Width and height.
    pub size: (f64, f64),
    /// Names to find one's way by.
    pub names: Vec<Name>,
    /// The place that was asked for.
    pub asked: Option<Spot>,
    /// How far things are from it.
    pub ring: Option<Length>,
    /// The scale.
    pub scale: Option<Length>,
    /// The services, by the numbers of the list.
    pub pins: Vec<Pin>,
}

/// A length on the ground.
#[derive(Debug)]
pub struct Length {
    /// In units: of a ring its radius.
    pub units: f64,
    /// In words.
    pub label: Said,
    /// Where the words stand.
    pub spot: Spot,
}

/// Where a service of the list stands.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Standing {
    At(Point, bool),
    Withheld,
    /// Nowhere to go, or nobody has said where.
    Nowhere,
}

impl Map {
    /// The results of this page, numbered from `first`.
    pub fn new(l: &L, found: &Found, picked: &[Picked], first: usize, places: &Places) -> Self {
        let asked = found.place.as_ref().and_then(|place| place.point);
        let standing: Vec<Standing> = found.answer.hits.iter().zip(picked).map(|(hit, one)| stands(hit, one, asked)).collect();
        let drawing = draw(l, &standing, first, asked, places);
        let together: Vec<Said> = drawing.iter().flat_map(|drawing| &drawing.pins).filter_map(|pin| together(l, pin)).collect();
        Self { told: told(l, &standing).into_iter().chain(together).collect(), drawing }
    }
}

/// Where a result stands: at the place its line names.
fn stands(hit: &Hit, picked: &Picked, asked: Option<Point>) -> Standing {
    let (Picked::Listed(service), Some(address)) = (picked, &hit.card.address) else { return Standing::Nowhere };
    if !service.sites.is_empty() && service.sites.iter().all(|site| matches!(site.address, Address::Withheld { .. })) {
        return Standing::Withheld;
    }
    let told = service.sites.iter().find(|site| site.address_line() == *address);
    match asked.map_or(told, |from| nearest(service, from)).or_else(|| service.sites.iter().find(|site| site.point().is_some())) {
        Some(site) => site.point().map_or(Standing::Nowhere, |point| Standing::At(point, is_rough(site))),
        None => Standing::Nowhere,
    }
}

fn nearest(service: &Service, from: Point) -> Option<&Site> {
    let metres = |site: &Site| site.point().map_or(f64::INFINITY, |point| from.metres_to(point));
    service.sites.iter().filter(|site| site.point().is_some()).min_by(|one, other| metres(one).total_cmp(&metres(other)))
}

fn is_rough(site: &Site) -> bool {
    matches!(&site.address, Address::Public(address) if address.approximate)
}

fn draw(l: &L, standing: &[Standing], first: usize, asked: Option<Point>, places: &Places) -> Option<Drawing> {
    let drawn = || {
        standing.iter().zip(first..).filter_map(|(standing, number)| match standing {
            Standing::At(point, rough) => Some((number, *point, *rough)),
            _ => None,
        })
    };
    let points: Vec<Point> = drawn().map(|(_, point, _)| point).collect();
    if points.is_empty() {
        return None;
    }
    let frame = Frame::around(&points.iter().copied().chain(asked).collect::<Vec<_>>())?;
    let pins = pins::pins(drawn().map(|(number, point, rough)| (number, frame.spot(point), rough)));
    let furthest = asked.map_or(0.0, |from| points.iter().map(|point| from.metres_to(*point)).fold(0.0, f64::max));
    let asked = asked.map(|point| frame.spot(point));
    let (ring, scale) = (asked.and_then(|spot| ring(l, &frame, spot, furthest)), scale(l, &frame));
    let lengths = [&ring, &scale].into_iter().flatten();
    let taken = pins.iter().map(|pin| Taken::around(pin.spot, pin.width, 26.0));
    let taken = taken.chain(asked.map(|spot| Taken::around(spot, 26.0, 26.0)));
    let taken = taken.chain(lengths.map(|length| Taken::by_letters(length.spot, &length.label.plain())));
    let taken = taken.chain(scale.as_ref().map(|scale| Taken::around(scale.spot, scale.units + 60.0, 44.0))).collect();
    Some(Drawing { size: (WIDTH, HEIGHT), names: names::names(&frame, places, taken), asked, ring, scale, pins })
}

/// The widest ring that reaches no further than the furthest service and whose words have room above or below the place.
fn ring(l: &L, frame: &Frame, asked: Spot, furthest: f64) -> Option<Length> {
    let ring = |miles: f64| {
        let units = frame.units(miles * METRES_PER_MILE);
        let label = wording::miles(l, miles);
        let x = asked.x.clamp(RING_WORDS, WIDTH - RING_WORDS);
        let (above, below) = (Spot { x, y: asked.y - units - 9.0 }, Spot { x, y: asked.y + units + 9.0 });
        let room = |spot: &Spot| Taken::by_letters(*spot, &label.plain()).is_inside();
        let spot = [above, below].into_iter().find(room)?;
        Some(Length { units, label, spot })
    };
    let wide_enough = |length: &Length| length.units > 20.0;
    MILES.iter().rev().filter(|miles| **miles * METRES_PER_MILE <= furthest).find_map(|miles| ring(*miles)).filter(wide_enough)
}

/// The bar in the lower left corner.
fn scale(l: &L, frame: &Frame) -> Option<Length> {
    let units = |miles: f64| frame.units(miles * METRES_PER_MILE);
    let miles = *MILES.iter().rev().find(|miles| units(**miles) <= LONGEST_BAR)?;
    let units = units(miles);
    Some(Length { units, label: wording::miles(l, miles), spot: Spot { x: 14.0 + units / 2.0, y: HEIGHT - 22.0 } })
}

/// What a pin stands for whose numbers have no room on it.
fn together(l: &L, pin: &Pin) -> Option<Said> {
    let all = pin.left_out()?;
    Some(l.with("map-together", &[("pin", (&pin.label).into()), ("numbers", (&all).into())]))
}

/// How many of them are drawn, and why the others are not.
fn told(l: &L, standing: &[Standing]) -> Vec<Said> {
    let count = |wanted: fn(&Standing) -> bool| standing.iter().filter(|one| wanted(one)).count();
    let drawn = count(|one| matches!(one, Standing::At(..)));
    let shown = l.with("map-shown", &[("count", Arg::Number(drawn as u64)), ("total", Arg::Number(standing.len() as u64))]);
    let of = |key, count: usize| (count > 0).then(|| l.n(key, count));
    let others = [
        of("map-nowhere", count(|one| matches!(one, Standing::Nowhere))),
        of("map-withheld", count(|one| matches!(one, Standing::Withheld))),
        of("map-rough", count(|one| matches!(one, Standing::At(_, true)))),
    ];
    [(drawn > 0).then_some(shown).or_else(|| Some(l.say("map-empty")))].into_iter().chain(others).flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        finding::answer::Answer,
        server::samples::{self, BARE, ORDINARY, SENSITIVE},
    };

    fn map(numbers: &[u128], asked: bool) -> Map {
        let picked: Vec<Picked> =
            numbers.iter().map(|number| Picked::Listed(Box::new(samples::listing(samples::id(*number)).unwrap().service))).collect();
        let hits = (0..numbers.len()).map(|_| samples::hit(0)).collect();
        let place = asked.then(samples::place_asked);
        let found = Found { answer: Answer { hits, ..Answer::default() }, place, ..Found::default() };
        Map::new(&L::english(), &found, &picked, 21, &Places::shipped().unwrap())
    }

    fn told(map: &Map) -> Vec<String> {
        map.told.iter().map(Said::plain).collect()
    }

    #[test]
    fn a_confidential_place_is_never_drawn_and_that_is_said() {
        let map = map(&[ORDINARY, SENSITIVE, BARE], true);
        let drawing = map.drawing.as_ref().unwrap();
        assert_eq!(drawing.pins.iter().map(|pin| pin.label.as_str()).collect::<Vec<_>>(), ["21"]);
        assert_eq!(
            told(&map),
            [
                "1 of these 3 services is on the map, by its number in the list.",
                "1 is not on the map: it has no place to go to that we know.",
                "1 is not on the map: its address is kept private, so that people are safe.",
            ]
        );
        let only = super::tests::map(&[SENSITIVE], true);
        assert!(only.drawing.is_none());
        assert_eq!(told(&only)[0], "None of these services can be shown on a map.");
    }

    #[test]
    fn the_place_asked_for_a_ring_and_a_scale_are_drawn() {
        let drawing = map(&[ORDINARY], true).drawing.unwrap();
        let ring = drawing.ring.unwrap();
        assert_eq!(ring.label.plain(), "5 miles");
        assert!(Taken::by_letters(ring.spot, "5 miles").is_inside());
        assert!(drawing.scale.is_some() && drawing.asked.is_some());
        assert!(drawing.names.iter().any(|name| name.text == "Birmingham" || name.text == "Dudley"), "{:?}", drawing.names);
    }

    #[test]
    fn without_a_place_there_is_no_ring() {
        let drawing = map(&[ORDINARY], false).drawing.unwrap();
        assert!(drawing.ring.is_none() && drawing.asked.is_none() && drawing.scale.is_some());
    }
}
