//! `fingerpost batches`: the last imports.

use crate::{
    cli::{Printer, open_store},
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
            out.line(format!("{:>5}  {}  {:<7} {}  {}", batch.id, batch.at, batch.state, batch.source, batch.input));
        }
        store.close().await;
        Ok(())
    }
}
