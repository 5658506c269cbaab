//! Why a service is in the answer.

use super::{
    ages::ages,
    labels::{self, wish},
    list, lower_first, lower_first_word,
};
use crate::{
    finding::answer::{Reason, Wished},
    server::languages::{L, Said},
};

/// "Helps with: falls and staying steady", "Serves Sandwell".
pub fn reason(l: &L, reason: &Reason) -> Said {
    match reason {
        Reason::Name => l.say("reason-name"),
        Reason::Need(_, label) => l.e("reason-need", "need", lower_first_word(label)),
        Reason::Words(words) => {
            let quoted: Vec<Said> = words.iter().map(|word| l.v("quoted", "word", word)).collect();
            l.v("reason-words", "words", &list(l, &quoted))
        }
        Reason::Wish(wished) => wish(l, &wished.value, &wished.says),
        Reason::Ages(range) => ages(l, *range).unwrap_or_default(),
        Reason::OtherAges(range) => {
            let only = ages(l, *range).map(|words| lowered(&words)).unwrap_or_default();
            l.v("reason-other-ages", "ages", &only)
        }
        Reason::NotFor(wished) => l.v("reason-not-for", "who", &who(l, wished)),
        Reason::Serves(area) => l.e("reason-serves", "area", area),
        Reason::National(area) => l.v("reason-national", "area", &labels::country(l, area)),
        Reason::ServesElsewhere(area) => l.e("reason-elsewhere", "area", area),
        Reason::NotStated { parameter, label } => l.label(&format!("choice-{parameter}-unknown"), label),
    }
}

/// Every reason in its place, the needs in one: "Helps with: home care, coming home from hospital".
pub fn reasons<'r>(l: &L, all: impl IntoIterator<Item = &'r Reason>) -> Vec<Said> {
    let (mut said, mut needs, mut at) = (Vec::new(), Vec::new(), 0);
    for one in all {
        match one {
            Reason::Need(_, label) => {
                at = if needs.is_empty() { said.len() } else { at };
                needs.push(lower_first_word(label));
            }
            other => said.push(reason(l, other)),
        }
    }
    if !needs.is_empty() {
        said.insert(at, l.e("reason-need", "need", needs.join(", ")));
    }
    said
}

/// "for women".
pub(super) fn who(l: &L, wished: &Wished) -> Said {
    lowered(&wish(l, &wished.value, &wished.says))
}

pub(super) fn lowered(words: &Said) -> Said {
    lower_first(words.inner()).into()
}
