//! The baked glossary: tables for the finder, and the explanations.
//!
//! Opening the tables costs nothing and cannot fail: they are static data of
//! the program. The explanations are not linked into a program that does not
//! name [`EXPLANATIONS`]; the extension ships them as a file of their own and
//! finds an entry in it with [`explanation_range`].
//!
//! There is no logic here; how to write an entry is told in `README.md`.

#[allow(unused_imports, reason = "generated: every table opens what its kind may need")]
mod baked {
    include!(concat!(env!("OUT_DIR"), "/baked.rs"));
}

use std::ops::Range;

pub use baked::{EXPLANATIONS_FILE, LEXICON};

/// The explanations: one JSON object per entry, one behind the other.
pub static EXPLANATIONS: &str = include_str!(concat!(env!("OUT_DIR"), "/explanations.json"));

/// Where the explanation of an entry lies in [`EXPLANATIONS`], in UTF-16 units,
/// the way JavaScript counts; an empty range for an entry that is not there.
pub fn explanation_range(entry: u32) -> Range<u32> {
    let entry = entry as usize;
    match (baked::STARTS.get(entry), baked::STARTS.get(entry + 1)) {
        (Some(start), Some(end)) => *start..*end,
        _ => 0..0,
    }
}
