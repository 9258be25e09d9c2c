//! Writes the tables as Rust source.

use std::fmt::{Debug, Write};

use crate::explain::Explanations;
use crate::tables::Tables;

/// Rust source of a constant `LEXICON` over static tables, and of where the
/// explanations of each entry start. `trie` names the file, beside the source,
/// into which the caller writes [`Tables::trie_bytes`].
///
/// Same input, same source.
pub fn rust_source(tables: &Tables, explanations: &Explanations, trie: &str) -> String {
    let mut source = String::new();
    table(&mut source, "HAN", "u16", &tables.han);
    table(&mut source, "KEYS", "Key", &tables.keys);
    table(&mut source, "ENTRIES", "Entry", &tables.entries);
    table(&mut source, "SENSES", "Sense", &tables.senses);
    table(&mut source, "CUES", "Cue", &tables.cues);
    table(&mut source, "ITEMS", "Item", &tables.items);
    table(&mut source, "PATTERNS", "Pattern", &tables.patterns);
    table(&mut source, "STEPS", "Step", &tables.steps);
    table(&mut source, "IMAGES", "StickerImage", &tables.images);
    table(&mut source, "STARTS", "u32", &explanations.starts);
    // Writing to a string cannot fail.
    let _ = write!(
        source,
        "static TRIE: &[u8] = include_bytes!({trie:?});\n\
         static STRINGS: &str = {:?};\n\
         /// The fingerprint of the explanations (see the compiler).\n\
         pub const FINGERPRINT: u64 = {};\n\
         /// The finder's tables.\n\
         pub const LEXICON: Lexicon<'static> = Lexicon {{\n\
             han: &HAN, trie: TRIE, keys: &KEYS, entries: &ENTRIES, senses: &SENSES,\n\
             cues: &CUES, items: &ITEMS, patterns: &PATTERNS, steps: &STEPS,\n\
             strings: STRINGS, units: {:?}, images: &IMAGES,\n\
         }};\n",
        tables.strings, explanations.fingerprint, tables.units
    );
    source
}

/// One static table; the derived `Debug` form of its elements is Rust source.
fn table<T: Debug>(source: &mut String, name: &str, kind: &str, rows: &[T]) {
    let _ = writeln!(source, "static {name}: [{kind}; {}] = [", rows.len());
    for row in rows {
        let _ = writeln!(source, "    {row:?},");
    }
    source.push_str("];\n");
}

impl Tables {
    /// The trie's bytes.
    pub fn trie_bytes(&self) -> &[u8] {
        &self.trie
    }
}
