//! The nation a site stands in, for its bank holidays: from its postcode, else from the areas served.

use crate::model::{
    coverage::Area,
    location::{Address, Site},
    sector::Nation,
    service::Service,
};

/// The nation of a site, or of a service without one; `None` when nothing says so or several nations are served.
pub fn of(service: &Service, site: Option<&Site>) -> Option<Nation> {
    site.and_then(of_site).or_else(|| of_areas(service))
}

fn of_site(site: &Site) -> Option<Nation> {
    match &site.address {
        Address::Public(address) => address.postcode.as_deref().and_then(of_postcode),
        Address::Withheld { .. } => None,
    }
}

fn of_areas(service: &Service) -> Option<Nation> {
    let of_area = |area: &Area| match area {
        Area::Gss { code, .. } => Nation::of_gss(code).into_iter().collect(),
        Area::Postcodes(codes) => codes.iter().filter_map(|code| of_postcode(code)).collect(),
        Area::Polygon { .. } | Area::Named(_) => Vec::new(),
    };
    let mut nations = service.areas.iter().flat_map(of_area).chain(service.national.iter().copied());
    let first = nations.next()?;
    nations.all(|nation| nation == first).then_some(first)
}

/// The nation of a postcode area (Royal Mail). The few areas astride a border between England and Wales count as England:
/// their bank holidays are the same. The Crown dependencies are no nation of the United Kingdom.
fn of_postcode(postcode: &str) -> Option<Nation> {
    let area: String = postcode.chars().take_while(char::is_ascii_alphabetic).map(|c| c.to_ascii_uppercase()).collect();
    match area.as_str() {
        "" | "GY" | "JE" | "IM" => None,
        "BT" => Some(Nation::NorthernIreland),
        "CF" | "LD" | "LL" | "NP" | "SA" => Some(Nation::Wales),
        "AB" | "DD" | "DG" | "EH" | "FK" | "G" | "HS" | "IV" | "KA" | "KW" | "KY" | "ML" | "PA" | "PH" | "TD" | "ZE" => {
            Some(Nation::Scotland)
        }
        _ => Some(Nation::England),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postcodes_tell_the_nation() {
        for (postcode, expected) in [
            ("WS9 8UR", Some(Nation::England)),
            ("G1 1AA", Some(Nation::Scotland)),
            ("GL1 1AA", Some(Nation::England)),
            ("CF10 1AA", Some(Nation::Wales)),
            ("BT1 1AA", Some(Nation::NorthernIreland)),
            ("JE2 3AB", None),
            ("", None),
        ] {
            assert_eq!(of_postcode(postcode), expected, "{postcode}");
        }
    }
}
