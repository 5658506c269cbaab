//! `fingerpost bench`: how fast this machine searches a directory of a given size.

use crate::{
    api,
    app::{
        App,
        bench::{self, Bench, Kind, Request, Times},
        demo,
    },
    cli::{Printer, importer, open_store},
    clock::Clock,
    config::Home,
    server, web,
};
use anyhow::Context as _;
use std::{
    fmt::Write as _,
    io::{BufRead, BufReader, Read, Write as _},
    net::{SocketAddr, TcpStream},
    path::PathBuf,
    time::{Duration, Instant},
};

/// How long each rate is measured.
const RATE_FOR: Duration = Duration::from_secs(4);

/// Measure search: grow a directory from the services in this home, ask a recorded mix of questions, print times
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
}

impl BenchCommand {
    pub(super) async fn run(self, home: &Home) -> anyhow::Result<()> {
        let mut out = Printer::new();
        let temporary = tempfile::tempdir()?;
        let folder = self.folder.clone().unwrap_or_else(|| temporary.path().to_path_buf());
        let bench = self.open(home, &folder, &mut out).await?;
        let resident = resident_mb();
        out.line(format!(
            "{} services, index {:.0} MB on disk{}",
            bench.services(),
            megabytes(bench.bytes()),
            resident.map(|mb| format!(", {mb} MB resident once open")).unwrap_or_default()
        ));
        out.line(format!("{:<18} {:>9} {:>9} {:>9} {:>9}", "milliseconds", "p50", "p90", "p99", "found"));
        for kind in Kind::ALL.into_iter().filter(|kind| self.only.is_none_or(|only| only == *kind)) {
            out.line(row(&bench.time(kind)?));
        }
        if self.only.is_some_and(|only| only != Kind::Near) {
            return Ok(());
        }
        let bare = bench.bare_rate(RATE_FOR)?;
        let (over_http, bytes) = http_rate(&bench)?;
        out.line(format!("one thread, words, 10 miles: {bare:.0} searches a second"));
        out.line(format!(
            "over HTTP, one server thread: {over_http:.0} a second, {:.0} % of that, {:.1} kB an answer",
            100.0 * over_http / bare,
            bytes / 1e3
        ));
        if let Some(mb) = resident_mb() {
            out.line(format!("{mb} MB resident at the end"));
        }
        Ok(())
    }

    /// Opens the grown directory, growing it first where there is none of this size.
    async fn open(&self, home: &Home, folder: &std::path::Path, out: &mut Printer) -> anyhow::Result<Bench> {
        let scratch = Home::new(Some(folder.to_path_buf()));
        let source = open_store(home).await?;
        let source = if source.count().await? == 0 { demonstration(&scratch, out).await? } else { source };
        let patterns = bench::patterns(&source).await?;
        let index = folder.join(format!("grown-{}", self.services));
        let store = crate::store::Store::open(&Home::new(Some(folder.join("empty"))).database(), Clock::system()).await?;
        let requests = usize::try_from(self.questions)?;
        if let Ok(bench) = Bench::open(store.clone(), &index, home, &patterns, requests) {
            return Ok(bench);
        }
        out.step(format!("Growing {} services from {}", self.services, patterns.len()));
        let grown = bench::grow(&patterns, self.services, &index, store.identity())?;
        #[expect(clippy::cast_precision_loss, reason = "a number of services is small")]
        let rate = grown.services as f64 / grown.took.as_secs_f64();
        out.line(format!("indexed {} services in {:.1} seconds, {rate:.0} a second", grown.services, grown.took.as_secs_f64()));
        Ok(Bench::open(store, &index, home, &patterns, requests)?)
    }
}

/// The demonstration directory, where a home holds nothing to grow from.
async fn demonstration(home: &Home, out: &mut Printer) -> anyhow::Result<crate::store::Store> {
    out.step("This home is empty: growing from the demonstration directory");
    let importer = importer(home).await?;
    if importer.store.count().await? == 0 {
        demo::load(&importer, &mut |_| ()).await?;
    }
    Ok(importer.store)
}

