//! Bakes the authored glossary; refuses one with a problem, and names them all.

use std::path::Path;
use std::{env, fs, process};

use cattax_compiler::{Explanations, check, rust_source};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = env::var("CARGO_MANIFEST_DIR")?;
    let folder = Path::new(&folder);
    for authored in ["entries", "sets.toml", "stickers.tsv", "readings.tsv", "examples.tsv"] {
        println!("cargo::rerun-if-changed={}", folder.join(authored).display());
    }
    let checked = check(folder);
    for problem in &checked.problems {
        println!("cargo::error=src/glossary/{problem}");
    }
    if !checked.problems.is_empty() {
        process::exit(1);
    }
    let out = env::var("OUT_DIR")?;
    let out = Path::new(&out);
    let explanations = Explanations::of(&checked.glossary, &checked.tables);
    fs::write(out.join("explanations.json"), &explanations.text)?;
    fs::write(out.join("baked.rs"), rust_source(&checked.tables, &explanations))?;
    Ok(())
}
