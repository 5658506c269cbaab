//! What a search asks, by FHIR's rules: commas widen, an unknown parameter is passed over unless the asker is strict, an unknown
//! modifier never is, and the link to the page itself tells what was used.

use super::BASE;
use crate::{
    app::{
        App,
        register::{Named, Near, Paging, Wanted},
    },
    fhir::{self, Kind},
    model::{
        id::{OrganisationId, ServiceId},
        location::Point,
    },
    server::{
        cache::Cache,
        origin::Origin,
        parameters::{BadParameter, Parameters},
        trouble::Trouble,
    },
};
use axum::http::HeaderMap;
use std::str::FromStr;
use uuid::Uuid;

/// Resources on a page unless the asker says.
const PER_PAGE: usize = 20;
/// Most resources on a page; who asks for more gets these.
const MOST: usize = 100;
/// The furthest page anybody can ask for.
const LAST_PAGE: usize = 1_000_000_000;
/// How far near is, unless the asker says: ten miles in metres.
const NEAR: f64 = 10.0 * MILE;
/// A mile in metres.
const MILE: f64 = 1_609.344;
/// The furthest distance, in metres: the length of the United Kingdom and more.
const FURTHEST: f64 = 2_000_000.0;

/// Parameters that shape the answer, whatever is searched. `_pretty` is known and without effect.
const SHAPING: [&str; 6] = ["_count", "_page", "_include", "_summary", "_format", "_pretty"];

/// What was asked of a kind of resource.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) kind: Kind,
    pub(super) wanted: Wanted,
    pub(super) paging: Paging,
    /// Only how many there are.
    pub(super) only_count: bool,
    /// Nothing can be found, whatever else was asked.
    pub(super) nothing: bool,
    includes: Vec<String>,
    /// The parameters that were used, but for the page.
    used: Vec<(String, String)>,
}

impl Asked {
    /// Reads the parameters.
    ///
    /// # Errors
    /// When one of them cannot be used.
    pub(super) async fn read(app: &App, kind: Kind, parameters: &Parameters, headers: &HeaderMap) -> Result<Self, Trouble> {
        let strict = is_strict(headers);
        let mut used = Vec::new();
        for (name, value) in parameters.pairs() {
            if is_known(kind, name)? {
                if name != "_include" && used.iter().any(|(other, _)| other == name) {
                    let reason = "This is given more than once. Several values go in one, with commas between them.";
                    return Err(BadParameter::new(name, reason).into());
                }
                used.push((name.to_owned(), value.to_owned()));
            } else if strict {
                return Err(BadParameter::new(name, format!("{} has no search parameter '{name}'.", kind.name())).into());
            }
        }
        let count = parameters.number("_count", &(0..=LAST_PAGE))?;
        let mut asked = Self {
            kind,
            wanted: Wanted::default(),
            paging: Paging {
                page: parameters.number("_page", &(1..=LAST_PAGE))?.unwrap_or(1),
                per_page: count.unwrap_or(PER_PAGE).clamp(1, MOST),
            },
            only_count: count == Some(0) || only_count(parameters)?,
            nothing: false,
            includes: Vec::new(),
            used: Vec::new(),
        };
        for (name, value) in &used {
            asked.take(app, name, value).await?;
        }
        used.retain(|(name, _)| name != "_page");
        Ok(Self { used, ..asked })
    }

    /// Whether something is to be brought along: `HealthcareService:location`.
    pub(super) fn includes(&self, what: &str) -> bool {
        let to = self.kind.includes().contains(&what);
        to && self.includes.iter().any(|one| one == what || *one == format!("{}:*", self.kind.name()))
    }

    /// What somebody looked for is theirs.
    pub(super) fn cache(&self) -> Cache {
        if self.wanted.words.is_some() || self.wanted.near.is_some() { Cache::Personal } else { Cache::Data }
    }

    /// Where this page, the next and the one before are.
    pub(super) fn links(&self, origin: &Origin, total: usize) -> Vec<(&'static str, String)> {
        let Paging { page, per_page } = self.paging;
        let pages = if self.only_count { 0 } else { total.div_ceil(per_page) };
        let there = |page: usize| (1..=pages).contains(&page).then(|| self.address(origin, page));
        let links = [("self", Some(self.address(origin, page))), ("next", there(page + 1)), ("previous", there(page - 1))];
        links.into_iter().filter_map(|(relation, address)| Some((relation, address?))).collect()
    }

