//! Builds the phone's program (`phone/`) for a release, so that one binary holds everything. Where the compiler has no WebAssembly
//! target the release is built without it and says so: then nothing can be saved to a phone, and all else works.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

const TARGET: &str = "wasm32-unknown-unknown";
/// What the module is made of.
const SOURCES: [&str; 6] = ["src", "phone", "templates", "locales", "static", "Cargo.lock"];

fn main() {
    let folder = PathBuf::from(env::var_os("OUT_DIR").expect("cargo names a folder"));
    let module = folder.join("phone.wasm");
    let of_a_release = env::var("PROFILE").is_ok_and(|profile| profile == "release");
    let for_a_phone = env::var("CARGO_CFG_TARGET_FAMILY").is_ok_and(|family| family == "wasm");
    println!("cargo:rerun-if-changed=build.rs");
    if !of_a_release || for_a_phone {
        fs::write(&module, b"").expect("the folder can be written");
        return;
    }
    for source in SOURCES {
        println!("cargo:rerun-if-changed={source}");
    }
    let built = build(&folder.join("phone"));
    fs::write(&module, built.unwrap_or_default()).expect("the folder can be written");
}

/// The module, or a warning and nothing.
fn build(folder: &Path) -> Option<Vec<u8>> {
    let rustc = env::var_os("RUSTC")?;
    let libraries = Command::new(&rustc).args(["--print", "target-libdir", "--target", TARGET]).output().ok()?;
    let libraries = PathBuf::from(String::from_utf8(libraries.stdout).ok()?.trim());
    if !libraries.is_dir() {
        println!("cargo:warning=no {TARGET} target: this build cannot save a copy to a phone (rustup target add {TARGET})");
        return None;
    }
    let mut cargo = Command::new(env::var_os("CARGO")?);
    cargo
        .args(["build", "--package", "fingerpost-phone", "--profile", "phone", "--locked", "--target", TARGET, "--target-dir"])
        .arg(folder);
    // The flags of the program itself are none of the module's.
    for name in ["CARGO_ENCODED_RUSTFLAGS", "RUSTFLAGS", "RUSTC_WRAPPER", "RUSTC_WORKSPACE_WRAPPER"] {
        cargo.env_remove(name);
    }
    if !cargo.status().is_ok_and(|status| status.success()) {
        println!("cargo:warning=the phone's program could not be built: this build cannot save a copy to a phone");
        return None;
    }
    fs::read(folder.join(TARGET).join("phone/fingerpost_phone.wasm")).ok()
}
