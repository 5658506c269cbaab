//! Completion against the plain way: every name of every living document, and every slip tried.

use super::*;
use crate::{
    finding::{completion::one_slip_away, words::normalise},
    search::{
        cards::At,
        snapshot::Snapshot,
        suggest::{Suggestion, SuggestionKind},
    },
};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Services of few names and organisations, so that names are shared; one may be there before under its number.
fn a_service() -> impl Strategy<Value = Service> {
    let words = prop::sample::subsequence(vec!["Debt", "TEA", "Tea", "Teas", "Stroke", "Foot", "Food", "Crisis"], 1..=3);
    let organisation = (prop::sample::select(vec!["Beacon Trust", "BEACON trust", "Tea Trust"]), 0..3_u32);
    (words, organisation, 0..40_u32).prop_map(|(words, (organisation, owner), number)| {
        let id = OrganisationId(derive("test", "organisation", &format!("{organisation} {owner}")));
        let (origin, site) = (service("").provenance, site(&number.to_string(), 0.5));
        let organisation = Organisation::named(id, organisation.to_owned());
        let id = ServiceId(derive("test", "service", &number.to_string()));
        Service { sites: vec![site], ..Service::named(id, words.join(" "), organisation, origin) }
    })
}

type Found = BTreeMap<(bool, SuggestionKind, usize, String), BTreeSet<String>>;

/// Whether any word of a name begins so, and if not the first, that.
fn within(name: &str, prefix: &str) -> Option<bool> {
    let name = normalise(name);
    let mut starts = std::iter::once(0).chain(name.match_indices(' ').map(|(at, _)| at + 1));
    starts.find(|start| name[*start..].starts_with(prefix)).map(|start| start > 0)
}

fn plain_names(snapshot: &Snapshot, prefix: &str, found: &mut Found) {
    for segment in &snapshot.segments {
        let mut organisations = BTreeSet::new();
        for doc in (0..segment.sidecar.len()).filter(|doc| segment.is_alive(*doc)) {
            let card = snapshot.cards.read(At(segment.sidecar.cards[doc as usize])).unwrap().card();
            if let Some(within) = within(&card.name, prefix) {
                let rank = (within, SuggestionKind::Service, card.name.len(), card.name.clone());
                found.entry(rank).or_default().insert(card.id.0.to_string());
            }
            // An organisation's name stands for its first.
            if let Some(within) = within(&card.organisation, prefix).filter(|_| organisations.insert(card.organisation.clone())) {
                let rank = (within, SuggestionKind::Organisation, card.organisation.len(), card.organisation.clone());
                found.entry(rank).or_default().insert(card.organisation_id.0.to_string());
            }
        }
    }
}

fn plainly_beginning(directory: &Directory, snapshot: &Snapshot, prefix: &str) -> Found {
    let mut found = Found::new();
    for (code, need) in directory.needs.iter() {
        if let Some(within) = std::iter::once(need.label.as_str()).chain(need.names()).filter_map(|name| within(name, prefix)).min() {
            found.insert((within, SuggestionKind::Need, need.label.len(), need.label.clone()), BTreeSet::from([code.to_owned()]));
        }
    }
    plain_names(snapshot, prefix, &mut found);
    found
}

fn plainly(directory: &Directory, prefix: &str, limit: usize) -> Vec<Suggestion> {
    let snapshot = directory.index.snapshot();
    let mut found = plainly_beginning(directory, &snapshot, prefix);
    if found.is_empty() && prefix.chars().count() >= 4 {
        for close in one_slip_away(prefix) {
            found.extend(plainly_beginning(directory, &snapshot, &close));
        }
    }
    let mut suggestions: Vec<Suggestion> = Vec::new();
    for ((_, kind, _, text), ids) in found {
        let id = ids.first().filter(|_| ids.len() == 1).cloned();
        match suggestions.iter().position(|known| known.kind == kind && normalise(&known.text) == normalise(&text)) {
            Some(known) if suggestions[known].id == id => {}
            Some(known) => suggestions[known].id = None,
            None if suggestions.len() < limit => suggestions.push(Suggestion { kind, text, id }),
            None => break,
        }
    }
    suggestions
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn completions_are_those_of_looking_at_every_name(
        services in prop::collection::vec(a_service(), 1..30), later in prop::collection::vec(a_service(), 0..8), limit in 1_usize..9,
    ) {
        let directory = Directory::of(services);
        directory.save(later);
        for typed in ["t", "te", "tea", "tea s", "d", "fo", "foot", "b", "tae", "taes", "footd", "fodo", "strke", "becon", "bdea", "crisi", "x", "xtea"] {
            let found = directory.index.suggest(&directory.needs, typed, limit).unwrap();
            prop_assert_eq!(found, plainly(&directory, typed, limit), "{}", typed);
        }
    }
}
