//! Text that the reader selects: what the glossary has on it, and in it.

use cattax_core::units::is_han;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::cards::{By, Cards};
use super::highlight::static_range;
use super::hit::Target;
use crate::card::parts::View;
use crate::dom;

/// The most UTF-16 units of a selection that are looked at: whoever selects
/// more wants to copy.
const LONGEST: usize = 300;
/// The most characters of one in which nothing is found that is worth saying
/// so.
const SHORT: usize = 12;

/// The reader has selected something: opens a card for it, if it is Chinese
/// text of the page.
pub(crate) fn look_up(cards: &Cards) {
    if cards.is_pinned() || !cards.taste.borrow().settings.on_selection {
        return;
    }
    if let Some(target) = selected(cards) {
        cards.show(target, None, By::Pointer);
    }
}

fn selected(cards: &Cards) -> Option<Target> {
    let selection = dom::window().ok()?.get_selection().ok()??;
    let range = selection.get_range_at(0).ok()?;
    let text = String::from(range.to_string());
    let text = text.trim();
    let units: Vec<u16> = text.encode_utf16().collect();
    if text.is_empty() || units.len() > LONGEST || !text.chars().any(|c| is_han(c) || !c.is_ascii()) {
        return None;
    }
    let common = range.common_ancestor_container().ok()?;
    let element = common.dyn_ref::<Element>().cloned().or_else(|| common.parent_element())?;
    if cards.work.is_off_limits(&element) {
        return None;
    }
    let matches = cards.work.find(text);
    if matches.is_empty() && (text.chars().count() > SHORT || !text.chars().any(is_han)) {
        return None;
    }
    let terms: Vec<(u32, u32, String)> = matches
        .iter()
        .filter_map(|found| {
            let written = String::from_utf16_lossy(units.get(found.span.range())?);
            Some((found.entry, found.sense, written))
        })
        .collect();
    let view = match &terms[..] {
        [(entry, sense, written)] if written == text => {
            View::Entries { entries: vec![*entry], sense: *sense, written: Some(written.clone()) }
        }
        _ => View::Found { text: text.to_owned(), terms, original: false },
    };
    let (start, end) = (range.start_container().ok()?, range.end_container().ok()?);
    let place = static_range(
        start.unchecked_ref(),
        range.start_offset().ok()?,
        end.unchecked_ref(),
        range.end_offset().ok()?,
    );
    Some(Target::Selected(element, place.ok()?, view))
}
