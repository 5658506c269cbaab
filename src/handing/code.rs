//! The short code of a plan's link: easy to type from paper, too large to guess.

use std::{fmt, str::FromStr};

/// Letters of a code.
const LENGTH: usize = 12;

/// The letters and digits used: none that is taken for another (Crockford's base 32). Five bits each.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Letters shown together.
const GROUP: usize = 4;

/// The code of a kept plan: 60 random bits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code(String);

/// What was typed is no code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a plan's code")]
pub struct NotACode;

impl Code {
    /// The code of a random number; only its last 60 bits count.
    pub fn of(random: u128) -> Self {
        let letter = |at: usize| char::from(ALPHABET[(random >> (5 * at)) as usize % ALPHABET.len()]);
        Self((0..LENGTH).map(letter).collect())
    }

    /// The letters without groups, as they are kept.
    pub fn letters(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Code {
    /// In groups, as it stands in an address: `k7m2-9qrt-x4bn`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, letter) in self.0.chars().enumerate() {
            if at > 0 && at.is_multiple_of(GROUP) {
                write!(f, "-")?;
            }
            write!(f, "{letter}")?;
        }
        Ok(())
    }
}

impl FromStr for Code {
    type Err = NotACode;

    /// Reads what people make of a code on paper: capitals, no hyphens or spaces, O for nought, I or L for one.
    fn from_str(text: &str) -> Result<Self, NotACode> {
        let letters: String = text.chars().filter(|c| !matches!(c, '-' | ' ')).map(meant).collect();
        let good = letters.chars().count() == LENGTH && letters.bytes().all(|letter| ALPHABET.contains(&letter));
        good.then_some(Self(letters)).ok_or(NotACode)
    }
}

fn meant(letter: char) -> char {
    match letter.to_ascii_lowercase() {
        'o' => '0',
        'i' | 'l' => '1',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_reads_back_however_it_was_copied() {
        let code = Code::of(0x0123_4567_89ab_cdef_0123_4567_89ab_cdef);
        assert_eq!(code.to_string(), "ffkq-t4yc-5t82");
        for typed in ["ffkq-t4yc-5t82", "FFKQT4YC5T82", "ffkq t4yc 5t82"] {
            assert_eq!(typed.parse(), Ok(code.clone()), "{typed}");
        }
        assert_eq!("OIL0-k1aw-j4d2".parse::<Code>().unwrap().to_string(), "0110-k1aw-j4d2");
        for wrong in ["", "fff6-k1aw-j4d", "fff6-k1aw-j4d2-2", "fff6-k1aw-j4du", "ffé6-k1aw-j4d2", "../../../etc"] {
            assert_eq!(wrong.parse::<Code>(), Err(NotACode), "{wrong}");
        }
    }

    #[test]
    fn every_one_of_sixty_bits_changes_the_code() {
        let codes: std::collections::BTreeSet<String> = (0..60).map(|bit| Code::of(1 << bit).to_string()).collect();
        assert_eq!(codes.len(), 60);
        assert_eq!(Code::of(1 << 60), Code::of(0));
    }
}
