//! The demonstration directory: shipped Open Referral UK files, through the ordinary importer.

use crate::{
    app::import::{ImportError, ImportRequest, Importer, Report, Terms},
    shipped,
    sources::{Input, InputFile, Unreadable, oruk_v3::OrukV3},
};
use std::{io::Write, path::Path, sync::Arc};

pub use crate::model::provenance::DEMONSTRATION as SOURCE;

/// Loads the demonstration directory.
///
/// # Errors
/// When it cannot be read or the store cannot be written.
pub async fn load(importer: &Importer, progress: &mut (dyn FnMut(u64) + Send)) -> Result<Report, ImportError> {
    let spool = tempfile::tempdir().map_err(|error| spooling("the temporary folder", error))?;
    let mut files = Vec::new();
    for name in shipped::list("demo").into_iter().filter(|name| Path::new(name).extension().is_some_and(|end| end == "json")) {
        let path = spool.path().join(Path::new(&name).file_name().unwrap_or_default());
        let bytes = shipped::file(&name).unwrap_or_default();
        std::fs::File::create(&path).and_then(|mut file| file.write_all(&bytes)).map_err(|error| spooling(&name, error))?;
        files.push(InputFile { name: format!("data/{name}"), path });
    }
    let request = ImportRequest {
        input: Input { files, complete: true, remarks: Vec::new() },
        label: "data/demo".to_owned(),
        source: Arc::new(OrukV3),
        key: SOURCE.to_owned(),
        dry_run: false,
        accept_shrink: false,
        rejects: None,
        terms: Terms::default(),
    };
    importer.import(request, progress).await
}

fn spooling(name: &str, error: std::io::Error) -> ImportError {
    ImportError::Unreadable(Unreadable::Io { name: name.to_owned(), error })
}
