//! The ways people write an age: in figures, with and without a unit, as a limit, a range or a decade.

use super::{AskedAge, People};
use crate::finding::words::Word;

/// The oldest age that is read as one, in years.
const OLDEST: f64 = 110.0;

/// A word, or the figure or the letters of a word that has both: "14yo".
#[derive(Debug)]
pub(super) struct Token<'a> {
    pub(super) text: &'a str,
    pub(super) word: usize,
}

pub(super) fn tokens(words: &[Word]) -> Vec<Token<'_>> {
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
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
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
pub(super) struct Reading<'a> {
    pub(super) people: &'a People,
    pub(super) tokens: &'a [Token<'a>],
    pub(super) at: usize,
}

pub(super) type Read = Option<(usize, AskedAge)>;

impl Reading<'_> {
    fn text(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.text)
    }

    fn is(&self, at: usize, words: &[&str]) -> bool {
        words.contains(&self.text(at))
    }

    /// The first way that reads an age in figures, the most telling first.
    pub(super) fn figures(&self) -> Read {
        let ways = [Self::spread, Self::old, Self::aged, Self::over, Self::under, Self::and_over, Self::decade, Self::bare];
        ways.iter().find_map(|way| way(self))
    }

    pub(super) fn named(&self) -> Option<(usize, AskedAge, String, bool)> {
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
        let told = self.at > 0
            && (self.is_person(self.at - 1) || self.is(self.at - 1, &["is", "hes", "shes", "im", "turned", "nearly", "almost"]));
        let counts = self.people.things.contains(self.text(self.at + 1)) || unit(self.text(self.at + 1)).is_some();
        (told && !counts).then_some((self.at + 1, AskedAge::years(count)))
    }

    fn is_person(&self, at: usize) -> bool {
        self.people.persons.contains(self.text(at))
    }
}
