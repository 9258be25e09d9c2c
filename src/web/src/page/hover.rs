//! Opens, keeps and closes the card as the pointer moves.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use cattax_core::place::{GAP, Rect, all_lines};
use gloo_timers::callback::Timeout;
use wasm_bindgen::prelude::*;
use web_sys::{Event, PointerEvent};

use super::hit::Target;
use super::work::Work;
use crate::card::Card;
use crate::card::parts::{self, Part};
use crate::explain::Explanations;
use crate::{dom, webext};

/// Milliseconds that the pointer rests before the card opens.
const REST: u32 = 60;
/// Milliseconds that the pointer may be away from word and card, on its way
/// from one to the other.
const GRACE: u32 = 300;

#[wasm_bindgen]
extern "C" {
    /// The loader's guard, which keeps Esc from the page while a card is open:
    /// it calls `close` then. The loader is there before the page's own
    /// scripts, the module is not.
    #[derive(Clone)]
    pub(crate) type Guard;

    #[wasm_bindgen(method, setter)]
    fn set_close(this: &Guard, close: &JsValue);
}

struct Open {
    target: Target,
    card: Card,
    /// Which of the target's boxes the pointer was on.
    line: usize,
    /// All of its boxes, one a line.
    lines: Vec<Rect>,
}

/// The card of a page, and what decides over it.
pub(crate) struct Hover {
    work: Rc<Work>,
    guard: Guard,
    close: Closure<dyn FnMut()>,
    open: RefCell<Option<Open>>,
    pointer: Cell<(f64, f64)>,
    rest: RefCell<Option<Timeout>>,
    grace: RefCell<Option<Timeout>>,
    explanations: RefCell<Option<Explanations>>,
}

impl Hover {
    pub(crate) fn new(work: Rc<Work>, guard: Guard) -> Rc<Self> {
        Rc::new_cyclic(|this: &Weak<Hover>| {
            let this = this.clone();
            Hover {
                work,
                guard,
                close: Closure::new(move || {
                    if let Some(hover) = this.upgrade() {
                        hover.close();
                    }
                }),
                open: RefCell::default(),
                pointer: Cell::default(),
                rest: RefCell::default(),
                grace: RefCell::default(),
                explanations: RefCell::default(),
            }
        })
    }

    /// The pointer has moved.
    pub(crate) fn moved(self: &Rc<Self>, event: &PointerEvent, gone: &Rc<dyn Fn()>) {
        if event.pointer_type() == "touch" {
            return;
        }
        let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
        self.pointer.set((x, y));
        let near = self.open.borrow().as_ref().map(|open| open.is_near(x, y));
        match near {
            Some(true) => drop(self.grace.take()),
            Some(false) => self.leave(),
            None => {}
        }
        let (hover, gone) = (Rc::downgrade(self), Rc::clone(gone));
        let rest = Timeout::new(REST, move || {
            if !webext::alive() {
                return gone();
            }
            if let Some(hover) = hover.upgrade() {
                hover.rested();
            }
        });
        *self.rest.borrow_mut() = Some(rest);
    }

    /// The pointer has left the window.
    pub(crate) fn left(self: &Rc<Self>) {
        self.rest.take();
        if self.open.borrow().is_some() {
            self.leave();
        }
    }

    /// A button was pressed, or a finger put down.
    pub(crate) fn pressed(&self, event: &Event) {
        let on_card = self.open.borrow().as_ref().is_some_and(|open| open.card.holds(event));
        if !on_card {
            // Whoever presses does not wait for a card.
            self.rest.take();
            self.close();
        }
    }

    /// What the card explains may have changed.
    pub(crate) fn check(&self) {
        let there = self.open.borrow().as_ref().is_none_or(|open| open.target.is_there(&self.work));
        if !there {
            self.close();
        }
    }

    /// The page has scrolled or changed its size: the card goes with its word.
    pub(crate) fn follow(&self) {
        let followed = self.open.borrow_mut().as_mut().is_none_or(|open| open.follow().unwrap_or(false));
        if !followed {
            self.close();
        }
    }

    /// Closes the card, if one is open.
    pub(crate) fn close(&self) {
        self.grace.take();
        if self.open.take().is_some() {
            self.guard.set_close(&JsValue::NULL);
            self.work.tint(None);
        }
    }

