//! The card: one element of ours in the top layer, gone when it is closed.

pub(crate) mod parts;

use cattax_core::place::{Rect, place};
use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{CssStyleSheet, Document, Element, HtmlElement, ShadowRoot, ShadowRootInit, ShadowRootMode};

use self::parts::Part;
use crate::dom;

/// The style of everything in a card; the relay gets it from here too.
pub(crate) const STYLE: &str = include_str!("../../../../extension/card.css");

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

/// An open card; closes when dropped.
pub(crate) struct Card {
    host: HtmlElement,
    root: ShadowRoot,
}

impl Card {
    /// Opens an empty card above everything else on the page.
    ///
    /// `near` is the element that it explains: where that lies in a modal
    /// dialog or a full-screen element, so does the card, because everything
    /// outside cannot be reached then.
    pub(crate) fn open(near: &Element) -> Result<Self, JsValue> {
        let document = dom::document()?;
        let host: HtmlElement = document.create_element("div")?.unchecked_into();
        host.set_attribute("popover", "manual")?;
        for (name, value) in HOST_STYLE {
            set_style(&host, name, value)?;
        }
        let root = host.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Closed))?;
        let sheet = CssStyleSheet::new()?;
        sheet.replace_sync(STYLE)?;
        Reflect::set(&root, &"adoptedStyleSheets".into(), &Array::of1(&sheet))?;
        let parent = parent_for(&document, near)?;
        // A page may enlarge itself by CSS; our numbers are of the viewport.
        let zoom = Reflect::get(&parent, &"currentCSSZoom".into())?.as_f64().unwrap_or(1.0);
        set_style(&host, "zoom", &(1.0 / zoom).to_string())?;
        parent.append_child(&host)?;
        let card = Card { host, root };
        card.host.unchecked_ref::<Popover>().show_popover()?;
        Ok(card)
    }

    /// Shows this, and nothing of what was there before.
    pub(crate) fn show(&self, content: &Part) -> Result<(), JsValue> {
        let document = dom::document()?;
        self.root.set_text_content(None);
        let card = element(&document, content)?;
        self.root.append_child(&card)?;
        Ok(())
    }

    /// Moves it to a word's box, in CSS pixels of the viewport.
    pub(crate) fn place(&self, word: Rect) -> Result<(), JsValue> {
        self.give_room("100vh")?;
        let own = self.rect();
        let view = dom::viewport()?;
        let placed = place(word, own.width, own.height, view.width, view.height);
        self.give_room(&format!("{}px", placed.max_height.max(0.0)))?;
        set_style(&self.host, "left", &format!("{}px", placed.x))?;
        set_style(&self.host, "top", &format!("{}px", placed.y))
    }

    fn give_room(&self, height: &str) -> Result<(), JsValue> {
        set_style(&self.host, "--room", height)
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

impl Drop for Card {
    fn drop(&mut self) {
        self.host.remove();
    }
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
