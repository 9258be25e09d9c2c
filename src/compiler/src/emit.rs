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
    let mut source = String::from("use cattax_core::entry::Kind;\nuse cattax_core::lexicon::*;\n");
    table(&mut source, "HAN", "u16", None, &tables.han);
    table(&mut source, "CHAR_COSTS", "u8", None, &tables.char_costs);
    table(&mut source, "KEYS", "Key", Some("Key"), &tables.keys);
    table(&mut source, "ENTRIES", "Entry", None, &tables.entries);
    table(&mut source, "SENSES", "Sense", Some("Kind"), &tables.senses);
    table(&mut source, "CUES", "Cue", Some("Test"), &tables.cues);
    table(&mut source, "ITEMS", "Item", Some("Item"), &tables.items);
    table(&mut source, "PATTERNS", "Pattern", None, &tables.patterns);
    table(&mut source, "STEPS", "Step", Some("Step"), &tables.steps);
    table(&mut source, "IMAGES", "StickerImage", None, &tables.images);
    table(&mut source, "STARTS", "u32", None, &explanations.starts);
    // Writing to a string cannot fail.
    let _ = write!(
        source,
        "static TRIE: &[u8] = include_bytes!({trie:?});\n\
         static STRINGS: &str = {:?};\n\
         /// The name of the file of explanations that belongs to these tables. It\n\
         /// carries their fingerprint: after an update it is another.\n\
         pub const EXPLANATIONS_FILE: &str = \"explanations-{:016x}.json\";\n\
         /// The finder's tables.\n\
         pub const LEXICON: Lexicon<'static> = Lexicon {{\n\
             han: &HAN, char_costs: &CHAR_COSTS, trie: TRIE, keys: &KEYS, entries: &ENTRIES, senses: &SENSES,\n\
             cues: &CUES, items: &ITEMS, patterns: &PATTERNS, steps: &STEPS,\n\
             strings: STRINGS, units: {:?}, images: &IMAGES,\n\
         }};\n",
        tables.strings, explanations.fingerprint, tables.units
    );
    source
}

/// One static table; the derived `Debug` form of its elements is Rust source,
/// where the variants of the enum in them are in scope. Two enums have variants
/// of the same name, so each table has a module of its own.
fn table<T: Debug>(source: &mut String, name: &str, kind: &str, variants: Option<&str>, rows: &[T]) {
    let module = name.to_lowercase();
    let _ = writeln!(source, "mod {module} {{\n    use super::*;");
    if let Some(variants) = variants {
        let _ = writeln!(source, "    use super::{variants}::*;");
    }
    let _ = writeln!(source, "    pub(crate) static {name}: [{kind}; {}] = [", rows.len());
    for row in rows {
        let _ = writeln!(source, "        {row:?},");
    }
    let _ = writeln!(source, "    ];\n}}\npub(crate) use {module}::{name};");
}

impl Tables {
    /// The trie's bytes.
    pub fn trie_bytes(&self) -> &[u8] {
        &self.trie
    }
}
