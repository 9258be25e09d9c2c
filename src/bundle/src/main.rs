//! Puts the extension together.
//!
//! `cattax-bundle ROOT WASM-OPT` takes the compiled module from ROOT's target
//! folder and leaves `dist/chromium` and `dist/firefox`, unpacked and
//! loadable, and a zip of each. `cattax-bundle ROOT WASM-OPT bench` makes the
//! module of the benchmarks ready for a page in `target/bench-module`, in the
//! same way. It is a program of its own, because whoever only writes glossary
//! entries should not have to compile it.

mod manifest;
mod pack;

use std::error::Error;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

use manifest::Browser;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [root, wasm_opt] => extension(Path::new(root), wasm_opt),
        [root, wasm_opt, "bench"] => {
            let root = Path::new(root);
            module(root, "cattax_bench", &root.join("target/bench-module"), wasm_opt)
        }
        _ => Err("usage: cattax-bundle ROOT WASM-OPT [bench]".into()),
    }
}

fn extension(root: &Path, wasm_opt: &str) -> Result<()> {
    let glue = root.join("target/bundle");
    module(root, "cattax_web", &glue, wasm_opt)?;
    for browser in Browser::ALL {
        let folder = root.join("dist").join(browser.name());
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        assemble(root, &glue, &folder, browser)?;
        let archive = root.join(format!("dist/cat-tax-{}.zip", browser.name()));
        pack::zip(&folder, &archive)?;
        let size = fs::metadata(&archive)?.len() / 1000;
        println!("{}, {} ({size} kB)", folder.display(), archive.display());
    }
    Ok(())
}

/// Makes a compiled module ready for a browser, in a folder of its own.
fn module(root: &Path, name: &str, glue: &Path, wasm_opt: &str) -> Result<()> {
    if glue.exists() {
        fs::remove_dir_all(glue)?;
    }
    wasm_bindgen_cli_support::Bindgen::new()
        .input_path(root.join(format!("target/wasm32-unknown-unknown/release/{name}.wasm")))
        .out_name("cattax")
        .web(true)?
        .typescript(false)
        .generate(glue)?;
    optimise(glue, wasm_opt)
}

/// Shrinks the module, and takes out names that only a debugger wants.
fn optimise(glue: &Path, wasm_opt: &str) -> Result<()> {
    let module = glue.join("cattax_bg.wasm");
    let status = Command::new(wasm_opt)
        .args(["-O3", "--strip-debug", "--strip-producers", "-o"])
        .arg(&module)
        .arg(&module)
        .status()
        .map_err(|error| format!("cannot run {wasm_opt}: {error}"))?;
    if !status.success() {
        return Err(format!("{wasm_opt} failed on {}", module.display()).into());
    }
    Ok(())
}

/// Takes out of the texts of the interface what only translators read.
fn texts(locales: &Path) -> Result<()> {
    for locale in fs::read_dir(locales)? {
        let file = locale?.path().join("messages.json");
        let mut messages: serde_json::Value = serde_json::from_str(&fs::read_to_string(&file)?)?;
        for message in messages.as_object_mut().into_iter().flat_map(|messages| messages.values_mut()) {
            if let Some(message) = message.as_object_mut() {
                message.shift_remove("description");
            }
        }
        fs::write(&file, messages.to_string())?;
    }
    Ok(())
}

fn assemble(root: &Path, glue: &Path, folder: &Path, browser: Browser) -> Result<()> {
    pack::copy(&root.join("extension"), folder)?;
    texts(&folder.join("_locales"))?;
    for file in ["cattax.js", "cattax_bg.wasm"] {
        fs::copy(glue.join(file), folder.join(file))?;
    }
    for notice in ["LICENSE-MIT", "LICENSE-APACHE", "LICENSE-GLOSSARY", "THIRD-PARTY.md"] {
        fs::copy(root.join(notice), folder.join(notice))?;
    }
    fs::write(folder.join(cattax_glossary::EXPLANATIONS_FILE), cattax_glossary::EXPLANATIONS)?;
    let source = fs::read_to_string(root.join("manifest.json"))?;
    fs::write(folder.join("manifest.json"), manifest::for_browser(&source, browser)?)?;
    Ok(())
}
