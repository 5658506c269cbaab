//! Texts people send, say or write down: e-mail, one line to read out, three lines for the record.
//!
//! Sentences come in ready; here they are only put together, so that they are the same in every language.

use crate::handing::sheet::{Block, Fact, Sheet};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What stands unescaped in a link's text.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The longest `mailto:` and `sms:` link that programs of all kinds open, in bytes.
const LONGEST_LINK: usize = 1_900;

/// An e-mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Email {
    /// The subject: neutral.
    pub subject: String,
    /// The whole text.
    pub body: String,
    /// `mailto:` with the text, or with names, numbers and the link alone where the whole is too long for one.
    pub link: String,
}

/// The sheet as an e-mail.
pub fn email(sheet: &Sheet) -> Email {
    let body = body(sheet, true);
    let link = mailto(&sheet.title, &body);
    let link = if link.len() <= LONGEST_LINK { link } else { shortened(sheet) };
    Email { subject: sheet.title.clone(), body, link }
}

/// A `mailto:` link that opens everywhere: names and numbers alone, and of these as many as there is room for.
fn shortened(sheet: &Sheet) -> String {
    let brief = body(sheet, false);
    let link = mailto(&sheet.title, &brief);
    if link.len() <= LONGEST_LINK {
        return link;
    }
    let mut kept = String::new();
    for line in brief.lines() {
        if mailto(&sheet.title, &format!("{kept}{line}\n")).len() > LONGEST_LINK {
            break;
        }
        kept.push_str(line);
        kept.push('\n');
    }
    mailto(&sheet.title, kept.trim_end())
}

/// A `mailto:` link with a subject and a text, to nobody yet.
pub fn mailto(subject: &str, body: &str) -> String {
    format!("mailto:?subject={}&body={}", escaped(subject), escaped(&body.replace('\n', "\r\n")))
}

/// An `sms:` link that opens the telephone's messages with this text.
pub fn sms(text: &str) -> String {
    format!("sms:?&body={}", escaped(text))
}

fn escaped(text: &str) -> String {
    utf8_percent_encode(text, PLAIN).to_string()
}

/// The sheet in plain lines.
fn body(sheet: &Sheet, whole: bool) -> String {
    let mut paragraphs = vec![format!("{}\n{}", sheet.title, sheet.made)];
    paragraphs.extend(sheet.matters.iter().filter(|_| whole).map(|matters| format!("{}\n{}", matters.label, matters.text)));
    paragraphs.extend(sheet.blocks.iter().enumerate().map(|(at, block)| self::block(at + 1, block, whole)));
    paragraphs.extend(sheet.missing.iter().cloned());
    paragraphs.extend(sheet.link.iter().map(|link| format!("{}\n{}", link.words, link.address)));
    paragraphs.extend(sheet.closing.iter().cloned());
    paragraphs.join("\n\n")
}

fn block(number: usize, block: &Block, whole: bool) -> String {
    let mut lines = vec![format!("{number}. {}", block.name)];
    if whole {
        lines.push(block.by.clone());
    }
    let kept = block.lines.iter().filter(|line| whole || line.fact == Fact::Phone);
    lines.extend(kept.map(|line| format!("{}: {}", line.label, line.text)));
    lines.join("\n")
}

/// Sentences on one line, each with its full stop: to be read out over the telephone.
pub fn one_line(sentences: &[String]) -> String {
    let tidy = sentences.iter().map(|sentence| sentence.split_whitespace().collect::<Vec<_>>().join(" "));
    tidy.filter(|sentence| !sentence.is_empty()).map(ended).collect::<Vec<_>>().join(" ")
}

/// Three lines for the record, each of the sentences given; an empty one is left out.
pub fn record(lines: &[Vec<String>; 3]) -> String {
    lines.iter().map(|line| one_line(line)).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// A sentence with the full stop it lacks, in its script: danda for Hindi and Bengali writing comes with the words.
fn ended(sentence: String) -> String {
    if sentence.ends_with(['.', '!', '?', '…', '。', '۔', '।', '؟']) { sentence } else { format!("{sentence}.") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::handing::sheet::{Layout, sample};

    #[test]
    fn an_email_says_everything_in_plain_lines() {
        let email = email(&sample::sheet(Layout::Standard));
        assert_eq!(email.subject, "My plan");
        for words in [
            "My plan\nMade on 22 November 2026\n\nWhat matters to me\nStaying in my own home.\nSeeing my sister.\n\n",
            "1. Steady On: strength and balance\nRun by Moseley Good Neighbours\nPhone: 0121 496 0123\nNext time: Tuesday 24 November",
            "2. Cylch Cinio Tŷ Ŵyn",
            "until 22 December 2026.\nhttps://fingerpost.example/p/k7m2-9qrt-x4bn\n\nIn danger",
        ] {
            assert!(email.body.contains(words), "{words}: {}", email.body);
        }
        assert!(email.link.starts_with("mailto:?subject=My%20plan&body=My%20plan%0D%0AMade%20on"));
        assert!(email.link.contains("T%C5%B7%20%C5%B4yn"));
    }

    #[test]
    fn a_link_never_grows_too_long_to_open() {
        let mut sheet = sample::sheet(Layout::Standard);
        sheet.blocks = (0..20).map(|at| sample::block(&format!("Service number {at} with a good long name, as they have"))).collect();
        let whole = email(&sheet);
        assert!(whole.body.contains("20. Service number 19") && whole.body.contains("Cost: £2.50"));
        assert!(whole.link.len() <= LONGEST_LINK && whole.link.contains("Service%20number%203") && !whole.link.contains("2.50"));
    }

    #[test]
    fn sentences_become_one_line() {
        let sentences = |list: &[&str]| list.iter().map(|&sentence| sentence.to_owned()).collect::<Vec<_>>();
        for (list, line) in [
            (&["Steady On", "Ring 0121 496 0123.", "", "Free"][..], "Steady On. Ring 0121 496 0123. Free."),
            (&["Who?", "  two\n words "], "Who? two words."),
            (&[], ""),
        ] {
            assert_eq!(one_line(&sentences(list)), line);
        }
        let record = record(&[sentences(&["Signposted to Steady On"]), Vec::new(), sentences(&["22 November 2026", "Checked"])]);
        assert_eq!(record, "Signposted to Steady On.\n22 November 2026. Checked.");
        assert_eq!(sms("Ring 0121 & ask"), "sms:?&body=Ring%200121%20%26%20ask");
    }
}
