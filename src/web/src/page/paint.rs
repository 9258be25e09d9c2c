//! The marks: which ranges are registered, and for what.

use std::collections::HashMap;

use cattax_core::Match;
use js_sys::WeakMap;
use wasm_bindgen::prelude::*;
use web_sys::{Element, StaticRange};

use super::gather::Run;
use super::highlight::{Registered, ranges_at, static_range};

/// Sure matches, underlined. The names say nothing: the page can see them.
const SURE: &str = "hl-a";
/// The match whose card is open.
const OPEN: &str = "hl-b";
/// Matches that are only maybe: no style, but they answer on hover.
const MAYBE: &str = "hl-c";

/// A match on the page.
#[derive(Clone)]
pub(crate) struct Mark {
    /// Where it lies. The range goes stale when its text changes; the mark is
    /// taken away then.
    pub(crate) range: StaticRange,
    /// What the finder found.
    pub(crate) found: Match,
    /// The text as it stands on the page.
    pub(crate) written: String,
}

/// All marks of the page; takes them away when dropped.
pub(crate) struct Painter {
    sure: Registered,
    open: Registered,
    maybe: Registered,
    /// Block → its number.
    numbers: WeakMap,
    blocks: HashMap<u32, (Element, Vec<Mark>)>,
    next: u32,
}

impl Painter {
    pub(crate) fn new() -> Result<Self, JsValue> {
        Ok(Painter {
            sure: Registered::new(SURE)?,
            open: Registered::new(OPEN)?,
            maybe: Registered::new(MAYBE)?,
            numbers: WeakMap::new(),
            blocks: HashMap::new(),
            next: 0,
        })
    }

    /// Replaces the marks of the run's block.
    pub(crate) fn paint(&mut self, run: &Run, matches: &[Match]) {
        self.erase(&run.block);
        if matches.is_empty() {
            return;
        }
        let units: Vec<u16> = run.text.encode_utf16().collect();
        let marks: Vec<Mark> = matches
            .iter()
            .filter_map(|found| {
                let written = String::from_utf16_lossy(units.get(found.span.range())?);
                Some(Mark { range: range_of(run, found)?, found: *found, written })
            })
            .collect();
        for mark in &marks {
            self.layer(mark).highlight.add(&mark.range);
        }
        let number = self.next;
        self.next += 1;
        self.numbers.set(&run.block, &number.into());
        self.blocks.insert(number, (run.block.clone(), marks));
    }

    /// Takes the marks of a block away.
    pub(crate) fn erase(&mut self, block: &Element) {
        if let Some(number) = self.number(block) {
            self.numbers.delete(block);
            self.remove(number);
        }
    }

    /// Takes away the marks of a block and of all blocks inside it.
    pub(crate) fn erase_within(&mut self, outer: &Element) {
        self.erase_where(|block| outer.contains(Some(block)));
    }

    /// Takes away the marks of blocks that have left the document.
    pub(crate) fn sweep(&mut self) {
        self.erase_where(|block| !block.is_connected());
    }

    fn erase_where(&mut self, goes: impl Fn(&Element) -> bool) {
        let gone: Vec<u32> =
            self.blocks.iter().filter(|(_, (block, _))| goes(block)).map(|(number, _)| *number).collect();
        for number in gone {
            if let Some((block, _)) = self.blocks.get(&number) {
                self.numbers.delete(block);
            }
            self.remove(number);
        }
    }

    fn remove(&mut self, number: u32) {
        for mark in self.blocks.remove(&number).map_or(Vec::new(), |(_, marks)| marks) {
            super::highlight::Highlight::delete(&self.layer(&mark).highlight, &mark.range);
        }
    }

    fn layer(&self, mark: &Mark) -> &Registered {
        if mark.found.sure { &self.sure } else { &self.maybe }
    }

    fn number(&self, block: &Element) -> Option<u32> {
        self.numbers.get(block).as_f64().map(|number| number as u32)
    }

    /// The mark at a point of the viewport, in CSS pixels.
    pub(crate) fn at(
        &self,
        x: f64,
        y: f64,
        block_of: impl Fn(&StaticRange) -> Option<Element>,
    ) -> Option<Mark> {
        ranges_at(x, y).into_iter().find_map(|range| {
            let number = self.number(&block_of(&range)?)?;
            let (_, marks) = self.blocks.get(&number)?;
            marks.iter().find(|mark| mark.range == range).cloned()
        })
    }

    /// Whether a mark is still there.
    pub(crate) fn has(&self, mark: &Mark, block: &Element) -> bool {
        self.number(block).and_then(|number| self.blocks.get(&number)).is_some_and(|(block, marks)| {
            block.is_connected() && marks.iter().any(|other| other.range == mark.range)
        })
    }

    /// Tints the mark whose card is open, or none.
    pub(crate) fn tint(&self, mark: Option<&Mark>) {
        super::highlight::Highlight::clear(&self.open.highlight);
        if let Some(mark) = mark {
            self.open.highlight.add(&mark.range);
        }
    }

    /// Puts back what the page has thrown out of the registry.
    pub(crate) fn restore(&self) {
        for registered in [&self.sure, &self.open, &self.maybe] {
            // Without a registry there is nothing to paint on.
            let _ = registered.restore();
        }
    }

    /// The sure matches on the page, in no order.
    pub(crate) fn sure_matches(&self) -> impl Iterator<Item = &Match> {
        self.blocks.values().flat_map(|(_, marks)| marks).map(|mark| &mark.found).filter(|found| found.sure)
    }
}

/// Where a match lies in the text nodes of its run.
fn range_of(run: &Run, found: &Match) -> Option<StaticRange> {
    // A start on the border of two nodes belongs to the later one, an end to
    // the earlier.
    let first = run.nodes.partition_point(|(_, start, _)| *start <= found.span.start).checked_sub(1)?;
    let last = run.nodes.partition_point(|(_, start, _)| *start < found.span.end).checked_sub(1)?;
    let (start, start_at, _) = run.nodes.get(first)?;
    let (end, end_at, _) = run.nodes.get(last)?;
    static_range(start, found.span.start - start_at, end, found.span.end - end_at).ok()
}
