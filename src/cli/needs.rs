//! `fingerpost needs`: the needs vocabulary, for those who keep it.

use crate::{
    app::{self, retag, vocabulary},
    cli::{Printer, open_store},
    config::Home,
    finding::{
        needs::{Fault, Need, Needs, NeedsError, NeedsFile, VocabularyFiles},
        words,
    },
};
use std::{fs, path::PathBuf, time::Instant};

/// Check, look up and apply the needs vocabulary
///
/// An installation's own words lie in `needs/*.toml` of its home, beside those that ship. A running server sees an edit within a
/// second; `apply` tags the services in the store anew.
#[derive(Debug, clap::Args)]
pub(super) struct NeedsCommand {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Say what is wrong with a file or folder of needs [default: this home's own]
    Check {
        /// A file or a folder
        #[arg(value_name = "FILE|FOLDER")]
        path: Option<PathBuf>,
    },
    /// Show what words are understood as, or every need
    List {
        /// Words as somebody would type them
        words: Vec<String>,
    },
    /// Tag the services in the store anew, by their publishers' terms and their text
    Apply,
}

impl NeedsCommand {
    pub(super) async fn run(self, home: &Home) -> anyhow::Result<()> {
        let mut out = Printer::new();
        match self.what {
            What::Check { path } => check(home, path, &mut out)?,
            What::List { words } => list(&app::open_needs(home)?, &words.join(" "), &mut out),
            What::Apply => apply(home, &mut out).await?,
        }
        Ok(())
    }
}

fn check(home: &Home, path: Option<PathBuf>, out: &mut Printer) -> anyhow::Result<()> {
    let path = path.unwrap_or_else(|| home.data().join("needs"));
    match files(&path).and_then(checked) {
        Ok((files, needs)) => {
            out.line(format!("{}: nothing is wrong. {files} files; {needs} needs with those that ship.", path.display()));
            Ok(())
        }
        Err(error) => {
            error.faults.iter().for_each(|fault| out.line(fault.to_string()));
            anyhow::bail!("{} cannot be used: {} to mend", path.display(), error.faults.len())
        }
    }
}

fn checked(own: Vec<NeedsFile>) -> Result<(usize, usize), NeedsError> {
    let count = own.len();
    let needs = Needs::of(&VocabularyFiles { own, ..VocabularyFiles::shipped() })?;
    Ok((count, needs.iter().count()))
}

/// The files to check: one, or those of a folder.
fn files(path: &PathBuf) -> Result<Vec<NeedsFile>, NeedsError> {
    if !path.is_file() {
        return vocabulary::own(path);
    }
    let name = path.display().to_string();
    match fs::read_to_string(path) {
        Ok(text) => Ok(vec![NeedsFile { name, text }]),
        Err(error) => Err(NeedsError { faults: vec![Fault { file: name, line: None, reason: format!("it cannot be read: {error}") }] }),
    }
}

fn list(needs: &Needs, text: &str, out: &mut Printer) {
    if text.is_empty() {
        needs.iter().for_each(|(code, need)| out.line(described(code, need)));
        return;
    }
    let words = words::read(text);
    let understood = needs.dictionary().understand(&words);
    if understood.is_empty() {
        out.line(format!("'{text}' is not understood as any need."));
    }
    for found in understood {
        let said: Vec<&str> = words[found.words].iter().map(|word| word.text.as_str()).collect();
        out.line(format!("'{}' is understood as", said.join(" ")));
        let described = found.codes.iter().filter_map(|code| Some(described(code, needs.get(code)?)));
        described.for_each(|line| out.line(format!("  {line}")));
    }
}

fn described(code: &str, need: &Need) -> String {
    let broader = need.broader.as_ref().map(|broader| format!(", under {broader}")).unwrap_or_default();
    let marks = [("urgent", need.urgent), ("who", need.who), ("vague", need.vague)];
    let marks: Vec<&str> = marks.iter().filter(|(_, set)| *set).map(|(mark, _)| *mark).collect();
    let marks = if marks.is_empty() { String::new() } else { format!(" ({})", marks.join(", ")) };
    format!("{code:<28} {}{broader}{marks}", need.label)
}

async fn apply(home: &Home, out: &mut Printer) -> anyhow::Result<()> {
    let (needs, started) = (app::open_needs(home)?, Instant::now());
    let store = open_store(home).await?;
    let done = retag::retag(&store, &needs, &mut |read| out.progress(format!("{read} services read"))).await?;
    out.line(format!(
        "{} services read, {} tagged differently now, in {:.1} seconds.",
        done.services,
        done.changed,
        started.elapsed().as_secs_f64()
    ));
    out.line(format!(
        "{} have a need. {} tags come from publishers' terms, {} from words of the record.",
        done.tagged, done.by_term, done.by_text
    ));
    if let Some(batch) = done.batch {
        out.line(format!("Batch {batch}: `fingerpost undo {batch}` puts everything back."));
    }
    store.close().await;
    Ok(())
}
