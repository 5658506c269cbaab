//! Evaluating: judged questions asked of a directory, by the product and by what it is measured against.
//!
//! The questions are data (`data/judgements/`), the marks are arithmetic ([`crate::finding::evaluation`]); here they meet a
//! directory. Every engine is asked the same words from the same place at the same moment, so that the same directory always
//! gets the same figures. Nothing here may know how an engine ranks.

mod corpus;
mod engine;
mod graded;

pub use corpus::{demonstration, real};
pub use engine::Engine;

use crate::{
    app::{App, AppError, StartError, import::ImportError, input::InputError},
    finding::{
        evaluation::{self, DEPTH, Marks},
        judgements::{self, JudgementError, Kind, Over, Question},
    },
    model::{id::ServiceId, service::Service},
    shipped,
    store::StoreError,
};
use graded::Graded;
use serde::Serialize;
use std::collections::BTreeSet;

/// The moment every question is asked: a Tuesday morning, two days after the demonstration directory was written for.
pub const ASKED_AT: &str = "2026-11-24T10:30:00Z";

/// How far down an expected answer is looked for.
const LOOKED_AT: usize = 50;

/// What an evaluation found.
#[derive(Debug, Serialize)]
pub struct Report {
    /// The directory.
    pub over: &'static str,
    /// Services in it.
    pub services: u64,
    /// What each engine was marked, the product first.
    pub engines: Vec<Marked>,
}

/// One engine's marks.
#[derive(Debug, Serialize)]
pub struct Marked {
    /// The engine.
    pub engine: String,
    /// Each question, in the order of the files.
    pub asked: Vec<Asked>,
}

/// One question as one engine answered it.
#[derive(Debug, Serialize)]
pub struct Asked {
    /// The file it stands in.
    pub file: String,
    /// Its kind.
    #[serde(serialize_with = "word")]
    pub kind: Kind,
    /// The words.
    pub words: String,
    /// The place, or nothing.
    pub place: String,
    /// The directory holds no right answer.
    pub none: bool,
    /// The marks.
    pub marks: Marks,
    /// The marks of the same question without its mistakes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clean: Option<Marks>,
    /// It said that it had to look further than asked, or that there is nothing.
    pub said_so: bool,
    /// The best answer in the directory, and where it came.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected: Option<Expected>,
    /// What stood first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<String>,
    /// The ids of the answers among the first ten that nobody has judged.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unjudged: Vec<String>,
}

/// The answer a person who knows the directory would give first.
#[derive(Debug, Serialize)]
pub struct Expected {
    /// Its name.
    pub name: String,
    /// Where it came, from 1; `None` = not among the first fifty.
    pub rank: Option<usize>,
}

