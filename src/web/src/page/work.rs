//! What is still to be read, and reading it without getting in the way.
//!
//! Small changes are read before the browser paints them; whatever is more
//! waits for idle time, what the reader sees first.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use cattax_core::Finder;
use cattax_glossary::LEXICON;
use js_sys::Set;
use wasm_bindgen::prelude::*;
use web_sys::{Element, MutationRecord, Node, StaticRange};

use super::gather::{Depth, Gatherer};
use super::paint::{Mark, Painter};
use super::site;
use crate::dom::{self, Idle};

/// Milliseconds that reading may take before the browser paints a change.
const AT_ONCE: f64 = 4.0;
/// Milliseconds that reading may take in one idle slice, at the most.
const SLICE: f64 = 10.0;
/// Milliseconds after which a slice no longer waits for idle time.
const PATIENCE: u32 = 250;
/// Places across and down the viewport at which to look for what is seen.
const LOOKS: (u32, u32) = (6, 8);

/// The page's text: what is read, what is marked, what waits.
pub(crate) struct Work {
    finder: Finder<'static>,
    gatherer: Gatherer,
    painter: RefCell<Painter>,
    waiting: RefCell<VecDeque<(Element, Depth)>>,
    /// What waits as a block of its own, so that no block waits twice.
    known: Set,
    /// Whether a look at what is seen is due before anything else.
    look: Cell<bool>,
    sweep: Cell<bool>,
    idle: RefCell<Option<Idle>>,
}

impl Work {
    pub(crate) fn new() -> Result<Rc<Self>, JsValue> {
        Ok(Rc::new(Work {
            finder: Finder::new(LEXICON),
            gatherer: Gatherer::new(),
            painter: RefCell::new(Painter::new()?),
            waiting: RefCell::default(),
            known: Set::new(&JsValue::UNDEFINED),
            look: Cell::new(false),
            sweep: Cell::new(false),
            idle: RefCell::default(),
        }))
    }

    /// Reads a part of the page in idle time.
    pub(crate) fn add(self: &Rc<Self>, root: Element) {
        self.queue(root, Depth::Deep);
        self.look.set(true);
        self.rest_when_idle();
    }

    /// Takes in what has changed.
    pub(crate) fn heard(self: &Rc<Self>, records: Vec<MutationRecord>) {
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
        self.rest_when_idle();
    }

    fn queue(&self, block: Element, depth: Depth) {
        if depth == Depth::Shallow {
            if self.known.has(&block) {
                return;
            }
            self.known.add(&block);
        }
        self.waiting.borrow_mut().push_back((block, depth));
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
                gloo_timers::callback::Timeout::new(0, move || drop(done)).forget();
            }
        });
        *self.idle.borrow_mut() = idle.ok();
    }

    fn slice(self: &Rc<Self>, milliseconds: f64) {
        let deadline = dom::now() + milliseconds;
        if self.look.take() {
            self.queue_seen();
        }
        self.read_until(deadline);
        if self.waiting.borrow().is_empty() && self.sweep.take() {
            self.painter.borrow_mut().sweep();
        }
        self.rest_when_idle();
    }

    /// Puts what the reader sees before everything else that waits.
    fn queue_seen(&self) {
        let (Ok(document), Ok(view)) = (dom::document(), dom::viewport()) else {
            return;
        };
        let seen = Set::new(&JsValue::UNDEFINED);
        let (columns, rows) = LOOKS;
        for (row, column) in (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column))) {
            let x = view.width * (f64::from(column) + 0.5) / f64::from(columns);
            let y = view.height * (f64::from(row) + 0.5) / f64::from(rows);
            let element = document.element_from_point(x as f32, y as f32);
            let first = element.and_then(|element| element.closest(site::FIRST).ok().flatten());
            if let Some(first) = first.filter(|first| !seen.has(first)) {
                seen.add(&first);
                self.waiting.borrow_mut().push_front((first, Depth::Deep));
            }
        }
    }

    fn read_until(&self, deadline: f64) {
        loop {
            let next = self.waiting.borrow_mut().pop_front();
            let Some((block, depth)) = next else {
                return;
            };
            if depth == Depth::Shallow {
                self.known.delete(&block);
            }
            if block.is_connected() && !self.gatherer.is_off_limits(&block) {
                self.read(&block, depth);
            }
            if dom::now() >= deadline {
                return;
            }
        }
    }

    fn read(&self, block: &Element, depth: Depth) {
        let step = self.gatherer.step(block, depth);
        let mut painter = self.painter.borrow_mut();
        for run in &step.runs {
            painter.paint(run, &self.finder.find(&run.text));
        }
        for block in &step.empty {
            painter.erase(block);
        }
        let mut waiting = self.waiting.borrow_mut();
        for block in step.rest.into_iter().rev() {
            waiting.push_front((block, Depth::Deep));
        }
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

    /// The entries of the marks and of the known stickers, one for each.
    pub(crate) fn entries_on_page(&self) -> Vec<u32> {
        let mut entries: Vec<u32> = self.painter.borrow().sure_matches().map(|found| found.entry).collect();
        let images = dom::document().and_then(|document| document.query_selector_all(site::STICKER));
        if let Ok(images) = images {
            for image in (0..images.length()).filter_map(|index| images.get(index)) {
                let hash = image.dyn_ref::<Element>().and_then(site::sticker_hash);
                entries.extend(hash.and_then(|hash| LEXICON.stickers(&hash).next()));
            }
        }
        entries
    }
}
