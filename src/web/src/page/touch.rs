//! Fingers: a tap on a mark opens its card as a sheet, unless the page needs
//! the tap; then holding the finger there does.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use gloo_timers::callback::Timeout;
use web_sys::PointerEvent;

use super::cards::{By, Cards};
use super::hit::Target;
use super::site;

/// Milliseconds after which a finger that stays counts as held; Android's own
/// long press comes after 500.
const HELD: u32 = 450;
/// CSS pixels that a finger may stray without being a swipe.
const STRAY: f64 = 10.0;

/// The finger that is down.
pub(crate) struct Touch {
    cards: Rc<Cards>,
    /// Where it was put down; nothing once it has strayed or was held.
    down: Cell<Option<(f64, f64)>>,
    held: RefCell<Option<Timeout>>,
    /// Whether holding it has just opened a card, so that the browser's own
    /// menu for it is in the way.
    opened: Cell<bool>,
    this: Weak<Touch>,
}

impl Touch {
    pub(crate) fn new(cards: Rc<Cards>) -> Rc<Self> {
        Rc::new_cyclic(|this| Touch {
            cards,
            down: Cell::default(),
            held: RefCell::default(),
            opened: Cell::default(),
            this: this.clone(),
        })
    }

    /// A finger was put down.
    pub(crate) fn down(&self, event: &PointerEvent) {
        self.opened.set(false);
        if event.pointer_type() != "touch" || !event.is_primary() || self.cards.hold(event) {
            return;
        }
        self.down.set(Some(place(event)));
        let this = self.this.clone();
        *self.held.borrow_mut() = Some(Timeout::new(HELD, move || {
            if let Some(touch) = this.upgrade() {
                touch.hold();
            }
        }));
    }

    /// It has moved.
    pub(crate) fn moved(&self, event: &PointerEvent) {
        if let (Some((x, y)), (now_x, now_y)) = (self.down.get(), place(event))
            && (x - now_x).hypot(y - now_y) > STRAY
        {
            self.end();
        }
    }

    /// It was lifted, which may be a tap.
    pub(crate) fn up(&self, event: &PointerEvent) {
        if let (Some((x, y)), "touch") = (self.end(), event.pointer_type().as_str())
            && !site::wants_clicks(event)
        {
            self.open(x, y);
        }
    }

    /// The browser has taken it for scrolling or zooming.
    pub(crate) fn cancel(&self) {
        let _ = self.end();
    }

    fn end(&self) -> Option<(f64, f64)> {
        self.held.take();
        self.down.take()
    }

    /// The browser is about to open its menu; whether our card is in its
    /// place.
    pub(crate) fn takes_menu(&self) -> bool {
        self.opened.take()
    }

    fn hold(&self) {
        if let Some((x, y)) = self.end() {
            self.opened.set(self.open(x, y));
        }
    }

    fn open(&self, x: f64, y: f64) -> bool {
        self.cards.work.restore();
        let Some(target) = Target::at(&self.cards.work, x, y) else {
            return false;
        };
        self.cards.show(target, Some((x, y)), By::Touch);
        true
    }
}

fn place(event: &PointerEvent) -> (f64, f64) {
    (f64::from(event.client_x()), f64::from(event.client_y()))
}
