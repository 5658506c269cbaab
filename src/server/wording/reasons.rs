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

/// "for women".
pub(super) fn who(l: &L, wished: &Wished) -> Said {
    lowered(&wish(l, &wished.value, &wished.says))
}

pub(super) fn lowered(words: &Said) -> Said {
    lower_first(words.inner()).into()
}
