//! Which questions a browser may be told it can remember, if its owner has asked for that: none that could harm somebody whose
//! device others use.

use crate::{
    app::Found,
    finding::{needs::Needs, reading::ReadingKind},
};

/// Subjects nobody should find on a device by chance, with everything narrower. What is urgent is never kept either.
const PRIVATE: [&str; 9] =
    ["safety", "addiction", "mental-health", "sexual-health", "hiv", "lgbt", "prison-release", "refugees", "baby-loss"];

/// Whether this question may be remembered on the device that asked it: it brought no urgent help, no private subject was read from
/// it or was taken back, and no service on the page keeps quiet about itself.
pub fn may_be_kept(found: &Found, urgent: bool, needs: &Needs) -> bool {
    let answer = &found.answer;
    let read = answer.readings.iter().chain(&answer.not_read).filter(|reading| reading.kind == ReadingKind::Need);
    let mut codes = answer.understood.iter().map(|(code, _)| code.as_str()).chain(read.map(|reading| reading.value.as_str()));
    !urgent && !codes.any(|code| is_private(code, needs)) && !answer.hits.iter().any(|hit| hit.card.sensitive)
}

fn is_private(code: &str, needs: &Needs) -> bool {
    needs.is_urgent(code) || PRIVATE.iter().any(|private| *private == code || needs.is_narrower(code, private))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        finding::{answer::Answer, reading::Reading},
        server::samples,
    };

    fn needs() -> Needs {
        Needs::shipped().unwrap()
    }

    fn understood(code: &str) -> Found {
        Found { answer: Answer { understood: vec![(code.to_owned(), String::new())], ..Answer::default() }, ..Found::default() }
    }

    #[test]
    fn every_private_subject_is_a_need_that_ships() {
        let needs = needs();
        for code in PRIVATE {
            assert!(needs.get(code).is_some(), "{code}");
        }
    }

    #[test]
    fn a_private_subject_is_not_kept_nor_anything_narrower() {
        let needs = needs();
        for (code, kept) in [
            ("falls", true),
            ("food-bank", true),
            ("domestic-abuse", false),
            ("refuge", false),
            ("needle-exchange", false),
            ("abortion", false),
        ] {
            assert_eq!(may_be_kept(&understood(code), false, &needs), kept, "{code}");
        }
    }

    #[test]
    fn urgent_help_a_taken_back_reading_and_a_quiet_service_forbid_it_too() {
        let needs = needs();
        assert!(!may_be_kept(&understood("falls"), true, &needs));
        let reading = Reading { kind: ReadingKind::Need, value: "refuge".to_owned(), label: String::new(), words: String::new() };
        let taken_back = Found { answer: Answer { not_read: vec![reading], ..Answer::default() }, ..Found::default() };
        assert!(!may_be_kept(&taken_back, false, &needs));
        let mut hit = samples::hit(0);
        hit.card.sensitive = true;
        let quiet = Found { answer: Answer { hits: vec![hit], ..Answer::default() }, ..Found::default() };
        assert!(!may_be_kept(&quiet, false, &needs));
    }
}
