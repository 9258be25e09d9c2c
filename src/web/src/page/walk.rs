//! From mark to mark by keys, and to a term from the popup's list.

use cattax_core::place::Rect;
use web_sys::Element;

use super::cards::{By, Cards};
use super::hit::Target;
use super::work::Work;
use crate::message::Here;
use crate::{card, dom};

/// Shows the card of the next mark on screen, or of the one before: from the
/// open card's, or from the first or last; round at the end.
pub(crate) fn step(cards: &Cards, forward: bool) {
    let stops = on_screen(&cards.work);
    let now = cards.target().and_then(|target| stops.iter().position(|stop| is_same(stop, &target)));
    let count = stops.len();
    let next = match (now, forward) {
        (Some(now), true) => now + 1,
        (Some(now), false) => now + count - 1,
        (None, true) => 0,
        (None, false) => count.saturating_sub(1),
    };
    if let Some(target) = stops.into_iter().nth(next.checked_rem(count).unwrap_or(0)) {
        cards.show(target, None, By::Key);
    }
}

/// Brings the `nth` place of a term into sight, counted round, and opens its
/// card; whether there is one.
pub(crate) fn jump(cards: &Cards, entry: u32, sense: u32, nth: u32) -> bool {
    let places: Vec<Target> =
        all(&cards.work).into_iter().filter(|target| says(target, entry, sense)).collect();
    let Some(target) = places.get((nth as usize).checked_rem(places.len()).unwrap_or(0)) else {
        return false;
    };
    if !is_on_screen(target) {
        dom::show_element(target.element());
    }
    if !is_on_screen(target)
        && let Some(line) = target.boxes().ok().and_then(|boxes| boxes.first().copied())
    {
        dom::scroll_to(target.element(), &line);
    }
    cards.show(target.clone(), None, By::Key);
    cards.is_open()
}

/// The terms on the page, in reading order, each once.
pub(crate) fn terms(work: &Work) -> Vec<Here> {
    let mut terms: Vec<Here> = Vec::new();
    let mut add = |entry: u32, sense: u32, written: &str, original: bool| match terms
        .iter_mut()
        .find(|here| here.entry == entry && here.sense == sense)
    {
        Some(here) => {
            here.count += 1;
            here.original &= original;
        }
        None => terms.push(Here { entry, sense, written: written.to_owned(), count: 1, original }),
    };
    for target in all(work) {
        match &target {
            Target::Mark(mark, _) => add(mark.found.entry, mark.found.sense, &mark.written, false),
            Target::Sticker(_, entries) => add(entries.first().copied().unwrap_or_default(), 0, "", false),
            Target::Original(_, terms) => {
                terms.iter().for_each(|term| add(term.entry, term.sense, &term.written, true));
            }
            Target::Selected(..) => {}
        }
    }
    terms
}

/// All that there is to explain, in reading order.
fn all(work: &Work) -> Vec<Target> {
    let marks = work.seen().into_iter().map(|(mark, block)| Target::Mark(mark, block));
    let stickers = work.stickers().into_iter().filter_map(|(image, _)| Target::of_sticker(work, image));
    let originals = work.originals().into_iter().map(|(block, terms)| Target::Original(block, terms));
    let mut all: Vec<Target> = marks.chain(stickers).chain(originals).collect();
    all.sort_by(|one, other| dom::order(&start(one), &start(other)));
    all
}

/// Where a target stands among others: its text node, or its element.
fn start(target: &Target) -> web_sys::Node {
    match target {
        Target::Mark(mark, _) => mark.range.start_container(),
        _ => Element::clone(target.element()).into(),
    }
}

fn on_screen(work: &Work) -> Vec<Target> {
    all(work).into_iter().filter(is_on_screen).collect()
}

/// Whether a point of a target is in the viewport and not covered.
fn is_on_screen(target: &Target) -> bool {
    let (Ok(view), Ok(document), Ok(boxes)) = (dom::viewport(), dom::document(), target.boxes()) else {
        return false;
    };
    boxes.iter().filter(|line| line.overlaps(&view)).any(|line| {
        let Rect { x, y, width, height } = line;
        let over = document.element_from_point((x + width / 2.0) as f32, (y + height / 2.0) as f32);
        over.is_some_and(|over| target.element().contains(Some(&over)) || card::is_host(&over))
    })
}

fn is_same(one: &Target, other: &Target) -> bool {
    match (one, other) {
        (Target::Mark(one, _), Target::Mark(other, _)) => one.is_same(other),
        (Target::Mark(..), _) | (_, Target::Mark(..)) => false,
        _ => one.element() == other.element(),
    }
}

fn says(target: &Target, entry: u32, sense: u32) -> bool {
    match target {
        Target::Mark(mark, _) => mark.found.entry == entry && mark.found.sense == sense,
        Target::Sticker(_, entries) => entries.first() == Some(&entry),
        Target::Original(_, terms) => terms.iter().any(|term| term.entry == entry && term.sense == sense),
        Target::Selected(..) => false,
    }
}
