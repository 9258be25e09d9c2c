//! The card: one element of ours in the top layer, gone when it is closed.

pub(crate) mod act;
pub(crate) mod part;
pub(crate) mod parts;
pub(crate) mod tools;

mod drag;

use std::rc::Rc;

use cattax_core::place::{GAP, Rect, place};
use gloo_events::EventListener;
use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{
    CssStyleSheet, Document, Element, FocusOptions, HtmlElement, KeyboardEvent, ShadowRoot, ShadowRootInit,
    ShadowRootMode,
};

use self::act::Act;
use self::drag::Drag;
use self::part::Part;
use crate::dom;

/// The style of everything in a card; the relay gets it from here too.
pub(crate) const STYLE: &str = concat!(
    include_str!("../../../../extension/card.css"),
    include_str!("../../../../extension/badges.css"),
    include_str!("../../../../extension/tools.css")
);

#[wasm_bindgen]
extern "C" {
    /// An element in the top layer; `web-sys` has no popover.
    type Popover;

    #[wasm_bindgen(method, catch, js_name = showPopover)]
    fn show_popover(this: &Popover) -> Result<(), JsValue>;
}

/// What makes the host ours and nobody else's: the page's rules for all
/// elements, `!important` ones too, lose to these.
const HOST_STYLE: [(&str, &str); 15] = [
    ("all", "initial"),
    ("display", "block"),
    ("position", "fixed"),
    ("inset", "auto"),
    ("left", "0px"),
    ("top", "0px"),
    ("margin", "0px"),
    ("border", "0px"),
    ("padding", "0px"),
    ("background", "none"),
    ("overflow", "visible"),
    ("width", "max-content"),
    ("height", "max-content"),
    ("z-index", "2147483647"),
    // Seen only together with mark.css. Firefox takes that away with the
    // extension, and ends its scripts before they can close a card.
    ("visibility", "var(--hl-card, hidden)"),
];

/// Our host element, wherever it is.
const HOST: &str = "[popover][style*='--hl-card']";

/// Removes the card that an older version of the extension had open when it
/// was updated.
pub(crate) fn remove_left_over() -> Result<(), JsValue> {
    let left = dom::document()?.query_selector_all(HOST)?;
    for node in (0..left.length()).filter_map(|index| left.get(index)) {
        node.unchecked_ref::<Element>().remove();
    }
    Ok(())
}

/// Whether an element is the host of a card.
pub(crate) fn is_host(element: &Element) -> bool {
    element.matches(HOST).unwrap_or(false)
}

/// What the page must not hear of a card: a click on it is no click outside
/// of something else.
const OURS: [&str; 12] = [
    "click",
    "contextmenu",
    "dblclick",
    "keydown",
    "keypress",
    "keyup",
    "mousedown",
    "mouseup",
    "pointerdown",
    "pointerup",
    "touchend",
    "touchstart",
];

/// An open card; closes when dropped.
pub(crate) struct Card {
    host: HtmlElement,
    root: ShadowRoot,
    /// Whether it lies at the bottom of the screen.
    sheet: bool,
    drag: Rc<Drag>,
    _listeners: Vec<EventListener>,
}

