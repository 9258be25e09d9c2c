//! The browser side of Cat Tax.
//!
//! Each world starts here by a function of its own: the page side (a content
//! script), the popup, the settings, the welcome, and the background. What matches and where a card goes
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
mod settings;
mod store;
mod taste;
mod ui;
mod webext;
mod welcome;

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

/// Starts the settings page; `guard` is like the loader's.
#[wasm_bindgen]
pub async fn start_settings(guard: JsValue) -> Result<(), JsValue> {
    settings::start(guard.unchecked_into()).await
}

/// Starts the page after installing; `guard` is like the loader's.
#[wasm_bindgen]
pub async fn start_welcome(guard: JsValue) -> Result<(), JsValue> {
    welcome::start(guard.unchecked_into()).await
}

/// Does what a key of the reader asks for, by the name of the command.
#[wasm_bindgen]
pub async fn command(name: String) -> Result<(), JsValue> {
    background::command(&name).await
}

/// The extension was installed or updated, for a reason that the browser gives.
#[wasm_bindgen]
pub async fn installed(reason: String) -> Result<(), JsValue> {
    background::installed(&reason).await
}

/// Answers a message to the background; undefined for one that is not ours.
#[wasm_bindgen]
pub async fn answer(message: JsValue, sender: JsValue) -> JsValue {
    background::answer(message, sender).await
}
