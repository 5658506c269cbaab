//! A place typed inside the question: "chemist near B13 8AA", "food bank walsall", "care home in Glasgow".
//!
//! Names that are also ordinary words, and phrases that hold a place's name and mean something else, are data in
//! `data/understanding/places.toml`.

use crate::{
    finding::{needs::Needs, words::normalise},
    places::{Place, Places, Precision},
};
use serde::Deserialize;
use std::collections::HashSet;

/// Words that point at a place.
const POINTERS: [&str; 9] = ["in", "near", "around", "at", "by", "nearby", "round", "outside", "nr"];

/// Most words in a place's name.
const LONGEST: usize = 4;

/// Letters from which a suburb's or village's name written small is trusted.
const TRUSTED_FROM: usize = 5;

/// Names of places that are also something else.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlaceWords {
    ordinary: HashSet<String>,
    names: HashSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    ordinary: HashSet<String>,
    names: HashSet<String>,
}

impl PlaceWords {
    /// Reads them from TOML.
    ///
    /// # Errors
    /// When the text is not such TOML.
    pub fn read(text: &str) -> Result<Self, toml::de::Error> {
        let Written { ordinary, names } = toml::from_str(text)?;
        Ok(Self { ordinary, names })
    }
}

/// A place taken out of words.
#[derive(Debug, Clone, PartialEq)]
pub struct Taken {
    /// The words that are left.
    pub rest: String,
    /// The place.
    pub place: Place,
    /// The words that named it, as typed.
    pub said: String,
    /// A postcode, a city or town, or a pointing word before it: not only a name that may be somebody's.
    pub certain: bool,
}

/// Takes a place out of the words.
///
/// A postcode anywhere counts, and so does a city, town or council. A suburb or village needs a pointing word before it or, at
/// either end, a capital letter, or stands at the very end and is nothing else. A name that is also an ordinary word needs the
/// pointing word or a capital of its own. Something else must be left, so that a name alone stays a name.
pub fn take(words: &str, places: &Places, needs: &Needs) -> Option<Taken> {
    let tokens: Vec<&str> = words.split_whitespace().collect();
    let plain: Vec<String> = tokens.iter().map(|token| normalise(token)).collect();
    let reading = Reading { tokens: &tokens, plain: &plain, places, needs, shouting: !words.chars().any(char::is_lowercase) };
    reading.postcode().or_else(|| reading.named())
}

struct Reading<'a> {
    tokens: &'a [&'a str],
    plain: &'a [String],
    places: &'a Places,
    needs: &'a Needs,
    /// Everything is in capitals: none of them tells anything.
    shouting: bool,
}

/// Some tokens: from which, how many.
type Span = (usize, usize);

