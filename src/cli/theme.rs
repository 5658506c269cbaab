//! `fingerpost theme`: an installation's own name, colours and words, for whoever writes them.

use crate::{
    cli::Printer,
    config::{Home, THEME_FILE},
    server::theme::Theme,
};
use std::path::{Path, PathBuf};

/// Check a theme before the server reads it
///
/// A running server reads `theme.toml` of its home when it starts, and does not start with one that cannot be used.
#[derive(Debug, clap::Args)]
pub(super) struct ThemeCommand {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Say what is wrong with a theme, or what it sets [default: this home's own]
    Check {
        /// A theme's file, or the folder it lies in
        #[arg(value_name = "THEME_FILE|FOLDER")]
        path: Option<PathBuf>,
    },
}

impl ThemeCommand {
    #[expect(clippy::unused_async, reason = "every command runs the same way")]
    pub(super) async fn run(self, home: &Home) -> anyhow::Result<()> {
        let What::Check { path } = self.what;
        let mut out = Printer::new();
        let file = file(path.as_deref().unwrap_or(home.data()));
        if path.is_none() && !file.exists() {
            out.line(format!("{} is not there: the site looks as Fingerpost ships.", file.display()));
            return Ok(());
        }
        check(&file, &mut out)
    }
}

/// The file meant by a file or a folder.
fn file(path: &Path) -> PathBuf {
    if path.is_dir() { path.join(THEME_FILE) } else { path.to_owned() }
}

fn check(file: &Path, out: &mut Printer) -> anyhow::Result<()> {
    match Theme::check(file) {
        Ok(theme) => {
            out.line(format!("{}: nothing is wrong. It sets", file.display()));
            theme.told().iter().for_each(|line| out.line(format!("  {line}")));
            Ok(())
        }
        Err(faults) => {
            for fault in &faults {
                out.line(format!("{}: {}", fault.field, fault.reason));
            }
            anyhow::bail!("{} cannot be used: {} to mend", file.display(), faults.len())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_stands_for_the_theme_in_it() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(file(folder.path()), folder.path().join(THEME_FILE));
        assert_eq!(file(Path::new("draft.toml")), Path::new("draft.toml"));
    }

    #[test]
    fn the_theme_that_ships_passes_and_a_missing_one_does_not() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("draft.toml");
        assert_eq!(check(&file, &mut Printer::new()).unwrap_err().to_string(), format!("{} cannot be used: 1 to mend", file.display()));
        std::fs::write(&file, include_str!("../../data/theme.toml")).unwrap();
        check(&file, &mut Printer::new()).unwrap();
    }
}
