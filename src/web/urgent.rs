//! Urgent help: the fixed panel above results when the words were understood as a crisis, and the lines to ring at any time.
//!
//! Numbers are those their publishers give for the whole UK unless said otherwise: NHS 111, Samaritans, Shout, Childline,
//! Refuge, Rape Crisis England & Wales.

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

const NHS_111: Line = Line { what: "Urgent but not life-threatening", who: "NHS 111", number: "111", href: "tel:111" };
const MENTAL_HEALTH: Line =
    Line { what: "Urgent mental health help", who: "NHS 111, then choose mental health", number: "111", href: "tel:111" };
const SAMARITANS: Line = Line { what: "Someone to talk to, day and night", who: "Samaritans", number: "116 123", href: "tel:116123" };
const SHOUT: Line = Line { what: "To text instead of talking", who: "text SHOUT to Shout", number: "85258", href: "sms:85258" };
const CHILDLINE: Line = Line { what: "Children and young people", who: "Childline", number: "0800 1111", href: "tel:08001111" };
const REFUGE: Line = Line {
    what: "Abuse by a partner or family member",
    who: "National Domestic Abuse Helpline (England)",
    number: "0808 2000 247",
    href: "tel:08082000247",
};
const RAPE_CRISIS: Line =
    Line { what: "Rape and sexual abuse", who: "Rape Crisis (England and Wales)", number: "0808 500 2222", href: "tel:08085002222" };

/// Lines that answer anybody, at any time.
pub const ANY_TIME: &[Line] = &[NHS_111, SAMARITANS, SHOUT, CHILDLINE, REFUGE];

const LIFE: Panel = Panel {
    heading: "If a life is in danger",
    first: "Call 999 now, or go to A&E. If someone has taken an overdose or is badly hurt, do not wait.",
    lines: &[MENTAL_HEALTH, SAMARITANS, SHOUT],
};
const ABUSE: Panel = Panel {
    heading: "If you are in danger now",
    first: "Call 999. If you cannot speak, stay on the line: on a mobile, press 55 when asked.",
    lines: &[REFUGE, RAPE_CRISIS, SAMARITANS],
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
        for line in ANY_TIME.iter().chain(LIFE.lines).chain(ABUSE.lines) {
            let digits: String = line.number.chars().filter(char::is_ascii_digit).collect();
            assert!(line.href.ends_with(&format!(":{digits}")), "{line:?}");
        }
    }
}
