//! What was done differently from what was asked, and what was left out.

use super::{
    ages::asked_age,
    either,
    labels::filter,
    reasons::{lowered, who},
};
use crate::{
    finding::{answer::LeftOut, relaxed::Relaxed},
    server::languages::{Arg, L, Said},
};

/// What was put last or left out, in a whole sentence.
pub fn left_out(l: &L, left_out: &LeftOut) -> Said {
    let count = ("count", Arg::Number(left_out.count()));
    match left_out {
        LeftOut::OtherAges { asked, ages, .. } => {
            let ages: Vec<Said> = ages.iter().map(|age| asked_age(l, age, age)).collect();
            let asked = if l.is_english() { asked.as_str().into() } else { either(l, &ages) };
            l.with("left-out-ages", &[count, ("who", (&lowered(&asked)).into())])
        }
        LeftOut::NotFor { asked, .. } => l.with("left-out-not-for", &[count, ("who", (&who(l, asked)).into())]),
        LeftOut::Filter { parameter, label, .. } => l.with("left-out-filter", &[count, ("filter", (&filter(l, parameter, label)).into())]),
    }
}

/// The step taken when nothing was found as asked.
pub fn relaxed(l: &L, step: &Relaxed) -> Said {
    match step {
        Relaxed::WithoutWord(word) => l.v("relaxed-without", "word", word),
        Relaxed::Further { miles, looked } => {
            let (miles, looked) = (miles.to_string(), format!("{looked:.0}"));
            l.with("relaxed-further", &[("miles", (&miles).into()), ("looked", (&looked).into())])
        }
        Relaxed::Broader(needs) => {
            let needs: Vec<Said> = needs.iter().map(|need| l.published(need)).collect();
            l.v("relaxed-broader", "needs", &either(l, &needs))
        }
        Relaxed::Nationwide => l.say("relaxed-nationwide"),
        Relaxed::AnyWord => l.say("relaxed-any-word"),
    }
}
