//! The popup: the switches, what is on the page, what was saved, and what is
//! wrong.

mod lists;
mod state;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use cattax_core::settings::Settings;
use gloo_timers::future::TimeoutFuture;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlElement, HtmlInputElement};

use self::lists::Lists;
use self::state::State;
use crate::message::{ToPage, to_js};
use crate::page::site;
use crate::webext::text;
use crate::{store, ui, webext};

/// How many milliseconds apart a page side is asked that does answer.
const AGAIN: u32 = 500;

/// What the popup knows.
struct Popup {
    settings: RefCell<Settings>,
    /// Whether something about the settings has to be said first.
    alarmed: RefCell<bool>,
    /// Whether how things stand was shown before.
    shown: Cell<bool>,
    lists: Lists,
}

/// Fills the popup and keeps it true while it is open.
pub(crate) async fn start() -> Result<(), JsValue> {
    ui::label()?;
    let (settings, read) = store::read().await;
    let popup = Rc::new(Popup {
        settings: RefCell::new(settings),
        alarmed: RefCell::new(!read),
        shown: Cell::new(false),
        lists: Lists::default(),
    });
    popup.set_switches(None)?;
    if !read {
        alert("popup_unread")?;
    }
    popup.listen()?;
    // What fails now, while a tab comes or goes, is asked again.
    let _ = popup.refresh().await;
    // Not before: the count is what the reader waits for. Without the file the
    // lists show no meanings.
    let _ = popup.lists.load().await;
    loop {
        TimeoutFuture::new(AGAIN).await;
        let _ = popup.refresh().await;
    }
}

impl Popup {
    fn listen(self: &Rc<Self>) -> Result<(), JsValue> {
        for (selector, changed) in
            [("#switch", Popup::everything as fn(&Settings, bool, &str) -> Settings), ("#site", Popup::site)]
        {
            let popup = Rc::clone(self);
            ui::on(selector, "change", move |_| {
                let popup = Rc::clone(&popup);
                spawn_local(async move {
                    // What cannot be said is tried again with the next look.
                    let _ = popup.switched(selector, changed).await;
                });
            })?;
        }
        let popup = Rc::clone(self);
        ui::on("#page", "change", move |_| {
            let popup = Rc::clone(&popup);
            spawn_local(async move {
                let _ = popup.paused().await;
            });
        })?;
        ui::on("#action", "click", |_| {
            spawn_local(async {
                let _ = act().await;
            });
        })?;
        ui::on("#settings", "click", |_| {
            spawn_local(async {
                if webext::open_settings().await.is_ok() {
                    close();
                }
            });
        })?;
        let popup = Rc::clone(self);
        ui::on("#filter", "input", move |_| drop(popup.lists.filter()))?;
        let popup = Rc::clone(self);
        ui::on("[role='tab']", "click", move |event| drop(popup.lists.choose(event)))?;
        let popup = Rc::clone(self);
        ui::on("[role='tablist']", "keydown", move |event| drop(popup.lists.arrow(event)))?;
        let popup = Rc::clone(self);
        ui::on("#here", "click", move |event| drop(popup.lists.jump(event)))?;
        let popup = Rc::clone(self);
        ui::on("#saved", "click", move |event| drop(popup.lists.remove(event)))
    }

    fn everything(settings: &Settings, on: bool, _: &str) -> Settings {
        Settings { on, ..settings.clone() }
    }

    fn site(settings: &Settings, on: bool, host: &str) -> Settings {
        let mut off_sites = settings.off_sites.clone();
        off_sites.retain(|off| off != host);
        if !on && !host.is_empty() {
            off_sites.push(host.to_owned());
        }
        Settings { off_sites, ..settings.clone() }
    }

    async fn switched(
        &self,
        selector: &str,
        changed: fn(&Settings, bool, &str) -> Settings,
    ) -> Result<(), JsValue> {
        // At once: a look at the page may set the switch back meanwhile.
        let on = ui::one::<HtmlInputElement>(selector)?.checked();
        let host = state::host().await?;
        let settings = changed(&self.settings.borrow(), on, &host);
        self.settings.replace(settings.clone());
        let saved = store::write(&settings).await;
        self.alarmed.replace(saved.is_err());
        match saved {
            Ok(()) => self.refresh().await,
            Err(_) => alert("popup_unsaved"),
        }
    }

