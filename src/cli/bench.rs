//! `fingerpost bench`: how fast this machine searches a directory of a given size, and how fast PostgreSQL would.
//!
//! Growing a directory holds many services in memory. It is done by a program of its own, so that the memory told is the search's.

mod http;
mod prepare;
mod table;

use crate::{
    app::bench::{
        Bench, BenchError, Kind, Measured, Mix, Rate,
        contest::{self, Contest},
    },
    cli::Printer,
    clock::{self, Clock},
    config::Home,
    store::Store,
};
use std::{
    path::{Path, PathBuf},
    time::Duration,
};
use table::{heading, megabytes, rate, resident_mb, row};

/// How long each rate is measured.
const RATE_FOR: Duration = Duration::from_secs(4);

/// Measure search: grow a directory from the services in this home, ask a recorded mix of questions, print times
///
/// Times are told as the processor's work for the asking thread, and by the clock. On a busy machine only the first tell; where the
/// platform does not tell them there is only the clock.
#[derive(Debug, clap::Args)]
pub(super) struct BenchCommand {
    /// How many services to grow
    #[arg(long, default_value_t = 10_000, value_parser = clap::value_parser!(u64).range(1..=10_000_000))]
    services: u64,
    /// How many questions of each kind
    #[arg(long, default_value_t = 500, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    questions: u32,
    /// Ask only questions of this kind
    #[arg(long, value_name = "KIND", value_parser = kind)]
    only: Option<Kind>,
    /// A folder to keep the grown directory in; one that holds it already is measured without growing it again
    #[arg(long = "in", value_name = "DIR")]
    folder: Option<PathBuf>,
    /// Fill the same services into the PostgreSQL database at this address and put the same questions to it; what was filled in stays
    /// there, in a schema `fingerpost_bench_` and the number of services, for the next time
    #[arg(long, value_name = "URL", value_parser = postgres)]
    against: Option<String>,
    /// Only grow and fill, and measure nothing
    #[arg(long)]
    prepare: bool,
}

impl BenchCommand {
    pub(super) async fn run(self, home: &Home) -> anyhow::Result<()> {
        let mut out = Printer::new();
        let temporary = tempfile::tempdir()?;
        let folder = self.folder.clone().unwrap_or_else(|| temporary.path().to_path_buf());
        if self.prepare {
            return self.prepare(home, &folder, &mut out).await;
        }
        let bench = self.prepared(home, &folder).await?;
        let (mut measured, bare) = self.measure(&bench, &mut out)?;
        if let Some(url) = &self.against {
            measured.against_postgres = self.contest(url, &bench, bare, &mut out)?;
        }
        let verdicts = measured.verdicts().map(|verdict| verdict.to_string());
        out.line(format!("asked of it, by {}: {}", telling(), verdicts.join(" · ")));
        Ok(())
    }

    /// The product's own figures, and how many near searches it answers.
    fn measure(&self, bench: &Bench, out: &mut Printer) -> anyhow::Result<(Measured, Option<Rate>)> {
        let (mut measured, tells_work) = (Measured::default(), clock::worked_by_thread().is_some());
        let resident = resident_mb().map(|mb| format!(", {mb:.0} MB resident once open")).unwrap_or_default();
        out.line(format!("{} services, index {:.0} MB on disk{resident}", bench.services(), megabytes(bench.bytes())));
        out.line(heading(tells_work));
        for kind in self.kinds() {
            let times = bench.time(kind)?;
            out.line(row(kind.label(), &times, tells_work));
            measured.times.push(times);
        }
        let bare = self.kinds().any(|kind| kind == Kind::Near).then(|| bench.bare_rate(RATE_FOR)).transpose()?;
        if let Some(bare) = bare {
            let (over_http, bytes) = http::rate(bench, RATE_FOR)?;
            let percent = 100.0 * over_http.times(bare);
            out.line(format!("one thread, words, 10 miles: {}", rate(bare)));
            out.line(format!("over HTTP, one server thread: {}, {percent:.0} % of that, {:.1} kB an answer", rate(over_http), bytes / 1e3));
            measured.http_percent = Some(percent);
        }
        measured.resident_mb = resident_mb();
        if let Some(mb) = measured.resident_mb {
            out.line(format!("{mb:.0} MB resident at the end, without the services it was grown from"));
        }
        Ok((measured, bare))
    }

