//! A page side from start to end: on, off, on again, and gone.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_events::EventListener;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::PageTransitionEvent;

use crate::message::{Status, ToBackground, ToPage, to_js};
use crate::page::{Guard, Page};
use crate::webext::{self, Listener};
use crate::{dom, store};

thread_local! {
    /// The one session of this page; it lives until the extension is gone.
    static SESSION: RefCell<Option<Rc<Session>>> = const { RefCell::new(None) };
}

struct Session {
    guard: Guard,
    page: RefCell<Option<Page>>,
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
                let ToPage::Status = serde_wasm_bindgen::from_value(message).ok()?;
                let session = asked.upgrade()?;
                let status = session.page.borrow().as_ref().map_or_else(Status::default, Page::status);
                Some(to_js(&status))
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
        let (settings, _) = store::read().await;
        if self.reading.get() != reading || !webext::alive() {
            return Ok(());
        }
        let marked = self.page.borrow().is_some();
        if settings.on && !marked {
            let page = Page::new(self.guard.clone(), Rc::new(end_if_gone))?;
            self.page.replace(Some(page));
        } else if !settings.on {
            drop(self.page.take());
        }
        // The background may be asleep for good; then the icon stays.
        let _ = webext::ask_background(to_js(&ToBackground::Here { on: settings.on })).await;
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
