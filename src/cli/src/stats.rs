//! `cattax stats`: what the glossary holds and what it weighs.

use std::collections::BTreeMap;

use cattax_compiler::{Checked, Explanations};
use serde::Serialize;

/// The counts; sizes are in bytes.
#[derive(Serialize)]
pub(crate) struct Stats {
    entries: usize,
    senses: usize,
    /// Entries' terms.
    terms: usize,
    /// Their other spellings.
    variants: usize,
    patterns: usize,
    stickers: usize,
    /// Entries with at least two misses: ordinary words elsewhere.
    ambiguous: usize,
    /// Words of the dictionary that decide over a term.
    ordinary_words: usize,
    problems: usize,
    by_kind: BTreeMap<String, usize>,
    by_theme: BTreeMap<String, usize>,
    by_tone: BTreeMap<String, usize>,
    by_level: BTreeMap<String, usize>,
    tables: BTreeMap<&'static str, usize>,
    tables_total: usize,
    explanations: usize,
}

/// Counts a glossary.
pub(crate) fn of(checked: &Checked) -> Stats {
    let glossary = &checked.glossary;
    let entries = &glossary.entries;
    let senses = || entries.iter().flat_map(|entry| &entry.senses);
    let tables: BTreeMap<&str, usize> = checked.tables.sizes().into_iter().collect();
    Stats {
        entries: entries.len(),
        senses: senses().count(),
        terms: entries.len(),
        variants: entries.iter().map(|entry| entry.spellings().count() - 1).sum(),
        patterns: entries.iter().map(|entry| entry.pattern.len()).sum(),
        stickers: glossary.stickers.len(),
        ambiguous: entries.iter().filter(|entry| entry.misses.len() >= 2).count(),
        ordinary_words: checked.tables.ordinary_words(),
        problems: checked.problems.len(),
        by_kind: count(senses().map(|sense| sense.body.kind.map_or("", |kind| kind.name()).to_owned())),
        by_theme: count(entries.iter().map(|entry| entry.theme.clone())),
        by_tone: count(
            senses().map(|sense| sense.body.tone.as_ref().map_or(String::new(), |tone| tone.value.clone())),
        ),
        by_level: count(senses().map(|sense| sense.body.level.unwrap_or_default().to_string())),
        tables_total: tables.values().sum(),
        tables,
        explanations: Explanations::of(glossary, &checked.tables).text.len(),
    }
}

fn count(names: impl Iterator<Item = String>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for name in names {
        *counts.entry(name).or_default() += 1;
    }
    counts
}