    fn address(&self, origin: &Origin, page: usize) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(&self.used);
        if page > 1 {
            query.append_pair("_page", &page.to_string());
        }
        let query = query.finish();
        let mark = if query.is_empty() { "" } else { "?" };
        origin.address(&format!("{BASE}/{}{mark}{query}", self.kind.name()))
    }

    async fn take(&mut self, app: &App, name: &str, value: &str) -> Result<(), Trouble> {
        let values = values(value);
        let (base, modifier) = name.split_once(':').unwrap_or((name, ""));
        match (base, self.kind) {
            ("_id", Kind::HealthcareService) => self.wanted.services = some(ids(&values), ServiceId),
            ("_id", Kind::Location) => self.wanted.sites = some(ids(&values), |id| id),
            ("_id", Kind::Organization) => self.wanted.organisations = some(ids(&values), OrganisationId),
            ("_content", _) => self.wanted.words = Some(value.to_owned()),
            ("name", _) => {
                let named = |text: &String| Named::new(text, modifier == "contains");
                self.wanted.names = values.iter().map(named).collect();
            }
            ("active", _) => self.nothing |= !active(&values)?,
            ("service-type", _) => self.wanted.terms = terms(app, &values).await?,
            ("organization", _) => {
                let ids = references("organization", Kind::Organization, &values)?;
                self.wanted.organisations = ids.into_iter().map(OrganisationId).collect();
            }
            ("location", _) => self.wanted.sites = references("location", Kind::Location, &values)?,
            ("near", _) => self.wanted.near = Some(near(name, value, Near::Point)?),
            ("location.near", _) => self.wanted.near = Some(near(name, value, Near::Sites)?),
            ("_include", _) => self.include(value)?,
            _ => {}
        }
        Ok(())
    }

    fn include(&mut self, what: &str) -> Result<(), BadParameter> {
        let all = format!("{}:*", self.kind.name());
        if what != all && !self.kind.includes().contains(&what) {
            let known = self.kind.includes().join(", ");
            return Err(BadParameter::new("_include", format!("'{what}' cannot be included; what can is: {known}.")));
        }
        self.includes.push(what.to_owned());
        Ok(())
    }
}

/// Whether a parameter is one of ours. A modifier nobody defined would change what is found, so it is refused.
fn is_known(kind: Kind, name: &str) -> Result<bool, BadParameter> {
    let chained = kind == Kind::HealthcareService && matches!(name, "location.near" | "location:Location.near");
    if SHAPING.contains(&name) || chained {
        return Ok(true);
    }
    let (base, modifier) = name.split_once(':').map_or((name, None), |(base, modifier)| (base, Some(modifier)));
    let Some(parameter) = kind.parameters().iter().find(|parameter| parameter.name == base) else { return Ok(false) };
    match modifier {
        Some(modifier) if !parameter.modifiers.contains(&modifier) => {
            Err(BadParameter::new(name, format!("'{base}' has no modifier '{modifier}' here.")))
        }
        _ => Ok(true),
    }
}

/// Whether the asker would rather be refused than have a parameter passed over.
fn is_strict(headers: &HeaderMap) -> bool {
    let preferences = headers.get_all("prefer").iter().filter_map(|value| value.to_str().ok());
    preferences.flat_map(|value| value.split([',', ';'])).any(|one| one.trim().eq_ignore_ascii_case("handling=strict"))
}

fn only_count(parameters: &Parameters) -> Result<bool, BadParameter> {
    match parameters.one("_summary") {
        None | Some("false") => Ok(false),
        Some("count") => Ok(true),
        Some(other) => Err(BadParameter::new("_summary", format!("'{other}' is not a summary we give; it is count or false."))),
    }
}

/// The values between the commas. A comma that belongs to a value has a backslash before it.
fn values(text: &str) -> Vec<String> {
    let (mut values, mut escaped) = (vec![String::new()], false);
    for c in text.chars() {
        match (c, values.last_mut()) {
            ('\\', _) if !escaped => escaped = true,
            (',', _) if !escaped => values.push(String::new()),
            (c, Some(last)) => {
                last.push(c);
                escaped = false;
            }
            (_, None) => {}
        }
    }
    values.into_iter().map(|value| value.trim().to_owned()).filter(|value| !value.is_empty()).collect()
}

/// Ids among the values. What is no UUID is nobody's id; where none is, nobody has it.
fn ids(values: &[String]) -> Vec<Uuid> {
    values.iter().filter_map(|value| Uuid::from_str(value).ok()).collect()
}

/// Ids as a filter: none at all would be no filter, so it asks for one that nobody has.
fn some<T>(ids: Vec<Uuid>, id: impl Fn(Uuid) -> T) -> Vec<T> {
    if ids.is_empty() { vec![id(Uuid::nil())] } else { ids.into_iter().map(id).collect() }
}

/// Ids from `Organization/…`, a whole address of ours or the id alone.
fn references(name: &str, kind: Kind, values: &[String]) -> Result<Vec<Uuid>, BadParameter> {
    let read = |value: &String| {
        let id = value.rsplit_once('/').map_or(value.as_str(), |(before, id)| if before.ends_with(kind.name()) { id } else { "" });
        let wrong = || BadParameter::new(name, format!("'{value}' does not point to one of ours, as {} does.", kind.address(Uuid::nil())));
        Uuid::from_str(id).map_err(|_| wrong())
    };
    values.iter().map(read).collect()
}

