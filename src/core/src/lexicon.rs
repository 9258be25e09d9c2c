//! The finder's tables: flat, borrowed, made by the compiler crate.
//!
//! Every reference between tables is an index or a [`Slice`] of one; one that
//! leads nowhere reads as empty, so a damaged table finds nothing and cannot
//! stop the page. Strings are folded (see [`crate::fold`]).

use crate::entry::Kind;
use crate::fold::HAN_FIRST;
use crate::segment::STRANGER;
use crate::trie::Trie;

/// A piece of one of the flat tables: where it starts and how many elements it
/// has (bytes, for strings), in 21 and 11 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Slice(pub u32);

impl Slice {
    const LENGTH_BITS: u32 = 11;

    /// A piece of `len` elements from `start`; nothing, where the two do not
    /// fit (2,097,151 and 2,047).
    pub fn new(start: usize, len: usize) -> Option<Slice> {
        let start = u32::try_from(start).ok().filter(|start| *start < 1 << (32 - Self::LENGTH_BITS))?;
        let len = u32::try_from(len).ok().filter(|len| *len < 1 << Self::LENGTH_BITS)?;
        Some(Slice(start << Self::LENGTH_BITS | len))
    }

    /// Whether it has no elements.
    pub fn is_empty(self) -> bool {
        self.0 & ((1 << Self::LENGTH_BITS) - 1) == 0
    }

    fn range(self) -> std::ops::Range<usize> {
        let start = (self.0 >> Self::LENGTH_BITS) as usize;
        start..start + (self.0 & ((1 << Self::LENGTH_BITS) - 1)) as usize
    }

    fn of<T>(self, table: &[T]) -> &[T] {
        table.get(self.range()).unwrap_or(&[])
    }
}

/// What a key of the trie is that terms or patterns begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// The entry whose term it is as it stands; [`Key::NONE`] where it only
    /// begins patterns.
    pub entry: u16,
    /// The first of the patterns that it begins, in [`Lexicon::patterns`].
    pub patterns: u16,
    /// How many there are.
    pub count: u16,
    /// What cues call it; [`Key::NONE`] where none looks for it.
    pub item: Item,
}

impl Key {
    /// No entry, no item.
    pub const NONE: u16 = u16::MAX;
    /// The first value of the trie that counts [`Lexicon::keys`].
    pub const FIRST: u16 = 0x8000;

    /// A term that begins no pattern and that no cue looks for.
    fn of_term(entry: u16) -> Key {
        Key { entry, patterns: 0, count: 0, item: Item(Key::NONE) }
    }

    /// A word that only cues look for.
    fn of_cue(item: Item) -> Key {
        Key { entry: Key::NONE, patterns: 0, count: 0, item }
    }
}

/// One entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Its senses, in the order of preference; at least one.
    pub senses: Slice,
    /// What it costs to read a text as this entry (see [`crate::segment`]).
    pub cost: u8,
}

/// One sense, with what it takes from its entry filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sense {
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
    /// What is looked for there, a row of [`Lexicon::sets`].
    pub set: u16,
    /// Whether it must hold, and whether the rule goes on with the next row.
    pub mode: Mode,
}

/// How a condition counts in its rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// It must hold, and is the last.
    Holds,
    /// It must hold, and so must what follows.
    HoldsAnd,
    /// It must not hold, and is the last.
    Fails,
    /// It must not hold, and what follows counts too.
    FailsAnd,
}

impl Mode {
    /// The mode of a condition that is `wanted`, or not, and `joined` to the
    /// next, or not.
    pub fn of(wanted: bool, joined: bool) -> Mode {
        match (wanted, joined) {
            (true, false) => Mode::Holds,
            (true, true) => Mode::HoldsAnd,
            (false, false) => Mode::Fails,
            (false, true) => Mode::FailsAnd,
        }
    }

    /// Whether the condition must hold.
    pub fn wanted(self) -> bool {
        matches!(self, Mode::Holds | Mode::HoldsAnd)
    }

    /// Whether the rule goes on with the next row.
    pub fn joined(self) -> bool {
        matches!(self, Mode::HoldsAnd | Mode::FailsAnd)
    }
}

/// What a cue looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Test {
    /// The term is the whole clause.
    Alone,
    /// The term is the whole run.
    WholeText,
    /// Nothing of weight stands before it in its clause.
    ClauseStart,
    /// Nothing of weight stands behind it in its clause.
    ClauseEnd,
    /// One of the items stands directly before it.
    After,
    /// One of the items stands directly behind it.
    Before,
    /// One of the items stands within [`crate::senses::NEAR`] units.
    Near,
    /// One of the items stands before it in its clause.
    Subject,
    /// One of the items stands behind it in its clause.
    Object,
    /// The term is written as one of the items.
    Written,
}

/// What a cue looks for: a UTF-16 unit by itself, a word of the
/// cues, or a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Item(pub u16);