    fn leave(self: &Rc<Self>) {
        if self.grace.borrow().is_some() {
            return;
        }
        let hover = Rc::downgrade(self);
        let grace = Timeout::new(GRACE, move || {
            if let Some(hover) = hover.upgrade() {
                hover.close();
            }
        });
        *self.grace.borrow_mut() = Some(grace);
    }

    fn rested(self: &Rc<Self>) {
        self.work.restore();
        let (x, y) = self.pointer.get();
        if self.open.borrow().as_ref().is_some_and(|open| open.is_near(x, y)) {
            return;
        }
        if let Some(target) = Target::at(&self.work, x, y) {
            self.close();
            // A card that cannot be opened leaves the page as it is.
            let _ = self.open(target, x, y);
        }
    }

    fn open(self: &Rc<Self>, target: Target, x: f64, y: f64) -> Result<(), JsValue> {
        let lines = target.boxes()?;
        if lines.is_empty() {
            return Ok(());
        }
        let line = lines.iter().position(|line| line.contains(x, y)).unwrap_or(0);
        let card = Card::open(target.element())?;
        if let Target::Mark(mark, _) = &target {
            self.work.tint(Some(mark));
        }
        self.guard.set_close(self.close.as_ref());
        *self.open.borrow_mut() = Some(Open { target, card, line, lines });
        if self.explanations.borrow().is_some() {
            return self.fill();
        }
        self.wait()?;
        let hover = Rc::downgrade(self);
        wasm_bindgen_futures::spawn_local(async move {
            let loaded = Explanations::load().await.ok();
            if let Some(hover) = hover.upgrade() {
                *hover.explanations.borrow_mut() = loaded;
                // A card that cannot be drawn stays as it is.
                let _ = hover.fill();
            }
        });
        Ok(())
    }

    fn wait(&self) -> Result<(), JsValue> {
        match self.open.borrow().as_ref() {
            Some(open) => {
                let term = match &open.target {
                    Target::Mark(mark, _) => mark.written.as_str(),
                    Target::Sticker(..) => "",
                };
                open.card.show(&parts::waiting(term))?;
                open.place()
            }
            None => Ok(()),
        }
    }

    fn fill(&self) -> Result<(), JsValue> {
        let open = self.open.borrow();
        let Some(open) = open.as_ref() else {
            return Ok(());
        };
        let content = match self.explanations.borrow().as_ref() {
            Some(explanations) => explain(explanations, &open.target),
            None => parts::outdated(),
        };
        open.card.show(&content)?;
        open.place()
    }
}

fn explain(explanations: &Explanations, target: &Target) -> Part {
    match target {
        Target::Mark(mark, _) => {
            parts::of(explanations, &[mark.found.entry], mark.found.sense, Some(&mark.written))
        }
        Target::Sticker(_, entries) => parts::of(explanations, entries, 0, None),
    }
}

impl Open {
    /// Whether a point is on the word, on the card or on the way between.
    fn is_near(&self, x: f64, y: f64) -> bool {
        self.lines.iter().any(|line| line.contains(x, y)) || self.card.rect().grown(GAP + 1.0).contains(x, y)
    }

    fn place(&self) -> Result<(), JsValue> {
        let line = self.lines.get(self.line).copied().unwrap_or_default();
        // A card has room between lines that are its own height apart.
        self.card.place(all_lines(line, &self.lines, self.card.rect().height))
    }

    /// Moves the card with its word; false where the word is no longer seen.
    fn follow(&mut self) -> Result<bool, JsValue> {
        self.lines = self.target.boxes()?;
        let Some(line) = self.lines.get(self.line).copied() else {
            return Ok(false);
        };
        // First of all, because the card may still lie where the word is now.
        self.place()?;
        let (x, y) = (line.x + line.width / 2.0, line.y + line.height / 2.0);
        let over = dom::document()?.element_from_point(x as f32, y as f32);
        let element = self.target.element();
        Ok(over.is_some_and(|over| element.contains(Some(&over))))
    }
}

impl Drop for Hover {
    fn drop(&mut self) {
        self.guard.set_close(&JsValue::NULL);
    }
}
