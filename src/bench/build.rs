//! Lists the glossary's terms and the corpus's sentences, one to a line.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use cattax_compiler::check;

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../..");
    let glossary = root.join("src/glossary");
    let corpus = root.join("tests/corpus");
    for folder in [&glossary.join("entries"), &corpus] {
        println!("cargo::rerun-if-changed={}", folder.display());
    }
    let checked = check(&glossary);
    let mut terms: Vec<String> = checked
        .glossary
        .entries
        .iter()
        .flat_map(|entry| entry.spellings())
        .map(|spelling| spelling.value.to_lowercase())
        .collect();
    terms.sort();
    terms.dedup();
    let mut files: Vec<_> =
        fs::read_dir(corpus)?.map(|file| file.map(|file| file.path())).collect::<Result<_, _>>()?;
    files.sort();
    let mut sentences = Vec::new();
    for file in files {
        for line in fs::read_to_string(file)?.lines() {
            let line: serde_json::Value = serde_json::from_str(line)?;
            sentences.push(plain(line["text"].as_str().unwrap_or_default()));
        }
    }
    let out = env::var("OUT_DIR")?;
    fs::write(Path::new(&out).join("terms.txt"), terms.join("\n"))?;
    fs::write(Path::new(&out).join("sentences.txt"), sentences.join("\n"))?;
    Ok(())
}

/// A sentence without its labels.
fn plain(text: &str) -> String {
    text.split('{')
        .enumerate()
        .map(|(index, part)| match (index, part.split_once('}')) {
            (1.., Some((labelled, rest))) => labelled.split('|').next().unwrap_or_default().to_owned() + rest,
            _ => part.to_owned(),
        })
        .collect()
}