impl Card {
    /// Opens an empty card above everything else on the page, or a sheet at
    /// the bottom of it. `act` is called with what a reader does with it.
    ///
    /// `near` is the element that it explains: where that lies in a modal
    /// dialog or a full-screen element, so does the card, because everything
    /// outside cannot be reached then.
    pub(crate) fn open(near: &Element, sheet: bool, act: Rc<dyn Fn(Act)>) -> Result<Self, JsValue> {
        let document = dom::document()?;
        let host: HtmlElement = document.create_element("div")?.unchecked_into();
        host.set_attribute("popover", "manual")?;
        for (name, value) in HOST_STYLE {
            set_style(&host, name, value)?;
        }
        // A reader's own spacing of text may come in from the page.
        for name in ["letter-spacing", "line-height", "word-spacing"] {
            host.style().remove_property(name)?;
        }
        let root = host.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Closed))?;
        let style = CssStyleSheet::new()?;
        style.replace_sync(STYLE)?;
        Reflect::set(&root, &"adoptedStyleSheets".into(), &Array::of1(&style))?;
        let parent = parent_for(&document, near)?;
        // A page may enlarge itself by CSS; our numbers are of the viewport.
        let zoom = Reflect::get(&parent, &"currentCSSZoom".into())?.as_f64().unwrap_or(1.0);
        set_style(&host, "zoom", &number(1.0 / zoom))?;
        parent.append_child(&host)?;
        let mut listeners: Vec<EventListener> =
            OURS.map(|name| EventListener::new(&host, name, |event| event.stop_propagation())).into();
        listeners.push(dom::listen(&root, "click", move |event| {
            let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            let button = element.and_then(|element| element.closest("[data-do]").ok().flatten());
            if let Some(asked) = button.and_then(|button| Act::of(&button)) {
                act(asked);
            }
        }));
        let drag = Drag::new(&host, &root, &mut listeners);
        let card = Card { host, root, sheet, drag, _listeners: listeners };
        card.host.unchecked_ref::<Popover>().show_popover()?;
        Ok(card)
    }

    /// Shows this. Where `same` says that the text is the one that is there
    /// already, only the tools around it change, and what the reader opened in
    /// it stays open.
    pub(crate) fn show(&self, content: &Part, same: bool) -> Result<(), JsValue> {
        let document = dom::document()?;
        let focused = self.focused();
        let card = element(&document, content)?;
        let said = card.query_selector(".said")?;
        for class in [".scroll", ".said"] {
            let (old, new) = (self.root.query_selector(class)?, card.query_selector(class)?);
            if let (true, Some(old), Some(new)) = (same, old, new) {
                new.replace_with_with_node_1(&old)?;
            }
        }
        self.root.set_text_content(None);
        self.root.append_child(&card)?;
        self.stop_at(card.matches("[data-pinned], [data-sheet]")?)?;
        if let Some(said) = said {
            self.say(&said.text_content().unwrap_or_default())?;
        }
        match focused {
            Some(act) if self.focus_on(&act)? => {}
            Some(_) => self.focus()?,
            None => {}
        }
        Ok(())
    }

    /// Makes its buttons stops of the Tab key, or not: a card that comes and
    /// goes by itself is none.
    fn stop_at(&self, stops: bool) -> Result<(), JsValue> {
        let list = self.root.query_selector_all("button, summary")?;
        for index in 0..list.length() {
            if let Some(button) = list.get(index).and_then(|node| node.dyn_into::<Element>().ok()) {
                match stops {
                    true => button.remove_attribute("tabindex")?,
                    false => button.set_attribute("tabindex", "-1")?,
                }
            }
        }
        Ok(())
    }

    /// Puts words where they are seen and read aloud.
    pub(crate) fn say(&self, words: &str) -> Result<(), JsValue> {
        self.say_where("said", words)
    }

    /// Puts words where they are only read aloud.
    pub(crate) fn announce(&self, words: &str) -> Result<(), JsValue> {
        self.say_where("said aloud", words)
    }

    fn say_where(&self, class: &str, words: &str) -> Result<(), JsValue> {
        if let Some(said) = self.root.query_selector(".said")? {
            said.set_class_name(class);
            said.set_text_content(Some(words));
        }
        Ok(())
    }

    /// Gives it the focus, without scrolling the page.
    pub(crate) fn focus(&self) -> Result<(), JsValue> {
        match self.root.query_selector(".card")? {
            Some(card) => focus(&card),
            None => Ok(()),
        }
    }

    /// What the focused button does; empty for the card itself, nothing where
    /// the focus is elsewhere.
    fn focused(&self) -> Option<String> {
        let active = self.root.active_element()?;
        Some(active.get_attribute("data-do").unwrap_or_default())
    }

    fn focus_on(&self, act: &str) -> Result<bool, JsValue> {
        if act.is_empty() || act.contains(['"', '\\']) {
            return Ok(false);
        }
        match self.root.query_selector(&format!("[data-do=\"{act}\"]"))? {
            Some(button) => focus(&button).map(|()| true),
            None => Ok(false),
        }
    }

    /// Moves it to a word's box, in CSS pixels of the viewport; a card that the
    /// reader has moved only stays inside.
    pub(crate) fn place(&self, word: Rect) -> Result<(), JsValue> {
        let view = dom::viewport()?;
        if self.sheet {
            self.give_room(&px((view.height * 0.7).max(0.0)))?;
            set_style(&self.host, "width", &px(view.width))?;
            set_style(&self.host, "left", "0px")?;
            return set_style(&self.host, "top", &px(view.height - self.rect().height));
        }
        self.give_room("100vh")?;
        let own = self.rect();
        if let Some((x, y)) = self.drag.moved() {
            self.give_room(&px(view.height))?;
            let (x, y) = self.drag.inside(x, y)?;
            return self.move_to(x, y);
        }
        let placed = place(word, own.width, own.height, view.width, view.height);
        self.give_room(&px(placed.max_height.max(0.0)))?;
        // With less room it may be lower than it was.
        let height = self.rect().height;
        let above = placed.y + own.height.min(placed.max_height) <= word.y;
        let y = if above { word.y - GAP - height } else { placed.y };
        self.move_to(placed.x, y.max(0.0))
    }

    fn move_to(&self, x: f64, y: f64) -> Result<(), JsValue> {
        set_style(&self.host, "left", &px(x))?;
        set_style(&self.host, "top", &px(y))
    }

    /// Gives it this height at most, of which the tools take theirs and the text
    /// the rest.
    fn give_room(&self, height: &str) -> Result<(), JsValue> {
        let tall = |class: &str| -> Result<f64, JsValue> {
            let part = self.root.query_selector(class)?;
            Ok(part.map_or(0.0, |part| part.get_bounding_client_rect().height()))
        };
        set_style(&self.host, "--tools", &px(tall(".tools")? + tall(".choices")? + tall(".said")?))?;
        set_style(&self.host, "--room", height)
    }

    /// A key was pressed while it has the focus; the page does not hear of it.
    pub(crate) fn key(&self, event: &KeyboardEvent) {
        if self.focused().is_some_and(|act| act == "move") {
            self.drag.key(event);
        }
    }

    /// Its element on the page.
    pub(crate) fn host(&self) -> &HtmlElement {
        &self.host
    }

    /// Whether an event happened on it.
    pub(crate) fn holds(&self, event: &web_sys::Event) -> bool {
        event.target().is_some_and(|target| target == ***self.host)
    }

    /// Its box, in CSS pixels of the viewport.
    pub(crate) fn rect(&self) -> Rect {
        dom::rect(&self.host.get_bounding_client_rect())
    }
}

