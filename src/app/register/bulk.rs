//! Everything in one file: the tables of a data package in a zip, made once for each state of the directory and kept until the next.

use super::{Brought, Wanted};
use crate::{
    app::{App, AppError},
    hsds::package::{self, Packing, TABLES},
    model::id::ServiceId,
};
use std::{
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
    time::Duration,
};
use tempfile::TempDir;
use zip::{ZipWriter, write::SimpleFileOptions};

/// Services read from the store in one turn.
const TURN: usize = 500;
/// How long a request waits for the file to be made: less than a request may take.
const LONGEST_WAIT: Duration = Duration::from_secs(8);

impl App {
    /// The name of the data package of what is published now, made if it is not there. Whoever has waited long enough is told to come
    /// back, and it goes on being made.
    ///
    /// # Errors
    /// When the store cannot be read or the file not written.
    pub async fn package(&self) -> Result<String, AppError> {
        let name = name(self.register().await?.position());
        if self.bulk_folder().join(&name).is_file() {
            return Ok(name);
        }
        let app = self.clone();
        let making = tokio::spawn(async move { app.make_package().await });
        match tokio::time::timeout(LONGEST_WAIT, making).await {
            Ok(Ok(made)) => made,
            Ok(Err(stopped)) => Err(AppError::Store(format!("making a data package stopped: {stopped}"))),
            Err(_) => Err(AppError::Busy),
        }
    }

    /// The file of a data package, by its name; `None` when there is none, or none any more.
    pub fn package_called(&self, name: &str) -> Option<PathBuf> {
        let number = name.strip_prefix(PREFIX)?.strip_suffix(".zip")?;
        let file = self.bulk_folder().join(name);
        (number.bytes().all(|byte| byte.is_ascii_digit()) && file.is_file()).then_some(file)
    }

    fn bulk_folder(&self) -> PathBuf {
        self.live().data.join("bulk")
    }

    async fn make_package(&self) -> Result<String, AppError> {
        let alone = self.live().bulk.clone().lock_owned().await;
        let (folder, name) = (self.bulk_folder(), name(self.register().await?.position()));
        if folder.join(&name).is_file() {
            return Ok(name);
        }
        let mut writing = blocking({
            let folder = folder.clone();
            move || Writing::begin(&folder)
        })
        .await?;
        let mut after: Option<ServiceId> = None;
        loop {
            let turn = self.published_after(&Wanted::default(), after, TURN).await?;
            let Some(last) = turn.last() else { break };
            after = Some(last.id);
            writing = blocking(move || writing.take(&turn)).await?;
        }
        let (made, named) = (self.clock().now().to_string(), name.clone());
        blocking(move || writing.finish(&folder, &named, &made)).await?;
        drop(alone);
        Ok(name)
    }
}

const PREFIX: &str = "datapackage-";

fn name(position: i64) -> String {
    format!("{PREFIX}{position}.zip")
}

/// The tables while they are written, in a folder that goes when this does.
struct Writing {
    folder: TempDir,
    packing: Packing,
    files: Vec<csv::Writer<BufWriter<File>>>,
}

impl Writing {
    fn begin(folder: &Path) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        let folder = TempDir::with_prefix_in(".making-", folder)?;
        let open = |table: &package::PackageTable| {
            let mut file = csv::Writer::from_writer(BufWriter::new(File::create(folder.path().join(table.file))?));
            file.write_record(table.columns)?;
            Ok(file)
        };
        let files = TABLES.iter().map(open).collect::<io::Result<_>>()?;
        Ok(Self { folder, packing: Packing::default(), files })
    }

    fn take(mut self, turn: &[Brought]) -> io::Result<Self> {
        for brought in turn {
            for (table, row) in self.packing.rows(&brought.document) {
                self.files[table].write_record(row)?;
            }
        }
        Ok(self)
    }

    /// Puts the tables into the zip, moves it to its place, and deletes those of earlier states.
    fn finish(mut self, folder: &Path, name: &str, made: &str) -> io::Result<()> {
        for file in &mut self.files {
            file.flush()?;
        }
        let path = self.folder.path().join("package.zip");
        let mut zip = ZipWriter::new(BufWriter::new(File::create(&path)?));
        let options = SimpleFileOptions::default().large_file(true);
        zip.start_file("datapackage.json", options)?;
        zip.write_all(package::descriptor("Services", made).to_string().as_bytes())?;
        for table in &TABLES {
            zip.start_file(table.file, options)?;
            io::copy(&mut File::open(self.folder.path().join(table.file))?, &mut zip)?;
        }
        zip.finish()?.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        fs::rename(&path, folder.join(name))?;
        for entry in fs::read_dir(folder)?.flatten().filter(|entry| entry.file_name().to_string_lossy().starts_with(PREFIX)) {
            if entry.file_name() != *name {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> Result<T, AppError> {
    let done = tokio::task::spawn_blocking(work).await.map_err(|error| AppError::Store(error.to_string()))?;
    done.map_err(|error| AppError::Store(format!("a data package could not be written: {error}")))
}
