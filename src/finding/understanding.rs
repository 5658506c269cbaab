//! What the small words of a question are worth: noise, minor words, misspellings, wishes, and the words that help to read ages and
//! places. Data in `data/understanding/`; this module only reads and answers.

use crate::finding::{
    ages::People,
    place_words::PlaceWords,
    words::{Word, normalise},
};
use jiff::civil::Weekday;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::ops::Range;

/// The oldest age read as one: a bare number up to here says who somebody is, not what they look for.
const OLDEST: u16 = 110;

/// What a wish begins with that wants something not to be.
const NEGATIONS: [&str; 7] = ["no", "not", "non", "without", "dont", "doesnt", "cant"];

/// The small words, ready to be asked about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Understanding {
    noise: FxHashSet<String>,
    minor: FxHashSet<String>,
    spellings: FxHashMap<String, String>,
    wishes: Vec<Wish>,
    /// Which wishes a phrase states.
    phrases: FxHashMap<String, Vec<usize>>,
    /// Every word of those phrases.
    wishing: FxHashSet<String>,
    longest: usize,
    people: People,
    places: PlaceWords,
}

/// Something a person would rather have: it orders services and never excludes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// What it wants, as the file writes it: `cost=free`.
    pub value: String,
    /// What is said of a service that satisfies it.
    pub says: String,
    /// What satisfies it.
    pub wants: Want,
    /// Values of filters that shut the person out: parameter and value.
    pub bars: Vec<(String, String)>,
}

impl Wish {
    /// Whether it only says who somebody is.
    pub fn is_who(&self) -> bool {
        matches!(&self.wants, Want::Choice { parameter, .. } if matches!(parameter.as_str(), "audience" | "gender" | "faith"))
    }
}

/// What satisfies a wish.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Want {
    /// A value of a filter.
    Choice {
        /// The filter's parameter.
        parameter: String,
        /// The value.
        value: String,
    },
    /// Opening hours that hold at a moment.
    Open(Moment),
}

/// When somebody would come, told from the moment of asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// Now.
    Now,
    /// Later on the same day.
    Today,
    /// The day after.
    Tomorrow,
    /// Before noon on any day of the coming week.
    Morning,
    /// Between noon and five on any day of the coming week.
    Afternoon,
    /// After half past five on any day of the coming week.
    Evening,
    /// At 8 in the evening of the same day.
    Late,
    /// On the next Saturday or Sunday, the same day included.
    Weekend,
    /// On the next such day, the same day included.
    Day(Weekday),
}

/// A wish in a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WishFound<'a> {
    /// Which words.
    pub words: Range<usize>,
    /// The wish.
    pub wish: &'a Wish,
    /// It was said with a no: its words must not be looked for.
    pub negated: bool,
}

