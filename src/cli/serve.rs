//! `fingerpost serve`: the web app and the API.

use crate::{
    api,
    app::{App, demo},
    cli::{Printer, importer},
    config::{DEFAULT_LISTEN, Home},
    server, web,
};
use std::net::SocketAddr;
use tokio::{
    net::TcpListener,
    signal::unix::{Signal, SignalKind, signal},
};

/// Serve the web app and the API
#[derive(Debug, clap::Args)]
pub(super) struct Serve {
    /// Address and port to listen on
    #[arg(long, default_value_t = DEFAULT_LISTEN, env = "FINGERPOST_LISTEN", value_name = "ADDR:PORT")]
    listen: SocketAddr,
    /// Start an empty store empty instead of loading the demonstration directory
    #[arg(long)]
    no_demo: bool,
}

impl Default for Serve {
    fn default() -> Self {
        Self { listen: DEFAULT_LISTEN, no_demo: false }
    }
}

impl Serve {
    pub(super) async fn run(self, home: &Home) -> anyhow::Result<()> {
        let mut out = Printer::new();
        // First of all: a port that is taken should not cost the loading of a directory.
        let listener = listen(self.listen).await?;
        if !self.no_demo {
            demo(home, &mut out).await?;
        }
        out.step("Opening the index");
        let app = App::open(home, &mut |text| out.progress(text)).await?;
        let following = app.follow().await?;
        let mut stop = StopSignals::new()?;
        let (tell, told) = tokio::sync::oneshot::channel::<()>();
        app.sources().await?; // counting them takes a moment in a large store: the first visitor should not wait for it
        out.line(format!("Fingerpost is ready at http://{}", listener.local_addr()?));
        let serving = server::run::serve(listener, app, web::routes().merge(api::routes()), async { drop(told.await) });
        let finishing = async {
            serving.await?;
            following.stop().await;
            anyhow::Ok(())
        };
        let told_twice = async {
            stop.next().await;
            drop(tell);
            stop.next().await;
        };
        // Requests under way are finished, unless somebody asks a second time.
        tokio::select! {
            finished = finishing => finished,
            () = told_twice => Ok(()),
        }
    }
}

async fn listen(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).await.map_err(|error| match error.kind() {
        std::io::ErrorKind::AddrInUse => anyhow::anyhow!("{address} is in use by another program; choose another with --listen ADDR:PORT"),
        _ => anyhow::anyhow!("cannot listen on {address}: {error}"),
    })
}

/// Loads the demonstration directory into a store that has never held anything.
async fn demo(home: &Home, out: &mut Printer) -> anyhow::Result<()> {
    let importer = importer(home).await?;
    if importer.store.batches(1).await?.is_empty() {
        out.step("First start: loading the demonstration directory");
        let report = demo::load(&importer, &mut |read| out.progress(format!("{read} services read"))).await?;
        out.step(format!("{} services loaded in {:.1} seconds", report.new, report.seconds));
    }
    importer.store.close().await;
    Ok(())
}

/// Ctrl-C, and a polite request to stop.
struct StopSignals {
    interrupt: Signal,
    terminate: Signal,
}

impl StopSignals {
    fn new() -> std::io::Result<Self> {
        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    /// Waits for the next of either.
    async fn next(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}
