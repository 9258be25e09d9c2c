//! Moving a pinned card by its grip, with the pointer or the arrow keys.

use std::cell::Cell;
use std::rc::Rc;

use gloo_events::EventListener;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, KeyboardEvent, PointerEvent, ShadowRoot};

use super::{px, set_style};
use crate::dom;

/// CSS pixels that an arrow key moves a card by.
const STEP: f64 = 24.0;
/// What can be dragged.
const HANDLE: &str = ".grip";

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
        let Some(grip) = element.closest(HANDLE).ok().flatten() else {
            return;
        };
        let corner = self.host.get_bounding_client_rect();
        let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
        self.held.set(Some((x - corner.x(), y - corner.y())));
        // Without it a fast pointer would leave the card behind.
        let _ = grip.set_pointer_capture(event.pointer_id());
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

    /// The corner nearest to this one with which all of the card is seen.
    pub(super) fn inside(&self, x: f64, y: f64) -> Result<(f64, f64), JsValue> {
        let (own, view) = (self.host.get_bounding_client_rect(), dom::viewport()?);
        Ok((x.min(view.width - own.width()).max(0.0), y.min(view.height - own.height()).max(0.0)))
    }

    fn put(&self, x: f64, y: f64) {
        let Ok((x, y)) = self.inside(x, y) else {
            return;
        };
        self.moved.set(Some((x, y)));
        // A card that cannot be moved stays where it is.
        let _ = set_style(&self.host, "left", &px(x));
        let _ = set_style(&self.host, "top", &px(y));
    }
}