fn kind(word: &str) -> Result<Kind, String> {
    let known = Kind::ALL.map(Kind::word).join(", ");
    Kind::ALL.into_iter().find(|kind| kind.word() == word).ok_or(format!("there are {known}"))
}

fn row(times: &Times) -> String {
    let mut row = format!("{:<18}", times.kind.label());
    for part in [0.5, 0.9, 0.99] {
        let _ = write!(row, " {:>9.3}", times.within(part).as_secs_f64() * 1e3);
    }
    #[expect(clippy::cast_precision_loss, reason = "counts are small")]
    let found = times.found as f64 / times.each.len().max(1) as f64;
    format!("{row} {found:>9.1}")
}

/// Near searches a second over HTTP with one server thread and one client, and the bytes of an answer.
fn http_rate(bench: &Bench) -> anyhow::Result<(f64, f64)> {
    let paths: Vec<String> = bench.requests().iter().filter(|request| request.kind() == Kind::Near).filter_map(path).collect();
    let server = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    let (address, stop) = serve(&server, bench.app().clone())?;
    let (started, mut asked, mut bytes) = (Instant::now(), 0_u32, 0_usize);
    let mut client = Client::connect(address)?;
    while started.elapsed() < RATE_FOR {
        for path in &paths {
            bytes += client.get(path)?;
            asked += 1;
        }
    }
    let took = started.elapsed().as_secs_f64();
    drop(stop);
    server.shutdown_background();
    #[expect(clippy::cast_precision_loss, reason = "counts are small")]
    let each = bytes as f64 / f64::from(asked.max(1));
    Ok((f64::from(asked) / took, each))
}

/// The address of a search in the API.
fn path(request: &Request) -> Option<String> {
    let Request::Search { question, .. } = request else { return None };
    let place = question.place.as_ref().map(|place| place.label.clone()).unwrap_or_default();
    let query = serde_urlencoded::to_string([("q", &question.words), ("place", &place)]).ok()?;
    Some(format!("/api/v1/search?{query}"))
}

fn serve(runtime: &tokio::runtime::Runtime, app: App) -> anyhow::Result<(SocketAddr, tokio::sync::oneshot::Sender<()>)> {
    let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    let (stop, stopped) = tokio::sync::oneshot::channel();
    runtime.spawn(async move {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        server::run::serve(listener, app, web::routes().merge(api::routes()), async { drop(stopped.await) }).await
    });
    Ok((address, stop))
}

/// A client that keeps one connection open.
struct Client {
    reader: BufReader<TcpStream>,
}

impl Client {
    fn connect(address: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        Ok(Self { reader: BufReader::with_capacity(1 << 16, stream) })
    }

    /// Gets a path; the bytes of the body.
    fn get(&mut self, path: &str) -> anyhow::Result<usize> {
        let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n");
        self.reader.get_mut().write_all(request.as_bytes())?;
        let (mut length, mut line) = (None, String::new());
        self.reader.read_line(&mut line)?;
        anyhow::ensure!(line.starts_with("HTTP/1.1 200"), "the server answered {} to {path}", line.trim());
        loop {
            line.clear();
            self.reader.read_line(&mut line)?;
            if line.trim().is_empty() {
                break;
            }
            let header = line.split_once(':').filter(|(name, _)| name.eq_ignore_ascii_case("content-length"));
            length = header.and_then(|(_, value)| value.trim().parse().ok()).or(length);
        }
        let length = length.context("the answer does not say how long it is")?;
        std::io::copy(&mut self.reader.by_ref().take(length), &mut std::io::sink())?;
        Ok(usize::try_from(length)?)
    }
}

#[expect(clippy::cast_precision_loss, reason = "sizes are small")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

/// The memory this program holds now, as Linux tells it.
fn resident_mb() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1024)
}