impl Reading<'_> {
    fn postcode(&self) -> Option<Taken> {
        for length in [2, 1] {
            for (start, window) in self.tokens.windows(length).enumerate() {
                let text = trim(&window.join(" "));
                let plausible = text.contains(|c: char| c.is_ascii_digit()) && text.starts_with(char::is_alphabetic);
                // "at age u3a" and "a1 debt" are none: a district alone has a letter and a figure, and is not a word of a need.
                if let Some(place) = plausible.then(|| self.places.locate(&text)).flatten().filter(|_| !self.is_needs(&text)) {
                    return Some(self.taken((start, length), place, true));
                }
            }
        }
        None
    }

    /// Longer names first, later ones first: "West Bromwich" before "Bromwich", the last word before the first.
    fn named(&self) -> Option<Taken> {
        let count = self.tokens.len();
        let spans = (1..=LONGEST.min(count)).rev().flat_map(|length| (0..=count - length).rev().map(move |start| (start, length)));
        spans.filter(|(_, length)| *length < count).find_map(|span| self.place_at(span))
    }

    fn place_at(&self, span: Span) -> Option<Taken> {
        let (start, length) = span;
        let name = trim(&self.tokens[start..start + length].join(" "));
        let (pointed, capital) = (self.is_pointed(start), self.is_capital(start));
        let at_end = start + length == self.tokens.len();
        let major = self.places.is_major(&name);
        if name.is_empty() || self.is_part_of_a_name(span) || !(at_end || start == 0 || pointed || major) {
            return None;
        }
        let ordinary = self.is_ordinary(span);
        let counts = match (pointed, capital) {
            (true, _) => !ordinary || self.rest_tells(span),
            (_, true) => !ordinary || self.is_lone_capital(span),
            _ if ordinary => false,
            _ => major || self.is_nothing_else(&name) && (at_end || start == 0 && self.is_only_capital(length)),
        };
        let place = counts.then(|| self.places.find(&name)).flatten().filter(|place| place.precision >= Precision::Town)?;
        Some(self.taken(span, place, pointed || major))
    }

    fn taken(&self, span: Span, place: Place, certain: bool) -> Taken {
        let (start, length) = span;
        let said = trim(&self.tokens[start..start + length].join(" "));
        Taken { rest: self.without(span), place, said, certain }
    }

    /// A capital that says something: not the first letter of the sentence, and not one among capitals alone.
    fn is_capital(&self, start: usize) -> bool {
        let starts = |at: usize| self.tokens[at].trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_uppercase);
        start > 0 && starts(start) && !self.shouting
    }

    /// The first words have capitals and what follows has none: "Moseley food bank", not "St Giles Hospice".
    fn is_only_capital(&self, length: usize) -> bool {
        let capital = |token: &&str| token.starts_with(char::is_uppercase);
        let (first, rest) = self.tokens.split_at(length);
        first.iter().all(&capital) && !rest.iter().any(capital)
    }

    /// Nothing else in the sentence has a capital, but for its first letter: "gp Reading", not "Moseley Food Bank".
    fn is_lone_capital(&self, (start, length): Span) -> bool {
        let others = (1..self.tokens.len()).filter(|at| *at < start || *at >= start + length);
        others.into_iter().all(|at| !self.tokens[at].starts_with(char::is_uppercase))
    }

    fn is_pointed(&self, start: usize) -> bool {
        start > 0 && POINTERS.contains(&self.plain[start - 1].as_str())
    }

    /// The name is an ordinary word as well.
    fn is_ordinary(&self, (start, length): Span) -> bool {
        self.needs.small_words().places().ordinary.contains(&self.plain[start..start + length].join(" "))
    }

    /// Behind a pointing word an ordinary word is a place only where the words before it already say what is looked for: "gp in
    /// reading", but not "help with reading" or "comfort in hope".
    fn rest_tells(&self, (start, _): Span) -> bool {
        let small = self.needs.small_words();
        let before = &self.plain[..start.saturating_sub(1)];
        before.iter().any(|word| !small.is_noise(word) && !small.is_minor(word))
    }

    /// A phrase around the words means something else.
    fn is_part_of_a_name(&self, (start, length): Span) -> bool {
        let names = &self.needs.small_words().places().names;
        let count = self.plain.len();
        (0..=start)
            .any(|from| (start + length..=count).any(|to| to - from <= MOST_OF_A_NAME && names.contains(&self.plain[from..to].join(" "))))
    }

    /// A word nobody looks for and no need is said with.
    fn is_nothing_else(&self, name: &str) -> bool {
        let plain = normalise(name);
        let small = self.needs.small_words();
        let known =
            |word: &str| small.is_noise(word) || small.is_minor(word) || small.is_wishing(word) || self.needs.dictionary().knows(word);
        plain.len() >= TRUSTED_FROM && !plain.split(' ').any(known)
    }

    /// Words of a need that look like part of a postcode.
    fn is_needs(&self, text: &str) -> bool {
        !text.contains(' ') && self.needs.dictionary().knows(&normalise(text))
    }

    /// The words without the place and the word that pointed at it.
    fn without(&self, (start, length): Span) -> String {
        let before = &self.tokens[..start - usize::from(self.is_pointed(start))];
        before.iter().chain(&self.tokens[start + length..]).copied().collect::<Vec<_>>().join(" ")
    }
}

/// Most words in a phrase that is no place.
const MOST_OF_A_NAME: usize = 5;

