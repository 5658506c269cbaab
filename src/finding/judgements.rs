//! Judged questions: what people ask, and what a person who knows the directory would give them. Data in `data/judgements/`.
//!
//! This module only reads them. It must know nothing of how search works: a judgement that leans on the ranking would praise it.

mod rule;

pub use rule::{Rule, Subject};

use crate::{
    finding::evaluation::{ANSWERS, BEST, Grade},
    model::{id::ServiceId, sector::words},
};
use serde::Deserialize;

words!(
    /// Which directory a question is asked of.
    Over {
        /// The demonstration directory, which ships.
        Demo = "demo", "the demonstration directory";
        /// Real published data, imported by whoever evaluates.
        Real = "real", "the real directory";
    }
);

words!(
    /// What kind of question it is.
    Kind {
        /// A person's own words.
        PlainWords = "plain-words", "plain words";
        /// The words of navigators and link workers.
        Professional = "professional", "professional";
        /// Letters only a trade knows: IAPT, DFG.
        Acronym = "acronym", "acronym";
        /// Misspelt; asked in its clean form as well.
        Misspelt = "misspelt", "misspelt";
        /// The name of a service or organisation.
        Name = "name", "name";
        /// The place decides: edges, villages, the next council's streets.
        PlaceBound = "place-bound", "place-bound";
        /// Several conditions at once.
        Constraints = "constraints", "several conditions";
        /// Words from other languages and dialects.
        LoanWords = "loan-words", "loan words";
    }
);

/// A question with its judged answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// The file it stands in.
    pub file: String,
    /// What kind of question it is.
    pub kind: Kind,
    /// The person's own words.
    pub words: String,
    /// The place they gave, or nothing.
    pub place: String,
    /// The place meant where it is among the words: rules and baselines measure from it, the product is not told.
    pub at: Option<String>,
    /// The same words without the mistakes.
    pub clean: Option<String>,
    /// Judged services.
    pub answers: Vec<(Grade, Answer)>,
    /// Grades by what a service is, for questions with more good answers than anyone would list.
    pub rules: Vec<Rule>,
    /// The directory holds no right answer.
    pub none: bool,
}

impl Question {
    /// Where the question stands, for a person who must mend it.
    pub fn site(&self) -> String {
        site(&self.file, &self.words)
    }

    /// The place to measure from: the one given, else the one meant among the words.
    pub fn from(&self) -> Option<&str> {
        Some(self.place.as_str()).filter(|place| !place.is_empty()).or(self.at.as_deref())
    }
}

/// A judged service, as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// `79f7… The name`: the id decides, the name must agree with it.
    Id(ServiceId, String),
    /// `The name`, or `The name @ The organisation` where several share it.
    Name {
        /// The service's name.
        name: String,
        /// Its organisation's.
        organisation: Option<String>,
    },
}

impl Answer {
    fn read(text: &str) -> Self {
        let (head, rest) = text.split_once(' ').unwrap_or((text, ""));
        if let Ok(id) = head.parse() {
            return Self::Id(id, rest.trim().to_owned());
        }
        let (name, organisation) = text.split_once(" @ ").map_or((text, None), |(name, organisation)| (name, Some(organisation)));
        Self::Name { name: name.trim().to_owned(), organisation: organisation.map(|text| text.trim().to_owned()) }
    }

    /// The name as written.
    pub fn name(&self) -> &str {
        match self {
            Self::Id(_, name) | Self::Name { name, .. } => name,
        }
    }
}

/// A file of judged questions cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum JudgementError {
    /// Not TOML, or not the right shape.
    #[error("{file}: {reason}")]
    Shape {
        /// The file.
        file: String,
        /// What is wrong and where.
        reason: String,
    },
    /// A question that says something that cannot be.
    #[error("{site}: {reason}")]
    Question {
        /// The file and the question.
        site: String,
        /// What is wrong.
        reason: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenFile {
    over: String,
    kind: String,
    question: Vec<Written>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    words: String,
    #[serde(default)]
    place: String,
    at: Option<String>,
    clean: Option<String>,
    #[serde(default)]
    none: bool,
    #[serde(default)]
    best: Vec<String>,
    #[serde(default)]
    good: Vec<String>,
    #[serde(default)]
    fair: Vec<String>,
    #[serde(default)]
    wrong: Vec<String>,
    #[serde(default)]
    rules: Vec<Rule>,
}

/// Reads one file of judged questions: which directory they are asked of, and the questions.
///
/// # Errors
/// When it is not such TOML, or a question contradicts itself; the text names file and question.
pub fn read(file: &str, text: &str) -> Result<(Over, Vec<Question>), JudgementError> {
    let shape = |reason: String| JudgementError::Shape { file: file.to_owned(), reason };
    let written: WrittenFile = toml::from_str(text).map_err(|error| shape(error.to_string()))?;
    let over =
        Over::from_word(&written.over).ok_or_else(|| shape(unknown("over", &written.over, Over::ALL.iter().map(|over| over.word()))))?;
    let kind =
        Kind::from_word(&written.kind).ok_or_else(|| shape(unknown("kind", &written.kind, Kind::ALL.iter().map(|kind| kind.word()))))?;
    let questions: Vec<Question> = written.question.into_iter().map(|written| question(file, kind, written)).collect::<Result<_, _>>()?;
    Ok((over, questions))
}

/// What to say of a word that is none of a list.
pub fn unknown<'w>(what: &str, word: &str, words: impl Iterator<Item = &'w str>) -> String {
    format!("there is no {what} '{word}'; there are {}", words.collect::<Vec<_>>().join(", "))
}

