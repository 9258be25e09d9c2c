//! The host tool as its users call it.

#![allow(clippy::expect_used, reason = "a test stops where it fails")]

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::{fs, thread};

use serde_json::{Value, json};

fn run(arguments: &[&str], input: &str) -> Output {
    let mut tool = Command::new(env!("CARGO_BIN_EXE_cattax"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the tool starts");
    let mut stdin = tool.stdin.take().expect("a standard input");
    let input = input.to_owned();
    // A tool that stops early does not read to the end.
    let writer = thread::spawn(move || drop(stdin.write_all(input.as_bytes())));
    let output = tool.wait_with_output().expect("the tool ends");
    writer.join().expect("the input is written");
    output
}

fn lines(output: &Output) -> Vec<Value> {
    let text = String::from_utf8(output.stdout.clone()).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn complaint(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn scan_prints_matches_in_utf16_units() {
    let output = run(&["scan"], "{\"text\": \"😂yyds\", \"kind\": \"comment\"}\n{\"text\": \"\"}\n");
    assert!(output.status.success());
    let first = json!({
        "start": 2, "end": 6, "text": "yyds", "term": "yyds", "entry": "yyds",
        "sense": null, "kind": "abbreviation", "sure": true,
    });
    assert_eq!(lines(&output), [json!({ "matches": [first] }), json!({ "matches": [] })]);
}

#[test]
fn scan_stops_at_a_line_that_is_not_json_and_names_it() {
    for wrong in ["not json", "{\"texts\": \"\"}", "{\"text\": 3}", "[]", ""] {
        let output = run(&["scan"], &format!("{{\"text\": \"草莓\"}}\n{wrong}\n{{\"text\": \"\"}}\n"));
        assert_eq!(output.status.code(), Some(2), "{wrong}");
        assert_eq!(lines(&output).len(), 1, "{wrong}");
        assert!(complaint(&output).contains("line 2"), "{wrong}: {}", complaint(&output));
    }
}

#[test]
fn lookup_finds_by_whatever_is_known() {
    let found = |term: &str| -> Vec<String> {
        let output = run(&["lookup", term], "");
        assert!(output.status.success());
        let lines = lines(&output);
        assert_eq!(lines[0]["term"], term);
        let entries = lines[0]["entries"].as_array().expect("a list");
        entries.iter().map(|entry| entry["id"].as_str().expect("an id").to_owned()).collect()
    };
    assert_eq!(found("yyds"), ["yyds"]);
    assert_eq!(found("YYDS"), ["yyds"]);
    assert_eq!(found("種草"), found("种草"));
    assert_eq!(found("种草").len(), 1);
    assert_eq!(found("[笑哭R]"), found("ca75b2fc85b0a3e171fe5df1cbf90efdcd3ba571"));
    assert_eq!(found("[笑哭R]").len(), 1);
    assert_eq!(found("da18c61da42fd87be6e0e1e1c2a8a9a2e2a3d7a5"), [""; 0]);
    assert_eq!(found("没有这个词"), [""; 0]);
}

#[test]
fn lookup_reads_terms_from_standard_input_and_gives_all_fields() {
    let output = run(&["lookup"], "yyds\n\n没有这个词\n");
    let lines = lines(&output);
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[1], json!({ "term": "没有这个词", "entries": [] }));
    let entry = &lines[0]["entries"][0];
    for field in [
        "id",
        "theme",
        "term",
        "display",
        "also",
        "traditional",
        "pattern",
        "see",
        "words",
        "misses",
        "image_hashes",
        "cues",
    ] {
        assert!(entry.get(field).is_some(), "no {field} in {entry}");
    }
    let sense = &entry["senses"][0];
    for field in [
        "kind",
        "level",
        "pinyin",
        "stands_for",
        "literal",
        "means",
        "more",
        "tone",
        "use",
        "since",
        "example",
    ] {
        assert!(sense.get(field).is_some(), "no {field} in {sense}");
    }
    assert_eq!(sense["stands_for"], "永远的神");
}

#[test]
fn stats_count() {
    let output = run(&["stats"], "");
    let stats = &lines(&output)[0];
    assert_eq!(stats["stickers"], 181);
    assert_eq!(stats["problems"], 0);
    assert!(stats["entries"].as_u64().expect("a count") >= 300);
    assert!(stats["ambiguous"].as_u64().expect("a count") >= 80);
    assert!(stats["tables_total"].as_u64().expect("a size") <= 1 << 20, "{}", stats["tables_total"]);
}

#[test]
fn lint_is_content_with_the_glossary() {
    let output = run(&["lint"], "");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
    assert!(output.status.success());
}

/// A copy of nothing but one entry that the build would refuse.
fn broken(folder: &Path) {
    fs::create_dir(folder.join("entries")).expect("a folder");
    let entry = "# Broken.\n[[entry]]\nid = \"x\"\nterm = \"绝绝子\"\nkind = \"wurd\"\nmeans = \"Great.\"\n";
    fs::write(folder.join("entries/broken.toml"), entry).expect("a file");
    fs::write(folder.join("sets.toml"), "").expect("a file");
    fs::write(folder.join("stickers.tsv"), "code\thash\tother_hash\tcount\n").expect("a file");
}

#[test]
fn a_glossary_that_the_build_refuses_is_linted_and_still_scanned() {
    let folder = tempfile::tempdir().expect("a folder");
    broken(folder.path());
    let glossary = folder.path().to_str().expect("a path");
    let lint = run(&["--glossary", glossary, "lint"], "");
    let problems = String::from_utf8_lossy(&lint.stdout).into_owned();
    assert_eq!(lint.status.code(), Some(1));
    for problem in
        ["entries/broken.toml:5: unknown kind", "entries/broken.toml:6: `means` must not end", "needs `tone`"]
    {
        assert!(problems.contains(problem), "{problem}: {problems}");
    }
    let scan = run(&["--glossary", glossary, "scan"], "{\"text\": \"绝绝子\"}\n");
    assert_eq!(lines(&scan)[0]["matches"][0]["entry"], "x");
    assert!(complaint(&scan).contains("problems"), "{}", complaint(&scan));
}
