//! How things stand for the tab in front.

use cattax_core::settings::Settings;
use gloo_timers::future::TimeoutFuture;
use wasm_bindgen::JsValue;

use crate::message::{Status, ToPage, to_js};
use crate::page::site;
use crate::webext::{self, text};

/// How often, and how many milliseconds apart, a page side is asked that does
/// not answer yet: it may just be starting.
const TRIES: u32 = 12;
const BETWEEN: u32 = 100;

/// What the popup has to say.
pub(super) enum State {
    /// Switched off everywhere.
    Off,
    /// Switched off on this host.
    SiteOff(String),
    /// Not a page of RedNote.
    Away,
    /// The browser withholds access.
    NoAccess,
    /// The page is older than the extension.
    NeedsReload,
    /// The page side has not answered yet.
    Waiting,
    /// The host, and how things stand on the page.
    Here(String, Status),
}

/// The host of the tab in front, where it is one of RedNote's.
pub(super) async fn host() -> Result<String, JsValue> {
    let (_, address) = webext::front_tab().await?;
    Ok(host_of(address).unwrap_or_default())
}

fn host_of(address: Option<String>) -> Option<String> {
    // An address that we are not told is not one of RedNote's.
    let address = address?;
    let start =
        site::HOSTS.iter().map(|host| host.trim_end_matches('*')).find(|host| address.starts_with(*host))?;
    Some(start.trim_start_matches("https://").trim_end_matches('/').to_owned())
}

/// How things stand now. `first` says that nothing was shown yet: then a page
/// side that may just be starting is waited for.
pub(super) async fn now(settings: &Settings, first: bool) -> Result<State, JsValue> {
    if !webext::has_access(&site::HOSTS).await? {
        return Ok(State::NoAccess);
    }
    let (tab, address) = webext::front_tab().await?;
    let Some(host) = host_of(address) else {
        return Ok(State::Away);
    };
    if !settings.on {
        return Ok(State::Off);
    }
    if !settings.on_at(&host) {
        return Ok(State::SiteOff(host));
    }
    for attempt in 0..if first { TRIES } else { 1 } {
        if let Ok(answer) = webext::ask_tab(tab, to_js(&ToPage::Status)).await
            && let Ok(status) = serde_wasm_bindgen::from_value(answer)
        {
            return Ok(State::Here(host, status));
        }
        if first {
            if attempt == 0 {
                super::show(&State::Waiting)?;
            }
            TimeoutFuture::new(BETWEEN).await;
        }
    }
    Ok(State::NeedsReload)
}

/// What to say of the number of terms.
pub(super) fn count(status: &Status) -> (String, String) {
    if status.translated && status.terms == 0 {
        let detail = if status.originals > 0 { "popup_translated_detail" } else { "popup_translated_gone" };
        return (text("popup_translated", &[]), text(detail, &[]));
    }
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
