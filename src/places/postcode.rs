//! The postcode as a type: what people type read strictly, with the two slips everybody makes (O for 0, I for 1) forgiven
//! only where one reading remains.
//!
//! Knows the shape of postcodes and the names of the postcode areas (Royal Mail), not which postcodes exist.

use std::fmt;

/// A UK postcode, or the beginning of one: `B13 8AA`, its sector `B13 8`, its district `B13`; or a forces number, `BFPO 57`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Postcode {
    outward: [u8; 4],
    inward: [u8; 4],
}

/// The postcode areas, sorted, with the forces' (`BF`) and the banks' (`BX`).
const AREAS: [&str; 126] = [
    "AB", "AL", "B", "BA", "BB", "BD", "BF", "BH", "BL", "BN", "BR", "BS", "BT", "BX", "CA", "CB", "CF", "CH", "CM", "CO", "CR", "CT",
    "CV", "CW", "DA", "DD", "DE", "DG", "DH", "DL", "DN", "DT", "DY", "E", "EC", "EH", "EN", "EX", "FK", "FY", "G", "GL", "GU", "GY", "HA",
    "HD", "HG", "HP", "HR", "HS", "HU", "HX", "IG", "IM", "IP", "IV", "JE", "KA", "KT", "KW", "KY", "L", "LA", "LD", "LE", "LL", "LN",
    "LS", "LU", "M", "ME", "MK", "ML", "N", "NE", "NG", "NN", "NP", "NR", "NW", "OL", "OX", "PA", "PE", "PH", "PL", "PO", "PR", "RG", "RH",
    "RM", "S", "SA", "SE", "SG", "SK", "SL", "SM", "SN", "SO", "SP", "SR", "SS", "ST", "SW", "SY", "TA", "TD", "TF", "TN", "TQ", "TR",
    "TS", "TW", "UB", "W", "WA", "WC", "WD", "WF", "WN", "WR", "WS", "WV", "YO", "ZE",
];

/// The only areas whose districts end in a letter (`W1A`, `SW1A`).
const LETTERED_AREAS: [&str; 8] = ["E", "EC", "N", "NW", "SE", "SW", "W", "WC"];

/// The longest a postcode can be without its space: `BFPO` and four digits.
const LONGEST: usize = 8;

impl Postcode {
    /// Reads a whole text as a postcode, any case and spacing. `None` when it is anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let typed = Typed::read(text)?;
        read(typed.chars(), typed.gap).or_else(|| forgiven(typed))
    }

    /// The first full postcode inside a longer text, such as an address. Slips are not forgiven here.
    pub fn find_in(text: &str) -> Option<Self> {
        let words: Vec<&str> = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
        (0..words.len()).find_map(|at| {
            let pair = words.get(at + 1).and_then(|next| Typed::read(&format!("{} {next}", words[at])));
            let alone = || Typed::read(words[at]);
            pair.and_then(|typed| full(typed.chars())).or_else(|| alone().and_then(|typed| full(typed.chars())))
        })
    }

    /// Whether it names one postcode, not a district or sector.
    pub fn is_full(&self) -> bool {
        !self.is_forces() && self.inward[2] != 0
    }

    /// Whether it is a British Forces Post Office number: `BFPO 57`.
    pub fn is_forces(&self) -> bool {
        self.outward == *b"BFPO"
    }

    /// The district: `B13`.
    pub fn district(&self) -> &str {
        ascii(&self.outward)
    }

    /// The sector, where at least that much is known: `B13 8`.
    pub fn sector(&self) -> Option<Self> {
        (!self.is_forces() && self.inward[0] != 0).then(|| Self { outward: self.outward, inward: [self.inward[0], 0, 0, 0] })
    }

    /// The letters in front: `B`, `WS`, `BT`.
    pub fn area(&self) -> &str {
        let district = self.district();
        &district[..district.find(|c: char| c.is_ascii_digit()).unwrap_or(district.len())]
    }

    /// A number that sorts full postcodes by district, then sector, then unit. `None` for anything less.
    pub(super) fn key(self) -> Option<u64> {
        let unit = |letter: u8| u64::from(letter - b'A');
        self.is_full().then(|| {
            let sector = self.sector_number();
            (sector * 26 + unit(self.inward[1])) * 26 + unit(self.inward[2])
        })
    }

    /// The part of [`Postcode::key`] that stands for the sector.
    pub(super) fn sector_key(self) -> Option<u64> {
        self.sector().map(Postcode::sector_number)
    }

    fn sector_number(self) -> u64 {
        let outward = self.outward.iter().fold(0, |sum, &c| sum * 37 + symbol(c));
        outward * 10 + u64::from(self.inward[0] - b'0')
    }

    fn new(outward: &[u8], inward: &[u8]) -> Self {
        Self { outward: padded(outward), inward: padded(inward) }
    }
}

