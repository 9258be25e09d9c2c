//! The page after installing: a line of text to hover.

use std::rc::Rc;

use cattax_core::settings::Settings;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

use crate::page::{Guard, Page};
use crate::taste::Taste;
use crate::{store, ui, webext};

/// Labels the page and marks its line.
pub(crate) async fn start(guard: Guard) -> Result<(), JsValue> {
    ui::label()?;
    let (settings, _) = store::read().await;
    let taste = Taste { settings: Settings { on: true, ..settings }, ..Taste::default() };
    let root: Element = ui::one("#preview")?;
    let page = Page::new(root, guard, Rc::new(taste), Vec::new(), Rc::new(|| {}))?;
    // The document ends with the page.
    std::mem::forget(page);
    ui::on("#settings", "click", |_| {
        spawn_local(async {
            // Where it does not open, the popup has the same link.
            let _ = webext::open_settings().await;
        });
    })
}
