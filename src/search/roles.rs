//! What each word of a question is there for.

use crate::{
    finding::{
        dictionary::Understood,
        needs::Needs,
        understanding::Wish,
        words::{Word, normalise},
    },
    places::Place,
};
use std::ops::Range;

/// What one word of a question is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Content,
    Meant,
    Minor,
    /// The asked place's own name.
    Place,
    Noise,
}

/// The whole names the words may be: as typed, and with the asked place's name before or behind.
pub(crate) fn names(words: &[Word], place: Option<&Place>) -> Vec<String> {
    let typed = words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
    if typed.is_empty() {
        return Vec::new();
    }
    let label = place.map(|place| normalise(&place.label)).filter(|label| !label.is_empty());
    let placed = label.into_iter().flat_map(|label| [format!("{typed} {label}"), format!("{label} {typed}")]);
    std::iter::once(typed.clone()).chain(placed).collect()
}

/// What each word is there for. Something always is: where nothing tells, the next best words do.
pub(crate) fn roles(
    words: &[Word],
    place: Option<&Place>,
    needs: &Needs,
    found: &[Understood],
    wishes: &[(Range<usize>, &Wish)],
) -> Vec<Role> {
    let small = needs.small_words();
    let label = place.map(|place| normalise(&place.label)).unwrap_or_default();
    let plain = |at: usize| match words[at].text.as_str() {
        word if small.is_noise(word) => Role::Noise,
        word if label.split(' ').any(|part| part == word) => Role::Place,
        word if small.is_minor(word) => Role::Minor,
        _ => Role::Content,
    };
    let is_small = |role| matches!(role, Role::Noise | Role::Minor);
    let in_need = |at: usize| found.iter().find(|found| found.words.contains(&at));
    let role = |at: usize| match in_need(at) {
        // A phrase may be made of small words alone ("getting about"): they count then, or the phrase would say nothing.
        Some(found) if !is_small(plain(at)) || found.words.clone().all(|at| is_small(plain(at))) => Role::Meant,
        _ if wishes.iter().any(|(range, _)| range.contains(&at)) && plain(at) != Role::Noise => Role::Minor,
        _ => plain(at),
    };
    let mut roles: Vec<Role> = (0..words.len()).map(role).collect();
    let tells = |roles: &[Role]| roles.iter().any(|role| matches!(role, Role::Content | Role::Meant));
    for next in [Role::Minor, Role::Place, Role::Noise] {
        if !tells(&roles) {
            roles.iter_mut().filter(|role| **role == next).for_each(|role| *role = Role::Content);
        }
    }
    roles
}
