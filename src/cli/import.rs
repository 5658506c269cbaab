//! `fingerpost import`: published data of any kind into the store.

use crate::{
    app::{
        import::{ImportRequest, Line, Report, Terms},
        input,
    },
    cli::{Printer, importer},
    config::Home,
};
use anyhow::Context;
use std::path::PathBuf;

/// Import published service data: a file, a folder or the address of a feed
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own on the command line")]
pub(super) struct Import {
    /// A file, a folder, or an https:// address
    #[arg(value_name = "FILE|FOLDER|URL")]
    input: String,
    /// What kind of data it is: a kind's name, or a mapping file ending in .toml [default: recognised from the data]
    #[arg(long = "as", value_name = "KIND")]
    kind: Option<String>,
    /// The key the records are owned by [default: the mapping's name, the file's name or the feed's address]
    #[arg(long, value_name = "KEY")]
    source: Option<String>,
    /// Read and report, but keep nothing
    #[arg(long)]
    dry_run: bool,
    /// Withdraw what is missing even when it is far more than usual
    #[arg(long)]
    accept_shrink: bool,
    /// Write every rejected row and note to this file as CSV
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
    /// Print the report as JSON
    #[arg(long)]
    json: bool,
    /// Allow an address on this machine or a private network
    #[arg(long)]
    allow_private: bool,
}

impl Import {
    pub(super) async fn run(self, home: &Home) -> anyhow::Result<()> {
        let mut out = Printer::new();
        let spool = tempfile::tempdir().context("a temporary folder cannot be made")?;
        let fetched = input::gather(&self.input, spool.path(), self.allow_private, &mut |text| out.progress(text)).await?;
        let source = input::source_for(&fetched, self.kind.as_deref())?;
        let key = input::key_for(&fetched, source.as_ref(), self.source.as_deref())?;
        let importer = importer(home).await?;
        let request = ImportRequest {
            input: fetched,
            label: self.input.clone(),
            source,
            key,
            dry_run: self.dry_run,
            accept_shrink: self.accept_shrink,
            rejects: self.rejects.clone(),
            terms: Terms::default(),
        };
        let report = importer.import(request, &mut |read| out.progress(format!("{read} rows read"))).await?;
        importer.store.close().await;
        if self.json {
            out.line(serde_json::to_string_pretty(&report)?);
        } else {
            print(&mut out, &report);
        }
        Ok(())
    }
}

/// Rejected rows and notes shown in the terminal; the rest is in the report and `--rejects`.
const SHOWN: usize = 10;

fn print(out: &mut Printer, report: &Report) {
    let dry = if report.dry_run { " (dry run: nothing was kept)" } else { "" };
    out.line(format!("{} as {}, source '{}'{dry}", report.input, report.kind, report.source));
    for (label, count) in [
        ("read", report.read),
        ("new", report.new),
        ("changed", report.changed),
        ("unchanged", report.unchanged),
        ("withdrawn", report.withdrawn),
        ("rejected", report.rejected),
    ] {
        out.line(format!("  {label:<10} {count:>9}"));
    }
    for (reason, count) in &report.skipped {
        out.line(format!("  {:<10} {count:>9}  {reason}", "left out"));
    }
    lines(out, "Rejected", report.rejected, &report.rejects);
    lines(out, "Kept, but with a field that could not be used", report.notes, &report.note_lines);
    if !report.complete {
        out.line("This was read in part only: nothing missing from it was withdrawn.");
    }
    for remark in &report.remarks {
        out.line(format!("Note: {remark}."));
    }
    if report.held_back > 0 && report.complete {
        out.line("If what is missing really is gone, import again with --accept-shrink.");
    }
    let memory = report.peak_memory_mb.map(|mb| format!(", at most {mb} MB of memory")).unwrap_or_default();
    let batch = report.batch.map(|batch| format!(" Batch {batch}: `fingerpost undo {batch}` puts everything back.")).unwrap_or_default();
    out.line(format!("{:.1} seconds{memory}.{batch}", report.seconds));
}

fn lines(out: &mut Printer, title: &str, count: u64, lines: &[Line]) {
    if count == 0 {
        return;
    }
    out.line(format!("{title}: {count}"));
    for line in lines.iter().take(SHOWN) {
        let field = line.field.as_ref().map(|field| format!(", {field}")).unwrap_or_default();
        out.line(format!("  {}{field}: {}", line.place, line.reason));
    }
    if count > SHOWN as u64 {
        out.line(format!("  … and {} more (`--rejects FILE` writes them all)", count - SHOWN as u64));
    }
}
