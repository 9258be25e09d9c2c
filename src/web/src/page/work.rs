//! What is still to be read, and reading it without getting in the way.
//!
//! Small changes are read before the browser paints them; whatever is more
//! waits for idle time; what the reader sees goes first.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use cattax_core::settings::Shown;
use cattax_core::{Finder, Match};
use cattax_glossary::LEXICON;
use gloo_timers::callback::Timeout;
use js_sys::Set;
use wasm_bindgen::prelude::*;
use web_sys::{Element, MutationRecord, Node, StaticRange};

use super::gather::{Depth, Gatherer, never_in};
use super::original::{Original, Originals};
use super::paint::{Mark, Painter};
use super::site;
use crate::dom::{self, Idle, Look};
use crate::taste::Taste;

/// Milliseconds that reading may take before the browser paints a change.
const AT_ONCE: f64 = 4.0;
/// Milliseconds that reading may take in one idle slice, at the most.
const SLICE: f64 = 10.0;
/// Milliseconds after which a slice no longer waits for idle time.
const PATIENCE: u32 = 250;
/// How many blocks must wait for it to be worth asking which of them are seen.
const MANY: usize = 64;
/// How many of them are asked about, at the most; each stands for the few that
/// come behind it.
const ASKED: usize = 512;

/// The page's text: what is read, what is marked, what waits.
pub(crate) struct Work {
    finder: Finder<'static>,
    gatherer: Gatherer,
    painter: RefCell<Painter>,
    originals: RefCell<Originals>,
    waiting: RefCell<VecDeque<Waiting>>,
    /// How often the page has changed.
    changes: Cell<u32>,
    /// What waits as a block of its own, so that no block waits twice.
    known: Set,
    look: RefCell<Option<Look>>,
    /// Whether it was asked, since the page last changed, what is seen.
    looked: Cell<bool>,
    sweep: Cell<bool>,
    idle: RefCell<Option<Idle>>,
}

/// A block that is still to be read.
struct Waiting {
    block: Element,
    depth: Depth,
    /// What is not read in it, where that is known from the block around it,
    /// and how often the page had changed by then: finding it is the dearest
    /// part of reading, and it holds until the next change.
    never: Option<(Set, u32)>,
}

impl Work {
    pub(crate) fn new(taste: Rc<Taste>) -> Result<Rc<Self>, JsValue> {
        Ok(Rc::new(Work {
            finder: Finder::new(LEXICON),
            gatherer: Gatherer::new(),
            painter: RefCell::new(Painter::new(taste)?),
            originals: RefCell::default(),
            waiting: RefCell::default(),
            changes: Cell::default(),
            known: Set::new(&JsValue::UNDEFINED),
            look: RefCell::default(),
            looked: Cell::new(false),
            sweep: Cell::new(false),
            idle: RefCell::default(),
        }))
    }

    /// Reads a part of the page in idle time.
    pub(crate) fn add(self: &Rc<Self>, root: Element) {
        self.queue(root, Depth::Deep);
        self.rest_when_idle();
    }

    /// Takes in what has changed.
    pub(crate) fn heard(self: &Rc<Self>, records: Vec<MutationRecord>) {
        self.changes.set(self.changes.get().wrapping_add(1));
        self.looked.set(false);
        for record in records {
            if record.type_() == "characterData" {
                if let Some(block) = record.target().and_then(|node| self.gatherer.block_of(&node)) {
                    self.queue(block, Depth::Shallow);
                }
                continue;
            }
            let mut own_text = false;
            let removed = record.removed_nodes();
            for index in 0..removed.length() {
                self.sweep.set(true);
                own_text |= removed.get(index).is_some_and(|node| !self.gatherer.is_block(&node));
            }
            let added = record.added_nodes();
            for node in (0..added.length()).filter_map(|index| added.get(index)) {
                if self.gatherer.is_block(&node) {
                    self.queue(node.unchecked_into(), Depth::Deep);
                    continue;
                }
                own_text = true;
                for block in self.gatherer.blocks_within(&node) {
                    self.queue(block, Depth::Deep);
                }
            }
            if let (true, Some(target)) = (own_text, record.target())
                && let Some(block) = self.gatherer.block_of(&target)
            {
                self.queue(block, Depth::Shallow);
            }
        }
        self.read_until(dom::now() + AT_ONCE);
        self.look_soon();
        self.rest_when_idle();
    }

