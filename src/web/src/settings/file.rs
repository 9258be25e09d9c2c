//! Everything that the reader chose and kept, as one JSON file: written, read
//! back, or forgotten.

use cattax_core::settings::Chosen;
use js_sys::{Array, JSON, Reflect};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, HtmlDialogElement, HtmlInputElement, Url};

use crate::message::{self, to_js};
use crate::store::{self, Known, Saved, Wrong};
use crate::ui;
use crate::webext::text;

/// What a file of ours says it is.
const FORMAT: &str = "cat-tax";
/// The version of the file's form.
const VERSION: u32 = 1;

/// The file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: String,
    version: u32,
    settings: Chosen,
    #[serde(default)]
    known: Vec<Known>,
    #[serde(default)]
    wrong: Vec<Wrong>,
    #[serde(default)]
    saved: Vec<Saved>,
}

pub(super) fn listen() -> Result<(), JsValue> {
    ui::on("#export", "click", |_| {
        spawn_local(async {
            let done = export().await;
            // What cannot be said has not happened either.
            let _ = said(if done.is_ok() { "settings_exported" } else { "popup_unread" }, &[]);
        });
    })?;
    ui::on("#import", "click", |_| {
        if let Ok(input) = ui::one::<HtmlInputElement>("#file") {
            input.set_value("");
            input.click();
        }
    })?;
    ui::on("#file", "change", |_| {
        spawn_local(async {
            let _ = match import().await {
                Ok(()) => said("settings_imported", &[]),
                Err(reason) => said("settings_not_imported", &[reason]),
            };
        });
    })?;
    ui::on("#reset", "click", |_| {
        if let Ok(dialog) = ui::one::<HtmlDialogElement>("#sure") {
            // The answer of last time would be that of whoever presses Esc now.
            dialog.set_return_value("");
            // It may be open already.
            let _ = dialog.show_modal();
        }
    })?;
    ui::on("#sure", "close", |_| {
        spawn_local(async {
            let confirmed =
                ui::one::<HtmlDialogElement>("#sure").is_ok_and(|sure| sure.return_value() == "reset");
            if confirmed {
                let done = store::reset().await;
                let _ = said(if done.is_ok() { "settings_forgotten" } else { "popup_unsaved" }, &[]);
            }
        });
    })
}

fn said(key: &str, values: &[String]) -> Result<(), JsValue> {
    ui::say("#file-state", &text(key, values))
}

async fn export() -> Result<(), JsValue> {
    let (settings, read) = store::read().await;
    if !read {
        return Err("the settings could not be read".into());
    }
    let file = File {
        format: FORMAT.to_owned(),
        version: VERSION,
        settings: settings.chosen(),
        known: store::list().await?,
        wrong: store::list().await?,
        saved: store::list().await?,
    };
    let json = JSON::stringify_with_replacer_and_space(&to_js(&file), &JsValue::NULL, &2.into())?;
    save_as("cat-tax.json", "application/json", &String::from(json))
}

/// Lets the browser save some text as a file.
pub(super) fn save_as(name: &str, kind: &str, content: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&content.into()), &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = ui::element("a", "", "")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    Url::revoke_object_url(&url)
}

/// Reads the chosen file; changes nothing where it is not one of ours, and says
/// why.
async fn import() -> Result<(), String> {
    let js =
        |error: JsValue| error.as_string().unwrap_or_else(|| String::from(js_sys::JsString::from(error)));
    let input: HtmlInputElement = ui::one("#file").map_err(js)?;
    let Some(file) = input.files().and_then(|files| files.get(0)) else {
        return Err(text("settings_no_file", &[]));
    };
    let content = JsFuture::from(file.text()).await.map_err(js)?;
    let content = content.as_string().unwrap_or_default();
    let value = JSON::parse(&content).map_err(|error| {
        let error: js_sys::Error = error.unchecked_into();
        String::from(error.message())
    })?;
    let field = |name: &str| Reflect::get(&value, &name.into()).unwrap_or_default();
    if field("format").as_string().as_deref() != Some(FORMAT) || field("version") != f64::from(VERSION) {
        return Err(text("settings_foreign", &[]));
    }
    let file: File = message::strictly(&value)?;
    let settings = file.settings.settings().ok_or_else(|| text("settings_foreign", &[]))?;
    store::write(&settings).await.map_err(js)?;
    store::replace(file.known).await.map_err(js)?;
    store::replace(file.wrong).await.map_err(js)?;
    store::replace(file.saved).await.map_err(js)
}
