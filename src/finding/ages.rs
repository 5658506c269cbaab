//! Ages in a question: "my 14 year old", "over 65s", "18 months old", "in her 80s", "toddler". Figures are read here; the words
//! that help, and ages said without a figure, are data in `data/understanding/people.toml`.
//!
//! An age orders services and never hides one; whether a service takes somebody of that age is [`AskedAge::fits`].

use crate::{
    finding::words::{Word, normalise},
    model::service::Ages,
};
use serde::Deserialize;
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    ops::Range,
};

/// The oldest age that is read as one, in years.
const OLDEST: f64 = 110.0;

/// The ages somebody asks for, in years.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AskedAge {
    /// From this age.
    pub from: f64,
    /// To below this age; infinite where there is no upper end.
    pub below: f64,
}

impl AskedAge {
    /// Everybody who is this many whole years old.
    pub fn years(age: f64) -> Self {
        Self { from: age, below: age + 1.0 }
    }

    /// Whether a service for these ages may take somebody of the age asked for. Limits nobody has stated never exclude.
    pub fn fits(self, ages: Ages) -> bool {
        ages.min.is_none_or(|min| self.below > min) && ages.max.is_none_or(|max| self.from < max + 1.0)
    }

    /// Whether a service for these ages is meant for such ages and not merely open to them: it names both ends, or begins at 50.
    pub fn is_meant_by(self, ages: Ages) -> bool {
        self.fits(ages) && (ages.min.is_some() && ages.max.is_some() || ages.min.is_some_and(|min| min >= LATER_LIFE))
    }

    /// "Age 14", "18 months old", "65 and over", "Under 5", "Ages 5 to 11".
    pub fn label(self) -> String {
        let months = (self.from * 12.0).round();
        if self.below.is_infinite() {
            return format!("{} and over", self.from);
        }
        if self.from == 0.0 && self.below.fract() == 0.0 {
            return format!("Under {}", self.below);
        }
        if self.below - self.from < 0.999 {
            let unit = if months.total_cmp(&1.0).is_eq() { "month" } else { "months" };
            return format!("{months} {unit} old");
        }
        let last = self.below - 1.0;
        if last > self.from { format!("Ages {} to {last}", self.from) } else { format!("Age {}", self.from) }
    }
}

/// A service that begins at this age is for later life.
const LATER_LIFE: f64 = 50.0;

impl fmt::Display for AskedAge {
    /// As it stands in an address: `14`, `65-`, `0-5`, `1.5-1.58`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.below {
            below if below.is_infinite() => write!(f, "{}-", self.from),
            below if (below - self.from - 1.0).abs() < 0.001 && self.from > 0.0 => write!(f, "{}", self.from),
            below => write!(f, "{}-{}", (self.from * 100.0).round() / 100.0, (below * 100.0).round() / 100.0),
        }
    }
}

/// An age in a question.
#[derive(Debug, Clone, PartialEq)]
pub struct AgeFound {
    /// Which words.
    pub words: Range<usize>,
    /// The age.
    pub age: AskedAge,
    /// How to say it.
    pub label: String,
    /// It was said without a figure: its words may still be looked for.
    pub named: bool,
}

/// The words that help to read ages.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct People {
    persons: BTreeSet<String>,
    things: BTreeSet<String>,
    named: BTreeMap<String, (AskedAge, String)>,
    longest: usize,
}

/// Ages are read only where they are numbers, so every age equals itself.
impl Eq for People {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    persons: BTreeSet<String>,
    things: BTreeSet<String>,
    ages: Vec<Named>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    says: String,
    from: f64,
    below: Option<f64>,
    phrases: Vec<String>,
}