/// Gives an element the focus, without scrolling the page.
pub(crate) fn focus(element: &Element) -> Result<(), JsValue> {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    element.unchecked_ref::<HtmlElement>().focus_with_options(&options)
}

impl Drop for Card {
    fn drop(&mut self) {
        self.host.remove();
    }
}

/// A number as JavaScript writes it; Rust's own way is 20 kB of code.
fn number(number: f64) -> String {
    String::from(js_sys::Number::from(number).to_string_with_radix(10).unwrap_or_else(|_| "0".into()))
}

/// A length in CSS pixels.
fn px(length: f64) -> String {
    number(length) + "px"
}

fn set_style(element: &HtmlElement, name: &str, value: &str) -> Result<(), JsValue> {
    element.style().set_property_with_priority(name, value, "important")
}

fn parent_for(document: &Document, near: &Element) -> Result<Element, JsValue> {
    if let Some(modal) = near.closest(":modal, :fullscreen")? {
        return Ok(modal);
    }
    document.document_element().ok_or_else(|| "the document has no element".into())
}

fn element(document: &Document, part: &Part) -> Result<Element, JsValue> {
    let element = document.create_element(part.tag)?;
    for (name, value) in &part.attributes {
        element.set_attribute(name, value)?;
    }
    if !part.text.is_empty() {
        element.set_text_content(Some(&part.text));
    }
    for part in &part.parts {
        let inside = self::element(document, part)?;
        element.append_child(&inside)?;
    }
    Ok(element)
}
