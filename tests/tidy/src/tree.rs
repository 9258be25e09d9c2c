//! The repository's files, and what holds for all of them.

use std::fs;
use std::path::{Path, PathBuf};

/// The most lines that a file of code may have.
const LINES: usize = 400;
/// Folders that are made, not written.
const MADE: [&str; 4] = ["target", "dist", "node_modules", ".git"];

/// The repository's top folder.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A file of the repository.
pub(crate) fn read(file: &str) -> String {
    fs::read_to_string(root().join(file)).expect(file)
}

/// All written files below a folder, by their paths from the top.
pub(crate) fn files(folder: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut waiting = vec![root().join(folder)];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
            if path.is_dir() && !MADE.contains(&name.as_str()) {
                waiting.push(path);
            } else if path.is_file() {
                let file = path.strip_prefix(root()).expect("below the top");
                found.push(file.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    found.sort();
    found
}

fn is_code(file: &str) -> bool {
    [".rs", ".js", ".mjs", ".css", ".html", ".sh"].iter().any(|ending| file.ends_with(ending))
}

fn text_files() -> impl Iterator<Item = (String, String)> {
    files(".")
        .into_iter()
        .filter_map(|file| Some((file.clone(), fs::read_to_string(root().join(file)).ok()?)))
}

#[test]
fn no_file_of_code_is_long() {
    for (file, text) in text_files().filter(|(file, _)| is_code(file)) {
        let lines = text.lines().count();
        assert!(lines <= LINES, "{file} has {lines} lines, at most {LINES} are fine");
    }
    let relay = read("extension/relay.js").lines().count();
    assert!(relay < 250, "the relay has {relay} lines; what needs more belongs into the module");
}

#[test]
fn nothing_is_left_for_later_or_skipped() {
    // Put together here, so that this file does not find itself.
    let words = [["TO", "DO"], ["FIX", "ME"], ["#[ig", "nore"], ["unimple", "mented!"]];
    let skips = [[".sk", "ip("], [".on", "ly("], ["sk", "ip:"], ["on", "ly: true"]];
    for (file, text) in text_files().filter(|(file, _)| is_code(file)) {
        let script = skips.iter().filter(|_| file.ends_with(".mjs"));
        for word in words.iter().chain(script).map(|halves| halves.concat()) {
            assert!(!text.contains(&word), "{file} holds {word}");
        }
    }
}

#[test]
fn nothing_names_a_machine() {
    let paths = ["/wo|rk/", "/ro|ot/", "../sha|red"];
    for (file, text) in text_files().filter(|(file, _)| !file.ends_with(".lock")) {
        for path in paths.map(|path| path.replace('|', "")) {
            assert!(!text.contains(&path), "{file} names {path}");
        }
    }
    let lock = read("tests/package-lock.json");
    assert!(!lock.contains("\"resolved\""), "the npm lock file names a registry");
}
