//! Urgent help: the fixed panel above results when the words were understood as a crisis, and the lines to ring at any time.
//!
//! These numbers are fixed so that they are there whatever the directory holds. Each is the same fact as in
//! `data/demo/national.json` (number, publisher's page, day it was verified), and a test keeps the two alike. A line whose
//! `verified` is `None` was not yet held against a dated source: that must be done before any live use.

/// A telephone or text line.
#[derive(Debug, PartialEq, Eq)]
pub struct Line {
    /// Whom it is for, or what it does.
    pub what: &'static str,
    /// Who answers.
    pub who: &'static str,
    /// The number as shown.
    pub number: &'static str,
    /// The link behind the number.
    pub href: &'static str,
    /// The page on which its publisher gives the number.
    pub source: &'static str,
    /// The day the number was verified against a dated source. `None` = not verified yet.
    pub verified: Option<&'static str>,
}

/// A panel: a heading and what to do.
#[derive(Debug, PartialEq, Eq)]
pub struct Panel {
    /// The heading.
    pub heading: &'static str,
    /// What to do first.
    pub first: &'static str,
    /// Whom to ring.
    pub lines: &'static [Line],
}

const NHS_111: Line = Line {
    what: "Urgent but not life-threatening",
    who: "NHS 111 (England, Scotland and Wales)",
    number: "111",
    href: "tel:111",
    source: "https://111.nhs.uk",
    verified: None,
};
const MENTAL_HEALTH: Line = Line {
    what: "Urgent mental health help",
    who: "NHS 111, then choose mental health (England)",
    number: "111",
    href: "tel:111",
    source: "https://www.nhs.uk/nhs-services/mental-health-services/where-to-get-urgent-help-for-mental-health/",
    verified: Some("2026-07-18"),
};
const SAMARITANS: Line = Line {
    what: "Someone to talk to",
    who: "Samaritans",
    number: "116 123",
    href: "tel:116123",
    source: "https://www.samaritans.org/how-we-can-help/contact-samaritan/",
    verified: Some("2026-07-18"),
};
const SHOUT: Line = Line {
    what: "To text instead of talking",
    who: "Text the word SHOUT",
    number: "85258",
    href: "sms:85258",
    source: "https://giveusashout.org/get-help/",
    verified: None,
};
const CHILDLINE: Line = Line {
    what: "Children and young people",
    who: "Childline",
    number: "0800 1111",
    href: "tel:08001111",
    source: "https://www.childline.org.uk/get-support/",
    verified: None,
};
const DOMESTIC_ABUSE: Line = Line {
    what: "Abuse by a partner or family member",
    who: "National Domestic Abuse Helpline (England)",
    number: "0808 2000 247",
    href: "tel:08082000247",
    source: "https://www.nationaldahelpline.org.uk",
    verified: None,
};
const SEXUAL_ABUSE: Line = Line {
    what: "Rape and sexual abuse",
    who: "Rape Crisis (England and Wales)",
    number: "0808 500 2222",
    href: "tel:08085002222",
    source: "https://247sexualabusesupport.org.uk/",
    verified: None,
};

/// Lines that answer anybody, at any time.
pub const ANY_TIME: &[Line] = &[NHS_111, SAMARITANS, SHOUT, CHILDLINE, DOMESTIC_ABUSE];

const LIFE: Panel = Panel {
    heading: "If a life is in danger",
    first: "Call 999 now, or go to A&E. If someone has taken an overdose or is badly hurt, do not wait.",
    lines: &[MENTAL_HEALTH, SAMARITANS, SHOUT],
};
const ABUSE: Panel = Panel {
    heading: "If you are in danger now",
    first: "Call 999. If you cannot speak, stay on the line: on a mobile, press 55 when asked.",
    lines: &[DOMESTIC_ABUSE, SEXUAL_ABUSE, SAMARITANS],
};

/// The panel for what the words were understood as: pairs of need code and label.
pub fn panel(understood: &[(String, String)]) -> Option<&'static Panel> {
    understood.iter().find_map(|(code, _)| match code.as_str() {
        "self-harm" | "crisis-mental-health" | "emergency" => Some(&LIFE),
        "domestic-abuse" | "sexual-violence" | "safety" => Some(&ABUSE),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::needs::Needs;
    use serde_json::Value;

    fn lines() -> impl Iterator<Item = &'static Line> {
        ANY_TIME.iter().chain(LIFE.lines).chain(ABUSE.lines)
    }

    #[test]
    fn words_of_crisis_bring_the_panel_and_others_do_not() {
        let understood = |code: &str| vec![("food".to_owned(), String::new()), (code.to_owned(), String::new())];
        assert_eq!(panel(&understood("self-harm")), Some(&LIFE));
        assert_eq!(panel(&understood("domestic-abuse")), Some(&ABUSE));
        assert_eq!(panel(&understood("falls")), None);
    }

    #[test]
    fn every_code_that_brings_a_panel_is_a_need() {
        let needs = Needs::shipped().unwrap();
        for code in ["self-harm", "crisis-mental-health", "domestic-abuse", "sexual-violence", "safety"] {
            assert!(needs.get(code).is_some(), "{code}");
        }
    }

    #[test]
    fn a_number_and_its_link_agree() {
        for line in lines() {
            let digits: String = line.number.chars().filter(char::is_ascii_digit).collect();
            assert!(line.href.ends_with(&format!(":{digits}")), "{line:?}");
        }
    }

    #[test]
    fn every_line_is_the_same_fact_as_in_the_directory_of_national_helplines() {
        let national: Value = serde_json::from_str(include_str!("../../data/demo/national.json")).unwrap();
        let known = |line: &Line| {
            let same = |service: &&Value| service["fingerpost"]["source_url"] == line.source;
            let service = national["contents"].as_array().unwrap().iter().find(same)?;
            let number = service["phones"].as_array()?.iter().any(|phone| phone["number"] == line.number);
            Some((number, service["assured_date"].as_str()))
        };
        for line in lines() {
            assert_eq!(known(line), Some((true, line.verified)), "{line:?}");
        }
    }
}
