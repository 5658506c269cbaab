//! Growing a directory, drawing questions for it, and filling it into PostgreSQL where that is measured beside.

use super::{BenchCommand, empty_store};
use crate::{
    app::{
        self,
        bench::{self, Mix, contest},
        demo,
    },
    cli::{Printer, importer, open_store},
    config::Home,
    model::service::Service,
    store::Store,
};
use anyhow::Context as _;
use std::path::Path;

impl BenchCommand {
    /// Prepares in a program of its own: what it held in memory is gone with it.
    pub(super) fn prepare_apart(&self, home: &Home, folder: &Path) -> anyhow::Result<()> {
        let program = std::env::current_exe().context("the program does not find itself")?;
        let mut command = std::process::Command::new(program);
        command.arg("--home").arg(home.data()).args(["bench", "--prepare", "--in"]).arg(folder);
        command.args(["--services", &self.services.to_string(), "--questions", &self.questions.to_string()]);
        command.args(self.against.iter().flat_map(|url| ["--against", url]));
        let status = command.status().context("growing the directory cannot be begun")?;
        anyhow::ensure!(status.success(), "the directory could not be grown");
        Ok(())
    }

    /// Grows what is missing.
    pub(super) async fn prepare(&self, home: &Home, folder: &Path, out: &mut Printer) -> anyhow::Result<()> {
        let source = open_store(home).await?;
        let source = if source.count().await? == 0 { demonstration(&Home::new(Some(folder.to_path_buf())), out).await? } else { source };
        let patterns = bench::patterns(&source).await?;
        let mix = Mix::draw(&patterns, &app::open_places(home)?, self.questions as usize)?;
        let is_same = Mix::read(&self.drawn(folder), 0).is_ok_and(|kept| kept.grown_from() == mix.grown_from());
        if !is_same || self.open_grown(home, folder, &mix).await.is_err() {
            self.grow(&patterns, folder, out).await?;
        }
        mix.keep(&self.drawn(folder))?;
        match &self.against {
            Some(url) => self.fill(home, url, &patterns, &mix, out).await,
            None => Ok(()),
        }
    }

    async fn grow(&self, patterns: &[Service], folder: &Path, out: &mut Printer) -> anyhow::Result<()> {
        let store = empty_store(folder).await?;
        out.step(format!("Growing {} services from {}", self.services, patterns.len()));
        let grown = bench::grow(patterns, self.services, &self.grown(folder), store.identity())?;
        #[expect(clippy::cast_precision_loss, reason = "a number of services is small")]
        let rate = grown.services as f64 / grown.took.as_secs_f64();
        out.line(format!("indexed {} services in {:.1} seconds, {rate:.0} a second", grown.services, grown.took.as_secs_f64()));
        Ok(())
    }

    async fn fill(&self, home: &Home, url: &str, patterns: &[Service], mix: &Mix, out: &mut Printer) -> anyhow::Result<()> {
        if contest::is_filled(url, self.services, mix.grown_from()).await? {
            return Ok(());
        }
        out.step(format!("Filling {} services into PostgreSQL; they stay there for the next time", self.services));
        let (needs, mut tell) = (app::open_needs(home)?, |text: String| out.progress(text));
        Ok(contest::fill(url, (patterns, self.services), mix.grown_from(), &needs, &mut tell).await?)
    }
}

/// The demonstration directory, where a home holds nothing to grow from.
async fn demonstration(home: &Home, out: &mut Printer) -> anyhow::Result<Store> {
    out.step("This home is empty: growing from the demonstration directory");
    let importer = importer(home).await?;
    if importer.store.count().await? == 0 {
        demo::load(&importer, &mut |_| ()).await?;
    }
    Ok(importer.store)
}
