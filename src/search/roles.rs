//! What each word of a question is there for.

use crate::{
    finding::{
        needs::Needs,
        reading::Read,
        words::{Word, normalise},
    },
    places::Place,
};

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

/// The whole names the words may be: all that was typed, and what is left of it alone and with the asked place's name before or
/// behind.
pub(crate) fn names(typed: &str, words: &[Word], place: Option<&Place>) -> Vec<String> {
    let whole = Some(normalise(typed)).filter(|typed| !typed.is_empty());
    let typed = words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
    if typed.is_empty() {
        return Vec::new();
    }
    let label = place.map(|place| normalise(&place.label)).filter(|label| !label.is_empty());
    let placed = label.into_iter().flat_map(|label| [format!("{typed} {label}"), format!("{label} {typed}")]);
    let mut names: Vec<String> = std::iter::once(typed.clone()).chain(placed).chain(whole).collect();
    names.sort();
    names.dedup();
    names
}

/// What each word is there for. Something always is: where nothing tells, the next best words do.
pub(crate) fn roles(words: &[Word], place: Option<&Place>, needs: &Needs, read: &Read<'_>) -> Vec<Role> {
    let small = needs.small_words();
    let label = place.map(|place| normalise(&place.label)).unwrap_or_default();
    let plain = |at: usize| match words[at].text.as_str() {
        word if small.is_noise(word) => Role::Noise,
        word if label.split(' ').any(|part| part == word) => Role::Place,
        word if small.is_minor(word) => Role::Minor,
        _ => Role::Content,
    };
    let is_small = |role| matches!(role, Role::Noise | Role::Minor);
    let in_need = |at: usize| read.needs.iter().find(|found| found.words.contains(&at));
    // Figures of an age, and what is not wanted, must not be looked for.
    let in_age = |at: usize, named: bool| read.ages.iter().any(|found| found.named == named && found.words.contains(&at));
    let in_wish = |at: usize, negated: bool| read.wishes.iter().any(|found| found.negated == negated && found.words.contains(&at));
    let role = |at: usize| match in_need(at) {
        // A phrase may be made of small words alone ("getting about"): they count then, or the phrase would say nothing.
        Some(found) if !is_small(plain(at)) || found.words.clone().all(|at| is_small(plain(at))) => Role::Meant,
        _ if in_age(at, false) || in_wish(at, true) => Role::Noise,
        _ if (in_wish(at, false) || in_age(at, true)) && plain(at) != Role::Noise => Role::Minor,
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
