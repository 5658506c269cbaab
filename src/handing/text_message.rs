//! Text messages: how long one really is, and how to make a plan fit.
//!
//! A message of letters from the GSM alphabet (3GPP TS 23.038) holds 160 of them, or 153 in each part of several; a few signs
//! count twice. One letter outside it makes the whole message UCS-2: 70 letters, or 67 in each part.

/// The most parts a plan's message may have: more cost money and arrive out of order.
pub const MOST_PARTS: usize = 3;

/// The GSM alphabet: one place each.
const GSM: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿\
                   abcdefghijklmnopqrstuvwxyzäöñüà";
/// Its second page: two places each.
const GSM_SECOND: &str = "\u{c}^{}\\[~]|€";

/// How letters are sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alphabet {
    /// Seven bits each.
    Gsm,
    /// Sixteen bits each: any script.
    Ucs2,
}

impl Alphabet {
    /// The alphabet a text needs.
    pub fn of(text: &str) -> Self {
        if text.chars().all(|c| GSM.contains(c) || GSM_SECOND.contains(c)) { Self::Gsm } else { Self::Ucs2 }
    }

    /// Places in a message of one part, and in each part of several.
    fn places(self) -> (usize, usize) {
        match self {
            Self::Gsm => (160, 153),
            Self::Ucs2 => (70, 67),
        }
    }

    fn width(self, c: char) -> usize {
        match self {
            Self::Gsm => 1 + usize::from(GSM_SECOND.contains(c)),
            Self::Ucs2 => c.len_utf16(),
        }
    }
}

/// How many text messages a text is charged as. A sign of two places is never cut in two.
pub fn parts(text: &str) -> usize {
    let alphabet = Alphabet::of(text);
    let (single, several) = alphabet.places();
    if text.chars().map(|c| alphabet.width(c)).sum::<usize>() <= single {
        return 1;
    }
    let (mut parts, mut used) = (1, 0);
    for width in text.chars().map(|c| alphabet.width(c)) {
        if used + width > several {
            parts += 1;
            used = 0;
        }
        used += width;
    }
    parts
}

/// The same text with print's dashes, quotes and spaces as a telephone has them, so that they do not make it twice as long.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '‘' | '’' | 'ʼ' | '`' => plain.push('\''),
            '“' | '”' => plain.push('"'),
            '–' | '—' | '‑' | '−' | '•' | '·' => plain.push('-'),
            '…' => plain.push_str("..."),
            '\u{a0}' | '\u{202f}' | '\t' => plain.push(' '),
            '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{feff}' => {}
            other => plain.push(other),
        }
    }
    plain
}

/// One service in a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// The number to ring.
    pub phone: Option<String>,
    /// What else would be good to say, what matters most first.
    pub more: Vec<String>,
}

/// A message that fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The text.
    pub text: String,
    /// How many messages it is charged as.
    pub parts: usize,
    /// Services that did not fit and are only counted in it.
    pub left_out: usize,
}

/// A message of at most [`MOST_PARTS`] parts: what matters least is dropped first, for every service alike, then the last
/// services, counted by `and_more`; the first service's name and number and the `closing` stay.
pub fn compose(entries: &[Entry], closing: Option<&str>, and_more: &dyn Fn(usize) -> String) -> Message {
    let most = entries.iter().map(|entry| entry.more.len()).max().unwrap_or(0);
    let fewer_facts = (0..=most).rev().map(|facts| (entries.len(), facts));
    let fewer_services = (1..entries.len()).rev().map(|services| (services, 0));
    let tries = fewer_facts.chain(fewer_services).map(|(services, facts)| Message {
        text: write(entries, services, facts, closing, and_more),
        parts: 0,
        left_out: entries.len() - services,
    });
    let mut last = None;
    for message in tries {
        let parts = parts(&message.text);
        if parts <= MOST_PARTS {
            return Message { parts, ..message };
        }
        last = Some(message);
    }
    last.map_or_else(|| Message { text: String::new(), parts: 0, left_out: 0 }, cut)
}

fn write(entries: &[Entry], services: usize, facts: usize, closing: Option<&str>, and_more: &dyn Fn(usize) -> String) -> String {
    let line = |entry: &Entry| {
        let words = [Some(entry.name.as_str()), entry.phone.as_deref()].into_iter().flatten();
        let more = entry.more.iter().take(facts).map(String::as_str);
        words.chain(more).collect::<Vec<_>>().join(", ")
    };
    let mut lines: Vec<String> = entries.iter().take(services).map(line).collect();
    if services < entries.len() {
        lines.push(and_more(entries.len() - services));
    }
    lines.extend(closing.map(str::to_owned));
    plain(&lines.join("\n"))
}

