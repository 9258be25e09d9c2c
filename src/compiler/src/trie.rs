//! Makes the tries that the finder reads (see `cattax_core::trie`).

use std::collections::BTreeMap;

use cattax_core::fold::{HAN_COUNT, HAN_FIRST};
use cattax_core::trie::{ALONE, BLOCK, PAIR_BITS, Trie, pair_bit};

/// The tables of a trie, owned.
#[derive(Default)]
pub(crate) struct Owned {
    first: Vec<u16>,
    pairs: Vec<u32>,
    units: Vec<u16>,
    values: Vec<u16>,
    children: Vec<u16>,
    blocks: Vec<u32>,
}

impl Owned {
    /// A trie of these keys; none of the values is 0.
    pub(crate) fn of(keys: &BTreeMap<String, u16>) -> Self {
        let mut keys: Vec<(Vec<u16>, u16)> =
            keys.iter().map(|(key, value)| (key.encode_utf16().collect(), *value)).collect();
        keys.sort();
        let mut trie = Owned {
            first: vec![0; HAN_COUNT],
            pairs: vec![0; PAIR_BITS / 32],
            units: vec![0],
            values: vec![0],
            ..Owned::default()
        };
        for (key, _) in &keys {
            if let [first, second, ..] = key[..] {
                let bit = pair_bit(first, second);
                trie.pairs[bit / 32] |= 1 << (bit % 32);
            }
        }
        // The keys below each node of one depth, in the nodes' order.
        let mut level: Vec<&[(Vec<u16>, u16)]> = vec![&keys];
        let mut depth = 0;
        while !level.is_empty() {
            let mut next = Vec::new();
            for keys in level {
                trie.start_children();
                let longer = keys.partition_point(|(key, _)| key.len() == depth);
                for below in keys[longer..].chunk_by(|(one, _), (other, _)| one[depth] == other[depth]) {
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

    fn add_node(&mut self, below: &[(Vec<u16>, u16)], depth: usize) {
        let (key, value) = &below[0];
        if depth == 0
            && let Some(place) = u32::from(key[0]).checked_sub(HAN_FIRST)
            && let Some(slot) = self.first.get_mut(place as usize)
        {
            *slot = self.units.len() as u16 | if key.len() == 1 { ALONE } else { 0 };
        }
        self.units.push(key[depth]);
        self.values.push(if key.len() == depth + 1 { *value } else { 0 });
    }

    /// Notes that the children of the next node start behind all nodes so far.
    fn start_children(&mut self) {
        let here = self.units.len() as u32;
        if self.children.len().is_multiple_of(BLOCK) {
            self.blocks.push(here);
        }
        let block = self.blocks.last().copied().unwrap_or(0);
        self.children.push((here - block) as u16);
    }

    /// The trie as the finder reads it.
    pub(crate) fn trie(&self) -> Trie<'_> {
        Trie {
            first: &self.first,
            pairs: &self.pairs,
            units: &self.units,
            values: &self.values,
            children: &self.children,
            blocks: &self.blocks,
        }
    }

    /// How many bytes its tables take.
    pub(crate) fn size(&self) -> usize {
        2 * (self.first.len() + self.units.len() + self.values.len() + self.children.len())
            + 4 * (self.pairs.len() + self.blocks.len())
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
        assert_eq!(Trie::EMPTY.value(&units("草")), 0);
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
