//! Urgent words: which of them bring a panel above the results, and whom it says to ring. Data in `data/urgent/`.
//!
//! It looks at the words as typed, not at what search made of them: nothing may stand between a person in danger and a number,
//! neither a filter nor an empty index. The shipped numbers are what is shown; the directory is never asked.

mod patterns;

use crate::model::sector::Nation;
use patterns::{Pattern, Patterns, Sets};
use serde::Deserialize;
use std::{
    collections::{BTreeMap, HashMap},
    sync::LazyLock,
};

/// Words of a question that are looked at; what follows is ignored.
const MOST_WORDS: usize = 200;

/// A telephone or text line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Which one: "nhs-111".
    pub code: String,
    /// Whom it is for, or what it does.
    pub what: String,
    /// Who answers, and where it is not known where the person lives, for whose people.
    pub who: String,
    /// Who answers, alone.
    pub name: String,
    /// For whose people, where it is not known where the person lives.
    pub only: Vec<Nation>,
    /// The number as shown.
    pub number: String,
    /// The link behind the number.
    pub href: String,
    /// When it answers. `None` = not known.
    pub hours: Option<String>,
    /// The nations whose people it answers. Empty = all four.
    pub nations: Vec<Nation>,
    /// The page on which its publisher gives the number.
    pub source: String,
    /// The day the number was held against a dated source, `2026-07-18`. `None` = not yet.
    pub verified: Option<String>,
}

/// A panel: a heading and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Panel {
    /// Which one: "life", "abuse".
    pub code: String,
    /// The heading.
    pub heading: String,
    /// What to do first.
    pub first: String,
    /// Whom to ring.
    pub lines: Vec<Line>,
}

/// The urgent data cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum UrgentError {
    /// Not TOML, or not the right shape.
    #[error("{file}: {error}")]
    Toml {
        /// Which file.
        file: &'static str,
        /// What is wrong.
        error: toml::de::Error,
    },
    /// A name that nothing goes by.
    #[error("data/urgent: nothing goes by the name '{0}'")]
    Unknown(String),
}

/// Lines, panels and the words that bring them.
#[derive(Debug, Default)]
pub struct Urgent {
    any_time: Vec<Line>,
    /// Each panel as it is where the nation is not known, then in each nation.
    panels: HashMap<String, BTreeMap<Option<Nation>, Panel>>,
    rules: Vec<Rule>,
}

