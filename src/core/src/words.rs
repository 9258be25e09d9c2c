//! The words of the cues where they stand in a run.

use crate::lexicon::Item;

/// How many UTF-16 units a word of a cue has at the most.
pub const LONGEST: usize = 12;

/// One word of the cues, of at least two units, where it stands in folded text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// Its first unit.
    pub start: u32,
    /// The unit behind its last.
    pub end: u32,
    /// What cues call it.
    pub item: Item,
}

/// All words of the cues in a text; they may overlap.
#[derive(Debug, Clone, Default)]
pub struct Words(Vec<Word>);

impl Words {
    /// Forgets all words.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Takes in a word that starts where the one before it does or behind.
    pub fn add(&mut self, word: Word) {
        self.0.push(word);
    }

    /// Those that start at or behind a place and before another.
    pub fn starting(&self, from: usize, to: usize) -> impl Iterator<Item = &Word> {
        let first = self.0.partition_point(|word| (word.start as usize) < from);
        self.0[first..].iter().take_while(move |word| (word.start as usize) < to)
    }

    /// Those that end at a place.
    pub fn ending(&self, at: usize) -> impl Iterator<Item = &Word> {
        self.starting(at.saturating_sub(LONGEST), at).filter(move |word| word.end as usize == at)
    }
}
