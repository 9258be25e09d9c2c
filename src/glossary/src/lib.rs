//! The baked glossary: tables for the finder, and the explanations.
//!
//! Opening the tables costs nothing and cannot fail: they are static data of
//! the program. The explanations are not linked into a program that does not
//! name [`EXPLANATIONS`]; the extension ships them as a file of their own.
//!
//! There is no logic here; how to write an entry is told in `README.md`.

#[allow(unused_imports, reason = "generated: every table opens what its kind may need")]
mod baked {
    include!(concat!(env!("OUT_DIR"), "/baked.rs"));
}

pub use baked::{EXPLANATIONS_FILE, LEXICON};

/// The explanations: one JSON object of columns, by the places of entries and
/// senses in [`LEXICON`].
pub static EXPLANATIONS: &str = include_str!(concat!(env!("OUT_DIR"), "/explanations.json"));
