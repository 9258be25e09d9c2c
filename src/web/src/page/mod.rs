//! The page side: everything that happens on a RedNote page while it is on.
//!
//! [`Page`] holds it all; dropping it leaves the page as it was found.

pub(crate) mod site;

mod cards;
mod deeds;
mod gather;
mod highlight;
mod hit;
mod hover;
mod open;
mod original;
mod paint;
mod select;
mod touch;
mod walk;
mod watch;
mod work;

use std::cell::RefCell;
use std::collections::HashSet;
use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use gloo_timers::callback::Timeout;
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, Event, KeyboardEvent, MutationRecord, Node, PointerEvent, Window};

use self::cards::Cards;
use self::hover::Hover;
use self::touch::Touch;
use self::watch::Watcher;
use self::work::Work;
use crate::dom;
use crate::message::{Here, Status};
use crate::store::Saved;
use crate::taste::Taste;

pub(crate) use self::cards::Guard;

/// Milliseconds for which a selection stays the same before it is looked up.
const SELECTED: u32 = 300;

/// A page that is marked; dropping it takes everything away.
pub(crate) struct Page {
    work: Rc<Work>,
    cards: Rc<Cards>,
    language: String,
    _watcher: Watcher,
    _listeners: Vec<EventListener>,
}

impl Page {
    /// Marks what is in `root` and follows it. `gone` is called when the
    /// extension is found to be gone.
    pub(crate) fn new(
        root: Element,
        guard: Guard,
        taste: Rc<Taste>,
        saved: Vec<Saved>,
        gone: Rc<dyn Fn()>,
    ) -> Result<Self, JsValue> {
        let (window, document) = (dom::window()?, dom::document()?);
        crate::card::remove_left_over()?;
        let work = Work::new(Rc::clone(&taste))?;
        let cards = Cards::new(Rc::clone(&work), guard, taste, saved);
        let watcher = {
            let (work, cards, gone) = (Rc::clone(&work), Rc::clone(&cards), Rc::clone(&gone));
            // With the document itself, where the root is its element: a page
            // may replace that.
            let whole = document.document_element().is_some_and(|whole| whole == root);
            let watched: &Node = if whole { &document } else { &root };
            Watcher::new(watched, move |records| {
                if !crate::webext::alive() {
                    return gone();
                }
                // Our own card that comes or goes is no change of the page.
                let records: Vec<_> = records.into_iter().filter(|record| !is_of_card(record)).collect();
                if !records.is_empty() {
                    work.heard(records);
                    cards.check();
                }
            })?
        };
        work.add(root);
        let listeners = listeners(&window, &document, &work, &cards, gone);
        Ok(Page { work, cards, language: root_language(), _watcher: watcher, _listeners: listeners })
    }

    /// Shows everything as the reader wants it now.
    pub(crate) fn retaste(&self, taste: Rc<Taste>, saved: Vec<Saved>) {
        self.work.retaste(&taste);
        self.cards.retaste(taste, saved);
    }

    /// How things stand on the page: terms and known stickers.
    pub(crate) fn status(&self) -> Status {
        self.work.restore();
        let entries = self.work.entries_on_page();
        let different: HashSet<u32> = entries.iter().copied().collect();
        Status {
            terms: entries.len() as u32,
            different: different.len() as u32,
            reading: self.work.is_reading(),
            changes: self.work.changes(),
            relay: false,
            translated: self.translated(),
            originals: self.work.originals().iter().map(|(_, terms)| terms.len() as u32).sum(),
            paused: false,
        }
    }

    /// The terms on the page, in reading order, each once.
    pub(crate) fn terms(&self) -> Vec<Here> {
        walk::terms(&self.work)
    }

    /// Brings the `nth` place of a term into sight and opens its card; whether
    /// there is one.
    pub(crate) fn jump(&self, entry: u32, sense: u32, nth: u32) -> bool {
        walk::jump(&self.cards, entry, sense, nth)
    }

    /// Shows the card of the next mark on screen, or of the one before.
    pub(crate) fn walk(&self, forward: bool) {
        walk::step(&self.cards, forward);
    }

