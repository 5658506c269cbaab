//! Every setting, from flag, environment or default. One struct per concern.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use std::{
    env,
    net::SocketAddr,
    path::{Path, PathBuf},
};

/// A home's file that says how it looks and what it says of itself.
pub const THEME_FILE: &str = "theme.toml";

/// One installation: where its store, index and local tables live.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    data: PathBuf,
    index: PathBuf,
    links: Links,
}

impl Home {
    /// The folder given by `--home` or `FINGERPOST_HOME`; otherwise this checkout's `data/local` and `index`.
    pub fn new(given: Option<PathBuf>) -> Self {
        let Some(folder) = given else {
            let checkout = checkout();
            return Self { data: checkout.join("data/local"), index: checkout.join("index"), links: Links::default() };
        };
        Self { index: folder.join("index"), data: folder, links: Links::default() }
    }

    /// The same home with links made like this.
    #[must_use]
    pub fn with_links(self, links: Links) -> Self {
        Self { links, ..self }
    }

    /// How links that people hand on are made.
    pub fn links(&self) -> &Links {
        &self.links
    }

    /// Where the store and local tables live.
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// The index's folder. Always rebuildable.
    pub fn index(&self) -> &Path {
        &self.index
    }

    /// The local place tables' folder.
    pub fn places(&self) -> PathBuf {
        self.data.join("places")
    }

    /// The store's address: `FINGERPOST_DATABASE` (PostgreSQL or SQLite), otherwise the SQLite file in this home.
    pub fn database(&self) -> String {
        let given = env::var("FINGERPOST_DATABASE").ok().filter(|given| !given.trim().is_empty());
        given.unwrap_or_else(|| sqlite_url(&self.data.join("fingerpost.db")))
    }
}

/// What a variable of the environment holds that an operator named. `None` = there is none, or nothing in it.
pub fn variable(name: &str) -> Option<String> {
    env::var(name).ok().map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
}

/// Links that people hand on: on paper, in an e-mail, as a QR code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Links {
    /// How many days a plan's link works.
    pub days: u16,
    /// The address this site is known by, `https://fingerpost.example`. `None` = the one the browser asked.
    pub address: Option<String>,
}

/// How many days a plan's link works unless told otherwise.
pub const DEFAULT_PLAN_DAYS: u16 = 30;

impl Default for Links {
    fn default() -> Self {
        Self { days: DEFAULT_PLAN_DAYS, address: None }
    }
}

/// The address of the SQLite file at `path`, whatever characters its folders have.
fn sqlite_url(path: &Path) -> String {
    const SPECIAL: &AsciiSet = &CONTROLS.add(b' ').add(b'?').add(b'#').add(b'%');
    format!("sqlite://{}", utf8_percent_encode(&path.to_string_lossy(), SPECIAL))
}

/// The checkout the program stands in: the working folder or one above it that holds `data/demo`, else the one above the program.
fn checkout() -> PathBuf {
    let starts = [env::current_dir().ok(), env::current_exe().ok()];
    starts
        .iter()
        .flatten()
        .flat_map(|start| start.ancestors())
        .find(|folder| folder.join("data/demo").is_dir() && folder.join("Cargo.toml").is_file())
        .map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}

/// The address `fingerpost serve` listens on unless told otherwise.
pub const DEFAULT_LISTEN: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 8080);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_home_holds_store_index_and_places() {
        let home = Home::new(Some(PathBuf::from("/somewhere")));
        assert_eq!(home.index(), Path::new("/somewhere/index"));
        assert_eq!(home.places(), Path::new("/somewhere/places"));
    }

    #[test]
    fn a_store_may_lie_in_a_folder_of_any_name() {
        assert_eq!(sqlite_url(Path::new("/my home/50%?/é#/a.db")), "sqlite:///my%20home/50%25%3F/%C3%A9%23/a.db");
    }
}
