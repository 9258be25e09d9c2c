//! The popup's two lists: the terms on the page, and what the reader saved.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use cattax_glossary::LEXICON;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, KeyboardEvent};

use super::state::State;
use crate::explain::{Explanations, Sense};
use crate::message::{Here, Status, ToPage, to_js};
use crate::store::{self, Saved};
use crate::ui::{self, chinese, element};
use crate::webext::{self, text};

/// The lists, as they were shown last.
#[derive(Default)]
pub(super) struct Lists {
    explanations: RefCell<Option<Explanations>>,
    here: RefCell<Vec<Here>>,
    /// How things stood when the page was asked last.
    seen: RefCell<Option<Status>>,
    /// Whether the relay runs, which keeps no list: nothing is said then, least
    /// of all that there are no terms.
    relay: Cell<bool>,
    saved: RefCell<Vec<Saved>>,
    /// How often the reader has jumped to a term, to go on to its next place.
    jumps: RefCell<HashMap<(u32, u32), u32>>,
    /// What was drawn last, so that the same is not drawn again.
    drawn: RefCell<Option<Drawn>>,
}

#[derive(PartialEq)]
struct Drawn {
    filter: String,
    here: Vec<Here>,
    saved: Vec<Saved>,
    /// Whether there were meanings.
    explained: bool,
}

impl Lists {
    /// Reads the meanings.
    pub(super) async fn load(&self) -> Result<(), JsValue> {
        let explanations = Explanations::load().await?;
        self.explanations.replace(Some(explanations));
        self.draw()
    }

    /// Takes in how things stand.
    pub(super) async fn refresh(&self, state: &State) -> Result<(), JsValue> {
        let here = match state {
            State::Here(_, status) if self.seen.borrow().as_ref() == Some(status) => self.here.take(),
            State::Here(_, status) if !status.relay && !status.paused => {
                let (tab, _) = webext::front_tab().await?;
                let answer = webext::ask_tab(tab, to_js(&ToPage::Terms)).await?;
                let here = serde_wasm_bindgen::from_value(answer)?;
                self.seen.replace(Some(status.clone()));
                here
            }
            _ => {
                self.seen.take();
                Vec::new()
            }
        };
        self.relay.set(matches!(state, State::Here(_, status) if status.relay));
        self.here.replace(here);
        self.saved.replace(store::list().await.unwrap_or_default());
        self.draw()
    }

    fn draw(&self) -> Result<(), JsValue> {
        let filter = ui::one::<HtmlInputElement>("#filter")?.value().trim().to_lowercase();
        let (here, saved) = (self.here.borrow(), self.saved.borrow());
        let explanations = self.explanations.borrow();
        let now = Drawn {
            filter: filter.clone(),
            here: here.clone(),
            saved: saved.clone(),
            explained: explanations.is_some(),
        };
        if self.drawn.borrow().as_ref() == Some(&now) {
            return Ok(());
        }
        self.drawn.replace(Some(now));
        let sense_of = |entry: u32, place: u32| -> (String, Sense) {
            let found = explanations.as_ref().and_then(|explanations| explanations.get(entry).ok());
            let sense = found.as_ref().and_then(|found| found.sense(place).cloned()).unwrap_or_default();
            (found.map_or(String::new(), |found| found.name().to_owned()), sense)
        };
        let letters = plain(&filter);
        let fits = |words: [&str; 3], pinyin: &str| {
            words.iter().any(|word| word.to_lowercase().contains(&filter))
                || (!letters.is_empty() && plain(pinyin).contains(&letters))
        };
        let list: Element = ui::one("#here ul")?;
        list.set_text_content(None);
        let mut shown = 0;
        for term in here.iter() {
            let (name, sense) = sense_of(term.entry, term.sense);
            let written = if term.written.is_empty() { &name } else { &term.written };
            // A sticker has no name before the explanations are there.
            if !written.is_empty() && fits([written, &name, &sense.means], &sense.pinyin) {
                let row = here_row(term, written, &sense)?;
                list.append_child(&row)?;
                shown += 1;
            }
        }
        ui::show("#here .none", shown == 0 && !self.relay.get())?;
        ui::say(
            "#here .none",
            &text(if here.is_empty() { "popup_here_none" } else { "popup_filter_none" }, &[]),
        )?;
        ui::show("#filter", here.len() > 5 || !filter.is_empty())?;
        let list: Element = ui::one("#saved ul")?;
        list.set_text_content(None);
        for (place, saved) in saved.iter().enumerate().rev() {
            let sense =
                LEXICON.entry_of(&saved.id).map(|entry| sense_of(entry, saved.sense).1).unwrap_or_default();
            let row = saved_row(place, saved, &sense)?;
            list.append_child(&row)?;
        }
        ui::show("#saved .none", saved.is_empty())?;
        ui::say("#saved-count", &if saved.is_empty() { String::new() } else { saved.len().to_string() })
    }

    /// The filter has changed.
    pub(super) fn filter(&self) -> Result<(), JsValue> {
        self.draw()
    }

