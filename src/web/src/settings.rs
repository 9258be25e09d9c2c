//! The settings page: every choice, what was kept, and a preview that is a
//! page like any other.

mod file;
mod kept;

use std::cell::RefCell;
use std::rc::Rc;

use cattax_core::settings::{Chosen, Settings};
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlInputElement, HtmlSelectElement};

use crate::message::to_js;
use crate::page::{Guard, Page};
use crate::taste::Taste;
use crate::webext::{self, Listener, text};
use crate::{dom, store, ui};

/// Elements that hold a choice: `data-setting` is the name under which it is
/// stored. A box with a value stands for one item of a list of what is *not*
/// wanted, so it is checked where the list has not got it.
const CHOICES: &str = "[data-setting]";

struct Settled {
    preview: RefCell<Option<Page>>,
    listener: RefCell<Option<Listener>>,
}

/// Fills the page, and applies each change at once.
pub(crate) async fn start(guard: Guard) -> Result<(), JsValue> {
    ui::label()?;
    let page = Rc::new(Settled { preview: RefCell::default(), listener: RefCell::default() });
    page.show(Some(guard)).await?;
    ui::on(CHOICES, "change", |_| {
        spawn_local(async {
            let done = save().await;
            // What cannot be said was not saved either.
            let _ = ui::say(
                "#saved-state",
                &text(if done.is_ok() { "settings_saved" } else { "popup_unsaved" }, &[]),
            );
        });
    })?;
    file::listen()?;
    kept::listen()?;
    // Where the browser has no keys for extensions, none are shown.
    let _ = shortcuts().await;
    let stored = {
        let page = Rc::clone(&page);
        webext::on_stored(move || {
            let page = Rc::clone(&page);
            spawn_local(async move {
                // A page that cannot be drawn stays as it is.
                let _ = page.show(None).await;
            });
        })?
    };
    page.listener.replace(Some(stored));
    // The document ends with the page.
    std::mem::forget(page);
    Ok(())
}

impl Settled {
    /// Shows what is stored; with a guard it starts the preview, too.
    async fn show(&self, guard: Option<Guard>) -> Result<(), JsValue> {
        let (settings, read) = store::read().await;
        ui::show("#unread", !read)?;
        fill(&settings)?;
        kept::show().await?;
        let kept = store::kept().await;
        let taste = Rc::new(Taste { settings: Settings { on: true, ..settings }, ..Taste::of(&kept) });
        let saved = kept.saved;
        match guard {
            Some(guard) => {
                let root: Element = ui::one("#preview")?;
                let preview = Page::new(root, guard, taste, saved, Rc::new(|| {}))?;
                self.preview.replace(Some(preview));
            }
            None => {
                if let Some(preview) = self.preview.borrow().as_ref() {
                    preview.retaste(taste, saved);
                }
            }
        }
        Ok(())
    }
}

/// Puts the settings into the page.
fn fill(settings: &Settings) -> Result<(), JsValue> {
    let all = to_js(&settings.all());
    for element in ui::all(CHOICES)? {
        let value = Reflect::get(&all, &setting_of(&element).into())?;
        if let Some(select) = element.dyn_ref::<HtmlSelectElement>() {
            select.set_value(&value.as_string().unwrap_or_default());
        } else if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
            input.set_checked(match (input.type_().as_str(), &value) {
                ("radio", value) => value.as_string().as_deref() == Some(&input.value()),
                (_, list) if Array::is_array(list) => {
                    !Array::from(list).iter().any(|item| item.as_string().as_deref() == Some(&input.value()))
                }
                (_, value) => value.is_truthy(),
            });
        }
    }
    Ok(())
}

/// Stores what the page shows.
async fn save() -> Result<(), JsValue> {
    let (settings, _) = store::read().await;
    let all = to_js(&settings.all());
    let lists = Object::new();
    for element in ui::all(CHOICES)? {
        let name = JsValue::from(setting_of(&element));
        if let Some(select) = element.dyn_ref::<HtmlSelectElement>() {
            Reflect::set(&all, &name, &select.value().into())?;
        } else if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
            let (checked, value) = (input.checked(), JsValue::from(input.value()));
            if input.type_() == "radio" {
                if checked {
                    Reflect::set(&all, &name, &value)?;
                }
            } else if Array::is_array(&Reflect::get(&all, &name)?) {
                let list = Reflect::get(&lists, &name)?;
                let list = if list.is_undefined() { Array::new() } else { list.unchecked_into() };
                if !checked {
                    list.push(&value);
                }
                Reflect::set(&lists, &name, &list)?;
            } else {
                Reflect::set(&all, &name, &checked.into())?;
            }
        }
    }
    Object::assign(all.unchecked_ref(), &lists);
    let chosen: Chosen = serde_wasm_bindgen::from_value(all)?;
    store::write(&chosen.settings().ok_or("settings of a later version")?).await
}

fn setting_of(element: &Element) -> String {
    element.get_attribute("data-setting").unwrap_or_default()
}

/// Says which keys walk from mark to mark.
async fn shortcuts() -> Result<(), JsValue> {
    for (name, keys) in webext::shortcuts().await? {
        if let Some(element) = dom::document()?.query_selector(&format!("[data-command=\"{name}\"]"))? {
            let keys = if keys.is_empty() { text("settings_keys_none", &[]) } else { keys };
            element.set_text_content(Some(&keys));
        }
    }
    Ok(())
}
