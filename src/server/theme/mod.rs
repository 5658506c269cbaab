//! How an installation looks and what it says of itself: `theme.toml` of its home. `docs/THEME.md` is for whoever writes one.
//!
//! Read once, at the start. A theme that cannot be used is refused with the file, the field and the reason. It holds no markup and
//! loosens nothing: its colours go into the one stylesheet, its logo is served from here under an address with a hash, its texts
//! are plain. A request is answered within [`dress`], so that whatever is rendered finds the theme with [`in_use`].

mod colours;
mod file;
mod logo;
mod words;

pub use words::{Line, Told};

use crate::{
    config::THEME_FILE,
    server::{assets, cache, languages::L},
};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use colours::Palette;
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeMap,
    path::Path,
    sync::{Arc, LazyLock},
};
use words::Words;

/// The name unless a theme gives another.
const NAME: &str = "Fingerpost";

/// How an installation looks and what it says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// What the service is called.
    pub name: String,
    /// The name of the logo's file as [`assets::url`] takes it. `None` = our own mark.
    pub logo: Option<&'static str>,
    /// Who is told of changes.
    pub contact: Contact,
    palette: Palette,
    /// Texts by the code of their language.
    words: BTreeMap<&'static str, Words>,
    files: Vec<OwnFile>,
}

/// Who is told that something has changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contact {
    /// An e-mail address.
    pub email: Option<String>,
    /// A telephone number, as people write it.
    pub phone: Option<String>,
}

/// A file that is this installation's own, served like those of `static/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnFile {
    /// Its name without the hash.
    pub name: &'static str,
    /// Its content.
    pub bytes: Vec<u8>,
    /// The hash in its address.
    pub hash: String,
}

/// A theme that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {field}: {reason}")]
pub struct ThemeError {
    /// The file.
    pub file: String,
    /// The field, `colours.accent`; a line where the file is no TOML.
    pub field: String,
    /// Why, in a plain sentence.
    pub reason: String,
}

/// What is wrong with one field.
#[derive(Debug, PartialEq, Eq)]
struct Fault {
    field: String,
    reason: String,
}

impl Fault {
    fn new(field: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { field: field.into(), reason: reason.into() }
    }
}

/// Fingerpost as it ships.
impl Default for Theme {
    fn default() -> Self {
        Self {
            name: NAME.to_owned(),
            logo: None,
            contact: Contact::default(),
            palette: Palette::default(),
            words: BTreeMap::new(),
            files: Vec::new(),
        }
    }
}

impl Theme {
    /// Reads the theme of a home's folder; as it ships where there is no `theme.toml`.
    ///
    /// # Errors
    /// When the file, or the logo it names, cannot be read or used.
    pub fn open(folder: &Path) -> Result<Self, ThemeError> {
        let path = folder.join(THEME_FILE);
        let refused = |fault: Fault| ThemeError { file: path.display().to_string(), field: fault.field, reason: fault.reason };
        match std::fs::read_to_string(&path) {
            Ok(text) => file::read(&text, folder).map_err(refused),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(refused(Fault::new("the file", format!("it cannot be read: {error}")))),
        }
    }

    /// A theme from its text, for where the files beside it are not at hand: the name stands for the logo. As it ships where it cannot
    /// be used.
    pub fn carried(text: &str) -> Self {
        let Ok(mut table) = text.parse::<toml::Table>() else { return Self::default() };
        table.remove("logo");
        file::read(&table.to_string(), Path::new("")).unwrap_or_default()
    }

    /// How to get help with this site, in the reader's language, else in English.
    pub fn help(&self, l: &L) -> Option<Told<'_>> {
        self.told(l, |words| words.help.as_slice()).next()
    }

    /// What to do in an emergency here, beside what every page says.
    pub fn emergency(&self, l: &L) -> Option<Told<'_>> {
        self.told(l, |words| words.emergency.as_slice()).next()
    }

    /// The lines at the foot of every page.
    pub fn footer(&self, l: &L) -> Vec<Told<'_>> {
        self.told(l, |words| words.footer.as_slice()).collect()
    }

    fn told<'t>(&'t self, l: &L, part: impl Fn(&'t Words) -> &'t [Line]) -> impl Iterator<Item = Told<'t>> {
        let of = |code: &str| self.words.get(code).map(&part).filter(|lines| !lines.is_empty());
        let (own, english) = (of(l.language().code), of("en"));
        let foreign = own.is_none() && !l.is_english();
        own.or(english).unwrap_or_default().iter().map(move |line| Told { line, english: foreign })
    }

    /// A file that stands in for one of `static/`, or is served beside them.
    pub fn file(&self, name: &str) -> Option<&OwnFile> {
        self.files.iter().find(|file| file.name == name)
    }

    /// Adds the stylesheet with these colours in it, where they are not the shipped ones.
    fn with_styles(mut self) -> Self {
        if self.palette != Palette::default() {
            let shipped = assets::shipped("site.css").unwrap_or_default();
            let bytes = [&*shipped, self.palette.css().as_bytes()].concat();
            self.files.push(OwnFile::new("site.css", bytes));
        }
        self
    }
}

impl OwnFile {
    fn new(name: &'static str, bytes: Vec<u8>) -> Self {
        Self { name, hash: cache::short(&Sha256::digest(&bytes)), bytes }
    }
}

impl Contact {
    /// The digits to dial.
    pub fn dial(&self) -> Option<String> {
        self.phone.as_ref().map(|phone| phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect())
    }
}

tokio::task_local! {
    static IN_USE: Arc<Theme>;
}

/// The theme of the request that is being answered; outside of any, Fingerpost as it ships.
pub fn in_use() -> Arc<Theme> {
    static SHIPPED: LazyLock<Arc<Theme>> = LazyLock::new(Arc::default);
    IN_USE.try_with(Arc::clone).unwrap_or_else(|_| SHIPPED.clone())
}

/// Answers within a theme.
pub(super) async fn dress(State(theme): State<Arc<Theme>>, request: Request, next: Next) -> Response {
    IN_USE.scope(theme, next.run(request)).await
}

#[cfg(test)]
mod tests;
