//! The page after installing: a line of text to hover.

use std::rc::Rc;

use cattax_core::settings::Settings;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

use crate::page::{Guard, Page};
use crate::store::Saved;
use crate::taste::Taste;
use crate::{store, ui, webext};

/// Labels the page and marks its line.
pub(crate) async fn start(guard: Guard) -> Result<(), JsValue> {
    ui::label()?;
    let root: Element = ui::one("#preview")?;
    let (taste, saved) = kept().await;
    let page = Rc::new(Page::new(root, guard, taste, saved, Rc::new(|| {}))?);
    let stored = webext::on_stored(move || {
        let page = Rc::clone(&page);
        spawn_local(async move {
            let (taste, saved) = kept().await;
            page.retaste(taste, saved);
        });
    })?;
    // The document ends with the page.
    std::mem::forget(stored);
    ui::on("#settings", "click", |_| {
        spawn_local(async {
            // Where it does not open, the popup has the same link.
            let _ = webext::open_settings().await;
        });
    })
}

/// What the reader chose and kept, but that the sample is always marked.
async fn kept() -> (Rc<Taste>, Vec<Saved>) {
    let kept = store::kept().await;
    let taste = Taste::of(&kept);
    let settings = Settings { on: true, ..taste.settings };
    (Rc::new(Taste { settings, ..taste }), kept.saved)
}
