//! What somebody asked, as it stands in the address: `/search?q=falls&place=DY4&sector=voluntary&page=2`. Pages and API
//! read it the same way, and every link on a results page is written from it.
//!
//! A parameter that is none of ours is a filter's. Whether such a filter exists, the answer's facets say.

use crate::{
    app::Ask,
    finding::{ignored::Ignored, question::Sort, reading::Reading},
    handing::shortlist::Shortlist,
    server::{
        extract::FromParameters,
        languages::Language,
        parameters::{BadParameter, Parameters},
    },
};
use std::collections::BTreeMap;
use url::form_urlencoded::Serializer;

/// The parameters that are not filters.
const OURS: [&str; 10] = ["q", "place", "radius", "ignore", "sort", "page", "per_page", "lang", "s", "map"];

/// The last page that may be asked for.
const LAST_PAGE: usize = 1000;

/// The smallest and largest distance that may be asked for, in miles.
const RADIUS_MILES: std::ops::RangeInclusive<f64> = 0.1..=1000.0;

/// A question as typed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Asked {
    /// The words.
    pub words: String,
    /// The place.
    pub place: String,
    /// How far, in miles.
    pub radius_miles: Option<f64>,
    /// Readings not to make of the words: `ignore=need:falls`, once for each.
    pub ignored: Ignored,
    /// Filter values by parameter.
    pub chosen: BTreeMap<String, Vec<String>>,
    /// The order.
    pub sort: Sort,
    /// The page, from 1.
    pub page: usize,
    /// Results on a page, where the asker says.
    pub per_page: Option<usize>,
    /// A shortlist carried along where the browser cannot keep one.
    pub shortlist: Shortlist,
    /// The results are drawn on a map beside the list. It changes nothing of what is found.
    pub map: bool,
    /// The language of the page, where it was chosen. It changes nothing of what is found.
    pub language: Option<&'static Language>,
}

impl FromParameters for Asked {
    fn from_parameters(parameters: &Parameters) -> Result<Self, BadParameter> {
        Ok(Self {
            words: parameters.one("q").unwrap_or_default().to_owned(),
            place: parameters.one("place").unwrap_or_default().to_owned(),
            radius_miles: parameters.number("radius", &RADIUS_MILES)?,
            ignored: Ignored::of(parameters.all("ignore")),
            chosen: parameters.all_but(&OURS),
            sort: sort(parameters.one("sort"))?,
            page: parameters.number("page", &(1..=LAST_PAGE))?.unwrap_or(1),
            per_page: parameters.number("per_page", &(1..=100))?,
            shortlist: Shortlist::read(parameters.all("s")),
            map: parameters.one("map") == Some("1"),
            language: parameters.one("lang").and_then(Language::of).filter(|language| language.has_pages()),
        })
    }
}

fn sort(word: Option<&str>) -> Result<Sort, BadParameter> {
    match word {
        None | Some("best") => Ok(Sort::Best),
        Some("nearest") => Ok(Sort::Nearest),
        Some(other) => Err(BadParameter::new("sort", format!("'{other}' is not an order. Use best or nearest."))),
    }
}

impl Asked {
    /// The same, for the product to answer.
    pub fn ask(&self, per_page: usize) -> Ask {
        Ask {
            words: self.words.clone(),
            place: self.place.clone(),
            radius_miles: self.radius_miles,
            ignored: self.ignored.clone(),
            chosen: self.chosen.clone(),
            sort: self.sort,
            page: self.page,
            per_page: self.per_page.unwrap_or(per_page),
        }
    }

