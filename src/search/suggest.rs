//! Completion as somebody types: services, organisations and needs that hold a word beginning so.

use crate::{
    finding::{needs::Needs, words::normalise},
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

/// Entries looked at for one prefix.
const MOST_ENTRIES: usize = 2_000;
/// Words of a name a prefix may begin at.
const MOST_WORDS: usize = 8;
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
    /// Normalised, in the same order.
    plain: Vec<String>,
    /// Which name, from which byte; sorted by what follows there.
    tails: Vec<(u32, u16)>,
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
        let mut names = Self {
            plain: shown.iter().map(|name| normalise(name)).collect(),
            shown,
            tails: Vec::new(),
            docs: pairs.into_iter().map(|(_, doc)| doc).collect(),
            starts,
        };
        names.sort_tails();
        Ok(names)
    }

    fn sort_tails(&mut self) {
        let mut tails: Vec<(u32, u16)> = Vec::new();
        for (at, name) in self.plain.iter().enumerate() {
            let starts = std::iter::once(0).chain(name.match_indices(' ').map(|(at, _)| at + 1));
            tails.extend(starts.take(MOST_WORDS).filter_map(|start| Some((position(at), u16::try_from(start).ok()?))));
        }
        tails.sort_unstable_by(|one, other| self.tail(*one).cmp(self.tail(*other)).then(one.cmp(other)));
        self.tails = tails;
    }

    fn tail(&self, (name, start): (u32, u16)) -> &str {
        &self.plain[name as usize][usize::from(start)..]
    }

    /// Names with a word that begins so: their number, and whether the whole name begins so.
    fn beginning(&self, prefix: &str) -> impl Iterator<Item = (usize, bool)> {
        let from = self.tails.partition_point(|tail| self.tail(*tail) < prefix);
        let run = self.tails[from..].iter().take(MOST_ENTRIES).take_while(move |tail| self.tail(**tail).starts_with(prefix));
        run.map(|(name, start)| (*name as usize, *start == 0))
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
        for close in one_edit_away(&prefix) {
            found.extend(gather(snapshot, needs, &close)?);
        }
    }
    Ok(found.into_iter().take(limit).map(|((_, kind, _, text), id)| Suggestion { kind, text, id }).collect())
}

fn gather(snapshot: &Snapshot, needs: &Needs, prefix: &str) -> Result<BTreeMap<Rank, Option<String>>, SearchError> {
    let mut found = BTreeMap::new();
    for (code, need) in needs.iter() {
        if let Some(whole) = begins(&need.label, prefix).or_else(|| need.phrases.iter().find_map(|phrase| begins(phrase, prefix))) {
            found.insert((!whole, SuggestionKind::Need, need.label.len(), need.label.clone()), Some(code.to_owned()));
        }
    }
    for kind in [SuggestionKind::Service, SuggestionKind::Organisation] {
        for (rank, ids) in names(snapshot, kind, prefix)? {
            let id = (ids.len() == 1).then(|| ids.first().map(Uuid::to_string)).flatten();
            found.insert(rank, id);
        }
    }
    Ok(found)
}

/// Whether a word of the text begins so; if so, whether it is the first.
fn begins(text: &str, prefix: &str) -> Option<bool> {
    let plain = normalise(text);
    if plain.starts_with(prefix) {
        return Some(true);
    }
    plain.match_indices(' ').any(|(at, _)| plain[at + 1..].starts_with(prefix)).then_some(false)
}

fn names(snapshot: &Snapshot, kind: SuggestionKind, prefix: &str) -> Result<BTreeMap<Rank, BTreeSet<Uuid>>, SearchError> {
    let mut found: BTreeMap<Rank, BTreeSet<Uuid>> = BTreeMap::new();
    for segment in &snapshot.segments {
        let completions = &segment.sidecar.completions;
        let names = if kind == SuggestionKind::Service { &completions.services } else { &completions.organisations };
        let mut best: BTreeMap<usize, bool> = BTreeMap::new();
        for (name, whole) in names.beginning(prefix) {
            *best.entry(name).or_default() |= whole;
        }
        let mut ranked: Vec<_> = best.into_iter().map(|(name, whole)| (!whole, names.shown[name].len(), name)).collect();
        ranked.sort_unstable();
        for (part, length, name) in ranked.into_iter().take(MOST_SHOWN) {
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

/// Every prefix one slip of a finger away; the first letter is taken as typed.
fn one_edit_away(prefix: &str) -> BTreeSet<String> {
    let chars: Vec<char> = prefix.chars().collect();
    let mut close = BTreeSet::new();
    let mut add = |head: &[char], middle: &[char], tail: &[char]| {
        close.insert(head.iter().chain(middle).chain(tail).collect::<String>());
    };
    for at in 1..chars.len() {
        let (head, tail) = chars.split_at(at);
        add(head, &[], &tail[1..]);
        if let [first, second, rest @ ..] = tail {
            add(head, &[*second, *first], rest);
        }
        for letter in 'a'..='z' {
            add(head, &[letter], &tail[1..]);
            add(head, &[letter], tail);
        }
    }
    close
}
