//! A trie over UTF-16 units, read where it was baked.
//!
//! The nodes lie in the order of their depth, and the children of a node side
//! by side, sorted. So a node needs its unit, its value and, where it has
//! children, the place where they start. Two small tables say most of the time
//! that there is no way on: one from every Han character to the node of the
//! keys that start with it, and a set of the pairs of units with which keys
//! start.

use crate::fold::HAN_FIRST;

/// How many bits the set of pairs has.
pub const PAIR_BITS: usize = 1 << 17;

/// How many nodes with children share one full number of where they start.
pub const BLOCK: usize = 64;

/// The tables of a trie with values of type `V`; node 0 is the root.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trie<'a, V: 'static = u16> {
    /// For U+4E00 to U+9FFF, the node of the keys that start with it, with
    /// [`ALONE`] where the character is a key by itself; 0 for none.
    pub first: &'a [u16],
    /// The set of the pairs with which keys start, by [`pair_bit`].
    pub pairs: &'a [u32],
    /// The unit that leads to each node.
    pub units: &'a [u16],
    /// What the key that ends in each node says; 0 where none does.
    pub values: &'a [V],
    /// A bit for each node that has children.
    pub parents: &'a [u32],
    /// How many nodes with children are before each word of `parents`.
    pub ranks: &'a [u16],
    /// Where the children of each node that has some start, counted from its
    /// block's number; one more than there are such nodes.
    pub children: &'a [u16],
    /// The number of each [`BLOCK`] of them.
    pub blocks: &'a [u32],
}

/// The bit that says that a character is a key by itself.
pub const ALONE: u16 = 1 << 15;

/// The place of a pair in the set of pairs.
pub fn pair_bit(first: u16, second: u16) -> usize {
    let mixed = (u32::from(first) << 16 | u32::from(second)).wrapping_mul(0x9E37_79B1);
    (mixed >> 15) as usize & (PAIR_BITS - 1)
}

impl<V: Copy + Into<u16>> Trie<'_, V> {
    /// Says the keys that stand in `text` from `start` on, shortest first: how
    /// many units each has, and its value. The time is that of the longest.
    ///
    /// A callback and not an iterator: this is where most of the finder's time
    /// goes, and only so it becomes one loop.
    #[inline(always)]
    pub fn each_key(&self, text: &[u16], start: usize, mut say: impl FnMut(usize, u16)) {
        let Some(&first) = text.get(start) else { return };
        let Some((mut node, alone)) = self.first_step(first) else { return };
        if alone {
            say(1, self.value_of(node));
        }
        let mut at = start + 1;
        if !text.get(at).is_some_and(|second| self.starts(first, *second)) {
            return;
        }
        while let Some(below) = text.get(at).and_then(|unit| self.child(node, *unit)) {
            node = below;
            at += 1;
            let value = self.value_of(node);
            if value != 0 {
                say(at - start, value);
            }
        }
    }

    /// The value of a key; 0 for what is none.
    pub fn value(&self, key: &[u16]) -> u16 {
        let mut found = 0;
        self.each_key(key, 0, |length, value| {
            if length == key.len() {
                found = value;
            }
        });
        found
    }

    /// The node of the keys that start with a unit, and whether it is one by
    /// itself.
    #[inline]
    fn first_step(&self, unit: u16) -> Option<(usize, bool)> {
        match u32::from(unit).checked_sub(HAN_FIRST).and_then(|place| self.first.get(place as usize)) {
            Some(0) => None,
            Some(&child) => Some((usize::from(child & !ALONE), child & ALONE != 0)),
            None => {
                let node = self.child(0, unit)?;
                Some((node, self.value_of(node) != 0))
            }
        }
    }

    /// The node below `node` to which `unit` leads; the root is 0.
    pub fn step(&self, node: usize, unit: u16) -> Option<usize> {
        match node {
            0 => self.first_step(unit).map(|(node, _)| node),
            _ => self.child(node, unit),
        }
    }

    #[inline]
    fn child(&self, node: usize, unit: u16) -> Option<usize> {
        let (word, bit) = (*self.parents.get(node / 32)?, node % 32);
        if word >> bit & 1 == 0 {
            return None;
        }
        let before = (word & ((1 << bit) - 1)).count_ones() as usize;
        let rank = usize::from(*self.ranks.get(node / 32)?) + before;
        let (from, to) = (self.children_of(rank)?, self.children_of(rank + 1)?);
        match self.units.get(from..to)? {
            [only] => (*only == unit).then_some(from),
            children => children.binary_search(&unit).ok().map(|place| from + place),
        }
    }

    /// What the key that ends in a node says; 0 where none does.
    #[inline]
    pub fn value_of(&self, node: usize) -> u16 {
        self.values.get(node).map_or(0, |value| (*value).into())
    }

    #[inline]
    fn children_of(&self, rank: usize) -> Option<usize> {
        Some(*self.blocks.get(rank / BLOCK)? as usize + usize::from(*self.children.get(rank)?))
    }

    #[inline]
    fn starts(&self, first: u16, second: u16) -> bool {
        let bit = pair_bit(first, second);
        self.pairs.get(bit / 32).is_some_and(|bits| bits >> (bit % 32) & 1 == 1)
    }
}