fn trim(text: &str) -> String {
    text.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_taken_out_of_questions() {
        let (places, needs) = (Places::shipped().unwrap(), Needs::shipped().unwrap());
        for (words, rest, place) in [
            // Postcodes, anywhere and in any case.
            ("chemist open late near B13 8AA", "chemist open late", Some("B13")),
            ("b13 8aa dentist", "dentist", Some("B13")),
            ("b138aa dentist", "dentist", Some("B13")),
            ("dentist near B13", "dentist", Some("B13")),
            ("dentist dy4", "dentist", Some("DY4")),
            ("mum keeps falling, she lives alone in DY4", "mum keeps falling, she lives alone", Some("DY4")),
            ("needs POC at home after discharge DY5", "needs POC at home after discharge", Some("DY5")),
            // Cities, towns and councils.
            ("food bank Walsall no referral", "food bank no referral", Some("Walsall")),
            ("food bank walsall", "food bank", Some("Walsall")),
            ("walsall food bank", "food bank", Some("Walsall")),
            ("Walsall food bank", "food bank", Some("Walsall")),
            ("lunch club in dudley", "lunch club", Some("Dudley")),
            ("lunch club in west bromwich", "lunch club", Some("West Bromwich")),
            ("LUNCH CLUB WALSALL", "LUNCH CLUB", Some("Walsall")),
            ("care home with dementia care in Glasgow", "care home with dementia care", Some("Glasgow")),
            ("library with computers Dudley", "library with computers", Some("Dudley")),
            ("debt advice around newcastle upon tyne", "debt advice", Some("Newcastle")),
            ("someone to talk to, wolverhampton", "someone to talk to,", Some("Wolverhampton")),
            // Suburbs and villages.
            ("food bank in moseley", "food bank", Some("Moseley")),
            ("food bank Moseley", "food bank", Some("Moseley")),
            ("Moseley food bank", "food bank", Some("Moseley")),
            ("Moseley Food Bank", "Moseley Food Bank", None),
            ("food bank tipton", "food bank", Some("Tipton")),
            ("dentist near kings heath", "dentist", Some("King's Heath")),
            // Places whose names are words count behind a pointing word, or with a capital inside the sentence.
            ("gp in Reading", "gp", Some("Reading")),
            ("gp in reading", "gp", Some("Reading")),
            ("gp Reading", "gp", Some("Reading")),
            ("dentist near bath", "dentist", Some("Bath")),
            // Ordinary words, names of things, names of organisations.
            ("reading group", "reading group", None),
            ("Reading group", "Reading group", None),
            ("help with reading", "help with reading", None),
            ("help in reading", "help in reading", None),
            ("bath chair", "bath chair", None),
            ("Bath chair", "Bath chair", None),
            ("bath seat walsall", "bath seat", Some("Walsall")),
            ("cant get in the bath", "cant get in the bath", None),
            ("barking dog", "barking dog", None),
            ("Barking dog", "Barking dog", None),
            ("noise from barking dogs", "noise from barking dogs", None),
            ("Hope", "Hope", None),
            ("hope", "hope", None),
            ("lost all hope", "lost all hope", None),
            ("Hope House", "Hope House", None),
            ("dudley", "dudley", None),
            ("leonard cheshire", "leonard cheshire", None),
            ("st john ambulance", "st john ambulance", None),
            ("march for men", "march for men", None),
            ("jumble sale", "jumble sale", None),
            ("rugby club", "rugby club", None),
            ("eye test", "eye test", None),
            ("eye hospital", "eye hospital", None),
            ("sandwich delivery", "sandwich delivery", None),
            ("beer garden", "beer garden", None),
            ("special school for send", "special school for send", None),
            ("church hall", "church hall", None),
            ("over 65s exercise", "over 65s exercise", None),
            ("my son is 14", "my son is 14", None),
            ("help at home", "help at home", None),
            ("nothing to eat", "nothing to eat", None),
            ("u3a", "u3a", None),
        ] {
            match (take(words, &places, &needs), place) {
                (Some(taken), Some(place)) => {
                    assert_eq!(taken.rest, rest, "{words}");
                    assert!(taken.place.label.contains(place), "{words}: {}", taken.place.label);
                }
                (None, None) => {}
                (found, _) => panic!("{words}: {found:?}"),
            }
        }
    }
}
