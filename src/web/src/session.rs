//! A page side from start to end: on, off, on again, and gone.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_events::EventListener;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::PageTransitionEvent;

use crate::message::{Status, ToBackground, ToPage, to_js};
use crate::page::{Guard, Page};
use crate::taste::Taste;
use crate::webext::{self, Listener};
use crate::{dom, store};

thread_local! {
    /// The one session of this page; it lives until the extension is gone.
    static SESSION: RefCell<Option<Rc<Session>>> = const { RefCell::new(None) };
}

struct Session {
    guard: Guard,
    page: RefCell<Option<Page>>,
    /// Whether the reader wants this page left alone until it is loaded anew.
    paused: Cell<bool>,
    /// Counts the readings of the settings, so that an old one that is late
    /// changes nothing.
    reading: Cell<u32>,
    extension: RefCell<Vec<Listener>>,
    window: RefCell<Vec<EventListener>>,
}

/// Starts the one session of this page.
pub(crate) async fn start(guard: Guard) -> Result<(), JsValue> {
    let session = Rc::new(Session {
        guard,
        page: RefCell::default(),
        paused: Cell::default(),
        reading: Cell::default(),
        extension: RefCell::default(),
        window: RefCell::default(),
    });
    SESSION.set(Some(Rc::clone(&session)));
    session.listen()?;
    session.apply().await
}

impl Session {
    fn listen(self: &Rc<Self>) -> Result<(), JsValue> {
        let stored = Rc::downgrade(self);
        let asked = Rc::downgrade(self);
        let listeners = vec![
            webext::on_stored(move || {
                if let Some(session) = stored.upgrade() {
                    session.apply_later();
                }
            })?,
            webext::on_message(move |message| {
                let question = serde_wasm_bindgen::from_value(message).ok()?;
                asked.upgrade()?.answer(question)
            })?,
            webext::line_to_background(end_if_gone)?,
        ];
        *self.extension.borrow_mut() = listeners;
        let (window, document) = (dom::window()?, dom::document()?);
        let shown = Rc::downgrade(self);
        let shown = dom::listen(&window, "pageshow", move |event| {
            // Back from the cache, where nothing was heard meanwhile.
            let cached = event.dyn_ref::<PageTransitionEvent>().is_some_and(PageTransitionEvent::persisted);
            if let (true, Some(session)) = (cached, shown.upgrade()) {
                end_if_gone();
                session.apply_later();
            }
        });
        let seen = dom::listen(&document, "visibilitychange", |_| end_if_gone());
        *self.window.borrow_mut() = vec![shown, seen];
        Ok(())
    }

    fn answer(self: &Rc<Self>, question: ToPage) -> Option<JsValue> {
        let page = self.page.borrow();
        match (question, page.as_ref()) {
            (ToPage::Status, page) => {
                let status = page.map_or_else(Status::default, Page::status);
                Some(to_js(&Status { paused: self.paused.get(), ..status }))
            }
            (ToPage::Terms, page) => Some(to_js(&page.map_or_else(Vec::new, Page::terms))),
            (ToPage::Jump { entry, sense, nth }, Some(page)) => Some(page.jump(entry, sense, nth).into()),
            (ToPage::Walk { forward }, Some(page)) => {
                page.walk(forward);
                Some(true.into())
            }
            (ToPage::Jump { .. } | ToPage::Walk { .. }, None) => Some(false.into()),
            (ToPage::Pause { paused }, _) => {
                self.paused.set(paused);
                self.apply_later();
                Some(true.into())
            }
        }
    }

    fn apply_later(self: &Rc<Self>) {
        let session = Rc::clone(self);
        spawn_local(async move {
            // A page that cannot be marked stays as it is.
            let _ = session.apply().await;
        });
    }

    /// Turns the page on or off, as the settings say, and tells the toolbar.
    async fn apply(self: &Rc<Self>) -> Result<(), JsValue> {
        let reading = self.reading.get() + 1;
        self.reading.set(reading);
        let kept = store::kept().await;
        let taste = Rc::new(Taste::of(&kept));
        if self.reading.get() != reading || !webext::alive() {
            return Ok(());
        }
        let host = dom::window()?.location().host()?;
        let on = taste.settings.on_at(&host) && !self.paused.get();
        let marked = self.page.borrow().is_some();
        if !on {
            drop(self.page.take());
        } else if marked {
            if let Some(page) = self.page.borrow().as_ref() {
                page.retaste(taste, kept.saved);
            }
        } else {
            let root = dom::document()?.document_element().ok_or("the document has no element")?;
            let page = Page::new(root, self.guard.clone(), taste, kept.saved, Rc::new(end_if_gone))?;
            self.page.replace(Some(page));
        }
        // The background may be asleep for good; then the icon stays.
        let _ = webext::ask_background(to_js(&ToBackground::Here { on })).await;
        Ok(())
    }
}

/// Ends the session when the extension is gone: marks, card and listeners go,
/// and nothing is heard of it again.
fn end_if_gone() {
    if webext::alive() {
        return;
    }
    // Later, because a listener that ends here may be the one that runs now.
    spawn_local(async {
        if let Some(session) = SESSION.take() {
            session.page.take();
            session.extension.take();
            session.window.take();
        }
    });
}
