//! Tables of figures, aligned for a terminal: one engine with all its measures, or several side by side, measure by measure.

use crate::{
    app::evaluate::Marked,
    finding::{evaluation::Figures, judgements::Kind},
};

/// A measure: its name, and how it is told.
type Measure = (&'static str, fn(&Figures) -> String);

/// The measures, in the order printed.
const MEASURES: [Measure; 5] = [
    ("nDCG@10", |figures| mean(figures.ndcg)),
    ("MRR", |figures| mean(figures.mrr)),
    ("success@3", |figures| mean(figures.success)),
    ("nothing", |figures| share(figures.nothing)),
    ("unjudged", |figures| share(figures.unjudged)),
];

/// The figures by kind of question, and in all: a heading and a line each.
pub(super) fn figures(engines: &[Marked]) -> Vec<String> {
    match engines {
        [only] => {
            let measures: Vec<&str> = MEASURES.iter().map(|(name, _)| *name).collect();
            rows(engines, &only.engine, &measures, |kind| MEASURES.iter().map(|(_, told)| told(&only.figures(kind))).collect())
        }
        several => MEASURES.iter().flat_map(|(name, told)| beside(several, name, *told)).collect(),
    }
}

/// One measure of several engines.
fn beside(engines: &[Marked], name: &str, told: fn(&Figures) -> String) -> Vec<String> {
    let names: Vec<&str> = engines.iter().map(|engine| engine.engine.as_str()).collect();
    let mut lines = rows(engines, name, &names, |kind| engines.iter().map(|engine| told(&engine.figures(kind))).collect());
    lines.push(String::new());
    lines
}

fn rows(engines: &[Marked], title: &str, columns: &[&str], cells: impl Fn(Option<Kind>) -> Vec<String>) -> Vec<String> {
    let columns: Vec<String> = columns.iter().map(|column| (*column).to_owned()).collect();
    let asked = |kind| engines.first().map_or(0, |engine| engine.figures(kind).questions);
    let kinds = Kind::ALL.iter().map(|kind| (kind.label(), Some(*kind))).filter(|(_, kind)| asked(*kind) > 0);
    let lines = kinds.chain([("all", None)]).map(|(label, kind)| line(label, &asked(kind).to_string(), &cells(kind)));
    std::iter::once(line(title, "questions", &columns)).chain(lines).collect()
}

fn line(label: &str, questions: &str, cells: &[String]) -> String {
    cells.iter().fold(format!("{label:<19}{questions:>9}"), |line, cell| format!("{line}{cell:>12}"))
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

    fn engine(name: &str) -> Marked {
        Marked { engine: name.to_owned(), asked: Vec::new() }
    }

    #[test]
    fn one_engine_has_every_measure_in_a_line() {
        let lines = figures(&[engine("Fingerpost")]);
        assert_eq!(lines[0], "Fingerpost         questions     nDCG@10         MRR   success@3     nothing    unjudged");
        assert_eq!(lines[1], "all                        0           -           -           -           -           -");
    }

    #[test]
    fn several_engines_stand_side_by_side() {
        let lines = figures(&[engine("Fingerpost"), engine("PostgreSQL")]);
        assert_eq!(lines[0], "nDCG@10            questions  Fingerpost  PostgreSQL");
        assert_eq!(lines.iter().filter(|line| line.starts_with("success@3")).count(), 1);
    }
}