    fn queue(&self, block: Element, depth: Depth) {
        if depth == Depth::Shallow {
            if self.known.has(&block) {
                return;
            }
            self.known.add(&block);
        }
        self.waiting.borrow_mut().push_back(Waiting { block, depth, never: None });
    }

    fn rest_when_idle(self: &Rc<Self>) {
        let nothing = self.waiting.borrow().is_empty() && !self.sweep.get();
        if nothing || self.idle.borrow().is_some() {
            return;
        }
        let work = Rc::downgrade(self);
        let idle = Idle::new(PATIENCE, move |remaining| {
            if let Some(work) = work.upgrade() {
                // Not dropped here: this is the very closure that runs.
                let done = work.idle.take();
                work.slice(remaining.clamp(AT_ONCE, SLICE));
                Timeout::new(0, move || drop(done)).forget();
            }
        });
        *self.idle.borrow_mut() = idle.ok();
    }

    fn slice(self: &Rc<Self>, milliseconds: f64) {
        let deadline = dom::now() + milliseconds;
        self.read_until(deadline);
        self.look_soon();
        if self.waiting.borrow().is_empty() && self.sweep.take() {
            self.painter.borrow_mut().sweep();
            self.painter.borrow_mut().thin_out();
            self.originals.borrow_mut().sweep();
        }
        self.rest_when_idle();
    }

    /// Asks the browser, once for each change, which of many waiting blocks are
    /// seen, and puts those before all others. It answers with the next painting, so nothing is
    /// laid out for us alone.
    fn look_soon(self: &Rc<Self>) {
        let waiting = self.waiting.borrow();
        if waiting.len() < MANY || self.looked.replace(true) {
            return;
        }
        let blocks: Vec<Element> = waiting.iter().map(|waiting| waiting.block.clone()).collect();
        let each = blocks.len().div_ceil(ASKED);
        let groups: Vec<Vec<Element>> = blocks.chunks(each).map(<[Element]>::to_vec).collect();
        let firsts: Vec<Element> = groups.iter().filter_map(|group| group.first().cloned()).collect();
        let work = Rc::downgrade(self);
        let look = Look::new(&firsts, move |seen| {
            if let Some(work) = work.upgrade() {
                for group in seen.into_iter().rev().filter_map(|place| groups.get(place)) {
                    for block in group.iter().rev().cloned() {
                        work.waiting.borrow_mut().push_front(Waiting {
                            block,
                            depth: Depth::Deep,
                            never: None,
                        });
                    }
                }
                work.read_until(dom::now() + AT_ONCE);
                // Not dropped here: this is the very closure that runs.
                let done = work.look.take();
                Timeout::new(0, move || drop(done)).forget();
            }
        });
        *self.look.borrow_mut() = look.ok();
    }

    fn read_until(&self, deadline: f64) {
        self.read_blocks_until(deadline);
        self.painter.borrow_mut().thin_out();
    }

    fn read_blocks_until(&self, deadline: f64) {
        loop {
            let next = self.waiting.borrow_mut().pop_front();
            let Some(next) = next else {
                return;
            };
            if next.depth == Depth::Shallow {
                self.known.delete(&next.block);
            }
            if next.block.is_connected() {
                self.read(next);
            } else {
                self.painter.borrow_mut().erase(&next.block);
            }
            if dom::now() >= deadline {
                return;
            }
        }
    }

    fn read(&self, Waiting { block, depth, never }: Waiting) {
        let now = self.changes.get();
        let never = match never {
            Some((never, then)) if then == now => never,
            _ if self.gatherer.is_off_limits(&block) => {
                return self.painter.borrow_mut().erase_within(&block);
            }
            _ => never_in(&block),
        };
        let step = self.gatherer.step(&block, depth, &never);
        let mut painter = self.painter.borrow_mut();
        let mut originals = self.originals.borrow_mut();
        for run in &step.runs {
            originals.replaced(run, || painter.marks_of(&run.block));
            painter.paint(run, &self.finder.find(&run.text));
        }
        for block in &step.empty {
            painter.erase(block);
        }
        let mut waiting = self.waiting.borrow_mut();
        for block in step.rest.into_iter().rev() {
            waiting.push_front(Waiting { block, depth: Depth::Deep, never: Some((never.clone(), now)) });
        }
    }

