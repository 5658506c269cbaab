//! `fingerpost serve`: the web app and the API.

use crate::{
    api,
    app::{App, demo},
    cli::{Printer, importer},
    config::{DEFAULT_LISTEN, DEFAULT_PLAN_DAYS, Home, Links},
    server::{self, theme::Theme},
    web,
};
use std::{net::SocketAddr, sync::Arc};
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
    /// How many days the link to a plan works
    #[arg(long, default_value_t = DEFAULT_PLAN_DAYS, env = "FINGERPOST_PLAN_DAYS", value_name = "DAYS", value_parser = clap::value_parser!(u16).range(1..=365))]
    plan_days: u16,
    /// The address this site is known by, for links and QR codes on paper, such as `https://fingerpost.example`
    #[arg(long, env = "FINGERPOST_ADDRESS", value_name = "URL", value_parser = site_address)]
    address: Option<String>,
    /// Start an empty store empty instead of loading the demonstration directory
    #[arg(long)]
    no_demo: bool,
    /// Leave the reading of feeds to another server, or to `fingerpost feeds run`
    #[arg(long)]
    no_feeds: bool,
}

impl Default for Serve {
    fn default() -> Self {
        Self { listen: DEFAULT_LISTEN, plan_days: DEFAULT_PLAN_DAYS, address: None, no_demo: false, no_feeds: false }
    }
}

impl Serve {
    pub(super) async fn run(self, home: &Home) -> anyhow::Result<()> {
        let mut out = Printer::new();
        // First of all: a theme that cannot be used or a port that is taken should not cost the loading of a directory.
        let theme = Arc::new(Theme::open(home.data())?);
        let listener = listen(self.listen).await?;
        if !self.no_demo {
            demo(home, &mut out).await?;
        }
        out.step("Opening the index");
        let home = home.clone().with_links(Links { days: self.plan_days, address: self.address });
        let app = App::open(&home, &mut |text| out.progress(text)).await?;
        app.forget_packs();
        let following = app.follow().await?;
        let rounds = app.make_rounds();
        app.warm();
        let feeds = (!self.no_feeds).then(|| app.read_feeds());
        let mut stop = StopSignals::new()?;
        let (tell, told) = tokio::sync::oneshot::channel::<()>();
        app.sources().await?; // counting them takes a moment in a large store: the first visitor should not wait for it
        out.line(format!("Fingerpost is ready at http://{}", listener.local_addr()?));
        let serving = server::run::serve(listener, app, web::routes().merge(api::routes()), theme, async { drop(told.await) });
        let finishing = async {
            serving.await?;
            drop((rounds, feeds));
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

/// The address of a site: scheme and host, without a path.
fn site_address(text: &str) -> Result<String, String> {
    let wrong = || format!("'{text}' is not the address of a site; write it like https://fingerpost.example");
    let url = url::Url::parse(text).map_err(|_| wrong())?;
    let bare = matches!(url.scheme(), "http" | "https") && url.has_host() && url.path() == "/" && url.query().is_none();
    bare.then(|| url.origin().ascii_serialization()).ok_or_else(wrong)
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
