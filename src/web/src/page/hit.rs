//! From a point of the viewport to what there is to explain.

use cattax_core::place::Rect;
use cattax_glossary::LEXICON;
use wasm_bindgen::JsValue;
use web_sys::Element;

use super::highlight::boxes;
use super::paint::Mark;
use super::site;
use super::work::Work;
use crate::dom;

/// Something to explain.
#[derive(Clone)]
pub(crate) enum Target {
    /// A mark, and its block.
    Mark(Mark, Element),
    /// The image of a sticker, and the entries that it may be.
    Sticker(Element, Vec<u32>),
}

impl Target {
    /// What is at a point, in CSS pixels.
    pub(crate) fn at(work: &Work, x: f64, y: f64) -> Option<Target> {
        let element = dom::document().ok()?.element_from_point(x as f32, y as f32)?;
        if element.matches(site::STICKER).unwrap_or(false) {
            let entries: Vec<u32> = LEXICON.stickers(&site::sticker_hash(&element)?).collect();
            return (!entries.is_empty()).then_some(Target::Sticker(element, entries));
        }
        let (mark, block) = work.mark_at(x, y)?;
        // Highlights know nothing of what lies over the text.
        block.contains(Some(&element)).then_some(Target::Mark(mark, block))
    }

    /// The element that it is, or is in.
    pub(crate) fn element(&self) -> &Element {
        match self {
            Target::Mark(_, block) => block,
            Target::Sticker(image, _) => image,
        }
    }

    /// Whether it is still there.
    pub(crate) fn is_there(&self, work: &Work) -> bool {
        match self {
            Target::Mark(mark, block) => work.has(mark, block),
            Target::Sticker(image, entries) => {
                let hash = site::sticker_hash(image).unwrap_or_default();
                image.is_connected() && LEXICON.stickers(&hash).eq(entries.iter().copied())
            }
        }
    }

    /// Its boxes, one a line.
    pub(crate) fn boxes(&self) -> Result<Vec<Rect>, JsValue> {
        match self {
            Target::Mark(mark, _) => boxes(&mark.range),
            Target::Sticker(image, _) => Ok(vec![dom::rect(&image.get_bounding_client_rect())]),
        }
    }
}
