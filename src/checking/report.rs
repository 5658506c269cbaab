//! What a check found, in an order somebody can act on.

use super::{
    evidence::{Evidence, Outcome},
    rules::{self, CONFIDENTIAL_PLACE, may_be_secret},
};
use serde::Serialize;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The feed does not keep to the standard, or cannot be read as it promises.
    Error,
    /// It may be read, but people or programs will be misled or left without.
    Warning,
    /// It could be better.
    Advice,
}

/// What the validator of Open Referral UK makes of the same thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Official {
    /// It refuses the feed.
    Fails,
    /// It warns.
    Warns,
    /// It does not look.
    NotLookedAt,
}

/// One place a finding was seen at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Example {
    /// The answer, and the path within it.
    pub at: String,
    /// What stands there, where that may be repeated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found: Option<String>,
}

/// One finding: the same thing wrong, however often.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Its code, for software and for `docs/CHECKING.md`.
    pub code: &'static str,
    /// How much it matters.
    pub level: Level,
    /// To be looked at before anything else: somebody may come to harm.
    pub urgent: bool,
    /// What is wrong.
    pub what: String,
    /// How often it was seen.
    pub count: usize,
    /// Among how many. `None` where that says nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<usize>,
    /// The first places.
    pub examples: Vec<Example>,
    /// How to mend it.
    pub mend: &'static str,
    /// What the validator of Open Referral UK makes of it.
    pub official: Official,
}

/// How much was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Read {
    /// Pages of the list of services.
    pub pages: usize,
    /// Pages the feed says it has.
    pub pages_promised: Option<u64>,
    /// Different services seen.
    pub services: usize,
    /// Services the feed says it has.
    pub services_promised: Option<u64>,
    /// Services read in full.
    pub in_full: usize,
    /// Whether every page was read.
    pub whole: bool,
}

/// One of the five searches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tried {
    /// text, age, postcode, taxonomy or time.
    pub search: &'static str,
    /// Whether the record came back. `None` = it could not be tried or told.
    pub works: Option<bool>,
    /// What was asked, and what became of it.
    pub told: String,
}

/// What the feed can do. `None` = not known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Can {
    /// `per_page` is obeyed.
    pub per_page: Option<bool>,
    /// `modified_after` is obeyed.
    pub modified_after: Option<bool>,
    /// `format=ndjson` is obeyed.
    pub ndjson: Option<bool>,
}

/// The whole report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The feed's base address.
    pub feed: String,
    /// The day of the check, in Europe/London.
    pub checked: String,
    /// What the feed says its version is.
    pub version: Option<String>,
    /// What it speaks, where that is not Open Referral UK 3.
    pub dialect: Option<&'static str>,
    /// No errors: the feed conforms, as far as it was read.
    pub conforms: bool,
    /// Whether the validator of Open Referral UK would pass it, as far as was read. `None` where it would check it as another version.
    pub official_passes: Option<bool>,
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Pieces of advice.
    pub advice: usize,
    /// How much was read.
    pub read: Read,
    /// The seed by which records were picked.
    pub seed: u64,
    /// What was found: what is urgent first, then by level.
    pub findings: Vec<Finding>,
    /// The five searches.
    pub searches: Vec<Tried>,
    /// What it can do.
    pub can: Can,
}

/// Judges what was gathered.
pub fn report(evidence: &Evidence, seed: u64) -> Report {
    let mut findings: Vec<Finding> =
        rules::all().filter(|rule| rule.applies(evidence.dialect)).flat_map(|rule| rule.findings(evidence)).collect();
    hide(evidence, &mut findings);
    findings.sort_by_key(|finding| (!finding.urgent, finding.level));
    let count = |level: Level| findings.iter().filter(|finding| finding.level == level).count();
    let root = evidence.root.json();
    Report {
        feed: evidence.base.clone(),
        checked: evidence.today.to_string(),
        version: root.and_then(|root| root.get("version")?.as_str()).map(str::to_owned),
        dialect: evidence.dialect.told(),
        conforms: count(Level::Error) == 0,
        official_passes: evidence.dialect.told().is_none().then(|| findings.iter().all(|finding| finding.official != Official::Fails)),
        errors: count(Level::Error),
        warnings: count(Level::Warning),
        advice: count(Level::Advice),
        read: read(evidence),
        seed,
        searches: searches(evidence),
        can: Can {
            per_page: evidence.abilities.per_page,
            modified_after: evidence.abilities.modified_after,
            ndjson: evidence.abilities.ndjson,
        },
        findings,
    }
}

/// Takes what stands in the records of secret places out of the findings: a report is passed on.
fn hide(evidence: &Evidence, findings: &mut [Finding]) {
    let records = evidence.records.iter().filter(|record| may_be_secret(&record.value)).map(|record| record.at.clone());
    let entries = evidence.pages.iter().flat_map(|page| {
        let items = page.answer.items().iter().enumerate().filter(|(_, item)| may_be_secret(item));
        items.map(|(at, _)| page.entry(at))
    });
    let secret: Vec<String> = records.chain(entries).collect();
    for example in findings.iter_mut().filter(|finding| finding.code != CONFIDENTIAL_PLACE).flat_map(|finding| &mut finding.examples) {
        if secret.iter().any(|at| example.at.starts_with(at)) {
            example.found = None;
        }
    }
}

fn read(evidence: &Evidence) -> Read {
    Read {
        pages: evidence.pages.iter().filter(|page| page.answer.json().is_some()).count(),
        pages_promised: evidence.pages.first().and_then(|page| page.answer.count("total_pages")),
        services: evidence.records.len(),
        services_promised: evidence.promised(),
        in_full: evidence.records.iter().filter(|record| record.in_full).count(),
        whole: evidence.whole,
    }
}

fn searches(evidence: &Evidence) -> Vec<Tried> {
    let tried = |kind: super::plan::Kind| {
        let search = kind.word();
        let Some(done) = evidence.searches.iter().find(|done| done.question.kind == kind) else {
            return Tried { search, works: None, told: "not tried: no record that was read has what it takes".to_owned() };
        };
        let works = match done.outcome {
            Outcome::Back => Some(true),
            Outcome::Missing | Outcome::Ignored | Outcome::Failed(_) => Some(false),
            Outcome::Unsure => None,
        };
        Tried { search, works, told: rules::searching::told(done) }
    };
    if evidence.dialect.is_version_1() { Vec::new() } else { super::plan::Kind::ALL.into_iter().map(tried).collect() }
}