    /// A tab was clicked.
    pub(super) fn choose(&self, event: &Event) -> Result<(), JsValue> {
        let chosen = event.current_target().ok_or("no tab")?.unchecked_into::<Element>();
        for tab in ui::all("[role='tab']")? {
            let is_chosen = tab == chosen;
            tab.set_attribute("aria-selected", if is_chosen { "true" } else { "false" })?;
            tab.set_attribute("tabindex", if is_chosen { "0" } else { "-1" })?;
            let panel = tab.get_attribute("aria-controls").unwrap_or_default();
            ui::show(&format!("#{panel}"), is_chosen)?;
        }
        chosen.unchecked_ref::<HtmlElement>().focus()
    }

    /// A key was pressed on a tab: arrows go to the other one.
    pub(super) fn arrow(&self, event: &Event) -> Result<(), JsValue> {
        let event: &KeyboardEvent = event.unchecked_ref();
        if !matches!(event.key().as_str(), "ArrowLeft" | "ArrowRight") {
            return Ok(());
        }
        let other = ui::one::<HtmlElement>("[role='tab'][aria-selected='false']")?;
        other.click();
        Ok(())
    }

    /// A term of the page was clicked: the page shows it.
    pub(super) fn jump(&self, event: &Event) -> Result<(), JsValue> {
        let Some(row) = button_of(event)? else {
            return Ok(());
        };
        let number = |name: &str| row.get_attribute(name).and_then(|value| value.parse().ok()).unwrap_or(0);
        let (entry, sense) = (number("data-entry"), number("data-sense"));
        let nth = {
            let mut jumps = self.jumps.borrow_mut();
            let next = jumps.entry((entry, sense)).or_default();
            *next += 1;
            *next - 1
        };
        spawn_local(async move {
            // A tab that has gone has nothing to show.
            if let Ok((tab, _)) = webext::front_tab().await {
                let _ = webext::ask_tab(tab, to_js(&ToPage::Jump { entry, sense, nth })).await;
            }
            if fills_the_screen() {
                super::close();
            }
        });
        Ok(())
    }

    /// A button of the saved terms was clicked: it goes.
    pub(super) fn remove(&self, event: &Event) -> Result<(), JsValue> {
        let place =
            button_of(event)?.and_then(|button| button.get_attribute("data-place")?.parse::<usize>().ok());
        let item = place.and_then(|place| self.saved.borrow().get(place).cloned());
        if let Some(item) = item {
            self.saved.borrow_mut().retain(|saved| *saved != item);
            spawn_local(async move {
                // What cannot be removed is there again with the next look.
                let _ = store::put(item, false).await;
            });
        }
        self.draw()
    }
}

fn button_of(event: &Event) -> Result<Option<Element>, JsValue> {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.map_or(Ok(None), |target| target.closest("button"))
}

fn here_row(term: &Here, written: &str, sense: &Sense) -> Result<Element, JsValue> {
    let row = element("li", "", "")?;
    let button = element("button", "term-row", "")?;
    button.set_attribute("type", "button")?;
    button.set_attribute("data-entry", &term.entry.to_string())?;
    button.set_attribute("data-sense", &term.sense.to_string())?;
    button.append_child(&*chinese("span", "term", written)?)?;
    if term.count > 1 {
        button.append_child(&*element("span", "count", &format!("×{}", term.count))?)?;
    }
    if term.original {
        button.append_child(&*element("span", "original", &text("popup_original", &[]))?)?;
    }
    button.append_child(&*element("span", "means", &sense.means)?)?;
    row.append_child(&button)?;
    Ok(row)
}

fn saved_row(place: usize, saved: &Saved, sense: &Sense) -> Result<Element, JsValue> {
    let row = element("li", "saved-row", "")?;
    row.append_child(&*chinese("span", "term", &saved.term)?)?;
    row.append_child(&*element("span", "means", &sense.means)?)?;
    row.append_child(&*chinese("span", "sentence", &saved.sentence)?)?;
    let button = element("button", "remove", "")?;
    button.set_attribute("type", "button")?;
    button.set_attribute("data-place", &place.to_string())?;
    let label = text("popup_saved_remove", std::slice::from_ref(&saved.term));
    button.set_attribute("aria-label", &label)?;
    button.set_attribute("title", &label)?;
    row.append_child(&button)?;
    Ok(row)
}

/// A pinyin without its tones, as people type it into a filter.
fn plain(pinyin: &str) -> String {
    let decomposed = js_sys::JsString::from(pinyin).normalize("NFD");
    String::from(decomposed).chars().filter(|c| c.is_ascii_alphanumeric()).collect()
}

/// Whether the popup covers the page, as on a phone.
fn fills_the_screen() -> bool {
    let width = crate::dom::window().and_then(|window| window.inner_width());
    let screen = crate::dom::window().and_then(|window| window.screen()).and_then(|screen| screen.width());
    match (width.map(|width| width.as_f64()), screen) {
        (Ok(Some(width)), Ok(screen)) => width >= f64::from(screen),
        _ => false,
    }
}
