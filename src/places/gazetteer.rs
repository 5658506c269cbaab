//! Names to places: towns, suburbs, villages, councils, counties and nations, found whole or by their beginning.

use super::{
    PlacesError,
    areas::{Areas, LargerKind},
    name, rows,
};
use crate::model::location::Point;

/// Towns, and one sorted list of every name.
#[derive(Debug, Default)]
pub(super) struct Gazetteer {
    pub(super) towns: Vec<Town>,
    names: Vec<Name>,
}

/// A city, town, suburb, village or other settlement.
#[derive(Debug)]
pub(super) struct Town {
    pub(super) name: Box<str>,
    kind: TownKind,
    /// The GSS code of its council; of its region where it has many (London).
    pub(super) area: Box<str>,
    pub(super) point: Point,
    also: Box<str>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TownKind {
    City,
    Town,
    Smaller,
}

#[derive(Debug)]
struct Name {
    folded: Box<str>,
    rank: u32,
    named: Named,
}

/// What a name belongs to, by its place in its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    Nation(usize),
    Town(usize),
    Council(usize),
    County(usize),
}

/// Councils and counties stand among the suggestions where the 400th town does: about as many towns are known as widely.
const COUNCIL_RANK: u32 = 400;

impl Town {
    /// A city or town, not a suburb or village.
    pub(super) fn is_major(&self) -> bool {
        self.kind != TownKind::Smaller
    }
}

impl Gazetteer {
    pub(super) fn shipped(areas: &Areas) -> Result<Self, PlacesError> {
        let towns = rows::read("towns.csv", town)?;
        let mut gazetteer = Self { names: Vec::with_capacity(towns.len() + 600), towns };
        gazetteer.add_towns();
        gazetteer.add_areas(areas);
        gazetteer.names.sort_unstable_by(|a, b| a.folded.cmp(&b.folded).then(a.rank.cmp(&b.rank)));
        Ok(gazetteer)
    }

    /// Everything with exactly this folded name, most important first: nations, cities and towns, councils, then the rest.
    pub(super) fn called(&self, folded: &str) -> Vec<Named> {
        let start = self.names.partition_point(|name| *name.folded < *folded);
        let mut found: Vec<&Name> = self.names[start..].iter().take_while(|name| *name.folded == *folded).collect();
        found.sort_by_key(|name| (self.class(name.named), name.rank));
        let mut named: Vec<Named> = found.into_iter().map(|name| name.named).collect();
        let mut seen = Vec::new();
        named.retain(|named| {
            !seen.contains(named) && {
                seen.push(*named);
                true
            }
        });
        named
    }

    /// The most important names that begin as typed; an exact one first.
    pub(super) fn beginning(&self, typed: &str, limit: usize) -> Vec<Named> {
        let mut best: Vec<(u32, Named)> = Vec::with_capacity(limit + 1);
        for folded in name::beginnings(typed) {
            let start = self.names.partition_point(|name| *name.folded < *folded);
            for name in self.names[start..].iter().take_while(|name| name.folded.starts_with(&*folded)) {
                let rank = if name.folded.len() == folded.len() { 0 } else { name.rank + 1 };
                let too_low = best.len() == limit && best.last().is_none_or(|(worst, _)| rank >= *worst);
                if too_low || best.iter().any(|(_, named)| *named == name.named) {
                    continue;
                }
                best.insert(best.partition_point(|(other, _)| *other <= rank), (rank, name.named));
                best.truncate(limit);
            }
        }
        best.into_iter().map(|(_, named)| named).collect()
    }

    /// Whether this is the first place anyone would think of by its name: a city, or a town its council is named after.
    /// Whether the name is a city's, town's, council's or county's, not only a suburb's or village's.
    pub(super) fn is_major(&self, folded: &str) -> bool {
        self.called(folded).iter().any(|named| match named {
            Named::Town(at) => self.towns[*at].kind != TownKind::Smaller,
            _ => true,
        })
    }

    pub(super) fn is_foremost(&self, at: usize, council: &str) -> bool {
        let town = &self.towns[at];
        let known = town.kind == TownKind::City || town.kind == TownKind::Town && *town.name == *council;
        known && self.called(&name::fold(&town.name)).first() == Some(&Named::Town(at))
    }

    fn class(&self, named: Named) -> u8 {
        match named {
            Named::Nation(_) => 0,
            Named::Town(at) if self.towns[at].kind != TownKind::Smaller => 1,
            Named::Council(_) | Named::County(_) => 2,
            Named::Town(_) => 3,
        }
    }

    fn add(&mut self, text: &str, rank: u32, named: Named) {
        self.names.push(Name { folded: name::fold(text).into(), rank, named });
    }

    fn add_towns(&mut self) {
        for (at, rank) in (0..self.towns.len()).zip(1..) {
            let (own, also) = (self.towns[at].name.clone(), self.towns[at].also.clone());
            self.add(&own, rank, Named::Town(at));
            also.split(';').filter(|other| !other.is_empty()).for_each(|other| self.add(other, rank, Named::Town(at)));
        }
    }

    fn add_areas(&mut self, areas: &Areas) {
        for (at, council) in areas.councils.iter().enumerate() {
            self.add(&council.name, COUNCIL_RANK, Named::Council(at));
            if let Some(short) = council.name.strip_prefix("County ") {
                self.add(short, COUNCIL_RANK, Named::Council(at));
            }
        }
        for (at, area) in areas.larger.iter().enumerate() {
            match area.kind {
                LargerKind::Nation => self.add(&area.name, 0, Named::Nation(at)),
                LargerKind::County => self.add(&area.name, COUNCIL_RANK, Named::County(at)),
                LargerKind::Region | LargerKind::CombinedAuthority => {}
            }
        }
    }
}

fn town(row: &csv::StringRecord) -> Option<Town> {
    let kind = match row.get(1)? {
        "c" => TownKind::City,
        "t" => TownKind::Town,
        "s" | "v" | "o" => TownKind::Smaller,
        _ => return None,
    };
    Some(Town { name: rows::text(row, 0)?, kind, area: rows::text(row, 2)?, point: rows::point(row, 3)?, also: row.get(5)?.into() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_town_lies_in_a_known_area() {
        let areas = Areas::shipped().unwrap();
        for town in &Gazetteer::shipped(&areas).unwrap().towns {
            assert!(areas.name(&town.area).is_some(), "{town:?}");
        }
    }

    #[test]
    fn the_most_important_name_comes_first() {
        let areas = Areas::shipped().unwrap();
        let gazetteer = Gazetteer::shipped(&areas).unwrap();
        let names = |found: Vec<Named>| -> Vec<String> {
            let text = |named| match named {
                Named::Town(at) => gazetteer.towns[at].name.to_string(),
                Named::Council(at) => format!("{} council", areas.councils[at].name),
                Named::County(at) | Named::Nation(at) => areas.larger[at].name.to_string(),
            };
            found.into_iter().map(text).collect()
        };
        assert_eq!(names(gazetteer.called("walsall")), ["Walsall", "Walsall council"]);
        assert_eq!(names(gazetteer.called("wales"))[0], "Wales");
        assert_eq!(names(gazetteer.beginning("birm", 2)), ["Birmingham", "Birmingham council"]);
        assert_eq!(names(gazetteer.beginning("caerd", 1)), ["Cardiff"]);
        assert_eq!(names(gazetteer.beginning("wells", 1)), ["Wells"]);
        assert!(gazetteer.beginning("zzz", 5).is_empty());
    }
}