/// The sector keys a district's postcodes can have.
pub(super) fn sector_keys_of(district: &str) -> std::ops::RangeInclusive<u64> {
    let outward = padded(district.as_bytes()).iter().fold(0, |sum, &c| sum * 37 + symbol(c));
    outward * 10..=outward * 10 + 9
}

/// The sector a postcode's key lies in.
pub(super) fn sector_of_key(key: u64) -> u64 {
    key / 676
}

impl fmt::Display for Postcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(ascii(&self.outward))?;
        if self.inward[0] == 0 { Ok(()) } else { write!(f, " {}", ascii(&self.inward)) }
    }
}

impl fmt::Debug for Postcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Postcode({self})")
    }
}

/// What was typed: letters and digits in capitals, and where the only gap was.
#[derive(Clone, Copy)]
struct Typed {
    chars: [u8; LONGEST],
    len: usize,
    gap: Option<usize>,
}

impl Typed {
    fn read(text: &str) -> Option<Self> {
        let mut typed = Self { chars: [0; LONGEST], len: 0, gap: None };
        let (mut gaps, mut after_gap) = (0, false);
        for c in text.trim_matches(|c: char| !c.is_ascii_alphanumeric()).chars() {
            if c.is_ascii_alphanumeric() {
                if after_gap {
                    (typed.gap, gaps, after_gap) = (Some(typed.len), gaps + 1, false);
                }
                *typed.chars.get_mut(typed.len)? = u8::try_from(c.to_ascii_uppercase()).ok()?;
                typed.len += 1;
            } else if c.is_whitespace() || matches!(c, '-' | '.' | '_') {
                after_gap = true;
            } else {
                return None;
            }
        }
        if gaps != 1 {
            typed.gap = None;
        }
        (typed.len >= 2).then_some(typed)
    }

    fn chars(&self) -> &[u8] {
        &self.chars[..self.len]
    }
}

fn read(chars: &[u8], gap: Option<usize>) -> Option<Postcode> {
    forces(chars).or_else(|| full(chars)).or_else(|| partial(chars, gap))
}

fn forces(chars: &[u8]) -> Option<Postcode> {
    let number = chars.strip_prefix(b"BFPO")?;
    (!number.is_empty() && number.iter().all(u8::is_ascii_digit)).then(|| Postcode::new(b"BFPO", number))
}

fn full(chars: &[u8]) -> Option<Postcode> {
    let (outward, inward) = chars.split_at_checked(chars.len().checked_sub(3)?)?;
    (is_outward(outward) && is_inward(inward)).then(|| Postcode::new(outward, inward))
}

/// A district, or a sector; a sector may have the first letter of its unit behind it (somebody is still typing).
fn partial(chars: &[u8], gap: Option<usize>) -> Option<Postcode> {
    let spaced = gap.and_then(|gap| {
        let (outward, rest) = chars.split_at_checked(gap)?;
        let starts_a_unit = matches!(rest, [digit] if digit.is_ascii_digit())
            || matches!(rest, [digit, letter] if digit.is_ascii_digit() && is_unit_letter(*letter));
        (starts_a_unit && is_outward(outward)).then(|| Postcode::new(outward, &rest[..1]))
    });
    spaced.or_else(|| is_outward(chars).then(|| Postcode::new(chars, &[]))).or_else(|| {
        let (outward, digit) = chars.split_at_checked(chars.len().checked_sub(1)?)?;
        (digit[0].is_ascii_digit() && is_outward(outward)).then(|| Postcode::new(outward, digit))
    })
}

