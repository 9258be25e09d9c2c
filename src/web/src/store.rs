//! What is kept on the reader's machine: settings and three lists.
//!
//! | key | holds |
//! |---|---|
//! | `settings` | [`Chosen`]: a version and what differs from the usual |
//! | `known` | `{version, items}`: terms that the reader knows, as [`Known`] |
//! | `wrong` | the same for marks that the reader called wrong, as [`Wrong`] |
//! | `saved` | the same for the wordbook, as [`Saved`] |
//!
//! Only what the reader chose is stored. What cannot be read counts as not
//! chosen, is never written over without a click of the reader, and the popup
//! says so.

use cattax_core::settings::{Chosen, Settings};
use js_sys::Reflect;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

use crate::message::{strictly, to_js};
use crate::webext;

const SETTINGS: &str = "settings";
/// The version of the lists' form.
const LIST_VERSION: u32 = 1;

/// A term that the reader knows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Known {
    /// The entry's id.
    pub(crate) id: String,
    /// The term, for lists that are shown without the glossary.
    pub(crate) term: String,
}

/// A mark that the reader called wrong.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wrong {
    /// The entry's id.
    pub(crate) id: String,
    /// The term as it stood on the page.
    pub(crate) term: String,
    /// The text around it, by which it is known again: up to
    /// [`crate::taste::AROUND`] UTF-16 units on either side.
    pub(crate) text: String,
    /// When, in milliseconds since 1970.
    pub(crate) at: f64,
}

/// A term in the wordbook.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Saved {
    /// The entry's id.
    pub(crate) id: String,
    /// The place of the sense among those of the entry.
    pub(crate) sense: u32,
    /// The term as it stood on the page.
    pub(crate) term: String,
    /// The sentence it stood in; empty for a sticker.
    pub(crate) sentence: String,
    /// When, in milliseconds since 1970.
    pub(crate) at: f64,
}

/// Something that is kept in a list.
pub(crate) trait Item: Serialize + DeserializeOwned + Clone + PartialEq {
    /// The key of the list.
    const KEY: &'static str;

    /// Whether both are about the same, so that one of them is enough.
    fn is_same(&self, other: &Self) -> bool;
}

impl Item for Known {
    const KEY: &'static str = "known";

    fn is_same(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Item for Wrong {
    const KEY: &'static str = "wrong";

    fn is_same(&self, other: &Self) -> bool {
        self.id == other.id && self.text == other.text
    }
}

impl Item for Saved {
    const KEY: &'static str = "saved";

    fn is_same(&self, other: &Self) -> bool {
        self.id == other.id && self.sense == other.sense && self.sentence == other.sentence
    }
}

/// A list as it is stored.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct List<T> {
    pub(crate) version: u32,
    pub(crate) items: Vec<T>,
}

/// The settings, and whether they could be read; the defaults where not.
pub(crate) async fn read() -> (Settings, bool) {
    match webext::stored(SETTINGS).await {
        Ok(value) => settings_of(&value),
        Err(_) => (Settings::default(), false),
    }
}

fn settings_of(value: &JsValue) -> (Settings, bool) {
    if value.is_undefined() {
        return (Settings::default(), true);
    }
    match strictly::<Chosen>(value).ok().and_then(Chosen::settings) {
        Some(settings) => (settings, true),
        None => (Settings::default(), false),
    }
}

/// All that a page needs to know, read at once; what cannot be read counts as
/// not there.
pub(crate) struct Kept {
    pub(crate) settings: Settings,
    pub(crate) known: Vec<Known>,
    pub(crate) wrong: Vec<Wrong>,
    pub(crate) saved: Vec<Saved>,
}

/// Reads it.
pub(crate) async fn kept() -> Kept {
    let keys = [SETTINGS, Known::KEY, Wrong::KEY, Saved::KEY];
    let all = webext::stored_all(&keys).await.unwrap_or_default();
    let value = |key: &str| Reflect::get(&all, &key.into()).unwrap_or_default();
    Kept {
        settings: settings_of(&value(SETTINGS)).0,
        known: items_of(value(Known::KEY)).unwrap_or_default(),
        wrong: items_of(value(Wrong::KEY)).unwrap_or_default(),
        saved: items_of(value(Saved::KEY)).unwrap_or_default(),
    }
}

/// Stores the settings; an error where the browser refuses.
pub(crate) async fn write(settings: &Settings) -> Result<(), JsValue> {
    webext::store(SETTINGS, to_js(&settings.chosen())).await
}

/// The items of a list, oldest first; an error where it cannot be read.
pub(crate) async fn list<T: Item>() -> Result<Vec<T>, JsValue> {
    items_of(webext::stored(T::KEY).await?)
}

fn items_of<T: Item>(value: JsValue) -> Result<Vec<T>, JsValue> {
    if value.is_undefined() {
        return Ok(Vec::new());
    }
    let list: List<T> = serde_wasm_bindgen::from_value(value)?;
    match list.version {
        LIST_VERSION => Ok(list.items),
        _ => Err("a list of a later version".into()),
    }
}

/// Replaces a list.
pub(crate) async fn replace<T: Item>(items: Vec<T>) -> Result<(), JsValue> {
    if items.is_empty() {
        return webext::forget(T::KEY).await;
    }
    webext::store(T::KEY, to_js(&List { version: LIST_VERSION, items })).await
}

/// Adds an item to its list, or takes the same one out of it.
pub(crate) async fn put<T: Item>(item: T, there: bool) -> Result<(), JsValue> {
    let mut items = list::<T>().await?;
    items.retain(|other| !other.is_same(&item));
    if there {
        items.push(item);
    }
    replace(items).await
}

/// Forgets everything that the reader chose and kept.
pub(crate) async fn reset() -> Result<(), JsValue> {
    for key in [SETTINGS, Known::KEY, Wrong::KEY, Saved::KEY] {
        webext::forget(key).await?;
    }
    Ok(())
}
