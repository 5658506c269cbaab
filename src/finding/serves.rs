//! "Serves here": whether a stated area of service holds the asked place. The one function for that question.
//!
//! Only what can be tied to the place may exclude it: a named area, a polygon, a county or a ward when the place's ward is not
//! known leave the question open.

use crate::{
    model::{coverage::Area, sector::Nation, service::Service},
    places::{Place, Precision},
};

/// What a service's stated areas say of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It states nothing that could decide.
    NotStated,
    /// It serves the council, ward or postcode.
    Local,
    /// It serves the whole nation, or all of the United Kingdom.
    National,
    /// It states other areas.
    Elsewhere,
}

/// The United Kingdom, as a coverage word.
pub const UK: &str = "UK";
/// An area was stated that cannot be tied to a place.
const OPEN: &str = "?";

/// The coverage words of a service: GSS codes, `UK`, `pc:B13`, `pc:B13 8`, `?`. Sorted, each once.
pub fn coverage(service: &Service) -> Vec<String> {
    let mut words: Vec<String> = service.national.iter().map(|nation| nation.gss().to_owned()).collect();
    if Nation::ALL.iter().all(|nation| service.national.contains(nation)) {
        words.push(UK.to_owned());
    }
    for area in &service.areas {
        match area {
            Area::Gss { code, .. } => words.extend(of_code(code.trim())),
            Area::Postcodes(list) => words.extend(list.iter().map(|code| format!("pc:{}", code.trim().to_ascii_uppercase()))),
            Area::Polygon { .. } | Area::Named(_) => words.push(OPEN.to_owned()),
        }
    }
    words.sort();
    words.dedup();
    words
}

/// The United Kingdom and Great Britain are stated as their nations.
fn of_code(code: &str) -> Vec<String> {
    let nations = |list: &[Nation]| list.iter().map(|nation| nation.gss().to_owned()).collect::<Vec<_>>();
    match code {
        "UK" | "K02000001" => [nations(Nation::ALL), vec![UK.to_owned()]].concat(),
        "K03000001" => nations(&[Nation::England, Nation::Wales, Nation::Scotland]),
        "K04000001" => nations(&[Nation::England, Nation::Wales]),
        code => vec![code.to_owned()],
    }
}

/// The coverage words that, on a service, would mean it serves this place.
pub fn words_serving(place: &Place) -> Vec<String> {
    let mut words: Vec<String> = [&place.council, &place.ward, &place.lsoa].into_iter().flatten().cloned().collect();
    words.extend(place.nation.map(|nation| nation.gss().to_owned()));
    words.push(UK.to_owned());
    if let Some(postcode) = postcode_of(place) {
        let district = postcode.split(' ').next().unwrap_or(postcode);
        let letters: String = district.chars().take_while(char::is_ascii_alphabetic).collect();
        words.extend([format!("pc:{letters}"), format!("pc:{district}")]);
        words.extend(postcode.split_once(' ').and_then(|(_, inward)| inward.get(..1)).map(|digit| format!("pc:{district} {digit}")));
    }
    words
}

/// As much of the postcode as is known, in capitals.
fn postcode_of(place: &Place) -> Option<&str> {
    let district = place.district.as_deref()?;
    let exact = matches!(place.precision, Precision::Postcode | Precision::Sector) && place.label.starts_with(district);
    Some(if exact { &place.label } else { district })
}

/// What coverage words say of a place, gathered word by word. Gathering is by `|`, so each word need be judged only once for a
/// whole directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Said(u8);

impl Said {
    const LOCAL: u8 = 1;
    const NATIONAL: u8 = 2;
    const STATED: u8 = 4;
    const OPEN: u8 = 8;

    /// What one coverage word says; `serving` is [`words_serving`] the place.
    pub fn by(word: &str, place: &Place, serving: &[String]) -> Self {
        let serves = serving.iter().any(|serving| serving == word);
        let found = match serves {
            true if is_whole_nation(word) => Self::NATIONAL,
            true => Self::LOCAL,
            false => 0,
        };
        Self(found | Self::STATED | if decides(word, place) { 0 } else { Self::OPEN })
    }