/// A message whose very name is too long, cut where it must be.
fn cut(message: Message) -> Message {
    let mut text = message.text;
    while parts(&text) > MOST_PARTS {
        text.pop();
    }
    Message { parts: parts(&text), text, ..message }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_counted_as_the_networks_count_it() {
        for (text, count) in [
            (String::new(), 1),
            ("a".repeat(160), 1),
            ("a".repeat(161), 2),
            ("a".repeat(306), 2),
            ("a".repeat(307), 3),
            ("a".repeat(459), 3),
            ("a".repeat(460), 4),
            ("€".repeat(80), 1),
            ("€".repeat(81), 2),
            // The euro sign does not fit into the last place of the first part.
            (format!("{}€{}", "a".repeat(152), "a".repeat(151)), 2),
            (format!("{}€{}", "a".repeat(152), "a".repeat(152)), 3),
            ("ŵ".repeat(70), 1),
            ("ŵ".repeat(71), 2),
            ("ŵ".repeat(134), 2),
            ("ŵ".repeat(135), 3),
            ("é£Ñ".repeat(50), 1),
            ("😀".repeat(35), 1),
            ("😀".repeat(36), 2),
            // A pair is not cut in two: 33 of them in a part, not 33 and a half.
            ("😀".repeat(67), 3),
        ] {
            assert_eq!(parts(&text), count, "{} × {:?}", text.chars().count(), text.chars().next());
        }
    }

    #[test]
    fn the_alphabet_is_the_narrowest_that_holds_every_letter() {
        for (text, alphabet) in
            [("Café £3 {ok}", Alphabet::Gsm), ("Tŷ", Alphabet::Ucs2), ("dom żółty", Alphabet::Ucs2), ("", Alphabet::Gsm)]
        {
            assert_eq!(Alphabet::of(text), alphabet, "{text}");
        }
        assert_eq!(plain("‘Steady’ – on…\u{a0}now"), "'Steady' - on... now");
        assert_eq!(Alphabet::of(&plain("“Mind” – the gap…")), Alphabet::Gsm);
    }

    fn entry(name: &str, more: &[&str]) -> Entry {
        Entry { name: name.to_owned(), phone: Some("0121 496 0123".to_owned()), more: more.iter().map(|&more| more.to_owned()).collect() }
    }

    fn and_more(count: usize) -> String {
        format!("and {count} more")
    }

    #[test]
    fn a_short_plan_keeps_everything() {
        let message = compose(&[entry("Steady On", &["Tue 24 Nov, 10am", "Free"])], Some("https://f.example/p/x"), &and_more);
        assert_eq!(message.text, "Steady On, 0121 496 0123, Tue 24 Nov, 10am, Free\nhttps://f.example/p/x");
        assert_eq!((message.parts, message.left_out), (1, 0));
    }

    #[test]
    fn what_matters_least_goes_first_and_for_all_alike() {
        let place = "a hall at the very far end of a long road".repeat(2);
        let entries: Vec<Entry> = (0..4).map(|at| entry(&format!("Club {at}"), &["Tuesday at 10am", &place])).collect();
        let message = compose(&entries, None, &and_more);
        assert!(message.parts <= MOST_PARTS && !message.text.contains("hall"), "{}", message.text);
        assert_eq!(message.text.matches("Tuesday at 10am").count(), 4);
    }

    #[test]
    fn services_that_do_not_fit_are_counted_and_the_link_stays() {
        let entries: Vec<Entry> = (0..20).map(|at| entry(&format!("A club with rather a long name, number {at}"), &["Free"])).collect();
        let message = compose(&entries, Some("https://f.example/p/x"), &and_more);
        assert!(message.left_out > 0 && message.parts <= MOST_PARTS);
        assert!(message.text.contains(&format!("and {} more\nhttps://f.example/p/x", message.left_out)), "{}", message.text);
        assert!(!message.text.contains("Free"));
    }

    #[test]
    fn even_an_endless_name_fits_and_no_service_says_nothing() {
        let message = compose(&[entry(&"Ŵ".repeat(500), &[])], None, &and_more);
        assert_eq!(message.parts, MOST_PARTS);
        assert_eq!(compose(&[], None, &and_more).text, "");
    }
}
