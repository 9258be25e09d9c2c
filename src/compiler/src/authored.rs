//! The glossary as authors write it.

use std::collections::BTreeMap;

use cattax_core::entry::Kind;

use crate::problem::Place;

/// A piece of authored text and where it stands.
#[derive(Debug, Clone, Default)]
pub struct Text {
    /// The text.
    pub value: String,
    /// Its place.
    pub place: Place,
}

/// An example line, ours, and its rendering in English.
#[derive(Debug, Clone)]
pub struct Example {
    /// The line in Chinese.
    pub zh: Text,
    /// The line in English.
    pub en: Text,
}

/// What a match is where no `when` cue holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Otherwise {
    /// Not marked, but answers on hover.
    Maybe,
    /// No match.
    None,
}

/// The fields that an entry and a sense have in common; those of a sense
/// replace those of its entry.
#[derive(Debug, Clone, Default)]
pub struct Body {
    /// How it is written.
    pub kind: Option<Kind>,
    /// How often it is met, 1 to 4.
    pub level: Option<u8>,
    /// How it is read.
    pub pinyin: Option<Text>,
    /// The characters that it stands for.
    pub stands_for: Option<Text>,
    /// Word for word.
    pub literal: Option<Text>,
    /// What it means.
    pub means: Option<Text>,
    /// Where it comes from, what a reader would get wrong.
    pub more: Option<Text>,
    /// In what tone.
    pub tone: Option<Text>,
    /// Whether a newcomer may say it.
    pub usage: Option<Text>,
    /// The year it spread.
    pub since: Option<u16>,
    /// A line with it.
    pub example: Option<Example>,
    /// Cues of which one must hold for a sure match.
    pub when: Option<Vec<Text>>,
    /// Cues of which none may hold.
    pub unless: Vec<Text>,
    /// What it is where no `when` cue holds.
    pub otherwise: Option<Otherwise>,
    /// Texts in which it must be marked.
    pub hits: Vec<Text>,
}

/// One meaning of an entry.
#[derive(Debug, Clone, Default)]
pub struct Sense {
    /// Its id; empty for the only sense of an entry without sense blocks.
    pub id: Text,
    /// Its fields, with those of the entry filled in.
    pub body: Body,
}

/// One entry.
#[derive(Debug, Clone, Default)]
pub struct Entry {
    /// Its id.
    pub id: Text,
    /// The file it stands in, without its ending.
    pub theme: String,
    /// The term.
    pub term: Text,
    /// How it is usually written, where not like the term.
    pub display: Option<Text>,
    /// Other spellings.
    pub also: Vec<Text>,
    /// Traditional forms that do not fold to the term by themselves.
    pub traditional: Vec<Text>,
    /// Patterns.
    pub pattern: Vec<Text>,
    /// Ids of related entries.
    pub see: Vec<Text>,
    /// Ordinary words that contain or cross the term.
    pub words: Vec<Text>,
    /// Words of the dictionary that do not keep terms out, because they hold
    /// this one in its own sense or cross it only by chance.
    pub despite: Vec<Text>,
    /// Texts in which it must not be marked.
    pub misses: Vec<Text>,
    /// The fields of the entry itself.
    pub body: Body,
    /// Its senses, at least one.
    pub senses: Vec<Sense>,
    /// Whether the senses were written as blocks.
    pub has_sense_blocks: bool,
}

impl Entry {
    /// The term and all its other spellings.
    pub fn spellings(&self) -> impl Iterator<Item = &Text> {
        std::iter::once(&self.term).chain(&self.also).chain(&self.traditional)
    }
}

/// One of RedNote's stickers.
#[derive(Debug, Clone)]
pub struct Sticker {
    /// Its code, brackets included.
    pub code: Text,
    /// The hashes by which its image is known: none, one or two.
    pub hashes: Vec<String>,
    /// How often it was met in a sample of real texts.
    pub count: u32,
}

/// All that was authored.
#[derive(Debug, Clone, Default)]
pub struct Glossary {
    /// The entries, by file and then in the order of the file.
    pub entries: Vec<Entry>,
    /// The named sets of words, with the place of each.
    pub sets: BTreeMap<String, (Place, Vec<String>)>,
    /// The stickers.
    pub stickers: Vec<Sticker>,
    /// The syllables of each example, one for each of its Chinese characters.
    pub spoken: BTreeMap<String, Vec<String>>,
}
