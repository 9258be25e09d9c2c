//! Moving a pinned card, by its bar or with the arrow keys.

use std::cell::Cell;
use std::rc::Rc;

use gloo_events::EventListener;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, KeyboardEvent, PointerEvent, ShadowRoot};

use super::{px, set_style};
use crate::dom;

/// CSS pixels that an arrow key moves a card by.
const STEP: f64 = 24.0;
/// What can be dragged: the bar of a pinned card, but for its buttons, and the
/// grip.
const HANDLE: &str = "[data-pinned]:not([data-sheet]) .bar";

/// How a card is moved.
pub(super) struct Drag {
    host: HtmlElement,
    /// The pointer's distance from the card's corner, while it is dragged.
    held: Cell<Option<(f64, f64)>>,
    moved: Cell<Option<(f64, f64)>>,
}

impl Drag {
    /// Makes a card movable; the listeners belong to the card.
    pub(super) fn new(host: &HtmlElement, root: &ShadowRoot, listeners: &mut Vec<EventListener>) -> Rc<Self> {
        let drag = Rc::new(Drag { host: host.clone(), held: Cell::default(), moved: Cell::default() });
        for name in ["pointerdown", "pointermove", "pointerup", "pointercancel"] {
            let drag = Rc::clone(&drag);
            listeners.push(dom::listen(root, name, move |event| {
                if let Some(event) = event.dyn_ref::<PointerEvent>() {
                    match event.type_().as_str() {
                        "pointerdown" => drag.take(event),
                        "pointermove" => drag.drag(event),
                        _ => drag.held.set(None),
                    }
                }
            }));
        }
        drag
    }

    /// Where the reader has put the card's corner, in CSS pixels of the
    /// viewport; nothing before that.
    pub(super) fn moved(&self) -> Option<(f64, f64)> {
        self.moved.get()
    }

    fn take(&self, event: &PointerEvent) {
        let Some(element) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else {
            return;
        };
        let on = |selector: &str| element.closest(selector).ok().flatten();
        let Some(bar) = on(HANDLE).filter(|_| on("button:not(.grip)").is_none()) else {
            return;
        };
        let corner = self.host.get_bounding_client_rect();
        let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
        self.held.set(Some((x - corner.x(), y - corner.y())));
        // Without it a fast pointer would leave the card behind.
        let _ = bar.set_pointer_capture(event.pointer_id());
    }

    fn drag(&self, event: &PointerEvent) {
        if let Some((x, y)) = self.held.get() {
            self.put(f64::from(event.client_x()) - x, f64::from(event.client_y()) - y);
        }
    }

    /// Moves the card by a key.
    pub(super) fn key(&self, event: &KeyboardEvent) {
        let (x, y) = match event.key().as_str() {
            "ArrowLeft" => (-STEP, 0.0),
            "ArrowRight" => (STEP, 0.0),
            "ArrowUp" => (0.0, -STEP),
            "ArrowDown" => (0.0, STEP),
            _ => return,
        };
        event.prevent_default();
        let corner = self.host.get_bounding_client_rect();
        self.put(corner.x() + x, corner.y() + y);
    }

    fn put(&self, x: f64, y: f64) {
        let own = self.host.get_bounding_client_rect();
        let Ok(view) = dom::viewport() else {
            return;
        };
        let x = x.min(view.width - own.width()).max(0.0);
        let y = y.min(view.height - own.height()).max(0.0);
        self.moved.set(Some((x, y)));
        // A card that cannot be moved stays where it is.
        let _ = set_style(&self.host, "left", &px(x));
        let _ = set_style(&self.host, "top", &px(y));
    }
}
