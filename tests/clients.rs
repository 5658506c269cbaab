//! Clients generated from our descriptions by others' generators, in two languages, ask the real program over the demonstration directory.
//!
//! Needs Node 20 or later and npm; for Python's part a Python that can make virtual environments, without which that part says that it
//! is not tested.

#[path = "tools/npm.rs"]
mod npm;
#[path = "tools/serving.rs"]
mod serving;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The descriptions: the name of what is generated of each, and where it is served.
const DESCRIPTIONS: [(&str, &str); 2] = [("api", "/openapi.json"), ("feed", "/openreferral/v3/openapi.json")];

#[test]
fn clients_are_generated_and_ask_what_is_served() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let (_server, address) = serving::start(home.path(), None);
    typescript(&address);
    python(&address);
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clients")
}

fn typescript(address: &str) {
    let folder = folder();
    assert!(npm::runs("node"), "Node 20 or later is needed for this test");
    npm::install_packages(&folder);
    let node = |script: &str| {
        let mut node = Command::new("node");
        node.arg(script).current_dir(&folder);
        node
    };
    for (name, path) in DESCRIPTIONS {
        let to = format!("generated/{name}.ts");
        succeeds(node("node_modules/openapi-typescript/bin/cli.js").args([&format!("{address}{path}"), "--output", &to]));
    }
    succeeds(node("node_modules/typescript/bin/tsc").args(["--project", "tsconfig.json"]));
    succeeds(node("generated/built/use.js").env("BASE_URL", address));
}

fn python(address: &str) {
    let (scripts, made) = (folder().join("python"), Path::new(env!("CARGO_TARGET_TMPDIR")).join("clients"));
    let Some(python) = environment(&made.join("environment"), &scripts.join("requirements.txt")) else {
        eprintln!("NOT TESTED: the generated Python client. This Python makes no virtual environments (apt-get install python3-venv)");
        return;
    };
    for (name, path) in DESCRIPTIONS {
        let mut generate = Command::new(python.with_file_name("openapi-python-client"));
        generate.args(["generate", "--meta", "none", "--overwrite", "--fail-on-warning", "--url", &format!("{address}{path}"), "--config"]);
        succeeds(generate.arg(scripts.join("generate.yml")).arg("--output-path").arg(made.join(format!("fingerpost_{name}"))));
    }
    succeeds(Command::new(&python).arg(scripts.join("use.py")).arg(address).env("PYTHONPATH", &made));
}

/// The interpreter of an environment with these packages, made when there is none or its packages are others. `None` where this machine
/// cannot make one.
fn environment(folder: &Path, requirements: &Path) -> Option<PathBuf> {
    let (python, installed) = (folder.join("bin/python"), folder.join("installed.txt"));
    let wanted = fs::read_to_string(requirements).expect("the requirements");
    if fs::read_to_string(&installed).is_ok_and(|there| there == wanted) && npm::runs(&python.to_string_lossy()) {
        return Some(python);
    }
    let able = Command::new("python3").args(["-c", "import ensurepip, venv"]).output().is_ok_and(|output| output.status.success());
    if !able {
        return None;
    }
    succeeds(Command::new("python3").args(["-m", "venv", "--clear"]).arg(folder));
    let pip = [
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-deps",
        "--no-compile",
        "--only-binary",
        ":all:",
        "--requirement",
    ];
    succeeds(Command::new(&python).args(pip).arg(requirements));
    fs::write(installed, wanted).expect("written");
    Some(python)
}

fn succeeds(command: &mut Command) {
    let status = command.status();
    assert!(status.as_ref().is_ok_and(std::process::ExitStatus::success), "{command:?} failed ({status:?}): see above");
}
