//! What page side, background and popup say to each other.
//!
//! The relay (`extension/relay.js`) speaks the same language, so the names
//! here are its names too.

use js_sys::{Object, Reflect};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

/// What a page side asks of the background.
#[derive(Debug, Deserialize, Serialize)]
#[serde(tag = "ask", rename_all = "kebab-case")]
pub(crate) enum ToBackground {
    /// A RedNote page is here, and this is whether it is marked.
    Here {
        /// Whether the reader has it on here.
        on: bool,
    },
    /// The relay is here, and wants to know whether to mark.
    RelayHere,
    /// The relay wants the matches of these runs.
    Scan {
        /// The texts.
        runs: Vec<String>,
    },
    /// The relay wants a card for a match.
    Card {
        /// The entry, by its index.
        entry: u32,
        /// The fitting sense, by its place.
        sense: u32,
        /// The text as it stands on the page.
        written: String,
    },
    /// The relay wants a card for the image of a sticker.
    StickerCard {
        /// The hash in the image's address.
        hash: String,
    },
}

/// What popup and background ask of a page side.
#[derive(Debug, Deserialize, Serialize)]
#[serde(tag = "ask", rename_all = "kebab-case")]
pub(crate) enum ToPage {
    /// How things stand; answered with a [`Status`].
    Status,
    /// Which terms are there; answered with rows of [`Here`].
    Terms,
    /// Bring a term into sight and open its card.
    Jump {
        /// The entry.
        entry: u32,
        /// The sense.
        sense: u32,
        /// Which of those on the page, from 0; counted round.
        nth: u32,
    },
    /// Show the card of the next mark on screen, or of the one before.
    Walk {
        /// Which of the two.
        forward: bool,
    },
    /// Leave the page alone until it is loaded anew, or take that back.
    Pause {
        /// Which of the two.
        paused: bool,
    },
}

/// How things stand on a page.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct Status {
    /// Marked terms.
    pub(crate) terms: u32,
    /// Different entries among them.
    pub(crate) different: u32,
    /// Whether there is text that is still to be read.
    pub(crate) reading: bool,
    /// Grows with each change of the page and of the reader's choices: as long
    /// as it is the same, so are the terms.
    pub(crate) changes: u32,
    /// Whether the relay runs.
    pub(crate) relay: bool,
    /// Whether the browser has translated the page.
    pub(crate) translated: bool,
    /// Terms that stand only in the originals of translated text.
    pub(crate) originals: u32,
    /// Whether the reader wants this page left alone until it is loaded anew.
    pub(crate) paused: bool,
}

/// A term on the page, in reading order of its first place.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
pub(crate) struct Here {
    /// The entry.
    pub(crate) entry: u32,
    /// The sense.
    pub(crate) sense: u32,
    /// The text as it stands on the page at its first place.
    pub(crate) written: String,
    /// How often it stands there.
    pub(crate) count: u32,
    /// Whether it stands only in the original of translated text.
    pub(crate) original: bool,
}

/// What the relay needs to know to begin.
#[derive(Debug, Serialize)]
pub(crate) struct RelayOrders {
    /// Whether to mark.
    pub(crate) on: bool,
    /// The style of its card.
    pub(crate) style: &'static str,
    /// The selector of what is never read.
    pub(crate) never: String,
    /// The selector of stickers.
    pub(crate) sticker: &'static str,
}

/// A match, as the relay gets it; offsets in UTF-16 units of its run.
#[derive(Debug, Serialize)]
pub(crate) struct SentMatch {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) entry: u32,
    pub(crate) sense: u32,
    pub(crate) sure: bool,
}

/// A value as plain JSON-like JavaScript, the only form that crosses between
/// contexts in both browsers; undefined for one that has no such form.
pub(crate) fn to_js(value: &impl Serialize) -> JsValue {
    value.serialize(&Serializer::json_compatible()).unwrap_or(JsValue::UNDEFINED)
}

/// What a JavaScript value says, where it says nothing else; else why not, and
/// where. `serde-wasm-bindgen` passes over fields that it does not know, so the
/// value is written again, and what is missing then was not ours.
pub(crate) fn strictly<T: DeserializeOwned + Serialize>(value: &JsValue) -> Result<T, String> {
    let read: T = serde_wasm_bindgen::from_value(value.clone()).map_err(|error| {
        let reason = error.to_string();
        reason.strip_prefix("Error: ").unwrap_or(&reason).to_owned()
    })?;
    match stranger(value, &to_js(&read)) {
        None => Ok(read),
        Some(path) => Err(format!("unknown field `{path}`")),
    }
}

/// The path of the first field that the second of two values lacks.
fn stranger(value: &JsValue, known: &JsValue) -> Option<String> {
    let object = value.dyn_ref::<Object>()?;
    Object::keys(object).iter().find_map(|key| {
        let name = key.as_string().unwrap_or_default();
        let held = Reflect::get(known, &key).unwrap_or_default();
        if held.is_undefined() {
            return Some(name);
        }
        let inside = stranger(&Reflect::get(value, &key).unwrap_or_default(), &held)?;
        Some(format!("{name}.{inside}"))
    })
}
