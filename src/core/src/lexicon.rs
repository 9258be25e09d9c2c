//! The finder's tables: flat, borrowed, made by the compiler crate.
//!
//! Every reference between tables is an index or a [`Slice`] of one; one that
//! leads nowhere reads as empty, so a damaged table finds nothing and cannot
//! stop the page. Strings are folded (see [`crate::fold`]).

use yada::DoubleArray;

use crate::entry::Kind;
use crate::fold::HAN_FIRST;
use crate::segment::STRANGER;

/// A piece of one of the flat tables: `start` and `len` count its elements
/// (bytes, for strings).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Slice {
    /// The first element.
    pub start: u32,
    /// How many there are.
    pub len: u32,
}

impl Slice {
    fn of<T>(self, table: &[T]) -> &[T] {
        let start = self.start as usize;
        table.get(start..start + self.len as usize).unwrap_or(&[])
    }
}

/// What a key of the trie is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// An ordinary word that keeps terms out, and what it costs (see
    /// [`crate::segment`]).
    Ordinary(u8),
    /// A term of this entry, as it stands.
    Term(u32),
    /// The first fixed characters of these patterns (a slice of
    /// [`Lexicon::patterns`]), and, where an entry is named, a term as well.
    Pattern(Slice, Option<u32>),
}

/// The value by which the trie knows an ordinary word: its cost, and a bit that
/// no index of [`Lexicon::keys`] has. A hundred thousand words need no row each
/// that way.
pub fn ordinary_value(cost: u8) -> u32 {
    ORDINARY | u32::from(cost)
}

const ORDINARY: u32 = 1 << 30;

/// One entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Its id, in [`Lexicon::strings`].
    pub id: Slice,
    /// Its senses, in the order of preference; at least one.
    pub senses: Slice,
    /// What it costs to read a text as this entry (see [`crate::segment`]).
    pub cost: u8,
}

/// One sense, with what it takes from its entry filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sense {
    /// Its id, in [`Lexicon::strings`]; empty where the entry has one sense
    /// without a name.
    pub id: Slice,
    /// How it is written.
    pub kind: Kind,
    /// How often it is met: 1 daily to 4 rare.
    pub level: u8,
    /// Cues of which none may hold.
    pub unless: Slice,
    /// Cues of which one must hold for a sure match; no cues, always sure.
    pub when: Slice,
    /// Whether a match without a `when` cue is a maybe (or none at all).
    pub otherwise_maybe: bool,
}

/// One condition of a context rule. A rule is a row of them that all hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cue {
    /// What is looked at.
    pub test: Test,
    /// Whether it must hold or must not.
    pub wanted: bool,
    /// Whether the rule goes on with the next row.
    pub joined: bool,
}

/// What a cue looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Test {
    /// The term is the whole clause.
    Alone,
    /// Nothing of weight stands before it in its clause.
    ClauseStart,
    /// Nothing of weight stands behind it in its clause.
    ClauseEnd,
    /// One of these items stands directly before it.
    After(Slice),
    /// One of these items stands directly behind it.
    Before(Slice),
    /// One of these items stands within [`crate::senses::NEAR`] characters.
    Near(Slice),
    /// One of these items stands before it in its clause.
    Subject(Slice),
    /// One of these items stands behind it in its clause.
    Object(Slice),
}

/// What a cue looks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Item {
    /// A word, in [`Lexicon::strings`].
    Word(Slice),
    /// Any Han character.
    Han,
    /// Any ASCII letter.
    Letter,
    /// Any ASCII digit.
    Digit,
    /// Any emoji.
    Emoji,
    /// The end of the clause.
    Edge,
}

/// One element of a pattern behind its first fixed characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// These characters.
    Fixed(Slice),
    /// Any number of this character, none included.
    More(char),
    /// Between one and [`crate::pattern::SLOT`] characters of the clause.
    Slot,
}

/// A pattern; the trie finds its first fixed characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pattern {
    /// The entry it belongs to.
    pub entry: u32,
    /// Whether a slot comes before the first fixed characters.
    pub slot_before: bool,
    /// What comes behind them.
    pub steps: Slice,
}

/// One hash of a sticker's image. Two stickers may share one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct StickerImage {
    /// The hash: 40 hexadecimal digits in the image's address.
    pub hash: [u8; 20],
    /// The entry of the sticker.
    pub entry: u32,
}

