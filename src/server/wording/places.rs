//! Places: what was understood of one that was typed, the addresses of services and the areas they serve.

use super::{labels, list};
use crate::{
    app::UnknownPlace,
    model::{
        coverage::Area,
        location::{Address, Site},
        sector::Nation,
    },
    places::{
        Places,
        remark::{Outside, Remark, Why},
    },
    server::languages::{Arg, L, Said},
};

/// What to say of a place that is not quite what was typed.
pub fn place_remark(l: &L, remark: &Remark) -> Said {
    match remark {
        Remark::NoLongerInUse(postcode) => l.v("place-ended", "postcode", postcode),
        Remark::MiddleOf { why, postcode, used } => {
            let key = match why {
                Why::NoReference => "place-no-reference",
                Why::NotListed => "place-not-listed",
                Why::NotLoaded => "place-not-loaded",
                Why::NothingFiner => "place-nothing-finer",
                Why::Unreadable => "place-unreadable",
            };
            l.with(key, &[("postcode", postcode.into()), ("used", used.into())])
        }
        Remark::OffTheMap { postcode, outside } => {
            let key = match outside {
                Outside::IsleOfMan => "place-isle-of-man",
                Outside::Jersey => "place-jersey",
                Outside::Guernsey => "place-guernsey",
                Outside::Forces => "place-forces",
                Outside::Unplaced => "place-unplaced",
            };
            l.v(key, "postcode", postcode)
        }
        Remark::OneOfSeveral { name, area: Some(area) } => l.with("place-several", &[("name", name.into()), ("area", area.into())]),
        Remark::OneOfSeveral { name, area: None } => l.v("place-several-nameless", "name", name),
        Remark::County(name) => l.v("place-county", "name", name),
    }
}

/// That nobody here knows the place.
pub fn unknown_place(l: &L, place: &UnknownPlace) -> Said {
    l.v("unknown-place", "typed", &place.0)
}

/// A site's address in one line; says so where it is withheld.
pub fn address(l: &L, site: &Site) -> Said {
    match &site.address {
        Address::Withheld { town: Some(town) } => l.e("address-withheld-town", "town", town),
        Address::Withheld { town: None } => l.say("address-withheld"),
        Address::Public(address) => l.published(address.line()),
    }
}

/// An address, and how many other places there are.
pub fn and_other_places(l: &L, address: Said, others: u32) -> Said {
    if others == 0 {
        return address;
    }
    l.with("and-other-places", &[("address", (&address).into()), ("count", Arg::Number(others.into()))])
}

/// An area served, by a name people know.
pub fn area(l: &L, area: &Area, places: &Places) -> Said {
    match area {
        Area::Gss { code, name } => l.published(name.as_deref().or_else(|| places.area_name(code)).unwrap_or(code)),
        Area::Postcodes(codes) => {
            let codes: Vec<Said> = codes.iter().map(|code| code.as_str().into()).collect();
            l.v("postcodes", "codes", &list(l, &codes))
        }
        Area::Polygon { name, .. } => name.as_deref().map_or_else(|| l.say("area-drawn"), |name| l.published(name)),
        Area::Named(name) => l.published(name),
    }
}

/// "All of Wales", each; "The whole of the UK" where it is all four.
pub fn nations(l: &L, nations: &[Nation]) -> Vec<Said> {
    match nations.len() {
        4 => vec![l.say("area-uk")],
        _ => nations.iter().map(|nation| l.v("area-nation", "nation", &labels::nation(l, *nation))).collect(),
    }
}

/// What a building has: "Step-free entrance, accessible toilet".
pub fn features(l: &L, features: &[String]) -> Said {
    l.published(super::in_a_row(&features.iter().map(|one| one.as_str().into()).collect::<Vec<_>>()).plain())
}