    /// Whether the browser has put another language in the place of the
    /// page's: Chromium's translation says so in a class of the root element,
    /// Firefox's changes the root's language.
    fn translated(&self) -> bool {
        let Ok(Some(root)) = dom::document().map(|document| document.document_element()) else {
            return false;
        };
        let class = root.class_list();
        let language = root_language();
        class.contains("translated-ltr")
            || class.contains("translated-rtl")
            || (language != self.language && !language.starts_with("zh"))
    }
}

/// All that is heard of the page; none of it stops an event, but for the
/// browser's menu where our card takes its place.
fn listeners(
    window: &Window,
    document: &Document,
    work: &Rc<Work>,
    cards: &Rc<Cards>,
    gone: Rc<dyn Fn()>,
) -> Vec<EventListener> {
    let hover = Hover::new(Rc::clone(cards), gone);
    let touch = Touch::new(Rc::clone(cards));
    let mut listeners = Vec::new();
    let on_pointer = |name: &'static str, heard: Box<dyn Fn(&PointerEvent)>| {
        dom::listen(document, name, move |event| {
            if let Some(event) = event.dyn_ref::<PointerEvent>() {
                heard(event);
            }
        })
    };
    let (pointer, finger) = (Rc::clone(&hover), Rc::clone(&touch));
    listeners.push(on_pointer(
        "pointermove",
        Box::new(move |event| {
            pointer.moved(event);
            finger.moved(event);
        }),
    ));
    let (pointer, finger) = (Rc::clone(&hover), Rc::clone(&touch));
    listeners.push(on_pointer(
        "pointerdown",
        Box::new(move |event| {
            pointer.pressed(event);
            finger.down(event);
        }),
    ));
    let finger = Rc::clone(&touch);
    listeners.push(on_pointer("pointerup", Box::new(move |event| finger.up(event))));
    let finger = Rc::clone(&touch);
    listeners.push(on_pointer("pointercancel", Box::new(move |_| finger.cancel())));
    let pointer = Rc::clone(&hover);
    // Out of the window: there is no element that it went to.
    listeners.push(on_pointer(
        "pointerout",
        Box::new(move |event| {
            if event.related_target().is_none() {
                pointer.left();
            }
        }),
    ));
    let pointer = Rc::clone(&hover);
    listeners.push(dom::listen(document, "click", move |event| pointer.clicked(event)));
    let pointer = Rc::clone(&hover);
    listeners.push(dom::listen(document, "keydown", move |event| {
        if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
            pointer.typed(event);
        }
    }));
    let options = EventListenerOptions { phase: EventListenerPhase::Capture, passive: false };
    listeners.push(EventListener::new_with_options(
        document,
        "contextmenu",
        options,
        move |event: &Event| {
            if event.is_trusted() && touch.takes_menu() {
                event.prevent_default();
            }
        },
    ));
    let (marks, card) = (Rc::clone(work), Rc::clone(cards));
    listeners.push(dom::listen(document, "scroll", move |_| {
        marks.restore();
        card.follow();
    }));
    let card = Rc::clone(cards);
    listeners.push(dom::listen(window, "resize", move |_| card.follow()));
    let (card, waiting) = (Rc::clone(cards), RefCell::new(None));
    listeners.push(dom::listen(document, "selectionchange", move |_| {
        let card = Rc::clone(&card);
        *waiting.borrow_mut() = Some(Timeout::new(SELECTED, move || select::look_up(&card)));
    }));
    listeners
}

/// Whether a change is no more than a card that comes or goes.
fn is_of_card(record: &MutationRecord) -> bool {
    let (added, removed) = (record.added_nodes(), record.removed_nodes());
    if added.length() + removed.length() != 1 {
        return false;
    }
    let node = added.get(0).or_else(|| removed.get(0));
    node.is_some_and(|node| node.dyn_ref::<Element>().is_some_and(crate::card::is_host))
}

fn root_language() -> String {
    dom::document()
        .ok()
        .and_then(|document| document.document_element()?.get_attribute("lang"))
        .unwrap_or_default()
}
