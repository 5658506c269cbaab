//! Where one statement ends and the next begins.

use super::tokens::{Kind, Token};

/// A stretch of tokens, both ends included.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sentence {
    pub(super) first: usize,
    pub(super) last: usize,
    /// An empty line stands before it.
    pub(super) after_gap: bool,
}

/// Splits at line ends, semicolons and full stops, but not at the stop after a short form (`Mon. 9-5`).
pub(super) fn sentences(text: &str, tokens: &[Token]) -> Vec<Sentence> {
    let mut found = Vec::new();
    let (mut first, mut after_gap) = (0, false);
    for at in 0..=tokens.len() {
        let kind = tokens.get(at).map(|token| &token.kind);
        if at < tokens.len() && (!matches!(kind, Some(Kind::Break | Kind::Gap)) || stop_of_short_form(text, tokens, at)) {
            continue;
        }
        if at > first {
            found.push(Sentence { first, last: at - 1, after_gap });
        }
        after_gap = kind == Some(&Kind::Gap) || after_gap && at == first;
        first = at + 1;
    }
    found
}

fn stop_of_short_form(text: &str, tokens: &[Token], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|before| tokens.get(before)) else { return false };
    let stop = &text[tokens[at].start..tokens[at].end] == ".";
    stop && matches!(before.kind, Kind::Day(_)) && before.end - before.start <= 5 && before.end == tokens[at].start
}
