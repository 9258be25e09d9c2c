//! RedNote's markup and hosts: the only place with selectors of the site.
//!
//! Where all of them miss, every text of the page is read and marked, less
//! finely.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

use crate::dom;

/// The pages that we may read, as the manifest names them.
pub(crate) const HOSTS: [&str; 2] = ["https://www.xiaohongshu.com/*", "https://www.rednote.com/*"];

/// Elements that are never read: what people type, and what is no text.
pub(crate) const NEVER_NAMES: [&str; 19] = [
    "audio", "canvas", "code", "head", "iframe", "input", "kbd", "math", "noscript", "object", "pre", "samp",
    "script", "select", "style", "svg", "template", "textarea", "video",
];

/// Classes of what is never read: names, counts, dates, and the parts of a
/// comment that hold nothing else.
pub(crate) const NEVER_CLASSES: [&str; 16] = [
    "author",
    "author-wrapper",
    "avatar",
    "count",
    "date",
    "interactions",
    "labels",
    "like-wrapper",
    "location",
    "name",
    "nickname",
    "note-content-user",
    "notranslate",
    "total",
    "user-name",
    "username",
];

/// Attributes of what is never read, as selectors: editors, and what its
/// author wants left alone.
pub(crate) const NEVER_ATTRIBUTES: &str =
    "[contenteditable]:not([contenteditable='false']), [translate='no']";

/// All of what is never read, as one selector.
pub(crate) fn never() -> String {
    let classes = NEVER_CLASSES.map(|class| format!(".{class}"));
    format!("{}, {}, {NEVER_ATTRIBUTES}", NEVER_NAMES.join(", "), classes.join(", "))
}

/// What a click belongs to.
const CLICKABLE: &str = "a[href], button, input, label, select, summary, textarea, [contenteditable], [onclick], \
     [role='button'], [role='link'], [role='tab'], [role='menuitem']";

/// Whether the page has a use of its own for a click or tap: it is on a link,
/// a button or the like, or where the pointer is a hand.
pub(crate) fn wants_clicks(event: &Event) -> bool {
    let Some(element) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else {
        return false;
    };
    let clickable = element.closest(CLICKABLE).is_ok_and(|found| found.is_some());
    let style = dom::window().ok().and_then(|window| window.get_computed_style(&element).ok().flatten());
    clickable
        || style
            .and_then(|style| style.get_property_value("cursor").ok())
            .is_some_and(|cursor| cursor == "pointer")
}

/// A note: open over the feed, or a card of the feed.
const NOTE: &str = "#noteContainer, section.note-item";

/// The note that an element is part of.
pub(crate) fn note_of(element: &Element) -> Option<Element> {
    element.closest(NOTE).ok().flatten()
}

/// The image of a sticker.
pub(crate) const STICKER: &str = "img[src*='/fe-platform/']";

/// The hash of a sticker's image in its address.
///
/// The host is not looked at: it changes, the hash does not.
pub(crate) fn sticker_hash(image: &Element) -> Option<String> {
    let address = image.get_attribute("src")?;
    let (_, file) = address.split_once("/fe-platform/")?;
    let hash = file.get(..40)?;
    hash.bytes().all(|b| b.is_ascii_hexdigit()).then(|| hash.to_owned())
}
