//! How a reading of a feed went, as it is kept and told.

use crate::{
    app::import::{CheckedAges, Line, Report},
    sources::fetch::{Spent, Wait},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How a reading ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Everything that was asked for was read.
    Read,
    /// It broke off: what was read counts, nothing was withdrawn.
    Partly,
    /// It was read, but far more is missing than usual: nothing was withdrawn, and a person is asked.
    Waiting,
    /// Nothing was read.
    Failed,
}

/// One reading of a feed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// When it began.
    pub began: Timestamp,
    /// When it ended.
    pub ended: Timestamp,
    /// How it ended.
    pub outcome: Outcome,
    /// Only what had changed was asked for.
    pub changes_only: bool,
    /// What it cost.
    pub spent: Spent,
    /// What became of what was read. `None` = nothing was.
    pub imported: Option<Imported>,
    /// How long ago the services that were read were checked.
    pub checked: Option<CheckedAges>,
    /// The publisher's server asked to be left alone until then.
    #[serde(default)]
    pub asked_to_wait: Option<Timestamp>,
    /// The path of the one record that asked, where it was one.
    #[serde(skip)]
    pub asked_by: Option<String>,
    /// What was noticed, or why it failed, in plain words.
    pub remarks: Vec<String>,
}

/// What became of what was read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Imported {
    /// The batch's number, for undoing it.
    pub batch: Option<i64>,
    /// Services that stood before.
    pub stood: u64,
    /// Items read.
    pub read: u64,
    /// Services not known before.
    pub new: u64,
    /// Services that are different now.
    pub changed: u64,
    /// Services that are the same.
    pub unchanged: u64,
    /// Services that are no longer published.
    pub withdrawn: u64,
    /// Services that were missing and left standing.
    pub held_back: u64,
    /// Items that could not be used.
    pub rejected: u64,
    /// Fields that could not be used in items that were.
    pub notes: u64,
    /// Both by the field that is to blame; items as a whole under an empty name.
    pub by_field: BTreeMap<String, u64>,
    /// The first items that could not be used. They may quote what was published.
    pub rejects: Vec<Line>,
    /// The first fields that could not.
    pub note_lines: Vec<Line>,
}

/// Lines kept of a reading's rejects and notes.
const LINES: usize = 50;

impl From<Report> for Imported {
    fn from(report: Report) -> Self {
        let first = |lines: Vec<Line>| lines.into_iter().take(LINES).collect();
        Self {
            batch: report.batch,
            stood: report.stood,
            read: report.read,
            new: report.new,
            changed: report.changed,
            unchanged: report.unchanged,
            withdrawn: report.withdrawn,
            held_back: report.held_back,
            rejected: report.rejected,
            notes: report.notes,
            by_field: report.by_field,
            rejects: first(report.rejects),
            note_lines: first(report.note_lines),
        }
    }
}

impl Reading {
    /// One of which nothing came.
    pub(super) fn nothing(began: Timestamp, remark: &str) -> Self {
        Self {
            began,
            ended: began,
            outcome: Outcome::Failed,
            changes_only: false,
            spent: Spent::default(),
            imported: None,
            checked: None,
            asked_to_wait: None,
            asked_by: None,
            remarks: vec![remark.to_owned()],
        }
    }

    /// The same, with the wait its server asked for.
    pub(super) fn with_wait(self, wait: Option<Wait>) -> Self {
        let (asked_to_wait, asked_by) = wait.map(|wait| (wait.until, wait.record)).unzip();
        Self { asked_to_wait, asked_by: asked_by.flatten(), ..self }
    }
}