impl Item {
    /// Any Han character.
    pub const HAN: Item = Item(0xFFFE);
    /// Any ASCII letter.
    pub const LETTER: Item = Item(0xFFFD);
    /// Any ASCII digit.
    pub const DIGIT: Item = Item(0xFFFC);
    /// Any emoji.
    pub const EMOJI: Item = Item(0xFFFB);
    /// The end of the clause.
    pub const EDGE: Item = Item(0xFFFA);
    /// The first longer word; units by themselves are below.
    pub const FIRST_WORD: u16 = 0xA000;

    /// The item of a unit by itself, where it can be one.
    #[inline]
    pub fn of_unit(unit: u16) -> Option<Item> {
        (unit < Self::FIRST_WORD).then_some(Item(unit))
    }
}

/// What one cue looks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Set {
    /// The bits of all items (see [`Set::bit`]); says quickly what is not there.
    pub mask: u32,
    /// The items, sorted, in [`Lexicon::items`].
    pub items: Slice,
}

impl Set {
    /// The bit of an item.
    pub fn bit(item: Item) -> u32 {
        1 << (item.0 & 31)
    }
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

/// What a pattern wants before its first fixed characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lead {
    /// Nothing in particular.
    Any,
    /// A slot.
    Slot,
    /// A number, which belongs to the term.
    Number,
}

/// A pattern; the trie finds its first fixed characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pattern {
    /// The entry it belongs to.
    pub entry: u16,
    /// What it wants before them.
    pub lead: Lead,
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
    /// Terms, the beginnings of patterns, and the words of the cues that have
    /// more than one unit. The values count `entries` from 1 where a key is a
    /// term and nothing else, `keys` from [`Key::FIRST`], and are, from
    /// [`Item::FIRST_WORD`] on, the items of keys that only cues look for.
    pub trie: Trie<'a>,
    /// What those keys of the trie are that are not one thing only.
    pub keys: &'a [Key],
    /// Ordinary words; the values are their costs (see [`crate::segment`]).
    pub ordinary: Trie<'a, u8>,
    /// The entries.
    pub entries: &'a [Entry],
    /// The senses of all entries.
    pub senses: &'a [Sense],
    /// The cues of all senses.
    pub cues: &'a [Cue],
    /// What the cues look for.
    pub sets: &'a [Set],
    /// The items of all sets.
    pub items: &'a [Item],
    /// The patterns of all entries.
    pub patterns: &'a [Pattern],
    /// The steps of all patterns.
    pub steps: &'a [Step],
    /// All strings, one behind the other.
    pub strings: &'a str,
    /// What keeps a number in front of it from being a code; a row of `sets`.
    pub units: u16,
    /// The images of stickers, sorted by hash.
    pub images: &'a [StickerImage],
}

impl<'a> Lexicon<'a> {
    /// A string of the tables.
    pub fn string(&self, slice: Slice) -> &'a str {
        self.strings.get(slice.range()).unwrap_or("")
    }

    /// The senses of an entry, in the order of preference.
    pub fn senses_of(&self, entry: u32) -> &'a [Sense] {
        match self.entries.get(entry as usize) {
            Some(entry) => entry.senses.of(self.senses),
            None => &[],
        }
    }

    /// What it costs to read a text as an entry.
    pub fn cost_of(&self, entry: u32) -> u32 {
        self.entries.get(entry as usize).map_or(u32::from(STRANGER), |entry| u32::from(entry.cost))
    }

    /// What a character costs by itself.
    #[inline]
    pub fn char_cost(&self, unit: u16) -> u8 {
        let place = u32::from(unit).checked_sub(HAN_FIRST);
        place.and_then(|place| self.char_costs.get(place as usize)).copied().unwrap_or(STRANGER)
    }

    /// What a value of the trie says.
    #[inline]
    pub fn key(&self, value: u16) -> Option<Key> {
        match value {
            Item::FIRST_WORD.. => Some(Key::of_cue(Item(value))),
            Key::FIRST.. => self.keys.get(usize::from(value - Key::FIRST)).copied(),
            _ => value.checked_sub(1).map(Key::of_term),
        }
    }

    /// Whether a folded word is a term.
    pub fn is_term(&self, word: &[u16]) -> bool {
        self.key(self.trie.value(word)).is_some_and(|key| key.entry != Key::NONE || key.count > 0)
    }

    /// The cues of a slice.
    pub fn cues_of(&self, slice: Slice) -> &'a [Cue] {
        slice.of(self.cues)
    }

    /// What a cue looks for.
    pub fn set(&self, set: u16) -> Set {
        self.sets.get(usize::from(set)).copied().unwrap_or(Set { mask: 0, items: Slice(0) })
    }

    /// Whether a set holds classes of characters.
    pub fn has_classes(&self, set: Set) -> bool {
        set.items.of(self.items).last().is_some_and(|item| *item > Item::EDGE)
    }

    /// Whether a set holds an item.
    #[inline]
    pub fn has(&self, set: Set, item: Item) -> bool {
        set.mask & Set::bit(item) != 0 && set.items.of(self.items).binary_search(&item).is_ok()
    }

    /// The patterns of a key.
    pub fn patterns_of(&self, key: Key) -> &'a [Pattern] {
        let first = usize::from(key.patterns);
        self.patterns.get(first..first + usize::from(key.count)).unwrap_or(&[])
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
