//! A home to test in: a store of its own in a temporary folder.

use fingerpost::{
    app::{self, import::Importer},
    clock::Clock,
    config,
    model::service::Service,
    store::Store,
};
use std::path::Path;
use tempfile::TempDir;

/// A temporary installation.
pub(crate) struct Home {
    folder: TempDir,
    pub(crate) config: config::Home,
    pub(crate) importer: Importer,
}

impl Home {
    pub(crate) async fn new() -> Self {
        Self::at(Clock::fixed("2026-11-22T10:00:00Z".parse().expect("a time"))).await
    }

    pub(crate) async fn at(clock: Clock) -> Self {
        let folder = TempDir::new().expect("a folder");
        let config = config::Home::new(Some(folder.path().join("home")));
        let url = format!("sqlite://{}/fingerpost.db", config.data().display());
        let importer = Importer {
            store: Store::open(&url, clock).await.expect("a store"),
            places: app::open_places(&config).expect("places").into(),
            needs: app::open_needs(&config).expect("needs").into(),
        };
        Self { folder, config, importer }
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Every service that stands, by name.
    pub(crate) async fn services(&self) -> Vec<Service> {
        let mut services = self.importer.store.services_after(None, 100_000).await.expect("services");
        services.sort_by(|a, b| a.name.cmp(&b.name));
        services
    }

    pub(crate) async fn names(&self) -> Vec<String> {
        self.services().await.into_iter().map(|service| service.name).collect()
    }
}
