//! README and manuals against the program: what they name exists, and what exists they name.

use clap::CommandFactory;
use fingerpost::{checking::report::Official, cli::Cli};
use std::{collections::BTreeSet, fs, path::Path};

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("readable")
}

/// The commands and flags there are, `places import` and `--dry-run`; hidden ones and clap's own apart.
fn program() -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut commands, mut flags) = (BTreeSet::new(), BTreeSet::new());
    let mut waiting = vec![(String::new(), Cli::command())];
    while let Some((name, command)) = waiting.pop() {
        flags.extend(command.get_arguments().filter_map(clap::Arg::get_long).map(|flag| format!("--{flag}")));
        for inner in command.get_subcommands() {
            let name = format!("{name} {}", inner.get_name()).trim().to_owned();
            if !inner.has_subcommands() {
                commands.insert(name.clone());
            }
            waiting.push((name, inner.clone()));
        }
    }
    (commands, flags)
}

/// The words that begin with `start` in a text: letters, digits, `-` and `_`.
fn words<'t>(text: &'t str, start: &'t str) -> impl Iterator<Item = String> + 't {
    text.match_indices(start).map(move |(at, _)| {
        let rest = &text[at + start.len()..];
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_')).unwrap_or(rest.len());
        format!("{start}{}", &rest[..end])
    })
}

#[test]
fn the_readme_names_every_command_and_no_other() {
    let (commands, _) = program();
    let readme = read("README.md");
    for command in commands.iter().filter(|command| *command != "serve") {
        assert!(readme.contains(&format!("fingerpost {command}")), "README does not tell of `fingerpost {command}`");
    }
    for line in readme.lines().filter_map(|line| line.trim_start().strip_prefix("fingerpost ")) {
        assert!(commands.iter().any(|command| line.starts_with(command.as_str())), "README tells of `fingerpost {line}`");
    }
}

#[test]
fn the_readme_names_no_flag_or_setting_that_is_not_there() {
    let (_, flags) = program();
    let readme = read("README.md");
    for flag in words(&readme, "--").filter(|flag| flag.contains(|c: char| c.is_ascii_alphabetic()) && flag != "--release") {
        assert!(flags.contains(&flag), "README tells of {flag}");
    }
    let sources = read("src/config.rs") + &read("src/cli/mod.rs") + &read("src/cli/serve.rs");
    let there: BTreeSet<String> = words(&sources, "FINGERPOST_").collect();
    let told: BTreeSet<String> = words(&readme, "FINGERPOST_").collect();
    assert_eq!(told, there, "README's settings against the program's");
}

#[test]
fn every_shipped_mapping_is_in_the_manual() {
    let manual = read("docs/MAPPINGS.md");
    for path in fingerpost::shipped::list("mappings") {
        let name = Path::new(&path).file_stem().expect("a name").to_string_lossy().into_owned();
        assert!(manual.contains(&format!("`{name}`")), "docs/MAPPINGS.md does not tell of {name}");
    }
}

#[test]
fn every_code_of_a_check_is_in_the_manual_with_its_level_and_no_other() {
    let manual = read("docs/CHECKING.md");
    let told: BTreeSet<&str> = manual.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect();
    let there: BTreeSet<&str> = fingerpost::checking::rules::all().map(|rule| rule.code).collect();
    assert_eq!(told, there);
    for rule in fingerpost::checking::rules::all() {
        let row = manual.lines().find(|line| line.starts_with(&format!("| `{}` |", rule.code))).unwrap_or_default();
        let level = format!("| {} |", format!("{:?}", rule.level).to_lowercase());
        let official = match rule.official {
            Official::Fails => "| refuses |",
            Official::Warns => "| warns |",
            Official::NotLookedAt => "|",
        };
        assert!(row.contains(&level) && row.contains(official), "docs/CHECKING.md says of {}: {row}", rule.code);
        assert_eq!(row.contains("| refuses |") || row.contains("| warns |"), rule.official != Official::NotLookedAt, "{row}");
    }
}

#[test]
fn every_page_and_module_is_on_the_map() {
    let map = read("docs/ARCHITECTURE.md");
    for module in words(&read("src/lib.rs"), "pub mod ").map(|line| line.replace("pub mod ", "")) {
        assert!(map.contains(&format!("`{module}`")), "docs/ARCHITECTURE.md does not tell of {module}");
    }
}

#[test]
fn every_file_a_manual_links_to_exists() {
    for manual in ["README.md", "CONTRIBUTING.md", "docs/ARCHITECTURE.md", "docs/MAPPINGS.md", "docs/EXTENSIONS.md", "docs/CHECKING.md"] {
        let folder = Path::new(manual).parent().expect("a folder");
        let text = read(manual);
        let text = text.lines().filter(|line| !line.starts_with("![")).collect::<Vec<_>>().join("\n");
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()).filter(|link| !link.contains("://")) {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).join(link.split('#').next().unwrap_or_default());
            assert!(path.exists(), "{manual} links to {link}, which is not there");
        }
    }
}
