//! What was read from a person's words, as chips that can be taken away and put back, and everything done differently from what was
//! asked, as sentences. Ordinary links: nothing here needs JavaScript, and the words stay as typed.

use crate::{
    app::Found,
    finding::{
        answer::LeftOut,
        reading::{Reading, ReadingKind},
    },
    server::{asked::Asked, wording},
};

/// A chip: something that was read, and the same search without it (or with it again).
#[derive(Debug, PartialEq, Eq)]
pub struct ReadingChip {
    /// What it is: "Place", "Need".
    pub kind: &'static str,
    /// In words.
    pub label: String,
    /// Where the link leads.
    pub href: String,
}

/// A sentence about the results, and what to do about it.
#[derive(Debug, PartialEq, Eq)]
pub struct Remark {
    /// The sentence.
    pub text: String,
    /// A link behind it: its words and where it leads.
    pub link: Option<(String, String)>,
}

impl Remark {
    fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), link: None }
    }
}

/// What was read and can be taken away. Spelling and words left out are sentences instead: see [`remarks`].
pub fn chips(asked: &Asked, found: &Found, path: &str) -> Vec<ReadingChip> {
    let shown = found.answer.readings.iter().filter(|reading| !is_sentence(reading));
    shown.map(|reading| chip(reading, asked.ignoring(reading).address(path))).collect()
}

/// What was not read because somebody took it away, and can be put back.
pub fn taken_away(asked: &Asked, found: &Found, path: &str) -> Vec<ReadingChip> {
    found.answer.not_read.iter().map(|reading| chip(reading, asked.restoring(&reading.key()).address(path))).collect()
}

fn chip(reading: &Reading, href: String) -> ReadingChip {
    ReadingChip { kind: reading.kind.label(), label: reading.label.clone(), href }
}

fn is_sentence(reading: &Reading) -> bool {
    matches!(reading.kind, ReadingKind::Spelling | ReadingKind::Without)
}

/// Everything done differently from what was asked, with the way back where there is one.
pub fn remarks(asked: &Asked, found: &Found, path: &str) -> Vec<Remark> {
    let answer = &found.answer;
    let back = |reading: &Reading| asked.ignoring(reading).address(path);
    let mut remarks: Vec<Remark> = Vec::new();
    for reading in answer.readings.iter().filter(|reading| reading.kind == ReadingKind::Spelling) {
        let link = Some((format!("Search instead for ‘{}’", reading.words), back(reading)));
        remarks.push(Remark { text: format!("Showing results for ‘{}’.", reading.label), link });
    }
    let without = answer.readings.iter().find(|reading| reading.kind == ReadingKind::Without);
    let insist = without.map(|reading| (format!("Only services with ‘{}’", reading.label), back(reading)));
    remarks.extend(answer.relaxed.iter().map(|text| Remark { text: text.clone(), link: insist.clone() }));
    remarks.extend(found.place.as_ref().and_then(|place| place.remark.clone()).map(Remark::plain));
    remarks
        .extend(answer.left_out.iter().map(|left_out| Remark { text: wording::left_out(left_out), link: include(asked, left_out, path) }));
    remarks
}

/// The way to what a filter left out.
fn include(asked: &Asked, left_out: &LeftOut, path: &str) -> Option<(String, String)> {
    match left_out {
        LeftOut::Filter { parameter, .. } => Some(("Show them too".to_owned(), asked.without_filter(parameter).address(path))),
        LeftOut::OtherAges { .. } | LeftOut::NotFor { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        finding::answer::Answer,
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
        let relaxed = Some("We left out the word 'halal'.".to_owned());
        Found { answer: Answer { readings, not_read, left_out, relaxed, ..Answer::default() }, ..Found::default() }
    }

    #[test]
    fn a_chip_takes_away_its_own_reading_and_keeps_everything_else() {
        let asked = asked("q=free+halal+demensia+walsall&ignore=wish:cost%3Dfree&sector=voluntary&page=2");
        let chips = chips(&asked, &found(), "/search");
        let shown: Vec<_> = chips.iter().map(|chip| (chip.kind, chip.label.as_str())).collect();
        assert_eq!(shown, [("Place", "Walsall"), ("Need", "Dementia")]);
        assert_eq!(chips[0].href, "/search?q=free+halal+demensia+walsall&ignore=place&ignore=wish%3Acost%3Dfree&sector=voluntary");
        let back = taken_away(&asked, &found(), "/search");
        assert_eq!((back[0].label.as_str(), back[0].href.as_str()), ("Free", "/search?q=free+halal+demensia+walsall&sector=voluntary"));
    }

    #[test]
    fn whatever_was_done_differently_is_said_with_the_way_back() {
        let remarks = remarks(&asked("q=halal+demensia&sector=voluntary"), &found(), "/s");
        let shown: Vec<_> = remarks
            .iter()
            .map(|remark| (remark.text.as_str(), remark.link.as_ref().map(|(words, href)| (words.as_str(), href.as_str()))))
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
        );
    }
}
