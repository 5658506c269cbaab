//! Whether a pack answers as its server does: the judged questions that are asked from within the patch, put to both.

use crate::{
    app::{
        App, Ask,
        packs::{Packed, PackingError},
    },
    finding::judgements::Question,
    model::id::ServiceId,
    offline::PartKind,
};
use std::collections::HashSet;

/// How many answers are compared.
const DEPTH: usize = 10;

/// One question, put to both.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    /// The words.
    pub words: String,
    /// The place, or nothing.
    pub place: String,
    /// How many of the server's first ten the pack gives among its own first ten.
    pub shared: usize,
    /// How many the server gives, ten at most.
    pub given: usize,
    /// Whether both give the same in the same order.
    pub same: bool,
    /// What only the server gives, by name.
    pub missed: Vec<String>,
}

impl Packed {
    /// The product over this pack, every document brought along.
    ///
    /// # Errors
    /// When the pack cannot be read or opened.
    pub fn open_whole(&self, clock: crate::clock::Clock) -> Result<App, PackingError> {
        let joined = |kind| self.head.of(kind).map(|at| self.part(at)).collect::<Result<Vec<_>, _>>().map(|parts| parts.concat());
        let unsound = |error: crate::offline::PackError| std::io::Error::other(error);
        let shared = crate::offline::parts::shared(&joined(PartKind::Data)?).map_err(unsound)?;
        let app = App::over_pack(self.head.clone(), &joined(PartKind::Index)?, shared, clock).map_err(unsound)?;
        for part in self.head.of(PartKind::Documents) {
            if let Some(carried) = app.carried() {
                carried.bring(part, &self.part(part)?).map_err(unsound)?;
            }
        }
        Ok(app)
    }
}

/// Puts the questions to the server's product and to the one over its pack. `within` says whether a place lies in the patch.
///
/// # Errors
/// When either cannot answer.
pub async fn compare(server: &App, carried: &App, questions: &[Question]) -> Result<Vec<Compared>, PackingError> {
    let mut compared = Vec::new();
    for question in questions {
        let ask = || Ask { words: question.words.clone(), place: question.place.clone(), per_page: DEPTH, ..Ask::default() };
        let (there, here) = (server.find(ask()).await?, carried.find(ask()).await?);
        let ids = |found: &crate::app::Found| found.answer.hits.iter().map(|hit| hit.card.id).collect::<Vec<ServiceId>>();
        let (of_server, of_pack) = (ids(&there), ids(&here));
        let known: HashSet<&ServiceId> = of_pack.iter().collect();
        let missed = there.answer.hits.iter().filter(|hit| !known.contains(&hit.card.id)).map(|hit| hit.card.name.clone());
        let missed: Vec<String> = missed.collect();
        compared.push(Compared {
            words: question.words.clone(),
            place: question.from().unwrap_or_default().to_owned(),
            shared: of_server.len() - missed.len(),
            given: of_server.len(),
            same: of_server == of_pack,
            missed,
        });
    }
    Ok(compared)
}

/// The share of the server's first answers that the pack gives too, over all questions it answers.
#[expect(clippy::cast_precision_loss, reason = "counts of questions are small")]
pub fn overlap(compared: &[Compared]) -> f64 {
    let shares: Vec<f64> = compared.iter().filter(|one| one.given > 0).map(|one| one.shared as f64 / one.given as f64).collect();
    shares.iter().sum::<f64>() / shares.len().max(1) as f64
}