    /// True when nothing was asked at all.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.place.is_empty() && self.chosen.is_empty()
    }

    /// The address of these results below `path`. The same question always gives the same address.
    pub fn address(&self, path: &str) -> String {
        let query = self.query();
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
    }

    fn query(&self) -> String {
        let mut pairs: Vec<(&str, String)> = vec![("q", self.words.clone()), ("place", self.place.clone())];
        pairs.extend(self.radius_miles.map(|miles| ("radius", miles.to_string())));
        pairs.extend(self.ignored.keys().map(|key| ("ignore", key.to_owned())));
        for (parameter, values) in &self.chosen {
            pairs.extend(values.iter().map(|value| (parameter.as_str(), value.clone())));
        }
        pairs.extend((self.sort == Sort::Nearest).then(|| ("sort", "nearest".to_owned())));
        pairs.extend(self.per_page.map(|count| ("per_page", count.to_string())));
        pairs.extend((self.page > 1).then(|| ("page", self.page.to_string())));
        pairs.extend(self.map.then(|| ("map", "1".to_owned())));
        pairs.extend(self.language.map(|language| ("lang", language.code.to_owned())));
        pairs.extend(self.shortlist.ids().iter().map(|id| ("s", id.to_string())));
        pairs.retain(|(_, value)| !value.is_empty());
        Serializer::new(String::new()).extend_pairs(pairs).finish()
    }

    /// The same question on another page.
    #[must_use]
    pub fn on_page(&self, page: usize) -> Self {
        Self { page, ..self.clone() }
    }

    /// The same results with a map beside them, or without one.
    #[must_use]
    pub fn with_map(&self, map: bool) -> Self {
        Self { map, ..self.clone() }
    }

    /// The same question in another order, from the first page.
    #[must_use]
    pub fn sorted(&self, sort: Sort) -> Self {
        Self { sort, page: 1, ..self.clone() }
    }

    /// The same question as far as this, from the first page.
    #[must_use]
    pub fn within(&self, miles: f64) -> Self {
        Self { radius_miles: Some(miles), page: 1, ..self.clone() }
    }

    /// The same question with one filter value taken away, from the first page.
    #[must_use]
    pub fn without(&self, parameter: &str, value: &str) -> Self {
        let mut asked = self.on_page(1);
        if let Some(values) = asked.chosen.get_mut(parameter) {
            values.retain(|one| one != value);
        }
        asked.chosen.retain(|_, values| !values.is_empty());
        asked
    }

    /// The same words with one reading not made of them, from the first page.
    #[must_use]
    pub fn ignoring(&self, reading: &Reading) -> Self {
        Self { ignored: self.ignored.with(reading.key()), page: 1, ..self.clone() }
    }

    /// The same words with one reading made of them again, from the first page.
    #[must_use]
    pub fn restoring(&self, key: &str) -> Self {
        Self { ignored: Ignored::of(self.ignored.keys().filter(|one| *one != key)), page: 1, ..self.clone() }
    }

    /// The same question without one filter, from the first page.
    #[must_use]
    pub fn without_filter(&self, parameter: &str) -> Self {
        let mut asked = self.on_page(1);
        asked.chosen.remove(parameter);
        asked
    }

    /// The same question with no filter, from the first page.
    #[must_use]
    pub fn without_filters(&self) -> Self {
        Self { chosen: BTreeMap::new(), page: 1, ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::reading::ReadingKind;

    fn asked(query: &str) -> Result<Asked, BadParameter> {
        Asked::from_parameters(&Parameters::read(query)?)
    }

    #[test]
    fn an_address_reads_back_as_the_same_question() {
        let query =
            "q=mum+keeps+falling%26&place=DY4&radius=2.5&cost=free&sector=private&sector=voluntary&sort=nearest&page=3&map=1&lang=cy";
        let question = asked(query).unwrap();
        assert_eq!(question.address("/search"), format!("/search?{query}"));
        assert_eq!(question.ask(20).per_page, 20);
        assert!(!question.with_map(false).address("/search").contains("map"), "a map is not a filter");
        assert_eq!(Asked { page: 1, ..Asked::default() }.address("/search"), "/search");
    }

    #[test]
    fn taking_a_filter_away_goes_back_to_the_first_page() {
        let question = asked("q=tea&sector=private&sector=voluntary&page=3").unwrap();
        assert_eq!(question.without("sector", "private").address("/s"), "/s?q=tea&sector=voluntary");
        assert_eq!(question.without("sector", "private").without("sector", "voluntary").address("/s"), "/s?q=tea");
        assert_eq!(question.without_filters().address("/s"), "/s?q=tea");
        assert_eq!(question.sorted(Sort::Nearest).address("/s"), "/s?q=tea&sector=private&sector=voluntary&sort=nearest");
    }

    #[test]
    fn a_reading_that_is_taken_back_stands_in_the_address_until_it_is_restored() {
        let question = asked("q=falls+free&sort=nearest&page=3").unwrap();
        let reading = |kind, value: &str| Reading { kind, value: value.to_owned(), label: String::new(), words: String::new() };
        let less = question.ignoring(&reading(ReadingKind::Need, "falls")).ignoring(&reading(ReadingKind::Place, ""));
        assert_eq!(less.address("/s"), "/s?q=falls+free&ignore=need%3Afalls&ignore=place&sort=nearest");
        assert_eq!(asked("q=falls+free&ignore=place&ignore=need:falls&sort=nearest").unwrap(), less);
        assert!(less.ignored.has(ReadingKind::Need, "falls") && less.ignored.has(ReadingKind::Place, ""));
        assert_eq!(less.restoring("place").restoring("need:falls").address("/s"), "/s?q=falls+free&sort=nearest");
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        for (query, parameter) in
            [("page=0", "page"), ("page=x", "page"), ("radius=-1", "radius"), ("per_page=101", "per_page"), ("sort=up", "sort")]
        {
            assert_eq!(asked(query).unwrap_err().parameter, parameter, "{query}");
        }
    }
}
