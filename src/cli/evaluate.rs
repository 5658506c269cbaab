//! `fingerpost evaluate`: how good the first answers to judged questions are.

mod table;

use crate::{
    app::{
        App,
        evaluate::{self, Asked, Engine, Marked, Report},
    },
    cli::Printer,
    config::Home,
    finding::judgements::{Kind, Over, unknown},
    model::{location::Site, service::Service},
};
use anyhow::Context;
use std::path::PathBuf;

/// Ask the judged questions and print how good the first answers are
///
/// Over the demonstration directory nothing needs to be there: it is loaded into a folder of its own. The real directory lies in
/// the home; `--shared` imports what it lacks.
#[derive(Debug, clap::Args)]
pub(super) struct Evaluate {
    /// Which directory: demo or real
    #[arg(long, default_value = "demo", value_parser = over)]
    over: Over,
    /// Only one kind of question
    #[arg(long, value_name = "KIND", value_parser = kind)]
    kind: Option<Kind>,
    /// How many of the worst answers to print
    #[arg(long, default_value_t = 10, value_name = "N")]
    worst: usize,
    /// Print everything as JSON
    #[arg(long)]
    json: bool,
    /// Measure another engine beside it: words, needs, or the postgres:// address of a database to write a plain search into
    #[arg(long, value_name = "ENGINE")]
    against: Vec<String>,
    /// The folder the files of the real directory lie in; imports those the home lacks
    #[arg(long, value_name = "DIR")]
    shared: Option<PathBuf>,
    /// Print, instead of figures, the answers nobody has judged yet, ready for judging
    #[arg(long, conflicts_with = "json")]
    unjudged: bool,
}

impl Evaluate {
    pub(super) async fn run(self, home: &Home) -> anyhow::Result<()> {
        let mut out = Printer::new();
        let questions = evaluate::questions(self.over, self.kind)?;
        anyhow::ensure!(!questions.is_empty(), "there are no such questions over {}", self.over.label());
        let folder = tempfile::tempdir().context("a temporary folder cannot be made")?;
        let mut tell = |text: String| out.progress(text);
        let app = match self.over {
            Over::Demo => evaluate::demonstration(folder.path(), &mut tell).await?,
            Over::Real => evaluate::real(home, self.shared.as_deref(), &mut tell).await?,
        };
        let mut engines = vec![Engine::Fingerpost];
        for text in &self.against {
            engines.push(engine(text, &app, &mut tell).await?);
        }
        let report = evaluate::evaluate(&app, self.over, &questions, &engines).await?;
        match (self.json, self.unjudged) {
            (true, _) => out.line(serde_json::to_string_pretty(&report)?),
            (_, true) => print_unjudged(&mut out, &report, &evaluate::unjudged(&app, &report).await?),
            _ => print(&mut out, &report, self.worst),
        }
        Ok(())
    }
}

async fn engine(text: &str, app: &App, tell: &mut (dyn FnMut(String) + Send)) -> anyhow::Result<Engine> {
    match text {
        "words" => Ok(Engine::words()?),
        "needs" => Ok(Engine::NeedsAlone),
        url if url.starts_with("postgres") => Ok(Engine::postgres(url, app, tell).await?),
        other => anyhow::bail!("--against takes words, needs or a postgres:// address; it got '{other}'"),
    }
}

fn over(text: &str) -> Result<Over, String> {
    Over::from_word(text).ok_or_else(|| unknown("directory", text, Over::ALL.iter().map(|over| over.word())))
}

fn kind(text: &str) -> Result<Kind, String> {
    Kind::from_word(text).ok_or_else(|| unknown("kind", text, Kind::ALL.iter().map(|kind| kind.word())))
}

fn print(out: &mut Printer, report: &Report, worst: usize) {
    let asked = report.engines.first().map_or(0, |engine| engine.asked.len());
    out.line(format!("{asked} questions over {} ({} services)", report.over, report.services));
    out.line("");
    for line in table::figures(&report.engines) {
        out.line(line);
    }
    for engine in &report.engines {
        print_remarks(out, engine);
    }
    if let Some(product) = report.engines.first() {
        print_worst(out, product, worst);
    }
}

fn print_remarks(out: &mut Printer, engine: &Marked) {
    if let (misspelt, clean) = engine.spelling()
        && let (Some(misspelt), Some(clean)) = (misspelt.ndcg, clean.ndcg)
    {
        let name = &engine.engine;
        out.line(format!(
            "{name}: misspelt questions {misspelt:.3} nDCG@10, the same without mistakes {clean:.3}: {:+.3}.",
            misspelt - clean
        ));
    }
    let none: Vec<&Asked> = engine.asked.iter().filter(|asked| asked.none).collect();
    if !none.is_empty() {
        let said = none.iter().filter(|asked| asked.said_so).count();
        out.line(format!("{}: of {} questions the directory has no right answer to, {said} are told so.", engine.engine, none.len()));
    }
}

fn print_worst(out: &mut Printer, engine: &Marked, worst: usize) {
    let all = engine.worst();
    if worst == 0 || all.is_empty() {
        return;
    }
    out.line("");
    out.line(format!("The worst, of {} that could be better:", all.len()));
    for asked in all.into_iter().take(worst) {
        let ndcg = asked.marks.earned.map_or(0.0, |earned| earned.ndcg);
        let place = if asked.place.is_empty() { String::new() } else { format!(" · {}", asked.place) };
        out.line(format!("{ndcg:.2}  {}{place}  ({})", asked.words, asked.kind.label()));
        if let Some(expected) = &asked.expected {
            let came = expected.rank.map_or_else(|| "was not found".to_owned(), |rank| format!("came {}", ordinal(rank)));
            out.line(format!("      expected  {}: {came}", expected.name));
        }
        let first = asked.first.as_deref().unwrap_or("nothing");
        if asked.expected.as_ref().is_none_or(|expected| expected.rank != Some(1)) {
            out.line(format!("      first     {first}"));
        }
    }
}

fn ordinal(number: usize) -> String {
    let end = match (number % 10, number % 100) {
        (1, tens) if tens != 11 => "st",
        (2, tens) if tens != 12 => "nd",
        (3, tens) if tens != 13 => "rd",
        _ => "th",
    };
    format!("{number}{end}")
}

/// The pools, by question, each service ready to be copied behind its grade.
fn print_unjudged(out: &mut Printer, report: &Report, pools: &[(usize, Vec<Service>)]) {
    for (at, services) in pools {
        let Some(asked) = report.engines.first().and_then(|engine| engine.asked.get(*at)) else { continue };
        out.line(format!("# {}: {} · {}", asked.file, asked.words, asked.place));
        for service in services {
            out.line(format!("    \"{} {}\",", service.id, service.name));
            let needs: Vec<&str> = service.needs.iter().map(|need| need.code.as_str()).collect();
            let sites: Vec<String> = service.sites.iter().take(2).map(Site::address_line).collect();
            let summary = service.summary.as_deref().or(service.description.as_deref()).unwrap_or_default();
            let told: String = summary.chars().take(160).collect();
            out.line(format!("        # {} | {told} | {} | {}", service.organisation.name, needs.join(", "), sites.join("; ")));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_are_told_as_people_tell_them() {
        assert_eq!([1, 2, 3, 4, 11, 12, 13, 21, 32].map(ordinal), ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "32nd"]);
    }

    #[test]
    fn an_unknown_kind_is_told_with_those_there_are() {
        assert!(kind("plain").unwrap_err().starts_with("there is no kind 'plain'; there are plain-words, "));
        assert_eq!(over("REAL"), Ok(Over::Real));
    }
}
