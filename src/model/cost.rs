//! What a service costs the person.

/// One price, or one sentence about money.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cost {
    /// Whom the price is for: "Everyone", "Under 5s".
    pub option: Option<String>,
    /// Pounds. `Some(0.0)` is free.
    pub amount: Option<f64>,
    /// "per session", "a week", or the whole sentence where there is no number.
    pub note: Option<String>,
}

/// What can honestly be said in one word about a service's price.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Price {
    /// Nothing to pay.
    Free,
    /// Something to pay, at least for some.
    Paid,
    /// Nobody has said.
    Unknown,
}

/// Sums up a list of prices: free only when every one of them is.
pub fn price(costs: &[Cost]) -> Price {
    if costs.iter().any(|cost| cost.amount.is_some_and(|amount| amount > 0.0)) {
        Price::Paid
    } else if costs.iter().any(|cost| cost.amount == Some(0.0) || cost.note.as_deref().is_some_and(says_free)) {
        Price::Free
    } else if costs.iter().any(|cost| cost.note.is_some()) {
        Price::Paid
    } else {
        Price::Unknown
    }
}

fn says_free(note: &str) -> bool {
    let note = note.trim().to_lowercase();
    note.starts_with("free") || note.starts_with("no charge") || note.starts_with("no cost")
}

/// Reads an amount as publishers write it: `44.00`, `£3`, `free`, `£1,250 a week` (the number; the words are kept apart).
pub fn read_amount(text: &str) -> Option<f64> {
    let text = text.trim();
    if says_free(text) {
        return Some(0.0);
    }
    let start = text.find(|c: char| c.is_ascii_digit())?;
    if !text[..start].chars().all(|c| c == '£' || c.is_whitespace()) {
        return None;
    }
    let number: String = text[start..].chars().take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).filter(|c| *c != ',').collect();
    number.trim_end_matches('.').parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_sum_up_honestly() {
        let cost = |amount, note: Option<&str>| Cost { option: None, amount, note: note.map(str::to_owned) };
        assert_eq!(price(&[]), Price::Unknown);
        assert_eq!(price(&[cost(Some(0.0), None)]), Price::Free);
        assert_eq!(price(&[cost(Some(0.0), None), cost(Some(2.5), None)]), Price::Paid);
        assert_eq!(price(&[cost(None, Some("Free of charge"))]), Price::Free);
        assert_eq!(price(&[cost(None, Some("Means-tested by the council"))]), Price::Paid);
    }

    #[test]
    fn amounts_read_as_publishers_write_them() {
        for (text, expected) in [
            ("44.00", Some(44.0)),
            ("£3", Some(3.0)),
            ("free", Some(0.0)),
            ("£1,250 a week", Some(1250.0)),
            ("varies", None),
            ("from 5", None),
        ] {
            assert_eq!(read_amount(text), expected, "{text}");
        }
    }
}