fn question(file: &str, kind: Kind, written: Written) -> Result<Question, JudgementError> {
    let graded = |grade, list: Vec<String>| list.into_iter().map(move |text| (grade, Answer::read(&text)));
    let question = Question {
        file: file.to_owned(),
        kind,
        answers: graded(BEST, written.best)
            .chain(graded(ANSWERS, written.good))
            .chain(graded(1, written.fair))
            .chain(graded(0, written.wrong))
            .collect(),
        words: written.words,
        place: written.place,
        at: written.at,
        clean: written.clean,
        rules: written.rules,
        none: written.none,
    };
    match contradiction(&question) {
        Some(reason) => Err(JudgementError::Question { site: question.site(), reason }),
        None => Ok(question),
    }
}

fn contradiction(question: &Question) -> Option<String> {
    let grades = question.answers.iter().map(|(grade, _)| *grade).chain(question.rules.iter().map(|rule| rule.grade));
    let answered = grades.max().is_some_and(|best| best >= ANSWERS);
    let twice =
        question.answers.iter().enumerate().find(|(at, (_, answer))| question.answers[..*at].iter().any(|(_, other)| other == answer));
    if let Some((_, (_, answer))) = twice {
        return Some(format!("'{}' is graded twice", answer.name()));
    }
    if let Some(rule) = question.rules.iter().find(|rule| rule.grade > BEST) {
        return Some(format!("a rule gives grade {}; grades are 0 to {BEST}", rule.grade));
    }
    if question.rules.iter().any(Rule::is_empty) {
        return Some("a rule holds for every service; say what it asks for".to_owned());
    }
    if question.rules.iter().any(Rule::needs_place) && question.from().is_none() {
        return Some(
            "a rule measures from a place, and there is none; write `place`, or `at` where the place is among the words".to_owned(),
        );
    }
    if question.none == answered {
        let reason = if answered {
            "says `none`, yet names an answer"
        } else {
            "names nothing best or good; write `none = true` if there is nothing"
        };
        return Some(reason.to_owned());
    }
    (question.clean.is_some() != (question.kind == Kind::Misspelt))
        .then(|| "misspelt questions, and only they, have a `clean` form".to_owned())
}

fn site(file: &str, words: &str) -> String {
    format!("{file}, question '{words}'")
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "over = \"demo\"\nkind = \"plain-words\"\n[[question]]\nwords = \"tea\"\n";

    #[test]
    fn answers_are_read_by_id_by_name_and_by_organisation() {
        let id: ServiceId = "ece5068c-2e5c-525c-ba10-a357b29b01e0".parse().unwrap();
        let named = |name: &str, organisation: Option<&str>| Answer::Name { name: name.into(), organisation: organisation.map(Into::into) };
        for (text, expected) in [
            ("ece5068c-2e5c-525c-ba10-a357b29b01e0 Tea Club", Answer::Id(id, "Tea Club".to_owned())),
            ("Tea Club, Tipton", named("Tea Club, Tipton", None)),
            ("Tea Club @ Good Neighbours", named("Tea Club", Some("Good Neighbours"))),
        ] {
            assert_eq!(Answer::read(text), expected);
        }
    }

    #[test]
    fn a_question_is_read_with_its_grades() {
        let (over, questions) =
            read("a.toml", &format!("{HEAD}best = [\"A\"]\ngood = [\"B\"]\nfair = [\"C\"]\nwrong = [\"D\"]\n")).unwrap();
        let grades: Vec<_> = questions[0].answers.iter().map(|(grade, answer)| (*grade, answer.name())).collect();
        assert_eq!((over, grades), (Over::Demo, vec![(3, "A"), (2, "B"), (1, "C"), (0, "D")]));
    }

    #[test]
    fn what_cannot_be_is_told_with_file_and_question() {
        for (tail, expected) in [
            ("", "names nothing best or good"),
            ("none = true\nbest = [\"A\"]", "yet names an answer"),
            ("best = [\"A\", \"A\"]", "'A' is graded twice"),
            ("best = [\"A\"]\nclean = \"tea\"", "have a `clean` form"),
            ("rules = [{ grade = 3, need = [\"tea\"], miles = 3.0 }]", "a rule measures from a place"),
            ("rules = [{ grade = 3 }]", "a rule holds for every service"),
            ("rules = [{ grade = 4, need = [\"tea\"] }]", "grades are 0 to 3"),
        ] {
            let error = read("a.toml", &format!("{HEAD}{tail}")).unwrap_err().to_string();
            assert!(error.starts_with("a.toml, question 'tea': ") && error.contains(expected), "{error}");
        }
        let error = read("a.toml", "over = \"demo\"\nkind = \"odd\"\nquestion = []").unwrap_err().to_string();
        assert!(error.starts_with("a.toml: there is no kind 'odd'; there are plain-words, "), "{error}");
        assert!(read("a.toml", "over = 3").unwrap_err().to_string().starts_with("a.toml: "));
    }
}
