//! What was read from a person's words, as chips that can be taken away and put back, and everything done differently from what was
//! asked, as sentences. Ordinary links: nothing here needs JavaScript, and the words stay as typed.

use crate::{
    app::Found,
    finding::{
        answer::LeftOut,
        reading::{Reading, ReadingKind},
    },
    server::{
        asked::Asked,
        languages::{L, Said},
        wording,
    },
};

/// A chip: something that was read, and the same search without it (or with it again).
#[derive(Debug, PartialEq, Eq)]
pub struct ReadingChip {
    /// What it is: "Place", "Need".
    pub kind: Said,
    /// In words.
    pub label: Said,
    /// Where the link leads.
    pub href: String,
}

/// A sentence about the results, and what to do about it.
#[derive(Debug, PartialEq, Eq)]
pub struct Remark {
    /// The sentence.
    pub text: Said,
    /// A link behind it: its words and where it leads.
    pub link: Option<(Said, String)>,
}

impl Remark {
    fn plain(text: Said) -> Self {
        Self { text, link: None }
    }
}

/// What was read and can be taken away. Spelling and words left out are sentences instead: see [`remarks`].
pub fn chips(l: &L, asked: &Asked, found: &Found, path: &str) -> Vec<ReadingChip> {
    let shown = found.answer.readings.iter().filter(|reading| !is_sentence(reading));
    shown.map(|reading| chip(l, reading, asked.ignoring(reading).address(path))).collect()
}

/// What was not read because somebody took it away, and can be put back.
pub fn taken_away(l: &L, asked: &Asked, found: &Found, path: &str) -> Vec<ReadingChip> {
    found.answer.not_read.iter().map(|reading| chip(l, reading, asked.restoring(&reading.key()).address(path))).collect()
}

fn chip(l: &L, reading: &Reading, href: String) -> ReadingChip {
    ReadingChip { kind: wording::reading_kind(l, reading.kind), label: label(l, reading), href }
}

fn label(l: &L, reading: &Reading) -> Said {
    match reading.kind {
        ReadingKind::Age => wording::asked_age(l, &reading.value, &reading.label),
        ReadingKind::Wish => wording::wish(l, &reading.value, &reading.label),
        _ => l.published(&reading.label),
    }
}

fn is_sentence(reading: &Reading) -> bool {
    matches!(reading.kind, ReadingKind::Spelling | ReadingKind::Without)
}

/// More results than this without a place are more than anybody reads.
const TOO_MANY: u64 = 200;

/// Where the box for a place is.
const PLACE_BOX: &str = "#search-place";

/// That there is more than anybody reads, and that a place would help.
fn too_many(l: &L, asked: &Asked, found: &Found) -> Option<Remark> {
    let lost = found.place.is_none() && !asked.is_empty() && found.answer.total > TOO_MANY;
    lost.then(|| Remark { text: l.say("results-too-many"), link: Some((l.say("results-add-place"), PLACE_BOX.to_owned())) })
}

/// Everything done differently from what was asked, with the way back where there is one.
pub fn remarks(l: &L, asked: &Asked, found: &Found, path: &str) -> Vec<Remark> {
    let answer = &found.answer;
    let back = |reading: &Reading| asked.ignoring(reading).address(path);
    let mut remarks: Vec<Remark> = too_many(l, asked, found).into_iter().collect();
    for reading in answer.readings.iter().filter(|reading| reading.kind == ReadingKind::Spelling) {
        let link = Some((l.e("remark-spelling-back", "word", &reading.words), back(reading)));
        remarks.push(Remark { text: l.e("remark-spelling", "word", &reading.label), link });
    }
    let without = answer.readings.iter().find(|reading| reading.kind == ReadingKind::Without);
    let insist = without.map(|reading| (l.e("remark-insist", "word", &reading.label), back(reading)));
    remarks.extend(answer.relaxed.iter().map(|step| Remark { text: wording::relaxed(l, step), link: insist.clone() }));
    remarks
        .extend(found.place.as_ref().and_then(|place| place.remark.as_ref()).map(|remark| Remark::plain(wording::place_remark(l, remark))));
    remarks.extend(
        answer.left_out.iter().map(|left_out| Remark { text: wording::left_out(l, left_out), link: include(l, asked, left_out, path) }),
    );
    remarks
}

