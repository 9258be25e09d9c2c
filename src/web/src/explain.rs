//! The explanations: read from their own file at the first card.

use cattax_glossary::{EXPLANATIONS_FILE, explanation_range};
use js_sys::{JSON, JsString};
use serde::Deserialize;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use crate::webext;

/// What the card says of an entry; empty where the glossary says nothing.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Explanation {
    pub(crate) term: String,
    pub(crate) display: String,
    pub(crate) senses: Vec<Sense>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Sense {
    pub(crate) pinyin: String,
    pub(crate) stands_for: String,
    pub(crate) literal: String,
    pub(crate) means: String,
    pub(crate) more: String,
    pub(crate) tone: String,
    #[serde(rename = "use")]
    pub(crate) usage: String,
    pub(crate) since: Option<u16>,
    pub(crate) example: Option<Example>,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Example {
    pub(crate) zh: String,
    pub(crate) en: String,
}

/// The file of explanations, kept outside the module's memory.
///
/// As a string, because that is what crosses: in a Firefox content script the
/// bytes of a response belong to the page's world and cannot be read.
pub(crate) struct Explanations {
    text: JsString,
}

impl Explanations {
    /// Reads the file; an error where the extension was updated meanwhile.
    pub(crate) async fn load() -> Result<Self, JsValue> {
        let url = webext::url(EXPLANATIONS_FILE)?;
        let response = JsFuture::from(fetch(&url)).await?;
        let response: Response = response.dyn_into()?;
        if !response.ok() {
            return Err(response.status_text().into());
        }
        let text = JsFuture::from(response.text()?).await?;
        Ok(Explanations { text: text.dyn_into()? })
    }

    /// The explanation of an entry; an error for one that is not there.
    pub(crate) fn get(&self, entry: u32) -> Result<Explanation, JsValue> {
        let range = explanation_range(entry);
        let json = self.text.substring(range.start, range.end);
        Ok(serde_wasm_bindgen::from_value(JSON::parse(&String::from(json))?)?)
    }
}

#[wasm_bindgen]
extern "C" {
    /// The same in pages and workers; only ever given an address of the
    /// extension itself.
    fn fetch(url: &str) -> js_sys::Promise;
}

#[cfg(test)]
mod tests {
    use super::*;
    use cattax_glossary::{EXPLANATIONS, LEXICON};

    #[test]
    fn every_baked_explanation_reads() {
        let units: Vec<u16> = EXPLANATIONS.encode_utf16().collect();
        for entry in 0..LEXICON.entries.len() as u32 {
            let range = explanation_range(entry);
            let json = String::from_utf16(&units[range.start as usize..range.end as usize])
                .expect("whole characters");
            let explanation: Explanation = serde_json::from_str(&json).expect("an explanation");
            assert!(!explanation.term.is_empty());
            assert!(explanation.senses.iter().all(|sense| !sense.means.is_empty() && !sense.tone.is_empty()));
            assert_eq!(explanation.senses.len(), LEXICON.senses_of(entry).len());
        }
    }
}
