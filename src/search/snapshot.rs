//! A snapshot: one committed state of the index with its columns. A search holds one from beginning to end; a change makes
//! the next one and swaps it in.

use crate::{
    finding::{
        answer::{Answer, Card},
        geo,
        needs::Needs,
        question::Question,
        words::normalise,
    },
    model::{
        id::{OrganisationId, ServiceId},
        location::Point,
    },
    search::{
        answering,
        cards::{At, Cards},
        error::SearchError,
        field::Field,
        hours::Hours,
        kinds::Kind,
        names::other_name,
        numbers::{Known, List, Words},
        reader::{Postings, Reader},
        sidecar::Sidecar,
        suggest::{self, Suggestion},
    },
};
use std::sync::Arc;

/// One segment with its columns.
#[derive(Debug)]
pub(crate) struct Segment {
    pub(crate) reader: Reader,
    pub(crate) sidecar: Arc<Sidecar>,
}

/// One state of the index.
#[derive(Debug)]
pub struct Snapshot {
    /// The last change in it.
    pub(crate) position: i64,
    pub(crate) segments: Vec<Segment>,
    pub(crate) cards: Arc<Cards>,
    /// Need codes.
    pub(crate) needs: Known,
    /// Coverage words.
    pub(crate) covers: Known,
    /// Number of services.
    pub(crate) services: usize,
    /// How many documents there are in the whole directory, deleted ones included, as the weights count them.
    pub(crate) documents: u64,
    /// The values of the open lists, in the order of the filters.
    pub(crate) lists: Vec<Values>,
    /// What filters can ask of a document, by number.
    pub(crate) kinds: Arc<Vec<Kind>>,
    /// The opening hours by number.
    pub(crate) hours: Hours,
}

/// The values of one open list.
#[derive(Debug)]
pub(crate) struct Values {
    /// The words in a URL, and the sets of them that documents have.
    pub(crate) known: Known,
    /// Their labels.
    pub(crate) labels: Arc<Vec<Arc<str>>>,
}

/// A place among the documents: which segment, which document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Spot {
    pub(crate) segment: usize,
    pub(crate) doc: u32,
}

impl Values {
    pub(crate) fn of(list: &List) -> Self {
        Self { known: list.vocabulary.known(), labels: Arc::clone(&list.labels) }
    }

    /// A table over the values that marks some of them.
    pub(crate) fn mark<'w>(&self, words: impl IntoIterator<Item = &'w str>) -> Vec<bool> {
        mark(&self.known.words, words)
    }
}

fn mark<'w>(known: &Words, words: impl IntoIterator<Item = &'w str>) -> Vec<bool> {
    let mut table = vec![false; known.len()];
    for number in words.into_iter().filter_map(|word| known.number(word)) {
        table[number as usize] = true;
    }
    table
}

impl Segment {
    /// Number of services that begin here: each has exactly one first document.
    pub(crate) fn services(&self) -> usize {
        let firsts = self.sidecar.facts.iter().zip(0..).filter(|(facts, _)| facts.is_first());
        firsts.filter(|(_, doc)| self.is_alive(*doc)).count()
    }

    pub(crate) fn is_alive(&self, doc: u32) -> bool {
        self.reader.is_alive(doc)
    }

    /// Living documents with a word, in order.
    pub(crate) fn documents_with(&self, field: Field, word: &str) -> Result<Vec<u32>, SearchError> {
        let mut docs = self.reader.postings(field, word)?.map(Postings::documents).unwrap_or_default();
        docs.retain(|doc| self.is_alive(*doc));
        Ok(docs)
    }
}

impl Snapshot {
    /// Living documents with a word.
    pub(crate) fn spots_with(&self, field: Field, word: &str) -> Result<Vec<Spot>, SearchError> {
        let mut spots = Vec::new();
        for (at, segment) in self.segments.iter().enumerate() {
            spots.extend(segment.documents_with(field, word)?.into_iter().map(|doc| Spot { segment: at, doc }));
        }
        Ok(spots)
    }

    /// The documents with a word of this beginning, of the first so many words, in no particular order.
    pub(crate) fn spots_beginning(&self, field: Field, prefix: &str, most: usize) -> Result<Vec<Spot>, SearchError> {
        let mut spots = Vec::new();
        for (at, segment) in self.segments.iter().enumerate() {
            let docs = segment.reader.beginning(field, prefix, most)?.into_iter().flat_map(Postings::documents);
            spots.extend(docs.filter(|doc| segment.is_alive(*doc)).map(|doc| Spot { segment: at, doc }));
        }
        Ok(spots)
    }

