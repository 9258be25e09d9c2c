//! From a point of the viewport to what there is to explain.

use cattax_core::place::Rect;
use cattax_core::settings::Shown;
use cattax_glossary::LEXICON;
use wasm_bindgen::JsValue;
use web_sys::{Element, StaticRange};

use super::highlight::boxes;
use super::original::Original;
use super::paint::Mark;
use super::site;
use super::work::Work;
use crate::card::parts::View;
use crate::dom;

/// Something to explain.
#[derive(Clone)]
pub(crate) enum Target {
    /// A mark, and its block.
    Mark(Mark, Element),
    /// The image of a sticker, and the entries that it may be.
    Sticker(Element, Vec<u32>),
    /// A block that was translated, and the terms of its original.
    Original(Element, Vec<Original>),
    /// Text that the reader selected, the element it is in, where it lies, and
    /// what it says.
    Selected(Element, StaticRange, View),
}

impl Target {
    /// What is at a point, in CSS pixels.
    pub(crate) fn at(work: &Work, x: f64, y: f64) -> Option<Target> {
        let element = dom::document().ok()?.element_from_point(x as f32, y as f32)?;
        if element.matches(site::STICKER).unwrap_or(false) {
            return Target::of_sticker(work, element);
        }
        match work.mark_at(x, y) {
            // Highlights know nothing of what lies over the text.
            Some((mark, block)) => block.contains(Some(&element)).then_some(Target::Mark(mark, block)),
            None => {
                let (block, terms) = work.original_at(&element)?;
                Some(Target::Original(block, terms))
            }
        }
    }

    /// A sticker by its image; nothing for one that is not known, or where the
    /// reader wants none.
    pub(crate) fn of_sticker(work: &Work, image: Element) -> Option<Target> {
        let entries: Vec<u32> = LEXICON.stickers(&site::sticker_hash(&image)?).collect();
        let wanted = work.shown_sticker(*entries.first()?) != Shown::Nothing;
        wanted.then_some(Target::Sticker(image, entries))
    }

    /// The element that it is, or is in.
    pub(crate) fn element(&self) -> &Element {
        match self {
            Target::Mark(_, element)
            | Target::Sticker(element, _)
            | Target::Original(element, _)
            | Target::Selected(element, ..) => element,
        }
    }

    /// What its card is about.
    pub(crate) fn view(&self) -> View {
        match self {
            Target::Mark(mark, _) => View::Entries {
                entries: vec![mark.found.entry],
                sense: mark.found.sense,
                written: Some(mark.written.clone()),
            },
            Target::Sticker(_, entries) => {
                View::Entries { entries: entries.clone(), sense: 0, written: None }
            }
            Target::Original(_, terms) => View::Found {
                text: String::new(),
                terms: terms.iter().map(|term| (term.entry, term.sense, term.written.clone())).collect(),
                original: true,
            },
            Target::Selected(_, _, view) => view.clone(),
        }
    }

    /// The text of the page that a card shows while its own is on the way.
    pub(crate) fn written(&self) -> &str {
        match self {
            Target::Mark(mark, _) => &mark.written,
            _ => "",
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
            Target::Original(block, terms) => {
                work.original_at(block).is_some_and(|(_, there)| there == *terms)
            }
            Target::Selected(element, ..) => element.is_connected(),
        }
    }

    /// Its boxes, one a line.
    pub(crate) fn boxes(&self) -> Result<Vec<Rect>, JsValue> {
        match self {
            Target::Mark(mark, _) => boxes(&mark.range),
            Target::Sticker(image, _) => Ok(vec![dom::rect(&image.get_bounding_client_rect())]),
            Target::Original(block, _) => Ok(vec![dom::rect(&block.get_bounding_client_rect())]),
            // A range whose text is gone has no boxes.
            Target::Selected(_, range, _) => Ok(boxes(range).unwrap_or_default()),
        }
    }
}
