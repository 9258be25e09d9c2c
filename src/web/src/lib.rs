//! The browser side of Cat Tax.
//!
//! Three worlds start here, each by its own function: the page side (a content
//! script), the popup, and the background. What matches and where a card goes
//! is decided in `cattax-core`; this crate reads the page, paints, listens,
//! and never changes the page's own elements or text.

mod background;
mod card;
mod dom;
mod explain;
mod message;
mod page;
mod popup;
mod session;
mod store;
mod webext;

use wasm_bindgen::prelude::*;

/// Starts the page side; `guard` is the loader's.
#[wasm_bindgen]
pub async fn start_page(guard: JsValue) -> Result<(), JsValue> {
    session::start(guard.unchecked_into()).await
}

/// Starts the popup.
#[wasm_bindgen]
pub async fn start_popup() -> Result<(), JsValue> {
    popup::start().await
}

/// Answers a message to the background; undefined for one that is not ours.
#[wasm_bindgen]
pub async fn answer(message: JsValue, sender: JsValue) -> JsValue {
    background::answer(message, sender).await
}
