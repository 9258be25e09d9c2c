//! The finder's tables: flat, borrowed, made by the compiler crate.
//!
//! Every reference between tables is an index or a [`Slice`] of one; one that
//! leads nowhere reads as empty, so a damaged table finds nothing and cannot
//! stop the page. Strings are folded (see [`crate::fold`]).

pub use crate::cue::{Cue, Item, Mode, Set, Test};
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

    /// Where it starts.
    pub fn start(self) -> u32 {
        self.0 >> Self::LENGTH_BITS
    }

    fn range(self) -> std::ops::Range<usize> {
        let start = self.start() as usize;
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
    /// How much further the simplified form of each of U+4E00 to U+9FFF lies,
    /// wrapping around: mostly 0, so the package stays small.
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
    /// The items of each set that a cue looks for; a row of `items`.
    pub sets: &'a [Slice],
    /// The bits of all items of each set (see [`Set::bit`]).
    pub masks: &'a [u16],
    /// The items of all sets (see [`Set::pack`]).
    pub items: &'a [u16],
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
    /// The fingerprint of each entry's id (see [`id_hash`]).
    pub ids: &'a [u32],
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

    /// The entry of that id; costs a look at every entry.
    pub fn entry_of(&self, id: &str) -> Option<u32> {
        let hash = id_hash(id);
        self.ids.iter().position(|known| *known == hash).map(|place| place as u32)
    }

    /// The place of an entry's first sense among all senses.
    pub fn first_sense(&self, entry: u32) -> u32 {
        self.entries.get(entry as usize).map_or(0, |entry| entry.senses.start())
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
        let set = usize::from(set);
        match (self.masks.get(set), self.sets.get(set)) {
            (Some(mask), Some(items)) => Set { mask: *mask, items: *items },
            _ => Set { mask: 0, items: Slice(0) },
        }
    }

    /// Whether a set holds classes of characters.
    pub fn has_classes(&self, set: Set) -> bool {
        set.items.of(self.items).first().is_some_and(|first| *first > Item::EDGE.0)
    }

    /// Whether a set holds an item.
    #[inline]
    pub fn has(&self, set: Set, item: Item) -> bool {
        if set.mask & Set::bit(item) == 0 {
            return false;
        }
        let (mut at, edge) = (0_u16, Item::EDGE.0);
        for further in set.items.of(self.items) {
            at = at.wrapping_add(*further);
            // Classes come first, and then the others in order.
            if at >= item.0 && (at <= edge || item.0 > edge) || (at <= edge && item.0 > edge) {
                return at == item.0;
            }
        }
        false
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

/// The fingerprint of an entry's id: its 32-bit FNV-1a hash. A law of the
/// glossary holds that no two are the same.
pub fn id_hash(id: &str) -> u32 {
    id.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
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
