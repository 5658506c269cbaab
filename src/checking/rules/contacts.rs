//! Whether somebody can be reached.

use super::{Rule, Seen, cut, place};
use crate::{
    checking::{evidence::Evidence, formats, texts},
    model::contact::{self, Phone},
};

pub(super) static RULES: [Rule; 3] = [
    Rule::warning("PHONE_IMPOSSIBLE", phones, "Correct the number, or leave it out: people in need will dial it.").any_version(),
    Rule::advice("PHONE_WITH_WORDS", wordy, "Keep number for the digits alone, and say what it is for in description.").any_version(),
    Rule::warning("EMAIL_UNUSABLE", emails, "Leave the property out where there is no mailbox: what is written to a made-up one is lost.")
        .any_version(),
];

fn phones(evidence: &Evidence, seen: &mut Seen) {
    for record in &evidence.records {
        for number in texts::numbers(&record.value) {
            let dial = Phone::read_all(number.said);
            if dial.is_empty() || dial.iter().any(|phone| is_repeated(&phone.dial())) {
                seen.with("phone numbers cannot be dialled", place(record, &number.path), cut(number.said));
            }
        }
    }
}

/// `00000000000`: a number nobody has.
fn is_repeated(digits: &str) -> bool {
    let mut rest = digits.trim_start_matches('0').chars();
    digits.len() > 6 && rest.next().is_none_or(|first| rest.all(|digit| digit == first))
}

fn wordy(evidence: &Evidence, seen: &mut Seen) {
    for record in &evidence.records {
        for number in texts::numbers(&record.value) {
            if Phone::read_all(number.said).iter().any(|phone| phone.note.is_some()) {
                seen.with("phone numbers have words in them", place(record, &number.path), cut(number.said));
            }
        }
    }
}

fn emails(evidence: &Evidence, seen: &mut Seen) {
    for record in &evidence.records {
        for text in texts::all(&record.value).into_iter().filter(|text| text.key.contains("email")) {
            let made_up = ["noemail", "unknown@", "unknown-", "none@", "noreply@", "no-reply@", "test@"];
            let lower = text.said.to_ascii_lowercase();
            let unusable = contact::email(text.said).is_none() || made_up.iter().any(|mark| lower.contains(mark));
            // One that is in no form at all is told of by the shapes.
            if unusable && formats::is_email(text.said) {
                seen.with("e-mail addresses lead nowhere", place(record, &text.path), cut(text.said));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_repeated;

    #[test]
    fn numbers_of_one_digit_are_nobodys() {
        for (digits, expected) in
            [("00000000000", true), ("01111111111", true), ("999", false), ("01632960123", false), ("08001111", false)]
        {
            assert_eq!(is_repeated(digits), expected, "{digits}");
        }
    }
}
