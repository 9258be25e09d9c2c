//! The marks: which ranges are registered, and for what.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use cattax_core::Match;
use cattax_core::settings::{Shown, Style};
use cattax_core::span::Span;
use js_sys::WeakMap;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Node, StaticRange};

use super::gather::Run;
use super::highlight::{Highlight, Registered, ranges_at, static_range};
use super::site;
use crate::dom;
use crate::taste::{Taste, around};

/// Marked, in one of three styles. The names say nothing: the page can see them.
const DOTTED: &str = "hl-a";
const TINT: &str = "hl-e";
const HIDDEN: &str = "hl-g";
/// The match whose card is open.
const OPEN: &str = "hl-b";
/// Not marked: no style, but it answers on hover.
const QUIET: &str = "hl-c";
/// What the reader knows, marked faintly.
const FAINT: &str = "hl-d";
/// What may be a term, for readers who want those marked too.
const DOUBT: &str = "hl-f";

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
    /// The text around it, by which a mark that was called wrong is known.
    pub(crate) around: String,
    /// What became of it.
    pub(crate) shown: Shown,
}

impl Mark {
    /// Whether both stand for the same term in the same place: a block that is
    /// read again has other ranges.
    pub(crate) fn is_same(&self, other: &Mark) -> bool {
        self.range == other.range
            || self.found.entry == other.found.entry
                && self.range.start_offset() == other.range.start_offset()
                && self.range.start_container() == other.range.start_container()
    }

    /// Whether the reader sees it as a mark of its own.
    pub(crate) fn is_seen(&self) -> bool {
        matches!(self.shown, Shown::Mark | Shown::Doubt)
    }
}

/// All marks of the page; takes them away when dropped.
pub(crate) struct Painter {
    taste: Rc<Taste>,
    mark: Registered,
    doubt: Registered,
    faint: Registered,
    quiet: Registered,
    open: Registered,
    /// Block → its number.
    numbers: WeakMap,
    blocks: HashMap<u32, (Element, Vec<Mark>)>,
    next: u32,
    /// Whether marks came or went since equal ones were last thinned.
    thin: bool,
}

fn name_of(style: Style) -> &'static str {
    match style {
        Style::Dotted => DOTTED,
        Style::Tint => TINT,
        Style::Hidden => HIDDEN,
    }
}

impl Painter {
    pub(crate) fn new(taste: Rc<Taste>) -> Result<Self, JsValue> {
        Ok(Painter {
            mark: Registered::new(name_of(taste.settings.style))?,
            doubt: Registered::new(DOUBT)?,
            faint: Registered::new(FAINT)?,
            quiet: Registered::new(QUIET)?,
            open: Registered::new(OPEN)?,
            taste,
            numbers: WeakMap::new(),
            blocks: HashMap::new(),
            next: 0,
            thin: false,
        })
    }

    /// What becomes of a sticker.
    pub(crate) fn shown_sticker(&self, entry: u32) -> Shown {
        let span = Span::new(0, 0);
        self.taste.shown(&Match { span, entry, sense: 0, sure: true }, "")
    }