/// Tries every way of reading O as 0 and I as 1 (and back); counts only if exactly one of them is a postcode.
fn forgiven(typed: Typed) -> Option<Postcode> {
    let doubtful: Vec<usize> = (0..typed.len).filter(|&at| matches!(typed.chars[at], b'O' | b'0' | b'I' | b'1')).collect();
    if doubtful.is_empty() || doubtful.len() > 5 || !typed.chars().iter().any(u8::is_ascii_digit) {
        return None;
    }
    let mut found: Option<Postcode> = None;
    for mask in 1_u32..1 << doubtful.len() {
        let mut other = typed;
        for (bit, &at) in doubtful.iter().enumerate() {
            if mask & (1 << bit) != 0 {
                other.chars[at] = swapped(other.chars[at]);
            }
        }
        match (read(other.chars(), other.gap), found) {
            (Some(postcode), Some(earlier)) if postcode != earlier => return None,
            (Some(postcode), _) => found = Some(postcode),
            (None, _) => {}
        }
    }
    found
}

fn swapped(c: u8) -> u8 {
    match c {
        b'O' => b'0',
        b'0' => b'O',
        b'I' => b'1',
        _ => b'I',
    }
}

fn is_outward(chars: &[u8]) -> bool {
    if matches!(chars, b"GIR" | b"NPT") {
        return true;
    }
    let letters = chars.iter().take_while(|c| c.is_ascii_uppercase()).count();
    let (area, rest) = chars.split_at(letters);
    let area = ascii(area);
    AREAS.binary_search(&area).is_ok()
        && match rest {
            [b'0'] => letters == 2,
            [digit] => digit.is_ascii_digit(),
            [first, second] if second.is_ascii_digit() => matches!(first, b'1'..=b'9'),
            [first, letter] => {
                matches!(first, b'1'..=b'9') && !matches!(letter, b'I' | b'L' | b'O' | b'Q' | b'Z') && LETTERED_AREAS.contains(&area)
            }
            _ => false,
        }
}

fn is_inward(chars: &[u8]) -> bool {
    matches!(chars, [digit, first, second] if digit.is_ascii_digit() && is_unit_letter(*first) && is_unit_letter(*second))
}

/// Units never use C, I, K, M, O or V: they are too easily misread.
fn is_unit_letter(c: u8) -> bool {
    c.is_ascii_uppercase() && !matches!(c, b'C' | b'I' | b'K' | b'M' | b'O' | b'V')
}

fn symbol(c: u8) -> u64 {
    match c {
        b'0'..=b'9' => u64::from(c - b'0') + 1,
        b'A'..=b'Z' => u64::from(c - b'A') + 11,
        _ => 0,
    }
}

fn padded(chars: &[u8]) -> [u8; 4] {
    let mut padded = [0; 4];
    for (to, from) in padded.iter_mut().zip(chars) {
        *to = *from;
    }
    padded
}

