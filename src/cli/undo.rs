//! `fingerpost undo`: puts back what an import changed.

use crate::{
    cli::{Printer, open_store},
    config::Home,
};

/// Undo an import: every service it touched becomes what it was
#[derive(Debug, clap::Args)]
pub(super) struct Undo {
    /// The batch's number, as `fingerpost batches` shows it
    #[arg(value_parser = batch_number)]
    batch: i64,
}

impl Undo {
    pub(super) async fn run(self, home: &Home) -> anyhow::Result<()> {
        let store = open_store(home).await?;
        let undone = store.undo(self.batch).await?;
        Printer::new().line(format!(
            "Batch {} undone: {} put back, {} withdrawn, {} left alone because a later import changed them.",
            self.batch, undone.restored, undone.withdrawn, undone.kept
        ));
        store.close().await;
        Ok(())
    }
}

fn batch_number(text: &str) -> Result<i64, String> {
    text.parse().map_err(|_| "a batch has a whole number; `fingerpost batches` shows it".to_owned())
}
