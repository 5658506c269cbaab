//! What an operator hands in: folders are listed, pages put in order, and a key is made for whoever names none.

use crate::sources::{Input, InputFile};
use std::{
    cmp::Ordering,
    path::{Path, PathBuf},
};

/// The input's files, each folder replaced by the files in it (not below it), `page-2` before `page-10`.
pub(super) fn files(input: &Input) -> Vec<InputFile> {
    let mut files = Vec::new();
    for file in &input.files {
        if file.path.is_dir() { files.extend(listed(file)) } else { files.push(file.clone()) }
    }
    files
}

fn listed(folder: &InputFile) -> Vec<InputFile> {
    let name = |path: PathBuf| {
        let name = path.file_name()?.to_str()?.to_owned();
        Some(InputFile { name: format!("{}/{name}", folder.name.trim_end_matches('/')), path })
    };
    data_files(&folder.path).unwrap_or_default().into_iter().filter_map(name).collect()
}

/// The data files of a folder, in the order people count. Hidden files are none, nor is what is written about data: `README.md`,
/// `LICENCE`, `SOURCE.txt`.
///
/// # Errors
/// When the folder cannot be read.
pub fn data_files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_file() && path.file_name().is_some_and(|name| is_data(&name.to_string_lossy())) {
            files.push(path);
        }
    }
    files.sort_by(|a, b| natural(&a.to_string_lossy(), &b.to_string_lossy()));
    Ok(files)
}

fn is_data(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let about = ["readme", "licence", "license", "source.", "attribution", "changelog"].iter().any(|about| name.starts_with(about));
    let written = [".md", ".html", ".htm", ".pdf"].iter().any(|ending| name.ends_with(ending));
    !(name.starts_with('.') || written || about && !name.contains(".json") && !name.contains(".csv"))
}

/// Orders names as people do: runs of digits by their value.
fn natural(a: &str, b: &str) -> Ordering {
    let parts = |text: &str| -> Vec<(u64, String)> {
        let mut parts = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            let words = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
            let digits = rest[words..].find(|c: char| !c.is_ascii_digit()).map_or(rest.len(), |len| words + len);
            parts.push((rest[words..digits].parse().unwrap_or(u64::MAX), rest[..words].to_owned()));
            rest = &rest[digits..];
        }
        parts
    };
    let by_part = |(a, b): (&(u64, String), &(u64, String))| a.1.cmp(&b.1).then(a.0.cmp(&b.0));
    let (left, right) = (parts(a), parts(b));
    left.iter().zip(&right).map(by_part).find(|order| order.is_ne()).unwrap_or_else(|| left.len().cmp(&right.len())).then_with(|| a.cmp(b))
}

/// The key records are owned by where the operator names none: a feed's host and path, a folder's name, a file's name
/// without its endings.
pub(super) fn source_key(input: &Input) -> String {
    let Some(first) = input.files.first() else { return "import".to_owned() };
    if let Some((_, address)) = first.name.split_once("://") {
        let path = address.split(['?', '#']).next().unwrap_or(address).trim_end_matches('/');
        return path.strip_suffix("/services").unwrap_or(path).to_ascii_lowercase();
    }
    let path = if input.files.len() > 1 { first.path.parent().unwrap_or(&first.path) } else { &first.path };
    stem(path).unwrap_or_else(|| "import".to_owned())
}

/// A file's name without its endings: `bristol.json.gz` is `bristol`.
pub(super) fn stem(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_str()?;
    let mut stem = name;
    while let Some((shorter, ending)) = stem.rsplit_once('.') {
        let known =
            ["gz", "zst", "zip", "json", "ndjson", "jsonl", "csv", "xlsx", "ods"].iter().any(|one| ending.eq_ignore_ascii_case(one));
        if !known || shorter.is_empty() {
            break;
        }
        stem = shorter;
    }
    Some(stem.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(names: &[&str]) -> Input {
        let files = names.iter().map(|name| InputFile { name: (*name).to_owned(), path: (*name).into() }).collect();
        Input { files, complete: true, remarks: Vec::new() }
    }

    #[test]
    fn a_key_is_the_feeds_address_or_the_files_name() {
        for (names, expected) in [
            (
                &["https://Bristol.example.org/o/v3/services?page=1", "https://bristol.example.org/o/v3/services?page=2"][..],
                "bristol.example.org/o/v3",
            ),
            (&["https://example.org/data.json"], "example.org/data.json"),
            (&["/data/bristol.json.gz"], "bristol"),
            (&["/data/miami"], "miami"),
            (&["/data/miami/services.csv", "/data/miami/phones.csv"], "miami"),
            (&["v1.2-notes"], "v1.2-notes"),
            (&[], "import"),
        ] {
            assert_eq!(source_key(&input(names)), expected, "{names:?}");
        }
    }

    #[test]
    fn what_is_written_about_data_is_not_data() {
        for (name, data) in [
            ("services.csv", true),
            ("sources.csv", true),
            ("source.json", true),
            ("README.md", false),
            ("LICENCE", false),
            ("SOURCE.txt", false),
            ("notes.pdf", false),
            (".hidden.json", false),
            ("extract.txt", true),
        ] {
            assert_eq!(is_data(name), data, "{name}");
        }
    }

    #[test]
    fn pages_are_in_the_order_people_count() {
        let mut names = vec!["page-10.json", "page-2.json", "page-1.json", "index"];
        names.sort_by(|a, b| natural(a, b));
        assert_eq!(names, ["index", "page-1.json", "page-2.json", "page-10.json"]);
    }
}
