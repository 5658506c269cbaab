//! Runs the browser tests (`tests/browser/*.test.mjs`) against the real program and the demonstration directory.
//!
//! Needs Node 20 or later and npm; the browser itself comes inside an npm package, or from `BROWSER_PATH`.

#[path = "tools/npm.rs"]
mod npm;
#[path = "tools/serving.rs"]
mod serving;

use std::{
    path::{Path, PathBuf},
    process::Command,
};

#[test]
fn pages_work_in_a_real_browser() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser");
    assert!(npm::runs("node"), "Node 20 or later is needed for the browser tests");
    npm::install_packages(&folder);

    let home = tempfile::tempdir().expect("a temporary folder");
    let module = phone_module();
    let (_server, address) = serving::start(home.path(), module.as_deref());
    let mut node = Command::new("node");
    node.envs(module.map(|module| ("FINGERPOST_PHONE", module)));
    let passed = node
        .args(["--test", "--test-reporter=spec"])
        .current_dir(&folder)
        .env("BASE_URL", address)
        .env("FINGERPOST_BIN", env!("CARGO_BIN_EXE_fingerpost"))
        .env("FINGERPOST_HOME", home.path())
        .status()
        .expect("node starts")
        .success();
    assert!(passed, "browser tests failed: see above");
}

/// Builds the phone's program, without which nothing can be saved to a phone. `None`, said aloud, where the compiler lacks the target.
fn phone_module() -> Option<PathBuf> {
    const TARGET: &str = "wasm32-unknown-unknown";
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let libraries = Command::new("rustc").args(["--print", "target-libdir", "--target", TARGET]).output().expect("rustc starts");
    if !Path::new(String::from_utf8_lossy(&libraries.stdout).trim()).is_dir() {
        eprintln!("NOT TESTED: the offline copy. The compiler has no {TARGET} target (rustup target add {TARGET})");
        return None;
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("phone");
    let built = Command::new(env!("CARGO"))
        .args(["build", "--package", "fingerpost-phone", "--profile", "phone", "--locked", "--quiet", "--target", TARGET, "--target-dir"])
        .arg(&folder)
        .current_dir(root)
        .status()
        .expect("cargo starts");
    assert!(built.success(), "the phone's program could not be built: see above");
    Some(folder.join(TARGET).join("phone/fingerpost_phone.wasm"))
}