/// The files cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum UnderstandingError {
    /// Not TOML, or not the right shape.
    #[error("small words: {0}")]
    Toml(#[from] toml::de::Error),
    /// A wish for something that is not known.
    #[error(
        "small words: nobody knows what '{0}' wants; write a filter's parameter and value, or open=now, today, tomorrow, morning, afternoon, evening, late, weekend or a day"
    )]
    Want(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenWords {
    noise: Vec<String>,
    minor: Vec<String>,
    spellings: FxHashMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenWishes {
    wishes: Vec<WrittenWish>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenWish {
    wants: String,
    #[serde(default)]
    bars: Vec<String>,
    says: String,
    phrases: Vec<String>,
}

impl Understanding {
    /// Reads the small words and the wishes, each from its TOML.
    ///
    /// # Errors
    /// When a text is not such TOML or a wish wants something unknown.
    pub fn read(words: &str, wishes: &str) -> Result<Self, UnderstandingError> {
        let words: WrittenWords = toml::from_str(words)?;
        let mut read = Self {
            noise: words.noise.into_iter().collect(),
            minor: words.minor.into_iter().collect(),
            spellings: words.spellings,
            ..Self::default()
        };
        for wish in toml::from_str::<WrittenWishes>(wishes)?.wishes {
            read.add_wish(wish)?;
        }
        Ok(read)
    }

    fn add_wish(&mut self, WrittenWish { wants, bars, says, phrases }: WrittenWish) -> Result<(), UnderstandingError> {
        for phrase in phrases.iter().map(|phrase| normalise(phrase)) {
            self.longest = self.longest.max(phrase.split(' ').count());
            self.wishing.extend(phrase.split(' ').map(str::to_owned));
            self.phrases.entry(phrase).or_default().push(self.wishes.len());
        }
        let bars = bars.into_iter().map(|bar| choice(&bar).ok_or(UnderstandingError::Want(bar)));
        let bars = bars.collect::<Result<_, _>>()?;
        let Some(want) = want(&wants) else { return Err(UnderstandingError::Want(wants)) };
        self.wishes.push(Wish { value: wants, says, wants: want, bars });
        Ok(())
    }

    /// The small words that ship with the product.
    ///
    /// # Errors
    /// When a shipped file is broken, which a test rules out.
    pub fn shipped() -> Result<Self, UnderstandingError> {
        let text = |name: &str| crate::shipped::text(&format!("understanding/{name}.toml")).unwrap_or_default();
        let (people, places) = (People::read(&text("people"))?, PlaceWords::read(&text("places"))?);
        Ok(Self { people, places, ..Self::read(&text("words"), &text("wishes"))? })
    }

    /// Whether a word carries no meaning of its own.
    pub fn is_noise(&self, word: &str) -> bool {
        self.noise.contains(word)
    }

    /// Whether a word need not be in what is looked for. A bare age is such a word.
    pub fn is_minor(&self, word: &str) -> bool {
        self.minor.contains(word) || word.parse::<u16>().is_ok_and(|age| age <= OLDEST)
    }

    /// The word meant by a known misspelling.
    pub fn spelling(&self, word: &str) -> Option<&str> {
        self.spellings.get(word).map(String::as_str)
    }

    /// The words that help to read ages.
    pub fn people(&self) -> &People {
        &self.people
    }

    /// Names of places that are also something else.
    pub fn places(&self) -> &PlaceWords {
        &self.places
    }

    /// Whether some wish is said with this word: it is no misspelling.
    pub fn is_wishing(&self, word: &str) -> bool {
        self.wishing.contains(word)
    }

    /// The wishes the words state, the longest phrase first; then on behind it. One phrase may state several.
    pub fn wishes(&self, words: &[Word]) -> Vec<WishFound<'_>> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let reach = (at + self.longest).min(words.len());
            let longest = (at + 1..=reach).rev().find_map(|end| {
                let phrase = words[at..end].iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
                Some((end, self.phrases.get(&phrase)?))
            });
            let negated = NEGATIONS.contains(&words[at].text.as_str());
            let Some((end, wishes)) = longest else {
                at += 1;
                continue;
            };
            found.extend(wishes.iter().map(|wish| WishFound { words: at..end, wish: &self.wishes[*wish], negated }));
            at = end;
        }
        found
    }
}

/// A filter's parameter and value.
fn choice(text: &str) -> Option<(String, String)> {
    text.split_once('=').map(|(parameter, value)| (parameter.to_owned(), value.to_owned()))
}

fn want(text: &str) -> Option<Want> {
    let (parameter, value) = choice(text)?;
    if parameter != "open" {
        return Some(Want::Choice { parameter, value });
    }
    Some(Want::Open(match value.as_str() {
        "now" => Moment::Now,
        "today" => Moment::Today,
        "tomorrow" => Moment::Tomorrow,
        "morning" => Moment::Morning,
        "afternoon" => Moment::Afternoon,
        "evening" => Moment::Evening,
        "late" => Moment::Late,
        "weekend" => Moment::Weekend,
        "monday" => Moment::Day(Weekday::Monday),
        "tuesday" => Moment::Day(Weekday::Tuesday),
        "wednesday" => Moment::Day(Weekday::Wednesday),
        "thursday" => Moment::Day(Weekday::Thursday),
        "friday" => Moment::Day(Weekday::Friday),
        "saturday" => Moment::Day(Weekday::Saturday),
        "sunday" => Moment::Day(Weekday::Sunday),
        _ => return None,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn the_shipped_small_words_read_and_do_not_contradict_each_other() {
        let shipped = Understanding::shipped().unwrap();
        assert!(shipped.is_noise("the") && shipped.is_minor("mum") && shipped.is_minor("14") && !shipped.is_minor("111"));
        assert_eq!(shipped.noise.intersection(&shipped.minor).next(), None);
        assert_eq!(shipped.spelling("demensia"), Some("dementia"));
        let values: HashSet<&str> = shipped.wishes.iter().map(|wish| wish.value.as_str()).collect();
        assert_eq!(values.len(), shipped.wishes.len(), "a wish stands in the file once");
    }

    #[test]
    fn a_wish_for_something_unknown_is_refused() {
        let words = "noise = []\nminor = []\n[spellings]";
        for (wish, named) in [("wants = \"open=easter\"", "open=easter"), ("wants = \"cost=free\"\nbars = [\"men\"]", "men")] {
            let wishes = format!("[[wishes]]\n{wish}\nsays = \"\"\nphrases = []");
            assert!(Understanding::read(words, &wishes).unwrap_err().to_string().contains(named), "{wish}");
        }
    }
}
