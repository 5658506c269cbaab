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
    let node = |words: &[&str], files: &[PathBuf]| {
        Command::new("node")
            .args(words)
            .args(files)
            .current_dir(&folder)
            .env("BASE_URL", &address)
            .env("FINGERPOST_BIN", env!("CARGO_BIN_EXE_fingerpost"))
            .env("FINGERPOST_HOME", home.path())
            .envs(module.iter().map(|module| ("FINGERPOST_PHONE", module)))
            .spawn()
            .expect("node starts")
    };
    // The browser is unpacked once, before two ask for it.
    let unpack = "const { launch } = await import('./browser.mjs'); await (await launch()).close();";
    assert!(node(&["--input-type=module", "--eval", unpack], &[]).wait().expect("node ends").success(), "no browser: see above");
    // Beside the others: the offline tests take half of all the time, mostly wait, and have servers of their own.
    let (offline, others): (Vec<PathBuf>, Vec<PathBuf>) = files(&folder).into_iter().partition(|file| file.ends_with("offline.test.mjs"));
    assert!(offline.len() == 1 && others.len() > 5, "the browser tests were not found");
    let tests = ["--test", "--test-reporter=spec"];
    let mut running = [node(&tests, &offline), node(&tests, &others)];
    let passed = running.each_mut().map(|node| node.wait().expect("node ends").success());
    assert_eq!(passed, [true, true], "browser tests failed: see above");
}

/// The files of tests, by name.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("the folder of browser tests").flatten().map(|entry| entry.path());
    let mut files: Vec<PathBuf> = entries.filter(|path| path.to_string_lossy().ends_with(".test.mjs")).collect();
    files.sort();
    files
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