/// An evaluation came to nothing.
#[derive(Debug, thiserror::Error)]
pub enum EvaluateError {
    /// A file of judgements cannot be used.
    #[error(transparent)]
    Judgement(#[from] JudgementError),
    /// Judgements and directory do not agree.
    #[error("the judgements do not fit this directory:\n{}", told(.0))]
    Unfit(Vec<String>),
    /// The list of files of the real directory cannot be used, or the directory is not there.
    #[error("{0}")]
    Corpus(String),
    /// A file of the real directory cannot be read.
    #[error(transparent)]
    Input(#[from] InputError),
    /// A file of the real directory cannot be imported.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// The directory cannot be opened.
    #[error(transparent)]
    Start(#[from] StartError),
    /// The directory cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// An engine did not answer.
    #[error(transparent)]
    App(#[from] AppError),
}

/// Troubles told at once: a directory that is quite another one has hundreds.
const TOLD: usize = 20;

fn told(troubles: &[String]) -> String {
    let first = troubles.iter().take(TOLD).map(String::as_str).collect::<Vec<_>>().join("\n");
    match troubles.len().saturating_sub(TOLD) {
        0 => first,
        more => format!("{first}\n… and {more} more"),
    }
}

/// The shipped questions over a directory, of one kind or of all, in the order of their files.
///
/// # Errors
/// When a file is broken; the text names file and question.
pub fn questions(over: Over, kind: Option<Kind>) -> Result<Vec<Question>, EvaluateError> {
    let mut all = Vec::new();
    for path in shipped::list("judgements").into_iter().filter(|path| path != corpus::LIST) {
        let name = format!("data/{path}");
        let (of, questions) = judgements::read(&name, &shipped::text(&path).unwrap_or_default())?;
        if of == over {
            all.extend(questions);
        }
    }
    all.retain(|question| kind.is_none_or(|kind| question.kind == kind));
    Ok(all)
}

/// Asks every engine every question and marks the answers.
///
/// # Errors
/// When a judged answer is not in the directory, or an engine does not answer.
pub async fn evaluate(app: &App, over: Over, questions: &[Question], engines: &[Engine]) -> Result<Report, EvaluateError> {
    let graded = graded::look_up(app, questions).await?;
    let mut report = Report { over: over.label(), services: app.health().await.services, engines: Vec::new() };
    for engine in engines {
        let mut asked = Vec::with_capacity(questions.len());
        for (question, graded) in questions.iter().zip(&graded) {
            asked.push(ask(app, engine, question, graded).await?);
        }
        report.engines.push(Marked { engine: engine.name().to_owned(), asked });
    }
    Ok(report)
}

async fn ask(app: &App, engine: &Engine, question: &Question, graded: &Graded) -> Result<Asked, EvaluateError> {
    let given = engine.ask(app, question, &question.words, LOOKED_AT).await?;
    let clean = match &question.clean {
        Some(words) => Some(engine.ask(app, question, words, LOOKED_AT).await?.services),
        None => None,
    };
    let shown = |services: &[(ServiceId, String)]| services.iter().take(DEPTH).map(|(id, _)| *id).collect::<Vec<_>>();
    let seen: BTreeSet<ServiceId> = [Some(&given.services), clean.as_ref()].into_iter().flatten().flat_map(|given| shown(given)).collect();
    Ok(Asked {
        file: question.file.clone(),
        kind: question.kind,
        words: question.words.clone(),
        place: question.from().unwrap_or_default().to_owned(),
        none: question.none,
        marks: graded.mark(&given.services),
        clean: clean.map(|services| graded.mark(&services)),
        said_so: given.said_so || given.services.is_empty(),
        expected: graded.expected(&given.services),
        unjudged: seen.into_iter().filter(|id| graded.grade(*id).is_none()).map(|id| id.to_string()).collect(),
        first: given.services.into_iter().next().map(|(_, name)| name),
    })
}

/// What nobody has judged among the first ten answers of any engine, for each question that has some.
///
/// In the order of the ids, which say nothing of the engine or the rank, so that whoever reads them judges blindly.
///
/// # Errors
/// When the directory cannot be read.
pub async fn unjudged(app: &App, report: &Report) -> Result<Vec<(usize, Vec<Service>)>, EvaluateError> {
    let mut pools = Vec::new();
    for at in 0..report.engines.first().map_or(0, |engine| engine.asked.len()) {
        let ids: BTreeSet<ServiceId> =
            report.engines.iter().flat_map(|engine| &engine.asked[at].unjudged).filter_map(|id| id.parse().ok()).collect();
        let mut services = Vec::with_capacity(ids.len());
        for id in ids {
            services.extend(app.live().store.service(id).await?.map(|kept| kept.service));
        }
        if !services.is_empty() {
            pools.push((at, services));
        }
    }
    Ok(pools)
}

impl Marked {
    /// The figures of one kind of question, or of all.
    pub fn figures(&self, kind: Option<Kind>) -> evaluation::Figures {
        evaluation::figures(self.asked.iter().filter(|asked| kind.is_none_or(|kind| asked.kind == kind)).map(|asked| &asked.marks))
    }

    /// The figures of the misspelt questions and of the same questions without their mistakes.
    pub fn spelling(&self) -> (evaluation::Figures, evaluation::Figures) {
        let pairs = || self.asked.iter().filter(|asked| asked.clean.is_some());
        (evaluation::figures(pairs().map(|asked| &asked.marks)), evaluation::figures(pairs().filter_map(|asked| asked.clean.as_ref())))
    }

    /// The questions answered worst, the worst first; those answered as well as can be are left out.
    pub fn worst(&self) -> Vec<&Asked> {
        let mut worst: Vec<(&Asked, f64)> =
            self.asked.iter().filter_map(|asked| Some((asked, asked.marks.earned?.ndcg))).filter(|(_, ndcg)| *ndcg < 0.9995).collect();
        worst.sort_by(|(_, a), (_, b)| a.total_cmp(b));
        worst.into_iter().map(|(asked, _)| asked).collect()
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn word<S: serde::Serializer>(kind: &Kind, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(kind.word())
}