    /// PostgreSQL's figures; how many times as many near searches the product answers.
    ///
    /// On a thread of its own that does nothing else, so that no answer waits for another thread to pass it on.
    fn contest(&self, url: &str, bench: &Bench, bare: Option<Rate>, out: &mut Printer) -> anyhow::Result<Option<f64>> {
        std::thread::scope(|scope| {
            let asking = scope.spawn(|| {
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
                runtime.block_on(self.ask_postgres(url, bench, bare, out))
            });
            asking.join().map_err(|_| anyhow::anyhow!("asking PostgreSQL broke off"))?
        })
    }

    async fn ask_postgres(&self, url: &str, bench: &Bench, bare: Option<Rate>, out: &mut Printer) -> anyhow::Result<Option<f64>> {
        let mut contest = Contest::open(url, self.services, bench.requests()).await?;
        let tells_work = clock::worked_by_thread().is_some();
        out.line(format!("{}; one connection, prepared statements", contest.described()));
        out.line("its cpu times are its server process's alone; of the filters it counts those that need no clock");
        out.line(heading(tells_work));
        for kind in self.kinds() {
            let times = contest.time(kind).await?;
            let asked = if times.asked < self.questions as usize { format!(", {} asked", times.asked) } else { String::new() };
            out.line(format!("{}{asked}", row(kind.label(), &times, tells_work)));
        }
        let Some(bare) = bare else { return Ok(None) };
        let theirs = contest.rate(RATE_FOR).await?;
        let times = bare.times(theirs);
        out.line(format!("one connection, words, 10 miles: {}", rate(theirs)));
        out.line(format!("{} here: {times:.1} × PostgreSQL", rate(bare)));
        Ok(Some(times))
    }

    fn kinds(&self) -> impl Iterator<Item = Kind> {
        let only = self.only;
        Kind::ALL.into_iter().filter(move |kind| only.is_none_or(|only| only == *kind))
    }

    /// Whether there is nothing to grow or to fill.
    async fn is_ready(&self, folder: &Path) -> anyhow::Result<bool> {
        let Ok(mix) = Mix::read(&self.drawn(folder), self.questions as usize) else { return Ok(false) };
        let is_filled = match &self.against {
            Some(url) => contest::is_filled(url, self.services, mix.grown_from()).await?,
            None => true,
        };
        Ok(is_filled && self.grown(folder).is_dir())
    }

    /// The grown directory, grown first where there is none of this size or it is of another layout.
    async fn prepared(&self, home: &Home, folder: &Path) -> anyhow::Result<Bench> {
        if self.is_ready(folder).await?
            && let Ok(bench) = self.open(home, folder).await
        {
            return Ok(bench);
        }
        self.prepare_apart(home, folder)?;
        self.open(home, folder).await
    }

    async fn open(&self, home: &Home, folder: &Path) -> anyhow::Result<Bench> {
        let mix = Mix::read(&self.drawn(folder), self.questions as usize)?;
        Ok(self.open_grown(home, folder, &mix).await?)
    }

    async fn open_grown(&self, home: &Home, folder: &Path, mix: &Mix) -> Result<Bench, BenchError> {
        Bench::open(empty_store(folder).await?, &self.grown(folder), home, mix)
    }

    /// The folder of the grown directory's index.
    fn grown(&self, folder: &Path) -> PathBuf {
        folder.join(format!("grown-{}", self.services))
    }

    /// The file of the questions drawn for it.
    fn drawn(&self, folder: &Path) -> PathBuf {
        folder.join(format!("grown-{}.questions.json", self.services))
    }
}

/// The store the grown index belongs to: it stays empty.
async fn empty_store(folder: &Path) -> Result<Store, crate::store::StoreError> {
    Store::open(&Home::new(Some(folder.join("empty"))).database(), Clock::system()).await
}

/// The clock that figures are judged by.
fn telling() -> &'static str {
    if clock::worked_by_thread().is_some() { "processor time" } else { "the clock" }
}

fn kind(word: &str) -> Result<Kind, String> {
    let known = Kind::ALL.map(Kind::word).join(", ");
    Kind::ALL.into_iter().find(|kind| kind.word() == word).ok_or(format!("there are {known}"))
}

fn postgres(url: &str) -> Result<String, String> {
    let is_postgres = url.starts_with("postgres://") || url.starts_with("postgresql://");
    is_postgres.then(|| url.to_owned()).ok_or("it takes the postgres:// address of a database".to_owned())
}
