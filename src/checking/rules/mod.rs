//! The rules: one small function each, in a list by subject. A new rule is a function, a line in its list and a row in
//! `docs/CHECKING.md`, which a test holds complete.

mod ages;
mod contacts;
mod dates;
mod endpoints;
mod fields;
mod paging;
mod places;
mod privacy;
mod root;
pub(super) mod searching;
mod sparse;
mod words;

#[cfg(test)]
mod tests;

pub use privacy::{CONFIDENTIAL_PLACE, hides_people, may_be_secret, speaks_of_refuges};

use super::{
    dialect::Dialect,
    evidence::{Evidence, Record},
    report::{Example, Finding, Level, Official},
};

/// Places kept of one finding; the rest is counted.
const EXAMPLES: usize = 5;

/// A rule.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Its code.
    pub code: &'static str,
    /// How much it matters.
    pub level: Level,
    /// To be looked at before anything else.
    pub urgent: bool,
    /// What the validator of Open Referral UK makes of it.
    pub official: Official,
    /// How to mend what it finds.
    pub mend: &'static str,
    any_version: bool,
    find: fn(&Evidence, &mut Seen),
}

impl Rule {
    const fn new(level: Level, code: &'static str, find: fn(&Evidence, &mut Seen), mend: &'static str) -> Self {
        Self { code, level, urgent: false, official: Official::NotLookedAt, mend, any_version: false, find }
    }

    const fn error(code: &'static str, find: fn(&Evidence, &mut Seen), mend: &'static str) -> Self {
        Self::new(Level::Error, code, find, mend)
    }

    const fn warning(code: &'static str, find: fn(&Evidence, &mut Seen), mend: &'static str) -> Self {
        Self::new(Level::Warning, code, find, mend)
    }

    const fn advice(code: &'static str, find: fn(&Evidence, &mut Seen), mend: &'static str) -> Self {
        Self::new(Level::Advice, code, find, mend)
    }

    /// The validator of Open Referral UK refuses a feed for it.
    const fn validator_fails(self) -> Self {
        Self { official: Official::Fails, ..self }
    }

    /// The validator of Open Referral UK warns.
    const fn validator_warns(self) -> Self {
        Self { official: Official::Warns, ..self }
    }

    const fn urgent(self) -> Self {
        Self { urgent: true, ..self }
    }

    /// It looks at feeds of any version.
    const fn any_version(self) -> Self {
        Self { any_version: true, ..self }
    }

    /// Whether the rule looks at feeds of this dialect.
    pub fn applies(&self, dialect: Dialect) -> bool {
        self.any_version || dialect.told().is_none()
    }

    /// What it finds.
    pub fn findings(&self, evidence: &Evidence) -> Vec<Finding> {
        let mut seen = Seen::default();
        (self.find)(evidence, &mut seen);
        let finding = |group: Group| Finding {
            code: self.code,
            level: self.level,
            urgent: self.urgent,
            what: group.what,
            count: group.count,
            of: group.of,
            examples: group.examples,
            mend: self.mend,
            official: self.official,
        };
        seen.groups.into_iter().map(finding).collect()
    }
}

/// Every rule, in the order their findings are told.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    let lists: [&'static [Rule]; 12] = [
        &privacy::RULES,
        &endpoints::RULES,
        &root::RULES,
        &fields::RULES,
        &paging::RULES,
        &searching::RULES,
        &dates::RULES,
        &contacts::RULES,
        &places::RULES,
        &ages::RULES,
        &words::RULES,
        &sparse::RULES,
    ];
    lists.into_iter().flatten()
}

/// What a rule has seen, the same thing counted together.
#[derive(Debug, Default)]
struct Seen {
    groups: Vec<Group>,
}

#[derive(Debug)]
struct Group {
    what: String,
    count: usize,
    of: Option<usize>,
    examples: Vec<Example>,
}

impl Seen {
    /// Something wrong as a whole, at no place of its own.
    fn once(&mut self, what: impl Into<String>) {
        self.group(what.into(), None).count += 1;
    }

    /// Something wrong at a place.
    fn at(&mut self, what: impl Into<String>, at: impl Into<String>) {
        self.put(what.into(), None, at.into(), None);
    }

    /// Something wrong at a place, and what stands there.
    fn with(&mut self, what: impl Into<String>, at: impl Into<String>, found: impl Into<String>) {
        self.put(what.into(), None, at.into(), Some(found.into()));
    }

    /// Something wrong at a place, among so many.
    fn among(&mut self, what: impl Into<String>, of: usize, at: impl Into<String>, found: Option<String>) {
        self.put(what.into(), Some(of), at.into(), found);
    }

    fn put(&mut self, what: String, of: Option<usize>, at: String, found: Option<String>) {
        let group = self.group(what, of);
        group.count += 1;
        if group.examples.len() < EXAMPLES {
            group.examples.push(Example { at, found });
        }
    }

    fn group(&mut self, what: String, of: Option<usize>) -> &mut Group {
        let at = self.groups.iter().position(|group| group.what == what && group.of == of).unwrap_or_else(|| {
            self.groups.push(Group { what, count: 0, of, examples: Vec::new() });
            self.groups.len() - 1
        });
        &mut self.groups[at]
    }
}

/// The address of something in a record.
fn place(record: &Record, path: &str) -> String {
    format!("{} {path}", record.at)
}

/// A text cut short for a report.
fn cut(text: &str) -> String {
    const LONGEST: usize = 60;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= LONGEST { text } else { text.chars().take(LONGEST).chain(['…']).collect() }
}
