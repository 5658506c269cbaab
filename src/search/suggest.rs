//! Completion as somebody types: services, organisations and needs that hold a word beginning so.

use crate::{
    finding::{completion::Tails, needs::Needs, words::normalise},
    search::{
        names::Names,
        snapshot::{Segment, Snapshot},
    },
};
use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};
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

/// Names of one kind looked up in one segment: more than anybody is shown.
const MOST_SHOWN: usize = 20;

/// The best completions of what has been typed so far.
pub(crate) fn suggest(snapshot: &Snapshot, needs: &Needs, typed: &str, limit: usize) -> Vec<Suggestion> {
    let prefix = normalise(typed);
    if prefix.is_empty() || limit == 0 {
        return Vec::new();
    }
    let tables = tables(snapshot, needs);
    let mut found = Vec::new();
    for table in &tables {
        table.gather(table.tails().run(&prefix), 0, &mut found);
    }
    if found.is_empty() && prefix.chars().count() >= FORGIVING_FROM {
        gather_slips(&tables, &prefix, &mut found);
    }
    found.sort_by(Candidate::order);
    first_of(&found, limit)
}

/// The first distinct ones of what was found, in order.
fn first_of(found: &[Candidate<'_>], limit: usize) -> Vec<Suggestion> {
    let mut suggestions: Vec<Suggestion> = Vec::new();
    let mut plain: Vec<String> = Vec::new();
    for alike in found.chunk_by(|one, other| one.rank == other.rank) {
        let ((_, kind, _, text), id) = (alike[0].rank, id_of(alike));
        // "Boots" and "BOOTS" are one name; of several bearers of a name none is meant.
        let normal = normalise(text);
        match suggestions.iter().zip(&plain).position(|(known, plain)| known.kind == kind && *plain == normal) {
            Some(known) if suggestions[known].id != id => suggestions[known].id = None,
            Some(_) => {}
            None if suggestions.len() < limit => {
                suggestions.push(Suggestion { kind, text: text.to_owned(), id });
                plain.push(normal);
            }
            None => break,
        }
    }
    suggestions
}

/// Better ones first: a name that begins so before one that only has a word that does; short ones first.
type Rank<'a> = (bool, SuggestionKind, usize, &'a str);

/// What may be meant.
#[derive(Debug, Clone, Copy)]
struct Candidate<'a> {
    rank: Rank<'a>,
    /// Which way of taking what was typed led here: of several, the last says who is meant.
    way: usize,
    of: Of<'a>,
}

#[derive(Debug, Clone, Copy)]
enum Of<'a> {
    /// A need, by its code.
    Need(&'a str),
    /// Services with that name.
    Services(&'a Segment, &'a [u32]),
    /// Services of organisations with that name.
    Organisations(&'a Segment, &'a [u32]),
}

impl Candidate<'_> {
    fn order(&self, other: &Self) -> Ordering {
        self.rank.cmp(&other.rank).then(self.way.cmp(&other.way))
    }
}

/// Where names are looked up.
#[derive(Debug, Clone, Copy)]
enum Table<'a> {
    Needs(&'a Needs),
    Services(&'a Segment),
    Organisations(&'a Segment),
}

fn tables<'a>(snapshot: &'a Snapshot, needs: &'a Needs) -> Vec<Table<'a>> {
    let names = snapshot.segments.iter().flat_map(|segment| [Table::Services(segment), Table::Organisations(segment)]);
    std::iter::once(Table::Needs(needs)).chain(names).collect()
}

impl<'a> Table<'a> {
    fn tails(self) -> &'a Tails {
        match self {
            Self::Needs(needs) => needs.completions(),
            Self::Services(segment) => segment.sidecar.completions.services.tails(),
            Self::Organisations(segment) => segment.sidecar.completions.organisations.tails(),
        }
    }

    /// Adds what the names of a run lead to.
    fn gather(self, run: Range<usize>, way: usize, found: &mut Vec<Candidate<'a>>) {
        match self {
            Self::Needs(needs) => {
                for completion in needs.completions().best(run, usize::MAX) {
                    let Some(code) = needs.offered(completion) else { continue };
                    let label = needs.label(code);
                    let rank = (!completion.is_whole(), SuggestionKind::Need, label.len(), label);
                    found.push(Candidate { rank, way, of: Of::Need(code) });
                }
            }
            Self::Services(segment) => {
                let names = alive(segment, &segment.sidecar.completions.services, SuggestionKind::Service, run);
                found.extend(names.map(|(rank, docs)| Candidate { rank, way, of: Of::Services(segment, docs) }));
            }
            Self::Organisations(segment) => {
                let names = alive(segment, &segment.sidecar.completions.organisations, SuggestionKind::Organisation, run);
                found.extend(names.map(|(rank, docs)| Candidate { rank, way, of: Of::Organisations(segment, docs) }));
            }
        }
    }
}

/// The best names of a run that any living document has.
fn alive<'a>(
    segment: &'a Segment,
    names: &'a Names,
    kind: SuggestionKind,
    run: Range<usize>,
) -> impl Iterator<Item = (Rank<'a>, &'a [u32])> {
    names.best(run, MOST_SHOWN).filter_map(move |completion| {
        let (shown, docs) = (names.shown(completion.number()), names.documents(completion.number()));
        let rank = (!completion.is_whole(), kind, shown.len(), shown);
        docs.iter().any(|doc| segment.is_alive(*doc)).then_some((rank, docs))
    })
}

/// What every prefix one slip away leads to.
fn gather_slips<'a>(tables: &[Table<'a>], prefix: &str, found: &mut Vec<Candidate<'a>>) {
    let mut ways: BTreeMap<String, Vec<(Table<'a>, Range<usize>)>> = BTreeMap::new();
    for table in tables {
        for (close, run) in table.tails().slips(prefix) {
            ways.entry(close).or_default().push((*table, run));
        }
    }
    for (way, runs) in ways.into_values().enumerate() {
        for (table, run) in runs {
            table.gather(run, way, found);
        }
    }
}

/// The one id behind candidates of equal rank; `None` where several share the name.
fn id_of(alike: &[Candidate<'_>]) -> Option<String> {
    let last = alike.last()?;
    if let Of::Need(code) = last.of {
        return Some(code.to_owned());
    }
    let mut ids = BTreeSet::new();
    for candidate in alike.iter().filter(|candidate| candidate.way == last.way) {
        add_ids(candidate.of, &mut ids);
    }
    if ids.len() == 1 { ids.first().map(Uuid::to_string) } else { None }
}

/// Up to two ids behind a name: one is a link, two are a search. An organisation's name stands for its first.
fn add_ids(of: Of<'_>, ids: &mut BTreeSet<Uuid>) {
    match of {
        Of::Need(_) => {}
        Of::Organisations(segment, docs) => {
            ids.extend(docs.iter().find(|doc| segment.is_alive(**doc)).and_then(|doc| segment.sidecar.completions.organisation(*doc)));
        }
        Of::Services(segment, docs) => {
            for doc in docs.iter().filter(|doc| segment.is_alive(**doc)) {
                ids.insert(Uuid::from_u128(segment.sidecar.ids[*doc as usize]));
                if ids.len() > 1 {
                    break;
                }
            }
        }
    }
}