/// The way to what a filter left out.
fn include(l: &L, asked: &Asked, left_out: &LeftOut, path: &str) -> Option<(Said, String)> {
    match left_out {
        LeftOut::Filter { parameter, .. } => Some((l.say("remark-show-too"), asked.without_filter(parameter).address(path))),
        LeftOut::OtherAges { .. } | LeftOut::NotFor { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        finding::{answer::Answer, relaxed::Relaxed},
        server::{extract::FromParameters, parameters::Parameters},
    };

    fn asked(query: &str) -> Asked {
        Asked::from_parameters(&Parameters::read(query).unwrap()).unwrap()
    }

    fn reading(kind: ReadingKind, value: &str, label: &str, words: &str) -> Reading {
        Reading { kind, value: value.to_owned(), label: label.to_owned(), words: words.to_owned() }
    }

    fn found() -> Found {
        let readings = vec![
            reading(ReadingKind::Place, "", "Walsall", "walsall"),
            reading(ReadingKind::Need, "dementia", "Dementia", "demensia"),
            reading(ReadingKind::Spelling, "demensia", "dementia", "demensia"),
            reading(ReadingKind::Without, "halal", "halal", "halal"),
        ];
        let not_read = vec![reading(ReadingKind::Wish, "cost=free", "Free", "free")];
        let left_out = vec![LeftOut::Filter { parameter: "sector", label: "Who runs it", count: 12 }];
        let relaxed = Some(Relaxed::WithoutWord("halal".to_owned()));
        Found { answer: Answer { readings, not_read, left_out, relaxed, ..Answer::default() }, ..Found::default() }
    }

    #[test]
    fn a_chip_takes_away_its_own_reading_and_keeps_everything_else() {
        let asked = asked("q=free+halal+demensia+walsall&ignore=wish:cost%3Dfree&sector=voluntary&page=2");
        let chips = chips(&L::english(), &asked, &found(), "/search");
        let shown: Vec<_> = chips.iter().map(|chip| (chip.kind.plain(), chip.label.plain())).collect();
        assert_eq!(shown, [("Place", "Walsall"), ("Need", "Dementia")].map(|(kind, label)| (kind.to_owned(), label.to_owned())));
        assert_eq!(chips[0].href, "/search?q=free+halal+demensia+walsall&ignore=place&ignore=wish%3Acost%3Dfree&sector=voluntary");
        let back = taken_away(&L::english(), &asked, &found(), "/search");
        assert_eq!(
            (back[0].label.plain().as_str(), back[0].href.as_str()),
            ("Free", "/search?q=free+halal+demensia+walsall&sector=voluntary")
        );
    }

    #[test]
    fn whatever_was_done_differently_is_said_with_the_way_back() {
        let remarks = remarks(&L::english(), &asked("q=halal+demensia&sector=voluntary"), &found(), "/s");
        let shown: Vec<_> = remarks
            .iter()
            .map(|remark| (remark.text.plain(), remark.link.as_ref().map(|(words, href)| (words.plain(), href.clone()))))
            .collect();
        assert_eq!(
            shown,
            [
                (
                    "Showing results for ‘dementia’.",
                    Some(("Search instead for ‘demensia’", "/s?q=halal+demensia&ignore=spelling%3Ademensia&sector=voluntary"))
                ),
                (
                    "We left out the word 'halal'.",
                    Some(("Only services with ‘halal’", "/s?q=halal+demensia&ignore=without%3Ahalal&sector=voluntary"))
                ),
                ("12 more without the filter ‘Who runs it’.", Some(("Show them too", "/s?q=halal+demensia"))),
            ]
            .map(|(text, link)| (text.to_owned(), link.map(|(words, href)| (words.to_owned(), href.to_owned()))))
        );
    }
}