    /// Documents with a word, deleted ones included, as the weights count them.
    pub(crate) fn frequency(&self, field: Field, word: &str) -> Result<u64, SearchError> {
        self.segments.iter().try_fold(0, |sum, segment| Ok(sum + segment.reader.frequency(field, word)?))
    }

    /// How many words a field has in all documents together.
    pub(crate) fn length(&self, field: Field) -> Result<u64, SearchError> {
        self.segments.iter().try_fold(0, |sum, segment| Ok(sum + segment.reader.length(field)?))
    }

    /// Average number of words in a field.
    #[expect(clippy::cast_precision_loss, reason = "an average needs no exact counts")]
    pub(crate) fn average_length(&self, field: Field) -> Result<f32, SearchError> {
        Ok(self.length(field)? as f32 / self.documents.max(1) as f32)
    }

    /// A table over the numbered coverage words that marks some of them.
    pub(crate) fn mark_covers<'w>(&self, words: impl IntoIterator<Item = &'w str>) -> Vec<bool> {
        mark(&self.covers.words, words)
    }

    /// A table over the numbered need codes that marks some of them.
    pub(crate) fn mark_needs<'w>(&self, codes: impl IntoIterator<Item = &'w str>) -> Vec<bool> {
        mark(&self.needs.words, codes)
    }

    /// The furthest byte of the cards any document points at.
    pub(crate) fn cards_end(&self) -> u64 {
        self.segments.iter().flat_map(|segment| &segment.sidecar.cards).map(|at| At(*at).end()).max().unwrap_or(0)
    }

    /// Answers a question. Equal questions of equal snapshots get equal answers.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn answer(&self, question: &Question, needs: &Needs) -> Result<Answer, SearchError> {
        answering::answer(self, question, needs)
    }

    /// Every service that answers a question, the best first: as asked, with nothing loosened, whatever page it names.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn everything(&self, question: &Question, needs: &Needs) -> Result<Vec<ServiceId>, SearchError> {
        answering::everything(self, question, needs)
    }

    /// What somebody who has typed this much may be typing: needs first, then services, then organisations.
    pub fn suggest(&self, needs: &Needs, typed: &str, limit: usize) -> Vec<Suggestion> {
        suggest::suggest(self, needs, typed, limit)
    }

    /// Whether something is called exactly so, by any of its names.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn holds_name(&self, words: &str) -> Result<bool, SearchError> {
        let name = normalise(words);
        for written in [name.clone(), other_name(&name)] {
            if !self.spots_with(Field::Exact, &written)?.is_empty() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether any service has a site this near.
    pub fn is_anything_near(&self, point: Point, metres: f64) -> bool {
        let covering = geo::covering(point, metres);
        let sidecars = || self.segments.iter().map(|segment| &segment.sidecar).filter(|sidecar| sidecar.sorted);
        let holds = |keys: &[u64], from: u64, to: u64| keys.get(keys.partition_point(|key| *key < from)).is_some_and(|key| *key <= to);
        sidecars().any(|sidecar| covering.iter().any(|(from, to)| holds(&sidecar.keys, *from, *to)))
    }

    /// The cards of an organisation's services, each at its first site, by name.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn services_of(&self, id: OrganisationId) -> Result<Vec<Card>, SearchError> {
        let mut found = self.firsts(|sidecar, doc| sidecar.completions.organisation(doc) == Some(id.0))?;
        found.sort_by(|one, other| one.name.cmp(&other.name).then(one.id.cmp(&other.id)));
        Ok(found)
    }

    /// The card of a service at its first site.
    ///
    /// # Errors
    /// When the index cannot be read.
    #[cfg(test)]
    pub(crate) fn card(&self, id: ServiceId) -> Result<Option<Card>, SearchError> {
        Ok(self.firsts(|sidecar, doc| sidecar.ids[doc as usize] == id.0.as_u128())?.pop())
    }

    /// The cards of some services, each at its first site.
    fn firsts(&self, wanted: impl Fn(&Sidecar, u32) -> bool) -> Result<Vec<Card>, SearchError> {
        let mut found = Vec::new();
        for segment in &self.segments {
            let sidecar = &segment.sidecar;
            for (doc, facts) in (0..).zip(&sidecar.facts) {
                if facts.is_first() && wanted(sidecar, doc) && segment.is_alive(doc) {
                    found.push(self.cards.read(At(sidecar.cards[doc as usize]))?.card());
                }
            }
        }
        Ok(found)
    }
}
