//! The table of figures, aligned for a terminal.

use crate::{
    app::evaluate::Marked,
    finding::{evaluation::Figures, judgements::Kind},
};

/// The figures of an engine by kind of question, and in all: a heading and a line each.
pub(super) fn figures(engine: &Marked) -> Vec<String> {
    let heading =
        format!("{:<19}{:>9}{:>9}{:>7}{:>11}{:>9}{:>10}", engine.engine, "questions", "nDCG@10", "MRR", "success@3", "nothing", "unjudged");
    let kinds = Kind::ALL.iter().map(|kind| (kind.label(), engine.figures(Some(*kind)))).filter(|(_, figures)| figures.questions > 0);
    let mut lines: Vec<String> = std::iter::once(heading).chain(kinds.map(|(label, figures)| line(label, &figures))).collect();
    lines.push(line("all", &engine.figures(None)));
    lines
}

fn line(label: &str, figures: &Figures) -> String {
    format!(
        "{label:<19}{:>9}{:>9}{:>7}{:>11}{:>9}{:>10}",
        figures.questions,
        mean(figures.ndcg),
        mean(figures.mrr),
        mean(figures.success),
        share(figures.nothing),
        share(figures.unjudged)
    )
}

fn mean(value: Option<f64>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| format!("{value:.3}"))
}

fn share(value: Option<f64>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| format!("{:.1} %", value * 100.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_their_headings() {
        let heading = figures(&Marked { engine: "Fingerpost".to_owned(), asked: Vec::new() });
        assert_eq!(heading[0].chars().count(), heading[1].chars().count());
        assert!(heading[1].starts_with("all ") && heading[1].contains(" 0 ") && heading[1].contains('-'));
    }
}
