//! `fingerpost serve`: the web app and the API.

use crate::{
    api,
    app::{App, demo},
    cli::{Printer, importer},
    config::{DEFAULT_LISTEN, Home},
    server, web,
};
use std::net::SocketAddr;

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
        if !self.no_demo {
            demo(home, &mut out).await?;
        }
        out.step("Opening the index");
        let app = App::open(home, &mut |text| out.progress(text)).await?;
        let following = app.follow();
        let listener = tokio::net::TcpListener::bind(self.listen)
            .await
            .map_err(|error| anyhow::anyhow!("cannot listen on {}: {error}. Is it in use? Try --listen 127.0.0.1:8081", self.listen))?;
        out.line(format!("Fingerpost is ready at http://{}", listener.local_addr()?));
        server::run::serve(listener, app, web::routes().merge(api::routes()), stop_signal()).await?;
        following.stop().await;
        Ok(())
    }
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

/// Resolves on Ctrl-C or a polite request to stop.
async fn stop_signal() {
    let interrupt = tokio::signal::ctrl_c();
    let Ok(mut terminate) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) else {
        drop(interrupt.await);
        return;
    };
    tokio::select! {
        _ = interrupt => {}
        _ = terminate.recv() => {}
    }
}
