//! The background: the toolbar icon, and the finder for pages that forbid
//! WebAssembly.

use cattax_core::Finder;
use cattax_glossary::LEXICON;
use wasm_bindgen::JsValue;

use crate::card;
use crate::card::parts::{self, Part};
use crate::explain::Explanations;
use crate::message::{RelayOrders, SentMatch, ToBackground, to_js};
use crate::page::site;
use crate::{store, webext};

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
            show_state(&sender, settings.on).await;
            to_js(&RelayOrders {
                on: settings.on,
                style: card::STYLE,
                never: site::never(),
                sticker: site::STICKER,
            })
        }
        ToBackground::Scan { runs } => to_js(&scan(&runs)),
        ToBackground::Card { entry, sense, written } => {
            to_js(&explain(&[entry], sense, Some(&written)).await)
        }
        ToBackground::StickerCard { hash } => {
            let entries: Vec<u32> = LEXICON.stickers(&hash).collect();
            match entries.is_empty() {
                true => JsValue::NULL,
                false => to_js(&explain(&entries, 0, None).await),
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

fn scan(runs: &[String]) -> Vec<Vec<SentMatch>> {
    let finder = Finder::new(LEXICON);
    runs.iter()
        .map(|run| {
            finder
                .find(run)
                .into_iter()
                .map(|found| SentMatch {
                    start: found.span.start,
                    end: found.span.end,
                    entry: found.entry,
                    sense: found.sense,
                    sure: found.sure,
                })
                .collect()
        })
        .collect()
}

async fn explain(entries: &[u32], sense: u32, written: Option<&str>) -> Part {
    match Explanations::load().await {
        Ok(explanations) => parts::of(&explanations, entries, sense, written),
        Err(_) => parts::outdated(),
    }
}
