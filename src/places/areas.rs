//! Councils and the areas above and below them: nations, regions, counties, combined authorities, wards. By GSS code.

use super::{PlacesError, rows};
use crate::model::{location::Point, sector::Nation};
use std::{collections::HashMap, sync::LazyLock};

/// The areas that ship, for questions that need no other knowledge of places.
static SHIPPED: LazyLock<Areas> = LazyLock::new(|| Areas::shipped().unwrap_or_default());

/// Every code under which a council's area is, or was, part of something: its older codes, its county and its region.
pub(super) fn codes_holding(council: &str) -> Vec<&'static str> {
    let Some(council) = SHIPPED.council(council) else { return Vec::new() };
    council.old_codes.iter().chain([&council.code]).chain(&council.county).chain(&council.region).map(|code| &**code).collect()
}

/// Whether a code means a council, old or new, or a ward of today.
pub(super) fn is_council_or_ward(code: &str) -> bool {
    SHIPPED.council(code).is_some() || SHIPPED.wards.contains_key(code)
}

/// Every area that ships.
#[derive(Debug, Default)]
pub(super) struct Areas {
    pub(super) councils: Vec<Council>,
    pub(super) larger: Vec<Larger>,
    wards: HashMap<Box<str>, Box<str>>,
    by_code: HashMap<Box<str>, usize>,
}

/// A lower-tier or unitary council.
#[derive(Debug)]
pub(super) struct Council {
    pub(super) code: Box<str>,
    pub(super) name: Box<str>,
    pub(super) region: Option<Box<str>>,
    pub(super) county: Option<Box<str>>,
    pub(super) point: Point,
    old_codes: Vec<Box<str>>,
}

/// An area larger than a council.
#[derive(Debug)]
pub(super) struct Larger {
    pub(super) code: Box<str>,
    pub(super) kind: LargerKind,
    pub(super) name: Box<str>,
    pub(super) point: Point,
}

/// What kind of larger area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LargerKind {
    Nation,
    Region,
    County,
    CombinedAuthority,
}

impl Areas {
    pub(super) fn shipped() -> Result<Self, PlacesError> {
        let councils = rows::read("councils.csv", council)?;
        let wards = rows::read("wards.csv", |row| Some((rows::text(row, 0)?, rows::text(row, 1)?)))?.into_iter().collect();
        let codes = |at: usize, council: &Council| {
            let old = council.old_codes.iter().cloned();
            old.chain([council.code.clone()]).map(|code| (code, at)).collect::<Vec<_>>()
        };
        let by_code = councils.iter().enumerate().flat_map(|(at, council)| codes(at, council)).collect();
        Ok(Self { councils, larger: rows::read("areas.csv", larger)?, wards, by_code })
    }

    /// The council a code means today; an abolished council's code means its successor.
    pub(super) fn council(&self, gss: &str) -> Option<&Council> {
        self.by_code.get(gss).map(|&at| &self.councils[at])
    }

    /// The codes of the wards of today of this code or name.
    #[cfg(not(target_family = "wasm"))]
    pub(super) fn wards_named(&self, named: &str) -> Vec<&str> {
        let of_code = self.wards.get_key_value(named).map(|(code, _)| vec![&**code]);
        of_code.unwrap_or_else(|| {
            let called = self.wards.iter().filter(|(_, name)| name.eq_ignore_ascii_case(named));
            let mut codes: Vec<&str> = called.map(|(code, _)| &**code).collect();
            codes.sort_unstable();
            codes
        })
    }

    /// The name of any area.
    pub(super) fn name(&self, gss: &str) -> Option<&str> {
        let larger = || self.larger.iter().find(|area| &*area.code == gss).map(|area| &*area.name);
        let ward = || self.wards.get(gss).map(|name| &**name);
        self.council(gss).map(|council| &*council.name).or_else(ward).or_else(larger)
    }
}

impl Council {
    pub(super) fn nation(&self) -> Option<Nation> {
        Nation::of_gss(&self.code)
    }
}

fn council(row: &csv::StringRecord) -> Option<Council> {
    Some(Council {
        code: rows::text(row, 0)?,
        name: rows::text(row, 1)?,
        region: rows::text(row, 3),
        county: rows::text(row, 4),
        point: rows::point(row, 5)?,
        old_codes: row.get(7)?.split_whitespace().map(Into::into).collect(),
    })
}

fn larger(row: &csv::StringRecord) -> Option<Larger> {
    let kind = match row.get(1)? {
        "nation" => LargerKind::Nation,
        "region" => LargerKind::Region,
        "county" => LargerKind::County,
        "combined-authority" => LargerKind::CombinedAuthority,
        _ => return None,
    };
    Some(Larger { code: rows::text(row, 0)?, kind, name: rows::text(row, 2)?, point: rows::point(row, 3)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_codes_mean_the_council_of_today() {
        let areas = Areas::shipped().unwrap();
        for (code, name) in [("E08000025", "Birmingham"), ("E08000019", "Sheffield"), ("E07000026", "Cumberland"), ("N09000003", "Belfast")]
        {
            assert_eq!(areas.council(code).map(|council| &*council.name), Some(name), "{code}");
        }
        assert!(areas.council("E07999999").is_none());
    }

    #[test]
    fn every_council_is_whole() {
        let areas = Areas::shipped().unwrap();
        assert_eq!(areas.councils.len(), 361);
        for council in &areas.councils {
            assert!(council.nation().is_some(), "{council:?}");
            assert_eq!(council.region.is_some(), council.code.starts_with('E'), "{council:?}");
            for above in [&council.region, &council.county].into_iter().flatten() {
                assert!(areas.larger.iter().any(|area| area.code == *above), "{above} is not in areas.csv");
            }
        }
    }
}
