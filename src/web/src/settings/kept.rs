//! What the reader kept, as lists on the settings page: known terms, marks
//! called wrong, saved terms.

use js_sys::JSON;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event};

use super::file::save_as;
use crate::message::{strictly, to_js};
use crate::store::{self, Item, Known, Saved, Wrong};
use crate::ui::{self, chinese, element};
use crate::webext::text;

pub(super) fn listen() -> Result<(), JsValue> {
    ui::on("#known ul", "click", forget::<Known>)?;
    ui::on("#wrong ul", "click", forget::<Wrong>)?;
    ui::on("#words ul", "click", forget::<Saved>)?;
    ui::on("#wrong-export", "click", |_| {
        spawn_local(async {
            // A list that cannot be read cannot be written either.
            let _ = export_wrong().await;
        });
    })
}

/// Shows the lists, newest first.
pub(super) async fn show() -> Result<(), JsValue> {
    rows("#known", &store::list::<Known>().await.unwrap_or_default(), |known| {
        (known.term.clone(), String::new())
    })?;
    let wrong = store::list::<Wrong>().await.unwrap_or_default();
    rows("#wrong", &wrong, |wrong| (wrong.term.clone(), wrong.text.clone()))?;
    ui::show("#wrong-export", !wrong.is_empty())?;
    rows("#words", &store::list::<Saved>().await.unwrap_or_default(), |saved| {
        (saved.term.clone(), saved.sentence.clone())
    })
}

fn rows<T: Item>(section: &str, items: &[T], shown: impl Fn(&T) -> (String, String)) -> Result<(), JsValue> {
    let list: Element = ui::one(&format!("{section} ul"))?;
    list.set_text_content(None);
    for item in items.iter().rev() {
        let (term, around) = shown(item);
        let around = around.replace('\u{FFFC}', " ");
        let row = element("li", "", "")?;
        row.append_child(&*chinese("span", "term", &term)?)?;
        row.append_child(&*chinese("span", "sentence", &around)?)?;
        let button = element("button", "remove", "")?;
        button.set_attribute("type", "button")?;
        button.set_attribute("data-item", &String::from(JSON::stringify(&to_js(item))?))?;
        let label = text("popup_saved_remove", &[term]);
        button.set_attribute("aria-label", &label)?;
        button.set_attribute("title", &label)?;
        row.append_child(&button)?;
        list.append_child(&row)?;
    }
    ui::show(&format!("{section} .none"), items.is_empty())
}

/// Takes the item out of its list whose button was clicked.
fn forget<T: Item + 'static>(event: &Event) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let button = target.and_then(|target| target.closest("button").ok().flatten());
    let item = button.and_then(|button| button.get_attribute("data-item"));
    let item = item.and_then(|item| strictly::<T>(&JSON::parse(&item).ok()?).ok());
    if let Some(item) = item {
        spawn_local(async move {
            // What cannot be removed is still shown.
            let _ = store::put(item, false).await;
        });
    }
}

/// The wrong marks as text that a reader can send: a line each.
async fn export_wrong() -> Result<(), JsValue> {
    let lines: Vec<String> = store::list::<Wrong>()
        .await?
        .into_iter()
        .map(|wrong| {
            let day = js_sys::Date::new(&wrong.at.into()).to_iso_string();
            let day = String::from(day);
            let around = wrong.text.replace(['\n', '\t', '\u{FFFC}'], " ");
            format!("{}\t{}\t{around}\t{}\n", wrong.term, wrong.id, day.get(..10).unwrap_or_default())
        })
        .collect();
    save_as("cat-tax-wrong-marks.txt", "text/plain", &lines.concat())
}
