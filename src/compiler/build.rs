//! Finds the dictionary of ordinary words, which is a file of the package
//! `jieba-rs`, and copies it to where it can be included.

use std::error::Error;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=Cargo.toml");
    // Cargo knows where it keeps its packages; they are there already, since
    // this one depends on it.
    let metadata = Command::new(env::var("CARGO")?)
        .args(["metadata", "--format-version", "1", "--offline", "--manifest-path"])
        .arg(Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("Cargo.toml"))
        .output()?;
    if !metadata.status.success() {
        return Err(format!("cargo metadata failed: {}", String::from_utf8_lossy(&metadata.stderr)).into());
    }
    let metadata: serde_json::Value = serde_json::from_slice(&metadata.stdout)?;
    let manifest = metadata["packages"]
        .as_array()
        .and_then(|packages| packages.iter().find(|package| package["name"] == "jieba-rs"))
        .and_then(|package| package["manifest_path"].as_str())
        .ok_or("cargo metadata names no package jieba-rs")?;
    let dictionary = Path::new(manifest).with_file_name("src/data/dict.txt");
    fs::copy(&dictionary, Path::new(&env::var("OUT_DIR")?).join("dictionary.txt"))
        .map_err(|error| format!("{}: {error}", dictionary.display()))?;
    Ok(())
}