    /// Whether there is text that is still to be read.
    pub(crate) fn is_reading(&self) -> bool {
        !self.waiting.borrow().is_empty()
    }

    /// The mark at a point of the viewport, with its block.
    pub(crate) fn mark_at(&self, x: f64, y: f64) -> Option<(Mark, Element)> {
        let painter = self.painter.borrow();
        let mark = painter.at(x, y, |range| self.block_of(range))?;
        let block = self.block_of(&mark.range)?;
        Some((mark, block))
    }

    fn block_of(&self, range: &StaticRange) -> Option<Element> {
        let node: Node = range.start_container();
        self.gatherer.block_of(&node)
    }

    /// Whether a mark is still on the page.
    pub(crate) fn has(&self, mark: &Mark, block: &Element) -> bool {
        self.painter.borrow().has(mark, block)
    }

    /// Tints the mark whose card is open, or none.
    pub(crate) fn tint(&self, mark: Option<&Mark>) {
        self.painter.borrow().tint(mark);
    }

    /// Puts back what the page has thrown out.
    pub(crate) fn restore(&self) {
        self.painter.borrow().restore();
    }

    /// Shows the marks as another taste wants it.
    pub(crate) fn retaste(&self, taste: &Rc<Taste>) {
        // Without a registry there is nothing to paint on.
        let changed = self.painter.borrow_mut().retaste(taste);
        if changed.unwrap_or(true) {
            self.changes.set(self.changes.get().wrapping_add(1));
        }
    }

    /// How often what is there to be listed may have changed.
    pub(crate) fn changes(&self) -> u32 {
        self.changes.get()
    }

    /// The marks that the reader sees, with their blocks, in the page's order.
    pub(crate) fn seen(&self) -> Vec<(Mark, Element)> {
        self.painter.borrow().seen()
    }

    /// The blocks whose text was translated, with the terms of the original.
    pub(crate) fn originals(&self) -> Vec<(Element, Vec<Original>)> {
        self.originals.borrow().all()
    }

    /// The block around an element whose text was translated, with the terms
    /// of the original.
    pub(crate) fn original_at(&self, element: &Element) -> Option<(Element, Vec<Original>)> {
        let block = self.gatherer.block_of(element)?;
        let terms = self.originals.borrow().of(&block)?;
        Some((block, terms))
    }

    /// Whether an element lies in what is never read.
    pub(crate) fn is_off_limits(&self, element: &Element) -> bool {
        self.gatherer.is_off_limits(element)
    }

    /// The matches in some text.
    pub(crate) fn find(&self, text: &str) -> Vec<Match> {
        self.finder.find(text)
    }

    /// The text of a block, as it was read.
    pub(crate) fn text_of(&self, block: &Element) -> String {
        let step = self.gatherer.step(block, Depth::Shallow, &never_in(block));
        step.runs.into_iter().next().map_or(String::new(), |run| run.text)
    }

    /// The entries of the marks that are seen and of the known stickers, one
    /// for each.
    pub(crate) fn entries_on_page(&self) -> Vec<u32> {
        let mut entries: Vec<u32> = self.painter.borrow().seen_entries().collect();
        entries.extend(self.stickers().into_iter().map(|(_, entry)| entry));
        entries
    }

    /// What becomes of a sticker.
    pub(crate) fn shown_sticker(&self, entry: u32) -> Shown {
        self.painter.borrow().shown_sticker(entry)
    }

    /// The images of stickers on the page that the reader wants explained, in
    /// its order, each with the first entry that it may be.
    pub(crate) fn stickers(&self) -> Vec<(Element, u32)> {
        let images = dom::document().and_then(|document| document.query_selector_all(site::STICKER));
        let Ok(images) = images else {
            return Vec::new();
        };
        (0..images.length())
            .filter_map(|index| images.get(index)?.dyn_into::<Element>().ok())
            .filter_map(|image| {
                let entry = LEXICON.stickers(&site::sticker_hash(&image)?).next()?;
                (self.shown_sticker(entry) == Shown::Mark).then_some((image, entry))
            })
            .collect()
    }
}
