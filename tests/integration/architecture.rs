//! The map of `docs/ARCHITECTURE.md`, held true: modules use only what lies below them, and each outside crate has one home.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// Each module with the modules of this crate it may use besides itself.
const MAY_USE: [(&str, &[&str]); 22] = [
    ("clock", &[]),
    ("config", &[]),
    ("shipped", &[]),
    ("published", &[]),
    ("model", &["clock"]),
    ("places", &["model", "shipped", "clock"]),
    ("hsds", &["model", "clock"]),
    ("fhir", &["model", "hsds"]),
    ("checking", &["model", "hsds", "clock"]),
    ("finding", &["model", "places", "shipped"]),
    ("matching", &["model", "finding"]),
    ("handing", &["model"]),
    ("pdf", &["handing"]),
    ("search", &["model", "places", "finding", "clock"]),
    ("offline", &["model", "hsds", "search"]),
    ("sources", &["model", "hsds", "places", "finding", "shipped", "clock"]),
    ("store", &["model", "handing", "hsds", "clock"]),
    (
        "app",
        &[
            "model", "handing", "hsds", "places", "finding", "search", "offline", "sources", "store", "checking", "matching", "clock",
            "config", "shipped",
        ],
    ),
    ("server", &["model", "fhir", "handing", "places", "finding", "app", "clock", "config"]),
    ("web", &["model", "handing", "pdf", "places", "finding", "app", "server", "clock", "config"]),
    ("api", &["model", "hsds", "fhir", "places", "finding", "app", "server", "clock", "config"]),
    (
        "cli",
        &[
            "model", "places", "finding", "offline", "sources", "store", "checking", "matching", "app", "server", "web", "api", "clock",
            "config",
        ],
    ),
];

/// Outside crates that only some modules may name.
const HOMES: [(&str, &[&str]); 15] = [
    ("fluent_bundle", &["server"]),
    ("tantivy", &["search"]),
    ("rustix", &["clock"]),
    ("sqlx", &["store"]),
    ("reqwest", &["sources"]),
    ("axum", &["server", "web", "api"]),
    ("askama", &["server", "web"]),
    ("utoipa", &["api", "server"]),
    ("anyhow", &["cli"]),
    ("clap", &["cli"]),
    ("krilla", &["pdf"]),
    ("rustybuzz", &["pdf"]),
    ("notosans", &["pdf"]),
    ("qrcode", &["handing"]),
    ("rphonetic", &["matching"]),
];

#[test]
fn modules_use_only_what_lies_below_them() {
    let allowed: BTreeMap<&str, &[&str]> = MAY_USE.into_iter().collect();
    let mut wrong = Vec::new();
    for (module, path, text) in sources() {
        let Some(may_use) = allowed.get(module.as_str()) else {
            wrong.push(format!("{module} is not in the table of who may use whom"));
            continue;
        };
        for used in crate_uses(&text) {
            // `published` exists in tests alone: nothing else could use it.
            if used != module && used != "published" && allowed.contains_key(used.as_str()) && !may_use.contains(&used.as_str()) {
                wrong.push(format!("{} uses crate::{used}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_outside_crate_has_one_home() {
    let mut wrong = Vec::new();
    for (module, path, text) in sources() {
        for (name, homes) in HOMES {
            let named = text.lines().filter(|line| !line.trim_start().starts_with("//")).any(|line| names(line, name));
            if named && !homes.contains(&module.as_str()) {
                wrong.push(format!("{} names {name}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_model_knows_no_wire_format() {
    let serde = sources().into_iter().filter(|(module, _, text)| module == "model" && text.contains("serde")).count();
    assert_eq!(serde, 0, "model types carry no serde: wire shapes live in hsds");
}

#[test]
fn time_and_standard_output_have_one_home() {
    let mut wrong = Vec::new();
    for (module, path, text) in sources() {
        for word in ["println!(", "print!(", "Timestamp::now()", "SystemTime::now()"] {
            let named = text.lines().filter(|line| !line.trim_start().starts_with("//")).any(|line| line.contains(word));
            if named && !(module == "clock" && word.contains("now")) && !text.contains(&format!("e{word}")) {
                wrong.push(format!("{}: {word}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every source file below `src/`, with the top-level module it belongs to.
fn sources() -> Vec<(String, PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("source folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let inside = path.strip_prefix(&root).expect("inside src");
                let first = inside.iter().next().expect("a name").to_string_lossy();
                let module = first.trim_end_matches(".rs").to_owned();
                // A test may look over the fence.
                let is_test = inside.iter().any(|part| part == "tests.rs" || part == "tests");
                if module != "lib" && module != "main" && !is_test {
                    found.push((module, inside.to_path_buf(), fs::read_to_string(&path).expect("readable")));
                }
            }
        }
    }
    assert!(found.len() > 40, "the sources were not found");
    found
}

/// The modules of this crate a text names, from `crate::x` and `use crate::{x, y::z}`.
fn crate_uses(text: &str) -> Vec<String> {
    let mut used = Vec::new();
    let code: String = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            used.extend(heads(group));
        } else {
            used.push(word(rest));
        }
    }
    used
}

/// The first words of a `{a::b, c::{d, e}, f}` group that begins after its brace.
fn heads(group: &str) -> Vec<String> {
    let (mut depth, mut heads, mut fresh) = (0, Vec::new(), true);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => fresh = true,
            c if fresh && depth == 0 && c.is_alphabetic() => {
                heads.push(word(&group[at..]));
                fresh = false;
            }
            _ => {}
        }
    }
    heads
}

fn word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// Whether a line names an outside crate: `use tantivy::…`, `tantivy::…`, `#[derive(askama::Template)]`.
fn names(line: &str, name: &str) -> bool {
    line.match_indices(name).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = &line[at + name.len()..];
        before.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != '"' && c != ':')
            && (after.starts_with("::") || after.starts_with("_extra"))
    })
}
