//! What stood where a translation stands now.
//!
//! A browser that translates a page puts other text into the same blocks, and
//! slang is what it gets wrong. So the terms of a block whose Chinese is
//! replaced by text without any are kept, as long as the block is there and
//! the Chinese is not.

use std::collections::HashMap;

use cattax_core::units::is_han;
use js_sys::WeakMap;
use web_sys::Element;

use super::gather::Run;
use super::paint::Mark;

/// A term of the original.
#[derive(Clone, PartialEq)]
pub(crate) struct Original {
    pub(crate) entry: u32,
    pub(crate) sense: u32,
    pub(crate) written: String,
}

/// The terms of all blocks that were translated.
#[derive(Default)]
pub(crate) struct Originals {
    numbers: WeakMap,
    blocks: HashMap<u32, (Element, Vec<Original>)>,
    next: u32,
}

impl Originals {
    /// A block has the text of this run now, and had these marks before.
    pub(crate) fn replaced(&mut self, run: &Run, before: impl Fn() -> Vec<Mark>) {
        if run.text.chars().any(is_han) {
            if let Some(number) = self.number(&run.block) {
                self.blocks.remove(&number);
                self.numbers.delete(&run.block);
            }
            return;
        }
        // What changes once more was not the original.
        if self.of(&run.block).is_some() {
            return;
        }
        let marks = before();
        let seen = marks.iter().filter(|mark| mark.is_seen() && !mark.written.is_ascii());
        let terms: Vec<Original> = seen
            .map(|mark| Original {
                entry: mark.found.entry,
                sense: mark.found.sense,
                written: mark.written.clone(),
            })
            .collect();
        if terms.is_empty() {
            return;
        }
        self.numbers.set(&run.block, &self.next.into());
        self.blocks.insert(self.next, (run.block.clone(), terms));
        self.next += 1;
    }

    /// The terms of a block's original.
    pub(crate) fn of(&self, block: &Element) -> Option<Vec<Original>> {
        self.blocks.get(&self.number(block)?).map(|(_, terms)| terms.clone())
    }

    /// All blocks that are still there, in the order in which they were
    /// translated.
    pub(crate) fn all(&self) -> Vec<(Element, Vec<Original>)> {
        let mut numbers: Vec<&u32> = self.blocks.keys().collect();
        numbers.sort();
        let blocks = numbers.into_iter().filter_map(|number| self.blocks.get(number));
        blocks.filter(|(block, _)| block.is_connected()).cloned().collect()
    }

    /// Forgets blocks that have left the document.
    pub(crate) fn sweep(&mut self) {
        self.blocks.retain(|_, (block, _)| block.is_connected());
    }

    fn number(&self, block: &Element) -> Option<u32> {
        self.numbers.get(block).as_f64().map(|number| number as u32)
    }
}