    /// The verdict of all that was said.
    pub fn verdict(self) -> Verdict {
        let holds = |bit| self.0 & bit != 0;
        if holds(Self::LOCAL) {
            Verdict::Local
        } else if holds(Self::NATIONAL) {
            Verdict::National
        } else if holds(Self::STATED) && !holds(Self::OPEN) {
            Verdict::Elsewhere
        } else {
            Verdict::NotStated
        }
    }
}

impl std::ops::BitOr for Said {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Whether a coverage word stands for a whole nation or the United Kingdom.
pub fn is_whole_nation(word: &str) -> bool {
    word == UK || is_nation(word)
}

/// A nation's own code, not an area within one (ONS: entity 92).
fn is_nation(word: &str) -> bool {
    Nation::ALL.iter().any(|nation| nation.gss() == word)
}

/// Whether enough is known of the place for this coverage word to exclude it.
fn decides(word: &str, place: &Place) -> bool {
    if let Some(code) = word.strip_prefix("pc:") {
        return match postcode_of(place) {
            Some(known) => known.contains(' ') || !code.contains(' ') || !code.starts_with(known),
            None => false,
        };
    }
    match word.get(..3) {
        Some("E06" | "E07" | "E08" | "E09" | "W06" | "S12" | "N09") => place.council.is_some(),
        Some("E05" | "W05" | "S13" | "N08") => place.ward.is_some(),
        Some("E01" | "W01") => place.lsoa.is_some(),
        Some("E92" | "W92" | "S92" | "N92") => place.nation.is_some(),
        _ => word == UK,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(precision: Precision, label: &str) -> Place {
        Place {
            label: label.to_owned(),
            precision,
            point: None,
            council: Some("E08000025".to_owned()),
            ward: (precision == Precision::Postcode).then(|| "E05011118".to_owned()),
            lsoa: None,
            nation: Some(Nation::England),
            district: (precision != Precision::Town).then(|| "B13".to_owned()),
            remark: None,
        }
    }

    fn judge(words: &[&str], place: &Place) -> Verdict {
        let serving = words_serving(place);
        words.iter().map(|word| Said::by(word, place, &serving)).fold(Said::default(), |all, one| all | one).verdict()
    }

    #[test]
    fn stated_areas_are_judged_by_what_is_known_of_the_place() {
        let postcode = place(Precision::Postcode, "B13 8AA");
        let town = place(Precision::Town, "Moseley");
        for (words, at, expected) in [
            (vec![], &postcode, Verdict::NotStated),
            (vec!["E08000025"], &postcode, Verdict::Local),
            (vec!["E08000030"], &postcode, Verdict::Elsewhere),
            (vec!["E08000030", "?"], &postcode, Verdict::NotStated),
            (vec!["E10000028"], &postcode, Verdict::NotStated),
            (vec!["E92000001"], &postcode, Verdict::National),
            (vec!["S92000003"], &postcode, Verdict::Elsewhere),
            (vec!["UK"], &postcode, Verdict::National),
            (vec!["pc:B"], &postcode, Verdict::Local),
            (vec!["pc:B13"], &postcode, Verdict::Local),
            (vec!["pc:B13 8"], &postcode, Verdict::Local),
            (vec!["pc:B13 9"], &postcode, Verdict::Elsewhere),
            (vec!["pc:B1"], &postcode, Verdict::Elsewhere),
            (vec!["E05000001"], &postcode, Verdict::Elsewhere),
            (vec!["E05000001"], &town, Verdict::NotStated),
            (vec!["pc:B14"], &town, Verdict::NotStated),
        ] {
            assert_eq!(judge(&words, at), expected, "{words:?} for {}", at.label);
        }
    }
}
