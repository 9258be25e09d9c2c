//! The page side: everything that happens on a RedNote page while it is on.
//!
//! [`Page`] holds it all; dropping it leaves the page as it was found.

pub(crate) mod site;

mod gather;
mod highlight;
mod hit;
mod hover;
mod paint;
mod watch;
mod work;

use std::collections::HashSet;
use std::rc::Rc;

use gloo_events::EventListener;
use wasm_bindgen::prelude::*;
use web_sys::PointerEvent;

use self::hover::Hover;
use self::watch::Watcher;
use self::work::Work;
use crate::dom;
use crate::message::Status;

pub(crate) use self::hover::Guard;

/// A page that is marked; dropping it takes everything away.
pub(crate) struct Page {
    work: Rc<Work>,
    language: String,
    _hover: Rc<Hover>,
    _watcher: Watcher,
    _listeners: Vec<EventListener>,
}

impl Page {
    /// Marks the page and follows it. `gone` is called when the extension is
    /// found to be gone.
    pub(crate) fn new(guard: Guard, gone: Rc<dyn Fn()>) -> Result<Self, JsValue> {
        let (window, document) = (dom::window()?, dom::document()?);
        let root = document.document_element().ok_or("the document has no element")?;
        crate::card::remove_left_over()?;
        let work = Work::new()?;
        let hover = Hover::new(Rc::clone(&work), guard);
        let watcher = {
            let (work, hover, gone) = (Rc::clone(&work), Rc::clone(&hover), Rc::clone(&gone));
            Watcher::new(&document, move |records| {
                if !crate::webext::alive() {
                    return gone();
                }
                work.heard(records);
                hover.check();
            })?
        };
        work.add(root);
        let listeners = vec![
            dom::listen(&document, "pointermove", {
                let (hover, gone) = (Rc::clone(&hover), Rc::clone(&gone));
                move |event| {
                    if let Some(event) = event.dyn_ref::<PointerEvent>() {
                        hover.moved(event, &gone);
                    }
                }
            }),
            dom::listen(&document, "pointerdown", {
                let hover = Rc::clone(&hover);
                move |event| hover.pressed(event)
            }),
            dom::listen(&document, "scroll", {
                let (work, hover) = (Rc::clone(&work), Rc::clone(&hover));
                move |_| {
                    work.restore();
                    hover.follow();
                }
            }),
            dom::listen(&window, "resize", {
                let hover = Rc::clone(&hover);
                move |_| hover.follow()
            }),
            dom::listen(&document, "pointerout", {
                let hover = Rc::clone(&hover);
                move |event| {
                    // Out of the window: there is no element that it went to.
                    if event.dyn_ref::<PointerEvent>().is_some_and(|event| event.related_target().is_none()) {
                        hover.left();
                    }
                }
            }),
        ];
        Ok(Page { work, language: root_language(), _hover: hover, _watcher: watcher, _listeners: listeners })
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
            relay: false,
            translated: self.translated(),
        }
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

fn root_language() -> String {
    dom::document()
        .ok()
        .and_then(|document| document.document_element()?.get_attribute("lang"))
        .unwrap_or_default()
}
