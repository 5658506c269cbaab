//! A name's place: town, council, county or nation; with another place behind it where one name is not enough.

use super::{Place, Places, Precision, gazetteer::Named, name, remark::Remark};
use crate::model::{location::Point, sector::Nation};

/// How far a town may lie from the middle of the place named behind it ("Newport, Shropshire"), metres.
const NEAR_METRES: f64 = 40_000.0;

impl Places {
    /// Everything the name can mean, most important first; the first says in its remark when there are others.
    pub(super) fn by_name(&self, text: &str, limit: usize) -> Vec<Place> {
        let folded = name::fold(text);
        let found = self.meant(&folded);
        let others = found.len().saturating_sub(1);
        let mut places: Vec<Place> = found.into_iter().take(limit).map(|named| self.place(named)).collect();
        if let Some(first) = places.first_mut().filter(|place| place.precision == Precision::Town) {
            first.remark = self.others_remark(&folded, others, first);
        }
        places
    }

    /// Suggestions for the beginning of a name.
    pub(super) fn beginning_names(&self, prefix: &str, limit: usize) -> Vec<Place> {
        if limit == 0 {
            return Vec::new();
        }
        self.gazetteer.beginning(prefix, limit).into_iter().map(|named| self.place(named)).collect()
    }

    /// The name as it stands; else as a council's; else with its last words as the place it is near.
    fn meant(&self, folded: &str) -> Vec<Named> {
        let council = name::council_names(folded).map(|name| self.council_called(name)).find(|found| !found.is_empty());
        if let Some(council) = council.filter(|_| !folded.starts_with("city of ") || folded.ends_with(" council")) {
            return council;
        }
        let whole = self.gazetteer.called(folded);
        if whole.is_empty() { self.qualified(folded) } else { whole }
    }

    /// The councils of that name; else the council of the town of that name ("Hull council").
    fn council_called(&self, bare: &str) -> Vec<Named> {
        let called = self.gazetteer.called(bare);
        let councils: Vec<Named> = called.iter().copied().filter(|named| matches!(named, Named::Council(_) | Named::County(_))).collect();
        if !councils.is_empty() {
            return councils;
        }
        let of_town = |named: &Named| match named {
            Named::Town(at) => self.council_at(&self.gazetteer.towns[*at].area),
            _ => None,
        };
        called.first().and_then(of_town).into_iter().collect()
    }

    fn council_at(&self, gss: &str) -> Option<Named> {
        self.areas.councils.iter().position(|council| &*council.code == gss).map(Named::Council)
    }

    /// "moseley birmingham": the towns of the first name in, or nearest to, the place of the second.
    fn qualified(&self, folded: &str) -> Vec<Named> {
        folded
            .match_indices(' ')
            .rev()
            .find_map(|(at, _)| {
                let towns = self.gazetteer.called(&folded[..at]);
                let near = self.gazetteer.called(&folded[at + 1..]);
                near.into_iter().map(|near| self.chosen(&towns, near)).find(|chosen| !chosen.is_empty())
            })
            .unwrap_or_default()
    }

    fn chosen(&self, towns: &[Named], near: Named) -> Vec<Named> {
        let near = self.place(near);
        let distance = |named: Named| {
            let town = self.place(named);
            let inside =
                town.council.is_some() && town.council == near.council || near.precision == Precision::Nation && town.nation == near.nation;
            let apart = || Some(near.point?.metres_to(town.point?));
            if inside { Some(0.0) } else { apart().filter(|metres| *metres < NEAR_METRES) }
        };
        let is_town = |named: &&Named| matches!(named, Named::Town(_));
        let mut chosen: Vec<(f64, Named)> = towns.iter().filter(is_town).filter_map(|&named| Some((distance(named)?, named))).collect();
        chosen.sort_by(|a, b| a.0.total_cmp(&b.0));
        chosen.into_iter().map(|(_, named)| named).collect()
    }

    fn others_remark(&self, folded: &str, others: usize, first: &Place) -> Option<Remark> {
        let named_alone = self.gazetteer.called(folded).iter().filter(|named| matches!(named, Named::Town(_))).count() > 1;
        let area = first.council.as_deref().and_then(|council| self.area_name(council))?;
        let name = first.label.split(',').next().unwrap_or(&first.label);
        // A town that gives its council its name is the one people mean: nothing to say.
        (others > 0 && named_alone && name != area).then(|| Remark::OneOfSeveral { name: name.to_owned(), area: Some(area.to_owned()) })
    }

    fn place(&self, named: Named) -> Place {
        match named {
            Named::Town(at) => self.town(at),
            Named::Council(at) => {
                let council = &self.areas.councils[at];
                let label = format!("{} (council)", council.name);
                Place { council: Some(council.code.to_string()), ..area(label, Precision::Council, council.point, council.nation()) }
            }
            Named::County(at) => {
                let county = &self.areas.larger[at];
                let label = format!("{} (county council)", county.name);
                let remark = Some(Remark::County(county.name.to_string()));
                Place { remark, ..area(label, Precision::Council, county.point, Nation::of_gss(&county.code)) }
            }
            Named::Nation(at) => {
                let nation = &self.areas.larger[at];
                area(nation.name.to_string(), Precision::Nation, nation.point, Nation::of_gss(&nation.code))
            }
        }
    }

    pub(super) fn town(&self, at: usize) -> Place {
        let town = &self.gazetteer.towns[at];
        let council = self.areas.council(&town.area);
        let label = match council {
            Some(council) if !self.gazetteer.is_foremost(at, &council.name) => format!("{}, {}", town.name, council.name),
            _ => town.name.to_string(),
        };
        Place {
            council: council.map(|council| council.code.to_string()),
            around: self.districts.around(town.point),
            ..area(label, Precision::Town, town.point, Nation::of_gss(&town.area))
        }
    }
}

pub(super) fn area(label: String, precision: Precision, point: Point, nation: Option<Nation>) -> Place {
    Place {
        label,
        precision,
        point: Some(point),
        council: None,
        ward: None,
        lsoa: None,
        nation,
        district: None,
        around: Vec::new(),
        remark: None,
    }
}
