//! The commands: one file each, one line in `Command`.
//!
//! Everything a command prints goes through `Printer`; nothing else writes to standard output.

mod batches;
mod bench;
mod check;
mod duplicates;
mod evaluate;
mod feeds;
mod import;
mod index;
mod keys;
mod languages;
mod needs;
mod pack;
mod places;
mod search;
mod serve;
mod suggestions;
mod theme;
mod undo;

use crate::{app, clock::Clock, config::Home, store::Store};
use clap::{Parser, Subcommand};
use std::{
    io::{IsTerminal, Write},
    path::PathBuf,
};
use tracing_subscriber::EnvFilter;

/// Finds the right local help from a person's own words and postcode, and says why.
#[derive(Debug, Parser)]
#[command(version, about)]
pub struct Cli {
    /// The installation's folder: its store, index and local tables [default: this checkout's data/local and index]
    #[arg(long, global = true, env = "FINGERPOST_HOME", value_name = "DIR")]
    home: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    Serve(serve::Serve),
    Import(import::Import),
    Feeds(feeds::Feeds),
    Batches(batches::Batches),
    Undo(undo::Undo),
    Suggestions(suggestions::Suggestions),
    Duplicates(duplicates::Duplicates),
    Check(check::Check),
    Pack(pack::PackCommand),
    Places(places::PlacesCommand),
    Needs(needs::NeedsCommand),
    Index(index::IndexCommand),
    Search(search::Search),
    Bench(bench::BenchCommand),
    Evaluate(evaluate::Evaluate),
    Keys(keys::Keys),
    Languages(languages::Languages),
    Theme(theme::ThemeCommand),
}

/// Runs the command that was typed; `fingerpost` alone serves.
///
/// # Errors
/// Whatever the command says went wrong.
pub fn run() -> anyhow::Result<()> {
    let cli = Cli::parse();
    log_to_stderr()?;
    let home = Home::new(cli.home);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        match cli.command.unwrap_or_else(|| Command::Serve(serve::Serve::default())) {
            Command::Serve(command) => command.run(&home).await,
            Command::Import(command) => command.run(&home).await,
            Command::Feeds(command) => command.run(&home).await,
            Command::Batches(command) => command.run(&home).await,
            Command::Undo(command) => command.run(&home).await,
            Command::Suggestions(command) => command.run(&home).await,
            Command::Duplicates(command) => command.run(&home).await,
            Command::Check(command) => command.run(&home).await,
            Command::Pack(command) => command.run(&home).await,
            Command::Places(command) => command.run(&home).await,
            Command::Needs(command) => command.run(&home).await,
            Command::Index(command) => command.run(&home).await,
            Command::Search(command) => command.run(&home).await,
            Command::Bench(command) => command.run(&home).await,
            Command::Evaluate(command) => command.run(&home).await,
            Command::Keys(command) => command.run(&home).await,
            Command::Languages(command) => command.run(&home).await,
            Command::Theme(command) => command.run(&home).await,
        }
    })
}

/// What was typed cannot be done as it was typed.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct BadUsage(String);

/// The exit code of a command that failed: 2 for what was typed, 1 for everything else.
pub fn exit_code(error: &anyhow::Error) -> u8 {
    if error.is::<BadUsage>() { 2 } else { 1 }
}

/// An error with its causes, each told once, fit for a terminal.
pub fn told(error: &anyhow::Error) -> String {
    let mut text = String::new();
    for cause in error.chain().map(ToString::to_string).filter(|cause| !cause.is_empty()) {
        if !text.contains(&cause) {
            let joint = if text.is_empty() { "" } else { ": " };
            text.extend([joint, &cause]);
        }
    }
    plain(text.trim_end())
}

/// Text without characters that steer a terminal: names and cells come from anywhere.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// Warnings and errors go to standard error; `FINGERPOST_LOG=info` tells more.
fn log_to_stderr() -> anyhow::Result<()> {
    let wanted = std::env::var("FINGERPOST_LOG").ok().filter(|wanted| !wanted.trim().is_empty());
    let wanted = wanted.as_deref().unwrap_or("warn,sqlx=error,tantivy=error");
    let filter = EnvFilter::try_new(wanted).map_err(|error| anyhow::anyhow!("FINGERPOST_LOG={wanted} cannot be used: {error}"))?;
    let terminal = std::io::stderr().is_terminal();
    tracing_subscriber::fmt().with_env_filter(filter).with_ansi(terminal).with_writer(std::io::stderr).init();
    Ok(())
}

/// The one writer to standard output, and progress on standard error.
#[derive(Debug)]
struct Printer {
    terminal: bool,
    open: bool,
}

impl Printer {
    fn new() -> Self {
        Self { terminal: std::io::stderr().is_terminal(), open: false }
    }

    /// Prints a line. A reader that has gone away (`| head`) is no error.
    fn line(&mut self, text: impl AsRef<str>) {
        self.finish();
        drop(writeln!(std::io::stdout().lock(), "{}", plain(text.as_ref())));
    }

    /// Shows progress in place on a terminal; says nothing elsewhere.
    fn progress(&mut self, text: impl AsRef<str>) {
        if self.terminal {
            self.open = true;
            drop(write!(std::io::stderr().lock(), "\r\x1b[K{}", plain(text.as_ref())));
        }
    }

    /// Tells a step on standard error, terminal or not.
    fn step(&mut self, text: impl AsRef<str>) {
        self.finish();
        drop(writeln!(std::io::stderr().lock(), "{}", plain(text.as_ref())));
    }

    fn finish(&mut self) {
        if std::mem::take(&mut self.open) {
            drop(write!(std::io::stderr().lock(), "\r\x1b[K"));
        }
    }
}

/// Opens the home's store.
async fn open_store(home: &Home) -> anyhow::Result<Store> {
    Ok(Store::open(&home.database(), Clock::system()).await?)
}

/// What an import stands on, in this home.
async fn importer(home: &Home) -> anyhow::Result<app::import::Importer> {
    Ok(app::import::Importer {
        store: open_store(home).await?,
        places: app::open_places(home)?.into(),
        needs: app::open_needs(home)?.into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cause_is_told_once() {
        let error = anyhow::anyhow!("the file is empty").context("clubs.csv: the file is empty. Nothing was changed").context("import");
        assert_eq!(told(&error), "import: clubs.csv: the file is empty. Nothing was changed");
    }

    #[test]
    fn nothing_read_can_steer_the_terminal() {
        assert_eq!(plain("Tea\u{1b}[31m\r club\nnext"), "Tea\u{fffd}[31m\u{fffd} club\nnext");
    }
}
