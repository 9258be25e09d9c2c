//! The browser's CSS highlights, as far as we use them.
//!
//! `web-sys` has them only behind a global compiler flag.

use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::{Document, StaticRange, StaticRangeInit, Text};

use crate::dom;

#[wasm_bindgen]
extern "C" {
    /// A set of ranges that is painted as one.
    #[derive(Clone)]
    pub(crate) type Highlight;

    #[wasm_bindgen(constructor, catch)]
    pub(crate) fn new() -> Result<Highlight, JsValue>;
    #[wasm_bindgen(method)]
    pub(crate) fn add(this: &Highlight, range: &StaticRange);
    #[wasm_bindgen(method)]
    pub(crate) fn delete(this: &Highlight, range: &StaticRange) -> bool;
    #[wasm_bindgen(method)]
    pub(crate) fn clear(this: &Highlight);

    type Registry;

    #[wasm_bindgen(method, catch)]
    fn get(this: &Registry, name: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn set(this: &Registry, name: &str, highlight: &Highlight) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn delete(this: &Registry, name: &str) -> Result<bool, JsValue>;
    #[wasm_bindgen(method, catch, js_name = highlightsFromPoint)]
    fn highlights_from_point(this: &Registry, x: f64, y: f64) -> Result<Array, JsValue>;

    #[wasm_bindgen(thread_local_v2, js_namespace = CSS, js_name = highlights)]
    static HIGHLIGHTS: Registry;
}

/// A highlight under its name in the page's registry; leaves it when dropped.
///
/// The page sees the names, and can clear or replace what is there.
pub(crate) struct Registered {
    name: &'static str,
    pub(crate) highlight: Highlight,
}

impl Registered {
    /// A new, empty highlight under this name.
    pub(crate) fn new(name: &'static str) -> Result<Self, JsValue> {
        let highlight = Highlight::new()?;
        HIGHLIGHTS.with(|registry| Registry::set(registry, name, &highlight))?;
        Ok(Registered { name, highlight })
    }

    /// Puts it back where the page has thrown it out.
    pub(crate) fn restore(&self) -> Result<(), JsValue> {
        HIGHLIGHTS.with(|registry| {
            if Registry::get(registry, self.name)? != *self.highlight {
                Registry::set(registry, self.name, &self.highlight)?;
            }
            Ok(())
        })
    }
}

impl Drop for Registered {
    fn drop(&mut self) {
        Highlight::clear(&self.highlight);
        // Another highlight may stand there by now: the page's, or that of a
        // newer version of us.
        HIGHLIGHTS.with(|registry| {
            if Registry::get(registry, self.name).is_ok_and(|found| found == *self.highlight) {
                let _ = Registry::delete(registry, self.name);
            }
        });
    }
}

/// The ranges of our highlights at a point of the viewport, in CSS pixels.
pub(crate) fn ranges_at(x: f64, y: f64) -> Vec<StaticRange> {
    let Ok(found) = HIGHLIGHTS.with(|registry| registry.highlights_from_point(x, y)) else {
        return Vec::new();
    };
    found
        .iter()
        .filter_map(|hit| js_sys::Reflect::get(&hit, &"ranges".into()).ok())
        .flat_map(|ranges| Array::from(&ranges))
        .map(JsCast::unchecked_into)
        .collect()
}

/// A range from one place in a text node to another in the same or a later one.
pub(crate) fn static_range(
    start: &Text,
    start_offset: u32,
    end: &Text,
    end_offset: u32,
) -> Result<StaticRange, JsValue> {
    let init = StaticRangeInit::new(end, end_offset, start, start_offset);
    StaticRange::new(&init)
}

/// The boxes of a range, one a line, in CSS pixels of the viewport.
pub(crate) fn boxes(range: &StaticRange) -> Result<Vec<cattax_core::place::Rect>, JsValue> {
    let document: Document = dom::document()?;
    let live = document.create_range()?;
    live.set_start(&range.start_container(), range.start_offset())?;
    live.set_end(&range.end_container(), range.end_offset())?;
    let Some(list) = live.get_client_rects() else {
        return Ok(Vec::new());
    };
    Ok((0..list.length())
        .filter_map(|index| list.get(index))
        .map(|rect| crate::dom::rect(&rect))
        .filter(|rect| rect.width > 0.0 && rect.height > 0.0)
        .collect())
}