impl People {
    /// Reads the words from TOML.
    ///
    /// # Errors
    /// When the text is not such TOML.
    pub fn read(text: &str) -> Result<Self, toml::de::Error> {
        let written: Written = toml::from_str(text)?;
        let mut people = Self { persons: written.persons, things: written.things, ..Self::default() };
        for Named { says, from, below, phrases } in written.ages {
            let age = AskedAge { from, below: below.unwrap_or(f64::INFINITY) };
            if age.from.is_nan() || age.below.is_nan() {
                continue;
            }
            for phrase in phrases.iter().map(|phrase| normalise(phrase)) {
                people.longest = people.longest.max(phrase.split(' ').count());
                people.named.insert(phrase, (age, says.clone()));
            }
        }
        Ok(people)
    }

    /// Every age the words state, in order.
    pub fn ages(&self, words: &[Word]) -> Vec<AgeFound> {
        let tokens = tokens(words);
        let mut found = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let reading = Reading { people: self, tokens: &tokens, at };
            let read = reading.figures().map(|(end, age)| (end, age, age.label(), false)).or_else(|| reading.named());
            at = read.as_ref().map_or(at + 1, |(end, ..)| *end);
            found.extend(read.map(|(end, age, label, named)| {
                let words = tokens[reading.at].word..tokens[end - 1].word + 1;
                AgeFound { words, age, label, named }
            }));
        }
        found
    }
}

/// A word, or the figure or the letters of a word that has both: "14yo".
#[derive(Debug)]
struct Token<'a> {
    text: &'a str,
    word: usize,
}

fn tokens(words: &[Word]) -> Vec<Token<'_>> {
    words.iter().enumerate().flat_map(|(word, typed)| parts(&typed.text).into_iter().map(move |text| Token { text, word })).collect()
}

/// The figure and the letters behind it. With other figures behind those it is a code, not an age.
fn parts(text: &str) -> Vec<&str> {
    let figures = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (digits, letters) = text.split_at(figures);
    let whole = figures == 0 || letters.is_empty() || letters.contains(|c: char| !c.is_alphabetic());
    if whole { vec![text] } else { vec![digits, letters] }
}

const SMALL_NUMBERS: [&str; 19] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen",
    "sixteen", "seventeen", "eighteen", "nineteen",
];
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// A number of years (or months) in figures or as a word: "14", "fourteen", "fives".
#[expect(clippy::cast_precision_loss, reason = "places in two short lists")]
fn number(text: &str) -> Option<f64> {
    if let Ok(figure) = text.parse::<u16>() {
        return Some(f64::from(figure)).filter(|age| *age <= OLDEST && text.len() <= 3);
    }
    let place = |list: &[&str]| list.iter().position(|word| *word == text || text.strip_suffix('s') == Some(word));
    place(&SMALL_NUMBERS).map(|at| at as f64 + 1.0).or_else(|| place(&TENS).map(|at| (at as f64 + 2.0) * 10.0))
}

/// The years in one of these.
fn unit(text: &str) -> Option<f64> {
    match text {
        "year" | "years" | "yr" | "yrs" | "y" => Some(1.0),
        "month" | "months" | "mth" | "mths" | "mo" => Some(1.0 / 12.0),
        "week" | "weeks" | "wk" | "wks" => Some(7.0 / 365.25),
        "day" | "days" => Some(1.0 / 365.25),
        _ => None,
    }
}

/// Reading an age that begins at one token. Each reader gives the token behind the age, and the age.
struct Reading<'a> {
    people: &'a People,
    tokens: &'a [Token<'a>],
    at: usize,
}

type Read = Option<(usize, AskedAge)>;