fn ascii(chars: &[u8]) -> &str {
    let len = chars.iter().position(|&c| c == 0).unwrap_or(chars.len());
    std::str::from_utf8(&chars[..len]).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Option<String> {
        Postcode::parse(text).map(|postcode| postcode.to_string())
    }

    #[test]
    fn postcodes_are_read_in_any_case_and_spacing() {
        for (typed, meant) in [
            ("B13 8AA", "B13 8AA"),
            ("b138aa", "B13 8AA"),
            (" b13  8AA, ", "B13 8AA"),
            ("B1 38AA", "B13 8AA"),
            ("B13\u{a0}8AA", "B13 8AA"),
            ("sw1a-1aa", "SW1A 1AA"),
            ("m1 1ae", "M1 1AE"),
            ("gir0aa", "GIR 0AA"),
            ("BFPO 57", "BFPO 57"),
            ("bfpo57", "BFPO 57"),
            ("bf1 3aa", "BF1 3AA"),
        ] {
            assert_eq!(shown(typed).as_deref(), Some(meant), "{typed}");
        }
    }

    #[test]
    fn the_beginning_of_a_postcode_is_a_district_or_sector() {
        for (typed, meant) in [
            ("B13", "B13"),
            ("b 13", "B13"),
            ("B13 8", "B13 8"),
            ("B138", "B13 8"),
            ("B13 8A", "B13 8"),
            ("E16", "E16"),
            ("E1 6", "E1 6"),
            ("SW1A", "SW1A"),
            ("SW1A1", "SW1A 1"),
            ("BL0", "BL0"),
        ] {
            assert_eq!(shown(typed).as_deref(), Some(meant), "{typed}");
        }
    }

    #[test]
    fn slips_are_forgiven_only_where_one_reading_remains() {
        for (typed, meant) in [
            ("BI3 8AA", Some("B13 8AA")),
            ("B13 OAA", Some("B13 0AA")),
            ("0L1 1AA", Some("OL1 1AA")),
            ("S010 4AA", Some("SO10 4AA")),
            ("WIO 5AA", Some("W10 5AA")),
            ("DY4 IAA", Some("DY4 1AA")),
            ("B13 8A0", None),
            ("B01 1AA", None),
            ("LI", None),
            ("SO", None),
        ] {
            assert_eq!(shown(typed).as_deref(), meant, "{typed}");
        }
    }

    #[test]
    fn anything_else_is_not_a_postcode() {
        for typed in
            ["", "B", "Walsall", "B13 8AA Birmingham", "QQ1 1AA", "B13 8CV", "B1A 1AA", "B013", "0121", "999", "é13", "BFPO", "B13/8AA"]
        {
            assert_eq!(shown(typed), None, "{typed}");
        }
    }

    #[test]
    fn parts_can_be_asked_for() {
        let postcode = Postcode::parse("ws10 7ab").unwrap();
        assert_eq!((postcode.area(), postcode.district()), ("WS", "WS10"));
        assert_eq!(postcode.sector().unwrap().to_string(), "WS10 7");
        assert!(postcode.is_full() && !postcode.sector().unwrap().is_full());
        assert_eq!(Postcode::parse("B13").unwrap().sector(), None);
    }

    #[test]
    fn keys_sort_by_district_sector_and_unit() {
        let keys: Vec<u64> = ["AB1 0AA", "B1 1AA", "B1 1AB", "B1 2AA", "B10 0AA", "ZE3 9JZ"]
            .iter()
            .map(|text| Postcode::parse(text).unwrap().key().unwrap())
            .collect();
        assert!(keys.is_sorted_by(|a, b| a < b), "{keys:?}");
        let postcode = Postcode::parse("B13 8AA").unwrap();
        assert_eq!(postcode.sector_key(), postcode.key().map(sector_of_key));
        assert!(sector_keys_of("B13").contains(&postcode.sector_key().unwrap()));
        assert!(!sector_keys_of("B1").contains(&postcode.sector_key().unwrap()));
    }

    #[test]
    fn a_postcode_is_found_inside_an_address() {
        let found = |text: &str| Postcode::find_in(text).map(|postcode| postcode.to_string());
        assert_eq!(found("1 High St, Walsall, WS1 1AA, UK").as_deref(), Some("WS1 1AA"));
        assert_eq!(found("Flat 2 b138aa").as_deref(), Some("B13 8AA"));
        assert_eq!(found("M6 motorway, junction 8"), None);
    }

    proptest::proptest! {
        #[test]
        fn no_text_can_break_the_reading(text in ".{0,12}") {
            if let Some(postcode) = Postcode::parse(&text) {
                proptest::prop_assert_eq!(Postcode::parse(&postcode.to_string()), Some(postcode));
            }
        }
    }
}
