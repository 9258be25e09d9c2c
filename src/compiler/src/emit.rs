//! Writes the tables as Rust source.

use std::fmt::{Debug, Write};

use cattax_core::trie::Trie;

use crate::explain::Explanations;
use crate::tables::Tables;

/// Rust source of a constant `LEXICON` over static tables, and of the name of
/// the file of explanations.
///
/// Same input, same source.
pub fn rust_source(tables: &Tables, explanations: &Explanations) -> String {
    let mut source = String::from(
        "use cattax_core::entry::Kind;\nuse cattax_core::lexicon::*;\nuse cattax_core::trie::Trie;\n",
    );
    table(&mut source, "HAN", "u16", &[], &tables.han);
    table(&mut source, "CHAR_COSTS", "u8", &[], &tables.char_costs);
    trie(&mut source, "TRIE", "u16", tables.trie.trie());
    table(&mut source, "KEYS", "Key", &[], &tables.keys);
    trie(&mut source, "ORDINARY", "u8", tables.ordinary.trie());
    table(&mut source, "ENTRIES", "Entry", &[], &tables.entries);
    table(&mut source, "SENSES", "Sense", &["Kind"], &tables.senses);
    table(&mut source, "CUES", "Cue", &["Test", "Mode"], &tables.cues);
    table(&mut source, "SETS", "Slice", &[], &tables.sets);
    table(&mut source, "MASKS", "u16", &[], &tables.masks);
    table(&mut source, "ITEMS", "u16", &[], &tables.items);
    table(&mut source, "PATTERNS", "Pattern", &["Lead"], &tables.patterns);
    table(&mut source, "STEPS", "Step", &["Step"], &tables.steps);
    table(&mut source, "IMAGES", "StickerImage", &[], &tables.images);
    table(&mut source, "IDS", "u32", &[], &tables.ids);
    // Writing to a string cannot fail.
    let _ = write!(
        source,
        "static STRINGS: &str = {:?};\n\
         /// The name of the file of explanations that belongs to these tables. It\n\
         /// carries their fingerprint: after an update it is another.\n\
         pub const EXPLANATIONS_FILE: &str = \"explanations-{:016x}.json\";\n\
         /// The finder's tables.\n\
         pub const LEXICON: Lexicon<'static> = Lexicon {{\n\
             han: &HAN, char_costs: &CHAR_COSTS, trie: TRIE, keys: &KEYS, ordinary: ORDINARY,\n\
             entries: &ENTRIES, senses: &SENSES, cues: &CUES, sets: &SETS, masks: &MASKS, items: &ITEMS, patterns: &PATTERNS, steps: &STEPS,\n\
             strings: STRINGS, units: {:?}, images: &IMAGES, ids: &IDS,\n\
         }};\n",
        tables.strings, explanations.fingerprint, tables.units
    );
    source
}

fn trie<V: Debug>(source: &mut String, name: &str, value: &str, trie: Trie<'_, V>) {
    table(source, &format!("{name}_FIRST"), "u16", &[], trie.first);
    table(source, &format!("{name}_PAIRS"), "u32", &[], trie.pairs);
    table(source, &format!("{name}_UNITS"), "u16", &[], trie.units);
    table(source, &format!("{name}_VALUES"), value, &[], trie.values);
    table(source, &format!("{name}_PARENTS"), "u32", &[], trie.parents);
    table(source, &format!("{name}_RANKS"), "u16", &[], trie.ranks);
    table(source, &format!("{name}_CHILDREN"), "u16", &[], trie.children);
    table(source, &format!("{name}_BLOCKS"), "u32", &[], trie.blocks);
    // Writing to a string cannot fail.
    let _ = writeln!(
        source,
        "const {name}: Trie<'static, {value}> = Trie {{ first: &{name}_FIRST, pairs: &{name}_PAIRS, \
         units: &{name}_UNITS, values: &{name}_VALUES, parents: &{name}_PARENTS, ranks: &{name}_RANKS, \
         children: &{name}_CHILDREN, blocks: &{name}_BLOCKS }};"
    );
}

/// One static table; the derived `Debug` form of its elements is Rust source,
/// where the variants of the enum in them are in scope. Two enums have variants
/// of the same name, so each table has a module of its own.
fn table<T: Debug>(source: &mut String, name: &str, kind: &str, variants: &[&str], rows: &[T]) {
    let module = name.to_lowercase();
    let _ = writeln!(source, "mod {module} {{\n    use super::*;");
    for kind in variants {
        let _ = writeln!(source, "    use super::{kind}::*;");
    }
    let _ = writeln!(source, "    pub(crate) static {name}: [{kind}; {}] = [", rows.len());
    for row in rows {
        let _ = writeln!(source, "        {row:?},");
    }
    let _ = writeln!(source, "    ];\n}}\npub(crate) use {module}::{name};");
}
