//! npm, for tests that hold us against what others publish.

use std::{
    path::Path,
    process::{Command, Stdio},
    sync::{Mutex, PoisonError},
    time::SystemTime,
};

/// Whether a program is on this machine.
pub(crate) fn runs(program: &str) -> bool {
    Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// Installs the locked packages of a folder when they are missing or older than the lock file. Tests of one program take turns.
pub(crate) fn install_packages(folder: &Path) {
    static TURN: Mutex<()> = Mutex::new(());
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    assert!(runs("npm"), "npm is needed for this test");
    let written = |path: &Path| -> Option<SystemTime> { path.metadata().ok()?.modified().ok() };
    let installed = written(&folder.join("node_modules/.package-lock.json"));
    if installed.is_some() && installed >= written(&folder.join("package-lock.json")) {
        return;
    }
    let installed = Command::new("npm")
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        .current_dir(folder)
        .status()
        .expect("npm starts")
        .success();
    assert!(installed, "npm ci failed: see above");
}
