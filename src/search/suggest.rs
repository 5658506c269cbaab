//! Completion as somebody types: services, organisations and needs that hold a word beginning so.

use crate::{
    finding::{
        completion::{Tails, one_slip_away},
        needs::Needs,
        words::normalise,
    },
    search::{
        cards::At,
        error::SearchError,
        snapshot::{Segment, Snapshot},
    },
};
use std::collections::{BTreeMap, BTreeSet};
use tantivy::{DocId, SegmentReader};
use uuid::Uuid;

/// What a suggestion leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SuggestionKind {
    /// A need: the most useful thing to choose.
    Need,
    /// A service.
    Service,
    /// An organisation.
    Organisation,
}

/// Something somebody may be typing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What it is.
    pub kind: SuggestionKind,
    /// The words to show.
    pub text: String,
    /// The need's code, or the id of the service or organisation; `None` where several share the name.
    pub id: Option<String>,
}

/// Prefixes shorter than this are taken as typed.
const FORGIVING_FROM: usize = 4;

/// The names of one segment, in the order of every tail that begins at a word.
#[derive(Debug)]
pub(crate) struct Completions {
    services: Names,
    organisations: Names,
}

impl Completions {
    pub(crate) fn read(segment: &SegmentReader) -> tantivy::Result<Self> {
        Ok(Self { services: Names::read(segment, "title")?, organisations: Names::read(segment, "provider")? })
    }
}

#[derive(Debug, Default)]
struct Names {
    /// As shown.
    shown: Vec<String>,
    /// Their tails, in the same order.
    tails: Tails,
    /// Documents, name by name.
    docs: Vec<DocId>,
    /// Where each name's documents begin, and one past the last.
    starts: Vec<u32>,
}

impl Names {
    fn read(segment: &SegmentReader, column: &str) -> tantivy::Result<Self> {
        let Some(column) = segment.fast_fields().str(column)? else { return Ok(Self::default()) };
        let mut shown = Vec::with_capacity(column.num_terms());
        let mut text = String::new();
        for ord in 0..column.num_terms() as u64 {
            text.clear();
            column.ord_to_str(ord, &mut text)?;
            shown.push(text.clone());
        }
        let mut pairs: Vec<(u64, DocId)> = Vec::new();
        for doc in 0..segment.max_doc() {
            pairs.extend(column.term_ords(doc).next().map(|ord| (ord, doc)));
        }
        pairs.sort_unstable();
        let starts = (0..=shown.len() as u64).map(|ord| position(pairs.partition_point(|(at, _)| *at < ord))).collect();
        let tails = Tails::of(shown.iter().map(String::as_str));
        Ok(Self { shown, tails, docs: pairs.into_iter().map(|(_, doc)| doc).collect(), starts })
    }

    fn documents(&self, name: usize) -> &[DocId] {
        &self.docs[self.starts[name] as usize..self.starts[name + 1] as usize]
    }
}

fn position(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// One candidate while they are gathered: better ones first.
type Rank = (bool, SuggestionKind, usize, String);

/// The best completions of what has been typed so far.
pub(crate) fn suggest(snapshot: &Snapshot, needs: &Needs, typed: &str, limit: usize) -> Result<Vec<Suggestion>, SearchError> {
    let prefix = normalise(typed);
    if prefix.is_empty() || limit == 0 {
        return Ok(Vec::new());
    }
    let mut found = gather(snapshot, needs, &prefix)?;
    if found.is_empty() && prefix.chars().count() >= FORGIVING_FROM {
        for close in one_slip_away(&prefix) {
            found.extend(gather(snapshot, needs, &close)?);
        }
    }
    let mut suggestions: Vec<Suggestion> = Vec::new();
    for ((_, kind, _, text), id) in found {
        // "Boots" and "BOOTS" are one name; of several bearers of a name none is meant.
        let same = |known: &Suggestion| known.kind == kind && normalise(&known.text) == normalise(&text);
        match suggestions.iter().position(same) {
            Some(known) if suggestions[known].id != id => suggestions[known].id = None,
            Some(_) => {}
            None if suggestions.len() < limit => suggestions.push(Suggestion { kind, text, id }),
            None => break,
        }
    }
    Ok(suggestions)
}

fn gather(snapshot: &Snapshot, needs: &Needs, prefix: &str) -> Result<BTreeMap<Rank, Option<String>>, SearchError> {
    let mut found = BTreeMap::new();
    for (code, whole) in needs.beginning(prefix) {
        let label = needs.label(code).to_owned();
        found.insert((!whole, SuggestionKind::Need, label.len(), label), Some(code.to_owned()));
    }
    for kind in [SuggestionKind::Service, SuggestionKind::Organisation] {
        for (rank, ids) in names(snapshot, kind, prefix)? {
            let id = (ids.len() == 1).then(|| ids.first().map(Uuid::to_string)).flatten();
            found.insert(rank, id);
        }
    }
    Ok(found)
}

fn names(snapshot: &Snapshot, kind: SuggestionKind, prefix: &str) -> Result<BTreeMap<Rank, BTreeSet<Uuid>>, SearchError> {
    let mut found: BTreeMap<Rank, BTreeSet<Uuid>> = BTreeMap::new();
    for segment in &snapshot.segments {
        let completions = &segment.sidecar.completions;
        let names = if kind == SuggestionKind::Service { &completions.services } else { &completions.organisations };
        let best = names.tails.beginning(prefix).into_iter();
        let mut ranked: Vec<_> = best.map(|(name, whole)| (!whole, names.shown[name].len(), name)).collect();
        if ranked.len() > MOST_SHOWN {
            ranked.select_nth_unstable(MOST_SHOWN);
            ranked.truncate(MOST_SHOWN);
        }
        ranked.sort_unstable();
        for (part, length, name) in ranked {
            let ids = ids_of(snapshot, segment, names.documents(name), kind)?;
            if !ids.is_empty() {
                found.entry((part, kind, length, names.shown[name].clone())).or_default().extend(ids);
            }
        }
    }
    Ok(found)
}

/// Names of one kind looked up in one segment: more than anybody is shown.
const MOST_SHOWN: usize = 20;

/// Up to two ids behind a name: one is a link, two are a search. An organisation's name stands for its first.
fn ids_of(snapshot: &Snapshot, segment: &Segment, docs: &[DocId], kind: SuggestionKind) -> Result<BTreeSet<Uuid>, SearchError> {
    let mut alive = docs.iter().map(|doc| *doc as usize).filter(|doc| segment.is_alive(position(*doc)));
    if kind == SuggestionKind::Organisation {
        let card = alive.next().map(|doc| snapshot.cards.read(At(segment.sidecar.cards[doc]))).transpose()?;
        return Ok(card.map(|card| card.card().organisation_id.0).into_iter().collect());
    }
    let mut ids = BTreeSet::new();
    for id in alive.map(|doc| Uuid::from_u128(segment.sidecar.ids[doc])) {
        ids.insert(id);
        if ids.len() > 1 {
            break;
        }
    }
    Ok(ids)
}
