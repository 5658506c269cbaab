//! `fingerpost index`: build the index again from the store.

use crate::{
    app::follow,
    cli::{Printer, open_store},
    config::Home,
};

/// Build the search index again from the store
///
/// A running server is asked to do it beside the old one, without a pause; otherwise it is done here.
#[derive(Debug, clap::Args)]
pub(super) struct IndexCommand {}

impl IndexCommand {
    pub(super) async fn run(self, home: &Home) -> anyhow::Result<()> {
        let mut out = Printer::new();
        let store = open_store(home).await?;
        if follow::ask_server(home.index())? {
            out.line("The running server is building its index again; searches go on meanwhile.");
            return Ok(());
        }
        let started = std::time::Instant::now();
        let index = follow::build(&store, home.index(), &mut |done| out.progress(format!("{done} services indexed"))).await?;
        out.line(format!("{} services indexed in {:.1} seconds.", index.len(), started.elapsed().as_secs_f64()));
        store.close().await;
        Ok(())
    }
}
