//! `fingerpost pack`: make the copy of a patch that is carried where there is no signal.

use crate::{
    app::{
        App,
        agreement::{self, Compared},
        evaluate,
        packs::{Packed, PatchAsked},
    },
    cli::Printer,
    config::Home,
    finding::judgements::{Over, Question},
    offline::PartKind,
};
use anyhow::Context;
use std::path::PathBuf;

/// Make the offline copy of a patch, and say how large it is
///
/// People do this in the browser, on the page “Use without a signal”. Here it shows what a patch costs, and with `--agree` how far
/// the copy answers the judged questions as the server does.
#[derive(Debug, clap::Args)]
pub(super) struct PackCommand {
    /// A council or a ward to carry, by name or code; may be given several times
    #[arg(long, value_name = "AREA")]
    council: Vec<String>,
    /// The middle of a circle to carry: a postcode or a town
    #[arg(long, default_value = "", value_name = "PLACE")]
    place: String,
    /// How far around it, in miles
    #[arg(long, value_name = "MILES")]
    miles: Option<f64>,
    /// Where to write the copy
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Ask the judged questions (demo or real) of the server and of the copy, and print where they differ
    #[arg(long, value_name = "DIRECTORY", value_parser = over)]
    agree: Option<Over>,
}

fn over(text: &str) -> Result<Over, String> {
    Over::from_word(text).ok_or_else(|| format!("it takes demo or real; it got '{text}'"))
}

impl PackCommand {
    pub(super) async fn run(self, home: &Home) -> anyhow::Result<()> {
        let mut out = Printer::new();
        let app = App::open(home, &mut |text| out.progress(text)).await?;
        let begun = std::time::Instant::now();
        let asked = PatchAsked { councils: self.council, place: self.place, miles: self.miles };
        let packed = app.pack(&asked).await?;
        print(&mut out, &packed, begun.elapsed().as_secs_f64());
        if let Some(file) = &self.out {
            std::fs::copy(&packed.file, file).with_context(|| format!("{} cannot be written", file.display()))?;
            out.line(format!("Written to {}", file.display()));
        }
        if let Some(over) = self.agree {
            let questions = evaluate::questions(over, None)?;
            agree(&mut out, &app, &packed, &questions).await?;
        }
        Ok(())
    }
}

fn print(out: &mut Printer, packed: &Packed, seconds: f64) {
    let head = &packed.head;
    out.line(format!("{}: {} services, {} bytes, {seconds:.1} seconds", head.label, head.services, head.bytes()));
    for (kind, name) in [(PartKind::Index, "search"), (PartKind::Data, "words and places"), (PartKind::Documents, "service pages")] {
        let parts: Vec<usize> = head.of(kind).map(|at| head.parts[at].bytes).collect();
        out.line(format!("  {name:<18}{:>10} bytes in {} parts", parts.iter().sum::<usize>(), parts.len()));
    }
    out.line(format!("  made {}, not to be relied on after {}", head.made.strftime("%-d %B %Y"), head.expires.strftime("%-d %B %Y")));
}

async fn agree(out: &mut Printer, app: &App, packed: &Packed, questions: &[Question]) -> anyhow::Result<()> {
    let begun = std::time::Instant::now();
    let carried = packed.open_whole(app.clock().clone())?;
    out.line(format!("Opened in {:.0} ms", begun.elapsed().as_secs_f64() * 1000.0));
    let within = app.within(&packed.head, questions)?;
    let compared = agreement::compare(app, &carried, &within).await?;
    let same = compared.iter().filter(|one| one.same).count();
    let overlap = agreement::overlap(&compared);
    out.line(format!(
        "{} questions from within: {same} answered alike in the same order; overlap of the first ten {overlap:.3}",
        compared.len()
    ));
    for Compared { words, place, shared, given, missed, .. } in compared.iter().filter(|one| !one.missed.is_empty()) {
        out.line(format!("  {shared} of {given}  {words} [{place}]: without {}", missed.join("; ")));
    }
    Ok(())
}
