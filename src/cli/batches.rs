//! `fingerpost batches`: the last imports.

use crate::{
    cli::{Printer, open_store},
    clock::london,
    config::Home,
};

/// List the last imports, newest first
#[derive(Debug, clap::Args)]
pub(super) struct Batches {
    /// How many to show
    #[arg(long, default_value_t = 20)]
    limit: u32,
}

impl Batches {
    pub(super) async fn run(self, home: &Home) -> anyhow::Result<()> {
        let store = open_store(home).await?;
        let mut out = Printer::new();
        let batches = store.batches(i64::from(self.limit)).await?;
        if batches.is_empty() {
            out.line("Nothing has been imported yet.");
        }
        for batch in batches {
            out.line(format!("{:>5}  {}  {:<6}  {}  {}", batch.id, in_london(&batch.at), batch.state, batch.source, batch.input));
        }
        store.close().await;
        Ok(())
    }
}

/// A moment as people in the United Kingdom say it, to the minute.
fn in_london(at: &str) -> String {
    at.parse::<jiff::Timestamp>().map_or_else(|_| at.to_owned(), |at| at.to_zoned(london()).strftime("%Y-%m-%d %H:%M").to_string())
}
