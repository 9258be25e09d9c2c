//! Opens and closes the card as the pointer moves.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use cattax_core::settings::Hover as Wanted;
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent, PointerEvent};

use super::cards::{By, Cards};
use super::hit::Target;
use super::site;
use crate::card::act::Act;
use crate::{dom, webext};

/// Milliseconds that the pointer rests before the card opens.
const REST: u32 = 60;
/// The same over text that was translated, which is a whole block.
const LONG_REST: u32 = 500;
/// Milliseconds that the pointer may be away from word and card, on its way
/// from one to the other.
const GRACE: u32 = 300;

/// The pointer, as far as the card is concerned.
pub(crate) struct Hover {
    cards: Rc<Cards>,
    pointer: Cell<(f64, f64)>,
    /// Whether the key that the reader wants held is held.
    held: Cell<bool>,
    rest: RefCell<Option<Timeout>>,
    grace: RefCell<Option<Timeout>>,
    gone: Rc<dyn Fn()>,
    this: Weak<Hover>,
}

impl Hover {
    /// `gone` is called when the extension is found to be gone.
    pub(crate) fn new(cards: Rc<Cards>, gone: Rc<dyn Fn()>) -> Rc<Self> {
        Rc::new_cyclic(|this| Hover {
            cards,
            pointer: Cell::default(),
            held: Cell::default(),
            rest: RefCell::default(),
            grace: RefCell::default(),
            gone,
            this: this.clone(),
        })
    }

    /// The pointer has moved.
    pub(crate) fn moved(&self, event: &PointerEvent) {
        if event.pointer_type() == "touch" {
            return;
        }
        let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
        self.pointer.set((x, y));
        self.held.set(match self.wanted() {
            Wanted::Rest => true,
            Wanted::Alt => event.alt_key(),
            Wanted::Control => event.ctrl_key(),
            Wanted::Shift => event.shift_key(),
        });
        match self.cards.is_near(x, y) {
            Some(true) => drop(self.grace.take()),
            Some(false) if self.cards.follow_pointer() => self.leave(),
            _ => {}
        }
        // Whoever drags is about to select.
        if event.buttons() == 0 {
            self.rest_for(REST);
        }
    }

    /// A key was pressed: it may be the one that the card waits for.
    pub(crate) fn typed(&self, event: &KeyboardEvent) {
        let wanted = match self.wanted() {
            Wanted::Rest => return,
            Wanted::Alt => "Alt",
            Wanted::Control => "Control",
            Wanted::Shift => "Shift",
        };
        if event.key() == wanted && !event.repeat() {
            self.held.set(true);
            self.rest_for(REST);
        }
    }

    /// The pointer has left the window.
    pub(crate) fn left(&self) {
        self.rest.take();
        if self.cards.follow_pointer() {
            self.leave();
        }
    }

    /// A button was pressed, or a finger put down.
    pub(crate) fn pressed(&self, event: &Event) {
        if self.cards.hold(event) {
            return;
        }
        // Whoever presses does not wait for a card.
        self.rest.take();
        let (x, y) = self.pointer.get();
        let on_word = self.cards.is_near(x, y) == Some(true) && !site::wants_clicks(event);
        if !self.cards.is_pinned() && !on_word {
            self.cards.close();
        }
    }

    /// The page was clicked with a mouse: on a word that the page needs for
    /// nothing else, that pins its card.
    pub(crate) fn clicked(&self, event: &Event) {
        let by_finger = event.dyn_ref::<PointerEvent>().is_some_and(|event| event.pointer_type() == "touch");
        if by_finger || dom::has_selection() || self.cards.hold(event) || site::wants_clicks(event) {
            return;
        }
        let (x, y) = self.pointer.get();
        let on_word = self.cards.is_near(x, y) == Some(true) && !self.cards.is_pinned();
        if on_word && matches!(self.cards.target(), Some(Target::Mark(..) | Target::Sticker(..))) {
            self.cards.act(Act::Pin);
        }
    }

    fn wanted(&self) -> Wanted {
        self.cards.taste.borrow().settings.hover
    }

    fn rest_for(&self, milliseconds: u32) {
        let this = self.this.clone();
        let rest = Timeout::new(milliseconds, move || {
            if let Some(hover) = this.upgrade() {
                hover.rested(milliseconds);
            }
        });
        *self.rest.borrow_mut() = Some(rest);
    }

    fn leave(&self) {
        if self.grace.borrow().is_some() {
            return;
        }
        let this = self.this.clone();
        let grace = Timeout::new(GRACE, move || {
            if let Some(hover) = this.upgrade() {
                hover.grace.take();
                if hover.cards.follow_pointer() {
                    hover.cards.close();
                }
            }
        });
        *self.grace.borrow_mut() = Some(grace);
    }

    fn rested(&self, milliseconds: u32) {
        if !webext::alive() {
            return (self.gone)();
        }
        self.cards.work.restore();
        let (x, y) = self.pointer.get();
        if !self.held.get() || self.cards.is_pinned() || self.cards.is_near(x, y) == Some(true) {
            return;
        }
        match Target::at(&self.cards.work, x, y) {
            Some(Target::Original(..)) if milliseconds < LONG_REST => self.rest_for(LONG_REST),
            Some(target) => {
                self.grace.take();
                self.cards.show(target, Some((x, y)), By::Pointer);
            }
            None => {}
        }
    }
}
