//! What the extension's own pages (popup, settings, welcome) have in common.

use gloo_events::EventListener;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, HtmlElement};

use crate::dom;
use crate::webext::text;

/// Puts the texts of the interface into the page: an element's own text from
/// `data-i18n`, its label from `data-i18n-label`, its hint from
/// `data-i18n-hint`.
pub(crate) fn label() -> Result<(), JsValue> {
    let document = dom::document()?;
    if let Some(root) = document.document_element() {
        root.set_attribute("lang", &text("@@ui_locale", &[]).replace('_', "-"))?;
        root.set_attribute("dir", &text("@@bidi_dir", &[]))?;
    }
    for element in all("[data-i18n]")? {
        element.set_text_content(Some(&named(&element, "data-i18n")));
    }
    for (key, attribute) in [("data-i18n-label", "aria-label"), ("data-i18n-hint", "placeholder")] {
        for element in all(&format!("[{key}]"))? {
            element.set_attribute(attribute, &named(&element, key))?;
        }
    }
    document.set_title(&all("title")?.first().and_then(|title| title.text_content()).unwrap_or_default());
    Ok(())
}

fn named(element: &Element, key: &str) -> String {
    text(&element.get_attribute(key).unwrap_or_default(), &[])
}

/// The elements that match a selector, in order.
pub(crate) fn all(selector: &str) -> Result<Vec<Element>, JsValue> {
    let list = dom::document()?.query_selector_all(selector)?;
    Ok((0..list.length()).filter_map(|index| list.get(index)?.dyn_into().ok()).collect())
}

/// The element that matches a selector; an error where there is none, because
/// the page is ours.
pub(crate) fn one<T: JsCast>(selector: &str) -> Result<T, JsValue> {
    let element = dom::document()?.query_selector(selector)?;
    let element = element.ok_or_else(|| JsValue::from(format!("the page has no {selector}")))?;
    element.dyn_into().map_err(JsValue::from)
}

/// Calls `does` on an event of the elements that match, for as long as the page
/// is there.
pub(crate) fn on(
    selector: &str,
    name: &'static str,
    does: impl Fn(&Event) + Clone + 'static,
) -> Result<(), JsValue> {
    for element in all(selector)? {
        let does = does.clone();
        // The document ends with the page.
        EventListener::new(&element, name, move |event| does(event)).forget();
    }
    Ok(())
}

/// Gives an element its text; saying the same again would make a screen reader
/// repeat it.
pub(crate) fn say(selector: &str, words: &str) -> Result<(), JsValue> {
    let element: Element = one(selector)?;
    if element.text_content().as_deref() != Some(words) {
        element.set_text_content(Some(words));
    }
    Ok(())
}

/// Shows an element, or hides it.
pub(crate) fn show(selector: &str, shown: bool) -> Result<(), JsValue> {
    one::<HtmlElement>(selector)?.set_hidden(!shown);
    Ok(())
}

/// A new element with a class and a text; none of either where empty.
pub(crate) fn element(tag: &str, class: &str, words: &str) -> Result<Element, JsValue> {
    let element = dom::document()?.create_element(tag)?;
    if !class.is_empty() {
        element.set_class_name(class);
    }
    if !words.is_empty() {
        element.set_text_content(Some(words));
    }
    Ok(element)
}

/// The same for Chinese.
pub(crate) fn chinese(tag: &str, class: &str, words: &str) -> Result<Element, JsValue> {
    let element = element(tag, class, words)?;
    element.set_attribute("lang", "zh")?;
    Ok(element)
}