fn active(values: &[String]) -> Result<bool, BadParameter> {
    let mut any = false;
    for value in values {
        match value.as_str() {
            "true" => any = true,
            "false" => {}
            other => return Err(BadParameter::new("active", format!("'{other}' is neither true nor false."))),
        }
    }
    Ok(any)
}

/// The ids of the terms that tokens mean: `code`, `system|code` or `|code`.
async fn terms(app: &App, tokens: &[String]) -> Result<Vec<Uuid>, Trouble> {
    let all = app.published_terms().await?;
    let means = |token: &str, term| match token.split_once('|') {
        Some((system, code)) => fhir::matches(term, Some(system), code),
        None => fhir::matches(term, None, token),
    };
    let wanted = all.iter().filter(|(_, row)| fhir::is_type(&row.term) && tokens.iter().any(|token| means(token, &row.term)));
    Ok(some(wanted.map(|(id, _)| *id).collect(), |id| id))
}

/// `latitude|longitude|distance|unit`.
fn near(name: &str, text: &str, around: impl Fn(Point, f64) -> Near) -> Result<Near, BadParameter> {
    let wrong =
        |what: &str| BadParameter::new(name, format!("'{text}' {what}; it is latitude|longitude|distance|unit, as 52.48|-1.9|5|km."));
    let parts: Vec<&str> = text.split('|').map(str::trim).collect();
    let number = |at: usize| parts.get(at).filter(|part| !part.is_empty()).map(|part| part.parse::<f64>());
    let (Some(Ok(lat)), Some(Ok(lon))) = (number(0), number(1)) else { return Err(wrong("has no latitude and longitude")) };
    if !(-90.0..=90.0).contains(&lat) || !(-180.0..=180.0).contains(&lon) || parts.len() > 4 {
        return Err(wrong("is no place on Earth"));
    }
    let unit = match parts.get(3).copied().unwrap_or_default() {
        "" | "km" => 1_000.0,
        "m" => 1.0,
        "[mi_i]" | "[mi_us]" | "mi" => MILE,
        _ => return Err(wrong("has a unit other than km, m and [mi_i]")),
    };
    let metres = match number(2) {
        None => NEAR,
        Some(Ok(distance)) if (0.0..=FURTHEST).contains(&(distance * unit)) => distance * unit,
        Some(_) => return Err(wrong("has no distance that can be used")),
    };
    Ok(Point::in_uk(lat, lon).map_or(Near::Unknown, |point| around(point, metres)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_part_values_unless_they_belong_to_them() {
        assert_eq!(values("a, b,,c"), ["a", "b", "c"]);
        assert_eq!(values(r"Tea\, talk,x\\y"), ["Tea, talk", r"x\y"]);
    }

    #[test]
    fn a_place_has_a_distance_in_a_unit() {
        let metres = |text: &str| match near("near", text, Near::Point) {
            Ok(Near::Point(_, metres)) => Ok(metres.round()),
            other => Err(format!("{other:?}")),
        };
        for (text, expected) in [
            ("52.48|-1.9", 16_093.0),
            ("52.48|-1.9|5", 5_000.0),
            ("52.48|-1.9|5|km", 5_000.0),
            ("52.48|-1.9|50|m", 50.0),
            ("52.48|-1.9|2|[mi_i]", 3_219.0),
        ] {
            assert_eq!(metres(text), Ok(expected), "{text}");
        }
        assert_eq!(near("near", "48.85|2.35|5|km", Near::Point), Ok(Near::Unknown));
        for wrong in ["52.48", "x|y", "95|0", "52.48|-1.9|far", "52.48|-1.9|-1", "52.48|-1.9|5|feet", "52.48|-1.9|5|km|x", "NaN|0"] {
            assert!(near("near", wrong, Near::Point).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_modifier_nobody_defined_is_refused_and_an_unknown_parameter_is_not_ours() {
        assert_eq!(is_known(Kind::HealthcareService, "name:contains"), Ok(true));
        assert!(is_known(Kind::HealthcareService, "name:exact").is_err());
        assert_eq!(is_known(Kind::HealthcareService, "near"), Ok(false));
        assert_eq!(is_known(Kind::HealthcareService, "location.near"), Ok(true));
        assert_eq!(is_known(Kind::Location, "location.near"), Ok(false));
    }

    #[test]
    fn references_point_to_ours() {
        let id = "ac148810-d857-441c-9679-408f346de14b";
        for text in [id.to_owned(), format!("Organization/{id}"), format!("https://x.example/fhir/r4/Organization/{id}")] {
            assert_eq!(references("organization", Kind::Organization, &[text]).map(|ids| ids.len()), Ok(1));
        }
        for text in [format!("Location/{id}"), "Organization/17".to_owned()] {
            assert!(references("organization", Kind::Organization, &[text]).is_err());
        }
    }
}
