//! The parameters of a query string or a form: repeated keys kept, spaces trimmed, and a reason in plain words for what
//! cannot be used.

use serde_json::{Map, Value};
use std::{collections::BTreeMap, fmt::Display, ops::RangeInclusive, str::FromStr};

/// The most parameters one request may bring. Every filter with every choice stays below.
const MOST: usize = 300;

/// The longest value taken from an address, in characters.
const LONGEST: usize = 300;

/// The longest value taken from a form, in characters. What fits one box, its reader says.
const LONGEST_IN_FORM: usize = 2_000;

/// Parameters in the order they came. Empty values are dropped: an empty box in a form means "not asked".
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parameters(Vec<(String, String)>);

/// A parameter that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{parameter}: {reason}")]
pub struct BadParameter {
    /// Its name.
    pub parameter: String,
    /// Why, in a whole sentence.
    pub reason: String,
}

impl BadParameter {
    /// A parameter and the sentence that says what is wrong.
    pub fn new(parameter: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { parameter: parameter.into(), reason: reason.into() }
    }
}

impl Parameters {
    /// Reads `a=1&b=2`; plus signs and percent codes are decoded.
    ///
    /// # Errors
    /// When there are too many parameters or one is too long.
    pub fn read(text: &str) -> Result<Self, BadParameter> {
        Self::read_up_to(LONGEST, text)
    }

    /// Reads the body of a form, where somebody may have written more.
    ///
    /// # Errors
    /// When there are too many parameters or one is too long.
    pub fn read_form(text: &str) -> Result<Self, BadParameter> {
        Self::read_up_to(LONGEST_IN_FORM, text)
    }

    /// Reads a JSON object of parameters: of each a text, a number, true or false, or a list of them. What is null was not asked.
    ///
    /// # Errors
    /// When it is something else, or too much.
    pub fn read_json(text: &str) -> Result<Self, BadParameter> {
        let object: Option<Map<String, Value>> = serde_json::from_str(text)
            .map_err(|_| BadParameter::new("body", "The body is not a JSON object with a value for each parameter."))?;
        let mut pairs = Vec::new();
        for (name, value) in object.unwrap_or_default() {
            for one in if let Value::Array(all) = value { all } else { vec![value] } {
                match one {
                    Value::Null => {}
                    Value::String(text) => pairs.push((name.clone(), text)),
                    Value::Bool(_) | Value::Number(_) => pairs.push((name.clone(), one.to_string())),
                    Value::Array(_) | Value::Object(_) => {
                        let reason = "This is neither a text, a number, true or false nor a list of them.";
                        return Err(BadParameter::new(name, reason));
                    }
                }
            }
        }
        Self::of(LONGEST, pairs)
    }

    /// These and those of a body: what stands in both is taken from the body.
    ///
    /// # Errors
    /// When there are too many together.
    pub fn with_body(self, body: Self) -> Result<Self, BadParameter> {
        let in_body = |name: &String| body.0.iter().any(|(key, _)| key == name);
        let mut pairs: Vec<(String, String)> = self.0.into_iter().filter(|(name, _)| !in_body(name)).collect();
        pairs.extend(body.0);
        Self::of(LONGEST, pairs)
    }

    fn read_up_to(longest: usize, text: &str) -> Result<Self, BadParameter> {
        Self::of(longest, url::form_urlencoded::parse(text.as_bytes()).map(|(key, value)| (key.into_owned(), value.into_owned())))
    }

    fn of(longest: usize, pairs: impl IntoIterator<Item = (String, String)>) -> Result<Self, BadParameter> {
        let pairs: Vec<(String, String)> = pairs
            .into_iter()
            .map(|(key, value)| (key, value.trim().to_owned()))
            .filter(|(key, value)| !key.is_empty() && !value.is_empty())
            .collect();
        if pairs.len() > MOST {
            return Err(BadParameter::new("query", format!("There are {} parameters; at most {MOST} are read.", pairs.len())));
        }
        match pairs.iter().find(|(_, value)| value.chars().count() > longest) {
            Some((key, _)) => Err(BadParameter::new(key, format!("This is too long: at most {longest} characters are read."))),
            None => Ok(Self(pairs)),
        }
    }

