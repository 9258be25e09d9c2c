//! Makes the tries that the finder reads (see `cattax_core::trie`).

use std::collections::BTreeMap;

use cattax_core::fold::{HAN_COUNT, HAN_FIRST};
use cattax_core::trie::{ALONE, BLOCK, PAIR_BITS, Trie, pair_bit};

/// The tables of a trie, owned.
#[derive(Default)]
pub(crate) struct Owned<V> {
    first: Vec<u16>,
    pairs: Vec<u32>,
    units: Vec<u16>,
    values: Vec<V>,
    parents: Vec<u32>,
    ranks: Vec<u16>,
    children: Vec<u16>,
    blocks: Vec<u32>,
}

/// Keys that begin in the same way, each with its value.
type Keys<V> = [(Vec<u16>, V)];

impl<V: Copy + Default> Owned<V> {
    /// A trie of these keys; no value is that of `Default`, which stands for
    /// none.
    pub(crate) fn of(keys: &BTreeMap<String, V>) -> Self {
        let mut keys: Vec<(Vec<u16>, V)> =
            keys.iter().map(|(key, value)| (key.encode_utf16().collect(), *value)).collect();
        keys.sort_by(|(one, _), (other, _)| one.cmp(other));
        let mut trie = Owned {
            first: vec![0; HAN_COUNT],
            pairs: vec![0; PAIR_BITS / 32],
            units: vec![0],
            values: vec![V::default()],
            ..Owned::default()
        };
        for (key, _) in &keys {
            if let [first, second, ..] = key[..] {
                let bit = pair_bit(first, second);
                trie.pairs[bit / 32] |= 1 << (bit % 32);
            }
        }
        // The keys below each node of one depth, in the nodes' order.
        let mut level: Vec<&Keys<V>> = vec![&keys];
        let (mut depth, mut node) = (0, 0);
        while !level.is_empty() {
            let mut next = Vec::new();
            for keys in level {
                let longer = &keys[keys.partition_point(|(key, _)| key.len() == depth)..];
                trie.note(node, !longer.is_empty());
                node += 1;
                for below in longer.chunk_by(|(one, _), (other, _)| one[depth] == other[depth]) {
                    trie.add_node(below, depth);
                    next.push(below);
                }
            }
            level = next;
            depth += 1;
        }
        trie.start_children();
        trie
    }

    fn add_node(&mut self, below: &Keys<V>, depth: usize) {
        let (key, value) = &below[0];
        if depth == 0
            && let Some(place) = u32::from(key[0]).checked_sub(HAN_FIRST)
            && let Some(slot) = self.first.get_mut(place as usize)
        {
            *slot = self.units.len() as u16 | if key.len() == 1 { ALONE } else { 0 };
        }
        self.units.push(key[depth]);
        self.values.push(if key.len() == depth + 1 { *value } else { V::default() });
    }

    /// Notes whether the next node has children, which start behind all nodes
    /// so far.
    fn note(&mut self, node: usize, has_children: bool) {
        if node.is_multiple_of(32) {
            self.ranks.push(self.children.len() as u16);
            self.parents.push(0);
        }
        if has_children {
            self.start_children();
            if let Some(word) = self.parents.last_mut() {
                *word |= 1 << (node % 32);
            }
        }
    }

    fn start_children(&mut self) {
        let here = self.units.len() as u32;
        if self.children.len().is_multiple_of(BLOCK) {
            self.blocks.push(here);
        }
        let block = self.blocks.last().copied().unwrap_or(0);
        self.children.push((here - block) as u16);
    }

    /// The trie as the finder reads it.
    pub(crate) fn trie(&self) -> Trie<'_, V> {
        Trie {
            first: &self.first,
            pairs: &self.pairs,
            units: &self.units,
            values: &self.values,
            parents: &self.parents,
            ranks: &self.ranks,
            children: &self.children,
            blocks: &self.blocks,
        }
    }

    /// How many bytes its tables take.
    pub(crate) fn size(&self) -> usize {
        size_of_val(&self.values[..])
            + 2 * (self.first.len() + self.units.len() + self.ranks.len() + self.children.len())
            + 4 * (self.pairs.len() + self.parents.len() + self.blocks.len())
    }

    /// Whether the tables can tell all nodes apart.
    pub(crate) fn fits(&self) -> bool {
        self.children.len() <= usize::from(u16::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_every_key_and_nothing_else() {
        let keys: BTreeMap<String, u16> = ["草", "草莓", "种草", "绝绝子", "yyds", "🐮🍺", "🐮", "6"]
            .into_iter()
            .map(String::from)
            .zip(1..)
            .collect();
        let owned = Owned::of(&keys);
        let trie = owned.trie();
        let units = |text: &str| text.encode_utf16().collect::<Vec<u16>>();
        for (key, value) in &keys {
            assert_eq!(trie.value(&units(key)), *value, "{key}");
        }
        for none in ["", "绝绝", "莓", "yyd", "yydsx", "🍺", "7", "a"] {
            assert_eq!(trie.value(&units(none)), 0, "{none}");
        }
        let mut lengths = Vec::new();
        trie.each_key(&units("草莓酱"), 0, |length, _| lengths.push(length));
        assert_eq!(lengths, [1, 2]);
        assert_eq!(Owned::<u16>::default().trie().value(&units("草")), 0);
    }

    #[test]
    fn many_keys() {
        let keys: BTreeMap<String, u16> = (0..60_000u32)
            .filter_map(|n| {
                Some((
                    format!("{}{}", char::from_u32(0x4E00 + n % 300)?, char::from_u32(0x4E00 + n / 3)?),
                    1 + (n % 999) as u16,
                ))
            })
            .collect();
        let owned = Owned::of(&keys);
        for (key, value) in &keys {
            assert_eq!(owned.trie().value(&key.encode_utf16().collect::<Vec<u16>>()), *value, "{key}");
        }
    }
}