/// Which words bring a panel.
#[derive(Debug)]
struct Rule {
    panel: String,
    /// These always do.
    always: Patterns,
    /// These do, unless one of the next stands anywhere.
    words: Patterns,
    beside: Vec<Pattern>,
    /// What stands inside these says nothing.
    not: Vec<Pattern>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenLine {
    what: String,
    who: String,
    number: String,
    source: String,
    #[serde(default)]
    nations: Vec<String>,
    hours: Option<String>,
    verified: Option<String>,
    #[serde(default)]
    text: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenPanels {
    any_time: Vec<String>,
    panel: Vec<WrittenPanel>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenPanel {
    code: String,
    heading: String,
    first: String,
    lines: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenRules {
    sets: Sets,
    rule: Vec<WrittenRule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenRule {
    panel: String,
    always: Vec<String>,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    beside: Vec<String>,
    #[serde(default)]
    not: Vec<String>,
}

/// The panel the words of a question bring, as it is in a nation. The first rule that holds decides.
pub fn panel(words: &str, nation: Option<Nation>) -> Option<&'static Panel> {
    SHIPPED.panel(words, nation)
}

/// Lines that answer anybody, at any time.
pub fn any_time() -> &'static [Line] {
    &SHIPPED.any_time
}

/// What ships. A test rules out that it is broken; were it, the product would still start.
static SHIPPED: LazyLock<Urgent> = LazyLock::new(|| {
    Urgent::shipped().unwrap_or_else(|error| {
        tracing::error!("{error}");
        Urgent::default()
    })
});

impl Urgent {
    /// The lines, panels and rules that ship.
    ///
    /// # Errors
    /// When a file is broken, which a test rules out.
    pub fn shipped() -> Result<Self, UrgentError> {
        let text = |path: &str| crate::shipped::text(path).unwrap_or_default();
        Self::read(&text("urgent/lines.toml"), &text("urgent/panels.toml"), &text("urgent/rules.toml"))
    }

    fn read(lines: &str, panels: &str, rules: &str) -> Result<Self, UrgentError> {
        let toml = |file| move |error| UrgentError::Toml { file, error };
        let lines: HashMap<String, WrittenLine> = toml::from_str(lines).map_err(toml("data/urgent/lines.toml"))?;
        let lines =
            lines.into_iter().map(|(code, line)| Ok((code.clone(), line.finish(code)?))).collect::<Result<HashMap<_, _>, UrgentError>>()?;
        let written: WrittenPanels = toml::from_str(panels).map_err(toml("data/urgent/panels.toml"))?;
        let rules: WrittenRules = toml::from_str(rules).map_err(toml("data/urgent/rules.toml"))?;
        let mut urgent = Self { any_time: chosen(&written.any_time, &lines, None)?, ..Self::default() };
        for panel in written.panel {
            let nations = std::iter::once(None).chain(Nation::ALL.iter().copied().map(Some));
            let each = nations.map(|nation| Ok((nation, panel.in_nation(&lines, nation)?))).collect::<Result<_, UrgentError>>()?;
            urgent.panels.insert(panel.code, each);
        }
        for rule in rules.rule {
            if !urgent.panels.contains_key(&rule.panel) {
                return Err(UrgentError::Unknown(rule.panel));
            }
            urgent.rules.push(rule.finish(&rules.sets)?);
        }
        Ok(urgent)
    }

    /// The panel the words of a question bring, as it is in a nation.
    pub fn panel(&self, words: &str, nation: Option<Nation>) -> Option<&Panel> {
        let words = patterns::words(words, MOST_WORDS);
        let rule = self.rules.iter().find(|rule| rule.holds(&words))?;
        self.panels.get(&rule.panel)?.get(&nation)
    }
}

impl Rule {
    fn holds(&self, words: &[String]) -> bool {
        if !self.words.any_in(words) && !self.always.any_in(words) {
            return false; // nearly always: what else the rule says need not be looked at
        }
        let passed_over: Vec<_> = self.not.iter().flat_map(|pattern| pattern.found_in(words)).collect();
        let says = |pattern: &Pattern| {
            pattern.found_in(words).into_iter().any(|at| !passed_over.iter().any(|over| over.start <= at.start && at.end <= over.end))
        };
        if self.always.iter().any(says) {
            return true;
        }
        self.words.iter().any(says) && !self.beside.iter().any(|pattern| !pattern.found_in(words).is_empty())
    }
}

impl WrittenRule {
    fn finish(self, sets: &Sets) -> Result<Rule, UrgentError> {
        let patterns = |phrases: Vec<String>| phrases.iter().map(|phrase| Pattern::read(phrase, sets)).collect::<Result<Vec<_>, _>>();
        let unknown = UrgentError::Unknown;
        Ok(Rule {
            panel: self.panel,
            always: Patterns::of(patterns(self.always).map_err(unknown)?),
            words: Patterns::of(patterns(self.words).map_err(unknown)?),
            beside: patterns(self.beside).map_err(unknown)?,
            not: patterns(self.not).map_err(unknown)?,
        })
    }
}

impl WrittenLine {
    fn finish(self, code: String) -> Result<Line, UrgentError> {
        let digits: String = self.number.chars().filter(char::is_ascii_digit).collect();
        let nation = |word: &String| Nation::from_word(word).ok_or_else(|| UrgentError::Unknown(word.clone()));
        Ok(Line {
            code,
            what: self.what,
            name: self.who.clone(),
            who: self.who,
            only: Vec::new(),
            href: format!("{}:{digits}", if self.text { "sms" } else { "tel" }),
            number: self.number,
            hours: self.hours,
            nations: self.nations.iter().map(nation).collect::<Result<_, _>>()?,
            source: self.source,
            verified: self.verified,
        })
    }
}

impl WrittenPanel {
    fn in_nation(&self, lines: &HashMap<String, Line>, nation: Option<Nation>) -> Result<Panel, UrgentError> {
        let lines = chosen(&self.lines, lines, nation)?;
        Ok(Panel { code: self.code.clone(), heading: self.heading.clone(), first: self.first.clone(), lines })
    }
}

/// The lines of these codes that answer in a nation. Where none is known, each says whom it answers.
fn chosen(codes: &[String], lines: &HashMap<String, Line>, nation: Option<Nation>) -> Result<Vec<Line>, UrgentError> {
    let mut chosen = Vec::new();
    for code in codes {
        let mut line = lines.get(code).cloned().ok_or_else(|| UrgentError::Unknown(code.clone()))?;
        match nation {
            Some(nation) if !line.nations.is_empty() && !line.nations.contains(&nation) => continue,
            None if !line.nations.is_empty() => {
                line.who = format!("{} ({})", line.name, named(&line.nations));
                line.only.clone_from(&line.nations);
            }
            _ => {}
        }
        chosen.push(line);
    }
    Ok(chosen)
}

fn named(nations: &[Nation]) -> String {
    let labels: Vec<&str> = nations.iter().map(|nation| nation.label()).collect();
    match labels.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, first)) => format!("{} and {last}", first.join(", ")),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests;
