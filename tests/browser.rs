//! Runs the browser tests (`tests/browser/*.test.mjs`) against the real program and the demonstration directory.
//!
//! Needs Node 20 or later and npm; the browser itself comes inside an npm package, or from `BROWSER_PATH`.

use std::{
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::SystemTime,
};

/// The program, stopped when the test ends however it ends.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

#[test]
fn pages_work_in_a_real_browser() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser");
    assert!(runs("node"), "Node 20 or later is needed for the browser tests");
    assert!(runs("npm"), "npm is needed for the browser tests");
    install_packages(&folder);

    let home = tempfile::tempdir().expect("a temporary folder");
    let module = phone_module();
    let (_server, address) = start(home.path(), module.as_deref());
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

fn runs(program: &str) -> bool {
    Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// Installs the locked packages when they are missing or older than the lock file.
fn install_packages(folder: &Path) {
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

/// Starts the program on a free port with a home of its own and waits until it says where it is.
fn start(home: &Path, module: Option<&Path>) -> (Server, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_fingerpost"))
        .args(["serve", "--listen", "127.0.0.1:0", "--home"])
        .arg(home)
        .envs(module.map(|module| ("FINGERPOST_PHONE", module)))
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let output = child.stdout.take().expect("standard output");
    let server = Server(child);
    let mut line = String::new();
    BufReader::new(output).read_line(&mut line).expect("a line");
    let address = line.trim().rsplit(' ').next().filter(|word| word.starts_with("http")).expect("an address").to_owned();
    (server, address)
}
