//! Turns the authored glossary into checked, baked tables.
//!
//! Runs on the developer's machine only, at build time and in the host tool.
//! Reading and checking report everything that is wrong at once, with file
//! and line; nothing is baked from a glossary with a problem.

mod ambiguous;
pub mod authored;
mod cues;
mod emit;
mod examples;
pub mod explain;
mod fields;
mod han;
pub mod laws;
pub mod lookup;
mod ordinary;
mod pattern;
mod pinyin;
pub mod problem;
mod proofs;
mod read;
mod released;
mod stickers;
pub mod tables;
mod trie;

use std::path::Path;

use ordinary::Dictionary;

pub use authored::Glossary;
pub use emit::rust_source;
pub use explain::{Explanation, Explanations, fnv1a};
pub use problem::Problem;
pub use released::ids;
pub use tables::Tables;

/// The authored files, read as far as they can be, and what is wrong with them.
pub struct Checked {
    /// What could be read.
    pub glossary: Glossary,
    /// The finder's tables, made from it.
    pub tables: Tables,
    /// Every problem, by file and line.
    pub problems: Vec<Problem>,
}

/// Reads and checks the glossary in a folder (`entries/`, `sets.toml`,
/// `stickers.tsv`, `readings.tsv`, `examples.tsv`, `released.txt`).
///
/// Never stops at the first problem; a folder without a glossary is one.
pub fn check(folder: &Path) -> Checked {
    let mut problems = Vec::new();
    let mut glossary = read::glossary(folder, &mut problems);
    let han = han::simplified_forms();
    let dictionary = Dictionary::read(&han);
    let tables = tables::build(&glossary, han, &dictionary, &mut problems);
    let readings = pinyin::further_readings(folder, &mut problems);
    glossary.spoken = examples::read(folder, &glossary, &readings, &mut problems);
    laws::check(&glossary, tables.lexicon().han, &readings, &mut problems);
    released::check(&glossary, folder, &mut problems);
    ambiguous::check(&glossary, &dictionary, tables.lexicon().han, &mut problems);
    proofs::check(&glossary, &tables, &mut problems);
    problems.sort();
    problems.dedup();
    Checked { glossary, tables, problems }
}