/// All tables, borrowed from where they were baked.
#[derive(Clone, Copy)]
pub struct Lexicon<'a> {
    /// Simplified forms of U+4E00 to U+9FFF.
    pub han: &'a [u16],
    /// What each of those characters costs by itself (see [`crate::segment`]).
    pub char_costs: &'a [u8],
    /// A yada double array from folded keys to indices of `keys` or to
    /// [`ordinary_value`]s.
    pub trie: &'a [u8],
    /// What the keys of the trie are.
    pub keys: &'a [Key],
    /// The entries.
    pub entries: &'a [Entry],
    /// The senses of all entries.
    pub senses: &'a [Sense],
    /// The cues of all senses.
    pub cues: &'a [Cue],
    /// The items of all cues.
    pub items: &'a [Item],
    /// The patterns of all entries.
    pub patterns: &'a [Pattern],
    /// The steps of all patterns.
    pub steps: &'a [Step],
    /// All strings, one behind the other.
    pub strings: &'a str,
    /// What keeps a number in front of it from being a code (items).
    pub units: Slice,
    /// The images of stickers, sorted by hash.
    pub images: &'a [StickerImage],
}

impl<'a> Lexicon<'a> {
    /// A string of the tables.
    pub fn string(&self, slice: Slice) -> &'a str {
        let start = slice.start as usize;
        self.strings.get(start..start + slice.len as usize).unwrap_or("")
    }

    /// The senses of an entry, in the order of preference.
    pub fn senses_of(&self, entry: u32) -> &'a [Sense] {
        match self.entries.get(entry as usize) {
            Some(entry) => entry.senses.of(self.senses),
            None => &[],
        }
    }

    /// The id of an entry; empty for one that is not there.
    pub fn entry_id(&self, entry: u32) -> &'a str {
        self.entries.get(entry as usize).map_or("", |entry| self.string(entry.id))
    }

    /// What it costs to read a text as an entry.
    pub fn cost_of(&self, entry: u32) -> u32 {
        self.entries.get(entry as usize).map_or(u32::from(STRANGER), |entry| u32::from(entry.cost))
    }

    /// What a character costs by itself.
    pub fn char_cost(&self, c: char) -> u8 {
        let place = (c as u32).checked_sub(HAN_FIRST);
        place.and_then(|place| self.char_costs.get(place as usize)).copied().unwrap_or(STRANGER)
    }

    /// The cues of a slice.
    pub fn cues_of(&self, slice: Slice) -> &'a [Cue] {
        slice.of(self.cues)
    }

    /// The items of a cue.
    pub fn items_of(&self, slice: Slice) -> &'a [Item] {
        slice.of(self.items)
    }

    /// The patterns of a key.
    pub fn patterns_of(&self, slice: Slice) -> &'a [Pattern] {
        slice.of(self.patterns)
    }

    /// The steps of a pattern.
    pub fn steps_of(&self, slice: Slice) -> &'a [Step] {
        slice.of(self.steps)
    }

    /// The entries of the stickers whose image has this hash, written as 40
    /// lower-case hexadecimal digits; none for anything else.
    pub fn stickers(&self, hash: &str) -> impl Iterator<Item = u32> + 'a {
        let hash = parse_hash(hash);
        let from = self.images.partition_point(|image| Some(image.hash) < hash);
        let images: &'a [StickerImage] = self.images.get(from..).unwrap_or(&[]);
        images.iter().take_while(move |image| Some(image.hash) == hash).map(|image| image.entry)
    }

    /// Whether a folded word is a term by itself.
    pub fn is_term(&self, word: &str) -> bool {
        let key = match self.trie.is_empty() {
            true => None,
            false => DoubleArray(self.trie).exact_match_search(word),
        };
        matches!(key.and_then(|value| self.key(value)), Some(Key::Term(_) | Key::Pattern(..)))
    }

    fn key(&self, value: u32) -> Option<Key> {
        match value & ORDINARY {
            0 => self.keys.get(value as usize).copied(),
            _ => Some(Key::Ordinary(value as u8)),
        }
    }

    /// The keys that `text` starts with, shortest first, each with its length
    /// in bytes.
    pub fn keys_at<'t>(
        &'t self,
        trie: &'t DoubleArray<&'a [u8]>,
        text: &'t str,
    ) -> impl Iterator<Item = (Key, usize)> + 't {
        trie.common_prefix_search(text.as_bytes()).filter_map(|(value, len)| Some((self.key(value)?, len)))
    }
}

/// The bytes of a hash in hexadecimal digits.
pub fn parse_hash(digits: &str) -> Option<[u8; 20]> {
    let mut hash = [0; 20];
    if digits.len() != 2 * hash.len() {
        return None;
    }
    for (byte, at) in hash.iter_mut().zip((0..).step_by(2)) {
        *byte = u8::from_str_radix(digits.get(at..at + 2)?, 16).ok()?;
    }
    Some(hash)
}