    async fn paused(&self) -> Result<(), JsValue> {
        let paused = !ui::one::<HtmlInputElement>("#page")?.checked();
        let (tab, _) = webext::front_tab().await?;
        webext::ask_tab(tab, to_js(&ToPage::Pause { paused })).await?;
        self.refresh().await
    }

    async fn refresh(&self) -> Result<(), JsValue> {
        if *self.alarmed.borrow() {
            return Ok(());
        }
        let settings = self.settings.borrow().clone();
        let state = state::now(&settings, !self.shown.replace(true)).await?;
        self.set_switches(Some(&state))?;
        show(&state)?;
        self.lists.refresh(&state).await
    }

    fn set_switches(&self, state: Option<&State>) -> Result<(), JsValue> {
        let settings = self.settings.borrow();
        let switch: HtmlInputElement = ui::one("#switch")?;
        switch.set_checked(settings.on);
        let host = match state {
            Some(State::SiteOff(host) | State::Here(host, _)) if settings.on => host,
            _ => return ui::show("#where", false),
        };
        ui::show("#where", true)?;
        ui::say("#host", &text("popup_site", &[host.trim_start_matches("www.").to_owned()]))?;
        let site_on = settings.on_at(host);
        ui::one::<HtmlInputElement>("#site")?.set_checked(site_on);
        let page: HtmlInputElement = ui::one("#page")?;
        let status = match state {
            Some(State::Here(_, status)) if !status.relay => Some(status),
            _ => None,
        };
        page.set_disabled(status.is_none());
        page.set_checked(status.is_some_and(|status| !status.paused));
        Ok(())
    }
}

fn show(state: &State) -> Result<(), JsValue> {
    let plain = |key: &str| text(key, &[]);
    match state {
        State::Off => say("", &plain("popup_off"), &plain("popup_off_detail"), "", ""),
        State::SiteOff(_) => say("", &plain("popup_site_off"), &plain("popup_site_off_detail"), "", ""),
        State::Away => say("away", &plain("popup_away"), &plain("popup_away_detail"), "", ""),
        State::Waiting => say("", &plain("popup_reading"), "", "", ""),
        State::NoAccess => {
            let (what, why) = (plain("popup_access"), plain("popup_access_detail"));
            say("alert", &what, &why, &plain("popup_access_button"), "")
        }
        State::NeedsReload => {
            let (what, why) = (plain("popup_reload"), plain("popup_reload_detail"));
            say("alert", &what, &why, &plain("popup_reload_button"), "")
        }
        State::Here(_, status) if status.paused => {
            say("", &plain("popup_paused"), &plain("popup_paused_detail"), "", "")
        }
        State::Here(_, status) => {
            let note = if status.relay { plain("popup_relay") } else { String::new() };
            let (line, detail) = state::count(status);
            let state = if status.translated && status.terms == 0 { "alert" } else { "" };
            say(state, &line, &detail, "", &note)
        }
    }
}

/// Says that something is wrong with the settings, by its key.
fn alert(key: &str) -> Result<(), JsValue> {
    say("alert", &text(key, &[]), &text(&format!("{key}_detail"), &[]), "", "")
}

/// What the button does, told by what the popup shows at the click.
async fn act() -> Result<(), JsValue> {
    // Asking for access must come first: a browser forgets the click while
    // anything else is awaited.
    let waiting = ui::one::<HtmlElement>("#action")?.text_content().unwrap_or_default();
    if waiting == text("popup_access_button", &[]) {
        webext::request_access(&site::HOSTS).await?;
    } else {
        let (tab, _) = webext::front_tab().await?;
        webext::reload(tab).await?;
    }
    Ok(())
}

fn say(state: &str, status: &str, detail: &str, button: &str, note: &str) -> Result<(), JsValue> {
    let main: HtmlElement = ui::one("main")?;
    if state.is_empty() {
        main.remove_attribute("data-state")?;
    } else {
        main.set_attribute("data-state", state)?;
    }
    for (id, words) in [("#status", status), ("#detail", detail), ("#action", button), ("#note", note)] {
        ui::say(id, words)?;
    }
    ui::show("#action", !button.is_empty())
}

/// Closes the popup.
fn close() {
    if let Ok(window) = crate::dom::window() {
        // A popup may always close itself.
        let _ = window.close();
    }
}
