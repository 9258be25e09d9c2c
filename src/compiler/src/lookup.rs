//! Finds entries by whatever an author may know of them.

use cattax_core::fold::fold;

use serde::Serialize;

use crate::authored::{Entry, Glossary, Otherwise};
use crate::explain::{Explanation, texts};
use crate::tables::Tables;

/// All that the glossary holds of an entry, as `cattax lookup` prints it.
#[derive(Serialize)]
pub struct Record<'a> {
    #[serde(flatten)]
    explanation: Explanation<'a>,
    words: Vec<&'a str>,
    misses: Vec<&'a str>,
    hits: Vec<&'a str>,
    image_hashes: Vec<&'a str>,
    cues: Vec<Cues<'a>>,
}

#[derive(Serialize)]
struct Cues<'a> {
    sense: &'a str,
    when: Vec<&'a str>,
    unless: Vec<&'a str>,
    otherwise: &'a str,
    hits: Vec<&'a str>,
}

impl<'a> Record<'a> {
    /// The record of an entry of this glossary.
    pub fn of(entry: &'a Entry, glossary: &'a Glossary) -> Self {
        let image = glossary.stickers.iter().find(|sticker| sticker.code.value == entry.term.value);
        Record {
            explanation: Explanation::of(entry),
            words: texts(&entry.words),
            misses: texts(&entry.misses),
            hits: texts(&entry.body.hits),
            image_hashes: image.map_or(Vec::new(), |image| image.hashes.iter().map(String::as_str).collect()),
            cues: entry
                .senses
                .iter()
                .map(|sense| Cues {
                    sense: &sense.id.value,
                    when: texts(sense.body.when.as_deref().unwrap_or_default()),
                    unless: texts(&sense.body.unless),
                    otherwise: match sense.body.otherwise {
                        Some(Otherwise::None) => "none",
                        Some(Otherwise::Maybe) | None => "maybe",
                    },
                    hits: texts(&sense.body.hits),
                })
                .collect(),
        }
    }
}

/// The entries that a word names: by a spelling in any script, by id, by
/// sticker code or by the hash of a sticker's image; in the glossary's order.
pub fn lookup<'a>(glossary: &'a Glossary, tables: &Tables, word: &str) -> Vec<&'a Entry> {
    let folded = fold(word, &tables.han);
    let by_hash: Vec<u32> = tables.lexicon().stickers(&word.to_ascii_lowercase()).collect();
    (0..)
        .zip(&glossary.entries)
        .filter(|(index, entry)| {
            entry.id.value == word
                || by_hash.contains(index)
                || entry.spellings().any(|spelling| fold(&spelling.value, &tables.han) == folded)
        })
        .map(|(_, entry)| entry)
        .collect()
}
