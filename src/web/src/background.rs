//! The background: the toolbar icon, and the finder for pages that forbid
//! WebAssembly.

use std::cell::RefCell;

use cattax_core::Finder;
use cattax_core::settings::Shown;
use cattax_glossary::LEXICON;
use wasm_bindgen::JsValue;

use crate::card;
use crate::card::part::Part;
use crate::card::parts::{self, Look, View};
use crate::explain::Explanations;
use crate::message::{RelayOrders, SentMatch, ToBackground, ToPage, to_js};
use crate::page::site;
use crate::taste::{Taste, around};
use crate::{store, webext};

/// The commands of the manifest.
const NEXT: &str = "next-term";
const BEFORE: &str = "previous-term";

/// Does what a key of the reader asks for.
pub(crate) async fn command(name: &str) -> Result<(), JsValue> {
    let forward = match name {
        NEXT => true,
        BEFORE => false,
        _ => return Ok(()),
    };
    // On any other page nobody listens.
    let _ = webext::ask_tab(webext::used_tab().await?, to_js(&ToPage::Walk { forward })).await;
    Ok(())
}

/// Welcomes a new reader.
pub(crate) async fn installed(reason: &str) -> Result<(), JsValue> {
    match reason {
        "install" => webext::open_tab("welcome.html").await,
        _ => Ok(()),
    }
}

/// Answers a message from a page side; undefined where there is nothing to say.
pub(crate) async fn answer(message: JsValue, sender: JsValue) -> JsValue {
    let Ok(message) = serde_wasm_bindgen::from_value(message) else {
        return JsValue::UNDEFINED;
    };
    match message {
        ToBackground::Here { on } => {
            show_state(&sender, on).await;
            JsValue::UNDEFINED
        }
        ToBackground::RelayHere => {
            let (settings, _) = store::read().await;
            let on = settings.on_at(&webext::sender_host(&sender).unwrap_or_default());
            show_state(&sender, on).await;
            to_js(&RelayOrders { on, style: card::STYLE, never: site::never(), sticker: site::STICKER })
        }
        ToBackground::Scan { runs } => to_js(&scan(&runs, &Taste::of(&store::kept().await))),
        ToBackground::Card { entry, sense, written } => {
            let view = View::Entries { entries: vec![entry], sense, written: Some(written) };
            to_js(&explain(&view).await)
        }
        ToBackground::StickerCard { hash } => {
            let entries: Vec<u32> = LEXICON.stickers(&hash).collect();
            match entries.is_empty() {
                true => JsValue::NULL,
                false => to_js(&explain(&View::Entries { entries, sense: 0, written: None }).await),
            }
        }
    }
}

async fn show_state(sender: &JsValue, on: bool) {
    let (icon, title) = if on { ("on", "action_on") } else { ("off", "action_off") };
    if let Some(tab) = webext::sender_tab(sender) {
        // The tab may be closed by now.
        let _ = webext::set_icon(tab, icon, &webext::text(title, &[])).await;
    }
}

fn scan(runs: &[String], taste: &Taste) -> Vec<Vec<SentMatch>> {
    let finder = Finder::new(LEXICON);
    let matches = |run: &String| {
        let units: Vec<u16> = run.encode_utf16().collect();
        let found = finder.find(run).into_iter();
        let shown = found.map(|found| (taste.shown(&found, &around(&units, &found)), found));
        shown
            .filter(|(shown, _)| *shown != Shown::Nothing)
            .map(|(shown, found)| SentMatch {
                start: found.span.start,
                end: found.span.end,
                entry: found.entry,
                sense: found.sense,
                sure: matches!(shown, Shown::Mark | Shown::Doubt),
            })
            .collect()
    };
    runs.iter().map(matches).collect()
}

thread_local! {
    /// Read at the first card of the relay, for as long as the background is
    /// awake.
    static EXPLANATIONS: RefCell<Option<Explanations>> = const { RefCell::new(None) };
}

async fn explain(view: &View) -> Part {
    let (settings, _) = store::read().await;
    let explanations = match EXPLANATIONS.with_borrow(Clone::clone) {
        Some(explanations) => Ok(explanations),
        None => Explanations::load().await,
    };
    match explanations {
        Ok(explanations) => {
            let part = parts::of(&explanations, view, Look::of(&settings), None);
            EXPLANATIONS.set(Some(explanations));
            part
        }
        Err(_) => parts::outdated(),
    }
}
