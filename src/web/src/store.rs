//! The reader's settings, as they are kept.
//!
//! Only what the reader chose is stored, under one key, with a version. What
//! cannot be read counts as not chosen, and the popup says so.

use cattax_core::settings::Settings;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

use crate::message::to_js;
use crate::webext;

const KEY: &str = "settings";
/// The form of [`Stored`]; a change of form comes with a migration.
const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
struct Stored {
    version: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    on: Option<bool>,
}

/// The settings, and whether they could be read; the defaults where not.
pub(crate) async fn read() -> (Settings, bool) {
    match webext::stored(KEY).await {
        Ok(value) => from_js(value),
        Err(_) => (Settings::default(), false),
    }
}

fn from_js(value: JsValue) -> (Settings, bool) {
    if value.is_undefined() {
        return (Settings::default(), true);
    }
    match serde_wasm_bindgen::from_value::<Stored>(value) {
        Ok(stored) if stored.version == VERSION => {
            let usual = Settings::default();
            let on = stored.on.unwrap_or(usual.on);
            (Settings { on }, true)
        }
        _ => (Settings::default(), false),
    }
}

/// Stores the settings; an error where the browser refuses.
pub(crate) async fn write(settings: Settings) -> Result<(), JsValue> {
    let usual = Settings::default();
    let stored = Stored { version: VERSION, on: Some(settings.on).filter(|on| *on != usual.on) };
    webext::store(KEY, to_js(&stored)).await
}
