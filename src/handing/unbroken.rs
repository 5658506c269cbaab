//! Where a line may break, on a page and on paper. A postcode and a telephone number stay whole; a long web or e-mail address breaks at its own
//! joints, before it breaks anywhere else.

/// From this length on an address is given places to break, in characters: shorter ones fit on the narrowest telephone.
const LONG: usize = 20;

/// A piece of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'t> {
    /// It breaks as any text does.
    Text(&'t str),
    /// It never breaks.
    Whole(&'t str),
    /// An address, which may break before each of its [`is_joint`].
    Address(&'t str),
}

/// A text in pieces, which together are the text.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, piece, after)) = next(rest) {
        pieces.extend((!before.is_empty()).then_some(Piece::Text(before)));
        pieces.push(piece);
        rest = after;
    }
    pieces.extend((!rest.is_empty()).then_some(Piece::Text(rest)));
    pieces
}

/// Whether an address may break before this character.
pub fn is_joint(c: char) -> bool {
    matches!(c, '.' | '@' | '/' | '_' | '?' | '&' | '=')
}

/// The first piece that is not plain text, with what stands before and after it.
fn next(text: &str) -> Option<(&str, Piece<'_>, &str)> {
    let mut from = 0;
    while from < text.len() {
        let word = &text[from..];
        let length = word.find(char::is_whitespace).unwrap_or(word.len());
        let found = postcode(word).or_else(|| telephone(word)).map(|end| (end, true));
        if let Some((end, whole)) = found.or_else(|| is_address(&word[..length]).then_some((length, false))) {
            let piece = &word[..end];
            let piece = if whole { Piece::Whole(piece) } else { Piece::Address(piece) };
            return Some((&text[..from], piece, &word[end..]));
        }
        from += length;
        from += text[from..].chars().next().map_or(0, char::len_utf8);
    }
    None
}

/// How long the postcode is that a text begins with: "WS1 3NX".
fn postcode(text: &str) -> Option<usize> {
    let (outward, rest) = text.split_once(' ')?;
    let inward = rest.get(..3)?.as_bytes();
    let is_inward = inward[0].is_ascii_digit() && inward[1..].iter().all(u8::is_ascii_uppercase);
    let ends = rest[3..].chars().next().is_none_or(|c| !c.is_alphanumeric());
    (is_outward(outward) && is_inward && ends).then_some(outward.len() + 4)
}

/// "M1", "WS10", "EC1A", with a bracket before it or not.
fn is_outward(text: &str) -> bool {
    let bare = text.trim_start_matches('(');
    let letters = bare.chars().take_while(char::is_ascii_uppercase).count();
    let rest = &bare.as_bytes()[letters..];
    let digit = rest.first().is_some_and(u8::is_ascii_digit);
    (1..=2).contains(&letters) && digit && rest.len() <= 2 && rest.iter().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase())
}

/// How long the telephone number is that a text begins with: groups of figures from a 0, a + or 116 on, eight to fourteen figures.
fn telephone(text: &str) -> Option<usize> {
    if !text.trim_start_matches('(').starts_with(['0', '+']) && !text.starts_with("116 ") {
        return None;
    }
    let length = text.find(|c: char| !c.is_ascii_digit() && !" ()+-".contains(c)).unwrap_or(text.len());
    let number = text[..length].trim_end_matches(|c: char| !c.is_ascii_digit());
    let figures = number.bytes().filter(u8::is_ascii_digit).count();
    let is_one = (8..=14).contains(&figures) || (number.starts_with("116 ") && figures == 6);
    (is_one && number.contains(' ')).then_some(number.len())
}

fn is_address(word: &str) -> bool {
    let web = word.contains("://") || word.starts_with("www.") || (word.contains('.') && word.contains('/'));
    word.chars().count() > LONG && (web || word.contains('@'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postcodes_and_numbers_stay_whole_and_long_addresses_have_joints() {
        use Piece::{Address, Text, Whole};
        for (text, expected) in [
            ("", vec![]),
            ("Tea at noon", vec![Text("Tea at noon")]),
            ("Hall, WS1 3NX, and 2 others", vec![Text("Hall, "), Whole("WS1 3NX"), Text(", and 2 others")]),
            ("Hall (EC1A 1BB)", vec![Text("Hall "), Whole("(EC1A 1BB"), Text(")")]),
            ("Text 07700 900301.", vec![Text("Text "), Whole("07700 900301"), Text(".")]),
            ("Ring 0121 496 0123 or 116 123", vec![Text("Ring "), Whole("0121 496 0123"), Text(" or "), Whole("116 123")]),
            ("+44 20 7946 0000 (day)", vec![Whole("+44 20 7946 0000"), Text(" (day)")]),
            ("a@b.org", vec![Text("a@b.org")]),
            (
                "to office@fullbasketwalsall.example.org now",
                vec![Text("to "), Address("office@fullbasketwalsall.example.org"), Text(" now")],
            ),
            ("www.example.org/how-we-help/contact", vec![Address("www.example.org/how-we-help/contact")]),
        ] {
            assert_eq!(pieces(text), expected, "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_a_postcode_or_a_number_may_break() {
        for text in ["in 2026 20 people came", "B12 3 bedrooms", "A4 4UP2 paper", "é1 1AA", "0 to 5", "Room 0 12", "WS1", "M1 1a€"] {
            assert_eq!(pieces(text), [Piece::Text(text)], "{text}");
        }
    }
}
