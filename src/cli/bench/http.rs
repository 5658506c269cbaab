//! The same searches over HTTP: one server thread, one client that keeps its connection open.

use crate::{
    api,
    app::{
        App,
        bench::{Bench, Kind, Rate, Request, Took, Watch},
    },
    clock, server, web,
};
use anyhow::Context as _;
use std::{
    io::{BufRead, BufReader, Read, Write as _},
    net::{SocketAddr, TcpStream},
    sync::Arc,
    time::{Duration, Instant},
};

/// Near searches a second over HTTP, and the bytes of an answer.
///
/// The processor's work is the server's alone: the program's without that of the asking thread.
pub(super) fn rate(bench: &Bench, time: Duration) -> anyhow::Result<(Rate, f64)> {
    let paths: Vec<String> = bench.requests().iter().filter(|request| request.kind() == Kind::Near).filter_map(path).collect();
    let server = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    let (address, stop) = serve(&server, bench.app().clone())?;
    let (mut asked, mut bytes) = (0, 0);
    let mut client = Client::connect(address)?;
    let (started, watch) = (Instant::now(), Watch::start(worked_by_server()));
    for path in paths.iter().cycle() {
        bytes += client.get(path)?;
        asked += 1;
        if started.elapsed() > time {
            break;
        }
    }
    let took: Took = watch.took(worked_by_server());
    drop(stop);
    server.shutdown_background();
    #[expect(clippy::cast_precision_loss, reason = "counts are small")]
    let each = bytes as f64 / asked.max(1) as f64;
    Ok((took.rate(asked), each))
}

fn worked_by_server() -> Option<Duration> {
    Some(clock::worked_by_program()?.saturating_sub(clock::worked_by_thread()?))
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
        server::run::serve(listener, app, web::routes().merge(api::routes()), Arc::default(), async { drop(stopped.await) }).await
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
