//! Real published files, for tests only: in the folder named by `FINGERPOST_SHARED`, where there is one.

use std::path::{Path, PathBuf};

/// The path of a published file, or `None` (said on standard error) when none are at hand. Each reading is said too, so that
/// a run can tell how many tests read real data.
pub(crate) fn path(inside: impl AsRef<Path>) -> Option<PathBuf> {
    let Some(folder) = std::env::var_os("FINGERPOST_SHARED") else {
        eprintln!("skipped: FINGERPOST_SHARED is not set");
        return None;
    };
    eprintln!("real data: {}", inside.as_ref().display());
    Some(Path::new(&folder).join(inside))
}