    /// The first value of a parameter.
    pub fn one(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Every value of a parameter, in order.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Every parameter in order.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// All but one parameter.
    #[must_use]
    pub fn without(&self, name: &str) -> Self {
        Self(self.0.iter().filter(|(key, _)| key != name).cloned().collect())
    }

    /// A number within bounds.
    ///
    /// # Errors
    /// When the value is not such a number.
    pub fn number<T>(&self, name: &str, bounds: &RangeInclusive<T>) -> Result<Option<T>, BadParameter>
    where
        T: FromStr + PartialOrd + Display,
    {
        let Some(text) = self.one(name) else { return Ok(None) };
        let number = text.parse().ok().filter(|number| bounds.contains(number));
        let wrong = || {
            let (least, most) = (bounds.start(), bounds.end());
            BadParameter::new(name, format!("'{text}' is not a number from {least} to {most}."))
        };
        number.map(Some).ok_or_else(wrong)
    }

    /// Every parameter but the named ones, with its values in order and none twice.
    pub fn all_but(&self, names: &[&str]) -> BTreeMap<String, Vec<String>> {
        let mut rest: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (key, value) in self.0.iter().filter(|(key, _)| !names.contains(&key.as_str())) {
            let values = rest.entry(key.clone()).or_default();
            if !values.contains(value) {
                values.push(value.clone());
            }
        }
        rest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_keys_are_kept_and_empty_ones_dropped() {
        let parameters = Parameters::read("q=tea+%26+talk&place=&sector=voluntary&sector=private&sector=private&x").unwrap();
        assert_eq!(parameters.one("q"), Some("tea & talk"));
        assert_eq!(parameters.one("place"), None);
        let rest = parameters.all_but(&["q"]);
        assert_eq!(rest, BTreeMap::from([("sector".to_owned(), vec!["voluntary".to_owned(), "private".to_owned()])]));
    }

    #[test]
    fn a_number_that_is_none_is_named() {
        let parameters = Parameters::read("page=two&radius=nan&per_page=7").unwrap();
        assert_eq!(parameters.number("page", &(1..=100)).unwrap_err().to_string(), "page: 'two' is not a number from 1 to 100.");
        assert!(parameters.number("radius", &(0.1..=500.0)).is_err());
        assert_eq!(parameters.number("per_page", &(1..=100)).unwrap(), Some(7));
        assert_eq!(parameters.number("absent", &(1..=100)).unwrap(), None);
    }

    #[test]
    fn a_json_object_says_what_a_query_says() {
        let body = r#"{"page": 2, "full": true, "day": ["MO", "TU"], "search": " tea & talk ", "postcode": null, "text": ""}"#;
        let query = Parameters::read("page=2&full=true&day=MO&day=TU&search=tea+%26+talk").unwrap();
        let read = Parameters::read_json(body).unwrap();
        for name in ["page", "full", "day", "search", "postcode", "text"] {
            assert_eq!(read.all(name).collect::<Vec<_>>(), query.all(name).collect::<Vec<_>>(), "{name}");
        }
        for (body, parameter) in [
            ("[1]", "body"),
            ("page=2", "body"),
            ("", "body"),
            (r#"{"near": {"postcode": "WS1 1AA"}}"#, "near"),
            (r#"{"day": [["MO"]]}"#, "day"),
        ] {
            assert_eq!(Parameters::read_json(body).unwrap_err().parameter, parameter, "{body}");
        }
        assert_eq!(Parameters::read_json(&format!(r#"{{"search": "{}"}}"#, "x".repeat(301))).unwrap_err().parameter, "search");
        assert!(Parameters::read_json(&format!(r#"{{"a": [{}1]}}"#, "1, ".repeat(300))).is_err());
        assert_eq!(Parameters::read_json("null"), Ok(Parameters::default()));
        let both = Parameters::read("page=1&per_page=5").unwrap().with_body(Parameters::read("page=2").unwrap()).unwrap();
        assert_eq!((both.all("page").collect::<Vec<_>>(), both.one("per_page")), (vec!["2"], Some("5")));
    }

    #[test]
    fn floods_are_refused() {
        assert!(Parameters::read(&"a=1&".repeat(301)).is_err());
        assert_eq!(Parameters::read(&format!("q={}", "x".repeat(301))).unwrap_err().parameter, "q");
        assert!(Parameters::read("%ff=%00&&&=").is_ok());
    }
}
