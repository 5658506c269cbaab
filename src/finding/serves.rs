//! "Serves here": whether a stated area of service holds the asked place. The one function for that question.
//!
//! Only what can be tied to the place may exclude it: a named area, a polygon that cannot be read, a code that no table of today
//! knows, or a ward where the place's ward is not known leave the question open.
//!
//! A service's areas become *coverage words* when it is indexed; a question turns its place into the words that serve it.
//! Polygons are words too: the border itself, tested when a question meets it, and the map squares it touches, by which a
//! question finds it.

mod squares;

use crate::{
    finding::shape::Shape,
    model::{coverage::Area, sector::Nation, service::Service},
    places::{self, Place, Precision},
};

/// What a service's stated areas say of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It states nothing that could decide.
    NotStated,
    /// It serves the council, ward, postcode or the ground inside a border it drew.
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
/// What the word of a list of postcodes begins with.
const POSTCODE: &str = "pc:";
/// What the word of a border begins with.
const BORDER: &str = "area:";

/// How far outside a border a postcode is still served, in metres: a postcode is a street, and its point is only the middle.
const STREET_METRES: f64 = 50.0;

/// The coverage words of a service: GSS codes, `UK`, `pc:B13`, `pc:B13 8`, `area:…`, map squares, `?`. Sorted, each once.
pub fn coverage(service: &Service) -> Vec<String> {
    let mut words: Vec<String> = service.national.iter().map(|nation| nation.gss().to_owned()).collect();
    if Nation::ALL.iter().all(|nation| service.national.contains(nation)) {
        words.push(UK.to_owned());
    }
    for area in &service.areas {
        match area {
            Area::Gss { code, .. } => words.extend(of_code(&code.trim().to_ascii_uppercase())),
            Area::Postcodes(list) => words.extend(list.iter().map(|code| format!("{POSTCODE}{}", tidy(code)))),
            Area::Polygon { geojson, .. } => words.extend(of_polygon(geojson)),
            Area::Named(_) => words.push(OPEN.to_owned()),
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

/// A part of a postcode in capitals, its parts one space apart.
fn tidy(code: &str) -> String {
    code.split_whitespace().collect::<Vec<_>>().join(" ").to_ascii_uppercase()
}

/// A border and the squares it touches; a polygon that cannot be read leaves the question open.
fn of_polygon(geojson: &str) -> Vec<String> {
    match Shape::read(geojson) {
        Ok(shape) => {
            let border = format!("{BORDER}{}", shape.written());
            std::iter::once(border).chain(squares::touched(shape.bounds())).collect()
        }
        Err(_) => vec![OPEN.to_owned()],
    }
}

/// The coverage words by which services that may serve this place are looked up.
///
/// A map square among them says only that a border is near: the border's own word decides.
pub fn words_serving(place: &Place) -> Vec<String> {
    let mut words: Vec<String> = [&place.council, &place.ward, &place.lsoa].into_iter().flatten().cloned().collect();
    let above = place.council.as_deref().map(places::codes_holding).unwrap_or_default();
    words.extend(above.into_iter().filter(|code| Some(*code) != place.council.as_deref()).map(str::to_owned));
    words.extend(place.nation.map(|nation| nation.gss().to_owned()));
    words.push(UK.to_owned());
    if let Some(postcode) = postcode_of(place) {
        let district = postcode.split(' ').next().unwrap_or(postcode);
        let letters: String = district.chars().take_while(char::is_ascii_alphabetic).collect();
        words.extend([format!("{POSTCODE}{letters}"), format!("{POSTCODE}{district}")]);
        if let Some((_, inward)) = postcode.split_once(' ') {
            words.extend(inward.get(..1).map(|digit| format!("{POSTCODE}{district} {digit}")));
            words.extend((inward.len() > 1).then(|| format!("{POSTCODE}{postcode}")));
        }
    }
    words.extend(place.around.iter().map(|district| format!("{POSTCODE}{district}")));
    words.extend(place.point.filter(|_| place.precision != Precision::Nation).into_iter().flat_map(squares::holding));
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
        if squares::is_square(word) {
            return Self::default();
        }
        if let Some(border) = word.strip_prefix(BORDER) {
            return Self(Self::STATED | by_border(border, place));
        }
        let serves = serving.iter().any(|serving| serving == word);
        let found = match serves {
            true if is_whole_nation(word) => Self::NATIONAL,
            true => Self::LOCAL,
            false if decides(word, place) => 0,
            false => Self::OPEN,
        };
        Self(found | Self::STATED)
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

/// What a border says: a place whose middle lies outside, but which may reach across it, is left open.
fn by_border(border: &str, place: &Place) -> u8 {
    let (Some(point), Some(reach)) = (place.point, reach_metres(place.precision)) else { return Said::OPEN };
    match Shape::bounds_of_written(border) {
        Some(bounds) if squares::metres_outside(point, bounds) > reach => return 0,
        None => return Said::OPEN,
        Some(_) => {}
    }
    let Some(shape) = Shape::of_written(border) else { return Said::OPEN };
    if shape.holds(point) {
        return Said::LOCAL;
    }
    match shape.metres_to_border(point) {
        near if near <= STREET_METRES => Said::LOCAL,
        near if near <= reach => Said::OPEN,
        _ => 0,
    }
}

/// How far a place reaches from its middle, in metres, roughly; `None` where nothing can be said.
fn reach_metres(precision: Precision) -> Option<f64> {
    match precision {
        Precision::Postcode => Some(STREET_METRES),
        Precision::Sector => Some(1_500.0),
        Precision::District | Precision::Town => Some(5_000.0),
        Precision::Council => Some(20_000.0),
        Precision::Nation => None,
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

/// Whether enough is known of the place for this coverage word, which does not serve it, to exclude it.
fn decides(word: &str, place: &Place) -> bool {
    if let Some(code) = word.strip_prefix(POSTCODE) {
        return postcode_of(place).is_some_and(|known| !is_part_of(code, known));
    }
    let same_kind = |known: &Option<String>| known.as_deref().is_some_and(|known| known.get(..3) == word.get(..3));
    match word.get(..3) {
        Some("E06" | "E07" | "E08" | "E09" | "W06" | "S12" | "N09") => place.council.is_some() && places::is_council_or_ward(word),
        Some("E10" | "E12") => place.council.is_some(),
        Some("E05" | "W05" | "S13" | "N08") => place.ward.is_some() && places::is_council_or_ward(word),
        Some("E01" | "W01" | "S01") => same_kind(&place.lsoa),
        Some("E92" | "W92" | "S92" | "N92") => place.nation.is_some(),
        _ => word == UK,
    }
}

/// Whether a postcode or part of one lies within another part: `B13 8AA` and `B13 8` in `B13`, but not `B13` in `B1`.
fn is_part_of(code: &str, whole: &str) -> bool {
    let rest = code.strip_prefix(whole);
    rest.is_some_and(|rest| rest.starts_with(' ') || whole.contains(' ') && !rest.is_empty())
}

#[cfg(test)]
mod tests;
