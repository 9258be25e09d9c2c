//! The popup: one switch, how many terms are here, and what is wrong.

use std::cell::Cell;
use std::rc::Rc;

use cattax_core::settings::Settings;
use gloo_events::EventListener;
use gloo_timers::future::TimeoutFuture;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlElement, HtmlInputElement};

use crate::message::{Status, ToPage, to_js};
use crate::page::site;
use crate::webext::text;
use crate::{dom, store, webext};

/// How often, and how many milliseconds apart, a page side is asked that does
/// not answer yet: it may just be starting.
const TRIES: u32 = 12;
const BETWEEN: u32 = 100;
/// How many milliseconds apart a page side is asked that does answer.
const AGAIN: u32 = 500;

/// What the popup has to say.
enum State {
    Off,
    Away,
    NoAccess,
    NeedsReload,
    Here(Status),
}

/// Fills the popup and keeps it true while it is open.
pub(crate) async fn start() -> Result<(), JsValue> {
    label()?;
    let (settings, read) = store::read().await;
    let on = Rc::new(Cell::new(settings.on));
    let switch: HtmlInputElement = element("#switch")?.unchecked_into();
    switch.set_checked(settings.on);
    if !read {
        alert("popup_unread")?;
    }
    let unread = Rc::new(Cell::new(!read));
    let changed = {
        let (on, unread, switch) = (Rc::clone(&on), Rc::clone(&unread), switch.clone());
        EventListener::new(&switch.clone(), "change", move |_| {
            on.set(switch.checked());
            let (on, unread) = (Rc::clone(&on), Rc::clone(&unread));
            spawn_local(async move {
                let saved = store::write(Settings { on: on.get() }).await;
                unread.set(saved.is_err());
                let _ = match saved {
                    Ok(()) => refresh(on.get()).await.map(|_| ()),
                    Err(_) => alert("popup_unsaved"),
                };
            });
        })
    };
    // The popup's document ends with the popup.
    changed.forget();
    let button = element("#action")?;
    EventListener::new(&button, "click", move |_| {
        spawn_local(async {
            let _ = act().await;
        });
    })
    .forget();
    loop {
        if !unread.get() {
            // What fails now, while a tab comes or goes, is asked again.
            let _ = refresh(on.get()).await;
        }
        TimeoutFuture::new(AGAIN).await;
    }
}

fn label() -> Result<(), JsValue> {
    let document = dom::document()?;
    if let Some(root) = document.document_element() {
        root.set_attribute("lang", &text("@@ui_locale", &[]).replace('_', "-"))?;
    }
    let labelled = document.query_selector_all("[data-i18n]")?;
    for node in (0..labelled.length()).filter_map(|index| labelled.get(index)) {
        let key = node.unchecked_ref::<Element>().get_attribute("data-i18n").unwrap_or_default();
        node.set_text_content(Some(&text(&key, &[])));
    }
    Ok(())
}

async fn refresh(on: bool) -> Result<(), JsValue> {
    let state = state(on).await?;
    show(&state)
}

async fn state(on: bool) -> Result<State, JsValue> {
    if !webext::has_access(&site::HOSTS).await? {
        return Ok(State::NoAccess);
    }
    let (tab, address) = webext::front_tab().await?;
    // An address that we are not told is not one of RedNote's.
    let here = address.is_some_and(|address| {
        site::HOSTS.iter().any(|host| address.starts_with(host.trim_end_matches('*')))
    });
    if !here {
        return Ok(State::Away);
    }
    if !on {
        return Ok(State::Off);
    }
    for attempt in 0..TRIES {
        if let Ok(answer) = webext::ask_tab(tab, to_js(&ToPage::Status)).await
            && let Ok(status) = serde_wasm_bindgen::from_value(answer)
        {
            return Ok(State::Here(status));
        }
        if attempt == 0 {
            say("", &text("popup_reading", &[]), "", "", "")?;
        }
        TimeoutFuture::new(BETWEEN).await;
    }
    Ok(State::NeedsReload)
}

fn show(state: &State) -> Result<(), JsValue> {
    let plain = |key: &str| text(key, &[]);
    match state {
        State::Off => say("", &plain("popup_off"), &plain("popup_off_detail"), "", ""),
        State::Away => say("away", &plain("popup_away"), &plain("popup_away_detail"), "", ""),
        State::NoAccess => say(
            "alert",
            &plain("popup_access"),
            &plain("popup_access_detail"),
            &plain("popup_access_button"),
            "",
        ),
        State::NeedsReload => say(
            "alert",
            &plain("popup_reload"),
            &plain("popup_reload_detail"),
            &plain("popup_reload_button"),
            "",
        ),
        State::Here(status) => {
            let note = if status.relay { plain("popup_relay") } else { String::new() };
            if status.translated && status.terms == 0 {
                return say(
                    "alert",
                    &plain("popup_translated"),
                    &plain("popup_translated_detail"),
                    "",
                    &note,
                );
            }
            let (line, detail) = count(status);
            say("", &line, &detail, "", &note)
        }
    }
}

fn count(status: &Status) -> (String, String) {
    if status.reading && status.terms == 0 {
        return (text("popup_reading", &[]), String::new());
    }
    let terms = status.terms.to_string();
    let line = match (status.terms, status.different) {
        (0, _) => return (text("popup_terms_none", &[]), text("popup_terms_none_detail", &[])),
        (1, _) => text("popup_terms_one", &[]),
        (_, 1) => text("popup_terms_same", &[terms]),
        (_, different) => text("popup_terms_many", &[terms, different.to_string()]),
    };
    (line, text("popup_terms_detail", &[]))
}

/// Says that something is wrong with the settings, by its key.
fn alert(key: &str) -> Result<(), JsValue> {
    say("alert", &text(key, &[]), &text(&format!("{key}_detail"), &[]), "", "")
}

/// What the button does, told by what the popup shows at the click.
async fn act() -> Result<(), JsValue> {
    // Asking for access must come first: a browser forgets the click while
    // anything else is awaited.
    let waiting = element("#action")?.text_content().unwrap_or_default();
    if waiting == text("popup_access_button", &[]) {
        webext::request_access(&site::HOSTS).await?;
    } else {
        let (tab, _) = webext::front_tab().await?;
        webext::reload(tab).await?;
    }
    Ok(())
}

fn say(state: &str, status: &str, detail: &str, button: &str, note: &str) -> Result<(), JsValue> {
    let main = element("main")?;
    if state.is_empty() {
        main.remove_attribute("data-state")?;
    } else {
        main.set_attribute("data-state", state)?;
    }
    for (id, words) in [("#status", status), ("#detail", detail), ("#action", button), ("#note", note)] {
        let element = element(id)?;
        // Saying the same again would make a screen reader repeat it.
        if element.text_content().as_deref() != Some(words) {
            element.set_text_content(Some(words));
        }
    }
    element("#action")?.unchecked_into::<HtmlElement>().set_hidden(button.is_empty());
    Ok(())
}

fn element(selector: &str) -> Result<Element, JsValue> {
    dom::document()?.query_selector(selector)?.ok_or_else(|| format!("the popup has no {selector}").into())
}