    /// Shows all marks as another taste wants it; whether it is another one.
    pub(crate) fn retaste(&mut self, taste: &Rc<Taste>) -> Result<bool, JsValue> {
        if self.taste == *taste {
            return Ok(false);
        }
        self.taste = Rc::clone(taste);
        for layer in [&self.mark, &self.doubt, &self.faint, &self.quiet] {
            Highlight::clear(&layer.highlight);
        }
        self.mark = Registered::new(name_of(self.taste.settings.style))?;
        let mut blocks = std::mem::take(&mut self.blocks);
        for mark in blocks.values_mut().flat_map(|(_, marks)| marks) {
            mark.shown = self.taste.shown(&mark.found, &mark.around);
            self.show(mark);
        }
        self.blocks = blocks;
        self.thin = true;
        self.thin_out();
        Ok(true)
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
                let around = around(&units, found);
                let shown = self.taste.shown(found, &around);
                let range = range_of(run, found)?;
                // What is not shown may be wanted later.
                Some(Mark { range, found: *found, written, around, shown })
            })
            .collect();
        for mark in &marks {
            self.show(mark);
        }
        self.thin = true;
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
            Highlight::delete(&self.layer(mark.shown).highlight, &mark.range);
            self.thin = true;
        }
    }

    fn layer(&self, shown: Shown) -> &Registered {
        match shown {
            Shown::Mark => &self.mark,
            Shown::Doubt => &self.doubt,
            Shown::Faint => &self.faint,
            Shown::Quiet | Shown::Nothing => &self.quiet,
        }
    }

    fn show(&self, mark: &Mark) {
        if mark.shown != Shown::Nothing {
            self.layer(mark.shown).highlight.add(&mark.range);
        }
    }

    /// Where the reader wants only the first of equal terms in a note marked,
    /// leaves it to that. Costs a comparison or two for each mark on the page.
    pub(crate) fn thin_out(&mut self) {
        if !self.taste.settings.first_only || !std::mem::take(&mut self.thin) {
            return;
        }
        let mut order: Vec<(u32, usize)> = Vec::new();
        for (number, (_, marks)) in &self.blocks {
            order.extend((0..marks.len()).map(|place| (*number, place)));
        }
        let of =
            |(number, place): &(u32, usize)| self.blocks.get(number).and_then(|(_, marks)| marks.get(*place));
        order.sort_by(|one, other| match (of(one), of(other)) {
            (Some(one), Some(other)) => page_order(one, other),
            _ => Ordering::Equal,
        });
        let notes = js_sys::Map::new();
        let mut met: HashSet<(u32, u32)> = HashSet::new();
        for (number, place) in order {
            let Some((block, marks)) = self.blocks.get_mut(&number) else { continue };
            let Some(mark) = marks.get_mut(place) else { continue };
            let wanted = self.taste.shown(&mark.found, &mark.around);
            let note = site::note_of(block).map_or(JsValue::NULL, JsValue::from);
            let known = notes.get(&note).as_f64();
            let note_number = known.unwrap_or_else(|| f64::from(notes.size())) as u32;
            notes.set(&note, &note_number.into());
            let shown = match wanted {
                Shown::Mark | Shown::Doubt if !met.insert((note_number, mark.found.entry)) => Shown::Quiet,
                shown => shown,
            };
            if shown != mark.shown {
                let (range, before) = (mark.range.clone(), std::mem::replace(&mut mark.shown, shown));
                Highlight::delete(&self.layer(before).highlight, &range);
                self.layer(shown).highlight.add(&range);
            }
        }
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
            block.is_connected() && marks.iter().any(|other| other.is_same(mark))
        })
    }

    /// Tints the mark whose card is open, or none.
    pub(crate) fn tint(&self, mark: Option<&Mark>) {
        Highlight::clear(&self.open.highlight);
        if let Some(mark) = mark {
            self.open.highlight.add(&mark.range);
        }
    }

    /// Puts back what the page has thrown out of the registry.
    pub(crate) fn restore(&self) {
        for registered in [&self.mark, &self.doubt, &self.faint, &self.quiet, &self.open] {
            // Without a registry there is nothing to paint on.
            let _ = registered.restore();
        }
    }

    /// The marks that the reader sees, with their blocks, in the page's order.
    pub(crate) fn seen(&self) -> Vec<(Mark, Element)> {
        let mut seen: Vec<(Mark, Element)> = self
            .blocks
            .values()
            .flat_map(|(block, marks)| marks.iter().map(move |mark| (mark, block)))
            .filter(|(mark, _)| mark.is_seen())
            .map(|(mark, block)| (mark.clone(), block.clone()))
            .collect();
        seen.sort_by(|(one, _), (other, _)| page_order(one, other));
        seen
    }

    /// The marks of a block, seen or not.
    pub(crate) fn marks_of(&self, block: &Element) -> Vec<Mark> {
        let marks = self.number(block).and_then(|number| self.blocks.get(&number));
        marks.map_or(Vec::new(), |(_, marks)| marks.clone())
    }

    /// The entries of the marks that the reader sees, in no order.
    pub(crate) fn seen_entries(&self) -> impl Iterator<Item = u32> {
        self.blocks
            .values()
            .flat_map(|(_, marks)| marks)
            .filter(|mark| mark.is_seen())
            .map(|mark| mark.found.entry)
    }
}

/// Which of two marks stands first on the page.
fn page_order(one: &Mark, other: &Mark) -> Ordering {
    let (node, next): (Node, Node) = (one.range.start_container(), other.range.start_container());
    if node == next {
        return one.range.start_offset().cmp(&other.range.start_offset());
    }
    dom::order(&node, &next)
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