impl Reading<'_> {
    fn text(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.text)
    }

    fn is(&self, at: usize, words: &[&str]) -> bool {
        words.contains(&self.text(at))
    }

    /// The first way that reads an age in figures, the most telling first.
    fn figures(&self) -> Read {
        let ways = [Self::spread, Self::old, Self::aged, Self::over, Self::under, Self::and_over, Self::decade, Self::bare];
        ways.iter().find_map(|way| way(self))
    }

    fn named(&self) -> Option<(usize, AskedAge, String, bool)> {
        let reach = (self.at + self.people.longest).min(self.tokens.len());
        (self.at + 1..=reach).rev().find_map(|end| {
            let phrase = self.tokens[self.at..end].iter().map(|token| token.text).collect::<Vec<_>>().join(" ");
            self.people.named.get(&phrase).map(|(age, says)| (end, *age, says.clone(), true))
        })
    }

    /// The end of "old", "olds", "of age" at a place: what makes a stretch of time an age.
    fn of_age(&self, at: usize) -> Option<usize> {
        match self.text(at) {
            "old" | "olds" | "o" => Some(at + 1),
            "of" if self.text(at + 1) == "age" => Some(at + 2),
            _ => None,
        }
    }

    /// "5 to 11 year olds", "aged 5 to 11", "ages 5-11".
    fn spread(&self) -> Read {
        let said = usize::from(self.is(self.at, &["aged", "age", "ages"]));
        let said = said + usize::from(self.is(self.at + said, &["between"]));
        let start = self.at + said;
        let from = number(self.text(start))?;
        let joint = usize::from(self.is(start + 1, &["to", "and", "or"]));
        let end = start + 1 + joint;
        let to = number(self.text(end)).filter(|to| *to > from)?;
        let years = unit(self.text(end + 1)).and_then(|of| Some((self.of_age(end + 2)?, of)));
        match years {
            Some((end, of)) => Some((end, AskedAge { from: from * of, below: (to + 1.0) * of })),
            None => (said > 0).then_some((end + 1, AskedAge { from, below: to + 1.0 })),
        }
    }

    /// "14 year old", "14yo", "84 yrs old", "18 months old", "6 weeks of age".
    fn old(&self) -> Read {
        let count = number(self.text(self.at))?;
        if self.is(self.at + 1, &["yo", "yro", "yearold"]) {
            return Some((self.at + 2, AskedAge::years(count)));
        }
        let of = unit(self.text(self.at + 1))?;
        let end = self.of_age(self.at + 2).or_else(|| self.is_person(self.at + 2).then_some(self.at + 2))?;
        Some((end, AskedAge { from: count * of, below: (count + 1.0) * of }))
    }

    /// "aged 84", "age 3", "aged 18 months".
    fn aged(&self) -> Read {
        let said = 1 + usize::from(self.is(self.at + 1, &["of"]));
        let count = self.is(self.at, &["aged", "age"]).then(|| number(self.text(self.at + said))).flatten()?;
        let of = unit(self.text(self.at + said + 1));
        let years = of.unwrap_or(1.0);
        let age = AskedAge { from: count * years, below: (count + 1.0) * years };
        match self.limit(self.at + said + 1 + usize::from(of.is_some())) {
            Some((end, true)) => Some((end, AskedAge { below: f64::INFINITY, ..age })),
            Some((end, false)) => Some((end, AskedAge { from: 0.0, ..age })),
            None => Some((self.at + said + 1 + usize::from(of.is_some()), age)),
        }
    }

    /// "over 65s", "over 50", "over 18 months old".
    fn over(&self) -> Read {
        let (end, from) = self.is(self.at, &["over", "above"]).then(|| self.counted(self.at + 1)).flatten()?;
        Some((end, AskedAge { from, below: f64::INFINITY }))
    }

    /// "under 5s", "under fives", "under 2 years old".
    fn under(&self) -> Read {
        let (end, below) = self.is(self.at, &["under", "below"]).then(|| self.counted(self.at + 1)).flatten()?;
        Some((end, AskedAge { from: 0.0, below }))
    }

    /// A number that counts years because nothing else is counted: "65s", "18", "2 years old".
    fn counted(&self, at: usize) -> Option<(usize, f64)> {
        let count = number(self.text(at)).filter(|count| *count >= 1.0)?;
        if let Some(of) = unit(self.text(at + 1)) {
            return self.of_age(at + 2).map(|end| (end, count * of));
        }
        let plural = usize::from(self.text(at + 1) == "s");
        let counts = plural == 0 && self.people.things.contains(self.text(at + 1));
        (!counts).then_some((at + 1 + plural, count))
    }

    /// "65 plus", "65 and over", "18 and under", "60 years or older".
    fn and_over(&self) -> Read {
        let count = number(self.text(self.at)).filter(|count| *count >= 1.0)?;
        let years = usize::from(unit(self.text(self.at + 1)).is_some_and(|of| of >= 1.0));
        let (end, upwards) = self.limit(self.at + 1 + years)?;
        let age = AskedAge { from: count, below: f64::INFINITY };
        Some((end, if upwards { age } else { AskedAge { from: 0.0, below: count + 1.0 } }))
    }

    /// The end of "plus", "and over", "or under"; and whether it goes upwards.
    fn limit(&self, at: usize) -> Option<(usize, bool)> {
        if self.text(at) == "plus" {
            return Some((at + 1, true));
        }
        match (self.is(at, &["and", "or"]), self.text(at + 1)) {
            (true, "over" | "above" | "older" | "up" | "upwards") => Some((at + 2, true)),
            (true, "under" | "below" | "younger") => Some((at + 2, false)),
            _ => None,
        }
    }

    /// "in her 80s", "late 70s".
    fn decade(&self) -> Read {
        let told = self.at > 0 && self.is(self.at - 1, &["his", "her", "their", "my", "early", "mid", "late"]);
        let from = number(self.text(self.at)).filter(|from| told && *from >= 20.0 && from % 10.0 == 0.0)?;
        (self.text(self.at + 1) == "s").then_some((self.at + 2, AskedAge { from, below: from + 10.0 }))
    }

    /// "gent 78", "son is 14", "shes 84": a figure behind a person, with nothing counted behind it.
    fn bare(&self) -> Read {
        let figure = self.text(self.at).starts_with(|c: char| c.is_ascii_digit());
        let count = number(self.text(self.at)).filter(|count| figure && *count >= 1.0)?;
        let told = self.at > 0 && (self.is_person(self.at - 1) || self.is(self.at - 1, &["is", "hes", "shes", "im", "turned", "nearly", "almost"]));
        let counts = self.people.things.contains(self.text(self.at + 1)) || unit(self.text(self.at + 1)).is_some();
        (told && !counts).then_some((self.at + 1, AskedAge::years(count)))
    }

    fn is_person(&self, at: usize) -> bool {
        self.people.persons.contains(self.text(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_is_said_as_people_say_it() {
        for (from, below, label, written) in [
            (14.0, 15.0, "Age 14", "14"),
            (65.0, f64::INFINITY, "65 and over", "65-"),
            (0.0, 5.0, "Under 5", "0-5"),
            (5.0, 12.0, "Ages 5 to 11", "5-12"),
            (1.5, 19.0 / 12.0, "18 months old", "1.5-1.58"),
            (80.0, 90.0, "Ages 80 to 89", "80-90"),
        ] {
            let age = AskedAge { from, below };
            assert_eq!((age.label().as_str(), age.to_string().as_str()), (label, written));
        }
    }

    #[test]
    fn a_service_fits_unless_a_stated_limit_shuts_everybody_of_the_age_out() {
        let ages = |min: Option<f64>, max: Option<f64>| Ages { min, max };
        let (teen, elder, baby) = (AskedAge::years(14.0), AskedAge { from: 65.0, below: f64::INFINITY }, AskedAge { from: 0.5, below: 0.58 });
        for (asked, ages, fits) in [
            (teen, ages(None, None), true),
            (teen, ages(Some(11.0), Some(25.0)), true),
            (teen, ages(Some(15.0), None), false),
            (teen, ages(None, Some(13.0)), false),
            (teen, ages(None, Some(14.0)), true),
            (elder, ages(Some(50.0), None), true),
            (elder, ages(Some(70.0), None), true),
            (elder, ages(None, Some(64.0)), false),
            (baby, ages(Some(0.5), Some(4.0)), true),
            (baby, ages(Some(1.0), Some(4.0)), false),
        ] {
            assert_eq!(asked.fits(ages), fits, "{asked} {ages:?}");
        }
        assert!(teen.is_meant_by(ages(Some(11.0), Some(25.0))) && !teen.is_meant_by(ages(None, Some(25.0))));
    }
}
